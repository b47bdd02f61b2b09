"""Tell what building roads kept, left out, assumed or did not understand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.units import METRES_PER_KM
from mobilkontor.network.contract import Edges
from mobilkontor.network.road_file import DEGREE, Provenance
from mobilkontor.network.road_kind import RoadKind
from mobilkontor.roads.segments import Cut

__all__ = ["BuildReport", "LostPart", "report_of"]

MAX_PARTS = 10


@dataclass(frozen=True, slots=True)
class LostPart:
    """Roads from which one cannot drive to most others and back.

    Attributes
    ----------
    length_km : float
        Their length [km].
    lat, lon : float
        A point on them [degrees].
    """

    length_km: float
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What came of an extract.

    Attributes
    ----------
    num_segments, num_edges, num_junctions : int
        Segments before contraction; edges and junctions kept after it.
    length_km : float
        Length of the roads kept [km].
    num_lost_parts : int
        Parts left out because one cannot drive from there to the largest and back.
    lost_km : float
        Length of the roads left out so [km].
    lost_parts : tuple of LostPart
        The longest of them.
    assumed_speed_share : float
        Share of the length whose speed is not signed.
    assumed_season_km : float
        Length of the roads whose season is guessed [km].
    num_blocked : int
        Points that no car passes.
    num_missing : int
        Points of roads that the extract does not hold.
    unread : tuple of (str, int)
        Conditions that have no effect because they are not understood, with their ways.
    municipalities : tuple of str
        Names and codes of those the roads were cut to.
    margin_km : float
        How far around them roads were taken [km].
    """

    num_segments: int
    num_edges: int
    num_junctions: int
    length_km: float
    num_lost_parts: int
    lost_km: float
    lost_parts: tuple[LostPart, ...]
    assumed_speed_share: float
    assumed_season_km: float
    num_blocked: int
    num_missing: int
    unread: tuple[tuple[str, int], ...]
    municipalities: tuple[str, ...]
    margin_km: float


def report_of(
    kinds: tuple[RoadKind, ...],
    edges: Edges,
    is_kept: NDArray[np.bool_],
    part: NDArray[np.int32],
    cut: Cut,
    unread: dict[str, int],
    num_missing: int,
    provenance: Provenance,
) -> BuildReport:
    """Return the report of a build.

    Parameters
    ----------
    kinds : tuple of RoadKind
        All kinds.
    edges : Edges
        All edges.
    is_kept : ndarray of bool
        Which edges are kept.
    part : ndarray of int32
        Part of each point.
    cut : Cut
        The segments that the edges come from.
    unread : dict of str to int
        Conditions that are not understood.
    num_missing : int
        Points that are missing.
    provenance : Provenance
        What the roads were cut to.

    Returns
    -------
    BuildReport
        The report.
    """
    begin, end = edges.points[edges.start[:-1]], edges.points[edges.start[1:] - 1]
    kept_m = edges.length_m * is_kept
    total_m = kept_m.sum()
    is_assumed = np.array([kind.is_speed_assumed for kind in kinds])[edges.kind]
    is_guessed = np.array([kind.is_condition_assumed for kind in kinds])[edges.kind]
    lost = np.flatnonzero(~is_kept)
    parts, first, part_of = np.unique(part[begin[lost]], return_index=True, return_inverse=True)
    part_m = np.bincount(part_of, weights=edges.length_m[lost], minlength=len(parts))
    longest = np.argsort(-part_m, kind="stable")[:MAX_PARTS]
    at = begin[lost[first[longest]]]
    return BuildReport(
        num_segments=len(cut.segments.a),
        num_edges=int(is_kept.sum()),
        num_junctions=len(np.unique(np.concatenate((begin[is_kept], end[is_kept])))),
        length_km=float(total_m) / METRES_PER_KM,
        num_lost_parts=len(parts),
        lost_km=float(edges.length_m[lost].sum()) / METRES_PER_KM,
        lost_parts=tuple(
            LostPart(float(part_m[i]) / METRES_PER_KM, cut.lat[p] / DEGREE, cut.lon[p] / DEGREE)
            for i, p in zip(longest, at, strict=True)
        ),
        assumed_speed_share=float((kept_m * is_assumed).sum() / total_m) if total_m else 0.0,
        assumed_season_km=float((kept_m * is_guessed).sum()) / METRES_PER_KM,
        num_blocked=cut.num_blocked,
        num_missing=num_missing,
        unread=tuple(sorted(unread.items(), key=lambda entry: (-entry[1], entry[0]))),
        municipalities=provenance.municipalities,
        margin_km=provenance.margin_km,
    )
