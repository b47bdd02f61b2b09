"""Give one answer of one racer as JSON, in a process of its own: METHOD INSTANCE SEED LIMIT_S."""

from __future__ import annotations

import json
import resource
import sys
import time

from tests.benchmark.periodic_race.cycle_instances import cycle_instances
from tests.benchmark.periodic_race.racers import US, answer


def main(method: str, instance: str, seed: int, limit_s: float) -> None:
    """Print trips, bound and times of an answer as the last line."""
    problem = next(problem for problem in cycle_instances() if problem.name == instance)
    begin_s, begin_cpu_s = time.perf_counter(), _cpu_s()
    bound_sek = None
    if method == US:
        from tests.benchmark.periodic_race.by_us import plan

        planned = plan(problem, seed=seed, limit_s=limit_s)
        trips, bound_sek = list(planned.trips), planned.bound_sek
    else:
        trips = answer(method, problem, seed=seed, limit_s=limit_s)
    told = {
        "trips": [[int(t.vehicle), int(t.day), [int(v) for v in t.villages]] for t in trips],
        "bound_sek": bound_sek,
        "time_s": round(time.perf_counter() - begin_s, 2),
        "cpu_s": round(_cpu_s() - begin_cpu_s, 2),
    }
    print(json.dumps(told))


def _cpu_s() -> float:
    """Return the time on a core of this process and of those that it has ended [s]."""
    who = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, who))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
