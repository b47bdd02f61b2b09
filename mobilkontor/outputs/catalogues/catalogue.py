"""Put the texts of one language together; a key that two files hold is a defect."""

from __future__ import annotations

from collections.abc import Mapping

from mobilkontor.outputs.catalogues.en import assumptions as en_assumptions
from mobilkontor.outputs.catalogues.en import compare as en_compare
from mobilkontor.outputs.catalogues.en import indicators as en_indicators
from mobilkontor.outputs.catalogues.en import map_page as en_map_page
from mobilkontor.outputs.catalogues.en import plan_index as en_plan_index
from mobilkontor.outputs.catalogues.en import report as en_report
from mobilkontor.outputs.catalogues.en import tables as en_tables
from mobilkontor.outputs.catalogues.en import timetables as en_timetables
from mobilkontor.outputs.catalogues.en import words as en_words
from mobilkontor.outputs.catalogues.sv import assumptions as sv_assumptions
from mobilkontor.outputs.catalogues.sv import compare as sv_compare
from mobilkontor.outputs.catalogues.sv import indicators as sv_indicators
from mobilkontor.outputs.catalogues.sv import map_page as sv_map_page
from mobilkontor.outputs.catalogues.sv import plan_index as sv_plan_index
from mobilkontor.outputs.catalogues.sv import report as sv_report
from mobilkontor.outputs.catalogues.sv import tables as sv_tables
from mobilkontor.outputs.catalogues.sv import timetables as sv_timetables
from mobilkontor.outputs.catalogues.sv import words as sv_words

__all__ = ["ENGLISH", "SWEDISH"]


def _joined(*parts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts of all parts."""
    texts = {key: text for part in parts for key, text in part.items()}
    if len(texts) < sum(map(len, parts)):
        msg = "a key is in two files of a catalogue"
        raise ValueError(msg)
    return texts


SWEDISH = _joined(
    sv_words.TEXTS,
    sv_indicators.TEXTS,
    sv_assumptions.TEXTS,
    sv_tables.TEXTS,
    sv_report.TEXTS,
    sv_compare.TEXTS,
    sv_map_page.TEXTS,
    sv_timetables.TEXTS,
    sv_plan_index.TEXTS,
)

ENGLISH = _joined(
    en_words.TEXTS,
    en_indicators.TEXTS,
    en_assumptions.TEXTS,
    en_tables.TEXTS,
    en_report.TEXTS,
    en_compare.TEXTS,
    en_map_page.TEXTS,
    en_timetables.TEXTS,
    en_plan_index.TEXTS,
)
