"""Own the table of access: how many visits each level and new office meets of each place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mobilkontor.access.benefit import met_visits
from mobilkontor.access.fairness import equity_weights
from mobilkontor.access.offices import met_by_candidates
from mobilkontor.build.level_arrays import LevelArrays
from mobilkontor.build.residents import Residents, access_parameters
from mobilkontor.build.stops import Stop
from mobilkontor.core.instance import AccessTable, Instance
from mobilkontor.core.places import Confidence, Office
from mobilkontor.scenario import office_schema
from mobilkontor.scenario.model import Scenario

__all__ = ["access_table", "benefit_table"]

MIN_MET_VISITS = 1e-9
"""Benefit up to this is none [visits per cycle]."""

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


def access_table(
    scenario: Scenario, residents: Residents, stops: tuple[Stop, ...], levels: LevelArrays
) -> AccessTable:
    """Return the benefit of every level and office option for every place that has any."""
    matrix, parameters = residents.travel, access_parameters(scenario)
    rows = [matrix.index(place.id) for place in residents.places]
    columns = [matrix.index(stops[stop].place.id) for stop in levels.level_stop]
    met = met_visits(
        residents.need,
        residents.met_by_offices,
        matrix.time_s[np.ix_(rows, columns)],
        levels.level_visits,
        parameters,
    )
    aversion = scenario.file.fairness.inequality_aversion
    pair_place, pair_level = np.nonzero(met > MIN_MET_VISITS)
    pair_met = met[pair_place, pair_level]
    by_office = met_by_candidates(
        residents.need,
        residents.met_by_offices,
        residents.places,
        tuple(_as_office(candidate) for candidate in scenario.file.candidate_offices),
        matrix,
        parameters,
    )
    office_place, office_number = np.nonzero(by_office > MIN_MET_VISITS)
    office_met = by_office[office_place, office_number]
    return AccessTable(
        place_ids=tuple(place.id for place in residents.places),
        pair_place=pair_place.astype(np.int64),
        pair_level=pair_level.astype(np.int64),
        pair_met_visits=pair_met,
        residents=tuple(place.residents for place in residents.places),
        pair_weight=_weights(residents, pair_place, pair_met, aversion) if aversion else None,
        office_place=office_place.astype(np.int64),
        office_number=office_number.astype(np.int64),
        office_met_visits=office_met,
        office_weight=_weights(residents, office_place, office_met, aversion),
    )


def _weights(
    residents: Residents, places: IntArray, met: FloatArray, aversion: float
) -> FloatArray:
    """Return what a met visit of each pair counts."""
    return equity_weights(residents.access[places], met, residents.total_need[places], aversion)


def _as_office(candidate: office_schema.CandidateOffice) -> Office:
    """Return a candidate as the office it would be."""
    return Office(
        place=candidate.place,
        days_per_week=candidate.days_per_week,
        services=frozenset(candidate.services),
        is_open=True,
        source="",
        confidence=Confidence.ASSUMED,
    )


def benefit_table(instance: Instance) -> dict[tuple[str, str, int, int], float]:
    """Return the benefit of every (place, level) pair by names, for the verifier and outputs.

    Parameters
    ----------
    instance : Instance
        The planning problem.

    Returns
    -------
    dict of (str, str, int, int) to float
        Met visits per cycle, if all residents of a place use a stop, by place, stop, visits per
        cycle and opening time [s]; pairs without benefit are left out.
    """
    access = instance.access
    stop_ids = [instance.node_ids[node] for node in instance.stop_node]
    level_keys = [
        (stop_ids[stop], int(visits), int(instance.option_opening_s[option]))
        for stop, visits, option in zip(
            instance.level_stop, instance.level_visits, instance.level_option, strict=True
        )
    ]
    pairs = zip(access.pair_place, access.pair_level, access.pair_met_visits, strict=True)
    return {(access.place_ids[p], *level_keys[level]): float(met) for p, level, met in pairs}
