"""Rows of the page's tables are summed as their headings say."""

from __future__ import annotations

import dataclasses

from mobilkontor.core.places import Road, RoadClass
from mobilkontor.outputs.tabulate import NAMED_ROAD_SOURCES, RoadRow, road_rows

ROAD = Road("a", "b", "1", RoadClass.NATIONAL, 1_000, 90.0, "survey", "2020")


def test_roads_are_summed_by_source_and_year() -> None:
    """Stretches of one source and year are one row; without a year the source stands alone."""
    roads = [
        ROAD,
        dataclasses.replace(ROAD, length_m=500),
        dataclasses.replace(ROAD, year=""),
    ]
    assert road_rows(roads) == [
        RoadRow("survey (2020)", 0, 2, 1_500),
        RoadRow("survey", 0, 1, 1_000),
    ]


def test_rare_road_sources_are_summed_up() -> None:
    """Beyond the most frequent sources the rest is one row that says how many it stands for."""
    often = [dataclasses.replace(ROAD, source=f"s{n}") for n in range(NAMED_ROAD_SOURCES)] * 2
    rare = [dataclasses.replace(ROAD, source=f"t{n}") for n in range(3)]
    rows = road_rows([*often, *rare])
    assert [row.source for row in rows[:-1]] == [f"s{n} (2020)" for n in range(NAMED_ROAD_SOURCES)]
    assert rows[-1] == RoadRow("", 3, 3, 3_000)


def test_no_roads_give_no_rows() -> None:
    """Without a road table there is nothing to tell."""
    assert road_rows([]) == []
