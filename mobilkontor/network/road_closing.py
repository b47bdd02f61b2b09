"""Find the pieces of road that are closed: those of a number, in full, near a place or between two.

A piece is closed from one junction or place to the next, both ways. A place in the middle of what
is closed is cut off; one at the end of it, or where another road meets it, is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from mobilkontor.core.errors import NetworkError
from mobilkontor.network import texts
from mobilkontor.network.engine import Position
from mobilkontor.network.great_circle import circle_m
from mobilkontor.network.road_arcs import Pieces
from mobilkontor.network.road_file import DEGREE, DM_PER_METRE, RoadFile
from mobilkontor.network.road_kind import BACKWARD, FORWARD
from mobilkontor.network.road_shapes import RoadShapes, gaps_to_steps

__all__ = ["RoadClosing", "closed_pieces"]

CARRIAGEWAYS_M = 100
"""How far apart the carriageways of one road may lie [m]."""

AT_JUNCTION_M = 1.0
"""Length up to which a piece is no road between two places, but one spot [m]."""

SHORTEST_M = 0.1
"""What a piece without a length counts: a sparse graph has no weights of 0 [m]."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RoadClosing:
    """What is closed of the road of a number.

    Attributes
    ----------
    number : str
        The number, such as ``E10`` or ``395``.
    near : str
        Place near which it is closed; empty if it is not closed near a place.
    within_m : float
        How near [m].
    between : tuple of str
        Two places between which it is closed; none if it is not closed between places.
    """

    number: str
    near: str = ""
    within_m: float = 0.0
    between: tuple[str, ...] = ()


def closed_pieces(
    roads: RoadFile,
    shapes: RoadShapes,
    pieces: Pieces,
    positions: Mapping[str, Position],
    closings: Sequence[RoadClosing],
    max_snap_m: float,
) -> NDArray[np.bool_]:
    """Tell which pieces are closed.

    Parameters
    ----------
    roads : RoadFile
        The roads.
    shapes : RoadShapes
        Their lines.
    pieces : Pieces
        The edges, cut at the places on them; places are nodes behind the junctions.
    positions : mapping of str to (float, float)
        Latitude and longitude of every place, in the order of their nodes [degrees].
    closings : sequence of RoadClosing
        What is closed.
    max_snap_m : float
        How far from a road the ends of a closing may lie [m].

    Returns
    -------
    ndarray of bool
        True for the pieces that nobody may take.

    Raises
    ------
    NetworkError
        If there is no such road, or not there; names every closing that closes nothing.
    """
    finder = _Finder(roads, shapes, pieces, positions, max_snap_m)
    is_closed = np.zeros(len(pieces.edge), dtype=bool)
    problems = []
    for closing in closings:
        try:
            of_closing = finder.pieces_of(closing)
            # A place at a junction is parted from it by nothing that could be closed.
            is_closed[of_closing[finder.lengths_m(of_closing) >= AT_JUNCTION_M]] = True
        except NetworkError as error:
            problems.append(str(error))
    if problems:
        raise NetworkError("\n".join(sorted(set(problems))))
    return is_closed


