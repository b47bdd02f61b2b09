"""Run `plan` in processes of their own, watch their progress, and look at what they leave."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SCENARIOS = Path(__file__).parent.parent / "scenarios"
WEEK = SCENARIOS / "norrbotten" / "week.yaml"
PILOT = SCENARIOS / "norrbotten" / "pilot-one-bus.yaml"
TINY = SCENARIOS / "tiny" / "tiny.yaml"
PATIENCE_S = 120


@contextmanager
def planning(scenario: Path, out: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    """Start `plan` in a process of its own, and leave none behind."""
    command = [sys.executable, "-m", "mobilkontor", "plan", str(scenario), "--out", str(out)]
    options = ["--gap", "0", "--time-limit", "600", "--threads", "1", "--json", *more]
    with subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for_plan(process: subprocess.Popen[str]) -> None:
    """Read the progress until it tells of a plan that serves somebody."""
    assert process.stderr is not None
    for line in process.stderr:
        if line.split("  ")[-1].strip()[:1] in set("123456789"):
            return
    pytest.fail("the process ended without a plan")


def wait_for_phase(process: subprocess.Popen[str], phase: str) -> None:
    """Read the progress until a phase begins."""
    assert process.stderr is not None
    for line in process.stderr:
        if phase in line.split():
            return
    pytest.fail(f"the process ended without the phase {phase}")


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder that a reader would look at."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(".")}
