from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario.helpers import copy_tiny


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the tiny scenario, which is also the working folder."""
    copy_tiny(tmp_path)
    monkeypatch.chdir(tmp_path)
    return Path()
