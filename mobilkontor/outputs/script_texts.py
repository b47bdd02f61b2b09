"""Hand the texts that a page's scripts write themselves from the catalogue to the page."""

from __future__ import annotations

from mobilkontor.outputs.texts import Texts

__all__ = ["script_texts"]

PREFIX = "script."


def script_texts(texts: Texts) -> dict[str, str]:
    """Return the texts of the map page's scripts.

    Parameters
    ----------
    texts : Texts
        The language.

    Returns
    -------
    dict of str to str
        Texts by key without its prefix; fields such as ``{count}`` are filled in by the scripts.
    """
    return {
        key.removeprefix(PREFIX): text
        for key, text in texts.catalogue.items()
        if key.startswith(PREFIX)
    }
