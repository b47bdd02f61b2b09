"""A good plan with one thing broken gives exactly the violation that was caused, word for word."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from mobilkontor.core.calendar import HalfDay, make_horizon
from mobilkontor.core.goals import Goal, Reached
from mobilkontor.core.plan import AccessShare, Break, NewOffice, Service, Unserved
from mobilkontor.verify.verify import ALL_CODES
from tests.verify.draft import (
    BUS_MON,
    BUS_NEXT_MON,
    BUS_TUE,
    FRI,
    GOOD_OBJECTIVE_SEK,
    MON,
    NEXT_FRI,
    NEXT_MON,
    NEXT_WED,
    TUE,
    VAN_MON,
    VAN_NEXT_MON,
    VAN_NEXT_WED,
    VAN_WED,
    WED,
    A,
    B,
    C,
    D,
    Draft,
    Halt,
    later,
    lay,
    van_mon,
)

Change = Callable[[Draft], None]
MUTATIONS: dict[str, tuple[Change, str]] = {}


def breaks(line: str) -> Callable[[Change], Change]:
    """Register a change and the one line that it must cause."""

    def register(change: Change) -> Change:
        MUTATIONS[change.__name__] = (change, line)
        return change

    return register


def set_pack(draft: Draft, **limits: float) -> None:
    """Set limits of the pack that binds the bus's crew."""
    draft.data["rule_packs"] = ({"id": "long-day", **limits},)


def set_bus_crew(draft: Draft, **values: float | str) -> None:
    """Change the crew of the bus."""
    van_crew, bus_crew = draft.data["crews"]
    draft.data["crews"] = (van_crew, {**bus_crew, **values})


# --- numbers


@breaks(
    "V100 plan.services[0].residents: number more than 1000000000, must lie between "
    "-1000000000 and 1000000000."
)
def number_beyond_use(draft: Draft) -> None:
    draft.change("services", A, residents=10**12)


@breaks("V100 claim.bound_sek: number inf, must lie between -1000000000 and 1000000000.")
def endless_bound(draft: Draft) -> None:
    draft.bound_sek = math.inf


# --- V1, duties


@breaks("V101 vehicle bus, mon: working time 6 h 59 min, at most 6 h 54 min (+5 min).")
def shorter_working_day(draft: Draft) -> None:
    set_pack(draft, max_working_h=6.9)


@breaks("V102 vehicle bus, mon: driving time 5 h 29 min, at most 5 h 00 min (+29 min).")
def shorter_driving_day(draft: Draft) -> None:
    set_pack(draft, max_driving_h=5.0)


@breaks(
    "V103 vehicle van, mon: work without a break, until dep, 6 h 55 min, at most 5 h 00 min "
    "(+115 min)."
)
def meal_break_skipped(draft: Draft) -> None:
    draft.duties[VAN_MON] = lay("van", MON, "07:40", "dep", Halt("a", 120), Halt("b", 60), "dep")


@breaks(
    "V104 vehicle bus, tue: driving without a break, until dep, 4 h 56 min, at most 4 h 30 min "
    "(+26 min)."
)
def driving_break_cut_to_a_meal(draft: Draft) -> None:
    draft.duties[BUS_TUE] = lay("bus", TUE, "08:10", "inn", Halt("d", 60, after=30), "dep")


@breaks("V105 vehicle van, wed, a: opens at 08:55, not before 09:00 (-5 min).")
def opens_too_early(draft: Draft) -> None:
    draft.duties[VAN_WED] = lay("van", WED, "07:30", "dep", Halt("a", 120), "dep")


@breaks("V105 vehicle van, wed, a: closes at 18:05, not after 18:00 (+5 min).")
def closes_too_late(draft: Draft) -> None:
    draft.duties[VAN_WED] = lay("van", WED, "14:40", "dep", Halt("a", 120), "dep")


@breaks("V106 vehicle bus, mon: starts at 06:50, not before 07:00 (-10 min).")
def starts_too_early(draft: Draft) -> None:
    draft.duties[BUS_MON] = lay(
        "bus", MON, "06:50", "dep", Halt("c", 60, before=45, kind="driving"), "inn"
    )


@breaks("V106 vehicle bus, tue: ends at 15:21, not after 15:00 (+21 min).")
def ends_too_late(draft: Draft) -> None:
    set_bus_crew(draft, latest_end="15:00")


@breaks("V107 vehicle van, mon: break 11:55 to 12:25 at b, must lie between 11:50 and 12:20.")
def break_during_setup(draft: Draft) -> None:
    (meal,) = draft.duties[VAN_MON].breaks
    moved = replace(meal, start_s=meal.start_s + 300, end_s=meal.end_s + 300)
    draft.change("duties", VAN_MON, breaks=(moved,))


