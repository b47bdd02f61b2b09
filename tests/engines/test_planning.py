"""A scenario names its engine; the plan, the map and the checks say which, of when, by whom."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from mobilkontor.cli import app
from mobilkontor.core.errors import NetworkError
from mobilkontor.core.travel_note import OutOfReach, OwnRoads
from mobilkontor.travel import provide_travel
from tests.engines.extracts import GRID_PLACES, SPUR, TINY_FILE, WILD
from tests.engines.fixtures import Servers
from tests.small_scenario import place, scenario

ROAD_GRAPH = re.compile(r"^network:\n(  .*\n)+", re.MULTILINE)


def run(*arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def tiny_with(network: str, folder: Path) -> Path:
    """Return the tiny scenario with another network."""
    shutil.copytree(TINY_FILE.parent, folder / "tiny")
    file = folder / "tiny" / "tiny.yaml"
    text, count = ROAD_GRAPH.subn(f"network: {network}\n", file.read_text("utf-8"))
    assert count == 1
    file.write_text(text, encoding="utf-8")
    return file


def osrm_network(url: str) -> dict[str, object]:
    """Return the keys of a network of one OSRM server."""
    return {"provider": "osrm", "mobile_url": url, "residents_url": url}


def test_a_plan_over_osrm_says_so_and_is_checked_over_it(
    tiny_servers: Servers, tmp_path: Path
) -> None:
    """Plan, check, and draw with the server; without it the plan cannot be checked, exit code 3."""
    network = osrm_network(tiny_servers.osrm) | {"data_date": "2026-11-01", "credit": "<Väg>"}
    file = tiny_with(json.dumps(network, ensure_ascii=False), tmp_path)
    out = tmp_path / "out"
    done = run("plan", file, "--out", out)
    assert done.exit_code == 0, done.output
    plan = json.loads((out / "plan.json").read_text("utf-8"))
    assert plan["matrix"]["provider"] == "osrm"
    assert plan["matrix"]["date"] == "2026-11-01"
    page = (out / "map.html").read_text("utf-8")
    assert f"Restider från OSRM, sha256 {plan['matrix']['sha256'][:12]} (data 2026-11-01)" in page
    assert "Vägdata: &lt;Väg&gt;" in page
    assert '"E10",5.5,"road"' in page
    assert "BD 515" not in page
    assert "Bakgrunden är de numrerade vägarna i planens eget underlag." in page
    assert run("check", out / "plan.json").exit_code == 0
    text = file.read_text("utf-8")
    file.write_text(text.replace(tiny_servers.osrm, "http://127.0.0.1:9"), encoding="utf-8")
    gone = run("plan", file, "--out", tmp_path / "none")
    assert gone.exit_code == 3
    assert "E230 http://127.0.0.1:9: the server cannot be reached" in gone.output
    assert not (tmp_path / "none" / "plan.json").exists()


def test_valhalla_is_told_the_weight_of_each_vehicle(grid_servers: Servers, tmp_path: Path) -> None:
    """It heeds weight limits only for a weight that it knows; light vehicles use the bridge."""
    places = tuple(
        place(place_id, lat=lat, lon=lon) for place_id, (lat, lon) in GRID_PLACES.items()
    )
    shutil.copytree(grid_servers.valhalla_config.parent, tmp_path / "valhalla")
    network = {
        "provider": "valhalla",
        "config": "valhalla/here.json",
        "mobile": {"costing": "truck"},
        "residents": {"costing": "auto"},
    }
    van = {"id": "van", "depot": "hub", "crew": "two", "cost_per_km_sek": 5}
    lengths_m = []
    for vehicles in ([van], [van | {"id": "bus", "gross_weight_t": 12}, van]):
        made = scenario({"network": network, "vehicles": vehicles}, folder=tmp_path, places=places)
        travel = provide_travel(made)
        mobile, residents = travel.mobile, travel.residents
        a, b = mobile.index("west"), mobile.index("east")
        lengths_m.append((mobile.distance_m[a, b], residents.distance_m[a, b]))
    assert np.allclose(lengths_m, [(2000, 2000), (4000, 2000)], rtol=0.01)
    own = travel.of("van").mobile
    assert own.distance_m[a, b] == pytest.approx(2000, rel=0.01)
    rows = [
        {round(lat, 3) for lat, _ in travel.path_in(vehicle, 0)("west", "east")}
        for vehicle in ("van", "bus")
    ]
    assert [len(row) for row in rows] == [1, 2]


def test_a_place_behind_a_weak_bridge_is_left_to_light_vehicles(grid_servers: Servers) -> None:
    """The bus is cut off from it, both ways; the travel note says so."""
    at = {**GRID_PLACES, "spur": SPUR}
    places = tuple(place(place_id, lat=lat, lon=lon) for place_id, (lat, lon) in at.items())
    van = {"id": "van", "depot": "hub", "crew": "two", "cost_per_km_sek": 5}
    vehicles = [van, van | {"id": "bus", "gross_weight_t": 12}]
    network = {"provider": "valhalla", "url": grid_servers.valhalla}
    travel = provide_travel(scenario({"network": network, "vehicles": vehicles}, places=places))
    assert travel.notes == (OwnRoads(("bus",)), OutOfReach("bus", ("spur",)))
    hub, spur = travel.mobile.index("hub"), travel.mobile.index("spur")
    assert travel.mobile.distance_m[hub, spur] == pytest.approx(35_000, rel=0.01)
    assert not travel.of("bus").mobile.is_joined[[hub, spur], [spur, hub]].any()


def test_a_place_without_a_road_for_any_vehicle_is_an_error(grid_servers: Servers) -> None:
    """What only the bus cannot reach is no part of it."""
    at = {**GRID_PLACES, "spur": SPUR, "wild": WILD}
    places = tuple(place(place_id, lat=lat, lon=lon) for place_id, (lat, lon) in at.items())
    van = {"id": "van", "depot": "hub", "crew": "two", "cost_per_km_sek": 5}
    vehicles = [van, van | {"id": "bus", "gross_weight_t": 12}]
    network = {"provider": "valhalla", "url": grid_servers.valhalla}
    with pytest.raises(NetworkError, match=r"^E236 .* can be used: wild \(12\.0 km\)\. Corr"):
        provide_travel(scenario({"network": network, "vehicles": vehicles}, places=places))


@pytest.mark.parametrize(
    ("season", "factor"), [("summer", 1.0), ("winter", 1.25), ("autumn", 1.0), ("thaw", 1.5)]
)
def test_winter_and_thaw_make_mobile_offices_slower(
    chain_servers: Servers, season: str, factor: float
) -> None:
    """No engine knows snow: the scenario's factor does, and residents drive as ever."""
    network = osrm_network(chain_servers.osrm) | {
        "winter_time_factor": 1.25,
        "thaw_time_factor": 1.5,
    }
    travel = provide_travel(scenario({"network": network, "season": season}))
    ratio = travel.mobile.time_s[0, 1:] / travel.residents.time_s[0, 1:]
    assert np.allclose(ratio, factor, rtol=0.002)
