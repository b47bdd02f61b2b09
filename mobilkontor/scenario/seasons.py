"""Own the seasons of driving, and which entry of a mapping by season holds in one of them."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from mobilkontor.scenario.schema_values import Model

__all__ = ["SEASONS", "BySeason", "Season"]

Season: TypeAlias = Literal["summer", "autumn", "winter", "thaw"]

SEASONS: tuple[Season, ...] = get_args(Season)
"""All seasons; the thaw is the spring weeks in which frost leaves the ground and gravel is soft."""


class BySeason(Model):
    """A mapping by season; what may be left out and is, as of autumn and thaw, is as in summer."""

    def key_in(self, season: Season) -> Season:
        """Return the season whose entry holds in a season: itself, or summer if it has none."""
        return season if getattr(self, season) is not None else "summer"
