"""A small scenario and a good plan for it, made by hand, to break one thing at a time.

Seven places in two municipalities; all figures are chosen so that the totals come out round.

- ``dep`` (Alfa): depot of both vehicles, with a fixed office for tax and social insurance.
- ``a`` (Alfa, 520 residents): 45 minutes from the office; two visits of 2 h.
- ``b`` (Alfa, 104), ``c`` (Beta, 156), ``d`` (Beta, 52): one visit of 1 h each.
- ``inn`` (Beta, 52): overnight place with one room; its residents use ``d``, 30 minutes away.
- ``hut`` (Beta, 26): too small for a stop.

The cycle has no Thursday, so Monday to Wednesday is one run of days and Friday another. The van is
light. The bus weighs 12 t and drives 10 % slower. Every leg has 5 minutes of winter buffer.

Need for tax is 1 visit and for pension 0.5 visits per resident and year; in Beta half of the
residents are 65 or more and need twice as much. Met visits per cycle of one week:

- a: tax 10 x (1 - 0.25 met by the office) + pension 5          = 12.5
- b: (2 + 1) x 0.5 for one visit a week                          = 1.5
- c: (3 + 1.5) x 1.5 for age x 0.5                               = 3.375
- d: (1 + 0.5) x 1.5 x 0.5                                       = 1.125
- inn at d: (1 + 0.5) x 1.5 x 0.5 for 30 min of travel x 0.5     = 0.5625

Together 19.0625 visits worth 2000 SEK each, 38 125 SEK. Cost of the duties [SEK]:

- van mon: 160 km x 5 + 6 h 55 min x 600 + 200                   = 5 150
- van wed: 120 km x 5 + 4 h 40 min x 600 + 200                   = 3 600
- bus mon: 290 km x 8 + 6 h 59 min x 900 + 300 + 1500 night      = 10 405
- bus tue: 260 km x 8 + 6 h 26 min x 900 + 300                   = 8 170

Together 27 325 SEK, so the plan is worth 10 800 SEK.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from mobilkontor.core.calendar import Horizon
from mobilkontor.core.goals import Reached
from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.places import Confidence, Municipality, Office, Place, Road, RoadClass
from mobilkontor.core.places import Service as StateService
from mobilkontor.core.plan import (
    AccessShare,
    Break,
    Duty,
    NewOffice,
    Plan,
    Service,
    Unserved,
    VehicleCost,
    Visit,
)
from mobilkontor.scenario.model import Scenario
from mobilkontor.scenario.schema import ScenarioFile
from mobilkontor.verify.report import VerificationReport
from mobilkontor.verify.verify import Claim, verify

MON, TUE, WED, FRI = 0, 1, 2, 3
HORIZON = Horizon(weeks=1, days=((0, "mon"), (0, "tue"), (0, "wed"), (0, "fri")))

NEXT_MON, NEXT_TUE, NEXT_WED, NEXT_FRI = 4, 5, 6, 7
TWO_WEEKS = Horizon(
    weeks=2, days=tuple((week, weekday) for week in (0, 1) for _, weekday in HORIZON.days)
)
"""Horizon of a draft that was repeated."""

PLACES = ("dep", "a", "b", "c", "d", "inn", "hut")
RESIDENTS = {"dep": 1040, "a": 520, "b": 104, "c": 156, "d": 52, "inn": 52, "hut": 26}
ALFA = ("dep", "a", "b")

MOBILE_MIN = {
    ("dep", "a"): 60,
    ("dep", "b"): 70,
    ("dep", "c"): 230,
    ("dep", "d"): 230,
    ("dep", "inn"): 240,
    ("dep", "hut"): 50,
    ("a", "b"): 30,
    ("a", "c"): 200,
    ("a", "d"): 200,
    ("a", "inn"): 210,
    ("a", "hut"): 20,
    ("b", "c"): 200,
    ("b", "d"): 200,
    ("b", "inn"): 200,
    ("b", "hut"): 40,
    ("c", "d"): 40,
    ("c", "inn"): 60,
    ("c", "hut"): 190,
    ("d", "inn"): 30,
    ("d", "hut"): 190,
    ("inn", "hut"): 200,
}
RESIDENT_MIN = {("dep", "a"): 45, ("d", "inn"): 30}
FAR_MIN = 90

ROADS = tuple(
    Road(a, b, "", RoadClass.NATIONAL, 1000 * MOBILE_MIN[a, b], 60.0, "test")
    for a, b in (
        ("dep", "a"),
        ("a", "b"),
        ("dep", "b"),
        ("dep", "c"),
        ("c", "inn"),
        ("d", "inn"),
        ("dep", "d"),
        ("dep", "hut"),
    )
)
"""Roads of the good plan, on which no way is shorter than its legs; for closed roads only."""

FACTOR = {"van": 1.0, "bus": 1.1}
BUFFER_MIN = 5
SETUP_MIN, PACKING_MIN = 20, 10
COST = {"van": (5, 600, 200), "bus": (8, 900, 300)}
NIGHT_SEK = {"inn": 1500}
VALUE_SEK = 2000
GOOD_OBJECTIVE_SEK = 10_800


def minutes_between(table: dict[tuple[str, str], int], a: str, b: str, default: int) -> int:
    """Return the travel time between two places, the same both ways."""
    return 0 if a == b else table.get((a, b), table.get((b, a), default))


def matrix(table: dict[tuple[str, str], int], default: int = 0) -> TravelMatrix:
    """Return a matrix of a table of minutes, at 1 km a minute."""
    minutes = np.array(
        [[minutes_between(table, a, b, default) for b in PLACES] for a in PLACES], dtype=np.int64
    )
    return TravelMatrix(PLACES, minutes * 60, minutes * 1000, "test")


TRAVEL_MOBILE = matrix(MOBILE_MIN)
TRAVEL_BY_VEHICLE = dict.fromkeys(("van", "bus"), TRAVEL_MOBILE.where_joined())
TRAVEL_RESIDENTS = matrix(RESIDENT_MIN, FAR_MIN)


def scenario_data() -> dict[str, Any]:
    """Return the keys of the scenario file, to be changed at will."""
    return {
        "format": "mobilkontor-scenario/1",
        "name": "by-hand",
        "region": {"min_lat": 60, "max_lat": 70, "min_lon": 15, "max_lon": 25},
        "cycle": {"closed_days": ({"weekday": "thu"},)},
        "season": "winter",
        "tables": {"places": "p.csv", "municipalities": "m.csv", "offices": "o.csv"},
        "network": {"provider": "matrix_file", "mobile": "m.npz", "residents": "r.npz"},
        "leg_buffer": {"summer": 0, "winter": BUFFER_MIN},
        "depots": ({"place": "dep"},),
        "overnight_places": ({"place": "inn", "rooms": 1, "cost_per_night_sek": 1500},),
        "rule_packs": ({"id": "long-day", "max_working_h": 9},),
        "crews": (
            {"id": "two", "cost_per_hour_sek": 600, "visitors_per_hour": 7},
            {
                "id": "three",
                "cost_per_hour_sek": 900,
                "visitors_per_hour": 3.5,
                "rule_packs": ("arbetstidslagen", "long-day"),
                "max_nights_per_week": 1,
            },
        ),
        "vehicles": (
            {
                "id": "van",
                "depot": "dep",
                "crew": "two",
                "cost_per_km_sek": 5,
                "cost_per_day_sek": 200,
            },
            {
                "id": "bus",
                "depot": "dep",
                "crew": "three",
                "gross_weight_t": 12,
                "driving_time_factor": 1.1,
                "cost_per_km_sek": 8,
                "cost_per_day_sek": 300,
            },
        ),
        "stops": {
            "min_residents": 50,
            "min_travel_from_office_min": 30,
            "setup_min": SETUP_MIN,
            "packing_min": PACKING_MIN,
            "level_classes": (
                {"levels": ({"opening_min": 60},)},
                {
                    "min_residents": 300,
                    "levels": (
                        {"opening_min": 60},
                        {"visits_per_cycle": 2, "opening_min": 120, "min_gap_days": 2},
                    ),
                },
            ),
        },
        "benefit": {
            "value_per_met_visit_sek": VALUE_SEK,
            "need_per_resident": {
                "tax": 1,
                "social_insurance": 1,
                "pension": 0.5,
                "employment": 0,
            },
            "need_factor_65plus": 2,
            "mobile_services": (StateService.TAX, StateService.PENSION),
            "travel": {"points": ({"at": 0, "share": 1}, {"at": 60, "share": 0})},
            "frequency": {
                "points": (
                    {"at": 0, "share": 0},
                    {"at": 1, "share": 0.5},
                    {"at": 2, "share": 1},
                )
            },
        },
        "objective": {"budget_sek": 40_000},
        "floors": (
            {"municipality": "each", "min_visits": 1},
            {"municipality": "Beta", "min_met_share": 0.4},
        ),
        "promises": (
            {"place": "a", "min_visits": 2},
            {"place": "c", "min_opening_min": 60},
        ),
        "locks": ({"place": "a", "weekday": "wed", "vehicle": "van"},),
        "forbidden_days": ({"place": "b", "weekdays": ("tue", "fri")},),
    }


def make_scenario(data: dict[str, Any]) -> Scenario:
    """Return the scenario of a file's keys, with the tables of this module."""
    return Scenario(
        path=Path("by-hand.yaml"),
        file=ScenarioFile.model_validate(data),
        places=tuple(_place(place) for place in PLACES),
        municipalities=(
            Municipality("Alfa", "1", 1664, 0.0, 0, "2024", "test"),
            Municipality("Beta", "2", 286, 0.5, 0, "2024", "test"),
        ),
        offices=(
            Office(
                "dep",
                True,
                5,
                frozenset({StateService.TAX, StateService.SOCIAL_INSURANCE}),
                "test",
                Confidence.OFFICIAL,
            ),
            Office("hut", False, 5, frozenset(StateService), "test, closed", Confidence.OFFICIAL),
        ),
        roads=ROADS,
        junctions=(),
        sha256="",
    )


