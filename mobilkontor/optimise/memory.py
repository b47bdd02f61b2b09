"""Find the stops that overnight places should remember.

An LP solution splits into weighted paths. Where a path visits a stop twice during one tour, every
place it sleeps at between the two visits has to remember the stop; then no path of the next round
does the same (dynamic ng-route relaxation; Roberti and Mingozzi 2014, doi:10.1287/trsc.2013.0474).

Stops that may have several visits a week are never remembered: a tour may visit them again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import NO_OPTION, DutyPool
from mobilkontor.optimise.patterns import is_once_a_week
from mobilkontor.optimise.tour_graph import MAX_MEMORY, Arcs, Memory, TourGraph

__all__ = ["grow_memory", "repeats"]

FloatArray = NDArray[np.float64]

MIN_WEIGHT = 1e-6
MAX_PATHS = 400


@dataclass(slots=True)
class _Flow:
    """What is left of the LP solution on one arc."""

    weight: float
    duty: int
    head: int


Step = tuple[int, int, _Flow]
"""Day, state before, and flow of a duty on a path."""


def _paths(graph: TourGraph, arcs: Arcs, values: FloatArray) -> Iterator[tuple[float, list[Step]]]:
    """Yield the weighted paths that an LP solution is made of, idle days left out."""
    leaving: dict[tuple[int, int], list[_Flow]] = {}
    for arc in np.nonzero(values > MIN_WEIGHT)[0]:
        key = int(arcs.day[arc]), int(arcs.tail[arc])
        flow = _Flow(float(values[arc]), int(arcs.duty[arc]), int(arcs.head[arc]))
        leaving.setdefault(key, []).append(flow)
    for _ in range(MAX_PATHS):
        state, steps = graph.home, list[Step]()
        for day in range(graph.num_days):
            flows = [f for f in leaving.get((day, state), []) if f.weight > MIN_WEIGHT]
            if not flows:
                continue
            widest = max(flows, key=lambda flow: flow.weight)
            steps.append((day, state, widest))
            state = widest.head
        if not steps:
            return
        width = min(step[2].weight for step in steps)
        for step in steps:
            step[2].weight -= width
        yield width, steps


def repeats(
    instance: Instance, graph: TourGraph, pool: DutyPool, arcs: Arcs, values: FloatArray
) -> dict[tuple[int, int], float]:
    """Return which stop is visited twice around which overnight place, and how much.

    Parameters
    ----------
    instance : Instance
        Problem.
    graph : TourGraph
        States of one vehicle.
    pool : DutyPool
        Duties of its profile.
    arcs : Arcs
        Columns of the vehicle.
    values : ndarray of float64
        LP value of each column.

    Returns
    -------
    dict of (int, int) to float
        Weight of the paths by overnight node and stop.
    """
    again = np.unique(instance.level_stop[~is_once_a_week(instance)])
    found: dict[tuple[int, int], float] = {}
    for width, steps in _paths(graph, arcs, values):
        last_seen: dict[int, int] = {}
        for number, (_, _, flow) in enumerate(steps):
            options = pool.options[flow.duty]
            for option in options[options != NO_OPTION]:
                stop = int(instance.option_stop[option])
                if stop in last_seen and stop not in again:
                    between = {state for _, state, _ in steps[last_seen[stop] + 1 : number + 1]}
                    if graph.home not in between:
                        for node in {graph.node_of_state(state) for state in between}:
                            found[node, stop] = found.get((node, stop), 0.0) + width
                last_seen[stop] = number
    return found


def grow_memory(memory: Memory, found: dict[tuple[int, int], float]) -> dict[int, tuple[int, ...]]:
    """Return the memory with the stops repeated most added, as far as there is room.

    Parameters
    ----------
    memory : Memory
        Stops that nodes remember.
    found : dict of (int, int) to float
        Weight by node and stop, from ``repeats``.

    Returns
    -------
    dict of int to tuple of int
        Grown memory; equal to the old one if nothing could be added.
    """
    grown = {node: tuple(stops) for node, stops in memory.items()}
    for (node, stop), _ in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        stops = grown.get(node, ())
        if stop not in stops and len(stops) < MAX_MEMORY:
            grown[node] = (*stops, stop)
    return grown
