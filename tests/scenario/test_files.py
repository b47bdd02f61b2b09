"""Files are read only inside the scenario's folder, only of sane size, only as UTF-8 text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mobilkontor.scenario.load import load_scenario
from tests.scenario.helpers import edit, problems_of


def test_byte_order_mark_is_read_over(folder: Path) -> None:
    """UTF-8 with a byte order mark is read like UTF-8 without one."""
    without = load_scenario(folder / "tiny.yaml")
    for name in ("tiny.yaml", "places.csv"):
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(b"\xef\xbb\xbf" + content)
    assert load_scenario(folder / "tiny.yaml").places == without.places


def test_windows_line_ends_are_read(folder: Path) -> None:
    """Tables saved on Windows read as the same rows, with the same line numbers."""
    before = load_scenario(folder / "tiny.yaml")
    content = (folder / "places.csv").read_bytes().replace(b"\n", b"\r\n")
    (folder / "places.csv").write_bytes(content)
    assert load_scenario(folder / "tiny.yaml").places == before.places
    (folder / "places.csv").write_bytes(content.replace(b",40,2025", b",x,2025"))
    assert problems_of(folder / "tiny.yaml") == [
        'E151 places.csv:7: population is "x"; it must be a whole number. Correct it.'
    ]


@pytest.mark.parametrize("name", ["tiny.yaml", "places.csv"])
def test_latin_1_is_told_apart(folder: Path, name: str) -> None:
    """A Latin-1 file is named as such, with line and word."""
    text = (folder / "places.csv").read_text(encoding="utf-8")
    (folder / name).write_bytes(text.encode("latin-1"))
    assert problems_of(folder / "tiny.yaml") == [
        f"E178 {name}:4: byte 0xf6 is not UTF-8; read as Latin-1 (Windows) it is "
        '"Björknäs". Save the file as UTF-8.'
    ]


@pytest.mark.parametrize("name", ["tiny.yaml", "places.csv"])
def test_utf_16_is_told_apart(folder: Path, name: str) -> None:
    """A UTF-16 file is named as such."""
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_bytes(text.encode("utf-16"))
    assert problems_of(folder / "tiny.yaml") == [
        f"E177 {name}: the file is UTF-16. Save it as UTF-8."
    ]


@pytest.mark.parametrize("name", ["tiny.yaml", "places.csv"])
def test_nul_bytes_are_told(folder: Path, name: str) -> None:
    """A file with NUL bytes is no text."""
    (folder / name).write_bytes(b"id,name\n\0\0\n")
    assert problems_of(folder / "tiny.yaml") == [
        f"E176 {name}:2: the file holds NUL bytes, so it is not text. Check the name; save it as "
        "UTF-8."
    ]


@pytest.mark.parametrize("name", ["tiny.yaml", "places.csv"])
@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_empty_file_is_told(folder: Path, name: str, content: bytes) -> None:
    """A file without content is told as empty."""
    (folder / name).write_bytes(content)
    assert problems_of(folder / "tiny.yaml") == [
        f"E175 {name}: the file is empty. Check the name, or fill it."
    ]


def test_yaml_of_comments_is_empty(folder: Path) -> None:
    """A scenario of comments only holds nothing."""
    (folder / "tiny.yaml").write_text("# nothing yet\n")
    assert problems_of(folder / "tiny.yaml") == [
        "E175 tiny.yaml: the file is empty. Check the name, or fill it."
    ]


def test_yaml_that_is_no_mapping_is_told(folder: Path) -> None:
    """A list at the top is no scenario."""
    (folder / "tiny.yaml").write_text("- a\n- b\n")
    assert problems_of(folder / "tiny.yaml") == [
        "E186 tiny.yaml:1: the file holds a list; it must hold keys and values. Write `key: value`."
    ]


def test_table_of_a_header_only_is_told(folder: Path) -> None:
    """A table needs at least one row."""
    (folder / "offices.csv").write_text("place,open,days_per_week,services\n\n")
    assert problems_of(folder / "tiny.yaml") == [
        "E160 offices.csv: the table has a header but no rows. Add at least one."
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "tiny.yaml",
            "E173 tiny.yaml: the file has 1,000 MB; at most 1 MB are read. Check the name.",
        ),
        (
            "places.csv",
            'E173 tiny.yaml:15: tables.places is "places.csv", which has 1,000 MB; at most 50 MB '
            "are read. Check the name.",
        ),
    ],
)
def test_huge_file_is_not_opened(folder: Path, name: str, expected: str) -> None:
    """A file of 1 GB is refused by its size, before anything of it is read."""
    os.truncate(folder / name, 1_000_000_000)
    assert problems_of(folder / "tiny.yaml") == [expected]


def test_device_is_not_opened(folder: Path) -> None:
    """A named pipe, which would block for ever, is not a file."""
    (folder / "places.csv").unlink()
    os.mkfifo(folder / "places.csv")
    assert problems_of(folder / "tiny.yaml") == [
        'E171 tiny.yaml:15: tables.places is "places.csv", which is not a file. Give the name of '
        "a file."
    ]


def test_missing_scenario_names_its_neighbour(folder: Path) -> None:
    """A misspelled scenario file gets the nearest name in its folder."""
    assert problems_of(folder / "tinny.yaml") == [
        "E170 tinny.yaml: the file does not exist. Did you mean tiny.yaml?"
    ]


@pytest.mark.parametrize("path", [".", "..", "/"])
def test_folder_is_no_scenario(folder: Path, path: str) -> None:
    """A folder in place of a scenario file is told."""
    (problem,) = problems_of(folder / path)
    assert problem.endswith("the file is not a file. Give the name of a file.")


def test_missing_folder_is_told(folder: Path) -> None:
    """A scenario in a folder that does not exist does not exist."""
    assert problems_of(folder / "nowhere" / "tiny.yaml") == [
        "E170 nowhere/tiny.yaml: the file does not exist. Check the name."
    ]


def test_file_in_place_of_a_folder_is_told(folder: Path) -> None:
    """A path through a file cannot be read."""
    assert problems_of(folder / "places.csv" / "tiny.yaml") == [
        "E172 places.csv/tiny.yaml: the file cannot be read: Not a directory. Check its name and "
        "permissions."
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_unreadable_file_is_told(folder: Path) -> None:
    """A file without read permission is told with the system's reason."""
    (folder / "places.csv").chmod(0)
    assert problems_of(folder / "tiny.yaml") == [
        'E172 tiny.yaml:15: tables.places is "places.csv", which cannot be read: Permission '
        "denied. Check its name and permissions."
    ]


