"""Lay the indicators of all sides beside each other, per four weeks, and tell which is best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mobilkontor.indicators.indicator import Direction, Indicator
from mobilkontor.indicators.registry import INDICATORS
from mobilkontor.outputs.comparison.grounds import GROUNDS_OF, Ground, grounds_of, other_grounds
from mobilkontor.outputs.comparison.side import NO_PLAN, Side

__all__ = ["Difference", "FigureRow", "figure_rows"]

REST = 1e-9
SUMS = {it.name for it in INDICATORS if it.unit.endswith("/cycle")} | {"residents_reached"}


@dataclass(frozen=True, slots=True)
class Difference:
    """How a value differs from that of the left side.

    Attributes
    ----------
    amount : float or None
        Value minus value of the left side; None if one of them does not exist.
    share : float or None
        The same as a share of the left side's value; None if that is 0.
    others : tuple of Ground
        Why the two are not compared; then neither number is there.
    """

    amount: float | None
    share: float | None
    others: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One indicator over all sides.

    Attributes
    ----------
    indicator : Indicator
        The indicator.
    values : tuple of float or None
        Its value on each side, in four weeks.
    best : frozenset of int
        Sides of the plans with the best value; empty where none is better or they do not compare.
    differences : tuple of tuple of Difference
        For each side as the left one, how every side differs from it.
    """

    indicator: Indicator
    values: tuple[float | None, ...]
    best: frozenset[int]
    differences: tuple[tuple[Difference, ...], ...]


def figure_rows(sides: Sequence[Side]) -> tuple[FigureRow, ...]:
    """Return the indicators of all sides.

    Parameters
    ----------
    sides : sequence of Side
        "No plan" and the plans.

    Returns
    -------
    tuple of FigureRow
        In the order of the indicators; those that no side has, or all have 0 of, are left out.
    """
    return tuple(
        _row(entry, sides)
        for entry in INDICATORS
        if entry.name in GROUNDS_OF and any(side.values[entry.name] for side in sides)
    )


def _row(indicator: Indicator, sides: Sequence[Side]) -> FigureRow:
    """Return one indicator over all sides."""
    return FigureRow(
        indicator=indicator,
        values=tuple(side.values[indicator.name] for side in sides),
        best=_best(indicator, sides),
        differences=tuple(
            tuple(_difference(indicator.name, left, right) for right in sides) for left in sides
        ),
    )


def _difference(name: str, left: Side, right: Side) -> Difference:
    """Return how the value of the right side differs from that of the left one."""
    before, after = left.values[name], right.values[name]
    others = other_grounds(left.fingerprints, right.fingerprints, _grounds(name, left, right))
    if others:
        return Difference(None, None, others)
    if before is None or after is None:
        return Difference(None, None)
    amount = after - before
    amount = 0.0 if abs(amount) <= REST * max(1.0, abs(before)) else amount
    return Difference(amount, amount / abs(before) if before else None)


def _grounds(name: str, left: Side, right: Side) -> tuple[Ground, ...]:
    """Return what a difference rests on beside the two plans.

    Without a plan sums are 0, whatever the setting; one kind of cost is told if both count it.
    """
    if name in SUMS and not (left.is_plan and right.is_plan):
        return ()
    kind = name.removeprefix("cost_of_").removesuffix("_sek")
    counted = [side.fingerprints[Ground.COSTS].split(", ") for side in (left, right)]
    is_counted = all(kind in kinds for kinds in counted)
    return tuple(it for it in grounds_of(name) if it is not Ground.COSTS or not is_counted)


def _best(indicator: Indicator, sides: Sequence[Side]) -> frozenset[int]:
    """Return the plans whose value is the best of several; "no plan" is no candidate."""
    plans = range(NO_PLAN + 1, len(sides))
    known = {n: v for n in plans if (v := sides[n].values[indicator.name]) is not None}
    first = sides[NO_PLAN + 1]
    alike = all(
        not other_grounds(
            first.fingerprints, sides[n].fingerprints, _grounds(indicator.name, first, sides[n])
        )
        for n in plans
    )
    if indicator.direction is Direction.NEITHER or not alike or len(known) < len(plans):
        return frozenset()
    best = max(known.values()) if indicator.direction is Direction.MORE else min(known.values())
    found = frozenset(n for n, v in known.items() if abs(v - best) <= REST * max(1.0, abs(best)))
    return found if len(found) < len(plans) else frozenset()
