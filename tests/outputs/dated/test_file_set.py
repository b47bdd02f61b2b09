"""Files of a set have safe names; a new set takes the place of the old one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from mobilkontor.core.errors import OutputError
from mobilkontor.outputs.dated.file_name import file_name
from mobilkontor.outputs.dated.file_set import SUMS, write_set

HOSTILE_IDS = (
    "../../etc/passwd",
    "a/b",
    "a b",
    "A",
    "a",
    "å",
    "con",
    "\U0001f68c",
    "x" * 80,
)


def names_in(folder: Path) -> list[str]:
    """Return the files below a folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_good_id_is_its_own_file_name() -> None:
    """Ids of the shipped data stay as they are."""
    assert file_name("karesuando") == "karesuando"
    assert file_name("o-svappavaara") == "o-svappavaara"


def test_hostile_ids_have_safe_and_different_names() -> None:
    """No name leaves its folder, has capitals, is kept by Windows, or is used twice."""
    found = {it: file_name(it) for it in HOSTILE_IDS}
    assert len(set(found.values())) == len(HOSTILE_IDS)
    for name in found.values():
        assert name.replace("-", "").isalnum()
        assert name.isascii()
        assert name == name.lower()
        assert len(name) <= 60
    assert found["con"] != "con"


def test_a_set_lists_its_members_as_sha256sum_reads_them(tmp_path: Path) -> None:
    """Each line is the hash, two blanks and the path."""
    written = write_set(tmp_path, {"b.txt": b"b", "sub/a.txt": b"a"})
    assert [path.relative_to(tmp_path).as_posix() for path in written] == [
        "b.txt",
        "sub/a.txt",
        SUMS,
    ]
    lines = (tmp_path / SUMS).read_text("ascii").splitlines()
    assert lines == [
        f"{hashlib.sha256(content).hexdigest()}  {name}"
        for name, content in (("b.txt", b"b"), ("sub/a.txt", b"a"))
    ]


def test_what_the_new_set_lacks_is_removed_unless_it_was_changed(tmp_path: Path) -> None:
    """An old member goes; one that somebody wrote on stays, and so do files of others."""
    write_set(tmp_path, {"old.txt": b"old", "mine.txt": b"theirs", "kept.txt": b"1"})
    (tmp_path / "mine.txt").write_bytes(b"changed by hand")
    (tmp_path / "other.txt").write_bytes(b"other")
    write_set(tmp_path, {"kept.txt": b"2"})
    assert names_in(tmp_path) == [SUMS, "kept.txt", "mine.txt", "other.txt"]
    assert (tmp_path / "kept.txt").read_bytes() == b"2"


@pytest.mark.parametrize("way", ["../outside.txt", "/{outside}", "sub/../../outside.txt"])
def test_a_forged_list_removes_nothing_outside(tmp_path: Path, way: str) -> None:
    """A list that names a file outside of the folder is not followed there."""
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"x")
    folder = tmp_path / "set"
    folder.mkdir()
    name = way.format(outside=str(outside).lstrip("/"))
    (folder / SUMS).write_text(f"{hashlib.sha256(b'x').hexdigest()}  {name}\n", "ascii")
    write_set(folder, {"a.txt": b"a"})
    assert outside.exists()


def test_a_link_is_not_removed(tmp_path: Path) -> None:
    """A member that has become a link is left alone."""
    write_set(tmp_path, {"old.txt": b"old"})
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "old.txt").unlink()
    (tmp_path / "old.txt").symlink_to(tmp_path / "target")
    write_set(tmp_path, {"new.txt": b"new"})
    assert (tmp_path / "old.txt").is_symlink()


def test_a_set_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    """A folder in the place of a file: the error names it, and no file has changed."""
    write_set(tmp_path, {"a.txt": b"1"})
    (tmp_path / "sub").write_bytes(b"a file")
    with pytest.raises(OutputError, match=r"E401 .*b\.txt: cannot be written"):
        write_set(tmp_path, {"a.txt": b"2", "sub/b.txt": b"b"})
    assert (tmp_path / "a.txt").read_bytes() == b"1"
