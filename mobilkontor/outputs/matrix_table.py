"""Write a travel matrix as a table that `network.provider: matrix_file` reads back.

Each row of the CSV says where it comes from, so that a table alone can be traced: OpenStreetMap's
licence asks for credit where its data goes on. Ids that begin like a formula get an apostrophe in
front in the CSV; the NPZ holds all ids as they are.
"""

from __future__ import annotations

import csv
import io

import numpy as np

from mobilkontor.core.matrix import TravelMatrix
from mobilkontor.core.units import METRES_PER_KM, SECONDS_PER_MINUTE
from mobilkontor.outputs.escape import for_csv
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.travel_notes import travel_note_in

__all__ = ["matrix_csv", "matrix_npz"]

HASH_LENGTH = 12


def matrix_csv(matrix: TravelMatrix) -> bytes:
    """Return a matrix as CSV, a row for each pair of different places.

    Parameters
    ----------
    matrix : TravelMatrix
        The matrix.

    Returns
    -------
    bytes
        The file, in UTF-8.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    columns = ("from", "to", "time_min", "distance_km")
    writer.writerow((*columns, "provider", "date", "matrix", "attribution"))
    short = matrix.sha256[:HASH_LENGTH]
    origin = [for_csv(text) for text in (matrix.provider, matrix.date, short, matrix.attribution)]
    names = [for_csv(place_id) for place_id in matrix.place_ids]
    times_min = (matrix.time_s / SECONDS_PER_MINUTE).tolist()
    distances_km = (matrix.distance_m / METRES_PER_KM).tolist()
    writer.writerows(
        (a, b, f"{times_min[i][j]:.4f}", f"{distances_km[i][j]:.3f}", *origin)
        for i, a in enumerate(names)
        for j, b in enumerate(names)
        if i != j
    )
    return stream.getvalue().encode()


def matrix_npz(matrix: TravelMatrix) -> bytes:
    """Return a matrix as an NPZ file of plain arrays.

    Parameters
    ----------
    matrix : TravelMatrix
        The matrix.

    Returns
    -------
    bytes
        The file: ``place_ids``, ``time_s`` and ``distance_m``, and texts on where they come from.
    """
    stream = io.BytesIO()
    np.savez_compressed(
        stream,
        place_ids=np.array(matrix.place_ids, dtype=np.str_),
        time_s=matrix.time_s,
        distance_m=matrix.distance_m,
        provider=np.array(matrix.provider),
        date=np.array(matrix.date),
        sha256=np.array(matrix.sha256),
        attribution=np.array(matrix.attribution),
        note=np.array(travel_note_in(texts_in("en"), (matrix.note,) if matrix.note else ())),
    )
    return stream.getvalue()
