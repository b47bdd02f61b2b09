"""Recompute from the scenario what residents need and what offices and stops meet of it.

This is the verifier's own statement of the access model:

- need of place i for service s [visits per cycle]: residents x visits per resident and year
  x weeks / 52 x age factor, with age factor = (1 - share 65+) + share 65+ x factor 65+;
- a stop or office meets the share phi(travel time) x psi(visits or opening days per week);
- fixed offices meet g, the best share over the open offices that offer the service;
- a stop's benefit is the need x what it meets over g, summed over the mobile services.
"""

from __future__ import annotations

import numpy as np

from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.places import Service
from mobilkontor.core.units import SECONDS_PER_MINUTE, WEEKS_PER_YEAR
from mobilkontor.scenario.benefit_schema import Curve
from mobilkontor.scenario.model import Scenario

__all__ = ["Needs"]


class Needs:
    """What residents need, and what meets it.

    Parameters
    ----------
    scenario : Scenario
        A scenario without problems.
    travel_residents : TravelMatrix
        Residents' own travel.
    """

    def __init__(self, scenario: Scenario, travel_residents: TravelMatrix) -> None:
        self._benefit = scenario.file.benefit
        self._weeks = scenario.file.cycle.weeks
        self._travel = travel_residents
        self._places = {place.id: place for place in scenario.places}
        self._share_65plus = {m.name: m.share_65plus for m in scenario.municipalities}
        self._offices = [office for office in scenario.offices if office.is_open]
        self._candidates = {entry.place: entry for entry in scenario.file.candidate_offices}
        self._aversion = scenario.file.fairness.inequality_aversion
        # Need and what fixed offices meet of it, per mobile service; the same for every stop.
        self._by_service = {
            place.id: tuple(
                (self._need(place.id, service), self._given(place.id, service))
                for service in self._benefit.mobile_services
            )
            for place in scenario.places
        }

    def travel_s(self, place: str, stop: str) -> int:
        """Return the residents' travel time from a place to a stop [s].

        Parameters
        ----------
        place, stop : str
            Ids of known places.

        Returns
        -------
        int
            The travel time [s].
        """
        return int(self._travel.time_s[self._travel.index(place), self._travel.index(stop)])

    def benefit(self, place: str, stop: str, visits_per_cycle: int) -> float:
        """Return what a stop meets of a place's need, over what fixed offices meet.

        Parameters
        ----------
        place, stop : str
            Ids of known places.
        visits_per_cycle : int
            Visits to the stop.

        Returns
        -------
        float
            Met visits per cycle if all residents of the place use the stop.
        """
        met_share = self._met_share(place, stop, visits_per_cycle / self._weeks)
        return sum(need * max(0.0, met_share - given) for need, given in self._by_service[place])

    def office_benefit(self, place: str, office: str) -> float:
        """Return what a new fixed office meets of a place's need, over what open ones meet.

        Parameters
        ----------
        place : str
            Id of a known place.
        office : str
            Place of a candidate.

        Returns
        -------
        float
            Met visits per cycle if all residents of the place use the office.
        """
        candidate = self._candidates[office]
        met_share = self._met_share(place, office, candidate.days_per_week)
        return sum(
            need * max(0.0, met_share - given)
            for service, (need, given) in zip(
                self._benefit.mobile_services, self._by_service[place], strict=True
            )
            if service in candidate.services
        )

    def need(self, place: str) -> float:
        """Return the need of a place for all mobile services [visits per cycle]."""
        return sum(need for need, _ in self._by_service[place])

    def access(self, place: str) -> float:
        """Return the share of its need that open fixed offices meet; 0 where nobody needs any."""
        need = self.need(place)
        return sum(n * given for n, given in self._by_service[place]) / need if need > 0 else 0.0

    def counted(self, place: str, met: float) -> float:
        """Return how much met visits of a place count, for those who would even out access.

        Parameters
        ----------
        place : str
            Id of a known place.
        met : float
            Visits met per cycle if all residents use the same stop.

        Returns
        -------
        float
            Need x (access after ^ (1 - aversion) - access before ^ (1 - aversion)).
        """
        need = self.need(place)
        if self._aversion == 0.0 or need <= 0.0:
            return met
        power, before = 1.0 - self._aversion, self.access(place)
        return float(need * ((before + met / need) ** power - before**power))

    def unmet(self, place: str) -> float:
        """Return the need of a place for mobile services that fixed offices leave unmet.

        Parameters
        ----------
        place : str
            Id of a known place.

        Returns
        -------
        float
            Visits per cycle.
        """
        return sum(need * (1.0 - given) for need, given in self._by_service[place])

    def _need(self, place_id: str, service: Service) -> float:
        """Return the need of a place for a service [visits per cycle]."""
        place = self._places[place_id]
        older = self._share_65plus[place.municipality]
        age_factor = (1.0 - older) + older * self._benefit.need_factor_65plus.value
        per_year = self._benefit.need_per_resident.visits_per_year(service)
        return place.residents * per_year * self._weeks / WEEKS_PER_YEAR * age_factor

    def _given(self, place: str, service: Service) -> float:
        """Return the share of a need that the best fixed office meets."""
        shares = [
            self._met_share(place, office.place, office.days_per_week)
            for office in self._offices
            if service in office.services
        ]
        return max(shares, default=0.0)

    def _met_share(self, place: str, spot: str, days_per_week: float) -> float:
        """Return the share of a need that a stop or office meets at its distance and frequency."""
        minutes = self.travel_s(place, spot) / SECONDS_PER_MINUTE
        by_travel = _on_curve(self._benefit.travel, minutes)
        return by_travel * _on_curve(self._benefit.frequency, days_per_week)


def _on_curve(curve: Curve, at: float) -> float:
    """Return the value of a piecewise linear curve, constant beyond its ends."""
    corners = [point.at for point in curve.points]
    return float(np.interp(at, corners, [point.share for point in curve.points]))
