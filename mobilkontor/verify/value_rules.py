"""V401 to V413 and V418: who uses which stop, visitors, budget, the objective and its bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mobilkontor.core.units import SECONDS_PER_HOUR
from mobilkontor.verify.case import Case, chosen_levels, worth_sek
from mobilkontor.verify.judging import Rule
from mobilkontor.verify.report import Finding, duration, money, shown, visits

__all__ = ["VALUE_RULES"]

_OBJECTIVE_TOLERANCE_SEK = 0.01
_SHARE_TOLERANCE = 1e-6
_BENEFIT_TOLERANCE = 1e-6
_RECORDED_VISITS_TOLERANCE = 1e-4
"""Plan files may round what they record for readers."""


def _shares_between(case: Case) -> Iterator[Finding]:
    """V401: a share lies between 0 and 1."""
    for share in case.plan.access:
        if not -_SHARE_TOLERANCE <= share.share <= 1.0 + _SHARE_TOLERANCE:
            where = _pair(share.place, share.stop)
            yield Finding(where, "share", f"{share.share:.9g}", "must lie between 0 and 1")


def _shares_sum(case: Case) -> Iterator[Finding]:
    """V402: the shares of a place add up to 1 at most."""
    totals: dict[str, float] = {}
    for share in case.plan.access:
        totals[share.place] = totals.get(share.place, 0.0) + share.share
    counts = Counter(share.place for share in case.plan.access)
    for place, total in totals.items():
        # A single share above 1 is another rule.
        if counts[place] > 1 and total > 1.0 + _SHARE_TOLERANCE:
            yield Finding(shown(place), "sum of shares", f"{total:.9g}", "at most 1")


def _shares_at_served_stops(case: Case) -> Iterator[Finding]:
    """V403: residents use served stops only."""
    for share in case.plan.access:
        if not share.is_office and share.stop not in case.services:
            where = _pair(share.place, share.stop)
            yield Finding(where, "stop", "not served", "must be served")


def _share_met_visits(case: Case) -> Iterator[Finding]:
    """V404: met visits of a share are its benefit times the share."""
    for share, met in zip(case.plan.access, case.met, strict=True):
        offered = case.office_cost_sek if share.is_office else case.services
        is_known = share.place in case.facts.places and share.stop in offered
        if is_known and abs(share.met_visits - met) > _RECORDED_VISITS_TOLERANCE:
            where = _pair(share.place, share.stop)
            yield Finding(where, "met visits", visits(share.met_visits), f"are {visits(met)}")


def _visitors(case: Case) -> Iterator[Finding]:
    """V405: no more visitors than the crews can receive at a stop."""
    for place in case.services:
        pairs = case.visits.get(place, ())
        if any(duty.vehicle not in case.facts.vehicles for duty, _ in pairs):
            continue
        room = sum(
            (visit.close_s - visit.open_s)
            / SECONDS_PER_HOUR
            * case.facts.vehicles[duty.vehicle].visitors_per_hour
            for duty, visit in pairs
        )
        met = _met_at(case, place)
        if pairs and met > room + _SHARE_TOLERANCE * max(1.0, room):
            yield Finding(
                shown(place), "visitors per cycle", visits(met), f"at most {visits(room)}"
            )


def _service_met_visits(case: Case) -> Iterator[Finding]:
    """V406: met visits of a service are those of its shares together."""
    for service in case.services.values():
        met = _met_at(case, service.place)
        if abs(service.met_visits - met) > _RECORDED_VISITS_TOLERANCE:
            found = visits(service.met_visits)
            yield Finding(shown(service.place), "recorded met visits", found, f"are {visits(met)}")


def _budget(case: Case) -> Iterator[Finding]:
    """V407: the plan costs no more than the budget."""
    limit = case.facts.scenario.file.objective.budget_sek
    if limit is not None and case.cost_sek > limit + _OBJECTIVE_TOLERANCE_SEK:
        note = f"+{money(case.cost_sek - limit)}"
        yield Finding("plan", "cost", money(case.cost_sek), f"at most {money(limit)}", note)


def _objective(case: Case) -> Iterator[Finding]:
    """V408: the objective is the one claimed."""
    if case.claim is None:
        return
    claimed_sek = case.claim.objective_sek
    if abs(claimed_sek - case.objective_sek) > _OBJECTIVE_TOLERANCE_SEK:
        expected = f"is {money(case.objective_sek)}"
        yield Finding("plan", "claimed objective", money(claimed_sek), expected)


def _bound(case: Case) -> Iterator[Finding]:
    """V409: no plan is better than the bound that is claimed."""
    bound_sek = None if case.claim is None else case.claim.bound_sek
    if bound_sek is not None and case.objective_sek > bound_sek + _OBJECTIVE_TOLERANCE_SEK:
        expected = f"must not lie below the objective, {money(case.objective_sek)}"
        yield Finding("plan", "claimed bound", money(bound_sek), expected)


def _travel_time(case: Case) -> Iterator[Finding]:
    """V410: the recorded travel time of a share is the residents'."""
    for share in case.plan.access:
        if {share.place, share.stop} <= case.facts.places.keys():
            expected_s = case.needs.travel_s(share.place, share.stop)
            if share.travel_s != expected_s:
                where, found = _pair(share.place, share.stop), duration(share.travel_s)
                yield Finding(where, "travel time", found, f"is {duration(expected_s)}")


