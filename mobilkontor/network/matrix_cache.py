"""Keep the tables of routing engines on disk, by everything that decides them.

Each table is a file of its own, written beside and renamed, so that runs side by side never read
half of one; the same question has the same name, so they do not disturb each other either.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import platformdirs

from mobilkontor.core.version import VERSION
from mobilkontor.network.engine import Position, Table

__all__ = ["CACHE_VARIABLE", "CachedTable", "MatrixCache", "matrix_cache"]

CACHE_VARIABLE = "MOBILKONTOR_CACHE"
"""Environment variable that names another folder."""

ARRAYS = ("time_s", "distance_m", "snap_m")


@dataclass(frozen=True, slots=True)
class CachedTable:
    """A table of the cache, as a user reads of it.

    Attributes
    ----------
    file : Path
        Where it is.
    size_bytes : int
        Its size [bytes].
    num_places : int
        Places of the table.
    settings : mapping
        What decided it.
    """

    file: Path
    size_bytes: int
    num_places: int
    settings: Mapping[str, object]


class MatrixCache:
    """Tables on disk.

    Parameters
    ----------
    folder : Path
        Their folder; it need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, settings: Mapping[str, object], positions: Sequence[Position]) -> Table | None:
        """Return the table of some positions under some settings, or None.

        Parameters
        ----------
        settings : mapping
            Everything else that decides it.
        positions : sequence of (float, float)
            Places [degrees].

        Returns
        -------
        Table or None
            None if there is none, or none that can be read.
        """
        try:
            with (
                self._file(settings, positions).open("rb") as file,
                np.load(file, allow_pickle=False) as arrays,
            ):
                found = [np.array(arrays[name], dtype=np.float64) for name in ARRAYS]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None
        shape = (len(positions), len(positions))
        return Table(*found) if all(array.shape == shape for array in found) else None

    def write(
        self, settings: Mapping[str, object], positions: Sequence[Position], table: Table
    ) -> None:
        """Keep a table; a cache that cannot be written to is done without.

        Parameters
        ----------
        settings : mapping
            Everything else that decides it.
        positions : sequence of (float, float)
            Places [degrees].
        table : Table
            Travel between all of them.
        """
        file = self._file(settings, positions)
        name = ""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
            with os.fdopen(handle, "wb") as part:
                np.savez_compressed(
                    part,
                    settings=np.array(json.dumps(settings, sort_keys=True)),
                    **{array: getattr(table, array) for array in ARRAYS},
                )
            Path(name).replace(file)
        except OSError:
            if name:
                Path(name).unlink(missing_ok=True)

    def tables(self) -> Iterator[CachedTable]:
        """Yield the tables that are kept, by name of their file."""
        for file in sorted(self.folder.glob("*.npz")):
            try:
                with file.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
                    settings = json.loads(str(arrays["settings"]))
                    num_places = len(arrays["time_s"])
            except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
                settings, num_places = {}, 0
            yield CachedTable(file, file.stat().st_size, num_places, settings)

    def clear(self) -> int:
        """Remove every table, and return how many there were."""
        files = [*self.folder.glob("*.npz"), *self.folder.glob("*.part")]
        for file in files:
            file.unlink(missing_ok=True)
        return len(files)

    def _file(self, settings: Mapping[str, object], positions: Sequence[Position]) -> Path:
        """Return the file of a table, named by the hash of all that decides it."""
        decides = {
            "version": VERSION,
            "settings": settings,
            "positions": [[round(lat, 6), round(lon, 6)] for lat, lon in positions],
        }
        text = json.dumps(decides, sort_keys=True)
        return self.folder / f"{hashlib.sha256(text.encode()).hexdigest()}.npz"


def matrix_cache() -> MatrixCache:
    """Return the cache in the user's folder for such, or in the one that the environment names."""
    named = os.environ.get(CACHE_VARIABLE)
    return MatrixCache(
        Path(named) if named else platformdirs.user_cache_path("mobilkontor") / "matrices"
    )
