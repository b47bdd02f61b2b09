"""Own the master over listed tours: its rows, and the coefficients of every tour.

Rows (3) become one row per vehicle: its tours take no more days than the week has. Room rows are
left out, which only loosens the bound; `tour_ip` refuses tours that cannot be put on days without
too many vehicles at a place. A tour counts once in a share cut, however many of its duties touch
it: it serves a resident once. So the LP over tours is tighter than that over duties.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, vstack

from mobilkontor.duties.pool import NO_OPTION
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.master import Fleet, column_entries
from mobilkontor.optimise.share_cuts import ShareCut
from mobilkontor.optimise.tour_graph import Arcs
from mobilkontor.optimise.tours import NO_DUTY

__all__ = ["TourMaster", "tour_entries"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


class TourMaster:
    """The master over the tours of all vehicles.

    Parameters
    ----------
    fleet : Fleet
        Vehicles, duties and share cuts.
    formulation : Formulation
        Rows.
    tours : sequence of ndarray of int64, shape (num_tours, num_days)
        Tours by vehicle, from ``tours_within``.

    Attributes
    ----------
    model : LinearModel
        All rows with the columns y and z, tours left out.
    day_row : ndarray of int64, shape (num_vehicles,)
        Row of each vehicle's days.
    vehicle : ndarray of int64, shape (num_tours,)
        Vehicle of each tour.
    duties : ndarray of int64, shape (num_tours, num_days)
        Duties of each tour, filled up with ``NO_DUTY``.
    worth : ndarray of float64, shape (num_tours,)
        Minus its cost [SEK].
    most : ndarray of float64, shape (num_tours,)
        Times that each can be driven in a cycle: no more than a stop of it is visited.
    entries : csc_array of float64, shape (num_rows, num_tours)
        Coefficients of every tour.
    """

    def __init__(self, fleet: Fleet, formulation: Formulation, tours: Sequence[IntArray]) -> None:
        self.fleet, self.formulation = fleet, formulation
        self.model = formulation.model.copy()
        self.cuts = fleet.cuts
        counts = [len(own) for own in tours]
        self.vehicle = np.repeat(np.arange(len(tours)), counts)
        self.duties = np.concatenate(tours)
        instance = fleet.instance
        paths = np.array([instance.paths_of(number) for number in range(len(tours))])
        num_days = float(instance.num_days) * paths
        self.day_row = self.model.add_rows(np.full(len(tours), -np.inf), num_days)
        parts = [
            tour_entries(fleet, formulation, number, own, int(self.day_row[number]))
            for number, own in enumerate(tours)
        ]
        offsets = np.repeat(np.cumsum([0, *counts[:-1]]), [len(part[0]) for part in parts])
        rows, which, values = (np.concatenate(part) for part in zip(*parts, strict=True))
        shape = (self.model.num_rows, len(self.vehicle))
        self.entries = csc_array((values, (rows, which + offsets)), shape=shape)
        self.worth = -np.concatenate(
            [_sum_by_tour(own, fleet.charge_sek(number)) for number, own in enumerate(tours)]
        )
        self._visits = self._visited_stops()
        self.most = self._most_times(paths)

    def __len__(self) -> int:
        """Return the number of tours."""
        return len(self.vehicle)

    def _visited_stops(self) -> csc_array:
        """Return which stops every tour visits, tours by stops."""
        instance = self.fleet.instance
        pieces = [np.empty((0, 2), dtype=np.int64)]
        for number in np.unique(self.vehicle):
            tour, day = np.nonzero((self.duties != NO_DUTY) & (self.vehicle == number)[:, None])
            options = self.fleet.pool(number).options[self.duties[tour, day]]
            row, column = np.nonzero(options != NO_OPTION)
            pieces.append(np.column_stack([tour[row], instance.option_stop[options[row, column]]]))
        tours, stops = _distinct(*np.concatenate(pieces).T)
        shape = (len(self), instance.num_stops)
        return csc_array((np.ones(len(tours)), (tours, stops)), shape=shape)

    def _most_times(self, paths: IntArray) -> FloatArray:
        """Return how often every tour can be driven in a cycle."""
        instance = self.fleet.instance
        visits = np.zeros(instance.num_stops, dtype=np.int64)
        np.maximum.at(visits, instance.level_stop, instance.level_visits)
        most = paths[self.vehicle].astype(np.float64)
        visited = self._visits.tocoo()
        np.minimum.at(most, visited.row, visits[visited.col].astype(np.float64))
        return most

    def stops_of(self, tours: IntArray) -> list[frozenset[int]]:
        """Return the stops of some tours."""
        chosen = self._visits[tours].tocsr()
        return [
            frozenset(chosen.indices[begin:end].tolist())
            for begin, end in zip(chosen.indptr[:-1], chosen.indptr[1:], strict=True)
        ]

    def add_cuts(self, cuts: Sequence[ShareCut]) -> IntArray:
        """Add share cuts, and return the numbers of their rows."""
        rows = self.add_cut_rows(self.model, cuts)
        touched = [self._visits[:, list(cut.stops)].max(axis=1).toarray().ravel() for cut in cuts]
        self.entries = csc_array(vstack([self.entries, csc_array(-np.array(touched))]))
        self.cuts = (*self.cuts, *cuts)
        return rows

    def add_cut_rows(self, model: LinearModel, cuts: Sequence[ShareCut]) -> IntArray:
        """Add the rows of share cuts with the columns z to a model, and return their numbers."""
        formulation = self.formulation
        rows = model.add_rows(np.full(len(cuts), -np.inf), np.zeros(len(cuts)))
        for row, cut in zip(rows, cuts, strict=True):
            users = formulation.share_place == cut.place
            users &= np.isin(formulation.share_stop, cut.stops)
            model.add_entries(row, formulation.share_column[users], formulation.share_weeks[users])
        return rows

    def add_tours(self, model: LinearModel, tours: IntArray, *, is_integer: bool) -> IntArray:
        """Add some tours to a model that has these rows, and return their columns."""
        columns = model.add_columns(
            self.worth[tours], upper=self.most[tours], is_integer=is_integer
        )
        chosen = self.entries[:, tours].tocoo()
        model.add_entries(chosen.row, columns[chosen.col], chosen.data)
        return columns


def _distinct(first: IntArray, second: IntArray) -> tuple[IntArray, IntArray]:
    """Return the distinct pairs of two numbers each."""
    base = int(second.max(initial=0)) + 1
    keys = np.unique(first * base + second)
    return keys // base, keys % base


def _sum_by_tour(tours: IntArray, of_duty: FloatArray) -> FloatArray:
    """Return the sum of a number of each duty over the days of each tour."""
    return np.asarray(np.where(tours == NO_DUTY, 0.0, of_duty[tours]).sum(axis=1))


def tour_entries(
    fleet: Fleet, formulation: Formulation, number: int, tours: IntArray, day_row: int
) -> tuple[IntArray, IntArray, FloatArray]:
    """Return the coefficients of a vehicle's tours.

    Parameters
    ----------
    fleet : Fleet
        Vehicles, duties and share cuts.
    formulation : Formulation
        Rows.
    number : int
        Vehicle.
    tours : ndarray of int64, shape (num_tours, num_days)
        Tours, filled up with ``NO_DUTY``.
    day_row : int
        Row of the vehicle's days.

    Returns
    -------
    row, tour : ndarray of int64
        Row, and position in ``tours``, of each coefficient.
    value : ndarray of float64
        The coefficients.
    """
    which, day = np.nonzero(tours != NO_DUTY)
    duties = tours[which, day]
    zero = np.zeros(len(duties), dtype=np.int64)
    arcs = Arcs(zero, duties, zero, zero)
    rows, arc, values = column_entries(fleet, formulation, number, arcs)
    is_cut = np.isin(rows, fleet.cut_row)
    is_room = np.isin(rows, formulation.room_row[formulation.room_row >= 0])
    plain = ~is_cut & ~is_room
    cut, touching = _distinct(rows[is_cut], which[arc[is_cut]])
    every = np.arange(len(tours))
    days = (tours != NO_DUTY).sum(axis=1).astype(np.float64)
    return (
        np.concatenate([rows[plain], cut, np.full(len(tours), day_row)]),
        np.concatenate([which[arc[plain]], touching, every]),
        np.concatenate([values[plain], np.full(len(cut), -1.0), days]),
    )
