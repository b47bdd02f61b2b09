"""Turn Ctrl-C into a request to stop, while a solver that knows no Python signals is running.

Python runs signal handlers in the main thread only, and only between its own instructions. A solver
that spends a minute inside C++ would keep Ctrl-C waiting for that minute. So the solver works in a
thread of its own, and the main thread waits in short steps, free to handle signals.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn, TypeVar

__all__ = ["leave", "solver_prints_to_stderr", "stop_on_signal", "wait_for"]

T = TypeVar("T")

WAIT_S = 0.1


@contextmanager
def stop_on_signal(on_stop: Callable[[], None]) -> Iterator[threading.Event]:
    """Set an event at the first SIGINT or SIGTERM; raise ``KeyboardInterrupt`` at the second.

    Parameters
    ----------
    on_stop : callable
        Called once, at the first signal, to tell the user what happens now; in another thread.

    Yields
    ------
    threading.Event
        Set once somebody asked to stop.
    """
    stop = threading.Event()
    # A handler may interrupt the very print that it would call, so telling has its own thread.
    teller = threading.Thread(target=on_stop, name="teller")

    def handle(_number: int, _frame: FrameType | None) -> None:
        """Ask to stop, or if that was asked before, stop."""
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        teller.start()

    earlier = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)
        if teller.is_alive():
            teller.join()


def wait_for(work: Callable[[], T]) -> T:
    """Return what ``work`` returns, or raise what it raises, while signals are handled meanwhile.

    If a signal handler raises, the wait ends at once and the work is left behind in its thread,
    which does not keep the process alive.

    Parameters
    ----------
    work : callable
        The long work; it runs in a thread of its own.

    Returns
    -------
    T
        Whatever the work returned.
    """
    outcome: Future[T] = Future()

    def run() -> None:
        """Keep whatever comes of the work for the waiting thread."""
        try:
            outcome.set_result(work())
        except BaseException as error:
            outcome.set_exception(error)

    thread = threading.Thread(target=run, name="solver", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(WAIT_S)
    return outcome.result()


def leave(status: int) -> NoReturn:
    """End the process, also if a solver was left behind in a thread.

    While Python takes itself apart, a solver that still runs may abort the process, which then ends
    with another status than what was written deserves.

    Parameters
    ----------
    status : int
        Status to end with.
    """
    if any(thread.daemon for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(status)
    sys.exit(status)


@contextmanager
def solver_prints_to_stderr() -> Iterator[None]:
    """Send what solvers print past Python to standard error: ``--json`` owns standard output.

    Yields
    ------
    None
        Standard output is back where it was afterwards.
    """
    sys.stdout.flush()
    standard_output, standard_error = 1, 2
    kept = os.dup(standard_output)
    os.dup2(standard_error, standard_output)
    try:
        yield
    finally:
        os.dup2(kept, standard_output)
        os.close(kept)
