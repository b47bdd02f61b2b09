r"""`roads build --municipality` cuts roads to borders that stand in the extract itself.

A road runs along row 1 of the grid through two municipalities, of columns 0 to 4 and 6 to 9; in the
west one lies a hole around columns 1 and 2. A column is 0.45 km wide::

    row 2   20 ---------- 24      26 ------- 29
            |   62 ---- 63 |      |           |
    row 1   10 -- 11 -- 12 - 15 - 16 ------- 19
            |   52 ---- 53 |      |           |
    row 0    0 ----------- 4       6 -------- 9
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mobilkontor.cli import app
from mobilkontor.core.errors import NetworkError, ScenarioError
from mobilkontor.network.road_file import read_road_file
from mobilkontor.roads import build as building
from mobilkontor.roads import clip
from mobilkontor.roads.build import Built, build_roads
from tests.roads.extracts import position, write_extract
from tests.roads.test_build import GRAVEL, PRIMARY, edges

BORDER = {"boundary": "administrative"}
ROAD, WEST, WEST_BACK, EAST, HOLE = 1, 2, 3, 4, 5
WAYS = (
    (tuple(range(10, 20)), PRIMARY),
    ((0, 4, 24), BORDER),
    ((0, 20, 24), BORDER),
    ((6, 9, 29, 26, 6), BORDER),
    ((52, 53, 63, 62, 52), BORDER),
)

Member = tuple[str, int, str]


def municipality(name: str, code: str, *members: Member) -> tuple[Sequence[Member], dict[str, str]]:
    """Return the relation of a municipality."""
    tags = {"type": "boundary", "admin_level": "7", "name": name, "ref": code, **BORDER}
    return members, tags


NORTH_OUTER = (("n", 11, "admin_centre"), ("w", WEST, "outer"), ("w", WEST_BACK, "outer"))
VÄSTER = municipality("Västers kommun", "2501", *NORTH_OUTER, ("w", HOLE, "inner"))
ÖSTER = municipality("Östers kommun", "2502", ("w", EAST, ""))
COUNTY = (NORTH_OUTER, {"type": "boundary", "admin_level": "4", "name": "Länet", **BORDER})
HOLE_NODES = {52: (0.5, 0.6), 53: (0.5, 2.4), 63: (1.5, 2.4), 62: (1.5, 0.6)}


def at(node: int) -> tuple[float, float]:
    """Return the position of a node; those of the enclave lie around nodes 11 and 12."""
    if node not in HOLE_NODES:
        return position(node)
    (south, west), (row, column) = position(0), HOLE_NODES[node]
    return south + row * 0.01, west + column * 0.01


def extract(
    folder: Path,
    *relations: tuple[Sequence[Member], dict[str, str]],
    missing: Sequence[int] = (),
    road: Sequence[int] = range(10, 20),
) -> Path:
    """Write the two municipalities, or others."""
    return write_extract(
        folder / "two.osm.pbf",
        ((road, PRIMARY), *WAYS[1:]),
        missing=missing,
        at=at,
        relations=relations or (COUNTY, VÄSTER, ÖSTER),
    )


def build(path: Path, *names: str, margin_km: float = 0) -> Built:
    """Build the roads of municipalities, without progress."""
    out = path.parent / "out"
    return build_roads(
        path, out, municipalities=names, margin_km=margin_km, observe=lambda *_: None
    )


@pytest.mark.parametrize(
    "name", ["Östers kommun", "östers KOMMUN", "2502", " Öster ", "Östers", "O\u0308ster"]
)
def test_a_municipality_is_found_by_name_or_code(tmp_path: Path, name: str) -> None:
    """In any case, with or without "kommun"; of the road, what has an end inside stays."""
    built = build(extract(tmp_path), name)
    assert edges(built.roads) == {(15, 19, "primary")}
    assert built.roads.provenance.municipalities == ("Östers kommun 2502",)
    assert built.report.municipalities == ("Östers kommun 2502",)
    path = tmp_path / "roads.npz"
    path.write_bytes(built.roads.to_bytes())
    assert read_road_file(path).provenance == built.roads.provenance


def test_an_enclave_is_not_of_the_municipality(tmp_path: Path) -> None:
    """The ring is closed whichever way its lines run; the segment within the hole is left out."""
    built = build(extract(tmp_path), "Väster")
    assert built.report.num_segments == 4
    assert built.report.num_lost_parts == 1
    assert built.report.length_km + built.report.lost_km == pytest.approx(4 * 0.45, rel=0.01)


def test_the_margin_takes_what_lies_just_over_the_border(tmp_path: Path) -> None:
    """Column 5 is 0.45 km from both borders: within half a kilometre, not within four tenths."""
    path = extract(tmp_path)
    assert edges(build(path, "Öster", margin_km=0.4).roads) == {(15, 19, "primary")}
    assert edges(build(path, "Öster", margin_km=0.5).roads) == {(14, 19, "primary")}
    assert build(path, "Öster", margin_km=2).roads.provenance.margin_km == 2


def test_several_municipalities_are_one_area(tmp_path: Path) -> None:
    """The margins close what lies between them, and the enclave; nothing is counted twice."""
    built = build(extract(tmp_path), "Väster", "Öster", "2501", margin_km=0.5)
    assert edges(built.roads) == {(10, 19, "primary")}
    assert built.roads.provenance.municipalities == ("Västers kommun 2501", "Östers kommun 2502")


def test_unknown_names_are_told_with_near_ones(tmp_path: Path) -> None:
    """All at once; a county of the name is no municipality."""
    with pytest.raises(ScenarioError) as told:
        build(extract(tmp_path), "Vester", "Länet", "Öster")
    first, second = (str(problem) for problem in told.value.problems)
    assert "E258" in first
    assert "none of its 2 municipalities is called 'Vester'" in first
    assert "Did you mean Västers kommun (2501), Östers kommun (2502)?" in first
    assert "'Länet'" in second


def test_a_name_of_two_is_told(tmp_path: Path) -> None:
    """The codes tell them apart."""
    twin = municipality("Östers kommun", "1402", ("w", EAST, "outer"))
    path = extract(tmp_path, VÄSTER, ÖSTER, twin)
    with pytest.raises(ScenarioError, match=r"E259 .*Östers kommun \(2502\), Östers kommun \(140"):
        build(path, "Öster")
    assert edges(build(path, "1402").roads) == {(15, 19, "primary")}


def test_an_extract_without_municipalities_is_told(tmp_path: Path) -> None:
    """As one that was filtered to roads."""
    with pytest.raises(ScenarioError, match=r"E257 .*admin_level=7.*--bbox"):
        build(extract(tmp_path, COUNTY), "Öster")


def test_a_border_that_is_not_whole_is_told(tmp_path: Path) -> None:
    """A line or a point that the extract lacks, and a relation without any; all at once."""
    cut = municipality("Västers kommun", "2501", *NORTH_OUTER, ("w", 77, "outer"))
    none = municipality("Norrs kommun", "2503")
    with pytest.raises(ScenarioError) as told:
        build(extract(tmp_path, cut, ÖSTER, none, missing=(29,)), "Väster", "Öster", "Norr")
    west, east, north = (str(problem) for problem in told.value.problems)
    assert "E260" in west
    assert "1 of its 3 lines and 0 points are missing" in west
    assert "0 of its 1 lines and 1 points are missing" in east
    assert "0 of its 0 lines" in north


def test_a_border_that_does_not_close_is_told(tmp_path: Path) -> None:
    """One line of two is no border."""
    half = municipality("Västers kommun", "2501", ("w", WEST, "outer"))
    with pytest.raises(ScenarioError, match=r"E261 .*border of Västers kommun does not close"):
        build(extract(tmp_path, half), "Väster")


def test_a_municipality_without_roads_is_told(tmp_path: Path) -> None:
    """The option is named."""
    with pytest.raises(ScenarioError, match=r"E254 .*where roads are wanted.*--municipality"):
        build(extract(tmp_path, road=(10, 11)), "Öster")


def test_finished_passes_serve_another_municipality(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read of the country is not read again because the area is another one."""
    path = extract(tmp_path)
    build(path, "Väster")
    monkeypatch.setattr(building, "read_ways", None)
    monkeypatch.setattr(building, "read_points", None)
    assert edges(build(path, "Öster").roads) == {(15, 19, "primary")}


