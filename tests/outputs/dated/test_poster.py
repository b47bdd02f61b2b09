"""A poster says when the office comes to a place, and what becomes of each visit."""

from __future__ import annotations

import re

import html5lib
import pytest

from mobilkontor.outputs.dated.duty_sheet import duty_sheet_page
from mobilkontor.outputs.dated.index_page import SetFiles, index_page
from mobilkontor.outputs.dated.poster import poster_page, rhythm
from mobilkontor.outputs.dated.shown import Shown, swedish_order
from mobilkontor.outputs.document import one_file
from tests.outputs.dated.shows import HOSTILE, shown
from tests.timetable.plans import to_zeta

NO_FILES = SetFiles({}, {}, ())


def poster(by: Shown, place: str = "beta") -> str:
    """Return the poster of a place, without styles."""
    return re.sub(r"<style>.*?</style>", "", one_file(poster_page(by, by.places[place])))


def said(html: str) -> str:
    """Return what a page says, blanks folded."""
    document = html5lib.parse(html, namespaceHTMLElements=False)
    return " ".join(" ".join(document.find("body").itertext()).split())


def test_a_poster_has_the_place_in_every_language() -> None:
    """The Swedish name is the heading; the others are marked with their language."""
    html = poster(shown())
    assert "Servicekontoret kommer till Beta" in said(html)
    assert '<span lang="se" class="other">Beahtta</span>' in html
    assert '<span lang="fit" class="other">Peetta</span>' in html
    assert "nordsamiska" in said(html)
    assert "nordsamiska" not in said(poster(shown(), "zeta"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "måndag 29 09:20–11:20 Inställt (Annandag påsk). Nästa besök måndag 5 april."),
        ("en", "Monday 29 09:20–11:20 Cancelled (Easter Monday). Next visit Monday 5 April."),
    ],
)
def test_a_cancelled_day_is_struck_and_the_next_one_named(language: str, text: str) -> None:
    """Its date stands struck under its month."""
    html = poster(shown(language=language))
    assert text in said(html)
    assert html.count("<s>") == 1


def test_hours_that_are_always_the_same_stand_once() -> None:
    """Zeta is always open from 9:05; beta is not, so its dates have the hours."""
    by = shown()
    assert said(poster(by, "zeta")).count("09:05–11:05") == 1
    assert said(poster(by)).count("09:00–11:00") == 2
    assert said(poster(by)).count("09:20–11:20") == 2


def test_the_rhythm_is_that_of_the_cycle() -> None:
    """Weekdays and how often, in words."""
    by = shown()
    assert rhythm(by, "beta") == "Måndagar varje vecka"
    assert rhythm(by, "epsilon") == "Tisdagar varannan vecka"
    twice = shown(to_zeta(("tue", "thu")), language="en")
    assert rhythm(twice, "zeta") == "Tuesdays and Thursdays twice a week"


def test_visits_stand_under_their_month() -> None:
    """Two months, each with its year."""
    assert re.findall(r"<h3>(.*?)</h3>", poster(shown())) == ["Mars 2027", "April 2027"]


def test_the_services_are_those_of_the_scenario() -> None:
    """What the mobile offices do not offer is not promised."""
    text = said(poster(shown()))
    assert "Skatteverket" in text
    assert "Pensionsmyndigheten" in text
    assert "Arbetsförmedlingen" not in text


def test_the_sheet_of_a_vehicle_has_its_steps() -> None:
    """Times, breaks, drives and the night of the first day; the cancelled tour is told."""
    text = said(one_file(duty_sheet_page(shown(is_internal=True), "ett")))
    assert "besök Gamma 11:25 12:10–15:10 15:45 11:25–11:55 10 min" in text.replace("\xa0", " ")
    assert "övernattning Delta 15:55" in text
    assert "Måndag 29 mars 2027 Inställt (Annandag påsk)." in text


def test_the_overview_names_places_dates_and_closed_days() -> None:
    """Each place with its rhythm, first date and cancelled days; Easter Monday, not Good Friday."""
    by = shown()
    text = said(one_file(index_page(by, NO_FILES)))
    assert "Beta Beahtta Peetta Måndagar varje vecka Först måndag 22 mars 2027" in text
    assert "En dag är inställd" in text
    assert "måndag 29 mars 2027 Annandag påsk" in text
    assert "Långfredagen" not in text


def test_names_are_sorted_as_swedes_do() -> None:
    """Å, Ä and Ö are the last letters."""
    names = ["Ör", "Zeta", "Är", "Alfa", "År"]
    assert sorted(names, key=swedish_order) == ["Alfa", "Zeta", "År", "Är", "Ör"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_adds_no_markup(name: str) -> None:
    """Every page has the same elements whatever a place is called, and says the name."""

    def pages(names: dict[str, str]) -> list[str]:
        by = shown(names=names, is_internal=True)
        drawn = (
            poster_page(by, by.places["beta"]),
            duty_sheet_page(by, "ett"),
            index_page(by, NO_FILES),
        )
        return [one_file(page) for page in drawn]

    def tags(html: str) -> list[str]:
        document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
        return sorted(element.tag for element in document.iter() if isinstance(element.tag, str))

    for hostile, plain in zip(pages({"beta": name}), pages({"beta": "Beta"}), strict=True):
        assert tags(hostile) == tags(plain)
        assert " ".join(name.split()) in said(hostile)


def test_a_page_is_the_same_twice() -> None:
    """Nothing depends on the clock."""
    assert poster(shown()) == poster(shown())
