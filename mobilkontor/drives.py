"""Own the travel of a scenario as values: of residents, and of each vehicle in each week."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.matrix import PartialMatrix, TravelMatrix
from mobilkontor.core.places import Leg, RoadLine
from mobilkontor.core.travel_note import OutOfReach, OwnRoads, TravelNote
from mobilkontor.network.provider import Line
from mobilkontor.network.service_texts import no_way

__all__ = ["Detours", "Drives", "Travel", "no_lines", "notes_on_vehicles"]


def no_lines(legs: Iterable[Leg]) -> tuple[RoadLine, ...]:
    """Return no numbered roads: the source of travel times knows none but those of the tables.

    Parameters
    ----------
    legs : iterable of (str, str)
        Any.

    Returns
    -------
    tuple
        Nothing.
    """
    del legs
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class Detours:
    """Travel of mobile offices while some roads are closed.

    Attributes
    ----------
    state : int
        Number of this set of closed roads, from 1; weeks with the same roads closed share one.
    mobile : PartialMatrix
        Times and distances, before vehicle factor and leg buffer.
    path : callable
        Positions along the way between two places that are joined, for drawing [degrees].
    """

    state: int
    mobile: PartialMatrix
    path: Callable[[str, str], Line]


@dataclass(frozen=True, slots=True, eq=False)
class Drives:
    """How mobile offices of one weight and height drive.

    Attributes
    ----------
    mobile : PartialMatrix
        Their times and distances, before vehicle factor and leg buffer, between the places that
        they can drive between.
    path : callable
        Positions along the way between two places that are joined, for drawing [degrees].
    detours : dict of int to Detours
        Their travel in the weeks with a closed road, by week from 0.
    note : TravelNote or None
        What a reader of the result has to know about their times.
    """

    mobile: PartialMatrix
    path: Callable[[str, str], Line]
    detours: dict[int, Detours]
    note: TravelNote | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Travel:
    """Travel between all places of a scenario.

    Attributes
    ----------
    mobile : TravelMatrix
        Times and distances of mobile offices, before vehicle factor and leg buffer; if they
        differ, of the heaviest that reaches every place.
    residents : TravelMatrix
        Times and distances of residents' cars.
    path : callable
        Positions along the way of a mobile office between two places, for drawing [degrees].
    detours : dict of int to Detours
        Travel of mobile offices in the weeks with a closed road, by week from 0.
    backdrop : callable
        Numbered roads for the map behind some legs, where the source of travel times knows them.
    own : dict of str to Drives
        Travel of vehicles that drive otherwise, by id.
    notes : tuple of TravelNote
        What a reader of the result has to know about these.
    """

    mobile: TravelMatrix
    residents: TravelMatrix
    path: Callable[[str, str], Line]
    detours: dict[int, Detours] = field(default_factory=dict)
    backdrop: Callable[[Iterable[Leg]], tuple[RoadLine, ...]] = no_lines
    own: dict[str, Drives] = field(default_factory=dict)
    notes: tuple[TravelNote, ...] = ()

    def of(self, vehicle: str) -> Drives:
        """Return how a vehicle drives."""
        own = self.own.get(vehicle)
        return own or Drives(self.mobile.where_joined(), self.path, self.detours)

    def matrix_of(self, vehicle: str) -> TravelMatrix:
        """Return the complete matrix of a vehicle over the places that it can drive to.

        Parameters
        ----------
        vehicle : str
            Its id.

        Returns
        -------
        TravelMatrix
            Its times and distances; its note names the places that are left out, if any.

        Raises
        ------
        NetworkError
            If it can drive to two places and back, yet not between them.
        """
        drives = self.own.get(vehicle)
        if drives is None:
            return self.mobile
        cut_off = next(
            (it for it in self.notes if isinstance(it, OutOfReach) and it.vehicle == vehicle), None
        )
        left_out = cut_off.places if cut_off else ()
        kept = tuple(place for place in self.mobile.place_ids if place not in left_out)
        own = drives.mobile.subset(kept)
        if not own.is_joined.all():
            pairs = [f"{kept[a]} to {kept[b]}" for a, b in np.argwhere(~own.is_joined)]
            raise NetworkError(no_way(pairs, self.mobile.provider))
        return replace(
            self.mobile,
            place_ids=kept,
            time_s=own.time_s,
            distance_m=own.distance_m,
            note=cut_off or drives.note,
        )

    def path_in(self, vehicle: str, week: int) -> Callable[[str, str], Line]:
        """Return what tells the way of a vehicle between two places in a week."""
        drives = self.of(vehicle)
        return drives.detours[week].path if week in drives.detours else drives.path

    def by_vehicle(self, vehicles: Iterable[str]) -> dict[str, PartialMatrix]:
        """Return the matrix of each vehicle while all roads are open."""
        return {vehicle: self.of(vehicle).mobile for vehicle in vehicles}

    @property
    def sha256(self) -> str:
        """Hash of the matrix of mobile offices, or of which vehicle drives by which of several."""
        if not self.own:
            return self.mobile.sha256
        own = {vehicle: drives.mobile.sha256 for vehicle, drives in sorted(self.own.items())}
        return hashlib.sha256(repr((self.mobile.sha256, own)).encode()).hexdigest()


def notes_on_vehicles(
    own: Mapping[str, Drives], depot_of: Mapping[str, str]
) -> tuple[TravelNote, ...]:
    """Return what a reader has to know about vehicles that drive otherwise than the others.

    Parameters
    ----------
    own : mapping of str to Drives
        Their travel, by id.
    depot_of : mapping of str to str
        Depot of every vehicle, by id.

    Returns
    -------
    tuple of TravelNote
        Who they are, and who of them cannot drive to which places.
    """
    if not own:
        return ()
    cut_off = {vehicle: _cut_off(drives, depot_of[vehicle]) for vehicle, drives in own.items()}
    out_of_reach = (OutOfReach(vehicle, places) for vehicle, places in cut_off.items() if places)
    return (OwnRoads(tuple(own)), *out_of_reach)


def _cut_off(drives: Drives, depot: str) -> tuple[str, ...]:
    """Return the places that no way leads to from a depot, or none back."""
    place_ids = drives.mobile.place_ids
    row = place_ids.index(depot)
    is_joined = drives.mobile.is_joined[row] & drives.mobile.is_joined[:, row]
    return tuple(place for place, is_way in zip(place_ids, is_joined, strict=True) if not is_way)
