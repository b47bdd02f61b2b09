"""Read the borders of municipalities from an extract: their relations, ways and points.

Three passes, each of which keeps no more than what the wanted borders name, so that a country's
extract needs no memory for its other points.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mobilkontor.core.errors import Problem, ScenarioError
from mobilkontor.roads import texts
from mobilkontor.roads.extract import reading

try:
    import osmium
    from osmium.filter import IdFilter, TagFilter
except ImportError:  # the extra `roads` is not installed; `reading` tells so
    osmium = None  # type: ignore[assignment]

__all__ = ["Border", "read_borders"]

ADMIN_LEVEL = "7"
"""Level of municipalities in Sweden."""

NAME_KEYS = ("name", "name:sv", "official_name", "short_name", "alt_name", "ref", "ref:scb")
BORDER_ROLES = ("", "outer", "inner")
ENDINGS = (" kommun", " stad")
MAX_NEAR = 5

Line = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Border:
    """The border of a municipality.

    Attributes
    ----------
    name : str
        Its name, as the extract states it.
    code : str
        Its code, as in ``2584``; empty if the extract states none.
    lines : tuple of list of (float, float)
        Latitudes and longitudes [degrees] of its ways, in no order.
    """

    name: str
    code: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Relation:
    """A municipality, before its ways are read."""

    names: tuple[str, ...]
    code: str
    ways: tuple[int, ...]


def read_borders(extract: Path, wanted: Sequence[str]) -> tuple[Border, ...]:
    """Read the borders of municipalities.

    Parameters
    ----------
    extract : Path
        The extract.
    wanted : sequence of str
        Names or codes, with or without "kommun"; case does not matter.

    Returns
    -------
    tuple of Border
        The borders, in the order asked for, each once.

    Raises
    ------
    ScenarioError
        If the extract has no such municipality, or lacks a part of its border; all problems.
    """
    with reading(extract) as file:
        known = _relations(file)
        chosen = _chosen(str(extract), known, wanted)
        ways = _refs_of_ways(file, {way for relation in chosen for way in relation.ways})
        at = _positions(file, {ref for refs in ways.values() for ref in refs})
    problems = tuple(_missing(str(extract), chosen, ways, at))
    if problems:
        raise ScenarioError(problems)
    return tuple(
        Border(
            relation.names[0],
            relation.code,
            tuple([at[ref] for ref in ways[way]] for way in relation.ways),
        )
        for relation in chosen
    )


def _relations(file: Any) -> list[_Relation]:  # noqa: ANN401
    """Return all municipalities of an extract."""
    level = TagFilter(("admin_level", ADMIN_LEVEL))
    found = []
    relations: Iterable[Any] = osmium.FileProcessor(file, osmium.osm.RELATION).with_filter(level)
    for relation in relations:
        tags = relation.tags
        names = tuple(dict.fromkeys(tags[key] for key in NAME_KEYS if key in tags))
        if tags.get("boundary") == "administrative" and names:
            ways = (m.ref for m in relation.members if m.type == "w" and m.role in BORDER_ROLES)
            code = tags.get("ref") or tags.get("ref:scb") or ""
            found.append(_Relation(names, code, tuple(dict.fromkeys(ways))))
    return found


def _refs_of_ways(file: Any, wanted: set[int]) -> dict[int, list[int]]:  # noqa: ANN401
    """Return the points of ways, as far as the extract holds them."""
    ways: Iterable[Any] = osmium.FileProcessor(file, osmium.osm.WAY).with_filter(IdFilter(wanted))
    return {way.id: [node.ref for node in way.nodes] for way in ways}


def _positions(file: Any, wanted: set[int]) -> dict[int, tuple[float, float]]:  # noqa: ANN401
    """Return latitudes and longitudes of points, as far as the extract holds them."""
    nodes: Iterable[Any] = osmium.FileProcessor(file, osmium.osm.NODE).with_filter(IdFilter(wanted))
    return {node.id: (node.lat, node.lon) for node in nodes}


def _chosen(file: str, known: Sequence[_Relation], wanted: Sequence[str]) -> list[_Relation]:
    """Return the municipalities asked for, or raise an error about all that are not there."""
    if not known:
        raise ScenarioError((texts.no_municipalities(file),))
    chosen: dict[_Relation, None] = {}
    problems = []
    for name in wanted:
        found = _called(name, known)
        if len(found) == 1:
            chosen[found[0]] = None
        elif found:
            told = [_told(relation) for relation in found]
            problems.append(texts.ambiguous_municipality(file, name, told))
        else:
            problems.append(texts.unknown_municipality(file, name, _near(name, known), len(known)))
    if problems:
        raise ScenarioError(tuple(problems))
    return list(chosen)


def _called(name: str, known: Sequence[_Relation]) -> list[_Relation]:
    """Return the municipalities of a name: in full, else without "kommun", else without its s."""
    for short in range(3):
        key = _forms(name)[short]
        found = [one for one in known if key in {_forms(other)[short] for other in one.names}]
        if found:
            return found
    return []


def _forms(name: str) -> tuple[str, str, str]:
    """Return a name as it is compared: in full, without "kommun", and without the genitive's s."""
    full = " ".join(unicodedata.normalize("NFC", name).casefold().split())
    bare = full
    for ending in ENDINGS:
        bare = bare.removesuffix(ending)
    return full, bare, bare.removesuffix("s")


def _near(name: str, known: Sequence[_Relation]) -> list[str]:
    """Return municipalities with names much like one."""
    by_form = {_forms(other)[2]: _told(one) for one in known for other in one.names}
    near = difflib.get_close_matches(_forms(name)[2][:100], by_form, n=MAX_NEAR, cutoff=0.5)
    return list(dict.fromkeys(by_form[form] for form in near))


def _told(relation: _Relation) -> str:
    """Return a municipality as a user reads it."""
    return f"{relation.names[0]} ({relation.code})" if relation.code else relation.names[0]


def _missing(
    file: str,
    chosen: Sequence[_Relation],
    ways: dict[int, list[int]],
    at: dict[int, tuple[float, float]],
) -> Iterator[Problem]:
    """Yield a problem for each municipality with a border of which a part is missing."""
    for relation in chosen:
        num_missing_ways = sum(way not in ways for way in relation.ways)
        refs = {ref for way in relation.ways for ref in ways.get(way, ())}
        num_missing_points = len(refs - at.keys())
        if num_missing_ways or num_missing_points or not relation.ways:
            missing = num_missing_ways, num_missing_points
            yield texts.incomplete_border(file, _told(relation), len(relation.ways), *missing)
