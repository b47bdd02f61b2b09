"""Write a dated timetable as GeoJSON: one point per place, with its dates."""

from __future__ import annotations

import json
from typing import Any

from mobilkontor.core.places import Place
from mobilkontor.outputs.dated.shown import Shown
from mobilkontor.timetable.dated import DatedVisit

__all__ = ["geojson_bytes"]

DECIMALS = 6


def geojson_bytes(shown: Shown) -> bytes:
    """Return the places with their visits as a GeoJSON file, longitude first."""
    collection = {
        "type": "FeatureCollection",
        "features": [_feature(shown, place) for place in shown.visited],
    }
    return f"{json.dumps(collection, ensure_ascii=False, allow_nan=False, indent=1)}\n".encode()


def _feature(shown: Shown, place: Place) -> dict[str, Any]:
    """Return one place."""
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {
            "type": "Point",
            "coordinates": [round(place.lon, DECIMALS), round(place.lat, DECIMALS)],
        },
        "properties": {
            "name": place.name,
            "names": dict(place.other_names),
            "municipality": place.municipality,
            "visits": [_visit(shown, visit) for visit in shown.timetable.visits_at(place.id)],
        },
    }


def _visit(shown: Shown, visit: DatedVisit) -> dict[str, str | None]:
    """Return one visit; times with their offset from UTC, standings by their English word."""
    entry = {
        "date": visit.date.isoformat(),
        "opens": visit.opens.isoformat(),
        "closes": visit.closes.isoformat(),
        "standing": visit.standing.value,
        "reason": shown.reason(visit.closure) or None,
        "regular_date": visit.planned.isoformat(),
        "next_visit": visit.next_date.isoformat() if visit.next_date else None,
    }
    return entry | ({"vehicle": visit.vehicle} if shown.is_internal else {})
