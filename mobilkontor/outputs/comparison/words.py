"""Say in plain words what a comparison found; what these functions return is not yet escaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mobilkontor.indicators.indicator import Indicator
from mobilkontor.outputs.comparison.differences import Change, Pair
from mobilkontor.outputs.comparison.figures import Difference, FigureRow
from mobilkontor.outputs.comparison.grounds import Ground
from mobilkontor.outputs.comparison.side import FOUR_WEEKS, Offer, Side
from mobilkontor.outputs.texts import MINUS, Texts
from mobilkontor.outputs.words import figure_text, provider_text

__all__ = ["CompareWords", "Fact"]

EQUAL = "±0"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure in large type, what it counts, and what is to be said beside it."""

    figure: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class CompareWords:
    """Texts of a comparison in one language."""

    texts: Texts

    def short(self, side: Side) -> str:
        """Return the letter of a plan, or ``no plan``."""
        return side.letter or self.texts("compare.no_plan")

    def full(self, side: Side) -> str:
        """Return letter and title of a plan, or ``no plan``."""
        return f"{side.letter} · {side.title}" if side.is_plan else self.texts("compare.no_plan")

    def provider(self, name: str) -> str:
        """Return where travel times come from."""
        return provider_text(self.texts, name)

    def offer(self, offer: Offer | None) -> str:
        """Return what a place has."""
        if offer is None:
            return "–"
        if offer.is_office:
            return self.texts("compare.office_new" if offer.is_new else "compare.office")
        return self.texts.one_or_many(
            "compare.visits", 1 if offer.visits == 1 else 2, visits=self.visits(offer)
        )

    def visits(self, offer: Offer) -> str:
        """Return the visits in four weeks as a number."""
        return self.texts.figure(round(offer.visits, 1))

    def minutes(self, seconds: int | None) -> str:
        """Return a travel time."""
        if seconds is None:
            return self.texts("popup.unknown_time")
        return self.texts.duration(seconds)

    def grounds(self, others: Iterable[Ground]) -> str:
        """Return in what two plans are not alike, as a list in words."""
        return self.texts.listed([self.texts(f"compare.ground.{it.value}") for it in others])

    def not_compared(self, others: Iterable[Ground]) -> str:
        """Return that two values are not compared, and why."""
        return self.texts("compare.not_compared", grounds=self.grounds(others))

    def unit(self, indicator: Indicator) -> str:
        """Return the unit of an indicator in four weeks."""
        if indicator.name.endswith("_share"):
            return self.texts("unit.%")
        per_cycle = self.texts.per_cycle(FOUR_WEEKS)
        return self.texts(f"unit.{indicator.unit}", per_cycle=per_cycle)

    def indicator(self, indicator: Indicator) -> str:
        """Return the name of an indicator without ``after``, since "no plan" stands beside it."""
        return self.texts(f"indicator.{indicator.name}").removesuffix(self.texts("compare.after"))

    def value(self, indicator: Indicator, value: float | None) -> str:
        """Return a value."""
        return figure_text(indicator, value, self.texts)

    def difference(self, indicator: Indicator, found: Difference) -> str:
        """Return how a value differs from the left one, absolutely and in per cent."""
        if found.others:
            return self.not_compared(found.others)
        if found.amount is None:
            return ""
        amount = self._signed(figure_text(indicator, found.amount, self.texts))
        if found.share is None or indicator.name.endswith("_share") or amount == EQUAL:
            return amount
        return f"{amount} ({self._signed(self.texts.percent(found.share))})"

    def _signed(self, text: str) -> str:
        """Return a number with its sign; no sign but ± where it is rounded to nothing."""
        if not any(char in "123456789" for char in text):
            return EQUAL
        return text if text.startswith(MINUS) else f"+{text}"

    def facts(self, pair: Pair, rows: dict[str, FigureRow], left: int, right: int) -> list[Fact]:
        """Return what the right side gives beside the left one: for whom, and at what price."""
        counts = {kind: sum(it.change is kind for it in pair.changes) for kind in Change}
        return [
            *(
                Fact(
                    self.texts.number(pair.persons[kind]),
                    self.texts(f"compare.fact.{kind.value}"),
                    self.texts.one_or_many("compare.places", counts[kind]),
                )
                for kind in Change
            ),
            self._way(pair),
            *(self._fact(name, rows, left, right) for name in ("met_visits", "cost_sek")),
        ]

    def _way(self, pair: Pair) -> Fact:
        """Return the residents with a shorter way, and those with a longer one."""
        if pair.nearer is None or pair.farther is None:
            note = self.not_compared((Ground.TRAVEL,))
            return Fact("–", self.texts("compare.fact.nearer"), note)
        return Fact(
            self.texts.number(pair.nearer),
            self.texts("compare.fact.nearer"),
            self.texts("compare.fact.farther", persons=self.texts.number(pair.farther)),
        )

    def _fact(self, name: str, rows: dict[str, FigureRow], left: int, right: int) -> Fact:
        """Return how an indicator differs."""
        label = self.texts(f"compare.fact.{name}", per_cycle=self.texts.per_cycle(FOUR_WEEKS))
        if name not in rows:
            return Fact(EQUAL, label, "")
        row = rows[name]
        found = row.differences[left][right]
        before, after = (self.value(row.indicator, row.values[n]) for n in (left, right))
        if found.others:
            why = self.not_compared(found.others)
            both = self.texts("compare.both", left=before, right=after, why=why)
            return Fact("–", label, both)
        amount = (
            "–"
            if found.amount is None
            else self._signed(figure_text(row.indicator, found.amount, self.texts))
        )
        return Fact(amount, label, f"{before} → {after}")
