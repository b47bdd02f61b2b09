"""Check that every name in a scenario names something, and that no two things share one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mobilkontor.core.rules import RULE_PACKS
from mobilkontor.scenario.case import Case
from mobilkontor.scenario.fleet_schema import Crew, Depot, OvernightPlace, RulePack, VehicleEntry
from mobilkontor.scenario.messages import names as messages
from mobilkontor.scenario.office_schema import CandidateOffice, OfficeSwitch
from mobilkontor.scenario.wish_schema import Allowed, Forbidden, LockEntry, Promise
from mobilkontor.scenario.yaml_file import KeyPath, key_text

__all__ = ["check_names"]

NamesPlace = (
    OfficeSwitch
    | CandidateOffice
    | Depot
    | OvernightPlace
    | Promise
    | LockEntry
    | Allowed
    | Forbidden
)
HasId = RulePack | Crew | VehicleEntry

NOT_ONE_MUNICIPALITY = ("all", "each")


def check_names(case: Case) -> None:
    """Add a problem for each unknown and each repeated name.

    Parameters
    ----------
    case : Case
        The scenario and its tables.
    """
    _check_places(case)
    _check_municipalities(case)
    _check_office_switches(case)
    _check_depots_of_vehicles(case)
    _check_crews(case)
    _check_rule_packs(case)
    _check_locked_vehicles(case)
    for names in _lists_of_unique_names(case):
        _check_unique(case, names)


def _named_places(case: Case) -> Iterator[tuple[KeyPath, str]]:
    """Yield every key of the scenario file that names a place."""
    draft = case.draft
    sections: dict[str, Mapping[int, NamesPlace]] = {
        "offices": draft.offices,
        "candidate_offices": draft.candidate_offices,
        "depots": draft.depots,
        "overnight_places": draft.overnight_places,
        "promises": draft.promises,
        "locks": draft.locks,
        "allowed_days": draft.allowed_days,
        "forbidden_days": draft.forbidden_days,
    }
    for section, entries in sections.items():
        for index, named in entries.items():
            yield (section, index, "place"), named.place
    if draft.stops is not None:
        for key, places in (("include", draft.stops.include), ("exclude", draft.stops.exclude)):
            for index, place in enumerate(places):
                yield ("stops", key, index), place


def _check_places(case: Case) -> None:
    """Check the places that the scenario and the offices table name."""
    if case.places is None or case.places.is_cut:
        return
    known = case.places.keys
    id_by_name = {row.value.name.casefold(): row.value.id for row in case.places.rows}
    for path, place in _named_places(case):
        if place not in known:
            message = messages.unknown_place(key_text(path), place, id_by_name, known)
            case.problems.add(case.entry.position_at(path), message)
    for row in case.offices.rows if case.offices is not None else ():
        if row.value.place not in known:
            message = messages.unknown_place("place", row.value.place, id_by_name, known)
            case.problems.add(row.position, message)


def _check_municipalities(case: Case) -> None:
    """Check the municipalities that floors, stops and the places table name."""
    if case.municipalities is None or case.municipalities.is_cut:
        return
    known = case.municipalities.keys
    stops = case.draft.stops
    for index, name in enumerate(stops.municipalities if stops is not None else ()):
        if name not in known:
            path: KeyPath = ("stops", "municipalities", index)
            message = messages.unknown_municipality(key_text(path), name, sorted(known))
            case.problems.add(case.entry.position_at(path), message)
    for index, floor in case.draft.floors.items():
        if floor.municipality not in (*known, *NOT_ONE_MUNICIPALITY):
            path = ("floors", index, "municipality")
            choices = sorted({*known, *NOT_ONE_MUNICIPALITY})
            message = messages.unknown_municipality(key_text(path), floor.municipality, choices)
            case.problems.add(case.entry.position_at(path), message)
    for row in case.places.rows if case.places is not None else ():
        found = row.value.municipality
        if found not in known:
            message = messages.unknown_municipality("municipality", found, sorted(known))
            case.problems.add(row.position, message)


def _check_office_switches(case: Case) -> None:
    """Check that a switch has a row to change, or says everything itself."""
    if case.offices is None or case.offices.is_cut:
        return
    for index, switch in case.draft.offices.items():
        missing = [key for key in ("days_per_week", "services") if getattr(switch, key) is None]
        if switch.place in case.offices.keys or not missing:
            continue
        if case.places is not None and switch.place not in case.places.keys:
            continue
        path = ("offices", index, "place")
        message = messages.switch_without_office(
            key_text(path), switch.place, " and ".join(missing)
        )
        case.problems.add(case.entry.position_at(path), message)


def _check_depots_of_vehicles(case: Case) -> None:
    """Check that vehicles belong to a depot of the scenario."""
    depots = [depot.place for depot in case.draft.depots.values()]
    for index, vehicle in case.draft.vehicles.items():
        if vehicle.depot in depots:
            continue
        path = ("vehicles", index, "depot")
        key, position = key_text(path), case.entry.position_at(path)
        if case.places is not None and vehicle.depot not in case.places.keys:
            if case.places.is_cut:
                continue
            id_by_name = {row.value.name.casefold(): row.value.id for row in case.places.rows}
            message = messages.unknown_place(key, vehicle.depot, id_by_name, case.places.keys)
            case.problems.add(position, message)
        elif depots:
            case.problems.add(position, messages.depot_not_listed(key, vehicle.depot, depots))


def _check_crews(case: Case) -> None:
    """Check that vehicles have a crew of the scenario."""
    known = [crew.id for crew in case.draft.crews.values()]
    for index, vehicle in case.draft.vehicles.items():
        if known and vehicle.crew not in known:
            path = ("vehicles", index, "crew")
            message = messages.unknown_crew(key_text(path), vehicle.crew, known)
            case.problems.add(case.entry.position_at(path), message)


def _check_rule_packs(case: Case) -> None:
    """Check that crews follow packs that are built in or of the scenario's own."""
    known = [*RULE_PACKS, *(pack.id for pack in case.draft.rule_packs.values())]
    for index, crew in case.draft.crews.items():
        for position, name in enumerate(crew.rule_packs):
            if name not in known:
                path = ("crews", index, "rule_packs", position)
                message = messages.unknown_rule_pack(key_text(path), name, known)
                case.problems.add(case.entry.position_at(path), message)


