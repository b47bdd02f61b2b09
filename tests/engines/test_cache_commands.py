"""What is kept of routing engines can be seen and removed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from mobilkontor.cli import app
from mobilkontor.network.engine import Table
from mobilkontor.network.matrix_cache import CACHE_VARIABLE, MatrixCache


def run(*arguments: str) -> str:
    """Run a command in this process, and return what it prints."""
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    return done.output


def test_tables_are_listed_and_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of the user's choice; what cannot be read is listed too, and all of it goes."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    assert run("roads", "cache", "list") == f"Kept in {tmp_path}:\n"
    table = Table(*(np.zeros((2, 2)) for _ in range(3)))
    settings = {"engine": "osrm", "url": "http://a\x1b[31m", "profile": "car", "date": "2026-11-01"}
    MatrixCache(tmp_path).write(settings, [(66.0, 22.0), (66.1, 22.0)], table)
    (tmp_path / "spoiled.npz").write_bytes(b"")
    listed = run("roads", "cache", "list").splitlines()
    assert len(listed) == 3
    assert listed[1].endswith("    2 places       1 kB  osrm http://a[31m car 2026-11-01")
    assert listed[2].endswith("    0 places       1 kB  not readable, made anew when needed")
    assert run("roads", "cache", "clear") == f"Removed 2 tables from {tmp_path}\n"
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_to_is_done_without(tmp_path: Path) -> None:
    """A file stands where the folder should be: nothing is kept, and nothing fails."""
    (tmp_path / "file").touch()
    table = Table(*(np.zeros((1, 1)) for _ in range(3)))
    cache = MatrixCache(tmp_path / "file")
    cache.write({}, [(66.0, 22.0)], table)
    assert cache.read({}, [(66.0, 22.0)]) is None
