"""Every format at once: the public one gives nothing away, and the same input the same bytes."""

from __future__ import annotations

import dataclasses
import importlib
import io
import json
import re
import zipfile
from functools import cache
from pathlib import Path

import pypdf
import pytest

from mobilkontor.core.choices import TIMETABLE_FORMATS
from mobilkontor.core.errors import OutputError
from mobilkontor.core.plan import Plan
from mobilkontor.scenario.model import Scenario
from mobilkontor.timetable.dated import Period
from mobilkontor.timetable_folder import dated_timetable, timetable_files
from mobilkontor.timetable_request import Request
from tests import small_scenario
from tests.outputs import example
from tests.timetable.plans import date

VEHICLES = {"ett": "polarfisken", "tva": "blixtfordonet"}
PERIOD = Period(date("2027-03-29"), 2)


def plan() -> Plan:
    """Return the plan over two weeks, its vehicles by names that no other text holds."""
    cycle = example.two_weeks()
    duties = (dataclasses.replace(it, vehicle=VEHICLES[it.vehicle]) for it in cycle.duties)
    return dataclasses.replace(cycle, duties=tuple(duties))


def scenario() -> Scenario:
    """Return a scenario of the example's places with two vehicles, a crew and overnight places."""
    keys = small_scenario.keys()
    vehicle = {"depot": "alfa", "crew": "nattugglorna", "cost_per_km_sek": 5}
    changes = {
        "depots": [{"place": "alfa"}],
        "overnight_places": [{"place": "delta", "cost_per_night_sek": 900}],
        "crews": [keys["crews"][0] | {"id": "nattugglorna"}],
        "vehicles": [vehicle | {"id": name} for name in VEHICLES.values()],
    }
    return small_scenario.scenario(changes, places=example.places())


@cache
def files(language: str = "sv", *, is_internal: bool = False) -> dict[str, bytes]:
    """Return every file of every format, written once."""
    return written(language, is_internal=is_internal)


def written(language: str = "sv", *, is_internal: bool = False) -> dict[str, bytes]:
    """Write every file of every format."""
    base = scenario()
    timetable = dated_timetable(base, None, plan(), Request(PERIOD, TIMETABLE_FORMATS, None))
    return timetable_files(
        base, timetable, TIMETABLE_FORMATS, language=language, is_internal=is_internal
    )


def text_of(name: str, content: bytes) -> str:
    """Return everything that a file says."""
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(part).decode() for part in archive.namelist())
    if name.endswith(".pdf"):
        reader = pypdf.PdfReader(io.BytesIO(content))
        return "\n".join([str(reader.metadata), *(page.extract_text() for page in reader.pages)])
    text = content.decode()
    return text.replace("\r\n ", "") if name.endswith(".ics") else text


SECRETS = (*VEHICLES.values(), "nattugglorna", "alfa", "delta", "epsilon", "15:55", "11:25")
"""Vehicles, crew, depot, overnight place, the place that stays closed, clock times of a drive."""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_public_version_gives_nothing_away(language: str) -> None:
    """No file says, or is called by, what is only for those who drive and plan."""
    for name, content in files(language).items():
        said = f"{name}\n{text_of(name, content)}".casefold()
        assert [secret for secret in SECRETS if secret in said] == []


def test_the_internal_version_has_what_the_public_one_has_not() -> None:
    """All of it is somewhere, so that the test above looks for the right words."""
    everything = files(is_internal=True).items()
    said = "\n".join(f"{name}\n{text_of(name, content)}" for name, content in everything).casefold()
    assert [secret for secret in SECRETS if secret not in said] == ["nattugglorna"]


@pytest.mark.parametrize("is_internal", [False, True])
def test_the_same_input_gives_the_same_bytes(is_internal: bool) -> None:
    """Written twice, every file is the same."""
    assert written(is_internal=is_internal) == files(is_internal=is_internal)


def test_a_pdf_knows_no_clock() -> None:
    """It has no dates of its own, and its id comes from what it shows."""
    content = files()["places/beta.pdf"]
    assert b"CreationDate" not in content
    metadata = pypdf.PdfReader(io.BytesIO(content)).metadata
    assert metadata is not None
    assert set(metadata) == {"/Title", "/Producer"}
    assert metadata.title == "Servicekontoret kommer till Beta"


def test_the_overview_leads_to_every_file_and_to_nothing_else() -> None:
    """Each link of the overview is a file of the set; each file but the overview is linked."""
    for is_internal in (False, True):
        found = files(is_internal=is_internal)
        links = re.findall(r'href="([^"]+)"', found["index.html"].decode())
        assert sorted(links) == sorted(set(found) - {"index.html"})


@pytest.mark.parametrize("formats", [("html",), ("pdf",), ("ics",)])
def test_an_overview_comes_with_posters_and_links_only_to_what_is_written(
    formats: tuple[str, ...],
) -> None:
    """Calendars alone need no overview; posters alone have one without other links."""
    base = scenario()
    timetable = dated_timetable(base, None, plan(), Request(PERIOD, formats, None))
    found = timetable_files(base, timetable, formats, language="sv", is_internal=False)
    suffixes = {Path(name).suffix for name in found if name != "index.html"}
    assert suffixes == {f".{formats[0]}"}
    assert ("index.html" in found) == (formats != ("ics",))


def test_a_missing_library_is_told_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pango, which WeasyPrint loads from the system, PDF is refused and HTML named."""

    def fail(name: str) -> None:
        msg = f"cannot load library 'libpango-1.0-0' for {name}"
        raise OSError(msg)

    monkeypatch.setattr(importlib, "import_module", fail)
    with pytest.raises(OutputError, match=r"E467 .*libpango-1\.0-0.*mobilkontor\[pdf\].*html"):
        written()


def test_every_format_writes_something() -> None:
    """No format is empty, and the places with visits are those of the plan."""
    names = set(files())
    assert {Path(name).suffix.lstrip(".") for name in names} >= set(TIMETABLE_FORMATS)
    features = json.loads(files()["timetable.geojson"])["features"]
    assert [feature["id"] for feature in features] == ["beta", "zeta"]
