"""Run the periodic race: `python -m tests.benchmark.periodic_race --help`."""

from __future__ import annotations

import argparse
import subprocess
import sys
import venv
from pathlib import Path

from tests.benchmark.periodic_race.race_table import print_table
from tests.benchmark.periodic_race.racers import RACERS, US, packages
from tests.benchmark.periodic_race.results import read, run
from tests.benchmark.settings import machine


def main() -> None:
    """Install the peers, run what is missing, print the table: whatever is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.periodic_race")
    parser.add_argument("--venv", type=Path, default=Path(".race/venv"), help="of the peers")
    parser.add_argument("--results", type=Path, default=Path(".race/results.jsonl"))
    parser.add_argument("--install", action="store_true", help="install the peers from PyPI")
    parser.add_argument("--run", action="store_true", help="run what the results lack")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--limit-s", type=float, default=60.0, help="longest search of each")
    parser.add_argument(
        "--least-cpu-share",
        type=float,
        default=0.0,
        help="give answers again whose process had less of a core than this",
    )
    asked = parser.parse_args()
    python = str(asked.venv / "bin" / "python")
    if asked.install:
        venv.create(asked.venv, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", *packages()], check=True)
    if asked.run:
        asked.results.parent.mkdir(parents=True, exist_ok=True)
        pythons = {US: sys.executable, **dict.fromkeys(RACERS, python)}
        run(
            asked.results,
            pythons,
            seeds=range(1, asked.seeds + 1),
            limit_s=asked.limit_s,
            least_cpu_share=asked.least_cpu_share,
        )
    answers = [answer for answer in read(asked.results) if answer.limit_s == asked.limit_s]
    print(f"{asked.limit_s:g} s each; {', '.join(packages())}; {machine()}")
    print_table(answers)


if __name__ == "__main__":
    main()
