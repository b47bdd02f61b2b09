"""The pool has all duties of small instances counted by hand, or says that some are missing."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from mobilkontor.core.instance import Instance
from mobilkontor.core.rules import WorkRules
from mobilkontor.core.units import hours_to_s
from mobilkontor.duties import breaks, enumeration
from mobilkontor.duties.breaks import break_plans
from mobilkontor.duties.daily_rest import rest_can_bind
from mobilkontor.duties.enumeration import enumerate_duties, joined_pools
from mobilkontor.duties.pool import NO_OPTION, DutyPool
from mobilkontor.duties.terminals import terminals_of
from tests import named
from tests.strategies import instance_of

Summary = tuple[str, tuple[str, ...], str]


def summaries(instance: Instance, pool: DutyPool) -> list[Summary]:
    """Return start, stops in any order, and end of every duty, sorted."""
    names = instance.node_ids
    found = []
    for row in range(len(pool)):
        options = [int(option) for option in pool.options[row] if option != NO_OPTION]
        stops = sorted(names[instance.stop_node[instance.option_stop[o]]] for o in options)
        found.append((names[pool.start[row]], tuple(stops), names[pool.end[row]]))
    return sorted(found)


def test_tiny_has_four_duties(tiny: Instance) -> None:
    """A, B, A and B in one order only, and C; A and C, and F, take too long."""
    pool = enumerate_duties(tiny, 0)
    assert pool.is_complete
    assert summaries(tiny, pool) == [
        ("depot", ("A",), "depot"),
        ("depot", ("A", "B"), "depot"),
        ("depot", ("B",), "depot"),
        ("depot", ("C",), "depot"),
    ]


def test_tiny_takes_the_time_worked_out_by_hand(tiny: Instance) -> None:
    """Working and elapsed hours of A, B, C, and A with B, are those of the table of tiny."""
    pool = enumerate_duties(tiny, 0)
    hours = {
        frozenset(pool.options[row].tolist()) - {NO_OPTION}: (
            pool.working_s[row] / 3600,
            pool.elapsed_s[row] / 3600,
            pool.driving_s[row] / 3600,
            pool.distance_m[row] / 1000,
        )
        for row in range(len(pool))
    }
    assert hours == {
        frozenset({0}): (3.5, 3.5, 1.0, 60),
        frozenset({1}): (4.5, 4.5, 2.0, 120),
        frozenset({2}): (5.5, 6.0, 3.0, 180),
        frozenset({0, 1}): (7.0, 7.5, 2.0, 120),
    }


def test_island_has_thirteen_duties(island: Instance) -> None:
    """All pairs of depot and X, with the drives between them; both stops only with a night."""
    pool = enumerate_duties(island, 0)
    day_trips = [("depot", ("X",), "depot"), ("depot", ("Y",), "depot")]
    out = [("depot", stops, "X") for stops in ((), ("X",), ("X", "Y"), ("Y",))]
    back = [("X", stops, "depot") for stops in ((), ("X",), ("X", "Y"), ("Y",))]
    around = [("X", stops, "X") for stops in (("X",), ("X", "Y"), ("Y",))]
    assert summaries(island, pool) == sorted(day_trips + out + back + around)


def test_a_drive_without_stops_is_a_leg(island: Instance) -> None:
    """A drive takes its leg of 2 h, 120 km, and can start until 15:00."""
    pool = enumerate_duties(island, 0)
    (drive,) = np.flatnonzero((pool.num_stops == 0) & (pool.start == 0))
    assert (pool.options[drive] == NO_OPTION).all()
    assert pool.driving_s[drive] == pool.working_s[drive] == pool.elapsed_s[drive] == 7200
    assert pool.distance_m[drive] == 120_000
    assert pool.earliest_start_s[drive] == hours_to_s(8)
    assert pool.latest_start_s[drive] == hours_to_s(15)


def test_a_drive_keeps_the_stretches(island: Instance) -> None:
    """A drive of 2 h is dropped where no more than 119 min are driven without a break."""
    rules = WorkRules(max_driving_stretch_s=119 * 60, driving_break_s=60)
    profile = dataclasses.replace(island.profiles[0], rules=rules)
    pool = enumerate_duties(island.replace(profiles=(profile,)), 0)
    assert not (pool.num_stops == 0).any()


def test_too_many_chains_make_the_pool_incomplete(
    tiny: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where chains are too many, only the promising ones are kept and the pool says so."""
    every = {tuple(options) for options in enumerate_duties(tiny, 0).options.tolist()}
    monkeypatch.setattr(enumeration, "MAX_CHAINS", 2)
    monkeypatch.setattr(enumeration, "THINNED_CHAINS", 1)
    pool = enumerate_duties(tiny, 0)
    assert not pool.is_complete
    assert {tuple(options) for options in pool.options.tolist()} <= every


