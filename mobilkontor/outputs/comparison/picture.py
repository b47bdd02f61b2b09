"""Own the data of the two maps and of the tables that follow the chooser, as the page takes it.

Places stand by their number. For each pair of a left and a right side there is what the page shows
of it, so that its script only puts texts in their places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mobilkontor.core.places import Confidence, Place
from mobilkontor.outputs.comparison.differences import Change, all_places, compare_sides
from mobilkontor.outputs.comparison.figures import FigureRow
from mobilkontor.outputs.comparison.grounds import Ground
from mobilkontor.outputs.comparison.side import NO_PLAN, Side
from mobilkontor.outputs.comparison.symbols import change_symbol, radius_px, visits_symbol
from mobilkontor.outputs.comparison.words import CompareWords
from mobilkontor.outputs.palette import ACCESS_BANDS
from mobilkontor.outputs.symbols import office_symbol
from mobilkontor.outputs.words import ESTIMATE_MARK, access_band

__all__ = ["SCRIPT_TEXTS", "picture_of", "start_pair"]

DECIMALS = 5
LARGE_RESIDENTS, MEDIUM_RESIDENTS = 1_000, 200
LONGEST_NAME = 40

SCRIPT_TEXTS = ("close", "zoom_in", "zoom_out", "not_compared_short", "show", "way", "persons")
"""Texts that the page's script writes itself."""


def start_pair(sides: Sequence[Side]) -> tuple[int, int]:
    """Return the sides that the page begins with: the first two plans, else no plan and it."""
    return (1, 2) if len(sides) > NO_PLAN + 2 else (NO_PLAN, 1)


def picture_of(
    sides: Sequence[Side], rows: Sequence[FigureRow], words: CompareWords
) -> dict[str, Any]:
    """Return everything that follows the chooser, ready for JSON.

    Parameters
    ----------
    sides : sequence of Side
        "No plan" and the plans.
    rows : sequence of FigureRow
        Their indicators.
    words : CompareWords
        The language.

    Returns
    -------
    dict
        Places, sides, pairs by ``left-right``, symbols, texts; nothing in it is escaped but the
        symbols.
    """
    places = all_places(sides)
    lats, lons = ([getattr(it, name) for it in places.values()] for name in ("lat", "lon"))
    return {
        "bounds": [[min(lats), min(lons)], [max(lats), max(lons)]],
        "places": [_place(place, words) for place in places.values()],
        "names": _names(places, sides),
        "sides": [_side(side, places, words) for side in sides],
        "pairs": {
            f"{left}-{right}": _pair(sides, left, right, places, rows, words)
            for left in range(len(sides))
            for right in range(len(sides))
        },
        "changes": {kind.value: words.texts(f"compare.change.{kind.value}") for kind in Change},
        "symbols": {
            **{kind.value: change_symbol(kind) for kind in Change},
            "stop": visits_symbol("VISITS"),
            "office": office_symbol(is_open=True),
            "new": office_symbol(is_open=True, is_new=True),
        },
        "bands": [band.colour for band in ACCESS_BANDS],
        "start": start_pair(sides),
        "words": {key: words.texts(f"compare.script.{key}") for key in SCRIPT_TEXTS},
    }


def _place(place: Place, words: CompareWords) -> list[Any]:
    """Return id, position, name, municipality, residents in words, radius of its symbol [px]."""
    is_estimate = place.confidence in (Confidence.ESTIMATE, Confidence.ASSUMED)
    number = words.texts.number(place.residents)
    return [
        place.id,
        round(place.lat, DECIMALS),
        round(place.lon, DECIMALS),
        place.name,
        place.municipality,
        f"{ESTIMATE_MARK} {number}" if is_estimate else number,
        radius_px(place.residents),
    ]


def _names(places: Mapping[str, Place], sides: Sequence[Side]) -> list[list[Any]]:
    """Return the names to write on the maps, the important ones first."""
    offices = {id_ for side in sides for id_, offer in side.offers.items() if offer.is_office}
    stops = {id_ for side in sides for id_ in side.offers} - offices
    order = sorted(
        places.values(),
        key=lambda it: (it.id not in offices, it.id not in stops, -it.residents, it.id),
    )
    return [_name(place, place.id in offices, place.id in stops) for place in order]


def _name(place: Place, is_town: bool, is_stop: bool) -> list[Any]:
    """Return position, text, the zoom it waits for, and kind of a name."""
    large, medium = (place.residents >= it for it in (LARGE_RESIDENTS, MEDIUM_RESIDENTS))
    kind, zoom = "place", 6.5 if large else (8.0 if medium else 8.5)
    if is_town or is_stop:
        kind = "town" if is_town else "stop"
        zoom = 0.0 if is_town or large else (6.5 if medium else 7.0)
    short = place.name if len(place.name) <= LONGEST_NAME else f"{place.name[: LONGEST_NAME - 1]}…"
    return [round(place.lat, DECIMALS), round(place.lon, DECIMALS), short, zoom, kind]


def _side(side: Side, places: Mapping[str, Place], words: CompareWords) -> dict[str, Any]:
    """Return what a side gives: of each place with an offer its symbol, number and words."""
    numbers = {place: number for number, place in enumerate(places)}
    offers = {}
    for place, offer in sorted(side.offers.items(), key=lambda it: numbers[it[0]]):
        kind = "stop" if not offer.is_office else ("new" if offer.is_new else "office")
        visits = "" if offer.is_office else words.visits(offer)
        offers[numbers[place]] = [kind, visits, words.offer(offer)]
    known = [side.travel_s.get(place) for place in places]
    return {
        "short": words.short(side),
        "name": words.full(side),
        "offers": offers,
        "way": [words.minutes(seconds) for seconds in known],
        "band": [ACCESS_BANDS.index(access_band(seconds)) for seconds in known],
    }


def _pair(
    sides: Sequence[Side],
    left: int,
    right: int,
    places: Mapping[str, Place],
    rows: Sequence[FigureRow],
    words: CompareWords,
) -> dict[str, Any]:
    """Return what differs between two sides, in words."""
    numbers = {place: number for number, place in enumerate(places)}
    pair = compare_sides(sides[left], sides[right], places)
    by_name = {row.indicator.name: row for row in rows}
    facts = words.facts(pair, by_name, left, right)
    asked = [it for it in pair.others if sides[left].is_plan and sides[right].is_plan]
    told = asked or [it for it in pair.others if it in (Ground.TRAVEL, Ground.PEOPLE)]
    note = words.texts("compare.others", grounds=words.grounds(told)) if told else ""
    return {
        "changes": [[numbers[it.place], it.change.value] for it in pair.changes],
        "is_way_told": Ground.TRAVEL not in pair.others,
        "facts": [[fact.figure, fact.label, fact.note] for fact in facts],
        "note": note,
        "heading": words.texts(
            "compare.heading_of", left=words.short(sides[left]), right=words.short(sides[right])
        ),
        "cells": [
            words.difference(row.indicator, row.differences[left][right])
            if left != right
            else words.texts("compare.base")
            for row in rows
        ],
    }
