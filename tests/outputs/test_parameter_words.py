"""Where a figure comes from is told in the language of the page, if the program says it."""

from __future__ import annotations

import pytest

from mobilkontor.outputs.facts import ParameterFacts
from mobilkontor.outputs.parameter_words import parameter_source
from mobilkontor.outputs.texts import texts_in


@pytest.mark.parametrize(
    ("source", "swedish", "english"),
    [
        ("not stated: not counted", "inte angivet: räknas inte", "not stated: not counted"),
        ("Avtal {2026}", "Avtal {2026}", "Avtal {2026}"),
        ("", "ingen källa", "no source"),
    ],
)
def test_a_source_is_told(source: str, swedish: str, english: str) -> None:
    """A default of the program is translated; what the scenario writes stays as it is."""
    parameter = ParameterFacts("vehicles.bus.cost_per_day_sek", 0.0, source, is_assumed=True)
    assert parameter_source(texts_in("sv"), parameter) == swedish
    assert parameter_source(texts_in("en"), parameter) == english
