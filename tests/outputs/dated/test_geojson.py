"""The places with their dates as GeoJSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mobilkontor.outputs.dated.geojson_file import geojson_bytes
from mobilkontor.outputs.dated.shown import Shown
from tests.outputs.dated.shows import HOSTILE, NAMES, shown


def features(by: Shown) -> dict[str, Any]:
    """Return the features by place."""
    collection = json.loads(geojson_bytes(by))
    assert collection["type"] == "FeatureCollection"
    return {feature["id"]: feature for feature in collection["features"]}


def test_a_place_is_one_point_with_longitude_first() -> None:
    """Each visited place is there once, where the table puts it."""
    by = shown()
    found = features(by)
    assert set(found) == {"beta", "gamma", "epsilon", "zeta"}
    assert found["beta"]["geometry"] == {"type": "Point", "coordinates": [22.05, 66.1]}
    assert found["beta"]["properties"]["names"] == NAMES


def test_the_visits_are_those_of_the_layout() -> None:
    """Every visit has its date, its times with offset, and what becomes of it."""
    by = shown()
    for place, feature in features(by).items():
        visits = feature["properties"]["visits"]
        assert [(it["opens"], it["standing"]) for it in visits] == [
            (visit.opens.isoformat(), visit.standing.value)
            for visit in by.timetable.visits_at(place)
        ]
    (cancelled,) = [it for it in features(by)["beta"]["properties"]["visits"] if it["reason"]]
    assert cancelled == {
        "date": "2027-03-29",
        "opens": "2027-03-29T09:20:00+02:00",
        "closes": "2027-03-29T11:20:00+02:00",
        "standing": "cancelled",
        "reason": "Annandag påsk",
        "regular_date": "2027-03-29",
        "next_visit": "2027-04-05",
    }


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text(name: str) -> None:
    """Whatever it holds, it is read back as it was."""
    by = shown(names={"beta": name})
    assert features(by)["beta"]["properties"]["name"] == name
