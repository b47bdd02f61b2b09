"""Own the texts of the errors of building roads, codes E250 to E259; codes are never reused."""

from __future__ import annotations

from mobilkontor.core.errors import Problem

__all__ = [
    "bad_extract",
    "cannot_keep_work",
    "no_extract",
    "no_reader",
    "no_roads",
    "nodes_missing",
]

PERCENT = 100


def no_reader() -> str:
    """Return the text for the missing reader of extracts."""
    return (
        "E250 roads: the reader of OpenStreetMap extracts is not installed. "
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
        f"it holds no road for cars {where}. "
        "Correct --bbox (south,west,north,east in degrees), or give another extract."
    )
    return Problem(file, 0, "E254", text)


def cannot_keep_work(folder: str, reason: str) -> str:
    """Return the text for a folder in which finished passes cannot be kept."""
    return (
        f"E255 {folder}: finished passes cannot be kept there ({reason}). "
        "Free space, or choose another folder with --out."
    )
