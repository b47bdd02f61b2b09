"""What a scenario says is what is loaded; all its problems come at once, in order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mobilkontor.core.places import Confidence, RoadClass, Service
from mobilkontor.scenario.load import load_scenario
from mobilkontor.scenario.network_schema import RoadGraph
from tests.scenario.helpers import SCENARIOS, edit, problems_of


def test_tables_become_values(folder: Path) -> None:
    """Rows become places, offices and roads, with distances in metres."""
    scenario = load_scenario(folder / "tiny.yaml")
    place = scenario.places[2]
    assert (place.id, place.name, place.residents) == ("bjorknas", "Björknäs", 300)
    assert (place.lat, place.lon, place.confidence) == (66.5, 20.0, Confidence.ASSUMED)
    office = scenario.offices[0]
    assert (office.place, office.is_open, office.days_per_week) == ("hem", True, 5)
    assert office.services == {Service.TAX}
    road = scenario.roads[4]
    assert (road.a, road.b, road.length_m) == ("hem", "cedervik", 60_000)
    assert (road.road_class, road.speed_limit_kmh) == (RoadClass.COUNTY, 60)
    assert scenario.municipalities[0].share_65plus == 0.2


def test_a_year_that_no_source_states_is_none(folder: Path) -> None:
    """A table says so in place of the year; pages then name the source alone."""
    edit(
        folder / "roads.csv",
        "hem,cedervik,3,county,60,60,2025",
        "hem,cedervik,3,county,60,60,not stated",
    )
    years = {road.b: road.year for road in load_scenario(folder / "tiny.yaml").roads}
    assert (years["cedervik"], years["vik"]) == ("", "2025")


def test_a_place_may_have_names_in_other_languages(folder: Path) -> None:
    """Each language has a column of its own, which may be missing; an empty cell is no name."""
    file = folder / "places.csv"
    header, *rows = file.read_text("utf-8").splitlines()
    cells = {"hem": ",Siida,,Koti", "bjorknas": ",,,"}
    lines = [f"{row}{cells.get(row.partition(',')[0], ',,Piili,')}" for row in rows]
    file.write_text("\n".join([f"{header},name_se,name_fit,name_fi", *lines]), "utf-8")
    names = {it.id: dict(it.other_names) for it in load_scenario(folder / "tiny.yaml").places}
    assert names["hem"] == {"se": "Siida", "fi": "Koti"}
    assert names["bjorknas"] == {}
    assert names["djupdal"] == {"fit": "Piili"}


def test_a_name_in_another_language_is_held_to_the_same_rules(folder: Path) -> None:
    """A control character in it is told with its column."""
    file = folder / "places.csv"
    header, *rows = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([f"{header},name_fi", *(f"{row},a\u202eb" for row in rows)]), "utf-8")
    problems = problems_of(folder / "tiny.yaml")
    assert len(problems) == len(rows)
    assert all("name_fi" in problem for problem in problems)


def test_plain_number_is_an_assumed_figure(folder: Path) -> None:
    """A figure without a source counts as assumed; one with a source does not."""
    edit(folder / "tiny.yaml", "cost_per_km_sek: 5", "cost_per_km_sek: {value: 5, source: SCB}")
    file = load_scenario(folder / "tiny.yaml").file
    assert not file.vehicles[0].cost_per_km_sek.is_assumed
    assert file.crews[0].cost_per_hour_sek.is_assumed
    assert file.crews[0].cost_per_hour_sek.value == 300


def test_every_problem_comes_at_once_in_file_order(folder: Path) -> None:
    """Problems of keys, names, tables and network come together, by file and line."""
    edit(folder / "tiny.yaml", "    depot: hem", "    depot: hemm")
    edit(folder / "tiny.yaml", "  setup_min: 15\n", "  setup_min: -1\n  colour: red\n")
    edit(folder / "tiny.yaml", "  mobile_services: [tax]", "  mobile_services: [tax, fishing]")
    edit(folder / "places.csv", ",300,2025", ",-300,2025")
    edit(folder / "places.csv", "66.25,20.00", "66.25,80.00")
    edit(folder / "offices.csv", "hem,yes", "hem,maybe")
    edit(folder / "roads.csv", "hem,cedervik,3,county", "hem,cedervk,3,countryside")
    edit(folder / "roads.csv", "hem,djupdal,2", "hem,djupdol,2")
    found = [" ".join(problem.split()[:2]) for problem in problems_of(folder / "tiny.yaml")]
    assert found == [
        "E123 tiny.yaml:49:",
        "E104 tiny.yaml:56:",
        "E107 tiny.yaml:57:",
        "E103 tiny.yaml:71:",
        "E156 places.csv:3:",
        "E152 places.csv:4:",
        "E154 offices.csv:2:",
        "E162 roads.csv:5:",
        "E154 roads.csv:6:",
    ]


def test_wrong_number_in_row_57_names_its_line(folder: Path) -> None:
    """The line of a table is the line in the file, blank lines and line breaks in cells counted."""
    rows = [f'p{n},"Two\nlines",Provkommun,66,20,{n}' for n in range(30)]
    rows[24] = 'p24,"Two\nlines",Provkommun,66,20,five'
    lines = ["id,name,municipality,lat,lon,population", "", *["h,H,Provkommun,66,20,1"] * 6, *rows]
    (folder / "places.csv").write_text("\n".join(lines), encoding="utf-8")
    edit(folder / "tiny.yaml", "provider: road_graph", "provider: great_circle")
    problems = problems_of(folder / "tiny.yaml")
    assert 'E151 places.csv:57: population is "five"; it must be a whole number. Correct it.' in (
        problems
    )


def test_office_switch_opens_and_changes(folder: Path) -> None:
    """A switch changes what it names and keeps the rest of the table's row."""
    edit(
        folder / "tiny.yaml",
        "forbidden_days:",
        "offices:\n"
        "  - {place: hem, open: true, days_per_week: 2}\n"
        "  - {place: alby, open: true, days_per_week: 1, services: [pension], source: press}\n"
        "forbidden_days:",
    )
    hem, alby = load_scenario(folder / "tiny.yaml").offices
    assert (hem.days_per_week, hem.services, hem.confidence) == (
        2,
        {Service.TAX},
        Confidence.ASSUMED,
    )
    assert (alby.is_open, alby.services, alby.source) == (True, {Service.PENSION}, "press")
    assert alby.confidence is Confidence.REPORTED


