"""What a date says, as far as its own words tell: day, month and year, so that two spellings of one date compare equal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.dates import calendar
from extract.normalise import normalise
from extract.tables import toml

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
    rest = [_ENGLISH.get(word[:3], word) if word.isascii() else word for word in rest]
    weekday = next((word for word in rest if word in calendar().weekdays), "")
    if day and month:
        rest = [word for word in rest if word != weekday]
    if day or weekday:
        rest = [word for word in rest if word not in DEICTIC]
    return DateValue(day, month, year, tuple(rest), weekday)
