"""Own the problem of the race, and the one judge of every answer to it.

Each vehicle has one route a day, from its depot and back, and a village is visited at most once in
the week, for its prize. There is no night away, no break and no sharing of residents: nothing that
one of the racers could not say. All numbers are whole minutes, kilometres and SEK: PyVRP takes
whole numbers only, and penalises too little where they are large.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["DayTrips", "Route", "worth_sek"]


@dataclass(frozen=True, slots=True)
class Route:
    """One day of one vehicle: nodes of its depot and of the villages in order."""

    depot: int
    villages: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class DayTrips:
    """An instance of the race. The depots are the first nodes, the villages follow.

    Attributes
    ----------
    name : str
        What the table calls it.
    num_depots : int
        Depots, each with one vehicle.
    num_days : int
        Days, each with one route per vehicle.
    leg_min, leg_km : ndarray of int64, shape (num_nodes, num_nodes)
        Driving time [min] and distance [km] between nodes.
    prize_sek : ndarray of int64, shape (num_villages,)
        Worth of a visit to each village [SEK].
    setup_min, opening_min, packing_min : int
        Steps of a visit [min].
    open_from_min, open_to_min : int
        Clock between which an office may be open [min after midnight].
    earliest_start_min, latest_end_min : int
        Clock between which a route starts and ends [min after midnight].
    max_working_min : int
        Longest driving and visits of a route [min].
    cost_per_km_sek, cost_per_min_sek : int
        Cost of driving and of working time [SEK].
    """

    name: str
    num_depots: int
    num_days: int
    leg_min: NDArray[np.int64]
    leg_km: NDArray[np.int64]
    prize_sek: NDArray[np.int64]
    setup_min: int = 15
    opening_min: int = 120
    packing_min: int = 15
    open_from_min: int = 9 * 60
    open_to_min: int = 18 * 60
    earliest_start_min: int = 7 * 60
    latest_end_min: int = 20 * 60
    max_working_min: int = 10 * 60
    cost_per_km_sek: int = 6
    cost_per_min_sek: int = 12

    @property
    def num_villages(self) -> int:
        """Number of villages."""
        return len(self.prize_sek)

    @property
    def visit_min(self) -> int:
        """Work at a village [min]."""
        return self.setup_min + self.opening_min + self.packing_min


def worth_sek(problem: DayTrips, routes: Sequence[Route]) -> int:
    """Return the prizes less the costs of an answer [SEK].

    Parameters
    ----------
    problem : DayTrips
        The instance.
    routes : sequence of Route
        The answer.

    Returns
    -------
    int
        Its worth.

    Raises
    ------
    ValueError
        If it breaks a rule.
    """
    visits = Counter(village for route in routes for village in route.villages)
    if any(count > 1 for count in visits.values()):
        msg = f"{problem.name}: a village is visited twice"
        raise ValueError(msg)
    for depot, count in Counter(route.depot for route in routes).items():
        if count > problem.num_days:
            msg = f"{problem.name}: {count} routes from depot {depot}, of {problem.num_days} days"
            raise ValueError(msg)
    prizes = sum(int(problem.prize_sek[village - problem.num_depots]) for village in visits)
    return prizes - sum(_cost_sek(problem, route) for route in routes)


def _cost_sek(problem: DayTrips, route: Route) -> int:
    """Return the cost of one route that keeps the rules of a day [SEK]."""
    nodes = (route.depot, *route.villages, route.depot)
    legs_min = [int(problem.leg_min[leg]) for leg in pairwise(nodes)]
    working_min = sum(legs_min) + problem.visit_min * len(route.villages)
    # Without waiting, the clock of the first opening sets all others.
    opens_min = max(
        problem.open_from_min, problem.earliest_start_min + legs_min[0] + problem.setup_min
    )
    ends_min = opens_min - problem.setup_min - legs_min[0] + working_min
    closes_min = ends_min - legs_min[-1] - problem.packing_min
    is_late = closes_min > problem.open_to_min or ends_min > problem.latest_end_min
    if not route.villages or working_min > problem.max_working_min or is_late:
        msg = f"{problem.name}: {route} is empty, too long, or ends too late"
        raise ValueError(msg)
    distance_km = sum(int(problem.leg_km[leg]) for leg in pairwise(nodes))
    return problem.cost_per_km_sek * distance_km + problem.cost_per_min_sek * working_min
