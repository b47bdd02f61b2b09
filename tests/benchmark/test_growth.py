"""Measure how time and memory grow with villages and with vehicles.

`MOBILKONTOR_BENCHMARK_LIMIT_S` sets the longest search of a case, 60 s if not given.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmark.settings import limit_s, machine
from tests.benchmark.table import Table, percent, seconds

pytestmark = pytest.mark.benchmark

ROOT = Path(__file__).parents[2]
CASES = ((50, 4), (100, 4), (200, 4), (290, 4), (100, 1), (100, 2), (100, 8))


def test_growth(capsys: pytest.CaptureFixture[str]) -> None:
    """Every size is enumerated and searched; the table tells how its figures grow."""
    search_limit_s = limit_s(60)
    with capsys.disabled():
        print()
        print(f"week.yaml in other sizes, search limit {search_limit_s:g} s")
        print(machine())
        titles = ("villages", "vehicles", "duties", "all", "duties/s", "bound s", "proof s")
        table = Table((*titles, "gap end", "peak MB"))
        table.begin()
        for villages, vehicles in CASES:
            case = [str(villages), str(vehicles), str(search_limit_s)]
            command = [sys.executable, "-m", "tests.benchmark.growth_case", *case]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
            figures = json.loads(done.stdout)
            table.row(
                (
                    villages,
                    vehicles,
                    figures["duties"],
                    "yes" if figures["is_complete"] else "no",
                    f"{figures['duties_per_s']:.0f}",
                    seconds(figures["bound_s"]),
                    seconds(figures["proof_s"]),
                    percent(figures["gap"]),
                    f"{figures['peak_mb']:.0f}",
                )
            )
