"""Do the work of the commands on plans that were written: judge them, draw their pages again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from mobilkontor import api

__all__ = ["Checked", "Page", "check_plan", "draw_again", "write_plan_index"]


class Page(Enum):
    """Pages that are made of a plan."""

    MAP = "map"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the verifier says of a plan file.

    Attributes
    ----------
    report : VerificationReport
        All violations.
    scenario : Path
        The scenario it was judged by.
    has_changed : bool
        Whether scenario or tables are others than those the plan was made from.
    """

    report: api.VerificationReport
    scenario: Path
    has_changed: bool


def check_plan(plan: Path, scenario: Path | None) -> Checked:
    """Judge a plan file by its scenario.

    Parameters
    ----------
    plan : Path
        The plan file.
    scenario : Path or None
        Its scenario file; None to look where the plan says.

    Returns
    -------
    Checked
        What the verifier says.
    """
    reopened = api.reopen(plan, scenario)
    travel = api.travel(reopened.scenario)
    claims = reopened.plan_file.claims
    report = api.verify(
        reopened.scenario,
        travel,
        api.build(reopened.scenario, travel),
        reopened.plan_file.plan,
        api.Claim(claims.objective_sek, claims.bound_sek, claims.earlier),
    )
    return Checked(report, reopened.scenario.path, reopened.has_changed)


def draw_again(
    plan: Path,
    scenario: Path | None,
    *,
    folder: Path,
    language: str,
    csp: bool = False,
    page: Page = Page.MAP,
    tiles: api.Tiles | None = None,
) -> Path:
    """Draw a page of a plan file again.

    Parameters
    ----------
    plan : Path
        The plan file.
    scenario : Path or None
        Its scenario file; None to look where the plan says.
    folder : Path
        Where the page shall be.
    language : str
        Language of the page, ``sv`` or ``en``.
    csp : bool
        Whether scripts and styles are files beside it, for a strict content security policy.
    page : Page
        Which page.
    tiles : Tiles or None
        Whose background map a map fetches; None for none.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    ScenarioError
        If the scenario has no such places or vehicles, or cannot be used.
    """
    reopened = api.reopen_known(plan, scenario)
    travel = api.travel(reopened.scenario)
    if page is Page.MAP:
        files = api.draw(reopened, travel, folder=folder, language=language, csp=csp, tiles=tiles)
    else:
        files = api.report(reopened, travel, folder=folder, language=language, csp=csp)
    api.write(files)
    return next(iter(files))


def write_plan_index(folder: Path, language: str) -> tuple[Path, tuple[str, ...]]:
    """Write the page that leads to the plans in the folders of a folder.

    Parameters
    ----------
    folder : Path
        The folder.
    language : str
        Language of the page, ``sv`` or ``en``.

    Returns
    -------
    Path
        The page.
    tuple of str
        Why plans are left out, one text each.
    """
    files, left_out = api.plan_index_files(folder, language)
    api.write(files)
    return next(iter(files)), left_out