def _check_locked_vehicles(case: Case) -> None:
    """Check that locks name vehicles of the scenario."""
    known = [vehicle.id for vehicle in case.draft.vehicles.values()]
    for index, lock in case.draft.locks.items():
        if known and lock.vehicle is not None and lock.vehicle not in known:
            path = ("locks", index, "vehicle")
            message = messages.unknown_vehicle(key_text(path), lock.vehicle, known)
            case.problems.add(case.entry.position_at(path), message)


def _lists_of_unique_names(case: Case) -> Iterator[list[tuple[KeyPath, str]]]:
    """Yield the lists in which a name may stand only once."""
    draft = case.draft
    by_place: dict[str, Mapping[int, NamesPlace]] = {
        "offices": draft.offices,
        "candidate_offices": draft.candidate_offices,
        "depots": draft.depots,
        "overnight_places": draft.overnight_places,
        "promises": draft.promises,
        "allowed_days": draft.allowed_days,
    }
    for section, entries in by_place.items():
        yield [((section, index, "place"), item.place) for index, item in entries.items()]
    by_id: dict[str, Mapping[int, HasId]] = {
        "rule_packs": draft.rule_packs,
        "crews": draft.crews,
        "vehicles": draft.vehicles,
    }
    for section, named in by_id.items():
        yield [((section, index, "id"), item.id) for index, item in named.items()]
    yield [
        (("floors", index, "municipality"), floor.municipality)
        for index, floor in draft.floors.items()
    ]


def _check_unique(case: Case, names: list[tuple[KeyPath, str]]) -> None:
    """Add a problem for each name that stood before, or that a built-in pack has."""
    first_keys: dict[str, str] = {}
    for path, name in names:
        key = key_text(path)
        first = first_keys.setdefault(name, key)
        if path[0] == "rule_packs" and name in RULE_PACKS:
            first = "a built-in pack"
        if first != key:
            message = messages.duplicate_id(key, name, first)
            case.problems.add(case.entry.position_at(path), message)
