"""Own the progress display: a live table on a terminal, plain lines anywhere else."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.table import Table

from mobilkontor.core.result import Progress
from mobilkontor.core.terminal import for_terminal

__all__ = ["ProgressDisplay", "gap_text", "sek_text", "show_counts", "show_progress"]

ROWS_SHOWN = 12
NOTHING = "–"
WIDE_GAP = 10
COLUMNS = (
    ("time", "s"),
    ("phase", ""),
    ("columns", ""),
    ("objective", "SEK"),
    ("bound", "SEK"),
    ("gap", "%"),
    ("served residents", ""),
)


def sek_text(sek: float | None) -> str:
    """Return an amount in whole SEK, with a thin mark if there is none."""
    return NOTHING if sek is None else f"{sek:,.0f}".replace(",", " ")


def gap_text(gap: float | None) -> str:
    """Return a relative gap in percent, with a thin mark if there is none worth the name."""
    return NOTHING if gap is None or gap >= WIDE_GAP else f"{100 * gap:.2f}"


def _cells(progress: Progress) -> tuple[str, ...]:
    """Return the columns of the progress table for one report."""
    served = progress.served_residents
    return (
        f"{progress.time_s:.1f}",
        for_terminal(progress.phase),
        f"{progress.columns:,}".replace(",", " "),
        sek_text(progress.objective_sek),
        sek_text(progress.bound_sek),
        gap_text(progress.gap),
        NOTHING if served is None else f"{served:,}".replace(",", " "),
    )


class ProgressDisplay(Protocol):
    """Where the reports of a run go."""

    def observe(self, progress: Progress) -> None:
        """Show one report."""

    def say(self, text: str) -> None:
        """Show a message between the reports."""


class _Lines:
    """Plain lines, one for each report."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._has_header = False

    def observe(self, progress: Progress) -> None:
        """Print one line."""
        if not self._has_header:
            self._print(tuple(name for name, _ in COLUMNS))
            self._has_header = True
        self._print(_cells(progress))

    def say(self, text: str) -> None:
        """Print the message on a line of its own."""
        self._console.out(text, highlight=False)

    def _print(self, cells: tuple[str, ...]) -> None:
        time, phase, *numbers = cells
        line = f"{time:>8}  {phase:<12}" + "".join(f"{cell:>12}" for cell in numbers[:-1])
        self._console.out(f"{line}  {numbers[-1]:>16}", highlight=False)


class _LiveTable:
    """A table that stands still while its last rows change."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._rows: deque[tuple[str, ...]] = deque(maxlen=ROWS_SHOWN)

    def observe(self, progress: Progress) -> None:
        """Add a row; a report of the same phase without news of the plan replaces the last one."""
        cells = _cells(progress)
        if self._rows and self._rows[-1][1] == cells[1] and self._rows[-1][3:] == cells[3:]:
            self._rows.pop()
        self._rows.append(cells)
        self._live.update(self._table())

    def say(self, text: str) -> None:
        """Print the message above the table."""
        self._live.console.print(text, markup=False, highlight=False)

    def _table(self) -> Table:
        table = Table(box=None, pad_edge=False)
        for name, unit in COLUMNS:
            title = f"{name} [dim]{unit}[/dim]" if unit else name
            table.add_column(title, justify="left" if name == "phase" else "right", no_wrap=True)
        for row in self._rows:
            table.add_row(*row)
        return table


@contextmanager
def show_progress(console: Console) -> Iterator[ProgressDisplay]:
    """Show reports while the block runs.

    Parameters
    ----------
    console : Console
        Where to show them; a live table needs a terminal.

    Yields
    ------
    ProgressDisplay
        Takes the reports, from any thread.
    """
    if not console.is_terminal:
        yield _Lines(console)
        return
    with Live(console=console, refresh_per_second=4) as live:
        yield _LiveTable(live)


@contextmanager
def show_counts(console: Console) -> Iterator[Callable[[str, int, int], None]]:
    """Show how far each phase of a job is while the block runs.

    Parameters
    ----------
    console : Console
        Where to show it; bars need a terminal, elsewhere each phase is a line.

    Yields
    ------
    callable
        Takes the phase, how far it is, and how far it goes or 0 if that is not known.
    """
    if not console.is_terminal:
        yield _phase_lines(console)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bars(*columns, TimeElapsedColumn(), console=console) as bars:
        tasks: dict[str, TaskID] = {}

        def observe(phase: str, done: int, total: int) -> None:
            """Move the bar of a phase."""
            if phase not in tasks:
                for task in tasks.values():
                    bars.stop_task(task)
                tasks[phase] = bars.add_task(phase, total=None)
            bars.update(tasks[phase], completed=done, total=total or None)

        yield observe


def _phase_lines(console: Console) -> Callable[[str, int, int], None]:
    """Return an observer that prints a line when a phase begins."""
    begun: set[str] = set()

    def observe(phase: str, _done: int, _total: int) -> None:
        """Print the phase once."""
        if phase not in begun:
            begun.add(phase)
            console.out(phase, highlight=False)

    return observe
