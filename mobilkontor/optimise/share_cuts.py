r"""Own the share cuts: a duty that visits two neighbours serves a resident once.

For a place i and any set S of stops,

.. math:: \sum_{j \in S} w_{ij} z_{ij} \le \sum_{k, d} \sum_{r: r \cap S \ne \emptyset} x_{krd}

with :math:`w_{ij}` the weeks in which j is visited at least if it serves i, holds for every plan:
if a stop j of S serves i, then duties of :math:`w_{ij}` weeks visit S, and the shares of i add up
to at most 1. The LP breaks it where half a duty visits two neighbouring villages and counts half
of i at each of them. Since the duties are enumerated, the coefficient of every column is known and
pricing stays exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from mobilkontor.core.instance import Instance
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.formulation import Formulation

__all__ = ["ShareCut", "separate_share_cuts", "touching_duties"]

MAX_STOPS_PER_CUT = 6
MIN_VIOLATION = 1e-3


@dataclass(frozen=True, slots=True, order=True)
class ShareCut:
    """One cut: the place and the set of stops, increasing."""

    place: int
    stops: tuple[int, ...]


def touching_duties(instance: Instance, pool: DutyPool, cuts: Sequence[ShareCut]) -> csr_array:
    """Return which duties visit a stop of each cut.

    Parameters
    ----------
    instance : Instance
        Problem.
    pool : DutyPool
        Duties.
    cuts : sequence of ShareCut
        Cuts.

    Returns
    -------
    csr_array of float64, shape (num_duties, num_cuts)
        1 where the duty counts in the cut.
    """
    member = np.zeros((len(instance.option_stop), len(cuts)))
    for number, cut in enumerate(cuts):
        member[np.isin(instance.option_stop, cut.stops), number] = 1.0
    touching = csr_array(pool.visits(len(instance.option_stop)) @ csr_array(member))
    touching.data[:] = 1.0
    return touching


def separate_share_cuts(
    formulation: Formulation,
    values: NDArray[np.float64],
    duties: Sequence[tuple[float, frozenset[int]]],
    known: frozenset[ShareCut],
    max_cuts: int,
) -> list[ShareCut]:
    """Return the cuts an LP solution breaks worst, at most one per place.

    Parameters
    ----------
    formulation : Formulation
        Columns z.
    values : ndarray of float64
        LP value of the columns of the formulation.
    duties : sequence of (float, frozenset of int)
        LP value and stops of every duty in use.
    known : frozenset of ShareCut
        Cuts in the master already.
    max_cuts : int
        Most cuts to return.

    Returns
    -------
    list of ShareCut
        Broken cuts, worst in worth first.
    """
    shares = values[formulation.share_column]
    used = np.nonzero(shares > MIN_VIOLATION)[0]
    of_place: dict[int, dict[int, tuple[float, float]]] = {}
    for number in used:
        stops = of_place.setdefault(int(formulation.share_place[number]), {})
        stop = int(formulation.share_stop[number])
        share, met = stops.get(stop, (0.0, 0.0))
        weeks = int(formulation.share_weeks[number])
        most = max(met, float(formulation.share_met[number]) / weeks)
        stops[stop] = share + weeks * float(shares[number]), most
    at_stop: dict[int, set[int]] = {}
    for position, (_, visited) in enumerate(duties):
        for stop in visited:
            at_stop.setdefault(stop, set()).add(position)
    found: list[tuple[float, ShareCut]] = []
    for place, stops in of_place.items():
        # All others touch none of them.
        some = set[int]().union(*(at_stop.get(stop, ()) for stop in stops))
        best = _worst_cut(place, stops, [duties[position] for position in sorted(some)], known)
        if best is not None:
            found.append(best)
    found.sort(key=lambda item: (-item[0], item[1]))
    return [cut for _, cut in found[:max_cuts]]


def _worst_cut(
    place: int,
    stops: dict[int, tuple[float, float]],
    duties: Sequence[tuple[float, frozenset[int]]],
    known: frozenset[ShareCut],
) -> tuple[float, ShareCut] | None:
    """Return the cut of one place that is broken most, weighted by what the shares are worth."""
    largest = sorted(stops, key=lambda stop: (-stops[stop][0], stop))[:MAX_STOPS_PER_CUT]
    near = [(weight, visited) for weight, visited in duties if len(visited & set(largest)) > 1]
    if not near:
        return None
    worst: tuple[float, ShareCut] | None = None
    for size in range(2, len(largest) + 1):
        for members in combinations(sorted(largest), size):
            chosen = frozenset(members)
            visits = sum(weight for weight, visited in duties if visited & chosen)
            violation = sum(stops[stop][0] for stop in members) - visits
            cut = ShareCut(place, members)
            if violation <= MIN_VIOLATION or cut in known:
                continue
            worth = violation * max(stops[stop][1] for stop in members)
            if worst is None or worth > worst[0] + 1e-9:
                worst = worth, cut
    return worst
