"""Own what every file of a dated timetable says: for whom it is, and the words for a visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mobilkontor.core.places import NAME_LANGUAGES, Place, Service
from mobilkontor.outputs.texts import Texts
from mobilkontor.timetable.closed_dates import Closure, ClosureKind
from mobilkontor.timetable.cycle import Line, LineKind
from mobilkontor.timetable.dated import (
    DatedDuty,
    DatedTimetable,
    DatedVisit,
    Standing,
    for_the_public,
)

__all__ = ["DAY", "DAY_WITH_YEAR", "Shown", "show", "swedish_order"]

DAY = "EEEE d MMMM"
DAY_WITH_YEAR = "EEEE d MMMM y"
AFTER_Z = str.maketrans("åäö", "{|}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A timetable as some readers may see it.

    Attributes
    ----------
    timetable : DatedTimetable
        Visits; for the public without vehicles, duties and places that stay closed.
    scenario : str
        Name of the scenario.
    title : str
        Its title.
    places : mapping of str to Place
        Places by id.
    services : tuple of Service
        What the mobile offices offer.
    depots : mapping of str to str
        Depot of each vehicle; empty for the public.
    texts : Texts
        The language.
    is_internal : bool
        Whether it is for those who drive and plan.
    """

    timetable: DatedTimetable
    scenario: str
    title: str
    places: Mapping[str, Place]
    services: tuple[Service, ...]
    depots: Mapping[str, str]
    texts: Texts
    is_internal: bool

    @property
    def visited(self) -> tuple[Place, ...]:
        """Places with a visit, made or cancelled, by name."""
        ids = {visit.place for visit in self.timetable.visits}
        return tuple(
            sorted(
                (self.places[it] for it in ids),
                key=lambda place: (swedish_order(place.name), place.id),
            )
        )

    @property
    def vehicles(self) -> tuple[str, ...]:
        """Vehicles with a duty, in order; none for the public."""
        return tuple(sorted({it.duty.vehicle for it in self.timetable.duties}))

    @property
    def name_languages(self) -> tuple[str, ...]:
        """Languages beside Swedish that some visited place has a name in."""
        found = {language for place in self.visited for language, _ in place.other_names}
        return tuple(language for language in NAME_LANGUAGES if language in found)

    def reason(self, closure: Closure | None) -> str:
        """Return why something is cancelled or moved; empty where the reader need not know."""
        if closure is None:
            return ""
        if closure.kind is ClosureKind.HOLIDAY:
            return closure.name(self.texts.language)
        if closure.kind is ClosureKind.TOUR and not self.is_internal:
            return ""
        return self.texts(f"closure.{closure.kind}")

    def event(self, it: DatedDuty, line: Line) -> str:
        """Return what happens; the end of a duty away from the depot is a night there."""
        is_night = line.kind is LineKind.END and self.depots[it.duty.vehicle] != line.place
        return self.texts("event.night") if is_night else self.texts(f"event.{line.kind}")

    def remark(self, visit: DatedVisit) -> str:
        """Return what a reader has to know of a visit; empty if it is made as planned."""
        if visit.standing is not Standing.CANCELLED:
            return self._moved(visit)
        what = self._cancelled(visit.closure)
        if visit.next_date is None:
            return self.texts("visit.no_next", cancelled=what)
        next_day = self.texts.date(visit.next_date, DAY)
        return self.texts("visit.next", cancelled=what, date=next_day)

    def duty_remark(self, it: DatedDuty) -> str:
        """Return what a crew has to know of a duty; empty if it is driven as planned."""
        if it.standing is not Standing.CANCELLED:
            return self._moved(it)
        return self.texts("duty.remark", cancelled=self._cancelled(it.closure))

    def _moved(self, it: DatedVisit | DatedDuty) -> str:
        """Return from which date something is moved; empty if it is not."""
        if it.standing is Standing.HELD:
            return ""
        return self.texts("visit.moved", date=self.texts.date(it.planned, DAY))

    def _cancelled(self, closure: Closure | None) -> str:
        """Return that something is cancelled, and why."""
        reason = self.reason(closure)
        if not reason:
            return self.texts("visit.cancelled")
        return self.texts("visit.cancelled_for", reason=reason)


def swedish_order(name: str) -> str:
    """Return what names are sorted by: å, ä and ö come after z, in this order."""
    return name.casefold().translate(AFTER_Z)


def show(
    timetable: DatedTimetable,
    *,
    scenario: str,
    title: str,
    places: Mapping[str, Place],
    services: tuple[Service, ...],
    depots: Mapping[str, str],
    texts: Texts,
    is_internal: bool,
) -> Shown:
    """Return a timetable as its readers may see it.

    Parameters
    ----------
    timetable : DatedTimetable
        All of it.
    scenario, title : str
        Name and title of the scenario.
    places : mapping of str to Place
        Places by id.
    services : tuple of Service
        What the mobile offices offer.
    depots : mapping of str to str
        Depot of each vehicle.
    texts : Texts
        The language.
    is_internal : bool
        Whether readers may see vehicles, drives, breaks and nights.

    Returns
    -------
    Shown
        What they may see.
    """
    return Shown(
        timetable=timetable if is_internal else for_the_public(timetable),
        scenario=scenario,
        title=title,
        places=places,
        services=services,
        depots=depots if is_internal else {},
        texts=texts,
        is_internal=is_internal,
    )
