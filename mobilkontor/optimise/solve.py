"""Own the recipe: enumerate, bound, plan, strengthen, close the gap.

1. Enumerate the duties of every profile (`duties`).
2. Solve the LP over plain flows (`column_generation`); its bound is proved within seconds.
3. Solve the MIP over the columns of that LP: a first plan.
4. Strengthen: let places remember stops (`memory`), add share cuts (`share_cuts`), solve the LP
   again, until its bound hardly moves. Duties that no better plan can use are removed for good.
5. Solve the MIP over all columns within a slack of the longest paths, wider and wider. Columns
   outside are bounded by `bounds.filtered_bound`, so the gap closes to 0 if time allows.
"""

from __future__ import annotations

from collections.abc import Callable

from mobilkontor.core.errors import InfeasibleError, LimitReachedError
from mobilkontor.core.instance import Instance
from mobilkontor.core.result import Progress, Result, Scope, Status, StopReason
from mobilkontor.duties.pool import DutyPool
from mobilkontor.optimise.backend import StopRequest, StopRequestedError
from mobilkontor.optimise.clashes import clash_text, find_clash
from mobilkontor.optimise.cycle_search import CycleSearch, can_fold
from mobilkontor.optimise.planning import Incumbent
from mobilkontor.optimise.restart import Start, match_duties
from mobilkontor.optimise.search import ProvedInfeasibleError, Search
from mobilkontor.optimise.unserved import explain_unserved
from mobilkontor.optimise.watch import Watch

__all__ = ["Start", "StopSignal", "optimise"]

StopSignal = StopRequest

MAX_DAYS_BY_OPTIONS = 400
"""Size of a cycle, days times options, up to which the master with named days is solved."""


def optimise(
    instance: Instance,
    *,
    time_limit_s: float,
    gap_limit: float,
    seed: int,
    threads: int,
    observe: Callable[[Progress], None],
    stop: StopSignal,
    start: Start | None = None,
    on_plan: Callable[[Result], None] | None = None,
) -> Result:
    """Return the best plan found, and how good it is.

    Parameters
    ----------
    instance : Instance
        The planning problem.
    time_limit_s : float
        How long the search may take [s].
    gap_limit : float
        Relative gap at which the search may stop.
    seed : int
        Seed of the solvers.
    threads : int
        Neighbourhoods that are improved side by side; a proof is the same for every number.
    observe : callable
        Takes the reports of progress.
    stop : StopSignal
        Set, from any thread, to end the search early.
    start : Start or None
        An earlier plan to go on from; the outcome is no worse than it.
    on_plan : callable or None
        Takes every better plan as it is found, also from other threads; the search waits for it.

    Returns
    -------
    Result
        Plan, objective, bound, and what the bound covers.

    Raises
    ------
    InfeasibleError
        If it is proved that no plan exists.
    LimitReachedError
        If none was found before the end.
    """
    watch = Watch(time_limit_s, gap_limit, stop, observe)
    search = _search(instance, watch, seed, threads=threads)
    if on_plan is not None:
        watch.on_plan = lambda incumbent: on_plan(_so_far(search, watch, incumbent, seed))
    if start is not None:
        _take_up(search, watch, start)
    try:
        search.run()
    except StopRequestedError:
        pass
    except ProvedInfeasibleError:
        if watch.incumbent is None:
            if search.is_complete:
                clash = find_clash(instance, watch, seed, _search)
                raise InfeasibleError(clash_text(clash)) from None
            raise LimitReachedError(_NOT_FOUND_IN_POOL) from None
        # Duties that no better plan uses were gone, so it is a better plan that does not exist.
        watch.offer_bound(watch.incumbent.objective_sek)
    return _result(search, watch, seed)


def _search(
    instance: Instance,
    watch: Watch,
    seed: int,
    pools: tuple[DutyPool, ...] | None = None,
    threads: int = 1,
) -> Search | CycleSearch:
    """Return the search that fits: day by day where that can be exact, else over tours."""
    is_small = instance.num_days * len(instance.option_stop) <= MAX_DAYS_BY_OPTIONS
    if can_fold(instance) and not is_small:
        return CycleSearch(instance, watch, seed, threads, pools)
    return Search(instance, watch, seed, threads, pools)


def _take_up(search: Search | CycleSearch, watch: Watch, start: Start) -> None:
    """Begin with an earlier plan; its bound holds only where all its duties still do."""
    matched = match_duties(search.fleet, start.plan)
    search.take_up(matched)
    if matched.lost:
        start.tell_lost(matched.lost)
    elif start.bound_sek is not None:
        watch.offer_bound(start.bound_sek)


_NOT_FOUND_IN_POOL = (
    "E313 No plan found: the region is too dense to list every duty, and those listed cannot keep "
    "every promise, lock, floor and limit. Loosen one of them, or lengthen the opening times."
)


def _stop_reason(watch: Watch) -> StopReason:
    """Return why the search ended."""
    if watch.is_proved:
        return StopReason.PROVED
    if watch.stop.is_set():
        return StopReason.INTERRUPTED
    if watch.is_good_enough:
        return StopReason.GAP_LIMIT
    return StopReason.TIME_LIMIT if watch.left_s <= 0 else StopReason.EXHAUSTED


def _so_far(search: Search | CycleSearch, watch: Watch, incumbent: Incumbent, seed: int) -> Result:
    """Return what would be the outcome if the search were cut off now."""
    return Result(
        status=Status.FEASIBLE,
        stop_reason=StopReason.INTERRUPTED,
        plan=explain_unserved(search.fleet, incumbent),
        objective_sek=incumbent.objective_sek,
        bound_sek=watch.bound_sek,
        scope=_scope(search),
        seed=seed,
        runtime_s=watch.elapsed_s,
        goal=search.instance.goal,
    )


def _scope(search: Search | CycleSearch) -> Scope:
    """Return which duties the bound of a search speaks of."""
    return Scope.ALL_DUTIES if search.is_complete else Scope.GENERATED_DUTIES


def _result(search: Search | CycleSearch, watch: Watch, seed: int) -> Result:
    """Return the outcome of a search that has ended."""
    incumbent = watch.incumbent
    if incumbent is None:
        msg = (
            f"E312 No plan found within {watch.elapsed_s:.0f} s; that none exists is not proved. "
            "Raise --time-limit, or loosen promises, locks and floors."
        )
        raise LimitReachedError(msg)
    bound = watch.bound_sek
    if bound is not None and watch.is_proved:
        bound = incumbent.objective_sek
    return Result(
        status=Status.OPTIMAL if watch.is_proved else Status.FEASIBLE,
        stop_reason=_stop_reason(watch),
        plan=explain_unserved(search.fleet, incumbent),
        objective_sek=incumbent.objective_sek,
        bound_sek=bound,
        scope=_scope(search),
        seed=seed,
        runtime_s=watch.elapsed_s,
        trace=tuple(watch.trace),
        goal=search.instance.goal,
    )
