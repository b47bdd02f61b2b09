"""Own the residents as the plan sees them: where they live, what they need, what offices meet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.access.need import need_per_cycle
from mobilkontor.access.offices import share_met_by_offices
from mobilkontor.access.parameters import AccessParameters, Curve
from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.places import Place, Service
from mobilkontor.scenario import benefit_schema
from mobilkontor.scenario.model import Scenario
from mobilkontor.travel import Travel

__all__ = ["Residents", "access_parameters", "residents_of"]

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Residents:
    """Places with residents, their need of each mobile service and what offices meet of it.

    Attributes
    ----------
    places : tuple of Place
        Places with residents.
    need, met_by_offices : ndarray of float64, shape (num_places, num_services)
        Need [visits per cycle], and the share of it that open fixed offices meet.
    travel : TravelMatrix
        How they travel.
    """

    places: tuple[Place, ...]
    need: FloatArray
    met_by_offices: FloatArray
    travel: TravelMatrix

    @property
    def total_need(self) -> FloatArray:
        """Need of every place [visits per cycle]."""
        return np.asarray(self.need.sum(axis=1))

    @property
    def access(self) -> FloatArray:
        """Share of its need that open fixed offices meet, of every place; 0 where none is."""
        met = (self.need * self.met_by_offices).sum(axis=1)
        return np.asarray(np.divide(met, self.total_need, out=np.zeros_like(met), where=met > 0))


def residents_of(scenario: Scenario, travel: Travel) -> Residents:
    """Return places with residents, their need and what offices meet of it.

    Parameters
    ----------
    scenario : Scenario
        Checked scenario.
    travel : Travel
        Travel between all of its places.

    Returns
    -------
    Residents
        In the order of the table.
    """
    parameters = access_parameters(scenario)
    places = tuple(place for place in scenario.places if place.residents)
    services = parameters.mobile_services
    return Residents(
        places=places,
        need=need_per_cycle(places, scenario.municipalities, services, parameters),
        met_by_offices=share_met_by_offices(
            places, scenario.offices, services, travel.residents, parameters
        ),
        travel=travel.residents,
    )


def access_parameters(scenario: Scenario) -> AccessParameters:
    """Return the figures that access is measured with.

    Parameters
    ----------
    scenario : Scenario
        Checked scenario.

    Returns
    -------
    AccessParameters
        Need per resident, curves and mobile services.
    """
    benefit = scenario.file.benefit
    return AccessParameters(
        weeks=scenario.file.cycle.weeks,
        visits_per_year={
            service: benefit.need_per_resident.visits_per_year(service) for service in Service
        },
        need_factor_65plus=benefit.need_factor_65plus.value,
        mobile_services=tuple(dict.fromkeys(benefit.mobile_services)),
        travel=_curve(benefit.travel),
        frequency=_curve(benefit.frequency),
    )


def _curve(curve: benefit_schema.Curve) -> Curve:
    """Return a curve as numbers only."""
    return Curve(
        at=tuple(point.at for point in curve.points),
        share=tuple(point.share for point in curve.points),
    )
