"""A cycle on dates: worked out by hand for the weeks in which something is closed."""

from __future__ import annotations

import dataclasses
import datetime

from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.plan import Plan
from mobilkontor.timetable.closed_dates import ClosureKind
from mobilkontor.timetable.dated import (
    DatedTimetable,
    Period,
    Standing,
    at_clock,
    for_the_public,
    only_places,
)
from tests.outputs import example
from tests.timetable.plans import date, laid, to_zeta

FIVE_DAYS = ("mon", "tue", "wed", "thu", "fri")


def made(timetable: DatedTimetable) -> list[str]:
    """Return the dates of openings that are made, without the year."""
    return [f"{visit.date:%m-%d}" for visit in timetable.visits if visit.is_made]


def cancelled(timetable: DatedTimetable) -> list[tuple[str, str, str]]:
    """Return date, place and reason of the openings that are not made."""
    return [
        (f"{visit.date:%m-%d}", visit.place, visit.closure.name("sv") or visit.closure.kind)
        for visit in timetable.visits
        if not visit.is_made and visit.closure
    ]


def test_the_weeks_of_the_cycle_follow_each_other() -> None:
    """Five weeks of a cycle of two end in its first week; beta opens at 9:20 in every second."""
    timetable = laid(example.two_weeks(), "2027-01-11", 5)
    beta = timetable.visits_at("beta")
    assert [f"{visit.opens:%m-%d %H:%M}" for visit in beta] == [
        "01-11 09:00",
        "01-18 09:20",
        "01-25 09:00",
        "02-01 09:20",
        "02-08 09:00",
    ]
    assert [f"{visit.date:%m-%d}" for visit in timetable.visits_at("epsilon")] == [
        "01-12",
        "01-26",
        "02-09",
    ]
    assert timetable.period.next_start == date("2027-02-15")
    assert timetable.period.week_after(2) == 1


def test_a_timetable_goes_on_where_another_ended() -> None:
    """With the first week told, two periods of odd length give the visits of one that is whole."""
    whole = laid(example.two_weeks(), "2027-01-11", 8)
    first = laid(example.two_weeks(), "2027-01-11", 3)
    second = laid(
        example.two_weeks(),
        first.period.next_start.isoformat(),
        5,
        first_week=first.period.week_after(2),
    )
    opens = [(visit.place, visit.opens) for visit in (*first.visits, *second.visits)]
    assert opens == [(visit.place, visit.opens) for visit in whole.visits]


def test_a_first_date_in_the_middle_of_a_week_cuts_that_week() -> None:
    """From a Wednesday the first week has three days, and the last one is whole."""
    timetable = laid(to_zeta(FIVE_DAYS), "2027-01-13", 2)
    assert made(timetable) == [f"01-{day}" for day in (13, 14, 15, 18, 19, 20, 21, 22)]
    assert (timetable.period.monday, timetable.period.end) == (
        date("2027-01-11"),
        date("2027-01-24"),
    )


def test_a_tour_that_began_before_the_first_date_is_known_to_be_cut() -> None:
    """Monday is closed: what is left of its tour on Tuesday is not driven either."""
    timetable = laid(example.plan(), "2027-03-30", 1)
    assert cancelled(timetable) == [("03-30", "epsilon", ClosureKind.TOUR)]
    assert [visit.place for visit in timetable.visits if visit.is_made] == ["beta"]


def test_easter_cuts_the_tour_that_it_lies_on() -> None:
    """Easter Monday 2027 is 29 March: the tour to delta goes, the day trip of Tuesday stays."""
    timetable = laid(example.two_weeks(), "2027-03-29", 2)
    assert cancelled(timetable) == [
        ("03-29", "beta", "Annandag påsk"),
        ("03-29", "gamma", "Annandag påsk"),
        ("03-30", "epsilon", ClosureKind.TOUR),
    ]
    beta = timetable.visits_at("beta")
    assert beta[0].next_date == date("2027-04-05")
    assert beta[1].next_date is None
    assert {visit.next_date for visit in timetable.visits_at("epsilon")} == {None}
    assert [it.standing for it in timetable.duties if it.duty.vehicle == "ett"] == [
        Standing.CANCELLED,
        Standing.CANCELLED,
        Standing.HELD,
    ]


def test_midsummer() -> None:
    """Midsummer Eve 2027 is Friday 25 June; the other four days are as ever."""
    timetable = laid(to_zeta(FIVE_DAYS), "2027-06-21", 1)
    assert made(timetable) == ["06-21", "06-22", "06-23", "06-24"]
    assert cancelled(timetable) == [("06-25", "zeta", "Midsommarafton")]