@breaks(
    "V107 vehicle van, wed: break 07:10 to 07:40 at dep, must lie at a stop of the duty, "
    "before it is left."
)
def break_at_the_depot(draft: Draft) -> None:
    draft.change("duties", VAN_WED, breaks=(Break("dep", 25_800, 27_600, "meal"),))


@breaks("V108 vehicle van, wed, a: break (meal) 0 h 10 min, at least 0 h 30 min (-20 min).")
def break_too_short_to_count(draft: Draft) -> None:
    draft.duties[VAN_WED] = lay("van", WED, "08:00", "dep", Halt("a", 120, after=10), "dep")


@breaks("V109 vehicle van, mon, b: kind of break nap, must be meal or driving.")
def break_of_an_unknown_kind(draft: Draft) -> None:
    (meal,) = draft.duties[VAN_MON].breaks
    draft.change("duties", VAN_MON, breaks=(replace(meal, kind="nap"),))


@breaks("V110 vehicle van, wed, a: visits 2, at most 1 in a duty.")
def stop_twice_in_a_duty(draft: Draft) -> None:
    draft.duties[VAN_MON] = van_mon(without_a=True)
    halts = (Halt("a", 120, after=30), Halt("a", 120))
    draft.duties[VAN_WED] = lay("van", WED, "08:00", "dep", *halts, "dep")
    draft.change("services", A, days=(WED,))


@breaks("V111 vehicle van, fri: stop nowhere, must be a place of the scenario.")
def unknown_place(draft: Draft) -> None:
    (visit,) = draft.duties[VAN_WED].stops
    lost = replace(draft.duties[VAN_WED], day=FRI, stops=(replace(visit, place="nowhere"),))
    draft.duties.insert(VAN_WED + 1, lost)


@breaks("V112 vehicle ghost, mon: vehicle ghost, must be a vehicle of the scenario.")
def unknown_vehicle(draft: Draft) -> None:
    draft.change("duties", VAN_MON, vehicle="ghost")


@breaks("V113 vehicle van, day 9: day 9, must be a working day, 0 to 3.")
def unknown_day(draft: Draft) -> None:
    draft.duties.insert(VAN_WED + 1, lay("van", 9, "08:00", "dep", "inn"))


@breaks("V113 vehicle van, day -1: day -1, must be a working day, 0 to 3.")
def day_before_the_first(draft: Draft) -> None:
    draft.duties.insert(VAN_MON, lay("van", -1, "08:00", "dep", "inn"))


@breaks("V114 vehicle bus, mon, c: arrives at 11:13, must be 11:18 after the drive (-5 min).")
def drives_faster_than_it_can(draft: Draft) -> None:
    duty = draft.duties[BUS_MON]
    draft.duties[BUS_MON] = later(duty, duty.stops[0].arrive_s, -300)


@breaks("V114 vehicle van, mon, b: arrives at 11:51, must be 11:50 after the drive (+1 min).")
def arrives_a_minute_late(draft: Draft) -> None:
    duty = draft.duties[VAN_MON]
    draft.duties[VAN_MON] = later(duty, duty.stops[1].arrive_s, 60)


@breaks("V115 vehicle van, wed, a: opens at 09:30, must be 09:25 after breaks and set-up (+5 min).")
def waits_before_opening(draft: Draft) -> None:
    duty = draft.duties[VAN_WED]
    draft.duties[VAN_WED] = later(duty, duty.stops[0].open_s, 300)


@breaks(
    "V116 vehicle van, wed, a: leaves at 11:30, must be 11:35 after packing and breaks (-5 min)."
)
def leaves_before_it_has_packed(draft: Draft) -> None:
    duty = draft.duties[VAN_WED]
    draft.duties[VAN_WED] = later(duty, duty.stops[0].depart_s, -300)


@breaks("V117 vehicle bus, tue: ends at 15:26, must be 15:21 after the last drive (+5 min).")
def ends_later_than_it_arrives(draft: Draft) -> None:
    draft.change("duties", BUS_TUE, end_s=draft.duties[BUS_TUE].end_s + 300)


@breaks("V118 vehicle bus, tue: recorded driving time 4 h 57 min, is 4 h 56 min (+1 min).")
def driving_time_misrecorded(draft: Draft) -> None:
    draft.change("duties", BUS_TUE, driving_s=draft.duties[BUS_TUE].driving_s + 60)


