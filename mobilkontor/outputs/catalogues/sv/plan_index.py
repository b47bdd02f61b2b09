"""Hold the Swedish texts of the page that leads to plans."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS = {
    "plans.title": "Planer för mobila servicekontor",
    "plans.kind": "Mobila servicekontor",
    "plans.lead": (
        "Varje plan har en karta med tidtabell och ett beslutsunderlag att skriva ut. Alla sidor "
        "fungerar utan internet."
    ),
    "plans.plans": "Planerna",
    "plans.comparisons": "Jämför planer",
    "plans.comparisons_note": (
        "Två kartor som följer varandra, vad som skiljer ort för ort, och vad det kostar."
    ),
    "plans.compare": "Jämförelse av planer",
    "plans.picture": "Liten karta över planen {title}",
    "plans.season": "Plan för {cycle}, {season}",
    "plans.vehicles": "Fordon som kör",
    "plans.stops": "Orter med besök",
    "plans.offices": "Nya fasta kontor",
    "plans.met": "Mötta besök {per_cycle}",
    "plans.cost": "Kostnad {per_cycle}",
    "plans.proof": "Bevisat",
    "plans.link.map": "Karta och tidtabell",
    "plans.link.report": "Beslutsunderlag",
    "plans.link.csv": "Tidtabell som CSV",
    "plans.link.dated": "Tidtabell med datum",
    "plans.note": (
        "Bilderna visar körvägarna, ett mönster per fordon; ortnamn och teckenförklaring finns på "
        "kartsidorna. Vad som är antaget står på varje sida."
    ),
}
