"""Settle which residents use which stop, and which new offices open, once levels are known.

Without visitor limits, met floors, limits on cost and new offices in the way every place uses its
best stop; else the shares are a small transport LP, with a binary for each office that can open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.linear_model import LinearModel

__all__ = ["NO_LEVEL", "Served", "Settlement", "Share", "settle_residents"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

NO_LEVEL = -1
TOLERANCE = 1e-9
CHOSEN = 0.5

LEAST_WEIGHT = 1e-6
"""Weight of the value where only the cost is the goal: of equal costs the greater benefit."""


@dataclass(frozen=True, slots=True)
class Served:
    """What a roster offers to residents.

    Attributes
    ----------
    levels : frozenset of int
        Served levels, at most one per stop.
    visitors : mapping of int to float
        Visitors that can be received per cycle, by stop.
    cost_sek : float
        Cost of the duties and of the vehicles used [SEK].
    """

    levels: frozenset[int]
    visitors: Mapping[int, float]
    cost_sek: float = 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """Share of a place's residents that uses a level or office, and what it meets per cycle.

    Attributes
    ----------
    place : int
        Place with residents.
    level, office : int
        Level or office option; the other one is -1.
    share : float
        Share of the residents.
    met_visits, weighted_visits : float
        Visits met by it, as they are and as the objective counts them.
    """

    place: int
    level: int
    office: int
    share: float
    met_visits: float
    weighted_visits: float


@dataclass(frozen=True, slots=True)
class Settlement:
    """Shares by place, and the office options that open."""

    shares: tuple[Share, ...]
    offices: tuple[int, ...]


def settle_residents(instance: Instance, served: Served) -> Settlement | None:
    """Return the shares and new offices that make the most of what is served.

    Parameters
    ----------
    instance : Instance
        Problem.
    served : Served
        What is offered.

    Returns
    -------
    Settlement or None
        None if a floor, the budget or an earlier goal cannot be kept.
    """
    pairs = _pairs(instance, served.levels)
    if not len(instance.offices):
        best = _best_stops(instance, pairs)
        if _fits(instance, served, best):
            return Settlement(best, ())
    return _Transport(instance, served, pairs).settlement()


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """What places can use: pairs with served levels, then those with office options."""

    place: IntArray
    level: IntArray
    office: IntArray
    met: FloatArray
    weight: FloatArray

    def share(self, pair: int, share: float) -> Share:
        """Return the share of a pair."""
        met = share * float(self.met[pair])
        level, office = int(self.level[pair]), int(self.office[pair])
        weighted = met * float(self.weight[pair])
        return Share(int(self.place[pair]), level, office, share, met, weighted)


def _pairs(instance: Instance, levels: frozenset[int]) -> _Pairs:
    """Return what places can use."""
    table = instance.access
    own = np.nonzero(np.isin(table.pair_level, sorted(levels)))[0]
    num_offices = len(table.office_place)
    none = np.full(num_offices, NO_LEVEL, dtype=np.int64)
    return _Pairs(
        place=np.concatenate([table.pair_place[own], table.office_place]),
        level=np.concatenate([table.pair_level[own], none]),
        office=np.concatenate([np.full(len(own), NO_LEVEL), table.office_number]),
        met=np.concatenate([table.pair_met_visits[own], table.office_met_visits]),
        weight=np.concatenate([table.weights[own], table.office_weight]),
    )


def _best_stops(instance: Instance, pairs: _Pairs) -> tuple[Share, ...]:
    """Return each place's best pair."""
    best: dict[int, int] = {}
    for pair in range(len(pairs.place)):
        place = int(pairs.place[pair])
        if place not in best or pairs.met[pair] > pairs.met[best[place]] + TOLERANCE:
            best[place] = pair
    return tuple(pairs.share(best[place], 1.0) for place in sorted(best))


def _fits(instance: Instance, served: Served, shares: Sequence[Share]) -> bool:
    """Tell whether shares at stops keep visitor limits, floors, and limits on cost."""
    at_stop: dict[int, float] = {}
    for share in shares:
        stop = int(instance.level_stop[share.level])
        at_stop[stop] = at_stop.get(stop, 0.0) + share.met_visits
    if any(met > served.visitors[stop] + TOLERANCE for stop, met in at_stop.items()):
        return False
    for floor in instance.floors:
        met = sum(share.met_visits for share in shares if share.place in floor.places)
        if met < floor.min_met_visits - TOLERANCE:
            return False
    weighted = sum(share.weighted_visits for share in shares)
    return _keeps_goals(instance, served, instance.value_per_met_visit_sek * weighted)


def _keeps_goals(instance: Instance, served: Served, worth_sek: float) -> bool:
    """Tell whether coverage, budget and earlier goals are kept without new offices."""
    budget_sek = instance.budget_sek
    if budget_sek is not None and served.cost_sek > budget_sek + _hair(budget_sek):
        return False
    for floor in instance.floors:
        covered = sum(c.residents for c in floor.coverages if served.levels & set(c.levels))
        if covered < floor.min_covered - TOLERANCE * max(1.0, floor.min_covered):
            return False
    return all(
        aim.goal.value_weight * worth_sek - aim.goal.cost_weight * served.cost_sek
        >= aim.least_sek - _hair(aim.least_sek)
        for aim in instance.aims
    )


