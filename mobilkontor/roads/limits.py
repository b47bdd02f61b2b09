"""Read speeds, weights, heights and durations as OpenStreetMap writes them."""

from __future__ import annotations

import re

__all__ = ["height_cm", "seconds", "speed_kmh", "weight_kg"]

MAX_SPEED_KMH, MIN_SPEED_KMH = 130.0, 5.0
KM_PER_MILE = 1.609344
KG_PER_TON, KG_PER_SHORT_TON = 1000.0, 907.18474
CM_PER_METRE, CM_PER_FOOT, CM_PER_INCH = 100.0, 30.48, 2.54

_SPEED_WORDS = {
    "SE:urban": 50.0,
    "SE:rural": 70.0,
    "SE:trunk": 90.0,
    "SE:motorway": 110.0,
    "SE:living_street": 7.0,
    "SE:30": 30.0,
    "walk": 7.0,
    "none": MAX_SPEED_KMH,
}
"""Swedish limits where no sign stands (Trafikförordningen 1998:1276, 3 kap. 17 §) and words."""

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_SPEED = re.compile(rf"{_NUMBER} ?(km/h|kmh|kph|mph)?")
_WEIGHT = re.compile(rf"{_NUMBER} ?(t|st|kg)?")
_METRES = re.compile(rf"{_NUMBER} ?(m|cm)?")
_FEET = re.compile(r"(\d+) ?(?:'|ft)(?: ?(\d+) ?(?:\"|in))?")
_CLOCK = re.compile(r"(\d{1,3}):(\d\d)(?::(\d\d))?")
_ISO = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?")
_MINUTES = re.compile(rf"{_NUMBER}(?: ?min)?")


def _number(text: str) -> float:
    """Return a number written with a point or a comma."""
    return float(text.replace(",", "."))


def speed_kmh(text: str) -> float | None:
    """Return a speed limit, or None if it cannot be read [km/h]."""
    written = text.split(";")[0].strip()
    found = _SPEED.fullmatch(written)
    if found is None:
        return _SPEED_WORDS.get(written)
    speed = _number(found[1]) * (KM_PER_MILE if found[2] == "mph" else 1)
    return min(max(speed, MIN_SPEED_KMH), MAX_SPEED_KMH) if speed > 0 else None


def weight_kg(text: str) -> int:
    """Return a limit on the weight of vehicles, or 0 if there is none that can be read [kg]."""
    found = _WEIGHT.fullmatch(text.strip())
    if found is None:
        return 0
    kg_per_unit = {"kg": 1.0, "st": KG_PER_SHORT_TON}.get(found[2] or "t", KG_PER_TON)
    return round(_number(found[1]) * kg_per_unit)


def height_cm(text: str) -> int:
    """Return a limit on the height of vehicles, or 0 if there is none that can be read [cm]."""
    written = text.strip()
    if found := _FEET.fullmatch(written):
        return round(int(found[1]) * CM_PER_FOOT + int(found[2] or 0) * CM_PER_INCH)
    if found := _METRES.fullmatch(written):
        return round(_number(found[1]) * (1 if found[2] == "cm" else CM_PER_METRE))
    return 0


def seconds(text: str) -> int:
    """Return the duration of a crossing, or 0 if it cannot be read [s]."""
    written = text.strip()
    if found := _CLOCK.fullmatch(written):
        return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)
    if (found := _ISO.fullmatch(written)) and any(found.groups()):
        return int(found[1] or 0) * 3600 + int(found[2] or 0) * 60
    if found := _MINUTES.fullmatch(written):
        return round(_number(found[1]) * 60)
    return 0
