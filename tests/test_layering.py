"""The house keeps its layers: who imports whom, and where each outside package lives."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = "mobilkontor"
SOURCE = Path(__file__).parent.parent / PACKAGE

COMMAND_LINE = {
    *(
        "cli",
        "compare_job",
        "console",
        "fairness_price",
        "interrupt",
        "job",
        "keeper",
        "output_folder",
        "resume",
        "season_job",
        "season_summary",
        "road_job",
        "road_summary",
        "place_job",
        "place_summary",
        "summary",
        "timetable_job",
        "scenario_job",
        "written_plan_job",
    ),
    "starter",
}

MAY_IMPORT = {
    "core": set(),
    "scenario": {"core"},
    "network": {"core"},
    "access": {"core"},
    # Official figures come into the table before a scenario is planned with it.
    "official": {"core"},
    "place_import": {
        *("core", "scenario", "network", "engine_travel", "road_file_travel", "official")
    },
    # Roads are built long before a scenario is read: only the format of their file is shared.
    "roads": {"core", "network"},
    "closings": {"core", "scenario", "network"},
    "engine_travel": {"core", "scenario", "network", "closings"},
    "road_file_travel": {"core", "scenario", "network", "closings"},
    "drives": {"core", "network"},
    "travel": {"core", "scenario", "network", "drives", "engine_travel", "road_file_travel"},
    "build": {"core", "scenario", "network", "access", "travel"},
    "completion": {"core", "scenario", "access", "travel", "build"},
    "duties": {"core"},
    "optimise": {"core", "duties"},
    # Which roads are closed the verifier reads itself; roads of files and engines have one place.
    "verify": {"core", "scenario", "network", "engine_travel", "road_file_travel"},
    "timetable": {"core"},
    "indicators": {"core", "access", "timetable"},
    "outputs": {"core", "timetable", "indicators"},
    "handover": {"core", "scenario", "travel", "build", "indicators", "outputs"},
    "timetable_request": {"core", "scenario", "timetable"},
    "timetable_judge": {"core", "scenario", "travel", "timetable", "verify"},
    "timetable_folder": {
        *("core", "scenario", "travel", "timetable", "timetable_judge", "timetable_request"),
        "outputs",
    },
    "plan_comparison": {"core", "scenario", "travel", "outputs", "handover", "plan_folder"},
    "plan_index": {"core", "handover", "outputs", "plan_folder", "travel"},
    "plan_folder": {"core", "scenario", "travel", "timetable", "outputs", "handover"},
    "checkpoint": {"core", "scenario", "travel", "outputs", "handover"},
    "api": {
        *("core", "scenario", "network", "access", "travel", "build", "duties", "optimise"),
        *("verify", "timetable", "indicators", "outputs", "completion", "handover", "plan_folder"),
        *(
            "checkpoint",
            "plan_comparison",
            "roads",
            "official",
            "place_import",
            "plan_index",
            "timetable_request",
            "timetable_folder",
        ),
    },
    "interrupt": set(),
    "starter": {"core"},
    "keeper": {"core"},
    "fairness_price": {"api", "core"},
    "output_folder": {"core"},
    "resume": {"api", "core", "keeper"},
    "job": {"api", "core", "fairness_price", "interrupt", "output_folder", "resume"},
    "season_job": {"api", "core", "job"},
    "season_summary": {"api", "console", "core", "season_job"},
    "road_job": {"api", "core", "output_folder"},
    "road_summary": {"api", "core"},
    "place_job": {"api"},
    "place_summary": {"api"},
    "console": {"api", "core"},
    "compare_job": {"api", "output_folder"},
    "timetable_job": {"api", "output_folder"},
    "scenario_job": {"api"},
    "written_plan_job": {"api"},
    "summary": {"api", "core", "console", "job"},
    "cli": {"api", "core", *COMMAND_LINE},
    "__init__": {"core"},
    "__main__": {"cli"},
}

NEVER = {"verify": {"core.instance", "core.result"}}

ONLY_IN = {
    "babel": {"outputs"},
    "ortools": {"optimise"},
    "folium": {"outputs"},
    "osmium": {"roads"},
    "branca": {"outputs"},
    "holidays": {"timetable"},
    "icalendar": {"outputs"},
    "xlsxwriter": {"outputs"},
    "jinja2": {"outputs"},
    "markupsafe": {"outputs"},
    "matplotlib": {"outputs"},
    "xstatic": {"outputs"},
    "pydantic": {"scenario"},
    "pydantic_core": {"scenario"},
    "ruamel": {"scenario"},
    "typer": {"cli"},
    "urllib3": {"network"},
    "polyline": {"network"},
    "platformdirs": {"network"},
    "valhalla": {"network"},
    "pyogrio": {"official"},
    "pyproj": {"official"},
    "shapely": {"official", "roads"},
    "rich": {"cli", "console", "road_summary", "season_summary", "summary"},
    "scipy": {"network", "roads", "duties", "optimise"},
    "numpy": set(MAY_IMPORT) - COMMAND_LINE,
}


SLOW_TO_IMPORT = {"network.valhalla_here", "official.layer_file"}
"""Files that own an optional package which takes long to import; every other import is on top."""


def component(module: str) -> str:
    """Return the layer of a dotted module name inside the package."""
    return module.split(".", maxsplit=1)[0]


def imports(tree: ast.AST) -> Iterator[tuple[ast.Import | ast.ImportFrom, str]]:
    """Yield every import with the full dotted name that it brings in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def inner_imports(tree: ast.AST) -> Iterator[int]:
    """Yield the line of every import that stands inside a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from (
                child.lineno
                for child in ast.walk(node)
                if isinstance(child, ast.Import | ast.ImportFrom)
            )


def breach_of(here: str, name: str) -> str | None:
    """Return what is wrong with a module of the package importing a dotted name, if anything."""
    layer, top = component(here), component(name)
    if top != PACKAGE:
        if layer not in ONLY_IN.get(top, {layer}):
            return f"{here} imports {name}; only {sorted(ONLY_IN[top])} may"
        if top not in ONLY_IN and top not in sys.stdlib_module_names:
            return f"{here} imports {name}, which has no home in ONLY_IN"
        return None
    inside = name.partition(".")[2]
    if any(inside == never or inside.startswith(f"{never}.") for never in NEVER.get(layer, ())):
        return f"{here} imports {name}, which it must never see"
    if component(inside) not in MAY_IMPORT[layer] | {layer}:
        return f"{here} imports {name}; {layer} may import {sorted(MAY_IMPORT[layer])}"
    return None


def breaches(files: Mapping[str, str]) -> list[str]:
    """Return every breach of the layers in the files of the package, dotted name to source."""
    found = []
    for here, source in files.items():
        tree = ast.parse(source)
        if component(here) not in MAY_IMPORT:
            found.append(f"{here} has no row in MAY_IMPORT")
            continue
        if here not in SLOW_TO_IMPORT:
            found += [f"{here}:{line} imports inside a function" for line in inner_imports(tree)]
        for node, name in imports(tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                found.append(f"{here}:{node.lineno} imports by a relative name")
            elif text := breach_of(here, name):
                found.append(text)
    return found


def source_files() -> dict[str, str]:
    """Return the package's files, dotted name without the package to source."""
    return {
        ".".join(path.relative_to(SOURCE).with_suffix("").parts): path.read_text("utf-8")
        for path in sorted(SOURCE.rglob("*.py"))
    }


