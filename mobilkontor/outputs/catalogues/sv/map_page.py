"""Hold the Swedish texts of the map page."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS = {
    "page.kind": "Mobila servicekontor · plan för {cycle} · {season}",
    "page.lead": (
        "Kartan visar stoppen med dag och tid, var personalen övernattar, vilka som får närmare "
        "till service och vilka orter som blir utan."
    ),
    "page.facts": "Planen i korthet",
    "fact.reached": "invånare nås",
    "fact.reached_note": (
        "De bor på orter där ett mobilt kontor stannar, eller så nära ett stopp att de har nytta "
        "av det."
    ),
    "fact.far": "invånare har mer än 30 minuters resa till service",
    "fact.far_change": "{before} → {after}",
    "fact.far_note": (
        "Utan mobila kontor → med planen. Räknat på orterna i underlaget; ett stopp räknas som "
        "service också om det bara är öppet några timmar."
    ),
    "fact.met": "fler besök möts {per_cycle}",
    "fact.met_note": "Besök utöver dem som de fasta kontoren redan klarar.",
    "fact.cost": "kostar planen {per_cycle}",
    "fact.cost_note": "Körning, nätter och arbetstid, till de priser som står under antaganden.",
    "fact.cost_note_no_wages": (
        "Körning och nätter, till de priser som står under antaganden. Lönerna ingår inte."
    ),
    "fact.cost_note_standing": (
        "Kontor, fordon med bemanning, körning och nätter, till de priser som står under "
        "antaganden."
    ),
    "lead.offices.one": "Ett fast servicekontor öppnas i {places}.",
    "lead.offices.many": "{count} fasta servicekontor öppnas: {places}.",
    "fact.cost_per_visit": "Det blir {per_visit} kr per mött besök.",
    "fact.proof": "Hur bra är planen?",
    "page.estimates": (
        "Siffror med ≈ bygger på uppskattade invånarantal. Av invånarna som nås bor {share} på "
        "orter där antalet är uppskattat."
    ),
    "page.assumed.one": (
        "◆ Planen räknar med en antagen uppgift. Besök, kostnad och restider ändras med den:"
    ),
    "page.assumed.many": (
        "◆ Planen räknar med {count} antagna uppgifter. Besök, kostnad och restider ändras med dem:"
    ),
    "page.contents": "På sidan",
    "page.skip": "Hoppa till tabellerna",
    "page.no_script": (
        "Kartan kräver att JavaScript är påslaget. Tabellerna nedan visar samma uppgifter."
    ),
    "map.heading": "Karta",
    "map.label": "Karta över planen. Samma uppgifter står i tabellerna nedanför kartan.",
    "map.whole": "Visa hela kartan",
    "map.backdrop": (
        "Bakgrunden är vägarna i planens eget underlag, ritade rakt mellan orterna. Ingen "
        "karttjänst används."
    ),
    "map.backdrop_numbered": (
        "Bakgrunden är de numrerade vägarna i planens eget underlag. Ingen karttjänst används."
    ),
    "map.help": (
        "Klicka på en symbol, eller gå med tabbtangenten och tryck Enter, för tider och uppgifter."
    ),
    "panel.label": "Vad kartan visar",
    "panel.vehicles": "Fordon",
    "panel.all": "Alla",
    "panel.show": "Visa också",
    "panel.offices": "Fasta servicekontor",
    "panel.nights": "Övernattning och depåer",
    "panel.unserved": "Orter utan stopp",
    "panel.names": "Ortnamn och vägnummer",
    "panel.access": "Invånarnas restid med bil till service",
    "panel.access_none": "Visa inte",
    "panel.access_before": "Före: bara fasta kontor",
    "panel.access_after": "Efter: fasta och mobila kontor",
    "legend.label": "Teckenförklaring",
    "legend.stop": (
        "Stopp: form och färg visar fordonet, texten dagen, storleken hur många besök som möts"
    ),
    "legend.stop_numbered": (
        "Stopp: siffran, formen och färgen visar fordonet, texten dagen, storleken hur många besök "
        "som möts"
    ),
    "legend.weeks": (
        "Rutorna under ett stopp är cykelns veckor, den första till vänster; fyllda är de veckor "
        "då kontoret kommer"
    ),
    "legend.frequency": "Stopp {frequency}",
    "legend.estimate": "Streckad kant: invånarantalet är en uppskattning",
    "legend.office": "Fast servicekontor, öppet",
    "legend.office_closed": "Fast servicekontor, räknas som stängt",
    "legend.night": "Övernattning i planen",
    "legend.night_unused": "Möjlig övernattning, används inte",
    "legend.depot": "Depå: fordonets hemort",
    "legend.covered": "Inget eget stopp, men nära ett stopp eller fast kontor",
    "legend.left_out": "Blir utan",
    "legend.access_size": "Större märke: fler invånare. Streckad kant: uppskattat antal.",
    "popup.residents": "Invånare",
    "popup.estimate": "uppskattning",
    "popup.municipality": "{name} kommun",
    "popup.before": "Restid före",
    "popup.after": "Restid efter",
    "popup.clock": "ankomst {arrive}, avfärd {depart}",
    "popup.open": "öppet {open}–{close}",
    "popup.frequency": "Öppet {frequency}",
    "popup.half_day.morning": "Alltid på förmiddagen",
    "popup.half_day.afternoon": "Alltid på eftermiddagen",
    "popup.met": "Möter {met} besök {per_cycle} utöver fasta kontor",
    "popup.users": "Används också från",
    "popup.user": "{place} ({time})",
    "popup.more_users": "och {count} orter till",
    "popup.uses": "Närmaste mobila kontor: {place} ({time})",
    "popup.uses_new_office": "Närmaste nya fasta kontor: {place} ({time})",
    "popup.office": "Fast servicekontor, {days} dagar i veckan (antaget)",
    "popup.office_one": "Fast servicekontor, en dag i veckan (antaget)",
    "popup.office_closed": "Fast servicekontor: räknas som stängt i planen",
    "popup.office_unsure": "Att kontoret är öppet är {confidence}",
    "popup.nights": "Övernattning efter",
    "popup.night_possible": "Möjlig övernattning, används inte i planen",
    "popup.depot": "Depå för {vehicles}",
    "popup.no_stop": "Inget stopp",
    "popup.unknown_time": "okänd",
    "table.show": "Visa {place} på kartan",
    "timetable.heading": "Tidtabell",
    "timetable.caption": "Tidtabell för {vehicle}, depå {depot}",
    "timetable.summary": ("{visits} · {distance} km · {driving} körning · {working} arbetstid"),
    "timetable.summary_cycle": (
        "{visits} · {distance} km · {driving} körning · {working} arbetstid, {per_cycle}"
    ),
    "timetable.each_week": "per vecka: {sums}",
    "timetable.free_week": "ingen tur",
    "timetable.none": "Fordonet används inte i planen.",
    "timetable.start": "Start",
    "timetable.home": "Åter vid depån",
    "timetable.night": "Övernattning",
    "municipalities.heading": "Kommun för kommun",
    "municipalities.caption": "Vad planen ger varje kommun",
    "municipalities.note": (
        "Invånare som bor utanför orterna i underlaget räknas inte i planens nytta."
    ),
    "municipalities.all": "Alla kommuner",
    "unserved.heading": "Orter utan stopp",
    "unserved.caption": "Orter utan stopp: {group}",
    "unserved.intro": (
        "{places} har inget eget stopp. De är ordnade efter skäl, med flest uteblivna besök först. "
        "Streck: orten prövades inte för ett eget stopp, så inga uteblivna besök är räknade."
    ),
    "unserved.places.one": "En ort",
    "unserved.places.many": "{count} orter",
    "unserved.residents": "{count} invånare",
    "unserved.none": "Alla orter har ett stopp.",
    "indicators.heading": "Nyckeltal",
    "indicators.caption": "Planens nyckeltal",
    "footer.description": "Scenariots beskrivning: {text}",
    "footer.scenario": "Scenario {name}, sha256 {hash}",
    "provider.road_graph": "ur vägtabellen",
    "provider.road_file": "från OpenStreetMap",
    "provider.matrix_file": "ur restidstabellen",
    "provider.great_circle": "efter fågelvägen",
    "provider.osrm": "från OSRM",
    "provider.valhalla": "från Valhalla",
    "footer.matrix": "Restider {provider}, sha256 {hash}",
    "footer.matrix_date": "(data {date})",
    "footer.credit": "Vägdata: {text}",
    "footer.made": "Gjord med mobilkontor {version}, frö {seed}.",
    "footer.offline": "Sidan hämtar inget från nätet.",
    "footer.fetches": "Sidan hämtar kartbilder från {host}.",
    "map.tiles": (
        "Bakgrundskartan ({credit}) hämtas från {host}, som då får veta läsarens adress. Vägarna "
        "är planens eget underlag, ritade rakt mellan orterna."
    ),
    "popup.new_office": (
        "Nytt fast servicekontor i planen: möter {met} besök och kostar {cost} {per_cycle}"
    ),
    "legend.office_new": "Fast servicekontor, nytt i planen",
    "steps.legend": "Dagar",
    "steps.back": "Föregående dag",
    "steps.on": "Nästa dag",
    "steps.caption": "Välj alla dagar, en vecka, en veckodag eller en enda dag",
    "steps.all": "Alla dagar",
    "steps.all_short": "Alla",
    "steps.week": "hela vecka {week}",
    "steps.week_short": "Vecka {week}",
    "steps.note": "Siffran är antalet öppettillfällen den dagen. Piltangenterna bläddrar.",
    "script.close": "Stäng",
    "script.zoom_in": "Zooma in",
    "script.zoom_out": "Zooma ut",
    "script.count.open": "Öppettillfällen: {count}",
    "script.count.places": "Orter: {count}",
    "script.count.vehicles": "Fordon ute: {count}",
    "script.count.nights": "Nätter borta: {count}",
    "search.label": "Sök ort",
    "search.hits": "Träffar",
    "filter.label": "Kommun",
    "filter.all": "Alla kommuner ({stops} stopp, {places} orter)",
    "filter.one": "{name} ({stops} stopp, {places} orter)",
    "popup.year": "Hela året, vecka för vecka",
    "popup.year_weeks": "vecka {weeks}",
    "popup.year_all": "alla veckor",
    "popup.year_note": (
        "Räknat så att cykeln börjar vecka 1. En rad rutor är "
        "ett kvartal. Helgdagar är inte borträknade."
    ),
    "script.search.none": "Ingen ort heter så.",
    "script.search.one": "1 träff. Enter visar den.",
    "script.search.many": "{count} träffar.",
    "script.search.more": "{count} träffar, de {shown} första visas.",
    "script.hit.stop": "stopp",
    "script.hit.office": "fast kontor",
    "script.hit.none": "inget stopp",
    "paper.legend": "Skriv ut",
    "paper.label": "Papper",
    "paper.four_portrait": "A4 stående",
    "paper.four_landscape": "A4 liggande",
    "paper.three_portrait": "A3 stående",
    "paper.three_landscape": "A3 liggande",
    "paper.mono": "Svartvitt",
    "paper.print": "Skriv ut kartan",
}
