"""Hold the English texts of timetables on dates."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS = {
    "csv.date": "date",
    "csv.cycle_week": "week_of_cycle",
    "csv.standing": "standing",
    "csv.reason": "reason",
    "csv.planned": "regular_date",
    "csv.next_visit": "next_visit",
    "csv.name_se": "name_northern_sami",
    "csv.name_fit": "name_meankieli",
    "csv.name_fi": "name_finnish",
    "event.night": "night",
    "standing.held": "open",
    "standing.moved": "moved",
    "standing.cancelled": "cancelled",
    "closure.closed": "closed",
    "closure.tour": "another day of the same tour is closed",
    "visit.moved": "Moved from {date}.",
    "visit.cancelled": "Cancelled",
    "visit.cancelled_for": "Cancelled ({reason})",
    "visit.next": "{cancelled}. Next visit {date}.",
    "visit.no_next": "{cancelled}. No further visit in this period.",
}
