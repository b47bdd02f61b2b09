"""What differs between two sides is found place by place, each way, and nothing else is."""

from __future__ import annotations

import pytest

from mobilkontor.outputs.comparison.differences import (
    Change,
    Pair,
    PlaceChange,
    all_places,
    compare_sides,
)
from mobilkontor.outputs.comparison.grounds import Ground
from mobilkontor.outputs.comparison.side import ComparedPlan, Offer, sides_of
from tests.outputs import example
from tests.outputs.comparison.plans import compared, one_visit_less, only_office, with_office


def pair(plans: list[ComparedPlan], left: int, right: int) -> Pair:
    """Return two of the sides of some plans compared."""
    sides = sides_of(plans)
    return compare_sides(sides[left], sides[right], all_places(sides))


def test_one_visit_is_one_difference() -> None:
    """Two plans of a week that differ in one visit differ in four visits per four weeks, there."""
    found = pair([compared(example.plan()), compared(one_visit_less())], 1, 2)
    assert found.changes == (
        PlaceChange("beta", Change.FEWER, Offer(False, 8.0), Offer(False, 4.0), 0, 0),
    )
    assert found.persons == {"gains": 0, "loses": 0, "more": 0, "fewer": 300}
    assert (found.nearer, found.farther) == (0, 0)


def test_a_plan_beside_no_plan_gains_its_stops_largest_first() -> None:
    """Every stop is a gain; times are from the fixed office in alfa, ten minutes per place."""
    found = pair([compared(example.plan())], 0, 1)
    assert [(it.place, it.change, it.left_s, it.right_s) for it in found.changes] == [
        ("beta", Change.GAINS, 600, 0),
        ("gamma", Change.GAINS, 1_200, 0),
        ("epsilon", Change.GAINS, 2_400, 0),
    ]
    assert found.nearer == 300 + 200 + 100 + 60 + 40
    assert found.farther == 0


@pytest.mark.parametrize(
    ("left", "right", "change", "back"),
    [
        (example.plan(), with_office(), Change.GAINS, Change.LOSES),
        (one_visit_less(), example.plan(), Change.MORE, Change.FEWER),
    ],
)
def test_the_way_back_is_the_mirror(left: object, right: object, change: str, back: str) -> None:
    """Seen from the other side a gain is a loss, more is fewer, and all else is turned round."""
    plans = [compared(left), compared(right)]  # type: ignore[arg-type]
    there, again = pair(plans, 1, 2), pair(plans, 2, 1)
    (one,), (other,) = there.changes, again.changes
    assert (one.change, other.change) == (change, back)
    assert (one.left, one.left_s) == (other.right, other.right_s)
    assert (there.nearer, there.farther) == (again.farther, again.nearer)


def test_an_office_is_more_than_visits() -> None:
    """A place that gets an office in place of a mobile one has more; its neighbours lose stops."""
    found = pair([compared(example.plan()), compared(only_office())], 1, 2)
    assert {it.place: it.change for it in found.changes} == {
        "beta": Change.LOSES,
        "gamma": Change.MORE,
        "epsilon": Change.LOSES,
    }
    assert found.changes[1].right == Offer(True, 0.0, is_new=True)


def test_cycles_of_two_lengths_meet_in_four_weeks() -> None:
    """Once in a week is four times, once in two weeks twice, in four weeks."""
    found = pair([compared(example.plan()), compared(example.two_weeks())], 1, 2)
    offers = {
        it.place: (it.left and it.left.visits, it.right and it.right.visits) for it in found.changes
    }
    assert offers == {"beta": (8, 4), "gamma": (4, 2), "epsilon": (4, 2), "zeta": (None, 4)}


def test_other_travel_times_are_named_and_not_told() -> None:
    """Where travel times are others, visits are compared, and ways to service are not."""
    other = compared(one_visit_less(), grounds={Ground.TRAVEL: "winter"})
    found = pair([compared(example.plan()), other], 1, 2)
    assert found.others == (Ground.TRAVEL,)
    assert (found.nearer, found.farther) == (None, None)
    assert [(it.left_s, it.right_s) for it in found.changes] == [(None, None)]


def test_a_plan_is_like_itself() -> None:
    """The same plan on both sides gives no difference."""
    found = pair([compared(example.plan())], 1, 1)
    assert found.changes == ()
    assert set(found.persons.values()) == {0}


def test_plans_of_one_title_are_told_apart_by_their_folder() -> None:
    """Plans have letters, and their folder where the title is another's too."""
    sides = sides_of(
        [
            compared(example.plan(), folder="a"),
            compared(with_office(), folder="b"),
            compared(only_office(), title="Only an office"),
        ]
    )
    assert [(side.letter, side.title) for side in sides] == [
        ("", ""),
        ("A", "Exempel med två bussar (a)"),
        ("B", "Exempel med två bussar (b)"),
        ("C", "Only an office"),
    ]