def test_christmas_of_a_year_of_53_weeks() -> None:
    """Week 53 of 2026 is followed by week 1 of 2027: the cycle does not stumble over it."""
    timetable = laid(to_zeta(FIVE_DAYS), "2026-12-21", 3)
    assert date("2026-12-31").isocalendar().week == 53
    assert made(timetable) == [
        *("12-21", "12-22", "12-23"),
        *("12-28", "12-29", "12-30"),
        *("01-04", "01-05", "01-07", "01-08"),
    ]
    assert [name for _, _, name in cancelled(timetable)] == [
        *("Julafton", "Juldagen", "Nyårsafton", "Nyårsdagen", "Trettondedag jul")
    ]
    two_weeks = laid(example.two_weeks(), "2026-12-21", 4).visits_at("beta")
    assert [f"{visit.opens:%m-%d %H:%M}" for visit in two_weeks] == [
        "12-21 09:00",
        "12-28 09:20",
        "01-04 09:00",
        "01-11 09:20",
    ]


def test_closed_weeks_are_closed() -> None:
    """Two closed weeks leave the weeks around them."""
    timetable = laid(to_zeta(("mon",)), "2027-07-05", 4, "2027-07-12..2027-07-25")
    assert made(timetable) == ["07-05", "07-26"]
    first, second, *_ = timetable.visits
    assert (first.next_date, second.next_date) == (date("2027-07-26"), date("2027-07-26"))


def test_a_closed_day_off_cuts_no_tour() -> None:
    """A Wednesday on which the cycle rests anyhow changes nothing."""
    timetable = laid(example.plan(), "2027-01-11", 1, "2027-01-13..2027-01-13")
    assert cancelled(timetable) == []


def test_a_tour_over_a_weekend_is_one_tour() -> None:
    """Away from Friday to Monday: a closed Saturday changes nothing, a closed Monday ends both."""
    monday, tuesday = example.plan().duties[:2]
    horizon = make_horizon(2, ("mon", "fri"))
    duties = (dataclasses.replace(monday, day=1), dataclasses.replace(tuesday, day=2))
    plan = Plan(horizon, duties, services=(), access=(), unserved=())
    saturday = laid(plan, "2027-01-11", 2, "2027-01-16..2027-01-16")
    assert cancelled(saturday) == []
    assert made(saturday) == ["01-15", "01-15", "01-18"]
    assert cancelled(laid(plan, "2027-01-11", 2, "2027-01-18..2027-01-18")) == [
        ("01-15", "beta", ClosureKind.TOUR),
        ("01-15", "gamma", ClosureKind.TOUR),
        ("01-18", "epsilon", ClosureKind.CLOSED),
    ]


def test_clock_times_are_those_of_the_wall() -> None:
    """The offset changes on Sunday 28 March 2027, the clock time does not; nor in autumn."""
    spring = laid(to_zeta(("fri", "sun")), "2027-03-15", 3).visits
    assert [(f"{visit.opens:%m-%d %H:%M}", str(visit.opens.utcoffset())) for visit in spring] == [
        ("03-19 09:05", "1:00:00"),
        ("03-21 09:05", "1:00:00"),
        ("03-26 09:05", "1:00:00"),
        ("03-28 09:05", "2:00:00"),
        ("04-02 09:05", "2:00:00"),
        ("04-04 09:05", "2:00:00"),
    ]
    autumn = laid(to_zeta(("sun",)), "2027-10-25", 1).visits
    assert [visit.opens.isoformat() for visit in autumn] == ["2027-10-31T09:05:00+01:00"]
    assert {visit.closes - visit.opens for visit in spring} == {datetime.timedelta(hours=2)}


def test_midnight_at_the_end_of_a_day_is_that_of_the_next() -> None:
    """24:00 is 0:00 of the next date."""
    assert at_clock(date("2027-03-27"), 24 * 3_600).isoformat() == "2027-03-28T00:00:00+01:00"


def test_the_public_sees_no_vehicles_and_no_place_that_stays_closed() -> None:
    """Vehicles and duties are gone; epsilon is not opened in the period, so it is gone too."""
    seen = for_the_public(laid(example.two_weeks(), "2027-03-29", 2))
    assert seen.duties == ()
    assert {visit.vehicle for visit in seen.visits} == {""}
    assert [(visit.place, visit.standing.value) for visit in seen.visits] == [
        ("beta", "cancelled"),
        ("zeta", "held"),
        ("beta", "held"),
        ("zeta", "held"),
    ]


def test_chosen_places_come_with_their_duties() -> None:
    """Gamma alone has one visit in two weeks, made by one duty."""
    chosen = only_places(laid(example.two_weeks(), "2027-01-11", 2), ["gamma"])
    assert [visit.place for visit in chosen.visits] == ["gamma"]
    assert [(it.duty.vehicle, it.date) for it in chosen.duties] == [("ett", date("2027-01-11"))]


def test_a_period_ends_on_a_sunday() -> None:
    """A week has one last date, whatever day it begins on."""
    ends = {Period(date("2027-01-11") + datetime.timedelta(days=n), 1).end for n in range(7)}
    assert ends == {date("2027-01-17")}
