"""Layers are GeoJSON with longitude first."""

from __future__ import annotations

import dataclasses
from typing import Any

from mobilkontor.outputs import geojson
from mobilkontor.outputs.overnight_layers import night_layer
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.views import MapView, view_map
from tests.outputs import example

SV = texts_in("sv")


def view() -> MapView:
    """Return the view of the example."""
    return view_map(example.plan(), example.facts())


def points(layer: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the features that are points."""
    return [entry for entry in layer["features"] if entry["geometry"]["type"] == "Point"]


def test_longitude_comes_first() -> None:
    """Positions are longitude, latitude, with five decimals."""
    (gamma,) = [
        entry
        for entry in points(geojson.duty_layer(view(), view().duties[0], SV))
        if entry["properties"]["place"] == "gamma"
    ]
    assert gamma["geometry"]["coordinates"] == [22.1, 66.2]


def test_a_duty_has_its_route_and_its_stops() -> None:
    """Stops stand in the order of the visits, named with their clock times."""
    monday = geojson.duty_layer(view(), view().duties[0], SV)
    labels = [entry["properties"]["label"] for entry in points(monday)]
    assert labels == [
        "Beta, måndag 09:00–11:00, ett",
        "Gamma, måndag 12:10–15:10, ett",
    ]
    assert monday["features"][0]["geometry"]["type"] == "LineString"


def test_stops_are_sized_by_visitors() -> None:
    """The stop with the most met visits has the largest symbol."""
    found = {
        entry["properties"]["place"]: entry["properties"]["size"]
        for duty in view().duties
        for entry in points(geojson.duty_layer(view(), duty, SV))
    }
    assert found["beta"] > found["gamma"] > found["epsilon"] >= 24


def test_an_estimate_has_a_broken_outline() -> None:
    """Only the stop of the place with an estimated number of residents is drawn broken."""
    html = {
        entry["properties"]["place"]: entry["properties"]["html"]
        for duty in view().duties
        for entry in points(geojson.duty_layer(view(), duty, SV))
    }
    assert [place for place in html if "stroke-dasharray" in html[place]] == ["epsilon"]


def test_a_second_visit_stands_beside_the_first() -> None:
    """Two visits to one place do not hide each other."""
    monday, _, other = (points(geojson.duty_layer(view(), duty, SV)) for duty in view().duties)
    assert monday[0]["properties"]["shift"] == [0.0, 0]
    assert other[0]["properties"]["shift"][0] > 10


def test_access_circles_tell_before_and_after() -> None:
    """Epsilon is dark before and light after; large places are drawn first."""
    before = geojson.access_layer(view(), lambda entry: entry.before_s)
    after = geojson.access_layer(view(), lambda entry: entry.after_s)
    assert points(before)[0]["properties"]["place"] == "alfa"
    colours = [
        entry["properties"]["style"]["fillColor"]
        for layer in (before, after)
        for entry in points(layer)
        if entry["properties"]["place"] == "epsilon"
    ]
    assert colours == ["#e2713a", "#fde9a9"]


def test_places_left_out_have_a_cross() -> None:
    """Zeta is left out and has a cross; delta has a stop near by and a ring."""
    drawn = {
        entry["properties"]["place"]: entry["properties"]["html"]
        for entry in points(geojson.unserved_layer(view()))
    }
    assert set(drawn) == {"delta", "zeta"}
    assert "<circle" in drawn["delta"]
    assert "<circle" not in drawn["zeta"]


def test_nights_depots_and_offices_are_drawn() -> None:
    """Used and possible overnight places, the depot and both offices have a symbol."""
    nights = [entry["properties"]["place"] for entry in points(night_layer(view(), SV))]
    offices = [entry["properties"]["place"] for entry in points(geojson.office_layer(view(), SV))]
    assert nights == ["alfa", "delta", "zeta"]
    assert offices == ["gamma", "alfa"]


def test_roads_are_one_bundle_per_class() -> None:
    """Roads come thinnest first; a region without roads has none to draw."""
    features = geojson.road_layer(view())["features"]
    assert [len(entry["geometry"]["coordinates"]) for entry in features] == [1, 0, 0, 4]
    empty = geojson.road_layer(dataclasses.replace(view(), roads=()))["features"]
    assert all(entry["geometry"]["coordinates"] == [] for entry in empty)
