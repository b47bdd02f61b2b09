"""Routes that share a road lie side by side."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mobilkontor.outputs.lanes import LaneLine, lay_lanes

A, B, C, D = (66.0, 22.0), (66.1, 22.0), (66.2, 22.0), (66.1, 22.2)


def side(line: LaneLine, start: tuple[float, float]) -> float:
    """Return the lane seen from a fixed direction, whichever way the line runs."""
    return line.lane if line.points[0] == start else -line.lane


def test_a_lone_vehicle_keeps_to_the_middle() -> None:
    """Out and back on the same road is drawn once, in the middle."""
    assert lay_lanes({(0, 0): [A, B, C, B, A]}) == {(0, 0): (LaneLine(0.0, (A, B, C)),)}


def test_two_vehicles_lie_on_two_sides() -> None:
    """Two vehicles on one road lie half a lane to either side, also when they meet."""
    for second in ([A, B], [B, A]):
        lines = lay_lanes({(0, 0): [A, B], (1, 0): second})
        sides = {side(lines[key][0], A) for key in lines}
        assert sides == {-0.5, 0.5}


def test_the_same_vehicle_on_two_days_keeps_its_lane() -> None:
    """Days of one vehicle do not need lanes of their own."""
    lines = lay_lanes({(0, 0): [A, B], (0, 1): [B, A]})
    assert [line.lane for found in lines.values() for line in found] == [0.0, 0.0]


def test_a_route_changes_lane_only_where_it_must() -> None:
    """Where the shared road ends, the line goes on in the middle."""
    lines = lay_lanes({(0, 0): [A, B, C], (1, 0): [A, B, D]})
    assert [line.points for line in lines[0, 0]] == [(A, B), (B, C)]
    assert [line.lane for line in lines[0, 0]] == [-0.5, 0.0]


points = st.sampled_from([A, B, C, D])


@given(st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 1)), st.lists(points)))
def test_no_two_vehicles_share_a_lane(
    ways: dict[tuple[int, int], list[tuple[float, float]]],
) -> None:
    """Whatever the routes, every stretch is drawn, and never in the same lane by two vehicles."""
    used: dict[tuple[object, float], int] = {}
    for (vehicle, day), lines in lay_lanes(ways).items():
        drawn = set()
        for line in lines:
            for a, b in pairwise(line.points):
                edge, lane = (min(a, b), max(a, b)), line.lane if a < b else -line.lane
                assert used.setdefault((edge, lane), vehicle) == vehicle
                drawn.add(edge)
        pairs = pairwise(ways[vehicle, day])
        assert drawn == {(min(a, b), max(a, b)) for a, b in pairs if a != b}
