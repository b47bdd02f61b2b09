"""Find the plans below a folder and make the page that leads to them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from mobilkontor.core.errors import MobilkontorError, Problem, ScenarioError
from mobilkontor.handover import page_facts_of
from mobilkontor.outputs.document import page_files
from mobilkontor.outputs.plan_index import IndexedPlan, Link, render_plan_index
from mobilkontor.outputs.texts import texts_in
from mobilkontor.plan_folder import reopen_known
from mobilkontor.travel import provide_travel

__all__ = ["INDEX", "PAGES", "plan_index_files"]

INDEX = "index.html"

PAGES = {
    "map": "map.html",
    "report": "report.html",
    "dated": "timetable/index.html",
    "csv": "timetable.csv",
}
"""What may lie beside a plan, the most important one first."""


def plan_index_files(folder: Path, language: str) -> tuple[dict[Path, bytes], tuple[str, ...]]:
    """Return the page that leads to the plans in the folders of a folder.

    Parameters
    ----------
    folder : Path
        The folder, such as ``maps``.
    language : str
        Language of the page, ``sv`` or ``en``.

    Returns
    -------
    dict of Path to bytes
        The page.
    tuple of str
        Why plans are left out, one text each.

    Raises
    ------
    ScenarioError
        If there is no plan that can be shown.
    """
    entries, left_out = [], []
    for plan in sorted(folder.glob("*/plan.json")):
        try:
            entries.append(_entry(plan, folder))
        except MobilkontorError as error:
            left_out.append(f"{plan}: {error}")
    if not entries:
        text = "has no folder with a plan.json that can be shown. Name the folder above the plans."
        told = "\n".join((text, *left_out))
        raise ScenarioError((Problem(str(folder), 0, "E429", told),))
    comparisons = [
        Link("compare", _address(page, folder)) for page in sorted(folder.glob("*/compare.html"))
    ]
    page = render_plan_index(entries, comparisons, texts_in(language))
    return page_files(page, folder / INDEX, csp=False), tuple(left_out)


def _entry(plan: Path, folder: Path) -> IndexedPlan:
    """Return what the page shows of a plan."""
    reopened = reopen_known(plan, None)
    facts = page_facts_of(reopened.scenario, provide_travel(reopened.scenario))
    found = {kind: plan.parent / name for kind, name in PAGES.items()}
    links = tuple(
        Link(kind, _address(path, folder)) for kind, path in found.items() if path.is_file()
    )
    return IndexedPlan(reopened.plan_file.plan, reopened.plan_file.claims, facts, links)


def _address(path: Path, folder: Path) -> str:
    """Return the address of a file below the page's folder."""
    return quote(path.relative_to(folder).as_posix())
