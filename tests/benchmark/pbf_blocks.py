"""Encode OpenStreetMap's PBF with numpy, many nodes or ways at once.

A writer that takes objects one by one makes a few hundred thousand a second; a country has a
hundred million. The format: wiki.openstreetmap.org/wiki/PBF_Format. Every object has a version and
a time, as in Geofabrik's public extracts.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Strings", "header_blob", "node_blobs", "relation_blob", "way_blobs"]

PER_BLOCK = 8000
"""Objects per block, as most writers have it."""

TIME_S = 1_700_000_000
ZLIB_LEVEL = 1
LENGTH_DELIMITED = 2
VARINT_BITS = 7
MEMBER_WAY = 1

Numbers = NDArray[np.int64]
Tags = Mapping[str, str]


def _varints(values: NDArray[np.uint64]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return whole numbers as varints, one after the other, and the bytes that each takes."""
    sizes = np.ones(len(values), dtype=np.int64)
    rest = values >> np.uint64(VARINT_BITS)
    while rest.any():
        sizes += rest > 0
        rest >>= np.uint64(VARINT_BITS)
    written = np.empty(int(sizes.sum()), dtype=np.uint8)
    begin = np.cumsum(sizes) - sizes
    for place in range(int(sizes.max(initial=0))):
        has = sizes > place
        part = (values[has] >> np.uint64(VARINT_BITS * place)) & np.uint64(0x7F)
        more = (sizes[has] > place + 1).astype(np.uint8) << VARINT_BITS
        written[begin[has] + place] = part.astype(np.uint8) | more
    return written, sizes


def _zigzag(values: Numbers) -> NDArray[np.uint64]:
    """Return numbers with a sign as such without."""
    return ((values << 1) ^ (values >> 63)).astype(np.uint64)


def _varint(value: int) -> bytes:
    """Return one whole number as a varint."""
    return _varints(np.array([value], dtype=np.uint64))[0].tobytes()


def _deltas(values: Numbers) -> bytes:
    """Return numbers as varints of the differences between them."""
    return _varints(_zigzag(np.diff(values, prepend=0)))[0].tobytes()


def _field(number: int, content: bytes) -> bytes:
    """Return a field of bytes."""
    return _varint(number << 3 | LENGTH_DELIMITED) + _varint(len(content)) + content


def _number(number: int, value: int) -> bytes:
    """Return a field of one whole number."""
    return _varint(number << 3) + _varint(value)


def _blob(kind: bytes, content: bytes) -> bytes:
    """Return a block as it stands in the file."""
    packed = _number(2, len(content)) + _field(3, zlib.compress(content, ZLIB_LEVEL))
    header = _field(1, kind) + _number(3, len(packed))
    return struct.pack(">I", len(header)) + header + packed


def header_blob() -> bytes:
    """Return the head of a file whose objects are sorted."""
    features = b"".join(_field(4, name) for name in (b"OsmSchema-V0.6", b"DenseNodes"))
    return _blob(b"OSMHeader", features + _field(5, b"Sort.Type_then_ID") + _number(32, TIME_S))


class Strings:
    """All texts of a file: every block has the same table of them.

    Parameters
    ----------
    tags : sequence of dict
        Every set of tags that an object may have.
    roles : sequence of str
        Every role that a member may have.
    """

    def __init__(self, tags: Sequence[Tags], roles: Sequence[str] = ()) -> None:
        texts = ["", *(text for one in tags for pair in one.items() for text in pair), *roles]
        self._number = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        self._table = _field(1, b"".join(_field(1, text.encode()) for text in self._number))

    def __getitem__(self, text: str) -> int:
        """Return the number of a text."""
        return self._number[text]

    def block(self, group: bytes) -> bytes:
        """Return a block of one group of objects as it stands in the file."""
        return _blob(b"OSMData", self._table + _field(2, group))

    def of(self, tags: Tags) -> bytes:
        """Return tags as fields of a way or relation."""
        keys = b"".join(_varint(self[key]) for key in tags)
        values = b"".join(_varint(self[value]) for value in tags.values())
        return _field(2, keys) + _field(3, values)


