"""Official figures take the place of guessed ones; residents outside localities join a place."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
import shapely
from typer.testing import CliRunner, Result

from mobilkontor.cli import app
from mobilkontor.scenario.load import load_scenario
from tests.engines.fixtures import Servers
from tests.engines.test_planning import osrm_network, tiny_with
from tests.official.layers import area, square, write_layer

TINY = Path(__file__).parents[2] / "scenarios" / "tiny"

# The tiny scenario's places: hem 66.00 20.00, alby 66.25 20.00, bjorknas 66.50 20.00,
# cedervik 66.00 21.20, djupdal 67.20 19.20, vik 66.25 19.82; all figures are assumed.
LOCALITIES = {
    "tatortskod": ["T1", "T1", "T2", "T3", "T4"],
    "tatort": ["Hem", "Hem", "ALBY", "Björknäs", "Ny by"],
    "kommunnamn": ["Provkommun", "Provkommun", "Provkommun", "Annan kommun", "Provkommun"],
    "bef": [1900, 2100, 400, 999, 250],
    "ar": [2018, 2023, 2023, 2023, 2023],
}
AREAS = [
    area(66.00, 20.00),
    area(66.00, 20.00),
    area(66.25, 20.00),
    area(66.90, 20.50),
    area(66.60, 20.60),
]


def run(*arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """Return a copy of the tiny scenario."""
    shutil.copytree(TINY, tmp_path / "tiny")
    return tmp_path / "tiny" / "tiny.yaml"


def rows_of(path: Path) -> dict[str, dict[str, str]]:
    """Return the rows of a table by id."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_localities_replace_guesses_by_name_and_municipality(
    scenario: Path, tmp_path: Path
) -> None:
    """The newest year counts; a name in another municipality is another place; the rest stays."""
    file = write_layer(tmp_path / "t.gpkg", AREAS, LOCALITIES)
    done = run("places", "import", scenario, "--localities", file)
    assert done.exit_code == 0, done.output
    table = scenario.parent / "places-imported.csv"
    before, after = rows_of(scenario.parent / "places.csv"), rows_of(table)
    assert list(after) == list(before)
    stated = {"year": "2023", "source": "SCB localities", "confidence": "official"}
    assert after["hem"] == before["hem"] | stated | {"population": "2100"}
    assert after["alby"] == before["alby"] | stated | {"population": "400"}
    assert after["bjorknas"] == before["bjorknas"]
    assert done.output.splitlines() == [
        "2 places have another figure",
        "- Hem: 2000 -> 2100, a guess before",
        "- Alby: 380 -> 400, a guess before",
        "Residents with guessed figures: 100.0 % before, 39.6 % now",
        "In no file, still a guess (4): Björknäs, Cedervik, Djupdal, Vik",
        "Not in the table: 2 localities, 1249 residents",
        "- Björknäs, Annan kommun: 999",
        "- Ny by, Provkommun: 250",
        f"Wrote {table}; name it in tables.places to plan with it",
    ]


def test_the_new_table_plans_as_it_is(scenario: Path, tmp_path: Path) -> None:
    """What was written is read without a problem, with the new figures."""
    file = write_layer(tmp_path / "t.gpkg", AREAS, LOCALITIES)
    run("places", "import", scenario, "--localities", file, "--out", scenario.parent / "new.csv")
    text = scenario.read_text("utf-8")
    scenario.write_text(text.replace("places: places.csv", "places: new.csv"), encoding="utf-8")
    residents = {place.id: place.residents for place in load_scenario(scenario).places}
    assert residents == {
        **{"hem": 2100, "alby": 400, "bjorknas": 300},
        **{"cedervik": 500, "djupdal": 800, "vik": 40},
    }


def test_small_localities_have_no_names_and_match_by_position(
    scenario: Path, tmp_path: Path
) -> None:
    """One a kilometre from Vik is Vik; one between two places, or near none, is neither."""
    areas = [area(66.259, 19.82, radius_m=200), area(66.60, 20.60)]
    file = write_layer(
        tmp_path / "s.gpkg",
        areas,
        {"smaortskod": ["S1", "S2"], "Kommun": ["Provkommun"] * 2, "Bef": [61, 55]},
    )
    done = run("places", "import", scenario, "--small-localities", file)
    assert "- Vik: 40 -> 61, a guess before" in done.output
    assert "- without a name, Provkommun: 55" in done.output
    row = rows_of(scenario.parent / "places-imported.csv")["vik"]
    assert (row["population"], row["year"], row["source"]) == ("61", "", "SCB small localities")


