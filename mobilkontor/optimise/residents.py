"""Settle which residents use which stop, once the served levels are known.

Without visitor limits and met floors in the way every place uses its best stop; else the shares
are a small transport LP.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from ortools.math_opt.python import mathopt

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.linear_model import LinearModel

__all__ = ["Share", "settle_residents"]

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Share:
    """Share of a place's residents that uses a level, and the visits met by it per cycle."""

    place: int
    level: int
    share: float
    met_visits: float


def settle_residents(
    instance: Instance, levels: frozenset[int], visitors: Mapping[int, float]
) -> list[Share] | None:
    """Return the shares that meet the most visits.

    Parameters
    ----------
    instance : Instance
        Problem.
    levels : frozenset of int
        Served levels, at most one per stop.
    visitors : mapping of int to float
        Visitors that can be received per cycle, by stop.

    Returns
    -------
    list of Share or None
        Shares by place and stop; None if a floor cannot be met with these levels.
    """
    best = _best_stop(instance, levels)
    if _fits(instance, best, visitors):
        return best
    return _transport(instance, levels, visitors)


def _best_stop(instance: Instance, levels: frozenset[int]) -> list[Share]:
    """Return each place's best served level."""
    table = instance.access
    served = np.isin(table.pair_level, sorted(levels))
    best: dict[int, Share] = {}
    for pair in np.nonzero(served)[0]:
        place, level = int(table.pair_place[pair]), int(table.pair_level[pair])
        met = float(table.pair_met_visits[pair])
        if place not in best or met > best[place].met_visits + TOLERANCE:
            best[place] = Share(place, level, 1.0, met)
    return [best[place] for place in sorted(best)]


def _fits(instance: Instance, shares: list[Share], visitors: Mapping[int, float]) -> bool:
    """Tell whether shares keep the visitor limits and the met floors."""
    at_stop: dict[int, float] = {}
    for share in shares:
        stop = int(instance.level_stop[share.level])
        at_stop[stop] = at_stop.get(stop, 0.0) + share.met_visits
    if any(met > visitors[stop] + TOLERANCE for stop, met in at_stop.items()):
        return False
    for floor in instance.floors:
        met = sum(share.met_visits for share in shares if share.place in floor.places)
        if met < floor.min_met_visits - TOLERANCE:
            return False
    return True


def _transport(
    instance: Instance, levels: frozenset[int], visitors: Mapping[int, float]
) -> list[Share] | None:
    """Return the best shares by LP, None if the floors cannot be met."""
    table = instance.access
    pairs = np.nonzero(np.isin(table.pair_level, sorted(levels)))[0]
    place, level = table.pair_place[pairs], table.pair_level[pairs]
    met, stop = table.pair_met_visits[pairs], instance.level_stop[level]
    model = LinearModel()
    columns = model.add_columns(met)
    for number in np.unique(place):
        model.add_entries(model.add_rows([-np.inf], [1.0]), columns[place == number], 1.0)
    for number in np.unique(stop):
        row = model.add_rows([-np.inf], [visitors[int(number)]])
        model.add_entries(row, columns[stop == number], met[stop == number])
    for floor in instance.floors:
        if floor.min_met_visits > 0:
            inside = np.isin(place, floor.places)
            row = model.add_rows([floor.min_met_visits], [np.inf])
            model.add_entries(row, columns[inside], met[inside])
    result = mathopt.solve(model.to_mathopt(), mathopt.SolverType.GLOP)
    if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
        return None
    values = np.zeros(len(pairs))
    for variable, value in result.variable_values().items():
        values[variable.id] = min(1.0, max(0.0, value))
    used = np.nonzero(values > TOLERANCE)[0]
    shares = [
        Share(int(place[i]), int(level[i]), float(values[i]), float(values[i] * met[i]))
        for i in used
    ]
    return sorted(shares, key=lambda share: (share.place, int(instance.level_stop[share.level])))
