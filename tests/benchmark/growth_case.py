"""Measure one size of the problem in a process of its own, for its memory, and print JSON.

Called as `python -m tests.benchmark.growth_case VILLAGES VEHICLES LIMIT_S`.
"""

from __future__ import annotations

import dataclasses
import json
import resource
import sys
import threading
import time
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path

from mobilkontor import api
from mobilkontor.access.candidates import PlaceKind
from mobilkontor.build.stops import classify_places
from mobilkontor.core.errors import LimitReachedError
from mobilkontor.core.instance import Instance, Vehicle
from mobilkontor.core.places import Place
from mobilkontor.core.result import Progress
from mobilkontor.duties.enumeration import enumerate_duties
from mobilkontor.travel import provide_travel
from tests.benchmark.milestones import bound_s, proof_s

WEEK = Path(__file__).parents[2] / "scenarios" / "norrbotten" / "week.yaml"
KB_PER_MB = 1024


def instance_of(num_villages: int, num_vehicles: int) -> Instance:
    """Return `week.yaml` with so many candidate stops and vehicles.

    Its own candidates come first, then places that are small or near an office, then those with an
    office; each kind by residents. More than four vehicles stand at the four depots in turn.
    """
    scenario = api.load(WEEK)
    travel = provide_travel(scenario)
    standings = classify_places(scenario, travel)
    offices = {office.place for office in scenario.offices if office.is_open}

    def rank(place: Place) -> tuple[bool, bool, int]:
        is_candidate = standings[place.id].kind is PlaceKind.CANDIDATE
        return not is_candidate, place.id in offices, -place.residents

    ids = [place.id for place in sorted(scenario.places, key=rank)]
    stops = scenario.file.stops.model_copy(
        update={"include": tuple(ids[:num_villages]), "exclude": tuple(ids[num_villages:])}
    )
    file = scenario.file.model_copy(update={"stops": stops})
    instance = api.build(dataclasses.replace(scenario, file=file), travel)
    fleet: list[Vehicle] = [
        dataclasses.replace(vehicle, id=f"{vehicle.id}-{number}")
        for number, vehicle in enumerate(islice(cycle(instance.vehicles), num_vehicles))
    ]
    return instance.replace(vehicles=tuple(fleet))


def measure(instance: Instance, limit_s: float) -> dict[str, float | bool | None]:
    """Return the figures of one instance."""
    begin_s = time.perf_counter()
    pools = [enumerate_duties(instance, number) for number in range(len(instance.profiles))]
    enumeration_s = time.perf_counter() - begin_s
    num_duties = sum(len(pool) for pool in pools)
    is_complete = all(pool.is_complete for pool in pools)
    del pools
    trace: list[Progress] = []
    # Without a plan within the limit there is still the trace.
    with suppress(LimitReachedError):
        api.optimise(
            instance,
            time_limit_s=limit_s,
            gap_limit=0.0,
            seed=0,
            threads=1,
            observe=trace.append,
            stop=threading.Event(),
        )
    return {
        "duties": num_duties,
        "is_complete": is_complete,
        "duties_per_s": num_duties / enumeration_s,
        "bound_s": bound_s(trace),
        "proof_s": proof_s(trace),
        "gap": trace[-1].gap,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB_PER_MB,
    }


if __name__ == "__main__":
    villages, vehicles, limit = sys.argv[1:]
    print(json.dumps(measure(instance_of(int(villages), int(vehicles)), float(limit))))
