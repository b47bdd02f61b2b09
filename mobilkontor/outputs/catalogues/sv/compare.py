"""Hold the Swedish texts of the comparison of plans."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS = {
    "compare.title": "Jämförelse av planer för mobila servicekontor",
    "compare.kind": "Mobila servicekontor · jämförelse per fyra veckor",
    "compare.lead": (
        "Vad ger en plan som en annan inte ger, för vilka invånare och till vilket pris? Välj "
        "två sidor. Kartorna följer varandra, och allt räknas om till fyra veckor så att planer"
        " med olika lång cykel kan jämföras."
    ),
    "compare.skip": "Hoppa till tabellerna",
    "compare.no_plan": "Ingen plan",
    "compare.no_plan_note": "bara dagens fasta servicekontor, med förutsättningarna i {title}",
    "compare.cycle": "cykel på {cycle}, {season}",
    "compare.choose": "Sidor att jämföra",
    "compare.left": "Till vänster",
    "compare.right": "Till höger",
    "compare.swap": "Byt sida",
    "compare.maps": "Kartor",
    "compare.map.left": "Karta över den vänstra sidan",
    "compare.map.right": "Karta över den högra sidan, med skillnaderna",
    "compare.heading_of": "{right} jämfört med {left}",
    "compare.show": "Kartorna visar",
    "compare.show.stops": "Service",
    "compare.show.way": "Service och restid till närmaste",
    "compare.show.names": "Ortnamn",
    "compare.show.differences": "Skillnader på den högra kartan",
    "compare.change.gains": "får service",
    "compare.change.loses": "blir utan",
    "compare.change.more": "får mer",
    "compare.change.fewer": "får mindre",
    "compare.legend.gains": "Får service: saknar den till vänster",
    "compare.legend.loses": "Blir utan: har service till vänster",
    "compare.legend.more": "Får fler besök, eller ett fast kontor i stället för besök",
    "compare.legend.fewer": "Får färre besök, eller besök i stället för ett fast kontor",
    "compare.legend.stop": "Stopp; siffran är antalet besök på fyra veckor",
    "compare.legend.size": (
        "Tecknens storlek visar ortens invånare. Restiden är invånarnas, med bil till närmaste "
        "fasta kontor eller stopp."
    ),
    "compare.office": "fast servicekontor",
    "compare.office_new": "nytt fast servicekontor",
    "compare.visits.one": "{visits} besök",
    "compare.visits.many": "{visits} besök",
    "compare.places.one": "på en ort",
    "compare.places.many": "på {count} orter",
    "compare.fact.gains": "invånare får service på orten",
    "compare.fact.loses": "invånare blir utan på orten",
    "compare.fact.more": "invånare får mer service",
    "compare.fact.fewer": "invånare får mindre service",
    "compare.fact.nearer": "invånare får kortare resa",
    "compare.fact.farther": "{persons} får längre",
    "compare.fact.met_visits": "mötta besök {per_cycle}",
    "compare.fact.cost_sek": "kr i kostnad {per_cycle}",
    "compare.both": "{left} och {right}, {why}",
    "compare.dash": "I diagrammen står ett streck för det som inte jämförs med A.",
    "compare.others": "Sidorna bygger inte på samma {grounds}. Det som vilar på dem jämförs inte.",
    "compare.not_compared": "jämförs inte: andra {grounds}",
    "compare.ground.travel": "restider",
    "compare.ground.distances": "vägavstånd",
    "compare.ground.people": "invånartal",
    "compare.ground.need": "antaganden om behovet",
    "compare.ground.worth": "värden av ett besök",
    "compare.ground.costs": "slag av kostnader",
    "compare.ground.tolerance": "toleranser för öppningstid",
    "compare.ground.aversion": "vikter för ojämnhet",
    "compare.places.heading": "Orter som skiljer sig",
    "compare.places.note": (
        "Störst ort först. Ett fast kontor räknas som mer än besök. Orter där bara dagar eller "
        "öppettider skiljer sig är inte med."
    ),
    "compare.places.none": "Ingen ort får annan service på den ena sidan än på den andra.",
    "compare.column.change": "Skillnad",
    "compare.column.way": "Restid till närmaste",
    "compare.column.setting": "Inställning",
    "compare.indicators.note": (
        "Summor gäller fyra veckor. Under varje värde står skillnaden mot den vänstra sidan. "
        "Stjärnan märker det bästa värdet av planernas; där underlaget inte är detsamma utses "
        "inget."
    ),
    "compare.indicators.caption": "Nyckeltal per fyra veckor",
    "compare.chart": "De viktigaste nyckeltalen, en stapel för varje sida",
    "compare.best": "bäst",
    "compare.base": "jämförs med",
    "compare.after": ", efter",
    "compare.settings.heading": "Inställningar som skiljer sig",
    "compare.settings.note": (
        "Nycklarna är scenariofilernas. Tabeller står med antal rader och en kontrollsumma av "
        "innehållet. Ett streck betyder att scenariot saknar posten."
    ),
    "compare.settings.none": "Planernas scenarier har samma inställningar och tabeller.",
    "compare.settings.one": (
        "En enda plan jämförs med ingen plan; inställningar skiljer sig mellan planer."
    ),
    "compare.script.close": "Stäng",
    "compare.script.zoom_in": "Zooma in",
    "compare.script.zoom_out": "Zooma ut",
    "compare.script.not_compared_short": "jämförs inte",
    "compare.script.show": "Visa på kartorna",
    "compare.script.persons": "invånare",
    "compare.script.way": "restid",
}
