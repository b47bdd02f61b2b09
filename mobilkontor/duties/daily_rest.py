"""Tell where the daily rest between two duties can bind."""

from __future__ import annotations

from mobilkontor.core.instance import Profile
from mobilkontor.core.units import SECONDS_PER_DAY

__all__ = ["rest_can_bind"]


def rest_can_bind(profile: Profile) -> bool:
    """Tell whether two duties inside the crew's window can leave too little daily rest."""
    night_s = SECONDS_PER_DAY - (profile.latest_end_s - profile.earliest_start_s)
    return profile.rules.daily_rest_s is not None and night_s < profile.rules.daily_rest_s