@dataclass(frozen=True, slots=True, eq=False)
class _Finder:
    """Finds the pieces of one closing at a time."""

    roads: RoadFile
    shapes: RoadShapes
    pieces: Pieces
    positions: Mapping[str, Position]
    max_snap_m: float

    def pieces_of(self, closing: RoadClosing) -> Ints:
        """Return what is closed, as positions in the pieces."""
        numbers = [kind.number for kind in self.roads.kinds]
        is_of_number = np.array([number == closing.number for number in numbers], dtype=bool)
        numbered = np.flatnonzero(is_of_number[self.roads.edge_kind[self.pieces.edge]])
        source = self.roads.provenance.source
        if not len(numbered):
            known = sorted(set(numbers) - {""})
            raise NetworkError(texts.no_such_road(source, closing.number, known))
        if closing.near:
            return self._near(numbered, closing)
        if closing.between:
            return self._between(numbered, closing)
        return numbered

    def _near(self, numbered: Ints, closing: RoadClosing) -> Ints:
        """Return the pieces of a road that come near a place."""
        position = self.positions[closing.near]
        gaps_m = np.array([_gap_m(position, self._steps(piece)) for piece in numbered.tolist()])
        if gaps_m.min() > closing.within_m:
            raise NetworkError(
                texts.not_near(
                    self.roads.provenance.source,
                    closing.number,
                    closing.near,
                    closing.within_m,
                    float(gaps_m.min()),
                )
            )
        return numbered[gaps_m <= closing.within_m]

    def _between(self, numbered: Ints, closing: RoadClosing) -> Ints:
        """Return the pieces of the shortest way along a road, and its other carriageway."""
        nodes, numbering = np.unique(
            np.concatenate((self.pieces.a[numbered], self.pieces.b[numbered])), return_inverse=True
        )
        a, b = numbering[: len(numbered)], numbering[len(numbered) :]
        first, last = (self._end(nodes, place, closing.number) for place in closing.between)
        steps = _shortest_way(len(nodes), a, b, self.lengths_m(numbered), first, last)
        if not steps:
            source = self.roads.provenance.source
            raise NetworkError(texts.not_between(source, closing.number, closing.between))
        is_on_way = np.array(
            [pair in steps for pair in map(frozenset, zip(a.tolist(), b.tolist(), strict=True))]
        )
        return np.concatenate((numbered[is_on_way], self._beside(numbered, is_on_way)))

    def _end(self, nodes: Ints, place: str, number: str) -> int:
        """Return where a place lies on a road: where it stands, or the nearest end of a piece."""
        num_junctions = len(self.roads.node_lat)
        own = num_junctions + list(self.positions).index(place)
        if own in nodes:
            return int(np.searchsorted(nodes, own))
        at = np.array([self._position(node) for node in nodes.tolist()])
        gaps_m = circle_m(at, np.array(self.positions[place]))
        if gaps_m.min() > self.max_snap_m:
            source = self.roads.provenance.source
            gap_m = float(gaps_m.min())
            raise NetworkError(texts.not_near(source, number, place, self.max_snap_m, gap_m))
        return int(gaps_m.argmin())

    def _position(self, node: int) -> Position:
        """Return latitude and longitude of a junction or place [degrees]."""
        num_junctions = len(self.roads.node_lat)
        if node >= num_junctions:
            return list(self.positions.values())[node - num_junctions]
        return self.roads.node_lat[node] / DEGREE, self.roads.node_lon[node] / DEGREE

    def lengths_m(self, numbered: Ints) -> Floats:
        """Return the length of pieces [m]."""
        share = self.pieces.end[numbered] - self.pieces.begin[numbered]
        length_m = self.roads.length_dm[self.pieces.edge[numbered]] / DM_PER_METRE * share
        return np.asarray(length_m, dtype=np.float64)

    def _beside(self, numbered: Ints, is_on_way: NDArray[np.bool_]) -> Ints:
        """Return the one-way pieces off the way whose middle lies close to it."""
        kinds = self.roads.kinds
        is_one_way = np.array([kind.direction in (FORWARD, BACKWARD) for kind in kinds], dtype=bool)
        is_other = ~is_on_way & is_one_way[self.roads.edge_kind[self.pieces.edge[numbered]]]
        others: Ints = numbered[is_other]
        way = np.concatenate([self._steps(piece) for piece in numbered[is_on_way].tolist()])
        is_near = [_gap_m(self._middle(piece), way) <= CARRIAGEWAYS_M for piece in others.tolist()]
        beside: Ints = others[np.array(is_near, dtype=bool)]
        return beside

    def _middle(self, piece: int) -> Position:
        """Return the position in the middle of a piece [degrees]."""
        begin, end = self.pieces.begin[piece], self.pieces.end[piece]
        middle = (begin + end) / 2
        return self.shapes.piece(int(self.pieces.edge[piece]), middle, middle)[0]

    def _steps(self, piece: int) -> Floats:
        """Return the straight steps of a piece: both ends of each [degrees]."""
        pieces = self.pieces
        line = self.shapes.piece(int(pieces.edge[piece]), pieces.begin[piece], pieces.end[piece])
        at = np.array(line)
        return np.stack((at[:-1], at[1:]), axis=1)


def _gap_m(position: Position, steps: Floats) -> float:
    """Return how far a position lies from the nearest of some straight steps [m]."""
    gaps_m, _ = gaps_to_steps(position, steps[:, 0], steps[:, 1])
    return float(gaps_m.min())


def _shortest_way(
    num_nodes: int, a: Ints, b: Ints, length_m: Floats, first: int, last: int
) -> set[frozenset[int]]:
    """Return the pairs of nodes along the shortest way; none if none leads."""
    # Of parallel pieces the shortest counts; a sparse graph would add them up.
    order = np.argsort(-length_m, kind="stable")
    shortest = {
        (min(i, j), max(i, j)): max(m, SHORTEST_M)
        for i, j, m in zip(a[order].tolist(), b[order].tolist(), length_m[order], strict=True)
    }
    rows, columns = zip(*shortest, strict=True)
    graph = coo_array((list(shortest.values()), (rows, columns)), shape=(num_nodes, num_nodes))
    _, before = dijkstra(graph.tocsr(), directed=False, indices=first, return_predecessors=True)
    steps, node = set(), last
    while before[node] >= 0:
        steps.add(frozenset((node, int(before[node]))))
        node = int(before[node])
    return steps
