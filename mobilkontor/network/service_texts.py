"""Own the texts of the errors of routing services, codes E230 to E245; codes are never reused."""

from __future__ import annotations

from collections.abc import Sequence

from mobilkontor.network.texts import list_names

__all__ = [
    "absurd",
    "gave_up",
    "ignores_closing",
    "ignores_sizes",
    "leaves_road",
    "list_names",
    "no_engine",
    "no_way",
    "not_json",
    "not_reached",
    "nothing_between",
    "off_road",
    "refused",
    "too_many_closed",
    "too_slow",
    "unconnected",
    "unusable",
    "wrong_shape",
]


def not_reached(url: str, reason: str) -> str:
    """Return the text for a server that cannot be reached."""
    return (
        f"E230 {url}: the server cannot be reached ({reason}). Start it, or correct the address in "
        "network."
    )


def too_slow(url: str, timeout_s: float) -> str:
    """Return the text for a server that does not answer in time."""
    return (
        f"E231 {url}: no answer within {timeout_s:g} s, tried several times. Raise "
        "network.timeout_s, or ask a server that is less busy."
    )


def refused(url: str, status: int, said: str) -> str:
    """Return the text for a server that answers with an error."""
    said = f": {said}" if said else ""
    return (
        f"E232 {url}: the server answers with status {status}{said}. Correct what it complains of "
        "in network, or look into its log."
    )


def not_json(url: str, reason: str) -> str:
    """Return the text for an answer that cannot be read."""
    return (
        f"E233 {url}: the answer is no JSON object ({reason}). Check that the address is that of "
        "a routing server, and that nothing between changes its answers."
    )


def wrong_shape(url: str, what: str, found: str, expected: str) -> str:
    """Return the text for an answer that is not the table that was asked for."""
    return (
        f"E234 {url}: {what} is {found}; expected {expected}. Check that network.provider names "
        "the kind of server that stands at this address, and its version."
    )


def unconnected(places: Sequence[str], provider: str) -> str:
    """Return the text for places that no road joins to the rest."""
    return (
        f"E235 {provider}: no road leads from most places to {list_names(places)} and back. "
        "Correct their positions, loosen the vehicle's limits, or take them out of the places "
        "table."
    )


def off_road(places: Sequence[str], provider: str, limit_km: float) -> str:
    """Return the text for places that are far from any road; ``places`` tell how far."""
    return (
        f"E236 {provider}: further than {limit_km:g} km from a road that can be used: "
        f"{list_names(places)}. Correct their positions, raise network.max_snap_km, or take them "
        "out of the places table. A place that no road joins to the others counts as well: engines "
        "take another one near it."
    )


def absurd(pairs: Sequence[str], provider: str) -> str:
    """Return the text for legs that no vehicle drives so; ``pairs`` tell how."""
    return (
        f"E237 {provider}: {len(pairs)} legs cannot be true: {list_names(pairs)}. Check units, "
        "profile and data of the server; no plan is made from these."
    )


def no_way(pairs: Sequence[str], provider: str) -> str:
    """Return the text for pairs without a way, where all places are joined to most."""
    return (
        f"E238 {provider}: no way for {len(pairs)} pairs: {list_names(pairs)}. Look at one-way "
        "roads and limits near them, or take the places out of the places table."
    )


def no_engine(package: str, extra: str) -> str:
    """Return the text for an engine that is not installed."""
    return (
        f"E239 network: {package} is not installed. Install it with pip install "
        f"'mobilkontor[{extra}]', or give the address of a server with network.url."
    )


def unusable(what: str, reason: str) -> str:
    """Return the text for an engine on this computer that cannot begin."""
    return f"E240 {what}: {reason}. Give a file of valhalla_build_config whose tiles are built."


def ignores_sizes(where: str, version: str, costing: str, sizes: Sequence[str]) -> str:
    """Return the text for a Valhalla that ignores a vehicle's sizes."""
    release = version or "of unknown version"
    return (
        f"E241 {where}: Valhalla {release} ignores {list_names(sizes)} of a "
        f"{costing}, so weak bridges and low ones would be used. Set costing to truck, or use "
        "Valhalla 3.9 or newer. weight_t is by default that of the vehicle."
    )


def leaves_road(where: str, number: str, ends: Sequence[str], known: Sequence[str]) -> str:
    """Return the text for a closed road that the way from one place to another does not follow."""
    follows = f"It follows {list_names(known)}." if known else "It tells no road numbers."
    return (
        f"E242 {where}: closed_roads closes road {number} between {' and '.join(ends)}, but the "
        f"fastest way from {ends[0]} to {ends[1]} does not follow it all along. {follows} Name two "
        "places between which mobile offices drive on that road. A server tells numbers only if "
        "its action trace_attributes is on."
    )


def nothing_between(where: str, number: str, ends: Sequence[str]) -> str:
    """Return the text for a closed road without a whole piece between two places."""
    return (
        f"E243 {where}: closed_roads closes road {number} between {' and '.join(ends)}, but no "
        "piece of it from junction to junction lies between them. Valhalla closes whole pieces "
        "only: name places further apart, or use network.provider road_file."
    )


def ignores_closing(where: str, number: str) -> str:
    """Return the text for a Valhalla that drives on a closed road."""
    return (
        f"E244 {where}: Valhalla drives on road {number} although it is told that it is closed. "
        "Use a newer Valhalla that heeds exclude_polygons, such as 3.9."
    )


def too_many_closed(where: str, pieces: int, said: str) -> str:
    """Return the text for more closed pieces of road than a Valhalla takes in one question."""
    return (
        f"E245 {where}: closed_roads closes {pieces} pieces of road from junction to junction in "
        f"one week, more than this server takes ({said}). Close shorter stretches, raise "
        "service_limits.max_exclude_polygons_vertices and max_exclude_polygons_length on the "
        "server, or run Valhalla in this process with network.config."
    )


def gave_up(text: str, block: int, blocks: int) -> str:
    """Return the text of an error that ended a matrix between two of its blocks."""
    return f"{text} It was block {block} of {blocks}; nothing of the matrix is kept."
