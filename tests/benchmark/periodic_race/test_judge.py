"""The judge of the periodic race refuses broken answers; mending and laying out keep it content."""

from __future__ import annotations

import numpy as np
import pytest

from tests.benchmark.periodic_race.copied_visits import copied_visits
from tests.benchmark.periodic_race.cycle_instances import cycle_instances, strewn
from tests.benchmark.periodic_race.cycle_trips import CycleTrips, Trip, patterns, worth_sek
from tests.benchmark.periodic_race.mending import mended
from tests.benchmark.periodic_race.repeated_routes import MIXES, Repeated, laid_out
from tests.benchmark.periodic_race.simpler import driven_again, simpler

HALF_DAY_MIN = 240


def by_hand() -> CycleTrips:
    """Return two villages on a road, 10 km and 20 km from the depot, four weeks, 1 km a minute.

    A visit takes 4 h, so both fit into a day of 9 h (40 min of driving) and a third would not. At
    1 SEK a kilometre the near one costs 20 SEK, the far one 40, both together 40.
    """
    place_km = np.array([0, 10, 20])
    legs = np.abs(place_km[:, None] - place_km[None, :])
    return CycleTrips(
        name="by hand",
        weeks=4,
        num_vehicles=1,
        position_km=np.column_stack([place_km, np.zeros(3)]).astype(np.float64),
        leg_min=legs,
        leg_km=legs,
        visit_min=np.array([HALF_DAY_MIN, HALF_DAY_MIN]),
        level_visits=(1, 2, 4),
        prize_sek=np.array([[100, 150, 200], [300, 350, 360]]),
        cost_per_km_sek=1,
    )


def test_the_worth_is_that_found_by_hand() -> None:
    """Near every second Tuesday, far once with it: 150 + 300 less 40 km and 20 km."""
    trips = [Trip(0, 1, (0, 1)), Trip(0, 11, (0,))]
    assert worth_sek(by_hand(), trips) == 150 + 300 - 40 - 20


def test_work_has_its_cost() -> None:
    """A minute of work costs what the instance says: 4 h and 20 min of driving for the near one."""
    problem = by_hand()
    paid = CycleTrips(**{name: getattr(problem, name) for name in problem.__slots__} | PAID)
    assert worth_sek(paid, [Trip(0, 0, (0,))]) == 100 - 20 - 2 * (HALF_DAY_MIN + 20)


PAID = {"cost_per_min_sek": 2}

BROKEN = {
    "weeks that follow each other": ([Trip(0, 0, (0,)), Trip(0, 5, (0,))], "are no pattern"),
    "two weekdays": ([Trip(0, 0, (0,)), Trip(0, 11, (0,))], "are no pattern"),
    "three weeks of four": ([Trip(0, day, (0,)) for day in (0, 5, 10)], "are no pattern"),
    "twice on one day": ([Trip(0, 0, (0, 0))], "are no pattern"),
    "one vehicle in two places": ([Trip(0, 0, (0,)), Trip(0, 0, (1,))], "drives twice on day 0"),
    "a day too long": ([Trip(0, 0, (0, 1, 0))], "takes 760 min of 540"),
    "a village that is none": ([Trip(0, 0, (2,))], "names what is not there"),
    "a vehicle that is none": ([Trip(1, 0, (0,))], "names what is not there"),
    "a day after the cycle": ([Trip(0, 20, (0,))], "names what is not there"),
    "an empty trip": ([Trip(0, 0, ())], "is empty"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_answer_is_refused(what: str) -> None:
    """Whatever breaks a rule of the cycle has no worth."""
    trips, message = BROKEN[what]
    with pytest.raises(ValueError, match=message):
        worth_sek(by_hand(), trips)


def test_patterns_are_evenly_spaced_on_one_weekday() -> None:
    """Four weeks have 20 patterns of one visit, 10 of two, 5 of four."""
    assert list(patterns(4, 4))[1] == (1, 6, 11, 16)
    assert list(patterns(4, 2))[:2] == [(0, 10), (5, 15)]
    assert [len(list(patterns(4, visits))) for visits in (1, 2, 4)] == [20, 10, 5]


def test_mending_keeps_the_best_pattern_within_the_visits() -> None:
    """Of three Mondays the two that are evenly spaced are kept; a second visit a day is not."""
    trips = [Trip(0, day, (1, 1)) for day in (0, 5, 10)]
    assert mended(by_hand(), trips) == [Trip(0, 0, (1,)), Trip(0, 10, (1,))]


def test_mending_leaves_out_what_does_not_pay() -> None:
    """Four drives to the far village cost 160 SEK and bring 60; no drive is better."""
    problem = by_hand()
    problem.prize_sek[1] = (20, 40, 60)
    trips = [Trip(0, day, (1,)) for day in (0, 5, 10, 15)]
    assert mended(problem, trips) == []
    assert mended(problem, [Trip(0, 0, (0, 1))]) == [Trip(0, 0, (0, 1))]


@pytest.mark.parametrize("weeks", MIXES)
def test_every_mix_of_repeated_routes_fills_the_days(weeks: int) -> None:
    """The routes of a mix are laid on days so that all are driven and no vehicle drives twice."""
    problem = strewn(20, weeks)
    for mix in MIXES[weeks]:
        routes = [Repeated(0, level, ()) for level, many in enumerate(mix) for _ in range(many)]
        trips = laid_out(problem, routes)
        assert sorted(trip.day for trip in trips) == list(range(problem.num_days))


def test_what_is_simpler_is_worth_as_much_when_driven_again() -> None:
    """An answer for one week, driven every week, wins what it says, but for rounding."""
    problem = strewn(20, 4)
    for simple, times in simpler(problem):
        trips = [Trip(0, 0, (0,)), Trip(0, 1, (5,))]
        again = worth_sek(problem, driven_again(trips, times))
        assert 0 <= again - times * worth_sek(simple, trips) < 2 * times


def test_copies_have_one_weekday_and_the_prize_of_their_village() -> None:
    """The copies of a village are one a week, and together as dear as its highest level."""
    problem = strewn(40, 4)
    copies = copied_visits(problem, turn=0.0)
    for village in range(problem.num_villages):
        own = [copy for copy in copies if copy.village == village]
        assert tuple(sorted(copy.day for copy in own)) in patterns(4, 4)
        dearest = int(problem.prize_sek[village, -1])
        assert 0 <= dearest - sum(copy.prize_sek for copy in own) < problem.weeks


def test_instances_are_the_same_every_time() -> None:
    """All twelve instances are made from their size alone, and cycles share their villages."""
    names = [problem.name for problem in cycle_instances()]
    assert names == [f"{size}x{weeks}" for size in (20, 40, 80, 160) for weeks in (1, 2, 4)]
    first, again, longer = strewn(40, 2), strewn(40, 2), strewn(40, 4)
    assert np.array_equal(first.prize_sek, again.prize_sek)
    assert np.array_equal(first.leg_min, longer.leg_min)


@pytest.mark.parametrize("size", [20, 160])
def test_levels_have_diminishing_return(size: int) -> None:
    """More visits win more, but less per visit; every village can be reached and left in a day."""
    problem = strewn(size, 4)
    assert (np.diff(problem.prize_sek, axis=1) > 0).all()
    assert (np.diff(problem.prize_sek / np.array(problem.level_visits), axis=1) < 0).all()
    assert (problem.leg_min == problem.leg_min.T).all()
    assert problem.visit_min.min() >= 60
    assert problem.visit_min.max() <= 180
