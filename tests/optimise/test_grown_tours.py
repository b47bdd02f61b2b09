"""Tours that an LP asks for are tours, and the LP over them nears that over all tours."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from mobilkontor.optimise.duty_values import duty_values
from mobilkontor.optimise.effort import SECONDS
from mobilkontor.optimise.grown_tours import LEAST_CHANGE, grow_tours
from mobilkontor.optimise.share_cuts import ShareCut, touching_duties
from mobilkontor.optimise.tour_beam import DutyPrices, TourBeam
from mobilkontor.optimise.tour_lp import RestrictedTourLp, solve_tour_lp
from mobilkontor.optimise.tour_master import TourMaster
from mobilkontor.optimise.tours import NO_DUTY
from tests.optimise.cycles import all_tours, plain_week
from tests.optimise.parts import Parts, graph_of, parts_of

SEEDS = range(14)


def padded(tours: list[tuple[int, ...]], num_days: int) -> np.ndarray:
    """Return tours as rows of equal length."""
    rows = [[*tour, *[NO_DUTY] * (num_days - len(tour))] for tour in tours]
    return np.array(rows, dtype=np.int64).reshape(-1, num_days)


def elementary(parts: Parts, number: int) -> list[tuple[int, ...]]:
    """Return every tour of a vehicle that visits no stop twice and keeps the limits of a week."""
    instance, pool = parts.fleet.instance, parts.fleet.pool(number)
    of_option = np.append(instance.option_stop, NO_DUTY)
    vehicle = instance.vehicles[number]
    rules = instance.profiles[vehicle.profile].rules
    found = []
    for tour in all_tours(parts.fleet, number):
        stops = of_option[pool.options[list(tour)]].ravel()
        stops = stops[stops != NO_DUTY]
        working_s = rules.max_weekly_working_s
        driving_s = rules.max_weekly_driving_s
        fits = working_s is None or pool.working_s[list(tour)].sum() <= working_s
        fits &= driving_s is None or pool.driving_s[list(tour)].sum() <= driving_s
        nights = vehicle.max_nights_per_week
        fits &= nights is None or len(tour) - 1 <= nights
        if fits and len(stops) == len(set(stops.tolist())):
            found.append(tour)
    return found


def tour_lp(parts: Parts, tours: list[np.ndarray]) -> RestrictedTourLp:
    """Return the LP over some tours."""
    return RestrictedTourLp(TourMaster(parts.fleet, parts.formulation, tours), None)


def tour_bound(parts: Parts, tours: list[np.ndarray]) -> float:
    """Return the value of the LP over some tours."""
    pricing = solve_tour_lp(
        tour_lp(parts, tours),
        incumbent_sek=-np.inf,
        stop=threading.Event(),
        is_over=lambda: False,
    )
    assert pricing is not None
    return pricing.bound_sek


@pytest.mark.parametrize("seed", SEEDS)
def test_a_beam_finds_the_tour_of_greatest_value(seed: int) -> None:
    """With room for all beginnings, the best tour is that of trying every tour; and all are tours.

    Prices of visits and of cuts are drawn at random. A tour is paid for a cut once, however many of
    its duties touch it.
    """
    parts = parts_of(plain_week(seed))
    rng = np.random.default_rng(seed)
    instance = parts.fleet.instance
    cuts = [ShareCut(0, (0, 1)), ShareCut(1, (1, 2, 3))]
    cut_sek = rng.uniform(0.0, 3000.0, len(cuts))
    duals = np.zeros(parts.formulation.model.num_rows)
    for row in parts.formulation.visit_row:
        duals[row] = -rng.uniform(0.0, 6000.0)
    for number in range(len(instance.vehicles)):
        graph = graph_of(parts.fleet, number)
        touching = touching_duties(instance, parts.fleet.pool(number).take(graph.rows), cuts)
        plain = duty_values(parts.fleet, parts.formulation, graph, duals).values[0]
        prices = DutyPrices(plain + touching @ cut_sek - 100.0, touching, cut_sek)
        found, value_sek = TourBeam(parts.fleet, graph).best(prices, 50, -1e9)
        every = elementary(parts, number)
        if not every:
            assert not len(found)
            continue
        worth = {
            row: _worth(parts, number, tour, duals)
            - 100.0 * len(tour)
            + _cut_worth(parts, number, tour, cuts, cut_sek)
            for tour, row in zip(
                every, map(tuple, padded(every, instance.num_days).tolist()), strict=True
            )
        }
        assert value_sek[0] == pytest.approx(max(worth.values()))
        listed = [worth[row] for row in map(tuple, found.tolist())]
        assert listed == pytest.approx(value_sek.tolist())
        assert (np.diff(value_sek) <= 0).all()


def _cut_worth(
    parts: Parts, number: int, tour: tuple[int, ...], cuts: list[ShareCut], cut_sek: np.ndarray
) -> float:
    """Return what the cuts are worth that a tour touches, each once."""
    options = parts.fleet.pool(number).options[list(tour)].ravel()
    stops = set(parts.fleet.instance.option_stop[options[options != NO_DUTY]].tolist())
    worth = zip(cuts, cut_sek.tolist(), strict=True)
    return sum(sek for cut, sek in worth if stops & set(cut.stops))


def _worth(parts: Parts, number: int, tour: tuple[int, ...], duals: np.ndarray) -> float:
    """Return what a tour is worth: the prices of its visits less its cost."""
    fleet = parts.fleet
    options = fleet.pool(number).options[list(tour)].ravel()
    visits = parts.formulation.visit_row[options[options != NO_DUTY], 0]
    return float(-duals[visits].sum() - fleet.charge_sek(number)[list(tour)].sum())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_lp_grows_from_nothing_to_that_over_all_tours(seed: int) -> None:
    """From no tours at all, what is gained at the end is hardly anything."""
    parts = parts_of(plain_week(seed))
    num_days = parts.fleet.instance.num_days
    numbers = range(len(parts.fleet.instance.vehicles))
    every = [padded(elementary(parts, number), num_days) for number in numbers]
    none = [own[:0] for own in every]
    expected = tour_bound(parts, every)
    lp = tour_lp(parts, none)
    graphs = tuple(graph_of(parts.fleet, number) for number in numbers)
    grow_tours(
        lp, graphs, expected + 1.0 + abs(expected), SECONDS, threading.Event(), lambda: False
    )
    grown = [lp.master.duties[lp.master.vehicle == number] for number in numbers]
    value = tour_bound(parts, grown)
    assert value <= expected + 1e-6 * max(1.0, abs(expected))
    assert value >= expected - 10 * LEAST_CHANGE * max(1.0, abs(expected))


def test_a_list_that_is_worth_the_bound_stays_as_it_is() -> None:
    """Nothing is added where the LP over the tours is as good as it can be."""
    parts = parts_of(plain_week(2))
    num_days = parts.fleet.instance.num_days
    numbers = range(len(parts.fleet.instance.vehicles))
    every = [padded(elementary(parts, number), num_days) for number in numbers]
    lp = tour_lp(parts, every)
    graphs = tuple(graph_of(parts.fleet, number) for number in numbers)
    grow_tours(lp, graphs, tour_bound(parts, every), SECONDS, threading.Event(), lambda: False)
    assert len(lp.master) == sum(map(len, every))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_master_that_is_extended_is_that_over_all(seed: int) -> None:
    """Tours and cuts may come in any order: coefficients and limits are the same."""
    parts = parts_of(plain_week(seed))
    num_days = parts.fleet.instance.num_days
    numbers = range(len(parts.fleet.instance.vehicles))
    every = [padded(elementary(parts, number), num_days) for number in numbers]
    cuts = [ShareCut(0, (0, 1)), ShareCut(1, (1, 2, 3))]
    whole = TourMaster(parts.fleet, parts.formulation, every)
    whole.add_cuts(cuts)
    grown = TourMaster(parts.fleet, parts.formulation, [own[:1] for own in every])
    grown.add_cuts(cuts)
    for number, own in enumerate(every):
        grown.extend(number, own[1:])

    def columns(master: TourMaster) -> dict[tuple[int, ...], tuple[object, ...]]:
        """Return what is known of every tour."""
        dense = master.entries.toarray().T.round(9)
        return {
            (int(v), *d.tolist()): (float(w), float(m), *e.tolist())
            for v, d, w, m, e in zip(
                master.vehicle, master.duties, master.worth, master.most, dense, strict=True
            )
        }

    assert columns(grown) == columns(whole)
