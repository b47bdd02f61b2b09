"""Measure how evenly a good is shared among residents."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["atkinson", "mean_of_least", "weighted_gini", "weighted_quantile"]


def weighted_gini(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    r"""Return the Gini coefficient of a value per resident.

    Half the mean difference between two residents drawn at random, as a share of the mean:
    :math:`G = \sum_{ij} w_i w_j |x_i - x_j| / (2 \bar{x} (\sum_i w_i)^2)`.

    Parameters
    ----------
    values : ndarray of float64, shape (num_places,)
        Value of each resident of a place, 0 or more, such as the share of the need that is met.
    weights : ndarray of float64, shape (num_places,)
        Residents of each place [persons].

    Returns
    -------
    float
        0 if all have the same, near 1 if one has all; 0 if there is nothing to share.
    """
    order = np.argsort(values, kind="stable")
    weight = weights[order]
    total = float((values * weights).sum())
    if total <= 0:
        return 0.0
    had = np.cumsum(values[order] * weight)
    # Area below the Lorenz curve, by trapezoids.
    twice_area = float((weight * (had + had - values[order] * weight)).sum())
    return max(0.0, 1 - twice_area / (total * float(weight.sum())))


def atkinson(values: NDArray[np.float64], weights: NDArray[np.float64], aversion: float) -> float:
    r"""Return Atkinson's measure of inequality of a value per resident.

    The share of the mean that could be given up if all had the same:
    :math:`A = 1 - (\sum_i w_i x_i^{1-\epsilon} / \sum_i w_i)^{1/(1-\epsilon)} / \bar x`.

    Parameters
    ----------
    values : ndarray of float64, shape (num_places,)
        Value of each resident of a place, 0 or more.
    weights : ndarray of float64, shape (num_places,)
        Residents of each place [persons].
    aversion : float
        :math:`\epsilon`, at least 0 and below 1.

    Returns
    -------
    float
        0 if all have the same, up to 1; 0 if there is nothing to share.
    """
    residents = float(weights.sum())
    mean = float((values * weights).sum()) / residents if residents > 0 else 0.0
    if mean <= 0:
        return 0.0
    power = 1.0 - aversion
    alike = float(((weights * values**power).sum() / residents) ** (1.0 / power))
    return max(0.0, 1.0 - alike / mean)


def mean_of_least(
    values: NDArray[np.float64], weights: NDArray[np.float64], share: float
) -> float | None:
    """Return the mean value of the residents who have least.

    Parameters
    ----------
    values : ndarray of float64, shape (num_places,)
        Value of each resident of a place.
    weights : ndarray of float64, shape (num_places,)
        Residents of each place [persons].
    share : float
        How many of all residents they are; a part of a place's residents may be among them.

    Returns
    -------
    float or None
        The mean; None if nobody lives there.
    """
    wanted = share * float(weights.sum())
    if wanted <= 0:
        return None
    order = np.argsort(values, kind="stable")
    before = np.cumsum(weights[order]) - weights[order]
    counted = np.clip(wanted - before, 0.0, weights[order])
    return float((counted * values[order]).sum()) / wanted


def weighted_quantile(
    values: NDArray[np.float64], weights: NDArray[np.float64], share: float
) -> float | None:
    """Return the least value that a share of the residents does not exceed.

    Parameters
    ----------
    values : ndarray of float64, shape (num_places,)
        Value of each resident of a place.
    weights : ndarray of float64, shape (num_places,)
        Residents of each place [persons].
    share : float
        How many of all residents have this value or less, at least.

    Returns
    -------
    float or None
        The value, which is that of a place; None if nobody lives there.
    """
    lived_in = weights > 0
    order = np.argsort(values[lived_in], kind="stable")
    counted = np.cumsum(weights[lived_in][order])
    if not counted.size:
        return None
    # Shares of counted residents are not exact, so the last place always remains.
    position = int(np.searchsorted(counted, share * counted[-1] * (1 - 1e-12)))
    return float(values[lived_in][order][min(position, counted.size - 1)])
