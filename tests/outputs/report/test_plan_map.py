"""The printed map keeps its sheet: positions, lanes and names."""

from __future__ import annotations

import random

import pytest

from mobilkontor.outputs.report.labels import Box, Wish, place_labels
from mobilkontor.outputs.report.plan_map import draw_plan_map
from mobilkontor.outputs.report.projection import MARGIN_PX, beside, sheet_around
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.views import view_map
from tests.outputs import example

SHEET = Box(0, 0, 300, 200)


@pytest.mark.parametrize(
    "points",
    [[(66.0, 22.0)], [(65.0, 15.0), (69.0, 24.0)], [(66.0, 15.0), (66.0, 24.0)], [(0, 1), (9, 1)]],
)
def test_all_positions_lie_on_the_sheet(points: list[tuple[float, float]]) -> None:
    """A single place, a wide and a high region fit, with north above south."""
    sheet = sheet_around(points)
    for x, y in map(sheet.at, points):
        assert MARGIN_PX - 1e-6 <= x <= sheet.width_px - MARGIN_PX + 1e-6
        assert MARGIN_PX - 1e-6 <= y <= sheet.height_px - MARGIN_PX + 1e-6
    assert sheet.at((67, 20))[1] < sheet.at((66, 20))[1]


def test_a_lane_lies_to_the_right() -> None:
    """Down the sheet, right is to the left of the reader; a corner keeps its distance."""
    assert beside([(0, 0), (0, 10)], 2) == [(-2, 0), (-2, 10)]
    assert beside([(0, 0), (10, 0), (10, 0), (20, 0)], 3) == [(0, 3), (10, 3), (20, 3)]
    assert beside([(1, 1)], 5) == [(1, 1)]


def test_names_lie_neither_on_symbols_nor_on_each_other() -> None:
    """Many random names: those that are written have their own room on the sheet."""
    dice = random.Random(7)
    wishes = [
        Wish(dice.uniform(0, 300), dice.uniform(0, 200), 5, "x" * dice.randrange(1, 40), False)
        for _ in range(80)
    ]
    taken = [Box(w.x - 5, w.y - 5, w.x + 5, w.y + 5) for w in wishes]
    labels = place_labels(wishes, taken, [], SHEET)
    assert 5 < len(labels) < 80
    edges = {"start": 0.0, "middle": 0.5, "end": 1.0}
    boxes = []
    for label in labels:
        width = 5.7 * len(label.text)
        left = label.x - edges[label.anchor] * width
        boxes.append(Box(left, label.y - 9, left + width, label.y + 1))
    assert all(box.is_within(SHEET) for box in boxes)
    assert not any(box.meets(symbol) for box in boxes for symbol in taken)
    assert not any(a.meets(b) for number, a in enumerate(boxes) for b in boxes[:number])


def test_a_name_avoids_small_symbols_where_it_can() -> None:
    """With a cross to its right a name goes left; with crosses all round it is written anyway."""
    wish = Wish(150, 100, 5, "Alfa", False)
    right = Box(158, 96, 162, 104)
    (label,) = place_labels([wish], [], [right], SHEET)
    assert label.anchor == "end"
    (label,) = place_labels([wish], [], [Box(100, 50, 200, 150)], SHEET)
    assert label.anchor == "start"
    assert place_labels([wish], [Box(100, 50, 200, 150)], [], SHEET) == []


def test_the_map_shows_each_vehicle_stop_and_office() -> None:
    """Two vehicles' routes; the towns' and stops' names; a night beside its place."""
    drawing = draw_plan_map(view_map(example.plan(), example.facts()), texts_in("sv"))
    assert drawing.count('stroke-opacity=".55"') == 2
    for name in ("Alfa", "Beta", "Gamma", "Epsilon"):
        assert f">{name}</text>" in drawing
    assert 'class="town">Alfa' in drawing
