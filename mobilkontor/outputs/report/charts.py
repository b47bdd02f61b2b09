"""Draw the charts of the decision paper: distance to service, municipalities, cost, working time.

Each says nothing that a table beside it does not say in figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mobilkontor.core.terminal import for_terminal
from mobilkontor.indicators.reach import BANDS_MIN
from mobilkontor.outputs.report.groups import GroupReach, MunicipalityReach
from mobilkontor.outputs.report.inline_svg import drawing_style, inline_svg
from mobilkontor.outputs.texts import Texts

__all__ = [
    "COST_KINDS",
    "WORK_KINDS",
    "cost_chart",
    "far_chart",
    "municipality_chart",
    "work_chart",
]

BEFORE, AFTER, THIRD = "#8fa3b0", "#0c3c5a", "#e0a030"
INK, GRID = "#16212b", "#d3dbe0"
WIDTH_IN = 4.3
LONGEST_NAME = 24
BAR = 0.38
KEY_IN = 0.3

WORK_KINDS = ("open", "driving", "other")
"""What working time goes to, from top to bottom."""

COST_KINDS = ("driving", "work", "days", "nights", "vehicles", "offices")
"""Kinds of cost in the order of the table."""


def far_chart(reach: GroupReach, texts: Texts) -> Markup:
    """Return the chart of residents that are farther than some times from service.

    Parameters
    ----------
    reach : GroupReach
        How far all residents have, before and after.
    texts : Texts
        The language.

    Returns
    -------
    Markup
        An ``svg`` element.
    """
    with drawing_style():
        figure, axes = _figure(2.3, left=0.24, above_in=KEY_IN)
        for number, limit in enumerate(BANDS_MIN):
            for far, offset, colour in zip(
                reach.persons_over(limit), (-1, 1), (BEFORE, AFTER), strict=True
            ):
                where = number + offset * BAR / 2
                axes.barh(where, far, BAR, color=colour)
                _write(axes, texts.number(far), far, where)
        _rows(axes, [texts("report.over", limit=limit) for limit in BANDS_MIN])
        _room_for_figures(axes)
        _key(figure, texts, ("■", "■"))
    return inline_svg(figure, "far", texts("report.chart.far"))


def municipality_chart(rows: Sequence[MunicipalityReach], texts: Texts) -> Markup | None:
    """Return the chart of mean travel times by municipality.

    Parameters
    ----------
    rows : sequence of MunicipalityReach
        Municipalities, without the sum.
    texts : Texts
        The language.

    Returns
    -------
    Markup or None
        An ``svg`` element; None where no mean exists.
    """
    known = [
        (row.name, before, after)
        for row in rows
        if (before := row.everyone.before.mean_min) is not None
        and (after := row.everyone.after.mean_min) is not None
    ]
    if not known:
        return None
    known.sort(key=lambda row: (-row[1], row[0]))
    with drawing_style():
        figure, axes = _figure(0.75 + 0.24 * len(known), left=0.3, below_in=0.45, above_in=KEY_IN)
        for number, (_, before, after) in enumerate(known):
            axes.plot((after, before), (number, number), color=BEFORE, linewidth=2, zorder=1)
            axes.plot(before, number, "o", color=BEFORE, markersize=7, zorder=2, clip_on=False)
            axes.plot(after, number, "D", color=AFTER, markersize=6, zorder=3, clip_on=False)
        _rows(axes, [_short(name) for name, _, _ in known])
        axes.set_xlim(left=0)
        axes.grid(axis="x", color=GRID)
        axes.set_axisbelow(True)
        axes.set_xlabel(texts("report.axis.minutes"))
        _key(figure, texts, ("●", "◆"))
    return inline_svg(figure, "municipalities", texts("report.chart.municipalities"))


def cost_chart(values: Mapping[str, float | None], texts: Texts) -> Markup | None:
    """Return the chart of cost by kind.

    Parameters
    ----------
    values : mapping of str to float or None
        Value of each indicator.
    texts : Texts
        The language.

    Returns
    -------
    Markup or None
        An ``svg`` element; None where nothing costs anything.
    """
    costs = [(kind, values[f"cost_of_{kind}_sek"] or 0.0) for kind in COST_KINDS]
    spent = [(kind, cost) for kind, cost in costs if cost > 0]
    total = sum(cost for _, cost in spent)
    if not spent:
        return None
    with drawing_style():
        figure, axes = _figure(0.12 + 0.34 * len(spent), left=0.34)
        for number, (_, cost) in enumerate(spent):
            axes.barh(number, cost, 2 * BAR, color=AFTER)
            label = f"{texts.number(cost)} ({texts.percent(cost / total, 0)})"
            _write(axes, label, cost, number)
        _rows(axes, [texts(f"report.cost.{kind}") for kind, _ in spent])
        _room_for_figures(axes, 1.65)
    return inline_svg(figure, "cost", texts("report.chart.cost"))


def work_chart(values: Mapping[str, float | None], texts: Texts) -> Markup | None:
    """Return the chart of what the crews' working time goes to.

    Parameters
    ----------
    values : mapping of str to float or None
        Value of each indicator.
    texts : Texts
        The language.

    Returns
    -------
    Markup or None
        An ``svg`` element; None where nobody works.
    """
    opened, driven = values["open_of_work_share"], values["driving_of_work_share"]
    if opened is None or driven is None:
        return None
    shares = (opened, driven, max(0.0, 1 - opened - driven))
    with drawing_style():
        figure, axes = _figure(1.14, left=0.4)
        for number, share in enumerate(shares):
            axes.barh(number, share, 2 * BAR, color=(AFTER, THIRD, BEFORE)[number])
            _write(axes, texts.percent(share, 0), share, number)
        _rows(axes, [texts(f"report.work.{kind}") for kind in WORK_KINDS])
        _room_for_figures(axes)
    return inline_svg(figure, "work", texts("report.chart.work"))


def _figure(
    height_in: float, *, left: float, below_in: float = 0.06, above_in: float = 0.06
) -> tuple[Figure, Axes]:
    """Return an empty chart with a fixed frame, whatever is written in it."""
    figure = Figure(figsize=(WIDTH_IN, height_in))
    below, above = below_in / height_in, above_in / height_in
    return figure, figure.add_axes((left, below, 0.97 - left, 1 - below - above))


def _write(axes: Axes, text: str, end: float, row: float) -> None:
    """Write a figure beside the end of its bar."""
    axes.annotate(text, (end, row), (4, 0), textcoords="offset points", va="center")


def _rows(axes: Axes, names: Sequence[str]) -> None:
    """Name the rows, the first on top."""
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.45, -0.55)
    axes.tick_params(length=0)


def _room_for_figures(axes: Axes, room: float = 1.25) -> None:
    """Leave the axis of figures out, since each bar carries its own."""
    axes.set_xlim(0, max(axes.get_xlim()[1] / 1.05, 1e-9) * room)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)


def _key(figure: Figure, texts: Texts, marks: tuple[str, str]) -> None:
    """Write what the two colours mean, with the marks that have them."""
    height_in = figure.get_size_inches()[1]
    y = 1 - 0.16 / height_in
    keys = ((0.28, "before", BEFORE), (0.56, "after", AFTER))
    for (x, key, colour), mark in zip(keys, marks, strict=True):
        figure.text(x, y, mark, color=colour, va="center", ha="right")
        figure.text(x + 0.012, y, texts(f"report.{key}"), va="center", color=INK)


def _short(name: str) -> str:
    """Return a name that has room beside the chart, without marks that turn its direction."""
    name = for_terminal(name)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
