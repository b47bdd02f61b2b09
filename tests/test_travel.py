"""The scenario decides where travel times come from, and at which speed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.travel_note import GuessedTimes
from mobilkontor.scenario.seasons import SEASONS
from mobilkontor.scenario.vehicle_size import VehicleSize
from mobilkontor.travel import provide_travel
from mobilkontor.verify.closed_roads import detours_by_week
from tests.small_scenario import PLACES, ROADS, junction, keys, road, scenario

IDS = tuple(place.id for place in PLACES)


def minutes(matrix: TravelMatrix, start: str, end: str) -> float:
    """Return the travel time between two places [min]."""
    return float(matrix.time_s[matrix.index(start), matrix.index(end)] / 60)


def test_mobile_offices_and_residents_drive_at_their_own_speed() -> None:
    """30 km at 60 km/h take residents 30 min and mobile offices, at half the limit, 60 min."""
    travel = provide_travel(scenario())
    assert travel.mobile.place_ids == travel.residents.place_ids == IDS
    assert minutes(travel.residents, "hub", "mid") == 30
    assert minutes(travel.mobile, "hub", "mid") == 60
    assert travel.mobile.distance_m[0, 2] == travel.residents.distance_m[0, 2] == 30_000


def test_in_winter_all_drive_slower() -> None:
    """The season chooses the speed; the leg buffer is no part of the matrix."""
    travel = provide_travel(scenario({"season": "winter"}))
    assert minutes(travel.residents, "hub", "mid") == 60
    assert minutes(travel.mobile, "hub", "mid") == 120


@pytest.mark.parametrize("season", ["autumn", "thaw"])
def test_autumn_and_thaw_are_as_summer_unless_stated(season: str) -> None:
    """A season with speeds of its own drives at them; one without drives as in summer."""
    network = keys()["network"]
    own = dict.fromkeys(network["mobile_speed"]["summer"], 0.4)
    stated = network | {"mobile_speed": network["mobile_speed"] | {season: own}}
    travel = provide_travel(scenario({"season": season, "network": stated}))
    assert minutes(travel.mobile, "hub", "mid") == 75
    assert minutes(travel.residents, "hub", "mid") == 30
    assert minutes(provide_travel(scenario({"season": season})).mobile, "hub", "mid") == 60


@pytest.mark.parametrize("season", SEASONS)
def test_the_verifier_finds_the_same_ways_around_closed_roads_in_every_season(season: str) -> None:
    """Planner and verifier each read the season's speeds; both come to the same times."""
    network = keys()["network"]
    own = {"thaw": dict.fromkeys(network["mobile_speed"]["summer"], 0.4)}
    made = scenario(
        {
            "season": season,
            "network": network | {"mobile_speed": network["mobile_speed"] | own},
            "closed_roads": [{"road_from": "hub", "road_to": "near"}],
        }
    )
    ours, theirs = provide_travel(made).detours[0].mobile, detours_by_week(made, VehicleSize())[0]
    assert np.array_equal(ours.time_s, theirs.time_s)
    expected_min = {"summer": 20, "autumn": 20, "winter": 40, "thaw": 25}[season]
    near, mid = IDS.index("near"), IDS.index("mid")
    assert ours.time_s[near, mid] == expected_min * 2 * 60


def test_the_path_follows_the_road() -> None:
    """The way from hub to far is drawn over near and mid."""
    path = provide_travel(scenario()).path("hub", "far")
    assert path == tuple((place.lat, place.lon) for place in PLACES[:4])


