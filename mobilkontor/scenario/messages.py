"""Own the texts of the E1 family: what is wrong with a scenario, and what to do about it.

Each function is one code; codes are never reused. Every value from a file passes through `shown`,
so that a text stays one line and carries no control characters to a terminal.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple

from mobilkontor.core.plan import PLAN_FORMAT

__all__ = ["Message", "listed", "nearest", "shown"]

MAX_SHOWN_CHARACTERS = 80


class Message(NamedTuple):
    """A stable code and the text of one problem."""

    code: str
    text: str


def shown(found: object) -> str:
    """Return a value as a message shows it: quoted if text, short, in one line."""
    if found is None:
        return "empty"
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, list | tuple):
        return "a list"
    if isinstance(found, dict):
        return "a mapping of keys"
    text = f"{found:.12g}" if isinstance(found, float) else str(found)
    if len(text) > MAX_SHOWN_CHARACTERS:
        text = text[:MAX_SHOWN_CHARACTERS] + "..."
    text = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return f'"{text}"' if isinstance(found, str) else text


def listed(names: Iterable[str]) -> str:
    """Return names as a list in a sentence, cut after ten."""
    every = list(names)
    first = [shown(name).strip('"') for name in every[:10]]
    more = f" and {len(every) - 10} more" if len(every) > 10 else ""
    return ", ".join(first) + more


def nearest(found: str, known: Iterable[str]) -> str | None:
    """Return the known name most like the one found, or None if none is like it."""
    by_folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(found.casefold()[:200], by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def _did_you_mean(found: str, known: Iterable[str], otherwise: str) -> str:
    near = nearest(found, known)
    return f"Did you mean {shown(near).strip(chr(34))}?" if near else otherwise


# ---- keys and values of the scenario file -------------------------------------------------------


def missing_key(key: str, meaning: str) -> Message:
    """Tell that a key is not there."""
    return Message("E101", f"{key} is missing. Add it: {meaning}.")


def wrong_type(key: str, found: object, expected: str) -> Message:
    """Tell that a value has the wrong type."""
    return Message("E102", f"{key} is {shown(found)}; it must be {expected}.")


def not_a_choice(key: str, found: object, choices: Iterable[str]) -> Message:
    """Tell that a value is none of the choices."""
    choices = list(choices)
    if len(choices) == 1:
        return Message("E103", f"{key} is {shown(found)}; it must be {choices[0]}.")
    near = nearest(found, choices) if isinstance(found, str) else None
    hint = f" Did you mean {near}?" if near else ""
    return Message("E103", f"{key} is {shown(found)}; it must be one of {listed(choices)}.{hint}")


def out_of_limits(key: str, found: object, unit: str, limits: str, meaning: str) -> Message:
    """Tell that a number is out of its limits."""
    amount = f"{shown(found)} {unit}".rstrip()
    return Message("E104", f"{key} is {amount}; it must be {limits}. The key means: {meaning}.")


def wrong_form(key: str, found: object, expected: str) -> Message:
    """Tell that a text is not written as it should be."""
    return Message("E105", f"{key} is {shown(found)}; {expected}.")


def too_few_items(key: str, meaning: str) -> Message:
    """Tell that a list is empty."""
    return Message("E106", f"{key} is an empty list; it needs at least one entry: {meaning}.")


def unknown_key(key: str, name: str, known: Iterable[str]) -> Message:
    """Tell that a key is not known."""
    known = list(known)
    hint = _did_you_mean(name, known, f"The keys here are {listed(known)}.")
    return Message("E107", f"{key} is not a key of the scenario language. {hint}")


def duplicate_key(key: str, first_line: int) -> Message:
    """Tell that a key is given twice."""
    return Message("E108", f"{key} is given twice, first in line {first_line}. Remove one of them.")


def not_finite(key: str, found: str) -> Message:
    """Tell that a number is infinite, none at all, or endless."""
    return Message(
        "E109", f"{key} is {shown(found)}; it must be a number of at most 300 digits. Correct it."
    )


# ---- names that refer to something --------------------------------------------------------------


def unknown_municipality(key: str, found: str, known: Iterable[str]) -> Message:
    """Tell that a municipality is not known."""
    hint = _did_you_mean(found, known, "Use a name of the municipalities table, or add a row.")
    return Message("E120", f"{key} is {shown(found)}, which is not a municipality. {hint}")


def unknown_crew(key: str, found: str, known: Iterable[str]) -> Message:
    """Tell that a crew is not known."""
    known = list(known)
    hint = _did_you_mean(found, known, f"The crews are {listed(known)}.")
    return Message("E121", f"{key} is {shown(found)}, which is not a crew. {hint}")


def unknown_rule_pack(key: str, found: str, known: Iterable[str]) -> Message:
    """Tell that a rule pack is not known."""
    known = list(known)
    hint = _did_you_mean(found, known, f"The packs are {listed(known)}.")
    return Message("E122", f"{key} is {shown(found)}, which is not a rule pack. {hint}")


def unknown_place(key: str, found: str, id_by_name: dict[str, str], ids: Iterable[str]) -> Message:
    """Tell that a place is not known; its name leads to its id."""
    near = id_by_name.get(found.casefold()) or nearest(found, ids)
    hint = f"Did you mean {near}?" if near else "Use an id of the places table, or add a row."
    return Message("E123", f"{key} is {shown(found)}, which is not a place. {hint}")


def unknown_vehicle(key: str, found: str, known: Iterable[str]) -> Message:
    """Tell that a vehicle is not known."""
    known = list(known)
    hint = _did_you_mean(found, known, f"The vehicles are {listed(known)}.")
    return Message("E124", f"{key} is {shown(found)}, which is not a vehicle. {hint}")


def duplicate_id(key: str, found: str, first_key: str) -> Message:
    """Tell that two things share a name."""
    return Message("E125", f"{key} is {shown(found)}, as is {first_key}. Give each its own.")


def depot_not_listed(key: str, found: str, known: Iterable[str]) -> Message:
    """Tell that a vehicle's depot is no depot of the scenario."""
    known = list(known)
    return Message(
        "E126",
        f"{key} is {shown(found)}, which is not under depots ({listed(known)}). Add it there, or "
        "choose one of them.",
    )


