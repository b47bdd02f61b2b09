"""A PDF shows its page and does nothing else."""

from __future__ import annotations

import io
import socket

import pypdf
import pytest
from markupsafe import Markup

from mobilkontor.outputs.dated.pdf import pdf_bytes
from mobilkontor.outputs.dated.poster import poster_page
from mobilkontor.outputs.document import Page
from tests.outputs.dated.shows import HOSTILE, shown


def test_a_poster_is_one_tagged_page_of_a4_in_its_language() -> None:
    """As those need it who print it, and those who have it read to them."""
    by = shown(language="en")
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(poster_page(by, by.places["beta"]))))
    (page,) = reader.pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    catalogue = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "en"
    assert catalogue["/MarkInfo"]["/Marked"]
    text = page.extract_text()
    assert "The service office comes to" in text
    assert "Next visit Monday 5 April." in text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_makes_nothing_happen(name: str) -> None:
    """There is no script, no link and no action, whatever a place is called."""
    by = shown(names={"beta": name})
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(poster_page(by, by.places["beta"]))))
    catalogue = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(catalogue)
    assert not [page for page in reader.pages if "/Annots" in page or "/AA" in page]


def test_no_address_is_fetched() -> None:
    """Even a page that has an address asks no server for anything."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        body = Markup(f'<img src="http://127.0.0.1:{port}/x.png" alt="">')
        assert pdf_bytes(Page("sv", "t", body, (), ())).startswith(b"%PDF-")
        with pytest.raises(TimeoutError, match="timed out"):
            server.accept()
