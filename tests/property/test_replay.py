"""The replay used by the property tests accepts a good plan and names each breach of a bad one."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from mobilkontor.core.instance import Floor, Instance, Lock
from mobilkontor.core.plan import AccessShare, Break, Duty, Plan, Service, Visit
from mobilkontor.core.units import clock_s
from tests.property.replay import breaches

BOTH = Duty(
    vehicle="bus",
    day=0,
    start="depot",
    end="depot",
    start_s=clock_s("08:00"),
    end_s=clock_s("15:30"),
    driving_s=2 * 3600,
    working_s=7 * 3600,
    distance_m=120_000,
    cost_sek=3300.0,
    stops=(
        Visit("A", clock_s("08:30"), clock_s("08:45"), clock_s("10:45"), clock_s("11:00")),
        Visit("B", clock_s("11:30"), clock_s("12:15"), clock_s("14:15"), clock_s("14:30")),
    ),
    breaks=(Break("B", clock_s("11:30"), clock_s("12:00"), "meal"),),
)
ONE = Duty(
    vehicle="bus",
    day=1,
    start="depot",
    end="depot",
    start_s=clock_s("08:00"),
    end_s=clock_s("14:00"),
    driving_s=3 * 3600,
    working_s=5 * 3600 + 1800,
    distance_m=180_000,
    cost_sek=3450.0,
    stops=(Visit("C", clock_s("09:30"), clock_s("10:15"), clock_s("12:15"), clock_s("12:30")),),
    breaks=(Break("C", clock_s("09:30"), clock_s("10:00"), "meal"),),
)


@pytest.fixture
def plan(tiny: Instance) -> Plan:
    """Return the plan of tiny that its derivation names."""
    return Plan(
        horizon=tiny.horizon,
        duties=(BOTH, ONE),
        services=(
            Service("A", 1, 7200, (0,), 100, 20.0),
            Service("B", 1, 7200, (0,), 100, 30.0),
            Service("C", 1, 7200, (1,), 100, 45.0),
        ),
        access=(
            AccessShare("A", "A", 1.0, 20.0, 0),
            AccessShare("B", "B", 1.0, 30.0, 0),
            AccessShare("C", "C", 1.0, 45.0, 0),
        ),
        unserved=(),
    )


def with_duty(plan: Plan, position: int, **changes: object) -> Plan:
    duties = list(plan.duties)
    duties[position] = dataclasses.replace(duties[position], **changes)
    return dataclasses.replace(plan, duties=tuple(duties))


def later(duty: Duty, by_s: int) -> dict[str, object]:
    """Return the clocks of a duty shifted."""
    return {
        "start_s": duty.start_s + by_s,
        "end_s": duty.end_s + by_s,
        "stops": tuple(
            Visit(v.place, v.arrive_s + by_s, v.open_s + by_s, v.close_s + by_s, v.depart_s + by_s)
            for v in duty.stops
        ),
        "breaks": tuple(
            Break(b.place, b.start_s + by_s, b.end_s + by_s, b.kind) for b in duty.breaks
        ),
    }


def test_the_plan_by_hand_is_accepted(tiny: Instance, plan: Plan) -> None:
    """The optimum of tiny breaks no rule and is worth 2750 SEK; half an hour later is fine too."""
    assert breaches(tiny, plan, 2750.0) == []
    assert breaches(tiny, with_duty(plan, 0, **later(BOTH, 1800)), 2750.0) == []


@pytest.mark.parametrize(
    ("position", "changes", "expected"),
    [
        (0, {"end_s": BOTH.end_s + 60}, "ends at 55860"),
        (0, {"breaks": ()}, "are not its breaks"),
        (0, {"driving_s": 7260}, "driving, working or distance"),
        (0, {"cost_sek": 3299.0}, "costs 3300.0, says 3299.0"),
        (0, {"stops": BOTH.stops[::-1]}, "the clock at B"),
        (0, {"day": 1}, "not ordered by vehicle and day"),
        (0, {"end": "A"}, "may not stand at A"),
        (1, {"start": "A"}, "starts at A, stands at depot"),
        (0, later(BOTH, 1860), "outside the crew's day"),
        (1, {"stops": (), "breaks": ()}, "neither visits nor moves"),
    ],
)
def test_a_broken_duty_is_named(
    tiny: Instance, plan: Plan, position: int, changes: dict[str, object], expected: str
) -> None:
    """Each change to a duty leads to its breach."""
    assert expected in "\n".join(breaches(tiny, with_duty(plan, position, **changes), 2750.0))


def test_a_missing_break_is_named(tiny: Instance, plan: Plan) -> None:
    """Without its break, the day at A and B is 7 h of work in one stretch."""
    second = BOTH.stops[1]
    shifted = Visit("B", second.arrive_s, second.open_s - 1800, second.close_s - 1800, 0)
    shifted = dataclasses.replace(shifted, depart_s=second.depart_s - 1800)
    stops = (BOTH.stops[0], shifted)
    unbroken = with_duty(plan, 0, stops=stops, breaks=(), end_s=BOTH.end_s - 1800)
    assert breaches(tiny, unbroken, 2750.0) == [
        "bus day 0: 25200 s of ['drive', 'work'] without a break, at most 18000 s"
    ]


def test_a_broken_service_is_named(tiny: Instance, plan: Plan) -> None:
    """Services have to fit the visits, and access the services."""
    a, b, c = plan.services
    missing = dataclasses.replace(plan, services=(a, b))
    assert "visits without a service" in "\n".join(breaches(tiny, missing, 2750.0))
    moved = dataclasses.replace(plan, services=(a, b, dataclasses.replace(c, days=(0,))))
    assert "service says days (0,)" in "\n".join(breaches(tiny, moved, 2750.0))
    twice = dataclasses.replace(plan, services=(a, b, dataclasses.replace(c, visits_per_cycle=2)))
    assert "are no pattern of a level" in "\n".join(breaches(tiny, twice, 2750.0))
    everywhere = (*plan.access, AccessShare("A", "B", 0.5, 6.0, 1800))
    shared = "\n".join(breaches(tiny, dataclasses.replace(plan, access=everywhere), 3350.0))
    assert "A: shares add up to 1.5" in shared
    assert "its met visits are not the sum" in shared


def test_a_broken_demand_is_named(tiny: Instance, plan: Plan) -> None:
    """Promise, lock, floors, budget, visitors and rest of the instance are looked at."""
    few = dataclasses.replace(tiny.vehicles[0], visitors_per_hour=14.0)
    long_rest = dataclasses.replace(
        tiny.profiles[0],
        rules=dataclasses.replace(tiny.profiles[0].rules, daily_rest_s=20 * 3600),
    )
    short_week = dataclasses.replace(
        tiny.profiles[0],
        rules=dataclasses.replace(tiny.profiles[0].rules, max_weekly_driving_s=4 * 3600),
    )
    for changed, expected in (
        (tiny.replace(stop_is_promised=np.ones(4, dtype=np.bool_)), "stop 3 is promised"),
        (tiny.replace(locks=(Lock(0, 1, None),)), "no visit for Lock(stop=0, day=1"),
        (tiny.replace(floors=(Floor("A", (0,), (0,), 2, 0.0),)), "1 visits in Floor"),
        (tiny.replace(floors=(Floor("A", (0,), (0,), 0, 21.0),)), "20.0 met visits in Floor"),
        (tiny.replace(budget_sek=6700.0), "the budget is 6700.0"),
        (tiny.replace(vehicles=(few,)), "C: 45.0 visitors, room for 28.0"),
        (tiny.replace(profiles=(long_rest,)), "59400 s of rest before, at least 72000 s"),
        (tiny.replace(profiles=(short_week,)), "bus: {0: 18000} by week, at most 14400"),
    ):
        assert expected in "\n".join(breaches(changed, plan, 2750.0))
    assert len(breaches(tiny, plan, 2751.0)) == 1
