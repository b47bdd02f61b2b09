"""Own the master of a whole cycle as MIP over placed tours, part of a plan kept as it is.

The rows are those of `formulation` over all days of the cycle, so that the patterns, weekly limits,
rooms and locks hold exactly; only the choice of tours is narrow. So its plans are plans, and its
bound is none of the cycle's: that is proved over the folded cycle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.optimise.backend import StopRequest
from mobilkontor.optimise.effort import SECONDS, Clock
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.master import column_entries
from mobilkontor.optimise.master_ip import run_mip
from mobilkontor.optimise.placed_tours import (
    PlacedTour,
    Tour,
    TourColumns,
    add_placed_tours,
    by_length,
    regular_starts,
    single_starts,
)
from mobilkontor.optimise.tour_graph import Arcs

__all__ = ["CycleMaster", "Rearranged"]

IntArray = NDArray[np.int64]

MISSING_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Rearranged:
    """What a neighbourhood has found.

    Attributes
    ----------
    tours : tuple of PlacedTour
        All tours, those that were kept included.
    worth_sek : float
        Value of the master; what is demanded and missing is charged for.
    is_complete : bool
        Whether nothing that is demanded is missing: it is a plan.
    """

    tours: tuple[PlacedTour, ...]
    worth_sek: float
    is_complete: bool


class CycleMaster:
    """The master of a cycle.

    Parameters
    ----------
    fleet : Fleet
        Vehicles of the cycle and their duties.
    formulation : Formulation
        Rows of the cycle.
    """

    def __init__(self, fleet: Fleet, formulation: Formulation) -> None:
        self.fleet, self.formulation = fleet, formulation

    def rearrange(
        self,
        kept: Sequence[PlacedTour],
        tours: Sequence[Sequence[Tour]],
        is_free: NDArray[np.bool_],
        *,
        time_limit_s: float,
        gap_limit: float,
        seed: int,
        stop: StopRequest,
        clock: Clock = SECONDS,
        is_regular: bool = False,
        leaving: Sequence[PlacedTour] = (),
    ) -> Rearranged | None:
        """Return the best way found to fill the free days of all vehicles.

        Parameters
        ----------
        kept : sequence of PlacedTour
            Tours that stay.
        tours : sequence of sequence of tuple of int
            Tours to choose from, by vehicle.
        is_free : ndarray of bool, shape (num_vehicles, num_days)
            Days that may be filled.
        time_limit_s : float
            Time for the solver [s].
        gap_limit : float
            Relative gap at which it may stop.
        seed : int
            Seed of the solver.
        stop : StopRequest
            Ends the wait for the solver.
        clock : Clock
            Counts the work.
        is_regular : bool
            Whether tours are driven every week, every second week and so on only.
        leaving : sequence of PlacedTour
            Tours that fill the free days so far: the solver begins with them.

        Returns
        -------
        Rearranged or None
            None if the solver found nothing.
        """
        model, columns, kept_cost_sek = self.build(kept, tours, is_free, is_regular=is_regular)
        answer = run_mip(
            model,
            self.formulation,
            time_limit_s=time_limit_s,
            gap_limit=gap_limit,
            seed=seed,
            stop=stop,
            clock=clock,
            may_miss=True,
            known={column: 1.0 for group in columns for column in group.columns_of(leaving)},
        )
        if answer.values is None:
            return None
        found = [tour for group in columns for tour in group.chosen(answer.values)]
        worth = float(model.objective @ answer.values) - kept_cost_sek
        missing = answer.values[self.formulation.missing_columns]
        return Rearranged(
            tuple(sorted([*kept, *found])), worth, bool((missing < MISSING_TOLERANCE).all())
        )

    def build(
        self,
        kept: Sequence[PlacedTour],
        tours: Sequence[Sequence[Tour]],
        is_free: NDArray[np.bool_],
        *,
        is_regular: bool,
    ) -> tuple[LinearModel, list[TourColumns], float]:
        """Return the model with the columns of tours on free days, and what kept tours cost.

        Parameters
        ----------
        kept : sequence of PlacedTour
            Tours that stay.
        tours : sequence of sequence of tuple of int
            Tours to choose from, by vehicle.
        is_free : ndarray of bool, shape (num_vehicles, num_days)
            Days that may be filled.
        is_regular : bool
            Whether tours are driven every week, every second week and so on only.

        Returns
        -------
        model : LinearModel
            Rows of the cycle, less what kept tours use.
        columns : list of TourColumns
            Columns of the tours.
        kept_cost_sek : float
            Cost of the kept tours [SEK].
        """
        instance = self.fleet.instance
        model = self.formulation.model.copy()
        shape = len(instance.vehicles), instance.num_days
        ones = np.ones(shape[0] * shape[1])
        day_row = model.add_rows(np.full(len(ones), -np.inf), ones).reshape(shape)
        kept_cost_sek = self._keep(model, day_row, kept)
        starts_of = regular_starts if is_regular else single_starts
        columns = [
            add_placed_tours(model, self.fleet, self.formulation, day_row, number, duties, starts)
            for number, own in enumerate(tours)
            for duties in by_length(own)
            for starts in starts_of(instance, is_free[number], duties.shape[1])
        ]
        self._respect_locks(model, columns)
        self._respect_closed_roads(model, columns)
        return model, columns, kept_cost_sek

    def _keep(self, model: LinearModel, day_row: IntArray, kept: Sequence[PlacedTour]) -> float:
        """Take what kept tours use off the limits of the rows, and return what they cost [SEK]."""
        used = np.zeros(model.num_rows)
        cost_sek = 0.0
        for tour in kept:
            duty, day = np.array(tour.duties), np.array(tour.days)
            states = np.zeros(len(duty), dtype=np.int64)
            arcs = Arcs(day, duty, states, states)
            rows, _, values = column_entries(self.fleet, self.formulation, tour.vehicle, arcs)
            np.add.at(used, rows, values)
            used[day_row[tour.vehicle, day]] += 1.0
            cost_sek += float(self.fleet.plan_charge_sek(tour.vehicle)[duty].sum())
        model.shift_row_limits(-used)
        return cost_sek

    def _respect_locks(self, model: LinearModel, columns: Sequence[TourColumns]) -> None:
        """Forbid the tours that make a locked visit with another vehicle."""
        instance = self.fleet.instance
        for lock in instance.locks:
            if lock.vehicle is None:
                continue
            for group in columns:
                if group.vehicle == lock.vehicle:
                    continue
                options = self.fleet.pool(group.vehicle).options[group.duties]
                stops = np.append(instance.option_stop, -1)[options]
                visits = (stops == lock.stop).any(axis=2)
                offset = lock.day - group.starts
                inside = (offset >= 0) & (offset < visits.shape[1])
                for start, time in np.argwhere(inside):
                    forbidden = group.columns[start][visits[:, offset[start, time]]]
                    row = model.add_rows([-np.inf], [0.0])
                    model.add_entries(row, forbidden, 1.0)

    def _respect_closed_roads(self, model: LinearModel, columns: Sequence[TourColumns]) -> None:
        """Forbid the tours that need a road on a day when it is closed."""
        instance = self.fleet.instance
        if not instance.roads_of_week:
            return
        on_day = np.array([instance.roads_on(day) for day in range(instance.num_days)])
        for group in columns:
            roads = self.fleet.pool(group.vehicle).roads[group.duties]
            days = group.starts[:, :, None] + np.arange(roads.shape[1])
            is_driven = (roads[None, :, None, :] & on_day[days][:, None, :, :]) != 0
            forbidden = group.columns[~is_driven.all(axis=(2, 3))]
            if len(forbidden):
                model.add_entries(model.add_rows([-np.inf], [0.0]), forbidden, 1.0)
