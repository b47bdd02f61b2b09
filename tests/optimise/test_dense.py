"""Where duties are too many to list, those generated make plans, and the result says so."""

from __future__ import annotations

import pytest

from mobilkontor.core.result import Scope
from mobilkontor.duties import enumeration
from tests.optimise.parts import proved
from tests.oracle import find_optimum
from tests.strategies import CYCLES, instance_of

FEASIBLE = [
    seed
    for seed in range(40)
    if instance_of(seed).num_stops < 5 and find_optimum(instance_of(seed)) is not None
]


@pytest.mark.parametrize("seed", FEASIBLE[:12])
def test_thinned_labels_find_the_optimum_of_all_duties(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a tiny region called dense, the duties generated hold an optimal plan."""
    instance = instance_of(seed)
    expected = find_optimum(instance)
    assert expected is not None
    monkeypatch.setattr(enumeration, "MAX_DUTIES", 0)
    result = proved(instance)
    assert result.scope is Scope.GENERATED_DUTIES
    assert result.objective_sek == pytest.approx(expected.objective_sek, abs=0.01)


@pytest.mark.parametrize("seed", range(12))
def test_so_do_they_with_half_days_and_closed_roads(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every state of the roads, the duties generated hold an optimal plan."""
    instance = instance_of(seed, **CYCLES[seed % 2], has_half_days=True, has_closed_roads=True)
    expected = find_optimum(instance)
    if expected is None:
        return
    monkeypatch.setattr(enumeration, "MAX_DUTIES", 0)
    result = proved(instance)
    assert result.scope is Scope.GENERATED_DUTIES
    assert result.objective_sek == pytest.approx(expected.objective_sek, abs=0.01)


@pytest.mark.parametrize("seed", FEASIBLE[:12])
def test_what_is_generated_is_no_better_than_the_optimum(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one chain kept of each length and end, plans are worth the optimum at most."""
    instance = instance_of(seed, has_lock=False, has_vehicle_lock=False, has_promise=False)
    expected = find_optimum(instance)
    if expected is None or instance.demands_anything:
        return
    monkeypatch.setattr(enumeration, "MAX_DUTIES", 0)
    monkeypatch.setattr(enumeration, "THINNED_CHAINS", 1)
    result = proved(instance)
    assert result.objective_sek <= expected.objective_sek + 0.01
    assert result.bound_sek is not None
    assert result.bound_sek >= result.objective_sek - 0.01