def node_blobs(
    strings: Strings, ids: Numbers, lat: Numbers, lon: Numbers, tags: Sequence[tuple[Numbers, Tags]]
) -> Iterator[bytes]:
    """Yield nodes [1e-7 degrees]; of tags, those of the nodes at some positions."""
    # Per node: key, value, key, value, 0; nodes without tags are most, and have the 0 alone.
    texts: list[bytes] = [b"\0"] * len(ids)
    for positions, one in tags:
        pairs = b"".join(_varint(strings[text]) for pair in one.items() for text in pair)
        for position in positions.tolist():
            texts[position] = pairs + b"\0"
    for first in range(0, len(ids), PER_BLOCK):
        part = slice(first, first + PER_BLOCK)
        count = len(ids[part])
        info = _field(1, b"\1" * count) + _field(2, _deltas(TIME_S + ids[part] % 1000))
        dense = (
            _field(1, _deltas(ids[part]))
            + _field(5, info)
            + _field(8, _deltas(lat[part]))
            + _field(9, _deltas(lon[part]))
            + _field(10, b"".join(texts[part]))
        )
        yield strings.block(_field(2, dense))


def way_blobs(
    strings: Strings, first_id: int, refs: NDArray[np.int64], tags: Sequence[Tags]
) -> Iterator[bytes]:
    """Yield ways of equally many nodes, a row each; the sets of tags take turns."""
    info = _field(4, _number(1, 1) + _number(2, TIME_S))
    told = [strings.of(one) + info for one in tags]
    for first in range(0, len(refs), PER_BLOCK):
        rows = refs[first : first + PER_BLOCK]
        written, sizes = _varints(_zigzag(np.diff(rows, axis=1, prepend=0).ravel()))
        ends = np.cumsum(sizes.reshape(rows.shape).sum(axis=1))
        content, bounds = written.tobytes(), [0, *ends.tolist()]
        ids, id_sizes = _varints(
            np.arange(len(rows), dtype=np.uint64) + np.uint64(first_id + first)
        )
        id_content, id_bounds = ids.tobytes(), [0, *np.cumsum(id_sizes).tolist()]
        lengths = [_varint(size) for size in range(max(np.diff(bounds).tolist(), default=0) + 1)]
        ways = (
            b"\x08"
            + id_content[id_bounds[i] : id_bounds[i + 1]]
            + told[(first + i) % len(told)]
            + b"\x42"
            + lengths[bounds[i + 1] - bounds[i]]
            + content[bounds[i] : bounds[i + 1]]
            for i in range(len(rows))
        )
        yield strings.block(_joined(3, ways))


def _joined(number: int, contents: Iterator[bytes]) -> bytes:
    """Return many fields of the same number."""
    kind = _varint(number << 3 | LENGTH_DELIMITED)
    lengths: dict[int, bytes] = {}
    parts: list[bytes] = []
    for content in contents:
        size = len(content)
        if size not in lengths:
            lengths[size] = kind + _varint(size)
        parts += lengths[size], content
    return b"".join(parts)


def relation_blob(
    strings: Strings, relations: Sequence[tuple[int, Tags, Sequence[tuple[int, str]]]]
) -> bytes:
    """Return relations: id, tags, and ways as members with their roles."""
    return strings.block(
        b"".join(_field(4, _relation(strings, *relation)) for relation in relations)
    )


def _relation(strings: Strings, number: int, tags: Tags, ways: Sequence[tuple[int, str]]) -> bytes:
    """Return one relation."""
    roles = b"".join(_varint(strings[role]) for _, role in ways)
    members: Any = np.array([way for way, _ in ways], dtype=np.int64)
    return (
        _number(1, number)
        + strings.of(tags)
        + _field(4, _number(1, 1) + _number(2, TIME_S))
        + _field(8, roles)
        + _field(9, _deltas(members))
        + _field(10, bytes([MEMBER_WAY]) * len(ways))
    )
