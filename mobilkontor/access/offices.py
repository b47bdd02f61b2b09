"""Tell what the open fixed offices give the residents of every place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.access.parameters import AccessParameters
from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.places import Office, Place, Service
from mobilkontor.core.units import SECONDS_PER_MINUTE

__all__ = ["NearestOffice", "met_by_candidates", "nearest_offices", "share_met_by_offices"]


@dataclass(frozen=True, slots=True)
class NearestOffice:
    """The open fixed office that residents of a place reach soonest.

    Attributes
    ----------
    place : str
        Where the office stands.
    travel_s : int
        Residents' travel time to it [s].
    """

    place: str
    travel_s: int


def nearest_offices(
    places: Iterable[Place], offices: Iterable[Office], residents: TravelMatrix
) -> dict[str, NearestOffice]:
    """Return the nearest open office of every place, none at all if no office is open.

    Parameters
    ----------
    places : iterable of Place
        Places to tell of.
    offices : iterable of Office
        Fixed offices; an office in the place itself is its nearest, else of two equally near the
        earlier one.
    residents : TravelMatrix
        Residents' travel times [s].

    Returns
    -------
    dict of str to NearestOffice
        By id of the place.
    """
    open_at = [office.place for office in offices if office.is_open]
    if not open_at:
        return {}
    columns = [residents.index(place) for place in open_at]
    nearest = {}
    for place in places:
        times_s = residents.time_s[residents.index(place.id), columns]
        first = open_at.index(place.id) if place.id in open_at else int(times_s.argmin())
        nearest[place.id] = NearestOffice(open_at[first], int(times_s[first]))
    return nearest


def share_met_by_offices(
    places: Iterable[Place],
    offices: Iterable[Office],
    services: Iterable[Service],
    residents: TravelMatrix,
    parameters: AccessParameters,
) -> NDArray[np.float64]:
    r"""Return the share of the need that open fixed offices meet already.

    Of the offices :math:`o` that offer service :math:`s` the best one counts:
    :math:`g_{is} = \max_o \phi(\tau_{io}) \psi(d_o)`, with :math:`d_o` its opening days per week.

    Parameters
    ----------
    places : iterable of Place
        Places in the order of the rows.
    offices : iterable of Office
        Fixed offices, open or not.
    services : iterable of Service
        Services in the order of the columns.
    residents : TravelMatrix
        Residents' travel times [s].
    parameters : AccessParameters
        Curves of travel and frequency.

    Returns
    -------
    ndarray of float64, shape (num_places, num_services)
        Share from 0 to 1; 0 where no open office offers the service.
    """
    rows = [residents.index(place.id) for place in places]
    services = tuple(services)
    share = np.zeros((len(rows), len(services)))
    for office in offices:
        if not office.is_open:
            continue
        travel_min = residents.time_s[rows, residents.index(office.place)] / SECONDS_PER_MINUTE
        frequency = parameters.frequency.heights(np.array([office.days_per_week]))
        given = parameters.travel.heights(travel_min) * frequency
        offered = np.array([service in office.services for service in services], dtype=bool)
        share = np.maximum(share, np.outer(given, offered))
    return share


def met_by_candidates(
    need: NDArray[np.float64],
    met_by_offices: NDArray[np.float64],
    places: Sequence[Place],
    candidates: Sequence[Office],
    residents: TravelMatrix,
    parameters: AccessParameters,
) -> NDArray[np.float64]:
    r"""Return the visits met if all residents of a place use a new office, over what is met now.

    :math:`u_{io} = \sum_s n_{is} \max(0, \phi(\tau_{io}) \psi(d_o) - g_{is})`, summed over the
    mobile services that it offers.

    Parameters
    ----------
    need, met_by_offices : ndarray of float64, shape (num_places, num_services)
        Need for each mobile service [visits per cycle], and the share that open offices meet.
    places : sequence of Place
        Places in the order of the rows.
    candidates : sequence of Office
        New offices.
    residents : TravelMatrix
        Residents' travel times [s].
    parameters : AccessParameters
        Curves, services and the length of the cycle.

    Returns
    -------
    ndarray of float64, shape (num_places, num_candidates)
        Met visits [visits per cycle].
    """
    services = parameters.mobile_services
    met = np.zeros((len(places), len(candidates)))
    for number, office in enumerate(candidates):
        given = share_met_by_offices(places, (office,), services, residents, parameters)
        met[:, number] = (need * np.maximum(0.0, given - met_by_offices)).sum(axis=1)
    return met
