"""Read road numbers as OpenStreetMap writes them, and tell the class of a road by its number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mobilkontor.core.places import RoadClass

__all__ = ["class_of_number", "road_number"]

_NATIONAL_MAX = 99
_NUMBER = re.compile(r"(E)? ?(\d{1,4})(?:\.\d+)?")


def road_number(names: Iterable[str]) -> str:
    """Return the first number on the signs of a road, such as ``E10`` or ``395``.

    Parameters
    ----------
    names : iterable of str
        Numbers and names of the road, such as ``E 10``, ``Storgatan`` or ``BD 515``.

    Returns
    -------
    str
        Its number; empty if none of them stands on signs.
    """
    found = (_NUMBER.fullmatch(name.strip()) for name in names)
    return next((f"{number[1] or ''}{number[2]}" for number in found if number is not None), "")


def class_of_number(number: str) -> RoadClass:
    """Return the class of a road with a number.

    Parameters
    ----------
    number : str
        The number, as `road_number` returns it; not empty.

    Returns
    -------
    RoadClass
        European, national or county.
    """
    if number.startswith("E"):
        return RoadClass.EUROPEAN
    return RoadClass.NATIONAL if int(number) <= _NATIONAL_MAX else RoadClass.COUNTY
