"""Text from data files does no harm where it is printed."""

from __future__ import annotations

import json

import pytest

from mobilkontor.core.terminal import for_terminal
from mobilkontor.outputs.escape import for_csv, for_html, for_script


def test_markup_stands_for_itself() -> None:
    """Tags and quotes are written as characters, not as markup."""
    assert for_html("<script>alert('1')</script> & \"x\"") == (
        "&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt; &amp; &quot;x&quot;"
    )


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1"]
)
def test_a_formula_is_told_from_text(text: str) -> None:
    """A cell that begins like a formula, also after blanks, gets an apostrophe in front."""
    assert for_csv(text).startswith("'")


def test_a_cell_keeps_to_its_line() -> None:
    """Line ends inside a cell become blanks, and plain text stays as it is."""
    assert for_csv("a\r\nb") == "a  b"
    assert for_csv("Över-Kalix =1") == "Över-Kalix =1"


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)", "<!--", "\u2028", "' & \" \\", "åäö"]
)
def test_script_data_cannot_end_its_script(text: str) -> None:
    """Data inside a script element holds no angle bracket and reads back as it was."""
    written = for_script({"name": text})
    assert not set("<>&'\u2028") & set(written)
    assert json.loads(written) == {"name": text}


def test_a_terminal_gets_no_control_characters() -> None:
    """Escape sequences, bells, line ends and direction marks are taken out."""
    assert for_terminal("a\x1b[31mb\x07\nc\u202ed\x9b1m") == "a[31mb cd1m"
