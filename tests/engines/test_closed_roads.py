"""Real Valhalla drives around closed roads, named by number and two places on them.

The middle row of the grid is road 395: its places are two columns west and one column east of the
middle, a kilometre from crossing to crossing. Around it every row is as fast.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mobilkontor.core.errors import NetworkError
from mobilkontor.network.engine import Position
from mobilkontor.network.great_circle import circle_m
from mobilkontor.network.http_service import HttpService
from mobilkontor.network.matrix_cache import MatrixCache
from mobilkontor.network.provider import Line
from mobilkontor.network.road_closing import RoadClosing
from mobilkontor.network.valhalla import ValhallaEngine
from mobilkontor.network.valhalla_closing import closed_spots
from mobilkontor.network.valhalla_here import ValhallaHere
from mobilkontor.network.valhalla_transport import ValhallaServer, ValhallaTransport
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.vehicle_size import sizes_by_vehicle
from mobilkontor.travel import provide_travel
from mobilkontor.verify.closed_roads import RoadsLeft, detours_by_week
from tests.engines.extracts import DUAL, GRID_PLACES, crossing
from tests.engines.fixtures import Servers
from tests.engines.servers import valhalla_server
from tests.engines.test_planning import run, tiny_with
from tests.small_scenario import place, scenario

PLACES = {**GRID_PLACES, "lodge": crossing(10, 5.4), "edge": crossing(10, 2.6)}
"""The grid's, one amid a piece of road 395, and one on the piece that begins at ``hub``."""

HUB_TO_WEST = {"road": "395", "road_from": "hub", "road_to": "west"}


def server(servers: Servers) -> ValhallaTransport:
    """Return the way to the server."""
    return ValhallaServer(HttpService(servers.valhalla, timeout_s=10))


def spots(
    transport: ValhallaTransport,
    closing: RoadClosing,
    places: Mapping[str, Position] = PLACES,
    **options: float,
) -> tuple[Position, ...]:
    """Return what a bus finds closed."""
    engine = ValhallaEngine(transport, costing="bus", options=options)
    return closed_spots(engine, places, [closing], 5000)


def closed_scenario(
    servers: Servers, folder: Path, kind: str, closed: Sequence[Mapping[str, Any]], **more: object
) -> Scenario:
    """Return a scenario of two weeks on the grid."""
    if kind == "here":
        shutil.copytree(servers.valhalla_config.parent, folder / "valhalla")
        where = {"config": "valhalla/here.json"}
    else:
        where = {"url": servers.valhalla}
    network = {"provider": "valhalla", **where, "mobile": {"costing": "truck"}}
    places = tuple(place(place_id, lat=lat, lon=lon) for place_id, (lat, lon) in PLACES.items())
    changes = {"cycle": {"weeks": 2}, "network": network, "closed_roads": list(closed), **more}
    return scenario(changes, folder=folder, places=places)


@pytest.mark.parametrize("kind", ["server", "here"])
def test_mobile_offices_drive_around_a_closed_road(
    grid_servers: Servers, tmp_path: Path, kind: str
) -> None:
    """Seven kilometres become nine in the week of the closure; the lodge on it is cut off."""
    made = closed_scenario(grid_servers, tmp_path, kind, [{**HUB_TO_WEST, "weeks": [1]}])
    travel = provide_travel(made)
    assert list(travel.detours) == [1]
    around, mobile = travel.detours[1].mobile, travel.mobile
    hub, west, lodge = (mobile.index(name) for name in ("hub", "west", "lodge"))
    lengths_m = [mobile.distance_m[hub, west], around.distance_m[hub, west]]
    assert lengths_m == pytest.approx([7000, 9000], rel=0.01)
    others = [i for i in range(len(PLACES)) if i != lodge]
    assert around.is_joined[np.ix_(others, others)].all()
    assert not around.is_joined[lodge, others].any()
    assert not around.is_joined[others, lodge].any()
    joined = around.is_joined
    assert (around.time_s[joined] >= mobile.time_s[joined]).all()
    assert (around.time_s[joined] > mobile.time_s[joined]).any()
    (size,) = sizes_by_vehicle(made.file).values()
    again = detours_by_week(made, size)
    assert list(again) == [1]
    assert np.array_equal(again[1].time_s, around.time_s)
    assert np.array_equal(again[1].is_joined, around.is_joined)


def test_no_way_passes_a_closed_piece(grid_servers: Servers, tmp_path: Path) -> None:
    """Of the seven pieces between hub and west the first and the last stay open, for the places."""
    closed = spots(server(grid_servers), RoadClosing("395", between=("west", "hub")))
    steps = np.sort([(lon - crossing(10, 0)[1]) for _, lon in closed])
    assert steps / (crossing(10, 1)[1] - crossing(10, 0)[1]) == pytest.approx(
        [3.5, 4.5, 5.5, 6.5, 7.5], abs=0.01
    )
    made = closed_scenario(grid_servers, tmp_path, "server", [HUB_TO_WEST])
    travel = provide_travel(made)
    row, first, last = crossing(10, 0)[0], crossing(10, 3)[1], crossing(10, 8)[1]

    def is_on_closed_part(line: Line) -> bool:
        lat, lon = np.array(line).T
        is_on_row = np.abs(lat - row) < 1e-4
        middle = (lon[1:] + lon[:-1]) / 2
        return bool((is_on_row[1:] & is_on_row[:-1] & (first < middle) & (middle < last)).any())

    assert is_on_closed_part(travel.path("hub", "west"))
    legs = [(a, b) for a in PLACES for b in PLACES if a != b and "lodge" not in (a, b)]
    assert [leg for leg in legs if is_on_closed_part(travel.detours[0].path(*leg))] == []


