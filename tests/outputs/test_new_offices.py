"""New fixed offices, earlier goals and the price of fairness stand in plan file, words and map."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from mobilkontor.core.goals import FairnessPrice, Goal, Reached
from mobilkontor.core.plan import AccessShare, NewOffice, Plan, VehicleCost
from mobilkontor.indicators.registry import measure
from mobilkontor.indicators.setting import Setting
from mobilkontor.outputs.claims import Claims
from mobilkontor.outputs.document import one_file
from mobilkontor.outputs.folium_map import render_map
from mobilkontor.outputs.geojson import office_layer, unserved_layer
from mobilkontor.outputs.plan_file import document_bytes, plan_document
from mobilkontor.outputs.plan_reader import read_plan
from mobilkontor.outputs.tabulate import unserved_groups
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.views import view_map
from mobilkontor.outputs.words import indicator_rows, proof_in_words
from tests.outputs import example


def plan() -> Plan:
    """Return the example with a new office in zeta, and vehicles that cost something."""
    base = example.plan()
    return dataclasses.replace(
        base,
        access=(*base.access, AccessShare("zeta", "zeta", 1.0, 2.0, 0, is_office=True)),
        offices=(NewOffice("zeta", 1_000.0, 2.0),),
        vehicle_costs=(VehicleCost("ett", 500.0), VehicleCost("tva", 500.0)),
    )


def setting() -> Setting:
    """Return the example's region, in which each resident needs a hundredth of a visit."""
    base = example.setting()
    need = {place.id: place.residents / 100 for place in base.places}
    before = {place.id: 0.9 if place.id == "alfa" else 0.0 for place in base.places}
    return dataclasses.replace(base, need=need, access_before=before)


def claims() -> Claims:
    """Return claims with an earlier goal and a price of fairness."""
    return dataclasses.replace(
        example.claims(),
        goal=Goal.LEAST_COST,
        objective_sek=-14_020.0,
        bound_sek=-14_000.0,
        earlier=(
            Reached(Goal.MOST_BENEFIT, 11_500.0, 11_600.0),
            Reached(Goal.LEAST_COST, -1, None),
        ),
        fairness=FairnessPrice(250.0, 0.4, None, 300.0),
    )


def test_everything_reads_back(tmp_path: Path) -> None:
    """Offices, vehicle costs, goals and the price of fairness come back as they were."""
    path = tmp_path / "plan.json"
    document = plan_document(plan(), claims(), example.origin(), {})
    path.write_bytes(document_bytes(document))
    found = read_plan(path)
    assert (found.plan, found.claims) == (plan(), claims())


def test_a_plan_without_them_does_not_name_them() -> None:
    """Keys that mean nothing to a plan are left out, as before there were such things."""
    document = plan_document(example.plan(), example.claims(), example.origin(), {})
    assert not {"offices", "vehicle_costs"} & set(document)
    assert not {"goal", "earlier", "price_of_fairness"} & set(document["result"])
    assert "is_office" not in document["access"][0]


def test_costs_are_summed_by_kind() -> None:
    """12 020 SEK for duties, 1 000 for vehicles, 1 000 for the office."""
    values = measure(plan(), setting())
    assert values["cost_sek"] == pytest.approx(14_020)
    assert values["cost_of_vehicles_sek"] == 1_000
    assert (values["cost_of_offices_sek"], values["new_offices"]) == (1_000, 1)
    shown = {entry.name for entry, _ in indicator_rows(values, 1, texts_in("sv"))}
    assert {"cost_of_vehicles_sek", "cost_of_offices_sek", "new_offices"} <= shown


def test_access_is_the_share_of_need_that_is_met() -> None:
    """900 of 1 700 before; beta 3 of 3, delta 0.75 of 1, epsilon 0.5 of 0.6, and so on after."""
    values = measure(plan(), setting())
    assert values["access_before"] == pytest.approx(0.9 * 1_000 / 1_700)
    met = 0.9 * 10 + 3.0 + 0.75 + 0.5 + 1.5 + 2.0
    assert values["access_after"] == pytest.approx(met / 17)
    assert values["access_worst_tenth_before"] == 0
    # 100 residents of delta with 0.75, and 70 of gamma with 0.75: a tenth of 1 700.
    assert values["access_worst_tenth_after"] == pytest.approx(0.75)
    gini = (values["gini_access_before"], values["gini_access_after"])
    assert gini[0] == pytest.approx(700 / 1_700)
    assert gini[1] is not None
    assert gini[1] < 0.41
    mean, root = 0.9 * 1_000 / 1_700, (0.9**0.5 * 1_000 / 1_700) ** 2
    assert values["atkinson_access_before"] == pytest.approx(1 - root / mean)


def test_access_is_not_told_where_need_is_not_known() -> None:
    """Without needs the indicators of access do not exist."""
    values = measure(example.plan(), example.setting())
    assert values["access_after"] is values["gini_access_before"] is None


def test_the_map_shows_a_new_office() -> None:
    """It lies on top of the old ones, has a name of its own, and its place is not left out."""
    view = view_map(plan(), example.facts())
    offices = office_layer(view, texts_in("en"))["features"]
    assert offices[-1]["properties"]["label"] == "Zeta, new fixed service office"
    places = {feature["properties"]["place"] for feature in unserved_layer(view)["features"]}
    assert "zeta" not in places
    assert not any(reason == "no_time" for reason, _ in unserved_groups(view))
    assert view.places["zeta"].after_s == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", ("Nytt fast servicekontor i planen", "Nytt i planen", "nytt i planen")),
        ("en", ("New fixed service office in the plan", "New in the plan", "new in the plan")),
    ],
)
def test_the_page_tells_of_a_new_office(language: str, words: tuple[str, ...]) -> None:
    """Popup, table and legend tell of it in both languages."""
    page = one_file(
        render_map(plan(), claims(), example.origin(), example.facts(), texts_in(language))
    )
    for text in words:
        assert text in page


def test_the_least_cost_is_told_as_cost() -> None:
    """A plan for the least cost is cheap, not good; earlier goals and fairness are told after."""
    proof = proof_in_words(claims(), texts_in("en"))
    assert proof.short == "At most 0.2% dearer than the cheapest possible"
    assert (
        "among plans that keep what an earlier goal reached: as many met visits as possible."
        in proof.sentence
    )
    assert "worth SEK 250 more and meets 0.4 more visits" in proof.sentence
