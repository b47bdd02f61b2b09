"""Every mistake in a scenario is told word for word; what follows from it is told with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mobilkontor.scenario import messages
from tests.scenario.helpers import edit, problems_of

Edit = tuple[str, str, str]


def closed_road(entry: str) -> Edit:
    """Return the edit that closes a road."""
    return "tiny.yaml", "network:\n", f"closed_roads:\n  - {entry}\n\nnetwork:\n"


ROAD_GRAPH = """  provider: road_graph
  roads: roads.csv
  mobile_speed:
    summer: {european: 1.0, national: 1.0, county: 1.0, local: 1.0}
    winter: {european: 0.8, national: 0.8, county: 0.8, local: 0.8}
  resident_speed:
    summer: {european: 1.0, national: 1.0, county: 1.0, local: 1.0}
    winter: {european: 0.8, national: 0.8, county: 0.8, local: 0.8}
"""

ROAD_FILE = """  provider: road_file
  file: roads.npz
  date: 2027-02-30
  mobile_speed:
    summer: {european: 1.0, national: 1.0, county: 1.0, local: 1.0}
    winter: {european: 0.8, national: 0.8, county: 0.8, local: 0.8}
  resident_speed:
    summer: {european: 1.0, national: 1.0, county: 1.0, local: 1.0}
    winter: {european: 0.8, national: 0.8, county: 0.8, local: 0.8}
"""

GREAT_CIRCLE = """  provider: great_circle
  winding_factor: 1.3
  mobile_speed_kmh: 60
  resident_speed_kmh: 60
"""

# Only its name is looked at until travel times are asked for.
WHOLE_ROAD_FILE = ROAD_FILE.replace("  date: 2027-02-30\n", "").replace("roads.npz", "roads.csv")

OSRM = """  provider: osrm
  mobile_url: http://127.0.0.1:5000
  residents_url: http://127.0.0.1:5000
