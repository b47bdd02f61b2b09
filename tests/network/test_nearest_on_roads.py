"""The place that is reached first is the one with the least travel time, whatever the crow says."""

from __future__ import annotations

import numpy as np
import pytest

from mobilkontor.network.nearest_on_roads import nearest_on_roads
from tests.network.road_files import COUNTY, USE, north_of, provider, road_file

ONE_WAY = COUNTY._replace(backward_kmh=0)


@pytest.mark.parametrize("seed", range(8))
def test_it_is_the_least_of_all_travel_times(seed: int) -> None:
    """Random roads, some one-way, beside a ring that joins them all: all pairs, then the least."""
    random = np.random.default_rng(seed)
    nodes = [(66 + random.uniform(0, 0.5), 20 + random.uniform(0, 0.5)) for _ in range(25)]
    ring = [(i, (i + 1) % 25, float(random.integers(900, 60_000)), COUNTY) for i in range(25)]
    more = [
        (int(a), int(b), float(random.integers(900, 60_000)), ONE_WAY)
        for a, b in random.integers(0, 25, (20, 2))
        if a != b
    ]
    roads = road_file(nodes, [*ring, *more])
    names = {f"p{number}": node for number, node in enumerate(nodes)}
    matrix = provider(roads, names).travel(tuple(names))
    places = list(range(0, 25, 6))
    others = [number for number in range(25) if number not in places]
    nearest, time_s = nearest_on_roads(
        roads, USE, [nodes[n] for n in others], [nodes[n] for n in places]
    )
    all_s = matrix.time_s[np.ix_(others, places)]
    assert (np.ceil(time_s) == all_s.min(axis=1)).all()
    assert (all_s[np.arange(len(others)), nearest] == all_s.min(axis=1)).all()


def test_who_is_off_the_roads_or_cannot_leave_has_none() -> None:
    """A position far from the road, and one on a road that only leads away from the place."""
    nodes = [(66.0, 20.0), (66.0, 20.1), (66.0, 20.2)]
    roads = road_file(nodes, [(0, 1, 5000.0, ONE_WAY), (1, 2, 5000.0, COUNTY)])
    far = north_of(nodes[1], 3000)
    nearest, time_s = nearest_on_roads(roads, USE, [nodes[2], far, nodes[0]], [nodes[0]])
    assert nearest.tolist() == [-1, -1, 0]
    assert np.isnan(time_s).tolist() == [True, True, False]