@breaks("V119 vehicle van, wed: recorded working time 4 h 39 min, is 4 h 40 min (-1 min).")
def working_time_misrecorded(draft: Draft) -> None:
    draft.change("duties", VAN_WED, working_s=draft.duties[VAN_WED].working_s - 60)


@breaks("V120 vehicle van, wed: recorded distance 120.001 km, is 120.000 km.")
def distance_misrecorded(draft: Draft) -> None:
    draft.change("duties", VAN_WED, distance_m=120_001)


@breaks("V121 vehicle van, wed: recorded cost 3600.02 SEK, is 3600.00 SEK.")
def cost_misrecorded(draft: Draft) -> None:
    draft.change("duties", VAN_WED, cost_sek=3600.02)
    draft.objective_sek = GOOD_OBJECTIVE_SEK


@breaks("V122 vehicle van, fri: stops 0, at least 1 from dep back to it.")
def duty_without_purpose(draft: Draft) -> None:
    draft.duties.insert(VAN_WED + 1, lay("van", FRI, "08:00", "dep", "dep"))


@breaks("V123 vehicle van, wed: clock 08:00:30, must be whole minutes.")
def half_minutes(draft: Draft) -> None:
    draft.duties[VAN_WED] = later(draft.duties[VAN_WED], 0, 30)


@breaks(
    "V124 vehicle van, mon: break starts at 12:00, not before 12:20, when the break before it ends."
)
def breaks_overlap(draft: Draft) -> None:
    halts = (Halt("a", 120), Halt("b", 60, before=60))
    duty = lay("van", MON, "07:40", "dep", *halts, "dep")
    (meal,) = duty.breaks
    first = replace(meal, end_s=meal.start_s + 1800)
    second = replace(meal, start_s=meal.start_s + 600, end_s=meal.start_s + 2400)
    draft.duties[VAN_MON] = replace(duty, breaks=(first, second))


# --- V2, flow


@breaks("V201 vehicle bus, tue: starts at c, must be inn, where it slept.")
def wakes_up_elsewhere(draft: Draft) -> None:
    halt = Halt("d", 60, after=45, kind="driving")
    draft.duties[BUS_TUE] = lay("bus", TUE, "08:10", "c", halt, "dep")


@breaks("V202 vehicle bus, mon: starts at d, must be dep, its depot.")
def week_starts_away(draft: Draft) -> None:
    draft.duties[BUS_MON] = lay("bus", MON, "09:00", "d", Halt("c", 60), "inn")


@breaks("V203 vehicle van, fri: ends at inn, must be dep, its depot, before a day off.")
def week_ends_away(draft: Draft) -> None:
    draft.duties.insert(VAN_WED + 1, lay("van", FRI, "08:00", "dep", "inn"))


@breaks("V204 vehicle bus, mon: stands overnight at d, must be its depot or an overnight place.")
def sleeps_where_nobody_may(draft: Draft) -> None:
    drive = Halt("c", 60, before=45, kind="driving")
    draft.duties[BUS_MON] = lay("bus", MON, "07:00", "dep", drive, "d")
    draft.duties[BUS_TUE] = lay("bus", TUE, "09:00", "d", Halt("d", 60, after=30), "dep")


@breaks("V205 inn, mon: vehicles overnight 2, at most 1.")
def two_in_one_room(draft: Draft) -> None:
    halts = (Halt("a", 120), Halt("b", 60, before=30))
    draft.duties[VAN_MON] = lay("van", MON, "07:40", "dep", *halts, "inn")
    draft.duties.insert(VAN_WED, lay("van", TUE, "08:00", "inn", "dep"))


@breaks("V206 vehicle bus, week 1: nights away 1, at most 0.")
def no_nights_allowed(draft: Draft) -> None:
    set_bus_crew(draft, max_nights_per_week=0)


@breaks("V207 vehicle bus, tue: rest before the duty 17 h 26 min, at least 18 h 00 min (-34 min).")
def more_rest_needed(draft: Draft) -> None:
    set_pack(draft, daily_rest_h=18.0)


@breaks("V208 vehicle bus, tue: duties 0, at least 1, since it stands at inn.")
def idle_away_from_home(draft: Draft) -> None:
    set_bus_crew(draft, max_nights_per_week=2)
    draft.change("duties", BUS_TUE, day=WED)
    draft.change("services", D, days=(WED,))


@breaks("V209 vehicle bus, week 1: working time 13 h 25 min, at most 13 h 00 min a week (+25 min).")
def shorter_working_week(draft: Draft) -> None:
    set_pack(draft, max_weekly_working_h=13.0)


