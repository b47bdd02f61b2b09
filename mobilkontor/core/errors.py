"""Own the exception hierarchy; the exit code belongs to the class.

::

    MobilkontorError (1)
      ScenarioError (2)        the scenario, a table or a plan file cannot be used
      NetworkError (3)         no travel matrix
      NoPlanError
        InfeasibleError (4)    proved: no plan keeps every rule
        LimitReachedError (5)  no plan found before the limit; none is disproved
      VerificationError (6)    a plan breaks a rule
      OutputError (2)          a file cannot be written where the user wants it

An error of the user is a ``MobilkontorError`` and is shown without a traceback; anything else is a
defect of mobilkontor and shows one.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "InfeasibleError",
    "LimitReachedError",
    "MobilkontorError",
    "NetworkError",
    "NoPlanError",
    "OutputError",
    "Problem",
    "ScenarioError",
    "VerificationError",
]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with an input: where, what was found, what to do.

    Attributes
    ----------
    file : str
        Name of the file as the user wrote it.
    line : int
        Line from 1; 0 if the problem belongs to the whole file.
    code : str
        Stable code, such as ``E107``; never reused.
    text : str
        Key, found value, expected value and remedy, in one line.
    """

    file: str
    line: int
    code: str
    text: str

    def __str__(self) -> str:
        """Return the problem as the one line a user reads."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{self.code} {where}: {self.text}"


class MobilkontorError(Exception):
    """Base of every error that is not a defect of mobilkontor."""

    exit_code = 1


class ScenarioError(MobilkontorError):
    """The input cannot be used; carries every problem found.

    Parameters
    ----------
    problems : tuple of Problem
        All problems, in the order of the files.
    """

    exit_code = 2

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class NetworkError(MobilkontorError):
    """No complete travel matrix could be made."""

    exit_code = 3


class NoPlanError(MobilkontorError):
    """Base of the two ways to end without a plan."""

    exit_code = 5


class InfeasibleError(NoPlanError):
    """Proved: no plan keeps every rule of the scenario."""

    exit_code = 4


class LimitReachedError(NoPlanError):
    """The limit was reached before a plan was found; none is disproved."""

    exit_code = 5


class VerificationError(MobilkontorError):
    """A plan breaks a rule; the text lists every violation."""

    exit_code = 6


class OutputError(MobilkontorError):
    """A file cannot be written where the user wants it."""

    exit_code = 2