def test_without_the_library_of_shapes_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only municipalities need it."""
    monkeypatch.setattr(clip, "shapely", None)
    path = extract(tmp_path)
    with pytest.raises(NetworkError, match=r"E256 .*pip install 'mobilkontor\[roads\]'"):
        build(path, "Öster")
    build_roads(path, tmp_path / "out", box=(65, 19, 67, 21), observe=lambda *_: None)


def test_a_box_and_municipalities_together_are_refused(tmp_path: Path) -> None:
    """They would cut twice, and nobody asks for that."""
    with pytest.raises(ValueError, match="not to both"):
        build_roads(
            tmp_path / "no.osm.pbf",
            tmp_path / "out",
            box=(65, 19, 67, 21),
            municipalities=("Öster",),
            observe=lambda *_: None,
        )


def run(path: Path, *more: str) -> tuple[int, str, str]:
    """Return status, output and messages of the command."""
    out = str(path.parent / "out")
    done = CliRunner().invoke(app, ["roads", "build", str(path), "--out", out, *more])
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize(
    "names",
    [
        ("--municipality", "Väster,2502"),
        ("--municipality", "Väster", "--municipality", "Öster"),
    ],
)
def test_the_command_takes_names_with_commas_or_several_times(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    """And tells what it cut to, ten kilometres around."""
    status, output, messages = run(extract(tmp_path), *names)
    assert status == 0, messages
    assert "Within Västers kommun 2501, Östers kommun 2502 and 10 km around" in output
    provenance = read_road_file(tmp_path / "out" / "roads.npz").provenance
    assert provenance.margin_km == 10
    assert not (tmp_path / ".out.building").exists()


def test_a_hostile_name_is_harmless_on_the_terminal(tmp_path: Path) -> None:
    """No control character of the extract reaches it."""
    hostile = municipality("Ös\x1b[31mter\u202e=1+1 kommun", "2502", ("w", EAST, "outer"))
    path = extract(tmp_path, hostile)
    for code, expected in (("2502", 0), ("Österr", 2)):
        status, output, messages = run(path, "--municipality", code, "--margin-km", "0")
        assert status == expected
        assert "\x1b" not in output + messages
        assert "\u202e" not in output + messages


@pytest.mark.parametrize(
    ("more", "text"),
    [
        (("--municipality", "Öster", "--bbox", "65,19,67,21"), "not both"),
        (("--margin-km", "3"), "--margin-km widens"),
        (("--municipality", "Öster,,Väster"), "lacks a name"),
        (("--municipality", ""), "lacks a name"),
        (("--municipality", "Öster", "--margin-km", "-1"), "than or equal to 0"),
        (("--municipality", "Öster", "--margin-km", "nan"), "than or equal to 500"),
        (("--municipality", "Ostersund"), "E258"),
    ],
)
def test_bad_options_end_with_status_2(tmp_path: Path, more: tuple[str, ...], text: str) -> None:
    """Told on standard error; nothing is written."""
    status, output, messages = run(extract(tmp_path), *more)
    assert status == 2
    assert output == ""
    assert text in " ".join(messages.replace("│", " ").split())
    assert not (tmp_path / "out" / "roads.npz").exists()


def test_gravel_is_no_border(tmp_path: Path) -> None:
    """A way that is both road and border serves as both."""
    ways = (*WAYS[:3], ((6, 9, 29, 26, 6), {**GRAVEL, **BORDER}))
    path = write_extract(tmp_path / "both.osm.pbf", ways, relations=(ÖSTER,))
    assert {kind for *_, kind in edges(build(path, "Öster").roads)} == {"unclassified"}
