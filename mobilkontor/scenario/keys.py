"""Own the look-up of a key path in the schema: which model holds it, what the key means."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mobilkontor.scenario.schema import ScenarioFile
from mobilkontor.scenario.yaml_file import KeyPath

__all__ = ["element_type", "field_at", "meaning_of", "models_in", "names_at", "unit_of"]

UNIT_BY_SUFFIX = {
    "_min": "min",
    "_h": "h",
    "_sek": "SEK",
    "_kmh": "km/h",
    "_t": "t",
    "_days": "days",
}


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield the models inside an annotation, such as ``tuple[Crew, ...]`` or a union."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for part in get_args(annotation):
        yield from models_in(part)


def element_type(annotation: Any) -> Any | None:  # noqa: ANN401
    """Return the type of a list's entries, or None if the annotation is no list."""
    if get_origin(annotation) is Annotated:
        return element_type(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        found = (element_type(part) for part in get_args(annotation))
        return next((part for part in found if part is not None), None)
    return get_args(annotation)[0] if get_origin(annotation) is tuple else None


def _models_at(path: KeyPath) -> list[type[BaseModel]]:
    """Return the models that a mapping at a path may follow; several for a union."""
    models: list[type[BaseModel]] = [ScenarioFile]
    for step in path:
        if isinstance(step, str):
            fields = [m.model_fields[step] for m in models if step in m.model_fields]
            models = [inner for field in fields for inner in models_in(field.annotation)]
    return models


def field_at(path: KeyPath) -> FieldInfo | None:
    """Return the field that describes a path; for a list's entry, the field of the list."""
    names = [index for index, step in enumerate(path) if isinstance(step, str)]
    if not names:
        return None
    name = str(path[names[-1]])
    holders = _models_at(path[: names[-1]])
    return next((m.model_fields[name] for m in holders if name in m.model_fields), None)


def names_at(path: KeyPath, provider: str | None = None) -> list[str]:
    """Return the keys that a mapping at a path may have, of all networks or of one provider's."""
    models = _models_at(path)
    if provider is not None:
        models = [model for model in models if _is_of(model, provider)] or models
    return list(dict.fromkeys(name for model in models for name in model.model_fields))


def _is_of(model: type[BaseModel], provider: str) -> bool:
    """Tell whether a model is that of a provider."""
    field = model.model_fields.get("provider")
    return field is not None and provider in get_args(field.annotation)


def meaning_of(path: KeyPath) -> str:
    """Return what a key means, as the schema describes it, without a capital and a full stop."""
    while path:
        field = field_at(path)
        if field is not None and field.description:
            text = field.description.rstrip(".")
            return text[0].lower() + text[1:] if not text[:2].isupper() else text
        path = path[:-1]
    return "see the reference of the scenario file"


def unit_of(path: KeyPath) -> str:
    """Return the unit that the last name of a path ends in, or nothing."""
    names = [step for step in path if isinstance(step, str) and step != "value"]
    last = names[-1] if names else ""
    return next((unit for suffix, unit in UNIT_BY_SUFFIX.items() if last.endswith(suffix)), "")
