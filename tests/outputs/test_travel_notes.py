"""Notes on travel times are told in the language of the page."""

from __future__ import annotations

import datetime

import pytest

from mobilkontor.core.travel_note import (
    GuessedTimes,
    OutOfReach,
    OwnRoads,
    RoadsOfDay,
    TravelNote,
    UnequalWays,
    with_names,
)
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.travel_notes import MAX_LEGS, travel_note_in

ROADS = RoadsOfDay("sweden.osm.pbf", "2026-11-01", datetime.date(2027, 7, 1))
ONE_WAY = UnequalWays((("hub", "inn"),))


@pytest.mark.parametrize(
    ("language", "note", "expected"),
    [
        ("sv", GuessedTimes(1.3, 70), "fågelvägen gånger 1,3, i 70 km/h."),
        ("en", GuessedTimes(1.3, 70), "great circle x 1.3 at 70 km/h."),
        (
            "sv",
            ROADS,
            "(sweden.osm.pbf, 2026-11-01). Säsongsvägar och färjor räknas som den 1 juli.",
        ),
        ("en", ROADS, "(sweden.osm.pbf, 2026-11-01); seasonal roads and ferries as on 1 July."),
        (
            "sv",
            ONE_WAY,
            "mer än dubbelt så lång tid som vägen tillbaka: hub till inn.",
        ),
        (
            "sv",
            OwnRoads(("van", "van-2")),
            "Därför har dessa egna restider: van, van-2.",
        ),
        ("en", OwnRoads(("van",)), "have travel times of their own: van."),
        ("sv", OutOfReach("bus", ("vik",)), "Fordonet bus kan inte köra till: vik."),
        ("en", OutOfReach("bus", ("a", "b")), "Vehicle bus cannot drive to: a, b."),
        ("en", ONE_WAY, "One leg takes more than twice as long as the way back: hub to inn."),
    ],
)
def test_a_note_is_told_in_both_languages(language: str, note: TravelNote, expected: str) -> None:
    """Sentence, decimal sign and name of the month are those of the language."""
    assert travel_note_in(texts_in(language), (note,)).endswith(expected)


def test_roads_without_a_date_say_so() -> None:
    """The reader is told that the extract has no date."""
    note = RoadsOfDay("a.pbf", "", datetime.date(2027, 7, 1))
    assert "(a.pbf, utan angivet datum)" in travel_note_in(texts_in("sv"), (note,))


def test_many_unequal_legs_are_counted() -> None:
    """The first are named; all are counted."""
    note = UnequalWays(tuple((f"a{i}", "b") for i in range(MAX_LEGS + 3)))
    told = travel_note_in(texts_in("sv"), (note,))
    assert told.startswith(f"{MAX_LEGS + 3} sträckor tar")
    assert told.endswith(f"a{MAX_LEGS - 1} till b, och 3 till.")


def test_a_page_names_places_as_people_do() -> None:
    """A reader knows Björknäs, not the id that the scenario has for it."""
    names = {"hub": "Hem", "inn": "Björknäs"}
    notes = tuple(with_names(note, names) for note in (ROADS, ONE_WAY, OutOfReach("bus", ("inn",))))
    told = travel_note_in(texts_in("sv"), notes)
    assert "vägen tillbaka: Hem till Björknäs." in told
    assert told.endswith("Fordonet bus kan inte köra till: Björknäs.")
    assert notes[0] == ROADS
