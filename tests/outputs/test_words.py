"""Views are told in plain words."""

from __future__ import annotations

import pytest

from mobilkontor.core.plan import Unserved
from mobilkontor.core.result import Scope, Status, StopReason
from mobilkontor.indicators.registry import measure
from mobilkontor.outputs.claims import Claims
from mobilkontor.outputs.facts import ParameterFacts
from mobilkontor.outputs.palette import ACCESS_BANDS
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.views import view_map
from mobilkontor.outputs.words import Words, access_band, indicator_rows, proof_in_words
from tests.outputs import example


def words(language: str = "sv") -> Words:
    """Return the words of the example."""
    return Words(view_map(example.plan(), example.facts()), texts_in(language))


def claims(
    objective_sek: float,
    bound_sek: float | None,
    status: Status = Status.FEASIBLE,
    scope: Scope = Scope.ALL_DUTIES,
) -> Claims:
    """Return claims of a plan."""
    return Claims(status, StopReason.TIME_LIMIT, objective_sek, bound_sek, scope)


def test_the_gap_is_rounded_up() -> None:
    """A gap of 0.2601 % is told as 0.3 %, so that the sentence is true."""
    proof = proof_in_words(claims(1_000.0, 1_002.601), texts_in("sv"))
    assert proof.short == "Högst 0,3\u00a0% under bästa möjliga"
    assert "ingen plan kan vara mer än 0,3\u00a0% bättre" in proof.sentence


def test_an_exact_gap_is_not_rounded_further() -> None:
    """A gap of just 0.3 % is told as 0.3 %."""
    proof = proof_in_words(claims(1_000.0, 1_003.0), texts_in("en"))
    assert proof.short == "At most 0.3% below the best possible"


def test_an_optimal_plan_is_called_the_best() -> None:
    """A closed gap is told as proof that no plan is better."""
    proof = proof_in_words(claims(9.0, 9.0, Status.OPTIMAL), texts_in("sv"))
    assert proof.short == "Bäst möjliga"


def test_what_is_not_proved_is_not_claimed() -> None:
    """Without a bound, or for a plan worth nothing, no closeness is claimed."""
    for claim in (claims(9.0, None), claims(0.0, 5.0), claims(-2.0, 5.0)):
        assert proof_in_words(claim, texts_in("sv")).short == "Inte bevisat"


def test_a_proof_over_some_duties_says_so() -> None:
    """A bound over generated duties only is told with that limit."""
    claim = claims(9.0, 9.0, Status.OPTIMAL, Scope.GENERATED_DUTIES)
    assert "bara de dagsturer som prövades" in proof_in_words(claim, texts_in("sv")).sentence


def test_reasons_name_the_other_place() -> None:
    """The reason names the stop that is used; a reason without a text stands for itself."""
    delta = words().view.places["delta"].unserved
    assert delta is not None
    assert words().reason(delta) == "Invånarna har nära till stoppet i Gamma"
    assert words().reason(Unserved("zeta", "moved_away", "", 0.0)) == "moved_away"
    assert words().reason(Unserved("zeta", "uses_stop", "gone", 0.0)).endswith("i gone")


def test_lost_visits_are_told_where_a_stop_was_tried() -> None:
    """A place that could get no stop loses no computed visits: a dash, not a zero."""
    assert words().lost(Unserved("zeta", "no_time", "", 1.234)) == "1,23"
    assert words().lost(Unserved("zeta", "too_small", "", 0.0)) == "–"


def test_estimates_are_marked() -> None:
    """An estimated number of residents has the sign for about."""
    places = words().view.places
    assert words().residents(places["epsilon"]) == "≈\u00a060"
    assert words().residents(places["alfa"]) == "1\u00a0000"


@pytest.mark.parametrize(
    ("seconds", "band"), [(0, 0), (900, 0), (901, 1), (2_700, 2), (3_600, 3), (3_601, 4), (None, 4)]
)
def test_travel_times_fall_into_classes(seconds: int | None, band: int) -> None:
    """A time at the limit belongs to the lower class, an unknown one to the last."""
    assert access_band(seconds) is ACCESS_BANDS[band]


