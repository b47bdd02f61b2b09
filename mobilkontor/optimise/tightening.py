"""Own what makes the LP tighter round by round: what places remember, and share cuts."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import NO_OPTION
from mobilkontor.optimise.column_generation import LpOutcome
from mobilkontor.optimise.district_lp import Beginning
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.master_lp import MasterLp
from mobilkontor.optimise.memory import grow_memory, repeats
from mobilkontor.optimise.share_cuts import ShareCut, separate_share_cuts
from mobilkontor.optimise.tour_graph import Memory
from mobilkontor.optimise.watch import PROOF_TOLERANCE

__all__ = ["Tightening"]

MAX_CUTS_PER_ROUND = 80


class Tightening:
    """Memory and cuts of an LP, none to begin with.

    Attributes
    ----------
    memory : dict of int to tuple of int
        Stops that overnight places remember.
    remembering : list of set of int or None
        Overnight places that remember anything, by vehicle; None where all do.
    cuts : tuple of ShareCut
        Share cuts.
    """

    def __init__(self) -> None:
        self.memory: dict[int, tuple[int, ...]] = {}
        self.remembering: list[set[int]] | None = None
        self.cuts: tuple[ShareCut, ...] = ()

    @classmethod
    def of_districts(cls, begin: Beginning) -> Tightening:
        """Return what is known of the districts of a region."""
        own = cls()
        own.cuts, own.memory = begin.cuts, begin.memory
        own.remembering = [set(nodes) for nodes in begin.remembering]
        return own

    def memory_of(self, vehicle: int) -> Memory:
        """Return what overnight places remember of a vehicle: in a region those of its district."""
        if self.remembering is None:
            return self.memory
        own = self.remembering[vehicle]
        return {node: stops for node, stops in self.memory.items() if node in own}

    def grow(
        self, instance: Instance, formulation: Formulation, master: MasterLp, outcome: LpOutcome
    ) -> bool:
        """Grow by what the solution of an LP breaks.

        Parameters
        ----------
        instance : Instance
            Problem.
        formulation : Formulation
            Its rows, without cuts.
        master : MasterLp
            The LP.
        outcome : LpOutcome
            Its solution.

        Returns
        -------
        bool
            Whether anything grew.
        """
        # Columns found by the last pricing were in no LP yet.
        unpriced = master.num_model_columns - len(outcome.solution.values)
        values = np.append(outcome.solution.values, np.zeros(unpriced))
        found: dict[tuple[int, int], float] = {}
        visits: list[tuple[float, frozenset[int]]] = []
        for number, graph in enumerate(master.graphs):
            pool = master.fleet.pool(number)
            arcs, columns = master.known_arcs(number)
            again = repeats(instance, graph, pool, arcs, values[columns])
            self._remember(number, again, found)
            for position in np.nonzero(values[columns] > PROOF_TOLERANCE)[0]:
                options = pool.options[arcs.duty[position]]
                stops = instance.option_stop[options[options != NO_OPTION]]
                visits.append((float(values[columns[position]]), frozenset(stops.tolist())))
        memory = grow_memory(self.memory, found)
        cuts = separate_share_cuts(
            formulation, values, visits, frozenset(self.cuts), MAX_CUTS_PER_ROUND
        )
        grew = memory != self.memory or bool(cuts)
        self.memory, self.cuts = memory, (*self.cuts, *cuts)
        return grew

    def _remember(
        self,
        vehicle: int,
        again: Mapping[tuple[int, int], float],
        found: dict[tuple[int, int], float],
    ) -> None:
        """Add what a vehicle visits again around overnight places to what is found of all."""
        for (node, stop), weight in again.items():
            found[node, stop] = found.get((node, stop), 0.0) + weight
            if self.remembering is not None:
                self.remembering[vehicle].add(node)
