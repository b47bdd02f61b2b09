"""V100: numbers so large, or so far from numbers, that no rule can be applied to them.

A plan file can hold any number. What passes here can be added, multiplied and printed.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator

from mobilkontor.core.plan import Plan
from mobilkontor.verify.case import Claim
from mobilkontor.verify.report import Finding

__all__ = ["implausible_numbers"]

_LARGEST = 10**9


def implausible_numbers(plan: Plan, claim: Claim | None) -> Iterator[Finding]:
    """Yield every number that is not finite or beyond a thousand million.

    Parameters
    ----------
    plan : Plan
        The plan.
    claim : Claim or None
        What is said of its worth.

    Yields
    ------
    Finding
        One per number.
    """
    yield from _search(plan, "plan")
    yield from _search(claim, "claim")


def _search(value: object, where: str) -> Iterator[Finding]:
    """Walk through a value's fields and items."""
    if isinstance(value, float) and not math.isfinite(value):
        yield _finding(where, str(value))
    elif isinstance(value, int | float) and abs(value) > _LARGEST:
        yield _finding(where, f"{'-' if value < 0 else ''}more than {_LARGEST}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _search(item, f"{where}[{index}]")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _search(getattr(value, field.name), f"{where}.{field.name}")


def _finding(where: str, found: str) -> Finding:
    """Return the finding for one number."""
    return Finding(where, "number", found, f"must lie between -{_LARGEST} and {_LARGEST}")
