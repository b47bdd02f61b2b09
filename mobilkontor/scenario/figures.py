"""List every figure of a scenario with its source, so that no guess goes unmarked.

Plain numbers and clock times, which the schema gives no source, are listed as terms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar

from mobilkontor.scenario.benefit_schema import Curve
from mobilkontor.scenario.schema import ScenarioFile
from mobilkontor.scenario.schema_values import Figure, Model
from mobilkontor.scenario.seasons import SEASONS, BySeason, Season
from mobilkontor.scenario.stop_schema import Level, LevelClass

__all__ = ["figures_of", "terms_of"]

_WITH_TERMS = ("rule_packs", "crews", "vehicles", "stops")
_CLOCK = re.compile(r"\d\d:\d\d")

_Value = TypeVar("_Value")
_Found: TypeAlias = Iterator[tuple[str, _Value]]


def figures_of(file: ScenarioFile) -> tuple[tuple[str, Figure | Curve], ...]:
    """Return the figures and curves that a plan rests on.

    Parameters
    ----------
    file : ScenarioFile
        The scenario file.

    Returns
    -------
    tuple of (str, Figure or Curve)
        Where each stands, such as ``crews.*.cost_per_hour_sek``, and what it says, in
        the order of the schema; those of other seasons are left out, but where the season
        has none of its own and summer's hold.
    """
    others = tuple(f"network.{it}_time_factor" for it in SEASONS if it != file.season)
    return tuple(
        (key, figure) for key, figure in _walk("", file, _figure(file.season)) if key not in others
    )


def terms_of(file: ScenarioFile) -> tuple[tuple[str, float | str], ...]:
    """Return the plain numbers and clock times that a plan rests on; none has a source.

    Parameters
    ----------
    file : ScenarioFile
        The scenario file.

    Returns
    -------
    tuple of (str, float or str)
        Where each stands, such as ``stops.setup_min``, and its value; rules of working time,
        crews, vehicles and stops. Levels of stops are one text. Midday is left out where no level
        keeps to half-days, the tolerance of opening times where none has a second visit.
    """
    levels = [level for sized in file.stops.level_classes for level in sized.levels]
    unused = set()
    if not any(level.half_day for level in levels):
        unused.add("stops.midday")
    if not any(level.visits_per_cycle > 1 for level in levels):
        unused.add("stops.opening_tolerance_min")
    return tuple(
        found
        for key in _WITH_TERMS
        for found in _walk(key, getattr(file, key), _term)
        if found[0] not in unused
    )


def _figure(season: Season) -> Callable[[str, object], _Found[Figure | Curve]]:
    """Return what yields a figure or curve, and of a mapping by season those that hold."""

    def pick(key: str, value: object) -> _Found[Figure | Curve]:
        """Yield a figure or curve."""
        if isinstance(value, Figure | Curve):
            yield key, value
        elif isinstance(value, BySeason):
            held = value.key_in(season)
            yield from _walk(f"{key}.{held}", getattr(value, held), pick)

    return pick


def _term(key: str, value: object) -> _Found[float | str]:
    """Yield a plain number, a clock time, or the levels of the stops of one size."""
    if isinstance(value, LevelClass):
        levels = ", ".join(_level_text(level) for level in value.levels)
        yield f"{key}.levels", f"≥ {value.min_residents}: {levels}"
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield key, float(value)
    elif isinstance(value, str) and _CLOCK.fullmatch(value):
        yield key, value


def _level_text(level: Level) -> str:
    """Return a level as visits x opening time, with the least days between visits if several."""
    text = f"{level.visits_per_cycle} × {level.opening_min} min"
    if level.visits_per_cycle > 1:
        text = f"{text} (≥ {level.min_gap_days} d)"
    return f"{text} (½ d)" if level.half_day else text


def _walk(key: str, value: object, pick: Callable[[str, object], _Found[_Value]]) -> _Found[_Value]:
    """Yield what is picked at and below a key; entries that all say the same are one ``*``."""
    picked = tuple(pick(key, value))
    if picked or isinstance(value, Figure | Curve):
        yield from picked
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _walk(f"{key}.{name}".lstrip("."), getattr(value, name), pick)
    elif isinstance(value, tuple):
        entries = {tuple(_walk(f"{key}.*", entry, pick)) for entry in value}
        if len(entries) == 1:
            yield from entries.pop()
            return
        for number, entry in enumerate(value):
            yield from _walk(f"{key}.{_name(entry, number)}", entry, pick)


def _name(entry: object, number: int) -> str:
    """Return what people call an entry of a list: its id, its place, or its number."""
    named = (getattr(entry, attribute, None) for attribute in ("id", "place"))
    return next((str(name) for name in named if name), str(number))
