"""Own the instances of the periodic race: villages strewn over a square.

The curve of frequency, the need per resident, the worth of a met visit and the cost of a kilometre
are those of `scenarios/norrbotten`, where wages are the same for every plan and left out. Many
small and few large villages are drawn lognormal, more of them than the vehicles can serve.
"""

from __future__ import annotations

import numpy as np

from tests.benchmark.periodic_race.cycle_trips import CycleTrips

__all__ = ["cycle_instances", "strewn"]

SIZES = (20, 40, 80, 160)
CYCLES_WEEKS = (1, 2, 4)

VILLAGES_PER_VEHICLE = 40
MAX_VEHICLES = 4
SIDE_KM = 250
SPEED_KMH = 70
MIN_PER_H = 60

VISIT_MIN = (60, 90, 120, 150, 180)
MEDIAN_RESIDENTS, SPREAD = 150, 1.0
LEAST_RESIDENTS, MOST_RESIDENTS = 20, 3000
VISITS_PER_RESIDENT_AND_YEAR = 0.25
WORTH_PER_VISIT_SEK = 3000
WEEKS_PER_YEAR = 52

SHARE_MET = {0.25: 0.5, 0.5: 0.62, 1.0: 0.7}
"""Share of the need that is met, by visits per week."""


def cycle_instances() -> tuple[CycleTrips, ...]:
    """Return the instances of the race, the smallest first."""
    return tuple(strewn(size, weeks) for size in SIZES for weeks in CYCLES_WEEKS)


def strewn(num_villages: int, weeks: int) -> CycleTrips:
    """Return villages strewn over a square, depots among them; the same ones for every cycle.

    Parameters
    ----------
    num_villages : int
        Villages; also the seed.
    weeks : int
        Weeks of the cycle.

    Returns
    -------
    CycleTrips
        Legs in a straight line, whole minutes rounded up.
    """
    random = np.random.default_rng(num_villages)
    num_vehicles = min(MAX_VEHICLES, max(1, num_villages // VILLAGES_PER_VEHICLE))
    position_km = random.uniform(0, SIDE_KM, size=(num_vehicles + num_villages, 2))
    legs_km = np.linalg.norm(position_km[:, None] - position_km[None, :], axis=2)
    residents = np.clip(
        MEDIAN_RESIDENTS * np.exp(SPREAD * random.standard_normal(num_villages)),
        LEAST_RESIDENTS,
        MOST_RESIDENTS,
    )
    visit_min = random.choice(VISIT_MIN, num_villages)
    level_visits = tuple(visits for visits in (1, 2, 4) if visits <= weeks)
    share_met = np.array([SHARE_MET[visits / weeks] for visits in level_visits])
    need = residents * VISITS_PER_RESIDENT_AND_YEAR * weeks / WEEKS_PER_YEAR
    prize_sek = need[:, None] * share_met[None, :] * WORTH_PER_VISIT_SEK
    return CycleTrips(
        name=f"{num_villages}x{weeks}",
        weeks=weeks,
        num_vehicles=num_vehicles,
        position_km=position_km,
        leg_min=np.ceil(legs_km / SPEED_KMH * MIN_PER_H).astype(np.int64),
        leg_km=np.ceil(legs_km).astype(np.int64),
        visit_min=visit_min.astype(np.int64),
        level_visits=level_visits,
        prize_sek=np.rint(prize_sek).astype(np.int64),
    )
