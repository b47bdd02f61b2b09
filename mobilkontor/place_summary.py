"""Print what came of importing official figures."""

from __future__ import annotations

from collections.abc import Iterator

from mobilkontor import api

__all__ = ["import_lines"]

MAX_LINES = 20
PERCENT = 100


def import_lines(report: api.ImportReport) -> Iterator[str]:
    """Yield the lines of a report, harmless on a terminal.

    Parameters
    ----------
    report : ImportReport
        What changed.

    Yields
    ------
    str
        One line.
    """
    yield f"{len(report.changes)} places have another figure"
    for change in report.changes[:MAX_LINES]:
        guess = ", a guess before" if change.was_guessed else ""
        more = f" + {change.scattered} scattered" if change.scattered else ""
        yield api.for_terminal(f"- {change.name}: {change.before} -> {change.after}{more}{guess}")
    yield from _rest(len(report.changes))
    yield (
        f"Residents with guessed figures: {PERCENT * report.guessed_before:.1f} % before, "
        f"{PERCENT * report.guessed_after:.1f} % now"
    )
    if report.unmatched:
        names = ", ".join(report.unmatched[:MAX_LINES])
        yield api.for_terminal(f"In no file, still a guess ({len(report.unmatched)}): {names}")
    if report.missing:
        residents = sum(one.residents for one in report.missing)
        yield f"Not in the table: {len(report.missing)} localities, {residents} residents"
        for one in report.missing[:MAX_LINES]:
            where = f"{one.name or 'without a name'}, {one.municipality}"
            yield api.for_terminal(f"- {where}: {one.residents}")
        yield from _rest(len(report.missing))
    if report.older_years:
        years = ", ".join(report.older_years[:MAX_LINES])
        yield api.for_terminal(
            f"The grid has several years: {report.grid_year} counts, not {years}"
        )
    if report.scattered or report.lost:
        yield from _scattered(report)


def _scattered(report: api.ImportReport) -> Iterator[str]:
    """Yield the lines about residents outside localities."""
    how = "by road" if report.is_by_road else "as the crow flies: this network knows no roads there"
    yield f"Residents outside localities: {report.scattered} went to the nearest place {how}"
    if report.median_min is not None:
        yield f"Half of them drive less than {report.median_min:.0f} min to it"
    if report.lost:
        yield f"{report.lost} could not be given to any place: no road leads there"


def _rest(count: int) -> Iterator[str]:
    """Yield a line on what a long list leaves out."""
    if count > MAX_LINES:
        yield f"- and {count - MAX_LINES} more"
