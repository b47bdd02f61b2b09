"""Reckon the need of every place for every service."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from mobilkontor.access.parameters import AccessParameters
from mobilkontor.core.places import Municipality, Place, Service
from mobilkontor.core.units import WEEKS_PER_YEAR

__all__ = ["need_per_cycle"]


def need_per_cycle(
    places: Iterable[Place],
    municipalities: Iterable[Municipality],
    services: Iterable[Service],
    parameters: AccessParameters,
) -> NDArray[np.float64]:
    r"""Return the visits that the residents of each place need of each service.

    Place :math:`i` needs :math:`n_{is} = r_i v_s \frac{W}{52} ((1 - a) + a f)` visits, with
    :math:`a` the share of residents of 65 and more in its municipality and :math:`f` their need
    factor.

    Parameters
    ----------
    places : iterable of Place
        Places in the order of the rows.
    municipalities : iterable of Municipality
        Where the age shares come from.
    services : iterable of Service
        Services in the order of the columns.
    parameters : AccessParameters
        Need per resident and the length of the cycle.

    Returns
    -------
    ndarray of float64, shape (num_places, num_services)
        Need [visits per cycle].
    """
    age_factor = {
        municipality.name: 1 + municipality.share_65plus * (parameters.need_factor_65plus - 1)
        for municipality in municipalities
    }
    weighted = np.array(
        [place.residents * age_factor[place.municipality] for place in places], dtype=np.float64
    )
    per_resident = np.array(
        [parameters.visits_per_year[service] for service in services], dtype=np.float64
    )
    return np.outer(weighted, per_resident * parameters.weeks / WEEKS_PER_YEAR)
