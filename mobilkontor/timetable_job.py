"""Do the work of the command that lays a plan onto dates: from plan file to a set of files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mobilkontor import api
from mobilkontor.output_folder import hold_folder

__all__ = ["Written", "write_timetable"]


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it.

    Attributes
    ----------
    files : tuple of Path
        The files.
    made, moved, cancelled : int
        Openings by what becomes of them.
    next_start : str
        First Monday after the period, as ISO 8601 writes it.
    next_week : int
        Week of the cycle that begins then, from 1.
    scenario : Path
        The scenario of the plan.
    has_changed : bool
        Whether scenario or tables are others than those the plan was made from.
    """

    files: tuple[Path, ...]
    made: int
    moved: int
    cancelled: int
    next_start: str
    next_week: int
    scenario: Path
    has_changed: bool


def write_timetable(
    plan: Path,
    scenario: Path | None,
    words: api.Words,
    *,
    folder: Path | None,
    language: str,
    is_internal: bool,
) -> Written:
    """Write the timetable of a plan on dates.

    Parameters
    ----------
    plan : Path
        The plan file.
    scenario : Path or None
        Its scenario file; None to look where the plan says.
    words : Words
        What is asked for.
    folder : Path or None
        Where to write; None for a folder beside the plan.
    language : str
        Language of the files, ``sv`` or ``en``.
    is_internal : bool
        Whether readers may see vehicles, drives, breaks and nights.

    Returns
    -------
    Written
        What came of it.
    """
    reopened = api.reopen_known(plan, scenario)
    cycle, base = reopened.plan_file.plan, reopened.scenario
    request = api.read_words(words, base, cycle)
    travel = api.travel(base) if request.moves_closed else None
    timetable = api.dated_timetable(base, travel, cycle, request)
    files = api.timetable_files(
        base, timetable, request.formats, language=language, is_internal=is_internal
    )
    out = folder or plan.parent / ("timetable-internal" if is_internal else "timetable")
    with hold_folder(out):
        written = api.write_set(out, files)
    counts = {standing: 0 for standing in api.Standing}
    for visit in timetable.visits:
        counts[visit.standing] += 1
    return Written(
        files=written,
        made=counts[api.Standing.HELD],
        moved=counts[api.Standing.MOVED],
        cancelled=counts[api.Standing.CANCELLED],
        next_start=timetable.period.next_start.isoformat(),
        next_week=timetable.period.week_after(timetable.horizon.weeks) + 1,
        scenario=base.path,
        has_changed=reopened.has_changed,
    )
