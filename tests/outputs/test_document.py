"""A page is one file, or has its scripts and styles beside it; its policy allows just these."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from mobilkontor.outputs.assets import Asset
from mobilkontor.outputs.document import Page, one_file, page_files

PAGE = Page(
    "sv",
    "A <b> & B",
    Markup("<p>text</p>"),
    (Asset("one.js", "let one = 1;"), Asset("two.js", "let two = 2;")),
    (Asset("page.css", "p { color: red }"),),
)


def test_one_file_needs_no_other() -> None:
    """Scripts and styles stand in the document, and the policy has their hashes."""
    html = one_file(PAGE)
    assert "<script>let one = 1;</script>" in html
    assert "<style>p { color: red }</style>" in html
    assert "<title>A &lt;b&gt; &amp; B</title>" in html
    assert html.count("'sha256-") == 3
    assert "unsafe-inline" not in html


def test_files_beside_have_no_inline_script() -> None:
    """With --csp nothing is inline, and every file that is named is written."""
    document, *assets = page_files(PAGE, Path("out/map.html"), csp=True).items()
    html = document[1].decode()
    assert document[0] == Path("out/map.html")
    assert "<script>" not in html
    assert "<style>" not in html
    assert "script-src 'self'; style-src 'self';" in html
    assert [path.parent for path, _ in assets] == [Path("out/assets")] * 3
    assert all(f"assets/{path.name}" in html for path, _ in assets)
    assert assets[0][1] == b"let one = 1;"


def test_another_text_has_another_file_name() -> None:
    """A browser that keeps a file never shows an old script with a new page."""
    changed = Page("sv", "t", Markup(""), (Asset("one.js", "let one = 3;"),), ())
    names = [
        [path.name for path in page_files(page, Path("map.html"), csp=True)]
        for page in (PAGE, changed)
    ]
    assert names[0][1].startswith("one-")
    assert names[1][1].startswith("one-")
    assert names[0][1] != names[1][1]


def test_a_page_without_scripts_allows_none() -> None:
    """Where there is no script the policy allows no script at all."""
    assert "script-src 'none'" in one_file(Page("sv", "t", Markup(""), (), PAGE.styles))
