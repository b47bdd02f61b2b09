"""One run at a time holds an output folder, and no kill locks it for good."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from mobilkontor import output_folder
from mobilkontor.core.errors import OutputError
from mobilkontor.output_folder import hold_folder


def test_a_folder_without_files_goes_again(tmp_path: Path) -> None:
    """Folders that were made and stayed empty are gone afterwards; the lock, too."""
    with hold_folder(tmp_path / "a" / "b"):
        assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == [".lock"]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_a_file_stays(tmp_path: Path) -> None:
    """What was written is all that is left, although the block failed."""

    def write_and_fail() -> None:
        with hold_folder(tmp_path / "a"):
            (tmp_path / "a" / "plan.json").touch()
            msg = "too late"
            raise ValueError(msg)

    with pytest.raises(ValueError, match="too late"):
        write_and_fail()
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["plan.json"]


def test_a_held_folder_is_refused_and_stays_held(tmp_path: Path) -> None:
    """The message names who holds it; being refused frees nothing."""
    with hold_folder(tmp_path):
        for _ in range(2):
            with pytest.raises(OutputError, match=rf"^E404 .* \(process {os.getpid()}\)"):
                hold_folder(tmp_path).__enter__()
    with hold_folder(tmp_path):
        pass


def test_a_holder_that_has_not_said_its_name_yet(tmp_path: Path) -> None:
    """Between locking and writing there is no process number to tell."""
    with hold_folder(tmp_path):
        (tmp_path / ".lock").write_text("")
        with pytest.raises(OutputError, match="another run of mobilkontor is planning"):
            hold_folder(tmp_path).__enter__()


def test_what_a_killed_run_leaves_locks_nobody_out(tmp_path: Path) -> None:
    """A lock file without a lock is taken over."""
    (tmp_path / ".lock").write_text("999999999\n")
    with hold_folder(tmp_path):
        assert (tmp_path / ".lock").read_text() == f"{os.getpid()}\n"


def test_a_lock_on_a_file_that_lost_its_name_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the holder goes just before its file is locked, a new file is made and locked."""
    flock, times = output_folder.fcntl.flock, []

    def late(handle: int, how: int) -> None:
        if not times:
            (tmp_path / ".lock").unlink()
        times.append(handle)
        flock(handle, how)

    monkeypatch.setattr(output_folder.fcntl, "flock", late)
    with hold_folder(tmp_path):
        assert len(times) == 2
        with pytest.raises(OutputError, match=r"^E404"):
            hold_folder(tmp_path).__enter__()


def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    """What such a link leads to is not emptied."""
    (tmp_path / "precious").write_text("kept")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".lock").symlink_to(tmp_path / "precious")
    with pytest.raises(OutputError, match=r"^E402"):
        hold_folder(tmp_path / "out").__enter__()
    assert (tmp_path / "precious").read_text() == "kept"


def test_without_locks_the_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system or file system that knows no locks keeps nobody from planning."""

    def refuse(_handle: int, _how: int) -> NoReturn:
        raise OSError(errno.ENOLCK, "No locks available")

    with monkeypatch.context() as patch:
        patch.setattr(output_folder.fcntl, "flock", refuse)
        with hold_folder(tmp_path / "a"), hold_folder(tmp_path / "a"):
            pass
    monkeypatch.setattr(output_folder, "fcntl", None)
    with hold_folder(tmp_path / "a"), hold_folder(tmp_path / "a"):
        (tmp_path / "a" / "plan.json").touch()
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["plan.json"]
