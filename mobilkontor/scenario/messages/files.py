"""Tell why a file cannot be read as text."""

from __future__ import annotations

from collections.abc import Iterable

from mobilkontor.scenario.messages.message import Message, did_you_mean, shown

__all__ = [
    "empty_file",
    "is_utf16",
    "no_such_file",
    "not_a_file",
    "not_utf8",
    "nul_bytes",
    "outside_folder",
    "too_large",
    "unreadable",
]


def _file_text(key: str | None, found: str) -> str:
    """Return how a message names a file: by the key that states it, or as the file itself."""
    return f"{key} is {shown(found)}, which" if key else "the file"


def no_such_file(key: str | None, found: str, known: Iterable[str]) -> Message:
    """Tell that a file does not exist."""
    hint = did_you_mean(found, known, "Check the name.")
    return Message("E170", f"{_file_text(key, found)} does not exist. {hint}")


def not_a_file(key: str | None, found: str) -> Message:
    """Tell that a path leads to no file."""
    return Message("E171", f"{_file_text(key, found)} is not a file. Give the name of a file.")


def unreadable(key: str | None, found: str, reason: str) -> Message:
    """Tell that the system will not read a file."""
    return Message(
        "E172",
        f"{_file_text(key, found)} cannot be read: {reason}. Check its name and permissions.",
    )


def too_large(key: str | None, found: str, size_mb: float, most_mb: float) -> Message:
    """Tell that a file is too large."""
    return Message(
        "E173",
        f"{_file_text(key, found)} has {size_mb:,.0f} MB; at most {most_mb:g} MB are read. Check "
        "the name.",
    )


def outside_folder(key: str, found: str, folder: str) -> Message:
    """Tell that a path leads out of the scenario's folder."""
    return Message(
        "E174",
        f"{key} is {shown(found)}, outside the folder of the scenario ({folder}). Copy the file "
        "into it and give a relative path.",
    )


def empty_file() -> Message:
    """Tell that a file is empty."""
    return Message("E175", "the file is empty. Check the name, or fill it.")


def nul_bytes() -> Message:
    """Tell that a file is binary."""
    return Message(
        "E176", "the file holds NUL bytes, so it is not text. Check the name; save it as UTF-8."
    )


def is_utf16() -> Message:
    """Tell that a file is UTF-16."""
    return Message("E177", "the file is UTF-16. Save it as UTF-8.")


def not_utf8(byte: int, as_latin1: str) -> Message:
    """Tell that a file is not UTF-8, and how it reads as Latin-1."""
    return Message(
        "E178",
        f"byte 0x{byte:02x} is not UTF-8; read as Latin-1 (Windows) it is {shown(as_latin1)}. Save "
        "the file as UTF-8.",
    )
