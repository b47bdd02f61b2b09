"""Own YAML: text to a tree of entries that know their file and line.

The tree is built from composed nodes, so no tag ever constructs an object, and the number of
values is limited after aliases are written out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from mobilkontor.scenario.characters import is_harmless
from mobilkontor.scenario.messages import yaml as messages
from mobilkontor.scenario.messages.files import empty_file
from mobilkontor.scenario.messages.message import shown
from mobilkontor.scenario.problems import Position, ProblemList

__all__ = ["Entry", "KeyPath", "key_text", "read_yaml"]

MAX_VALUES = 100_000
MAX_DEPTH = 40
MAX_DIGITS = 300
TAG_PREFIX = "tag:yaml.org,2002:"

KeyPath = tuple[str | int, ...]
Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the file and where it stands.

    Attributes
    ----------
    value : scalar, list of Entry or dict of str to Entry
        What is written there.
    position : Position
        Where its key, or the value itself in a list, stands.
    is_told : bool
        Whether a problem of the value has been told, so that nobody tells another one.
    """

    value: Scalar | list[Entry] | dict[str, Entry]
    position: Position
    is_told: bool = False

    def plain(self) -> object:
        """Return the value without positions."""
        if isinstance(self.value, dict):
            return {key: entry.plain() for key, entry in self.value.items()}
        if isinstance(self.value, list):
            return [entry.plain() for entry in self.value]
        return self.value

    def get(self, *path: str | int) -> Entry | None:
        """Return the entry at a path below this one, or None."""
        entry: Entry | None = self
        for step in path:
            if entry is None:
                return None
            entry = entry.child(step)
        return entry

    def position_at(self, path: KeyPath) -> Position:
        """Return where a path stands, or the nearest thing above it that stands anywhere."""
        entry = self
        for step in path:
            child = entry.child(step)
            if child is None:
                break
            entry = child
        return entry.position

    def child(self, step: str | int) -> Entry | None:
        """Return the entry under a key or at an index, or None."""
        if isinstance(self.value, dict) and isinstance(step, str):
            return self.value.get(step)
        if isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            return self.value[step]
        return None


def key_text(path: KeyPath) -> str:
    """Return a key path as messages write it, such as ``vehicles[0].depot``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            name = shown(step)[1:-1]
            text += f".{name}" if text else name
    return text


def read_yaml(text: str, file: str, problems: ProblemList) -> Entry | None:
    """Return the mapping that a YAML file holds, or None after adding a problem.

    Parameters
    ----------
    text : str
        Content of the file.
    file : str
        Its name for messages.
    problems : ProblemList
        Where problems go; some of them (a duplicate key, a tag) still leave an entry.

    Returns
    -------
    Entry or None
        The mapping at the top of the file.
    """
    node = _compose(text, file, problems)
    if node is None:
        return None
    try:
        entry = _Builder(file, problems).build(node, (), Position(file, 1))
    except _TooManyValuesError:
        problems.add(Position(file), messages.too_many_values(MAX_VALUES))
        return None
    except _TooDeepError as error:
        problems.add(Position(file, error.line), messages.nested_too_deep())
        return None
    if not isinstance(entry.value, dict):
        line = node.start_mark.line + 1
        problems.add(Position(file, line), messages.not_a_mapping(entry.plain()))
        return None
    return entry


def _compose(text: str, file: str, problems: ProblemList) -> Node | None:
    """Return the node tree of the only document in a text."""
    parser = YAML(typ="safe", pure=True)
    try:
        node: Node | None = parser.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 0
        reason = " ".join(str(error.problem or error.context).split())
        begin = error.context_mark.line + 1 if error.context_mark is not None else line
        is_tab = "\\t" in reason
        message = (
            messages.tab_in_yaml()
            if is_tab
            else messages.not_yaml(reason, begin if begin != line else None)
        )
        problems.add(Position(file, line), message)
        return None
    except YAMLError as error:
        reason = " ".join(str(error).split())
        problems.add(Position(file), messages.not_yaml(reason, None))
        return None
    except RecursionError:
        problems.add(Position(file), messages.nested_too_deep())
        return None
    if node is None:
        problems.add(Position(file), empty_file())
    return node


class _TooManyValuesError(Exception):
    """Aliases of aliases write out to more values than are read."""


class _TooDeepError(Exception):
    """Values are nested deeper than any scenario needs."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(line)


