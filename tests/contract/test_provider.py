"""What every provider of travel times keeps, whatever it takes them from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mobilkontor.core.places import RoadClass
from mobilkontor.network.engine import Engine
from mobilkontor.network.engine_provider import EngineProvider
from mobilkontor.network.great_circle import GreatCircleProvider
from mobilkontor.network.http_service import HttpService
from mobilkontor.network.matrix_cache import MatrixCache
from mobilkontor.network.matrix_file import MatrixFileProvider
from mobilkontor.network.osrm import OsrmEngine
from mobilkontor.network.provider import TravelTimeProvider
from mobilkontor.network.road_file_provider import RoadFileProvider
from mobilkontor.network.road_graph import RoadGraphProvider
from mobilkontor.network.road_number import class_of_number
from mobilkontor.network.valhalla import ValhallaEngine
from mobilkontor.network.valhalla_here import ValhallaHere
from mobilkontor.network.valhalla_transport import ValhallaServer
from tests.engines.fixtures import Servers
from tests.network.road_files import COUNTY, road_file
from tests.network.road_files import provider as provider_of
from tests.small_scenario import PLACES, ROADS

NAMES = {"road_graph", "great_circle", "matrix_file", "road_file", "osrm", "valhalla"}
IDS = tuple(place.id for place in PLACES)
POSITIONS = {place.id: (place.lat, place.lon) for place in PLACES}


def road_graph(_: Path) -> TravelTimeProvider:
    """Return the roads of the small scenario."""
    return RoadGraphProvider(PLACES, (), ROADS, dict.fromkeys(RoadClass, 0.8))


def great_circle(_: Path) -> TravelTimeProvider:
    """Return great circles between the places."""
    return GreatCircleProvider(POSITIONS, winding_factor=1.3, speed_kmh=60)


def random_matrix() -> dict[str, np.ndarray]:
    """Return times and distances that are the same in no two directions."""
    generator = np.random.default_rng(7)
    shape = (len(IDS), len(IDS))
    elsewhere = ~np.eye(len(IDS), dtype=bool)
    return {
        "time_s": generator.integers(1, 300, shape) * 60 * elsewhere,
        "distance_m": generator.integers(1, 300, shape) * 1000 * elsewhere,
    }


def matrix_npz(folder: Path) -> TravelTimeProvider:
    """Return a matrix file of arrays."""
    np.savez(folder / "m.npz", place_ids=np.array(IDS), **random_matrix())
    return MatrixFileProvider(folder / "m.npz", POSITIONS)


def matrix_csv(folder: Path) -> TravelTimeProvider:
    """Return the same matrix as a table."""
    values = random_matrix()
    rows = [
        f"{a},{b},{values['time_s'][i, j] / 60},{values['distance_m'][i, j] / 1000}"
        for i, a in enumerate(IDS)
        for j, b in enumerate(IDS)
    ]
    text = "\n".join(["from,to,time_min,distance_km", *rows])
    (folder / "m.csv").write_text(text, encoding="utf-8")
    return MatrixFileProvider(folder / "m.csv", POSITIONS)


def of_engine(engine: Engine, folder: Path) -> TravelTimeProvider:
    """Return a routing engine over the roads of the small scenario."""
    return EngineProvider(
        engine,
        POSITIONS,
        MatrixCache(folder / "cache"),
        time_factor=1.0,
        max_snap_m=1000,
        data_date="2026-11-01",
        credit="by hand",
    )


def osrm(folder: Path, servers: Servers) -> TravelTimeProvider:
    """Return a real OSRM server."""
    service = HttpService(servers.osrm, timeout_s=10)
    return of_engine(OsrmEngine(service, profile="driving"), folder)


def valhalla_server(folder: Path, servers: Servers) -> TravelTimeProvider:
    """Return a real Valhalla server."""
    transport = ValhallaServer(HttpService(servers.valhalla, timeout_s=10))
    return of_engine(ValhallaEngine(transport, costing="bus", options={}), folder)


def valhalla_here(folder: Path, servers: Servers) -> TravelTimeProvider:
    """Return Valhalla in this process."""
    transport = ValhallaHere(servers.valhalla_config)
    return of_engine(ValhallaEngine(transport, costing="bus", options={}), folder)


def osm_roads(_: Path) -> TravelTimeProvider:
    """Return roads from OpenStreetMap along the same places, 20 km from one to the next."""
    nodes = list(POSITIONS.values())
    numbers = ("E10", "", "395", "E10", "")
    kinds = [
        COUNTY._replace(number=number, road_class=class_of_number(number)) if number else COUNTY
        for number in numbers
    ]
    edges = [(i, i + 1, 20_000.0, kind) for i, kind in enumerate(kinds)]
    return provider_of(road_file(nodes, edges), POSITIONS)


MAKERS = {
    "road_graph": road_graph,
    "great_circle": great_circle,
    "road_file": osm_roads,
    "matrix_npz": matrix_npz,
    "matrix_csv": matrix_csv,
}
WITH_NUMBERS = ("road_file", "osrm", "valhalla", "valhalla_here")
ENGINES = {"osrm": osrm, "valhalla": valhalla_server, "valhalla_here": valhalla_here}


@pytest.fixture(params=[*MAKERS, *ENGINES])
def provider(request: pytest.FixtureRequest, tmp_path: Path) -> TravelTimeProvider:
    """Return each of the providers in turn."""
    return made(request, tmp_path)


@pytest.fixture(params=WITH_NUMBERS)
def drawing(request: pytest.FixtureRequest, tmp_path: Path) -> RoadFileProvider | EngineProvider:
    """Return each of the providers that know road numbers in turn."""
    drawing = made(request, tmp_path)
    assert isinstance(drawing, RoadFileProvider | EngineProvider)
    return drawing


def made(request: pytest.FixtureRequest, folder: Path) -> TravelTimeProvider:
    """Return the provider that a fixture is asked for."""
    if request.param in MAKERS:
        return MAKERS[request.param](folder)
    return ENGINES[request.param](folder, request.getfixturevalue("chain_servers"))


def test_the_matrix_is_complete_and_whole(provider: TravelTimeProvider) -> None:
    """Every pair of different places has a whole, positive time and distance; no other has."""
    matrix = provider.travel(IDS)
    assert matrix.place_ids == IDS
    for values in (matrix.time_s, matrix.distance_m):
        assert values.dtype == np.int64
        assert ((values > 0) == ~np.eye(len(IDS), dtype=bool)).all()


def test_the_matrix_names_its_provider(provider: TravelTimeProvider) -> None:
    """A result can say where its times come from."""
    assert provider.travel(IDS).provider in NAMES


def test_asking_for_fewer_places_changes_no_time(provider: TravelTimeProvider) -> None:
    """Some places in another order get the times they have among all."""
    some = ("far", "hub", "dot")
    assert provider.travel(some).sha256 == provider.travel(IDS).subset(some).sha256


def test_asking_twice_gives_the_same(provider: TravelTimeProvider) -> None:
    """The same places have the same hash, and another order has another."""
    assert provider.travel(IDS).sha256 == provider.travel(IDS).sha256
    assert provider.travel(IDS).sha256 != provider.travel(IDS[::-1]).sha256


def test_one_place_and_none_are_matrices_too(provider: TravelTimeProvider) -> None:
    """The smallest questions have an answer."""
    assert provider.travel(("hub",)).time_s.tolist() == [[0]]
    assert provider.travel(()).time_s.shape == (0, 0)


def test_a_path_leads_from_start_to_end(provider: TravelTimeProvider) -> None:
    """The drawn way begins and ends at the places, latitude first."""
    path = provider.path("hub", "far")
    assert path[0] == POSITIONS["hub"]
    assert path[-1] == POSITIONS["far"]


def test_the_backdrop_has_the_numbered_roads_of_a_drive(
    drawing: RoadFileProvider | EngineProvider,
) -> None:
    """From end to end, with class and length; the stretch between has no number on signs."""
    lines = drawing.backdrop([("hub", "far"), ("far", "hub")])
    drawn = {
        (line.name, line.road_class, *sorted(round(lat, 2) for lat, _ in line.points)): line
        for line in lines
    }
    assert len(drawn) == len(lines)
    assert all(len(line.points) == 2 for line in lines)
    along = [
        drawn["E10", RoadClass.EUROPEAN, 66.0, 66.1],
        drawn["395", RoadClass.COUNTY, 66.2, 66.3],
    ]
    assert [line.length_m for line in along] == pytest.approx([11_120, 11_120], rel=0.01)
    assert not [line for line in lines if line.points[0][0] < 66.15 < line.points[1][0]]


def test_the_backdrop_is_the_same_whichever_way_is_driven(
    drawing: RoadFileProvider | EngineProvider,
) -> None:
    """The order of the drives, and their direction, leave no trace in the bytes of a map."""
    there, back = drawing.backdrop([("hub", "far")]), drawing.backdrop([("far", "hub")])
    assert {line.name for line in there} >= {"E10", "395"}
    assert there == back