def test_classes_have_names() -> None:
    """The legend tells the classes in minutes."""
    assert [words().band(number) for number in (0, 1, 4)] == [
        "högst 15 min",
        "15–30 min",
        "mer än 60 min",
    ]


def test_parameters_have_names_and_values() -> None:
    """A parameter is called by the longest part of its key that has a text, else by its key."""
    value, curve, factor = example.facts().parameters
    assert words().parameter(value) == "Värdet av ett mött besök [kr]"
    assert words().parameter_value(value) == "2\u00a0000"
    assert words().parameter_value(curve) == "0\u00a0→\u00a0100\u00a0%; 30\u00a0→\u00a045\u00a0%"
    assert words().parameter_value(ParameterFacts("a.open_from", "08:00", "", True)) == "08:00"
    assert words("en").parameter(factor) == "Driving time against the network's [times]"
    assert words().parameter(ParameterFacts("x.y", 1.0, "", True)) == "x.y"


def test_speeds_are_told_apart_by_season_and_road() -> None:
    """What the name of a figure does not tell of its key stands in brackets."""
    speed = ParameterFacts("network.mobile_speed.winter.county", 0.8, "", True)
    assert words().parameter(speed).endswith("andel av hastighetsgränsen (vinter, länsväg)")
    assert words("en").parameter(speed).endswith("share of the speed limit (winter, county road)")


def test_lists_break_between_their_parts_only() -> None:
    """A part of a list of levels stays on one line."""
    levels = ParameterFacts("a.levels", "≥ 500: 1 × 180 min, 2 × 120 min", "", True)
    assert words().parameter_value(levels).split(" ") == [
        "≥\u00a0500:\u00a01\u00a0×\u00a0180\u00a0min,",
        "2\u00a0×\u00a0120\u00a0min",
    ]


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("en", 1, "One mobile service office visits a in b."),
        ("en", 4, "Four mobile service offices visit a in b."),
        ("sv", 4, "Fyra mobila servicekontor besöker a under b."),
        ("sv", 20, "20 mobila servicekontor besöker a under b."),
    ],
)
def test_the_lead_begins_as_a_sentence(language: str, count: int, expected: str) -> None:
    """One office visits, several visit; a small number is a word with a capital letter."""
    texts = texts_in(language)
    lead = texts.one_or_many("lead.vehicles", count, stops="a", cycle="b")
    assert texts.sentence(lead) == expected


def test_indicators_as_rows() -> None:
    """Every indicator has a row with name, value and unit; shares are told as per cent."""
    values = measure(example.plan(), example.setting())
    rows = {entry.name: row for entry, row in indicator_rows(values, 1, texts_in("sv"))}
    only_if_any = {"cost_of_vehicles_sek", "cost_of_offices_sek", "new_offices", "co2_kg"}
    assert list(rows) == [name for name in values if name not in only_if_any]
    assert rows["cost_sek"] == ("Kostnad", "12\u00a0020", "kr i veckan")
    assert rows["estimated_share"][1:] == ("9,1", "%")
    missing = indicator_rows(dict.fromkeys(values), 2, texts_in("en"))
    assert missing[0][1] == (
        "Visits met beyond fixed offices",
        "–",
        "visits per cycle of two weeks",
    )


def test_regular_openings_are_told_where_a_place_is_visited_again() -> None:
    """Where no place has several visits, the indicators of regular opening have no row."""
    values = measure(example.plan(), example.setting())
    repeated = {"opening_spread_min", "regular_opening_share"}
    rows = indicator_rows({**values, **dict.fromkeys(repeated)}, 1, texts_in("sv"))
    hidden = set(values) - {entry.name for entry, _ in rows}
    assert {name for name in hidden if "opening" in name} == repeated
