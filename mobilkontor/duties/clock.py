"""Turn duties of the pool into clock times.

Within a day the canonical clock is as early as possible; a late evening before moves the morning
by the daily rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from mobilkontor.core.instance import Instance, Profile
from mobilkontor.core.plan import Break, Duty, Visit
from mobilkontor.core.units import SECONDS_PER_DAY
from mobilkontor.duties.breaks import break_plans
from mobilkontor.duties.pool import NO_OPTION, DutyPool

__all__ = ["clocked_duty", "earliest_starts"]


def earliest_starts(
    pool: DutyPool, duties: Sequence[int], profile: Profile
) -> tuple[list[int], int | None]:
    """Return the earliest start of duties on days that follow each other.

    Parameters
    ----------
    pool : DutyPool
        Duties.
    duties : sequence of int
        One row of the pool for each day.
    profile : Profile
        Daily rest.

    Returns
    -------
    starts : list of int
        Clock of each start [s after midnight].
    clash : int or None
        Position of the first duty that would have to start too late, if any.
    """
    rest_s = profile.rules.daily_rest_s or 0
    starts: list[int] = []
    for position, duty in enumerate(duties):
        start = int(pool.earliest_start_s[duty])
        if position:
            end = starts[-1] + int(pool.elapsed_s[duties[position - 1]])
            start = max(start, end + rest_s - SECONDS_PER_DAY)
        if start > int(pool.latest_start_s[duty]):
            return starts, position
        starts.append(start)
    return starts, None


def clocked_duty(
    instance: Instance, vehicle: int, pool: DutyPool, row: int, day: int, start_s: int, cost: float
) -> Duty:
    """Return a duty with the clock of every step.

    Parameters
    ----------
    instance : Instance
        Problem.
    vehicle : int
        Position of the vehicle.
    pool : DutyPool
        Duties of its profile.
    row : int
        Duty.
    day : int
        Day it is driven.
    start_s : int
        Clock of its start [s after midnight].
    cost : float
        Cost of the duty with the night after it [SEK].

    Returns
    -------
    Duty
        Visits and breaks in order.
    """
    state = instance.roads_on(day).bit_length() - 1
    profile = instance.profiles[instance.vehicles[vehicle].profile].in_state(state)
    options = [int(option) for option in pool.options[row] if option != NO_OPTION]
    breaks_s = break_plans(len(options), profile.rules)[int(pool.break_plan[row])].lengths_s
    clock, node = start_s, int(pool.start[row])
    visits, breaks = [], []

    def pause(place: str, length_s: int) -> None:
        """Let the clock run through a break."""
        nonlocal clock
        if length_s:
            needed_s = profile.rules.driving_break_s
            is_driving = needed_s is not None and length_s >= needed_s
            breaks.append(
                Break(place, clock, clock + length_s, "driving" if is_driving else "meal")
            )
            clock += length_s

    for number, option in enumerate(options):
        next_node = int(instance.stop_node[instance.option_stop[option]])
        place = instance.node_ids[next_node]
        clock += int(profile.leg_s[node, next_node])
        arrive = clock
        pause(place, breaks_s[2 * number])
        opens = clock + instance.setup_s
        closes = opens + int(instance.option_opening_s[option])
        clock = closes + instance.packing_s
        pause(place, breaks_s[2 * number + 1])
        visits.append(Visit(place, arrive, opens, closes, clock))
        node = next_node
    return Duty(
        vehicle=instance.vehicles[vehicle].id,
        day=day,
        start=instance.node_ids[int(pool.start[row])],
        end=instance.node_ids[int(pool.end[row])],
        start_s=start_s,
        end_s=start_s + int(pool.elapsed_s[row]),
        driving_s=int(pool.driving_s[row]),
        working_s=int(pool.working_s[row]),
        distance_m=int(pool.distance_m[row]),
        cost_sek=cost,
        stops=tuple(visits),
        breaks=tuple(breaks),
    )
