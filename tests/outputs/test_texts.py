"""Both languages say everything, and write numbers as they should."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from mobilkontor.core.calendar import WEEKDAYS
from mobilkontor.core.goals import Goal
from mobilkontor.core.places import NAME_LANGUAGES, Confidence, RoadClass
from mobilkontor.core.places import Service as StateService
from mobilkontor.core.result import Scope, Status
from mobilkontor.indicators.indicator import Direction
from mobilkontor.indicators.registry import INDICATORS
from mobilkontor.outputs import texts as texts_module
from mobilkontor.outputs.assets import FOLDER
from mobilkontor.outputs.comparison.differences import Change
from mobilkontor.outputs.comparison.grounds import Ground
from mobilkontor.outputs.comparison.picture import SCRIPT_TEXTS
from mobilkontor.outputs.dated.rows import DUTY_COLUMNS, VISIT_COLUMNS
from mobilkontor.outputs.dated.workbook import LEFT_OUT
from mobilkontor.outputs.palette import VEHICLE_STYLES
from mobilkontor.outputs.report.charts import COST_KINDS, WORK_KINDS
from mobilkontor.outputs.report.groups import FREQUENCIES_WEEKS
from mobilkontor.outputs.report.paper import MEASURES, MEASURES_OF_ALL
from mobilkontor.outputs.report.proof import FIGURES
from mobilkontor.outputs.rhythm import Frequency
from mobilkontor.outputs.script_texts import script_texts
from mobilkontor.outputs.tables import COLUMNS
from mobilkontor.outputs.texts import LANGUAGES, texts_in
from mobilkontor.plan_index import PAGES
from mobilkontor.scenario import network_schema
from mobilkontor.scenario.seasons import SEASONS
from mobilkontor.timetable.closed_dates import ClosureKind
from mobilkontor.timetable.cycle import LineKind
from mobilkontor.timetable.dated import Standing

SOURCE = Path(texts_module.__file__).parent
SWEDISH, ENGLISH = (LANGUAGES[code].catalogue for code in ("sv", "en"))

PROVIDERS = [
    kind.model_fields["provider"].annotation.__args__[0]  # type: ignore[union-attr]
    for kind in (
        network_schema.RoadGraph,
        network_schema.RoadFile,
        network_schema.MatrixFile,
        network_schema.GreatCircle,
        network_schema.Osrm,
        network_schema.Valhalla,
    )
]


def fields(text: str) -> set[str]:
    """Return the named fields of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys() -> None:
    """No key is missing in either language."""
    assert set(SWEDISH) == set(ENGLISH)


@pytest.mark.parametrize("key", sorted(SWEDISH))
def test_a_text_has_the_same_fields_in_both_languages(key: str) -> None:
    """What is filled in is filled in in both languages, unless one of them has no use for it."""
    optional = {"place", "day", "open", "close", "vehicle"}
    assert fields(SWEDISH[key]) ^ fields(ENGLISH[key]) <= optional
    assert "  " not in SWEDISH[key] + ENGLISH[key]


def asked_for() -> set[str]:
    """Return every key that code and templates ask for, whole or made from parts."""
    code_files = (path for path in SOURCE.rglob("*.py") if "catalogues" not in path.parts)
    sources = [*code_files, *SOURCE.rglob("*.html"), *SOURCE.rglob("*.svg")]
    code = "\n".join(path.read_text("utf-8") for path in sources)
    schema = "".join(it.read_text("utf-8") for it in SOURCE.parent.glob("scenario/*_schema.py"))
    whole = set(re.findall(r"""\b(?:texts|t|self)\(\s*["']([\w.]+)["']\s*[,)]""", code))
    counted = re.findall(r"""one_or_many\(\s*["']([\w.]+)["']""", code)
    parts = {
        "weekday.": WEEKDAYS,
        "weekday_short.": WEEKDAYS,
        "weekdays.": WEEKDAYS,
        "count_word.": [str(count) for count in range(2, 13)],
        "provider.": PROVIDERS,
        "source.": re.findall(r'source="(not stated: [^"]+)"', schema),
        "parameter_part.": (*SEASONS, *RoadClass),
        "frequency.": Frequency,
        "season.": SEASONS,
        "csv.": (*COLUMNS, *DUTY_COLUMNS, *VISIT_COLUMNS),
        "csv.name_": NAME_LANGUAGES,
        "sheet.name_": NAME_LANGUAGES,
        "sheet.": sorted({*DUTY_COLUMNS, *VISIT_COLUMNS} - LEFT_OUT),
        "closure.": [kind for kind in ClosureKind if kind is not ClosureKind.HOLIDAY],
        "standing.": Standing,
        "language.": NAME_LANGUAGES,
        "service.": StateService,
        "plans.link.": PAGES,
        "index.kind.": ("html", "pdf", "ics", "xlsx", "csv", "geojson"),
        "event.": LineKind,
        "confidence.": Confidence,
        "population.": Confidence,
        "direction.": Direction,
        "indicator.": [entry.name for entry in INDICATORS],
        "formula.": [entry.name for entry in INDICATORS],
        "goal.": Goal,
        "report.": ("before", "after"),
        "report.every.": FREQUENCIES_WEEKS,
        "report.measure.": (*MEASURES, *MEASURES_OF_ALL),
        "report.meaning.": (*MEASURES, *MEASURES_OF_ALL),
        "report.cost.": (*COST_KINDS, "all"),
        "report.work.": WORK_KINDS,
        "report.proof.": FIGURES,
        "report.status.": [status.value.lower() for status in Status],
        "report.scope.": [scope.value.lower() for scope in Scope],
        "compare.change.": Change,
        "compare.fact.": (*Change, "met_visits", "cost_sek"),
        "compare.legend.": Change,
        "compare.ground.": Ground,
        "compare.script.": SCRIPT_TEXTS,
        "compare.": ("left", "right", "office", "office_new"),
        "unit.": [*(entry.unit for entry in INDICATORS), "%"],
    }
    return {
        *whole,
        *(f"{key}.{form}" for key in counted for form in ("one", "many")),
        *(f"{prefix}{value}" for prefix, values in parts.items() for value in values),
    }


