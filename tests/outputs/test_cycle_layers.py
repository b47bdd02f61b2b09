"""A cycle of several weeks is split into layers that hold in some of them."""

from __future__ import annotations

from mobilkontor.outputs.cycle_layers import night_layers, route_layers, stop_layers
from mobilkontor.outputs.overnight_layers import idle_layer
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.views import MapView, view_map
from tests.outputs import example

TEXTS = texts_in("sv")


def view() -> MapView:
    """Return the view of the example of two weeks."""
    return view_map(example.two_weeks(), example.facts())


def test_a_route_that_repeats_is_drawn_once() -> None:
    """Five duties are four routes: the one to zeta holds in both weeks."""
    assert [(layer.name, layer.weeks) for layer in route_layers(view())] == [
        ("duty-0-0-0", (0,)),
        ("duty-0-1-1", (0,)),
        ("duty-0-0-2", (1,)),
        ("duty-1-1-3", (0, 1)),
    ]


def test_a_stop_that_repeats_is_drawn_once() -> None:
    """Each stop is one symbol with its weeks, in the order of vehicles, days and clock."""
    layers = stop_layers(view(), TEXTS)
    labels = [layer.data["features"][0]["properties"]["label"] for layer in layers]
    assert labels == [
        "Beta, måndag vecka 1 09:00–11:00, måndag vecka 2 09:20–11:20, ett",
        "Gamma, måndag vecka 1 12:10–15:10, ett",
        "Epsilon, tisdag vecka 1 09:00–11:00, ett",
        "Zeta, tisdagar varje vecka 09:05–11:05, tva",
    ]
    assert [layer.weeks for layer in layers] == [(0, 1), (0,), (0,), (0, 1)]


def test_week_boxes_tell_the_weeks() -> None:
    """Gamma's symbol has a filled box for the first week and an empty one for the second."""
    _, gamma, *_ = stop_layers(view(), TEXTS)
    html = gamma.data["features"][0]["properties"]["html"]
    filled, empty = html.index('fill="#16212b" stroke="#ffffff"'), html.rindex('stroke="#16212b"/>')
    assert filled < empty
    assert ">må</text>" in html


def test_nights_hold_in_their_weeks() -> None:
    """Delta's moon holds in the first week; the depot and the unused zeta hold always."""
    (delta,) = night_layers(view(), TEXTS)
    assert delta.weeks == (0,)
    assert [f["properties"]["place"] for f in delta.data["features"]] == ["delta"]
    idle = idle_layer(view(), TEXTS)["features"]
    assert [f["properties"]["place"] for f in idle] == ["alfa", "zeta"]