@breaks("V210 vehicle bus, week 1: driving time 10 h 25 min, at most 10 h 00 min a week (+25 min).")
def shorter_driving_week(draft: Draft) -> None:
    set_pack(draft, max_weekly_driving_h=10.0)


@breaks("V211 vehicle van, fri: duties 2, at most 1 a day.")
def two_duties_on_one_day(draft: Draft) -> None:
    there, back = lay("van", FRI, "08:00", "dep", "inn"), lay("van", FRI, "14:00", "inn", "dep")
    draft.duties[VAN_WED + 1 : VAN_WED + 1] = [there, back]


@breaks("V212 vehicle van, mon: listed after vehicle van, wed, duties go by vehicle, then by day.")
def days_out_of_order(draft: Draft) -> None:
    draft.duties[VAN_MON], draft.duties[VAN_WED] = draft.duties[VAN_WED], draft.duties[VAN_MON]


@breaks("V212 vehicle van, wed: listed after vehicle bus, tue, duties go by vehicle, then by day.")
def vehicles_mixed(draft: Draft) -> None:
    draft.duties.append(draft.duties.pop(VAN_WED))


@breaks(
    "V213 plan: working days 1:mon 1:tue 1:wed 1:thu 1:fri of 1 weeks, "
    "must be 1:mon 1:tue 1:wed 1:fri of 1 weeks."
)
def another_calendar(draft: Draft) -> None:
    draft.horizon = make_horizon(1, ("mon", "tue", "wed", "thu", "fri"))


def stay_over_the_day_off(draft: Draft, *, cost_sek: float) -> None:
    """Let the bus stand at the inn from Wednesday to Friday, with Thursday off between."""
    set_bus_crew(draft, home_at_weekends=False, max_nights_per_week=2)
    draft.change("duties", BUS_MON, day=WED, cost_sek=cost_sek)
    draft.change("duties", BUS_TUE, day=FRI)
    draft.change("services", C, days=(WED,))
    draft.change("services", D, days=(FRI,))


@breaks("V121 vehicle bus, wed: recorded cost 10405.00 SEK, is 11905.00 SEK.")
def night_of_a_day_off_not_paid(draft: Draft) -> None:
    stay_over_the_day_off(draft, cost_sek=10_405)
    draft.objective_sek = 9_300


@breaks("V206 vehicle bus, week 1: nights away 2, at most 1.")
def night_of_a_day_off_counts(draft: Draft) -> None:
    stay_over_the_day_off(draft, cost_sek=11_905)
    set_bus_crew(draft, max_nights_per_week=1)


# --- V3, services


@breaks("V301 hut: stop served, is not a candidate of the scenario.")
def stop_at_a_place_too_small(draft: Draft) -> None:
    halts = (Halt("a", 120, after=30), Halt("hut", 60))
    draft.duties[VAN_WED] = lay("van", WED, "08:00", "dep", *halts, "dep")
    draft.services.append(Service("hut", 1, 3600, (WED,), 26, 0.0))
    draft.unserved = [entry for entry in draft.unserved if entry.place != "hut"]


@breaks("V301 d: stop served, is not a candidate of the scenario.")
def stop_outside_the_municipalities_to_be_served(draft: Draft) -> None:
    draft.data["stops"] |= {"municipalities": ("Alfa",), "include": ("c",)}


@breaks("V302 b: level 1 x 1 h 30 min, must be one of: 1 x 1 h 00 min.")
def level_that_does_not_exist(draft: Draft) -> None:
    halts = (Halt("a", 120), Halt("b", 90, before=30))
    draft.duties[VAN_MON] = lay("van", MON, "07:40", "dep", *halts, "dep")
    draft.change("services", B, opening_s=5400)


@breaks("V303 a: visits per cycle 1, must be 2.")
def visit_dropped(draft: Draft) -> None:
    draft.duties[VAN_MON] = van_mon(without_a=True)
    draft.change("services", A, days=(WED,))


@breaks("V304 a: days between tue and wed 1, at least 2.")
def visits_too_close(draft: Draft) -> None:
    draft.duties[VAN_MON] = van_mon(without_a=True)
    draft.duties.insert(VAN_WED, lay("van", TUE, "08:00", "dep", Halt("a", 120), "dep"))
    draft.change("services", A, days=(TUE, WED))


@breaks("V305 vehicle van, wed, a: open for 1 h 50 min, must be 2 h 00 min (-10 min).")
def opening_cut(draft: Draft) -> None:
    draft.duties[VAN_WED] = lay("van", WED, "08:00", "dep", Halt("a", 110), "dep")