class _Builder:
    """Turns nodes into entries; counts values, and finds aliases of what they are part of."""

    def __init__(self, file: str, problems: ProblemList) -> None:
        self._file = file
        self._problems = problems
        self._num_values = 0
        self._open_nodes: list[Node] = []

    def build(self, node: Node, path: KeyPath, position: Position) -> Entry:
        """Return the entry of a node, whose key stands at a position."""
        self._num_values += 1
        if self._num_values > MAX_VALUES:
            raise _TooManyValuesError
        if any(node is open_node for open_node in self._open_nodes):
            self._problems.add(position, messages.alias_in_itself(key_text(path) or "the file"))
            return Entry(None, position, is_told=True)
        if len(self._open_nodes) > MAX_DEPTH:
            raise _TooDeepError(position.line)
        if isinstance(node, ScalarNode):
            num_problems = len(self._problems)
            value = self._scalar(node, path)
            return Entry(value, position, is_told=len(self._problems) > num_problems)
        tag = str(node.tag)
        if tag not in (f"{TAG_PREFIX}map", f"{TAG_PREFIX}seq"):
            self._problems.add(
                self._position(node), messages.tag_in_yaml(key_text(path) or "the file", tag)
            )
        self._open_nodes.append(node)
        try:
            if isinstance(node, MappingNode):
                return Entry(self._mapping(node, path), position)
            return Entry(self._items(node, path), position)
        finally:
            self._open_nodes.pop()

    def _position(self, node: Node) -> Position:
        return Position(self._file, node.start_mark.line + 1)

    def _items(self, node: Node, path: KeyPath) -> list[Entry]:
        return [
            self.build(item, (*path, index), self._position(item))
            for index, item in enumerate(node.value)
        ]

    def _mapping(self, node: MappingNode, path: KeyPath) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for key_node, value_node in node.value:
            position = self._position(key_node)
            if not isinstance(key_node, ScalarNode):
                found: object = {} if isinstance(key_node, MappingNode) else []
                self._problems.add(position, messages.key_not_text(key_text(path), found))
                continue
            key = key_node.value
            if str(key_node.tag) == f"{TAG_PREFIX}merge":
                self._problems.add(position, messages.merge_key(key_text((*path, key))))
                continue
            if str(key_node.tag) != f"{TAG_PREFIX}str":
                self._problems.add(position, messages.key_not_text(key_text(path), key))
                continue
            if key in entries:
                first = entries[key].position.line
                self._problems.add(position, messages.duplicate_key(key_text((*path, key)), first))
                continue
            entries[key] = self.build(value_node, (*path, key), position)
        return entries

    def _scalar(self, node: ScalarNode, path: KeyPath) -> Scalar:
        """Return text, number, truth value or None, adding a problem for anything else."""
        tag, text = str(node.tag).removeprefix(TAG_PREFIX), str(node.value)
        position = self._position(node)
        if tag == "null":
            return None
        if tag == "bool":
            return text.casefold() == "true"
        if tag in ("int", "float"):
            number = _number(text, is_whole=tag == "int")
            if number is None:
                self._problems.add(position, messages.not_finite(key_text(path), text))
            return number
        if tag not in ("str", "timestamp"):
            self._problems.add(position, messages.tag_in_yaml(key_text(path), str(node.tag)))
        return self._text(text, path, position)

    def _text(self, text: str, path: KeyPath, position: Position) -> str:
        # Line ends belong to long descriptions; other control characters only do harm.
        if is_harmless(text.replace("\n", " ").replace("\t", " ")):
            return text
        self._problems.add(position, messages.unprintable_text(key_text(path), text))
        return "".join(c if c.isprintable() else "?" for c in text)


def _number(text: str, *, is_whole: bool) -> int | float | None:
    """Return the number a YAML scalar writes, or None if it is not finite or absurdly long."""
    digits = text.replace("_", "")
    if len(digits) > MAX_DIGITS:
        return None
    try:
        if is_whole:
            is_prefixed = digits.lstrip("+-")[:2].lower() in ("0x", "0o", "0b")
            return int(digits, 0 if is_prefixed else 10)
        number = float(digits)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
