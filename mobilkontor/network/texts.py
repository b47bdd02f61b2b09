"""Own the texts of the errors of the network, codes E201 to E229; codes are never reused."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from difflib import get_close_matches

__all__ = [
    "MAX_NAMES",
    "bad_cell",
    "cut_off",
    "list_names",
    "missing_columns",
    "missing_pairs",
    "no_road_file",
    "no_such_road",
    "not_between",
    "not_near",
    "not_readable",
    "off_road",
    "out_of_range",
    "pair_twice",
    "place_twice",
    "road_user",
    "too_large",
    "unknown_place",
    "unreachable",
    "way_to_itself",
    "wrong_arrays",
    "wrong_shape",
]

MAX_NAMES = 10


def list_names(names: Sequence[str]) -> str:
    """Return the first names of a list, and how many more there are."""
    shown = ", ".join(names[:MAX_NAMES])
    rest = len(names) - MAX_NAMES
    return f"{shown} and {rest} more" if rest > 0 else shown


def unreachable(places: Sequence[str]) -> str:
    """Return the text for places that no road joins to the rest."""
    return (
        f"E201 roads: no road leads from most places to {list_names(places)}. Add the missing "
        "roads, give their class a speed above 0, or take the places out of the places table."
    )


def missing_pairs(file: str, pairs: Sequence[str], total: int) -> str:
    """Return the text for pairs without travel time; ``total`` is the number of pairs needed."""
    return (
        f"E212 {file}: no travel time for {len(pairs)} of {total} pairs: {list_names(pairs)}. "
        "Add the pairs, or take the places out of the scenario."
    )


def unknown_place(where: str, found: str, known: Sequence[str]) -> str:
    """Return the text for an id that is no place of the scenario."""
    return (
        f"E213 {where}: {found!r} is not a place of the scenario.{_nearest(found, known)} "
        "Correct the id, or leave the place out."
    )


def bad_cell(where: str, column: str, found: str) -> str:
    """Return the text for a cell that should hold a number."""
    return (
        f"E214 {where}: {column} is {found!r}; write a number with a decimal point, such as 12.5."
    )


def out_of_range(where: str, column: str, found: object, limit: float) -> str:
    """Return the text for a number below 0 or absurdly large."""
    return f"E215 {where}: {column} is {found}; it must be between 0 and {limit:,.0f}. Correct it."


def pair_twice(where: str, pair: str, first_line: int) -> str:
    """Return the text for a pair that stands in the table twice."""
    return f"E216 {where}: {pair} stands in line {first_line} already. Keep one of the two."


def place_twice(file: str, places: Sequence[str]) -> str:
    """Return the text for ids that an array holds more than once."""
    return f"E223 {file}: place_ids holds {list_names(places)} more than once. Keep one of each."


def way_to_itself(where: str, place: str) -> str:
    """Return the text for a way from a place to itself that is not 0."""
    return f"E217 {where}: the way from {place} to itself is not 0. Write 0, or leave it out."


def missing_columns(file: str, missing: Sequence[str], found: Sequence[str]) -> str:
    """Return the text for a table without the columns that it needs."""
    return (
        f"E218 {file}:1: no column {', '.join(missing)}; found {', '.join(found) or 'none'}. "
        "The first line must be from,to,time_min,distance_km."
    )


def not_readable(file: str, reason: str) -> str:
    """Return the text for a file that cannot be read at all."""
    return f"E219 {file}: {reason}. Give a CSV table in UTF-8, or an NPZ file made by numpy.savez."


def wrong_arrays(file: str, missing: Sequence[str], found: Sequence[str]) -> str:
    """Return the text for an NPZ file without the arrays that it needs."""
    return (
        f"E220 {file}: no array {', '.join(missing)}; found {', '.join(found) or 'none'}. "
        "It must hold place_ids, time_s and distance_m."
    )


def wrong_shape(file: str, array: str, found: str, expected: str) -> str:
    """Return the text for an array of another shape or type than expected."""
    return f"E221 {file}: {array} is {found}; expected {expected}. Write the array anew."


def road_user(weight_kg: int, height_cm: int, date: datetime.date) -> tuple[str, str]:
    """Return who drives, and the day that decides which roads are open to them."""
    vehicle = f"a vehicle of {weight_kg / 1000:g} t" if weight_kg else "a car"
    tall = f" and {height_cm / 100:g} m" if height_cm else ""
    return f"{vehicle}{tall}", f"{date:%d %B}"


def off_road(source: str, places: Sequence[str], max_snap_m: float, user: tuple[str, str]) -> str:
    """Return the text for places that lie too far from any road that may be taken."""
    who, when = user
    return (
        f"E225 {source}: no road within {max_snap_m / 1000:g} km of {list_names(places)} that "
        f"{who} may take on {when}. Correct their positions, raise network.max_snap_km, choose a "
        "lighter vehicle or another network.date, or build roads with a larger --bbox."
    )


def cut_off(
    source: str, places: Sequence[str], user: tuple[str, str], *, is_unpaved_limited: bool
) -> str:
    """Return the text for places from which one cannot drive to most others and back."""
    who, when = user
    softer = "raise network.unpaved_max_weight_t, " if is_unpaved_limited else ""
    return (
        f"E226 {source}: {who} cannot drive between most places and {list_names(places)} on "
        f"{when}. Choose a lighter vehicle or another network.date, {softer}or take the places out "
        "of the places table."
    )


def no_such_road(source: str, number: str, known: Sequence[str]) -> str:
    """Return the text for a closed road whose number no road has."""
    hint = _nearest(number, known) or f" Its roads are {list_names(known)}." if known else ""
    return (
        f"E227 {source}: closed_roads closes road {number}, but no road has that number.{hint} "
        "Correct the number, or build roads with a larger --bbox."
    )


def not_near(source: str, number: str, place: str, within_m: float, nearest_m: float) -> str:
    """Return the text for a closed road that does not come near a place."""
    return (
        f"E228 {source}: closed_roads closes road {number} at {place}, but it comes no nearer than "
        f"{nearest_m / 1000:.1f} km; looked within {within_m / 1000:g} km. Name a place by the "
        "road, or with near raise within_km."
    )


def not_between(source: str, number: str, places: Sequence[str]) -> str:
    """Return the text for a closed road that does not lead from one place to another."""
    return (
        f"E229 {source}: closed_roads closes road {number} between {' and '.join(places)}, but it "
        "does not lead from the one to the other without a gap. Close each part by its own number."
    )


def no_road_file(file: str, reason: str) -> str:
    """Return the text for a file that is no whole road file."""
    return (
        f"E224 {file}: this is no road file of this version ({reason}). "
        "Build it with: mobilkontor roads build EXTRACT.osm.pbf --out DIR."
    )


def too_large(file: str, size_bytes: int, limit_bytes: int) -> str:
    """Return the text for a file above the limit."""
    return (
        f"E222 {file}: {size_bytes / 1e6:.0f} MB; at most {limit_bytes / 1e6:.0f} MB are read. "
        "Keep only the places of the scenario."
    )


def _nearest(found: str, known: Sequence[str]) -> str:
    """Return a question that names the nearest known id, or nothing."""
    near = get_close_matches(found, known, n=1)
    return f" Did you mean {near[0]}?" if near else ""