@breaks("V306 inn: visits without a service 1, must be 0.")
def visit_nobody_knows_of(draft: Draft) -> None:
    halts = (Halt("inn", 60), Halt("d", 60, after=45, kind="driving"))
    draft.duties[BUS_TUE] = lay("bus", TUE, "08:40", "inn", *halts, "dep")


@breaks("V307 inn: visits per cycle 0, must be 1, as its service says.")
def service_nobody_performs(draft: Draft) -> None:
    draft.services.append(Service("inn", 1, 3600, (), 52, 0.0))
    draft.unserved = [entry for entry in draft.unserved if entry.place != "inn"]


@breaks("V308 a: days of the service mon tue, must be mon wed, as in the duties.")
def service_names_another_day(draft: Draft) -> None:
    draft.change("services", A, days=(MON, TUE))


@breaks("V309 c: visit on mon, not on mon, fri.")
def visit_on_a_forbidden_day(draft: Draft) -> None:
    draft.data["forbidden_days"] = ({"place": "c", "weekdays": ("mon", "fri")},)


@breaks("V324 c: visit on mon, only on tue, wed.")
def visit_on_a_day_not_allowed(draft: Draft) -> None:
    draft.data["allowed_days"] = ({"place": "c", "weekdays": ("tue", "wed")},)


@breaks("V310 inn: promised stop not served, must be served.")
def promise_forgotten(draft: Draft) -> None:
    draft.data["promises"] = ({"place": "inn"},)


@breaks("V311 b: promised stop gets 1 x 1 h 00 min, at least 2 x 0 h 00 min.")
def promise_of_more_visits(draft: Draft) -> None:
    draft.data["promises"] = ({"place": "b", "min_visits": 2},)


@breaks("V311 b: promised stop gets 1 x 1 h 00 min, at least 1 x 1 h 30 min.")
def promise_of_longer_opening(draft: Draft) -> None:
    draft.data["promises"] = ({"place": "b", "min_opening_min": 90},)


@breaks("V312 b, week 1 wed: locked visit missing, must take place.")
def lock_on_another_day(draft: Draft) -> None:
    draft.data["locks"] = ({"place": "b", "weekday": "wed"},)


@breaks("V313 a, week 1 wed: locked visit made by van, must be made by bus.")
def lock_of_another_vehicle(draft: Draft) -> None:
    draft.data["locks"] = ({"place": "a", "weekday": "wed", "vehicle": "bus"},)


@breaks("V314 municipality Alfa: visits per cycle 3, at least 4.")
def floor_of_more_visits(draft: Draft) -> None:
    draft.data["floors"] = ({"municipality": "Alfa", "min_visits": 4},)


@breaks("V315 municipality Beta: met visits 4.5, at least 4.95, 0.4 of the unmet need.")
def neighbours_forgotten(draft: Draft) -> None:
    draft.access.pop()
    draft.change("services", D, met_visits=1.125)


@breaks("V316 a, wed: duties that visit it 2, at most 1 a day.")
def two_vehicles_at_one_stop(draft: Draft) -> None:
    draft.duties[VAN_MON] = van_mon(without_a=True)
    draft.duties.append(lay("bus", WED, "08:00", "dep", Halt("a", 120), "dep"))
    draft.change("services", A, days=(WED,))


@breaks("V317 hut: place without a stop not listed as unserved, must be listed.")
def village_left_out_of_the_list(draft: Draft) -> None:
    draft.unserved = [entry for entry in draft.unserved if entry.place != "hut"]


@breaks("V318 hut: listed as unserved 2 times, must be once.")
def village_listed_twice(draft: Draft) -> None:
    draft.unserved.append(Unserved("hut", "not_worth", "", 0.0))


@breaks("V319 a: listed as unserved yet served, must not be listed.")
def served_village_called_unserved(draft: Draft) -> None:
    draft.unserved.append(Unserved("a", "no_time", "", 0.0))


@breaks("V319 nowhere: listed as unserved yet unknown, must be a place of the scenario.")
def unknown_village_called_unserved(draft: Draft) -> None:
    draft.unserved.append(Unserved("nowhere", "no_time", "", 0.0))


@breaks("V320 b: services 2, at most 1.")
def two_services_at_one_stop(draft: Draft) -> None:
    draft.services.append(draft.services[B])


@breaks("V321 b: recorded residents 105, are 104.")
def residents_misrecorded(draft: Draft) -> None:
    draft.change("services", B, residents=105)


# --- V2 and V3, a cycle of two weeks


