"""OSRM and the road file tell the same of the same extract, at the same speeds."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np

from mobilkontor.core.places import RoadClass
from mobilkontor.network.http_service import HttpService
from mobilkontor.network.osrm import OsrmEngine
from mobilkontor.roads.build import build_roads
from tests.engines.extracts import GRID_PLACES, write_grid
from tests.engines.fixtures import Servers
from tests.engines.test_grid import provider
from tests.network.road_files import USE
from tests.network.road_files import provider as road_file_provider

OSRM_SPEED_SHARE = 0.8
"""OSRM's profile for cars drives at this share of a signed speed limit."""


def test_times_and_lengths_agree(grid_servers: Servers, tmp_path: Path) -> None:
    """Within 5 % at the median, as OSRM counts seconds for turns; its earth is a little larger."""
    write_grid(tmp_path / "grid.osm.pbf")
    (tmp_path / "out").mkdir()
    built = build_roads(
        tmp_path / "grid.osm.pbf", tmp_path / "out", box=None, observe=lambda *_: None
    )
    use = dataclasses.replace(USE, speed_shares=dict.fromkeys(RoadClass, OSRM_SPEED_SHARE))
    ids = tuple(GRID_PLACES)
    ours = road_file_provider(built.roads, GRID_PLACES, use).travel(ids)
    engine = OsrmEngine(HttpService(grid_servers.osrm, timeout_s=10), profile="driving")
    theirs = provider(engine, tmp_path / "cache").travel(ids)
    elsewhere = ~np.eye(len(ids), dtype=bool)
    off = np.abs(ours.time_s[elsewhere] / theirs.time_s[elsewhere] - 1)
    assert np.median(off) < 0.05
    assert np.allclose(ours.distance_m, theirs.distance_m, rtol=0.01, atol=10)
