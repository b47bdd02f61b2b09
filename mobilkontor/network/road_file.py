"""Own the road file ``roads.npz``: contracted roads with kinds, shapes and where they come from.

Arrays only, no pickle; what is text stands as JSON. Shapes are differences of whole numbers, so
that a county takes a few megabytes and loads in a fraction of a second.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.errors import NetworkError
from mobilkontor.core.places import RoadClass
from mobilkontor.network import texts
from mobilkontor.network.road_kind import RoadKind

__all__ = ["FILE_NAME", "MAX_ROAD_FILE_BYTES", "Provenance", "RoadFile", "read_road_file"]

FILE_NAME = "roads.npz"
FORMAT = "mobilkontor-roads/1"
ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0 (openstreetmap.org/copyright)"
MAX_ROAD_FILE_BYTES = 2_000_000_000
"""Largest road file that is read, unpacked [bytes]; all of Sweden takes about half of it."""

DEGREE = 10_000_000
"""Positions of junctions are whole numbers of this part of a degree."""

DM_PER_METRE = 10
"""Lengths of edges are whole decimetres."""

SHAPE_DEGREE = 100_000
"""Points of shapes are whole numbers of this part of a degree, about a metre."""

_ARRAYS = {
    "node_lat": "i",
    "node_lon": "i",
    "edge_from": "i",
    "edge_to": "i",
    "edge_kind": "i",
    "length_dm": "i",
    "shape_start": "i",
    "shape_lat": "i",
    "shape_lon": "i",
    "texts": "u",
}
_UNREADABLE = (ValueError, KeyError, TypeError, EOFError, RuntimeError, MemoryError)
_BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where roads come from, and what was left out of them.

    Attributes
    ----------
    source : str
        Name of the extract.
    data_date : str
        Date of its data as it states it; empty if it states none.
    extract_sha256 : str
        Hash of the extract.
    box : tuple of float or None
        South, west, north and east edge [degrees]; None if roads were not cut to a box.
    attribution : str
        Whom a map has to name.
    version : str
        Version of mobilkontor that built it.
    municipalities : tuple of str
        Names and codes of those the roads were cut to; empty if they were not.
    margin_km : float
        How far around them roads were taken [km].
    """

    source: str
    data_date: str
    extract_sha256: str
    box: tuple[float, float, float, float] | None
    attribution: str
    version: str
    municipalities: tuple[str, ...] = ()
    margin_km: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class RoadFile:
    """Roads between junctions.

    Attributes
    ----------
    node_lat, node_lon : ndarray of int32, shape (n,)
        Positions of junctions [1e-7 degrees].
    edge_from, edge_to : ndarray of int32, shape (m,)
        Junctions at the ends of each edge.
    edge_kind : ndarray of int32, shape (m,)
        Kind of each edge, a position in ``kinds``.
    length_dm : ndarray of int32, shape (m,)
        Length of each edge [dm].
    shape_start : ndarray of int32, shape (m + 1,)
        Where the inner points of each edge begin.
    shape_lat, shape_lon : ndarray of int32
        Inner points of all edges [1e-5 degrees]; in the file each as the difference to the last.
    kinds : tuple of RoadKind
        All kinds.
    provenance : Provenance
        Where the roads come from.
    """

    node_lat: NDArray[np.int32]
    node_lon: NDArray[np.int32]
    edge_from: NDArray[np.int32]
    edge_to: NDArray[np.int32]
    edge_kind: NDArray[np.int32]
    length_dm: NDArray[np.int32]
    shape_start: NDArray[np.int32]
    shape_lat: NDArray[np.int32]
    shape_lon: NDArray[np.int32]
    kinds: tuple[RoadKind, ...]
    provenance: Provenance

    def to_bytes(self) -> bytes:
        """Return the file; the same roads give the same bytes."""
        told = {
            "format": FORMAT,
            "provenance": asdict(self.provenance),
            "kinds": [list(kind) for kind in self.kinds],
        }
        arrays: dict[str, Any] = {
            name: np.frombuffer(json.dumps(told).encode(), dtype=np.uint8)
            if name == "texts"
            else getattr(self, name)
            for name in _ARRAYS
        }
        for name in ("shape_lat", "shape_lon"):
            arrays[name] = np.diff(arrays[name], prepend=np.int32(0))
        stream = io.BytesIO()
        np.savez_compressed(stream, **arrays)
        return stream.getvalue()

    def sha256(self) -> str:
        """Return the hash of the file."""
        return hashlib.sha256(self.to_bytes()).hexdigest()


