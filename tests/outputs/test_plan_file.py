"""A plan file says what the plan is, the same bytes each time, and reads back."""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobilkontor.core.calendar import WEEKDAYS, HalfDay, make_horizon
from mobilkontor.core.errors import ScenarioError
from mobilkontor.core.plan import AccessShare, Break, Duty, Plan, Service, Unserved, Visit
from mobilkontor.core.result import Progress, Result, Scope, Status, StopReason
from mobilkontor.indicators.registry import measure
from mobilkontor.outputs.claims import Claims, claims_of
from mobilkontor.outputs.plan_file import document_bytes, plan_document, run_document
from mobilkontor.outputs.plan_reader import PlanFile, read_plan
from tests.outputs import example

Document = dict[str, Any]


def document() -> Document:
    """Return the plan file of the example as plain data."""
    values = measure(example.plan(), example.setting())
    return plan_document(example.plan(), example.claims(), example.origin(), values)


def read(folder: Path, content: Document | bytes) -> PlanFile:
    """Write a plan file and read it back."""
    path = folder / "plan.json"
    path.write_bytes(content if isinstance(content, bytes) else document_bytes(content))
    return read_plan(path)


def test_the_keys_are_those_of_the_format() -> None:
    """Keys and shapes are what scripts rely on; more may come, none may go."""
    found = document()
    assert list(found) == [
        *("format", "scenario", "matrix", "versions", "seed", "result", "cycle"),
        *("services", "duties", "access", "unserved", "indicators"),
    ]
    assert found["format"] == "mobilkontor-plan/1"
    assert found["scenario"] == {
        "name": "example",
        "path": "example.yaml",
        "sha256": "ab" * 32,
    }
    assert found["matrix"] == {"provider": "test", "sha256": "cd" * 32, "date": "2026-01-01"}
    assert found["result"] == {
        "status": "FEASIBLE",
        "stop_reason": "time_limit",
        "objective_sek": 1_000.0,
        "bound_sek": 1_002.6,
        "gap": 0.0026,
        "scope": "ALL_DUTIES",
    }
    assert found["cycle"] == {"weeks": 1, "weekdays": ["mon", "tue"], "closed_days": []}
    assert found["services"][0] == {
        "place": "beta",
        "visits_per_cycle": 2,
        "opening_min": 120,
        "days": [[0, "mon"], [0, "tue"]],
        "residents": 300,
        "met_visits": 3.25,
    }
    assert found["duties"][0] == {
        "vehicle": "ett",
        "week": 0,
        "weekday": "mon",
        "start": "alfa",
        "end": "delta",
        "start_time": "08:35",
        "end_time": "15:55",
        "driving_min": 30,
        "working_min": 390,
        "distance_km": 30.0,
        "cost_sek": 6_960.0,
        "stops": [
            {
                "place": "beta",
                "arrive": "08:45",
                "open": "09:00",
                "close": "11:00",
                "depart": "11:15",
            },
            {
                "place": "gamma",
                "arrive": "11:25",
                "open": "12:10",
                "close": "15:10",
                "depart": "15:45",
            },
        ],
        "breaks": [{"place": "gamma", "start": "11:25", "end": "11:55", "kind": "meal"}],
    }
    assert found["access"][1] == {
        "place": "delta",
        "stop": "beta",
        "share": 0.25,
        "met_visits": 0.25,
        "travel_min": 20.0,
    }
    assert found["unserved"][2] == {
        "place": "zeta",
        "reason": "no_time",
        "other": "",
        "lost_visits": 0.75,
    }
    assert found["indicators"]["stops"] == 3.0


def test_the_example_reads_back(tmp_path: Path) -> None:
    """Plan, claims, origin and indicators come back as they were."""
    found = read(tmp_path, document())
    values = measure(example.plan(), example.setting())
    assert (found.plan, found.claims) == (example.plan(), example.claims())
    assert found.origin == example.origin()
    assert dict(found.indicators) == pytest.approx(values, abs=1e-6)


