"""Every candidate without a stop gets the reason worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from mobilkontor.core.instance import Instance
from mobilkontor.optimise.planning import make_incumbent
from mobilkontor.optimise.unserved import explain_unserved
from tests.optimise.parts import fleet_of

Reason = tuple[str, str, float]


def reasons(instance: Instance, *visited: set[int]) -> dict[str, Reason]:
    """Return reason, other place and lost visits by place, if these options are visited by day."""
    fleet = fleet_of(instance)
    pool = fleet.pool(0)
    chosen = {}
    for day, options in enumerate(visited):
        rows = [
            row for row in range(len(pool)) if set(pool.options[row].tolist()) - {-1} == options
        ]
        chosen[day] = next(r for r in rows if pool.start[r] == pool.end[r] == 0)
    incumbent = make_incumbent(fleet, (chosen,))
    assert incumbent is not None
    plan = explain_unserved(fleet, incumbent)
    assert [u.place for u in plan.unserved] == sorted(u.place for u in plan.unserved)
    return {u.place: (u.reason, u.other, pytest.approx(u.lost_visits)) for u in plan.unserved}


def test_out_of_reach(tiny: Instance) -> None:
    """With all else served only F is left, and no duty reaches it; it would meet 200."""
    assert reasons(tiny, {0, 1}, {2}) == {"F": ("out_of_reach", "", 200.0)}


def test_no_time(tiny: Instance) -> None:
    """C repays its drive, 4500 for 3450 SEK, but the one day goes to A and B."""
    assert reasons(tiny, {0, 1})["C"] == ("no_time", "", 45.0)


def test_not_worth(crowded: Instance) -> None:
    """P alone is worth 1600 and Q 800 SEK, a duty to either costs 1650 SEK and to both 2850."""
    assert reasons(crowded) == {"P": ("not_worth", "", 16.0), "Q": ("not_worth", "", 8.0)}


def test_uses_stop(tiny: Instance) -> None:
    """With B served, A uses it; a stop at A would meet 8 more visits of A and none of B."""
    assert reasons(tiny, {1})["A"] == ("uses_stop", "B", 8.0)


def test_what_a_stop_would_add_counts_and_not_what_it_would_meet(tiny: Instance) -> None:
    """With B served, a duty to A adds 800 SEK for 1650: dear C makes the pair no better."""
    instance = tiny.replace(
        access=type(tiny.access)(
            place_ids=("A", "B", "C", "F"),
            pair_place=np.array([1, 1]),
            pair_level=np.array([0, 1]),
            pair_met_visits=np.array([28.0, 30.0]),
        )
    )
    assert reasons(instance, {1})["A"] == ("not_worth", "", 0.0)
    assert reasons(instance)["A"] == ("no_time", "", 28.0)