@breaks("V203 vehicle bus, week 1 fri: ends at inn, must be dep, its depot, before a day off.")
def weekend_away(draft: Draft) -> None:
    set_bus_crew(draft, max_nights_per_week=2)
    draft.repeat()
    draft.duties.insert(BUS_NEXT_MON, lay("bus", FRI, "08:00", "dep", "inn"))


@breaks("V309 c: visit on week 2 mon, not on mon, tue of week 2.")
def visit_on_a_day_forbidden_in_one_week(draft: Draft) -> None:
    draft.repeat()
    forbidden = {"place": "c", "weekdays": ("mon", "tue"), "weeks": (1,)}
    draft.data["forbidden_days"] = (forbidden,)


@breaks("V312 b, week 2 wed: locked visit missing, must take place.")
def lock_in_the_second_week(draft: Draft) -> None:
    draft.repeat()
    draft.data["locks"] = ({"place": "b", "week": 1, "weekday": "wed"},)


@breaks("V322 b: visits in week 1, must be every week.")
def both_visits_in_one_week(draft: Draft) -> None:
    draft.repeat()
    draft.duties[VAN_NEXT_MON] = lay("van", NEXT_MON, "07:40", "dep", Halt("a", 120), "dep")
    both = (Halt("a", 120), Halt("b", 60, before=30))
    draft.duties[VAN_WED] = lay("van", WED, "07:40", "dep", *both, "dep")
    draft.change("services", B, days=(MON, WED))


@breaks("V323 b: weekdays in week 2 wed, must be mon, as in week 1.")
def another_weekday_in_the_second_week(draft: Draft) -> None:
    draft.repeat()
    draft.duties[VAN_NEXT_MON] = lay("van", NEXT_MON, "07:40", "dep", Halt("a", 120), "dep")
    both = (Halt("a", 120), Halt("b", 60, before=30))
    draft.duties[VAN_NEXT_WED] = lay("van", NEXT_WED, "07:40", "dep", *both, "dep")
    draft.change("services", B, days=(MON, NEXT_WED))


@breaks("V323 a: weekdays in week 2 mon fri, must be mon wed, as in week 1.")
def one_of_two_weekdays_moved(draft: Draft) -> None:
    draft.repeat()
    draft.duties[VAN_NEXT_WED] = replace(draft.duties[VAN_NEXT_WED], day=NEXT_FRI)
    draft.change("services", A, days=(MON, WED, NEXT_MON, NEXT_FRI))


def set_half_days(draft: Draft, place: int, half: HalfDay) -> None:
    """Let a stop of one visit of an hour keep to a half of the day."""
    small = draft.data["stops"]["level_classes"][0]
    small["levels"] += ({"opening_min": 60, "half_day": True},)
    draft.change("services", place, half_day=half)


@breaks(
    "V330 vehicle van, mon, b: closes at 13:40, not after 12:00, as always in the morning "
    "(+100 min)."
)
def morning_stop_open_in_the_afternoon(draft: Draft) -> None:
    set_half_days(draft, B, HalfDay.MORNING)


@breaks(
    "V330 vehicle bus, tue, d: opens at 09:08, not before 12:00, as always in the afternoon "
    "(-172 min)."
)
def afternoon_stop_open_in_the_morning(draft: Draft) -> None:
    set_half_days(draft, D, HalfDay.AFTERNOON)


@breaks("V302 b: level 1 x 1 h 00 min in one half of the day, must be one of: 1 x 1 h 00 min.")
def half_day_that_no_level_has(draft: Draft) -> None:
    draft.change("services", B, half_day=HalfDay.AFTERNOON)


def close_roads(draft: Draft, *ends: tuple[str, str]) -> None:
    """Close some roads all the time."""
    shares = dict.fromkeys(("european", "national", "county", "local"), 1.0)
    speeds = {"summer": shares, "winter": shares}
    network = {"provider": "road_graph", "roads": "roads.csv"}
    draft.data["network"] = network | {"mobile_speed": speeds, "resident_speed": speeds}
    draft.data["closed_roads"] = tuple({"road_from": a, "road_to": b} for a, b in ends)


@breaks("V331 vehicle bus, tue: drive inn to d, d to dep, must have a way open to the vehicle.")
def all_roads_to_a_stop_closed(draft: Draft) -> None:
    close_roads(draft, ("inn", "d"), ("d", "dep"))


@breaks("V332 a: promised stop gets 2 x 2 h 00 min, exactly 1 x 2 h 00 min.")
def more_visits_than_promised_exactly(draft: Draft) -> None:
    draft.data["promises"] = ({"place": "a", "min_visits": 1, "exactly": True},)


