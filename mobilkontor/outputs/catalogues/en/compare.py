"""Hold the English texts of the comparison of plans."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS = {
    "compare.title": "Plans for mobile service offices compared",
    "compare.kind": "Mobile service offices · compared per four weeks",
    "compare.lead": (
        "What does one plan give that another does not, for which residents, and at what price?"
        " Choose two sides. The maps follow each other, and everything is stated per four "
        "weeks, so that plans with cycles of different length can be compared."
    ),
    "compare.skip": "Skip to the tables",
    "compare.no_plan": "No plan",
    "compare.no_plan_note": "today's fixed service offices only, in the setting of {title}",
    "compare.cycle": "{cycle}, {season}",
    "compare.choose": "Sides to compare",
    "compare.left": "On the left",
    "compare.right": "On the right",
    "compare.swap": "Swap sides",
    "compare.maps": "Maps",
    "compare.map.left": "Map of the left side",
    "compare.map.right": "Map of the right side, with the differences",
    "compare.heading_of": "{right} compared with {left}",
    "compare.show": "The maps show",
    "compare.show.stops": "Service",
    "compare.show.way": "Service and travel time to the nearest",
    "compare.show.names": "Place names",
    "compare.show.differences": "Differences on the right map",
    "compare.change.gains": "gains service",
    "compare.change.loses": "loses it",
    "compare.change.more": "gets more",
    "compare.change.fewer": "gets less",
    "compare.legend.gains": "Gains service: has none on the left",
    "compare.legend.loses": "Loses service: has it on the left",
    "compare.legend.more": "Gets more visits, or a fixed office in place of visits",
    "compare.legend.fewer": "Gets fewer visits, or visits in place of a fixed office",
    "compare.legend.stop": "Stop; the number is that of visits in four weeks",
    "compare.legend.size": (
        "The size of a symbol shows the residents of the place. The travel time is theirs, by "
        "car to the nearest fixed office or stop."
    ),
    "compare.office": "fixed service office",
    "compare.office_new": "new fixed service office",
    "compare.visits.one": "{visits} visit",
    "compare.visits.many": "{visits} visits",
    "compare.places.one": "in one place",
    "compare.places.many": "in {count} places",
    "compare.fact.gains": "residents gain service where they live",
    "compare.fact.loses": "residents lose it where they live",
    "compare.fact.more": "residents get more service",
    "compare.fact.fewer": "residents get less service",
    "compare.fact.nearer": "residents have a shorter way",
    "compare.fact.farther": "{persons} have a longer one",
    "compare.fact.met_visits": "visits met {per_cycle}",
    "compare.fact.cost_sek": "SEK of cost {per_cycle}",
    "compare.both": "{left} and {right}, {why}",
    "compare.dash": "In the charts a dash stands for what is not compared with A.",
    "compare.others": (
        "The sides do not rest on the same {grounds}. What rests on them is not compared."
    ),
    "compare.not_compared": "not compared: other {grounds}",
    "compare.ground.travel": "travel times",
    "compare.ground.distances": "road distances",
    "compare.ground.people": "numbers of residents",
    "compare.ground.need": "assumptions about need",
    "compare.ground.worth": "values of a visit",
    "compare.ground.costs": "kinds of cost",
    "compare.ground.tolerance": "tolerances of opening times",
    "compare.ground.aversion": "weights of inequality",
    "compare.places.heading": "Places that differ",
    "compare.places.note": (
        "Largest place first. A fixed office counts as more than visits. Places where only days"
        " or opening hours differ are not among them."
    ),
    "compare.places.none": "No place gets other service on one side than on the other.",
    "compare.column.change": "Difference",
    "compare.column.way": "Travel time to the nearest",
    "compare.column.setting": "Setting",
    "compare.indicators.note": (
        "Sums are of four weeks. Below each value stands the difference from the left side. The"
        " star marks the best value of the plans; there is none where they do not rest on the "
        "same."
    ),
    "compare.indicators.caption": "Indicators per four weeks",
    "compare.chart": "The main indicators, a bar for each side",
    "compare.best": "best",
    "compare.base": "compared with this",
    "compare.after": ", after",
    "compare.settings.heading": "Settings that differ",
    "compare.settings.note": (
        "The keys are those of the scenario files. Tables stand with their number of rows and a"
        " checksum of what they hold. A dash means that the scenario has no such entry."
    ),
    "compare.settings.none": "The scenarios of the plans have the same settings and tables.",
    "compare.settings.one": (
        "A single plan is compared with no plan; settings differ between plans."
    ),
    "compare.script.close": "Close",
    "compare.script.zoom_in": "Zoom in",
    "compare.script.zoom_out": "Zoom out",
    "compare.script.not_compared_short": "not compared",
    "compare.script.show": "Show on the maps",
    "compare.script.persons": "residents",
    "compare.script.way": "travel time",
}
