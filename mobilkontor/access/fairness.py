r"""Weigh met visits by whom they meet, so that evenness of access counts.

Access :math:`a_i` is the share of a place's need that offices and stops meet. With Atkinson's
aversion :math:`\epsilon` to inequality, welfare is :math:`\sum_i n_i a_i^{1 - \epsilon}` over the
need :math:`n_i`: met visits for :math:`\epsilon = 0`, and the more a visit counts the less a place
had before, for greater values. Residents use one stop, so that the welfare gained there is known
for each pair of place and stop: it is a weight on the visits that the pair meets. Reference:
Atkinson 1970, On the measurement of inequality, doi:10.1016/0022-0531(70)90039-6.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["equity_weights", "worst_off"]

FloatArray = NDArray[np.float64]

ACCESS_DIGITS = 9
"""Decimals to which access is compared: equal values must not be told apart by rounding."""


def equity_weights(
    before: FloatArray, met_visits: FloatArray, need: FloatArray, aversion: float
) -> FloatArray:
    """Return what a met visit counts, by place and stop.

    Parameters
    ----------
    before : ndarray of float64
        Share of the need that is met without the stop.
    met_visits : ndarray of float64
        Visits that the stop meets over that; above 0.
    need : ndarray of float64
        Need of the place [visits].
    aversion : float
        Atkinson's epsilon, at least 0 and below 1.

    Returns
    -------
    ndarray of float64
        Welfare gained per met visit; 1 everywhere if the aversion is 0.
    """
    power = 1.0 - aversion
    gained = np.power(before + met_visits / need, power) - np.power(before, power)
    return np.asarray(gained * need / met_visits)


def worst_off(access: FloatArray, residents: NDArray[np.int64], share: float) -> tuple[int, ...]:
    """Return the places of the residents with the least access.

    Parameters
    ----------
    access : ndarray of float64, shape (num_places,)
        Share of the need that is met today.
    residents : ndarray of int64, shape (num_places,)
        Residents of each place.
    share : float
        How many of all residents they are at least.

    Returns
    -------
    tuple of int
        Whole places, increasing; of equal ones the earlier first, until they are enough.
    """
    order = np.argsort(np.round(access, ACCESS_DIGITS), kind="stable")
    before = np.cumsum(residents[order]) - residents[order]
    chosen = order[before < share * float(residents.sum())]
    return tuple(sorted(chosen.tolist()))
