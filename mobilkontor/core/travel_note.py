"""Name what a reader of a plan has to know about its travel times, without words of a language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

__all__ = [
    "GuessedTimes",
    "OutOfReach",
    "OwnRoads",
    "RoadsOfDay",
    "TravelNote",
    "UnequalWays",
    "with_names",
]


@dataclass(frozen=True, slots=True)
class GuessedTimes:
    """Times are guessed from the distance as the crow flies.

    Attributes
    ----------
    winding_factor : float
        Road over great circle.
    speed_kmh : float
        Speed along the road [km/h].
    """

    winding_factor: float
    speed_kmh: float


@dataclass(frozen=True, slots=True)
class RoadsOfDay:
    """Seasonal roads and ferries are taken as on one day of the year.

    Attributes
    ----------
    source : str
        Extract that the roads are read from.
    data_date : str
        Date of the extract, as it states it; empty if it does not.
    as_on : date
        The day that decides which roads and ferries are open.
    """

    source: str
    data_date: str
    as_on: datetime.date


@dataclass(frozen=True, slots=True)
class UnequalWays:
    """Some legs take more than twice as long as the way back.

    Attributes
    ----------
    legs : tuple of (str, str)
        Their starts and ends, as ids of places, or as names for a page; never empty.
    """

    legs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OwnRoads:
    """Some vehicles may use other roads than the rest, and have times of their own.

    Attributes
    ----------
    vehicles : tuple of str
        Their ids; never empty.
    """

    vehicles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """A vehicle that cannot drive to some places from its depot, though others can.

    Attributes
    ----------
    vehicle : str
        Its id.
    places : tuple of str
        Their ids, or their names for a page; never empty.
    """

    vehicle: str
    places: tuple[str, ...]


TravelNote = GuessedTimes | RoadsOfDay | UnequalWays | OwnRoads | OutOfReach


def with_names(note: TravelNote, name_by_place: Mapping[str, str]) -> TravelNote:
    """Return a note that names its places as people do.

    Parameters
    ----------
    note : TravelNote
        A note with ids of places.
    name_by_place : mapping of str to str
        Name of every place, by id.

    Returns
    -------
    TravelNote
        The same note with names; the note itself if it tells of no places.
    """
    if isinstance(note, UnequalWays):
        legs = tuple((name_by_place[start], name_by_place[end]) for start, end in note.legs)
        return replace(note, legs=legs)
    if isinstance(note, OutOfReach):
        return replace(note, places=tuple(name_by_place[place] for place in note.places))
    return note
