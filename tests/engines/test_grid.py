"""Real engines over a grid with traps: weak bridges, isles, limits of their tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

from mobilkontor.core.errors import NetworkError
from mobilkontor.network.blocks import ask_in_blocks
from mobilkontor.network.engine import BlockRefusedError, Engine, Position, Table
from mobilkontor.network.engine_provider import EngineProvider
from mobilkontor.network.http_service import HttpService
from mobilkontor.network.matrix_cache import MatrixCache
from mobilkontor.network.osrm import OsrmEngine
from mobilkontor.network.valhalla import ValhallaEngine
from mobilkontor.network.valhalla_here import ValhallaHere
from mobilkontor.network.valhalla_transport import ValhallaServer
from tests.engines.extracts import GRID, GRID_PLACES, ISLE, WILD
from tests.engines.fixtures import Servers
from tests.engines.servers import osrm_server

VALHALLA_HERE = tuple(map(int, version("pyvalhalla").split(".")[:2]))
"""Release of the library, which for Python 3.11 is an old one."""

WITH_TRAPS = {**GRID_PLACES, "isle": ISLE, "wild": WILD}


def osrm(url: str) -> OsrmEngine:
    """Return an OSRM server."""
    return OsrmEngine(HttpService(url, timeout_s=10), profile="driving")


def valhalla(url: str, **options: float) -> ValhallaEngine:
    """Return a Valhalla server, asked about a bus."""
    transport = ValhallaServer(HttpService(url, timeout_s=10))
    return ValhallaEngine(transport, costing="bus", options=options)


def valhalla_here(file: Path, **options: float) -> ValhallaEngine:
    """Return Valhalla in this process, asked about a bus."""
    return ValhallaEngine(ValhallaHere(file), costing="bus", options=options)


def provider(
    engine: Engine, folder: Path, places: Mapping[str, tuple[float, float]] = GRID_PLACES
) -> EngineProvider:
    """Return what makes matrices with an engine."""
    return EngineProvider(
        engine,
        places,
        MatrixCache(folder),
        time_factor=1.0,
        max_snap_m=5000,
        data_date="2026-11-01",
        credit="by hand",
    )


def test_a_heavy_bus_goes_round_a_weak_bridge(grid_servers: Servers, tmp_path: Path) -> None:
    """Valhalla is told the weight; the detour is two blocks of the grid, and drawn as such."""
    light = provider(valhalla(grid_servers.valhalla), tmp_path)
    heavy = provider(valhalla(grid_servers.valhalla, weight=12.0), tmp_path)
    pair = ("west", "east")
    lengths_m = [each.travel(pair).distance_m[0, 1] for each in (light, heavy)]
    assert lengths_m == pytest.approx([2000, 4000], rel=0.01)
    rows = [{round(lat, 3) for lat, _ in each.path(*pair)} for each in (light, heavy)]
    assert [len(row) for row in rows] == [1, 2]


def test_both_ways_to_run_valhalla_agree(grid_servers: Servers, tmp_path: Path) -> None:
    """A server of one version and the library of another, over the same tiles."""
    near, far = (
        provider(engine, tmp_path / str(number)).travel(tuple(GRID_PLACES)).time_s
        for number, engine in enumerate(
            (valhalla_here(grid_servers.valhalla_config), valhalla(grid_servers.valhalla))
        )
    )
    elsewhere = ~np.eye(len(GRID_PLACES), dtype=bool)
    assert np.median(np.abs(near / np.maximum(far, 1) - 1)[elsewhere]) < 0.1


@pytest.mark.skipif(VALHALLA_HERE >= (3, 9), reason="this version heeds the sizes of a bus")
def test_a_version_that_ignores_a_bus_s_weight_is_refused(
    grid_servers: Servers, tmp_path: Path
) -> None:
    """The library for Python 3.11 takes any weight of a bus and sends it over the weak bridge."""
    heavy = valhalla_here(grid_servers.valhalla_config, weight=12.0)
    with pytest.raises(
        NetworkError, match=r"^E241 here.json: Valhalla 3.4.0 ignores weight of a b"
    ):
        provider(heavy, tmp_path).travel(("west", "east"))


@pytest.mark.parametrize("kind", ["osrm", "valhalla", "valhalla_here"])
def test_places_off_the_roads_are_named_together(
    grid_servers: Servers, tmp_path: Path, kind: str
) -> None:
    """Engines take a road ten kilometres away without a word; here it is an error.

    The library for Python 3.11 does not tell which road it took: its ways are too short instead.
    """
    engine: Engine = {
        "osrm": lambda: osrm(grid_servers.osrm),
        "valhalla": lambda: valhalla(grid_servers.valhalla),
        "valhalla_here": lambda: valhalla_here(grid_servers.valhalla_config),
    }[kind]()
    with pytest.raises(NetworkError, match=r"^E23[67] \w+: .*isle.*wild"):
        provider(engine, tmp_path, WITH_TRAPS).travel(tuple(WITH_TRAPS))


def test_a_place_off_the_roads_that_is_asked_about_first_is_still_the_one_named(
    grid_servers: Servers, tmp_path: Path
) -> None:
    """The place that others are tried from may be the one that is wrong."""
    places = {"wild": WILD, **GRID_PLACES}
    with pytest.raises(NetworkError, match=r"can be used: wild \(12\.0 km\)\. Correct"):
        provider(osrm(grid_servers.osrm), tmp_path, places).travel(tuple(places))


def test_tables_larger_than_a_server_answers_are_split(
    grid_servers: Servers, tmp_path: Path
) -> None:
    """A server that was started for tables of four by four refuses, and is asked in blocks."""
    places = list(GRID_PLACES.values())
    whole = ask_in_blocks(osrm(grid_servers.osrm), places, places)
    with osrm_server(tmp_path, GRID, "--max-table-size", "4") as url:
        engine = osrm(url)
        parts = ask_in_blocks(engine, places, places)
    assert np.array_equal(whole.time_s, parts.time_s)
    assert np.array_equal(whole.snap_m, parts.snap_m)


def test_valhalla_s_own_limits_are_found_out(grid_servers: Servers, tmp_path: Path) -> None:
    """Too many pairs are split; pairs too far for a table are asked for as ways."""
    settings = json.loads(grid_servers.valhalla_config.read_text("utf-8"))
    settings["service_limits"]["bus"]["max_matrix_location_pairs"] = 8
    settings["service_limits"]["bus"]["max_matrix_distance"] = 9000.0
    limited = tmp_path / "limited.json"
    limited.write_text(json.dumps(settings), encoding="utf-8")
    places = list(GRID_PLACES.values())
    tables = [
        ask_in_blocks(valhalla_here(file), places, places)
        for file in (grid_servers.valhalla_config, limited)
    ]
    assert not np.isnan(tables[1].time_s).any()
    assert np.allclose(tables[0].time_s, tables[1].time_s, rtol=0.05, atol=5)
    assert np.allclose(tables[0].distance_m, tables[1].distance_m, rtol=0.05, atol=50)


def test_ways_that_valhalla_s_table_gives_up_on_are_asked_for(grid_servers: Servers) -> None:
    """A table says of a long way that there is none: of 4 h by default, of a quarter here."""
    settings = json.loads(grid_servers.valhalla_config.read_text("utf-8"))
    settings["service_limits"]["bus"]["max_matrix_distance"] = 27_000.0
    limited = grid_servers.valhalla_config.with_name("short.json")
    limited.write_text(json.dumps(settings), encoding="utf-8")
    places = list(GRID_PLACES.values())
    engine = valhalla_here(limited)
    is_left_out = np.isnan(engine.table(places, places).time_s)
    assert 0 < is_left_out.sum() < is_left_out.size
    found = ask_in_blocks(engine, places, places)
    whole = ask_in_blocks(valhalla_here(grid_servers.valhalla_config), places, places)
    assert not np.isnan(whole.time_s).any()
    assert np.allclose(found.time_s, whole.time_s, rtol=0.05, atol=5)
    assert np.allclose(found.distance_m, whole.distance_m, rtol=0.05, atol=50)


def test_a_single_way_tells_how_far_it_begins_from_where_it_should(grid_servers: Servers) -> None:
    """A place off the roads is noticed even where no table reaches."""
    engine = valhalla_here(grid_servers.valhalla_config)
    east, wild = GRID_PLACES["east"], WILD
    assert engine.leg(wild, east).snap_m[0, 0] == pytest.approx(12_000, rel=0.01)
    assert engine.leg(east, wild).snap_m[0, 0] == pytest.approx(12_000, rel=0.01)
    assert engine.leg(east, GRID_PLACES["west"]).snap_m[0, 0] < 1


def test_a_kept_table_is_used_while_the_engine_answers_the_same(
    grid_servers: Servers, tmp_path: Path
) -> None:
    """The second run asks for two rows only; other settings have a table of their own."""
    ids = tuple(GRID_PLACES)
    first = provider(osrm(grid_servers.osrm), tmp_path).travel(ids)
    (file,) = tmp_path.glob("*.npz")
    engine = osrm(grid_servers.osrm)
    asked: list[int] = []
    table = engine.table
    engine.table = lambda s, t: asked.append(len(s) * len(t)) or table(s, t)  # type: ignore[method-assign,func-returns-value]
    assert provider(engine, tmp_path).travel(ids).sha256 == first.sha256
    assert asked == [6, 6]
    provider(valhalla(grid_servers.valhalla), tmp_path).travel(ids)
    assert len(list(tmp_path.glob("*.npz"))) == 2
    kept = {table.file: table for table in MatrixCache(tmp_path).tables()}
    assert kept[file].num_places == 6
    assert kept[file].settings["engine"] == "osrm"


def test_a_kept_table_is_used_though_single_ways_are_told_more_exactly(
    grid_servers: Servers, tmp_path: Path
) -> None:
    """Small tables give up on other ways than large ones; a way has tenths, a table has not."""
    engine = valhalla(grid_servers.valhalla)
    table, ids = engine.table, tuple(GRID_PLACES)
    asked: list[int] = []

    def large_only(sources: Sequence[Position], targets: Sequence[Position]) -> Table:
        if min(len(sources), len(targets)) == 1:
            raise BlockRefusedError(is_too_many=False)
        asked.append(len(sources) * len(targets))
        return table(sources, targets)

    engine.table = large_only  # type: ignore[method-assign]
    first = provider(engine, tmp_path).travel(ids)
    assert asked == [36]
    assert provider(engine, tmp_path).travel(ids).sha256 == first.sha256
    assert asked == [36]


def test_ways_are_asked_for_at_once_where_a_server_lets(grid_servers: Servers) -> None:
    """A server is asked by several connections, the library by one, with the same answers."""

    def refuse(*_: object) -> Table:
        raise BlockRefusedError(is_too_many=False)

    places = list(GRID_PLACES.values())
    engine = valhalla(grid_servers.valhalla)
    assert (engine.ways_at_once, valhalla_here(grid_servers.valhalla_config).ways_at_once) == (4, 1)
    tables = []
    for ways_at_once in (1, 4):
        engine.ways_at_once = ways_at_once
        engine.table = refuse  # type: ignore[method-assign]
        tables.append(ask_in_blocks(engine, places, places))
    assert not np.isnan(tables[0].time_s).any()
    assert np.array_equal(tables[0].time_s, tables[1].time_s)


def test_a_kept_table_that_is_no_longer_true_is_not_used(
    grid_servers: Servers, tmp_path: Path
) -> None:
    """The server has new roads behind the same address: its answers tell."""
    ids = tuple(GRID_PLACES)
    true = provider(osrm(grid_servers.osrm), tmp_path).travel(ids)
    (file,) = tmp_path.glob("*.npz")
    with np.load(file) as arrays:
        old = dict(arrays)
    old["time_s"] = old["time_s"] * 2
    np.savez(file, **old)
    assert provider(osrm(grid_servers.osrm), tmp_path).travel(ids).sha256 == true.sha256


@pytest.mark.parametrize("spoiled", [b"", b"PK\x03\x04 half", b"no table"])
def test_a_kept_table_that_cannot_be_read_is_made_anew(
    grid_servers: Servers, tmp_path: Path, spoiled: bytes
) -> None:
    """A file that something else has spoiled costs a question, not the run."""
    ids = tuple(GRID_PLACES)
    true = provider(osrm(grid_servers.osrm), tmp_path).travel(ids)
    (file,) = tmp_path.glob("*.npz")
    file.write_bytes(spoiled)
    assert [table.num_places for table in MatrixCache(tmp_path).tables()] == [0]
    assert provider(osrm(grid_servers.osrm), tmp_path).travel(ids).sha256 == true.sha256
    assert MatrixCache(tmp_path).clear() == 1


def test_the_matrix_tells_date_and_credit(grid_servers: Servers, tmp_path: Path) -> None:
    """What the licence of the roads asks for goes with the matrix."""
    matrix = provider(osrm(grid_servers.osrm), tmp_path).travel(tuple(GRID_PLACES))
    assert (matrix.provider, matrix.date, matrix.attribution) == ("osrm", "2026-11-01", "by hand")
