"""Where there is no plan, the rules that clash are named, are a clash, and are the fewest."""

from __future__ import annotations

import dataclasses
import threading
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from mobilkontor.core.errors import InfeasibleError
from mobilkontor.core.instance import Floor, Instance, Lock, Promise
from mobilkontor.core.units import hours_to_s
from mobilkontor.optimise.clash_rules import Limit, keep_only, rules_of
from mobilkontor.optimise.clashes import Clash, Verdict, clash_text, find_clash
from mobilkontor.optimise.fold import fold_cycle
from mobilkontor.optimise.relaxation import ProvedInfeasibleError, Relaxation
from mobilkontor.optimise.search import Search
from mobilkontor.optimise.watch import Watch
from tests import named
from tests.optimise.parts import proved
from tests.oracle import find_optimum
from tests.strategies import CYCLES, FULL_ROOMS, TWO_WEEKS, instance_of

A, B, C, F = range(4)
"""Stops of tiny: A and B lie together, C on the other side, F can never be reached."""


def message(instance: Instance) -> list[str]:
    """Return the lines that tell why there is no plan."""
    with pytest.raises(InfeasibleError) as error:
        proved(instance)
    assert error.value.exit_code == 4
    return str(error.value).splitlines()


def promised(instance: Instance, *stops: int) -> Instance:
    """Return an instance with some stops promised."""
    return instance.replace(stop_is_promised=np.isin(np.arange(instance.num_stops), stops))


def floor(name: str, *stops: int, **least: Any) -> Floor:  # noqa: ANN401
    """Return a floor over the places and stops of some numbers."""
    return Floor(name, stops, stops, **({"min_visits": 0, "min_met_visits": 0.0} | least))


# ---------------------------------------------------------------------------------- word for word


def test_two_locks_of_one_vehicle_far_apart(tiny: Instance) -> None:
    """A and C are 30 and 90 min from the depot on different sides: not both on Monday."""
    locks = (Lock(A, 0, 0), Lock(B, 0, None), Lock(C, 0, 0))
    assert message(tiny.replace(locks=(locks[0], locks[2], Lock(B, 1, None)))) == [
        "E314 No plan exists, which is proved: these 2 rules clash.",
        "- lock: A on mon by bus",
        "- lock: C on mon by bus",
        "No fewer rules clash. Loosen one of them; dropping any one of them is enough.",
    ]


def test_a_lock_a_promise_and_a_weekly_limit(tiny: Instance) -> None:
    """A takes 3.5 h of work, C 5.5 h: either fits into 8 h a week, and both on two days do not."""
    profile = tiny.profiles[0]
    rules = dataclasses.replace(profile.rules, max_weekly_working_s=hours_to_s(8))
    instance = tiny.replace(
        profiles=(dataclasses.replace(profile, rules=rules),), locks=(Lock(A, 0, None),)
    )
    assert message(promised(instance, C)) == [
        "E314 No plan exists, which is proved: these 3 rules clash.",
        "- limit: working hours of a crew per week",
        "- promise: C (at least 1 visit)",
        "- lock: A on mon",
        "No fewer rules clash. Loosen one of them; dropping any one of them is enough.",
    ]


def test_a_floor_that_cannot_be_met(tiny: Instance) -> None:
    """A, B and C have one visit each at most, so four are too many, whatever else holds."""
    instance = tiny.replace(
        floors=(floor("Norr", A, B, C, min_visits=4), floor("Norr", A, min_visits=1))
    )
    assert message(promised(instance, A)) == [
        "E314 No plan exists, which is proved: this rule cannot be kept.",
        "- floor: Norr, at least 4 visits",
        "Loosen it; dropping it is enough.",
    ]


def test_a_floor_of_met_need_that_cannot_be_met(tiny: Instance) -> None:
    """A floor of need met is named by the share that the scenario asks for, not by our sum."""
    least = floor("Norr", A, min_met_visits=1e6, met_demand="25 % of its unmet need")
    assert (
        message(tiny.replace(floors=(least,)))[1]
        == "- floor: Norr, at least 25 % of its unmet need"
    )


