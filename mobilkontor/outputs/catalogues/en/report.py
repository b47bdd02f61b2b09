"""Hold the English texts of the decision paper."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS = {
    "report.title": "Decision paper: {title}",
    "report.kind": "Decision paper · mobile service offices · plan for {cycle} · {season}",
    "report.lead": (
        "The paper tells what the plan gives and costs, what "
        "is proved, what is assumed, and which places go without."
    ),
    "report.fact.far_note": "Without mobile offices → with the plan. Listed places only.",
    "report.question.heading": "The question",
    "report.question.text": (
        "The data list {candidates} places with {residents} residents, and {offices}. The plan "
        "chooses where mobile offices stop, how often, on which day and for how long, within the "
        "rules on working time, driving time and rest."
    ),
    "report.offices.one": "one open fixed office",
    "report.offices.many": "{count} open fixed offices",
    "report.plan.heading": "The plan on a map",
    "report.map.label": (
        "Map of the plan: roads, ways of the vehicles, stops, fixed offices and nights. The "
        "timetable stands on the map page."
    ),
    "report.map.note": (
        "Larger symbol: more visits are met there. Broken outline: the number of residents is an "
        "estimate. Roads are drawn straight between places. Names without room are left out; days "
        "and clock times stand in the timetable of map.html."
    ),
    "report.effects.heading": "What the plan gives residents",
    "report.effects.note": (
        "Residents by travel time by car to the nearest service. Before: open fixed offices. Then: "
        "fixed offices and those stops that are visited at least as often as the column says."
    ),
    "report.reach.all": "All residents of the places ({persons})",
    "report.reach.elderly": "Residents of 65 and more (about {persons})",
    "report.elderly.note": (
        "The number of elderly per place is an estimate: the share of the municipality, the same "
        "in all its places."
    ),
    "report.elderly.source": "Share of residents of 65 and more, by municipality: {sources}",
    "report.column.within": "Travel time",
    "report.column.before": "Before",
    "report.within": "At most {limit} min",
    "report.over": "Over {limit} min",
    "report.every.1": "Every week",
    "report.every.2": "At least every second week",
    "report.every.4": "At least every fourth week",
    "report.every.8": "At least every eighth week",
    "report.measures.caption": "Travel time and evenness: before → after",
    "report.column.all": "All residents",
    "report.column.elderly": "65 and more",
    "report.measure.mean_travel_min": "Mean travel time [min]",
    "report.meaning.mean_travel_min": "To the nearest service, mean over residents",
    "report.measure.p90_travel_min": "Travel time that nine in ten keep within [min]",
    "report.meaning.p90_travel_min": "Least time that is enough for 90% of the residents",
    "report.measure.gini_travel": "Unevenness of travel time (Gini)",
    "report.meaning.gini_travel": (
        "0 if all have the same. It can rise though nobody's way gets longer: when most get near, "
        "fewer bear the travel that is left."
    ),
    "report.measure.access": "Share of the need that is met",
    "report.meaning.access": "By fixed offices and stops, mean over residents: 0 none, 1 all",
    "report.measure.access_worst_tenth": "The same for the tenth with least",
    "report.meaning.access_worst_tenth": "Mean over the tenth of the residents who have least",
    "report.measure.gini_access": "Unevenness of met need (Gini)",
    "report.meaning.gini_access": "0 if the same share of everybody's need is met",
    "report.measure.atkinson_access": "Unevenness of met need (Atkinson)",
    "report.meaning.atkinson_access": (
        "Share of the met need that could be given up if all had the same"
    ),
    "report.municipalities.caption": "What the plan gives each municipality: before → after",
    "report.municipalities.note": (
        "After counts every stop, however often it is visited. Travel times are by car to the "
        "nearest service, in minutes. Within a municipality the elderly travel as long as all do, "
        "because their share is the same in all its places. Gini can rise though all get "
        "nearer: when most get near, fewer bear the travel that is left."
    ),
    "report.column.residents": "Residents of the places",
    "report.column.of_them_elderly": "of them 65+",
    "report.column.over_30": "Over 30 min",
    "report.column.over_30_elderly": "of them 65+",
    "report.column.mean": "Mean [min]",
    "report.column.p90": "Nine in ten within [min]",
    "report.column.gini": "Gini",
    "report.before": "Before",
    "report.after": "After",
    "report.axis.minutes": "Mean travel time to the nearest service [min]",
    "report.chart.far": "Residents farther from service than 15, 30, 45 and 60 minutes",
    "report.chart.municipalities": "Mean travel time to the nearest service, by municipality",
    "report.chart.cost": "Cost by kind",
    "report.chart.work": "What the crews' working time goes to",
    "report.cost.heading": "Cost and means",
    "report.cost.none": "The plan drives nowhere and costs nothing.",
    "report.cost.caption": "Cost by kind",
    "report.column.kind": "Kind",
    "report.use.caption": "Means and how they are used",
    "report.cost.driving": "Driving",
    "report.cost.work": "Working time",
    "report.cost.days": "Days out",
    "report.cost.nights": "Nights away",
    "report.cost.vehicles": "Vehicles, crews",
    "report.cost.offices": "New fixed offices",
    "report.cost.all": "Cost in all",
    "report.work.open": "Open office",
    "report.work.driving": "Driving",
    "report.work.other": "Setting up, packing",
    "report.proved.heading": "What is proved",
    "report.proved.caption": "The proof in figures",
    "report.proved.note": (
        "The proof is about the worth of the plan under the assumptions below. It says nothing of "
        "the assumptions themselves. That the plan keeps every rule was judged apart, by a program "
        "that shares no code with the one that made it."
    ),
    "report.proof.goal": "Goal",
    "report.proof.status": "State",
    "report.proof.objective": "Worth of the plan",
    "report.proof.bound": "No plan gets beyond",
    "report.proof.gap": "Distance to that limit",
    "report.proof.scope": "The limit covers",
    "report.status.optimal": "Best possible, proved",
    "report.status.feasible": "Keeps every rule; that it is the best is not proved",
    "report.no_bound": "no limit is proved",
    "report.scope.all_duties": "all day tours that are possible",
    "report.scope.generated_duties": "only the day tours that were tried",
    "report.left_out.heading": "What was left out, and why",
    "report.left_out.caption": "Places without a stop of their own, by reason",
    "report.column.largest": "Places (residents), those that lose most first",
    "report.more": "and {count} more",
    "report.figures.heading": "Appendix: the figures behind the plan",
    "report.assumed.residents": (
        "Of the residents reached, {share} live in places whose number is estimated or assumed (≈)."
    ),
    "report.assumed.outside": (
        "{count} residents live outside every listed place and are in none of the figures."
    ),
    "report.assumed.car": "All travel times are by car; those without one have longer.",
    "report.assumed.elderly": (
        "Residents of 65 and more per place are an estimate: the share of the municipality."
    ),
}
