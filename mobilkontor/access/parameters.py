"""Own the figures that access is measured with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.places import Service

__all__ = ["AccessParameters", "Curve"]


@dataclass(frozen=True, slots=True)
class Curve:
    """A piecewise linear curve, constant beyond its ends.

    Attributes
    ----------
    at : tuple of float
        Where its corners lie, increasing.
    share : tuple of float
        Its height at the corners, from 0 to 1.
    """

    at: tuple[float, ...]
    share: tuple[float, ...]

    def heights(self, at: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the height of the curve at many points."""
        return np.asarray(np.interp(at, self.at, self.share), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class AccessParameters:
    """How need and benefit are reckoned.

    Attributes
    ----------
    weeks : int
        Length of the cycle [weeks].
    visits_per_year : mapping of Service to float
        Need of a resident below 65 [visits per year].
    need_factor_65plus : float
        Need of a resident of 65 and more, as a multiple of a younger one's.
    mobile_services : tuple of Service
        Services that mobile offices offer.
    travel : Curve
        Share of the need that is met, by travel time [min].
    frequency : Curve
        Share of the need that is met, by visits or opening days per week.
    """

    weeks: int
    visits_per_year: Mapping[Service, float]
    need_factor_65plus: float
    mobile_services: tuple[Service, ...]
    travel: Curve
    frequency: Curve
