"""Print tables row by row, so that a long benchmark tells what it has; README takes them as is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["NOTHING", "Table", "percent", "seconds"]

NOTHING = "-"
SHORT_S = 10
MIN_WIDTH = 8
POOR_GAP = 10


@dataclass(frozen=True, slots=True)
class Table:
    """A Markdown table whose rows are printed as they come; columns are as wide as their titles."""

    titles: Sequence[str]

    def begin(self) -> None:
        """Print the titles."""
        self.row(self.titles)
        self.row(["-" * max(MIN_WIDTH, len(title)) for title in self.titles])

    def row(self, cells: Sequence[object]) -> None:
        """Print one row."""
        widths = [max(MIN_WIDTH, len(title)) for title in self.titles]
        padded = [f"{cell!s:>{width}}" for cell, width in zip(cells, widths, strict=True)]
        print("| " + " | ".join(padded) + " |", flush=True)


def seconds(time_s: float | None) -> str:
    """Return a time with two digits of sense, or a mark for one that never came."""
    if time_s is None:
        return NOTHING
    return f"{time_s:.2f}" if time_s < SHORT_S else f"{time_s:.0f}"


def percent(gap: float | None) -> str:
    """Return a relative gap in percent; a large one says only that the plan is still poor."""
    if gap is None:
        return NOTHING
    return f"{100 * gap:.2f}" if gap < POOR_GAP else f"> {100 * POOR_GAP:.0f}"
