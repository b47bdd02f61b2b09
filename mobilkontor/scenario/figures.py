"""List every figure of a scenario with its source, so that no guess goes unmarked."""

from __future__ import annotations

from collections.abc import Iterator

from mobilkontor.scenario.schema import Curve, Figure, Model, ScenarioFile

__all__ = ["figures_of"]

_BY_SEASON = ("network.", "leg_buffer.")


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
        the order of the schema; those of the other season are left out.
    """
    other_season = "summer" if file.season == "winter" else "winter"
    return tuple(
        (key, figure)
        for key, figure in _walk("", file)
        if not (key.startswith(_BY_SEASON) and other_season in key.split("."))
    )


def _walk(key: str, value: object) -> Iterator[tuple[str, Figure | Curve]]:
    """Yield the figures at and below a key; a list whose entries all say the same is one ``*``."""
    if isinstance(value, Figure | Curve):
        yield key, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _walk(f"{key}.{name}".lstrip("."), getattr(value, name))
    elif isinstance(value, tuple):
        entries = {tuple(_walk(f"{key}.*", entry)) for entry in value}
        if len(entries) == 1:
            yield from entries.pop()
            return
        for number, entry in enumerate(value):
            yield from _walk(f"{key}.{_name(entry, number)}", entry)


def _name(entry: object, number: int) -> str:
    """Return what people call an entry of a list: its id, its place, or its number."""
    named = (getattr(entry, attribute, None) for attribute in ("id", "place"))
    return next((str(name) for name in named if name), str(number))
