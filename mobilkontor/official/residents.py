"""Read numbers of residents, and refuse what is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.errors import ScenarioError
from mobilkontor.official.problems import not_whole

__all__ = ["whole_residents"]

MAX_RESIDENTS = 10_000_000
MAX_TOLD = 20


def whole_residents(path: Path, values: NDArray[Any]) -> NDArray[np.int64]:
    """Return numbers of residents as whole numbers.

    Parameters
    ----------
    path : Path
        File that they come from.
    values : ndarray
        Numbers as the file has them.

    Returns
    -------
    ndarray of int64
        The numbers [persons].

    Raises
    ------
    ScenarioError
        If one is missing, negative, a fraction or absurd.
    """
    problems = []
    whole = np.zeros(len(values), dtype=np.int64)
    for row, value in enumerate(values.tolist()):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and 0 <= value <= MAX_RESIDENTS and float(value).is_integer():
            whole[row] = int(value)
        else:
            problems.append(not_whole(path.name, row + 1, value))
    if problems:
        raise ScenarioError(tuple(problems[:MAX_TOLD]))
    return whole
