"""The gallery shows every shipped scenario as it is drawn today."""

from __future__ import annotations

from pathlib import Path

import pytest

from mobilkontor.api import load
from mobilkontor.job import Page, check_plan, draw_again

ROOT = Path(__file__).parent.parent
GALLERY = ROOT / "maps" / "gallery"
SHIPPED = sorted((ROOT / "scenarios").rglob("*.yaml"))


@pytest.mark.parametrize("scenario", SHIPPED, ids=lambda path: path.stem)
def test_the_gallery_shows_what_is_shipped(scenario: Path, tmp_path: Path) -> None:
    """Each shipped scenario has a plan that keeps every rule; its pages are drawn from it."""
    plan = GALLERY / load(scenario).file.name / "plan.json"
    checked = check_plan(plan, None)
    assert checked.report.violations == ()
    assert not checked.has_changed
    assert checked.scenario.resolve() == scenario.resolve()
    for page in Page:
        again = draw_again(plan, None, folder=tmp_path, language="sv", page=page)
        assert again.read_bytes() == plan.with_name(again.name).read_bytes()