def _place(place: str) -> Place:
    """Return a row of the table of places."""
    municipality = "Alfa" if place in ALFA else "Beta"
    return Place(
        place,
        place,
        municipality,
        65,
        20,
        RESIDENTS[place],
        "2024",
        "test",
        Confidence.OFFICIAL,
    )


def at(clock: str) -> int:
    """Return seconds after midnight of HH:MM."""
    hours, minutes = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def leg_min(vehicle: str, a: str, b: str) -> int:
    """Return the planned driving time of a leg, in whole minutes rounded up."""
    if a == b:
        return 0
    exact_s = round(minutes_between(MOBILE_MIN, a, b, 0) * 60 * FACTOR[vehicle]) + BUFFER_MIN * 60
    return -(-exact_s // 60)


@dataclass(frozen=True)
class Halt:
    """A stop of a duty to be laid out: place, opening, breaks before and after, in minutes."""

    place: str
    opening: int
    before: int = 0
    after: int = 0
    kind: str = "meal"


def lay(vehicle: str, day: int, clock: str, *spots: str | Halt) -> Duty:
    """Return a duty with the clocks and totals that follow from its start, stops and breaks."""
    start, *halts, end = spots
    assert isinstance(start, str)
    assert isinstance(end, str)
    now, here, driving, working, km = at(clock), start, 0, 0, 0
    visits: list[Visit] = []
    breaks: list[Break] = []
    for halt in halts:
        assert isinstance(halt, Halt)
        driving += leg_min(vehicle, here, halt.place)
        km += minutes_between(MOBILE_MIN, here, halt.place, 0)
        arrive = now + 60 * leg_min(vehicle, here, halt.place)
        open_ = arrive + 60 * (halt.before + SETUP_MIN)
        close = open_ + 60 * halt.opening
        now = close + 60 * (PACKING_MIN + halt.after)
        if halt.before:
            breaks.append(Break(halt.place, arrive, arrive + 60 * halt.before, halt.kind))
        if halt.after:
            breaks.append(Break(halt.place, now - 60 * halt.after, now, halt.kind))
        visits.append(Visit(halt.place, arrive, open_, close, now))
        working += SETUP_MIN + halt.opening + PACKING_MIN
        here = halt.place
    last = leg_min(vehicle, here, end)
    driving += last
    working += driving
    km += minutes_between(MOBILE_MIN, here, end, 0)
    per_km, per_hour, per_day = COST[vehicle]
    night = NIGHT_SEK.get(end, 0)
    return Duty(
        vehicle=vehicle,
        day=day,
        start=start,
        end=end,
        start_s=at(clock),
        end_s=now + 60 * last,
        driving_s=60 * driving,
        working_s=60 * working,
        distance_m=1000 * km,
        cost_sek=km * per_km + working * per_hour / 60 + per_day + night,
        stops=tuple(visits),
        breaks=tuple(breaks),
    )


def later(duty: Duty, since_s: int, by_s: int) -> Duty:
    """Return a duty with every clock from some time on moved."""

    def move(second: int) -> int:
        return second + by_s if second >= since_s else second

    return replace(
        duty,
        start_s=move(duty.start_s),
        end_s=move(duty.end_s),
        stops=tuple(
            Visit(v.place, move(v.arrive_s), move(v.open_s), move(v.close_s), move(v.depart_s))
            for v in duty.stops
        ),
        breaks=tuple(Break(b.place, move(b.start_s), move(b.end_s), b.kind) for b in duty.breaks),
    )


def van_mon(*, without_a: bool = False) -> Duty:
    """Return the van's Monday, with or without its visit to ``a``."""
    visit_b = Halt("b", 60, before=30)
    if without_a:
        return lay("van", MON, "07:50", "dep", visit_b, "dep")
    return lay("van", MON, "07:40", "dep", Halt("a", 120), visit_b, "dep")


def good_duties() -> list[Duty]:
    """Return the duties of the good plan."""
    return [
        van_mon(),
        lay("van", WED, "08:00", "dep", Halt("a", 120), "dep"),
        lay("bus", MON, "07:00", "dep", Halt("c", 60, before=45, kind="driving"), "inn"),
        lay("bus", TUE, "08:10", "inn", Halt("d", 60, after=45, kind="driving"), "dep"),
    ]


VAN_MON, VAN_WED, BUS_MON, BUS_TUE = range(4)
"""Positions in ``Draft.duties``."""

VAN_NEXT_MON, VAN_NEXT_WED, BUS_FIRST_MON, BUS_FIRST_TUE, BUS_NEXT_MON, BUS_NEXT_TUE = range(2, 8)
"""Positions of the other duties after ``Draft.repeat``."""

A, B, C, D = range(4)
"""Positions in ``Draft.services`` and ``Draft.access``; ``inn`` at ``d`` follows in the latter."""


@dataclass
class Draft:
    """A scenario, a plan and a claim, open to changes; good as it is made."""

    data: dict[str, Any] = field(default_factory=scenario_data)
    horizon: Horizon = HORIZON
    duties: list[Duty] = field(default_factory=good_duties)
    services: list[Service] = field(
        default_factory=lambda: [
            Service("a", 2, 7200, (MON, WED), 520, 12.5),
            Service("b", 1, 3600, (MON,), 104, 1.5),
            Service("c", 1, 3600, (MON,), 156, 3.375),
            Service("d", 1, 3600, (TUE,), 52, 1.6875),
        ]
    )
    access: list[AccessShare] = field(
        default_factory=lambda: [
            AccessShare("a", "a", 1.0, 12.5, 0),
            AccessShare("b", "b", 1.0, 1.5, 0),
            AccessShare("c", "c", 1.0, 3.375, 0),
            AccessShare("d", "d", 1.0, 1.125, 0),
            AccessShare("inn", "d", 1.0, 0.5625, 30 * 60),
        ]
    )
    unserved: list[Unserved] = field(
        default_factory=lambda: [
            Unserved("dep", "uses_office", "dep", 0.0),
            Unserved("hut", "too_small", "", 0.0),
            Unserved("inn", "uses_stop", "d", 0.0),
        ]
    )
    benefit: dict[tuple[str, str, int, int], float] = field(
        default_factory=lambda: {
            ("a", "a", 2, 7200): 12.5,
            ("b", "b", 1, 3600): 1.5,
            ("c", "c", 1, 3600): 3.375,
            ("d", "d", 1, 3600): 1.125,
            ("inn", "d", 1, 3600): 0.5625,
        }
    )
    offices: list[NewOffice] = field(default_factory=list)
    vehicle_costs: list[VehicleCost] = field(default_factory=list)
    earlier: list[Reached] = field(default_factory=list)
    objective_sek: float | None = None
    bound_sek: float | None = None

    def change(self, part: str, index: int, **changes: object) -> None:
        """Replace fields of one item of a list."""
        items = getattr(self, part)
        items[index] = replace(items[index], **changes)

    def open_office(self) -> None:
        """Open an office in ``hut`` for 1 000 SEK a cycle, which its 26 residents use.

        They meet (0.5 tax + 0.25 pension) x 1.5 for age = 1.125 visits there, worth 2 250 SEK.
        """
        self.data["candidate_offices"] = ({"place": "hut", "cost_per_year_sek": 52_000},)
        self.offices = [NewOffice("hut", 1_000.0, 1.125)]
        self.access.append(AccessShare("hut", "hut", 1.0, 1.125, 0, is_office=True))

    def pay_for_vehicles(self) -> None:
        """Let the van cost 500 SEK and the bus 1 000 SEK a cycle for being there."""
        for vehicle, per_year in zip(self.data["vehicles"], (26_000, 52_000), strict=True):
            vehicle["fixed_cost_per_year_sek"] = per_year
        self.vehicle_costs = [VehicleCost("bus", 1_000.0), VehicleCost("van", 500.0)]

    def repeat(self) -> None:
        """Let the week come twice in a cycle of two weeks, with twice the visits and residents met.

        Per week nothing changes, so that frequencies and the shares they meet stay as they are. The
        duties of the second week come after those of the first of each vehicle.
        """
        self.horizon = TWO_WEEKS
        self.data["cycle"] = {
            "weeks": 2,
            "closed_days": ({"weekday": "thu"}, {"week": 1, "weekday": "thu"}),
        }
        self.data["objective"] = {"budget_sek": 80_000.0}
        small, large = self.data["stops"]["level_classes"]
        self.data["stops"]["level_classes"] = tuple(
            {
                **level_class,
                "levels": tuple(
                    {**level, "visits_per_cycle": 2 * level.get("visits_per_cycle", 1)}
                    for level in level_class["levels"]
                ),
            }
            for level_class in (small, large)
        )
        later_duties = [replace(duty, day=duty.day + len(HORIZON)) for duty in self.duties]
        self.duties = [
            *(duty for duty in self.duties if duty.vehicle == "van"),
            *(duty for duty in later_duties if duty.vehicle == "van"),
            *(duty for duty in self.duties if duty.vehicle == "bus"),
            *(duty for duty in later_duties if duty.vehicle == "bus"),
        ]
        self.services = [
            replace(
                service,
                visits_per_cycle=2 * service.visits_per_cycle,
                days=(*service.days, *(day + len(HORIZON) for day in service.days)),
                met_visits=2 * service.met_visits,
            )
            for service in self.services
        ]
        self.access = [replace(share, met_visits=2 * share.met_visits) for share in self.access]
        self.benefit = {
            (place, stop, 2 * visits, opening_s): 2 * met
            for (place, stop, visits, opening_s), met in self.benefit.items()
        }

    def plan(self) -> Plan:
        """Return the plan."""
        return Plan(
            self.horizon,
            tuple(self.duties),
            tuple(self.services),
            tuple(self.access),
            tuple(self.unserved),
            tuple(self.offices),
            tuple(self.vehicle_costs),
        )

    def judge(self) -> VerificationReport:
        """Verify the plan; unless set, the claim follows from what the plan records."""
        plan = self.plan()
        recorded_sek = VALUE_SEK * plan.met_visits - plan.cost_sek
        objective_sek = recorded_sek if self.objective_sek is None else self.objective_sek
        bound_sek = objective_sek + 100 if self.bound_sek is None else self.bound_sek
        return verify(
            make_scenario(self.data),
            TRAVEL_BY_VEHICLE,
            TRAVEL_RESIDENTS,
            self.benefit,
            plan,
            Claim(objective_sek, bound_sek, tuple(self.earlier)),
        )
