"""Run the race answer by answer and keep every judged answer as a line of a file."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmark.periodic_race.cycle_instances import cycle_instances
from tests.benchmark.periodic_race.cycle_trips import CycleTrips, Trip, worth_sek
from tests.benchmark.periodic_race.mending import mended
from tests.benchmark.periodic_race.racers import RACERS, US

__all__ = ["Answer", "read", "run"]

PATIENCE = 4
"""A process is ended after as many times the limit, for some do not keep it."""

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Answer:
    """One judged answer.

    Attributes
    ----------
    method, instance : str
        Racer and instance.
    seed : int
        Seed.
    limit_s : float
        Longest search [s].
    worth_sek : int
        By the judge; 0, that of staying at home, where there is an error [SEK].
    bound_sek : float or None
        Proved bound, if any [SEK].
    time_s, cpu_s : float
        Time of the answer, and what of it the process was on a core [s].
    error : str
        What went wrong, if anything.
    """

    method: str
    instance: str
    seed: int
    limit_s: float
    worth_sek: int
    bound_sek: float | None
    time_s: float
    cpu_s: float
    error: str = ""

    @property
    def cpu_share(self) -> float:
        """Share of the time in which the process was on a core: low where others took it."""
        return self.cpu_s / max(self.time_s, 1e-9)

    @property
    def key(self) -> tuple[str, str, int, float]:
        """What is not run twice."""
        return self.method, self.instance, self.seed, self.limit_s


def read(path: Path) -> list[Answer]:
    """Return the answers of a file, the last of each kind; none if there is no file."""
    if not path.exists():
        return []
    lines = path.read_text("utf-8").splitlines()
    answers = [Answer(**json.loads(line)) for line in lines]
    return list({answer.key: answer for answer in answers}.values())


def run(
    path: Path,
    pythons: Mapping[str, str],
    *,
    seeds: range,
    limit_s: float,
    least_cpu_share: float,
) -> None:
    """Add what is missing in a file, all racers of one seed before the next, small ones first.

    Parameters
    ----------
    path : Path
        Results, one line each.
    pythons : mapping of str to str
        Python for each racer.
    seeds : range
        Seeds.
    limit_s : float
        Longest search.
    least_cpu_share : float
        Answers with a smaller share of a core are given again.
    """
    done = {answer.key for answer in read(path) if answer.cpu_share >= least_cpu_share}
    for problem, method, seed in _wanted(seeds):
        if (method, problem.name, seed, limit_s) in done:
            continue
        answer = _answer(problem, method, pythons[method], seed, limit_s)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(answer)) + "\n")
        print(f"{answer.instance:>6} {method:>15} seed {seed}: {answer.worth_sek}", flush=True)


def _wanted(seeds: range) -> Iterator[tuple[CycleTrips, str, int]]:
    """Yield instance, racer and seed in the order of the race."""
    for seed in seeds:
        for problem in cycle_instances():
            yield problem, US, seed
            for method, racer in RACERS.items():
                if problem.weeks >= racer.weeks_from and (racer.has_seed or seed == seeds[0]):
                    yield problem, method, seed


def _answer(problem: CycleTrips, method: str, python: str, seed: int, limit_s: float) -> Answer:
    """Return the judged answer of one process with one thread."""
    module = "tests.benchmark.periodic_race.one_answer"
    command = [python, "-m", module, method, problem.name, str(seed), str(limit_s)]
    one_thread = {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    kept = {"bound_sek": None, "time_s": PATIENCE * limit_s, "cpu_s": 0.0}
    worth, error = 0, ""
    try:
        ended = subprocess.run(
            command,
            env={**os.environ, **one_thread},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE * limit_s,
        )
        told = json.loads(ended.stdout.splitlines()[-1])
        kept = {key: told[key] for key in kept}
        trips = [Trip(vehicle, day, tuple(route)) for vehicle, day, route in told["trips"]]
        worth = worth_sek(problem, trips if method == US else mended(problem, trips))
    except subprocess.CalledProcessError as failed:
        error = failed.stderr.strip().splitlines()[-1] if failed.stderr.strip() else "no words"
    except (subprocess.TimeoutExpired, ValueError) as failed:
        error = str(failed)
    return Answer(method, problem.name, seed, limit_s, worth, error=error, **kept)
