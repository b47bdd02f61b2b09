"""Own `extends`: a scenario file and the files it builds on become one tree of keys.

Mappings merge key by key, lists replace. A figure, a curve or another network provider replaces
the whole mapping, so that no number keeps the source of another. Paths of tables hold relative to
the file that states them; afterwards they are relative to the scenario's folder.
"""

from __future__ import annotations

import os
import posixpath

from mobilkontor.scenario.files import MAX_YAML_BYTES, Folder, NamedBy
from mobilkontor.scenario.messages import yaml as messages
from mobilkontor.scenario.problems import Position, ProblemList
from mobilkontor.scenario.yaml_file import Entry, read_yaml

__all__ = ["PATH_KEYS", "read_extended"]

MAX_FILES = 20
PATH_KEYS = {
    "tables": ("places", "municipalities", "offices"),
    "network": ("roads", "junctions", "mobile", "residents"),
}
REPLACED_WHOLE = ("value", "points", "sv", "en")
"""Keys of mappings that are one thing: a figure, a curve, a text in some languages."""


def read_extended(name: str, folder: Folder, problems: ProblemList) -> Entry | None:
    """Return the merged keys of a scenario file and all it extends.

    Parameters
    ----------
    name : str
        Name of the scenario file in its folder.
    folder : Folder
        The scenario's folder.
    problems : ProblemList
        Where problems go.

    Returns
    -------
    Entry or None
        The merged mapping; None if a file could not be read.
    """
    chain: list[str] = []
    entries: list[Entry] = []
    relative: str | None = name
    named_by: NamedBy | None = None
    while relative is not None:
        if len(chain) == MAX_FILES:
            problems.add(Position(folder.shown(chain[0])), messages.extends_too_long(MAX_FILES))
            return None
        chain.append(relative)
        text = folder.read_text(relative, MAX_YAML_BYTES, named_by, is_hashed=False)
        entry = read_yaml(text, folder.shown(relative), problems) if text is not None else None
        if entry is None:
            return None
        entries.append(_with_paths_from_root(entry, posixpath.dirname(relative)))
        is_ok, relative = _base_of(entry, chain, folder, problems)
        if not is_ok:
            return None
        named_by = NamedBy("extends", entry.position_at(("extends",)))
    merged = entries.pop()
    while entries:
        merged = _merge(merged, entries.pop())
    return merged


def _base_of(
    entry: Entry, chain: list[str], folder: Folder, problems: ProblemList
) -> tuple[bool, str | None]:
    """Return whether `extends` can be followed, and the file it names, if any."""
    extends = entry.get("extends")
    if extends is None or not isinstance(extends.value, str):
        return True, None
    base = _from_root(extends.value, posixpath.dirname(chain[-1]))
    if not folder.check_inside(base, NamedBy("extends", extends.position)):
        return False, None
    if base in chain:
        problems.add(extends.position, messages.extends_cycle([*chain, base]))
        return False, None
    return True, base


def _from_root(path: str, directory: str) -> str:
    """Return a path of a file in a directory as a path from the root."""
    return path if os.path.isabs(path) else posixpath.normpath(posixpath.join(directory, path))


def _with_paths_from_root(entry: Entry, directory: str) -> Entry:
    """Return the mapping with the paths of tables relative to the root."""
    if not isinstance(entry.value, dict):
        return entry
    sections = dict(entry.value)
    for section, keys in PATH_KEYS.items():
        found = sections.get(section)
        if found is None or not isinstance(found.value, dict):
            continue
        rewritten = dict(found.value)
        for key in keys:
            path = rewritten.get(key)
            if path is not None and isinstance(path.value, str) and path.value:
                rewritten[key] = Entry(_from_root(path.value, directory), path.position)
        sections[section] = Entry(rewritten, found.position)
    return Entry(sections, entry.position)


def _merge(base: Entry, top: Entry) -> Entry:
    """Return the base with the keys of the top laid over it."""
    if not isinstance(base.value, dict) or not isinstance(top.value, dict):
        return top
    if any(key in top.value for key in REPLACED_WHOLE) or _is_other_provider(base, top):
        return top
    merged = dict(base.value)
    for key, entry in top.value.items():
        below = base.value.get(key)
        merged[key] = _merge(below, entry) if below is not None else entry
    return Entry(merged, top.position)


def _is_other_provider(base: Entry, top: Entry) -> bool:
    """Tell whether two mappings name different network providers, whose keys do not mix."""
    before, after = base.get("provider"), top.get("provider")
    return before is not None and after is not None and before.value != after.value