def test_a_budget_too_small_for_a_promise(tiny: Instance) -> None:
    """C costs 180 km and 5.5 h, 3450 SEK; A costs 60 km and 3.5 h, 1650 SEK."""
    instance = promised(tiny.replace(budget_sek=3000.0, locks=(Lock(A, 1, None),)), C)
    assert message(instance) == [
        "E314 No plan exists, which is proved: these 2 rules clash.",
        "- budget: at most 3000 SEK",
        "- promise: C (at least 1 visit)",
        "No fewer rules clash. Loosen one of them; dropping any one of them is enough.",
    ]


def test_two_clashes_at_once(tiny: Instance) -> None:
    """Where F can never be reached and A clashes with C, one is named and the other told of."""
    instance = tiny.replace(locks=(Lock(A, 0, None), Lock(C, 0, None), Lock(F, 1, None)))
    assert message(instance) == [
        "E314 No plan exists, which is proved: this rule cannot be kept.",
        "- lock: F on tue",
        "Loosen it and plan again: other rules clash as well.",
    ]


def test_a_room_that_is_missing(island: Instance) -> None:
    """X and Y take 10.5 h of work with a night at X and 14 h without: no room, no 12 h week."""
    profile = island.profiles[0]
    rules = dataclasses.replace(profile.rules, max_weekly_working_s=hours_to_s(12))
    instance = island.replace(
        profiles=(dataclasses.replace(profile, rules=rules),), overnight_rooms=np.array([0])
    )
    assert message(promised(instance, 0, 1)) == [
        "E314 No plan exists, which is proved: these 4 rules clash.",
        "- limit: working hours of a crew per week",
        "- limit: rooms at the overnight places",
        "- promise: X (at least 1 visit)",
        "- promise: Y (at least 1 visit)",
        "No fewer rules clash. Loosen one of them; dropping any one of them is enough.",
    ]


def test_nights_away_that_are_not_allowed(island: Instance) -> None:
    """With 8 h of driving a week both need a night too (540 min without), and none is allowed."""
    profile = island.profiles[0]
    rules = dataclasses.replace(profile.rules, max_weekly_driving_s=hours_to_s(8))
    instance = island.replace(
        profiles=(dataclasses.replace(profile, rules=rules),),
        vehicles=(dataclasses.replace(island.vehicles[0], max_nights_per_week=0),),
        locks=(Lock(0, 0, None), Lock(1, 1, 0)),
    )
    assert message(instance)[1:-1] == [
        "- limit: driving hours of a crew per week",
        "- limit: nights away per week",
        "- lock: X on mon",
        "- lock: Y on tue by bus",
    ]


# --------------------------------------------------------------------------------- honest claims


def clash_of(*verdicts: Verdict, is_smallest: bool, is_irreducible: bool) -> str:
    """Return the last line about two locks of tiny."""
    instance = named.tiny().replace(locks=(Lock(A, 0, None), Lock(C, 0, None)))
    clash = Clash(rules_of(instance), is_irreducible, is_smallest, verdicts)
    return clash_text(clash).splitlines()[-1]


def test_what_is_not_proved_is_not_claimed() -> None:
    """A set that may not be the smallest is told so, and so is a remedy that is not certain."""
    assert clash_of(Verdict.UNKNOWN, Verdict.PLAN, is_smallest=False, is_irreducible=True) == (
        "Without any one of them the others do not clash. This is not proved to be the smallest "
        'set that clashes. Loosen one of them; dropping "lock: C on mon" is enough.'
    )
    assert clash_of(Verdict.UNKNOWN, Verdict.UNKNOWN, is_smallest=False, is_irreducible=False) == (
        "This is not proved to be the smallest set that clashes. Loosen one of them and plan again."
    )