def test_a_road_too_weak_for_a_heavy_vehicle_is_found_by_the_light_one(
    grid_servers: Servers, tmp_path: Path
) -> None:
    """The bus never drives on 395 to the east, as its bridge is weak; the van does."""
    closed = {"road": "395", "road_from": "hub", "road_to": "east", "weeks": [1]}
    van = {"id": "van", "depot": "hub", "crew": "two", "cost_per_km_sek": 5}
    fleet = [van, van | {"id": "bus", "gross_weight_t": 12}]
    made = closed_scenario(grid_servers, tmp_path, "server", [closed], vehicles=fleet)
    travel = provide_travel(made)
    hub, east = travel.mobile.index("hub"), travel.mobile.index("east")
    lengths_m = [
        (drives.mobile.distance_m[hub, east], drives.detours[1].mobile.distance_m[hub, east])
        for drives in (travel.of("van"), travel.of("bus"))
    ]
    assert np.allclose(lengths_m, [(9000, 11_000), (11_000, 11_000)], rtol=0.01)
    for vehicle, size in sizes_by_vehicle(made.file).items():
        again = detours_by_week(made, size)[1]
        assert np.array_equal(again.time_s, travel.of(vehicle).detours[1].mobile.time_s)


def test_the_verifier_asks_once_for_all_weeks_and_plans(
    grid_servers: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weeks with the same road closed share the answers, and so do plans judged one by one."""
    monkeypatch.setenv("MOBILKONTOR_CACHE", str(tmp_path / "cache"))
    asked: list[str] = []
    post = HttpService.post

    def count(service: HttpService, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        asked.append(path)
        return post(service, path, body)

    monkeypatch.setattr(HttpService, "post", count)
    numbers = []
    for weeks in ([0, 1], [1]):
        made = closed_scenario(grid_servers, tmp_path, "server", [{**HUB_TO_WEST, "weeks": weeks}])
        provide_travel(made)
        asked.clear()
        roads_left = RoadsLeft(made)
        (by_week,) = roads_left.by_vehicle.values()
        assert list(by_week) == weeks
        numbers.append(len(asked))
        assert roads_left.by_vehicle["van"] is by_week
        assert len(asked) == numbers[-1]
    assert numbers[0] == numbers[1] > 0


def test_a_closure_has_a_table_of_its_own_in_the_cache(
    grid_servers: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is closed decides the answers, so it is among what names the file."""
    monkeypatch.setenv("MOBILKONTOR_CACHE", str(tmp_path / "cache"))
    made = closed_scenario(grid_servers, tmp_path, "server", [{**HUB_TO_WEST, "weeks": [1]}])
    first = provide_travel(made)
    kept = [table.settings for table in MatrixCache(tmp_path / "cache").tables()]
    assert sorted(len(settings.get("exclude_polygons", ())) for settings in kept) == [0, 0, 5]
    again = provide_travel(made)
    assert again.mobile.sha256 == first.mobile.sha256
    assert np.array_equal(again.detours[1].mobile.time_s, first.detours[1].mobile.time_s)
    assert len(list((tmp_path / "cache").glob("*.npz"))) == 3


def test_a_road_that_the_way_does_not_follow_is_named(grid_servers: Servers) -> None:
    """Another number, and a vehicle too heavy for the bridge on the road."""
    with pytest.raises(
        NetworkError, match=r"^E242 http.*road 97 between hub and west, .* It follows 395\. Name"
    ):
        spots(server(grid_servers), RoadClosing("97", between=("hub", "west")))
    with pytest.raises(NetworkError, match=r"^E242 .*road 395 between west and east, but the fas"):
        spots(server(grid_servers), RoadClosing("395", between=("west", "east")), weight=12.0)
    with pytest.raises(NetworkError, match=r"^E242 .*road 395 between hub and north, but the fas"):
        spots(server(grid_servers), RoadClosing("395", between=("hub", "north")))


def test_places_too_near_each_other_close_nothing(grid_servers: Servers) -> None:
    """From west to east there are two pieces, and both belong to an end."""
    with pytest.raises(NetworkError, match=r"^E243 .*395 between west and east, but no piece"):
        spots(server(grid_servers), RoadClosing("395", between=("west", "east")))


def test_both_carriageways_are_closed(tmp_path: Path) -> None:
    """The road back is another one than the road there; sixteen kilometres lead around both."""
    ends = {"from": crossing(0, 0), "to": crossing(0, 10)}
    with valhalla_server(tmp_path, DUAL) as url:
        engine = ValhallaEngine(
            ValhallaServer(HttpService(url, timeout_s=10)), costing="bus", options={}
        )
        closing = RoadClosing("97", between=("from", "to"))
        closed = closed_spots(engine, ends, [closing], 5000)
        every, left = (
            each.table(list(ends.values()), list(ends.values())).distance_m
            for each in (engine, engine.around(closed))
        )
    aside_m = [circle_m(np.array([lat, 22.0]), np.array([66.0, 22.0])) for lat, _ in closed]
    assert aside_m == pytest.approx([0, 0, 15, 15], abs=1)
    assert [every[0, 1], every[1, 0]] == pytest.approx([10_000, 10_000], rel=0.01)
    assert [left[0, 1], left[1, 0]] == pytest.approx([16_000, 16_000], rel=0.01)


class Deaf:
    """A real Valhalla that is not told what is closed, as one that does not know of it."""

    def __init__(self, config: Path) -> None:
        self._real = ValhallaHere(config)
        self.label, self.asks_at_once = "deaf", 1

    def ask(self, action: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Ask without what is closed."""
        return self._real.ask(
            action, {key: value for key, value in request.items() if key != "exclude_polygons"}
        )


def test_a_valhalla_that_ignores_closures_is_refused(grid_servers: Servers) -> None:
    """Its ways still lead over the road, which no plan may be made from."""
    with pytest.raises(NetworkError, match=r"^E244 deaf: Valhalla drives on road 395 although"):
        spots(Deaf(grid_servers.valhalla_config), RoadClosing("395", between=("hub", "west")))


def test_more_closed_pieces_than_a_server_takes_are_refused(
    grid_servers: Servers, tmp_path: Path
) -> None:
    """A server lets 100 corners by default, 25 pieces; in this process there is no such limit."""
    places = {"a": (10, 0), "b": (10, 20), "c": (20, 0), "d": (20, 20)}
    ends = {name: crossing(*at) for name, at in places.items()}
    engines = [
        ValhallaEngine(transport, costing="bus", options={})
        for transport in (server(grid_servers), ValhallaHere(grid_servers.valhalla_config))
    ]
    both = [RoadClosing("395", between=("a", "b")), RoadClosing("E10", between=("c", "d"))]
    (there, here) = (closed_spots(engine, ends, both, 5000) for engine in engines)
    assert there == here
    assert len(here) == 36
    around = engines[1].around(here).table([ends["a"]], [ends["b"]])
    assert around.distance_m[0, 0] == pytest.approx(22_000, rel=0.01)
    with pytest.raises(NetworkError, match=r"^E245 http.*closes 36 pieces .*vertices"):
        engines[0].around(there).table([ends["a"]], [ends["b"]])


def tiny_on_grid(servers: Servers, folder: Path) -> Path:
    """Return the tiny scenario on the grid: Alby is visited in two weeks, a road closed in one."""
    file = tiny_with(json.dumps({"provider": "valhalla", "url": servers.valhalla}), folder)
    table = file.parent / "places.csv"
    head, *rows = [line.split(",") for line in table.read_text("utf-8").splitlines()]
    for row, at in zip(rows, GRID_PLACES.values(), strict=True):
        row[3:5] = [f"{degrees:.6f}" for degrees in at]
    table.write_text("\n".join(",".join(row) for row in (head, *rows)), encoding="utf-8")
    wanted = (
        "closed_roads: [{road: 395, road_from: hem, road_to: alby, weeks: [1]}]\n"
        "promises: [{place: alby, min_visits: 2}]\nobjective: {kind: least_cost}\n"
    )
    text = file.read_text("utf-8")
    for old, new in (
        ("min_lon: 19.0, max_lon: 21.5", "min_lon: 21.0, max_lon: 23.5"),
        ("cycle:\n", "cycle:\n  weeks: 2\n"),
        ("min_travel_from_office_min: 20", "min_travel_from_office_min: 5"),
        ("- {opening_min: 120}", "- {opening_min: 120, visits_per_cycle: 2}"),
        ("depots:", f"{wanted}depots:"),
    ):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_plan_with_a_closed_road_is_made_checked_and_drawn(
    grid_servers: Servers, tmp_path: Path
) -> None:
    """The same tour is longer in the week of the closure, and the verifier says the same."""
    out = tmp_path / "out"
    done = run("plan", tiny_on_grid(grid_servers, tmp_path), "--out", out)
    assert done.exit_code == 0, done.output
    duties = json.loads((out / "plan.json").read_text("utf-8"))["duties"]
    assert [[stop["place"] for stop in duty["stops"]] for duty in duties] == [["alby"]] * 2
    lengths_km = {duty["week"]: duty["distance_km"] for duty in duties}
    assert lengths_km == pytest.approx({0: 14, 1: 18}, rel=0.01)
    assert run("check", out / "plan.json").exit_code == 0
