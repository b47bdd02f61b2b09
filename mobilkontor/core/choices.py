"""Own what a user may choose by name or leave out: commands offer it, the work reads it."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["MARGIN_KM", "TIMETABLE_FORMATS", "Whose"]

TIMETABLE_FORMATS = ("csv", "xlsx", "ics", "geojson", "html", "pdf")

MARGIN_KM = 10.0
"""How far around municipalities roads are taken if nothing else is asked for: a road between two
villages of a municipality often runs through the next one [km]."""


class Whose(StrEnum):
    """Whose travel times a matrix holds."""

    MOBILE = "mobile"
    RESIDENTS = "residents"
