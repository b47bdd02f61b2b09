"""Give the texts of one language, and its numbers and dates as the locale writes them.

Catalogues hold every text once by key; a missing key is a defect and raises ``KeyError``.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from mobilkontor.core.units import MINUTES_PER_HOUR, SECONDS_PER_MINUTE
from mobilkontor.outputs.catalogues.catalogue import ENGLISH, SWEDISH

__all__ = ["LANGUAGES", "Texts", "texts_in"]

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of one language with its locale.

    Attributes
    ----------
    language : str
        Code for the ``lang`` attribute.
    catalogue : mapping of str to str
        Texts by key, with named fields in braces.
    locale : Locale
        How numbers and dates are written.
    """

    language: str
    catalogue: Mapping[str, str]
    locale: Locale

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key, with its fields filled in."""
        return self.catalogue[key].format(**values)

    def one_or_many(self, key: str, count: int, **values: object) -> str:
        """Return the text of ``key.one`` or ``key.many``, with ``{count}``, or it as ``{word}``."""
        form = "one" if count == 1 else "many"
        word = self.count_word(count)
        return self(f"{key}.{form}", count=self.number(count), word=word, **values)

    def sentence(self, text: str) -> str:
        """Return a text with a capital letter at its start."""
        return text[:1].upper() + text[1:]

    def cycle(self, weeks: int) -> str:
        """Return the length of a cycle, such as ``one week``."""
        if weeks == 1:
            return self("cycle.one")
        return self("cycle.many", count=self.count_word(weeks))

    def per_cycle(self, weeks: int) -> str:
        """Return what counts over a cycle are counted by, such as ``a week``."""
        if weeks == 1:
            return self("per_cycle.one")
        return self("per_cycle.many", count=self.count_word(weeks))

    def count_word(self, count: int) -> str:
        """Return a small number in words, a greater one in figures."""
        key = f"count_word.{count}"
        return self(key) if self.has(key) else self.number(count)

    def listed(self, parts: Sequence[str]) -> str:
        """Return parts as a list in a sentence, such as ``1, 3 and 5``."""
        if len(parts) == 1:
            return parts[0]
        return self("list.and", most=", ".join(parts[:-1]), last=parts[-1])

    def has(self, key: str) -> bool:
        """Tell whether the catalogue has a key."""
        return key in self.catalogue

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number as the language writes it."""
        rounded = round(value, digits) + 0.0
        form = f"#,##0.{'0' * digits}" if digits else "#,##0"
        text = format_decimal(abs(rounded), format=form, locale=self.locale)
        return f"{MINUS}{text}" if rounded < 0 else text

    def figure(self, value: float) -> str:
        """Return a number with just the decimals it has, at most six."""
        digits = next((d for d in range(6) if round(value, d) == round(value, 6)), 6)
        return self.number(value, digits)

    def percent(self, share: float, digits: int = 1) -> str:
        """Return a share as per cent."""
        return self("percent", number=self.number(share * 100, digits))

    def duration(self, seconds: int) -> str:
        """Return a duration, such as ``1 h 05 min``."""
        hours, minutes = divmod(round(seconds / SECONDS_PER_MINUTE), MINUTES_PER_HOUR)
        if not hours:
            return f"{minutes}{NO_BREAK_SPACE}min"
        return f"{hours}{NO_BREAK_SPACE}h {minutes:02d}{NO_BREAK_SPACE}min"

    def date(self, date: datetime.date, form: str = "long") -> str:
        """Return a date, such as ``11 januari 2027``; the form is one of Babel's."""
        return format_date(date, form, locale=self.locale)

    def day(self, week: int, weekday: str, weeks: int) -> str:
        """Return the name of a day, with its week if the cycle has several."""
        name = self(f"weekday.{weekday}")
        return name if weeks == 1 else self("day.in_week", weekday=name, week=week + 1)

    def days(self, weeks: Sequence[int], weekday: str, cycle_weeks: int) -> str:
        """Return the name of one weekday in some weeks of a cycle, such as ``Tuesdays``."""
        if len(weeks) == 1:
            return self.day(weeks[0], weekday, cycle_weeks)
        name = self(f"weekdays.{weekday}")
        if len(weeks) == cycle_weeks:
            return self("day.every_week", weekdays=name)
        return self("day.in_weeks", weekdays=name, weeks=self.week_numbers(weeks))

    def week_numbers(self, weeks: Sequence[int]) -> str:
        """Return the numbers of weeks, from 1, as a list in a sentence."""
        return self.listed([str(week + 1) for week in weeks])


LANGUAGES = {
    "sv": Texts("sv", SWEDISH, Locale("sv", "SE")),
    "en": Texts("en", ENGLISH, Locale("en", "GB")),
}


def texts_in(language: str) -> Texts:
    """Return the texts of a language.

    Parameters
    ----------
    language : str
        ``sv`` or ``en``.

    Returns
    -------
    Texts
        Its texts and number formats.
    """
    return LANGUAGES[language]
