"""Own how often a place is visited, and which of its visits repeat each other from week to week."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from enum import StrEnum
from typing import TypeVar

from mobilkontor.outputs.views import MapView, NightView, VisitView

__all__ = [
    "Frequency",
    "frequency_of",
    "legend_rows",
    "repeated_nights",
    "repeated_visits",
    "same_openings",
    "year_weeks",
]

WEEKS_IN_YEAR = 52

Seen = TypeVar("Seen", VisitView, NightView)


class Frequency(StrEnum):
    """How often a place is visited; the values are the last parts of the texts' keys."""

    TIMES_A_WEEK = "times_a_week"
    TWICE_A_WEEK = "twice_a_week"
    EVERY_WEEK = "every_week"
    SECOND_WEEK = "second_week"
    FOURTH_WEEK = "fourth_week"
    EIGHTH_WEEK = "eighth_week"
    TIMES_A_CYCLE = "times_a_cycle"


_WEEKS_APART = {
    1: Frequency.EVERY_WEEK,
    2: Frequency.SECOND_WEEK,
    4: Frequency.FOURTH_WEEK,
    8: Frequency.EIGHTH_WEEK,
}


def frequency_of(visits: int, weeks: int) -> Frequency:
    """Return how often a place is visited.

    Parameters
    ----------
    visits : int
        Visits per cycle.
    weeks : int
        Length of the cycle [weeks].

    Returns
    -------
    Frequency
        ``TIMES_A_CYCLE`` if the visits cannot be spread evenly over the weeks.
    """
    if visits % weeks == 0 and visits > weeks:
        return Frequency.TWICE_A_WEEK if visits == 2 * weeks else Frequency.TIMES_A_WEEK
    if weeks % visits == 0:
        return _WEEKS_APART.get(weeks // visits, Frequency.TIMES_A_CYCLE)
    return Frequency.TIMES_A_CYCLE


def repeated_visits(
    visits: Iterable[VisitView], view: MapView
) -> tuple[tuple[VisitView, ...], ...]:
    """Return visits of a place, those by one vehicle on one weekday together.

    Parameters
    ----------
    visits : iterable of VisitView
        Visits by day.
    view : MapView
        The map.

    Returns
    -------
    tuple of tuple of VisitView
        Groups by weekday, each by week; one of them is one symbol on the map.
    """
    return _grouped(visits, view, lambda entry: entry.vehicle)


def same_openings(visits: Iterable[VisitView], view: MapView) -> tuple[tuple[VisitView, ...], ...]:
    """Return visits of a place, those by one vehicle at the same clock times together.

    Parameters
    ----------
    visits : iterable of VisitView
        Visits by day.
    view : MapView
        The map.

    Returns
    -------
    tuple of tuple of VisitView
        Groups by weekday, each by week; one of them is one line of a popup.
    """
    return _grouped(visits, view, lambda entry: (entry.vehicle, entry.visit))


def repeated_nights(
    nights: Iterable[NightView], view: MapView
) -> tuple[tuple[NightView, ...], ...]:
    """Return nights at a place, those of one vehicle after one weekday together.

    Parameters
    ----------
    nights : iterable of NightView
        Nights by day.
    view : MapView
        The map.

    Returns
    -------
    tuple of tuple of NightView
        Groups by weekday, each by week.
    """
    return _grouped(nights, view, lambda entry: entry.vehicle)


def year_weeks(weeks: Iterable[int], cycle_weeks: int) -> list[int]:
    """Return the weeks of a year in which some weeks of a cycle come back.

    Parameters
    ----------
    weeks : iterable of int
        Weeks of the cycle, from 0.
    cycle_weeks : int
        Length of the cycle [weeks]; the first one starts in week 1.

    Returns
    -------
    list of int
        Weeks from 1 to 52.
    """
    held = set(weeks)
    return [week + 1 for week in range(WEEKS_IN_YEAR) if week % cycle_weeks in held]


def legend_rows(view: MapView) -> list[tuple[int, list[list[bool]]]]:
    """Return an example of each frequency on the map, the most frequent first.

    Parameters
    ----------
    view : MapView
        The map.

    Returns
    -------
    list of (int, list of list of bool)
        Visits per cycle, and for each of the place's symbols in which weeks the vehicle comes;
        empty for a cycle of one week.
    """
    examples: dict[int, list[list[bool]]] = {}
    for entry in view.places.values():
        if entry.service and entry.visits and view.weeks > 1:
            groups = repeated_visits(entry.visits, view)
            weeks = [{view.week(visit.day) for visit in visits} for visits in groups]
            examples.setdefault(
                entry.service.visits_per_cycle,
                [[week in held for week in range(view.weeks)] for held in weeks],
            )
    return sorted(examples.items(), reverse=True)


def _grouped(
    entries: Iterable[Seen], view: MapView, key: Callable[[Seen], Hashable]
) -> tuple[tuple[Seen, ...], ...]:
    """Return entries of one weekday and one key together, in the order of weekdays."""
    groups: dict[tuple[int, Hashable], list[Seen]] = {}
    for entry in entries:
        groups.setdefault((view.weekday_position(entry.day), key(entry)), []).append(entry)
    ordered = sorted(groups, key=lambda group: group[0])
    return tuple(tuple(groups[group]) for group in ordered)
