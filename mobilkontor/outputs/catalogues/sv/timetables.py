"""Hold the Swedish texts of timetables on dates."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS = {
    "csv.date": "datum",
    "csv.cycle_week": "vecka_i_cykeln",
    "csv.standing": "läge",
    "csv.reason": "skäl",
    "csv.planned": "ordinarie_datum",
    "csv.next_visit": "nästa_besök",
    "csv.name_se": "namn_nordsamiska",
    "csv.name_fit": "namn_meänkieli",
    "csv.name_fi": "namn_finska",
    "event.night": "övernattning",
    "standing.held": "öppet",
    "standing.moved": "flyttat",
    "standing.cancelled": "inställt",
    "closure.closed": "stängt",
    "closure.tour": "en annan dag på samma tur är stängd",
    "visit.moved": "Flyttat från {date}.",
    "visit.cancelled": "Inställt",
    "visit.cancelled_for": "Inställt ({reason})",
    "visit.next": "{cancelled}. Nästa besök {date}.",
    "visit.no_next": "{cancelled}. Inget mer besök under perioden.",
}
