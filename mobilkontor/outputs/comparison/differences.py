"""Find what one side gives that another does not, place by place and over all residents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mobilkontor.core.places import Place
from mobilkontor.outputs.comparison.grounds import Ground, other_grounds
from mobilkontor.outputs.comparison.side import Offer, Side

__all__ = ["Change", "Pair", "PlaceChange", "all_places", "compare_sides"]


class Change(StrEnum):
    """What becomes of a place on the way from the left side to the right one."""

    GAINS = "gains"
    LOSES = "loses"
    MORE = "more"
    FEWER = "fewer"


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """A place that differs.

    Attributes
    ----------
    place : str
        Its id.
    change : Change
        How it differs.
    left, right : Offer or None
        What it has on both sides.
    left_s, right_s : int or None
        Travel time to the nearest service on both sides [s]; None if there is none, or if the two
        may not be compared.
    """

    place: str
    change: Change
    left: Offer | None
    right: Offer | None
    left_s: int | None
    right_s: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """The right side as seen from the left one.

    Attributes
    ----------
    changes : tuple of PlaceChange
        Places that differ, those with most residents first.
    persons : mapping of Change to int
        Residents of the places that differ, by how.
    nearer, farther : int or None
        Residents with a shorter and with a longer way to service; None if that cannot be told.
    others : tuple of Ground
        In what the two sides are not alike beside the plan.
    """

    changes: tuple[PlaceChange, ...]
    persons: Mapping[Change, int]
    nearer: int | None
    farther: int | None
    others: tuple[Ground, ...]


def all_places(sides: Sequence[Side]) -> dict[str, Place]:
    """Return the places of all sides by id, as the first side that has them tells of them."""
    return {id_: place for side in reversed(sides) for id_, place in side.places.items()}


def compare_sides(left: Side, right: Side, places: Mapping[str, Place]) -> Pair:
    """Return what the right side gives beside the left one.

    Parameters
    ----------
    left, right : Side
        The sides.
    places : mapping of str to Place
        Places of all sides.

    Returns
    -------
    Pair
        Differences by place, and over all residents.
    """
    others = other_grounds(left.fingerprints, right.fingerprints)
    has_same_travel = Ground.TRAVEL not in others
    changes = [
        PlaceChange(
            place=place,
            change=change,
            left=left.offers.get(place),
            right=right.offers.get(place),
            left_s=left.travel_s.get(place) if has_same_travel else None,
            right_s=right.travel_s.get(place) if has_same_travel else None,
        )
        for place in places
        if (change := _change(left.offers.get(place), right.offers.get(place))) is not None
    ]
    changes.sort(key=lambda entry: (-places[entry.place].residents, entry.place))
    nearer, farther = _moved(left, right, places) if has_same_travel else (None, None)
    return Pair(
        changes=tuple(changes),
        persons={
            kind: sum(places[it.place].residents for it in changes if it.change is kind)
            for kind in Change
        },
        nearer=nearer,
        farther=farther,
        others=others,
    )


def _change(left: Offer | None, right: Offer | None) -> Change | None:
    """Return how what a place has differs; an office that stands there is more than any visits."""
    if left is None or right is None:
        if left is right:
            return None
        return Change.GAINS if left is None else Change.LOSES
    before, after = (left.is_office, left.visits), (right.is_office, right.visits)
    if before == after:
        return None
    return Change.MORE if after > before else Change.FEWER


def _moved(left: Side, right: Side, places: Mapping[str, Place]) -> tuple[int, int]:
    """Count residents with a shorter and with a longer way; no service at all is the longest."""
    nearer = farther = 0
    for id_, place in places.items():
        before, after = (
            float("inf") if (known := side.travel_s.get(id_)) is None else known
            for side in (left, right)
        )
        nearer += place.residents if after < before else 0
        farther += place.residents if after > before else 0
    return nearer, farther