def test_every_key_that_is_asked_for_exists() -> None:
    """Neither code nor templates ask for a text that the catalogue does not have."""
    assert asked_for() - set(SWEDISH) == set()


def test_every_text_is_asked_for() -> None:
    """No text stands in the catalogue that nothing shows."""
    free = ("reason.", "group.", "parameter.", "script.")
    left = {key for key in SWEDISH if not key.startswith(free)} - asked_for()
    assert left == set()


def test_every_text_of_a_script_is_asked_for() -> None:
    """The scripts of the pages name each text that is handed to them, and no other."""
    scripts = "".join(path.read_text("utf-8") for path in sorted(FOLDER.glob("*.js")))
    handed = set(script_texts(texts_in("sv")))
    asked = set(re.findall(r"texts\.(\w+)", scripts)) | set(
        re.findall(r'"((?:count|search|filter|hit)\.\w+)"', scripts)
    )
    assert asked == handed


def test_reasons_have_a_sentence_and_a_heading() -> None:
    """Each reason for no stop has a sentence and a heading."""
    reasons = {key.split(".")[1] for key in SWEDISH if key.startswith("reason.")}
    assert reasons == {key.split(".")[1] for key in SWEDISH if key.startswith("group.")}
    assert reasons == {
        *("uses_stop", "uses_office", "too_small", "excluded"),
        *("out_of_reach", "not_worth", "no_time", "not_needed"),
    }


def test_numbers_follow_the_language() -> None:
    """Decimal mark, thousands and minus are those of the language."""
    swedish, english = texts_in("sv"), texts_in("en")
    assert swedish.number(-1234567.891, 2) == "\u22121\u00a0234\u00a0567,89"
    assert english.number(-1234567.891, 2) == "\u22121,234,567.89"
    assert swedish.number(-0.001, 1) == "0,0"
    assert (swedish.figure(2000.0), swedish.figure(0.07)) == ("2\u00a0000", "0,07")
    assert swedish.percent(0.123) == "12,3\u00a0%"


def test_durations_and_days_are_words() -> None:
    """Durations have hours and minutes; days name their week if there are several."""
    swedish = texts_in("sv")
    assert swedish.duration(45 * 60) == "45\u00a0min"
    assert swedish.duration(65 * 60) == "1\u00a0h 05\u00a0min"
    assert swedish.day(0, "tue", 1) == "tisdag"
    assert swedish.day(1, "tue", 4) == "tisdag vecka 2"
    assert swedish.days([0, 2], "tue", 4) == "tisdagar vecka 1 och 3"
    assert swedish.days([0, 1, 2, 3], "tue", 4) == "tisdagar varje vecka"
    assert swedish.days([0, 1, 3], "tue", 4) == "tisdagar vecka 1, 2 och 4"
    assert swedish.days([0], "tue", 1) == "tisdag"
    assert texts_in("en").days([0, 2], "tue", 4) == "Tuesdays of weeks 1 and 3"


@pytest.mark.parametrize(
    ("weeks", "cycle", "per_cycle"),
    [
        (1, "en vecka", "i veckan"),
        (2, "två veckor", "på två veckor"),
        (8, "åtta veckor", "på åtta veckor"),
    ],
)
def test_the_length_of_a_cycle_is_told_in_words(weeks: int, cycle: str, per_cycle: str) -> None:
    """What is counted over several weeks never reads as if it were counted over one."""
    assert (texts_in("sv").cycle(weeks), texts_in("sv").per_cycle(weeks)) == (cycle, per_cycle)
    assert ("a week" in texts_in("en").per_cycle(weeks)) == (weeks == 1)


def test_colours_can_be_counted() -> None:
    """At least six vehicles can be told apart."""
    assert len({style.colour for style in VEHICLE_STYLES}) >= 6
