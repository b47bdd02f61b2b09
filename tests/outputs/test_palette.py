"""Colours can be told apart by colour-blind readers, and texts on them can be read."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from mobilkontor.outputs.palette import (
    ACCESS_BANDS,
    GROUND,
    VEHICLE_STYLES,
    VehicleStyle,
    nth_style,
)

# Machado, Oliveira and Fernandes 2009, severity 1: what each kind of reader sees, in linear RGB.
READERS = {
    "normal": np.eye(3),
    "protanope": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranope": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanope": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def linear(colour: str) -> NDArray[np.float64]:
    """Return linear RGB."""
    value = np.array([int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Return the relative luminance."""
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    """Return the contrast of WCAG 2.1."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return CIE Lab of linear RGB."""
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    share = to_xyz @ rgb.clip(0, 1) / np.array([0.9505, 1.0, 1.089])
    root = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


@pytest.mark.parametrize("reader", READERS)
def test_vehicles_are_told_apart(reader: str) -> None:
    """Any two vehicle colours differ clearly for every kind of reader."""
    seen = [lab(READERS[reader] @ linear(style.colour)) for style in VEHICLE_STYLES]
    least = min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))
    assert least > 20


@pytest.mark.parametrize("style", VEHICLE_STYLES, ids=lambda style: style.colour_name)
def test_texts_and_lines_can_be_read(style: VehicleStyle) -> None:
    """Text on a stop has a contrast of 4.5, a route on the map one of 3."""
    assert contrast(style.colour, style.text_colour) >= 4.5
    assert contrast(style.colour, GROUND) >= 3


def test_vehicles_differ_without_colour() -> None:
    """No two vehicles have the same shape or the same dash."""
    for marks in zip(*((style.shape, style.dash) for style in VEHICLE_STYLES), strict=True):
        assert len(set(marks)) == len(VEHICLE_STYLES)


def test_thirty_vehicles_have_looks_of_their_own() -> None:
    """A colour comes back with another shape and another dash, 36 times in all."""
    styles = [nth_style(number) for number in range(36)]
    assert tuple(styles[:6]) == VEHICLE_STYLES
    assert len({(style.colour, style.shape) for style in styles}) == 36
    assert len({(style.colour, style.dash) for style in styles}) == 36


def test_travel_times_darken() -> None:
    """Longer travel times are darker, by enough to see in a black-and-white copy."""
    light = [luminance(band.colour) for band in ACCESS_BANDS]
    assert all(a > 1.3 * b for a, b in itertools.pairwise(light))
    assert [band.up_to_min for band in ACCESS_BANDS] == [15, 30, 45, 60, None]
    assert len({band.shape for band in ACCESS_BANDS}) == len(ACCESS_BANDS)
