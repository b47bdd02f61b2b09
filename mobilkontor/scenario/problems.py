"""Own the list that collects every problem of the input, in the order of the files."""

from __future__ import annotations

from dataclasses import dataclass

from mobilkontor.core.errors import Problem, ScenarioError
from mobilkontor.scenario.messages.message import Message

__all__ = ["Position", "ProblemList"]


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands: a file as the user wrote it, and a line from 1 (0: all of it)."""

    file: str
    line: int = 0


class ProblemList:
    """Collects problems instead of stopping at the first."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._file_rank: dict[str, int] = {}

    def __len__(self) -> int:
        """Return the number of problems so far."""
        return len(self._problems)

    def start_file(self, file: str) -> None:
        """Note that a file is read now; problems are told in the order files were first read."""
        self._file_rank.setdefault(file, len(self._file_rank))

    def add(self, position: Position, message: Message) -> None:
        """Add a problem at a position."""
        self.start_file(position.file)
        self._problems.append(Problem(position.file, position.line, message.code, message.text))

    def raise_if_any(self) -> None:
        """Stop if there is a problem.

        Raises
        ------
        ScenarioError
            With every problem, each once.
        """
        if not self._problems:
            return
        unique = dict.fromkeys(self._problems)
        ordered = sorted(unique, key=lambda p: (self._file_rank[p.file], p.line))
        raise ScenarioError(tuple(ordered))
