"""Read a travel matrix from NPZ with the arrays ``place_ids``, ``time_s`` and ``distance_m``."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobilkontor.network import texts
from mobilkontor.network.cells import MAX_DISTANCE_M, MAX_TIME_S, Cells

__all__ = ["read_npz"]

_LIMITS = {"time_s": MAX_TIME_S, "distance_m": MAX_DISTANCE_M}
_ARRAYS = ("place_ids", *_LIMITS)

# What zipfile and numpy raise for archives that are broken, encrypted, pickled or lie on sizes.
_UNREADABLE = (ValueError, EOFError, RuntimeError, MemoryError, zipfile.BadZipFile, zlib.error)


def read_npz(file: Path, max_bytes: int, cells: Cells) -> None:
    """Fill in the pairs of an NPZ file, rows from and columns to.

    Parameters
    ----------
    file : Path
        The file, as ``numpy.savez`` writes it.
    max_bytes : int
        Largest file that is read, unpacked [bytes].
    cells : Cells
        Where pairs and problems go.
    """
    arrays = _arrays(file, max_bytes, cells)
    if arrays is None or not _has_right_shapes(file.name, arrays, cells):
        return
    place_ids = [str(place_id) for place_id in arrays["place_ids"]]
    unknown = [place_id for place_id in place_ids if place_id not in cells.row]
    cells.problems += [
        texts.unknown_place(file.name, place_id, cells.place_ids) for place_id in unknown
    ]
    for name, limit in _LIMITS.items():
        _check_values(file.name, name, arrays[name], place_ids, limit, cells)
    known = [position for position, place_id in enumerate(place_ids) if place_id in cells.row]
    rows = [cells.row[place_ids[position]] for position in known]
    for name, into in (("time_s", cells.time_s), ("distance_m", cells.distance_m)):
        given = arrays[name][np.ix_(known, known)]
        # Out of range is told above; clipped, it is not told again as missing.
        into[np.ix_(rows, rows)] = np.clip(given, 0, _LIMITS[name])


def _arrays(file: Path, max_bytes: int, cells: Cells) -> dict[str, NDArray[Any]] | None:
    """Return the arrays of the file, or None after noting why there are none."""
    try:
        with zipfile.ZipFile(file) as archive:
            # Before numpy unpacks anything: a small archive may hold a huge array.
            size = sum(member.file_size for member in archive.infolist())
        if size > max_bytes:
            cells.give_up(texts.too_large(file.name, size, max_bytes))
            return None
        with np.load(file, allow_pickle=False) as archive:
            missing = [name for name in _ARRAYS if name not in archive.files]
            if missing:
                cells.give_up(texts.wrong_arrays(file.name, missing, archive.files))
                return None
            return {name: np.asarray(archive[name]) for name in _ARRAYS}
    except OSError as error:
        cells.give_up(texts.not_readable(file.name, error.strerror or str(error)))
    except _UNREADABLE as error:
        cells.give_up(texts.not_readable(file.name, f"no NPZ file with plain arrays ({error})"))
    return None


def _has_right_shapes(file: str, arrays: dict[str, NDArray[Any]], cells: Cells) -> bool:
    """Tell whether every array has the shape and kind it needs, after noting which has not."""
    names = arrays["place_ids"]
    if names.ndim != 1 or names.dtype.kind != "U":
        cells.give_up(texts.wrong_shape(file, "place_ids", _described(names), "a list of texts"))
        return False
    twice = [str(place_id) for place_id, count in Counter(names.tolist()).items() if count > 1]
    if twice:
        cells.give_up(texts.place_twice(file, twice))
    expected = f"whole numbers of shape ({len(names)}, {len(names)})"
    for name in _LIMITS:
        array = arrays[name]
        if array.shape != (len(names), len(names)) or array.dtype.kind not in "iu":
            cells.give_up(texts.wrong_shape(file, name, _described(array), expected))
    return not cells.is_unreadable


def _described(array: NDArray[Any]) -> str:
    """Return type and shape of an array in words."""
    return f"{array.dtype} of shape {array.shape}"


def _check_values(
    file: str,
    name: str,
    values: NDArray[Any],
    place_ids: list[str],
    limit: int,
    cells: Cells,
) -> None:
    """Note every number out of range, and every place whose way to itself is not 0."""
    for a, b in np.argwhere((values < 0) | (values > limit)):
        column = f"{name} from {place_ids[a]} to {place_ids[b]}"
        cells.problems.append(texts.out_of_range(file, column, values[a, b], limit))
    cells.problems += [
        texts.way_to_itself(file, place_ids[position])
        for position in np.flatnonzero(values.diagonal())
    ]
