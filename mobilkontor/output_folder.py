"""Hold an output folder for one run: make it, prove that it can be written to, keep others out.

The lock is one of the kernel on an open file, so a killed run leaves none behind. Where the system
knows no such locks, runs are not kept apart; each file is still written whole.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mobilkontor.core.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["hold_folder"]

LOCK = ".lock"


@contextmanager
def hold_folder(folder: Path) -> Iterator[None]:
    """Hold a folder while the block runs.

    It is made before the search, so that no hour of it is lost to a misspelt path. Folders made
    here go again if nothing was written to them.

    Parameters
    ----------
    folder : Path
        The folder to write to.

    Yields
    ------
    None
        Nobody else holds the folder.

    Raises
    ------
    OutputError
        If the folder cannot be written to, or another run holds it.
    """
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    lock: int | None = None
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
            lock = _lock(folder / LOCK)
        except OSError as error:
            msg = (
                f"E402 {folder}: cannot be written to ({error.strerror or error}). "
                "Name a folder where you may write with --out."
            )
            raise OutputError(msg) from error
        yield
    finally:
        if lock is not None:
            # The name goes while the lock is held: whoever opened it meanwhile sees that and
            # tries again with a new file.
            with suppress(OSError):
                (folder / LOCK).unlink()
            os.close(lock)
        for path in made:
            with suppress(OSError):
                path.rmdir()


def _lock(path: Path) -> int | None:
    """Return an open file with the lock of its name; None where there are no locks."""
    if fcntl is None:
        return None
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_named(handle, path):
                os.ftruncate(handle, 0)
                os.write(handle, f"{os.getpid()}\n".encode())
                return handle
        except BlockingIOError as error:
            holder = _holder(handle)
            os.close(handle)
            msg = (
                f"E404 {path.parent}: another run of mobilkontor{holder} is planning into this "
                "folder. Wait until it ends, stop it, or name another folder with --out."
            )
            raise OutputError(msg) from error
        except OSError:
            # A file system without locks, such as some of the network.
            os.close(handle)
            path.unlink(missing_ok=True)
            return None
        os.close(handle)


def _is_named(handle: int, path: Path) -> bool:
    """Tell whether a name still leads to an open file."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _holder(handle: int) -> str:
    """Return who holds the lock, as the lock file says."""
    text = os.read(handle, 20).strip()
    return f" (process {int(text)})" if text.isdigit() else ""
