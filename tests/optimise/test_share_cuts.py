"""Share cuts are found where an LP point breaks them, and no plan ever does."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import NO_OPTION
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.formulation import Formulation, formulate
from mobilkontor.optimise.master import add_cut_rows, column_entries
from mobilkontor.optimise.planning import make_incumbent
from mobilkontor.optimise.share_cuts import ShareCut, separate_share_cuts, touching_duties
from mobilkontor.optimise.tour_graph import Arcs
from tests.duties.pools import pool_of
from tests.optimise.parts import fleet_of
from tests.strategies import instance_of

P, Q = 0, 1
CUT = ShareCut(P, (P, Q))


def halves(formulation: Formulation) -> np.ndarray:
    """Return an LP point where half of P uses the stop at P and half the one at Q."""
    values = np.zeros(formulation.model.num_columns)
    values[formulation.share_column[formulation.share_place == P]] = 0.5
    return values


def cuts_of(
    instance: Instance,
    duties: list[tuple[float, frozenset[int]]],
    known: frozenset[ShareCut] = frozenset(),
) -> list[ShareCut]:
    """Return the cuts that halves of P at both stops break with these duties."""
    formulation = formulate(instance)
    return separate_share_cuts(formulation, halves(formulation), duties, known, 10)


def test_half_a_duty_to_both_stops_serves_half(crowded: Instance) -> None:
    """Half a duty that visits both P and Q serves all of P in the LP: the cut is broken."""
    both = frozenset({P, Q})
    assert cuts_of(crowded, [(0.5, both)]) == [CUT]
    assert cuts_of(crowded, [(0.5, both)], frozenset({CUT})) == []


def test_two_halves_serve_all(crowded: Instance) -> None:
    """Half a duty to each stop, or two halves to both, serve all of P: nothing is broken."""
    assert cuts_of(crowded, [(0.5, frozenset({P})), (0.5, frozenset({Q}))]) == []
    assert cuts_of(crowded, [(0.5, frozenset({P, Q})), (0.5, frozenset({P, Q}))]) == []


def test_no_more_cuts_than_asked_for(crowded: Instance) -> None:
    """Of two broken cuts the one worth more is returned first, and alone if one is asked for."""
    formulation = formulate(crowded)
    values = np.zeros(formulation.model.num_columns)
    values[formulation.share_column] = 0.5
    duties = [(0.5, frozenset({P, Q}))]
    found = separate_share_cuts(formulation, values, duties, frozenset(), 10)
    assert sorted(found) == [CUT, ShareCut(Q, (P, Q))]
    assert separate_share_cuts(formulation, values, duties, frozenset(), 1) == found[:1]


def test_duties_touch_a_cut_once(crowded: Instance) -> None:
    """A duty counts 1 in a cut if it visits any of its stops, however many."""
    pool = pool_of([[0, 1], [1, NO_OPTION], [NO_OPTION, NO_OPTION]])
    touching = touching_duties(crowded, pool, [CUT, ShareCut(P, (P,))])
    assert touching.toarray().tolist() == [[1, 1], [1, 0], [0, 0]]


def random_roster(fleet: Fleet, rng: np.random.Generator) -> tuple[dict[int, int], ...] | None:
    """Return day trips at random, no stop with another number of visits than a level has."""
    instance = fleet.instance
    roster: list[dict[int, int]] = []
    visits: dict[int, int] = {}
    for number, vehicle in enumerate(instance.vehicles):
        pool, chosen = fleet.pool(number), dict[int, int]()
        trips = fleet.rows[number]
        trips = trips[(pool.start[trips] == vehicle.depot) & (pool.end[trips] == vehicle.depot)]
        for day in range(instance.num_days):
            row = int(rng.choice(trips)) if len(trips) else -1
            options = [] if row < 0 else [int(o) for o in pool.options[row] if o != NO_OPTION]
            stops = {int(instance.option_stop[option]) for option in options}
            if options and not stops & set(visits):
                chosen[day] = row
                visits |= {int(instance.option_stop[o]): o for o in options}
        roster.append(chosen)
    once = set(instance.level_option[instance.level_visits == 1].tolist())
    return tuple(roster) if set(visits.values()) <= once and visits else None


@pytest.mark.parametrize("seed", range(40))
def test_no_plan_breaks_any_cut(seed: int) -> None:
    """With the rows the master would have, every plan keeps the cuts of all sets of stops."""
    rng = np.random.default_rng(seed)
    instance = instance_of(seed, has_met_floor=False, has_two_visits=False, has_budget=False)
    cuts = tuple(
        ShareCut(place, stops)
        for place in range(len(instance.access.place_ids))
        for size in range(2, instance.num_stops + 1)
        for stops in itertools.combinations(range(instance.num_stops), size)
    )
    formulation, cut_rows = add_cut_rows(formulate(instance), cuts)
    fleet = fleet_of(instance).with_cuts(cuts, cut_rows)
    roster = random_roster(fleet, rng)
    if roster is None:
        return
    incumbent = make_incumbent(fleet, roster)
    assert incumbent is not None
    values = np.zeros(formulation.model.num_columns)
    places, names = instance.access.place_ids, instance.node_ids
    for share in incumbent.plan.access:
        stop = next(
            s for s in range(instance.num_stops) if names[instance.stop_node[s]] == share.stop
        )
        columns = formulation.share_column[
            (formulation.share_place == places.index(share.place))
            & (formulation.share_stop == stop)
        ]
        values[columns[0]] = share.share
    activity = formulation.model.matrix() @ values
    for number, chosen in enumerate(roster):
        days = np.array(sorted(chosen), dtype=np.int64)
        duties = np.array([chosen[int(day)] for day in days], dtype=np.int64)
        home = np.zeros(len(days), dtype=np.int64)
        rows, _, amounts = column_entries(
            fleet, formulation, number, Arcs(days, duties, home, home)
        )
        np.add.at(activity, rows, amounts)
    assert (activity[cut_rows] <= 1e-9).all()
    # The check can fail: without the duties, everyone who is served breaks a cut.
    assert not incumbent.plan.access or (formulation.model.matrix() @ values)[cut_rows].max() > 0