def test_scattered_residents_go_to_the_nearest_place(scenario: Path, tmp_path: Path) -> None:
    """A square whose middle is in a locality is counted there; the others go to a place each."""
    localities = write_layer(tmp_path / "t.gpkg", AREAS, LOCALITIES)
    squares = [square(66.00, 20.00), square(66.05, 20.00), square(66.22, 19.83), square(66.3, 20.0)]
    grid = write_layer(
        tmp_path / "g.gpkg",
        squares,
        {
            "rutid_scb": ["a", "b", "c", "d"],
            "beftotalt": [2050, 17, 5, 0],
            "referenstid": ["2024"] * 4,
        },
    )
    done = run("places", "import", scenario, "--localities", localities, "--grid", grid)
    assert done.exit_code == 0, done.output
    after = rows_of(scenario.parent / "places-imported.csv")
    assert after["hem"]["population"] == "2117"
    assert after["hem"]["source"] == (
        "SCB localities; 17 scattered residents near it, SCB 1 km grid 2024"
    )
    assert after["vik"]["population"] == "45"
    assert after["vik"]["confidence"] == "assumed"
    assert (
        "Residents outside localities: 22 went to the nearest place as the crow flies: this "
        "network knows no roads there"
    ) in done.output


TWO_SQUARES = [square(66.05, 20.00), square(66.22, 19.83)]


@pytest.mark.parametrize(
    ("squares", "columns", "older"),
    [
        # Rows of each year, whatever their order, and whatever the year is written as.
        (
            [*TWO_SQUARES, *TWO_SQUARES],
            {"bef": [17, 5, 1700, 500], "ar": [2024, 2024, 2023, 2023]},
            "2023",
        ),
        (
            [*TWO_SQUARES, *TWO_SQUARES, TWO_SQUARES[0]],
            {
                "beftotalt": [1700, 500, 17, 5, 999],
                "referenstid": ["2019-12-31", "2019-12-31", "2024-12-31", "2024-12-31", "2018"],
            },
            "2019, 2018",
        ),
        # A column of each year.
        (TWO_SQUARES, {"bef_2023": [1700, 500], "BEF_2024": [17, 5], "Kon_1990": [1, 1]}, "2023"),
        (TWO_SQUARES, {"2024": [17, 5], "2009": [1700, 500], "ar": [2000, 2001]}, "2009"),
    ],
)
def test_of_a_grid_of_several_years_the_latest_counts_once(
    scenario: Path,
    tmp_path: Path,
    squares: list[shapely.Geometry],
    columns: dict[str, list[object]],
    older: str,
) -> None:
    """And the report says which, and which not."""
    grid = write_layer(tmp_path / "g.gpkg", squares, columns)
    done = run("places", "import", scenario, "--grid", grid)
    assert done.exit_code == 0, done.output
    after = rows_of(scenario.parent / "places-imported.csv")
    assert (after["hem"]["population"], after["vik"]["population"]) == ("2017", "45")
    assert "17 scattered residents near it, SCB 1 km grid 2024" in after["hem"]["source"]
    assert f"The grid has several years: 2024 counts, not {older}\n" in done.output


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"bef": [1, 2, 1]}, "E479 g.gpkg: 1 squares stand there more than once for the same year"),
        ({"bef": [1, 2, 1], "ar": [2024] * 3}, "that at 66.0500, 20.0000 2 times"),
        ({"bef": [1, 2, 3], "ar": ["2024", "2024", ""]}, "E478 g.gpkg: the column for the year"),
        ({"bef": [1, 2, 3], "ar": ["ny", "ny", "gammal"]}, "has 'ny', 'gammal'; which is"),
        ({"bef": [1] * 3, "bef_2024": [1] * 3}, "E477 g.gpkg: several columns may be the one"),
        ({"bef2024": [1] * 3, "pop_2024": [1] * 3}, "for residents: bef2024, pop_2024."),
        ({"ald_2024": [1] * 3}, "E472 g.gpkg: no column for residents"),
    ],
)
def test_a_grid_whose_year_cannot_be_told_is_refused(
    scenario: Path, tmp_path: Path, columns: dict[str, list[object]], told: str
) -> None:
    """Counting residents twice is worse than asking; nothing is written."""
    grid = write_layer(tmp_path / "g.gpkg", [*TWO_SQUARES, TWO_SQUARES[0]], columns)
    done = run("places", "import", scenario, "--grid", grid)
    assert done.exit_code == 2, done.output
    assert told in done.output
    assert not (scenario.parent / "places-imported.csv").exists()


