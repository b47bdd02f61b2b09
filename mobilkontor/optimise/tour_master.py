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
from scipy.sparse import csc_array, csr_array, hstack, vstack

from mobilkontor.duties.pool import NO_OPTION
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.master import column_entries
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
    cuts : tuple of ShareCut
        Share cuts, those of the fleet first.
    cut_row : ndarray of int64, shape (num_cuts,)
        Row of each.
    """

    def __init__(self, fleet: Fleet, formulation: Formulation, tours: Sequence[IntArray]) -> None:
        self.fleet, self.formulation = fleet, formulation
        self.model = formulation.model.copy()
        self.cuts = fleet.cuts
        self.cut_row = fleet.cut_row
        instance = fleet.instance
        paths = np.array([instance.paths_of(number) for number in range(len(tours))])
        num_days = float(instance.num_days) * paths
        self.day_row = self.model.add_rows(np.full(len(tours), -np.inf), num_days)
        self.vehicle = np.empty(0, dtype=np.int64)
        self.duties = np.empty((0, instance.num_days), dtype=np.int64)
        self.worth, self.most = np.empty(0), np.empty(0)
        self.entries = csc_array((self.model.num_rows, 0))
        self._visits = csr_array((0, instance.num_stops))
        for number, own in enumerate(tours):
            self.extend(number, own)

    def __len__(self) -> int:
        """Return the number of tours."""
        return len(self.vehicle)

    def extend(self, number: int, tours: IntArray) -> None:
        """Add tours of a vehicle, behind those there are.

        Parameters
        ----------
        number : int
            Vehicle.
        tours : ndarray of int64, shape (num_tours, num_days)
            Tours, filled up with ``NO_DUTY``.
        """
        if not len(tours):
            return
        visits = self._visits_of(number, tours)
        self._visits = csr_array(vstack([self._visits, visits]))
        row, tour, value = tour_entries(
            self.fleet, self.formulation, number, tours, int(self.day_row[number])
        )
        later = len(self.fleet.cuts)
        cuts = _touched(visits.tocsc(), self.cuts[later:]).tocoo()
        row = np.concatenate([row, self.cut_row[later:][cuts.row]])
        tour = np.concatenate([tour, cuts.col])
        value = np.concatenate([value, -cuts.data])
        own = csc_array((value, (row, tour)), shape=(self.model.num_rows, len(tours)))
        self.entries = csc_array(hstack([self.entries, own]))
        self.vehicle = np.concatenate([self.vehicle, np.full(len(tours), number)])
        self.duties = np.concatenate([self.duties, tours])
        self.worth = np.concatenate(
            [self.worth, -_sum_by_tour(tours, self.fleet.charge_sek(number))]
        )
        self.most = np.concatenate([self.most, self._most_times(number, visits)])

    def _visits_of(self, number: int, tours: IntArray) -> csr_array:
        """Return which stops some tours of a vehicle visit, tours by stops."""
        instance = self.fleet.instance
        tour, day = np.nonzero(tours != NO_DUTY)
        options = self.fleet.pool(number).options[tours[tour, day]]
        row, column = np.nonzero(options != NO_OPTION)
        which, stop = _distinct(tour[row], instance.option_stop[options[row, column]])
        return csr_array(
            (np.ones(len(which)), (which, stop)), shape=(len(tours), instance.num_stops)
        )

    def _most_times(self, number: int, visits: csr_array) -> FloatArray:
        """Return how often some tours of a vehicle can be driven in a cycle."""
        instance = self.fleet.instance
        of_stop = np.zeros(instance.num_stops, dtype=np.int64)
        np.maximum.at(of_stop, instance.level_stop, instance.level_visits)
        most = np.full(visits.shape[0], float(instance.paths_of(number)))
        visited = visits.tocoo()
        np.minimum.at(most, visited.row, of_stop[visited.col].astype(np.float64))
        return most

    def stops_of(self, tours: IntArray) -> list[frozenset[int]]:
        """Return the stops of some tours."""
        chosen = self._visits[tours]
        return [
            frozenset(chosen.indices[begin:end].tolist())
            for begin, end in zip(chosen.indptr[:-1], chosen.indptr[1:], strict=True)
        ]

    def add_cuts(self, cuts: Sequence[ShareCut]) -> IntArray:
        """Add share cuts, and return the numbers of their rows."""
        rows = self.add_cut_rows(self.model, cuts)
        touched = _touched(self._visits.tocsc(), cuts)
        self.entries = csc_array(vstack([self.entries, -touched]))
        self.cuts, self.cut_row = (*self.cuts, *cuts), np.append(self.cut_row, rows)
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


def _touched(visits: csc_array, cuts: Sequence[ShareCut]) -> csr_array:
    """Return which tours touch which cuts, cuts by tours."""
    rows = [np.unique(visits[:, list(cut.stops)].tocoo().row) for cut in cuts]
    which = np.repeat(np.arange(len(cuts)), [len(row) for row in rows])
    tours = np.concatenate([np.empty(0, dtype=np.int64), *rows])
    return csr_array((np.ones(len(tours)), (which, tours)), shape=(len(cuts), visits.shape[0]))


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