def switch_without_office(key: str, found: str, missing: str) -> Message:
    """Tell that a switch changes an office without a row."""
    return Message(
        "E127",
        f"{key} is {shown(found)}, which has no row in the offices table. Add a row, or give "
        f"{missing} here.",
    )


# ---- keys that contradict each other ------------------------------------------------------------


def inverted(low_key: str, low: object, high_key: str, high: object) -> Message:
    """Tell that a lower edge is not below the upper one."""
    return Message(
        "E130",
        f"{low_key} is {shown(low)} and {high_key} is {shown(high)}; the first must be below the "
        "second. Swap or correct them.",
    )


def window_inverted(start_key: str, start: str, end_key: str, end: str) -> Message:
    """Tell that a time window has no length."""
    return Message(
        "E131",
        f"{start_key} is {shown(start)} and {end_key} is {shown(end)}; the first must be earlier. "
        "Correct one of them.",
    )


def curve_not_increasing(key: str, found: float, before: float) -> Message:
    """Tell that a curve's points are out of order."""
    return Message(
        "E132",
        f"{key} is {found:g} after {before:g}; points must stand in increasing order of `at`. "
        "Sort them.",
    )


def no_level_for_promise(key: str, place: str, wanted: str, offered: str) -> Message:
    """Tell that no level keeps a promise."""
    return Message(
        "E133",
        f"{key} promises {shown(place)} {wanted}, but its levels allow {offered}. Lower the "
        "promise, or add a level to its class in stops.level_classes.",
    )


def lock_on_day_off(key: str, weekday: str, working: Iterable[str]) -> Message:
    """Tell that a lock is on no working day."""
    return Message(
        "E134",
        f"{key} locks a visit on {weekday}, which is not a working day ({listed(working)}). "
        "Choose another day, or add it to cycle.weekdays.",
    )


def lock_on_closed_day(key: str, week: int, weekday: str) -> Message:
    """Tell that a lock is on a closed day."""
    return Message(
        "E135",
        f"{key} locks a visit on {weekday} of week {week}, which cycle.closed_days closes. Choose "
        "another day, or open it.",
    )


def lock_on_forbidden_day(key: str, place: str, weekday: str, forbidden_key: str) -> Message:
    """Tell that a lock is on a forbidden day."""
    return Message(
        "E136",
        f"{key} locks a visit to {shown(place)} on {weekday}, which {forbidden_key} forbids. "
        "Remove one of them.",
    )


