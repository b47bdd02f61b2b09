"""Collect the rows of the tables under the map: plain data, not yet escaped."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from mobilkontor.core.places import Confidence, Road
from mobilkontor.core.plan import Plan
from mobilkontor.core.units import SECONDS_PER_MINUTE
from mobilkontor.indicators.residents import reached_places
from mobilkontor.indicators.setting import Setting
from mobilkontor.outputs.views import MapView, PlaceView

__all__ = [
    "MunicipalityRow",
    "RoadRow",
    "municipality_rows",
    "population_rows",
    "road_rows",
    "unserved_groups",
]

FAR_S = 30 * SECONDS_PER_MINUTE
NAMED_ROAD_SOURCES = 5

REASON_ORDER = (
    "not_needed",
    "no_time",
    "not_worth",
    "out_of_reach",
    "excluded",
    "too_small",
    "uses_stop",
    "uses_office",
)
"""Places that are left out come before those that have service near by."""


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """What a plan gives one municipality, or all of them.

    Attributes
    ----------
    name : str
        Name; empty for the sum.
    residents : int
        Residents of its listed places [persons].
    stops, visits : int
        Places with a stop, and visits per cycle.
    reached : int
        Residents of places that have, or use, a stop [persons].
    far_before, far_after : int
        Residents more than 30 minutes from service [persons].
    met_visits : float
        Visits met per cycle for its residents, over what fixed offices meet.
    outside : int
        Residents who live outside every listed place [persons].
    """

    name: str
    residents: int
    stops: int
    visits: int
    reached: int
    far_before: int
    far_after: int
    met_visits: float
    outside: int


@dataclass(frozen=True, slots=True)
class RoadRow:
    """The roads with one source, or with all sources that are too rare to be named.

    Attributes
    ----------
    source : str
        Source and year; empty if there is none, or several.
    others : int
        Number of sources summed up; 0 if one is named.
    stretches, length_m : int
        Number of stretches, and their length [m].
    """

    source: str
    others: int
    stretches: int
    length_m: int


def municipality_rows(plan: Plan, view: MapView, setting: Setting) -> list[MunicipalityRow]:
    """Return what the plan gives each municipality, and the sum at the end.

    Parameters
    ----------
    plan : Plan
        The plan.
    view : MapView
        The map, for travel times before and after.
    setting : Setting
        The municipalities.

    Returns
    -------
    list of MunicipalityRow
        Municipalities in the order of their table, then the sum.
    """
    outside = {entry.name: entry.scattered_residents for entry in setting.municipalities}
    rows = [
        _municipality_row(
            entry.name,
            plan,
            [place for place in view.places.values() if place.place.municipality == entry.name],
            outside[entry.name],
        )
        for entry in setting.municipalities
    ]
    everything = _municipality_row("", plan, list(view.places.values()), sum(outside.values()))
    return [*rows, everything]


def _municipality_row(
    name: str, plan: Plan, entries: list[PlaceView], outside: int
) -> MunicipalityRow:
    """Return the sums over some places."""
    reached = reached_places(plan)
    ids = {entry.place.id for entry in entries}
    far_before = [entry for entry in entries if _is_far(entry.before_s)]
    far_after = [entry for entry in entries if _is_far(entry.after_s)]
    return MunicipalityRow(
        name=name,
        residents=sum(entry.place.residents for entry in entries),
        stops=sum(1 for entry in entries if entry.service),
        visits=sum(len(entry.visits) for entry in entries),
        reached=sum(entry.place.residents for entry in entries if entry.place.id in reached),
        far_before=sum(entry.place.residents for entry in far_before),
        far_after=sum(entry.place.residents for entry in far_after),
        met_visits=sum(share.met_visits for share in plan.access if share.place in ids),
        outside=outside,
    )


def _is_far(seconds: int | None) -> bool:
    """Tell whether a travel time is above half an hour, or unknown."""
    return seconds is None or seconds > FAR_S


def unserved_groups(view: MapView) -> list[tuple[str, list[PlaceView]]]:
    """Return the places without a stop by reason, most lost visits first.

    Parameters
    ----------
    view : MapView
        The map.

    Returns
    -------
    list of (str, list of PlaceView)
        Reason and its places; reasons without a place are left out.
    """
    groups: dict[str, list[PlaceView]] = {reason: [] for reason in REASON_ORDER}
    for entry in view.places.values():
        if entry.unserved and not entry.office and not entry.new_office:
            groups.setdefault(entry.unserved.reason, []).append(entry)

    def key(entry: PlaceView) -> tuple[float, int, str]:
        """Return what a group is ordered by."""
        lost = entry.unserved.lost_visits if entry.unserved else 0.0
        return -round(lost, 6), -entry.place.residents, entry.place.id

    return [(reason, sorted(entries, key=key)) for reason, entries in groups.items() if entries]


def population_rows(view: MapView) -> list[tuple[Confidence, int, int, list[str]]]:
    """Return how sure the numbers of residents are.

    Parameters
    ----------
    view : MapView
        The map.

    Returns
    -------
    list of (Confidence, int, int, list of str)
        Confidence, number of places, their residents, their sources with the most used first.
    """
    rows = []
    for confidence in Confidence:
        places = [e.place for e in view.places.values() if e.place.confidence is confidence]
        if places:
            sources = Counter(_with_year(place.source, place.year) for place in places)
            ordered = sorted(sources, key=lambda source: (-sources[source], source))
            residents = sum(place.residents for place in places)
            rows.append((confidence, len(places), residents, ordered))
    return rows


def _with_year(source: str, year: str) -> str:
    """Return a source with the year of its figures, if it states one."""
    return f"{source} ({year})" if year else source


def road_rows(roads: Iterable[Road]) -> list[RoadRow]:
    """Return where the figures of the roads come from.

    Parameters
    ----------
    roads : iterable of Road
        The roads.

    Returns
    -------
    list of RoadRow
        The sources of most stretches first, then the sum of all others; empty without roads.
    """
    groups: dict[str, list[Road]] = defaultdict(list)
    for road in roads:
        groups[_with_year(road.source, road.year)].append(road)
    ordered = sorted(groups, key=lambda source: (-len(groups[source]), source))
    named, rest = ordered[:NAMED_ROAD_SOURCES], ordered[NAMED_ROAD_SOURCES:]
    rows = [_road_row(source, 0, groups[source]) for source in named]
    others = [road for source in rest for road in groups[source]]
    return [*rows, _road_row("", len(rest), others)] if rest else rows


def _road_row(source: str, others: int, roads: list[Road]) -> RoadRow:
    """Return the sums over some roads."""
    return RoadRow(source, others, len(roads), sum(road.length_m for road in roads))
