"""Say in plain words what views hold: residents, travel times, reasons, the proof.

Templates call these functions; what they return is text, not yet escaped.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mobilkontor.core.goals import Goal
from mobilkontor.core.plan import Unserved
from mobilkontor.core.result import Scope, Status
from mobilkontor.core.units import SECONDS_PER_MINUTE, clock_text
from mobilkontor.indicators.indicator import Indicator
from mobilkontor.indicators.registry import INDICATORS
from mobilkontor.outputs.claims import Claims
from mobilkontor.outputs.facts import ParameterFacts
from mobilkontor.outputs.palette import ACCESS_BANDS, AccessBand
from mobilkontor.outputs.parameter_words import parameter_name, parameter_source, parameter_value
from mobilkontor.outputs.rhythm import (
    Frequency,
    frequency_of,
    repeated_nights,
    same_openings,
    year_weeks,
)
from mobilkontor.outputs.texts import NO_BREAK_SPACE, Texts
from mobilkontor.outputs.views import MapView, PlaceView, VisitView

__all__ = [
    "COVERED_REASONS",
    "ESTIMATE_MARK",
    "Proof",
    "Words",
    "access_band",
    "figure_text",
    "indicator_rows",
    "proof_in_words",
    "provider_text",
]

COVERED_REASONS = ("uses_stop", "uses_office")
"""Reasons of places that have no stop but are close to some service."""

ONLY_IF_KNOWN = ("opening_spread_min", "regular_opening_share", "co2_kg")
"""Indicators that a page leaves out where they do not exist: no place has several visits, no
vehicle states what it lets out."""

ONLY_IF_ANY = ("cost_of_vehicles_sek", "cost_of_offices_sek", "new_offices")
"""Indicators that a page leaves out where they are 0: the scenario knows no such thing."""

ESTIMATE_MARK = "≈"
PERCENT_STEPS = 1_000


@dataclass(frozen=True, slots=True)
class Proof:
    """How good the plan is: a few words, and the sentence that explains them."""

    short: str
    sentence: str


def proof_in_words(claims: Claims, texts: Texts) -> Proof:
    """Return what is proved of a plan, in plain words.

    The gap is relative to the plan's own worth, so that no plan is more than the gap better; it is
    rounded up, so that the sentence stays true.

    Parameters
    ----------
    claims : Claims
        Status, objective, bound and scope.
    texts : Texts
        The language.

    Returns
    -------
    Proof
        A few words and a sentence.
    """
    is_cost = claims.goal is Goal.LEAST_COST
    has_no_scale = not is_cost and claims.objective_sek <= 0
    if claims.gap is None or has_no_scale:
        return Proof(texts("proof.none"), texts("proof.none_note"))
    if claims.status is Status.OPTIMAL or claims.gap == 0:
        short, sentence = _best(texts, is_cost=is_cost)
    else:
        gap = texts.percent(math.ceil(claims.gap * PERCENT_STEPS - 1e-6) / PERCENT_STEPS)
        short, sentence = _nearly_best(texts, gap, is_cost=is_cost)
    if claims.scope is Scope.GENERATED_DUTIES:
        sentence = f"{sentence} {texts('proof.generated_note')}"
    return Proof(short, f"{sentence}{_earlier_in_words(claims, texts)}")


def _best(texts: Texts, *, is_cost: bool) -> tuple[str, str]:
    """Return that no plan is better, in a few words and as a sentence."""
    if is_cost:
        return texts("proof.cheapest"), texts("proof.cheapest_note")
    return texts("proof.best"), texts("proof.best_note")


def _nearly_best(texts: Texts, gap: str, *, is_cost: bool) -> tuple[str, str]:
    """Return how much better a plan can be, in a few words and as a sentence."""
    if is_cost:
        return texts("proof.cost_gap", gap=gap), texts("proof.cost_gap_note", gap=gap)
    return texts("proof.gap", gap=gap), texts("proof.gap_note", gap=gap)


def _earlier_in_words(claims: Claims, texts: Texts) -> str:
    """Return what earlier goals and fairness have to do with the plan, each after a blank."""
    sentences = [
        texts("proof.earlier", goal=texts(f"goal.{reached.goal.value}"))
        for reached in claims.earlier
    ]
    price = claims.fairness
    if price is not None:
        amount, visits = (
            texts("money", amount=texts.number(price.price_sek)),
            texts.number(price.met_visits, 1),
        )
        sentences.append(texts("proof.fairness", amount=amount, visits=visits))
    return "".join(f" {sentence}" for sentence in sentences)


def indicator_rows(
    values: Mapping[str, float | None], weeks: int, texts: Texts
) -> list[tuple[Indicator, tuple[str, str, str]]]:
    """Return name, value and unit of each indicator as people read them.

    Parameters
    ----------
    values : mapping of str to float or None
        Value of every indicator by name.
    weeks : int
        Length of the cycle [weeks].
    texts : Texts
        The language.

    Returns
    -------
    list of (Indicator, (str, str, str))
        Each indicator with its row, in the order of ``INDICATORS``.
    """
    per_cycle = texts.per_cycle(weeks)
    rows = []
    for entry in INDICATORS:
        value, unit = values[entry.name], entry.unit
        if value is None and entry.name in ONLY_IF_KNOWN:
            continue
        if not value and entry.name in ONLY_IF_ANY:
            continue
        unit_text = texts(f"unit.{unit}", per_cycle=per_cycle)
        if value is not None and entry.name.endswith("_share"):
            unit_text = texts("unit.%")
        shown = figure_text(entry, value, texts)
        rows.append((entry, (texts(f"indicator.{entry.name}"), shown, unit_text)))
    return rows


def provider_text(texts: Texts, name: str) -> str:
    """Return where travel times come from; a source without a text stands for itself."""
    key = f"provider.{name}"
    return texts(key) if texts.has(key) else name


def figure_text(indicator: Indicator, value: float | None, texts: Texts) -> str:
    """Return the value of an indicator as people read it; a share as per cent, without its sign."""
    if value is None:
        return "–"
    if indicator.name.endswith("_share"):
        return texts.number(value * 100, 1)
    return texts.number(value, _digits(indicator.unit))


def _digits(unit: str) -> int:
    """Return the number of decimals shown for a unit."""
    return {"visits/cycle": 1, "h/cycle": 1, "min": 1, "1": 2}.get(unit, 0)


@dataclass(frozen=True, slots=True)
class Words:
    """Texts about the places and vehicles of one map.

    Attributes
    ----------
    view : MapView
        The map.
    texts : Texts
        The language.
    """

    view: MapView
    texts: Texts

    def place(self, place_id: str) -> str:
        """Return the name of a place; an id that the tables do not know stands for itself."""
        entry = self.view.places.get(place_id)
        return entry.place.name if entry else place_id

    def places(self, place_ids: Iterable[str]) -> str:
        """Return the names of some places as a list in words."""
        return self.texts.listed([self.place(place_id) for place_id in place_ids])

    def residents(self, entry: PlaceView) -> str:
        """Return the number of residents, marked if it is an estimate."""
        number = self.texts.number(entry.place.residents)
        return f"{ESTIMATE_MARK}{NO_BREAK_SPACE}{number}" if entry.is_estimate else number

    def minutes(self, seconds: int | None) -> str:
        """Return a travel time."""
        if seconds is None:
            return self.texts("popup.unknown_time")
        return self.texts.duration(seconds)

    def days(self, days: Sequence[int]) -> str:
        """Return the name of days that have their weekday in common."""
        weeks = [self.view.week(day) for day in days]
        return self.texts.days(weeks, self.view.days[days[0]][1], self.view.weeks)

    def weekday(self, day: int) -> str:
        """Return the weekday of a day."""
        return self.texts(f"weekday.{self.view.days[day][1]}")

    def day_short(self, day: int) -> str:
        """Return the short name of a day's weekday."""
        return self.texts(f"weekday_short.{self.view.days[day][1]}")

    def weeks(self, weeks: Sequence[int]) -> str:
        """Return the heading of some weeks, such as ``Weeks 1 and 3``."""
        numbers = self.texts.week_numbers(weeks)
        return self.texts.one_or_many("weeks", len(weeks), weeks=numbers)

    def openings(self, entry: PlaceView) -> list[tuple[str, VisitView]]:
        """Return the visits of a place with their days, those at the same clock times as one."""
        return [
            (self.days([visit.day for visit in same]), same[0])
            for same in same_openings(entry.visits, self.view)
        ]

    def year_weeks(self, entry: PlaceView) -> list[int]:
        """Return the weeks of a year, from 1, in which a place is visited."""
        return year_weeks((self.view.week(visit.day) for visit in entry.visits), self.view.weeks)

    def year(self, entry: PlaceView) -> list[tuple[str, str, str]]:
        """Return weekday, clock times and weeks of a year of a place's openings."""
        rows = []
        for same in same_openings(entry.visits, self.view):
            weeks = {self.view.week(visit.day) for visit in same}
            weekdays = self.texts(f"weekdays.{self.view.days[same[0].day][1]}")
            times = f"{clock_text(same[0].visit.open_s)}–{clock_text(same[0].visit.close_s)}"
            numbers = ", ".join(map(str, year_weeks(weeks, self.view.weeks)))
            told = self.texts("popup.year_weeks", weeks=numbers)
            if len(weeks) == self.view.weeks:
                told = self.texts("popup.year_all")
            rows.append((weekdays, times, told))
        return rows

    def nights(self, entry: PlaceView) -> list[tuple[str, str]]:
        """Return days and vehicles of the nights at a place."""
        return [
            (self.days([night.day for night in same]), self.vehicle(same[0].vehicle))
            for same in repeated_nights(entry.nights, self.view)
        ]

    def frequency(self, visits: int) -> str:
        """Return how often a place with some visits per cycle is visited."""
        found = frequency_of(visits, self.view.weeks)
        count = visits // self.view.weeks if found is Frequency.TIMES_A_WEEK else visits
        return self.texts(
            f"frequency.{found}", count=self.texts.number(count), per_cycle=self.per_cycle()
        )

    def vehicle(self, vehicle: int) -> str:
        """Return the name of a vehicle."""
        return self.view.vehicles[vehicle].id

    def per_cycle(self) -> str:
        """Return ``a week`` or ``per cycle of four weeks``."""
        return self.texts.per_cycle(self.view.weeks)

    def reason(self, entry: Unserved) -> str:
        """Return why a place has no stop; a reason without a text stands for itself."""
        key = f"reason.{entry.reason}"
        if not self.texts.has(key):
            return entry.reason
        other = self.place(entry.other) if entry.other else ""
        return self.texts(key, other=other)

    def lost(self, entry: Unserved) -> str:
        """Return the visits that a stop would meet; a dash for places that could get none."""
        return self.texts.number(entry.lost_visits, 2) if entry.lost_visits else "–"

    def reason_group(self, reason: str) -> str:
        """Return the heading over all places with one reason."""
        key = f"group.{reason}"
        return self.texts(key) if self.texts.has(key) else reason

    def band(self, number: int) -> str:
        """Return the travel times of one class."""
        low = ACCESS_BANDS[number - 1].up_to_min if number else None
        high = ACCESS_BANDS[number].up_to_min
        if low is None:
            return self.texts("band.first", high=high)
        if high is None:
            return self.texts("band.last", low=low)
        return self.texts("band.middle", low=low, high=high)

    def provider(self, name: str) -> str:
        """Return where travel times come from; a source without a text stands for itself."""
        return provider_text(self.texts, name)

    def parameter(self, parameter: ParameterFacts) -> str:
        """Return what a parameter is called."""
        return parameter_name(self.texts, parameter)

    def parameter_value(self, parameter: ParameterFacts) -> str:
        """Return the value of a parameter as the language writes it."""
        return parameter_value(self.texts, parameter)

    def parameter_source(self, parameter: ParameterFacts) -> str:
        """Return where a parameter comes from."""
        return parameter_source(self.texts, parameter)


def access_band(seconds: int | None) -> AccessBand:
    """Return the class of a travel time; an unknown one belongs to the last."""
    for band in ACCESS_BANDS:
        if band.up_to_min is None or (
            seconds is not None and seconds <= band.up_to_min * SECONDS_PER_MINUTE
        ):
            return band
    return ACCESS_BANDS[-1]
