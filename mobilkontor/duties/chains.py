"""Extend ordered chains of stops, the part of a duty between its first and last stop.

A chain is a partial duty without its first and last leg. It holds what those legs cannot change:
work, driving and distance from setting up at the first stop to packing at the last. ``extend`` is
the only place where chains grow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance, Profile

__all__ = ["Chains", "Reach", "TooManyError", "extend", "reach_of", "single_stops", "thin"]

IntArray = NDArray[np.int64]

PIECE = 4_000_000
"""Chains times stops that are looked at in one piece."""


class TooManyError(Exception):
    """There are too many chains or duties to list them all; never leaves `duties`."""


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Least legs between the options and any terminal, to cut chains no duty can use.

    Attributes
    ----------
    out_s, back_s : ndarray of int64, shape (num_options,)
        Shortest drive from a terminal to the option, and from the option to a terminal, by way of
        any nodes [s].
    open_from_s, open_to_s : ndarray of int64, shape (num_options,)
        Clock between which the office may be open [s after midnight].
    max_working_s, max_driving_s, max_elapsed_s : int
        Limits on working time, driving, whole day [s].
    """

    out_s: IntArray
    back_s: IntArray
    open_from_s: IntArray
    open_to_s: IntArray
    max_working_s: int
    max_driving_s: int
    max_elapsed_s: int


@dataclass(frozen=True, slots=True, eq=False)
class Chains:
    """Chains of equal length as arrays.

    Attributes
    ----------
    options : ndarray of int64, shape (num_chains, length)
        Options in order of visit.
    work_s, driving_s, distance_m : ndarray of int64, shape (num_chains,)
        Work from first set-up to last packing, driving and distance within it.
    closes_s : ndarray of int64, shape (num_chains,)
        Clock before which the last office cannot close, if the crew could wait anywhere; breaks
        are such waits, so no duty of the chain is earlier [s after midnight].
    """

    options: IntArray
    work_s: IntArray
    driving_s: IntArray
    distance_m: IntArray
    closes_s: IntArray

    def __len__(self) -> int:
        """Return the number of chains."""
        return len(self.options)

    def take(self, rows: NDArray[np.bool_] | IntArray) -> Chains:
        """Return some of the chains."""
        return Chains(
            self.options[rows],
            self.work_s[rows],
            self.driving_s[rows],
            self.distance_m[rows],
            self.closes_s[rows],
        )


def reach_of(instance: Instance, profile: Profile, terminals: IntArray) -> Reach:
    """Return the least legs and the limits of a profile.

    Parameters
    ----------
    instance : Instance
        Problem with the options.
    profile : Profile
        Driving and working.
    terminals : ndarray of int64
        Nodes where duties may start and end.

    Returns
    -------
    Reach
        What every chain of a feasible duty keeps.
    """
    nodes = instance.stop_node[instance.option_stop]
    drive_s = _shortest_drives(profile.leg_s)
    day_s = profile.latest_end_s - profile.earliest_start_s
    rules = profile.rules
    open_from_s, open_to_s = instance.option_windows_s()
    return Reach(
        out_s=drive_s[np.ix_(terminals, nodes)].min(axis=0),
        back_s=drive_s[np.ix_(nodes, terminals)].min(axis=1),
        open_from_s=open_from_s,
        open_to_s=open_to_s,
        max_working_s=day_s if rules.max_working_s is None else rules.max_working_s,
        max_driving_s=day_s if rules.max_driving_s is None else rules.max_driving_s,
        max_elapsed_s=day_s,
    )


def _shortest_drives(leg_s: IntArray) -> IntArray:
    """Return the shortest drives between nodes, stops on the way allowed (Floyd 1962).

    Whole minutes and a user's matrix may break the triangle inequality, so that the way home is
    shorter through another stop; a bound on it has to allow for that.
    """
    drive_s = leg_s.copy()
    for node in range(len(drive_s)):
        np.minimum(drive_s, drive_s[:, node, None] + drive_s[None, node, :], out=drive_s)
    return drive_s


def service_s(instance: Instance) -> IntArray:
    """Return the uninterrupted work at each option: set up, open, pack [s]."""
    return instance.setup_s + instance.option_opening_s + instance.packing_s


def _within(reach: Reach, chains: Chains) -> NDArray[np.bool_]:
    """Tell which chains keep the limits with the shortest legs there and back."""
    first, last = chains.options[:, 0], chains.options[:, -1]
    ends_s = reach.out_s[first] + reach.back_s[last]
    return np.asarray(
        (chains.work_s + ends_s <= min(reach.max_working_s, reach.max_elapsed_s))
        & (chains.driving_s + ends_s <= reach.max_driving_s)
        & (chains.closes_s <= reach.open_to_s[last])
    )


