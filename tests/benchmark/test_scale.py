"""Measure how the time of the bound grows with villages, and what dense pockets do.

`MOBILKONTOR_BENCHMARK_LIMIT_S` sets the longest search of a case, 120 s if not given.
"""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from mobilkontor import api
from mobilkontor.optimise.cycle_search import CycleSearch
from mobilkontor.optimise.watch import Watch
from tests.benchmark.generated_region import Size, dense, instance_of, sparse
from tests.benchmark.settings import limit_s, machine
from tests.benchmark.table import Table, percent, seconds

pytestmark = pytest.mark.benchmark

PLACES = (100, 200, 400, 700, 1000)
DENSE_VILLAGES = (20, 40, 80)


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
            search = CycleSearch(instance, watch, 0, 1)
            search.week.first_bound()
            times_s.append(time.process_time() - begin_s)
            duties = sum(len(pool) for pool in search.fleet.pools)
            figures = places, instance.num_stops, len(instance.vehicles), duties
            table.row((*figures, seconds(times_s[-1])))
        slope, _ = np.polyfit(np.log(PLACES), np.log(times_s), 1)
        print(f"exponent {slope:.2f}")


def test_dense_pockets(capsys: pytest.CaptureFixture[str]) -> None:
    """Coast villages a few minutes apart are planned; the table tells gap and scope."""
    with capsys.disabled():
        print(f"\ndense coasts, stops of 30 min, one week, two vehicles; {machine()}")
        table = Table(("villages", "scope", "gap %", "s"))
        table.begin()
        for villages in DENSE_VILLAGES:
            result = api.optimise(
                instance_of(dense(villages)),
                time_limit_s=limit_s(120),
                gap_limit=0.0,
                seed=0,
                threads=1,
                observe=lambda _: None,
                stop=threading.Event(),
            )
            gap, time_s = percent(result.gap), seconds(result.runtime_s)
            table.row((villages, result.scope, gap, time_s))
