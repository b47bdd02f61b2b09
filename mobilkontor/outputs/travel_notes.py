"""Tell in a language what a reader has to know about travel times."""

from __future__ import annotations

from collections.abc import Sequence

from mobilkontor.core.travel_note import (
    GuessedTimes,
    OutOfReach,
    OwnRoads,
    RoadsOfDay,
    TravelNote,
)
from mobilkontor.outputs.texts import Texts

__all__ = ["travel_note_in"]

MAX_LEGS = 10
"""Legs, vehicles or places named in a note; how many more there are is told."""


def travel_note_in(texts: Texts, notes: tuple[TravelNote, ...]) -> str:
    """Return what a reader has to know about travel times.

    Parameters
    ----------
    texts : Texts
        Texts of the language.
    notes : tuple of TravelNote
        What there is to know.

    Returns
    -------
    str
        A sentence or two for each; empty if there is none.
    """
    return " ".join(_told(texts, note) for note in notes)


def _told(texts: Texts, note: TravelNote) -> str:
    """Return one note as a sentence."""
    if isinstance(note, GuessedTimes):
        return texts(
            "travel_note.guessed",
            factor=texts.figure(note.winding_factor),
            speed=texts.figure(note.speed_kmh),
        )
    if isinstance(note, RoadsOfDay):
        return texts(
            "travel_note.roads_of_day",
            source=note.source,
            date=note.data_date or texts("travel_note.no_date"),
            day=texts.date(note.as_on, "d MMMM"),
        )
    if isinstance(note, OwnRoads):
        return texts("travel_note.own_roads", vehicles=_listed(texts, note.vehicles))
    if isinstance(note, OutOfReach):
        places = _listed(texts, note.places)
        return texts("travel_note.out_of_reach", vehicle=note.vehicle, places=places)
    legs = [texts("travel_note.leg", start=start, end=end) for start, end in note.legs]
    return texts.one_or_many("travel_note.unequal", len(legs), legs=_listed(texts, legs))


def _listed(texts: Texts, names: Sequence[str]) -> str:
    """Return the first names of a list, and how many more there are."""
    named = list(names[:MAX_LEGS])
    rest = len(names) - len(named)
    if rest:
        named.append(texts("travel_note.more_legs", count=texts.number(rest)))
    return ", ".join(named)
