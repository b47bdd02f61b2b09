"""Hand a scenario and its travel times over as the plain values that other stages take."""

from __future__ import annotations

import os
from importlib import metadata
from pathlib import Path

from mobilkontor.build.residents import residents_of
from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.travel_note import TravelNote, with_names
from mobilkontor.core.units import minutes_to_s
from mobilkontor.core.version import VERSION
from mobilkontor.indicators.setting import DEFAULT_AVERSION, OvernightFacts, Setting, VehicleFacts
from mobilkontor.outputs.claims import Origin
from mobilkontor.outputs.facts import PageFacts, ParameterFacts
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.travel_notes import travel_note_in
from mobilkontor.scenario.benefit_schema import Curve
from mobilkontor.scenario.figures import figures_of, terms_of
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.schema_values import Figure
from mobilkontor.travel import Travel

__all__ = ["matrix_note", "origin_of", "page_facts_of", "setting_of", "travel_note"]

_DECIDING_PACKAGES = ("numpy", "ortools", "scipy")
_MAX_YEARS = 5


def setting_of(scenario: Scenario, travel: Travel) -> Setting:
    """Return what plans of a scenario are measured against.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    travel : Travel
        Its travel times.

    Returns
    -------
    Setting
        Places, offices, vehicles and costs.
    """
    crews = {crew.id: crew for crew in scenario.file.crews}
    residents = residents_of(scenario, travel)
    homes = [place.id for place in residents.places]
    return Setting(
        places=scenario.places,
        municipalities=scenario.municipalities,
        offices=scenario.offices,
        residents_travel=travel.residents,
        vehicles=tuple(
            VehicleFacts(
                id=vehicle.id,
                depot=vehicle.depot,
                people=crews[vehicle.crew].people,
                visitors_per_hour=crews[vehicle.crew].visitors_per_hour.value,
                cost_per_km_sek=vehicle.cost_per_km_sek.value,
                cost_per_hour_sek=crews[vehicle.crew].cost_per_hour_sek.value,
                cost_per_day_sek=vehicle.cost_per_day_sek.value,
                co2_per_km_g=None if vehicle.co2_per_km_g is None else vehicle.co2_per_km_g.value,
            )
            for vehicle in scenario.file.vehicles
        ),
        overnights=tuple(
            OvernightFacts(entry.place, entry.rooms, entry.cost_per_night_sek.value)
            for entry in scenario.file.overnight_places
        ),
        value_per_met_visit_sek=scenario.file.benefit.value_per_met_visit_sek.value,
        opening_tolerance_s=minutes_to_s(scenario.file.stops.opening_tolerance_min),
        need=dict(zip(homes, residents.total_need.tolist(), strict=True)),
        access_before=dict(zip(homes, residents.access.tolist(), strict=True)),
        aversion=scenario.file.fairness.inequality_aversion or DEFAULT_AVERSION,
    )


def origin_of(scenario: Scenario, travel: Travel, *, seed: int, folder: Path) -> Origin:
    """Return what a plan was made from.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    travel : Travel
        Its travel times.
    seed : int
        Seed of the search.
    folder : Path
        Folder of the plan file; the scenario is named by the way from there, so that both can be
        moved together, and the same bytes are written wherever they stand.

    Returns
    -------
    Origin
        Scenario, matrix and versions with their hashes.
    """
    way = os.path.relpath(scenario.path.resolve(), folder.resolve())
    versions = {package: metadata.version(package) for package in _DECIDING_PACKAGES}
    return Origin(
        scenario_name=scenario.file.name,
        scenario_path=Path(way).as_posix(),
        scenario_sha256=scenario.sha256,
        matrix_provider=travel.mobile.provider,
        matrix_sha256=travel.sha256,
        matrix_date=travel.mobile.date or _years(scenario),
        versions=(("mobilkontor", VERSION), *versions.items()),
        seed=seed,
    )


def page_facts_of(scenario: Scenario, travel: Travel) -> PageFacts:
    """Return what the map page tells beside the plan.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    travel : Travel
        Its travel times.

    Returns
    -------
    PageFacts
        Title, roads, figures with their sources.
    """
    names = {place.id: place.name for place in scenario.places}
    return PageFacts(
        title=scenario.file.title or scenario.file.name,
        description=scenario.file.description.model_dump(),
        season=scenario.file.season,
        travel_notes=tuple(with_names(note, names) for note in _travel_notes(travel)),
        travel_credit=_credit(travel),
        setting=setting_of(scenario, travel),
        roads=scenario.roads,
        junctions=scenario.junctions,
        backdrop=travel.backdrop,
        parameters=_parameters(scenario),
        path=travel.path_in,
    )


def _years(scenario: Scenario) -> str:
    """Return the years of the road table as it states them; empty if it does not, or has none."""
    years = sorted({road.year for road in scenario.roads} - {""})
    shown = "; ".join(years[:_MAX_YEARS])
    return f"{shown}; ..." if len(years) > _MAX_YEARS else shown


def _parameters(scenario: Scenario) -> tuple[ParameterFacts, ...]:
    """Return the figures of a scenario, then its terms, which have no source and so are assumed."""
    figures = (
        ParameterFacts(key, _written(figure), figure.source, figure.is_assumed)
        for key, figure in figures_of(scenario.file)
    )
    terms = (
        ParameterFacts(key, value, source="", is_assumed=True)
        for key, value in terms_of(scenario.file)
    )
    return (*figures, *terms)


def travel_note(travel: Travel) -> str:
    """Return what a reader of a terminal has to know about travel times; empty if nothing."""
    return travel_note_in(texts_in("en"), _travel_notes(travel))


def matrix_note(matrix: TravelMatrix) -> str:
    """Return what a reader of a terminal has to know about a matrix; empty if nothing."""
    return travel_note_in(texts_in("en"), (matrix.note,) if matrix.note else ())


def _travel_notes(travel: Travel) -> tuple[TravelNote, ...]:
    """Return what there is to know about the travel times, each once."""
    of_vehicles = (drives.note for drives in travel.own.values())
    notes = (travel.mobile.note, travel.residents.note, *of_vehicles, *travel.notes)
    return tuple(dict.fromkeys(note for note in notes if note))


def _credit(travel: Travel) -> str:
    """Return the credit that the data behind the travel times asks for; empty if none does."""
    credits_ = (travel.mobile.attribution, travel.residents.attribution)
    return "; ".join(dict.fromkeys(credit for credit in credits_ if credit))


def _written(figure: Figure | Curve) -> float | tuple[tuple[float, float], ...]:
    """Return a figure as a number, a curve as its corners."""
    if isinstance(figure, Figure):
        return figure.value
    return tuple((point.at, point.share) for point in figure.points)
