"""Tell the weight and height by which the roads open to each vehicle are chosen."""

from __future__ import annotations

from dataclasses import dataclass

from mobilkontor.scenario.fleet_schema import VehicleEntry
from mobilkontor.scenario.network_schema import RoadFile, Valhalla, ValhallaVehicle
from mobilkontor.scenario.schema import ScenarioFile

__all__ = ["VehicleSize", "sizes_by_vehicle"]


@dataclass(frozen=True, slots=True, order=True)
class VehicleSize:
    """What limits on signs are compared with; the largest is the heaviest, then the highest.

    Attributes
    ----------
    weight_t : float
        Gross weight [t]; 0 where the network does not ask for it.
    height_m : float
        Height [m]; 0 where it is not stated, or the network does not ask for it.
    """

    weight_t: float = 0.0
    height_m: float = 0.0


def sizes_by_vehicle(file: ScenarioFile) -> dict[str, VehicleSize]:
    """Return the size of every vehicle, as far as its network heeds it.

    Parameters
    ----------
    file : ScenarioFile
        Its vehicles and network.

    Returns
    -------
    dict of str to VehicleSize
        By id of the vehicle; equal vehicles drive alike.
    """
    match file.network:
        case RoadFile():
            return {entry.id: _own(entry) for entry in file.vehicles}
        case Valhalla(mobile=mobile):
            return {entry.id: _as_stated(mobile, _own(entry)) for entry in file.vehicles}
        case _:
            return {entry.id: VehicleSize() for entry in file.vehicles}


def _own(entry: VehicleEntry) -> VehicleSize:
    """Return a vehicle's own size."""
    return VehicleSize(entry.gross_weight_t, entry.height_m or 0.0)


def _as_stated(mobile: ValhallaVehicle, own: VehicleSize) -> VehicleSize:
    """Return a size with what the network states of all mobile offices in its place."""
    return VehicleSize(
        own.weight_t if mobile.weight_t is None else mobile.weight_t,
        own.height_m if mobile.height_m is None else mobile.height_m,
    )
