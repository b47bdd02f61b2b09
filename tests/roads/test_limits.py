"""Speeds, weights, heights and durations are read as people write them."""

from __future__ import annotations

import pytest

from mobilkontor.roads.limits import height_cm, seconds, speed_kmh, weight_kg


@pytest.mark.parametrize(
    ("text", "kmh"),
    [
        ("70", 70),
        ("70 km/h", 70),
        ("50 mph", 80.4672),
        ("SE:rural", 70),
        ("SE:urban", 50),
        ("SE:motorway", 110),
        ("none", 130),
        ("walk", 7),
        ("70;50", 70),
        ("300", 130),
        ("0", None),
        ("", None),
        ("signals", None),
        ("70\n<script>", None),
    ],
)
def test_a_speed_is_read(text: str, kmh: float | None) -> None:
    """Numbers, miles, Swedish words; None where nothing can be read."""
    assert speed_kmh(text) == pytest.approx(kmh)


@pytest.mark.parametrize(
    ("text", "kg"),
    [
        ("12", 12_000),
        ("7.5", 7_500),
        ("3,5 t", 3_500),
        ("10000 kg", 10_000),
        ("10 st", 9_072),
        ("default", 0),
        ("none", 0),
        ("-5", 0),
        ("", 0),
    ],
)
def test_a_weight_is_read(text: str, kg: int) -> None:
    """Tons unless another unit stands; 0 where there is no limit."""
    assert weight_kg(text) == kg


@pytest.mark.parametrize(
    ("text", "cm"),
    [("3.8", 380), ("3,8 m", 380), ("380 cm", 380), ("12'6\"", 381), ("12 ft", 366), ("none", 0)],
)
def test_a_height_is_read(text: str, cm: int) -> None:
    """Metres, centimetres or feet; 0 where there is no limit."""
    assert height_cm(text) == cm


@pytest.mark.parametrize(
    ("text", "s"),
    [("00:07", 420), ("1:30", 5400), ("00:07:30", 450), ("PT1H5M", 3900), ("12", 720), ("x", 0)],
)
def test_a_duration_is_read(text: str, s: int) -> None:
    """Hours and minutes, ISO 8601, or minutes alone."""
    assert seconds(text) == s
