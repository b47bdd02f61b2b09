"""Complete a plan with what the solver is not told: residents, their travel, places without a stop.

The solver knows candidates and benefits only. A reader of the plan wants to find every place in
it, with the stop or office that its residents use, or the reason why there is none.
"""

from __future__ import annotations

import dataclasses

from mobilkontor.access.candidates import Standing
from mobilkontor.build.stops import classify_places
from mobilkontor.core.plan import AccessShare, Plan, Unserved
from mobilkontor.scenario.model import Scenario
from mobilkontor.travel import Travel

__all__ = ["complete_plan"]

USES_STOP, USES_OFFICE = "uses_stop", "uses_office"


def complete_plan(scenario: Scenario, travel: Travel, plan: Plan) -> Plan:
    """Return a plan that accounts for every place of its scenario.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    travel : Travel
        Its travel times.
    plan : Plan
        The plan as the solver found it.

    Returns
    -------
    Plan
        The same plan in canonical order, as it is read back from its file, with residents at
        stops, travel times of residents, and every place without a stop.
    """
    residents = {place.id: place.residents for place in scenario.places}
    matrix = travel.residents
    services = (
        dataclasses.replace(service, residents=residents[service.place])
        for service in plan.services
    )
    access = (
        dataclasses.replace(
            share,
            travel_s=int(matrix.time_s[matrix.index(share.place), matrix.index(share.stop)]),
        )
        for share in plan.access
    )
    return dataclasses.replace(
        plan,
        duties=tuple(sorted(plan.duties, key=lambda duty: (duty.vehicle, duty.day))),
        services=tuple(sorted(services, key=lambda service: service.place)),
        access=tuple(sorted(access, key=lambda s: (s.place, s.stop, s.is_office))),
        unserved=_unserved(scenario, travel, plan),
    )


def _unserved(scenario: Scenario, travel: Travel, plan: Plan) -> tuple[Unserved, ...]:
    """Return every place without a stop, by place; the solver's own reasons stay."""
    known = {service.place for service in plan.services} | {e.place for e in plan.unserved}
    most_used = _most_used(plan)
    added = [
        _not_a_candidate(place, standing, most_used.get(place))
        for place, standing in classify_places(scenario, travel).items()
        if place not in known
    ]
    return tuple(sorted((*plan.unserved, *added), key=lambda entry: entry.place))


def _most_used(plan: Plan) -> dict[str, AccessShare]:
    """Return the stop or new office that most residents of each place use."""
    shares = sorted(plan.access, key=lambda share: share.share)
    return {share.place: share for share in shares if share.share > 0}


def _not_a_candidate(place: str, standing: Standing, used: AccessShare | None) -> Unserved:
    """Return the reason of a place that could get no stop, and so loses none."""
    if used is not None:
        reason = USES_OFFICE if used.is_office else USES_STOP
        return Unserved(place, reason, used.stop, lost_visits=0.0)
    return Unserved(place, standing.kind.value, standing.other, lost_visits=0.0)
