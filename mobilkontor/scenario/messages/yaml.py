"""Tell what is wrong with a file as YAML, and with files that extend each other."""

from __future__ import annotations

from collections.abc import Iterable

from mobilkontor.scenario.messages.message import Message, shown

__all__ = [
    "alias_in_itself",
    "duplicate_key",
    "extends_cycle",
    "extends_too_long",
    "key_not_text",
    "merge_key",
    "nested_too_deep",
    "not_a_mapping",
    "not_finite",
    "not_yaml",
    "tab_in_yaml",
    "tag_in_yaml",
    "too_many_values",
    "unprintable_text",
]


def duplicate_key(key: str, first_line: int) -> Message:
    """Tell that a key is given twice."""
    return Message("E108", f"{key} is given twice, first in line {first_line}. Remove one of them.")


def not_finite(key: str, found: str) -> Message:
    """Tell that a number is infinite, none at all, or endless."""
    return Message(
        "E109", f"{key} is {shown(found)}; it must be a number of at most 300 digits. Correct it."
    )


def not_yaml(reason: str, begin_line: int | None) -> Message:
    """Tell that a file is not YAML, and where the part begins."""
    begin = f", in what begins in line {begin_line}" if begin_line is not None else ""
    text = shown(reason)[1:-1]
    return Message("E180", f"this is not YAML: {text}{begin}. Correct the line.")


def tab_in_yaml() -> Message:
    """Tell that a tab stands for spaces."""
    return Message("E181", "a tab stands where YAML needs spaces. Replace it with spaces.")


def tag_in_yaml(key: str, tag: str) -> Message:
    """Tell that a value has a tag."""
    return Message("E182", f"{key} has the tag {shown(tag)}; tags are not read. Remove it.")


def too_many_values(most: int) -> Message:
    """Tell that aliases write out to too much."""
    return Message(
        "E183",
        f"the file holds more than {most:,} values when its aliases (*name) are written out. "
        "Remove aliases of aliases.",
    )


def alias_in_itself(key: str) -> Message:
    """Tell that an alias is part of itself."""
    return Message("E184", f"{key} is an alias of something it is part of. Write it out.")


def nested_too_deep() -> Message:
    """Tell that a file is nested too deep."""
    return Message("E185", "brackets or indents are nested too deep. Flatten the file.")


def not_a_mapping(found: object) -> Message:
    """Tell that a file holds no keys."""
    return Message(
        "E186", f"the file holds {shown(found)}; it must hold keys and values. Write `key: value`."
    )


def key_not_text(key: str, found: object) -> Message:
    """Tell that a key is no name."""
    where = f" in {key}" if key else ""
    return Message("E187", f"a key{where} is {shown(found)}; keys are names. Rename or quote it.")


def extends_cycle(chain: Iterable[str]) -> Message:
    """Tell that files extend each other in a circle."""
    return Message("E188", f"extends goes in a circle: {' > '.join(chain)}. Remove one of them.")


def extends_too_long(most: int) -> Message:
    """Tell that too many files extend each other."""
    return Message("E189", f"more than {most} files extend each other. Merge some of them.")


def merge_key(key: str) -> Message:
    """Tell that a merge key is used."""
    return Message("E190", f"{key} is a merge key, which is not read. Write the keys out.")


def unprintable_text(key: str, found: str) -> Message:
    """Tell that a text cannot be printed."""
    return Message(
        "E191", f"{key} is {shown(found)}, with characters that cannot be printed. Remove them."
    )
