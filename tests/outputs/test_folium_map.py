"""The map page needs no network, is the same each time, and takes names for what they are."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from html.parser import HTMLParser

import pytest

from mobilkontor.core.calendar import make_horizon
from mobilkontor.core.plan import Plan
from mobilkontor.outputs.document import one_file
from mobilkontor.outputs.facts import PageFacts
from mobilkontor.outputs.folium_map import render_map
from mobilkontor.outputs.page import render_popups
from mobilkontor.outputs.texts import texts_in
from mobilkontor.outputs.views import view_map
from tests.outputs import example

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}${alert(1)}`",
    "\u202eeniM \U0001f600" + "x" * 500,
)


class Reader(HTMLParser):
    """Collects tags, attributes and the texts of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, str]] = []
        self.text = ""
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.tags.append((tag, dict(attrs)))
        self._inside = tag if tag in ("script", "style") else self._inside

    def handle_endtag(self, tag: str) -> None:
        """Leave a script or style."""
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if self._inside:
            self.blocks.append((self._inside, data))
        else:
            self.text += data


def drawn(plan: Plan, facts: PageFacts, language: str) -> str:
    """Return the page of a plan in one file."""
    texts = texts_in(language)
    return one_file(render_map(plan, example.claims(), example.origin(), facts, texts))


def page(language: str = "sv", names: dict[str, str] | None = None) -> str:
    """Return the page of the example, with other names for some places."""
    facts = example.facts()
    facts = dataclasses.replace(facts, setting=example.with_names(facts.setting, names or {}))
    return drawn(example.plan(), facts, language)


def read(html: str) -> Reader:
    """Return what a parser finds in a page."""
    reader = Reader()
    reader.feed(html)
    return reader


def test_the_same_plan_gives_the_same_page() -> None:
    """No random id and no time of day is in the page."""
    assert page() == page()
    assert not re.search(r"_[0-9a-f]{32}", page())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_has_language_and_title(language: str) -> None:
    """The document says its language and its title, and may be zoomed."""
    html = page(language)
    tags = dict(read(html).tags)
    assert tags["html"] == {"lang": language}
    assert "<title>Exempel med två bussar</title>" in html
    assert "user-scalable" not in html


def test_nothing_is_fetched() -> None:
    """No element has an address, no style has a url, and no script is loaded by name."""
    found = read(page())
    assert not [tag for tag, attrs in found.tags if {"src", "srcset", "data"} & set(attrs)]
    assert {attrs["href"][:1] for _, attrs in found.tags if attrs.get("href")} == {"#"}
    assert not [tag for tag, _ in found.tags if tag in ("link", "img", "iframe", "object", "base")]
    styles = "".join(text for kind, text in found.blocks if kind == "style")
    assert "url(" not in styles
    assert "@import" not in styles
    assert "sourceMappingURL" not in page()


def test_the_policy_names_every_script_and_style() -> None:
    """The content security policy allows just the scripts and styles that are in the page."""
    found = read(page())
    (policy,) = [
        attrs["content"] or ""
        for tag, attrs in found.tags
        if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert "unsafe" not in policy
    hashes = {
        "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
        for _, text in found.blocks
    }
    assert set(re.findall(r"'sha256-[^']+'", policy)) == hashes
    assert not [tag for tag, attrs in found.tags if "style" in attrs]
    assert not [tag for tag, attrs in found.tags if any(name.startswith("on") for name in attrs)]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_text(name: str) -> None:
    """A name made of markup adds no element and no script, wherever it is shown."""
    plain, hostile = read(page()), read(page(names={"beta": name, "zeta": name, "delta": name}))
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in plain.tags]
    assert name in hostile.text
    assert len(hostile.blocks) == len(plain.blocks)


def test_the_facts_stand_in_tables() -> None:
    """What the map shows also stands in text: clock times, nights, reasons, assumptions."""
    text = read(page()).text
    for fact in (
        "12:10–15:10",
        "11:25–11:55",
        "Övernattning: Delta",
        "Åter vid depån: Alfa",
        "Tiden räcker inte: andra stopp ger större nytta",
        "Invånarna har nära till stoppet i Gamma",
        "Högst 0,3\u00a0% under bästa möjliga",
        "Antaget",
        "≈\u00a060",
        "12\u00a0020 kr",
        "100 → 0",
    ):
        assert fact in text


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("weeks", [1, 4])
def test_a_plan_without_duties_is_a_page_too(language: str, weeks: int) -> None:
    """A plan that stays at home is drawn, with its places and without a division by zero."""
    plan = Plan(make_horizon(weeks, ("mon", "tue")), (), (), (), ())
    html = drawn(plan, example.facts(), language)
    assert "</html>" in html


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_cycle_is_the_same_page_each_time(language: str) -> None:
    """A cycle of two weeks gives the same bytes twice, and counts nothing by the week."""
    first, again = (drawn(example.two_weeks(), example.facts(), language) for _ in range(2))
    assert first == again
    reader = Reader()
    reader.feed(first)
    counted, weekly = {
        "sv": ("fler besök möts på två veckor", ("kr i veckan", "besök i veckan", "h i veckan")),
        "en": ("met per cycle of two weeks", ("SEK a week", "visits a week", "h a week")),
    }[language]
    assert counted in reader.text
    assert not any(text in reader.text for text in weekly)


def test_many_vehicles_are_told_apart_by_number() -> None:
    """Where colours come back, panel, legend and stops have the numbers of the vehicles."""
    facts = example.facts()
    more = [dataclasses.replace(facts.setting.vehicles[0], id=f"buss-{n}") for n in range(28)]
    setting = dataclasses.replace(facts.setting, vehicles=(*facts.setting.vehicles, *more))
    html = drawn(example.plan(), dataclasses.replace(facts, setting=setting), "sv")
    told = "siffran, formen och färgen visar fordonet"
    assert told in html
    assert ">30</text>" in html
    assert told not in page()


def test_popups_tell_what_is_known_of_a_place() -> None:
    """Visits with clock times, users, nights, offices and reasons stand in the popups."""
    view = view_map(example.plan(), example.facts())
    popups = dict(zip(view.places, render_popups(view, texts_in("sv")), strict=True))
    assert "räknas som stängt i planen" in popups["gamma"]
    assert "torsdag" not in popups["beta"]
    for fact in ("måndag, öppet 09:00–11:00", "tisdag, öppet 09:25–11:25", "Delta (20\u00a0min)"):
        assert fact in popups["beta"]
    assert "Övernattning efter:\nmåndag (ett)" in popups["delta"]
    assert "Depå för ett, tva" in popups["alfa"]
    assert "≈\u00a060 (uppskattning)" in popups["epsilon"]
    assert "Möjlig övernattning" in popups["zeta"]
    assert "<b>Inget stopp.</b> Tiden räcker inte" in popups["zeta"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_text_in_a_popup(name: str) -> None:
    """Popups hold their names as text, although the page puts them in as markup."""
    facts = example.facts()
    setting = example.with_names(facts.setting, dict.fromkeys(example.IDS, name))
    view = view_map(example.plan(), dataclasses.replace(facts, setting=setting))
    for popup in render_popups(view, texts_in("en")):
        found = read(popup)
        assert {tag for tag, _ in found.tags} <= {
            *("h3", "p", "b", "ul", "li", "span"),
            *("dl", "dt", "dd"),
        }
        assert all(set(attrs) <= {"class"} for _, attrs in found.tags)
        assert name in found.text
