"""Own what a verification says: violations, their wording, the report.

A rule yields `Finding` values; the code belongs to the rule, not to the finding, so one rule has
one code. Codes are never reused: V1 duty, V2 flow, V3 service, V4 value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mobilkontor.core.units import SECONDS_PER_MINUTE, clock_text, duration_text

__all__ = [
    "Finding",
    "VerificationReport",
    "Violation",
    "clock",
    "duration",
    "excess",
    "level_text",
    "money",
    "shown",
    "violations_of",
    "visits",
]

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found wrong at one spot.

    Attributes
    ----------
    where : str
        The spot, such as ``vehicle 2, tue``.
    what : str
        The quantity judged, such as ``working time``.
    found, expected : str
        Its value in the plan, and what the rule asks for (``at most 9 h 00 min``), with units.
    note : str
        The difference, in words; empty if it says nothing new.
    """

    where: str
    what: str
    found: str
    expected: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule at one spot.

    Attributes
    ----------
    code : str
        Stable code of the rule, such as ``V101``.
    where : str
        The spot, such as ``vehicle 2, tue``.
    found, expected : str
        The value in the plan, and what the rule asks for, with units.
    text : str
        The whole line that a user reads.
    """

    code: str
    where: str
    found: str
    expected: str
    text: str

    def __str__(self) -> str:
        """Return the line that a user reads."""
        return self.text


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """All violations of a plan, and its totals recomputed from the scenario.

    Attributes
    ----------
    violations : tuple of Violation
        Ordered by code, then as the plan or the scenario lists the spots.
    cost_sek, met_visits, objective_sek : float or None
        Totals per cycle; None if the plan holds numbers that cannot be added up.
    """

    violations: tuple[Violation, ...]
    cost_sek: float | None
    met_visits: float | None
    objective_sek: float | None

    @property
    def is_clean(self) -> bool:
        """Whether the plan keeps every rule."""
        return not self.violations

    @property
    def text(self) -> str:
        """The report as people read it, one line per violation."""
        if self.is_clean:
            return "The plan keeps every rule."
        return "\n".join(violation.text for violation in self.violations)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain data, ready for JSON.

        Returns
        -------
        dict
            Keys ``is_clean``, ``cost_sek``, ``met_visits``, ``objective_sek``, ``violations``.
        """
        return {
            "is_clean": self.is_clean,
            "cost_sek": self.cost_sek,
            "met_visits": self.met_visits,
            "objective_sek": self.objective_sek,
            "violations": [
                {
                    "code": violation.code,
                    "where": violation.where,
                    "found": violation.found,
                    "expected": violation.expected,
                    "text": violation.text,
                }
                for violation in self.violations
            ],
        }


def violations_of(code: str, findings: Iterable[Finding]) -> tuple[Violation, ...]:
    """Return the violations of one rule.

    Parameters
    ----------
    code : str
        Code of the rule.
    findings : iterable of Finding
        What the rule found.

    Returns
    -------
    tuple of Violation
        One per finding, in the same order.
    """
    return tuple(_violation(code, finding) for finding in findings)


def _violation(code: str, finding: Finding) -> Violation:
    """Put a finding into words."""
    note = f" ({finding.note})" if finding.note else ""
    text = f"{code} {finding.where}: {finding.what} {finding.found}, {finding.expected}{note}."
    return Violation(code, finding.where, finding.found, finding.expected, text)


def shown(name: str) -> str:
    """Return a name fit for one line of a terminal: no control characters, not endless.

    Parameters
    ----------
    name : str
        Id from a plan file; may hold anything.

    Returns
    -------
    str
        The name itself if it is harmless.
    """
    short = name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "..."
    return short if short and short.isprintable() else repr(short)


def duration(seconds: int) -> str:
    """Return a duration, with its sign, and with seconds if it is not in whole minutes.

    Parameters
    ----------
    seconds : int
        The duration [s].

    Returns
    -------
    str
        Such as ``9 h 14 min``.
    """
    minutes, rest = divmod(abs(seconds), SECONDS_PER_MINUTE)
    sign = "-" if seconds < 0 else ""
    tail = f" {rest} s" if rest else ""
    return f"{sign}{duration_text(minutes * SECONDS_PER_MINUTE)}{tail}"


def excess(seconds: int) -> str:
    """Return a difference in minutes with its sign.

    Parameters
    ----------
    seconds : int
        Found minus expected [s].

    Returns
    -------
    str
        Such as ``+14 min``.
    """
    return f"{seconds / SECONDS_PER_MINUTE:+.10g} min"


def clock(seconds: int) -> str:
    """Return a clock time, with its sign, and with seconds if it is not in whole minutes.

    Parameters
    ----------
    seconds : int
        Time after midnight [s]; a plan file may hold any.

    Returns
    -------
    str
        Such as ``07:40``.
    """
    minutes, rest = divmod(abs(seconds), SECONDS_PER_MINUTE)
    sign = "-" if seconds < 0 else ""
    tail = f":{rest:02d}" if rest else ""
    return f"{sign}{clock_text(minutes * SECONDS_PER_MINUTE)}{tail}"


def money(sek: float) -> str:
    """Return an amount to the öre.

    Parameters
    ----------
    sek : float
        The amount [SEK].

    Returns
    -------
    str
        Such as ``1200.50 SEK``.
    """
    return f"{sek:.2f} SEK"


def visits(number: float) -> str:
    """Return a number of met visits without needless digits.

    Parameters
    ----------
    number : float
        Met visits per cycle.

    Returns
    -------
    str
        Such as ``12.5``.
    """
    return f"{number:.9g}"


def level_text(visits_per_cycle: int, opening_s: int, *, is_half_day: bool = False) -> str:
    """Return a level in words.

    Parameters
    ----------
    visits_per_cycle : int
        Number of visits.
    opening_s : int
        Opening time per visit [s].
    is_half_day : bool
        Whether all visits keep to one half of the day.

    Returns
    -------
    str
        Such as ``2 x 1 h 30 min``, with ``in one half of the day`` behind it if so.
    """
    text = f"{visits_per_cycle} x {duration(opening_s)}"
    return f"{text} in one half of the day" if is_half_day else text