def test_a_matrix_file_is_found_beside_the_scenario(tmp_path: Path) -> None:
    """Mobile offices and residents have a file each, named relative to the scenario."""
    for name, time_s in (("m", 600), ("r", 300)):
        elsewhere = (~np.eye(len(IDS), dtype=bool)).astype(np.int64)
        np.savez(
            tmp_path / f"{name}.npz",
            place_ids=np.array(IDS),
            time_s=elsewhere * time_s,
            distance_m=elsewhere * 9000,
        )
    network = {"provider": "matrix_file", "mobile": "m.npz", "residents": "r.npz"}
    travel = provide_travel(scenario({"network": network}, folder=tmp_path))
    assert minutes(travel.mobile, "inn", "hub") == 10
    assert minutes(travel.residents, "inn", "hub") == 5
    assert len(travel.path("hub", "inn")) == 2


def test_a_great_circle_is_said_aloud() -> None:
    """Both matrices say that they are guesses, each with its own speed."""
    network = {
        "provider": "great_circle",
        "winding_factor": 1.25,
        "mobile_speed_kmh": 60,
        "resident_speed_kmh": 80,
    }
    travel = provide_travel(scenario({"network": network}))
    assert travel.mobile.note == GuessedTimes(1.25, 60)
    assert travel.residents.note == GuessedTimes(1.25, 80)
    # Places lie 0.1 degrees of latitude apart: 11.12 km.
    assert minutes(travel.mobile, "hub", "near") == pytest.approx(1.25 * 11.12, abs=0.02)


def test_a_place_off_the_road_is_an_error() -> None:
    """Without the last road the inn cannot be reached."""
    with pytest.raises(NetworkError, match=r"E201 roads: .* to inn"):
        provide_travel(scenario(roads=scenario().roads[:-1]))


def test_speeds_of_the_road_classes_are_told_apart() -> None:
    """Only roads of the class whose share changes get slower."""
    network: dict[str, Any] = keys()["network"]
    network["mobile_speed"]["summer"]["european"] = 0.1
    travel = provide_travel(scenario({"network": network}))
    assert minutes(travel.mobile, "hub", "mid") == 60
    network["mobile_speed"]["summer"]["county"] = 0.25
    travel = provide_travel(scenario({"network": network}))
    assert minutes(travel.mobile, "hub", "mid") == 120


def test_a_closed_road_is_driven_around() -> None:
    """The 30 km from mid to far become 90 over the road beside it in the week it is closed."""
    roads = (*ROADS, road("mid", "side", 45_000), road("side", "far", 45_000))
    closed = [{"road_from": "far", "road_to": "mid", "weeks": [1]}]
    changes = {"cycle": {"weeks": 2}, "closed_roads": closed}
    travel = provide_travel(scenario(changes, roads=roads, junctions=(junction("side"),)))
    assert list(travel.detours) == [1]
    around = travel.detours[1].mobile
    mid, far = IDS.index("mid"), IDS.index("far")
    assert (travel.mobile.time_s[mid, far], around.time_s[mid, far]) == (3600, 3 * 3600)
    assert (around.distance_m[mid, far], bool(around.is_joined.all())) == (90_000, True)
    assert travel.residents.distance_m[mid, far] == 30_000
    assert len(travel.detours[1].path("mid", "far")) == 3


def test_weeks_with_the_same_roads_closed_share_their_detours() -> None:
    """An entry without weeks holds in all; the ends of a road may stand in either order."""
    closed = [
        {"road_from": "mid", "road_to": "far", "weeks": [0, 3]},
        {"road_from": "far", "road_to": "mid", "weeks": [2]},
    ]
    travel = provide_travel(scenario({"cycle": {"weeks": 4}, "closed_roads": closed}))
    assert {week: detour.state for week, detour in travel.detours.items()} == {0: 1, 2: 1, 3: 1}
    is_joined = travel.detours[0].mobile.is_joined
    mid, far, dot = (IDS.index(name) for name in ("mid", "far", "dot"))
    assert (is_joined[mid, far], is_joined[far, dot]) == (False, True)
    every = [{"road_from": "mid", "road_to": "far"}]
    travel = provide_travel(scenario({"cycle": {"weeks": 2}, "closed_roads": every}))
    assert list(travel.detours) == [0, 1]
