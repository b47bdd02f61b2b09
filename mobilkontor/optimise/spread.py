"""Give the columns of vehicles taken as one to each of them again (`alike`)."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.alike import Alike
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.formulation import NO_ROW, Formulation, formulate
from mobilkontor.optimise.master import add_cut_rows
from mobilkontor.optimise.master_ip import Roster
from mobilkontor.optimise.near_tours import TourTask
from mobilkontor.optimise.tour_graph import TourGraph

__all__ = ["Members"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

Each = TypeVar("Each")


class Members:
    """The vehicles behind the groups, with what the groups know.

    Parameters
    ----------
    instance : Instance
        Problem of all vehicles.
    alike : Alike
        Their groups.
    formulation : Formulation
        Rows of the groups, without cuts.
    """

    def __init__(self, instance: Instance, alike: Alike, formulation: Formulation) -> None:
        self.instance = instance
        self.formulation = formulation if alike.is_plain else formulate(instance)
        self._in_order = [number for own in alike.members for number in own]
        self._group_of = {n: group for group, own in enumerate(alike.members) for n in own}

    def named(self, roster: Roster) -> Roster:
        """Return a roster by vehicle, of one in which those of a group follow each other."""
        of_vehicle = dict(zip(self._in_order, roster, strict=True))
        return tuple(of_vehicle[number] for number in range(len(roster)))

    def each(self, by_group: Sequence[Each]) -> list[Each]:
        """Return by vehicle what is known by group."""
        return [by_group[self._group_of[number]] for number in range(len(self.instance.vehicles))]

    def graphs(self, by_group: Sequence[TourGraph]) -> tuple[TourGraph, ...]:
        """Return the graphs of all vehicles."""
        graphs = [copy.copy(graph) for graph in self.each(by_group)]
        for number, graph in enumerate(graphs):
            graph.vehicle = number
        return tuple(graphs)

    def fleet(self, groups: Fleet) -> tuple[Fleet, Formulation]:
        """Return all vehicles with their duties and share cuts, and the rows with those cuts."""
        formulation, cut_row = add_cut_rows(self.formulation, groups.cuts)
        fleet = dataclasses.replace(
            groups,
            instance=self.instance,
            rows=tuple(self.each(groups.rows)),
            cost_sek=tuple(self.each(groups.cost_sek)),
            cut_row=cut_row,
        )
        return fleet, formulation

    def task(self, groups: TourTask) -> TourTask:
        """Return tours to choose from for every vehicle, and what is known of all others."""
        fleet, formulation = self.fleet(groups.fleet)
        duals = None
        if groups.duals is not None:
            duals = self._duals(groups.formulation, groups.duals, formulation)
        return TourTask(fleet, formulation, self.each(groups.tours), duals, groups.left_out_sek)

    def _duals(
        self, of_groups: Formulation, duals: FloatArray, formulation: Formulation
    ) -> FloatArray:
        """Return the duals of the rows of all vehicles: a member's rows have those of its group."""
        spread = np.zeros(formulation.model.num_rows)
        theirs, own = np.ones(len(duals), dtype=np.bool_), np.ones(len(spread), dtype=np.bool_)
        for before, after in zip(_rows_of(of_groups), _rows_of(formulation), strict=True):
            for group_row, row in zip(self.each(list(before)), after, strict=True):
                has_row = row != NO_ROW
                spread[row[has_row]] = duals[group_row[has_row]]
                theirs[group_row[has_row]] = own[row[has_row]] = False
        # All other rows are the same, in the same order.
        spread[own] = duals[theirs]
        return spread


def _rows_of(formulation: Formulation) -> tuple[IntArray, ...]:
    """Return the rows of each vehicle, vehicles first."""
    decision_of = np.full(len(formulation.used_column), NO_ROW, dtype=np.int64)
    for vehicle, column in enumerate(formulation.used_column):
        if column != NO_ROW:
            at = np.nonzero(formulation.decision_column == column)[0]
            decision_of[vehicle] = formulation.decision_row[at[0]]
    return (
        formulation.working_row,
        formulation.driving_row,
        formulation.nights_row,
        formulation.used_row,
        decision_of[:, None],
    )
