"""What speeds the search up changes no optimum."""

from __future__ import annotations

import dataclasses
import threading
from typing import Any

import numpy as np
import pytest

from mobilkontor.core.errors import InfeasibleError
from mobilkontor.core.instance import Instance, Lock
from mobilkontor.core.result import Status, StopReason
from mobilkontor.core.rules import WorkRules
from mobilkontor.duties import needless
from mobilkontor.optimise import search, tightening, tour_ip
from mobilkontor.optimise.master_ip import MipAnswer, run_mip
from mobilkontor.optimise.solve import optimise
from tests import named
from tests.benchmark.periodic_race.by_us import plan
from tests.benchmark.periodic_race.cycle_instances import cycle_instances
from tests.optimise.parts import proved
from tests.oracle import find_optimum
from tests.strategies import instance_of


def worth(instance: Instance) -> float | None:
    """Return the proved optimum, None if it is proved that there is no plan."""
    try:
        result = proved(instance)
    except InfeasibleError:
        return None
    assert result.status is Status.OPTIMAL
    return pytest.approx(result.objective_sek, rel=1e-5, abs=0.01)


@pytest.mark.parametrize("seed", range(12))
def test_dominance_changes_no_optimum(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With every duty kept, the optimum is the same."""
    instance = instance_of(seed, has_rest=seed % 3 == 0, num_stops=3)
    before = worth(instance)
    monkeypatch.setattr(needless, "undominated", lambda keys, _: np.arange(len(keys)))
    assert worth(instance) == before


TOURS: dict[str, Any] = {
    "num_stops": 3,
    "num_overnights": 2,
    "weekdays": ("mon", "tue", "wed"),
    "closed": frozenset(),
    "is_remote": True,
    "is_busy": True,
    "has_rest": False,
}
"""Knobs for tours of several days, where memory matters."""


@pytest.fixture
def without_first_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the first plan: on tiny instances it closes the gap before memory and cuts."""
    monkeypatch.setattr(search.Search, "_first_plan", lambda self, outcome: None)


@pytest.mark.usefixtures("without_first_plan")
@pytest.mark.parametrize("has_two_visits", [False, True])
@pytest.mark.parametrize("seed", [*range(15), 16, 18, 19, 27, 102])
def test_strengthening_keeps_the_optimum(seed: int, has_two_visits: bool) -> None:
    """With memory and cuts the optimum is still the oracle's, with two visits on a tour too."""
    instance = instance_of(seed, **TOURS, has_two_visits=has_two_visits, num_vehicles=1)
    expected = find_optimum(instance)
    assert worth(instance) == (None if expected is None else expected.objective_sek)


@pytest.mark.usefixtures("without_first_plan")
@pytest.mark.parametrize("seed", range(10))
def test_without_strengthening_the_optimum_is_the_same(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without any memory and cuts, the MIP finds the same optimum."""
    instance = instance_of(seed, **TOURS, num_vehicles=2)
    before = worth(instance)
    monkeypatch.setattr(search, "MAX_STRENGTHENINGS", 0)
    assert worth(instance) == before


@pytest.mark.usefixtures("without_first_plan")
@pytest.mark.parametrize("seed", range(10))
def test_full_memory_changes_no_optimum(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all stops remembered everywhere at once, the optimum is the same."""
    instance = instance_of(seed, **TOURS, has_two_visits=False, num_vehicles=2)
    before = worth(instance)
    everything = {int(node): tuple(range(3)) for node in instance.overnight_node}
    monkeypatch.setattr(tightening, "grow_memory", lambda memory, found: everything)
    assert worth(instance) == before


def test_a_wider_mip_begins_with_the_solution_of_the_one_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Over more and more tours the solver is handed those that it drove, and proves the optimum.

    It began from nothing each time, and looked again for what was found before.
    """
    problem = next(own for own in cycle_instances() if own.name == "20x1")
    at_once = plan(problem, seed=0, limit_s=60.0)
    begun: list[int] = []

    def noted(*args: Any, **settings: Any) -> MipAnswer:  # noqa: ANN401
        """Solve a MIP, and note with how many tours it began."""
        begun.append(len(settings["known"]))
        return run_mip(*args, **settings)

    monkeypatch.setattr(tour_ip, "run_mip", noted)
    monkeypatch.setattr(tour_ip, "FIRST_COLUMNS", 5)
    monkeypatch.setattr(tour_ip, "COLUMN_GROWTH", 2)
    assert plan(problem, seed=0, limit_s=60.0).bound_sek == pytest.approx(at_once.bound_sek)
    assert len(begun) > 1
    assert begun[0] == 0
    assert all(begun[1:])


def test_two_visits_on_one_tour() -> None:
    """The best plan stays away two nights and visits Y on Monday and on Wednesday.

    Y is 4 h from the depot and 10 min from the room at X. Y pays 100 000 SEK for two visits, X as
    much for one; every duty but those of the tour takes too long, since a crew drives 4.5 h a day.
    """
    instance = named.build(
        ("depot", "X", "Y"),
        {("depot", "X"): 240, ("depot", "Y"): 240, ("X", "Y"): 10},
        {("X", "X"): 1000.0, ("Y", "Y"): 1000.0},
        rules=WorkRules(max_driving_s=16_200),
        earliest_start_h=6,
        latest_end_h=18,
        overnights=("X",),
        weekdays=("mon", "tue", "wed"),
    )
    twice = instance.replace(
        level_visits=np.array([1, 2]),
        pattern_level=np.append(instance.pattern_level[:3], 1),
        pattern_days=np.vstack([instance.pattern_days[:3], [True, False, True]]),
    )
    assert worth(twice) is not None
    result = proved(twice)
    assert [service.days for service in result.plan.services if service.place == "Y"] == [(0, 2)]
    assert len(result.plan.duties) == 3


def test_a_lock_is_kept(tiny: Instance) -> None:
    """A lock of C on Monday, or of A on Tuesday, is kept; one of F proves that there is no plan."""
    for stop, day in ((2, 0), (2, 1), (0, 0), (0, 1)):
        result = proved(tiny.replace(locks=(Lock(stop, day, None),)))
        place = tiny.node_ids[tiny.stop_node[stop]]
        days = {service.place: service.days for service in result.plan.services}
        assert days[place] == (day,)
        assert result.objective_sek == pytest.approx(2750.0)
    with pytest.raises(InfeasibleError, match="No plan exists"):
        proved(tiny.replace(locks=(Lock(3, 0, None),)))


def test_a_lock_of_a_vehicle_is_kept(tiny: Instance) -> None:
    """With two buses, a locked one makes the visit; the optimum is that of either."""
    bus = tiny.vehicles[0]
    instance = tiny.replace(vehicles=(bus, dataclasses.replace(bus, id="second")))
    for vehicle, name in ((0, "bus"), (1, "second")):
        result = proved(instance.replace(locks=(Lock(2, 0, vehicle),)))
        visits = [d.vehicle for d in result.plan.duties if d.stops[0].place == "C"]
        assert visits == [name]


def test_a_stop_before_the_beginning_leaves_what_is_known(tiny: Instance) -> None:
    """With a stop requested from the start, staying at home is returned as interrupted."""
    stop = threading.Event()
    stop.set()
    result = optimise(
        tiny,
        time_limit_s=30.0,
        gap_limit=0.0,
        seed=0,
        threads=1,
        observe=lambda progress: None,
        stop=stop,
    )
    assert result.stop_reason is StopReason.INTERRUPTED
    assert result.objective_sek >= 0.0
    assert result.status is Status.FEASIBLE


def test_a_proved_search_does_not_wait_for_its_time(tiny: Instance) -> None:
    """Tiny is proved with the bound equal to the objective, and told so."""
    result = proved(tiny)
    assert result.stop_reason is StopReason.PROVED
    assert result.bound_sek == result.objective_sek == pytest.approx(2750.0)
