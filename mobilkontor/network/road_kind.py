"""Own the kind of a road: all that decides who may take it, when, and how fast."""

from __future__ import annotations

from typing import NamedTuple

from mobilkontor.core.places import RoadClass

__all__ = ["BACKWARD", "FORWARD", "RoadKind"]

FORWARD, BACKWARD = 1, 2
"""Bits of ``RoadKind.direction``: along the order of the road's points, and against it."""


class RoadKind(NamedTuple):
    """What roads of one kind have in common; a county has some thousands of kinds.

    Attributes
    ----------
    road_class : RoadClass
        Class that its driving speed depends on.
    highway : str
        OpenStreetMap's class, such as ``primary``; ``ferry`` for a crossing.
    number : str
        Road number, such as ``E10`` or ``395``; empty if none.
    is_unpaved : bool
        Whether its surface is gravel or softer.
    direction : int
        ``FORWARD``, ``BACKWARD`` or both bits.
    forward_kmh, backward_kmh : float
        Speed limit along and against the order of its points [km/h].
    is_speed_assumed : bool
        Whether no speed is signed, so that it comes from the class.
    max_weight_kg : int
        Heaviest vehicle allowed [kg]; 0 if there is no limit.
    max_height_cm : int
        Tallest vehicle allowed [cm]; 0 if there is no limit.
    is_hgv_forbidden : bool
        Whether vehicles above 3.5 t may not take it.
    conditions : str
        When it is open or closed, as OpenStreetMap writes it: ``no @ (Nov-Apr)``; empty if always.
    is_closed_else : bool
        Whether it is closed when no condition says that it is open.
    is_condition_assumed : bool
        Whether the conditions are guessed, as for ``seasonal=winter`` without dates.
    crossing_s : int
        Duration of a ferry's crossing [s]; 0 if not stated.
    way : int
        OpenStreetMap's id of a ferry with a duration, so that no two share a kind; else 0.
    weight_conditions : str
        Limits on weight of a part of the year [kg]: ``4000 @ (Apr 15-May 31)``; empty if none.
        Older road files end before it.
    """

    road_class: RoadClass
    highway: str
    number: str = ""
    is_unpaved: bool = False
    direction: int = FORWARD | BACKWARD
    forward_kmh: float = 50
    backward_kmh: float = 50
    is_speed_assumed: bool = False
    max_weight_kg: int = 0
    max_height_cm: int = 0
    is_hgv_forbidden: bool = False
    conditions: str = ""
    is_closed_else: bool = False
    is_condition_assumed: bool = False
    crossing_s: int = 0
    way: int = 0
    weight_conditions: str = ""

    @property
    def is_ferry(self) -> bool:
        """Whether it is a crossing by ferry."""
        return self.highway == "ferry"

    @property
    def is_same_both_ways(self) -> bool:
        """Whether it does not matter which way its points run."""
        both = self.direction == FORWARD | BACKWARD
        return both and self.forward_kmh == self.backward_kmh
