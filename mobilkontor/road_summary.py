"""Print what came of jobs about roads: what is in the file, what is not, what is guessed."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from mobilkontor import api
from mobilkontor.core.matrix import TravelMatrix

__all__ = ["matrix_origin", "print_build_report"]

PERCENT = 100
MAX_UNREAD = 5


def print_build_report(console: Console, report: api.BuildReport) -> None:
    """Print the report of a build.

    Parameters
    ----------
    console : Console
        Where to print.
    report : BuildReport
        What was kept, left out and assumed.
    """
    for line in _lines(report):
        console.out(api.for_terminal(line), highlight=False)


def _lines(report: api.BuildReport) -> Iterator[str]:
    """Yield the lines of the report; what did not happen is left out."""
    yield (
        f"{report.length_km:,.0f} km of road: {report.num_edges:,} edges between "
        f"{report.num_junctions:,} junctions, from {report.num_segments:,} segments"
    )
    if report.municipalities:
        yield f"Within {', '.join(report.municipalities)} and {report.margin_km:g} km around"
    yield f"Speed assumed from the class on {PERCENT * report.assumed_speed_share:.0f} % of them"
    if report.assumed_season_km:
        yield f"Season assumed on {report.assumed_season_km:,.0f} km (no dates given)"
    if report.num_blocked:
        yield f"{report.num_blocked:,} points let no car pass (bollards, locked gates)"
    if report.num_missing:
        yield f"{report.num_missing:,} points are not in the extract; their segments are left out"
    if report.num_lost_parts:
        yield (
            f"Left out: {report.lost_km:,.0f} km in {report.num_lost_parts:,} parts from which "
            "one cannot drive to the rest and back; the longest:"
        )
    for part in report.lost_parts:
        yield f"- {part.length_km:.1f} km at {part.lat:.5f}, {part.lon:.5f}"
    if report.unread:
        total = sum(count for _, count in report.unread)
        yield f"Conditions without effect, because they are not about seasons, on {total:,} ways:"
    for text, count in report.unread[:MAX_UNREAD]:
        yield f"- {text} ({count:,})"


def matrix_origin(matrix: TravelMatrix) -> str:
    """Return where a matrix comes from, as lines.

    Parameters
    ----------
    matrix : TravelMatrix
        The matrix.

    Returns
    -------
    str
        Size, source, date and hash; then credit and note, if there are any.
    """
    date = f", {matrix.date}" if matrix.date else ""
    size = len(matrix.place_ids)
    told = f"{size} x {size} places, {matrix.provider}{date}, sha256 {matrix.sha256}"
    return "\n".join(line for line in (told, matrix.attribution, api.matrix_note(matrix)) if line)
