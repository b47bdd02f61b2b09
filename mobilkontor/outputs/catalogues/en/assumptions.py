"""Hold the English texts about figures and their sources."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS = {
    "assumptions.heading": "Assumptions and sources",
    "assumptions.intro": (
        "The plan is as good as the figures behind it. Everything that is assumed is marked; "
        "whoever decides should test the assumptions that matter most. Sources and descriptions "
        "are quoted in the language of the data."
    ),
    "assumptions.caption": "Figures that the plan rests on",
    "assumptions.assumed": "Assumed",
    "assumptions.sourced": "Has a source",
    "assumptions.no_source": "no source",
    "source.not stated: as on paved roads": "not stated: as on paved roads",
    "source.not stated: a guess for soft gravel": "not stated: a guess for soft gravel",
    "source.not stated: no limit of its own": "not stated: no limit of its own",
    "source.not stated: half of 20 min between crossings": (
        "not stated: half of 20 min between crossings"
    ),
    "source.not stated: as the engine drives": "not stated: as the engine drives",
    "source.not stated: as the network": "not stated: as the network",
    "source.not stated: not counted": "not stated: not counted",
    "assumptions.travel": "Travel times: {note}",
    "travel_note.guessed": (
        "Travel times are guesses, not roads: great circle x {factor} at {speed} km/h."
    ),
    "travel_note.roads_of_day": (
        "Roads from OpenStreetMap ({source}, {date}); seasonal roads and ferries as on {day}."
    ),
    "travel_note.no_date": "no stated date",
    "travel_note.leg": "{start} to {end}",
    "travel_note.more_legs": "and {count} more",
    "travel_note.own_roads": (
        "Vehicles drive only on roads that are open to their weight and height. These therefore "
        "have travel times of their own: {vehicles}."
    ),
    "travel_note.out_of_reach": "Vehicle {vehicle} cannot drive to: {places}.",
    "travel_note.unequal.one": "One leg takes more than twice as long as the way back: {legs}.",
    "travel_note.unequal.many": (
        "{count} legs take more than twice as long as the way back: {legs}."
    ),
    "roads.caption": "Roads that the travel times rest on",
    "roads.note": (
        "Source and year are those of a stretch's length and speed limit, as the road table gives "
        "them."
    ),
    "roads.stretches": "Stretches",
    "roads.length": "Length [km]",
    "roads.others": "{count} other sources",
    "population.caption": "How sure the numbers of residents are",
    "population.official": "Official",
    "population.reported": "Reported in print",
    "population.estimate": "Estimated (≈)",
    "population.assumed": "Assumed (≈)",
    "offices.caption": "Fixed service offices in the plan",
    "offices.note": (
        "Standing and source tell of whether the office is open. The days a week are assumed."
    ),
    "offices.open": "Open",
    "offices.closed": "Counted as closed",
    "offices.days": "Days a week",
    "offices.status": "State",
    "overnights.caption": "Overnight places",
    "overnights.note": "That vehicles and crews find room there is assumed.",
    "overnights.rooms": "Vehicles per night",
    "overnights.nights": "Nights in the plan",
    "overnights.cost": "Cost of a night",
    "offices.new": "New in the plan",
    "offices.new_note": "{met} visits {per_cycle}, {cost} {per_cycle}",
    "curve.corner": "{at} → {share}",
    "parameter.value_per_met_visit_sek": "Worth of a met visit [SEK]",
    "parameter.need_per_resident.tax": "Tax matters per resident and year [visits]",
    "parameter.need_per_resident.social_insurance": (
        "Social insurance matters per resident and year [visits]"
    ),
    "parameter.need_per_resident.pension": "Pension matters per resident and year [visits]",
    "parameter.need_per_resident.employment": (
        "Employment service matters per resident and year [visits]"
    ),
    "parameter.need_factor_65plus": "Need of a resident of 65 or more, against a younger [times]",
    "parameter.benefit.travel": "Share of the need that is met, by travel time [min → %]",
    "parameter.benefit.frequency": "Share of the need that is met, by opening days a week [d → %]",
    "parameter.cost_per_hour_sek": "Cost of the crew's working hour [SEK]",
    "parameter.cost_per_km_sek": "Cost per kilometre [SEK]",
    "parameter.cost_per_day_sek": "Cost per day out [SEK]",
    "parameter.cost_per_night_sek": "Cost per night [SEK]",
    "parameter.fixed_cost_per_year_sek": "Cost of having a vehicle with its crew [SEK per year]",
    "parameter.co2_per_km_g": "Carbon dioxide of the vehicle [g per kilometre]",
    "parameter.cost_per_year_sek": "Cost of a new fixed office [SEK per year]",
    "parameter.visitors_per_hour": "Visitors that can be received per hour",
    "parameter.driving_time_factor": "Driving time against the network's [times]",
    "parameter.winter_time_factor": "Driving time against the engine's, winter [times]",
    "parameter.autumn_time_factor": "Driving time against the engine's, autumn [times]",
    "parameter.thaw_time_factor": "Driving time against the engine's, spring thaw [times]",
    "parameter.leg_buffer.summer": "Allowance per drive, summer [min]",
    "parameter.leg_buffer.winter": "Allowance per drive, winter [min]",
    "parameter.leg_buffer.autumn": "Allowance per drive, autumn [min]",
    "parameter.leg_buffer.thaw": "Allowance per drive, spring thaw [min]",
    "parameter.mobile_speed": "Speed of mobile offices, share of the speed limit",
    "parameter.resident_speed": "Speed of residents, share of the speed limit",
    "parameter.mobile_speed_kmh": "Speed of mobile offices [km/h]",
    "parameter.resident_speed_kmh": "Speed of residents [km/h]",
    "parameter.winding_factor": "Length of the road against the straight line [times]",
    "parameter.mobile_max_speed_kmh": "Highest speed of mobile offices [km/h]",
    "parameter.unpaved_speed.summer": "Speed on gravel against paved roads, summer [share]",
    "parameter.unpaved_speed.winter": "Speed on gravel against paved roads, winter [share]",
    "parameter.unpaved_speed.autumn": "Speed on gravel against paved roads, autumn [share]",
    "parameter.unpaved_speed.thaw": "Speed on gravel against paved roads, spring thaw [share]",
    "parameter.unpaved_max_weight_t": "Highest gross weight on gravel [t]",
    "parameter.ferry_wait_min": "Wait for a ferry [min]",
    "parameter.max_working_h": "Longest working time of a duty [h]",
    "parameter.max_driving_h": "Longest driving time of a duty [h]",
    "parameter.max_work_stretch_h": "Longest work without a break [h]",
    "parameter.work_break_min": "Break from work [min]",
    "parameter.max_driving_stretch_h": "Longest driving without a break [h]",
    "parameter.driving_break_min": "Break from driving [min]",
    "parameter.daily_rest_h": "Rest between two duties [h]",
    "parameter.max_weekly_working_h": "Longest working time of a week [h]",
    "parameter.max_weekly_driving_h": "Longest driving time of a week [h]",
    "parameter.people": "Crew of a mobile office [persons]",
    "parameter.earliest_start": "No duty starts before [clock time]",
    "parameter.latest_end": "No duty ends after [clock time]",
    "parameter.max_nights_per_week": "Most nights away in a week [nights]",
    "parameter.gross_weight_t": "Gross weight of the vehicle [t]",
    "parameter.height_m": "Height of the vehicle [m]",
    "parameter.stops.min_residents": "Smallest place that can get a stop [residents]",
    "parameter.min_travel_from_office_min": "Least travel time from a fixed office to a stop [min]",
    "parameter.setup_min": "Setting up before opening [min]",
    "parameter.packing_min": "Packing after closing [min]",
    "parameter.open_from": "No mobile office opens before [clock time]",
    "parameter.open_to": "No mobile office closes after [clock time]",
    "parameter.opening_tolerance_min": (
        "Opening times of a place count as the same if they differ by at most [min]"
    ),
    "parameter.midday": "End of mornings, for stops that keep to half-days [clock time]",
    "parameter.levels": (
        "Stops that places of at least a size may get "
        "[residents: openings × opening time (least days between)]"
    ),
    "parameter_part.summer": "summer",
    "parameter_part.autumn": "autumn",
    "parameter_part.winter": "winter",
    "parameter_part.thaw": "spring thaw",
    "parameter_part.european": "European road",
    "parameter_part.national": "national road",
    "parameter_part.county": "county road",
    "parameter_part.local": "local road",
}
