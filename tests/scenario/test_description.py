"""The description of a scenario is a text, or one by language."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from mobilkontor.scenario.load import load_scenario
from mobilkontor.scenario.reference import json_schema, reference_table
from tests.outputs import example
from tests.scenario.helpers import problems_of

TOP = "format: mobilkontor-scenario/1\nextends: tiny.yaml\nname: top\n"


def shown(folder: Path, text: str) -> tuple[str, str]:
    """Return what pages in Swedish and in English show of a description, written in YAML."""
    (folder / "top.yaml").write_text(f"{TOP}description: {text}\n", "utf-8")
    told = load_scenario(folder / "top.yaml").file.description.model_dump()
    facts = dataclasses.replace(example.facts(), description=told)
    return facts.description_in("sv"), facts.description_in("en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{sv: Var?, en: Where?}", ("Var?", "Where?")),
        ("Where?", ("Where?", "Where?")),
        ("{sv: Var?}", ("Var?", "Var?")),
        ("{en: Where?}", ("Where?", "Where?")),
        ('""', ("", "")),
    ],
)
def test_a_page_takes_its_language(folder: Path, text: str, expected: tuple[str, str]) -> None:
    """A page shows the text of its language, or else the other; a plain text always."""
    assert shown(folder, text) == expected


def test_a_variant_takes_no_language_of_its_base(folder: Path) -> None:
    """A variant that describes itself in one language is not described by its base in the other."""
    base = folder / "tiny.yaml"
    lines = [it for it in base.read_text("utf-8").splitlines() if not it.startswith("description")]
    base.write_text("\n".join([*lines, "description: {sv: Grund, en: Base}", ""]), "utf-8")
    assert shown(folder, "{sv: Variant}") == ("Variant", "Variant")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("3", "E102 top.yaml:4: description"),
        ("{de: Wo?}", "E107 top.yaml:4: description.de"),
        ("{sv: [a]}", "E102 top.yaml:4: description.sv"),
        (f"{'x' * 2001}", "E105 top.yaml:4: description"),
        (f"{{en: {'x' * 2001}}}", "E105 top.yaml:4: description.en"),
    ],
)
def test_what_is_no_description_is_told_once(folder: Path, text: str, problem: str) -> None:
    """A wrong kind, an unknown language and a text that is too long are told where they stand."""
    (folder / "top.yaml").write_text(f"{TOP}description: {text}\n", "utf-8")
    (found,) = problems_of(folder / "top.yaml")
    assert found.startswith(problem)


def test_editors_take_both_forms() -> None:
    """The JSON Schema takes a text and a mapping; the table of keys names both."""
    plain, by_language = json_schema()["$defs"]["TextByLanguage"]["anyOf"]
    assert plain == {"type": "string", "maxLength": 2000}
    assert list(by_language["properties"]) == ["sv", "en"]
    assert by_language["additionalProperties"] is False
    assert "| `description` | text or keys |" in reference_table()
    assert "| `description.sv` | text |" in reference_table()
