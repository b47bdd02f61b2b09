"""Locks of a cycle that clash within a week are found, where the folded cycle knows no locks."""

from __future__ import annotations

import threading

import pytest

from mobilkontor.build.instance import build_instance
from mobilkontor.core.errors import InfeasibleError
from mobilkontor.core.instance import Instance, Lock
from mobilkontor.core.result import Result
from mobilkontor.optimise import seen_search, solve
from mobilkontor.optimise.clash_of_cycle import clash_of_wishes
from mobilkontor.optimise.clashes import clash_text
from mobilkontor.optimise.locked_weeks import clash_of_locks, locked_week
from mobilkontor.optimise.seen_clash import pools_without_promises
from mobilkontor.optimise.watch import Watch
from mobilkontor.travel import provide_travel
from tests import named
from tests.optimise.cycles import best_worth, cycle_of, day_of
from tests.optimise.parts import fleet_of
from tests.small_scenario import scenario
from tests.strategies import CYCLES, instance_of

A, C = 0, 2


def four_weeks(*locks: Lock) -> Instance:
    """Return four weeks of the tiny instance, every stop visited once or every week, with locks."""
    return cycle_of(named.tiny(), 4, (1, 4)).replace(locks=locks)


def searched(instance: Instance) -> Result:
    """Return the result of a search over tours."""
    return solve.optimise(
        instance,
        time_limit_s=60.0,
        gap_limit=1.0,
        seed=0,
        threads=1,
        observe=lambda progress: None,
        stop=threading.Event(),
    )


def test_two_locks_far_apart_on_one_day_clash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two places that no duty joins, locked on one day of one vehicle, end as proved, not in time.

    The fold drops locks, so the search went on to its time limit and told that no plan was found.
    """
    monkeypatch.setattr(solve, "MAX_DAYS_BY_OPTIONS", 0)
    day = day_of(four_weeks(), 2)
    instance = four_weeks(Lock(A, day, None), Lock(C, day, None))
    with pytest.raises(InfeasibleError, match="E314") as raised:
        searched(instance)
    weekday = instance.horizon.days[day][1]
    assert str(raised.value).splitlines() == [
        "E314 No plan exists, which is proved: these 2 rules clash.",
        f"- lock: A on {weekday} of week 2",
        f"- lock: C on {weekday} of week 2",
        "No fewer rules clash. Loosen one of them; dropping any one of them is enough.",
    ]


def test_where_the_locks_of_all_weeks_are_too_many_those_of_one_week_are_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The week is found out; that its locks have a plan one by one is not claimed of the cycle."""
    monkeypatch.setattr(seen_search, "MAX_DAYS_BY_SEEN_OPTIONS", 4)
    day = day_of(four_weeks(), 2)
    instance = four_weeks(Lock(A, day, None), Lock(C, day, None))
    watch = Watch(60.0, 0.0, threading.Event(), lambda progress: None)
    clash = clash_of_wishes(instance, watch, 0, fleet_of(instance).pools)
    assert clash is not None
    weekday = instance.horizon.days[day][1]
    assert clash_text(clash).splitlines()[1:] == [
        f"- lock: A on {weekday} of week 2",
        f"- lock: C on {weekday} of week 2",
        "This is not proved to be the smallest set that clashes. "
        "Loosen one of them and plan again.",
    ]


def test_locks_in_other_weeks_do_not_clash(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same places locked in two weeks leave a plan, which is found."""
    monkeypatch.setattr(solve, "MAX_DAYS_BY_OPTIONS", 0)
    days = [day_of(four_weeks(), week) for week in (1, 2)]
    result = searched(four_weeks(Lock(A, days[0], None), Lock(C, days[1], None)))
    assert result.objective_sek > -1e9


def test_a_week_has_the_visits_of_the_cycle_in_it() -> None:
    """A week of the cycle keeps its days, its locks, and one visit of every level on any day."""
    cycle = four_weeks(Lock(A, day_of(four_weeks(), 1), None))
    week = locked_week(cycle, 1)
    assert len(week.locks) == 1
    assert week.locks[0].day == 0
    assert not locked_week(cycle, 0).locks
    assert set(week.level_visits.tolist()) == {1}
    assert week.num_days == named.tiny().num_days
    assert week.demands_anything


def test_a_week_has_the_roads_of_its_own() -> None:
    """The third week has the roads that are open in it.

    It had those of the first week, so that a road closed then proved that no plan keeps a lock.
    """
    cycle = four_weeks().replace(roads_of_week=(2, 1, 4, 1))
    assert [locked_week(cycle, week).roads_of_week for week in range(4)] == [(2,), (1,), (4,), (1,)]


def test_options_that_a_promise_takes_away_are_no_proof() -> None:
    """A promise of two hours in mid leaves the lock of far, the next option, where it can be kept.

    The duties of the problem with promises were taken for those without, whose options have other
    numbers, so that no duty seemed to visit far.
    """
    changed = scenario(
        {
            "cycle": {"weeks": 2},
            "promises": [{"place": "mid", "min_opening_min": 120}],
            "locks": [{"place": "far", "weekday": "mon"}],
        }
    )
    instance = build_instance(changed, provide_travel(changed))
    assert instance.unpromised is not None
    assert len(instance.unpromised.option_stop) > len(instance.option_stop)
    watch = Watch(60.0, 0.0, threading.Event(), lambda progress: None)
    pools = fleet_of(instance).pools
    assert clash_of_wishes(instance, watch, 0, pools) is None
    assert (
        clash_of_locks(instance, watch, 0, pools_without_promises(instance, watch, pools)) is None
    )


def says_clash(seed: int, **knobs: bool) -> bool:
    """Tell whether locks of a random cycle are said to clash; then there must be no plan."""
    instance = instance_of(seed, **CYCLES[seed % len(CYCLES)], **knobs)
    locks = tuple(Lock(stop, seed % instance.num_days, None) for stop in range(2))
    instance = instance.replace(locks=locks, unpromised=None)
    watch = Watch(60.0, 0.0, threading.Event(), lambda progress: None)
    pools = fleet_of(instance).pools
    if not solve.can_fold(instance) or clash_of_locks(instance, watch, 0, pools) is None:
        return False
    assert best_worth(instance) is None
    return True


def test_what_clashes_in_a_week_has_no_plan_in_the_cycle() -> None:
    """Wherever locks of random cycles are said to clash, the exact search finds no plan either."""
    assert sum(says_clash(seed) for seed in range(30)) > 2


def test_what_clashes_in_a_week_of_closed_roads_has_no_plan_in_the_cycle() -> None:
    """The same where roads are closed in some weeks."""
    assert sum(says_clash(seed, has_closed_roads=True) for seed in range(30)) > 2