def week_outside_cycle(key: str, week: int, weeks: int) -> Message:
    """Tell that a week is not in the cycle."""
    has = "1 week" if weeks == 1 else f"{weeks} weeks"
    give = {1: "0", 2: "0 or 1"}.get(weeks, f"0 to {weeks - 1}")
    return Message("E137", f"{key} is {week}; the cycle has {has}, counted from 0. Give {give}.")


def wanted_but_excluded(key: str, place: str, why: str) -> Message:
    """Tell that a place must have a stop and may not."""
    return Message(
        "E138",
        f"{key} is {shown(place)}, which gets no stop: {why}. Change that, or take the place out "
        "here.",
    )


def too_many_visits(key: str, visits: int, min_gap_days: int, room: int) -> Message:
    """Tell that a level's visits do not fit into a week."""
    asked = "1 visit" if visits == 1 else f"{visits} visits"
    apart = f", at least {min_gap_days} days apart," if min_gap_days > 1 else ""
    return Message(
        "E139",
        f"{key} asks {asked} in a week{apart} on weekdays open in every week of a visit, but "
        f"there is room for {room}. Lower visits_per_cycle or min_gap_days, or take a day out of "
        "cycle.closed_days.",
    )


def classes_not_increasing(key: str, found: int, before: int) -> Message:
    """Tell that level classes are out of order."""
    return Message(
        "E140",
        f"{key} is {found} after {before}; classes must stand in increasing order of "
        "min_residents. Sort them.",
    )


def opening_too_long(key: str, opening_min: int, window_min: int) -> Message:
    """Tell that an opening is longer than the opening hours."""
    return Message(
        "E141",
        f"{key} is {opening_min} min, but stops.open_from to stops.open_to is {window_min} min. "
        "Shorten it, or widen the hours.",
    )


def no_working_day() -> Message:
    """Tell that every day is closed."""
    return Message(
        "E142", "cycle.closed_days closes every day of cycle.weekdays. Leave at least one open."
    )


def half_rule(key: str, given: str, missing: str) -> Message:
    """Tell that half of a rule is missing."""
    return Message("E143", f"{key} gives {given} but not {missing}. Give both, or neither.")


def locks_clash(key: str, other_key: str) -> Message:
    """Tell that two vehicles are locked to one visit."""
    return Message(
        "E144",
        f"{key} and {other_key} lock the same place on the same day for two vehicles. Remove one.",
    )


def locks_more_than_levels(key: str, place: str, locks: int, most: int) -> Message:
    """Tell that a place has more locks than visits."""
    return Message(
        "E145",
        f"{key} is lock number {locks} of {shown(place)}, but no level of it has more visits "
        f"than {most} per cycle. Remove a lock, or add a level with more visits.",
    )


def visits_not_even(key: str, visits: int, weeks: int, fewer: int, more: int) -> Message:
    """Tell that a level's visits cannot be evenly spaced over the weeks of the cycle."""
    return Message(
        "E146",
        f"{key} is {visits}; evenly spaced visits in a cycle of {weeks} weeks are a number that "
        f"divides {weeks} or a multiple of it. Give {fewer} or {more}.",
    )


def lock_outside_allowed_days(
    key: str, place: str, weekday: str, allowed_key: str, allowed: Iterable[str]
) -> Message:
    """Tell that a lock is on a weekday that its place is not visited on."""
    return Message(
        "E147",
        f"{key} locks a visit to {shown(place)} on {weekday}, but {allowed_key} allows only "
        f"{listed(allowed)}. Choose another day, or add it there.",
    )


def allowed_on_days_off(
    key: str, place: str, allowed: Iterable[str], working: Iterable[str]
) -> Message:
    """Tell that a place may be visited on days off only."""
    return Message(
        "E148",
        f"{key} allows {shown(place)} only {listed(allowed)}, and none of them is a working day "
        f"({listed(working)}). Choose other days, or add one to cycle.weekdays.",
    )


def half_day_too_long(key: str, opening_min: int, longest_min: int) -> Message:
    """Tell that an opening fits into neither half of the day."""
    return Message(
        "E110",
        f"{key} is {opening_min} min with half_day, but of stops.open_from to stops.midday and "
        f"stops.midday to stops.open_to the longer is {longest_min} min. Shorten it, or leave "
        "half_day out.",
    )


def no_such_road(key: str, start: str, end: str, joined: Iterable[str]) -> Message:
    """Tell that no road joins two ends."""
    return Message(
        "E111",
        f"{key} closes the road from {start} to {end}, but no road of the table joins them. "
        f"From {start} roads lead to {listed(joined)}; close each stretch on the way.",
    )


