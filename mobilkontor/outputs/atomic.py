"""Write files so that a kill at any moment leaves, for each, the old file or the new one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from mobilkontor.core.errors import OutputError

__all__ = ["remove_file", "write_files"]

SUFFIX = ".part"


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write several files, each whole or not at all.

    All contents are on disk under other names, in the same folders, before the first file is
    replaced; leftovers of a killed run are removed.

    Parameters
    ----------
    files : mapping of Path to bytes
        Contents by path; missing folders are made.

    Raises
    ------
    OutputError
        If a folder or file cannot be written; then no file has changed, unless the failure came
        while the finished files were being put in place.
    """
    parts: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _remove_leftovers(path)
            parts[path] = _write_part(path, content)
        for path, part in parts.items():
            part.replace(path)
        for folder in {path.parent for path in files}:
            _sync_folder(folder)
    except OSError as error:
        msg = (
            f"E401 {path}: cannot be written ({error.strerror or error}). "
            "Free space, or choose another folder with --out."
        )
        raise OutputError(msg) from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def remove_file(path: Path) -> None:
    """Remove a file, and what a killed run left beside it; none may be there.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    OutputError
        If it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
        _remove_leftovers(path)
    except OSError as error:
        msg = (
            f"E405 {path}: cannot be removed ({error.strerror or error}). "
            "Remove it by hand; the plan is written."
        )
        raise OutputError(msg) from error


def _remove_leftovers(path: Path) -> None:
    """Remove what a killed run left beside a file."""
    prefix = f".{path.name}."
    for leftover in path.parent.iterdir():
        if leftover.name.startswith(prefix) and leftover.name.endswith(SUFFIX):
            leftover.unlink(missing_ok=True)


def _write_part(path: Path, content: bytes) -> Path:
    """Write the content under another name in the same folder, down to the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=SUFFIX, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _umask() -> int:
    """Return the mask that files of this process are made with."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the new names of a folder last, where the system lets a folder be opened."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
