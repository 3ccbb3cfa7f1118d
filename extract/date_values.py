"""The value of a date mention, and what its own words tell, so that two spellings of one date compare equal.

Values are a function of the mention's text, the words around it and the article's date, so none is stored: asked again
after a reviewer gave the date or moved an edge, `timexes` answers anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from extract.dates_calendar import calendar
from extract.dates_context import side_of, year_known
from extract.dates_resolve import resolve
from extract.dates_timex import Precision, Side, Timex
from extract.dates_told import told
from extract.document import Document
from extract.normalise import normalise
from extract.tables import toml

__all__ = ["DEICTIC", "DateValue", "Precision", "Side", "Timex", "date_value", "timex", "timexes"]

DEICTIC = frozenset(("امس", "اليوم", "غدا"))
"""Words that say a day by the day of writing."""
_DAYS = {
    "الاول": 1,
    "الحادي": 1,
    "الثاني": 2,
    "الثالث": 3,
    "الرابع": 4,
    "الخامس": 5,
    "السادس": 6,
    "السابع": 7,
    "الثامن": 8,
    "التاسع": 9,
    "العاشر": 10,
}
_ENGLISH = {
    "mon": "الاثنين",
    "tue": "الثلاثاء",
    "wed": "الاربعاء",
    "thu": "الخميس",
    "fri": "الجمعه",
    "sat": "السبت",
    "sun": "الاحد",
}
_HEADS = frozenset(("يومي", "ايام", "شهري", "عامي", "سنتي", "اعوام", "الاعوام", "العامين", "عامين", "ال", "هذا", "هذه"))
"""Words of dates that say nothing of their value."""
_TENS = {"عشر": 10, "والعشرين": 20, "والعشرون": 20, "والثلاثين": 30, "العشرين": 20, "الثلاثين": 30}
_AFTER = {
    word: words[0]
    for words in (
        ("الماضي", "الماضيه", "الفايت", "الفايته", "المنصرم", "المنصرمه"),
        ("المقبل", "المقبله", "القادم", "القادمه", "الاتي"),
        ("الجاري", "الجاريه", "الحالي", "الحاليه"),
    )
    for word in words
}


def timex(text: str, published: date | None = None, *, side: Side = "before") -> Timex | None:
    """Return the value of a date's words, None where they tell no date or an impossible one; never raises.

    `side` is where a weekday, month or day without its year lies that neither الماضي nor المقبل is said of.
    """
    parts = told(text)
    return resolve(parts, published, side) if parts else None


def timexes(document: Document, spans: Iterable[tuple[int, int]]) -> list[Timex | None]:
    """Return the values of date mentions by their offsets, in the same order, against the article's own date."""
    published = _published(document.article.published)
    starts = {token.start: index for index, token in enumerate(document.tokens)}
    ends = {token.end: index for index, token in enumerate(document.tokens)}
    values: list[Timex | None] = []
    for start, end in spans:
        parts = told(document.body[start:end])
        if parts is None:
            values.append(None)
            continue
        last = ends.get(end)
        # A span may start inside a token, after a clitic.
        first = next((starts[at] for at in range(start, max(-1, start - 4), -1) if at in starts), None)
        side: Side = "before"
        if first is not None and last is not None:
            side = side_of(document, first, last)
            year = year_known(document, first, parts) if parts.year is None and not parts.side else None
            parts = replace(parts, year=year) if year else parts
        values.append(resolve(parts, published, side))
    return values


def _published(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date's parts as far as its words tell them; empty where they do not."""

    day: str
    month: str
    year: str
    rest: tuple[str, ...]
    """Folded words that are none of the three: periods, "last", a weekday where no day of a month is told."""
    weekday: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What two mentions of one date share."""
        if not (self.day or self.month or self.year):
            return ("DATE", *self.rest)
        return ("DATE", f"{self.year}-{self.month}-{self.day}", *self.rest)


@cache
def _months() -> dict[tuple[str, ...], str]:
    return {
        tuple(normalise(name).split()): str(number)
        for number, names in enumerate(toml("reading_months.toml")["months"], 1)
        for name in names
    }


def date_value(words: Sequence[str]) -> DateValue:
    """Return the value of a date's folded words, those that say nothing of it left out before."""
    day = month = year = ""
    rest: list[str] = []
    months = _months()
    numbers = [word for word in words if word.isdigit()]
    if len(numbers) == len(words) == 3:
        first, second, third = numbers
        year, day = (first, third) if len(first) == 4 else (third, first)
        return DateValue(str(int(day)), str(int(second)), year, ())
    index = 0
    if tuple(words) == ("امس", "الاول"):
        return DateValue("", "", "", ("اول", "امس"))
    while index < len(words):
        word = words[index]
        named = months.get(tuple(words[index : index + 2]))
        if named:
            month, index = named, index + 2
            continue
        if (word,) in months:
            month = months[(word,)]
        elif word.isdigit() and len(word) == 4:
            year = word
        elif word.isdigit() and len(word) <= 2:
            day = str(int(word))
        elif word in _DAYS and not day:
            day = str(_DAYS[word] + _TENS.get(words[index + 1] if index + 1 < len(words) else "", 0))
            index += index + 1 < len(words) and words[index + 1] in _TENS
        elif word in _TENS and not day:
            day = str(_TENS[word])
        else:
            rest.append(_AFTER.get(word, word))
        index += 1
    beside = _HEADS | calendar().dayparts | calendar().dayparts_after | calendar().eras.keys()
    rest = [_ENGLISH.get(word[:3], word) if word.isascii() else word for word in rest if word not in beside]
    weekday = next((word for word in rest if word in calendar().weekdays), "")
    if day and month:
        rest = [word for word in rest if word != weekday]
    if day or weekday:
        rest = [word for word in rest if word not in DEICTIC]
    return DateValue(day, month, year, tuple(rest), weekday)
