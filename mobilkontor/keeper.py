"""Keep every better plan of a search in a thread of its own, so that the search does not wait.

While one plan is being kept, only the best of those that follow waits: what is kept last is the
best, however fast they come.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mobilkontor.core.result import Result

__all__ = ["keep_plans"]


class _Keeper:
    """Keeps plans that grow better only.

    Parameters
    ----------
    keep : callable
        Keeps one plan.
    better_than : tuple of (int, float)
        Rank of a plan that is kept already: goals reached before its own, and worth [SEK].
    stop : threading.Event
        Set if a plan cannot be kept, as going on makes no sense then.
    """

    def __init__(
        self, keep: Callable[[Result], None], better_than: tuple[int, float], stop: threading.Event
    ) -> None:
        self._keep, self._best, self._stop = keep, better_than, stop
        self._news = threading.Condition()
        self._waiting: Result | None = None
        self._is_over = False
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)
        self._thread.start()

    def offer(self, result: Result) -> None:
        """Take a plan, to be kept unless a better one comes first."""
        with self._news:
            rank = len(result.earlier), result.objective_sek
            if rank > self._best:
                self._best, self._waiting = rank, result
                self._news.notify()

    def end(self) -> None:
        """Wait until the best plan is kept, and raise what went wrong with any."""
        with self._news:
            self._is_over = True
            self._news.notify()
        self._thread.join()
        if self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        """Keep plans until the end."""
        try:
            while (result := self._next()) is not None:
                self._keep(result)
        except BaseException as error:
            self._failure = error
            self._stop.set()

    def _next(self) -> Result | None:
        """Return the plan to keep next, once there is one; None at the end."""
        with self._news:
            self._news.wait_for(lambda: self._waiting is not None or self._is_over)
            result, self._waiting = self._waiting, None
            return result


@contextmanager
def keep_plans(
    keep: Callable[[Result], None], better_than: tuple[int, float], stop: threading.Event
) -> Iterator[Callable[[Result], None]]:
    """Keep the better plans that are offered while the block runs.

    Parameters
    ----------
    keep : callable
        Keeps one plan; called in another thread, one plan at a time, each better than the last.
    better_than : tuple of (int, float)
        Rank above which a plan is kept: goals reached before its own, and worth [SEK].
    stop : threading.Event
        Set if a plan cannot be kept.

    Yields
    ------
    callable
        Takes a plan and returns at once. Whatever ``keep`` raised is raised at the end.
    """
    keeper = _Keeper(keep, better_than, stop)
    try:
        yield keeper.offer
    except KeyboardInterrupt:
        # Somebody wants to leave at once; what is half written is not in place yet.
        raise
    except BaseException:
        keeper.end()
        raise
    keeper.end()
