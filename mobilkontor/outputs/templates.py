"""Own the templates of all pages: every value is escaped, an unknown name is an error."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mobilkontor.core.units import METRES_PER_KM, clock_text
from mobilkontor.outputs import assets
from mobilkontor.outputs.travel_notes import travel_note_in

__all__ = ["templates"]


@cache
def templates() -> Environment:
    """Return the templates with what all of them need."""
    environment = Environment(
        loader=FileSystemLoader(assets.FOLDER), autoescape=True, undefined=StrictUndefined
    )
    environment.globals.update(
        clock=clock_text,
        km=lambda metres: metres / METRES_PER_KM,
        travel_note_in=travel_note_in,
    )
    return environment
