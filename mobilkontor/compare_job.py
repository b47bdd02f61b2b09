"""Do the work of the command that compares plans: from plan files to a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from mobilkontor import api
from mobilkontor.output_folder import hold_folder

__all__ = ["compare_plans"]


def compare_plans(
    plans: Sequence[Path],
    *,
    folder: Path,
    language: str,
    say: Callable[[str], None],
    csp: bool = False,
) -> Path:
    """Write the comparison of plans.

    Parameters
    ----------
    plans : sequence of Path
        One to six plan files.
    folder : Path
        Where the page shall be.
    language : str
        Language of the page, ``sv`` or ``en``.
    say : callable
        Takes what else the user has to know.
    csp : bool
        Whether scripts and styles are files beside it, for a strict content security policy.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    MobilkontorError
        If a plan or its scenario cannot be used, or the page cannot be written.
    """
    opened = api.reopen_all(plans)
    for path, entry in zip(plans, opened, strict=True):
        if entry.has_changed:
            say(
                f"Note: {entry.scenario.path} or a table it names has changed since {path} was "
                "made; its indicators are measured by what they say now."
            )
    travels = [api.travel(entry.scenario) for entry in opened]
    with hold_folder(folder):
        files = api.compare(plans, opened, travels, folder=folder, language=language, csp=csp)
        api.write(files)
    return next(iter(files))
