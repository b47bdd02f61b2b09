"""Lay out the files of a dated timetable: which formats there are, and what each is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from mobilkontor.core.errors import Problem, ScenarioError
from mobilkontor.core.plan import Plan
from mobilkontor.outputs.dated.calendar_file import place_feed, vehicle_feed
from mobilkontor.outputs.dated.csv_file import csv_bytes
from mobilkontor.outputs.dated.duty_sheet import duty_sheet_page
from mobilkontor.outputs.dated.file_name import file_name
from mobilkontor.outputs.dated.geojson_file import geojson_bytes
from mobilkontor.outputs.dated.index_page import SetFiles, index_page
from mobilkontor.outputs.dated.pdf import pdf_bytes
from mobilkontor.outputs.dated.poster import poster_page
from mobilkontor.outputs.dated.rows import duty_table, visit_table
from mobilkontor.outputs.dated.shown import Shown, show
from mobilkontor.outputs.dated.workbook import workbook_bytes
from mobilkontor.outputs.document import Page, one_file
from mobilkontor.outputs.texts import texts_in
from mobilkontor.scenario.model import Scenario
from mobilkontor.timetable.dated import DatedTimetable, only_places
from mobilkontor.timetable.dates import lay_on_dates
from mobilkontor.timetable.moves import mover
from mobilkontor.timetable_judge import judge_of
from mobilkontor.timetable_request import Request, Words, read_request
from mobilkontor.travel import Travel

__all__ = ["dated_timetable", "read_words", "timetable_files"]

Files = dict[str, bytes]
"""Contents by path from the folder, with slashes."""

WHOLE = {"xlsx": "timetable.xlsx", "csv": "timetable.csv", "geojson": "timetable.geojson"}
"""Files that hold the whole timetable."""

LINKED = ("html", "pdf", "ics")
"""Formats with a file per place and per vehicle, in the order of the overview."""


def read_words(words: Words, scenario: Scenario, plan: Plan) -> Request:
    """Return what is asked for of a plan, or raise ``ScenarioError`` with every problem of it."""
    visited = {visit.place for duty in plan.duties for visit in duty.stops}
    return read_request(words, plan.horizon, scenario.places, visited)


def dated_timetable(
    scenario: Scenario, travel: Travel | None, plan: Plan, request: Request
) -> DatedTimetable:
    """Return a plan on the dates that are asked for.

    Parameters
    ----------
    scenario : Scenario
        The scenario of the plan.
    travel : Travel or None
        Its travel times; None if nothing is to be moved.
    plan : Plan
        The plan.
    request : Request
        What is asked for.

    Returns
    -------
    DatedTimetable
        Duties and visits, of the places that are asked for.
    """
    depots = {vehicle.id: vehicle.depot for vehicle in scenario.file.vehicles}
    move = None
    if request.moves_closed and travel is not None:
        move = mover(plan.horizon, depots, judge_of(scenario, travel, plan))
    timetable = lay_on_dates(plan, depots, request.period, move)
    return timetable if request.places is None else only_places(timetable, request.places)


def timetable_files(
    scenario: Scenario,
    timetable: DatedTimetable,
    formats: tuple[str, ...],
    *,
    language: str,
    is_internal: bool,
) -> Files:
    """Return the files of a dated timetable.

    Parameters
    ----------
    scenario : Scenario
        The scenario of the plan.
    timetable : DatedTimetable
        The timetable.
    formats : tuple of str
        Formats to write.
    language : str
        Language of the files, ``sv`` or ``en``.
    is_internal : bool
        Whether readers may see vehicles, drives, breaks and nights.

    Returns
    -------
    dict of str to bytes
        Contents by path from the folder.

    Raises
    ------
    ScenarioError
        If there is no visit to show.
    """
    shown = show(
        timetable,
        scenario=scenario.file.name,
        title=scenario.file.title or scenario.file.name,
        places={place.id: place for place in scenario.places},
        services=scenario.file.benefit.mobile_services,
        depots={vehicle.id: vehicle.depot for vehicle in scenario.file.vehicles},
        texts=texts_in(language),
        is_internal=is_internal,
    )
    if not shown.timetable.visits:
        period = timetable.period
        text = (
            f"no office is open on any date from {period.start} to {period.end}, so there is "
            "nothing to write. Ask for other dates or places, or for fewer closed days."
        )
        raise ScenarioError((Problem("command line", 0, "E466", text),))
    files: Files = {}
    for name in formats:
        files |= WRITERS[name](shown)
    if {"html", "pdf"} & set(formats):
        page = index_page(shown, _set_files(shown, files))
        files = {"index.html": one_file(page).encode(), **files}
    return files


def _csv(shown: Shown) -> Files:
    """Return the table of visits, or of duties for those who drive them."""
    table = duty_table(shown) if shown.is_internal else visit_table(shown)
    return {WHOLE["csv"]: csv_bytes(table, shown.texts)}


def _xlsx(shown: Shown) -> Files:
    """Return the workbook."""
    return {WHOLE["xlsx"]: workbook_bytes(shown)}


def _ics(shown: Shown) -> Files:
    """Return a feed for every place, and for every vehicle that may be seen."""
    return {
        **{_place_path(it.id, "ics"): place_feed(shown, it.id) for it in shown.visited},
        **{_vehicle_path(it, "ics"): vehicle_feed(shown, it) for it in shown.vehicles},
    }


def _html(shown: Shown) -> Files:
    """Return a poster for every place, and a sheet for every vehicle that may be seen."""
    return {path: one_file(page).encode() for path, page in _pages(shown, "html")}


def _pdf(shown: Shown) -> Files:
    """Return the same for printing."""
    return {path: pdf_bytes(page) for path, page in _pages(shown, "pdf")}


def _pages(shown: Shown, kind: str) -> Iterator[tuple[str, Page]]:
    """Yield every poster and sheet with its path."""
    for place in shown.visited:
        yield _place_path(place.id, kind), poster_page(shown, place)
    for vehicle in shown.vehicles:
        yield _vehicle_path(vehicle, kind), duty_sheet_page(shown, vehicle)


def _place_path(place: str, kind: str) -> str:
    """Return where a file of a place is."""
    return f"places/{file_name(place)}.{kind}"


def _vehicle_path(vehicle: str, kind: str) -> str:
    """Return where a file of a vehicle is."""
    return f"vehicles/{file_name(vehicle)}.{kind}"


def _set_files(shown: Shown, files: Files) -> SetFiles:
    """Return what the overview leads to."""

    def links(path: Callable[[str], str]) -> list[tuple[str, str]]:
        return [(kind, path(kind)) for kind in LINKED if path(kind) in files]

    return SetFiles(
        places={it.id: links(partial(_place_path, it.id)) for it in shown.visited},
        vehicles={it: links(partial(_vehicle_path, it)) for it in shown.vehicles},
        whole=[(kind, path) for kind, path in WHOLE.items() if path in files],
    )


def _geojson(shown: Shown) -> Files:
    """Return the places with their dates."""
    return {WHOLE["geojson"]: geojson_bytes(shown)}


WRITERS: Mapping[str, Callable[[Shown], Files]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "ics": _ics,
    "geojson": _geojson,
    "html": _html,
    "pdf": _pdf,
}
"""What writes each format."""