def test_too_many_duties_make_the_pool_incomplete(
    tiny: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where duties are too many, the pool says that it lacks some."""
    monkeypatch.setattr(enumeration, "MAX_DUTIES", 2)
    assert not enumerate_duties(tiny, 0).is_complete


def test_no_duty_goes_from_depot_to_depot(island: Instance) -> None:
    """With depots at two nodes, a duty may join each with X but not one with the other."""
    bus = island.vehicles[0]
    other = dataclasses.replace(bus, id="other", depot=2)
    terminals, is_allowed = terminals_of(island.replace(vehicles=(bus, other)), 0)
    assert terminals.tolist() == [0, 1, 2]
    assert is_allowed.tolist() == [
        [True, True, False],
        [True, True, True],
        [False, True, True],
    ]


def test_terminals_are_those_of_the_profile(island: Instance) -> None:
    """The depot of a vehicle of another profile is no terminal."""
    other = dataclasses.replace(island.vehicles[0], id="other", depot=2, profile=1)
    instance = island.replace(profiles=island.profiles * 2, vehicles=(island.vehicles[0], other))
    assert terminals_of(instance, 0)[0].tolist() == [0, 1]
    assert terminals_of(instance, 1)[0].tolist() == [1, 2]


def test_opening_hours_bound_the_start(tiny: Instance) -> None:
    """Open from 9:00 to 14:00, A is reached no earlier than 8:45 and closes at 14:00 at last."""
    instance = tiny.replace(open_from_s=hours_to_s(9), open_to_s=hours_to_s(14))
    pool = enumerate_duties(instance, 0)
    (row,) = np.flatnonzero((pool.options == 0).any(axis=1) & (pool.num_stops == 1))
    assert pool.earliest_start_s[row] == hours_to_s(8.25)
    assert pool.latest_start_s[row] == hours_to_s(11.25)


def test_rest_binds_only_in_long_days(tiny: Instance) -> None:
    """Between 08:00 and 16:00 a rest of 16 h is always there, one of a second more is not."""
    for rest_s, binds in ((hours_to_s(16), False), (hours_to_s(16) + 1, True), (None, False)):
        rules = dataclasses.replace(tiny.profiles[0].rules, daily_rest_s=rest_s)
        assert rest_can_bind(dataclasses.replace(tiny.profiles[0], rules=rules)) is binds


def test_where_rest_binds_the_break_with_the_later_start_is_kept(tiny: Instance) -> None:
    """The break after the visit to C may start later, so that before it is needless."""
    rules = dataclasses.replace(tiny.profiles[0].rules, daily_rest_s=hours_to_s(17))
    instance = tiny.replace(
        profiles=(dataclasses.replace(tiny.profiles[0], rules=rules),),
        open_to_s=hours_to_s(13.5),
    )
    pool = enumerate_duties(instance, 0)
    rows = np.flatnonzero((pool.options == 2).any(axis=1))
    # Break on arrival: closes 4.25 h after the start; break before leaving: after 3.75 h.
    assert pool.latest_start_s[rows].tolist() == [hours_to_s(9.75)]


def test_a_stop_on_the_way_may_shorten_the_way() -> None:
    """Where the way home from B is shorter through C, the duty A, B, C is found.

    B is 20 min from A and from C but 5 h from the depot, so neither B nor A and B get home in 9 h.
    Such legs come from a matrix of the user; roads do not give them.
    """
    instance = named.build(
        ("depot", "A", "B", "C"),
        {
            ("depot", "A"): 20,
            ("depot", "B"): 300,
            ("depot", "C"): 20,
            ("A", "B"): 20,
            ("A", "C"): 200,
            ("B", "C"): 20,
        },
        {("A", "A"): 1.0},
        rules=WorkRules(max_working_s=hours_to_s(9)),
        earliest_start_h=6,
        latest_end_h=18,
    )
    assert ("depot", ("A", "B", "C"), "depot") in summaries(instance, enumerate_duties(instance, 0))


def test_without_stops_only_drives_are_left(island: Instance) -> None:
    """An instance without candidates still has the drives between depot and X."""
    none = np.empty(0, dtype=np.int64)
    instance = island.replace(
        stop_node=none,
        stop_is_promised=np.empty(0, dtype=np.bool_),
        option_stop=none,
        option_opening_s=none,
        level_stop=none,
        level_option=none,
        level_visits=none,
    )
    assert len(enumerate_duties(instance, 0)) == 2


def as_rows(instance: Instance, pool: DutyPool) -> list[tuple[object, ...]]:
    """Return every duty with its breaks in full, in the order of the pool."""
    rules = instance.profiles[0].rules
    fields = [getattr(pool, name) for name in DutyPool.__slots__[:-3]]
    return [
        (
            *(np.asarray(field[row]).tolist() for field in fields),
            int(pool.roads[row]),
            break_plans(int(pool.num_stops[row]), rules)[pool.break_plan[row]].lengths_s,
        )
        for row in range(len(pool))
    ]


SEVERAL = {"num_stops": 5, "has_lock": False, "has_vehicle_lock": False}


@pytest.mark.parametrize("has_rest", [False, True])
@pytest.mark.parametrize("seed", range(25))
def test_breaks_left_out_are_needed_nowhere(
    seed: int, has_rest: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With half-days and closed roads, the duties are those that all break plans there are make."""
    knobs = {**SEVERAL, "has_half_days": True, "has_closed_roads": True, "weeks": 2}
    instance = instance_of(seed, **knobs, has_breaks=True, has_rest=has_rest)
    few = as_rows(instance, enumerate_duties(instance, 0))
    break_plans.cache_clear()
    monkeypatch.setattr(breaks, "_most_breaks", lambda rules: 100)
    every = as_rows(instance, enumerate_duties(instance, 0))
    break_plans.cache_clear()
    assert few == every


@pytest.mark.parametrize("seed", range(15))
def test_thinned_out_duties_are_some_of_all(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every state of the roads the few duties of a dense region can be driven as they say."""
    instance = instance_of(seed, **SEVERAL, has_closed_roads=True, has_half_days=True, weeks=2)
    every = enumerate_duties(instance, 0)
    monkeypatch.setattr(enumeration, "MAX_DUTIES", 0)
    monkeypatch.setattr(enumeration, "THINNED_CHAINS", 2)
    few = enumerate_duties(instance, 0)
    assert not few.is_complete
    more = enumerate_duties(instance, 0, np.arange(len(instance.option_stop), dtype=np.float64))
    both = joined_pools(instance, 0, few, more)
    kinds = [kinds_by_state(pool) for pool in (few, more, both)]
    assert kinds[2] == kinds[0] | kinds[1]
    assert kinds[2] <= kinds_by_state(every)


def kinds_by_state(pool: DutyPool) -> set[tuple[object, ...]]:
    """Return start, end, stops and state of the roads of every duty."""
    return {
        (int(pool.start[row]), int(pool.end[row]), frozenset(pool.options[row].tolist()), state)
        for row in range(len(pool))
        for state in range(8)
        if pool.roads[row] >> state & 1
    }
