"""Own what a reader can step through: all days, a weekday of every week, a week, a single day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from mobilkontor.outputs.texts import Texts
from mobilkontor.outputs.views import MapView

__all__ = ["Step", "step_rows"]

ALL = "all"


@dataclass(frozen=True, slots=True)
class Step:
    """One choice of days.

    Attributes
    ----------
    value : str
        Week and position of the weekday, such as ``0-2``; ``all`` stands for every one.
    short : str
        What is written in the calendar.
    name : str
        What it is called, such as ``tisdag vecka 1``.
    openings : int
        Openings on these days.
    is_heading : bool
        Whether it stands for several days.
    """

    value: str
    short: str
    name: str
    openings: int
    is_heading: bool


def step_rows(view: MapView, texts: Texts) -> list[list[Step]]:
    """Return the calendar of the cycle: weekdays as headings, then a row per week.

    Parameters
    ----------
    view : MapView
        The map.
    texts : Texts
        The language.

    Returns
    -------
    list of list of Step
        Rows with all of their days first. A cycle of one week has no row of headings.
    """
    open_on = Counter(visit.day for entry in view.places.values() for visit in entry.visits)
    by_day = {view.days[day]: count for day, count in open_on.items()}
    weeks = range(view.weeks)

    def openings(week: int, weekday: str) -> int:
        """Return the openings of one day."""
        return by_day.get((week, weekday), 0)

    def day(week: int, position: int, weekday: str) -> Step:
        """Return the step to one day."""
        count = openings(week, weekday)
        name = texts.day(week, weekday, view.weeks)
        short = str(count) if view.weeks > 1 else texts(f"weekday_short.{weekday}")
        return Step(f"{week}-{position}", short, name, count, False)

    def whole(week: int) -> Step:
        """Return the step to one week."""
        count = sum(openings(week, weekday) for weekday in view.weekdays)
        short, name = texts("steps.week_short", week=week + 1), texts("steps.week", week=week + 1)
        return Step(f"{week}-{ALL}", short, name, count, True)

    def every(position: int, weekday: str) -> Step:
        """Return the step to one weekday of every week."""
        count = sum(openings(week, weekday) for week in weeks)
        name = texts("day.every_week", weekdays=texts(f"weekdays.{weekday}"))
        short = texts(f"weekday_short.{weekday}")
        return Step(f"{ALL}-{position}", short, name, count, True)

    positions = list(enumerate(view.weekdays))
    total = sum(open_on.values())
    everything = Step(f"{ALL}-{ALL}", texts("steps.all_short"), texts("steps.all"), total, True)
    if view.weeks == 1:
        return [[everything, *(day(0, position, name) for position, name in positions)]]
    return [
        [everything, *(every(position, name) for position, name in positions)],
        *(
            [whole(week), *(day(week, position, name) for position, name in positions)]
            for week in weeks
        ),
    ]
