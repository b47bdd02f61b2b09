"""Whatever a server does wrong ends in a clear error or a try that goes well, never in a table."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.network.engine_provider import EngineProvider
from mobilkontor.network.http_service import TRIES, HttpService
from mobilkontor.network.matrix_cache import MatrixCache
from mobilkontor.network.osrm import OsrmEngine
from mobilkontor.network.valhalla import ValhallaEngine
from mobilkontor.network.valhalla_transport import ValhallaServer
from tests.engines.extracts import GRID_PLACES
from tests.engines.faulty_proxy import Answer, Fault, proxy
from tests.engines.fixtures import Servers

IDS = tuple(GRID_PLACES)


def travel(url: str, folder: Path, *, timeout_s: float = 10, pairs: int = 10_000) -> TravelMatrix:
    """Return the matrix of the grid's places from the OSRM server at an address."""
    engine = OsrmEngine(HttpService(url, timeout_s=timeout_s), profile="driving")
    engine.pairs_at_once = pairs
    provider = EngineProvider(
        engine,
        GRID_PLACES,
        MatrixCache(folder / "cache"),
        time_factor=1.0,
        max_snap_m=1000,
        data_date="",
        credit="",
    )
    return provider.travel(IDS)


def edited(change: Callable[[dict[str, list[list[float | None]]]], object]) -> Fault:
    """Return a fault that changes the table in every whole answer."""

    def fault(_: int, answer: Answer) -> Answer:
        table = json.loads(answer.body)
        if len(table["durations"]) == len(table["durations"][0]) > 1:
            change(table)
        return Answer(200, json.dumps(table).encode())

    return fault


def test_a_server_that_fails_once_is_asked_again(grid_servers: Servers, tmp_path: Path) -> None:
    """A server that is starting answers 503, then well: the matrix is what it always is."""

    def fault(number: int, answer: Answer) -> Answer:
        return Answer(503, b"starting") if number in (1, 3) else answer

    direct = travel(grid_servers.osrm, tmp_path / "direct")
    with proxy(grid_servers.osrm, fault) as between:
        assert travel(between.url, tmp_path).sha256 == direct.sha256
    assert between.requests == 5


