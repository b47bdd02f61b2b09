"""Reckon what a stop would give the residents of every place, over what fixed offices give."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mobilkontor.access.parameters import AccessParameters
from mobilkontor.core.units import SECONDS_PER_MINUTE

__all__ = ["met_visits"]


def met_visits(
    need: NDArray[np.float64],
    met_by_offices: NDArray[np.float64],
    travel_s: NDArray[np.int64],
    visits_per_cycle: NDArray[np.int64],
    parameters: AccessParameters,
) -> NDArray[np.float64]:
    r"""Return the visits met if all residents of a place use a level of a stop.

    :math:`u_{ijq} = \sum_s n_{is} \max(0, \phi(\tau_{ij}) \psi(f_q / W) - g_{is})`, summed over the
    services that mobile offices offer.

    Parameters
    ----------
    need : ndarray of float64, shape (num_places, num_services)
        Need for each mobile service [visits per cycle].
    met_by_offices : ndarray of float64, shape (num_places, num_services)
        Share of that need that fixed offices meet.
    travel_s : ndarray of int64, shape (num_places, num_levels)
        Residents' travel time to the stop of each level [s].
    visits_per_cycle : ndarray of int64, shape (num_levels,)
        Visits of each level per cycle.
    parameters : AccessParameters
        Curves of travel and frequency, and the length of the cycle.

    Returns
    -------
    ndarray of float64, shape (num_places, num_levels)
        Met visits over what fixed offices meet [visits per cycle].
    """
    travel = parameters.travel.heights(travel_s / SECONDS_PER_MINUTE)
    frequency = parameters.frequency.heights(visits_per_cycle / parameters.weeks)
    given = travel * frequency
    met = np.zeros_like(given)
    for need_s, met_s in zip(need.T, met_by_offices.T, strict=True):
        met += need_s[:, None] * np.maximum(0, given - met_s[:, None])
    return met