def test_a_half_day_is_written_only_where_there_is_one(tmp_path: Path) -> None:
    """A stop that always opens in the morning says so, others have no such key; both read back."""
    first, *others = example.plan().services
    morning = dataclasses.replace(first, half_day=HalfDay.MORNING)
    plan = dataclasses.replace(example.plan(), services=(morning, *others))
    written = plan_document(plan, example.claims(), example.origin(), {})
    assert [entry.get("half_day") for entry in written["services"]] == ["morning", None, None]
    assert read(tmp_path, written).plan.services == plan.services
    written["services"][0]["half_day"] = "evening"
    with pytest.raises(ScenarioError, match=r"services\[0\]\.half_day"):
        read(tmp_path, written)


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Nothing in the file depends on the run; how long it took stands beside it."""
    result = Result(
        Status.OPTIMAL,
        StopReason.PROVED,
        example.plan(),
        5.0,
        5.0,
        Scope.ALL_DUTIES,
        seed=0,
        runtime_s=1.23456,
    )
    slower = dataclasses.replace(result, runtime_s=99.0, trace=(Progress(1.0, "bound", 7),))
    texts = {
        document_bytes(plan_document(r.plan, claims_of(r), example.origin(), {}))
        for r in (result, slower)
    }
    assert len(texts) == 1
    assert run_document(1.23456, ({"phase": "bound"},)) == {
        "runtime_s": 1.235,
        "trace": [{"phase": "bound"}],
    }


def test_claims_without_a_bound_read_back(tmp_path: Path) -> None:
    """A plan without a proved bound has neither bound nor gap."""
    claims = Claims(Status.FEASIBLE, StopReason.INTERRUPTED, -3.5, None, Scope.GENERATED_DUTIES)
    found = read(tmp_path, plan_document(example.plan(), claims, example.origin(), {"x": None}))
    assert found.claims == claims
    assert found.claims.gap is None
    assert found.indicators == (("x", None),)


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
minutes = st.integers(0, 24 * 60).map(lambda value: value * 60)
amounts = st.integers(0, 10**9).map(lambda value: value / 100)
shares = st.integers(0, 10**6).map(lambda value: value / 10**6)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return any plan in canonical order; it need not keep a rule."""
    weekdays = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
    horizon = make_horizon(draw(st.integers(1, 4)), tuple(weekdays))
    days = st.integers(0, len(horizon) - 1)
    visits = st.builds(Visit, names, minutes, minutes, minutes, minutes)
    duties = st.builds(
        Duty,
        names,
        days,
        names,
        names,
        minutes,
        minutes,
        minutes,
        minutes,
        st.integers(0, 10**6),
        amounts,
        st.lists(visits, max_size=3).map(tuple),
        st.lists(st.builds(Break, names, minutes, minutes, names), max_size=2).map(tuple),
    )
    services = st.builds(
        Service,
        names,
        st.integers(1, len(horizon)),
        st.integers(1, 600).map(lambda value: value * 60),
        st.lists(days, max_size=3).map(lambda found: tuple(sorted(found))),
        st.integers(0, 10**6),
        shares,
    )
    access = st.builds(AccessShare, names, names, shares, shares, st.integers(0, 86_400))
    unserved = st.builds(Unserved, names, names, names | st.just(""), shares)
    return Plan(
        horizon,
        tuple(sorted(draw(st.lists(duties, max_size=3)), key=lambda x: (x.vehicle, x.day))),
        tuple(sorted(draw(st.lists(services, max_size=3)), key=lambda x: x.place)),
        tuple(sorted(draw(st.lists(access, max_size=3)), key=lambda x: (x.place, x.stop))),
        tuple(sorted(draw(st.lists(unserved, max_size=3)), key=lambda x: x.place)),
    )


@given(plan=plans())
def test_any_plan_reads_back(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> None:
    """Reading what was written gives the plan again, but for weekdays on which nothing is open."""
    folder = tmp_path_factory.mktemp("plan")
    found = read(folder, plan_document(plan, example.claims(), example.origin(), {}))
    assert found.plan == plan


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xff\xfe{", "E410 .*is not UTF-8 text"),
        (b"{", "E411 .*is not JSON"),
        (b"[" * 100_000, "E411 .*is not JSON"),
        (b'{"seed": ' + b"9" * 10_000 + b"}", "E411 .*is not JSON"),
        (b"[]", "E411 .*holds no JSON object"),
        (b"{}", 'E412 .*format is missing; expected "mobilkontor-plan/1"'),
        (b'{"format": "mobilkontor-plan/9"}', 'E412 .*format is "mobilkontor-plan/9"'),
    ],
)
def test_a_file_that_is_no_plan_is_refused(tmp_path: Path, content: bytes, text: str) -> None:
    """What is not a plan file is told in one line, without a traceback."""
    with pytest.raises(ScenarioError, match=text):
        read(tmp_path, content)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A file that is not there, and a folder, are told with their path."""
    with pytest.raises(ScenarioError, match=r"E410 .*nowhere\.json: cannot be read \(No such file"):
        read_plan(tmp_path / "nowhere.json")
    with pytest.raises(ScenarioError, match=r"E410 .*cannot be read"):
        read_plan(tmp_path)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    """Problems are listed with path, what was found and what was expected."""
    bad = document()
    bad["duties"][0]["start_time"] = "8:35"
    bad["duties"][1]["stops"][0]["place"] = 7
    bad["services"][0]["days"] = [[0, "sun"], "mon"]
    bad["result"]["status"] = "GOOD\x1b[31m"
    bad["seed"] = True
    del bad["matrix"]
    with pytest.raises(ScenarioError, match="E414") as caught:
        read(tmp_path, bad)
    texts = [problem.text for problem in caught.value.problems]
    assert texts == [
        'duties[0].start_time is "8:35"; expected a clock time HH:MM from 00:00 to 24:00, '
        "such as 09:05.",
        "duties[1].stops[0].place is 7; expected a text of at most 1000 characters.",
        "services[0].days is a list of 2; expected a list of [week from 0, weekday], such as "
        '[0, "tue"].',
        "services[0].days is a list of 2; expected days of the cycle.",
        'result.status is "GOOD\\u001b[31m"; expected one of OPTIMAL, FEASIBLE.',
        "matrix is missing; expected an object {...}.",
        "seed is true; expected a whole number from -9223372036854775808 to 9223372036854775807.",
    ]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(data=st.data())
def test_a_damaged_file_never_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """With any value put anywhere, the file is read or refused with all its problems."""
    damaged = copy.deepcopy(document())
    spot: Any = damaged
    while True:
        keys = list(spot) if isinstance(spot, dict) else list(range(len(spot)))
        key = data.draw(st.sampled_from(keys))
        inner = spot[key]
        if not (isinstance(inner, dict | list) and inner) or data.draw(st.booleans()):
            break
        spot = inner
    spot[key] = data.draw(anything)
    content = json.dumps(damaged).encode()
    with contextlib.suppress(ScenarioError):
        found = read(tmp_path_factory.mktemp("damaged"), content)
        document_bytes(plan_document(found.plan, found.claims, found.origin, {}))
