"""The reference of the scenario file says what the schema says."""

from __future__ import annotations

import json

from mobilkontor.scenario.reference import json_schema, reference_table
from mobilkontor.scenario.schema import ScenarioFile


def test_table_has_a_row_for_each_key() -> None:
    """Every key stands in the table with type, unit, default and description, none empty."""
    rows = [line.strip("| ").split(" | ") for line in reference_table().splitlines()[2:]]
    keys = [row[0].strip("`") for row in rows]
    assert set(ScenarioFile.model_fields) <= {key.removesuffix("[]") for key in keys}
    assert "stops.level_classes[].levels[].opening_min" in keys
    assert all(len(row) == 5 and row[1] and row[3] and row[4].strip() for row in rows)


def test_table_names_units_and_defaults() -> None:
    """The row of a key reads as its model is written."""
    table = reference_table()
    assert "| `stops.setup_min` | whole number | min | required | Work before opening |" in table
    assert "| `crews[].people` | whole number |  | `2` | People on board |" in table
    assert (
        "| `season` | `summer`, `autumn`, `winter`, `thaw` |  | `summer` | Season of driving |"
        in table
    )


def test_json_schema_lets_figures_be_numbers() -> None:
    """Editors accept a plain number where the loader does, and a variant without all sections."""
    schema = json_schema()
    assert schema["$defs"]["Figure"]["anyOf"][0] == {"type": "number"}
    assert schema["required"] == ["format", "name"]
    assert schema["additionalProperties"] is False
    json.dumps(schema)
