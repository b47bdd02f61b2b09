"""Open the plans of a comparison, with every problem at once, and hand them over to be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from mobilkontor.core.errors import Problem, ScenarioError
from mobilkontor.handover import page_facts_of
from mobilkontor.outputs.comparison.grounds import Fingerprints, Ground
from mobilkontor.outputs.comparison.page import render_comparison
from mobilkontor.outputs.comparison.side import MOST_PLANS, ComparedPlan
from mobilkontor.outputs.document import page_files
from mobilkontor.outputs.texts import texts_in
from mobilkontor.plan_folder import Reopened, reopen_known
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.settings import settings_of
from mobilkontor.travel import Travel

__all__ = ["compare_file", "compared_plan", "reopen_all"]

COMMAND_LINE = "command line"


def reopen_all(paths: Sequence[Path]) -> tuple[Reopened, ...]:
    """Return the plans of a comparison with their scenarios.

    Parameters
    ----------
    paths : sequence of Path
        The plan files.

    Returns
    -------
    tuple of Reopened
        In the order asked for.

    Raises
    ------
    ScenarioError
        With every problem: too many plans, files that are none, one plan twice, regions that have
        no place in common.
    """
    problems: list[Problem] = []
    if len(paths) > MOST_PLANS:
        text = (
            f"{len(paths)} plans are named; at most {MOST_PLANS} stand beside each other in a "
            "readable way. Leave some out."
        )
        problems.append(Problem(COMMAND_LINE, 0, "E422", text))
    opened: dict[int, Reopened] = {}
    for number, path in enumerate(paths):
        try:
            opened[number] = reopen_known(path, None)
        except ScenarioError as error:
            problems += error.problems
    problems += _twice(paths, opened)
    problems += _elsewhere(paths, opened)
    if problems:
        raise ScenarioError(tuple(dict.fromkeys(problems)))
    return tuple(opened.values())


def _twice(paths: Sequence[Path], opened: Mapping[int, Reopened]) -> list[Problem]:
    """Return the plans that were named before, by the same path or as a copy."""
    problems = []
    for number, path in enumerate(paths):
        for earlier in range(number):
            if path.resolve() == paths[earlier].resolve() or (
                {number, earlier} <= set(opened) and _is_copy(opened[number], opened[earlier])
            ):
                text = (
                    f"is the same plan as {paths[earlier]}, so there is nothing to compare. "
                    "Name each plan once."
                )
                problems.append(Problem(str(path), 0, "E423", text))
                break
    return problems


def _is_copy(one: Reopened, other: Reopened) -> bool:
    """Tell whether two plans are the same, made from the same."""
    hashes = {it.plan_file.origin.scenario_sha256 for it in (one, other)}
    return one.plan_file.plan == other.plan_file.plan and len(hashes) == 1


def _elsewhere(paths: Sequence[Path], opened: Mapping[int, Reopened]) -> list[Problem]:
    """Return the plans of another region than the first one."""
    if not opened:
        return []
    first = min(opened)
    here = {place.id for place in opened[first].scenario.places}
    return [
        Problem(
            str(paths[number]),
            0,
            "E424",
            f"{entry.scenario.path} has no place in common with {opened[first].scenario.path} of "
            f"{paths[first]}: they are of different regions. Compare plans of one region.",
        )
        for number, entry in opened.items()
        if here.isdisjoint(place.id for place in entry.scenario.places)
    ]


def compared_plan(path: Path, reopened: Reopened, travel: Travel) -> ComparedPlan:
    """Return a plan as the comparison takes it.

    Parameters
    ----------
    path : Path
        The plan file.
    reopened : Reopened
        The plan and its scenario.
    travel : Travel
        Travel times of the scenario.

    Returns
    -------
    ComparedPlan
        Plan, what it stands in, and what its figures rest on.
    """
    return ComparedPlan(
        plan=reopened.plan_file.plan,
        facts=page_facts_of(reopened.scenario, travel),
        folder=path.resolve().parent.name,
        origin=reopened.plan_file.origin,
        fingerprints=_fingerprints(reopened.scenario, travel),
        settings=settings_of(reopened.scenario),
    )


def compare_file(
    plans: Sequence[Path],
    opened: Sequence[Reopened],
    travels: Sequence[Travel],
    *,
    folder: Path,
    language: str,
    csp: bool = False,
) -> dict[Path, bytes]:
    """Return the comparison of plans as a page.

    Parameters
    ----------
    plans : sequence of Path
        One to six plan files.
    opened : sequence of Reopened
        What is in them, with their scenarios.
    travels : sequence of Travel
        Travel times of the scenarios.
    folder : Path
        Where the page shall be.
    language : str
        Language of the page, ``sv`` or ``en``.
    csp : bool
        Whether scripts and styles are files beside it, for a strict content security policy.

    Returns
    -------
    dict of Path to bytes
        Contents by path, the page first.
    """
    compared = [compared_plan(*entry) for entry in zip(plans, opened, travels, strict=True)]
    page = render_comparison(compared, texts_in(language))
    return page_files(page, folder / "compare.html", csp=csp)


def _fingerprints(scenario: Scenario, travel: Travel) -> Fingerprints:
    """Return what figures of a scenario's plans rest on."""
    settings = settings_of(scenario)
    benefit = _below(settings, "benefit.")
    worth = benefit.pop("benefit.value_per_met_visit_sek")
    matrices = (travel.mobile, travel.residents)
    own = [drives.mobile.sha256 for _, drives in sorted(travel.own.items())]
    file = scenario.file
    allowance = settings[f"leg_buffer.{file.leg_buffer.key_in(file.season)}"]
    closed = repr(_below(settings, "closed_roads."))
    people = [(it.id, it.residents, it.municipality, it.confidence) for it in scenario.places]
    scattered = [(it.name, it.scattered_residents) for it in scenario.municipalities]
    return {
        Ground.TRAVEL: _hash(*(it.time_s.tobytes() for it in matrices), allowance, closed, *own),
        Ground.DISTANCES: _hash(travel.mobile.distance_m.tobytes(), closed, *own),
        Ground.PEOPLE: _hash(repr(people), repr(scattered)),
        Ground.NEED: _hash(repr(benefit)),
        Ground.WORTH: worth,
        Ground.COSTS: ", ".join(_kinds_of_cost(scenario)),
        Ground.TOLERANCE: settings["stops.opening_tolerance_min"],
        Ground.AVERSION: settings["fairness.inequality_aversion"],
    }


def _kinds_of_cost(scenario: Scenario) -> list[str]:
    """Return the kinds of cost that a scenario counts: those with a price.

    New offices are none of them: a plan of a scenario that may open none has no cost of them.
    """
    file = scenario.file
    prices = {
        "driving": [it.cost_per_km_sek.value for it in file.vehicles],
        "work": [it.cost_per_hour_sek.value for it in file.crews],
        "days": [it.cost_per_day_sek.value for it in file.vehicles],
        "nights": [it.cost_per_night_sek.value for it in file.overnight_places],
        "vehicles": [it.fixed_cost_per_year_sek.value for it in file.vehicles],
    }
    return [kind for kind, found in prices.items() if any(price > 0 for price in found)]


def _below(settings: Mapping[str, str], prefix: str) -> dict[str, str]:
    """Return the settings whose keys begin with a prefix."""
    return {key: value for key, value in settings.items() if key.startswith(prefix)}


def _hash(*parts: bytes | str) -> str:
    """Return one hash of several parts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part.encode() if isinstance(part, str) else part).digest())
    return digest.hexdigest()
