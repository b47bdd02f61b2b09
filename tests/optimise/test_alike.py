"""Vehicles that are alike are planned as one, with the optimum that each on its own leads to."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from mobilkontor.core.instance import Instance, Lock
from mobilkontor.optimise import search as search_module
from mobilkontor.optimise import spread, tour_ip
from mobilkontor.optimise.alike import group_alike
from mobilkontor.optimise.relaxation import ProvedInfeasibleError, Relaxation
from tests.goals import instance_with_goals
from tests.optimise.test_fold import watch_of
from tests.property.test_optimise import check_against_oracle, solve, tolerance_sek, worth
from tests.strategies import instance_of

ALIKE_DAYS: dict[str, Any] = {
    "num_vehicles": 1,
    "weekdays": ("tue", "wed", "thu"),
    "closed": frozenset(),
    "has_rest": False,
    "has_lock": False,
    "has_two_visits": False,
    "is_busy": True,
    "has_weekly_limits": True,
}
"""Knobs of weeks whose tours can lie on any days, hours of the week scarce."""

SHORT_WEEKS = (26, 78, 110, 123)
"""Seeds of five stops at which the first choice of two vehicles does not fit into two weeks."""


def with_twins(instance: Instance, count: int) -> Instance:
    """Return a problem with so many vehicles like the first, and no other."""
    twins = (dataclasses.replace(instance.vehicles[0], id=f"v{n}") for n in range(count))
    return instance.replace(vehicles=tuple(twins))


def told_apart(instance: Instance) -> Instance:
    """Return a problem whose vehicles cost the same but for less than anybody can see."""
    vehicles = (
        dataclasses.replace(vehicle, cost_per_day_sek=vehicle.cost_per_day_sek + 1e-7 * number)
        for number, vehicle in enumerate(instance.vehicles)
    )
    return instance.replace(vehicles=tuple(vehicles))


def count_calls(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> list[int]:  # noqa: ANN401
    """Return a list that grows by one whenever a function is called."""
    calls: list[int] = []
    original: Callable[..., Any] = getattr(owner, name)

    def counted(*args: Any, **keys: Any) -> Any:  # noqa: ANN401
        """Count, and do what was asked."""
        calls.append(1)
        return original(*args, **keys)

    monkeypatch.setattr(owner, name, counted)
    return calls


# ------------------------------------------------------------------------------------ the groups


def test_alike_vehicles_become_one(tiny: Instance) -> None:
    """Of three vehicles two are alike: they become one with a count of two."""
    other = dataclasses.replace(tiny.vehicles[0], id="dear", cost_per_day_sek=900.0)
    first, second = with_twins(tiny, 2).vehicles
    alike = group_alike(tiny.replace(vehicles=(first, other, second)))
    assert alike.members == ((0, 2), (1,))
    assert [vehicle.count for vehicle in alike.instance.vehicles] == [2, 1]
    assert not alike.is_plain


def test_a_locked_vehicle_stays_alone(tiny: Instance) -> None:
    """A vehicle that a lock names is told apart, and the lock names it where it stands then."""
    three = with_twins(tiny, 3).replace(locks=(Lock(0, 0, 2), Lock(1, 0, None)))
    alike = group_alike(three)
    assert alike.members == ((0, 1), (2,))
    assert [lock.vehicle for lock in alike.instance.locks] == [1, None]


def test_what_has_no_twin_is_left_as_it_is(tiny: Instance) -> None:
    """Where no vehicles are alike the problem stays the very same."""
    apart = told_apart(with_twins(tiny, 3))
    assert group_alike(apart).instance is apart
    assert group_alike(apart).is_plain


# ----------------------------------------------------------------------------------- the optimum


@pytest.mark.parametrize("seed", range(60))
def test_optimum_is_the_oracles_with_alike_vehicles(seed: int) -> None:
    """Two or three vehicles that are alike: optimum, bound and every rule as tried by hand."""
    check_against_oracle(with_twins(instance_of(seed, num_stops=3, num_vehicles=1), 2 + seed % 2))


@pytest.mark.parametrize("seed", range(60))
def test_optimum_is_the_oracles_where_weeks_of_alike_vehicles_are_short(seed: int) -> None:
    """The same where tours lie on any days and few of them fit into the hours of one week."""
    count = 2 + seed % 2
    instance = instance_of(seed, num_stops=5 - count + seed % 3 % 2, **ALIKE_DAYS)
    check_against_oracle(with_twins(instance, count))


@pytest.mark.parametrize("seed", range(30))
def test_optimum_is_the_oracles_with_alike_vehicles_and_other_goals(seed: int) -> None:
    """The same where a vehicle costs something if it is used, and with budgets and coverage."""
    check_against_oracle(with_twins(instance_with_goals(seed, num_stops=3, num_vehicles=1), 2))


@pytest.mark.parametrize("seed", range(20))
def test_optimum_is_that_of_vehicles_told_apart(seed: int) -> None:
    """Vehicles that differ by nothing that counts have the same optimum one by one."""
    instance = with_twins(instance_of(1000 + seed, num_stops=4, **ALIKE_DAYS), 3)
    expected = worth(solve(told_apart(instance)))
    assert worth(solve(instance)) == pytest.approx(
        expected, abs=tolerance_sek(expected), nan_ok=False
    )


@pytest.mark.parametrize("seed", range(20))
def test_bound_is_that_of_vehicles_told_apart(seed: int) -> None:
    """The LP over groups is worth what the one over vehicles is."""
    instance = with_twins(instance_of(2000 + seed, num_stops=4, num_vehicles=1), 3)
    bounds = []
    for problem in (instance, told_apart(instance)):
        try:
            bounds.append(Relaxation(problem, watch_of(), 0).first_bound().pricing.bound_sek)
        except ProvedInfeasibleError:
            bounds.append(float("-inf"))
    assert bounds[0] == pytest.approx(bounds[1], rel=1e-4, abs=0.05)


# --------------------------------------------------------------------------- told apart at the end


@pytest.mark.parametrize("seed", SHORT_WEEKS)
def test_rows_are_found_where_weeks_are_too_short(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where tours cannot be shared out, a row forbids them, and the optimum is the oracle's."""
    covers = count_calls(monkeypatch, tour_ip, "cover_of")
    check_against_oracle(with_twins(instance_of(seed, num_stops=5, **ALIKE_DAYS), 2))
    assert len(covers) > 0


@pytest.mark.parametrize("seed", SHORT_WEEKS)
def test_without_rows_vehicles_are_told_apart(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no row is found, the members are searched one by one, with the same optimum."""
    monkeypatch.setattr(tour_ip, "MAX_COVERS", 0)
    tasks = count_calls(monkeypatch, spread.Members, "task")
    check_against_oracle(with_twins(instance_of(seed, num_stops=5, **ALIKE_DAYS), 2))
    assert len(tasks) > 0


def test_where_rest_binds_the_flow_decides_by_vehicle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rest ties the days of a vehicle together, so every one has columns of its own."""
    fleets = []
    original = search_module.solve_ip

    def seen(fleet: Any, *args: Any, **keys: Any) -> Any:  # noqa: ANN401
        """Remember how many vehicles were told apart."""
        fleets.append(len(fleet.rows))
        return original(fleet, *args, **keys)

    monkeypatch.setattr(search_module, "solve_ip", seen)
    for seed in range(12):
        knobs: dict[str, Any] = {"num_vehicles": 1, "has_rest": True, "is_busy": True}
        check_against_oracle(with_twins(instance_of(seed, num_stops=3, **knobs), 3))
    assert set(fleets) == {3}
