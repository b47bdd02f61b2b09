"""Race our proof of the optimum against the time at which PyVRP first reaches it.

Both get the same arrays, one after the other on the same idle machine, one thread each; every
answer is judged by `day_trips.worth_sek`. Our time runs from the instance to the proof, PyVRP's
from its data to the first answer as good; it need not prove anything.

`MOBILKONTOR_BENCHMARK_SEEDS` sets the number of seeds, 10 if not given,
`MOBILKONTOR_BENCHMARK_LIMIT_S` the longest search, 60 s if not given.
`MOBILKONTOR_BENCHMARK_INSTALL=1` lets pip install the peer where it is missing.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import math
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest

from tests.benchmark.engine import Proof, prove
from tests.benchmark.race_instances import race_instances
from tests.benchmark.settings import limit_s, machine, may_install, seeds
from tests.benchmark.table import NOTHING, Table, percent, seconds

if TYPE_CHECKING:
    from tests.benchmark.peer import Reached

pytestmark = pytest.mark.benchmark

PEER = "pyvrp"
PEER_VERSION = "0.14.1"
TOLERANCE = 1e-6
"""Relative gap that our proof leaves open."""

Search = Callable[..., "Reached"]


def installed_version() -> str | None:
    """Return the version of the peer, or None if it is missing."""
    try:
        return importlib.metadata.version(PEER)
    except importlib.metadata.PackageNotFoundError:
        return None


@pytest.fixture
def peer_search() -> Search:
    """Return the search of the peer; skip without it, for it is no dependency of ours."""
    wanted = f"{PEER}=={PEER_VERSION}"
    if installed_version() != PEER_VERSION and may_install():
        subprocess.run([sys.executable, "-m", "pip", "install", wanted], check=True)
        importlib.invalidate_caches()
    if installed_version() != PEER_VERSION:
        pytest.skip(
            f"{wanted} is needed, found {installed_version()}; install it, or set "
            "MOBILKONTOR_BENCHMARK_INSTALL=1 to let this benchmark install it from PyPI"
        )
    search: Search = importlib.import_module("tests.benchmark.peer").search
    return search


@pytest.mark.filterwarnings("default")
def test_race(peer_search: Search, capsys: pytest.CaptureFixture[str]) -> None:
    """No answer of the peer beats a proved optimum; the table tells who is sooner."""
    search_limit_s = limit_s(60)
    with capsys.disabled():
        print()
        print(f"{len(seeds())} seeds, search limit {search_limit_s:g} s; {machine()}")
        ours = ("optimum SEK", "proof s  ")
        theirs = ("PyVRP best s", "median s", "worst s", "reached", "gap left %", "sooner")
        table = Table(("instance                 ", "villages", "routes", *ours, *theirs))
        table.begin()
        for problem in race_instances():
            proofs = [prove(problem, seed=seed, limit_s=search_limit_s) for seed in seeds()]
            best = max(proof.worth_sek for proof in proofs)
            is_proved = all(proof.is_proved for proof in proofs)
            target = best if is_proved else sys.maxsize
            found = [
                peer_search(problem, seed=seed, target_sek=target, limit_s=search_limit_s)
                for seed in seeds()
            ]
            theirs_best = max(reached.worth_sek for reached in found)
            assert not is_proved or theirs_best <= best * (1 + TOLERANCE), problem.name
            row = _proved if is_proved else _unproved
            size = (problem.name, problem.num_villages, problem.num_depots * problem.num_days)
            table.row((*size, best, *row(proofs, found, best)))


def _proved(proofs: Sequence[Proof], found: Sequence[Reached], optimum: int) -> tuple[object, ...]:
    """Return what the table tells if we proved the optimum with every seed."""
    times_s = [r.time_s if r.worth_sek >= optimum else math.inf for r in found]
    our_s = statistics.median(proof.time_s for proof in proofs)
    their_s = statistics.median(times_s)
    return (
        seconds(our_s),
        *(_time(time_s) for time_s in (min(times_s), their_s, max(times_s))),
        f"{sum(map(math.isfinite, times_s))}/{len(found)}",
        _gap_left(found, optimum),
        _times_sooner(their_s, our_s),
    )


def _unproved(proofs: Sequence[Proof], found: Sequence[Reached], best: int) -> tuple[object, ...]:
    """Return what the table tells if we did not: nobody knows whether PyVRP reached the optimum."""
    gap = max(proof.gap for proof in proofs)
    return f"gap {percent(gap)} %", *[NOTHING] * 4, _gap_left(found, best), NOTHING


def _gap_left(found: Sequence[Reached], best: int) -> str:
    """Return how far the worst seed of PyVRP stays below our best; negative if above [%]."""
    worst = min(reached.worth_sek for reached in found)
    return percent((best - worst) / max(1, best))


def _time(time_s: float) -> str:
    """Return a time, or that it is later than the limit."""
    return seconds(time_s) if math.isfinite(time_s) else f"> {limit_s(60):g}"


def _times_sooner(their_s: float, our_s: float) -> str:
    """Return how many times sooner we are; at least as many if they never arrived."""
    if math.isfinite(their_s):
        return f"{their_s / our_s:.2g}"
    return f"> {limit_s(60) / our_s:.2g}"
