"""Help and messages about the command line wait for no solver, map or chart."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mobilkontor.cli import work

PROGRAM = """
import sys
from mobilkontor.cli import app
app(sys.argv[1:], standalone_mode=False)
heavy = {"ortools", "scipy", "folium", "pandas", "matplotlib", "mobilkontor.api"}
sys.exit(", ".join(sorted(heavy & set(sys.modules))) or 0)
"""


@pytest.mark.parametrize(
    "asked",
    [(), ("plan",), ("map",), ("compare",), ("timetable",), ("roads", "build"), ("places",)],
    ids=" ".join,
)
def test_the_help_loads_nothing_of_the_work(asked: tuple[str, ...]) -> None:
    """With it the help takes six times as long."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *asked, "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Usage: " in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", work.__all__)
def test_every_module_of_the_work_is_there(name: str) -> None:
    """A name that leads nowhere would be found only when its command runs."""
    assert getattr(work, name).__name__ == f"mobilkontor.{name}"


def test_the_work_holds_nothing_else() -> None:
    """A name that is not listed is an error, as in any module."""
    with pytest.raises(AttributeError, match=r"'mobilkontor\.cli\.work' has no attribute 'core'"):
        getattr(work, "core")  # noqa: B009