def single_stops(instance: Instance, reach: Reach) -> Chains:
    """Return the chains of one stop that some duty can use."""
    options = np.arange(len(instance.option_stop))
    zero = np.zeros(len(options), dtype=np.int64)
    closes_s = reach.open_from_s + instance.option_opening_s
    chains = Chains(options[:, None], service_s(instance), zero, zero, closes_s)
    return chains.take(_within(reach, chains))


def extend(
    instance: Instance,
    profile: Profile,
    reach: Reach,
    chains: Chains,
    singles: Chains,
    *,
    max_chains: int,
) -> Chains:
    """Return every chain with one more stop at its end, within the limits.

    Parameters
    ----------
    instance : Instance
        Problem with the options.
    profile : Profile
        Driving between the stops.
    reach : Reach
        Limits.
    chains : Chains
        Chains of one length.
    singles : Chains
        Stops that can be added.
    max_chains : int
        Chains beyond which there are too many.

    Returns
    -------
    Chains
        Chains that are one stop longer.

    Raises
    ------
    TooManyError
        If there are more of them.
    """
    nodes = instance.stop_node[instance.option_stop]
    added = singles.options[:, 0]
    leg_s = profile.leg_s[np.ix_(nodes, nodes[added])]
    first, last = chains.options[:, 0], chains.options[:, -1]
    needed_s = leg_s + singles.work_s + reach.back_s[added]
    room_s = min(reach.max_working_s, reach.max_elapsed_s) - chains.work_s - reach.out_s[first]
    row, new = _pairs(needed_s, last, room_s, max_chains)
    stops = instance.option_stop
    is_unvisited = (stops[chains.options[row]] != stops[added[new], None]).all(axis=1)
    row, new = row[is_unvisited], new[is_unvisited]
    added_leg_s = leg_s[last[row], new]
    ready_s = chains.closes_s[row] + instance.packing_s + added_leg_s + instance.setup_s
    opens_s = np.maximum(ready_s, reach.open_from_s[added[new]])
    longer = Chains(
        np.column_stack([chains.options[row], added[new]]),
        chains.work_s[row] + added_leg_s + singles.work_s[new],
        chains.driving_s[row] + added_leg_s,
        chains.distance_m[row] + profile.leg_m[nodes[last[row]], nodes[added[new]]],
        opens_s + instance.option_opening_s[added[new]],
    )
    return longer.take(_within(reach, longer))


def _pairs(
    needed_s: IntArray, last: IntArray, room_s: IntArray, max_pairs: int
) -> tuple[IntArray, IntArray]:
    """Return chains and the stops there is room for after them, piece by piece."""
    parts, count = [], 0
    step = max(1, PIECE // max(1, needed_s.shape[1]))
    for begin in range(0, len(last), step):
        fits = needed_s[last[begin : begin + step]] <= room_s[begin : begin + step, None]
        row, new = np.nonzero(fits)
        parts.append((row + begin, new))
        count += len(row)
        if count > max_pairs:
            raise TooManyError
    rows, stops = zip(*parts, strict=True)
    return np.concatenate(rows), np.concatenate(stops)


def thin(chains: Chains, worth: NDArray[np.float64], max_chains: int) -> Chains:
    """Return the most promising chains of one length.

    Of one set of stops and last stop the order with the least work is kept; of these, in turn for
    every first and every last stop, the chains worth most in an hour of work.

    Parameters
    ----------
    chains : Chains
        Chains of equal length.
    worth : ndarray of float64, shape (num_options,)
        Worth of visiting each option [SEK].
    max_chains : int
        About how many to keep.

    Returns
    -------
    Chains
        Never more than twice as many.
    """
    last = chains.options[:, -1]
    order = np.lexsort([chains.work_s, last, *np.sort(chains.options, axis=1).T])
    keys = np.column_stack([np.sort(chains.options, axis=1), last])[order]
    is_first = np.ones(len(order), dtype=np.bool_)
    is_first[1:] = (keys[1:] != keys[:-1]).any(axis=1)
    chains = chains.take(np.sort(order[is_first]))
    if len(chains) <= max_chains:
        return chains
    rate = worth[chains.options].sum(axis=1) / np.maximum(1, chains.work_s)
    kept = np.zeros(len(chains), dtype=np.bool_)
    for ends in (chains.options[:, 0], chains.options[:, -1]):
        best = np.lexsort([-rate, ends])
        rank = np.arange(len(best)) - np.searchsorted(ends[best], ends[best])
        kept[best[rank < max(1, max_chains // len(np.unique(ends)))]] = True
    return chains.take(kept)