def test_over_an_engine_the_nearest_place_is_so_by_road(
    tiny_servers: Servers, tmp_path: Path
) -> None:
    """North of Vik the crow flies to Vik, but the road there has no turning before Hem.

    A square 15 km off any road is given to nobody.
    """
    import json

    file = tiny_with(json.dumps(osrm_network(tiny_servers.osrm)), tmp_path)
    squares = [square(66.29, 19.8067), square(66.85, 20.40)]
    grid = write_layer(tmp_path / "g.gpkg", squares, {"Bef": [9, 4]})
    done = run("places", "import", file, "--grid", grid)
    assert done.exit_code == 0, done.output
    after = rows_of(file.parent / "places-imported.csv")
    assert (after["hem"]["population"], after["vik"]["population"]) == ("2009", "40")
    assert "Residents outside localities: 9 went to the nearest place by road" in done.output
    assert "4 could not be given to any place: no road leads there" in done.output


@pytest.mark.parametrize(
    ("columns", "crs", "told"),
    [
        ({"bef": [1]}, "EPSG:3006", "E472 x.gpkg: no column for the municipality's name; looked"),
        (
            {"kommunnamn": ["A"]},
            "EPSG:3006",
            "E472 x.gpkg: no column for residents; looked for bef",
        ),
        ({"kommunnamn": ["A"], "bef": [1]}, None, "E473 x.gpkg: the layer names no coordinate sys"),
        ({"kommunnamn": ["A"], "bef": [-1]}, "EPSG:3006", "E475 x.gpkg: area 1 has -1 residents"),
        ({"kommunnamn": ["A"], "bef": ["7"]}, "EPSG:3006", "E475 x.gpkg: area 1 has '7' residents"),
        ({"kommunnamn": ["A"], "bef": [1.5]}, "EPSG:3006", "E475 x.gpkg: area 1 has 1.5 residents"),
    ],
)
def test_a_layer_that_cannot_be_used_is_refused(
    scenario: Path, tmp_path: Path, columns: dict[str, list[object]], crs: str | None, told: str
) -> None:
    """What, where, expected, what to do; and nothing is written."""
    file = write_layer(tmp_path / "x.gpkg", AREAS[:1], columns, crs)
    done = run("places", "import", scenario, "--localities", file)
    assert done.exit_code == 2
    assert told in done.output
    assert not (scenario.parent / "places-imported.csv").exists()


def test_files_that_are_no_layers_are_refused(scenario: Path, tmp_path: Path) -> None:
    """Not there, not a layer, of points, or of another part of the country."""
    (tmp_path / "text.gpkg").write_text("no layer")
    write_layer(tmp_path / "points.gpkg", [shapely.Point(0, 0)], {"kommunnamn": ["A"], "bef": [1]})
    south = write_layer(
        tmp_path / "south.gpkg", [area(56.0, 13.0)], {"kommunnamn": ["A"], "bef": [1]}
    )
    for file, told in (
        (tmp_path / "none.gpkg", "E471 none.gpkg: "),
        (tmp_path / "text.gpkg", "E471 text.gpkg: "),
        (tmp_path / "points.gpkg", "E474 points.gpkg: the shapes are Point; areas are needed."),
        (south, "E476 south.gpkg: nothing in it lies in the scenario's region, lat 65.5 to 67.5"),
    ):
        done = run("places", "import", scenario, "--localities", file)
        assert done.exit_code == 2, done.output
        assert told in done.output


def test_asking_for_nothing_is_refused(scenario: Path) -> None:
    """The command needs a file at least."""
    done = run("places", "import", scenario)
    assert done.exit_code == 2
    assert "Give at least one of" in done.output


def test_hostile_names_stay_in_their_cells(scenario: Path, tmp_path: Path) -> None:
    """A locality's name with control characters is told harmlessly."""
    columns = {"tatort": ["=1+1\x1b[31m\n<b>"], "kommunnamn": ["A"], "bef": [77]}
    file = write_layer(tmp_path / "h.gpkg", [area(66.60, 20.60)], columns)
    done = run("places", "import", scenario, "--localities", file)
    assert done.exit_code == 0, done.output
    assert "\x1b" not in done.output
    assert ": 77" in done.output
