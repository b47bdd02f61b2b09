"""Join chains of stops with a terminal at either end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobilkontor.core.instance import Instance, Profile
from mobilkontor.duties.chains import Chains, Reach, TooManyError, service_s

__all__ = ["Joined", "join"]

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Chains joined with terminals: one candidate duty per row, breaks not yet chosen."""

    start: IntArray
    end: IntArray
    options: IntArray
    segments_s: IntArray
    driving_s: IntArray
    working_s: IntArray
    distance_m: IntArray

    def take(self, rows: NDArray[np.bool_] | IntArray) -> Joined:
        """Return some of the candidates."""
        return Joined(
            self.start[rows],
            self.end[rows],
            self.options[rows],
            self.segments_s[rows],
            self.driving_s[rows],
            self.working_s[rows],
            self.distance_m[rows],
        )


def join(
    instance: Instance,
    profile: Profile,
    reach: Reach,
    chains: Chains,
    terminals: IntArray,
    is_allowed: NDArray[np.bool_],
    max_candidates: int,
) -> Joined:
    """Return every chain with every pair of terminals that keeps the daily limits."""
    nodes = instance.stop_node[instance.option_stop]
    first, last = nodes[chains.options[:, 0]], nodes[chains.options[:, -1]]
    out_s = profile.leg_s[np.ix_(terminals, first)]
    back_s = profile.leg_s[np.ix_(last, terminals)]
    row, start, end = _fitting(reach, chains, out_s, back_s, is_allowed, max_candidates)
    options = chains.options[row]
    segments_s = np.empty((len(row), 2 * options.shape[1] + 1), dtype=np.int64)
    segments_s[:, 0] = out_s[start, row]
    segments_s[:, -1] = back_s[row, end]
    segments_s[:, 1::2] = service_s(instance)[options]
    stops = nodes[options]
    segments_s[:, 2:-1:2] = profile.leg_s[stops[:, :-1], stops[:, 1:]]
    legs_s = segments_s[:, 0] + segments_s[:, -1]
    start, end = terminals[start], terminals[end]
    legs_m = profile.leg_m[start, first[row]] + profile.leg_m[last[row], end]
    return Joined(
        start=start,
        end=end,
        options=options,
        segments_s=segments_s,
        driving_s=chains.driving_s[row] + legs_s,
        working_s=chains.work_s[row] + legs_s,
        distance_m=chains.distance_m[row] + legs_m,
    )


def _fitting(
    reach: Reach,
    chains: Chains,
    out_s: IntArray,
    back_s: IntArray,
    is_allowed: NDArray[np.bool_],
    max_candidates: int,
) -> tuple[IntArray, IntArray, IntArray]:
    """Return chain, first and last terminal of every candidate, as positions."""
    rows, starts, ends = [], [], []
    day_s = min(reach.max_working_s, reach.max_elapsed_s)
    least_s = chains.work_s + back_s.min(axis=1, initial=day_s)
    num_candidates = 0
    for t in range(len(out_s)):
        # Of a large region most stops are out of reach of a terminal.
        near = np.nonzero(out_s[t] + least_s <= day_s)[0]
        legs_s = out_s[t][near, None] + back_s[near]
        fits = legs_s + chains.work_s[near, None] <= day_s
        fits &= legs_s + chains.driving_s[near, None] <= reach.max_driving_s
        row, end = np.nonzero(fits & is_allowed[t])
        row = near[row]
        num_candidates += len(row)
        if num_candidates > max_candidates:
            raise TooManyError
        rows.append(row)
        ends.append(end)
        starts.append(np.full(len(row), t, dtype=np.int64))
    return np.concatenate(rows), np.concatenate(starts), np.concatenate(ends)
