"""Own the reference of the scenario file, made from the schema: a table, and a JSON Schema."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mobilkontor.scenario.keys import element_type, models_in
from mobilkontor.scenario.schema import ScenarioFile
from mobilkontor.scenario.schema_values import MAX_TEXT, Figure, TextByLanguage

__all__ = ["json_schema", "reference_table"]

UNIT = re.compile(r" \[([^\]]+)\]")
HEADER = ("key", "type", "unit", "default", "description")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the scenario file, for editors that complete and check YAML."""
    schema = ScenarioFile.model_json_schema()
    # A figure may be a plain number, a text a plain one, which validators turn into mappings.
    figure = schema["$defs"]["Figure"]
    schema["$defs"]["Figure"] = {"title": "Figure", "anyOf": [{"type": "number"}, figure]}
    text = schema["$defs"]["TextByLanguage"]
    plain = {"type": "string", "maxLength": MAX_TEXT}
    schema["$defs"]["TextByLanguage"] = {"title": "TextByLanguage", "anyOf": [plain, text]}
    # A variant leaves to the file it extends what it does not change.
    schema["required"] = ["format", "name"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def reference_table() -> str:
    """Return every key of the scenario file as a table in Markdown."""
    rows = [HEADER, tuple("---" for _ in HEADER), *_rows(ScenarioFile, "")]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _rows(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, ...]]:
    """Yield a row for each key of a model, and after it the rows of what it holds."""
    for name, field in model.model_fields.items():
        key = f"{prefix}{name}"
        description = field.description or ""
        unit = UNIT.search(description)
        inner = [m for m in models_in(field.annotation) if m is not Figure]
        is_list = element_type(field.annotation) is not None
        yield (
            f"`{key}{'[]' if is_list else ''}`",
            _type_text(field.annotation),
            unit[1] if unit is not None else "",
            _default_text(field),
            UNIT.sub("", description),
        )
        for held in inner:
            yield from _rows(held, f"{key}[]." if is_list else f"{key}.")


def _type_text(annotation: Any) -> str:  # noqa: ANN401
    """Return a type in words."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _type_text(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        parts = [_type_text(part) for part in get_args(annotation) if part is not type(None)]
        return " or ".join(dict.fromkeys(parts))
    if origin is Literal:
        return ", ".join(f"`{choice}`" for choice in get_args(annotation))
    if origin is tuple:
        return f"list of {_type_text(get_args(annotation)[0])}"
    if annotation is Figure:
        return "figure"
    if annotation is TextByLanguage:
        return "text or keys"
    if issubclass(annotation, Enum):
        return ", ".join(f"`{choice.value}`" for choice in annotation)
    if issubclass(annotation, BaseModel):
        return "keys"
    names = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    return names[annotation]


def _default_text(field: FieldInfo) -> str:
    """Return a default as the file would write it."""
    if field.is_required():
        return "required"
    default = field.default
    if default is None or default in ("", ()):
        return "none"
    if isinstance(default, Figure):
        return f"`{default.value:g}`"
    if isinstance(default, BaseModel):
        return "see its keys"
    if isinstance(default, tuple):
        return f"`[{', '.join(str(item) for item in default)}]`"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"
