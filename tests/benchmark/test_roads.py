"""How long roads take: from an extract of a country to the travel times of a county.

All but the build is told in processor time, which other work on the machine does not change.
The largest country has as many nodes and ways as Sweden's extract, 100 and 10 million; it takes
0.6 GB of disk, which are free again at the end.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest

from mobilkontor.network.road_file import read_road_file
from mobilkontor.network.road_file_provider import RoadFileProvider
from mobilkontor.network.road_shapes import RoadShapes
from tests.benchmark.road_country import write_country
from tests.network.road_files import USE

SWEDEN_JUNCTIONS = 1_820_000
COUNTY_SHARE = 0.1
COUNTY_MUNICIPALITIES = 14
MAX_BUILD_S, MAX_BUILD_GB = 20 * 60, 4.0
NUM_PLACES = 300
KILOBYTE = 1024


def timed_build(extract: Path, out: Path, *where: str) -> tuple[float, float, float]:
    """Return how long the command takes, its processor time [s], and its peak of memory [GB]."""
    command = [sys.executable, "-m", "mobilkontor", "roads", "build", str(extract)]
    begin = time.perf_counter()
    with (
        tempfile.TemporaryFile("w+") as output,
        subprocess.Popen([*command, "--out", str(out), *where], stdout=output) as process,
    ):
        # The use of this process alone, and not of the largest of all that came before.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        print(output.read())
    assert process.returncode == 0
    took_s = time.perf_counter() - begin
    return took_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KILOBYTE / 1e9


@pytest.mark.benchmark
@pytest.mark.parametrize("num_junctions", [20_000, 240_000, SWEDEN_JUNCTIONS])
def test_a_county_from_the_extract_of_a_country(tmp_path: Path, num_junctions: int) -> None:
    """Build, load, snap and search: seconds, gigabytes, megabytes."""
    extract = tmp_path / "country.osm.pbf"
    country = write_country(extract, num_junctions)
    size_mb = extract.stat().st_size / 1e6
    box = ",".join(f"{edge:.5f}" for edge in country.county(COUNTY_SHARE))
    build_s, cpu_s, peak_gb = timed_build(extract, tmp_path / "out", "--bbox", box)
    extract.unlink()
    path = tmp_path / "out" / "roads.npz"
    begin = time.process_time()
    roads = read_road_file(path)
    load_s = time.process_time() - begin
    generator = np.random.default_rng(3)
    chosen = generator.choice(len(roads.node_lat), NUM_PLACES, replace=False)
    places = {
        f"p{node}": (float(roads.node_lat[node]) / 1e7, float(roads.node_lon[node]) / 1e7)
        for node in chosen
    }
    begin = time.process_time()
    provider = RoadFileProvider(roads, RoadShapes(roads), places, USE)
    snap_s = time.process_time() - begin
    begin = time.process_time()
    matrix = provider.travel(tuple(places))
    matrix_s = time.process_time() - begin
    begin = time.process_time()
    ids = list(places)
    for start, end in zip(ids[:50], ids[50:100], strict=True):
        provider.path(start, end)
    path_s = (time.process_time() - begin) / 50
    print(
        f"{country.num_nodes:,} nodes ({country.num_road_nodes:,} of roads), "
        f"{country.num_ways:,} ways, {size_mb:.0f} MB\n"
        f"county of {COUNTY_SHARE:.0%}: built in {build_s:.0f} s ({cpu_s:.0f} s of processor) "
        f"with {peak_gb:.2f} GB; "
        f"{len(roads.edge_from):,} edges, {len(roads.node_lat):,} junctions, "
        f"{path.stat().st_size / 1e6:.1f} MB\n"
        f"loaded in {load_s:.2f} s; {NUM_PLACES} places snapped in {snap_s:.2f} s; matrix in "
        f"{matrix_s:.2f} s; a line in {1000 * path_s:.0f} ms"
    )
    assert (matrix.time_s > 0).sum() == NUM_PLACES * (NUM_PLACES - 1)
    assert build_s < MAX_BUILD_S
    assert peak_gb < MAX_BUILD_GB


@pytest.mark.benchmark
@pytest.mark.parametrize("num_junctions", [20_000, SWEDEN_JUNCTIONS])
def test_municipalities_from_the_extract_of_a_country(tmp_path: Path, num_junctions: int) -> None:
    """Fourteen municipalities, as many as Norrbotten has, by the borders in the extract."""
    extract = tmp_path / "country.osm.pbf"
    write_country(extract, num_junctions)
    codes = ",".join(f"01{column + 1:02}" for column in range(COUNTY_MUNICIPALITIES))
    build_s, cpu_s, peak_gb = timed_build(extract, tmp_path / "out", "--municipality", codes)
    extract.unlink()
    print(f"built in {build_s:.0f} s ({cpu_s:.0f} s of processor) with {peak_gb:.2f} GB")
    assert build_s < MAX_BUILD_S
    assert peak_gb < MAX_BUILD_GB
