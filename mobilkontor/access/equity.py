"""Measure how evenly a good is shared among residents."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["weighted_gini"]


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
