"""The shipped road network of Norrbotten is as long as the roads are known to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.scenario.load import load_scenario
from mobilkontor.travel import provide_travel

WEEK = Path(__file__).parent.parent.parent / "scenarios" / "norrbotten" / "week.yaml"

# Road distances between towns [km]. Kiruna's are those the municipality prints (kiruna.se,
# geography: "18 mil", "13 mil"), Arjeplog-Jokkmokk a recorded drive over E45 (myrouteapp.com, R13),
# Pajala-Vittangi the length of county road 395 (dan.wikitrans.net); the others are what maps and
# road signs give, as remembered.
KNOWN_KM = {
    ("lulea", "kiruna"): 344,
    ("kiruna", "gallivare"): 122,
    ("gallivare", "jokkmokk"): 94,
    ("jokkmokk", "arvidsjaur"): 158,
    ("arvidsjaur", "arjeplog"): 85,
    ("arjeplog", "jokkmokk"): 245,
    ("lulea", "haparanda"): 131,
    ("haparanda", "overtornea"): 72,
    ("overtornea", "pajala"): 109,
    ("pajala", "kiruna"): 184,
    ("pajala", "vittangi"): 111,
    ("kiruna", "karesuando"): 180,
    ("kiruna", "riksgransen"): 130,
    ("kiruna", "abisko"): 96,
    ("lulea", "kalix"): 82,
    ("lulea", "jokkmokk"): 170,
    ("lulea", "arvidsjaur"): 165,
    ("lulea", "gallivare"): 240,
    ("gallivare", "pajala"): 145,
    ("arjeplog", "lulea"): 250,
}


@pytest.fixture(scope="module")
def mobile() -> TravelMatrix:
    """Return the travel of mobile offices in the week of Norrbotten."""
    return provide_travel(load_scenario(WEEK)).mobile


def test_distances_between_towns_are_known(mobile: TravelMatrix) -> None:
    """The mean error over twenty known distances is below 2 %, and none is above 5 %."""
    errors = [
        abs(mobile.distance_m[mobile.index(a), mobile.index(b)] / 1000 / known_km - 1)
        for (a, b), known_km in KNOWN_KM.items()
    ]
    assert sum(errors) / len(errors) < 0.02
    assert max(errors) < 0.05


def test_every_place_reaches_every_other(mobile: TravelMatrix) -> None:
    """All 291 places are joined, none further from another than the county is long by road."""
    assert len(mobile.place_ids) == 291
    assert mobile.distance_m.max() < 800_000
    assert (mobile.time_s > 0).sum() == 291 * 290


def test_driving_is_neither_crawling_nor_flying(mobile: TravelMatrix) -> None:
    """Between places more than 50 km apart the mean speed lies between 45 and 100 km/h."""
    is_far = mobile.distance_m > 50_000
    speed_kmh = mobile.distance_m[is_far] / mobile.time_s[is_far] * 3.6
    assert speed_kmh.min() > 45
    assert speed_kmh.max() < 100
