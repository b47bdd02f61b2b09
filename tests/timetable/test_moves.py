"""Which day trips of closed dates may move, and where to: worked out by hand."""

from __future__ import annotations

import datetime

from mobilkontor.core.plan import Plan
from mobilkontor.timetable.dated import DatedDuty, DatedTimetable, Period
from mobilkontor.timetable.dates import lay_on_dates
from mobilkontor.timetable.moves import Judge, mover
from tests.outputs import example
from tests.timetable.plans import DEPOTS, date, to_zeta


def allow(_start: datetime.date, _duties: object, _closed: object) -> bool:
    """Find no rule broken."""
    return True


def laid(plan: Plan, start: str, *, weeks: int = 1, judge: Judge = allow) -> DatedTimetable:
    """Return a plan on dates, with what may move moved."""
    period = Period(date(start), weeks)
    return lay_on_dates(plan, DEPOTS, period, mover(plan.horizon, DEPOTS, judge))


def places(timetable: DatedTimetable) -> list[tuple[str, str, str]]:
    """Return date, place and standing of every visit."""
    return [(f"{it.date:%m-%d}", it.place, it.standing.value) for it in timetable.visits]


def without_tour() -> Plan:
    """Return the plan over two weeks with the second Monday and the Tuesdays of zeta only."""
    cycle = example.two_weeks()
    duties = tuple(it for it in cycle.duties if it.start == it.end)
    return Plan(cycle.horizon, duties, services=(), access=(), unserved=())


def test_a_day_trip_moves_to_the_free_day_of_its_week() -> None:
    """Easter Monday is the second Monday; on Tuesday ``ett`` is free and beta has no visit."""
    timetable = laid(without_tour(), "2027-03-22", weeks=2)
    assert places(timetable) == [
        ("03-23", "zeta", "held"),
        ("03-30", "zeta", "held"),
        ("03-30", "beta", "moved"),
    ]
    beta = timetable.visits_at("beta")[0]
    assert (beta.planned, f"{beta.opens:%H:%M}") == (date("2027-03-29"), "09:20")
    assert beta.closure is not None
    assert beta.closure.name("sv") == "Annandag påsk"


def test_a_tour_with_a_night_does_not_move() -> None:
    """In the week of the tour to delta it is cancelled whole, and nothing moves."""
    timetable = laid(example.two_weeks(), "2027-03-29")
    assert {standing for _, place, standing in places(timetable) if place != "zeta"} == {
        "cancelled"
    }


def test_a_vehicle_that_works_every_day_has_no_free_day() -> None:
    """Midsummer Eve: ``tva`` drives on the four other days."""
    timetable = laid(to_zeta(("mon", "tue", "wed", "thu", "fri")), "2027-06-21")
    assert places(timetable)[-1] == ("06-25", "zeta", "cancelled")


def test_two_closed_days_share_the_week() -> None:
    """Good Friday and Easter Monday fall in two weeks; a day is given away once only."""
    plan = without_tour()
    first, second, *_ = plan.duties
    assert (first.vehicle, second.vehicle) == ("ett", "tva")
    closed = Period(date("2027-04-12"), 2, 0, ((date("2027-04-13"), date("2027-04-19")),))
    timetable = lay_on_dates(plan, DEPOTS, closed, mover(plan.horizon, DEPOTS, allow))
    assert places(timetable) == [
        ("04-12", "zeta", "moved"),
        ("04-20", "zeta", "held"),
        ("04-20", "beta", "moved"),
    ]


def test_nothing_moves_before_the_first_date() -> None:
    """With the first date on the closed Tuesday, Monday is over."""
    plan = without_tour()
    period = Period(date("2027-04-13"), 1, 0, ((date("2027-04-13"), date("2027-04-13")),))
    timetable = lay_on_dates(plan, DEPOTS, period, mover(plan.horizon, DEPOTS, allow))
    assert places(timetable) == [("04-13", "zeta", "cancelled")]


def test_the_judge_has_the_last_word_and_sees_the_whole_cycle() -> None:
    """Asked once, about all duties of the cycle with one of them moved; refused, it stays."""
    asked: list[tuple[datetime.date, tuple[DatedDuty, ...]]] = []

    def refuse(start: datetime.date, duties: tuple[DatedDuty, ...], _closed: object) -> bool:
        asked.append((start, duties))
        return False

    timetable = laid(without_tour(), "2027-03-22", weeks=2, judge=refuse)
    assert ("03-29", "beta", "cancelled") in places(timetable)
    ((start, duties),) = asked
    assert start == date("2027-03-22")
    assert sorted(f"{it.date:%m-%d}" for it in duties) == ["03-23", "03-30", "03-30"]
