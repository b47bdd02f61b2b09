"""A matrix file is read to the second and the metre, or every problem of it is told."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from mobilkontor.core.errors import NetworkError
from mobilkontor.network import matrix_file
from mobilkontor.network.matrix_file import MatrixFileProvider

IDS = ("arjeplog", "boden", "jokkmokk")
POSITIONS = {"arjeplog": (66.0, 17.9), "boden": (65.8, 21.7), "jokkmokk": (66.6, 19.8)}

GOOD = """from,to,time_min,distance_km
arjeplog,boden,210,270.5
boden,arjeplog,215.5,271
arjeplog,jokkmokk,180,245
jokkmokk,arjeplog,180,245
boden,jokkmokk,100,134
jokkmokk,boden,101.25,134.0004
"""
TIME_S = [[0, 12_600, 10_800], [12_930, 0, 6_000], [10_800, 6_075, 0]]
DISTANCE_M = [[0, 270_500, 245_000], [271_000, 0, 134_000], [245_000, 134_000, 0]]


def travel(file: Path) -> tuple[list[list[int]], list[list[int]]]:
    """Return times and distances read from a file."""
    matrix = MatrixFileProvider(file, POSITIONS).travel(IDS)
    return matrix.time_s.tolist(), matrix.distance_m.tolist()


def csv_file(folder: Path, content: str | bytes) -> Path:
    """Write a CSV file."""
    file = folder / "matrix.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def npz_file(folder: Path, **changes: np.ndarray | None) -> Path:
    """Write an NPZ file of the good matrix with some arrays replaced, or left out."""
    arrays = {
        "place_ids": np.array(IDS),
        "time_s": np.array(TIME_S),
        "distance_m": np.array(DISTANCE_M),
    }
    file = folder / "matrix.npz"
    kept = {name: array for name, array in (arrays | changes).items() if array is not None}
    np.savez(file, **kept)
    return file


def problems(file: Path) -> list[str]:
    """Return the lines of the error that a file gives."""
    with pytest.raises(NetworkError, match=r"E2\d\d") as error:
        travel(file)
    return str(error.value).splitlines()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_is_read_to_the_second_and_the_metre(tmp_path: Path, mark: str) -> None:
    """Minutes and kilometres become whole seconds and metres, with and without byte order mark."""
    assert travel(csv_file(tmp_path, mark + GOOD)) == (TIME_S, DISTANCE_M)


def test_npz_is_read_as_it_is(tmp_path: Path) -> None:
    """Whole seconds and metres are taken over, whatever the order of places in the file."""
    assert travel(npz_file(tmp_path)) == (TIME_S, DISTANCE_M)
    turned = npz_file(
        tmp_path,
        place_ids=np.array(IDS[::-1]),
        time_s=np.array(TIME_S)[::-1, ::-1],
        distance_m=np.array(DISTANCE_M, dtype=np.uint32)[::-1, ::-1],
    )
    assert travel(turned) == (TIME_S, DISTANCE_M)


def test_a_place_to_itself_and_further_columns_do_no_harm(tmp_path: Path) -> None:
    """Zeros on the diagonal, a further column and quotes are read as meant."""
    lines = ["from,to,time_min,distance_km,remark", *GOOD.splitlines()[1:], '"boden",boden,0,0,"x"']
    assert travel(csv_file(tmp_path, "\r\n".join(lines))) == (TIME_S, DISTANCE_M)


def test_csv_tells_every_problem_at_once(tmp_path: Path) -> None:
    """Each wrong cell, id and pair is named with its line, and what to do."""
    text = GOOD.replace("arjeplog,boden,210,", "arjeplog,bodne,210,")
    text = text.replace("boden,arjeplog,215.5,271", 'boden,arjeplog,"215,5",-271')
    text = text.replace("jokkmokk,arjeplog,180,245", "arjeplog,jokkmokk,180,245")
    text += "boden,boden,3,0\nboden,arjeplog\njokkmokk,boden,1e999,9e9\n"
    assert problems(csv_file(tmp_path, text)) == [
        "E213 matrix.csv:2: 'bodne' is not a place of the scenario. Did you mean boden? "
        "Correct the id, or leave the place out.",
        "E214 matrix.csv:3: time_min is '215,5'; write a number with a decimal point, such as "
        "12.5.",
        "E215 matrix.csv:3: distance_km is -271; it must be between 0 and 100,000. Correct it.",
        "E216 matrix.csv:5: arjeplog to jokkmokk stands in line 4 already. Keep one of the two.",
        "E217 matrix.csv:8: the way from boden to itself is not 0. Write 0, or leave it out.",
        "E214 matrix.csv:9: time_min is ''; write a number with a decimal point, such as 12.5.",
        "E214 matrix.csv:9: distance_km is ''; write a number with a decimal point, such as 12.5.",
        "E216 matrix.csv:9: boden to arjeplog stands in line 3 already. Keep one of the two.",
        "E214 matrix.csv:10: time_min is '1e999'; write a number with a decimal point, such as "
        "12.5.",
        "E215 matrix.csv:10: distance_km is 9e9; it must be between 0 and 100,000. Correct it.",
        "E216 matrix.csv:10: jokkmokk to boden stands in line 7 already. Keep one of the two.",
        "E212 matrix.csv: no travel time for 2 of 6 pairs: arjeplog to boden, jokkmokk to "
        "arjeplog. Add the pairs, or take the places out of the scenario.",
    ]


def test_very_many_problems_are_counted(tmp_path: Path) -> None:
    """After fifty lines the rest are counted."""
    text = GOOD + "nowhere,boden,1,1\n" * 60
    lines = problems(csv_file(tmp_path, text))
    assert len(lines) == 51
    assert lines[-1] == "... and 10 problems more."


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", "E218 matrix.csv:1: no column from, to, time_min, distance_km; found none."),
        (GOOD.replace("to,", "too,", 1), "E218 matrix.csv:1: no column to; found from, too,"),
        (GOOD.replace(",", ";"), "E218 matrix.csv:1: no column from, to,"),
        (GOOD.encode() + "å,b,1,2".encode("latin-1"), "E219 matrix.csv:8: byte 0xE5 is not UTF-8."),
        (GOOD + 'boden,"jokkmokk,1,2', "E219 matrix.csv:8: no CSV ("),
    ],
)
def test_a_table_that_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, content: str | bytes, line: str
) -> None:
    """No header, another delimiter, another encoding and an open quote give one line each."""
    (found,) = problems(csv_file(tmp_path, content))
    assert found.startswith(line)


def test_npz_tells_every_problem_at_once(tmp_path: Path) -> None:
    """Unknown ids, numbers out of range and ways to itself are named together."""
    time_s = np.array(TIME_S)
    time_s[0, 1], time_s[2, 2] = -5, 7
    file = npz_file(tmp_path, place_ids=np.array(["arjeplog", "bodenn", "jokkmokk"]), time_s=time_s)
    assert problems(file) == [
        "E213 matrix.npz: 'bodenn' is not a place of the scenario. Did you mean boden? "
        "Correct the id, or leave the place out.",
        "E215 matrix.npz: time_s from arjeplog to bodenn is -5; it must be between 0 and "
        "6,000,000. Correct it.",
        "E217 matrix.npz: the way from jokkmokk to itself is not 0. Write 0, or leave it out.",
        "E212 matrix.npz: no travel time for 4 of 6 pairs: arjeplog to boden, boden to arjeplog, "
        "boden to jokkmokk, jokkmokk to boden. Add the pairs, or take the places out of the "
        "scenario.",
    ]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"time_s": None}, "E220 matrix.npz: no array time_s; found place_ids, distance_m."),
        (
            {"time_s": np.zeros((2, 3), dtype=np.int64)},
            "E221 matrix.npz: time_s is int64 of shape (2, 3); expected whole numbers of shape "
            "(3, 3).",
        ),
        (
            {"distance_m": np.zeros((3, 3))},
            "E221 matrix.npz: distance_m is float64 of shape (3, 3); expected whole numbers",
        ),
        (
            {"place_ids": np.arange(3)},
            "E221 matrix.npz: place_ids is int64 of shape (3,); expected a list of texts.",
        ),
        (
            {"place_ids": np.array(["boden", "boden", "jokkmokk"])},
            "E223 matrix.npz: place_ids holds boden more than once. Keep one of each.",
        ),
        (
            {"place_ids": np.array(IDS, dtype=object)},
            "E219 matrix.npz: no NPZ file with plain arrays (Object arrays cannot be loaded",
        ),
    ],
)
def test_arrays_of_another_kind_are_refused(
    tmp_path: Path, changes: dict[str, np.ndarray | None], line: str
) -> None:
    """A missing array, shape, type or doubled id is named; pickled objects are never loaded."""
    found = problems(npz_file(tmp_path, **changes))
    assert found[0].startswith(line)


def test_numbers_too_large_to_count_with_are_refused(tmp_path: Path) -> None:
    """A number that no signed integer holds is out of range, not wrapped around."""
    time_s = np.array(TIME_S, dtype=np.uint64)
    time_s[0, 1] = 2**64 - 1
    (found,) = problems(npz_file(tmp_path, time_s=time_s))
    assert found.startswith("E215 matrix.npz: time_s from arjeplog to boden is")


@pytest.mark.parametrize("content", [b"", b"no archive at all", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    """Anything but an archive of arrays gives one line."""
    file = tmp_path / "matrix.npz"
    file.write_bytes(content)
    (found,) = problems(file)
    assert found.startswith("E219 matrix.npz: no NPZ file with plain arrays (")


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    """An archive member that is no array is told, not unpickled."""
    file = tmp_path / "matrix.npz"
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("place_ids", "time_s", "distance_m"):
            archive.writestr(f"{name}.npy", b"cos\nsystem\n(S'true'\ntR.")
    (found,) = problems(file)
    assert found.startswith("E221 matrix.npz: place_ids is |S23 of shape ()")


def test_a_broken_archive_is_refused(tmp_path: Path) -> None:
    """A member whose bytes were damaged gives one line."""
    file = tmp_path / "matrix.npz"
    np.savez_compressed(
        file,
        place_ids=np.array(IDS),
        time_s=np.array(TIME_S),
        distance_m=np.array(DISTANCE_M),
    )
    content = bytearray(file.read_bytes())
    content[80:120] = bytes(40)
    file.write_bytes(content)
    (found,) = problems(file)
    assert found.startswith("E219 matrix.npz: no NPZ file with plain arrays (")


@pytest.mark.parametrize("name", ["matrix.csv", "matrix.npz"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    """A file that is not there gives one line."""
    (found,) = problems(tmp_path / name)
    assert found.startswith(f"E219 {name}: No such file or directory.")


@pytest.mark.parametrize("name", ["matrix.csv", "matrix.npz"])
def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path, name: str) -> None:
    """What cannot be opened for another reason gives one line, too."""
    (tmp_path / name).mkdir()
    (found,) = problems(tmp_path / name)
    assert found.startswith(f"E219 {name}: Is a directory.")


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file above the limit is refused before it is read, an archive by its unpacked size."""
    monkeypatch.setattr(matrix_file, "MAX_FILE_BYTES", 100)
    (found,) = problems(csv_file(tmp_path, GOOD))
    assert found.startswith("E222 matrix.csv: 0 MB; at most 0 MB are read.")
    monkeypatch.setattr(matrix_file, "MAX_FILE_BYTES", 5_000_000)
    huge = tmp_path / "matrix.npz"
    np.savez_compressed(huge, time_s=np.zeros((1000, 1000), dtype=np.int64))
    assert huge.stat().st_size < 100_000
    (found,) = problems(huge)
    assert found.startswith("E222 matrix.npz: 8 MB; at most 5 MB are read.")