def _hair(limit_sek: float) -> float:
    """Return by how much solvers may miss a limit."""
    return 1e-7 * max(1.0, abs(limit_sek))


class _Transport:
    """The shares as LP, with a binary for each office that can open."""

    def __init__(self, instance: Instance, served: Served, pairs: _Pairs) -> None:
        self.instance, self.served, self.pairs = instance, served, pairs
        self.model = LinearModel()
        self.worth_sek = instance.value_per_met_visit_sek * pairs.met * pairs.weight
        weight = instance.goal.value_weight or LEAST_WEIGHT
        # What is worth nothing is still met as far as it can be.
        value = weight * self.worth_sek if self.worth_sek.any() else LEAST_WEIGHT * pairs.met
        self.share = self.model.add_columns(value)
        self.office_sek = np.array([office.cost_sek for office in instance.offices])
        self.office = self.model.add_columns(
            -(instance.goal.cost_weight or LEAST_WEIGHT) * self.office_sek, is_integer=True
        )
        self._access()
        self._visitors()
        for floor in instance.floors:
            if floor.min_met_visits > 0:
                inside = np.isin(pairs.place, floor.places)
                row = self.model.add_rows([floor.min_met_visits], [np.inf])
                self.model.add_entries(row, self.share[inside], pairs.met[inside])
        self._coverage()
        self._goals()

    def _access(self) -> None:
        """Add the rows of places and of offices that must open to be used."""
        for number in np.unique(self.pairs.place):
            row = self.model.add_rows([-np.inf], [1.0])
            self.model.add_entries(row, self.share[self.pairs.place == number], 1.0)
        at_office = np.nonzero(self.pairs.office != NO_LEVEL)[0]
        rows = self.model.add_rows(np.full(len(at_office), -np.inf), np.zeros(len(at_office)))
        self.model.add_entries(rows, self.share[at_office], 1.0)
        self.model.add_entries(rows, self.office[self.pairs.office[at_office]], -1.0)

    def _visitors(self) -> None:
        """Add the rows of visitors that can be received."""
        at_stop = self.pairs.level != NO_LEVEL
        stop = np.where(at_stop, self.instance.level_stop[self.pairs.level], NO_LEVEL)
        for number in np.unique(stop[at_stop]):
            row = self.model.add_rows([-np.inf], [self.served.visitors[int(number)]])
            users = stop == number
            self.model.add_entries(row, self.share[users], self.pairs.met[users])

    def _coverage(self) -> None:
        """Add the rows of covered residents, with a column for places that offices can cover."""
        for floor in self.instance.floors:
            if floor.min_covered <= 0:
                continue
            covered = [bool(self.served.levels & set(c.levels)) for c in floor.coverages]
            already = sum(
                c.residents for c, is_in in zip(floor.coverages, covered, strict=True) if is_in
            )
            least = self.model.add_rows([floor.min_covered - already], [np.inf])
            for coverage, is_in in zip(floor.coverages, covered, strict=True):
                if coverage.offices and not is_in:
                    column = self.model.add_columns([0.0])
                    row = self.model.add_rows([-np.inf], [0.0])
                    self.model.add_entries(row, column, 1.0)
                    self.model.add_entries(row, self.office[list(coverage.offices)], -1.0)
                    self.model.add_entries(least, column, float(coverage.residents))

    def _goals(self) -> None:
        """Add the rows of the budget and of earlier goals."""
        instance, spent_sek = self.instance, self.served.cost_sek
        if instance.budget_sek is not None:
            left_sek = instance.budget_sek - spent_sek + _hair(instance.budget_sek)
            self.model.add_entries(
                self.model.add_rows([-np.inf], [left_sek]), self.office, self.office_sek
            )
        for aim in instance.aims:
            least_sek = aim.least_sek + aim.goal.cost_weight * spent_sek - _hair(aim.least_sek)
            row = self.model.add_rows([least_sek], [np.inf])
            self.model.add_entries(row, self.share, aim.goal.value_weight * self.worth_sek)
            self.model.add_entries(row, self.office, -aim.goal.cost_weight * self.office_sek)

    def settlement(self) -> Settlement | None:
        """Solve it; None if it has no solution."""
        kind = mathopt.SolverType.HIGHS if len(self.office) else mathopt.SolverType.GLOP
        # To the end: a plan worth a little less than its own master would never be proved best.
        exact = mathopt.SolveParameters(relative_gap_tolerance=0.0, absolute_gap_tolerance=0.0)
        result = mathopt.solve(
            self.model.to_mathopt(), kind, params=exact if len(self.office) else None
        )
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return None
        values = np.zeros(self.model.num_columns)
        for variable, value in result.variable_values().items():
            values[variable.id] = min(1.0, max(0.0, value))
        offices = tuple(np.nonzero(values[self.office] > CHOSEN)[0].tolist())
        used = np.nonzero(values[self.share] > TOLERANCE)[0]
        shares = [self.pairs.share(int(pair), float(values[self.share[pair]])) for pair in used]
        shares = [s for s in shares if s.office == NO_LEVEL or s.office in offices]
        return Settlement(tuple(sorted(shares, key=self._order)), offices)

    def _order(self, share: Share) -> tuple[int, int, int]:
        """Return where a share stands in the list."""
        stop = NO_LEVEL if share.level == NO_LEVEL else int(self.instance.level_stop[share.level])
        return share.place, stop, share.office
