"""Make file names of ids that may hold anything: short, plain ASCII, and never the same twice."""

from __future__ import annotations

import hashlib
import re
import unicodedata

__all__ = ["file_name"]

MAX_CHARS = 40
HASH_CHARS = 8
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows keeps for itself."""


def file_name(text: str) -> str:
    """Return a file name, without its ending, for an id.

    An id that is a good name is kept. Any other is turned into one and marked by a hash of the id,
    so that two ids differ and an id has the same name in every set.

    Parameters
    ----------
    text : str
        The id.

    Returns
    -------
    str
        Small letters, digits and dashes.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_CHARS]
    if plain == text and not RESERVED.fullmatch(plain):
        return plain
    digest = hashlib.sha256(text.encode()).hexdigest()[:HASH_CHARS]
    return f"{plain}-{digest}" if plain else digest
