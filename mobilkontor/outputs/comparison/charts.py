"""Draw the main indicators of all sides as small bar charts beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mobilkontor.outputs.comparison.figures import FigureRow
from mobilkontor.outputs.comparison.side import NO_PLAN, Side
from mobilkontor.outputs.comparison.words import CompareWords
from mobilkontor.outputs.report.inline_svg import drawing_style, inline_svg

__all__ = ["MAIN", "main_chart"]

MAIN = (
    *("met_visits", "residents_within_30_min_after", "mean_travel_min_after"),
    *("cost_sek", "stops", "visits"),
)
"""Indicators that are drawn, in rows of three."""

COLUMNS = 3
WIDTH_IN, TITLE_IN, BAR_IN = 9.6, 0.62, 0.24
PLAN, NOTHING, INK = "#0c3c5a", "#8fa3b0", "#16212b"
ROOM = 1.5


def main_chart(sides: Sequence[Side], rows: Sequence[FigureRow], words: CompareWords) -> Markup:
    """Return the chart of the main indicators.

    Parameters
    ----------
    sides : sequence of Side
        "No plan" and the plans.
    rows : sequence of FigureRow
        Their indicators.
    words : CompareWords
        The language.

    Returns
    -------
    Markup
        An ``svg`` element. A side that may not be compared with the first plan has a dash.
    """
    found = {row.indicator.name: row for row in rows}
    shown = [found[name] for name in MAIN if name in found]
    lines = -(-len(shown) // COLUMNS)
    panel_in = TITLE_IN + BAR_IN * len(sides)
    with drawing_style():
        figure = Figure(figsize=(WIDTH_IN, panel_in * lines))
        for number, row in enumerate(shown):
            line, column = divmod(number, COLUMNS)
            bottom = (panel_in * (lines - 1 - line) + 0.1) / (panel_in * lines)
            height = BAR_IN * len(sides) / (panel_in * lines)
            axes = figure.add_axes((column / COLUMNS + 0.078, bottom, 0.245, height))
            _panel(axes, row, sides, words)
    return inline_svg(figure, "main", words.texts("compare.chart"))


def _panel(axes: Axes, row: FigureRow, sides: Sequence[Side], words: CompareWords) -> None:
    """Draw one indicator: a bar per side with its figure beside it."""
    found = zip(row.values, row.differences[NO_PLAN + 1], strict=True)
    lengths = [None if it.others else value for value, it in found]
    for number, (side, length) in enumerate(zip(sides, lengths, strict=True)):
        text = words.value(row.indicator, length)
        axes.barh(number, length or 0.0, 0.7, color=PLAN if side.is_plan else NOTHING)
        if number in row.best:
            text = f"{text} ★"
        axes.annotate(
            text, (length or 0.0, number), (4, 0), textcoords="offset points", va="center"
        )
    axes.set_yticks(range(len(sides)), [words.short(side) for side in sides])
    axes.set_ylim(len(sides) - 0.5, -0.5)
    axes.set_xlim(0, (max(it or 0.0 for it in lengths) or 1.0) * ROOM)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(length=0)
    for offset, text, colour in (
        (17, words.indicator(row.indicator), INK),
        (5, words.unit(row.indicator), "#4c5a66"),
    ):
        axes.annotate(
            text,
            (-0.3, 1),
            (0, offset),
            xycoords="axes fraction",
            textcoords="offset points",
            color=colour,
        )
