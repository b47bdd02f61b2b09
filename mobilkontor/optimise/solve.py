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
from mobilkontor.optimise.clash_of_cycle import clash_in_fold, clash_of_floors, clash_of_wishes
from mobilkontor.optimise.clashes import Clash, clash_text, find_clash
from mobilkontor.optimise.cycle_search import CycleSearch, can_fold
from mobilkontor.optimise.effort import WorkClock
from mobilkontor.optimise.planning import Incumbent
from mobilkontor.optimise.region_search import RegionSearch, is_region
from mobilkontor.optimise.relaxation import ProvedInfeasibleError
from mobilkontor.optimise.restart import Start, match_duties
from mobilkontor.optimise.search import Search
from mobilkontor.optimise.unserved import explain_unserved
from mobilkontor.optimise.watch import Watch

__all__ = ["Start", "StopSignal", "optimise"]

StopSignal = StopRequest

MAX_DAYS_BY_OPTIONS = 400
"""Size of a cycle, days times options, up to which the master with named days is solved."""

MORE_SHARE = 0.25
"""Share of the time limit that is taken more where no plan was found, to tell why."""

MIN_MORE_S = 10.0


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
    work_limit: float | None = None,
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
    work_limit : float or None
        Ends the search in place of the time, after so many units of work; then the same problem,
        seed, versions and threads give the same plan and bound again, and one thread the same as
        two.

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
    if work_limit is None:
        watch = Watch(time_limit_s, gap_limit, stop, observe)
    else:
        watch = Watch(work_limit, gap_limit, stop, observe, clock=WorkClock())
    search = _search(instance, watch, seed, threads=threads)
    if on_plan is not None:
        watch.on_plan = lambda incumbent: on_plan(_so_far(search, watch, incumbent, seed))
    if start is not None:
        _take_up(search, watch, start)
    try:
        _prove_wishes(search, watch, seed)
        search.run()
        _explain(search, watch, seed)
    except StopRequestedError:
        pass
    except ProvedInfeasibleError:
        if watch.incumbent is None:
            if search.is_complete:
                clash = _clash_of(search, watch, seed)
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
        kind = RegionSearch if is_region(instance) else CycleSearch
        return kind(instance, watch, seed, threads, pools)
    return Search(instance, watch, seed, threads, pools)


def _clash_of(search: Search | CycleSearch, watch: Watch, seed: int) -> Clash:
    """Return rules that clash where a search has proved that there is no plan."""
    instance = search.instance
    if isinstance(search, Search):
        return find_clash(instance, watch, seed, _search)
    return clash_in_fold(instance, watch, seed, search.fleet.pools)


def _prove_wishes(search: Search | CycleSearch, watch: Watch, seed: int) -> None:
    """Look for wishes that clash where the search itself would never prove it."""
    if isinstance(search, Search) or watch.incumbent is not None or not search.is_complete:
        return
    clash = clash_of_wishes(search.instance, watch, seed, search.fleet.pools)
    if clash is not None:
        raise InfeasibleError(clash_text(clash))


def _explain(search: Search | CycleSearch, watch: Watch, seed: int) -> None:
    """Look for a floor that clashes where no plan was found, for a little longer."""
    if isinstance(search, Search) or watch.incumbent is not None or not search.is_complete:
        return
    if watch.stop.is_set():
        return
    more_s = max(MIN_MORE_S, MORE_SHARE * watch.time_limit_s)
    more = Watch(more_s, 0.0, watch.stop, watch.observe, clock=watch.clock)
    clash = clash_of_floors(search.instance, more, seed, search.fleet.pools)
    if clash is not None:
        raise InfeasibleError(clash_text(clash))


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
    if watch.left_s > 0:
        return StopReason.EXHAUSTED
    return StopReason.WORK_LIMIT if watch.clock.is_repeatable else StopReason.TIME_LIMIT


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
        runtime_s=watch.runtime_s,
        goal=search.instance.goal,
    )


def _scope(search: Search | CycleSearch) -> Scope:
    """Return which duties the bound of a search speaks of."""
    return Scope.ALL_DUTIES if search.is_complete else Scope.GENERATED_DUTIES


def _not_found(watch: Watch) -> str:
    """Return what a user reads where there is neither a plan nor a proof that there is none."""
    if watch.stop.is_set():
        return (
            f'E312 Stopped after {watch.runtime_s:.0f} s, in the phase "{watch.phase}", '
            "before a first plan was found; that none exists is not proved. Let it run longer."
        )
    limit, within = "--time-limit", f"{watch.runtime_s:.0f} s"
    if watch.clock.is_repeatable:
        limit, within = "--work-limit", f"{watch.elapsed_s:.0f} units of work"
    return (
        f"E312 No plan found within {within}; that none exists is not proved. "
        f"Raise {limit}, or loosen promises, locks and floors."
    )


def _result(search: Search | CycleSearch, watch: Watch, seed: int) -> Result:
    """Return the outcome of a search that has ended."""
    incumbent = watch.incumbent
    if incumbent is None:
        raise LimitReachedError(_not_found(watch))
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
        runtime_s=watch.runtime_s,
        trace=tuple(watch.trace),
        goal=search.instance.goal,
    )
