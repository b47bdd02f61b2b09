"""The replay of a duty, against clocks and totals worked out by hand."""

from __future__ import annotations

from dataclasses import replace

from mobilkontor.verify.facts import gather_facts
from mobilkontor.verify.replay import Replay, Step, replay_duty, stretches
from tests.verify.draft import (
    BUS_MON,
    TRAVEL_BY_VEHICLE,
    TRAVEL_RESIDENTS,
    Draft,
    at,
    make_scenario,
    scenario_data,
)

FACTS = gather_facts(make_scenario(scenario_data()), TRAVEL_RESIDENTS)


def bus_monday() -> Replay:
    """Return the replay of the bus's Monday."""
    replay = replay_duty(FACTS, TRAVEL_BY_VEHICLE, Draft().duties[BUS_MON])
    assert replay is not None
    return replay


def test_clocks_follow_from_legs_breaks_setup_and_packing() -> None:
    """07:00 + 253 + 5 min; 45 min of break and 20 of set-up; 10 of packing; 66 + 5 min."""
    replay = bus_monday()
    assert replay.arrive_s == (at("11:18"),)
    assert replay.open_s == (at("12:23"),)
    assert replay.depart_s == (at("13:33"),)
    assert replay.end_s == at("14:44")


def test_totals_are_worked_out_anew() -> None:
    """258 + 71 min of driving, 90 of work at the stop, 290 km, and a night."""
    duty = replace(Draft().duties[BUS_MON], driving_s=1, working_s=1, distance_m=1, cost_sek=1.0)
    replay = replay_duty(FACTS, TRAVEL_BY_VEHICLE, duty)
    assert replay is not None
    assert (replay.driving_s, replay.working_s) == (329 * 60, 419 * 60)
    assert (replay.distance_m, replay.cost_sek) == (290_000, 10_405)


def test_steps_keep_the_order_of_the_day() -> None:
    """Drive, break on arrival, work, drive."""
    assert bus_monday().steps == (
        Step("drive", 258 * 60, "c"),
        Step("break", 45 * 60, "c"),
        Step("work", 90 * 60, "c"),
        Step("drive", 71 * 60, "inn"),
    )


def test_a_break_ends_a_stretch_only_if_it_is_long_enough() -> None:
    """A break of 45 min ends a stretch where 45 min are needed, not where 46 are."""
    replay, work = bus_monday(), frozenset({"drive", "work"})
    assert list(stretches(replay, work, 45 * 60)) == [(258 * 60, "c"), (161 * 60, "inn")]
    assert list(stretches(replay, work, 46 * 60)) == [(419 * 60, "inn")]


def test_what_is_unknown_cannot_be_replayed() -> None:
    """A duty with an unknown vehicle or place has no replay."""
    duty = Draft().duties[BUS_MON]
    for change in ({"vehicle": "ghost"}, {"start": "nowhere"}, {"end": ""}):
        assert replay_duty(FACTS, TRAVEL_BY_VEHICLE, replace(duty, **change)) is None