@breaks("V332 a: promised stop gets 2 x 2 h 00 min, exactly 2 x 1 h 00 min.")
def longer_visits_than_promised_exactly(draft: Draft) -> None:
    promise = {"place": "a", "min_visits": 2, "min_opening_min": 60, "exactly": True}
    draft.data["promises"] = (promise,)


# --- V4, values


@breaks("V401 residents of b at b: share 1.2, must lie between 0 and 1.")
def share_above_one(draft: Draft) -> None:
    draft.change("access", B, share=1.2, met_visits=1.8)
    draft.change("services", B, met_visits=1.8)


@breaks("V401 residents of b at b: share -0.2, must lie between 0 and 1.")
def share_below_zero(draft: Draft) -> None:
    draft.change("access", B, share=-0.2, met_visits=-0.3)
    draft.change("services", B, met_visits=-0.3)


@breaks("V402 b: sum of shares 1.5, at most 1.")
def residents_counted_twice(draft: Draft) -> None:
    draft.access.append(AccessShare("b", "a", 0.5, 0.0, 90 * 60))


@breaks("V403 residents of dep at hut: stop not served, must be served.")
def residents_at_a_closed_door(draft: Draft) -> None:
    draft.access.append(AccessShare("dep", "hut", 0.5, 0.0, 90 * 60))


@breaks("V404 residents of b at b: met visits 1.6, are 1.5.")
def met_visits_of_a_share_misrecorded(draft: Draft) -> None:
    draft.change("access", B, met_visits=1.6)
    draft.objective_sek = GOOD_OBJECTIVE_SEK


@breaks("V405 c: visitors per cycle 3.375, at most 3.")
def crowd_at_the_door(draft: Draft) -> None:
    set_bus_crew(draft, visitors_per_hour=3.0)


@breaks("V406 b: recorded met visits 1.6, are 1.5.")
def met_visits_of_a_service_misrecorded(draft: Draft) -> None:
    draft.change("services", B, met_visits=1.6)


@breaks("V407 plan: cost 27325.00 SEK, at most 27000.00 SEK (+325.00 SEK).")
def budget_cut(draft: Draft) -> None:
    draft.data["objective"] = {"budget_sek": 27_000.0}


@breaks("V408 plan: claimed objective 10800.02 SEK, is 10800.00 SEK.")
def objective_overstated(draft: Draft) -> None:
    draft.objective_sek = GOOD_OBJECTIVE_SEK + 0.02


@breaks("V409 plan: claimed bound 10700.00 SEK, must not lie below the objective, 10800.00 SEK.")
def bound_below_the_objective(draft: Draft) -> None:
    draft.bound_sek = 10_700


@breaks("V410 residents of inn at d: travel time 0 h 29 min, is 0 h 30 min.")
def travel_time_misrecorded(draft: Draft) -> None:
    draft.change("access", 4, travel_s=29 * 60)


@breaks("V411 residents of b at b, 1 visits per cycle: benefit in the solver 1.6, is 1.5.")
def solver_counted_too_much(draft: Draft) -> None:
    draft.benefit["b", "b", 1, 3600] = 1.6


@breaks("V411 residents of b at b, 1 visits per cycle: benefit in the solver 0, is 1.5.")
def solver_counted_nothing(draft: Draft) -> None:
    del draft.benefit["b", "b", 1, 3600]


@breaks("V412 residents of b at b: shares 2, at most 1.")
def share_split_in_two(draft: Draft) -> None:
    half = replace(draft.access[B], share=0.5, met_visits=0.75)
    draft.access[B : B + 1] = [half, half]


@breaks("V413 access: place nowhere, must be a place of the scenario.")
def residents_from_nowhere(draft: Draft) -> None:
    draft.access.append(AccessShare("nowhere", "b", 0.5, 0.0, 0))


@breaks("V414 b: new office opens, is no candidate of the scenario.")
def office_without_a_wish(draft: Draft) -> None:
    draft.open_office()
    draft.offices.append(NewOffice("b", 0.0, 0.0))


@breaks("V415 office hut: cost 900.00 SEK, is 1000.00 SEK.")
def office_made_cheaper(draft: Draft) -> None:
    draft.open_office()
    draft.change("offices", 0, cost_sek=900.0)
    draft.objective_sek = GOOD_OBJECTIVE_SEK + 2_250 - 1_000


@breaks("V416 office hut: recorded met visits 2, are 1.125.")
def met_visits_of_an_office_misrecorded(draft: Draft) -> None:
    draft.open_office()
    draft.change("offices", 0, met_visits=2.0)