"""
VALHALLA = "  provider: valhalla\n  url: http://127.0.0.1:8002\n"

# What is wrong; file, text and what replaces it; what the user reads.
CASES: list[tuple[str, list[Edit], list[str]]] = [
    (
        "missing key",
        [("tiny.yaml", "  setup_min: 15\n", "")],
        ["E101 tiny.yaml:53: stops.setup_min is missing. Add it: work before opening [min]."],
    ),
    (
        "missing provider",
        [("tiny.yaml", "  provider: road_graph\n", "")],
        ["E101 tiny.yaml:19: network.provider is missing. Add it: kind of network."],
    ),
    (
        "text for a number",
        [("tiny.yaml", "  setup_min: 15\n", "  setup_min: a quarter\n")],
        ['E102 tiny.yaml:56: stops.setup_min is "a quarter"; it must be a whole number.'],
    ),
    (
        "fraction for a whole number",
        [("tiny.yaml", "  setup_min: 15\n", "  setup_min: 15.5\n")],
        ["E102 tiny.yaml:56: stops.setup_min is 15.5; it must be a whole number."],
    ),
    (
        "list for a figure",
        [("tiny.yaml", "cost_per_hour_sek: 300", "cost_per_hour_sek: [300]")],
        [
            (
                "E102 tiny.yaml:43: crews[0].cost_per_hour_sek is a list; it must be a "
                "number, or a mapping with value and source."
            )
        ],
    ),
    (
        "unit behind a figure",
        [("tiny.yaml", "cost_per_hour_sek: 300", "cost_per_hour_sek: 300 SEK")],
        [
            (
                'E102 tiny.yaml:43: crews[0].cost_per_hour_sek is "300 SEK"; it must be a '
                "number, or a mapping with value and source."
            )
        ],
    ),
    (
        "text inside a figure",
        [("tiny.yaml", "cost_per_hour_sek: 300", "cost_per_hour_sek: {value: x}")],
        ['E102 tiny.yaml:43: crews[0].cost_per_hour_sek.value is "x"; it must be a number.'],
    ),
    (
        "text for a list",
        [("tiny.yaml", "  weekdays: [mon, tue]", "  weekdays: mon")],
        ['E102 tiny.yaml:12: cycle.weekdays is "mon"; it must be a list.'],
    ),
    (
        "nothing for a number",
        [("tiny.yaml", "  setup_min: 15\n", "  setup_min:\n")],
        ["E102 tiny.yaml:56: stops.setup_min is empty; it must be a whole number."],
    ),
    (
        "yes for true",
        [("tiny.yaml", "stops:\n", "offices:\n  - {place: hem, open: yes}\n\nstops:\n")],
        ['E102 tiny.yaml:54: offices[0].open is "yes"; it must be true or false.'],
    ),
    (
        "misspelled weekday",
        [("tiny.yaml", "  weekdays: [mon, tue]", "  weekdays: [mon, teu]")],
        [
            (
                'E103 tiny.yaml:12: cycle.weekdays[1] is "teu"; it must be one of mon, '
                "tue, wed, thu, fri, sat, sun. Did you mean tue?"
            )
        ],
    ),
    (
        "misspelled service",
        [("tiny.yaml", "mobile_services: [tax]", "mobile_services: [taxes]")],
        [
            (
                'E103 tiny.yaml:70: benefit.mobile_services[0] is "taxes"; it must be one '
                "of tax, social_insurance, pension, employment. Did you mean tax?"
            )
        ],
    ),
    (
        "misspelled provider",
        [("tiny.yaml", "provider: road_graph", "provider: road-graph")],
        [
            (
                'E103 tiny.yaml:19: network.provider is "road-graph"; it must be one of '
                "road_graph, road_file, matrix_file, great_circle, osrm, valhalla. Did you mean "
                "road_graph?"
            )
        ],
    ),
    (
        "servers of another kind",
        [
            (
                "tiny.yaml",
                ROAD_GRAPH,
                "  provider: osrm\n  mobile_url: localhost\n  profile: ./car\n  weight_t: 12\n",
            )
        ],
        [
            "E101 tiny.yaml:19: network.residents_url is missing. Add it: address of the server "
            "for residents' cars.",
            'E105 tiny.yaml:21: network.mobile_url is "localhost"; give an address such as '
            "http://127.0.0.1:5000, without a question.",
            'E105 tiny.yaml:22: network.profile is "./car"; use letters, digits, - and _, at most '
            "40.",
            "E107 tiny.yaml:23: network.weight_t is not a key of the scenario language. The keys "
            "here are winter_time_factor, autumn_time_factor, thaw_time_factor, max_snap_km, "
            "data_date, credit, timeout_s, provider, mobile_url, residents_url and 2 more.",
        ],
    ),
    (
        "Valhalla in two places",
        [
            (
                "tiny.yaml",
                ROAD_GRAPH,
                "  provider: valhalla\n  url: http://a\n  config: roads.csv\n",
            ),
        ],
        [
            "E197 tiny.yaml:19: network gives both url and config. Give url for a Valhalla server, "
            "or config to run Valhalla in this process."
        ],
    ),
    (
        "version of the language that is not known",
        [("tiny.yaml", "format: mobilkontor-scenario/1", "format: mobilkontor-scenario/2")],
        [
            (
                'E103 tiny.yaml:4: format is "mobilkontor-scenario/2"; it must be '
                "mobilkontor-scenario/1."
            )
        ],
    ),
    (
        "weeks that do not halve",
        [("tiny.yaml", "  weekdays: [mon, tue]", "  weeks: 3\n  weekdays: [mon, tue]")],
        ["E103 tiny.yaml:12: cycle.weeks is 3; it must be one of 1, 2, 4, 8."],
    ),
    (
        "negative minutes",
        [("tiny.yaml", "  setup_min: 15\n", "  setup_min: -15\n")],
        [
            (
                "E104 tiny.yaml:56: stops.setup_min is -15 min; it must be at least 0. The "
                "key means: work before opening [min]."
            )
        ],
    ),
    (
        "negative cost",
        [("tiny.yaml", "cost_per_hour_sek: 300", "cost_per_hour_sek: -300")],
        [
            (
                "E104 tiny.yaml:43: crews[0].cost_per_hour_sek is -300 SEK; it must be "
                "between 0 and 100,000. The key means: cost of the whole crew's working "
                "hour [SEK]."
            )
        ],
    ),
    (
        "absurd cost",
        [("tiny.yaml", "cost_per_hour_sek: 300", "cost_per_hour_sek: {value: 1e9, source: x}")],
        [
            (
                "E104 tiny.yaml:43: crews[0].cost_per_hour_sek is 1000000000 SEK; it must "
                "be between 0 and 100,000. The key means: cost of the whole crew's working "
                "hour [SEK]."
            )
        ],
    ),
    (
        "clock time without leading zero",
        [("tiny.yaml", "  setup_min: 15\n", "  setup_min: 15\n  open_from: 9:00\n")],
        ['E105 tiny.yaml:57: stops.open_from is "9:00"; give a clock time such as "09:00".'],
    ),
    (
        "capital in the name",
        [("tiny.yaml", "name: tiny", "name: Tiny")],
        [
            (
                'E105 tiny.yaml:5: name is "Tiny"; use small letters a-z, digits, - and _, '
                "at most 80, a letter or digit first."
            )
        ],
    ),
    (
        "empty text",
        [("tiny.yaml", "  - place: hem", "  - place: ''")],
        ['E105 tiny.yaml:30: depots[0].place is ""; give a text that is not empty.'],
    ),
    (
        "empty list",
        [("tiny.yaml", "depots:\n  - place: hem", "depots: []")],
        [
            (
                "E106 tiny.yaml:29: depots is an empty list; it needs at least one entry: "
                "where vehicles belong."
            )
        ],
    ),
    (
        "misspelled key",
        [("tiny.yaml", "  setup_min: 15\n", "  setup_min: 15\n  packing_mins: 15\n")],
        [
            (
                "E107 tiny.yaml:57: stops.packing_mins is not a key of the scenario "
                "language. Did you mean packing_min?"
            )
        ],
    ),
    (
        "key like no other",
        [("tiny.yaml", "  setup_min: 15\n", "  setup_min: 15\n  colour: red\n")],
        [
            (
                "E107 tiny.yaml:57: stops.colour is not a key of the scenario language. "
                "The keys here are min_residents, min_travel_from_office_min, "
                "municipalities, include, exclude, setup_min, packing_min, open_from, open_to, "
                "midday and 2 more."
            )
        ],
    ),
    (
        "misspelled key of the network",
        [("tiny.yaml", "  roads: roads.csv\n", "  roads: roads.csv\n  road: roads.csv\n")],
        [
            (
                "E107 tiny.yaml:22: network.road is not a key of the scenario language. "
                "Did you mean roads?"
            )
        ],
    ),
    (
        "key given twice",
        [("tiny.yaml", "  setup_min: 15\n", "  setup_min: 15\n  setup_min: 20\n")],
        [
            (
                "E108 tiny.yaml:57: stops.setup_min is given twice, first in line 56. "
                "Remove one of them."
            )
        ],
    ),
    (
        "not a number",
        [("tiny.yaml", "  setup_min: 15\n", "  setup_min: .nan\n")],
        [
            (
                'E109 tiny.yaml:56: stops.setup_min is ".nan"; it must be a number of at '
                "most 300 digits. Correct it."
            )
        ],
    ),
    (
        "misspelled municipality",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "floors:\n  - {municipality: Provkomun, min_visits: 1}\nforbidden_days:",
            )
        ],
        [
            (
                'E120 tiny.yaml:77: floors[0].municipality is "Provkomun", which is not a '
                "municipality. Did you mean Provkommun?"
            )
        ],
    ),
    (
        "misspelled municipality of the stops",
        [
            (
                "tiny.yaml",
                "  setup_min: 15\n",
                "  setup_min: 15\n  municipalities: [Provkommun, Provkomun]\n",
            ),
            ("tiny.yaml", "forbidden_days:", "promises:\n  - {place: alby}\nforbidden_days:"),
        ],
        [
            (
                'E120 tiny.yaml:57: stops.municipalities[1] is "Provkomun", which is not a '
                "municipality. Did you mean Provkommun?"
            )
        ],
    ),
    (
        "misspelled only municipality of the stops",
        [
            (
                "tiny.yaml",
                "  setup_min: 15\n",
                "  setup_min: 15\n  municipalities: [each]\n",
            ),
            ("tiny.yaml", "forbidden_days:", "promises:\n  - {place: alby}\nforbidden_days:"),
        ],
        [
            (
                'E120 tiny.yaml:57: stops.municipalities[0] is "each", which is not a '
                "municipality. Use a name of the municipalities table, or add a row."
            )
        ],
    ),
    (
        "municipality missing from its table",
        [("places.csv", "alby,Alby,Provkommun", "alby,Alby,Storkommun")],
        [
            (
                'E120 places.csv:3: municipality is "Storkommun", which is not a '
                "municipality. Did you mean Provkommun?"
            )
        ],
    ),
    (
        "misspelled crew",
        [("tiny.yaml", "    crew: crew", "    crew: crow")],
        [
            (
                'E121 tiny.yaml:50: vehicles[0].crew is "crow", which is not a crew. Did '
                "you mean crew?"
            )
        ],
    ),
    (
        "misspelled rule pack",
        [("tiny.yaml", "[arbetstidslagen, nine-hour-day]", "[arbetstidslag, nine-hour-day]")],
        [
            (
                'E122 tiny.yaml:45: crews[0].rule_packs[0] is "arbetstidslag", which is '
                "not a rule pack. Did you mean arbetstidslagen?"
            )
        ],
    ),
    (
        "misspelled place",
        [("tiny.yaml", "  - place: bjorknas", "  - place: bjornas")],
        [
            (
                'E123 tiny.yaml:33: overnight_places[0].place is "bjornas", which is not a '
                "place. Did you mean bjorknas?"
            )
        ],
    ),
    (
        "name of a place for its id",
        [("tiny.yaml", "  - place: bjorknas", "  - place: Björknäs")],
        [
            (
                'E123 tiny.yaml:33: overnight_places[0].place is "Björknäs", which is not '
                "a place. Did you mean bjorknas?"
            )
        ],
    ),
    (
        "place like no other",
        [("tiny.yaml", "  - place: bjorknas", "  - place: xyzzy")],
        [
            (
                'E123 tiny.yaml:33: overnight_places[0].place is "xyzzy", which is not a '
                "place. Use an id of the places table, or add a row."
            )
        ],
    ),
    (
        "misspelled depot",
        [("tiny.yaml", "    depot: hem", "    depot: hemm")],
        [
            (
                'E123 tiny.yaml:49: vehicles[0].depot is "hemm", which is not a place. Did '
                "you mean hem?"
            )
        ],
    ),
    (
        "office in an unknown place",
        [("offices.csv", "hem,yes", "hemma,yes")],
        ['E123 offices.csv:2: place is "hemma", which is not a place. Did you mean hem?'],
    ),
    (
        "misspelled vehicle",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "locks:\n  - {place: alby, weekday: mon, vehicle: vann}\nforbidden_days:",
            )
        ],
        [
            (
                'E124 tiny.yaml:77: locks[0].vehicle is "vann", which is not a vehicle. '
                "Did you mean van?"
            )
        ],
    ),
    (
        "depot given twice",
        [("tiny.yaml", "  - place: hem", "  - place: hem\n  - place: hem")],
        [
            (
                'E125 tiny.yaml:31: depots[1].place is "hem", as is depots[0].place. Give '
                "each its own."
            )
        ],
    ),
    (
        "rule pack named like a built-in one",
        [
            (
                "tiny.yaml",
                "  - id: nine-hour-day\n",
                "  - id: arbetstidslagen\n    max_working_h: 8\n  - id: nine-hour-day\n",
            )
        ],
        [
            (
                'E125 tiny.yaml:38: rule_packs[0].id is "arbetstidslagen", as is a '
                "built-in pack. Give each its own."
            )
        ],
    ),
    (
        "depot of a vehicle not among depots",
        [("tiny.yaml", "    depot: hem", "    depot: alby")],
        [
            (
                'E126 tiny.yaml:49: vehicles[0].depot is "alby", which is not under depots '
                "(hem). Add it there, or choose one of them."
            )
        ],
    ),
    (
        "switch without an office",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "offices:\n  - {place: alby, open: true}\nforbidden_days:",
            )
        ],
        [
            (
                'E127 tiny.yaml:77: offices[0].place is "alby", which has no row in the '
                "offices table. Add a row, or give days_per_week and services here."
            )
        ],
    ),
    (
        "region upside down",
        [("tiny.yaml", "min_lat: 65.5, max_lat: 67.5", "min_lat: 67.5, max_lat: 65.5")],
        [
            (
                "E130 tiny.yaml:9: region.min_lat is 67.5 and region.max_lat is 65.5; the "
                "first must be below the second. Swap or correct them."
            )
        ],
    ),
    (
        "opening hours without length",
        [("tiny.yaml", "  setup_min: 15\n", "  setup_min: 15\n  open_from: '18:00'\n")],
        [
            (
                'E131 tiny.yaml:57: stops.open_from is "18:00" and stops.open_to is '
                '"18:00"; the first must be earlier. Correct one of them.'
            )
        ],
    ),
    (
        "crew's day without length",
        [
            (
                "tiny.yaml",
                "    visitors_per_hour: 5\n",
                "    visitors_per_hour: 5\n    latest_end: '07:00'\n",
            )
        ],
        [
            (
                'E131 tiny.yaml:42: crews[0].earliest_start is "07:00" and '
                'crews[0].latest_end is "07:00"; the first must be earlier. Correct one of '
                "them."
            )
        ],
    ),
    (
        "curve out of order",
        [("tiny.yaml", "{at: 20, share: 0}", "{at: 0, share: 0}")],
        [
            (
                "E132 tiny.yaml:72: benefit.travel.points[1].at is 0 after 0; points must "
                "stand in increasing order of `at`. Sort them."
            )
        ],
    ),
    (
        "promise without a level",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "promises:\n  - {place: alby, min_visits: 2}\nforbidden_days:",
            )
        ],
        [
            (
                'E133 tiny.yaml:77: promises[0] promises "alby" at least 2 visits of 0 '
                "min, but its levels allow 1 visit of 120 min. Lower the promise, or add a "
                "level to its class in stops.level_classes."
            )
        ],
    ),
    (
        "lock on a day off",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "locks:\n  - {place: alby, weekday: wed}\nforbidden_days:",
            )
        ],
        [
            (
                "E134 tiny.yaml:77: locks[0] locks a visit on wed, which is not a working "
                "day (mon, tue). Choose another day, or add it to cycle.weekdays."
            )
        ],
    ),
    (
        "lock on a closed day",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "locks:\n  - {place: alby, weekday: tue}\nforbidden_days:",
            ),
            (
                "tiny.yaml",
                "  weekdays: [mon, tue]",
                "  weekdays: [mon, tue]\n  closed_days: [{weekday: tue}]",
            ),
        ],
        [
            (
                "E135 tiny.yaml:78: locks[0] locks a visit on tue of week 0, which "
                "cycle.closed_days closes. Choose another day, or open it."
            )
        ],
    ),
    (
        "lock on a forbidden day",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "locks:\n  - {place: djupdal, weekday: mon}\nforbidden_days:",
            )
        ],
        [
            (
                'E136 tiny.yaml:77: locks[0] locks a visit to "djupdal" on mon, which '
                "forbidden_days[0] forbids. Remove one of them."
            )
        ],
    ),
    (
        "lock on a day forbidden in its week",
        [
            ("tiny.yaml", "  weekdays: [mon, tue]", "  weeks: 2\n  weekdays: [mon, tue]"),
            ("tiny.yaml", "weekdays: [mon]}", "weekdays: [mon], weeks: [1]}"),
            (
                "tiny.yaml",
                "forbidden_days:",
                "locks:\n  - {place: djupdal, weekday: mon, week: 1}\nforbidden_days:",
            ),
        ],
        [
            (
                'E136 tiny.yaml:78: locks[0] locks a visit to "djupdal" on mon, which '
                "forbidden_days[0] forbids. Remove one of them."
            )
        ],
    ),
    (
        "lock on a day forbidden in another week, which is no mistake",
        [
            ("tiny.yaml", "  weekdays: [mon, tue]", "  weeks: 2\n  weekdays: [mon, tue]"),
            ("tiny.yaml", "weekdays: [mon]}", "weekdays: [mon], weeks: [1]}"),
            (
                "tiny.yaml",
                "forbidden_days:",
                "locks:\n  - {place: djupdal, weekday: mon, week: 0}\nforbidden_days:",
            ),
        ],
        [],
    ),
    (
        "lock outside the allowed days",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "locks:\n  - {place: alby, weekday: mon}\n"
                "allowed_days:\n  - {place: alby, weekdays: [tue, wed]}\nforbidden_days:",
            )
        ],
        [
            (
                'E147 tiny.yaml:77: locks[0] locks a visit to "alby" on mon, but '
                "allowed_days[0] allows only tue, wed. Choose another day, or add it there."
            )
        ],
    ),
    (
        "allowed days that are days off",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "allowed_days:\n  - {place: alby, weekdays: [sat, sun]}\nforbidden_days:",
            )
        ],
        [
            (
                'E148 tiny.yaml:77: allowed_days[0].weekdays allows "alby" only sat, sun, and none '
                "of them is a working day (mon, tue). Choose other days, or add one to "
                "cycle.weekdays."
            )
        ],
    ),
    (
        "least cost of nothing",
        [("tiny.yaml", "forbidden_days:", "objective: {kind: least_cost}\nforbidden_days:")],
        [
            (
                "E193 tiny.yaml:76: objective.kind is least_cost, but nothing is promised, so the "
                "cheapest plan stays at home. Add floors, promises or locks, or choose "
                "most_benefit or value_minus_cost."
            )
        ],
    ),
    (
        "covered residents without a meaning",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "floors:\n  - {municipality: all, min_covered_share: 0.5}\nforbidden_days:",
            )
        ],
        [
            (
                "E194 tiny.yaml:77: floors[0].min_covered_share is given, but coverage is not. Say "
                "with coverage.within_min when residents are covered, or take the key away."
            )
        ],
    ),
    (
        "candidate offices that are open, unknown, and named twice",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "candidate_offices:\n"
                "  - {place: hem, cost_per_year_sek: 1}\n"
                "  - {place: albi, cost_per_year_sek: 1}\n"
                "  - {place: alby, cost_per_year_sek: 1}\n"
                "  - {place: alby, cost_per_year_sek: 1}\nforbidden_days:",
            )
        ],
        [
            (
                'E195 tiny.yaml:77: candidate_offices[0].place is "hem", which has an open fixed '
                "office. Close it with offices, or take the candidate away."
            ),
            (
                'E123 tiny.yaml:78: candidate_offices[1].place is "albi", which is not a place. '
                "Did you mean alby?"
            ),
            (
                'E125 tiny.yaml:80: candidate_offices[3].place is "alby", as is '
                "candidate_offices[2].place. Give each its own."
            ),
        ],
    ),
    (
        "allowed days of an unknown place, and twice of another",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "allowed_days:\n  - {place: albi, weekdays: [mon]}\n"
                "  - {place: djupdal, weekdays: [mon]}\n"
                "  - {place: djupdal, weekdays: [tue]}\nforbidden_days:",
            )
        ],
        [
            (
                'E123 tiny.yaml:77: allowed_days[0].place is "albi", which is not a place. Did you '
                "mean alby?"
            ),
            (
                'E125 tiny.yaml:79: allowed_days[2].place is "djupdal", as is '
                "allowed_days[1].place. Give each its own."
            ),
        ],
    ),
    (
        "forbidden days in weeks outside the cycle and the language",
        [("tiny.yaml", "weekdays: [mon]}", "weekdays: [mon], weeks: [0, 1, 8]}")],
        [
            (
                "E104 tiny.yaml:77: forbidden_days[0].weeks[2] is 8; it must be at most 7. The key "
                "means: weeks of the cycle, from 0, in which it holds; all if empty."
            )
        ],
    ),
    (
        "forbidden days in a week outside the cycle",
        [("tiny.yaml", "weekdays: [mon]}", "weekdays: [mon], weeks: [0, 1]}")],
        [
            (
                "E137 tiny.yaml:77: forbidden_days[0].weeks[1] is 1; the cycle has 1 week, counted "
                "from 0. Give 0."
            )
        ],
    ),
    (
        "lock in a week outside the cycle",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "locks:\n  - {place: alby, weekday: mon, week: 1}\nforbidden_days:",
            )
        ],
        ["E137 tiny.yaml:77: locks[0].week is 1; the cycle has 1 week, counted from 0. Give 0."],
    ),
    (
        "lock and closed day after the last of two weeks",
        [
            (
                "tiny.yaml",
                "  weekdays: [mon, tue]",
                "  weeks: 2\n  weekdays: [mon, tue]\n  closed_days: [{week: 2, weekday: mon}]",
            ),
            (
                "tiny.yaml",
                "forbidden_days:",
                "locks:\n  - {place: alby, weekday: mon, week: 3}\nforbidden_days:",
            ),
        ],
        [
            (
                "E137 tiny.yaml:14: cycle.closed_days[0].week is 2; the cycle has 2 weeks, "
                "counted from 0. Give 0 or 1."
            ),
            (
                "E137 tiny.yaml:79: locks[0].week is 3; the cycle has 2 weeks, "
                "counted from 0. Give 0 or 1."
            ),
        ],
    ),
    (
        "promise to an excluded place",
        [
            ("tiny.yaml", "forbidden_days:", "promises:\n  - {place: alby}\nforbidden_days:"),
            ("tiny.yaml", "  setup_min: 15\n", "  setup_min: 15\n  exclude: [alby]\n"),
        ],
        [
            (
                'E138 tiny.yaml:78: promises[0].place is "alby", which gets no stop: '
                "stops.exclude names it. Change that, or take the place out here."
            )
        ],
    ),
    (
        "promise and lock outside the municipalities to be served",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "promises:\n  - {place: alby}\n  - {place: vik}\n  - {place: cedervik}\n"
                "locks:\n  - {place: alby, weekday: mon}\nforbidden_days:",
            ),
            (
                "tiny.yaml",
                "  setup_min: 15\n",
                "  setup_min: 15\n  municipalities: [Provkommun]\n  include: [vik]\n",
            ),
            ("places.csv", "alby,Alby,Provkommun", "alby,Alby,Storkommun"),
            ("places.csv", "vik,Vik,Provkommun", "vik,Vik,Storkommun"),
            (
                "municipalities.csv",
                "Provkommun,",
                "Storkommun,0001,420,0.2,0,2025,invented\nProvkommun,",
            ),
        ],
        [
            (
                'E138 tiny.yaml:79: promises[0].place is "alby", which gets no stop: it lies in '
                '"Storkommun", which stops.municipalities does not name. Change that, or take the '
                "place out here."
            ),
            (
                'E138 tiny.yaml:83: locks[0].place is "alby", which gets no stop: it lies in '
                '"Storkommun", which stops.municipalities does not name. Change that, or take the '
                "place out here."
            ),
        ],
    ),
    (
        "lock on a place with an office",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                "locks:\n  - {place: hem, weekday: mon}\nforbidden_days:",
            )
        ],
        [
            (
                'E138 tiny.yaml:77: locks[0].place is "hem", which gets no stop: it has an '
                "open fixed office and is not in stops.include. Change that, or take the "
                "place out here."
            )
        ],
    ),
    (
        "more visits than days",
        [
            (
                "tiny.yaml",
                "{opening_min: 120}",
                "{opening_min: 120, visits_per_cycle: 2, min_gap_days: 2}",
            )
        ],
        [
            (
                "E139 tiny.yaml:60: stops.level_classes[0].levels[0] asks 2 visits in a week, "
                "at least 2 days apart, on weekdays open in every week of a visit, but there "
                "is room for 1. Lower visits_per_cycle or min_gap_days, or take a day out of "
                "cycle.closed_days."
            )
        ],
    ),
    (
        "more visits in each of two weeks than weekdays",
        [
            ("tiny.yaml", "  weekdays: [mon, tue]", "  weeks: 2\n  weekdays: [mon, tue]"),
            ("tiny.yaml", "{opening_min: 120}", "{opening_min: 120, visits_per_cycle: 6}"),
        ],
        [
            (
                "E139 tiny.yaml:61: stops.level_classes[0].levels[0] asks 3 visits in a week "
                "on weekdays open in every week of a visit, but there is room for 2. Lower "
                "visits_per_cycle or min_gap_days, or take a day out of cycle.closed_days."
            )
        ],
    ),
    (
        "weekly visits with no weekday open in both weeks",
        [
            (
                "tiny.yaml",
                "  weekdays: [mon, tue]",
                "  weeks: 2\n  weekdays: [mon, tue]\n"
                "  closed_days: [{weekday: mon}, {week: 1, weekday: tue}]",
            ),
            ("tiny.yaml", "{opening_min: 120}", "{opening_min: 120, visits_per_cycle: 2}"),
        ],
        [
            (
                "E139 tiny.yaml:62: stops.level_classes[0].levels[0] asks 1 visit in a week "
                "on weekdays open in every week of a visit, but there is room for 0. Lower "
                "visits_per_cycle or min_gap_days, or take a day out of cycle.closed_days."
            )
        ],
    ),
    (
        "three visits in four weeks",
        [
            ("tiny.yaml", "  weekdays: [mon, tue]", "  weeks: 4\n  weekdays: [mon, tue]"),
            ("tiny.yaml", "{opening_min: 120}", "{opening_min: 120, visits_per_cycle: 3}"),
        ],
        [
            (
                "E146 tiny.yaml:61: stops.level_classes[0].levels[0].visits_per_cycle is 3; "
                "evenly spaced visits in a cycle of 4 weeks are a number that divides 4 or a "
                "multiple of it. Give 2 or 4."
            )
        ],
    ),
    (
        "ten visits in eight weeks",
        [
            ("tiny.yaml", "  weekdays: [mon, tue]", "  weeks: 8\n  weekdays: [mon, tue]"),
            ("tiny.yaml", "{opening_min: 120}", "{opening_min: 120, visits_per_cycle: 10}"),
        ],
        [
            (
                "E146 tiny.yaml:61: stops.level_classes[0].levels[0].visits_per_cycle is 10; "
                "evenly spaced visits in a cycle of 8 weeks are a number that divides 8 or a "
                "multiple of it. Give 8 or 16."
            )
        ],
    ),
    (
        "level classes out of order",
        [("tiny.yaml", "    - levels:", "    - levels: [{opening_min: 60}]\n    - levels:")],
        [
            (
                "E140 tiny.yaml:60: stops.level_classes[1].min_residents is 0 after 0; "
                "classes must stand in increasing order of min_residents. Sort them."
            )
        ],
    ),
    (
        "opening longer than the opening hours",
        [("tiny.yaml", "{opening_min: 120}", "{opening_min: 600}")],
        [
            (
                "E141 tiny.yaml:60: stops.level_classes[0].levels[0].opening_min is 600 "
                "min, but stops.open_from to stops.open_to is 540 min. Shorten it, or "
                "widen the hours."
            )
        ],
    ),
    (
        "half-day longer than either half of the day",
        [("tiny.yaml", "{opening_min: 120}", "{opening_min: 400, half_day: true}")],
        [
            (
                "E110 tiny.yaml:60: stops.level_classes[0].levels[0].opening_min is 400 "
                "min with half_day, but of stops.open_from to stops.midday and "
                "stops.midday to stops.open_to the longer is 360 min. Shorten it, or "
                "leave half_day out."
            )
        ],
    ),
    (
        "closed road between places that none joins",
        [closed_road("{road_from: hem, road_to: bjorknas}")],
        [
            (
                "E111 tiny.yaml:20: closed_roads[0] closes the road from hem to bjorknas, but no "
                "road of the table joins them. From hem roads lead to alby, cedervik, djupdal; "
                "close each stretch on the way."
            )
        ],
    ),
    (
        "closed road to nowhere",
        [closed_road("{road_from: hem, road_to: albi}")],
        [
            (
                'E112 tiny.yaml:20: closed_roads[0].road_to is "albi", which is the end of no '
                "road. Did you mean alby?"
            )
        ],
    ),
    (
        "day of the road file that is not in the calendar",
        [("tiny.yaml", ROAD_GRAPH, ROAD_FILE)],
        [
            (
                'E104 tiny.yaml:22: network.date is "2027-02-30"; it must be a day, such as '
                "2027-02-01. The key means: day on which seasonal roads, ferries and bans count "
                "[YYYY-MM-DD]; else 1 July in summer, 1 October in autumn, 1 February in winter, "
                "1 May in the thaw."
            ),
        ],
    ),
    (
        "closed road without roads",
        [
            closed_road("{road_from: hem, road_to: alby}"),
            ("tiny.yaml", ROAD_GRAPH, GREAT_CIRCLE),
        ],
        [
            (
                "E113 tiny.yaml:20: closed_roads[0] closes a road, but network.provider is "
                "great_circle, which has no roads from place to place. Take it out, or use "
                "road_graph, or road_file with what roads build makes of an OpenStreetMap extract."
            )
        ],
    ),
    (
        "closed road of an engine",
        [
            closed_road("{road: E10, near: hem}"),
            ("tiny.yaml", ROAD_GRAPH, OSRM),
        ],
        [
            (
                "E113 tiny.yaml:20: closed_roads[0] closes a road, but network.provider is osrm, "
                "whose servers drive the same roads in all weeks. Take it out, or use valhalla, "
                "which drives around a closed road, road_graph, or road_file with what roads "
                "build makes of an OpenStreetMap extract."
            )
        ],
    ),
    (
        "closed road of Valhalla at one spot, between a place and nowhere",
        [
            closed_road("{road: E10, near: hem, road_from: albi}"),
            ("tiny.yaml", ROAD_GRAPH, VALHALLA),
        ],
        [
            (
                "E119 tiny.yaml:20: closed_roads[0] lacks road_to but gives near; with "
                "network.provider valhalla a closed road is named by its number and two places "
                "on it. Give road, road_from and road_to, and no more, or use road_file."
            ),
            (
                'E123 tiny.yaml:20: closed_roads[0].road_from is "albi", which is not a place. Did '
                "you mean alby?"
            ),
        ],
    ),
    (
        "closed road of a table named by its number",
        [closed_road("{road: 97, road_from: hem}")],
        [
            (
                "E118 tiny.yaml:20: closed_roads[0] lacks road_to but gives road; with "
                "network.provider road_graph a closed road is named by its ends. Give road_from "
                "and road_to as in the roads table, and no more."
            )
        ],
    ),
    (
        "closed road of a road file named by its ends",
        [
            closed_road("{road_from: hem, road_to: alby}"),
            ("tiny.yaml", ROAD_GRAPH, WHOLE_ROAD_FILE),
        ],
        [
            (
                "E119 tiny.yaml:20: closed_roads[0] lacks road; with network.provider road_file a "
                "closed road is named by its number. Give road, and with it near and within_km "
                "for one spot, road_from and road_to for the stretch between two places, or "
                "neither for all of it."
            )
        ],
    ),
    (
        "closed road of a road file with half a stretch and a radius around nothing",
        [
            closed_road("{road: 97, road_from: hem, within_km: 2}"),
            ("tiny.yaml", ROAD_GRAPH, WHOLE_ROAD_FILE),
        ],
        [
            (
                "E119 tiny.yaml:20: closed_roads[0] lacks road_to but gives within_km; with "
                "network.provider road_file a closed road is named by its number. Give road, and "
                "with it near and within_km for one spot, road_from and road_to for the stretch "
                "between two places, or neither for all of it."
            )
        ],
    ),
    (
        "closed road of a road file from a place that is left blank",
        [
            closed_road("{road: 97, road_from: , road_to: hem}"),
            ("tiny.yaml", ROAD_GRAPH, WHOLE_ROAD_FILE),
        ],
        [
            (
                "E119 tiny.yaml:20: closed_roads[0] lacks road_from; with network.provider "
                "road_file a closed road is named by its number. Give road, and with it near and "
                "within_km for one spot, road_from and road_to for the stretch between two "
                "places, or neither for all of it."
            )
        ],
    ),
    (
        "closed road near a place that is none",
        [
            closed_road("{road: E 10, near: albi}"),
            ("tiny.yaml", ROAD_GRAPH, WHOLE_ROAD_FILE),
        ],
        [
            (
                'E123 tiny.yaml:20: closed_roads[0].near is "albi", which is not a place. Did you '
                "mean alby?"
            )
        ],
    ),
    (
        "closed road with a name for a number",
        [closed_road("{road: Storgatan}")],
        [
            (
                'E104 tiny.yaml:20: closed_roads[0].road is "Storgatan"; it must be a road '
                "number, such as E10 or 395. The key means: number of the road, such as E10 or "
                "395; with road_file and valhalla."
            )
        ],
    ),
    (
        "road closed in a week that is not",
        [closed_road("{road_from: hem, road_to: alby, weeks: [1]}")],
        [
            (
                "E137 tiny.yaml:20: closed_roads[0].weeks[0] is 1; the cycle has 1 week, counted "
                "from 0. Give 0."
            )
        ],
    ),
    (
        "every day closed",
        [
            (
                "tiny.yaml",
                "  weekdays: [mon, tue]",
                "  weekdays: [mon, tue]\n  closed_days: [{weekday: tue}, {weekday: mon}]",
            )
        ],
        [
            (
                "E142 tiny.yaml:13: cycle.closed_days closes every day of cycle.weekdays. "
                "Leave at least one open."
            )
        ],
    ),
    (
        "stretch without its break",
        [
            (
                "tiny.yaml",
                "    max_working_h: 9\n",
                "    max_working_h: 9\n    max_work_stretch_h: 4\n",
            )
        ],
        [
            (
                "E143 tiny.yaml:38: rule_packs[0] gives max_work_stretch_h but not "
                "work_break_min. Give both, or neither."
            )
        ],
    ),
    (
        "rest over the end of the cycle",
        [
            ("tiny.yaml", "  weekdays: [mon, tue]\n", "  weekdays: [mon, tue, sun]\n"),
            (
                "tiny.yaml",
                "    visitors_per_hour: 5\n",
                '    latest_end: "21:30"\n    visitors_per_hour: 5\n',
            ),
        ],
        [
            (
                "E196 tiny.yaml:42: crews[0] leaves 9.5 h between its latest end and its earliest "
                "start, less than 11 h of daily rest, and the cycle works on its last Sunday and "
                "its first Monday, between which rest is not planned. Narrow the crew's hours, or "
                "close one of these days."
            )
        ],
    ),
    (
        "two vehicles locked to one visit",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                (
                    "locks:\n  - {place: alby, weekday: mon, vehicle: van}\n  - {place: alby, "
                    "weekday: mon, vehicle: bus}\nforbidden_days:"
                ),
            ),
            (
                "tiny.yaml",
                "vehicles:\n",
                "vehicles:\n  - {id: bus, depot: hem, crew: crew, cost_per_km_sek: 1}\n",
            ),
        ],
        [
            (
                "E144 tiny.yaml:79: locks[1] and locks[0] lock the same place on the same "
                "day for two vehicles. Remove one."
            )
        ],
    ),
    (
        "more locks than visits",
        [
            (
                "tiny.yaml",
                "forbidden_days:",
                (
                    "locks:\n  - {place: alby, weekday: mon}\n  - {place: alby, weekday: "
                    "tue}\nforbidden_days:"
                ),
            )
        ],
        [
            (
                'E145 tiny.yaml:78: locks[1] is lock number 2 of "alby", but no level of '
                "it has more visits than 1 per cycle. Remove a lock, or add a level with "
                "more visits."
            )
        ],
    ),
    (
        "misspelled column",
        [("places.csv", "municipality,lat,lon,population", "municipality,lat,lon,populaton")],
        [
            (
                "E150 places.csv:1: column population is missing; there are id, name, "
                "municipality, lat, lon, populaton, year, kind, source, confidence. Rename "
                '"populaton", or add it.'
            )
        ],
    ),
    (
        "words for a number",
        [("places.csv", ",2000,2025", ",two thousand,2025")],
        [
            (
                'E151 places.csv:2: population is "two thousand"; it must be a whole '
                "number. Correct it."
            )
        ],
    ),
    (
        "decimal comma",
        [("places.csv", "66.25,20.00", '"66,25",20.00')],
        ['E151 places.csv:3: lat is "66,25"; it must be a number. Write 66.25, with a point.'],
    ),
    (
        "negative population",
        [("places.csv", ",2000,2025", ",-2000,2025")],
        [
            (
                "E152 places.csv:2: population is -2000; it must be between 0 and "
                "20,000,000. Correct it."
            )
        ],
    ),
    (
        "per cent for a share",
        [("municipalities.csv", ",0.2,", ",20.0,")],
        [
            (
                "E152 municipalities.csv:2: share_65plus is 20.0; it must be between 0 and "
                "1. Correct it."
            )
        ],
    ),
    (
        "empty id",
        [("places.csv", "alby,Alby", ",Alby")],
        [
            "E153 places.csv:3: id is empty. Give a value, or remove the row.",
            (
                'E162 roads.csv:2: to is "alby", which is no place and no junction. Add it '
                "to one of the tables, or remove the row."
            ),
            (
                'E162 roads.csv:3: from is "alby", which is no place and no junction. Add '
                "it to one of the tables, or remove the row."
            ),
            (
                'E162 roads.csv:7: from is "alby", which is no place and no junction. Add '
                "it to one of the tables, or remove the row."
            ),
        ],
    ),
    (
        "misspelled road class",
        [("roads.csv", "hem,cedervik,3,county", "hem,cedervik,3,country")],
        [
            (
                'E154 roads.csv:6: class is "country"; it must be european or national or '
                "county or local. Did you mean county?"
            )
        ],
    ),
    (
        "misspelled service of an office",
        [("offices.csv", ",tax,", ",tax pensions,")],
        [
            (
                'E154 offices.csv:2: services is "pensions"; it must be tax or '
                "social_insurance or pension or employment. Did you mean pension?"
            )
        ],
    ),
    (
        "id given twice",
        [("places.csv", "vik,Vik", "alby,Vik")],
        [
            (
                'E155 places.csv:7: id is "alby", as in line 3. Give each row its own, or '
                "remove one."
            ),
            (
                'E162 roads.csv:7: to is "vik", which is no place and no junction. Add it '
                "to one of the tables, or remove the row."
            ),
        ],
    ),
    (
        "coordinates swapped",
        [("places.csv", "66.25,20.00", "20.00,66.25")],
        [
            (
                'E156 places.csv:3: "alby" lies at 20, 66.25; region allows lat 65.5 to '
                "67.5, lon 19 to 21.5. lat and lon look swapped: swap them."
            )
        ],
    ),
    (
        "coordinates outside the region",
        [("places.csv", "66.25,20.00", "56.25,20.00")],
        [
            (
                'E156 places.csv:3: "alby" lies at 56.25, 20; region allows lat 65.5 to '
                "67.5, lon 19 to 21.5. Correct it, or widen region."
            )
        ],
    ),
    (
        "semicolons",
        [
            (
                "places.csv",
                "id,name,municipality,lat,lon,population,year,kind,source,confidence",
                "id;name;municipality;lat;lon;population;year;kind;source;confidence",
            )
        ],
        [
            (
                "E157 places.csv:1: columns are separated by semicolons; they must be "
                "separated by commas. Save it as comma-separated CSV."
            )
        ],
    ),
    (
        "comma too many",
        [("places.csv", "vik,Vik,", "vik,Vik,Nord,")],
        [
            (
                "E158 places.csv:7: the row has 11 cells; the header has 10. Add or remove "
                "cells; put quotes around text with commas."
            )
        ],
    ),
    (
        "quote not closed",
        [("places.csv", "vik,Vik,", 'vik,"Vik,')],
        [
            (
                "E159 places.csv:7: the table cannot be read on from here: unexpected end "
                "of data. Look for a quote that is not closed."
            )
        ],
    ),
    (
        "column given twice",
        [("places.csv", "year,kind", "year,year")],
        ['E161 places.csv:1: column "year" stands twice in the header. Remove one.'],
    ),
    (
        "road to nowhere",
        [("roads.csv", "hem,cedervik", "hem,cedarvik")],
        [
            (
                'E162 roads.csv:6: to is "cedarvik", which is no place and no junction. '
                "Did you mean cedervik?"
            )
        ],
    ),
    (
        "road to itself",
        [("roads.csv", "hem,cedervik", "cedervik,cedervik")],
        ['E163 roads.csv:6: the road goes from "cedervik" to itself. Remove or correct it.'],
    ),
    (
        "place on no road",
        [("roads.csv", "alby,vik,4,local,10,60,2025,invented\n", "")],
        ['E164 places.csv:7: "vik" is on no road. Add a road to it, or take the place out.'],
    ),
    (
        "places cut off",
        [
            ("roads.csv", "hem,cedervik", "vik,cedervik"),
            ("roads.csv", "alby,vik,4", "cedervik,vik,4"),
        ],
        [
            (
                'E165 places.csv:5: "cedervik" has roads, but none leads to the network of '
                "most places (4 places). Add the missing road."
            ),
            (
                'E165 places.csv:7: "vik" has roads, but none leads to the network of most '
                "places (4 places). Add the missing road."
            ),
        ],
    ),
    (
        "id too long",
        [
            (
                "places.csv",
                "vik,Vik,",
                (
                    ""
                    "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv,Vik,"
                ),
            )
        ],
        [
            "E166 places.csv:7: id has 90 characters; at most 80 are allowed.",
            (
                'E162 roads.csv:7: to is "vik", which is no place and no junction. Add it '
                "to one of the tables, or remove the row."
            ),
        ],
    ),
    (
        "escape character in a name",
        [("places.csv", "vik,Vik,", "vik,V\x1bik,")],
        [
            (
                'E167 places.csv:7: name is "V\\u001bik", with characters that cannot be '
                "printed. Remove them."
            )
        ],
    ),
    (
        "misspelled file",
        [("tiny.yaml", "places: places.csv", "places: plces.csv")],
        [
            (
                'E170 tiny.yaml:15: tables.places is "plces.csv", which does not exist. '
                "Did you mean places.csv?"
            )
        ],
    ),
    (
        "folder for a file",
        [("tiny.yaml", "places: places.csv", "places: .")],
        [
            (
                'E171 tiny.yaml:15: tables.places is ".", which is not a file. Give the '
                "name of a file."
            )
        ],
    ),
    (
        "path out of the folder",
        [("tiny.yaml", "places: places.csv", "places: ../places.csv")],
        [
            (
                'E174 tiny.yaml:15: tables.places is "../places.csv", outside the folder '
                "of the scenario (.). Copy the file into it and give a relative path."
            )
        ],
    ),
    (
        "absolute path",
        [("tiny.yaml", "places: places.csv", "places: /etc/passwd")],
        [
            (
                'E174 tiny.yaml:15: tables.places is "/etc/passwd", outside the folder of '
                "the scenario (.). Copy the file into it and give a relative path."
            )
        ],
    ),
    (
        "bracket not closed",
        [("tiny.yaml", "  weekdays: [mon, tue]", "  weekdays: [mon, tue")],
        [
            (
                "E180 tiny.yaml:14: this is not YAML: expected ',' or ']', but got ':', in "
                "what begins in line 12. Correct the line."
            )
        ],
    ),
    (
        "tab",
        [("tiny.yaml", "  weekdays: [mon, tue]", "\tweekdays: [mon, tue]")],
        ["E181 tiny.yaml:12: a tab stands where YAML needs spaces. Replace it with spaces."],
    ),
    (
        "tag on a value",
        [("tiny.yaml", "  setup_min: 15\n", "  setup_min: !!python/object:os.system 15\n")],
        [
            (
                "E182 tiny.yaml:56: stops.setup_min has the tag "
                '"tag:yaml.org,2002:python/object:os.system"; tags are not read. Remove '
                "it."
            )
        ],
    ),
    (
        "tag on a mapping",
        [("tiny.yaml", "cycle:\n", "cycle: !x\n")],
        ['E182 tiny.yaml:11: cycle has the tag "!x"; tags are not read. Remove it.'],
    ),
    (
        "alias of itself",
        [("tiny.yaml", "depots:\n  - place: hem", "depots: &d\n  - place: hem\n  - *d")],
        ["E184 tiny.yaml:29: depots[1] is an alias of something it is part of. Write it out."],
    ),
    (
        "sixty brackets",
        [
            (
                "tiny.yaml",
                "depots:\n  - place: hem",
                (
                    "depots: "
                    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
                ),
            )
        ],
        ["E185 tiny.yaml:29: brackets or indents are nested too deep. Flatten the file."],
    ),
    (
        "number for a key",
        [("tiny.yaml", "  setup_min: 15\n", "  setup_min: 15\n  12: 15\n")],
        ['E187 tiny.yaml:57: a key in stops is "12"; keys are names. Rename or quote it.'],
    ),
    (
        "list for a key",
        [("tiny.yaml", "  setup_min: 15\n", "  setup_min: 15\n  ? [a]\n  : 15\n")],
        ["E187 tiny.yaml:57: a key in stops is a list; keys are names. Rename or quote it."],
    ),
    (
        "file that extends itself",
        [("tiny.yaml", "name: tiny\n", "name: tiny\nextends: tiny.yaml\n")],
        [
            (
                "E188 tiny.yaml:6: extends goes in a circle: tiny.yaml > tiny.yaml. Remove "
                "one of them."
            )
        ],
    ),
    (
        "merge key",
        [("tiny.yaml", "  setup_min: 15\n", "  setup_min: 15\n  <<: {packing_min: 3}\n")],
        ["E190 tiny.yaml:57: stops.<< is a merge key, which is not read. Write the keys out."],
    ),
    (
        "escape character in the title",
        [("tiny.yaml", "title: Fyra byar", 'title: "Fyra \\e byar"')],
        [
            (
                'E191 tiny.yaml:6: title is "Fyra \\u001b byar", with characters that '
                "cannot be printed. Remove them."
            )
        ],
    ),
]


@pytest.mark.parametrize(
    ("edits", "expected"), [pytest.param(e, x, id=name) for name, e, x in CASES]
)
def test_mistake_is_told_word_for_word(
    folder: Path, edits: list[Edit], expected: list[str]
) -> None:
    """One mistake gives the lines that name file, line, key, found, expected and remedy."""
    for file, old, new in edits:
        edit(folder / file, old, new)
    assert problems_of(folder / "tiny.yaml") == expected


def test_tiny_without_mistakes_loads(folder: Path) -> None:
    """The scenario that the mistakes are made in has none."""
    assert problems_of(folder / "tiny.yaml") == []


def texts() -> str:
    """Return the source of all messages."""
    (folder,) = messages.__path__
    return "".join(path.read_text("utf-8") for path in sorted(Path(folder).glob("*.py")))


def test_no_message_sounds_like_a_machine() -> None:
    """No text says `invalid`, `Input should be` or another word that helps nobody."""
    for word in ("invalid", "input should", "not understood", "illegal"):
        assert word not in texts().casefold()


def test_codes_are_used_once() -> None:
    """No two messages share a code, except the two forms of a wrong choice."""
    codes = re.findall(r'Message\(\s*"(E\d{3})"', texts())
    assert len(codes) > 70
    assert sorted(codes) == sorted([*set(codes), "E103"])
