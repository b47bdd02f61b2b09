"""Choose when duties start, so that the visits of a place open at about the same time.

Any start within a duty's window costs the same, so this changes no objective and no bound. It is a
linear program over starts in minutes: least excess of the spread over the tolerance, then least
spread, both added up over the places with several visits, then starts as early as possible. Every
row holds differences of clocks with whole numbers on the right, the matrix is that of a network,
so the best corner is whole minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.math_opt.python import mathopt

from mobilkontor.core.units import SECONDS_PER_DAY, SECONDS_PER_MINUTE
from mobilkontor.optimise.linear_model import LinearModel

__all__ = ["StartWindow", "regular_starts"]

MINUTES_PER_DAY = SECONDS_PER_DAY // SECONDS_PER_MINUTE

PER_EXCESS_MIN, PER_SPREAD_MIN, PER_LATE_MIN = 1.0, 0.1, 0.0001
"""Weights: a minute of excess outweighs ten of spread, a minute of spread a day of late starts."""


@dataclass(frozen=True, slots=True)
class StartWindow:
    """When a duty may start, and what it opens.

    Attributes
    ----------
    earliest_s, latest_s : int
        Clock of the start [s after midnight]; ``earliest_s`` allows for the rest before it if all
        duties start as early as that.
    elapsed_s : int
        Time from start to end [s].
    opens : tuple of (str, int)
        Place and time from the start to the opening [s] of each visit.
    rest_s : int or None
        Rest needed since the end of the duty before it in the list, which is the same vehicle's
        on the day before; None if there is none.
    """

    earliest_s: int
    latest_s: int
    elapsed_s: int
    opens: tuple[tuple[str, int], ...]
    rest_s: int | None


def regular_starts(windows: Sequence[StartWindow], tolerance_s: int) -> list[int]:
    """Return the start of each duty.

    Parameters
    ----------
    windows : sequence of StartWindow
        Duties of all vehicles.
    tolerance_s : int
        Spread of the opening times of a place that residents do not mind [s].

    Returns
    -------
    list of int
        Clock of each start [s after midnight]; all as early as possible where no place has two
        visits, or no better whole minutes are found.
    """
    earliest = [window.earliest_s for window in windows]
    opens: dict[str, list[tuple[int, int]]] = {}
    for number, window in enumerate(windows):
        for place, after_s in window.opens:
            opens.setdefault(place, []).append((number, after_s))
    repeated = [visits for visits in opens.values() if len(visits) > 1]
    if not any(_spread_s(visits, earliest) for visits in repeated):
        return earliest
    late = _least_spread(windows, repeated, tolerance_s)
    if late is None:
        return earliest
    starts = [
        start + SECONDS_PER_MINUTE * delay for start, delay in zip(earliest, late, strict=True)
    ]
    return starts if _is_kept(windows, starts) else earliest


def _spread_s(visits: Sequence[tuple[int, int]], starts: Sequence[int]) -> int:
    """Return the difference between the latest and the earliest opening of a place [s]."""
    opens_s = [starts[number] + after_s for number, after_s in visits]
    return max(opens_s) - min(opens_s)


def _least_spread(
    windows: Sequence[StartWindow], repeated: Sequence[list[tuple[int, int]]], tolerance_s: int
) -> list[int] | None:
    """Return how many minutes after its earliest start each duty starts best."""
    model = LinearModel()
    room = [(window.latest_s - window.earliest_s) // SECONDS_PER_MINUTE for window in windows]
    late = model.add_columns(np.full(len(windows), -PER_LATE_MIN), upper=room)
    places = len(repeated)
    first = model.add_columns(np.zeros(places), upper=2 * MINUTES_PER_DAY)
    spread = model.add_columns(np.full(places, -PER_SPREAD_MIN), upper=2 * MINUTES_PER_DAY)
    excess = model.add_columns(np.full(places, -PER_EXCESS_MIN), upper=2 * MINUTES_PER_DAY)
    for place, visits in enumerate(repeated):
        numbers = np.array([number for number, _ in visits])
        opens_min = _minutes([windows[number].earliest_s + after_s for number, after_s in visits])
        rows = model.add_rows(-opens_min, np.full(len(visits), np.inf))
        model.add_entries(rows, late[numbers], 1.0)
        model.add_entries(rows, first[place], -1.0)
        rows = model.add_rows(np.full(len(visits), -np.inf), -opens_min)
        model.add_entries(rows, late[numbers], 1.0)
        model.add_entries(rows, first[place], -1.0)
        model.add_entries(rows, spread[place], -1.0)
    rows = model.add_rows(
        np.full(places, -np.inf), np.full(places, tolerance_s // SECONDS_PER_MINUTE)
    )
    model.add_entries(rows, spread, 1.0)
    model.add_entries(rows, excess, -1.0)
    for number, window in enumerate(windows):
        if window.rest_s is not None:
            rested_s = _rested_s(windows[number - 1], windows[number - 1].earliest_s, window.rest_s)
            row = model.add_rows(np.ceil(_minutes([rested_s - window.earliest_s])), [np.inf])
            model.add_entries(row, late[[number]], 1.0)
            model.add_entries(row, late[[number - 1]], -1.0)
    solved = mathopt.solve(model.to_mathopt(), mathopt.SolverType.GLOP)
    if solved.termination.reason is not mathopt.TerminationReason.OPTIMAL:
        return None
    values = solved.variable_values()
    by_number = {variable.id: value for variable, value in values.items()}
    return [round(by_number[int(column)]) for column in late]


def _minutes(seconds: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return times in minutes."""
    return np.array(seconds, dtype=np.float64) / SECONDS_PER_MINUTE


def _rested_s(before: StartWindow, start_s: int, rest_s: int) -> int:
    """Return the clock before which the next day cannot start [s after midnight]."""
    return start_s + before.elapsed_s + rest_s - SECONDS_PER_DAY


def _is_kept(windows: Sequence[StartWindow], starts: Sequence[int]) -> bool:
    """Tell whether starts lie in their windows and leave the rest between days."""
    for number, (window, start_s) in enumerate(zip(windows, starts, strict=True)):
        if not window.earliest_s <= start_s <= window.latest_s:
            return False
        if window.rest_s is not None and start_s < _rested_s(
            windows[number - 1], starts[number - 1], window.rest_s
        ):
            return False
    return True
