"""Tell the figures that a plan rests on: what they are called, and their values."""

from __future__ import annotations

from collections.abc import Sequence

from mobilkontor.outputs.facts import ParameterFacts
from mobilkontor.outputs.texts import NO_BREAK_SPACE, Texts

__all__ = ["parameter_name", "parameter_source", "parameter_value"]


def parameter_name(texts: Texts, parameter: ParameterFacts) -> str:
    """Return what a parameter is called: the longest part of its key that has a text."""
    parts = parameter.key.split(".")
    for start in range(len(parts)):
        for end in range(len(parts), start, -1):
            key = f"parameter.{'.'.join(parts[start:end])}"
            if texts.has(key):
                return _told_apart(texts, texts(key), parts[end:])
    return parameter.key


def parameter_value(texts: Texts, parameter: ParameterFacts) -> str:
    """Return the value of a parameter as the language writes it; parts of a list stay whole."""
    if isinstance(parameter.value, tuple):
        corners = ((texts.figure(at), texts.percent(share, 0)) for at, share in parameter.value)
        told = [texts("curve.corner", at=at, share=share) for at, share in corners]
        return "; ".join(map(_unbroken, told))
    if isinstance(parameter.value, str):
        return ", ".join(map(_unbroken, parameter.value.split(", ")))
    return texts.figure(parameter.value)


def parameter_source(texts: Texts, parameter: ParameterFacts) -> str:
    """Return where a parameter comes from; what the scenario leaves to us is told in words."""
    key = f"source.{parameter.source}"
    return texts(key) if texts.has(key) else parameter.source or texts("assumptions.no_source")


def _told_apart(texts: Texts, name: str, rest: Sequence[str]) -> str:
    """Return a name with what the rest of its key tells, such as season and road class."""
    keys = [f"parameter_part.{part}" for part in rest]
    known = [texts(key) for key in keys if texts.has(key)]
    return f"{name} ({', '.join(known)})" if known else name


def _unbroken(text: str) -> str:
    """Return a text that stays on one line."""
    return text.replace(" ", NO_BREAK_SPACE)
