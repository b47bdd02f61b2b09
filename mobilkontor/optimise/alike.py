r"""Take vehicles that are alike as one with a count.

**Why nothing is lost.** Vehicles alike in everything but their name, and named by no lock, can
change places in any plan. The *group* is one vehicle that drives :math:`m` paths through the days;
its rows of hours, driving, nights and use are the sums of those of its members.

- Every plan of the members is a solution of the group, so a bound on that is one on every plan.
- The LP is no weaker: give every member :math:`1/m` of a solution of the group, and no row of a
  member is broken, since each is the same share of the sum; the worth is the same.
- The filter of `bounds` holds path by path: a plan in which a member uses a column whose best path
  is :math:`\delta` below the group's is worth at most :math:`B - \delta`. So the columns near the
  group's longest path are those near that of every member (`spread`).

What a whole solution of the group leaves open is who drives what, so that each member keeps the
limits of its own week. `packing` settles that for tours; where it cannot, or where the flow decides
on days and rest, members are told apart again.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from mobilkontor.core.instance import Instance

__all__ = ["Alike", "group_alike"]


@dataclass(frozen=True, slots=True, eq=False)
class Alike:
    """A problem in which one vehicle stands for all that are alike.

    Attributes
    ----------
    instance : Instance
        The problem, with as many vehicles as there are groups.
    members : tuple of tuple of int
        Vehicles that each group stands for, as they were numbered before.
    """

    instance: Instance
    members: tuple[tuple[int, ...], ...]

    @property
    def is_plain(self) -> bool:
        """Whether every vehicle is one of its kind."""
        return all(len(own) == 1 for own in self.members)


def group_alike(instance: Instance) -> Alike:
    """Return a problem with vehicles that are alike as one.

    Parameters
    ----------
    instance : Instance
        Problem.

    Returns
    -------
    Alike
        Its groups in the order of their first members; the problem itself if none are alike.
    """
    locked = {lock.vehicle for lock in instance.locks}
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, vehicle in enumerate(instance.vehicles):
        # A folded cycle has its groups already, and no lock any more to tell them apart.
        named = number if number in locked or instance.repeats > 1 else None
        key = (named, dataclasses.replace(vehicle, id=""))
        groups.setdefault(key, []).append(number)
    members = tuple(tuple(own) for own in groups.values())
    if len(members) == len(instance.vehicles):
        return Alike(instance, members)
    vehicles = tuple(
        dataclasses.replace(
            instance.vehicles[own[0]], count=sum(instance.vehicles[n].count for n in own)
        )
        for own in members
    )
    group_of = {number: group for group, own in enumerate(members) for number in own}
    locks = tuple(
        lock if lock.vehicle is None else dataclasses.replace(lock, vehicle=group_of[lock.vehicle])
        for lock in instance.locks
    )
    return Alike(instance.replace(vehicles=vehicles, locks=locks), members)