def test_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    """A symbolic link cannot lead out of the scenario's folder."""
    inner = tmp_path / "inner"
    inner.mkdir()
    for file in tmp_path.glob("*.*"):
        file.rename(inner / file.name)
    (inner / "places.csv").rename(tmp_path / "secret.csv")
    (inner / "places.csv").symlink_to(tmp_path / "secret.csv")
    assert problems_of(Path("inner/tiny.yaml")) == [
        'E174 inner/tiny.yaml:15: tables.places is "places.csv", outside the folder of the '
        "scenario (inner). Copy the file into it and give a relative path."
    ]


def test_link_inside_the_folder_is_followed(folder: Path) -> None:
    """A symbolic link that stays in the folder reads like the file."""
    before = load_scenario(folder / "tiny.yaml")
    (folder / "places.csv").rename(folder / "places-2025.csv")
    (folder / "places.csv").symlink_to("places-2025.csv")
    assert load_scenario(folder / "tiny.yaml").places == before.places


def test_circular_link_is_told(folder: Path) -> None:
    """A link to itself is told, not followed for ever."""
    (folder / "places.csv").unlink()
    (folder / "places.csv").symlink_to("places.csv")
    (problem,) = problems_of(folder / "tiny.yaml")
    assert problem.startswith('E172 tiny.yaml:15: tables.places is "places.csv", which cannot')


