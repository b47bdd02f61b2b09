"""Own the MIP over tours, and put the tours it chooses on days.

Rows (3) become one row per vehicle: its tours take no more days than the week has. Room rows are
left out, which only loosens the bound; tours that cannot be put on days without too many vehicles
at a place are no roster. A tour counts once in a share cut, however many of its duties touch it:
it serves a resident once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

import numpy as np

from mobilkontor.optimise.backend import StopRequest
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.master import Fleet, column_entries
from mobilkontor.optimise.master_ip import CHOSEN, IpAnswer, Roster, run_mip
from mobilkontor.optimise.tour_graph import Arcs
from mobilkontor.optimise.tours import Tour

__all__ = ["solve_tour_ip"]


def _add_tours(
    model: LinearModel, fleet: Fleet, formulation: Formulation, number: int, tours: Sequence[Tour]
) -> np.ndarray:
    """Add the tours of a vehicle and return their columns."""
    duties = np.array([duty for tour in tours for duty in tour.duties], dtype=np.int64)
    lengths = np.array([len(tour.duties) for tour in tours], dtype=np.int64)
    tour_of = np.repeat(np.arange(len(tours)), lengths)
    zero = np.zeros(len(duties), dtype=np.int64)
    cost = np.bincount(tour_of, fleet.cost_sek[number][duties], minlength=len(tours))
    columns = model.add_columns(-cost, is_integer=True)
    rows, which, values = column_entries(fleet, formulation, number, Arcs(zero, duties, zero, zero))
    is_cut = np.isin(rows, fleet.cut_row)
    is_room = np.isin(rows, formulation.room_row[formulation.room_row >= 0])
    plain = ~is_cut & ~is_room
    model.add_entries(rows[plain], columns[tour_of[which[plain]]], values[plain])
    touched = np.unique(np.column_stack([rows[is_cut], tour_of[which[is_cut]]]), axis=0)
    model.add_entries(touched[:, 0], columns[touched[:, 1]], -1.0)
    days = model.add_rows([-np.inf], [float(fleet.instance.num_days)])
    model.add_entries(days, columns, lengths.astype(np.float64))
    return columns


def _arrangements(tours: Sequence[Tour], num_days: int) -> Iterator[dict[int, int]]:
    """Yield the ways to put a vehicle's tours on the days of a week, idle days among them."""
    idle = num_days - sum(len(tour.duties) for tour in tours)
    parts = [tour.duties for tour in tours] + [()] * idle
    for order in dict.fromkeys(permutations(parts)):
        chosen: dict[int, int] = {}
        day = 0
        for duties in order:
            for duty in duties:
                chosen[day] = duty
                day += 1
            day += not duties
        yield chosen


def _roster(fleet: Fleet, chosen: Sequence[Sequence[Tour]]) -> Roster | None:
    """Return the tours of all vehicles on days that keep the rooms; None if there is no such."""
    instance = fleet.instance
    rooms = dict(
        zip(instance.overnight_node.tolist(), instance.overnight_rooms.tolist(), strict=True)
    )

    def place(number: int, taken: dict[tuple[int, int], int]) -> list[dict[int, int]] | None:
        if number == len(chosen):
            return []
        ends = fleet.pool(number).end
        depot = instance.vehicles[number].depot
        for days in _arrangements(chosen[number], instance.num_days):
            now = dict(taken)
            for day, duty in days.items():
                if ends[duty] != depot:
                    now[day, int(ends[duty])] = now.get((day, int(ends[duty])), 0) + 1
            if all(count <= rooms[node] for (_, node), count in now.items()):
                rest = place(number + 1, now)
                if rest is not None:
                    return [days, *rest]
        return None

    found = place(0, {})
    return None if found is None else tuple(found)


def solve_tour_ip(
    fleet: Fleet,
    formulation: Formulation,
    tours: Sequence[Sequence[Tour]],
    *,
    time_limit_s: float,
    gap_limit: float,
    seed: int,
    stop: StopRequest,
) -> IpAnswer:
    """Solve the master over tours.

    Parameters
    ----------
    fleet : Fleet
        Vehicles, duties and share cuts.
    formulation : Formulation
        Rows.
    tours : sequence of sequence of Tour
        Tours by vehicle.
    time_limit_s : float
        Time for the solver [s].
    gap_limit : float
        Relative gap at which it may stop.
    seed : int
        Seed of the solver.
    stop : StopRequest
        Ends the wait for the solver.

    Returns
    -------
    IpAnswer
        Roster and bound over these tours; without a roster the bound still holds.
    """
    model = formulation.model.copy()
    columns = [
        _add_tours(model, fleet, formulation, number, own) for number, own in enumerate(tours)
    ]
    answer = run_mip(
        model, formulation, time_limit_s=time_limit_s, gap_limit=gap_limit, seed=seed, stop=stop
    )
    if answer.values is None:
        return IpAnswer(None, answer.bound_sek, answer.is_proved)
    chosen = [
        [tours[number][i] for i in np.nonzero(answer.values[own] > CHOSEN)[0].tolist()]
        for number, own in enumerate(columns)
    ]
    roster = _roster(fleet, chosen)
    return IpAnswer(roster, answer.bound_sek, answer.is_proved and roster is not None)
