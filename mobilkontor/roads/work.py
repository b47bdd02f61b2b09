"""Keep finished passes over an extract beside the road file to be, so that a build can go on.

A pass is named by the hash of the extract and of the code that read it: after a kill, the next
build of the same extract takes what is whole, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from mobilkontor.core.errors import OutputError, ScenarioError
from mobilkontor.core.places import RoadClass
from mobilkontor.network import road_conditions, road_number
from mobilkontor.network.road_kind import RoadKind
from mobilkontor.roads import extract as reading
from mobilkontor.roads import kind_table, limits, tags, texts
from mobilkontor.roads.extract import Points, Ways

__all__ = ["WorkFolder", "forget_work"]

CHUNK_BYTES = 1 << 22
KEY_LENGTH = 16
_BROKEN = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, zlib.error)


class WorkFolder:
    """The finished passes over one extract.

    Parameters
    ----------
    extract : Path
        The extract.
    out : Path
        Folder of the road file to be; the passes lie beside it.

    Attributes
    ----------
    sha256 : str
        Hash of the extract.
    """

    def __init__(self, extract: Path, out: Path) -> None:
        self.sha256 = _file_sha256(extract)
        # A rule of tags that changes makes other ways: what older code read is not used.
        digest = hashlib.sha256(self.sha256.encode())
        for module in (reading, kind_table, limits, road_conditions, road_number, tags):
            digest.update(Path(str(module.__file__)).read_bytes())
        self._folder = _folder_beside(out)
        self._key = digest.hexdigest()[:KEY_LENGTH]

    def ways(self, read: Callable[[], Ways]) -> Ways:
        """Return the ways of an earlier build, else read and keep them.

        Parameters
        ----------
        read : callable
            Reads them from the extract.

        Returns
        -------
        Ways
            The ways.
        """
        kept = self._kept("ways")
        try:
            if kept is not None:
                told = json.loads(kept["texts"].tobytes())
                kinds = tuple(RoadKind(RoadClass(first), *rest) for first, *rest in told["kinds"])
                return Ways(kept["refs"], kept["start"], kept["kind"], kinds, told["unread"])
        except _BROKEN:
            pass
        ways = read()
        told = {"kinds": [list(kind) for kind in ways.kinds], "unread": ways.unread}
        self._keep(
            "ways",
            refs=ways.refs,
            start=ways.start,
            kind=ways.kind,
            texts=np.frombuffer(json.dumps(told).encode(), dtype=np.uint8),
        )
        return ways

    def points(self, read: Callable[[], Points]) -> Points:
        """Return the points of an earlier build, else read and keep them.

        Parameters
        ----------
        read : callable
            Reads them from the extract.

        Returns
        -------
        Points
            The points.
        """
        kept = self._kept("points")
        if kept is not None and {"ids", "lat", "lon", "is_blocked"} <= set(kept):
            return Points(kept["ids"], kept["lat"], kept["lon"], kept["is_blocked"])
        points = read()
        self._keep(
            "points",
            ids=points.ids,
            lat=points.lat,
            lon=points.lon,
            is_blocked=points.is_blocked,
        )
        return points

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}-{self._key}.npz"

    def _kept(self, name: str) -> dict[str, Any] | None:
        """Return the arrays of a pass, or None if there are none, or broken ones."""
        try:
            with (
                open(self._path(name), "rb") as stream,
                np.load(stream, allow_pickle=False) as archive,
            ):
                return {array: archive[array] for array in archive.files}
        except _BROKEN:
            return None

    def _keep(self, name: str, **arrays: Any) -> None:  # noqa: ANN401
        """Keep the arrays of a finished pass, whole or not at all."""
        path = self._path(name)
        part = path.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with open(part, "wb") as stream:
                np.savez(stream, **arrays)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            reason = error.strerror or str(error)
            raise OutputError(texts.cannot_keep_work(str(self._folder), reason)) from error


def forget_work(out: Path) -> None:
    """Remove the finished passes that a build kept, when its road file is written.

    Parameters
    ----------
    out : Path
        Folder of the road file.
    """
    shutil.rmtree(_folder_beside(out), ignore_errors=True)


def _folder_beside(out: Path) -> Path:
    """Return the folder of the passes of a road file."""
    absolute = out.absolute()
    return absolute.parent / f".{absolute.name}.building"


def _file_sha256(path: Path) -> str:
    """Return the hash of a file, raising ``ScenarioError`` if it cannot be read."""
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as stream:
            while chunk := stream.read(CHUNK_BYTES):
                digest.update(chunk)
    except OSError as error:
        problem = texts.no_extract(str(path), error.strerror or str(error))
        raise ScenarioError((problem,)) from error
    return digest.hexdigest()