def test_extends_merges_mappings_and_replaces_lists(folder: Path) -> None:
    """A variant states only what differs."""
    (folder / "variant.yaml").write_text(
        "format: mobilkontor-scenario/1\nextends: tiny.yaml\nname: variant\nseason: winter\n"
        "stops: {setup_min: 5}\ncycle: {weekdays: [mon, tue, wed]}\n"
    )
    file = load_scenario(folder / "variant.yaml").file
    assert (file.name, file.season, file.stops.setup_min, file.stops.packing_min) == (
        "variant",
        "winter",
        5,
        15,
    )
    assert file.cycle.weekdays == ("mon", "tue", "wed")


def test_changed_figure_does_not_keep_the_old_source(folder: Path) -> None:
    """A figure or a curve is replaced whole, so no number carries the source of another."""
    edit(folder / "tiny.yaml", "cost_per_night_sek: 500", "cost_per_night_sek: 501")
    (folder / "base.yaml").write_text(
        (folder / "tiny.yaml")
        .read_text(encoding="utf-8")
        .replace(
            "value_per_met_visit_sek: 1000", "value_per_met_visit_sek: {value: 1, source: SCB}"
        ),
        encoding="utf-8",
    )
    (folder / "top.yaml").write_text(
        "extends: base.yaml\nname: top\nbenefit: {value_per_met_visit_sek: {value: 2}}\n"
    )
    figure = load_scenario(folder / "top.yaml").file.benefit.value_per_met_visit_sek
    assert (figure.value, figure.source) == (2, "")


def test_extends_changes_the_provider(folder: Path) -> None:
    """Another network provider replaces the keys of the one before."""
    (folder / "top.yaml").write_text(
        "extends: tiny.yaml\nname: top\nnetwork: {provider: great_circle, winding_factor: 1.3, "
        "mobile_speed_kmh: 60, resident_speed_kmh: 60}\n"
    )
    scenario = load_scenario(folder / "top.yaml")
    assert scenario.file.network.provider == "great_circle"
    assert scenario.roads == ()


def test_problems_of_an_extended_file_name_that_file(folder: Path) -> None:
    """A mistake is told where it stands, in the base or in the variant."""
    edit(folder / "tiny.yaml", "  setup_min: 15\n", "  setup_min: -15\n")
    (folder / "top.yaml").write_text(
        "extends: tiny.yaml\nname: top\nstops: {packing_min: -1}\nvehicle: []\n"
    )
    assert [" ".join(problem.split()[:3]) for problem in problems_of(folder / "top.yaml")] == [
        "E104 top.yaml:3: stops.packing_min",
        "E107 top.yaml:4: vehicle",
        "E104 tiny.yaml:56: stops.setup_min",
    ]


def test_paths_hold_relative_to_the_file_that_states_them(folder: Path, tmp_path: Path) -> None:
    """A base in a folder of its own finds its tables there, and so does whoever reads them."""
    (tmp_path / "base").mkdir()
    for file in list(tmp_path.glob("*.*")):
        file.rename(tmp_path / "base" / file.name)
    (folder / "top.yaml").write_text("extends: base/tiny.yaml\nname: top\n")
    scenario = load_scenario(folder / "top.yaml")
    assert scenario.file.tables.places == "base/places.csv"
    assert isinstance(scenario.file.network, RoadGraph)
    assert scenario.file.network.roads == "base/roads.csv"
    assert scenario.path.parent.joinpath(scenario.file.tables.places).is_file()


