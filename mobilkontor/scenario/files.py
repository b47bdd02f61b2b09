"""Own the reading of input files: only inside the scenario's folder, only of sane size, as text.

Every table read enters the hash of the scenario, byte for byte; of its YAML files, what they say.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from mobilkontor.scenario.characters import is_harmless
from mobilkontor.scenario.messages import files as messages
from mobilkontor.scenario.messages.message import Message, shown
from mobilkontor.scenario.problems import Position, ProblemList

__all__ = [
    "MAX_MATRIX_BYTES",
    "MAX_PLAN_BYTES",
    "MAX_TABLE_BYTES",
    "MAX_YAML_BYTES",
    "Folder",
    "NamedBy",
]

BYTES_PER_MB = 1_000_000
MAX_YAML_BYTES = 1 * BYTES_PER_MB
MAX_TABLE_BYTES = 50 * BYTES_PER_MB
MAX_PLAN_BYTES = 200 * BYTES_PER_MB
MAX_MATRIX_BYTES = 500 * BYTES_PER_MB
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class NamedBy:
    """The key of a scenario that names a file, and where it stands."""

    key: str
    position: Position


class Folder:
    """The folder of a scenario; nothing outside it is read.

    Parameters
    ----------
    scenario_path : Path
        The scenario file as the user wrote it.
    problems : ProblemList
        Where problems go.
    """

    def __init__(self, scenario_path: Path, problems: ProblemList) -> None:
        self._shown_root = scenario_path.parent
        self._real_root = os.path.realpath(scenario_path.parent)
        self._problems = problems
        self._hashes: dict[str, str] = {}

    def shown(self, relative: str) -> str:
        """Return a path in the folder as the user would write it."""
        text = str(self._shown_root / relative)
        return text if is_harmless(text) else shown(text)

    def contains(self, relative: str) -> bool:
        """Tell whether a path, links followed, stays in the folder."""
        if os.path.isabs(relative) or "\0" in relative:
            return False
        if os.path.normpath(relative).split(os.sep)[0] == os.pardir:
            return False
        real = os.path.realpath(os.path.join(self._real_root, relative))
        return os.path.commonpath([self._real_root, real]) == self._real_root

    def check_inside(self, relative: str, named_by: NamedBy) -> bool:
        """Tell whether a path given by a key stays in the folder; add a problem if not."""
        if self.contains(relative):
            return True
        message = messages.outside_folder(named_by.key, relative, str(self._shown_root))
        self._problems.add(named_by.position, message)
        return False

    def read_text(
        self,
        relative: str,
        max_bytes: int,
        named_by: NamedBy | None,
        *,
        is_hashed: bool = True,
    ) -> str | None:
        """Return the text of a file, or None after adding a problem.

        Parameters
        ----------
        relative : str
            Path in the folder.
        max_bytes : int
            Size from which on the file is not opened.
        named_by : NamedBy or None
            The key that names it; None for the scenario file itself.
        is_hashed : bool
            Whether its bytes enter the hash of the scenario.

        Returns
        -------
        str or None
            Its text, without a byte order mark.
        """
        name = self.shown(relative)
        self._problems.start_file(name)
        if not self._is_readable(relative, max_bytes, named_by):
            return None
        try:
            with open(self._real(relative), "rb") as stream:
                content = stream.read(max_bytes)
        except OSError as error:
            self._tell_unreadable(relative, named_by, error)
            return None
        if is_hashed:
            self._hashes[relative] = hashlib.sha256(content).hexdigest()
        return self._decode(content, name)

    def hash_binary(self, relative: str, max_bytes: int, named_by: NamedBy) -> None:
        """Let a file that is read elsewhere enter the hash; add a problem if it cannot be read."""
        self._problems.start_file(self.shown(relative))
        if not self._is_readable(relative, max_bytes, named_by):
            return
        digest = hashlib.sha256()
        try:
            with open(self._real(relative), "rb") as stream:
                while chunk := stream.read(CHUNK_BYTES):
                    digest.update(chunk)
        except OSError as error:
            self._tell_unreadable(relative, named_by, error)
        self._hashes[relative] = digest.hexdigest()

    def sha256(self, said: str) -> str:
        """Return the hash of what the scenario says, and of names and contents of the tables."""
        lines = [said, *(f"\n{name} {digest}" for name, digest in sorted(self._hashes.items()))]
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def _real(self, relative: str) -> str:
        return os.path.join(self._real_root, relative)

    def _tell_unreadable(
        self, relative: str, named_by: NamedBy | None, error: OSError | ValueError
    ) -> None:
        reason = getattr(error, "strerror", None) or str(error)
        key = named_by.key if named_by is not None else None
        self._tell(relative, named_by, messages.unreadable(key, relative, reason))

    def _tell(self, relative: str, named_by: NamedBy | None, message: Message) -> None:
        """Add a problem where the file is named, or of the file itself."""
        position = Position(self.shown(relative)) if named_by is None else named_by.position
        self._problems.add(position, message)

    def _is_readable(self, relative: str, max_bytes: int, named_by: NamedBy | None) -> bool:
        """Check kind and size before opening: a device or a file of 1 GB must not be read."""
        key = named_by.key if named_by is not None else None
        try:
            found = os.stat(self._real(relative))
        except FileNotFoundError:
            near = self._names_beside(relative)
            self._tell(relative, named_by, messages.no_such_file(key, relative, near))
            return False
        except (OSError, ValueError) as error:
            self._tell_unreadable(relative, named_by, error)
            return False
        if not stat.S_ISREG(found.st_mode):
            self._tell(relative, named_by, messages.not_a_file(key, relative))
            return False
        if found.st_size > max_bytes:
            size_mb, most_mb = found.st_size / BYTES_PER_MB, max_bytes / BYTES_PER_MB
            self._tell(relative, named_by, messages.too_large(key, relative, size_mb, most_mb))
            return False
        return True

    def _names_beside(self, relative: str) -> list[str]:
        """Return the files in the directory of a path, in its own writing."""
        directory = os.path.dirname(relative)
        try:
            names = os.listdir(self._real(directory))
        except OSError:
            return []
        return sorted(os.path.join(directory, name) for name in names)

    def _decode(self, content: bytes, name: str) -> str | None:
        """Return UTF-8 text; tell UTF-16, Latin-1 and binary content apart."""
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            self._problems.add(Position(name), messages.is_utf16())
            return None
        if b"\0" in content:
            line = content[: content.index(b"\0")].count(b"\n") + 1
            self._problems.add(Position(name, line), messages.nul_bytes())
            return None
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            byte = content[error.start]
            line = content[: error.start].count(b"\n") + 1
            word = _word_around(content, error.start)
            self._problems.add(Position(name, line), messages.not_utf8(byte, word))
            return None
        if not text.strip():
            self._problems.add(Position(name), messages.empty_file())
            return None
        return text


def _word_around(content: bytes, at: int) -> str:
    """Return the text around a byte, read as Latin-1, so that the user finds it."""
    before = content[max(0, at - 20) : at].decode("latin-1")
    after = content[at : at + 20].decode("latin-1")
    separators = str.maketrans(",;\n\r\t\"'", "       ")
    head = before.translate(separators).split(" ")[-1]
    return head + after.translate(separators).split(" ")[0]
