"""The example's plans on dates, for the public or the crews, with hostile names if asked."""

from __future__ import annotations

import dataclasses

from mobilkontor.core.places import Place, Service
from mobilkontor.core.plan import Plan
from mobilkontor.outputs.dated.shown import Shown, show
from mobilkontor.outputs.texts import texts_in
from tests.outputs import example
from tests.timetable.plans import DEPOTS, laid

NAMES = {"se": "Beahtta", "fit": "Peetta"}
HOSTILE = (
    '=HYPERLINK("http://127.0.0.1:9/x";"y")',
    "</script><script>alert(1)</script><img src=http://127.0.0.1:9/x onerror=alert(1)>",
    "@cmd|' /C calc'!A0",
    "[Ö]:*?/\\ och 'citat' \u200f\u05d0\u05d1 \U0001f68c\U0001f68c",
    "Långnamn" * 30,
    "{{ 7 * 7 }} {% raw %} BEGIN:VEVENT;X=1,2",
)


def places(names: dict[str, str] | None = None) -> dict[str, Place]:
    """Return the example's places, some by another name; beta also in two other languages."""
    changed = names or {}
    return {
        place.id: dataclasses.replace(
            place,
            name=changed.get(place.id, place.name),
            other_names=tuple(NAMES.items()) if place.id == "beta" else (),
        )
        for place in example.places()
    }


def shown(
    plan: Plan | None = None,
    *,
    start: str = "2027-03-22",
    weeks: int = 4,
    language: str = "sv",
    is_internal: bool = False,
    names: dict[str, str] | None = None,
) -> Shown:
    """Return the plan over two weeks, or another, on dates; Easter Monday is among them."""
    return show(
        laid(plan or example.two_weeks(), start, weeks),
        scenario="example",
        title="Exempel",
        places=places(names),
        services=(Service.TAX, Service.PENSION),
        depots=DEPOTS,
        texts=texts_in(language),
        is_internal=is_internal,
    )
