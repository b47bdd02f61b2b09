"""Own who races: what each is called, what it needs from PyPI, whether a seed matters to it."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from tests.benchmark.periodic_race.cycle_trips import CycleTrips, Trip

__all__ = ["RACERS", "US", "Racer", "answer", "packages"]

US = "us"


@dataclass(frozen=True, slots=True)
class Racer:
    """A peer with one way to state a cycle.

    Attributes
    ----------
    title : str
        What the table calls it.
    package : str
        What it needs from PyPI, with the version.
    module, function : str
        Where it is stated.
    has_seed : bool
        Whether its answers depend on a seed.
    weeks_from : int
        Shortest cycle that it is asked for, where another racer is the same on shorter ones.
    """

    title: str
    package: str
    module: str
    function: str
    has_seed: bool
    weeks_from: int = 1


RACERS = {
    "pyvrp-copies": Racer(
        "PyVRP, copied visits", "pyvrp==0.14.1", "by_pyvrp", "plan_copies", True, weeks_from=2
    ),
    "pyvrp-repeated": Racer(
        "PyVRP, repeated routes", "pyvrp==0.14.1", "by_pyvrp", "plan_repeated", True
    ),
    "ortools": Racer("OR-Tools, linked visits", "ortools==9.15.6755", "by_ortools", "plan", False),
    "vroom": Racer("VROOM", "pyvroom==1.15.2", "by_vroom", "plan", False),
    "vrpy": Racer("vrpy", "vrpy==0.5.1", "by_vrpy", "plan", False),
}


def packages() -> list[str]:
    """Return what all peers need from PyPI."""
    return sorted({racer.package for racer in RACERS.values()})


def answer(name: str, problem: CycleTrips, *, seed: int, limit_s: float) -> list[Trip]:
    """Return the answer of a peer, which must be installed.

    Parameters
    ----------
    name : str
        Key of `RACERS`.
    problem : CycleTrips
        The instance.
    seed : int
        Seed, for those that have one.
    limit_s : float
        Longest search.

    Returns
    -------
    list of Trip
        Its trips.
    """
    racer = RACERS[name]
    module = importlib.import_module(f"tests.benchmark.periodic_race.{racer.module}")
    seeded = {"seed": seed} if racer.has_seed else {}
    trips: list[Trip] = getattr(module, racer.function)(problem, limit_s=limit_s, **seeded)
    return trips
