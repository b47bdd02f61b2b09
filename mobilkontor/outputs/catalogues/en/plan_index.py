"""Hold the English texts of the page that leads to plans."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS = {
    "plans.title": "Plans for mobile service offices",
    "plans.kind": "Mobile service offices",
    "plans.lead": (
        "Every plan has a map with its timetable, and a decision paper to print. All pages work "
        "without the internet."
    ),
    "plans.plans": "The plans",
    "plans.comparisons": "Compare plans",
    "plans.comparisons_note": (
        "Two maps that follow each other, what differs place by place, and what it costs."
    ),
    "plans.compare": "Comparison of plans",
    "plans.picture": "Small map of the plan {title}",
    "plans.season": "Plan for {cycle}, {season}",
    "plans.vehicles": "Vehicles that drive",
    "plans.stops": "Places with visits",
    "plans.offices": "New fixed offices",
    "plans.met": "Met visits {per_cycle}",
    "plans.cost": "Cost {per_cycle}",
    "plans.proof": "Proved",
    "plans.link.map": "Map and timetable",
    "plans.link.report": "Decision paper",
    "plans.link.csv": "Timetable as CSV",
    "plans.link.dated": "Timetable with dates",
    "plans.note": (
        "The pictures show the ways driven, a pattern per vehicle; names and legend are on the map "
        "pages. What is assumed is said on every page."
    ),
}
