"""Own the models of the scenario's network: every source of travel times, with its settings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mobilkontor.core.places import RoadClass
from mobilkontor.scenario.schema_values import (
    Date,
    Factor,
    Figure,
    Minutes,
    Model,
    RelativePath,
    Share,
    figure_between,
)
from mobilkontor.scenario.seasons import BySeason, Season

__all__ = [
    "GreatCircle",
    "MatrixFile",
    "Network",
    "Osrm",
    "RoadFile",
    "RoadGraph",
    "SeasonSpeeds",
    "SpeedShares",
    "UnpavedShares",
    "UnpavedWeights",
    "Valhalla",
    "ValhallaVehicle",
    "WeightLimits",
]


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


class SeasonSpeeds(BySeason):
    """Driving speed by season."""

    summer: SpeedShares = Field(description="Share of the speed limit on bare roads")
    winter: SpeedShares = Field(description="Share of the speed limit on snow and ice")
    autumn: SpeedShares | None = Field(
        default=None, description="The same on wet and dark roads; else as in summer"
    )
    thaw: SpeedShares | None = Field(
        default=None, description="The same while frost leaves the ground; else as in summer"
    )

    def shares_in(self, season: Season) -> dict[RoadClass, float]:
        """Return the share of the speed limit by road class in a season."""
        shares: SpeedShares = getattr(self, self.key_in(season))
        return {road_class: shares.share(road_class) for road_class in RoadClass}


class RoadGraph(Model):
    """Travel times from a road graph on disk."""

    provider: Literal["road_graph"] = Field(description="Kind of network")
    roads: RelativePath = Field(description="Road stretches: ends, class, length, speed limit")
    junctions: RelativePath | None = Field(default=None, description="Nodes without residents")
    mobile_speed: SeasonSpeeds = Field(description="Speed of mobile offices")
    resident_speed: SeasonSpeeds = Field(description="Speed of residents' cars")


class UnpavedShares(BySeason):
    """Driving speed on unpaved roads, by season."""

    summer: Share = Field(
        default=Figure(value=1, source="not stated: as on paved roads", assumed=True),
        description="Share of the speed on paved roads, in summer",
    )
    winter: Share = Field(
        default=Figure(value=1, source="not stated: as on paved roads", assumed=True),
        description="The same in winter, under snow",
    )
    autumn: Share | None = Field(
        default=None, description="The same in autumn, after rain; else as in summer"
    )
    thaw: Share = Field(
        default=Figure(value=0.7, source="not stated: a guess for soft gravel", assumed=True),
        description="The same while frost leaves the ground and gravel is soft",
    )

    def share_in(self, season: Season) -> float:
        """Return the share in a season."""
        figure: Figure = getattr(self, self.key_in(season))
        return figure.value


MaxWeight = Annotated[Figure, figure_between(0.5, 100)]


class WeightLimits(Model):
    """Heaviest vehicle allowed, by road class; without a figure there is no limit."""

    european: MaxWeight | None = Field(default=None, description="On European roads [t]")
    national: MaxWeight | None = Field(default=None, description="On national roads [t]")
    county: MaxWeight | None = Field(default=None, description="On county roads [t]")
    local: MaxWeight | None = Field(default=None, description="On all other roads [t]")


class UnpavedWeights(BySeason):
    """Heaviest vehicle allowed on unpaved roads, by season; it is compared with gross_weight_t."""

    summer: WeightLimits = Field(
        default=WeightLimits(), description="In summer; by default there is no limit"
    )
    autumn: WeightLimits | None = Field(
        default=None, description="The same in autumn; else as in summer"
    )
    winter: WeightLimits | None = Field(
        default=None, description="The same on frozen ground; else as in summer"
    )
    thaw: WeightLimits | None = Field(
        default=None, description="The same while frost leaves the ground; else as in summer"
    )

    def limits_in(self, season: Season) -> dict[RoadClass, float]:
        """Return the limits in a season by road class, where there is one [t]."""
        limits: WeightLimits = getattr(self, self.key_in(season))
        figures = {road_class: getattr(limits, road_class.value) for road_class in RoadClass}
        return {road_class: figure.value for road_class, figure in figures.items() if figure}


class RoadFile(Model):
    """Travel times on the roads of OpenStreetMap, as `mobilkontor roads build` wrote them."""

    provider: Literal["road_file"] = Field(description="Kind of network")
    file: RelativePath = Field(description="The road file, `roads.npz`")
    mobile_speed: SeasonSpeeds = Field(description="Speed of mobile offices")
    resident_speed: SeasonSpeeds = Field(description="Speed of residents' cars")
    mobile_max_speed_kmh: Annotated[Figure, figure_between(5, 130)] = Field(
        default=Figure(value=130, source="not stated: no limit of its own", assumed=True),
        description="Highest speed of mobile offices [km/h]",
    )
    unpaved_speed: UnpavedShares = Field(
        default=UnpavedShares(), description="Speed on gravel and the like, of everybody"
    )
    unpaved_max_weight_t: UnpavedWeights = Field(
        default=UnpavedWeights(),
        description="Heaviest vehicle allowed on gravel and the like, besides what signs say",
    )
    ferry_wait_min: Minutes = Field(
        default=Figure(
            value=10, source="not stated: half of 20 min between crossings", assumed=True
        ),
        description="Wait for a ferry [min]",
    )
    date: Date | None = Field(
        default=None,
        description="Day on which seasonal roads, ferries and bans count [YYYY-MM-DD]; else "
        "1 July in summer, 1 October in autumn, 1 February in winter, 1 May in the thaw",
    )
    max_snap_km: float = Field(
        default=5, gt=0, le=50, description="How far a place may lie from a road [km]"
    )


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


ServerAddress = Annotated[str, Field(pattern=r"^https?://[^\s/?#]+(/[^\s?#]*)?$", max_length=400)]


class EngineNetwork(Model):
    """What all routing engines have in common."""

    winter_time_factor: Factor = Field(
        default=Figure(value=1, source="not stated: as the engine drives", assumed=True),
        description="Driving time of mobile offices in winter as a multiple of the engine's",
    )
    autumn_time_factor: Factor = Field(
        default=Figure(value=1, source="not stated: as the engine drives", assumed=True),
        description="The same in autumn",
    )
    thaw_time_factor: Factor = Field(
        default=Figure(value=1, source="not stated: as the engine drives", assumed=True),
        description="The same while frost leaves the ground",
    )
    max_snap_km: float = Field(
        default=5, gt=0, le=50, description="How far a place may lie from a road [km]"
    )
    data_date: str = Field(default="", max_length=40, description="Date of the engine's road data")
    credit: str = Field(
        default="© OpenStreetMap contributors, ODbL 1.0",
        max_length=200,
        description="Credit that the licence of the road data asks for; printed on every page",
    )
    timeout_s: float = Field(
        default=60, gt=0, le=3600, description="Longest wait for an answer [s]"
    )

    def time_factor_in(self, season: Season) -> float:
        """Return the factor of the engine's times in a season; engines drive as in summer."""
        if season == "summer":
            return 1.0
        figure: Figure = getattr(self, f"{season}_time_factor")
        return figure.value