def test_extended_file_stays_in_the_folder(folder: Path, tmp_path: Path) -> None:
    """A base outside the scenario's folder is refused."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "top.yaml").write_text("extends: ../tiny.yaml\nname: top\n")
    assert problems_of(folder / "sub" / "top.yaml") == [
        'E174 sub/top.yaml:1: extends is "../tiny.yaml", outside the folder of the scenario (sub). '
        "Copy the file into it and give a relative path."
    ]


def test_alias_bomb_is_refused(folder: Path) -> None:
    """Nine aliases of nine aliases of ... are refused before they are written out."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    for level in range(1, 10):
        inner = ", ".join([f"*a{level - 1}"] * 9)
        lines.append(f"a{level}: &a{level} [{inner}]")
    (folder / "tiny.yaml").write_text("\n".join(lines))
    assert problems_of(folder / "tiny.yaml") == [
        "E183 tiny.yaml: the file holds more than 100,000 values when its aliases (*name) are "
        "written out. Remove aliases of aliases."
    ]


@pytest.mark.parametrize("opening", ["[", "- ", "? "])
def test_deep_nesting_is_refused(folder: Path, opening: str) -> None:
    """A hundred thousand brackets end in a message."""
    (folder / "tiny.yaml").write_text(opening * 100_000)
    problems = problems_of(folder / "tiny.yaml")
    assert len(problems) == 1
    assert problems[0].split()[0] in ("E180", "E185")


def test_no_tag_makes_an_object(folder: Path) -> None:
    """A tag that names a Python function is text in a message, nothing more."""
    canary = folder / "canary"
    text = f'name: !!python/object/apply:os.system ["touch {canary}"]\n'
    (folder / "tiny.yaml").write_text(text)
    assert problems_of(folder / "tiny.yaml")[0].startswith("E182 tiny.yaml:1: name has the tag")
    assert not canary.exists()


def test_loading_writes_nothing(folder: Path) -> None:
    """Loading, well or not, leaves the folder as it was."""
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    load_scenario(folder / "tiny.yaml")
    problems_of(folder / "places.csv")
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_hash_covers_every_file(folder: Path) -> None:
    """A changed byte in any table changes the hash; the same files have the same hash."""
    seen = {load_scenario(folder / "tiny.yaml").sha256, load_scenario(Path("tiny.yaml")).sha256}
    assert len(seen) == 1
    names = ["places.csv", "municipalities.csv", "offices.csv", "roads.csv"]
    for name in names:
        with (folder / name).open("a", encoding="utf-8") as stream:
            stream.write("\n")
        seen.add(load_scenario(folder / "tiny.yaml").sha256)
    assert len(seen) == 1 + len(names)


def test_hash_covers_what_is_said_and_not_how(folder: Path) -> None:
    """Comments, title and description leave the hash as it is; any other key changes it."""
    file = folder / "tiny.yaml"
    text, before = file.read_text("utf-8"), load_scenario(file).sha256
    told = "".join(line for line in text.splitlines(True) if not line.startswith(("title", "desc")))
    assert told != text
    file.write_text(f"# A comment.\n{told}\ndescription: {{sv: Annat, en: Else}}\n", "utf-8")
    assert load_scenario(file).sha256 == before
    (folder / "top.yaml").write_text(
        "format: mobilkontor-scenario/1\nextends: tiny.yaml\nname: tiny\n", "utf-8"
    )
    assert load_scenario(folder / "top.yaml").sha256 == before
    file.write_text(text.replace("[mon, tue]", "[mon, wed]"), "utf-8")
    assert load_scenario(file).sha256 != before


def test_long_names_are_fine(folder: Path) -> None:
    """A name of a thousand characters, with markup, is a name."""
    name = "<script>alert(1)</script>" * 40
    edit(folder / "places.csv", "vik,Vik,", f"vik,{name},")
    assert load_scenario(folder / "tiny.yaml").places[-1].name == name
