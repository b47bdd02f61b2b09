"""Measure how the time of the bound grows with villages, and what dense pockets do.

`MOBILKONTOR_BENCHMARK_LIMIT_S` sets the longest search of a case, 120 s if not given.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from mobilkontor import api
from mobilkontor.optimise.cycle_search import CycleSearch
from mobilkontor.optimise.region_search import RegionSearch, is_region
from mobilkontor.optimise.watch import Watch
from tests.benchmark.generated_region import Size, dense, instance_of, sparse
from tests.benchmark.growth_plot import draw_growth, exponent_of
from tests.benchmark.settings import limit_s, machine
from tests.benchmark.table import Table, percent, seconds

pytestmark = pytest.mark.benchmark

FIGURES = Path(__file__).parents[2] / "build"
"""Where figures are drawn; git ignores it."""

PLACES = (100, 200, 400, 700, 1000)
DENSE_VILLAGES = (20, 40, 80, 120)

MAX_DENSE_GAP = 0.03
"""Gap at which a dense coast counts as planned, in the time that the table is made for."""


def test_growth_of_the_bound(capsys: pytest.CaptureFixture[str]) -> None:
    """Every size gets its first bound; the table tells the processor time and its exponent."""
    times_s = []
    with capsys.disabled():
        print(f"\ngenerated regions, four weeks, first LP bound; {machine()}")
        table = Table(("places", "stops", "vehicles", "duties", "bound CPU s"))
        table.begin()
        for places in PLACES:
            instance = instance_of(sparse(Size.of(places)))
            begin_s = time.process_time()
            watch = Watch(3600.0, 0.0, threading.Event(), lambda _: None)
            kind = RegionSearch if is_region(instance) else CycleSearch
            search = kind(instance, watch, 0, 1)
            search.week.first_bound()
            times_s.append(time.process_time() - begin_s)
            duties = sum(len(pool) for pool in search.fleet.pools)
            figures = places, instance.num_stops, len(instance.vehicles), duties
            table.row((*figures, seconds(times_s[-1])))
        path = FIGURES / "growth.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        draw_growth(PLACES, times_s, path)
        print(f"exponent {exponent_of(PLACES, times_s)[0]:.2f}, drawn in {path}")


def test_dense_pockets(capsys: pytest.CaptureFixture[str]) -> None:
    """Coast villages a few minutes apart are planned; the table tells gap and scope."""
    with capsys.disabled():
        print(f"\ndense coasts, stops of 30 min, one week, two vehicles; {machine()}")
        titles = ("villages", "stops", "scope", "gap %", "in 3 %", "s", "CPU s")
        table = Table(titles)
        table.begin()
        for villages in DENSE_VILLAGES:
            instance, begin_s = instance_of(dense(villages)), time.process_time()
            result = api.optimise(
                instance,
                time_limit_s=limit_s(120),
                gap_limit=0.0,
                seed=0,
                threads=1,
                observe=lambda _: None,
                stop=threading.Event(),
            )
            used_s = time.process_time() - begin_s
            is_near = result.gap is not None and result.gap <= MAX_DENSE_GAP
            figures = villages, instance.num_stops, result.scope, percent(result.gap)
            near = "yes" if is_near else "no"
            table.row((*figures, near, seconds(result.runtime_s), seconds(used_s)))
