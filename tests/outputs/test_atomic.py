"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mobilkontor.core.errors import OutputError
from mobilkontor.outputs import atomic
from mobilkontor.outputs.atomic import remove_file, write_files

SIZE = 400_000
OLD, NEW = b"old" * SIZE, b"new" * SIZE

ENDLESS_WRITER = f"""
import sys
from pathlib import Path
from mobilkontor.outputs.atomic import write_files
while True:
    for content in (b"old" * {SIZE}, b"new" * {SIZE}):
        write_files({{Path(sys.argv[1]) / name: content for name in ("a.json", "b.html", "c.csv")}})
        print("written", flush=True)
"""


def test_several_files_are_written_and_nothing_else(tmp_path: Path) -> None:
    """Folders are made, files hold their content, and no other file is left."""
    write_files({tmp_path / "x" / "a": OLD, tmp_path / "x" / "b": NEW})
    assert {path.name: path.read_bytes() for path in (tmp_path / "x").iterdir()} == {
        "a": OLD,
        "b": NEW,
    }


@pytest.mark.parametrize("delay_s", [0.02, 0.05, 0.11])
def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path: Path, delay_s: float) -> None:
    """After SIGKILL in the midst of writing, every file is whole, and the next run tidies up."""
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS_WRITER, str(tmp_path)], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"written\n"
        with pytest.raises(subprocess.TimeoutExpired, match="timed out"):
            writer.wait(timeout=delay_s)
        os.kill(writer.pid, signal.SIGKILL)
    names = ("a.json", "b.html", "c.csv")
    for name in names:
        assert (tmp_path / name).read_bytes() in (OLD, NEW)
    write_files({tmp_path / name: OLD for name in names})
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_a_full_disk_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the second file does not fit, no file has changed and the error says why."""
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(OLD)
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(
        OutputError, match=r"E401 .*b: cannot be written \(No space left on device\)"
    ):
        write_files({tmp_path / "a": NEW, tmp_path / "b": NEW})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": OLD, "b": OLD}


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    """A path below a file cannot be written, and the error names it."""
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputError, match=r"E401 .*plan\.json: cannot be written"):
        write_files({tmp_path / "out" / "plan.json": NEW})


def test_files_have_the_rights_of_other_files(tmp_path: Path) -> None:
    """A written file has the same permissions as one that the process opens itself."""
    (tmp_path / "plain").write_bytes(b"")
    write_files({tmp_path / "a": OLD})
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_file_is_removed_with_what_a_kill_left_beside_it(tmp_path: Path) -> None:
    """Half a file of that name goes, too; other files stay, and none may be there."""
    for name in ("a.json", ".a.json.x1.part", "b.json", ".b.json.x1.part"):
        (tmp_path / name).touch()
    for _ in range(2):
        remove_file(tmp_path / "a.json")
        assert {path.name for path in tmp_path.iterdir()} == {"b.json", ".b.json.x1.part"}


def test_a_file_that_cannot_be_removed_is_named(tmp_path: Path) -> None:
    """A folder in place of the file is told of, and stays."""
    (tmp_path / "a.json").mkdir()
    with pytest.raises(OutputError, match=r"^E405 .*a\.json: cannot be removed"):
        remove_file(tmp_path / "a.json")
