"""The gallery shows every shipped scenario as it is drawn today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mobilkontor.api import load, plan_index_files
from mobilkontor.compare_job import compare_plans
from mobilkontor.written_plan_job import Page, check_plan, draw_again

ROOT = Path(__file__).parent.parent
GALLERY = ROOT / "maps" / "gallery"
SHIPPED = sorted((ROOT / "scenarios").rglob("*.yaml"))


def test_the_gallery_s_index_leads_to_all_of_it(tmp_path: Path) -> None:
    """The page is drawn from what lies there; every link has its file, and every page a link."""
    index = GALLERY / "index.html"
    files, left_out = plan_index_files(GALLERY, "sv")
    assert left_out == ()
    assert files == {index: index.read_bytes()}
    links = re.findall(r'href="([^"#]+)"', index.read_text("utf-8"))
    assert [link for link in links if not (GALLERY / link).is_file()] == []
    pages = {page.relative_to(GALLERY).as_posix() for page in GALLERY.glob("*/*.html")}
    assert pages <= set(links)


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


def test_the_gallery_compares_plans(tmp_path: Path) -> None:
    """The comparison is that of its plans as they are drawn today."""
    compared = ("norrbotten-four-weeks", "norrbotten-fixed-or-mobile", "norrbotten-two-weeks")
    plans = [GALLERY / name / "plan.json" for name in compared]
    said: list[str] = []
    again = compare_plans(plans, folder=tmp_path, language="sv", say=said.append)
    assert said == []
    assert again.read_bytes() == (GALLERY / "comparison" / again.name).read_bytes()
