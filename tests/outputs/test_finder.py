"""Places are found by name and municipality, and a popup tells its whole year."""

from __future__ import annotations

import dataclasses

import pytest

from mobilkontor.outputs.finder import MunicipalityChoice, municipalities, place_facts
from mobilkontor.outputs.names import MAX_NAME_CHARS, map_names
from mobilkontor.outputs.page import render_popups
from mobilkontor.outputs.rhythm import year_weeks
from mobilkontor.outputs.symbols import year_symbol
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.views import view_map
from mobilkontor.outputs.words import Words
from tests.outputs import example


def test_municipalities_count_places_and_stops() -> None:
    """Each municipality of the table comes with its places, and with those that have a stop."""
    view = view_map(example.plan(), example.facts())
    assert municipalities(view) == [
        MunicipalityChoice("Söder", 3, 2),
        MunicipalityChoice("Norr", 3, 1),
    ]


def test_places_say_what_the_plan_gives_them() -> None:
    """Alfa has a fixed office, gamma a stop in place of its closed one, zeta nothing."""
    view = view_map(example.plan(), example.facts())
    facts = place_facts(view, ["popup"] * 6)
    assert facts["alfa"] == (66.0, 22.0, "popup", "Alfa", 0, "office", ())
    kinds = {place: fact[5] for place, fact in facts.items()}
    assert (kinds["gamma"], kinds["delta"], kinds["zeta"]) == ("stop", "none", "none")
    assert facts["zeta"][4] == 1


def test_names_in_other_languages_are_found_and_told() -> None:
    """The popup marks the language of each for screen readers; the search knows them all."""
    facts = example.facts()
    names = (("se", "Gárasavvon <b>"), ("fi", "Kaaresuvanto"))
    places = tuple(
        dataclasses.replace(place, other_names=names) if place.id == "beta" else place
        for place in facts.setting.places
    )
    setting = dataclasses.replace(facts.setting, places=places)
    view = view_map(example.plan(), dataclasses.replace(facts, setting=setting))
    found = place_facts(view, ["popup"] * 6)
    assert found["beta"][6] == ("Gárasavvon <b>", "Kaaresuvanto")
    assert found["alfa"][6] == ()
    popup = render_popups(view, texts_in("sv"))[list(found).index("beta")]
    assert (
        '<span lang="se">Gárasavvon &lt;b&gt;</span> · <span lang="fi">Kaaresuvanto</span>' in popup
    )


@pytest.mark.parametrize(
    ("weeks", "cycle", "first", "count"),
    [
        ((0,), 1, [1, 2, 3], 52),
        ((1, 3), 4, [2, 4, 6], 26),
        ((7,), 8, [8, 16, 24], 6),
        ((), 4, [], 0),
    ],
)
def test_a_year_repeats_the_cycle(
    weeks: tuple[int, ...], cycle: int, first: list[int], count: int
) -> None:
    """The first week of the cycle is week 1, and the weeks come back until week 52."""
    found = year_weeks(weeks, cycle)
    assert (found[:3], len(found)) == (first, count)
    assert max(found, default=0) <= 52


def test_a_year_is_told_by_clock_time() -> None:
    """Beta opens at 9:00 in odd weeks and at 9:20 in even ones; zeta always at 9:05."""
    view = view_map(example.two_weeks(), example.facts())
    words = Words(view, texts_in("sv"))
    odd = ", ".join(map(str, range(1, 53, 2)))
    even = ", ".join(map(str, range(2, 53, 2)))
    assert words.year(view.places["beta"]) == [
        ("måndagar", "09:00–11:00", f"vecka {odd}"),
        ("måndagar", "09:20–11:20", f"vecka {even}"),
    ]
    assert words.year(view.places["zeta"]) == [("tisdagar", "09:05–11:05", "alla veckor")]
    assert words.year_weeks(view.places["gamma"]) == list(range(1, 53, 2))


def test_the_year_stands_in_the_popup_of_a_cycle_only() -> None:
    """A week that repeats needs no year; a place without a stop has none."""
    texts = texts_in("en")
    view = view_map(example.two_weeks(), example.facts())
    popups = dict(zip(view.places, render_popups(view, texts), strict=True))
    assert "weeks 1, 3, 5" in popups["gamma"]
    assert "<details" not in popups["delta"]
    week = view_map(example.plan(), example.facts())
    assert not any("<details" in popup for popup in render_popups(week, texts))


def test_weeks_of_a_year_are_boxes_by_quarter() -> None:
    """Week 1 is the first box, week 14 the first of the second row."""
    html = year_symbol([1, 14])
    assert 'd="M0 0h11v11h-11zM0 11h11v11h-11z"' in html


def test_a_long_name_is_short_on_the_map() -> None:
    """A name of 10 000 characters is cut on the map; others are not."""
    facts = example.facts()
    setting = example.with_names(facts.setting, {"beta": "å" * 10_000})
    view = view_map(example.plan(), dataclasses.replace(facts, setting=setting))
    texts = {name[5]: name[2] for name in map_names(view)}
    assert len(texts["beta"]) == MAX_NAME_CHARS
    assert texts["gamma"] == "Gamma"
