"""Own the colours, by name: told apart by colour-blind readers, and in print by shape and dash.

Vehicles differ in colour, in the shape of their stops and in the dash of their routes. Travel times
run from light to dark, so that the order survives a black-and-white copy.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

__all__ = [
    "ACCESS_BANDS",
    "GROUND",
    "INK",
    "VEHICLE_STYLES",
    "AccessBand",
    "VehicleStyle",
    "nth_style",
]

INK = "#16212b"
GROUND = "#f3f5f2"


@dataclass(frozen=True, slots=True)
class VehicleStyle:
    """How one vehicle is drawn.

    Attributes
    ----------
    colour_name, colour : str
        Name in the catalogue, and the colour.
    text_colour : str
        Colour of text on it, with a contrast of at least 4.5.
    shape : str
        Shape of its stops.
    dash : str
        Dash of its routes, as SVG writes it; empty for a full line.
    """

    colour_name: str
    colour: str
    text_colour: str
    shape: str
    dash: str


WHITE = "#ffffff"

VEHICLE_STYLES = (
    VehicleStyle("blue", "#123682", WHITE, "circle", ""),
    VehicleStyle("orange", "#eb6410", INK, "square", "12 5"),
    VehicleStyle("green", "#269b70", INK, "diamond", "2 6"),
    VehicleStyle("violet", "#7c35c9", WHITE, "hexagon", "12 5 2 5"),
    VehicleStyle("rust", "#771d03", WHITE, "pentagon", "20 5"),
    VehicleStyle("plum", "#401c2f", WHITE, "triangle", "6 5"),
)
"""Styles in the order of the vehicles."""


def nth_style(number: int) -> VehicleStyle:
    """Return a style for any vehicle: a colour comes back with another shape and dash.

    Parameters
    ----------
    number : int
        Position of the vehicle, from 0.

    Returns
    -------
    VehicleStyle
        One of 36; the number of the vehicle tells them apart beyond that.
    """
    lap, position = divmod(number, len(VEHICLE_STYLES))
    marks = VEHICLE_STYLES[(position + lap) % len(VEHICLE_STYLES)]
    return dataclasses.replace(VEHICLE_STYLES[position], shape=marks.shape, dash=marks.dash)


@dataclass(frozen=True, slots=True)
class AccessBand:
    """One class of travel time.

    Attributes
    ----------
    up_to_min : int or None
        Longest travel time in the class [min]; None for the last, open class.
    colour, shape : str
        Its colour, and the shape of its places.
    """

    up_to_min: int | None
    colour: str
    shape: str


ACCESS_BANDS = (
    AccessBand(15, "#fde9a9", "circle"),
    AccessBand(30, "#f7b24f", "square"),
    AccessBand(45, "#e2713a", "diamond"),
    AccessBand(60, "#aa3350", "triangle"),
    AccessBand(None, "#54104f", "star"),
)
