"""Run searches side by side, so that what they find does not depend on how many run at once.

Each has a clock of its own. On the wall all clocks are one; where work is counted, what each has
counted is spent once all have ended, in whichever order they ran.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

from mobilkontor.optimise.effort import Clock

__all__ = ["run_side_by_side"]

Answer = TypeVar("Answer")


def run_side_by_side(
    tasks: Sequence[Callable[[], Answer]],
    clocks: Sequence[Clock],
    clock: Clock,
    threads: int,
    on_done: Callable[[int], None],
) -> list[Answer]:
    """Return the answers of some tasks, the first of which begin first.

    Parameters
    ----------
    tasks : sequence of callable
        What to do; none waits for another.
    clocks : sequence of Clock
        The clocks that they count on, forked from ``clock``.
    clock : Clock
        Counts the work of all.
    threads : int
        How many run at once.
    on_done : callable
        Takes how many have ended, whenever one has.

    Returns
    -------
    list
        One answer per task.
    """
    before_s = [own.now_s() for own in clocks]
    with ThreadPoolExecutor(threads) as pool:
        running = [pool.submit(task) for task in tasks]
        for number, _ in enumerate(as_completed(running), start=1):
            on_done(number)
    answers = [own.result() for own in running]
    for own, begin_s in zip(clocks, before_s, strict=True):
        clock.spend(own.now_s() - begin_s)
    return answers
