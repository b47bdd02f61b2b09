"""Write a dated timetable as iCalendar feeds: one per place, and for the crews one per vehicle.

Nothing in them depends on the clock: an event's UID is made of scenario, place or vehicle, and the
date that the cycle puts it on, so that it is the same event in every timetable; its time stamp is
the first date of the period. Times are local, with the rules of the zone beside them.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from mobilkontor.core.units import clock_text
from mobilkontor.outputs.dated.shown import Shown
from mobilkontor.timetable.cycle import LineKind, duty_lines
from mobilkontor.timetable.dated import ZONE, DatedDuty, DatedVisit, Standing, at_clock

__all__ = ["place_feed", "vehicle_feed"]

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://mobilkontor.invalid/timetable")


def place_feed(shown: Shown, place: str) -> bytes:
    """Return the visits of a place as a feed.

    Parameters
    ----------
    shown : Shown
        The timetable.
    place : str
        Id of the place.

    Returns
    -------
    bytes
        The file.
    """
    name = shown.texts("poster.title", place=shown.places[place].name)
    return _calendar(
        shown, name, (_visit_event(shown, visit) for visit in shown.timetable.visits_at(place))
    )


def vehicle_feed(shown: Shown, vehicle: str) -> bytes:
    """Return the duties of a vehicle as a feed; not for the public.

    Parameters
    ----------
    shown : Shown
        The timetable.
    vehicle : str
        Id of the vehicle.

    Returns
    -------
    bytes
        The file.
    """
    duties = (it for it in shown.timetable.duties if it.duty.vehicle == vehicle)
    name = shown.texts("sheet.vehicle", vehicle=vehicle)
    return _calendar(shown, name, (_duty_event(shown, it) for it in duties))


def _calendar(shown: Shown, name: str, events: Iterable[Event]) -> bytes:
    """Return a feed of events."""
    calendar = Calendar()
    calendar.add("prodid", f"-//mobilkontor//timetable//{shown.texts.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add_component(_zone())
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _zone() -> Timezone:
    """Return the rules of the zone: those of the European Union, as they are since 1996.

    They are written as rules, which every calendar knows; the library's own way lists the changes
    one by one, and those of spring an hour late (icalendar 7.3).
    """
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    for part, name, before_h, after_h, first in (
        (TimezoneDaylight(), "CEST", 1, 2, datetime.datetime(1996, 3, 31, 2)),
        (TimezoneStandard(), "CET", 2, 1, datetime.datetime(1996, 10, 27, 3)),
    ):
        part.add("dtstart", first)
        part.add("rrule", {"freq": "yearly", "bymonth": first.month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", datetime.timedelta(hours=before_h))
        part.add("tzoffsetto", datetime.timedelta(hours=after_h))
        zone.add_component(part)
    return zone


def _event(shown: Shown, uid: tuple[str, ...], standing: Standing) -> Event:
    """Return an event with what all of them have."""
    stamp = datetime.datetime.combine(
        shown.timetable.period.start, datetime.time(), tzinfo=datetime.UTC
    )
    event = Event()
    event.add("uid", str(uuid.uuid5(NAMESPACE, "\x1f".join((shown.scenario, *uid)))))
    event.add("dtstamp", stamp)
    event.add("status", "CANCELLED" if standing is Standing.CANCELLED else "CONFIRMED")
    return event


def _visit_event(shown: Shown, visit: DatedVisit) -> Event:
    """Return a visit as an event."""
    place = shown.places[visit.place]
    uid = ("place", visit.place, visit.planned.isoformat(), str(visit.number))
    event = _event(shown, uid, visit.standing)
    is_open = shown.texts("event.open", place=place.name)
    is_cancelled = shown.texts("event.cancelled", place=place.name)
    event.add("summary", is_open if visit.is_made else is_cancelled)
    event.add("dtstart", visit.opens)
    event.add("dtend", visit.closes)
    where = shown.texts("event.where", place=place.name, municipality=place.municipality)
    event.add("location", where)
    event.add("geo", (place.lat, place.lon))
    event.add("transp", "TRANSPARENT")
    notes = [shown.remark(visit)]
    if visit.vehicle:
        notes.append(shown.texts("sheet.vehicle", vehicle=visit.vehicle))
    if any(notes):
        event.add("description", "\n".join(filter(None, notes)))
    return event


def _duty_event(shown: Shown, it: DatedDuty) -> Event:
    """Return a duty as an event, its steps in the description."""
    duty = it.duty
    event = _event(shown, ("vehicle", duty.vehicle, it.planned.isoformat()), it.standing)
    start, end = (shown.places[place].name for place in (duty.start, duty.end))
    drive = shown.texts("event.duty", vehicle=duty.vehicle, start=start, end=end)
    event.add("summary", drive if it.runs else shown.texts("event.duty_cancelled", duty=drive))
    event.add("dtstart", at_clock(it.date, duty.start_s))
    event.add("dtend", at_clock(it.date, duty.end_s))
    event.add("location", start)
    event.add("description", "\n".join(_steps(shown, it)))
    return event


def _steps(shown: Shown, it: DatedDuty) -> Iterable[str]:
    """Yield the steps of a duty, one per line."""
    if remark := shown.duty_remark(it):
        yield remark
    for line in duty_lines(shown.timetable.horizon, it.duty):
        name = shown.places[line.place].name
        first = line.arrive_s if line.arrive_s is not None else line.depart_s
        parts = [f"{clock_text(first or 0)} {shown.event(it, line)} {name}"]
        if line.kind is LineKind.VISIT and line.open_s is not None and line.close_s is not None:
            opens, closes = clock_text(line.open_s), clock_text(line.close_s)
            parts.append(shown.texts("step.open", open=opens, close=closes))
        for rest in line.breaks:
            span = f"{clock_text(rest.start_s)}–{clock_text(rest.end_s)}"
            parts.append(shown.texts("step.break", span=span))
        if line.kind is LineKind.VISIT and line.depart_s is not None:
            parts.append(shown.texts("step.depart", clock=clock_text(line.depart_s)))
        yield ", ".join(parts)
