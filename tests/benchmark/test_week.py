"""Measure the main job as a planner runs it, from process start to written map.

`MOBILKONTOR_BENCHMARK_LIMIT_S` sets the longest search, 600 s if not given.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from mobilkontor.core.result import Progress
from tests.benchmark.milestones import bound_s, gap_at, gap_s, proof_s
from tests.benchmark.settings import limit_s, machine
from tests.benchmark.table import Table, percent, seconds

pytestmark = pytest.mark.benchmark

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SHIPPED = (
    "tiny/tiny.yaml",
    *(
        f"norrbotten/{name}.yaml"
        for name in ("pilot-one-bus", "week", "tornedalen", "two-weeks", "four-weeks", "winter")
    ),
)
KB_PER_MB = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One run of `mobilkontor plan`; all times are from process start [s].

    Attributes
    ----------
    trace : list of Progress
        Reports of the search.
    written_s : float
        When the process had ended.
    peak_mb : float
        Most memory it held.
    """

    trace: list[Progress]
    written_s: float
    peak_mb: float


def run(scenario: Path, out: Path, search_limit_s: float) -> Run:
    """Plan in a process of its own and read what it wrote of its search."""
    command = [sys.executable, "-m", "mobilkontor", "plan", str(scenario), "--out", str(out)]
    options = ["--gap", "0", "--time-limit", str(search_limit_s), "--json"]
    begin_s = time.monotonic()
    search_begin_s = None
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*command, *options], stdout=subprocess.DEVNULL, stderr=pipe, text=True
    ) as process:
        assert process.stderr is not None
        last = ""
        for line in process.stderr:
            last = line
            if search_begin_s is None and "enumerate" in line.split():
                search_begin_s = time.monotonic() - begin_s
        # Unlike Popen.wait, this tells the memory of this one process.
        _, status, usage = os.wait4(process.pid, 0)
        written_s = time.monotonic() - begin_s
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, last
    assert search_begin_s is not None
    reports = json.loads((out / "run.json").read_text("utf-8"))["trace"]
    trace = [Progress(**report) for report in reports]
    return Run(
        [replace(p, time_s=p.time_s + search_begin_s) for p in trace],
        written_s,
        usage.ru_maxrss / KB_PER_MB,
    )


def test_shipped_scenarios(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every shipped scenario is planned, verified and written; the table tells how soon."""
    search_limit_s = limit_s(600)
    with capsys.disabled():
        print()
        print(f"mobilkontor plan, seconds from process start, search limit {search_limit_s:g} s")
        print(machine())
        times = ("bound", "gap 1 %", "0.3 %", "0.1 %", "proof", "written")
        table = Table(("scenario       ", *times, "gap 60 s", "180 s", "end", "peak MB"))
        table.begin()
        for name in SHIPPED:
            scenario = SCENARIOS / name
            done = run(scenario, tmp_path / scenario.stem, search_limit_s)
            reached = [gap_s(done.trace, gap) for gap in (0.01, 0.003, 0.001)]
            times_s = (bound_s(done.trace), *reached, proof_s(done.trace), done.written_s)
            table.row(
                (
                    scenario.stem,
                    *(seconds(time_s) for time_s in times_s),
                    *(percent(gap_at(done.trace, time_s)) for time_s in (60, 180)),
                    percent(done.trace[-1].gap),
                    f"{done.peak_mb:.0f}",
                )
            )
