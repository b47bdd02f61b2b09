"""Own the unit constants, the converters and the one rounding rule.

People read and write minutes, hours and kilometres; inside, time is integer seconds and distance
integer metres. Timetables are printed in whole minutes, so legs are planned in whole minutes,
rounded up: a plan read back from its file replays to the same clock.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "DAYS_PER_WEEK",
    "METRES_PER_KM",
    "MINUTES_PER_HOUR",
    "SECONDS_PER_DAY",
    "SECONDS_PER_HOUR",
    "SECONDS_PER_MINUTE",
    "WEEKS_PER_YEAR",
    "clock_s",
    "clock_text",
    "duration_text",
    "hours_to_s",
    "leg_time_s",
    "minutes_to_s",
]

SECONDS_PER_MINUTE = 60
MINUTES_PER_HOUR = 60
SECONDS_PER_HOUR = 3600
SECONDS_PER_DAY = 86_400
METRES_PER_KM = 1000
DAYS_PER_WEEK = 7
WEEKS_PER_YEAR = 52


def minutes_to_s(minutes: float) -> int:
    """Return whole seconds for a number of minutes."""
    return round(minutes * SECONDS_PER_MINUTE)


def hours_to_s(hours: float) -> int:
    """Return whole seconds for a number of hours."""
    return round(hours * SECONDS_PER_HOUR)


def leg_time_s(
    time_s: NDArray[np.int64], *, time_factor: float, buffer_s: int
) -> NDArray[np.int64]:
    """Return the planned driving time of legs, in whole minutes rounded up.

    A leg from a place to itself (free of travel time) takes no time and needs no buffer.

    Parameters
    ----------
    time_s : ndarray of int64
        Travel time of the matrix [s].
    time_factor : float
        Driving time of the vehicle as a multiple of the matrix.
    buffer_s : int
        Allowance added to every leg, for winter and waiting [s].

    Returns
    -------
    ndarray of int64
        Planned driving time, a multiple of 60 [s].
    """
    exact = np.rint(time_s * time_factor).astype(np.int64) + buffer_s
    minutes = -(-exact // SECONDS_PER_MINUTE)
    return np.where(time_s == 0, 0, minutes * SECONDS_PER_MINUTE).astype(np.int64)


def clock_s(text: str) -> int:
    """Return seconds after midnight for ``HH:MM``, raising ``ValueError`` for anything else."""
    hours, separator, minutes = text.partition(":")
    well_formed = separator and len(hours) == 2 and len(minutes) == 2
    if not (well_formed and (hours + minutes).isascii() and (hours + minutes).isdigit()):
        msg = f"{text!r} is not a clock time; write HH:MM, such as 09:00"
        raise ValueError(msg)
    if int(minutes) >= MINUTES_PER_HOUR or int(hours) * MINUTES_PER_HOUR + int(minutes) > 24 * 60:
        msg = f"{text!r} is not a clock time between 00:00 and 24:00"
        raise ValueError(msg)
    return int(hours) * SECONDS_PER_HOUR + int(minutes) * SECONDS_PER_MINUTE


def clock_text(seconds: int) -> str:
    """Return ``HH:MM`` for seconds after midnight."""
    minutes = round(seconds / SECONDS_PER_MINUTE)
    return f"{minutes // MINUTES_PER_HOUR:02d}:{minutes % MINUTES_PER_HOUR:02d}"


def duration_text(seconds: int) -> str:
    """Return a duration as people read it, such as ``9 h 14 min``."""
    minutes = round(seconds / SECONDS_PER_MINUTE)
    return f"{minutes // MINUTES_PER_HOUR} h {minutes % MINUTES_PER_HOUR:02d} min"