def _benefit_table(case: Case) -> Iterator[Finding]:
    """V411: the solver worked with the benefit that the scenario gives."""
    at_stops = [share for share in case.plan.access if not share.is_office]
    for place, stop in dict.fromkeys((share.place, share.stop) for share in at_stops):
        service = case.services.get(stop)
        # The table cannot hold a level that does not exist, which is another rule.
        if service is None or place not in case.facts.places or not chosen_levels(case, service):
            continue
        key = (place, stop, service.visits_per_cycle, service.opening_s)
        found = case.benefit.get(key, 0.0)
        expected = case.needs.benefit(place, stop, service.visits_per_cycle)
        # Written this way round, a benefit that is not a number differs too.
        if not abs(found - expected) <= _BENEFIT_TOLERANCE * max(1.0, expected):
            where = f"{_pair(place, stop)}, {service.visits_per_cycle} visits per cycle"
            yield Finding(where, "benefit in the solver", visits(found), f"is {visits(expected)}")


def _shares_once(case: Case) -> Iterator[Finding]:
    """V412: a place and a stop have one share at most."""
    pairs = Counter((share.place, share.stop, share.is_office) for share in case.plan.access)
    for (place, stop, _), count in pairs.items():
        if count > 1:
            yield Finding(_pair(place, stop), "shares", str(count), "at most 1")


def _known_homes(case: Case) -> Iterator[Finding]:
    """V413: residents live at a place of the scenario."""
    for place in dict.fromkeys(share.place for share in case.plan.access):
        if place not in case.facts.places:
            expected = "must be a place of the scenario"
            yield Finding("access", "place", shown(place), expected)


def _earlier_goals(case: Case) -> Iterator[Finding]:
    """V418: what earlier goals reached is kept but for what the scenario lets go of it."""
    objective = case.facts.scenario.file.objective
    kinds = [objective.kind, *(stage.kind for stage in objective.then)]
    earlier = () if case.claim is None else case.claim.earlier
    if [reached.goal.value for reached in earlier] != kinds[: len(earlier)][: len(kinds) - 1]:
        found = ", ".join(reached.goal.value for reached in earlier)
        yield Finding("plan", "earlier goals", found, f"must be the first of {', '.join(kinds)}")
        return
    for number, reached in enumerate(earlier):
        give_up = objective.then[len(earlier) - 1].give_up_pct / 100
        least_sek = reached.objective_sek - give_up * abs(reached.objective_sek)
        found_sek = worth_sek(reached.goal.value, case.value_sek, case.cost_sek)
        if found_sek < least_sek - _goal_tolerance_sek(reached.objective_sek):
            where = f"earlier goal {number + 1}, {reached.goal.value}"
            yield Finding(where, "reaches", money(found_sek), f"at least {money(least_sek)}")


def _goal_tolerance_sek(reached_sek: float) -> float:
    """Return by how much a goal may be missed through rounding [SEK]."""
    return max(_OBJECTIVE_TOLERANCE_SEK, 1e-5 * abs(reached_sek))


def _pair(place: str, stop: str) -> str:
    """Return a place and the stop it uses in words."""
    return f"residents of {shown(place)} at {shown(stop)}"


def _met_at(case: Case, stop: str) -> float:
    """Return the met visits at a stop, recomputed."""
    return sum(
        met
        for share, met in zip(case.plan.access, case.met, strict=True)
        if share.stop == stop and not share.is_office
    )


VALUE_RULES: dict[str, Rule] = {
    "V401": _shares_between,
    "V402": _shares_sum,
    "V403": _shares_at_served_stops,
    "V404": _share_met_visits,
    "V405": _visitors,
    "V406": _service_met_visits,
    "V407": _budget,
    "V408": _objective,
    "V409": _bound,
    "V410": _travel_time,
    "V411": _benefit_table,
    "V412": _shares_once,
    "V413": _known_homes,
    "V418": _earlier_goals,
}
"""The rules by code."""
