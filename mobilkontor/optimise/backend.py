"""Run a solver so that a request to stop need not wait for it.

MathOpt has no way to interrupt a solve from Python, so the call runs in a thread of its own. If a
stop is requested meanwhile, the call is left to end by itself and its answer is not used.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

__all__ = ["StopRequest", "StopRequestedError", "run_interruptibly"]

Answer = TypeVar("Answer")

POLL_S = 0.05


class StopRequest(Protocol):
    """Something that can be asked to stop, such as ``threading.Event``."""

    def is_set(self) -> bool:
        """Tell whether a stop is requested."""
        ...


class StopRequestedError(Exception):
    """A stop was requested while a solver ran; never leaves `optimise`."""


def run_interruptibly(solve: Callable[[], Answer], stop: StopRequest) -> Answer:
    """Return what ``solve`` returns, unless a stop is requested first.

    Parameters
    ----------
    solve : callable
        Call without arguments that may block outside Python.
    stop : StopRequest
        Looked at every twentieth of a second.

    Returns
    -------
    object
        The answer of ``solve``.

    Raises
    ------
    StopRequestedError
        If a stop is requested before the answer is there.
    """
    answers: list[Answer] = []
    failures: list[BaseException] = []

    def work() -> None:
        """Keep what the solver answers, or how it fails."""
        try:
            answers.append(solve())
        except BaseException as failure:
            failures.append(failure)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(POLL_S)
        if thread.is_alive() and stop.is_set():
            raise StopRequestedError
    if failures:
        raise failures[0]
    return answers[0]
