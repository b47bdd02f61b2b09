"""Own the numbers of the working rules, and the named rule packs.

Numbers only: `duties` and `verify` each state on their own what the numbers mean.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from mobilkontor.core.units import hours_to_s, minutes_to_s

__all__ = [
    "ARBETSTIDSLAGEN",
    "EU_561_2006",
    "EU_561_ABOVE_T",
    "RULE_PACKS",
    "WorkRules",
    "strictest",
]


@dataclass(frozen=True, slots=True)
class WorkRules:
    """Limits on one crew's work; None means that the pack sets no such limit.

    Attributes
    ----------
    max_working_s : int or None
        Longest working time of a duty, breaks not counted [s].
    max_driving_s : int or None
        Longest driving time of a duty [s].
    max_work_stretch_s : int or None
        Longest work without a work break [s].
    work_break_s : int or None
        Shortest break that ends a stretch of work [s].
    max_driving_stretch_s : int or None
        Longest driving without a driving break [s].
    driving_break_s : int or None
        Shortest break that ends a stretch of driving [s].
    daily_rest_s : int or None
        Shortest rest between two duties on days that follow each other [s].
    max_weekly_working_s : int or None
        Longest working time in one week [s].
    max_weekly_driving_s : int or None
        Longest driving time in one week [s].
    """

    max_working_s: int | None = None
    max_driving_s: int | None = None
    max_work_stretch_s: int | None = None
    work_break_s: int | None = None
    max_driving_stretch_s: int | None = None
    driving_break_s: int | None = None
    daily_rest_s: int | None = None
    max_weekly_working_s: int | None = None
    max_weekly_driving_s: int | None = None


def strictest(*packs: WorkRules) -> WorkRules:
    """Return the rules that keep every pack: the least ``max_``, the longest break and rest."""
    merged: dict[str, int | None] = {}
    for field_ in fields(WorkRules):
        values = [v for pack in packs if (v := getattr(pack, field_.name)) is not None]
        choose = min if field_.name.startswith("max_") else max
        merged[field_.name] = choose(values) if values else None
    return WorkRules(**merged)


ARBETSTIDSLAGEN = WorkRules(
    max_work_stretch_s=hours_to_s(5),
    work_break_s=minutes_to_s(30),
    daily_rest_s=hours_to_s(11),
    max_weekly_working_s=hours_to_s(40),
)
"""Swedish Working Hours Act (1982:673): 40 h a week (section 5), a break at the latest after 5 h
(section 15), 11 h of daily rest (section 13). The length of the break, 30 min, is custom: the act
asks for breaks "sufficient with regard to the working conditions"."""

EU_561_2006 = WorkRules(
    max_driving_s=hours_to_s(9),
    max_driving_stretch_s=hours_to_s(4.5),
    driving_break_s=minutes_to_s(45),
    daily_rest_s=hours_to_s(11),
    max_weekly_driving_s=hours_to_s(56),
)
"""Regulation (EC) No 561/2006 for vehicles over 3.5 t: 9 h of driving a day and 56 h a week
(article 6), 45 min of break at the latest after 4.5 h of driving (article 7), 11 h of daily rest
(article 8). The permitted exceptions (10 h twice a week, split breaks, reduced rest) are not used,
so every duty is legal without them."""

EU_561_ABOVE_T = 3.5
"""Gross weight above which Regulation (EC) No 561/2006 applies, article 2 [t]."""

RULE_PACKS = {"arbetstidslagen": ARBETSTIDSLAGEN, "eu-561-2006": EU_561_2006}
