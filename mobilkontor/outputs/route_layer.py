"""Turn the routes of all duties into GeoJSON; what is driven on several days is drawn once."""

from __future__ import annotations

from typing import Any

from mobilkontor.outputs.geojson import Collection, collection, feature, position
from mobilkontor.outputs.lanes import LaneLine
from mobilkontor.outputs.symbols import vehicle_style
from mobilkontor.outputs.views import MapView

__all__ = ["route_layer"]

LANE_PX = 4.5
FULL_PX, THIN_PX = 4.0, 1.6


def route_layer(view: MapView) -> Collection:
    """Return the lines of all routes, each with the days on which it is driven.

    Parameters
    ----------
    view : MapView
        The map.

    Returns
    -------
    dict
        Lines by vehicle, in the order in which they are first driven.
    """
    driven: dict[tuple[int, LaneLine], list[int]] = {}
    for duty in view.duties:
        for line in duty.lines:
            driven.setdefault((duty.vehicle, line), []).append(duty.duty.day)
    return collection(
        feature(
            "LineString",
            [position(point) for point in line.points],
            style=_line_style(vehicle, line, dash),
            on=[[vehicle, sorted(set(days))]],
        )
        for (vehicle, line), days in driven.items()
        for dash in sorted({"", vehicle_style(vehicle).dash})
    )


def _line_style(vehicle: int, line: LaneLine, dash: str) -> dict[str, Any]:
    """Return the style of a route: a full thin line, and dashes on it if the vehicle has them."""
    style = vehicle_style(vehicle)
    is_thin = bool(style.dash) and not dash
    return {
        "color": style.colour,
        "weight": THIN_PX if is_thin else FULL_PX,
        "lineCap": "butt",
        "dashArray": dash,
        "offset": line.lane * LANE_PX,
    }
