"""Number the kinds of roads; ways with the same tags are read once, as a country has few kinds.

What cannot be a road, and what does not decide about a kind, is left out before: most of the time
that reading a country takes is spent on tags.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mobilkontor.network.road_kind import RoadKind
from mobilkontor.roads.tags import (
    ACCESS_KEYS,
    DEFAULT_KMH,
    WEIGHT_CONDITIONS,
    kind_of,
    unread_conditions,
)

__all__ = ["CANDIDATES", "ROAD_KEYS", "KindTable"]

CANDIDATES = (
    *(("highway", highway) for highway in DEFAULT_KMH if highway != "ferry"),
    ("route", "ferry"),
)
"""Tags of which a way needs one to be a road."""

ROAD_KEYS = frozenset(
    {
        *("highway", "route", "area", "tracktype", "service", "oneway", "junction", "duration"),
        *("maxspeed", "maxspeed:type", "maxspeed:forward", "maxspeed:backward", "ref", "surface"),
        *("ice_road", "winter_road", "seasonal", "winter_service", "hgv", "goods"),
        *("maxweight", "maxweightrating", "maxheight", "maxheight:physical"),
        *(*ACCESS_KEYS, WEIGHT_CONDITIONS),
        *(f"{key}:conditional" for key in ACCESS_KEYS),
    }
)
"""Keys that decide about the kind of a way; its name, for one, does not."""

Found = tuple[int | None, list[str]]
"""Number of the kind, or None if it is no road, and conditions that are not understood."""


class KindTable:
    """The kinds of roads met so far.

    Attributes
    ----------
    unread : Counter of str
        Conditions that are not understood, with the number of ways that have them.
    """

    def __init__(self) -> None:
        self.unread: Counter[str] = Counter()
        self._numbers: dict[RoadKind, int] = {}
        self._known: dict[tuple[tuple[str, str], ...], Found] = {}

    @property
    def kinds(self) -> tuple[RoadKind, ...]:
        """All kinds, by number."""
        return tuple(self._numbers)

    def number_of(self, tags: Iterable[tuple[str, str]], way: int) -> int | None:
        """Return the number of a way's kind.

        Parameters
        ----------
        tags : iterable of (str, str)
            Its tags.
        way : int
            Its id.

        Returns
        -------
        int or None
            None if it is no road.
        """
        told = tuple([(key, value) for key, value in tags if key in ROAD_KEYS])
        known = self._known.get(told)
        if known is None:
            known, is_of_way = self._read(dict(told), way)
            if not is_of_way:
                self._known[told] = known
        number, unread = known
        if unread:
            self.unread.update(unread)
        return number

    def _read(self, tags: dict[str, str], way: int) -> tuple[Found, bool]:
        """Return what is found in some tags, and whether it is true of this way alone."""
        kind = kind_of(tags, way)
        if kind is None:
            return (None, []), False
        number = self._numbers.setdefault(kind, len(self._numbers))
        return (number, unread_conditions(tags)), kind.way == way
