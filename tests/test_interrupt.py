"""Ctrl-C asks a run to stop, a second one ends it, and no kill leaves half a file."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from mobilkontor.interrupt import stop_on_signal, wait_for


def send(number: signal.Signals) -> None:
    """Send a signal to this process."""
    os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_asks_to_stop(number: signal.Signals) -> None:
    """The first signal sets the event while work goes on, and what the work returns is kept."""
    told = []
    with stop_on_signal(lambda: told.append("told")) as stop:
        sender = threading.Timer(0.05, send, [number])
        sender.start()
        assert wait_for(lambda: stop.wait(timeout=30)) is True
    assert told == ["told"]


def test_the_second_signal_ends_the_wait() -> None:
    """The second signal raises in the waiting thread although the work takes no notice."""
    release = threading.Event()
    sender = threading.Timer(0.2, send, [signal.SIGINT])
    with stop_on_signal(lambda: send(signal.SIGINT)) as stop:
        sender.start()
        with pytest.raises(KeyboardInterrupt, match=r"^$"):
            wait_for(lambda: release.wait(timeout=30))
    assert stop.is_set()
    release.set()


def test_signals_mean_what_they_meant_afterwards() -> None:
    """Once the block is left, the handlers from before are back."""
    earlier = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with stop_on_signal(lambda: None):
        assert signal.getsignal(signal.SIGINT) is not earlier[0]
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == earlier


def test_an_error_of_the_work_is_raised_where_it_is_waited_for() -> None:
    """What the work raises in its thread arrives in the thread that waits."""

    def fail() -> None:
        msg = "no room in Arjeplog"
        raise ValueError(msg)

    with pytest.raises(ValueError, match="no room in Arjeplog"):
        wait_for(fail)
