"""Find the settings in which the scenarios of plans differ, key by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["SettingRow", "setting_rows"]


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting that is not the same everywhere.

    Attributes
    ----------
    key : str
        Where it stands in the scenario.
    values : tuple of str or None
        What each scenario says; None where it does not have it.
    """

    key: str
    values: tuple[str | None, ...]


def setting_rows(settings: Sequence[Mapping[str, str]]) -> tuple[SettingRow, ...]:
    """Return the settings that differ.

    Parameters
    ----------
    settings : sequence of mapping of str to str
        Settings of each scenario by key. A key that others begin with stands for an entry of a
        list, and holds all of it.

    Returns
    -------
    tuple of SettingRow
        In the order in which the scenarios first name them. An entry that a scenario does not have
        is one row; an entry that all have is told by what differs in it.
    """
    keys = list(dict.fromkeys(key for entry in settings for key in entry))
    known = set(keys)
    entries = {up for key in keys for up in _above(key) if up in known}
    rows = [SettingRow(key, tuple(entry.get(key) for entry in settings)) for key in keys]
    missing = {row.key for row in rows if row.key in entries and None in row.values}
    return tuple(
        row
        for row in rows
        if len(set(row.values)) > 1
        and missing.isdisjoint(_above(row.key))
        and (row.key in missing or row.key not in entries)
    )


def _above(key: str) -> list[str]:
    """Return the keys that a key lies below."""
    parts = key.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]
