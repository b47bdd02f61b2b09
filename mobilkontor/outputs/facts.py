"""Own what a page tells beside the plan: title, setting, roads to draw, parameters with sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from mobilkontor.core.places import Junction, Leg, Road, RoadLine
from mobilkontor.core.travel_note import TravelNote
from mobilkontor.indicators.setting import Setting

__all__ = ["PageFacts", "ParameterFacts", "Point"]

Point = tuple[float, float]
"""Latitude and longitude [degrees]."""


@dataclass(frozen=True, slots=True)
class ParameterFacts:
    """One figure of the scenario, with its source.

    Attributes
    ----------
    key : str
        Where it stands in the scenario, such as ``benefit.need_per_resident.tax``.
    value : float or str or tuple of (float, float)
        The figure, in the unit that the key names; corners and shares for a curve; a text for a
        clock time or levels of stops.
    source : str
        Where it comes from; empty if it has no source.
    is_assumed : bool
        Whether it is a guess, or has no source.
    """

    key: str
    value: float | str | tuple[tuple[float, float], ...]
    source: str
    is_assumed: bool


@dataclass(frozen=True, slots=True, eq=False)
class PageFacts:
    """What the map page shows beside the plan.

    Attributes
    ----------
    title : str
        What people call the scenario.
    description : mapping of str to str
        What it asks, in words, by language; may be empty.
    season : str
        ``summer``, ``autumn``, ``winter`` or ``thaw``.
    travel_notes : tuple of TravelNote
        What a reader has to know about the travel times; may be empty.
    travel_credit : str
        Credit that the data behind the travel times asks for; empty if it asks for none.
    setting : Setting
        Places, offices, vehicles, residents' travel times.
    roads : tuple of Road
        Roads for the backdrop; may be empty.
    junctions : tuple of Junction
        Road nodes without residents.
    parameters : tuple of ParameterFacts
        Figures of the scenario, in the order to show them.
    path : callable
        What tells positions along the way between two places, of a vehicle in a week from 0.
    backdrop : callable
        Further roads to draw behind some legs, along their bends.
    """

    title: str
    description: Mapping[str, str]
    season: str
    travel_notes: tuple[TravelNote, ...]
    travel_credit: str
    setting: Setting
    roads: tuple[Road, ...]
    junctions: tuple[Junction, ...]
    parameters: tuple[ParameterFacts, ...]
    path: Callable[[str, int], Callable[[str, str], tuple[Point, ...]]]
    backdrop: Callable[[Iterable[Leg]], tuple[RoadLine, ...]]

    def description_in(self, language: str) -> str:
        """Return what the scenario asks, in a language or else in another; may be empty.

        Parameters
        ----------
        language : str
            Language of the page, ``sv`` or ``en``.

        Returns
        -------
        str
            The text.
        """
        found = self.description
        return found.get(language) or next(filter(None, found.values()), "")
