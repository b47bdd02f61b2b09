"""Whatever stands in the files, loading ends in a scenario or in messages."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mobilkontor.core.errors import ScenarioError
from mobilkontor.scenario.characters import is_harmless
from mobilkontor.scenario.load import load_scenario
from mobilkontor.scenario.model import Scenario
from tests.scenario.helpers import SCENARIOS

FILES = ("tiny.yaml", "places.csv", "municipalities.csv", "offices.csv", "roads.csv")
VALUES = (
    "", "-1", "0", "1e400", ".inf", "null", "yes", "[]", "{}", "[[1]]", "{a: 1}", "*x", "&x 1",
    "!!int 3", "!x y", "'", '"\\ud800"', "2025-01-01", "0x10", "9" * 400, "åäö", "|", "? a",
    "- 1", "<<", "/etc/passwd", "../x", "hem", "12:30", "\t", "#", "%", "@", "1_0", "0o7", "~",
)  # fmt: skip


@pytest.fixture(scope="module")
def sandbox() -> Path:
    """Return a folder that the tests of this file fill anew for each example."""
    return Path(tempfile.mkdtemp(prefix="mobilkontor-fuzz-"))


@pytest.fixture(scope="module", autouse=True)
def _remove_sandbox(sandbox: Path) -> Iterator[None]:
    yield
    shutil.rmtree(sandbox)


def assert_told(folder: Path) -> None:
    """Check that loading gives a scenario, or lines with a code, a file and a remedy."""
    try:
        assert isinstance(load_scenario(folder / "tiny.yaml"), Scenario)
    except ScenarioError as error:
        assert error.problems  # noqa: PT017
        for problem in error.problems:
            line = str(problem)
            assert is_harmless(line)
            assert line.startswith("E1")
            assert line.endswith((".", "?", "`."))
            line.encode()


def fill(folder: Path) -> None:
    """Copy the tiny scenario over whatever the last example left."""
    for name in FILES:
        shutil.copyfile(SCENARIOS / "tiny" / name, folder / name)


quick = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@quick
@given(content=st.binary(max_size=300))
@pytest.mark.parametrize("name", FILES)
def test_any_bytes_are_told(sandbox: Path, name: str, content: bytes) -> None:
    """Random bytes in any file end in messages."""
    fill(sandbox)
    (sandbox / name).write_bytes(content)
    assert_told(sandbox)


@quick
@given(text=st.text(alphabet="ab:-[]{},&*!|>'\"%@#? \n\t~<01.\\", max_size=120))
def test_any_yaml_like_text_is_told(sandbox: Path, text: str) -> None:
    """Random text of the characters that mean something in YAML ends in messages."""
    fill(sandbox)
    (sandbox / "tiny.yaml").write_text(text, encoding="utf-8")
    assert_told(sandbox)


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
SECTIONS = (
    "format", "name", "title", "extends", "region", "cycle", "season", "tables", "network",
    "leg_buffer", "offices", "depots", "overnight_places", "rule_packs", "crews", "vehicles",
    "stops", "benefit", "objective", "floors", "promises", "locks", "allowed_days",
    "forbidden_days",
)  # fmt: skip


@quick
@given(section=st.sampled_from(SECTIONS), value=json_like)
def test_any_value_of_a_section_is_told(sandbox: Path, section: str, value: object) -> None:
    """A section that holds anything at all is told, or is a value of the language."""
    fill(sandbox)
    top = sandbox / "top.yaml"
    shutil.move(sandbox / "tiny.yaml", top)
    extends = "" if section == "extends" else "extends: top.yaml\n"
    (sandbox / "tiny.yaml").write_text(
        f"{extends}{section}: {_as_yaml(value)}\n", encoding="utf-8", errors="surrogatepass"
    )
    assert_told(sandbox)


def _as_yaml(value: object) -> str:
    """Write a value as YAML in one line; floats without a number as YAML writes them."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_as_yaml(k)}: {_as_yaml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_as_yaml(item) for item in value) + "]"
    if isinstance(value, str):
        return "'" + value.replace("'", "''").replace("\n", "\n\n") + "'"
    return {"None": "null", "True": "true", "False": "false", "nan": ".nan"}.get(
        str(value), str(value)
    )


def break_one_thing(folder: Path, rng: random.Random) -> None:
    """Break one place of one file: a value, a line, a column, some bytes."""
    file = folder / rng.choice(FILES)
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines() or [""]
    at = rng.randrange(len(lines))
    kind = rng.randrange(5)
    if kind == 0:
        head, separator, _ = lines[at].partition(": ")
        lines[at] = f"{head}{separator}{rng.choice(VALUES)}"
    elif kind == 1:
        cells = lines[at].split(",")
        cells[rng.randrange(len(cells))] = rng.choice(VALUES)
        lines[at] = ",".join(cells)
    elif kind == 2:
        lines.insert(at, rng.choice(lines))
    elif kind == 3:
        del lines[at]
    else:
        start = rng.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:start] + rng.choice(VALUES) + lines[at][start:]
    file.write_text("\n".join(lines), encoding="utf-8")


def test_broken_scenarios_are_told(sandbox: Path) -> None:
    """A scenario with one to three things broken at random loads or is told."""
    rng = random.Random(2)
    for _ in range(250):
        fill(sandbox)
        for _ in range(rng.randint(1, 3)):
            break_one_thing(sandbox, rng)
        assert_told(sandbox)


@pytest.mark.slow
def test_many_broken_scenarios_are_told(sandbox: Path) -> None:
    """The same, three thousand times."""
    rng = random.Random(3)
    for _ in range(3_000):
        fill(sandbox)
        for _ in range(rng.randint(1, 3)):
            break_one_thing(sandbox, rng)
        assert_told(sandbox)
