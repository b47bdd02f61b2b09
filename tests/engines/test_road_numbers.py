"""Real engines tell the numbers of the roads that a way follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from mobilkontor.core.errors import NetworkError
from mobilkontor.network.engine import Engine, Stretch
from mobilkontor.network.http_service import HttpService
from mobilkontor.network.osrm import OsrmEngine
from mobilkontor.network.road_lines import driven_roads
from mobilkontor.network.valhalla import ValhallaEngine
from mobilkontor.network.valhalla_here import ValhallaHere
from mobilkontor.network.valhalla_transport import ValhallaServer, ValhallaTransport
from tests.engines.extracts import SIGNED, SIGNED_ENDS, SIGNED_KM
from tests.engines.faulty_proxy import Answer, proxy
from tests.engines.fixtures import Servers
from tests.engines.servers import valhalla_server

WEST, EAST = SIGNED_ENDS[0], SIGNED_ENDS[-1]
NUMBERED_KM = {"E10": 10 * SIGNED_KM, "97": SIGNED_KM, "395": SIGNED_KM}
"""Length of each numbered road along the way, from west to east."""


def osrm(url: str) -> OsrmEngine:
    """Return an OSRM server."""
    return OsrmEngine(HttpService(url, timeout_s=10), profile="driving")


def valhalla(transport: ValhallaTransport) -> ValhallaEngine:
    """Return a Valhalla."""
    return ValhallaEngine(transport, costing="auto", options={})


@pytest.fixture(params=["osrm", "valhalla", "valhalla_here"])
def engine(request: pytest.FixtureRequest, signed_servers: Servers) -> Engine:
    """Return each engine in turn, over the signed road."""
    if request.param == "osrm":
        return osrm(signed_servers.osrm)
    if request.param == "valhalla":
        return valhalla(ValhallaServer(HttpService(signed_servers.valhalla, timeout_s=10)))
    return valhalla(ValhallaHere(signed_servers.valhalla_config))


def lengths_km(stretches: tuple[Stretch, ...]) -> dict[str, float]:
    """Return how long each numbered road is drawn [km]."""
    return {line.name: line.length_m / 1000 for line in driven_roads(stretches)}


def test_a_number_changes_where_the_road_s_does(engine: Engine) -> None:
    """Nobody turns on the whole way, which is longer than Valhalla tells at once: 294 km."""
    way = engine.way(WEST, EAST)
    numbers = [stretch.number for stretch in way.stretches]
    assert list(dict.fromkeys(numbers)) == ["E10", "97", "395"]
    assert lengths_km(way.stretches) == pytest.approx(NUMBERED_KM, rel=0.02)
    back = engine.way(EAST, WEST)
    assert driven_roads(back.stretches) == driven_roads(way.stretches)


def test_the_road_is_drawn_along_its_bends(engine: Engine) -> None:
    """The line of a numbered road has the bend in the middle of the stretch."""
    way = engine.way(SIGNED_ENDS[-2], EAST)
    (line,) = driven_roads(way.stretches)
    assert [round(lat, 3) for lat, _ in line.points] == [66.0, 66.009, 66.0]


def test_a_place_in_the_middle_of_a_stretch_has_a_part_of_its_road(engine: Engine) -> None:
    """Half a stretch of 395, from its bend."""
    lat, lon = EAST
    bend = (lat + 1 / 111.195, (SIGNED_ENDS[-2][1] + lon) / 2)
    way = engine.way(bend, EAST)
    assert lengths_km(way.stretches) == pytest.approx({"395": SIGNED_KM / 2}, rel=0.06)


def test_a_valhalla_that_does_not_tell_its_roads_draws_ways_without_numbers(tmp_path: Path) -> None:
    """Whoever runs the server has switched the action off: the way is there all the same."""
    with valhalla_server(tmp_path, SIGNED, without="trace_attributes") as url:
        way = valhalla(ValhallaServer(HttpService(url, timeout_s=10))).way(WEST, EAST)
    assert way.stretches == ()
    assert way.points[0] == pytest.approx(WEST, abs=1e-5)


@pytest.mark.parametrize(
    "body",
    [
        b'{"code": "Ok", "routes": []}',
        b'{"code": "Ok", "routes": [{"geometry": {"coordinates": [[1, 2]]}}]}',
        b'{"code": "Ok", "routes": [{"geometry": {"coordinates": []}, "legs": [{"steps": [7]}]}]}',
    ],
)
def test_a_way_that_cannot_be_read_is_refused(signed_servers: Servers, body: bytes) -> None:
    """No way, a way without steps, steps that are none."""
    with (
        proxy(signed_servers.osrm, lambda *_: Answer(200, body)) as between,
        pytest.raises(NetworkError, match=r"^E234 .*: the way is missing; expected routes"),
    ):
        osrm(between.url).way(WEST, EAST)
