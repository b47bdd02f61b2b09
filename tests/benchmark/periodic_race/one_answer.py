"""Give one answer of one racer as JSON, in a process of its own: METHOD INSTANCE SEED LIMIT_S."""

from __future__ import annotations

import json
import sys
import time

from tests.benchmark.periodic_race.cycle_instances import cycle_instances
from tests.benchmark.periodic_race.racers import US, answer


def main(method: str, instance: str, seed: int, limit_s: float) -> None:
    """Print trips, bound and time of an answer as the last line."""
    problem = next(problem for problem in cycle_instances() if problem.name == instance)
    begin_s = time.perf_counter()
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
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