class Osrm(EngineNetwork):
    """Travel times from OSRM servers: a server knows one kind of vehicle."""

    provider: Literal["osrm"] = Field(description="Kind of network")
    mobile_url: ServerAddress = Field(description="Address of the server for mobile offices")
    residents_url: ServerAddress = Field(description="Address of the server for residents' cars")
    profile: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")] = Field(
        default="driving", description="Name of the profile in the paths of both"
    )
    exclude: tuple[Literal["ferry", "motorway", "toll"], ...] = Field(
        default=(), description="Roads that mobile offices do not use, if their server can tell"
    )


class ValhallaVehicle(Model):
    """A vehicle as Valhalla models it; what is left out is as Valhalla has it."""

    costing: Literal["auto", "bus", "taxi", "truck"] = Field(description="Model of the vehicle")
    weight_t: float | None = Field(default=None, gt=0, le=100, description="Gross weight [t]")
    axle_load_t: float | None = Field(default=None, gt=0, le=40, description="Load of an axle [t]")
    height_m: float | None = Field(default=None, gt=0, le=10, description="Height [m]")
    width_m: float | None = Field(default=None, gt=0, le=10, description="Width [m]")
    length_m: float | None = Field(default=None, gt=0, le=50, description="Length [m]")
    top_speed_kmh: int | None = Field(default=None, ge=10, le=252, description="Top speed [km/h]")
    use_ferry: float | None = Field(
        default=None, ge=0, le=1, description="Liking for ferries, 0 for none if there is a way"
    )
    use_tracks: float | None = Field(
        default=None, ge=0, le=1, description="Liking for tracks, 0 for none if there is a way"
    )


class Valhalla(EngineNetwork):
    """Travel times from Valhalla: ``url`` names a server, ``config`` runs it in this process."""

    provider: Literal["valhalla"] = Field(description="Kind of network")
    url: ServerAddress | None = Field(default=None, description="Address of the server")
    config: RelativePath | None = Field(
        default=None, description="File of valhalla_build_config, to run it in this process"
    )
    mobile: ValhallaVehicle = Field(
        default=ValhallaVehicle(costing="bus"),
        description="Mobile offices; weight_t and height_m are by default those of each vehicle",
    )
    residents: ValhallaVehicle = Field(
        default=ValhallaVehicle(costing="auto"), description="Residents' cars"
    )


Network = Annotated[
    RoadGraph | RoadFile | MatrixFile | GreatCircle | Osrm | Valhalla,
    Field(discriminator="provider"),
]
"""Any source of travel times, told apart by ``provider``."""
