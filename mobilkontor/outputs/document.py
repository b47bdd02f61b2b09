"""Put a page together as an HTML document: one file, or a file with its scripts and styles beside.

Both carry a content security policy, so the browser itself refuses every request and every script
that got in by a name. In one file the policy names the hash of each script and style. Where a
server's own policy forbids inline scripts altogether, ``page_files`` writes them as files.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from mobilkontor.outputs.assets import Asset
from mobilkontor.outputs.templates import templates

__all__ = ["Page", "one_file", "page_files"]

ASSET_FOLDER = "assets"
HASH_CHARS = 12


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that makes an HTML document.

    Attributes
    ----------
    language : str
        Code for the ``lang`` attribute.
    title : str
        Title, not yet escaped.
    body : Markup
        Escaped HTML between the body tags but the scripts.
    scripts, styles : tuple of Asset
        In order.
    image_hosts : tuple of str
        Hosts that pictures may come from, such as those of map tiles; none by default.
    referrer : str
        Referrer policy.
    """

    language: str
    title: str
    body: Markup
    scripts: tuple[Asset, ...]
    styles: tuple[Asset, ...]
    image_hosts: tuple[str, ...] = ()
    referrer: str = "no-referrer"


def one_file(page: Page) -> str:
    """Return the page as one document that needs no other file.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    str
        An HTML document.
    """
    return _document(
        page,
        inline=True,
        scripts=[Markup(asset.text) for asset in page.scripts],
        styles=[Markup(asset.text) for asset in page.styles],
        script_sources=[_policy_hash(asset.text) for asset in page.scripts],
        style_sources=[_policy_hash(asset.text) for asset in page.styles],
    )


def page_files(page: Page, path: Path, *, csp: bool) -> dict[Path, bytes]:
    """Return the files of a page.

    Parameters
    ----------
    page : Page
        The page.
    path : Path
        Where its document shall be.
    csp : bool
        Whether scripts and styles are files beside it, for a strict content security policy.

    Returns
    -------
    dict of Path to bytes
        Contents by path, the document first.
    """
    if not csp:
        return {path: one_file(page).encode()}
    scripts = [_file_name(asset) for asset in page.scripts]
    styles = [_file_name(asset) for asset in page.styles]
    document = _document(
        page,
        inline=False,
        scripts=[f"{ASSET_FOLDER}/{name}" for name in scripts],
        styles=[f"{ASSET_FOLDER}/{name}" for name in styles],
        script_sources=["'self'"] if scripts else [],
        style_sources=["'self'"] if styles else [],
    )
    assets = zip([*scripts, *styles], [*page.scripts, *page.styles], strict=True)
    folder = path.parent / ASSET_FOLDER
    return {path: document.encode()} | {folder / name: it.text.encode() for name, it in assets}


def _document(
    page: Page,
    *,
    inline: bool,
    scripts: Sequence[str],
    styles: Sequence[str],
    script_sources: Sequence[str],
    style_sources: Sequence[str],
) -> str:
    """Return the HTML document."""
    html = (
        templates()
        .get_template("document.html")
        .render(
            page=page,
            inline=inline,
            scripts=scripts,
            styles=styles,
            script_sources=" ".join(script_sources) or "'none'",
            style_sources=" ".join(style_sources) or "'none'",
            image_sources=" ".join(["data:", *page.image_hosts]),
        )
    )
    return f"{html}\n"


def _file_name(asset: Asset) -> str:
    """Return the name of an asset's file; other contents have another name, so none is stale."""
    path = Path(asset.name)
    digest = hashlib.sha256(asset.text.encode()).hexdigest()[:HASH_CHARS]
    return f"{path.stem}-{digest}{path.suffix}"


def _policy_hash(text: str) -> str:
    """Return the hash by which a content security policy allows a script or style."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
