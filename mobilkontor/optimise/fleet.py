"""Own the vehicles of a problem with the duties that each may use, and what these cost."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from mobilkontor.core.instance import Instance
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_HOUR
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.share_cuts import ShareCut, touching_duties

__all__ = ["Fleet", "make_fleet", "more_nights"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

TIE_BREAK = 1e-3
"""Weight of the cost where it does not count: of plans that meet as much the cheaper one."""


@dataclass(frozen=True, slots=True, eq=False)
class Fleet:
    """Vehicles with their pools and what their duties cost.

    Attributes
    ----------
    instance : Instance
        Problem.
    pools : tuple of DutyPool
        Duties by profile.
    rows : tuple of (ndarray of int64)
        Rows of the pool that each vehicle may use.
    cost_sek : tuple of (ndarray of float64)
        Cost of every duty of the pool by vehicle, one night included where it ends away.
    visits : tuple of csr_array
        Visits of every duty by profile, duties by options.
    cuts : tuple of ShareCut
        Share cuts of the master.
    cut_row : ndarray of int64
        Row of each cut in the model.
    touching : tuple of csr_array
        Which duties count in each cut, by profile.
    """

    instance: Instance
    pools: tuple[DutyPool, ...]
    rows: tuple[IntArray, ...]
    cost_sek: tuple[FloatArray, ...]
    visits: tuple[csr_array, ...]
    cuts: tuple[ShareCut, ...] = ()
    cut_row: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    touching: tuple[csr_array, ...] = ()

    def pool(self, vehicle: int) -> DutyPool:
        """Return the pool of a vehicle."""
        return self.pools[self.instance.vehicles[vehicle].profile]

    def night_sek(self, number: int) -> FloatArray:
        """Return the cost of a vehicle's night after every duty of its pool, 0 at its depot."""
        return _night_sek(self.instance, number)[self.pool(number).end]

    def cost_on(self, number: int, duty: IntArray, day: IntArray) -> FloatArray:
        """Return the cost of duties on days, with all nights up to the next working day."""
        cost_sek = self.cost_sek[number][duty]
        more = more_nights(self.instance, number)[day]
        if not more.any():
            return cost_sek
        return cost_sek + more * self.night_sek(number)[duty]

    def charge_on(self, vehicle: int, duty: IntArray, day: IntArray) -> FloatArray:
        """Return what duties on days take off the objective: their cost, or nothing."""
        return self.instance.goal.cost_weight * self.cost_on(vehicle, duty, day)

    def plan_charge_sek(self, vehicle: int) -> FloatArray:
        """Return what duties take off while plans are made: at least so much that ties are rare."""
        return max(TIE_BREAK, self.instance.goal.cost_weight) * self.cost_sek[vehicle]

    def charge_sek(self, vehicle: int) -> FloatArray:
        """Return what every duty of a vehicle takes off the objective: its cost, or nothing."""
        return self.instance.goal.cost_weight * self.cost_sek[vehicle]

    def with_cuts(self, cuts: tuple[ShareCut, ...], cut_row: IntArray) -> Fleet:
        """Return the fleet with share cuts and the rows they have in a model."""
        touching = tuple(touching_duties(self.instance, pool, cuts) for pool in self.pools)
        return Fleet(
            self.instance,
            self.pools,
            self.rows,
            self.cost_sek,
            self.visits,
            cuts,
            cut_row,
            touching,
        )


def _cost_sek(instance: Instance, number: int, pool: DutyPool) -> FloatArray:
    """Return the cost of every duty for a vehicle, the night after it included."""
    vehicle = instance.vehicles[number]
    night = _night_sek(instance, number)
    return np.asarray(
        pool.distance_m / METRES_PER_KM * vehicle.cost_per_km_sek
        + pool.working_s / SECONDS_PER_HOUR * vehicle.cost_per_hour_sek
        + vehicle.cost_per_day_sek
        + night[pool.end]
    )


def _night_sek(instance: Instance, number: int) -> FloatArray:
    """Return the cost of a vehicle's night at every node."""
    night = np.zeros(len(instance.node_ids))
    night[instance.overnight_node] = instance.overnight_cost_sek
    night[instance.vehicles[number].depot] = 0.0
    return night


def more_nights(instance: Instance, number: int) -> IntArray:
    """Return how many nights more than one a vehicle stands away after each day."""
    nights = [instance.nights_after(number, day) for day in range(instance.num_days)]
    return np.maximum(np.array(nights, dtype=np.int64) - 1, 0)


def make_fleet(instance: Instance, pools: tuple[DutyPool, ...]) -> Fleet:
    """Return the vehicles with the duties each may use and their costs.

    Parameters
    ----------
    instance : Instance
        Problem.
    pools : tuple of DutyPool
        Duties by profile.

    Returns
    -------
    Fleet
        Without share cuts.
    """
    rows, costs = [], []
    for number, vehicle in enumerate(instance.vehicles):
        pool = pools[vehicle.profile]
        places = np.append(instance.overnight_node, vehicle.depot)
        rows.append(np.nonzero(np.isin(pool.start, places) & np.isin(pool.end, places))[0])
        costs.append(_cost_sek(instance, number, pool))
    num_options = len(instance.option_stop)
    visits = tuple(pool.visits(num_options) for pool in pools)
    return Fleet(instance, pools, tuple(rows), tuple(costs), visits)
