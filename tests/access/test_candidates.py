"""Places are candidates by size and by distance from offices, unless the scenario says else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mobilkontor.access.candidates import (
    CandidateRules,
    PlaceKind,
    Standing,
    standing_of_places,
)
from mobilkontor.access.offices import NearestOffice
from tests.small_scenario import place

RULES = CandidateRules(
    min_residents=50,
    min_travel_from_office_s=1200,
    municipalities=frozenset(),
    include=frozenset(),
    exclude=frozenset(),
)


def standing(
    residents: int, nearest: NearestOffice | None, rules: CandidateRules = RULES
) -> Standing:
    """Return what a place is to the plan."""
    by_place = {} if nearest is None else {"a": nearest}
    return standing_of_places([place("a", residents=residents)], by_place, rules)["a"]


@pytest.mark.parametrize(
    ("residents", "nearest", "expected"),
    [
        (50, NearestOffice("o", 1200), Standing(PlaceKind.CANDIDATE)),
        (49, NearestOffice("o", 1200), Standing(PlaceKind.TOO_SMALL)),
        (50, NearestOffice("o", 1199), Standing(PlaceKind.USES_OFFICE, "o")),
        (49, NearestOffice("o", 1199), Standing(PlaceKind.USES_OFFICE, "o")),
        (50, None, Standing(PlaceKind.CANDIDATE)),
        (49, None, Standing(PlaceKind.TOO_SMALL)),
    ],
)
def test_size_and_distance_decide(
    residents: int, nearest: NearestOffice | None, expected: Standing
) -> None:
    """Both limits are reached at their value; a near office is the reason before small size."""
    assert standing(residents, nearest) == expected


def test_a_place_with_an_office_is_no_candidate_at_any_distance() -> None:
    """Even if candidates may lie next to an office, the office's own place is none."""
    anywhere = replace(RULES, min_travel_from_office_s=0)
    assert standing(500, NearestOffice("a", 0), anywhere) == Standing(PlaceKind.USES_OFFICE, "a")
    assert standing(500, NearestOffice("o", 0), anywhere) == Standing(PlaceKind.CANDIDATE)


def test_the_scenario_has_the_last_word() -> None:
    """An included place is a candidate in spite of all, and an excluded one is not even then."""
    included = replace(RULES, include=frozenset("a"))
    assert standing(0, NearestOffice("a", 0), included) == Standing(PlaceKind.CANDIDATE)
    excluded = replace(included, exclude=frozenset("a"))
    assert standing(500, None, excluded) == Standing(PlaceKind.EXCLUDED)


def test_only_places_of_named_municipalities_are_candidates() -> None:
    """Elsewhere a place is excluded, beside an office too, unless it is named itself."""
    inside = replace(RULES, municipalities=frozenset({"Alfa", "Gamma"}))
    outside = replace(RULES, municipalities=frozenset({"Beta"}))
    assert standing(500, None, inside) == Standing(PlaceKind.CANDIDATE)
    assert standing(49, None, inside) == Standing(PlaceKind.TOO_SMALL)
    assert standing(500, None, outside) == Standing(PlaceKind.EXCLUDED)
    assert standing(49, NearestOffice("a", 0), outside) == Standing(PlaceKind.EXCLUDED)
    named = replace(outside, include=frozenset("a"))
    assert standing(500, None, named) == Standing(PlaceKind.CANDIDATE)
