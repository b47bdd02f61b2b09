"""Hold the English texts of the map page."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS = {
    "page.kind": "Mobile service offices · plan for {cycle} · {season}",
    "page.lead": (
        "The map shows the stops with their days and times, where the crews sleep, who gets "
        "closer to service, and which places are left out."
    ),
    "page.facts": "The plan in brief",
    "fact.reached": "residents are reached",
    "fact.reached_note": (
        "They live where a mobile office stops, or close enough to a stop to gain from it."
    ),
    "fact.far": "residents are more than 30 minutes from service",
    "fact.far_change": "{before} → {after}",
    "fact.far_note": (
        "Without mobile offices → with the plan. Counted over the listed places; a stop counts as "
        "service even if it is open for a few hours only."
    ),
    "fact.met": "more visits are met {per_cycle}",
    "fact.met_note": "Visits beyond those that the fixed offices meet already.",
    "fact.cost": "is the cost of the plan {per_cycle}",
    "fact.cost_note": "Driving, nights and working time, at the prices stated under assumptions.",
    "fact.cost_note_no_wages": (
        "Driving and nights, at the prices stated under assumptions. Wages are not included."
    ),
    "fact.cost_note_standing": (
        "Offices, vehicles with their crews, driving and nights, at the prices stated under "
        "assumptions."
    ),
    "lead.offices.one": "One fixed service office opens in {places}.",
    "lead.offices.many": "{count} fixed service offices open: {places}.",
    "fact.cost_per_visit": "That is SEK {per_visit} per met visit.",
    "fact.proof": "How good is the plan?",
    "page.estimates": (
        "Figures with ≈ rest on estimated numbers of residents. Of the residents reached, {share} "
        "live in places whose number is an estimate."
    ),
    "page.assumed.one": (
        "◆ The plan rests on one assumed figure. Visits, cost and travel times change with it:"
    ),
    "page.assumed.many": (
        "◆ The plan rests on {count} assumed figures. Visits, cost and travel times change with "
        "them:"
    ),
    "page.contents": "On this page",
    "page.skip": "Skip to the tables",
    "page.no_script": "The map needs JavaScript. The tables below give the same facts.",
    "map.heading": "Map",
    "map.label": "Map of the plan. The tables below the map give the same facts.",
    "map.whole": "Show the whole map",
    "map.backdrop": (
        "The background is the roads of the plan's own data, drawn straight from place to place. "
        "No map service is used."
    ),
    "map.backdrop_numbered": (
        "The background is the numbered roads of the plan's own data. No map service is used."
    ),
    "map.help": "Click a symbol, or use the Tab key and press Enter, for times and facts.",
    "panel.label": "What the map shows",
    "panel.vehicles": "Vehicles",
    "panel.all": "All",
    "panel.show": "Also show",
    "panel.offices": "Fixed service offices",
    "panel.nights": "Overnight places and depots",
    "panel.unserved": "Places without a stop",
    "panel.names": "Place names and road numbers",
    "panel.access": "Residents' travel time by car to service",
    "panel.access_none": "Do not show",
    "panel.access_before": "Before: fixed offices only",
    "panel.access_after": "After: fixed and mobile offices",
    "legend.label": "Legend",
    "legend.stop": "Stop: shape and colour tell the vehicle, text the day, size the visits met",
    "legend.stop_numbered": (
        "Stop: figure, shape and colour tell the vehicle, text the day, size the visits met"
    ),
    "legend.weeks": (
        "The boxes below a stop are the weeks of the cycle, the first to the left; filled are "
        "those in which the office comes"
    ),
    "legend.frequency": "Stop {frequency}",
    "legend.estimate": "Broken outline: the number of residents is an estimate",
    "legend.office": "Fixed service office, open",
    "legend.office_closed": "Fixed service office, counted as closed",
    "legend.night": "Night of the plan",
    "legend.night_unused": "Possible overnight place, not used",
    "legend.depot": "Depot: where a vehicle belongs",
    "legend.covered": "No stop of its own, but close to a stop or a fixed office",
    "legend.left_out": "Left out",
    "legend.access_size": "Larger mark: more residents. Broken outline: estimated number.",
    "popup.residents": "Residents",
    "popup.estimate": "estimate",
    "popup.municipality": "Municipality of {name}",
    "popup.before": "Travel time before",
    "popup.after": "Travel time after",
    "popup.clock": "arrives {arrive}, departs {depart}",
    "popup.open": "open {open}–{close}",
    "popup.frequency": "Open {frequency}",
    "popup.half_day.morning": "Always in the morning",
    "popup.half_day.afternoon": "Always in the afternoon",
    "popup.met": "Meets {met} visits {per_cycle} beyond the fixed offices",
    "popup.users": "Also used from",
    "popup.user": "{place} ({time})",
    "popup.more_users": "and {count} more places",
    "popup.uses": "Nearest mobile office: {place} ({time})",
    "popup.uses_new_office": "Nearest new fixed office: {place} ({time})",
    "popup.office": "Fixed service office, {days} days a week (assumed)",
    "popup.office_one": "Fixed service office, one day a week (assumed)",
    "popup.office_closed": "Fixed service office: counted as closed in the plan",
    "popup.office_unsure": "That the office is open is {confidence}",
    "popup.nights": "Overnight stay after",
    "popup.night_possible": "Possible overnight place, not used in the plan",
    "popup.depot": "Depot of {vehicles}",
    "popup.no_stop": "No stop",
    "popup.unknown_time": "unknown",
    "table.show": "Show {place} on the map",
    "timetable.heading": "Timetable",
    "timetable.caption": "Timetable of {vehicle}, depot {depot}",
    "timetable.summary": "{visits} · {distance} km · {driving} driving · {working} work",
    "timetable.summary_cycle": (
        "{visits} · {distance} km · {driving} driving · {working} work, {per_cycle}"
    ),
    "timetable.each_week": "per week: {sums}",
    "timetable.free_week": "no duty",
    "timetable.none": "The plan does not use this vehicle.",
    "timetable.start": "Start",
    "timetable.home": "Back at the depot",
    "timetable.night": "Overnight stay",
    "municipalities.heading": "Municipality by municipality",
    "municipalities.caption": "What the plan gives each municipality",
    "municipalities.note": (
        "Residents who live outside the listed places are not counted in the plan's benefit."
    ),
    "municipalities.all": "All municipalities",
    "unserved.heading": "Places without a stop",
    "unserved.caption": "Places without a stop: {group}",
    "unserved.intro": (
        "{places} have no stop of their own. They are listed by reason, most visits lost first. "
        "A dash: the place was not tried for a stop, so no lost visits are computed."
    ),
    "unserved.places.one": "One place",
    "unserved.places.many": "{count} places",
    "unserved.residents": "{count} residents",
    "unserved.none": "Every place has a stop.",
    "indicators.heading": "Indicators",
    "indicators.caption": "Indicators of the plan",
    "footer.description": "Description of the scenario: {text}",
    "footer.scenario": "Scenario {name}, sha256 {hash}",
    "provider.road_graph": "from the road table",
    "provider.road_file": "from OpenStreetMap",
    "provider.matrix_file": "from the table of travel times",
    "provider.great_circle": "as the crow flies",
    "provider.osrm": "from OSRM",
    "provider.valhalla": "from Valhalla",
    "footer.matrix": "Travel times {provider}, sha256 {hash}",
    "footer.matrix_date": "(data {date})",
    "footer.credit": "Road data: {text}",
    "footer.made": "Made with mobilkontor {version}, seed {seed}.",
    "footer.offline": "The page fetches nothing from the network.",
    "footer.fetches": "The page fetches pictures of a map from {host}.",
    "map.tiles": (
        "The background map ({credit}) is fetched from {host}, which thereby learns the reader's "
        "address. The roads are the plan's own data, drawn straight from place to place."
    ),
    "popup.new_office": (
        "New fixed service office in the plan: meets {met} visits and costs {cost} {per_cycle}"
    ),
    "legend.office_new": "Fixed service office, new in the plan",
    "steps.legend": "Days",
    "steps.back": "Previous day",
    "steps.on": "Next day",
    "steps.caption": "Choose all days, a week, a weekday or a single day",
    "steps.all": "All days",
    "steps.all_short": "All",
    "steps.week": "all of week {week}",
    "steps.week_short": "Week {week}",
    "steps.note": "The figure is the number of openings that day. The arrow keys step through.",
    "script.close": "Close",
    "script.zoom_in": "Zoom in",
    "script.zoom_out": "Zoom out",
    "script.count.open": "Openings: {count}",
    "script.count.places": "Places: {count}",
    "script.count.vehicles": "Vehicles out: {count}",
    "script.count.nights": "Nights away: {count}",
    "search.label": "Find a place",
    "search.hits": "Hits",
    "filter.label": "Municipality",
    "filter.all": "All municipalities ({stops} stops, {places} places)",
    "filter.one": "{name} ({stops} stops, {places} places)",
    "popup.year": "The whole year, week by week",
    "popup.year_weeks": "weeks {weeks}",
    "popup.year_all": "all weeks",
    "popup.year_note": (
        "Counted as if the cycle began in week 1. A row of boxes is "
        "a quarter. Public holidays are not taken out."
    ),
    "script.search.none": "No place has that name.",
    "script.search.one": "1 hit. Enter shows it.",
    "script.search.many": "{count} hits.",
    "script.search.more": "{count} hits, the first {shown} are shown.",
    "script.hit.stop": "stop",
    "script.hit.office": "fixed office",
    "script.hit.none": "no stop",
    "paper.legend": "Print",
    "paper.label": "Paper",
    "paper.four_portrait": "A4 portrait",
    "paper.four_landscape": "A4 landscape",
    "paper.three_portrait": "A3 portrait",
    "paper.three_landscape": "A3 landscape",
    "paper.mono": "Black and white",
    "paper.print": "Print the map",
}