@pytest.mark.parametrize("is_asked_to_stop", [False, True])
def test_without_time_all_rules_are_named(tiny: Instance, is_asked_to_stop: bool) -> None:
    """When nothing may be asked any more, the clash is all rules, and no smaller is denied."""
    instance = tiny.replace(locks=(Lock(A, 0, None), Lock(C, 0, None)), budget_sek=9e9)
    stop = threading.Event()
    if is_asked_to_stop:
        stop.set()
    watch = Watch(60.0 if is_asked_to_stop else 0.0, 0.0, stop, lambda progress: None)
    clash = find_clash(instance, watch, 0, Search)
    assert clash == Clash(rules_of(instance), False, False, (Verdict.UNKNOWN,) * 3)


def test_a_question_without_answer_keeps_the_rule(tiny: Instance) -> None:
    """A search that ends without plan or proof, or over some duties only, proves nothing."""
    instance = tiny.replace(locks=(Lock(A, 0, None), Lock(C, 0, None)), budget_sek=9e9)

    class Idle:
        """Ends at once."""

        is_complete = True

        def __init__(self, *_: object) -> None: ...

        def run(self) -> None:
            """Find nothing."""

    class Partial(Idle):
        """Proves something about some duties."""

        is_complete = False

        def run(self) -> None:
            """Find that these duties make no plan."""
            raise ProvedInfeasibleError

    for search in (Idle, Partial):
        watch = Watch(60.0, 0.0, threading.Event(), lambda progress: None)
        clash = find_clash(instance, watch, 0, search)
        assert clash == Clash(rules_of(instance), False, False, (Verdict.UNKNOWN,) * 3)


# ------------------------------------------------------------------------------- random instances

DEMANDS: dict[str, Any] = {
    "has_promise": True,
    "has_lock": True,
    "has_vehicle_lock": True,
    "has_visit_floor": True,
}


def crowded_instance(seed: int) -> Instance:
    """Return a random instance with many demands, often too many."""
    variants: tuple[dict[str, Any], ...] = ({}, FULL_ROOMS, TWO_WEEKS, CYCLES[seed % len(CYCLES)])
    more = {"has_budget": seed % 3 == 0, "has_met_floor": seed % 5 == 0}
    instance = instance_of(seed, **(variants[seed % len(variants)] | DEMANDS | more))
    return instance if seed % 2 else with_choosy_promises(instance, seed)


def with_choosy_promises(instance: Instance, seed: int) -> Instance:
    """Return an instance that promises two stops the most visits, or the longest, of any level."""
    rng = np.random.default_rng(seed)
    opening_s = instance.option_opening_s[instance.level_option]
    promises = []
    for stop in rng.permutation(instance.num_stops)[:2].tolist():
        own = instance.level_stop == stop
        most, longest = int(instance.level_visits[own].max()), int(opening_s[own].max())
        is_often = bool(rng.random() < 0.5)
        is_exact = bool(rng.random() < 0.5)
        promises.append(
            Promise(stop, most if is_often else 1, 0 if is_often else longest, is_exact)
        )
    unpromised = instance.replace(
        stop_is_promised=np.zeros(instance.num_stops, dtype=np.bool_), locks=()
    )
    named_anew = instance.replace(promises=tuple(promises), unpromised=unpromised)
    return keeping(named_anew, tuple(range(len(rules_of(named_anew)))))