@breaks("V417 vehicle bus: fixed cost 0.00 SEK, is 1000.00 SEK.")
def vehicle_for_nothing(draft: Draft) -> None:
    draft.pay_for_vehicles()
    del draft.vehicle_costs[0]
    draft.objective_sek = GOOD_OBJECTIVE_SEK - 1_500


@breaks("V418 earlier goal 1, least_cost: reaches -27325.00 SEK, at least -27270.00 SEK.")
def earlier_goal_given_up(draft: Draft) -> None:
    draft.data["objective"] = {
        "kind": "least_cost",
        "then": ({"kind": "value_minus_cost", "give_up_pct": 1},),
    }
    draft.earlier = [Reached(Goal.LEAST_COST, -27_000.0, None)]


@breaks("V418 plan: earlier goals least_cost, must be the first of most_benefit, value_minus_cost.")
def earlier_goal_made_up(draft: Draft) -> None:
    draft.data["objective"] = {"kind": "most_benefit", "then": ({"kind": "value_minus_cost"},)}
    draft.earlier = [Reached(Goal.LEAST_COST, -30_000.0, None)]


@breaks("V419 residents of hut at hut: new office does not open, must open.")
def residents_at_an_office_that_stays_closed(draft: Draft) -> None:
    draft.open_office()
    draft.offices.clear()


@breaks("V325 municipality Beta: covered residents 260, at least 286, 1 of all.")
def too_few_covered(draft: Draft) -> None:
    draft.data["coverage"] = {"within_min": 30, "every_weeks": 1}
    draft.data["floors"] = ({"municipality": "Beta", "min_covered_share": 1},)


@breaks("V326 worst-off 15 % of residents: met need 6, at least 7.2, 0.6 of their need.")
def worst_off_forgotten(draft: Draft) -> None:
    draft.data["fairness"] = {"worst_off": {"share_of_residents": 0.15, "min_access": 0.6}}


@breaks("V314 the region: visits per cycle 5, at least 6.")
def too_few_visits_in_the_region(draft: Draft) -> None:
    draft.data["floors"] = ({"municipality": "all", "min_visits": 6},)


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_broken_plan_gives_exactly_the_violation_it_caused(name: str) -> None:
    """One thing broken gives one violation, with the rule's code and words."""
    change, line = MUTATIONS[name]
    draft = Draft()
    change(draft)
    assert draft.judge().text.splitlines() == [line]


def test_the_good_plan_breaks_nothing() -> None:
    """The plan that all mutations start from keeps every rule."""
    assert Draft().judge().text == "The plan keeps every rule."


def test_the_good_plan_with_an_office_and_fixed_costs_breaks_nothing() -> None:
    """A new office and vehicles that cost something are part of the sums."""
    draft = Draft()
    draft.open_office()
    draft.pay_for_vehicles()
    draft.objective_sek = GOOD_OBJECTIVE_SEK + 2_250 - 1_000 - 1_500
    assert draft.judge().text == "The plan keeps every rule."


@pytest.mark.parametrize(
    ("kind", "objective_sek"),
    [("value_minus_cost", 10_800), ("most_benefit", 38_125), ("least_cost", -27_325)],
)
def test_the_good_plan_is_worth_what_its_goal_counts(kind: str, objective_sek: float) -> None:
    """Value minus cost, the value alone, or minus the cost: 38 125 and 27 325 SEK."""
    draft = Draft()
    draft.data["objective"] = {"kind": kind}
    draft.objective_sek = objective_sek
    assert draft.judge().text == "The plan keeps every rule."


def test_evened_visits_count_as_atkinson_says() -> None:
    """With aversion 0.5, visits count need x (sqrt(access after) - sqrt(access before)).

    Of a's need of 15 the office meets 2.5 and all is met with the stop: 15 (1 - sqrt(1/6)); of the
    3, 6.75 and 2.25 of b, c and d half is met: 12 sqrt(0.5); of inn's 2.25 a quarter.
    """
    draft = Draft()
    draft.data["fairness"] = {"inequality_aversion": 0.5}
    counted = 15 * (1 - (1 / 6) ** 0.5) + 12 * 0.5**0.5 + 2.25 * 0.25**0.5
    draft.objective_sek = 2_000 * counted - 27_325
    draft.bound_sek = 100_000
    assert draft.judge().text == "The plan keeps every rule."


def test_every_rule_has_a_mutation() -> None:
    """A code that no mutation causes is no rule."""
    assert {line.split()[0] for _, line in MUTATIONS.values()} == set(ALL_CODES)