def read_road_file(path: Path) -> RoadFile:
    """Read a road file.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    RoadFile
        Its roads.

    Raises
    ------
    NetworkError
        If it is no whole road file.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            # Before numpy unpacks anything: a small archive may hold a huge array.
            size = sum(member.file_size for member in archive.infolist())
        if size > MAX_ROAD_FILE_BYTES:
            raise NetworkError(texts.too_large(str(path), size, MAX_ROAD_FILE_BYTES))
        with open(path, "rb") as stream, np.load(stream, allow_pickle=False) as archive:
            arrays = {name: np.asarray(archive[name]) for name in _ARRAYS}
        return _road_file(arrays)
    except OSError as error:
        reason = error.strerror or str(error)
    except (*_UNREADABLE, *_BROKEN_ARCHIVE) as error:
        reason = str(error)
    raise NetworkError(texts.no_road_file(str(path), reason))


def _road_file(arrays: dict[str, NDArray[Any]]) -> RoadFile:
    """Return the roads that arrays hold, raising ``ValueError`` if they do not fit together."""
    told = json.loads(arrays.pop("texts").tobytes())
    if told["format"] != FORMAT:
        msg = f"its format is {told['format']!r}, not {FORMAT!r}"
        raise ValueError(msg)
    kinds = tuple(_kind(entry) for entry in told["kinds"])
    _check(arrays, len(kinds))
    for name in ("shape_lat", "shape_lon"):
        arrays[name] = np.cumsum(arrays[name], dtype=np.int32)
    given = told["provenance"]
    given["box"] = tuple(given["box"]) if given["box"] is not None else None
    given["municipalities"] = tuple(given.get("municipalities", ()))
    return RoadFile(**arrays, kinds=kinds, provenance=Provenance(**given))


def _kind(entry: Sequence[Any]) -> RoadKind:
    """Return a kind from its values."""
    road_class, *rest = entry
    return RoadKind(RoadClass(road_class), *rest)


def _check(arrays: dict[str, NDArray[Any]], num_kinds: int) -> None:
    """Raise ``ValueError`` unless every array has its kind, its length and sane values."""
    for name, array in arrays.items():
        if array.ndim != 1 or array.dtype.kind != _ARRAYS[name]:
            msg = f"{name} is {array.dtype} of {array.ndim} dimensions"
            raise ValueError(msg)
    num_nodes, num_edges = len(arrays["node_lat"]), len(arrays["edge_from"])
    lengths = {
        "node_lon": num_nodes,
        **dict.fromkeys(("edge_to", "edge_kind", "length_dm"), num_edges),
        "shape_start": num_edges + 1,
        "shape_lon": len(arrays["shape_lat"]),
    }
    wrong = [name for name, length in lengths.items() if len(arrays[name]) != length]
    limits = {"edge_from": num_nodes, "edge_to": num_nodes, "edge_kind": num_kinds}
    wrong += [
        name
        for name, limit in limits.items()
        if ((arrays[name] < 0) | (arrays[name] >= limit)).any()
    ]
    if (arrays["length_dm"] < 0).any():
        wrong.append("length_dm")
    start = np.concatenate(([0], arrays["shape_start"], [len(arrays["shape_lat"])]))
    if (np.diff(start) < 0).any() or start[0] != start[1] or start[-1] != start[-2]:
        wrong.append("shape_start")
    if wrong:
        msg = f"{', '.join(wrong)} does not fit the rest"
        raise ValueError(msg)