def keeping(instance: Instance, numbers: tuple[int, ...]) -> Instance:
    """Return an instance with some of its rules, stated anew: levels, worth and access stay."""
    every = rules_of(instance)
    parts = [every[number].part for number in numbers]
    base = instance.unpromised or instance
    is_promised = np.zeros(base.num_stops, dtype=np.bool_)
    is_kept = np.ones(len(base.pattern_level), dtype=np.bool_)
    for part in parts:
        if isinstance(part, Promise):
            is_promised[part.stop] = True
            for pattern, level in enumerate(base.pattern_level):
                opening_s = base.option_opening_s[base.level_option[level]]
                is_enough = (
                    base.level_visits[level] >= part.min_visits and opening_s >= part.min_opening_s
                )
                if part.is_exact:
                    is_enough &= base.level_visits[level] == part.min_visits
                    is_enough &= part.min_opening_s in (0, opening_s)
                if base.level_stop[level] == part.stop and not is_enough:
                    is_kept[pattern] = False
    loose = dict.fromkeys(
        name
        for limit, name in (
            (Limit.WORKING, "max_weekly_working_s"),
            (Limit.DRIVING, "max_weekly_driving_s"),
        )
        if limit not in parts
    )
    profiles = [
        dataclasses.replace(profile, rules=dataclasses.replace(profile.rules, **loose))
        for profile in instance.profiles
    ]
    vehicles = instance.vehicles
    if Limit.NIGHTS not in parts:
        vehicles = tuple(dataclasses.replace(v, max_nights_per_week=None) for v in vehicles)
    return instance.replace(
        stop_is_promised=is_promised,
        pattern_level=base.pattern_level[is_kept],
        pattern_days=base.pattern_days[is_kept],
        floors=tuple(part for part in parts if isinstance(part, Floor)),
        locks=tuple(part for part in parts if isinstance(part, Lock)),
        budget_sek=instance.budget_sek if Limit.BUDGET in parts else None,
        profiles=tuple(profiles),
        vehicles=vehicles,
        overnight_rooms=instance.overnight_rooms + (0 if Limit.ROOMS in parts else 9),
    )


def has_plan(instance: Instance, numbers: tuple[int, ...]) -> bool:
    """Tell whether the oracle finds a plan that keeps some rules."""
    return find_optimum(keeping(instance, numbers)) is not None


def check_clash(instance: Instance) -> None:
    """Compare the clash of an instance without a plan with the oracle."""
    watch = Watch(60.0, 0.0, threading.Event(), lambda progress: None)
    clash = find_clash(instance, watch, 0, Search)
    rules = rules_of(instance)
    numbers = tuple(rules.index(rule) for rule in clash.rules)
    assert not has_plan(instance, numbers)
    assert clash.is_irreducible
    assert clash.is_smallest
    for fewer in combinations(range(len(rules)), len(numbers) - 1):
        assert has_plan(instance, fewer), [rules[number].text for number in fewer]
    for number, verdict in zip(numbers, clash.without, strict=True):
        others = tuple(other for other in range(len(rules)) if other != number)
        assert verdict is (Verdict.PLAN if has_plan(instance, others) else Verdict.NO_PLAN)


@pytest.mark.parametrize("seed", range(50))
def test_the_clash_is_a_smallest_one(seed: int) -> None:
    """Where the oracle finds no plan, it finds none for the clash, and one for any fewer rules.

    Two in three of these instances have no plan.
    """
    instance = crowded_instance(seed)
    if find_optimum(instance) is None:
        check_clash(instance)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 2000))
def test_the_clash_is_a_smallest_one_on_many(seed: int) -> None:
    """The same on a thousand more."""
    instance = crowded_instance(seed)
    if find_optimum(instance) is None:
        check_clash(instance)


@pytest.mark.parametrize("seed", range(30))
def test_some_rules_kept_is_the_same_problem(seed: int) -> None:
    """With random rules kept, the problem asked has a plan exactly where the oracle finds one."""
    instance = crowded_instance(seed)
    rules = rules_of(instance)
    rng = np.random.default_rng(seed)
    some = tuple(number for number in range(len(rules)) if rng.random() < 0.6)
    asked = keep_only(instance, [rules[number] for number in some])
    assert (find_optimum(asked) is not None) == has_plan(instance, some)


@pytest.mark.parametrize("seed", range(50))
def test_a_folded_cycle_with_a_plan_is_not_disproved(seed: int) -> None:
    """Where the oracle finds a plan of a cycle, the LP of its folded week has a solution.

    It had none before a duty was found where a promised stop has several visits in every level:
    only one of them could be missing, and E311 told of a proof.
    """
    instance = instance_of(seed, **CYCLES[seed % len(CYCLES)], has_promise=True, has_lock=False)
    if find_optimum(instance) is not None:
        watch = Watch(60.0, 0.0, threading.Event(), lambda progress: None)
        Relaxation(fold_cycle(instance, 1).instance, watch, 0).first_bound()
