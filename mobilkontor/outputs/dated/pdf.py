"""Print a page as PDF with WeasyPrint, an optional package that needs Pango from the system.

It is asked for by name when a PDF is wanted, because it takes half a second to load and is not
there everywhere. It fetches nothing, and writes no time and no chance into the file.
"""

from __future__ import annotations

import hashlib
import importlib
from typing import Any

from mobilkontor.core.errors import OutputError
from mobilkontor.outputs.document import Page, one_file

__all__ = ["pdf_bytes"]


def pdf_bytes(page: Page) -> bytes:
    """Return a page as a PDF file.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    OutputError
        If WeasyPrint or what it needs is missing.
    """
    html = one_file(page)
    weasyprint = _weasyprint()
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
    document = weasyprint.HTML(string=html, url_fetcher=nothing)
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    return bytes(document.write_pdf(pdf_identifier=identifier, pdf_tags=True))


def _weasyprint() -> Any:  # noqa: ANN401
    """Return the package; without Pango it cannot even be imported."""
    try:
        return importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        reason = str(error).splitlines()[0]
        msg = (
            f"E467 PDF cannot be written: WeasyPrint or a library it needs is missing ({reason}). "
            "Install them: pip install 'mobilkontor[pdf]', and apt-get install libpango-1.0-0 "
            "libpangoft2-1.0-0 libharfbuzz-subset0 (Debian, Ubuntu). Or ask for html, and print "
            "the posters from a browser."
        )
        raise OutputError(msg) from error
