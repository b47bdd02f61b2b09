"""Say why candidate stops are not served, from the duties that could have visited them.

The reasons speak of the plan at hand: given whom it serves already, what would a visit add, and
would the cheapest duty that makes it repay its cost?
"""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.goals import Goal
from mobilkontor.core.instance import Instance
from mobilkontor.core.plan import Plan, Unserved
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.planning import Incumbent

__all__ = ["explain_unserved"]

FloatArray = NDArray[np.float64]

WORTH_TELLING = 1e-9


def _gain_per_level(instance: Instance, plan: Plan) -> FloatArray:
    """Return the met visits that each level would add to a plan, on its own."""
    table = instance.access
    met_now = dict.fromkeys(table.place_ids, 0.0)
    for share in plan.access:
        met_now[share.place] += share.met_visits
    now = np.array([met_now[place] for place in table.place_ids])
    more = np.maximum(0.0, table.pair_met_visits - now[table.pair_place])
    gain = np.bincount(table.pair_level, weights=more, minlength=len(instance.level_stop))
    return gain.astype(np.float64)


def _best_net_per_stop(fleet: Fleet, gain_sek: FloatArray) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Return the best worth of a duty that visits each stop, and which stops a duty reaches."""
    instance = fleet.instance
    best = np.full(instance.num_stops, -np.inf)
    reached = np.zeros(instance.num_stops, dtype=bool)
    for number, rows in enumerate(fleet.rows):
        profile = instance.vehicles[number].profile
        visits = fleet.visits[profile][rows].tocoo()
        net = (fleet.visits[profile] @ gain_sek - fleet.cost_sek[number])[rows]
        stops = instance.option_stop[visits.col]
        np.maximum.at(best, stops, net[visits.row])
        reached[stops] = True
    return best, reached


def explain_unserved(fleet: Fleet, incumbent: Incumbent) -> Plan:
    """Return the plan with a reason for every candidate stop that it does not serve.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and all duties.
    incumbent : Incumbent
        Plan without reasons.

    Returns
    -------
    Plan
        The same plan with ``unserved`` for the candidates, by place.
    """
    instance, plan = fleet.instance, incumbent.plan
    gain = _gain_per_level(instance, plan)
    gain_of_option = np.zeros(len(instance.option_stop))
    np.maximum.at(gain_of_option, instance.level_option, gain)
    gain_of_stop = np.zeros(instance.num_stops)
    np.maximum.at(gain_of_stop, instance.level_stop, gain)
    net, reached = _best_net_per_stop(fleet, instance.value_per_met_visit_sek * gain_of_option)
    served = {service.place for service in plan.services}
    used = {share.place: share for share in plan.access}
    unserved = []
    for stop in range(instance.num_stops):
        place = instance.node_ids[int(instance.stop_node[stop])]
        if place in served:
            continue
        lost = float(gain_of_stop[stop]) if gain_of_stop[stop] > WORTH_TELLING else 0.0
        share = used.get(place)
        if share is not None:
            reason = "uses_office" if share.is_office else "uses_stop"
        elif not reached[stop]:
            reason = "out_of_reach"
        elif instance.goal is Goal.LEAST_COST:
            reason = "not_needed"
        else:
            reason = "no_time" if net[stop] > 0 else "not_worth"
        unserved.append(Unserved(place, reason, "" if share is None else share.stop, lost))
    return dataclasses.replace(plan, unserved=tuple(sorted(unserved, key=lambda u: u.place)))
