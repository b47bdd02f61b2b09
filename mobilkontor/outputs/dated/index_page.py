"""Draw the overview of a set: every place with its rhythm, its next dates and its files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from mobilkontor.core.places import Place
from mobilkontor.outputs.assets import own_assets
from mobilkontor.outputs.dated.poster import rhythm
from mobilkontor.outputs.dated.shown import DAY_WITH_YEAR, Shown, swedish_order
from mobilkontor.outputs.document import Page
from mobilkontor.outputs.templates import templates

__all__ = ["SetFiles", "index_page"]


@dataclass(frozen=True, slots=True)
class SetFiles:
    """Files of a set that an overview leads to: by place, by vehicle, and those of the whole.

    Each link has the kind of the file, such as ``pdf``, and its path from the overview.
    """

    places: Mapping[str, Collection[tuple[str, str]]]
    vehicles: Mapping[str, Collection[tuple[str, str]]]
    whole: Collection[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A place on the overview."""

    place: Place
    rhythm: str
    first: str
    num_cancelled: int
    links: Collection[tuple[str, str]]


def index_page(shown: Shown, files: SetFiles) -> Page:
    """Return the overview of a set.

    Parameters
    ----------
    shown : Shown
        The timetable.
    files : SetFiles
        What it leads to.

    Returns
    -------
    Page
        The page.
    """
    texts = shown.texts
    period = shown.timetable.period
    closures = [
        (texts.date(date, DAY_WITH_YEAR), shown.reason(closure))
        for date, closure in shown.timetable.closures
        if shown.timetable.is_workday(date)
    ]
    body = (
        templates()
        .get_template("timetable_index.html")
        .render(
            t=texts,
            title=shown.title,
            is_internal=shown.is_internal,
            first=texts.date(period.start),
            last=texts.date(period.end),
            groups=list(_groups(shown, files)),
            num_places=len(shown.visited),
            vehicles=[(it, files.vehicles.get(it, ())) for it in shown.vehicles],
            whole=files.whole,
            closures=closures,
        )
    )
    return Page(
        language=texts.language,
        title=texts("index.title"),
        body=Markup(body),
        scripts=(),
        styles=own_assets("base.css", "timetable_index.css"),
    )


def _groups(shown: Shown, files: SetFiles) -> Iterator[tuple[str, list[_Entry]]]:
    """Yield the places of each municipality."""
    places = sorted(shown.visited, key=lambda it: swedish_order(it.municipality))
    for municipality, group in groupby(places, key=lambda it: it.municipality):
        yield municipality, [_entry(shown, place, files) for place in group]


def _entry(shown: Shown, place: Place, files: SetFiles) -> _Entry:
    """Return a place as the overview shows it."""
    visits = shown.timetable.visits_at(place.id)
    first = next((visit for visit in visits if visit.is_made), None)
    return _Entry(
        place=place,
        rhythm=rhythm(shown, place.id),
        first=shown.texts.date(first.date, DAY_WITH_YEAR) if first else "",
        num_cancelled=sum(not visit.is_made for visit in visits),
        links=files.places.get(place.id, ()),
    )
