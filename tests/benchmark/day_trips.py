"""Own the problem of the race, and the one judge of every answer to it.

Each vehicle has one route a day, from its depot and back, and a village is visited at most once in
the week, for its prize. There is no night away, no break and no sharing of residents: nothing that
one of the racers could not say. Money is whole thousandths of a SEK, so that both add up the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["DayTrips", "Route", "worth_msek"]


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
    leg_s, leg_m : ndarray of int64, shape (num_nodes, num_nodes)
        Driving time [s] and distance [m] between nodes.
    prize_sek : ndarray of int64, shape (num_villages,)
        Worth of a visit to each village [SEK].
    setup_s, opening_s, packing_s : int
        Steps of a visit [s].
    open_from_s, open_to_s : int
        Clock between which an office may be open [s after midnight].
    earliest_start_s, latest_end_s : int
        Clock between which a route starts and ends [s after midnight].
    max_working_s : int
        Longest driving and visits of a route [s].
    cost_per_m_msek, cost_per_s_msek : int
        Cost of driving and of working time [SEK / 1000].
    """

    name: str
    num_depots: int
    num_days: int
    leg_s: NDArray[np.int64]
    leg_m: NDArray[np.int64]
    prize_sek: NDArray[np.int64]
    setup_s: int = 900
    opening_s: int = 7200
    packing_s: int = 900
    open_from_s: int = 9 * 3600
    open_to_s: int = 18 * 3600
    earliest_start_s: int = 7 * 3600
    latest_end_s: int = 20 * 3600
    max_working_s: int = 10 * 3600
    cost_per_m_msek: int = 6
    cost_per_s_msek: int = 200

    @property
    def num_villages(self) -> int:
        """Number of villages."""
        return len(self.prize_sek)

    @property
    def visit_s(self) -> int:
        """Work at a village [s]."""
        return self.setup_s + self.opening_s + self.packing_s


def worth_msek(problem: DayTrips, routes: Sequence[Route]) -> int:
    """Return the prizes less the costs of an answer [SEK / 1000].

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
    return 1000 * prizes - sum(_cost_msek(problem, route) for route in routes)


def _cost_msek(problem: DayTrips, route: Route) -> int:
    """Return the cost of one route that keeps the rules of a day [SEK / 1000]."""
    nodes = (route.depot, *route.villages, route.depot)
    legs_s = [int(problem.leg_s[leg]) for leg in pairwise(nodes)]
    working_s = sum(legs_s) + problem.visit_s * len(route.villages)
    # Without waiting, the clock of the first opening sets all others.
    opens_s = max(problem.open_from_s, problem.earliest_start_s + legs_s[0] + problem.setup_s)
    ends_s = opens_s - problem.setup_s - legs_s[0] + working_s
    closes_s = ends_s - legs_s[-1] - problem.packing_s
    is_late = closes_s > problem.open_to_s or ends_s > problem.latest_end_s
    if not route.villages or working_s > problem.max_working_s or is_late:
        msg = f"{problem.name}: {route} is empty, too long, or ends too late"
        raise ValueError(msg)
    distance_m = sum(int(problem.leg_m[leg]) for leg in pairwise(nodes))
    return problem.cost_per_m_msek * distance_m + problem.cost_per_s_msek * working_s
