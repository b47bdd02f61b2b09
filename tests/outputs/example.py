"""A plan of two vehicles over two days in a region of six places, small enough to check by hand.

Positions lie on a line from south to north, 10 minutes and 10 km apart: alfa (depot and fixed
office), beta, gamma, delta (overnight place), epsilon, zeta. Bus ``ett`` serves beta and gamma on
Monday, sleeps in delta, serves epsilon on Tuesday and drives home. Bus ``tva`` serves beta on
Tuesday. Zeta gets no stop.

``two_weeks`` is a second plan, of the same region over two weeks. Beta is open every Monday, at
9:00 in the first week and at 9:20 in the second; zeta every Tuesday at 9:05; gamma and epsilon in
the first week only. Bus ``ett`` sleeps in delta after the first Monday and stands still on the
second Tuesday; bus ``tva`` does the same in both weeks.
"""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np

from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.places import (
    Confidence,
    Junction,
    Municipality,
    Office,
    Place,
    Road,
    RoadClass,
)
from mobilkontor.core.places import Service as StateService
from mobilkontor.core.plan import AccessShare, Break, Duty, Plan, Service, Unserved, Visit
from mobilkontor.core.result import Scope, Status, StopReason
from mobilkontor.core.units import clock_s
from mobilkontor.indicators.setting import OvernightFacts, Setting, VehicleFacts
from mobilkontor.outputs.claims import Claims, Origin
from mobilkontor.outputs.facts import PageFacts, ParameterFacts, Point

IDS = ("alfa", "beta", "gamma", "delta", "epsilon", "zeta")
NAMES = ("Alfa", "Beta", "Gamma", "Delta", "Epsilon", "Zeta")
RESIDENTS = (1_000, 300, 200, 100, 60, 40)
SOURCE = "made up for a test"


def places() -> tuple[Place, ...]:
    """Return six places in two municipalities; epsilon's residents are an estimate."""
    return tuple(
        Place(
            id=place_id,
            name=name,
            municipality="Söder" if number < 3 else "Norr",
            lat=66.0 + 0.1 * number,
            lon=22.0 + 0.05 * number,
            residents=residents,
            year="2020",
            source=SOURCE,
            confidence=Confidence.ESTIMATE if place_id == "epsilon" else Confidence.OFFICIAL,
        )
        for number, (place_id, name, residents) in enumerate(
            zip(IDS, NAMES, RESIDENTS, strict=True)
        )
    )


def setting() -> Setting:
    """Return places, offices and vehicles of the region."""
    step = np.abs(np.subtract.outer(np.arange(6), np.arange(6))).astype(np.int64)
    vehicle = VehicleFacts("ett", "alfa", 2, 8.0, 6.0, 720.0, 100.0)
    return Setting(
        places=places(),
        municipalities=(
            Municipality("Söder", "1", 1_600, 0.2, 100, "2020", SOURCE),
            Municipality("Norr", "2", 230, 0.3, 30, "2020", SOURCE),
        ),
        offices=(
            Office("alfa", True, 5.0, frozenset(StateService), SOURCE, Confidence.REPORTED),
            Office("gamma", False, 2.0, frozenset(StateService), SOURCE, Confidence.ASSUMED),
        ),
        residents_travel=TravelMatrix(IDS, step * 600, step * 10_000, "test"),
        vehicles=(vehicle, dataclasses.replace(vehicle, id="tva")),
        overnights=(OvernightFacts("delta", 1, 2_000.0), OvernightFacts("zeta", 1, 1_500.0)),
        value_per_met_visit_sek=2_000.0,
    )


def plan() -> Plan:
    """Return the plan, in canonical order."""
    return Plan(
        horizon=make_horizon(1, ("mon", "tue")),
        duties=(_monday(), _tuesday_ett(), _tuesday_tva()),
        services=(
            Service("beta", 2, 7_200, (0, 1), 300, 3.25),
            Service("epsilon", 1, 7_200, (1,), 60, 0.5),
            Service("gamma", 1, 10_800, (0,), 200, 2.0),
        ),
        access=(
            AccessShare("beta", "beta", 1.0, 3.0, 0),
            AccessShare("delta", "beta", 0.25, 0.25, 1_200),
            AccessShare("delta", "gamma", 0.75, 0.5, 600),
            AccessShare("epsilon", "epsilon", 1.0, 0.5, 0),
            AccessShare("gamma", "gamma", 1.0, 1.5, 0),
        ),
        unserved=(
            Unserved("alfa", "uses_office", "alfa", 0.0),
            Unserved("delta", "uses_stop", "gamma", 0.1),
            Unserved("zeta", "no_time", "", 0.75),
        ),
    )


def two_weeks() -> Plan:
    """Return the plan over two weeks, in canonical order."""
    return Plan(
        horizon=make_horizon(2, ("mon", "tue")),
        duties=(_monday(), _tuesday_ett(), _second_monday(), _far_tuesday(1), _far_tuesday(3)),
        services=(
            Service("beta", 2, 7_200, (0, 2), 300, 3.0),
            Service("epsilon", 1, 7_200, (1,), 60, 0.5),
            Service("gamma", 1, 10_800, (0,), 200, 2.0),
            Service("zeta", 2, 7_200, (1, 3), 40, 1.0),
        ),
        access=(
            AccessShare("beta", "beta", 1.0, 3.0, 0),
            AccessShare("delta", "gamma", 1.0, 0.5, 600),
            AccessShare("epsilon", "epsilon", 1.0, 0.5, 0),
            AccessShare("gamma", "gamma", 1.0, 1.5, 0),
            AccessShare("zeta", "zeta", 1.0, 1.0, 0),
        ),
        unserved=(
            Unserved("alfa", "uses_office", "alfa", 0.0),
            Unserved("delta", "uses_stop", "gamma", 0.1),
        ),
    )


