"""Own the texts of the errors of building roads, codes E250 to E261; codes are never reused."""

from __future__ import annotations

from collections.abc import Sequence

from mobilkontor.core.errors import Problem

__all__ = [
    "ambiguous_municipality",
    "bad_extract",
    "cannot_keep_work",
    "incomplete_border",
    "no_extract",
    "no_municipalities",
    "no_reader",
    "no_roads",
    "no_shapes",
    "nodes_missing",
    "open_border",
    "unknown_municipality",
]

PERCENT = 100


def no_reader() -> str:
    """Return the text for the missing reader of extracts."""
    return (
        "E250 roads: the reader of OpenStreetMap extracts is not installed. "
        "Install it with: pip install 'mobilkontor[roads]'."
    )


def no_shapes() -> str:
    """Return the text for the missing library of shapes."""
    return (
        "E256 roads: shapely, which draws the borders of municipalities, is not installed. "
        "Install it with: pip install 'mobilkontor[roads]'."
    )


def no_extract(file: str, reason: str) -> Problem:
    """Tell of a file that is not there or may not be read."""
    text = f"cannot be read ({reason}). Give an extract such as sweden.osm.pbf."
    return Problem(file, 0, "E251", text)


def bad_extract(file: str, reason: str) -> Problem:
    """Tell of a file that is no whole extract."""
    text = (
        f"this is no whole OpenStreetMap extract in PBF ({reason}). "
        "Download it again, and compare its size or checksum with the server's."
    )
    return Problem(file, 0, "E252", text)


def nodes_missing(file: str, num_missing: int, num_needed: int) -> Problem:
    """Tell of an extract whose ways lack their points."""
    share = PERCENT * num_missing / num_needed
    text = (
        f"{num_missing:,} of {num_needed:,} points of its roads are missing ({share:.0f} %). "
        "Cut the extract with complete ways (osmium extract --strategy complete_ways)."
    )
    return Problem(file, 0, "E253", text)


def no_roads(file: str, where: str) -> Problem:
    """Tell of an extract without roads where they are wanted."""
    text = (
        f"it holds no road for cars {where}. Correct --bbox (south,west,north,east in degrees) "
        "or --municipality, or give another extract."
    )
    return Problem(file, 0, "E254", text)


def no_municipalities(file: str) -> Problem:
    """Tell of an extract that knows no municipality."""
    text = (
        "it holds no municipality (relations with boundary=administrative and admin_level=7). "
        "Give an extract with administrative borders, or a box with --bbox."
    )
    return Problem(file, 0, "E257", text)


def unknown_municipality(file: str, name: str, near: Sequence[str], num_known: int) -> Problem:
    """Tell of a name that no municipality has."""
    meant = f"Did you mean {', '.join(near)}? " if near else ""
    text = (
        f"none of its {num_known:,} municipalities is called {name!r}. {meant}"
        "Give its name or code as OpenStreetMap has it."
    )
    return Problem(file, 0, "E258", text)


def ambiguous_municipality(file: str, name: str, found: Sequence[str]) -> Problem:
    """Tell of a name that several municipalities have."""
    text = f"{name!r} is each of {', '.join(found)}. Give the code instead of the name."
    return Problem(file, 0, "E259", text)


def incomplete_border(
    file: str, name: str, num_ways: int, num_missing_ways: int, num_missing_points: int
) -> Problem:
    """Tell of a municipality of which the extract holds a part."""
    text = (
        f"the border of {name} is not whole: {num_missing_ways:,} of its {num_ways:,} lines and "
        f"{num_missing_points:,} points are missing. Give an extract that reaches farther, such as "
        "that of the country, or a box with --bbox."
    )
    return Problem(file, 0, "E260", text)


def open_border(file: str, name: str) -> Problem:
    """Tell of a border whose lines do not close."""
    text = f"the border of {name} does not close. Give an extract of another day, or use --bbox."
    return Problem(file, 0, "E261", text)


def cannot_keep_work(folder: str, reason: str) -> str:
    """Return the text for a folder in which finished passes cannot be kept."""
    return (
        f"E255 {folder}: finished passes cannot be kept there ({reason}). "
        "Free space, or choose another folder with --out."
    )
