"""Residents are settled where they meet the most visits, within visitors and floors."""

from __future__ import annotations

import numpy as np
import pytest

from mobilkontor.core.instance import Floor, Instance
from mobilkontor.core.units import SECONDS_PER_HOUR
from mobilkontor.optimise.residents import NO_LEVEL, Served, Share, settle_residents
from tests.oracle import most_met_visits
from tests.strategies import instance_of

BOTH = frozenset({0, 1})


def settle(
    instance: Instance, levels: frozenset[int], visitors: dict[int, float]
) -> list[Share] | None:
    """Return the shares at some levels."""
    settled = settle_residents(instance, Served(levels, visitors))
    return None if settled is None else list(settled.shares)


def met(shares: list[Share] | None) -> float:
    """Return the met visits of shares."""
    assert shares is not None
    return sum(share.met_visits for share in shares)


def test_without_limits_everyone_uses_the_best_stop(crowded: Instance) -> None:
    """With room for all, P and Q both use the stop at P: 16 visits."""
    shares = settle(crowded, BOTH, {0: 100.0, 1: 100.0})
    assert shares == [
        Share(0, 0, NO_LEVEL, 1.0, 8.0, 8.0),
        Share(1, 0, NO_LEVEL, 1.0, 8.0, 8.0),
    ]


def test_scarce_visitors_are_split(crowded: Instance) -> None:
    """With 10 visitors each, all of Q and a quarter of P use P, the rest of P uses Q: 14.5."""
    shares = settle(crowded, BOTH, {0: 10.0, 1: 10.0})
    assert shares is not None
    found = {(share.place, share.level): (share.share, share.met_visits) for share in shares}
    assert found == {
        (0, 0): (pytest.approx(0.25), pytest.approx(2.0)),
        (0, 1): (pytest.approx(0.75), pytest.approx(4.5)),
        (1, 0): (pytest.approx(1.0), pytest.approx(8.0)),
    }


def test_a_floor_moves_residents(crowded: Instance) -> None:
    """With at least 8 for P, P fills its own stop, Q a quarter there and the rest at Q: 11.5."""
    instance = crowded.replace(floors=(Floor("m", (0,), (0,), 0, 8.0),))
    shares = settle(instance, BOTH, {0: 10.0, 1: 10.0})
    assert met(shares) == pytest.approx(11.5)
    assert shares is not None
    assert sum(share.met_visits for share in shares if share.place == 0) == pytest.approx(8.0)


def test_a_floor_out_of_reach_is_told(crowded: Instance) -> None:
    """No levels meet 9 visits of P, and the stop at Q alone meets 6."""
    for least, levels in ((9.0, BOTH), (7.0, frozenset({1}))):
        instance = crowded.replace(floors=(Floor("m", (0,), (0,), 0, least),))
        visitors = dict.fromkeys(sorted(levels), 100.0)
        assert settle(instance, levels, visitors) is None


def test_without_stops_nobody_is_settled(crowded: Instance) -> None:
    """No levels serve nobody."""
    assert settle(crowded, frozenset(), {}) == []


@pytest.mark.parametrize("seed", range(60))
def test_settling_agrees_with_the_oracle(seed: int) -> None:
    """On random levels the met visits are those of the oracle's transport problem."""
    rng = np.random.default_rng(seed)
    instance = instance_of(seed, has_few_visitors=True, has_met_floor=bool(seed % 2))
    visitors: dict[int, float] = {}
    capacities: dict[int, float] = {}
    for stop in range(instance.num_stops):
        levels = np.flatnonzero(instance.level_stop == stop)
        if len(levels) and rng.random() < 0.8:
            level = int(rng.choice(levels))
            hours = instance.option_opening_s[instance.level_option[level]] / SECONDS_PER_HOUR
            per_hour = instance.vehicles[0].visitors_per_hour
            capacity = float(hours * instance.level_visits[level] * per_hour)
            visitors[stop] = capacities[level] = capacity
    expected = most_met_visits(instance, capacities)
    shares = settle(instance, frozenset(capacities), visitors)
    if expected is None:
        assert shares is None
        return
    assert met(shares) == pytest.approx(expected, abs=1e-6)
    assert shares is not None
    for place in {share.place for share in shares}:
        assert sum(share.share for share in shares if share.place == place) <= 1 + 1e-6
    for level, capacity in capacities.items():
        used = sum(share.met_visits for share in shares if share.level == level)
        assert used <= capacity + 1e-6