def _visit(place: str, arrive: str, opens: str, closes: str, depart: str) -> Visit:
    """Return a visit from clock times."""
    return Visit(place, clock_s(arrive), clock_s(opens), clock_s(closes), clock_s(depart))


def _monday() -> Duty:
    """Return Monday of bus ``ett``: 30 min and 30 km of driving, a break in gamma."""
    return Duty(
        vehicle="ett",
        day=0,
        start="alfa",
        end="delta",
        start_s=clock_s("08:35"),
        end_s=clock_s("15:55"),
        driving_s=1_800,
        working_s=23_400,
        distance_m=30_000,
        cost_sek=30 * 6 + 6.5 * 720 + 100 + 2_000,
        stops=(
            _visit("beta", "08:45", "09:00", "11:00", "11:15"),
            _visit("gamma", "11:25", "12:10", "15:10", "15:45"),
        ),
        breaks=(Break("gamma", clock_s("11:25"), clock_s("11:55"), "meal"),),
    )


def _tuesday_ett() -> Duty:
    """Return Tuesday of bus ``ett``: from delta by epsilon back to alfa."""
    return Duty(
        vehicle="ett",
        day=1,
        start="delta",
        end="alfa",
        start_s=clock_s("08:35"),
        end_s=clock_s("11:55"),
        driving_s=3_000,
        working_s=12_000,
        distance_m=50_000,
        cost_sek=50 * 6 + 12_000 / 3_600 * 720 + 100,
        stops=(_visit("epsilon", "08:45", "09:00", "11:00", "11:15"),),
        breaks=(),
    )


def _tuesday_tva() -> Duty:
    """Return Tuesday of bus ``tva``: to beta and back."""
    return Duty(
        vehicle="tva",
        day=1,
        start="alfa",
        end="alfa",
        start_s=clock_s("09:00"),
        end_s=clock_s("11:50"),
        driving_s=1_200,
        working_s=10_200,
        distance_m=20_000,
        cost_sek=20 * 6 + 10_200 / 3_600 * 720 + 100,
        stops=(_visit("beta", "09:10", "09:25", "11:25", "11:40"),),
        breaks=(),
    )


def _second_monday() -> Duty:
    """Return the second Monday of bus ``ett``: to beta and back, 20 min later than the first."""
    return Duty(
        vehicle="ett",
        day=2,
        start="alfa",
        end="alfa",
        start_s=clock_s("08:55"),
        end_s=clock_s("11:45"),
        driving_s=1_200,
        working_s=10_200,
        distance_m=20_000,
        cost_sek=20 * 6 + 10_200 / 3_600 * 720 + 100,
        stops=(_visit("beta", "09:05", "09:20", "11:20", "11:35"),),
        breaks=(),
    )


def _far_tuesday(day: int) -> Duty:
    """Return a Tuesday of bus ``tva``: to zeta and back, the same in both weeks."""
    return Duty(
        vehicle="tva",
        day=day,
        start="alfa",
        end="alfa",
        start_s=clock_s("08:00"),
        end_s=clock_s("12:10"),
        driving_s=6_000,
        working_s=15_000,
        distance_m=100_000,
        cost_sek=100 * 6 + 15_000 / 3_600 * 720 + 100,
        stops=(_visit("zeta", "08:50", "09:05", "11:05", "11:20"),),
        breaks=(),
    )


def claims() -> Claims:
    """Return a gap of 0.26 % over all duties."""
    return Claims(Status.FEASIBLE, StopReason.TIME_LIMIT, 1_000.0, 1_002.6, Scope.ALL_DUTIES)


def origin() -> Origin:
    """Return hashes and versions of nothing in particular."""
    return Origin(
        scenario_name="example",
        scenario_path="example.yaml",
        scenario_sha256="ab" * 32,
        matrix_provider="test",
        matrix_sha256="cd" * 32,
        matrix_date="2026-01-01",
        versions=(("mobilkontor", "0.1.0"), ("ortools", "9.15")),
        seed=7,
    )


def path(start: str, end: str) -> tuple[Point, ...]:
    """Return the way along the line of places."""
    first, last = IDS.index(start), IDS.index(end)
    step = 1 if last >= first else -1
    rows = places()
    return tuple((rows[k].lat, rows[k].lon) for k in range(first, last + step, step))


def facts() -> PageFacts:
    """Return what the page of the region shows beside the plan."""
    return PageFacts(
        title="Exempel med två bussar",
        description={"sv": "En liten region.", "en": "A small region."},
        season="winter",
        travel_notes=(),
        travel_credit="",
        setting=setting(),
        roads=(
            *(
                Road(a, b, "E10", RoadClass.EUROPEAN, 10_000, 90.0, SOURCE)
                for a, b in pairwise(IDS[:-1])
            ),
            Road("epsilon", "korset", "minor", RoadClass.LOCAL, 9_000, 70.0, SOURCE),
        ),
        junctions=(Junction("korset", "Korset", 66.55, 22.4, SOURCE),),
        parameters=(
            ParameterFacts("benefit.value_per_met_visit_sek", 2_000.0, "guess", True),
            ParameterFacts("benefit.travel", ((0.0, 1.0), (30.0, 0.45)), "", True),
            ParameterFacts("vehicles.*.driving_time_factor", 1.0, "by definition", False),
        ),
        path=lambda vehicle, week: path,
        backdrop=lambda _: (),
    )


def with_names(setting_: Setting, names: dict[str, str]) -> Setting:
    """Return a setting in which some places have other names."""
    renamed = tuple(
        dataclasses.replace(place, name=names.get(place.id, place.name))
        for place in setting_.places
    )
    return dataclasses.replace(setting_, places=renamed)
