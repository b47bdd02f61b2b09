"""Hold the Swedish texts of the decision paper."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS = {
    "report.title": "Beslutsunderlag: {title}",
    "report.kind": "Beslutsunderlag · mobila servicekontor · plan för {cycle} · {season}",
    "report.lead": (
        "Underlaget redovisar vad planen ger och kostar, vad som är bevisat, vad som är antaget "
        "och vilka orter som blir utan."
    ),
    "report.fact.far_note": "Utan mobila kontor → med planen. Räknat på orterna i underlaget.",
    "report.question.heading": "Frågan",
    "report.question.text": (
        "Underlaget omfattar {candidates} orter med {residents} invånare och räknar med {offices}. "
        "Planen väljer var mobila kontor stannar, hur ofta, vilken dag och hur länge, inom "
        "reglerna för arbetstid, körtid och vila."
    ),
    "report.offices.one": "ett öppet fast servicekontor",
    "report.offices.many": "{count} öppna fasta servicekontor",
    "report.plan.heading": "Planen på kartan",
    "report.map.label": (
        "Karta över planen: vägar, fordonens körvägar, stopp, fasta kontor och övernattningar. "
        "Tidtabellen står på kartsidan."
    ),
    "report.map.note": (
        "Större symbol: fler besök möts där. Streckad kant: invånarantalet är uppskattat. Vägarna "
        "är ritade rakt mellan orterna. Namn som inte får plats är utelämnade; dagar och klockslag "
        "står i tidtabellen på map.html."
    ),
    "report.effects.heading": "Vad planen ger invånarna",
    "report.effects.note": (
        "Invånare efter restid med bil till närmaste service. Före: öppna fasta kontor. Därefter: "
        "fasta kontor och de stopp som besöks minst så ofta som kolumnen anger."
    ),
    "report.reach.all": "Alla invånare på orterna ({persons})",
    "report.reach.elderly": "Invånare som är 65 år eller äldre (uppskattningsvis {persons})",
    "report.elderly.note": (
        "Antalet äldre per ort är en uppskattning: kommunens andel, lika på alla dess orter."
    ),
    "report.elderly.source": "Andel som är 65 år eller äldre, per kommun: {sources}",
    "report.column.within": "Restid",
    "report.column.before": "Före",
    "report.within": "Högst {limit} min",
    "report.over": "Mer än {limit} min",
    "report.every.1": "Varje vecka",
    "report.every.2": "Minst varannan vecka",
    "report.every.4": "Minst var fjärde vecka",
    "report.every.8": "Minst var åttonde vecka",
    "report.measures.caption": "Restid och jämlikhet: före → efter",
    "report.column.all": "Alla invånare",
    "report.column.elderly": "65 år eller äldre",
    "report.measure.mean_travel_min": "Medelrestid [min]",
    "report.meaning.mean_travel_min": "Till närmaste service, medel över invånarna",
    "report.measure.p90_travel_min": "Restid som nio av tio håller sig inom [min]",
    "report.meaning.p90_travel_min": "Kortaste tid som räcker för 90 % av invånarna",
    "report.measure.gini_travel": "Ojämnhet i restid (Gini)",
    "report.meaning.gini_travel": (
        "0 om alla har lika långt. Kan stiga fast ingen får längre: när de flesta får nära bär "
        "färre den restid som är kvar."
    ),
    "report.measure.access": "Andel av behovet som möts",
    "report.meaning.access": "Av fasta kontor och stopp, medel över invånarna: 0 inget, 1 allt",
    "report.measure.access_worst_tenth": "Detsamma för den sämst ställda tiondelen",
    "report.meaning.access_worst_tenth": "Medel över den tiondel av invånarna som har minst",
    "report.measure.gini_access": "Ojämnhet i mött behov (Gini)",
    "report.meaning.gini_access": "0 om alla får samma andel av sitt behov mött",
    "report.measure.atkinson_access": "Ojämnhet i mött behov (Atkinson)",
    "report.meaning.atkinson_access": (
        "Andel av det mötta behovet som kunde avstås om alla hade lika mycket"
    ),
    "report.municipalities.caption": "Vad planen ger varje kommun: före → efter",
    "report.municipalities.note": (
        "Efter räknar alla stopp, hur ofta de än besöks. Restid med bil till närmaste service, i "
        "minuter. Inom en kommun har äldre samma restider som alla, eftersom andelen äldre är "
        "densamma på alla dess orter. Gini kan stiga fast alla får närmare: "
        "när de flesta får nära bär färre den restid som är kvar."
    ),
    "report.column.residents": "Invånare på orterna",
    "report.column.of_them_elderly": "varav 65+",
    "report.column.over_30": "Mer än 30 min",
    "report.column.over_30_elderly": "varav 65+",
    "report.column.mean": "Medel [min]",
    "report.column.p90": "Nio av tio inom [min]",
    "report.column.gini": "Gini",
    "report.before": "Före",
    "report.after": "Efter",
    "report.axis.minutes": "Medelrestid till närmaste service [min]",
    "report.chart.far": "Invånare med längre resa till service än 15, 30, 45 och 60 minuter",
    "report.chart.municipalities": "Medelrestid till närmaste service, kommun för kommun",
    "report.chart.cost": "Kostnad efter slag",
    "report.chart.work": "Vad personalens arbetstid går till",
    "report.cost.heading": "Kostnad och resurser",
    "report.cost.none": "Planen kör ingenstans och kostar inget.",
    "report.cost.caption": "Kostnad efter slag",
    "report.column.kind": "Slag",
    "report.use.caption": "Resurser och hur de används",
    "report.cost.driving": "Körning",
    "report.cost.work": "Arbetstid",
    "report.cost.days": "Dagar ute",
    "report.cost.nights": "Nätter borta",
    "report.cost.vehicles": "Fordon, bemanning",
    "report.cost.offices": "Nya fasta kontor",
    "report.cost.all": "Kostnad i allt",
    "report.work.open": "Öppet kontor",
    "report.work.driving": "Körning",
    "report.work.other": "Uppställning, packning",
    "report.proved.heading": "Vad som är bevisat",
    "report.proved.caption": "Beviset i siffror",
    "report.proved.note": (
        "Beviset gäller planens värde under antagandena nedan. Det säger inget om antagandena i "
        "sig. Att planen håller varje regel är prövat för sig, av ett program som inte delar kod "
        "med det som gjorde planen."
    ),
    "report.proof.goal": "Mål",
    "report.proof.status": "Läge",
    "report.proof.objective": "Planens värde",
    "report.proof.bound": "Ingen plan når längre än",
    "report.proof.gap": "Avstånd till gränsen",
    "report.proof.scope": "Gränsen omfattar",
    "report.status.optimal": "Bäst möjliga, bevisat",
    "report.status.feasible": "Håller alla regler; att den är bäst är inte bevisat",
    "report.no_bound": "ingen gräns är bevisad",
    "report.scope.all_duties": "alla tänkbara dagsturer",
    "report.scope.generated_duties": "bara de dagsturer som prövades",
    "report.left_out.heading": "Vad som blir utan, och varför",
    "report.left_out.caption": "Orter utan eget stopp, efter skäl",
    "report.column.largest": "Orter (invånare), de med störst bortfall först",
    "report.more": "och {count} till",
    "report.figures.heading": "Bilaga: uppgifterna bakom planen",
    "report.assumed.residents": (
        "Av invånarna som nås bor {share} på orter där antalet är uppskattat eller antaget (≈)."
    ),
    "report.assumed.outside": (
        "{count} invånare bor utanför alla orter i underlaget och räknas inte i någon siffra."
    ),
    "report.assumed.car": "Alla restider är med bil; den som saknar bil har längre.",
    "report.assumed.elderly": (
        "Invånare som är 65 år eller äldre per ort är en uppskattning: kommunens andel."
    ),
}