def test_circle_of_extends_is_told(folder: Path) -> None:
    """Files that extend each other in a circle are told as a chain."""
    (folder / "a.yaml").write_text("extends: b.yaml\n")
    (folder / "b.yaml").write_text("\nextends: ./a.yaml\n")
    assert problems_of(folder / "a.yaml") == [
        "E188 b.yaml:2: extends goes in a circle: a.yaml > b.yaml > a.yaml. Remove one of them."
    ]


def test_endless_extends_is_told(folder: Path) -> None:
    """A chain of more than twenty files is refused."""
    for number in range(25):
        (folder / f"{number}.yaml").write_text(f"extends: {number + 1}.yaml\n")
    assert problems_of(folder / "0.yaml") == [
        "E189 0.yaml: more than 20 files extend each other. Merge some of them."
    ]


def test_matrix_files_are_hashed(folder: Path) -> None:
    """The matrix files of a scenario enter its hash, and have to exist."""
    text = (
        "extends: tiny.yaml\nname: top\n"
        "network: {provider: matrix_file, mobile: m.csv, residents: r.csv}\n"
    )
    (folder / "top.yaml").write_text(text)
    assert problems_of(folder / "top.yaml") == [
        'E170 top.yaml:3: network.mobile is "m.csv", which does not exist. Check the name.',
        'E170 top.yaml:3: network.residents is "r.csv", which does not exist. Did you mean '
        "roads.csv?",
    ]
    for name in ("m.csv", "r.csv"):
        (folder / name).write_text("a")
    before = load_scenario(folder / "top.yaml").sha256
    (folder / "m.csv").write_text("b")
    assert load_scenario(folder / "top.yaml").sha256 != before


def test_aliases_are_read(folder: Path) -> None:
    """An alias stands for what its anchor names."""
    edit(folder / "tiny.yaml", "cost_per_night_sek: 500", "cost_per_night_sek: &sek {value: 7}")
    edit(folder / "tiny.yaml", "cost_per_km_sek: 5", "cost_per_km_sek: *sek")
    assert load_scenario(folder / "tiny.yaml").file.vehicles[0].cost_per_km_sek.value == 7


def test_scenario_file_round_trips(folder: Path, tmp_path: Path) -> None:
    """A loaded scenario written out again, as JSON is YAML, loads as the same scenario."""
    file = load_scenario(folder / "tiny.yaml").file
    (tmp_path / "again.yaml").write_text(
        json.dumps(file.model_dump(mode="json", exclude_none=True))
    )
    assert load_scenario(folder / "again.yaml").file == file


@pytest.mark.parametrize(
    ("name", "num_vehicles", "min_overnights"), [("week", 4, 12), ("pilot-one-bus", 1, 3)]
)
def test_norrbotten_loads(name: str, num_vehicles: int, min_overnights: int) -> None:
    """The shipped scenarios have no problem and the size they are meant to have."""
    scenario = load_scenario(SCENARIOS / "norrbotten" / f"{name}.yaml")
    assert len(scenario.places) == 291
    assert len({place.municipality for place in scenario.places}) == 14
    assert len(scenario.municipalities) == 14
    assert (len(scenario.roads), len(scenario.junctions)) == (356, 9)
    assert len(scenario.file.vehicles) == num_vehicles
    assert len(scenario.file.overnight_places) >= min_overnights
    assert sum(office.is_open for office in scenario.offices) == 8


def test_norrbotten_tells_how_sure_it_is() -> None:
    """Every place states year, source and how far its figure can be trusted."""
    places = load_scenario(SCENARIOS / "norrbotten" / "week.yaml").places
    counts = {c: sum(place.confidence == c for place in places) for c in Confidence}
    assert counts == {
        Confidence.OFFICIAL: 89,
        Confidence.REPORTED: 55,
        Confidence.ESTIMATE: 147,
        Confidence.ASSUMED: 0,
    }
    assert all(place.year and place.source for place in places)


def test_ninth_office_is_one_word(tmp_path: Path) -> None:
    """One word in week.yaml opens the office that is likelier the ninth."""
    for file in (SCENARIOS / "norrbotten").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    edit(tmp_path / "week.yaml", "    open: false\n", "    open: true\n")
    offices = load_scenario(tmp_path / "week.yaml").offices
    assert sum(office.is_open for office in offices) == 9
    (ninth,) = [office for office in offices if office.place == "arvidsjaur"]
    assert (ninth.is_open, ninth.confidence) == (True, Confidence.ASSUMED)
