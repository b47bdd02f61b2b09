"""Measure what it gains to plan vehicles that are alike as one, in cycles of one week.

The same region is planned twice: with alike vehicles, and with vehicles told apart by a
ten-millionth of a krona a day. `MOBILKONTOR_BENCHMARK_LIMIT_S` sets the longest search of a case,
120 s if not given.
"""

from __future__ import annotations

import threading
import time

import pytest

from mobilkontor import api
from mobilkontor.core.instance import Instance
from mobilkontor.optimise.relaxation import Relaxation
from mobilkontor.optimise.watch import Watch
from tests.benchmark.generated_region import WEEK, Size, instance_of, sparse
from tests.benchmark.settings import limit_s, machine
from tests.benchmark.table import Table, percent, seconds
from tests.optimise.test_alike import told_apart

pytestmark = pytest.mark.benchmark

PLACES, OVERNIGHTS = 60, 4
VEHICLES = (2, 3, 4)


def columns_and_time(instance: Instance) -> tuple[int, float]:
    """Return the columns of the LP and the processor time of its bound [s]."""
    watch = Watch(3600.0, 0.0, threading.Event(), lambda _: None)
    search = Relaxation(instance, watch, 0)
    begin_s = time.process_time()
    search.strengthen(search.first_bound(), rounds=5)
    return search.lp.num_columns, time.process_time() - begin_s


def test_vehicles_that_are_alike(capsys: pytest.CaptureFixture[str]) -> None:
    """The table tells columns and time of the LP, and the gap and time at the end."""
    with capsys.disabled():
        print(f"\n{PLACES} places, one week, one depot; {machine()}")
        titles = ("vehicles", "planned", "LP columns", "LP CPU s", "gap %", "s", "CPU s")
        table = Table(titles)
        table.begin()
        for vehicles in VEHICLES:
            region = sparse(Size(PLACES, vehicles, 1, OVERNIGHTS), base=WEEK)
            alike = instance_of(region)
            for planned, instance in (("one by one", told_apart(alike)), ("as one", alike)):
                columns, lp_s = columns_and_time(instance)
                begin_s = time.process_time()
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
                figures = vehicles, planned, columns, seconds(lp_s), percent(result.gap)
                table.row((*figures, seconds(result.runtime_s), seconds(used_s)))
