"""The feeds, read back by the library, say what the timetable says."""

from __future__ import annotations

import datetime

import icalendar
import pytest

from mobilkontor.outputs.dated.calendar_file import place_feed, vehicle_feed
from mobilkontor.outputs.dated.shown import Shown
from mobilkontor.timetable.dated import ZONE
from tests.outputs.dated.shows import HOSTILE, shown


def read(content: bytes) -> icalendar.Calendar:
    """Return a feed as the library reads it."""
    calendar = icalendar.Calendar.from_ical(content)
    assert isinstance(calendar, icalendar.Calendar)
    assert not calendar.errors
    return calendar


def events(by: Shown, place: str = "beta") -> list[icalendar.Event]:
    """Return the events of a place."""
    return read(place_feed(by, place)).events


def test_the_feed_read_back_is_the_layout() -> None:
    """Times with their zone, standing and place of every visit are those of the layout."""
    by = shown(start="2027-03-01", weeks=40)
    for place in by.visited:
        visits = by.timetable.visits_at(place.id)
        found = events(by, place.id)
        assert [(event.start, event.end) for event in found] == [
            (visit.opens, visit.closes) for visit in visits
        ]
        assert [event["status"] == "CANCELLED" for event in found] == [
            not visit.is_made for visit in visits
        ]
        assert {event["dtstart"].params["TZID"] for event in found} == {"Europe/Stockholm"}
        assert {event["location"] for event in found} == {
            f"{place.name}, {place.municipality} kommun"
        }
        assert {(e["geo"].latitude, e["geo"].longitude) for e in found} == {(place.lat, place.lon)}


def test_a_cancelled_visit_says_so_and_when_the_next_one_is() -> None:
    """Easter Monday at beta."""
    (event,) = [event for event in events(shown()) if event["status"] == "CANCELLED"]
    assert event["summary"] == "Inställt: servicekontoret i Beta"
    assert event["description"] == "Inställt (Annandag påsk). Nästa besök måndag 5 april."
    assert event.start == datetime.datetime(2027, 3, 29, 9, 20, tzinfo=ZONE)


def test_the_zone_in_the_file_is_that_of_stockholm() -> None:
    """Read as rules, hour by hour around every change of 20 years, it has the zone's offsets."""
    zone = read(place_feed(shown(), "beta")).timezones[0].to_tz(lookup_tzid=False)
    for year in range(2026, 2046):
        for month in (3, 10):
            start = datetime.datetime(year, month, 24, 0, tzinfo=datetime.UTC)
            for hour in range(8 * 24):
                moment = start + datetime.timedelta(hours=hour)
                assert moment.astimezone(zone).utcoffset() == moment.astimezone(ZONE).utcoffset()


def test_an_event_is_the_same_in_every_timetable() -> None:
    """UIDs differ within a feed, and do not depend on the period, the version or the language."""
    first = {event.start: event["uid"] for event in events(shown())}
    second = {
        event.start: event["uid"]
        for event in events(shown(start="2027-03-24", weeks=8, language="en", is_internal=True))
    }
    common = set(first) & set(second)
    assert len(common) == 3
    assert {first[start] for start in common} == {second[start] for start in common}
    assert len(set(second.values())) == len(second)


def test_the_stamp_is_the_first_date_and_not_the_clock() -> None:
    """The same inputs give the same bytes."""
    assert place_feed(shown(), "beta") == place_feed(shown(), "beta")
    assert {event["dtstamp"].dt for event in events(shown())} == {
        datetime.datetime(2027, 3, 22, tzinfo=datetime.UTC)
    }


def test_the_feed_of_a_vehicle_has_its_duties_with_breaks_and_nights() -> None:
    """Bus ``ett``: the first Monday ends in delta, where it sleeps."""
    found = read(vehicle_feed(shown(is_internal=True), "ett")).events
    first = found[0]
    assert first["summary"] == "ett: Alfa – Delta"
    assert first.start == datetime.datetime(2027, 3, 22, 8, 35, tzinfo=ZONE)
    assert first.end == datetime.datetime(2027, 3, 22, 15, 55, tzinfo=ZONE)
    assert first["description"].splitlines() == [
        "08:35 start Alfa",
        "08:45 besök Beta, öppet 09:00–11:00, avfärd 11:15",
        "11:25 besök Gamma, öppet 12:10–15:10, rast 11:25–11:55, avfärd 15:45",
        "15:55 övernattning Delta",
    ]
    assert [event["status"] for event in found] == [
        *("CONFIRMED", "CONFIRMED", "CANCELLED"),
        *("CONFIRMED", "CONFIRMED", "CONFIRMED"),
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_adds_no_event_and_is_read_back_whole(name: str) -> None:
    """Commas, semicolons, line folding and words of the format stay text."""
    by = shown(names={"beta": name}, is_internal=True)
    found = events(by)
    assert len(found) == 4
    assert found[0]["summary"] == f"Servicekontoret i {name}"
    assert found[0]["location"] == f"{name}, Söder kommun"
    assert name in read(vehicle_feed(by, "ett")).events[0]["description"]
    assert all(len(line) <= 75 for line in place_feed(by, "beta").split(b"\r\n"))