def closed_end_unknown(key: str, found: str, known: Iterable[str]) -> Message:
    """Tell that the end of a closed road is on no road."""
    hint = _did_you_mean(found, known, "Give the end of a road as in the roads table.")
    return Message("E112", f"{key} is {shown(found)}, which is the end of no road. {hint}")


def closed_without_roads(key: str, provider: str) -> Message:
    """Tell that travel times without roads cannot have one closed."""
    return Message(
        "E113",
        f"{key} closes a road, but network.provider is {provider}, which has no roads from place "
        "to place. Take it out, or use road_graph.",
    )


def not_a_plan(key: str, found: str, where: str) -> Message:
    """Tell that the plan to keep visits of is none."""
    return Message(
        "E114",
        f"{key} is {shown(found)}, which is not a plan file of format {PLAN_FORMAT}; {where} "
        "is not as there. Give a plan.json, or plan anew.",
    )


def kept_not_served(key: str, found: str, served: Iterable[str]) -> Message:
    """Tell that the earlier plan has no visits of a place."""
    served = list(served)
    hint = _did_you_mean(found, served, f"It serves {listed(served)}.")
    return Message("E115", f"{key} is {shown(found)}, which the plan does not serve. {hint}")


def kept_unknown(key: str, kind: str, found: str, known: Iterable[str]) -> Message:
    """Tell that the earlier plan names what the scenario does not have."""
    hint = _did_you_mean(found, known, "List the places to keep in keep_from.places without it.")
    return Message(
        "E116", f"{key} names {shown(found)}, which is not a {kind} of the scenario. {hint}"
    )


def kept_day_outside(key: str, place: str, week: int, weekday: str) -> Message:
    """Tell that the earlier plan has a visit on no working day."""
    return Message(
        "E117",
        f"{key} has a visit to {shown(place)} on {weekday} of week {week}, which is no working day "
        "of the cycle. Change the cycle, or leave the place out of keep_from.places.",
    )


def least_cost_of_nothing(key: str) -> Message:
    """Tell that the least cost is asked for while nothing is promised."""
    return Message(
        "E193",
        f"{key} is least_cost, but nothing is promised, so the cheapest plan stays at home. Add "
        "floors, promises or locks, or choose most_benefit or value_minus_cost.",
    )


def coverage_not_stated(key: str) -> Message:
    """Tell that a floor speaks of covered residents and nothing says who they are."""
    return Message(
        "E194",
        f"{key} is given, but coverage is not. Say with coverage.within_min when residents are "
        "covered, or take the key away.",
    )


def candidate_is_open(key: str, place: str) -> Message:
    """Tell that an office that may be opened is open."""
    return Message(
        "E195",
        f"{key} is {shown(place)}, which has an open fixed office. Close it with offices, or take "
        "the candidate away.",
    )


def rest_over_cycle_end(key: str, night_h: float, rest_h: float) -> Message:
    """Tell that the rest from the cycle's last day to its first is not planned."""
    return Message(
        "E196",
        f"{key} leaves {night_h:g} h between its latest end and its earliest start, less than "
        f"{rest_h:g} h of daily rest, and the cycle works on its last Sunday and its first Monday, "
        "between which rest is not planned. Narrow the crew's hours, or close one of these days.",
    )


def url_or_config(key: str, *, has_both: bool) -> Message:
    """Tell that Valhalla has no place to run, or two."""
    found = "both url and config" if has_both else "neither url nor config"
    return Message(
        "E197",
        f"{key} gives {found}. Give url for a Valhalla server, or config to run Valhalla in this "
        "process.",
    )


# ---- tables -------------------------------------------------------------------------------------


def missing_column(column: str, columns: Iterable[str]) -> Message:
    """Tell that a column is missing."""
    columns = list(columns)
    near = nearest(column, columns)
    hint = f"Rename {shown(near)}, or add it" if near else "Add it"
    return Message("E150", f"column {column} is missing; there are {listed(columns)}. {hint}.")


def not_a_number(column: str, found: str, expected: str) -> Message:
    """Tell that a cell is no number; a decimal comma gets its point."""
    hint = "Correct it."
    if found.count(",") == 1 and found.replace(",", "").lstrip("+-").isdigit():
        hint = f"Write {found.replace(',', '.')}, with a point."
    return Message("E151", f"{column} is {shown(found)}; it must be {expected}. {hint}")


