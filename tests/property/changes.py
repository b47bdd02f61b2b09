"""Change an instance in a way whose effect on the optimum is known."""

from __future__ import annotations

import dataclasses

import numpy as np

from mobilkontor.core.instance import AccessTable, Floor, Instance, Lock, Profile, Vehicle
from mobilkontor.core.rules import WorkRules
from mobilkontor.core.units import SECONDS_PER_DAY

__all__ = [
    "doubled",
    "with_longer_day",
    "with_one_more_overnight",
    "with_one_more_vehicle",
    "with_reversed_vehicles",
    "without_promises",
    "without_stop",
]


def with_longer_day(instance: Instance, extra_s: int) -> Instance:
    """Return the instance with crews that may work later in the evening."""
    profiles = tuple(
        dataclasses.replace(profile, latest_end_s=profile.latest_end_s + extra_s)
        for profile in instance.profiles
    )
    return instance.replace(profiles=profiles)


def with_one_more_vehicle(instance: Instance) -> Instance:
    """Return the instance with a second vehicle like the first."""
    twin = dataclasses.replace(instance.vehicles[0], id="twin")
    return instance.replace(vehicles=(*instance.vehicles, twin))


def with_one_more_overnight(instance: Instance) -> Instance:
    """Return the instance with one more node to stand at overnight, if there is one left."""
    taken = set(instance.overnight_node.tolist())
    free = [node for node in range(len(instance.node_ids)) if node not in taken]
    return instance.replace(
        overnight_node=np.append(instance.overnight_node, free[-1:]).astype(np.int64),
        overnight_rooms=np.append(instance.overnight_rooms, [1] * len(free[-1:])).astype(np.int64),
        overnight_cost_sek=np.append(instance.overnight_cost_sek, [100.0] * len(free[-1:])),
    )


def without_promises(instance: Instance) -> Instance:
    """Return the instance with no stop promised."""
    return instance.replace(stop_is_promised=np.zeros_like(instance.stop_is_promised))


def with_reversed_vehicles(instance: Instance) -> Instance:
    """Return the instance with its vehicles in the other order."""
    last = len(instance.vehicles) - 1
    return instance.replace(
        vehicles=instance.vehicles[::-1],
        locks=tuple(
            lock if lock.vehicle is None else dataclasses.replace(lock, vehicle=last - lock.vehicle)
            for lock in instance.locks
        ),
    )


def without_stop(instance: Instance, stop: int) -> Instance:
    """Return the instance without one stop; places and nodes stay."""

    def renumbered(
        kept: np.ndarray[tuple[int], np.dtype[np.bool_]],
    ) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.cumsum(kept) - 1

    keep_stop = np.arange(instance.num_stops) != stop
    keep_option = instance.option_stop != stop
    keep_level = instance.level_stop != stop
    keep_pattern = keep_level[instance.pattern_level]
    keep_pair = keep_level[instance.access.pair_level]
    new_stop, new_option, new_level = map(renumbered, (keep_stop, keep_option, keep_level))
    access = instance.access
    return instance.replace(
        stop_node=instance.stop_node[keep_stop],
        stop_is_promised=instance.stop_is_promised[keep_stop],
        option_stop=new_stop[instance.option_stop[keep_option]],
        option_opening_s=instance.option_opening_s[keep_option],
        option_half=tuple(
            half
            for half, is_kept in zip(instance.option_half, keep_option, strict=False)
            if is_kept
        ),
        level_stop=new_stop[instance.level_stop[keep_level]],
        level_option=new_option[instance.level_option[keep_level]],
        level_visits=instance.level_visits[keep_level],
        pattern_level=new_level[instance.pattern_level[keep_pattern]],
        pattern_days=instance.pattern_days[keep_pattern],
        access=AccessTable(
            place_ids=access.place_ids,
            pair_place=access.pair_place[keep_pair],
            pair_level=new_level[access.pair_level[keep_pair]],
            pair_met_visits=access.pair_met_visits[keep_pair],
        ),
        floors=tuple(_floor_without(floor, stop) for floor in instance.floors),
        locks=tuple(
            Lock(lock.stop - (lock.stop > stop), lock.day, lock.vehicle)
            for lock in instance.locks
            if lock.stop != stop
        ),
    )


def _floor_without(floor: Floor, stop: int) -> Floor:
    """Return a floor whose stops are numbered without one stop."""
    stops = tuple(other - (other > stop) for other in floor.stops if other != stop)
    return dataclasses.replace(floor, stops=stops)


def doubled(instance: Instance) -> Instance:
    """Return the instance with all times twice as long, clocks counted from the first start.

    Costs and visitors per hour are halved. Between the end of a duty and the start of the next
    lies a day less the difference of their clocks, and only the difference doubles, so daily rest
    R becomes 24 h - 2 (24 h - R).
    """
    zero_s = min(profile.earliest_start_s for profile in instance.profiles)

    def clock(time_s: int) -> int:
        return 2 * (time_s - zero_s)

    return instance.replace(
        profiles=tuple(
            Profile(
                leg_s=2 * profile.leg_s,
                leg_m=profile.leg_m,
                rules=_doubled_rules(profile.rules),
                earliest_start_s=clock(profile.earliest_start_s),
                latest_end_s=clock(profile.latest_end_s),
            )
            for profile in instance.profiles
        ),
        vehicles=tuple(_slower(vehicle) for vehicle in instance.vehicles),
        option_opening_s=2 * instance.option_opening_s,
        setup_s=2 * instance.setup_s,
        packing_s=2 * instance.packing_s,
        open_from_s=clock(instance.open_from_s),
        open_to_s=clock(instance.open_to_s),
        midday_s=clock(instance.midday_s),
    )


def _doubled_rules(rules: WorkRules) -> WorkRules:
    """Return rules for times twice as long."""
    changes = {
        field.name: 2 * value
        for field in dataclasses.fields(rules)
        if (value := getattr(rules, field.name)) is not None
    }
    if rules.daily_rest_s is not None:
        changes["daily_rest_s"] = max(0, 2 * rules.daily_rest_s - SECONDS_PER_DAY)
    return WorkRules(**changes)


def _slower(vehicle: Vehicle) -> Vehicle:
    """Return a vehicle whose hour is worth half as much."""
    return dataclasses.replace(
        vehicle,
        cost_per_hour_sek=vehicle.cost_per_hour_sek / 2,
        visitors_per_hour=vehicle.visitors_per_hour / 2,
    )
