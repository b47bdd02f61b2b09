"""Own the master as MIP over chosen columns, solved by HiGHS."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt

from mobilkontor.optimise.backend import StopRequest, run_interruptibly
from mobilkontor.optimise.columns import add_columns, add_idle_days, flow_rows
from mobilkontor.optimise.effort import SECONDS, Clock, mip_work, node_limit
from mobilkontor.optimise.fleet import Fleet
from mobilkontor.optimise.formulation import Formulation
from mobilkontor.optimise.linear_model import LinearModel
from mobilkontor.optimise.rest import RestClash
from mobilkontor.optimise.tour_graph import Arcs, TourGraph

__all__ = ["IpAnswer", "Roster", "solve_ip"]

Roster = tuple[dict[int, int], ...]
"""Duty of the pool by day, for every vehicle."""

CHOSEN = 0.5


@dataclass(frozen=True, slots=True)
class IpAnswer:
    """What the MIP over the chosen columns says.

    Attributes
    ----------
    roster : tuple of dict, or None
        Duties of the best solution found, if any.
    bound_sek : float
        Proved bound on every solution over these columns; ``-inf`` if there is none.
    is_proved : bool
        Whether the roster is optimal, or the MIP infeasible.
    """

    roster: Roster | None
    bound_sek: float
    is_proved: bool


@dataclass(frozen=True, slots=True, eq=False)
class MipAnswer:
    """Value of every column, None without a solution; proved bound; whether that is the end."""

    values: np.ndarray | None
    bound_sek: float
    is_proved: bool


def _build(
    fleet: Fleet,
    formulation: Formulation,
    graphs: Sequence[TourGraph],
    arcs: Sequence[Arcs],
    clashes: Sequence[RestClash],
) -> tuple[LinearModel, list[np.ndarray]]:
    """Return the model and the columns of every vehicle's arcs."""
    model = formulation.model.copy()
    flow = flow_rows(fleet.instance, graphs)
    columns = []
    for number, graph in enumerate(graphs):
        add_idle_days(model, flow, graph, is_integer=True)
        columns.append(
            add_columns(model, fleet, formulation, flow, number, arcs[number], is_integer=True)
        )
    for clash in clashes:
        for number, vehicle in enumerate(fleet.instance.vehicles):
            if vehicle.profile == clash.profile:
                row = model.add_rows([-np.inf], [len(clash.days) - 1.0])
                for day, is_bad in zip(clash.days, clash.is_as_bad, strict=True):
                    own = arcs[number]
                    counted = (own.day == day) & is_bad[own.duty]
                    model.add_entries(row, columns[number][counted], 1.0)
    return model, columns


def solve_ip(
    fleet: Fleet,
    formulation: Formulation,
    graphs: Sequence[TourGraph],
    arcs: Sequence[Arcs],
    clashes: Sequence[RestClash],
    *,
    time_limit_s: float,
    gap_limit: float,
    seed: int,
    stop: StopRequest,
    clock: Clock = SECONDS,
) -> IpAnswer:
    """Solve the master over chosen columns.

    Parameters
    ----------
    fleet : Fleet
        Vehicles, duties and share cuts.
    formulation : Formulation
        Rows.
    graphs : sequence of TourGraph
        States and arcs by vehicle.
    arcs : sequence of Arcs
        Columns by vehicle.
    clashes : sequence of RestClash
        Rows of daily rest.
    time_limit_s : float
        Time for the solver [s, or units of work].
    gap_limit : float
        Relative gap at which it may stop.
    seed : int
        Seed of the solver.
    stop : StopRequest
        Ends the wait for the solver.
    clock : Clock
        Counts the work.

    Returns
    -------
    IpAnswer
        Roster and bound over these columns.
    """
    model, columns = _build(fleet, formulation, graphs, arcs, clashes)
    answer = run_mip(
        model,
        formulation,
        time_limit_s=time_limit_s,
        gap_limit=gap_limit,
        seed=seed,
        stop=stop,
        clock=clock,
    )
    if answer.values is None:
        return IpAnswer(None, answer.bound_sek, answer.is_proved)
    roster = tuple(
        {
            int(own.day[i]): int(own.duty[i])
            for i in np.nonzero(answer.values[columns[number]] > CHOSEN)[0]
        }
        for number, own in enumerate(arcs)
    )
    return IpAnswer(roster, answer.bound_sek, answer.is_proved)


def run_mip(
    model: LinearModel,
    formulation: Formulation,
    *,
    time_limit_s: float,
    gap_limit: float,
    seed: int,
    stop: StopRequest,
    clock: Clock = SECONDS,
    may_miss: bool = False,
    whole: NDArray[np.int64] | None = None,
    known: Mapping[int, float] | None = None,
) -> MipAnswer:
    """Solve a model that began with the formulation, by HiGHS.

    Parameters
    ----------
    model : LinearModel
        The model; it grows by a row that holds missing visits at 0, unless they may be missing.
    formulation : Formulation
        Tells which columns stand for what is missing.
    time_limit_s : float
        Time for the solver [s, or units of work].
    gap_limit : float
        Relative gap at which it may stop.
    seed : int
        Seed of the solver.
    stop : StopRequest
        Ends the wait for the solver.
    clock : Clock
        Counts the work; where it does, nodes are limited in place of seconds.
    may_miss : bool
        Whether demanded visits may be missing, at their price.
    whole : ndarray of int64 or None
        The columns that are integer, if they are others than the model says.
    known : mapping of int to float or None
        Columns that are not 0 in a solution that is known, and their values: the solver begins
        with it. What follows from these need not be said.

    Returns
    -------
    MipAnswer
        Values and bound.
    """
    if len(formulation.missing_columns) and not may_miss:
        model.add_entries(model.add_rows([-np.inf], [0.0]), formulation.missing_columns, 1.0)
    parameters = mathopt.SolveParameters(
        relative_gap_tolerance=gap_limit, absolute_gap_tolerance=0.0, random_seed=seed
    )
    if clock.is_repeatable:
        parameters.node_limit = node_limit(time_limit_s, model.num_entries)
        # As many as there are is another number on another machine.
        parameters.highs.int_options["threads"] = 1
    else:
        parameters.time_limit = datetime.timedelta(seconds=max(0.1, time_limit_s))
    stated = model.to_mathopt(whole=whole)
    hints = mathopt.ModelSolveParameters()
    if known:
        begin = {stated.get_variable(column): value for column, value in known.items()}
        hints.solution_hints.append(mathopt.SolutionHint(variable_values=begin))
    result = run_interruptibly(
        lambda: mathopt.solve(
            stated, mathopt.SolverType.HIGHS, params=parameters, model_params=hints
        ),
        stop,
    )
    clock.spend(mip_work(result.solve_stats.simplex_iterations, model.num_entries))
    reason = result.termination.reason
    if reason in (
        mathopt.TerminationReason.INFEASIBLE,
        mathopt.TerminationReason.INFEASIBLE_OR_UNBOUNDED,
    ):
        return MipAnswer(None, -np.inf, is_proved=True)
    bound = float(result.termination.objective_bounds.dual_bound)
    if not result.has_primal_feasible_solution():
        return MipAnswer(None, bound, is_proved=False)
    values = np.zeros(model.num_columns)
    for variable, value in result.variable_values().items():
        values[variable.id] = value
    return MipAnswer(values, bound, reason == mathopt.TerminationReason.OPTIMAL)