def cell_out_of_limits(column: str, found: str, unit: str, limits: str) -> Message:
    """Tell that a cell is out of its limits."""
    amount = f"{shown(found).strip(chr(34))} {unit}".rstrip()
    return Message("E152", f"{column} is {amount}; it must be {limits}. Correct it.")


def empty_cell(column: str) -> Message:
    """Tell that a cell is empty."""
    return Message("E153", f"{column} is empty. Give a value, or remove the row.")


def cell_not_a_choice(column: str, found: str, choices: Iterable[str]) -> Message:
    """Tell that a cell is none of the choices."""
    choices = list(choices)
    hint = _did_you_mean(found, choices, "Correct it.")
    return Message("E154", f"{column} is {shown(found)}; it must be {' or '.join(choices)}. {hint}")


def duplicate_row(column: str, found: str, first_line: int) -> Message:
    """Tell that two rows share a key."""
    return Message(
        "E155",
        f"{column} is {shown(found)}, as in line {first_line}. Give each row its own, or remove "
        "one.",
    )


def outside_region(found_id: str, lat: float, lon: float, box: str, *, is_swapped: bool) -> Message:
    """Tell that a position is outside the region."""
    hint = "lat and lon look swapped: swap them." if is_swapped else "Correct it, or widen region."
    return Message(
        "E156", f"{shown(found_id)} lies at {lat:g}, {lon:g}; region allows {box}. {hint}"
    )


def wrong_delimiter(delimiter_name: str) -> Message:
    """Tell that columns are not separated by commas."""
    return Message(
        "E157",
        f"columns are separated by {delimiter_name}; they must be separated by commas. Save it as "
        "comma-separated CSV.",
    )


def wrong_cell_count(found: int, expected: int) -> Message:
    """Tell that a row has too many or too few cells."""
    return Message(
        "E158",
        f"the row has {found} cells; the header has {expected}. Add or remove cells; put quotes "
        "around text with commas.",
    )


def not_csv(reason: str) -> Message:
    """Tell that a table is not CSV from a line on."""
    return Message(
        "E159",
        f"the table cannot be read on from here: {reason}. Look for a quote that is not closed.",
    )


def no_rows() -> Message:
    """Tell that a table has no rows."""
    return Message("E160", "the table has a header but no rows. Add at least one.")


def duplicate_column(column: str) -> Message:
    """Tell that two columns share a name."""
    return Message("E161", f"column {shown(column)} stands twice in the header. Remove one.")


def unknown_road_end(column: str, found: str, known: Iterable[str]) -> Message:
    """Tell that a road ends nowhere."""
    hint = _did_you_mean(found, known, "Add it to one of the tables, or remove the row.")
    return Message("E162", f"{column} is {shown(found)}, which is no place and no junction. {hint}")


def road_to_itself(found: str) -> Message:
    """Tell that a road has one end."""
    return Message("E163", f"the road goes from {shown(found)} to itself. Remove or correct it.")


def place_off_network(place: str) -> Message:
    """Tell that a place has no road."""
    return Message(
        "E164", f"{shown(place)} is on no road. Add a road to it, or take the place out."
    )


def place_cut_off(place: str, others: int) -> Message:
    """Tell that a place's roads lead to few others."""
    return Message(
        "E165",
        f"{shown(place)} has roads, but none leads to the network of most places ({others} "
        "places). Add the missing road.",
    )


def table_text_too_long(column: str, length: int, most: int) -> Message:
    """Tell that a text is too long."""
    return Message("E166", f"{column} has {length} characters; at most {most} are allowed.")


def control_characters(column: str, found: str) -> Message:
    """Tell that a cell cannot be printed."""
    return Message(
        "E167", f"{column} is {shown(found)}, with characters that cannot be printed. Remove them."
    )


def junction_is_place(found: str) -> Message:
    """Tell that a junction has the id of a place."""
    return Message(
        "E168", f"id is {shown(found)}, which is the id of a place too. Rename the junction."
    )


# ---- files --------------------------------------------------------------------------------------


def _file_text(key: str | None, found: str) -> str:
    """Return how a message names a file: by the key that states it, or as the file itself."""
    return f"{key} is {shown(found)}, which" if key else "the file"


def no_such_file(key: str | None, found: str, known: Iterable[str]) -> Message:
    """Tell that a file does not exist."""
    hint = _did_you_mean(found, known, "Check the name.")
    return Message("E170", f"{_file_text(key, found)} does not exist. {hint}")