def test_half_an_answer_is_asked_for_again(grid_servers: Servers, tmp_path: Path) -> None:
    """A connection that breaks in the middle of an answer is no answer."""

    def fault(number: int, answer: Answer) -> Answer:
        return Answer(200, answer.body, len(answer.body) // 2) if number == 2 else answer

    direct = travel(grid_servers.osrm, tmp_path / "direct")
    with proxy(grid_servers.osrm, fault) as between:
        assert travel(between.url, tmp_path).sha256 == direct.sha256


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Nobody listens at the address."""
    with pytest.raises(NetworkError, match=r"^E230 http://127.0.0.1:9: the server cannot be rea"):
        travel("http://127.0.0.1:9", tmp_path)


def test_a_server_that_keeps_failing_is_not_hammered(grid_servers: Servers, tmp_path: Path) -> None:
    """After its tries the first request ends it all; its words are told."""
    with (
        proxy(grid_servers.osrm, lambda *_: Answer(500, b"out of  memory\n")) as between,
        pytest.raises(NetworkError, match=r"^E232 .* status 500: out of memory\."),
    ):
        travel(between.url, tmp_path)
    assert between.requests == TRIES


def test_a_slow_server_is_told_from_a_dead_one(grid_servers: Servers, tmp_path: Path) -> None:
    """No answer within the time that the scenario gives."""

    def fault(_: int, answer: Answer) -> Answer:
        return Answer(200, answer.body, wait_s=1.0)

    with (
        proxy(grid_servers.osrm, fault) as between,
        pytest.raises(NetworkError, match=r"^E231 .* no answer within 0.1 s, tried several"),
    ):
        travel(between.url, tmp_path, timeout_s=0.1)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<html>It works!</html>", r"^E233 .* no JSON object \(Expecting value"),
        (b"[1, 2]", r"^E233 .* no JSON object \(it is a list\)"),
        (b"{}", r"^E234 .*: its code is None; expected Ok"),
        (b'{"code": "Ok"}', r"^E234 .*: sources is 0 positions; expected 1"),
        (b'{"code": "Ok", "sources": 7}', r"^E234 .*: sources is without distances"),
    ],
)
def test_an_answer_that_is_none_is_refused(
    grid_servers: Servers, tmp_path: Path, body: bytes, told: str
) -> None:
    """A web server, another kind of service, or half of one."""
    with (
        proxy(grid_servers.osrm, lambda *_: Answer(200, body)) as between,
        pytest.raises(NetworkError, match=told),
    ):
        travel(between.url, tmp_path)


def test_a_valhalla_at_the_address_of_an_osrm_is_noticed(
    grid_servers: Servers, tmp_path: Path
) -> None:
    """The kind of server is named by the scenario, and may be the other one."""
    with pytest.raises(NetworkError, match=r"^E232 .* status 404: Try any of: "):
        travel(grid_servers.valhalla, tmp_path)
    engine = ValhallaEngine(
        ValhallaServer(HttpService(grid_servers.osrm, timeout_s=5)), costing="auto", options={}
    )
    with pytest.raises(NetworkError, match=r"^E232 .* status 400"):
        engine.settings()


def test_holes_in_a_table_are_named(grid_servers: Servers, tmp_path: Path) -> None:
    """One pair without a time, and no plan is made from the rest."""

    def hole(table: dict[str, list[list[float | None]]]) -> None:
        table["durations"][1][4] = None

    with (
        proxy(grid_servers.osrm, edited(hole)) as between,
        pytest.raises(NetworkError, match=r"^E238 osrm: no way for 1 pairs: west to south\."),
    ):
        travel(between.url, tmp_path)


def test_minutes_in_place_of_seconds_are_noticed(grid_servers: Servers, tmp_path: Path) -> None:
    """Units are told by speeds that nobody drives at."""

    def in_minutes(table: dict[str, list[list[float | None]]]) -> None:
        table["durations"] = [[(s or 0) / 60 for s in row] for row in table["durations"]]

    with (
        proxy(grid_servers.osrm, edited(in_minutes)) as between,
        pytest.raises(NetworkError, match=r"^E237 osrm: 28 legs cannot be true: hub to west \(\d"),
    ):
        travel(between.url, tmp_path)


def test_kilometres_in_place_of_metres_are_noticed(grid_servers: Servers, tmp_path: Path) -> None:
    """A way shorter than the crow flies is none."""

    def in_km(table: dict[str, list[list[float | None]]]) -> None:
        table["distances"] = [[(m or 0) / 1000 for m in row] for row in table["distances"]]

    with (
        proxy(grid_servers.osrm, edited(in_km)) as between,
        pytest.raises(NetworkError, match=r"^E237 osrm: .*hub to west \(0.0 km, 7.0 km as the "),
    ):
        travel(between.url, tmp_path)


def test_a_table_of_another_shape_is_refused(grid_servers: Servers, tmp_path: Path) -> None:
    """A row too few is no table."""
    with (
        proxy(grid_servers.osrm, edited(lambda table: table["durations"].pop())) as between,
        pytest.raises(NetworkError, match=r"^E234 .*: durations is of shape \(5, 6\); expected"),
    ):
        travel(between.url, tmp_path)


def test_a_server_that_dies_between_blocks_leaves_nothing(
    grid_servers: Servers, tmp_path: Path
) -> None:
    """The message says in which block; the next run begins anew and is right."""
    star_requests = 4

    def fault(number: int, answer: Answer) -> Answer | None:
        return None if number >= star_requests + 7 else answer

    with (
        proxy(grid_servers.osrm, fault) as between,
        pytest.raises(NetworkError, match=r"^E230 .* It was block 7 of 16; nothing of the matrix"),
    ):
        travel(between.url, tmp_path, pairs=3)
    assert list(tmp_path.glob("cache/*")) == []
    whole, parts = (travel(grid_servers.osrm, tmp_path / str(p), pairs=p) for p in (100, 3))
    assert np.array_equal(whole.time_s, parts.time_s)
