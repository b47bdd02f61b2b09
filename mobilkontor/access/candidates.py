"""Tell which places may get a stop, and why the others may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mobilkontor.access.offices import NearestOffice
from mobilkontor.core.places import Place

__all__ = ["CandidateRules", "PlaceKind", "Standing", "standing_of_places"]


class PlaceKind(StrEnum):
    """Whether a place may get a stop, and if not why; the names of reasons in a plan."""

    CANDIDATE = "candidate"
    EXCLUDED = "excluded"
    TOO_SMALL = "too_small"
    USES_OFFICE = "uses_office"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a place is to the plan; ``other`` is the place of the office that it uses, if any."""

    kind: PlaceKind
    other: str = ""


@dataclass(frozen=True, slots=True)
class CandidateRules:
    """What makes a place a candidate.

    Attributes
    ----------
    min_residents : int
        Least residents [persons].
    min_travel_from_office_s : float
        Least travel time of its residents to an open fixed office [s].
    municipalities : frozenset of str
        Municipalities whose places may be candidates; all if empty.
    include : frozenset of str
        Candidates whatever their size, municipality and the offices near them.
    exclude : frozenset of str
        Never candidates; goes before ``include``.
    """

    min_residents: int
    min_travel_from_office_s: float
    municipalities: frozenset[str]
    include: frozenset[str]
    exclude: frozenset[str]


def standing_of_places(
    places: Iterable[Place], nearest: Mapping[str, NearestOffice], rules: CandidateRules
) -> dict[str, Standing]:
    """Return what every place is to the plan.

    Parameters
    ----------
    places : iterable of Place
        Places in order.
    nearest : mapping of str to NearestOffice
        Nearest open office of every place; empty if none is open.
    rules : CandidateRules
        What makes a place a candidate.

    Returns
    -------
    dict of str to Standing
        By id of the place, in order.
    """
    return {place.id: _standing(place, nearest.get(place.id), rules) for place in places}


def _standing(place: Place, nearest: NearestOffice | None, rules: CandidateRules) -> Standing:
    """Return what one place is to the plan."""
    if place.id in rules.exclude:
        return Standing(PlaceKind.EXCLUDED)
    if place.id in rules.include:
        return Standing(PlaceKind.CANDIDATE)
    if rules.municipalities and place.municipality not in rules.municipalities:
        return Standing(PlaceKind.EXCLUDED)
    if nearest is not None:
        has_office = nearest.place == place.id
        if has_office or nearest.travel_s < rules.min_travel_from_office_s:
            return Standing(PlaceKind.USES_OFFICE, nearest.place)
    if place.residents < rules.min_residents:
        return Standing(PlaceKind.TOO_SMALL)
    return Standing(PlaceKind.CANDIDATE)