def not_a_file(key: str | None, found: str) -> Message:
    """Tell that a path leads to no file."""
    return Message("E171", f"{_file_text(key, found)} is not a file. Give the name of a file.")


def unreadable(key: str | None, found: str, reason: str) -> Message:
    """Tell that the system will not read a file."""
    return Message(
        "E172",
        f"{_file_text(key, found)} cannot be read: {reason}. Check its name and permissions.",
    )


def too_large(key: str | None, found: str, size_mb: float, most_mb: float) -> Message:
    """Tell that a file is too large."""
    return Message(
        "E173",
        f"{_file_text(key, found)} has {size_mb:,.0f} MB; at most {most_mb:g} MB are read. Check "
        "the name.",
    )


def outside_folder(key: str, found: str, folder: str) -> Message:
    """Tell that a path leads out of the scenario's folder."""
    return Message(
        "E174",
        f"{key} is {shown(found)}, outside the folder of the scenario ({folder}). Copy the file "
        "into it and give a relative path.",
    )


def empty_file() -> Message:
    """Tell that a file is empty."""
    return Message("E175", "the file is empty. Check the name, or fill it.")


def nul_bytes() -> Message:
    """Tell that a file is binary."""
    return Message(
        "E176", "the file holds NUL bytes, so it is not text. Check the name; save it as UTF-8."
    )


def is_utf16() -> Message:
    """Tell that a file is UTF-16."""
    return Message("E177", "the file is UTF-16. Save it as UTF-8.")


def not_utf8(byte: int, as_latin1: str) -> Message:
    """Tell that a file is not UTF-8, and how it reads as Latin-1."""
    return Message(
        "E178",
        f"byte 0x{byte:02x} is not UTF-8; read as Latin-1 (Windows) it is {shown(as_latin1)}. Save "
        "the file as UTF-8.",
    )


# ---- YAML ---------------------------------------------------------------------------------------


def not_yaml(reason: str, begin_line: int | None) -> Message:
    """Tell that a file is not YAML, and where the part begins."""
    begin = f", in what begins in line {begin_line}" if begin_line is not None else ""
    text = shown(reason)[1:-1]
    return Message("E180", f"this is not YAML: {text}{begin}. Correct the line.")


def tab_in_yaml() -> Message:
    """Tell that a tab stands for spaces."""
    return Message("E181", "a tab stands where YAML needs spaces. Replace it with spaces.")


def tag_in_yaml(key: str, tag: str) -> Message:
    """Tell that a value has a tag."""
    return Message("E182", f"{key} has the tag {shown(tag)}; tags are not read. Remove it.")


def too_many_values(most: int) -> Message:
    """Tell that aliases write out to too much."""
    return Message(
        "E183",
        f"the file holds more than {most:,} values when its aliases (*name) are written out. "
        "Remove aliases of aliases.",
    )


def alias_in_itself(key: str) -> Message:
    """Tell that an alias is part of itself."""
    return Message("E184", f"{key} is an alias of something it is part of. Write it out.")


def nested_too_deep() -> Message:
    """Tell that a file is nested too deep."""
    return Message("E185", "brackets or indents are nested too deep. Flatten the file.")


def not_a_mapping(found: object) -> Message:
    """Tell that a file holds no keys."""
    return Message(
        "E186", f"the file holds {shown(found)}; it must hold keys and values. Write `key: value`."
    )


def key_not_text(key: str, found: object) -> Message:
    """Tell that a key is no name."""
    where = f" in {key}" if key else ""
    return Message("E187", f"a key{where} is {shown(found)}; keys are names. Rename or quote it.")


def extends_cycle(chain: Iterable[str]) -> Message:
    """Tell that files extend each other in a circle."""
    return Message("E188", f"extends goes in a circle: {' > '.join(chain)}. Remove one of them.")


def extends_too_long(most: int) -> Message:
    """Tell that too many files extend each other."""
    return Message("E189", f"more than {most} files extend each other. Merge some of them.")


def merge_key(key: str) -> Message:
    """Tell that a merge key is used."""
    return Message("E190", f"{key} is a merge key, which is not read. Write the keys out.")


def unprintable_text(key: str, found: str) -> Message:
    """Tell that a text cannot be printed."""
    return Message(
        "E191", f"{key} is {shown(found)}, with characters that cannot be printed. Remove them."
    )
