"""Hold the Swedish texts about figures and their sources."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS = {
    "assumptions.heading": "Antaganden och källor",
    "assumptions.intro": (
        "Planen är så bra som uppgifterna bakom den. Allt som är antaget är märkt; den som ska "
        "besluta bör pröva de antaganden som betyder mest. Källor och beskrivningar återges på det "
        "språk de har i underlaget."
    ),
    "assumptions.caption": "Uppgifter som planen räknar med",
    "assumptions.assumed": "Antaget",
    "assumptions.sourced": "Har källa",
    "assumptions.no_source": "ingen källa",
    "source.not stated: as on paved roads": "inte angivet: som på belagd väg",
    "source.not stated: a guess for soft gravel": "inte angivet: en gissning för mjukt grus",
    "source.not stated: no limit of its own": "inte angivet: ingen egen gräns",
    "source.not stated: half of 20 min between crossings": (
        "inte angivet: hälften av 20 min mellan turerna"
    ),
    "source.not stated: as the engine drives": "inte angivet: som vägtjänsten räknar",
    "source.not stated: as the network": "inte angivet: som vägnätet",
    "source.not stated: not counted": "inte angivet: räknas inte",
    "assumptions.travel": "Restider: {note}",
    "travel_note.guessed": (
        "Restiderna är gissningar, inte räknade på vägar: fågelvägen gånger {factor}, i "
        "{speed} km/h."
    ),
    "travel_note.roads_of_day": (
        "Vägarna kommer från OpenStreetMap ({source}, {date}). Säsongsvägar och färjor räknas som "
        "den {day}."
    ),
    "travel_note.no_date": "utan angivet datum",
    "travel_note.leg": "{start} till {end}",
    "travel_note.more_legs": "och {count} till",
    "travel_note.own_roads": (
        "Fordonen kör bara på vägar som är öppna för deras vikt och höjd. Därför har dessa "
        "egna restider: {vehicles}."
    ),
    "travel_note.out_of_reach": "Fordonet {vehicle} kan inte köra till: {places}.",
    "travel_note.unequal.one": (
        "En sträcka tar mer än dubbelt så lång tid som vägen tillbaka: {legs}."
    ),
    "travel_note.unequal.many": (
        "{count} sträckor tar mer än dubbelt så lång tid som vägen tillbaka: {legs}."
    ),
    "roads.caption": "Vägarna som restiderna räknas på",
    "roads.note": (
        "Källa och år gäller sträckornas längd och hastighetsgräns, så som vägtabellen anger dem."
    ),
    "roads.stretches": "Sträckor",
    "roads.length": "Längd [km]",
    "roads.others": "{count} andra källor",
    "population.caption": "Hur säkra invånarantalen är",
    "population.official": "Officiella",
    "population.reported": "Ur tryckta källor",
    "population.estimate": "Uppskattade (≈)",
    "population.assumed": "Antagna (≈)",
    "offices.caption": "Fasta servicekontor som planen räknar med",
    "offices.note": (
        "Säkerhet och källa gäller om kontoret är öppet. Antalet dagar i veckan är antaget."
    ),
    "offices.open": "Öppet",
    "offices.closed": "Räknas som stängt",
    "offices.days": "Dagar i veckan",
    "offices.status": "Läge",
    "overnights.caption": "Övernattningsorter",
    "overnights.note": "Att fordon och personal kan få plats där är antaget.",
    "overnights.rooms": "Fordon per natt",
    "overnights.nights": "Nätter i planen",
    "overnights.cost": "Kostnad per natt",
    "offices.new": "Nytt i planen",
    "offices.new_note": "{met} besök {per_cycle}, {cost} {per_cycle}",
    "curve.corner": "{at} → {share}",
    "parameter.value_per_met_visit_sek": "Värdet av ett mött besök [kr]",
    "parameter.need_per_resident.tax": "Skatteärenden per invånare och år [besök]",
    "parameter.need_per_resident.social_insurance": (
        "Försäkringskassans ärenden per invånare och år [besök]"
    ),
    "parameter.need_per_resident.pension": "Pensionsärenden per invånare och år [besök]",
    "parameter.need_per_resident.employment": (
        "Arbetsförmedlingens ärenden per invånare och år [besök]"
    ),
    "parameter.need_factor_65plus": "Behov hos den som är 65 år eller äldre, mot yngre [gånger]",
    "parameter.benefit.travel": "Andel av behovet som möts, efter restid [min → %]",
    "parameter.benefit.frequency": "Andel av behovet som möts, efter öppna dagar i veckan [d → %]",
    "parameter.cost_per_hour_sek": "Bemanningens kostnad per arbetstimme [kr]",
    "parameter.cost_per_km_sek": "Kostnad per kilometer [kr]",
    "parameter.cost_per_day_sek": "Kostnad per dag ute [kr]",
    "parameter.cost_per_night_sek": "Kostnad per natt [kr]",
    "parameter.fixed_cost_per_year_sek": "Kostnad för att ha ett fordon med bemanning [kr per år]",
    "parameter.co2_per_km_g": "Fordonets koldioxidutsläpp [g per kilometer]",
    "parameter.cost_per_year_sek": "Kostnad för ett nytt fast servicekontor [kr per år]",
    "parameter.visitors_per_hour": "Besökare som kan tas emot per timme",
    "parameter.driving_time_factor": "Körtid mot vägnätets [gånger]",
    "parameter.winter_time_factor": "Körtid mot ruttmotorns, vinter [gånger]",
    "parameter.autumn_time_factor": "Körtid mot ruttmotorns, höst [gånger]",
    "parameter.thaw_time_factor": "Körtid mot ruttmotorns, tjällossning [gånger]",
    "parameter.leg_buffer.summer": "Marginal per körning, sommar [min]",
    "parameter.leg_buffer.winter": "Marginal per körning, vinter [min]",
    "parameter.leg_buffer.autumn": "Marginal per körning, höst [min]",
    "parameter.leg_buffer.thaw": "Marginal per körning, tjällossning [min]",
    "parameter.mobile_speed": "Mobila kontors hastighet, andel av hastighetsgränsen",
    "parameter.resident_speed": "Invånarnas hastighet, andel av hastighetsgränsen",
    "parameter.mobile_speed_kmh": "Mobila kontors hastighet [km/h]",
    "parameter.resident_speed_kmh": "Invånarnas hastighet [km/h]",
    "parameter.winding_factor": "Vägens längd mot fågelvägen [gånger]",
    "parameter.mobile_max_speed_kmh": "Mobila kontors högsta hastighet [km/h]",
    "parameter.unpaved_speed.summer": "Hastighet på grusväg mot belagd väg, sommar [andel]",
    "parameter.unpaved_speed.winter": "Hastighet på grusväg mot belagd väg, vinter [andel]",
    "parameter.unpaved_speed.autumn": "Hastighet på grusväg mot belagd väg, höst [andel]",
    "parameter.unpaved_speed.thaw": "Hastighet på grusväg mot belagd väg, tjällossning [andel]",
    "parameter.unpaved_max_weight_t": "Högsta totalvikt på grusväg [ton]",
    "parameter.ferry_wait_min": "Väntan på färja [min]",
    "parameter.max_working_h": "Längsta arbetstid per tur [h]",
    "parameter.max_driving_h": "Längsta körtid per tur [h]",
    "parameter.max_work_stretch_h": "Längsta arbetspass utan rast [h]",
    "parameter.work_break_min": "Rast i arbetet [min]",
    "parameter.max_driving_stretch_h": "Längsta körning utan rast [h]",
    "parameter.driving_break_min": "Rast i körningen [min]",
    "parameter.daily_rest_h": "Vila mellan två turer [h]",
    "parameter.max_weekly_working_h": "Längsta arbetstid per vecka [h]",
    "parameter.max_weekly_driving_h": "Längsta körtid per vecka [h]",
    "parameter.people": "Personal på ett mobilt kontor [personer]",
    "parameter.earliest_start": "Ingen tur börjar före [klockslag]",
    "parameter.latest_end": "Ingen tur slutar efter [klockslag]",
    "parameter.max_nights_per_week": "Flest nätter borta per vecka [nätter]",
    "parameter.gross_weight_t": "Fordonets totalvikt [ton]",
    "parameter.height_m": "Fordonets höjd [m]",
    "parameter.stops.min_residents": "Minsta ort som kan få ett stopp [invånare]",
    "parameter.min_travel_from_office_min": "Minsta restid från fast kontor till ett stopp [min]",
    "parameter.setup_min": "Uppställning före öppning [min]",
    "parameter.packing_min": "Packning efter stängning [min]",
    "parameter.open_from": "Inget mobilt kontor öppnar före [klockslag]",
    "parameter.open_to": "Inget mobilt kontor stänger efter [klockslag]",
    "parameter.opening_tolerance_min": (
        "Öppningstider på en ort räknas som samma om de skiljer högst [min]"
    ),
    "parameter.midday": "Slut på förmiddagen, för stopp som håller sig till en halvdag [klockslag]",
    "parameter.levels": (
        "Stopp som orter av minst en storlek kan få "
        "[invånare: öppettillfällen × öppettid (minsta antal dagar emellan)]"
    ),
    "parameter_part.summer": "sommar",
    "parameter_part.autumn": "höst",
    "parameter_part.winter": "vinter",
    "parameter_part.thaw": "tjällossning",
    "parameter_part.european": "europaväg",
    "parameter_part.national": "riksväg",
    "parameter_part.county": "länsväg",
    "parameter_part.local": "övrig väg",
}
