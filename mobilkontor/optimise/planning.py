"""Turn a roster, the duties chosen for every vehicle and day, into a plan with clock times.

What only the scenario knows (residents of a place, their travel times, places that are no
candidates) is left 0 or out; `completion` fills it in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mobilkontor.core.instance import Instance
from mobilkontor.core.plan import AccessShare, Duty, NewOffice, Plan, Service, VehicleCost
from mobilkontor.core.units import SECONDS_PER_HOUR
from mobilkontor.duties.clock import clocked_duty, earliest_starts
from mobilkontor.duties.pool import NO_OPTION
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.master_ip import Roster
from mobilkontor.optimise.opening_times import StartWindow, regular_starts
from mobilkontor.optimise.residents import (
    NO_LEVEL,
    Served,
    Settlement,
    Share,
    settle_residents,
)
from mobilkontor.optimise.rest import runs_of_duties

__all__ = ["Incumbent", "make_incumbent"]


@dataclass(frozen=True, slots=True)
class Incumbent:
    """A plan with its worth.

    Attributes
    ----------
    plan : Plan
        The plan, without places that have no stop.
    objective_sek : float
        Its worth per cycle.
    roster : tuple of dict
        Duties behind it.
    served_residents : int
        Residents of the places that use a stop.
    """

    plan: Plan
    objective_sek: float
    roster: Roster
    served_residents: int


def _served_levels(fleet: Fleet, roster: Roster) -> dict[int, tuple[int, list[int]]]:
    """Return the option of every served stop and the days of its visits."""
    instance = fleet.instance
    visits: dict[int, tuple[int, list[int]]] = {}
    for number, duties in enumerate(roster):
        pool = fleet.pool(number)
        for day, row in duties.items():
            for option in pool.options[row]:
                if option != NO_OPTION:
                    stop = int(instance.option_stop[option])
                    visits.setdefault(stop, (int(option), []))[1].append(day)
    return {stop: (option, sorted(days)) for stop, (option, days) in visits.items()}


def _level_of(instance: Instance, option: int, num_visits: int) -> int:
    """Return the level of an option with a number of visits."""
    levels = np.nonzero((instance.level_option == option) & (instance.level_visits == num_visits))[
        0
    ]
    return int(levels[0])


def _visitors(fleet: Fleet, roster: Roster) -> dict[int, float]:
    """Return the visitors every served stop can receive per cycle."""
    instance = fleet.instance
    visitors: dict[int, float] = {}
    for number, duties in enumerate(roster):
        per_hour = instance.vehicles[number].visitors_per_hour
        pool = fleet.pool(number)
        for row in duties.values():
            for option in pool.options[row]:
                if option != NO_OPTION:
                    stop = int(instance.option_stop[option])
                    hours = float(instance.option_opening_s[option]) / SECONDS_PER_HOUR
                    visitors[stop] = visitors.get(stop, 0.0) + per_hour * hours
    return visitors


def _clocked(fleet: Fleet, roster: Roster) -> list[Duty]:
    """Return all duties with their clocks, by vehicle and day."""
    instance = fleet.instance
    duties: list[Duty] = []
    rows: list[tuple[int, int]] = []
    windows: list[StartWindow] = []
    for number, chosen in enumerate(roster):
        pool = fleet.pool(number)
        profile = instance.profiles[instance.vehicles[number].profile]
        rest_s = profile.rules.daily_rest_s or 0
        for run in runs_of_duties(instance, chosen):
            starts, _ = earliest_starts(pool, [chosen[day] for day in run], profile)
            for day, start_s in zip(run, starts, strict=True):
                row = chosen[day]
                cost = float(fleet.cost_on(number, np.array([row]), np.array([day]))[0])
                duty = clocked_duty(instance, number, pool, row, day, start_s, cost)
                duties.append(duty)
                rows.append((number, row))
                windows.append(
                    StartWindow(
                        earliest_s=start_s,
                        latest_s=int(pool.latest_start_s[row]),
                        elapsed_s=int(pool.elapsed_s[row]),
                        opens=tuple((v.place, v.open_s - start_s) for v in duty.stops),
                        rest_s=None if day == run[0] else rest_s,
                    )
                )
    starts = regular_starts(windows, instance.opening_tolerance_s)
    return [
        clocked_duty(instance, number, fleet.pool(number), row, duty.day, start_s, duty.cost_sek)
        for duty, (number, row), start_s in zip(duties, rows, starts, strict=True)
    ]


def _services(
    instance: Instance, served: dict[int, tuple[int, list[int]]], shares: Sequence[Share]
) -> list[Service]:
    """Return what every served stop gets, by place."""
    met: dict[int, float] = {}
    for share in shares:
        if share.level == NO_LEVEL:
            continue
        stop = int(instance.level_stop[share.level])
        met[stop] = met.get(stop, 0.0) + share.met_visits
    services = [
        Service(
            place=instance.node_ids[int(instance.stop_node[stop])],
            visits_per_cycle=len(days),
            opening_s=int(instance.option_opening_s[option]),
            days=tuple(days),
            residents=0,
            met_visits=met.get(stop, 0.0),
            half_day=instance.option_half[option] if instance.option_half else None,
        )
        for stop, (option, days) in served.items()
    ]
    return sorted(services, key=lambda service: service.place)


def _vehicle_costs(instance: Instance, roster: Roster) -> tuple[VehicleCost, ...]:
    """Return what vehicles cost because they are used, in the order of their names."""
    costs = [
        VehicleCost(vehicle.id, vehicle.fixed_cost_sek)
        for vehicle, duties in zip(instance.vehicles, roster, strict=True)
        if duties and vehicle.fixed_cost_sek > 0
    ]
    return tuple(sorted(costs, key=lambda cost: cost.vehicle))


def _access(instance: Instance, shares: Sequence[Share]) -> tuple[AccessShare, ...]:
    """Return who uses which stop or new office, by place and stop."""
    access = [
        AccessShare(
            place=instance.access.place_ids[share.place],
            stop=_place_of(instance, share),
            share=share.share,
            met_visits=share.met_visits,
            travel_s=0,
            is_office=share.office != NO_LEVEL,
        )
        for share in shares
    ]
    return tuple(sorted(access, key=lambda row: (row.place, row.stop, row.is_office)))


def _place_of(instance: Instance, share: Share) -> str:
    """Return the place of the stop or office of a share."""
    if share.office != NO_LEVEL:
        return instance.offices[share.office].place
    return instance.node_ids[int(instance.stop_node[instance.level_stop[share.level]])]


def _offices(instance: Instance, settled: Settlement) -> tuple[NewOffice, ...]:
    """Return the offices that open, by place."""
    met: dict[int, float] = dict.fromkeys(settled.offices, 0.0)
    for share in settled.shares:
        if share.office != NO_LEVEL:
            met[share.office] += share.met_visits
    offices = [
        NewOffice(instance.offices[number].place, instance.offices[number].cost_sek, visits)
        for number, visits in met.items()
    ]
    return tuple(sorted(offices, key=lambda office: office.place))


def make_incumbent(fleet: Fleet, roster: Roster) -> Incumbent | None:
    """Return the plan of a roster.

    Parameters
    ----------
    fleet : Fleet
        Vehicles and duties.
    roster : tuple of dict of int to int
        Duty by day, for every vehicle; clocks must exist (`rest`).

    Returns
    -------
    Incumbent or None
        None if floors, budget or earlier goals cannot be kept with its visits.
    """
    instance = fleet.instance
    served = _served_levels(fleet, roster)
    levels = frozenset(_level_of(instance, option, len(days)) for option, days in served.values())
    duties = tuple(_clocked(fleet, roster))
    vehicle_costs = _vehicle_costs(instance, roster)
    spent_sek = sum(duty.cost_sek for duty in duties)
    spent_sek += sum(cost.cost_sek for cost in vehicle_costs)
    settled = settle_residents(instance, Served(levels, _visitors(fleet, roster), spent_sek))
    if settled is None:
        return None
    plan = Plan(
        instance.horizon,
        duties,
        services=tuple(_services(instance, served, settled.shares)),
        access=_access(instance, settled.shares),
        unserved=(),
        offices=_offices(instance, settled),
        vehicle_costs=vehicle_costs,
    )
    weighted = sum(share.weighted_visits for share in settled.shares)
    worth_sek = instance.goal.value_weight * instance.value_per_met_visit_sek * weighted
    places = {share.place for share in settled.shares}
    residents = instance.access.residents
    served_residents = sum(residents[place] for place in places) if residents else 0
    objective_sek = worth_sek - instance.goal.cost_weight * plan.cost_sek
    return Incumbent(plan, objective_sek, roster, served_residents)
