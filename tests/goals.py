"""Give a random instance other goals: new offices, fixed costs, coverage, fairness, earlier goals.

All figures come from one seeded generator, so that the same seed gives the same instance.
"""

from __future__ import annotations

import dataclasses

import numpy as np

from mobilkontor.access.fairness import equity_weights
from mobilkontor.core.goals import Goal
from mobilkontor.core.instance import AccessTable, Aim, Coverage, Floor, Instance, OfficeOption
from tests.strategies import instance_of

__all__ = ["instance_with_goals"]


def instance_with_goals(seed: int, **knobs: object) -> Instance:
    """Return a random instance with some of the goals that a scenario can ask for.

    Parameters
    ----------
    seed : int
        Seed of the instance and of its goals.
    **knobs
        Fields of ``tests.strategies.Shape`` to fix.

    Returns
    -------
    Instance
        A consistent instance.
    """
    rng = np.random.default_rng([seed, 7])
    instance = instance_of(seed, **knobs)
    if rng.random() < 0.6:
        instance = _with_offices(instance, rng)
    if rng.random() < 0.5:
        instance = _with_fixed_costs(instance, rng)
    if rng.random() < 0.5:
        instance = _with_weights(instance, rng)
    if rng.random() < 0.5:
        instance = _with_coverage(instance, rng)
    goal = list(Goal)[int(rng.integers(3))]
    instance = instance.replace(goal=goal)
    if goal is Goal.MOST_BENEFIT:
        instance = instance.replace(budget_sek=round(float(rng.uniform(3000, 20000)), 2))
    return _with_aim(instance, rng) if rng.random() < 0.4 else instance


def _with_offices(instance: Instance, rng: np.random.Generator) -> Instance:
    """Return the instance with one or two offices that can be opened."""
    count = int(rng.integers(1, 3))
    places = len(instance.access.place_ids)
    pairs = [(p, o) for p in range(places) for o in range(count) if rng.random() < 0.5]
    pairs = pairs or [(0, 0)]
    table = dataclasses.replace(
        instance.access,
        office_place=np.array([place for place, _ in pairs], dtype=np.int64),
        office_number=np.array([office for _, office in pairs], dtype=np.int64),
        office_met_visits=rng.uniform(1, 40, len(pairs)),
        office_weight=np.ones(len(pairs)),
    )
    offices = tuple(
        OfficeOption(f"o{number}", round(float(rng.uniform(500, 9000)), 2))
        for number in range(count)
    )
    return instance.replace(access=table, offices=offices)


def _with_fixed_costs(instance: Instance, rng: np.random.Generator) -> Instance:
    """Return the instance with vehicles that cost something if used."""
    vehicles = tuple(
        dataclasses.replace(v, fixed_cost_sek=round(float(rng.uniform(0, 4000)), 2))
        for v in instance.vehicles
    )
    return instance.replace(vehicles=vehicles)


def _with_weights(instance: Instance, rng: np.random.Generator) -> Instance:
    """Return the instance with met visits that count more where little was met before."""
    table = instance.access
    count = len(table.place_ids)
    before = rng.uniform(0, 0.5, count) * (rng.random(count) < 0.5)
    most = np.zeros(count)
    np.maximum.at(most, table.pair_place, table.pair_met_visits)
    np.maximum.at(most, table.office_place, table.office_met_visits)
    need = np.maximum(most, 1.0) / (1.0 - before)
    aversion = float(rng.choice([0.3, 0.8]))

    def weights(place: np.ndarray, met: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
        return equity_weights(before[place], met, need[place], aversion)

    weighted: AccessTable = dataclasses.replace(
        table,
        pair_weight=weights(table.pair_place, table.pair_met_visits),
        office_weight=weights(table.office_place, table.office_met_visits),
    )
    return instance.replace(access=weighted)


def _with_coverage(instance: Instance, rng: np.random.Generator) -> Instance:
    """Return the instance with a floor on the residents that are covered."""
    levels, offices = len(instance.level_stop), len(instance.offices)
    coverages = tuple(
        Coverage(
            residents=int(rng.integers(10, 100)),
            levels=tuple(q for q in range(levels) if rng.random() < 0.4),
            offices=tuple(o for o in range(offices) if rng.random() < 0.4),
        )
        for _ in range(int(rng.integers(1, 4)))
    )
    total = sum(coverage.residents for coverage in coverages)
    floor = Floor(
        "covered", (), (), coverages=coverages, min_covered=float(rng.uniform(0.2, 0.9)) * total
    )
    return instance.replace(floors=(*instance.floors, floor))


def _with_aim(instance: Instance, rng: np.random.Generator) -> Instance:
    """Return the instance with what an earlier goal reached."""
    goal = list(Goal)[int(rng.integers(3))]
    scale = {
        Goal.VALUE_MINUS_COST: (-3000, 6000),
        Goal.MOST_BENEFIT: (500, 8000),
        Goal.LEAST_COST: (-15000, -2000),
    }
    least = float(rng.uniform(*scale[goal]))
    return instance.replace(aims=(Aim(goal, round(least, 2)),))
