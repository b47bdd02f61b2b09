"""Own the models of the scenario's network: every source of travel times, with its settings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mobilkontor.core.places import RoadClass
from mobilkontor.scenario.schema_values import (
    Factor,
    Figure,
    Model,
    RelativePath,
    Share,
    figure_between,
)

__all__ = ["GreatCircle", "MatrixFile", "Network", "RoadGraph", "SeasonSpeeds", "SpeedShares"]


class SpeedShares(Model):
    """Driving speed by road class, as a share of the speed limit."""

    european: Share = Field(description="On European roads, such as E10")
    national: Share = Field(description="On national roads, such as 97")
    county: Share = Field(description="On county roads, such as 392")
    local: Share = Field(description="On all other roads")

    def share(self, road_class: RoadClass) -> float:
        """Return the share for a road class."""
        figure: Figure = getattr(self, road_class.value)
        return figure.value


class SeasonSpeeds(Model):
    """Driving speed by season."""

    summer: SpeedShares = Field(description="Share of the speed limit on bare roads")
    winter: SpeedShares = Field(description="Share of the speed limit on snow and ice")


class RoadGraph(Model):
    """Travel times from a road graph on disk."""

    provider: Literal["road_graph"] = Field(description="Kind of network")
    roads: RelativePath = Field(description="Road stretches: ends, class, length, speed limit")
    junctions: RelativePath | None = Field(default=None, description="Nodes without residents")
    mobile_speed: SeasonSpeeds = Field(description="Speed of mobile offices")
    resident_speed: SeasonSpeeds = Field(description="Speed of residents' cars")


class MatrixFile(Model):
    """Travel times from a table on disk, CSV or NPZ."""

    provider: Literal["matrix_file"] = Field(description="Kind of network")
    mobile: RelativePath = Field(description="Matrix of mobile offices")
    residents: RelativePath = Field(description="Matrix of residents' cars")


class GreatCircle(Model):
    """Travel times from great circles, when nothing better is known."""

    provider: Literal["great_circle"] = Field(description="Kind of network")
    winding_factor: Factor = Field(description="Road length as a multiple of the great circle")
    mobile_speed_kmh: Annotated[Figure, figure_between(5, 130)] = Field(
        description="Speed of mobile offices [km/h]"
    )
    resident_speed_kmh: Annotated[Figure, figure_between(5, 130)] = Field(
        description="Speed of residents' cars [km/h]"
    )


Network = Annotated[RoadGraph | MatrixFile | GreatCircle, Field(discriminator="provider")]
"""Any source of travel times, told apart by ``provider``."""
