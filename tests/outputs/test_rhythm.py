"""What repeats itself from week to week is found, and told once."""

from __future__ import annotations

import pytest

from mobilkontor.core.repeats import alike_weeks
from mobilkontor.outputs.rhythm import (
    Frequency,
    frequency_of,
    legend_rows,
    repeated_nights,
    repeated_visits,
    same_openings,
)
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.views import MapView, view_map
from mobilkontor.outputs.words import Words
from tests.outputs import example


def view() -> MapView:
    """Return the view of the example of two weeks."""
    return view_map(example.two_weeks(), example.facts())


@pytest.mark.parametrize(
    ("visits", "weeks", "expected", "swedish", "english"),
    [
        (4, 4, Frequency.EVERY_WEEK, "varje vecka", "every week"),
        (2, 4, Frequency.SECOND_WEEK, "varannan vecka", "every second week"),
        (1, 4, Frequency.FOURTH_WEEK, "var fjärde vecka", "every fourth week"),
        (1, 8, Frequency.EIGHTH_WEEK, "var åttonde vecka", "every eighth week"),
        (4, 2, Frequency.TWICE_A_WEEK, "två gånger i veckan", "twice a week"),
        (6, 2, Frequency.TIMES_A_WEEK, "3 gånger i veckan", "3 times a week"),
        (3, 2, Frequency.TIMES_A_CYCLE, "3 gånger på två veckor", "3 times per cycle of two weeks"),
    ],
)
def test_a_frequency_has_words(
    visits: int, weeks: int, expected: Frequency, swedish: str, english: str
) -> None:
    """Visits per cycle are told as people say how often something comes."""
    assert frequency_of(visits, weeks) is expected
    horizon = MapView((), (), weeks, (), {}, ())
    assert Words(horizon, texts_in("sv")).frequency(visits) == swedish
    assert Words(horizon, texts_in("en")).frequency(visits) == english


def test_one_symbol_stands_for_a_weekday_of_several_weeks() -> None:
    """Beta and zeta have one symbol each for both weeks, though beta opens at two times."""
    found = view()
    groups = {
        place: [[visit.day for visit in group] for group in repeated_visits(entry.visits, found)]
        for place, entry in found.places.items()
        if entry.visits
    }
    assert groups == {"beta": [[0, 2]], "gamma": [[0]], "epsilon": [[1]], "zeta": [[1, 3]]}
    assert len(same_openings(found.places["beta"].visits, found)) == 2
    assert len(same_openings(found.places["zeta"].visits, found)) == 1


def test_nights_are_grouped_like_visits() -> None:
    """The one night in delta is a group of its own."""
    found = view()
    groups = repeated_nights(found.places["delta"].nights, found)
    assert [[night.day for night in group] for group in groups] == [[0]]


def test_a_popup_tells_days_once() -> None:
    """Openings at one clock time share a line; at two clock times each week has its own."""
    swedish = Words(view(), texts_in("sv"))
    lines = {
        place: [days for days, _ in swedish.openings(entry)]
        for place, entry in view().places.items()
        if entry.visits
    }
    assert lines == {
        "beta": ["måndag vecka 1", "måndag vecka 2"],
        "gamma": ["måndag vecka 1"],
        "epsilon": ["tisdag vecka 1"],
        "zeta": ["tisdagar varje vecka"],
    }
    assert swedish.nights(view().places["delta"]) == [("måndag vecka 1", "ett")]


def test_the_legend_shows_the_frequencies_of_the_map() -> None:
    """There is one example of each frequency, and none where the cycle is one week."""
    assert legend_rows(view()) == [(2, [[True, True]]), (1, [[True, False]])]
    assert legend_rows(view_map(example.plan(), example.facts())) == []


def test_weeks_are_alike_for_a_vehicle() -> None:
    """The second bus does the same in both weeks, the first bus does not."""
    assert alike_weeks(example.two_weeks(), "ett") == ((0,), (1,))
    assert alike_weeks(example.two_weeks(), "tva") == ((0, 1),)
    assert alike_weeks(example.two_weeks(), "gone") == ((0, 1),)