def module_graph(files: Mapping[str, str]) -> dict[str, set[str]]:
    """Return which file imports which file, imports for types alone included."""
    graph: dict[str, set[str]] = {}
    for here, source in files.items():
        inside = [
            name.removeprefix(f"{PACKAGE}.")
            for _, name in imports(ast.parse(source))
            if component(name) == PACKAGE
        ]
        candidates = {*inside, *(name.rpartition(".")[0] for name in inside)}
        graph[here] = (candidates & set(files)) - {here}
    return graph


def test_every_file_keeps_the_layers() -> None:
    """No file of the package imports what its layer may not."""
    assert breaches(source_files()) == []


def test_no_import_goes_in_a_circle() -> None:
    """The files of the package can be put in an order where each imports only earlier ones."""
    assert TopologicalSorter(module_graph(source_files())).prepare() is None


@pytest.mark.parametrize(
    ("here", "source", "text"),
    [
        ("verify.verify", "from mobilkontor.duties.label import Label", "verify may import"),
        ("verify.verify", "import mobilkontor.build", "verify may import"),
        ("verify.verify", "from mobilkontor.core import instance", "must never see"),
        ("verify.verify", "from mobilkontor.core.instance import Instance", "must never see"),
        ("verify.verify", "from mobilkontor.core.result import Result", "must never see"),
        ("verify.verify", "from ortools.sat.python import cp_model", "only ['optimise'] may"),
        ("core.plan", "from mobilkontor.scenario.load import load", "core may import []"),
        ("outputs.map", "from mobilkontor.scenario.model import Scenario", "outputs may import"),
        ("duties.pool", "def f():\n    import numpy", "inside a function"),
        ("duties.pool", "from .label import Label", "relative name"),
        ("core.plan", "import requests", "no home in ONLY_IN"),
        ("novelty", "", "no row in MAY_IMPORT"),
    ],
)
def test_a_forbidden_import_is_found(here: str, source: str, text: str) -> None:
    """One forbidden import in an otherwise clean file is named."""
    (found,) = breaches({here: source})
    assert text in found


def test_a_circle_is_found() -> None:
    """Two files that import each other are a circle, though each edge alone is allowed."""
    files = {
        "core.plan": "from mobilkontor.core.units import clock_s",
        "core.units": "from mobilkontor.core.plan import Plan",
    }
    assert breaches(files) == []
    with pytest.raises(CycleError, match=r"core\.plan"):
        TopologicalSorter(module_graph(files)).prepare()
