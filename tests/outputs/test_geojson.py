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
    (zeta,) = [
        entry
        for entry in points(geojson.unserved_layer(view()))
        if entry["properties"]["place"] == "zeta"
    ]
    assert zeta["geometry"]["coordinates"] == [22.25, 66.5]


def test_access_circles_tell_before_and_after() -> None:
    """Epsilon is dark before and light after; large places are drawn first."""
    before = geojson.access_layer(view(), lambda entry: entry.before_s)
    after = geojson.access_layer(view(), lambda entry: entry.after_s)
    assert points(before)[0]["properties"]["place"] == "alfa"
    looks = [
        (entry["properties"]["style"]["fillColor"], entry["properties"]["shape"])
        for layer in (before, after)
        for entry in points(layer)
        if entry["properties"]["place"] == "epsilon"
    ]
    assert looks == [("#e2713a", "diamond"), ("#fde9a9", "circle")]


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
