"""Write files as one set that knows its members, and take away those of the set before it.

``SHA256SUMS`` lists the members, as ``sha256sum -c`` reads it. It is put in place last. A file of
the earlier set that the new one does not have is removed, unless somebody has changed it since.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from mobilkontor.outputs.atomic import remove_file, write_files

__all__ = ["SUMS", "write_set"]

SUMS = "SHA256SUMS"
LINE = re.compile(r"([0-9a-f]{64})  ([\w./-]+)")


def write_set(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write a set of files.

    Parameters
    ----------
    folder : Path
        Where the set lies.
    files : mapping of str to bytes
        Contents by path from the folder, with slashes.

    Returns
    -------
    tuple of Path
        The files, in the order given, and the list of them.

    Raises
    ------
    OutputError
        If a file cannot be written, or one of the earlier set not removed.
    """
    sums = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
    )
    earlier = _members(folder)
    contents = {folder / name: content for name, content in files.items()}
    contents[folder / SUMS] = sums.encode()
    write_files(contents)
    for name, digest in earlier.items():
        path = folder / name
        if name not in files and _digest(path) == digest:
            remove_file(path)
    return tuple(contents)


def _members(folder: Path) -> dict[str, str]:
    """Return the members of the set that lies there, path to hash; none if there is no list."""
    try:
        text = (folder / SUMS).read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return {}
    found = (LINE.fullmatch(line) for line in text.splitlines())
    members = {match[2]: match[1] for match in found if match}
    return {name: digest for name, digest in members.items() if _is_inside(name)}


def _is_inside(name: str) -> bool:
    """Tell whether a path stays inside the folder it starts from."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _digest(path: Path) -> str | None:
    """Return the hash of a file; None if it is not there, or is reached by a link."""
    if path.is_symlink() or not path.is_file():
        return None
    return hashlib.sha256(path.read_bytes()).hexdigest()
