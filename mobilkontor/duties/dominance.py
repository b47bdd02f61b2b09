"""Drop duties that another duty makes needless.

Two duties with the same start, end and options enter the same rows of the master. If one is
nowhere larger in any resource (distance, working time, and where daily rest can bind the clocks)
then every plan stays a plan, at no higher cost, when it takes the other's place: costs and weekly
hours grow with distance and working time only. So dropping the other one is safe.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["group_keys", "undominated"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


def group_keys(columns: list[IntArray]) -> IntArray:
    """Return one number per row, equal exactly where all columns are equal.

    Parameters
    ----------
    columns : list of ndarray of int64, shape (num_rows,)
        Columns of small non-negative numbers.

    Returns
    -------
    ndarray of int64, shape (num_rows,)
        Keys; their order means nothing.
    """
    key = columns[0].astype(np.int64)
    top = int(key.max(initial=0)) + 1
    for column in columns[1:]:
        base = int(column.max(initial=0)) + 1
        if top * base >= 2**62:
            values, key = np.unique(key, return_inverse=True)
            top = len(values)
        key = key * base + column
        top *= base
    return key


def undominated(keys: IntArray, resources: Sequence[IntArray | FloatArray]) -> IntArray:
    """Return the rows that no other row of the same key dominates, in the order given.

    Of equal rows the first one stays.

    Parameters
    ----------
    keys : ndarray of int64, shape (num_rows,)
        Rows are compared only if their keys are equal.
    resources : sequence of ndarray, shape (num_rows,)
        Less is better in each.

    Returns
    -------
    ndarray of int64
        Positions of the rows to keep, increasing.
    """
    order = np.lexsort([*reversed(resources), keys])
    sorted_keys = keys[order]
    sorted_resources = [resource[order] for resource in resources]
    dominated = np.zeros(len(order), dtype=bool)
    # Rows of a key stand together with the least first, so only an earlier row can dominate.
    for shift in range(1, len(order)):
        same = sorted_keys[shift:] == sorted_keys[:-shift]
        if not same.any():
            break
        for resource in sorted_resources:
            same &= resource[:-shift] <= resource[shift:]
        dominated[shift:] |= same
    return np.sort(order[~dominated])
