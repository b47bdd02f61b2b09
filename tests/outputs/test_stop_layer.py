"""Stops, routes and nights are drawn once, and tell the days for which they hold."""

from __future__ import annotations

import dataclasses
from typing import Any

from mobilkontor.outputs.overnight_layers import night_layer
from mobilkontor.outputs.route_layer import route_layer
from mobilkontor.outputs.stop_layer import stop_layer
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.views import MapView, view_map
from tests.outputs import example

SV = texts_in("sv")


def week() -> MapView:
    """Return the view of the example of one week."""
    return view_map(example.plan(), example.facts())


def two_weeks() -> MapView:
    """Return the view of the example of two weeks."""
    return view_map(example.two_weeks(), example.facts())


def properties(layer: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the properties of all features."""
    return [feature["properties"] for feature in layer["features"]]


def test_stops_stand_in_the_order_of_vehicles_and_days() -> None:
    """They are named with their clock times, and say when they hold."""
    stops = properties(stop_layer(week(), SV))
    assert [(stop["label"], stop["on"], stop["times"]) for stop in stops] == [
        ("Beta, måndag 09:00–11:00, ett", [[0, [0]]], ["09:00–11:00"]),
        ("Gamma, måndag 12:10–15:10, ett", [[0, [0]]], ["12:10–15:10"]),
        ("Epsilon, tisdag 09:00–11:00, ett", [[0, [1]]], ["09:00–11:00"]),
        ("Beta, tisdag 09:25–11:25, tva", [[1, [1]]], ["09:25–11:25"]),
    ]


def test_a_stop_that_repeats_is_drawn_once() -> None:
    """Each stop of a cycle is one symbol with its weeks and the times of each of them."""
    stops = properties(stop_layer(two_weeks(), SV))
    assert [(stop["label"], stop["on"], stop["times"]) for stop in stops] == [
        (
            "Beta, måndag vecka 1 09:00–11:00, måndag vecka 2 09:20–11:20, ett",
            [[0, [0, 2]]],
            ["09:00–11:00", "09:20–11:20"],
        ),
        ("Gamma, måndag vecka 1 12:10–15:10, ett", [[0, [0]]], ["12:10–15:10"]),
        ("Epsilon, tisdag vecka 1 09:00–11:00, ett", [[0, [1]]], ["09:00–11:00"]),
        (
            "Zeta, tisdagar varje vecka 09:05–11:05, tva",
            [[1, [1, 3]]],
            ["09:05–11:05", "09:05–11:05"],
        ),
    ]


def test_stops_are_sized_by_visitors() -> None:
    """The stop with the most met visits has the largest symbol."""
    size = {stop["place"]: stop["size"] for stop in properties(stop_layer(week(), SV))}
    assert size["beta"] > size["gamma"] > size["epsilon"] >= 24


def test_an_estimate_has_a_broken_outline() -> None:
    """Only the stop of the place with an estimated number of residents is drawn broken."""
    html = {stop["place"]: stop["html"] for stop in properties(stop_layer(week(), SV))}
    assert [place for place in html if "stroke-dasharray" in html[place]] == ["epsilon"]


def test_a_second_visit_stands_beside_the_first() -> None:
    """Two visits to one place do not hide each other."""
    monday, *_, tuesday = properties(stop_layer(week(), SV))
    assert monday["shift"] == [0.0, 0]
    assert tuesday["shift"][0] > 10


def test_week_boxes_tell_the_weeks() -> None:
    """Gamma's symbol has a filled box for the first week and an empty one for the second."""
    html = properties(stop_layer(two_weeks(), SV))[1]["html"]
    filled, empty = html.index('fill="#16212b" stroke="#ffffff"'), html.rindex('stroke="#16212b"/>')
    assert filled < empty
    assert ">må</text>" in html
    assert 'class="weeks"' not in properties(stop_layer(week(), SV))[1]["html"]


def test_more_vehicles_than_colours_have_numbers() -> None:
    """Where colours come back, a stop has the number of its vehicle below the weekday."""
    one = week()
    many = dataclasses.replace(one, vehicles=one.vehicles * 15)
    assert len(many.vehicles) == 30
    assert ">2</text>" in properties(stop_layer(many, SV))[-1]["html"]
    assert ">2</text>" not in properties(stop_layer(one, SV))[-1]["html"]


def test_a_route_that_repeats_is_drawn_once() -> None:
    """Lines hold on every day on which they are driven; the way to zeta in both weeks."""
    routes = properties(route_layer(two_weeks()))
    assert [[1, [1, 3]]] in [line["on"] for line in routes]
    assert {vehicle for line in routes for vehicle, _ in line["on"]} == {0, 1}
    plain = [line for line in routes if line["on"][0][0] == 0]
    assert {line["style"]["dashArray"] for line in plain} == {""}
    dashed = {line["style"]["dashArray"] for line in routes if line["on"][0][0] == 1}
    assert dashed == {"", "12 5"}


def test_nights_hold_on_their_days() -> None:
    """Delta's moon holds after the first Monday; the depot and the unused zeta hold always."""
    nights = {mark["place"]: mark.get("on") for mark in properties(night_layer(two_weeks(), SV))}
    assert nights == {"alfa": None, "delta": [[0, [0]]], "zeta": None}
