"""`roads build` writes one file, whole or not at all, and says what it left out."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mobilkontor.cli import app
from mobilkontor.network.road_file import read_road_file
from mobilkontor.roads.build import build_roads
from tests.roads.extracts import write_extract
from tests.roads.test_build import GRAVEL, PRIMARY, VILLAGE

PATIENCE_S = 120
STOPPED_AT_ONCE = 130
LARGE = 60_000


@contextmanager
def building(extract: Path, out: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    """Start `roads build` in a process of its own, and leave none behind."""
    command = [sys.executable, "-m", "mobilkontor", "roads", "build", str(extract)]
    with subprocess.Popen(
        [*command, "--out", str(out), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def run(extract: Path, out: Path, *more: str) -> tuple[int, str, str]:
    """Return status, output and messages of a whole run."""
    with building(extract, out, *more) as process:
        output, messages = process.communicate(timeout=PATIENCE_S)
    return process.returncode, output, messages


def wait_for_phase(process: subprocess.Popen[str], phase: str) -> None:
    """Read the progress until a phase begins."""
    assert process.stderr is not None
    for line in process.stderr:
        if line.strip() == phase:
            return
    pytest.fail(f"the process ended without the phase {phase}")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an extract that takes long enough to be killed in each pass."""
    chain = range(LARGE)
    ways = [(chain[i : i + 3], GRAVEL if i % 4 else PRIMARY) for i in range(0, LARGE - 2, 2)]
    return write_extract(tmp_path_factory.mktemp("large") / "large.osm.pbf", ways)


def test_a_build_writes_one_file_and_tells(tmp_path: Path) -> None:
    """The file reads back, nothing else stays, and what was left out and assumed is told."""
    ways = (*VILLAGE, ((55, 56), {**GRAVEL, "access:conditional": "no @ (Mo \x1b[31m)"}))
    extract = write_extract(tmp_path / "v.osm.pbf", ways)
    status, output, messages = run(extract, tmp_path / "out", "--bbox", "65.9,19.9,67,21")
    assert status == 0, messages
    assert messages.split() == ["checking", "roads", "points", "contracting"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["roads.npz"]
    assert {path.name for path in tmp_path.iterdir()} == {"out", "v.osm.pbf"}
    assert read_road_file(tmp_path / "out" / "roads.npz").provenance.box == (65.9, 19.9, 67, 21)
    assert "5 edges between 5 junctions, from 9 segments" in output
    assert "in 1 parts" in output
    assert "without effect" in output
    assert "\x1b" not in output


@pytest.mark.parametrize("phase", ["roads", "points"])
def test_a_kill_leaves_the_old_file_and_the_finished_passes(
    large: Path, tmp_path: Path, phase: str
) -> None:
    """After a kill the old roads are as they were, and the next build gives the same as ever."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "roads.npz").write_text("the roads of before")
    old = (out / "roads.npz").read_bytes()
    with building(large, out) as process:
        wait_for_phase(process, phase)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=PATIENCE_S)
    assert (out / "roads.npz").read_bytes() == old
    kept = list((tmp_path / ".out.building").glob("*.npz"))
    assert len(kept) == (phase == "points")
    status, _, messages = run(large, out)
    assert status == 0, messages
    assert ("roads" in messages.split()) is (phase == "roads")
    new = (out / "roads.npz").read_bytes()
    built = build_roads(large, tmp_path / "elsewhere", box=None, observe=lambda *_: None)
    assert new == built.roads.to_bytes()
    assert not (tmp_path / ".out.building").exists()


def test_ctrl_c_ends_cleanly(large: Path, tmp_path: Path) -> None:
    """One line, no traceback, no file, no lock."""
    with building(large, tmp_path / "out") as process:
        wait_for_phase(process, "points")
        process.send_signal(signal.SIGINT)
        _, messages = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == STOPPED_AT_ONCE
    assert "Traceback" not in messages
    assert "Stopped at once" in messages
    assert list((tmp_path / "out").glob("*")) == []


@pytest.mark.parametrize(
    ("extract", "out", "more", "text"),
    [
        ("no.osm.pbf", "out", (), "E251"),
        ("v.osm.pbf", "v.osm.pbf", (), "E402"),
        ("v.osm.pbf", "out", ("--bbox", "1,2,3,4"), "E254"),
        ("v.osm.pbf", "out", ("--bbox", "67,20,66,21"), "is no box"),
        ("v.osm.pbf", "out", ("--bbox", "nan,20,66,21"), "is no box"),
        ("v.osm.pbf", "out", ("--bbox", "a"), "is no box"),
    ],
)
def test_bad_input_ends_with_status_2(
    tmp_path: Path, extract: str, out: str, more: tuple[str, ...], text: str
) -> None:
    """A code or the option, no traceback, and nothing written."""
    write_extract(tmp_path / "v.osm.pbf", VILLAGE)
    arguments = ["roads", "build", str(tmp_path / extract), "--out", str(tmp_path / out), *more]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert text in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out" / "roads.npz").exists()
