"""How far a scenario's travel is from 44 road distances between towns that are known.

The source of each distance stands in `known_distances.csv`. Any engine can be measured: name a
scenario whose places have the same ids, over OSRM, Valhalla, a road file or a matrix, in
MOBILKONTOR_SCENARIO.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.scenario.load import load_scenario
from mobilkontor.travel import provide_travel
from tests.benchmark.table import Table

ROOT = Path(__file__).parents[2]
KNOWN = Path(__file__).with_name("known_distances.csv")
WEEK = ROOT / "scenarios" / "norrbotten" / "week.yaml"


@pytest.mark.benchmark
def test_distances() -> None:
    """Print mean and largest error, of all pairs between places and of those not fitted to."""
    scenario = load_scenario(Path(os.environ.get("MOBILKONTOR_SCENARIO", WEEK)))
    mobile = provide_travel(scenario).mobile
    with KNOWN.open(encoding="utf-8", newline="") as file:
        # One of the pairs ends at a junction, which only a road graph knows.
        known = set(mobile.place_ids)
        rows = [row for row in csv.DictReader(file) if {row["from"], row["to"]} <= known]
    off = np.array([_off(mobile, row) for row in rows])
    is_free = np.array([row["is_anchor"] == "no" for row in rows])
    table = Table(("pairs", "count", "mean error %", "largest error %"))
    table.begin()
    for name, which in (("all", np.ones(len(rows), dtype=bool)), ("not fitted to", is_free)):
        shown = 100 * off[which]
        table.row((name, len(shown), f"{shown.mean():.1f}", f"{shown.max():.1f}"))


def _off(mobile: TravelMatrix, row: dict[str, str]) -> float:
    """Return the relative error of one distance."""
    found_m = mobile.distance_m[mobile.index(row["from"]), mobile.index(row["to"])]
    return float(abs(found_m / 1000 / float(row["known_km"]) - 1))
