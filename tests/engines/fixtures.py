"""Own the servers that the tests of a session share; each starts when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.engines.extracts import CHAIN, GRID, SIGNED, TINY
from tests.engines.servers import osrm_server, valhalla_file, valhalla_server

__all__ = ["Servers", "chain_servers", "grid_servers", "signed_servers", "tiny_servers"]


@dataclass(frozen=True)
class Servers:
    """Addresses of servers over one extract, and the file to run Valhalla in this process."""

    osrm: str
    valhalla: str
    valhalla_config: Path


@pytest.fixture(scope="session")
def grid_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Serve the grid with its traps."""
    yield from _serve(tmp_path_factory, GRID)


@pytest.fixture(scope="session")
def chain_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Serve the one road of the small scenario."""
    yield from _serve(tmp_path_factory, CHAIN)


@pytest.fixture(scope="session")
def signed_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Serve one long road with several numbers."""
    yield from _serve(tmp_path_factory, SIGNED)


@pytest.fixture(scope="session")
def tiny_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Serve the roads of the tiny scenario."""
    yield from _serve(tmp_path_factory, TINY)


def _serve(factory: pytest.TempPathFactory, extract: str) -> Iterator[Servers]:
    """Serve an extract with both engines."""
    osrm, valhalla = (factory.mktemp(f"{extract}-{name}") for name in ("osrm", "valhalla"))
    with osrm_server(osrm, extract) as osrm_url, valhalla_server(valhalla, extract) as valhalla_url:
        yield Servers(osrm_url, valhalla_url, valhalla_file(valhalla))
