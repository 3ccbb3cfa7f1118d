"""What the words of a date tell, before any article's date is asked: one record of parts, filled word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.clitics import readings
from extract.dates_calendar import calendar, decade_of, month_of, ordinal_at
from extract.normalise import normalise


@dataclass(frozen=True, slots=True)
class Told:
    """The parts of a date that its words tell; None or empty where they do not."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    hijri: bool = False
    """Month and year are of the Hijri calendar."""
    before_christ: bool = False
    weekday: int | None = None
    """Monday is 0."""
    decade: int | None = None
    """9 for التسعينيات."""
    century: int | None = None
    """20 for القرن العشرين."""
    division: str = ""
    """quarter, half, third, season, week or decade of what the other parts tell."""
    number: int = 0
    """Which one, from 1; -1 is the last."""
    period: str = ""
    """day, week, month, year, decade or century: what `shift` counts."""
    shift: int = 0
    side: str = ""
    """last, next or this, said of a weekday, a month or a season by name."""
    part: str = ""
    """start, mid or end."""
    day_to: int | None = None
    """Last day of a range inside one month."""
    year_to: int | None = None
    """Last year of a range."""


_FIGURES = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})\s*[-/]\s*(?P<m>\d{1,2})\s*[-/]\s*(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})\s*(?P<s>[-/.])\s*(?P<m2>\d{1,2})\s*(?P=s)\s*(?P<y2>\d{4}))(?!\d)"
)
_WORD = re.compile(r"\d+|[^\W\d_]+|[-/–()]")
_SHIFTS = {"last": -1, "next": 1, "this": 0}
_DEICTIC = (
    (("اول", "من", "امس"), -2),
    (("الاول", "من", "امس"), -2),
    (("اول", "امس"), -2),
    (("امس", "الاول"), -2),
    (("بعد", "غد"), 2),
    (("بعد", "الغد"), 2),
    (("بعد", "غدا"), 2),
    (("امس",), -1),
    (("البارحه",), -1),
    (("اليوم",), 0),
    (("الليله",), 0),
    (("غدا",), 1),
    (("الغد",), 1),
    (("غد",), 1),
)
_LENGTH = 200
"""Characters of a date; a longer span tells none."""


def figures(text: str) -> tuple[int, int, int] | None:
    """Return (year, month, day) of a date in figures, day first unless it can't be; None where there is none.

    Whether the month has such a day is not asked; that there are twelve months and at most 31 days is.
    """
    match = _FIGURES.search(text)
    if match is None:
        return None
    if match["y"]:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    else:
        year, month, day = int(match["y2"]), int(match["m2"]), int(match["d2"])
        if month > 12 >= day:
            month, day = day, month
    return (year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


@lru_cache(maxsize=4096)
def told(text: str) -> Told | None:
    """Return what the words of a date say, None where they are no date. Proclitics before the first word are passed."""
    if len(text) > _LENGTH:
        return None
    folded = normalise(text)
    numbers = figures(folded)
    if numbers:
        year, month, day = numbers
        # In figures a Hijri date stands beside its era or is told by its year.
        hijri = 1300 <= year <= 1500
        words = _WORD.findall(_FIGURES.sub(" ", folded))
        return replace(_of_words(words), day=day, month=month, year=year, hijri=hijri)
    if _FIGURES.search(folded):
        return None
    words = _WORD.findall(folded)
    found = _of_words(words)
    if found == Told() and words:
        for reading in readings(words[0])[1:]:
            found = _of_words([reading.form, *words[1:]])
            if found != Told():
                break
    # منتصف alone, or a number alone, is no date.
    return found if replace(found, part="", day=None, day_to=None) != Told() else None


def _of_words(words: Sequence[str]) -> Told:
    reader = _Reader(words)
    while reader.index < len(words):
        reader.step()
    return reader.close()


class _Reader:
    """Fills a `Told` from words, one step after the other."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.index = 0
        self.found = Told()
        self.pending = ""
        """A noun of time that waits for what is said of it."""
        self.day_is_open = False
        """A number or ordinal has just been read as a day."""
        self.impossible = False

    def word(self, ahead: int = 0) -> str:
        index = self.index + ahead
        return self.words[index] if index < len(self.words) else ""

    def set(self, **parts: int | str | bool | None) -> None:
        self.found = replace(self.found, **parts)  # type: ignore[arg-type]  # names and types of Told's fields

    def close(self) -> Told:
        """Return what was read; nothing where it contradicts itself."""
        found = self.found
        if self.impossible:
            return Told()
        if self.pending in ("month", "year") and not found.period and (found.part or found.division):
            # نهاية العام is this year's.
            self.set(period=self.pending)
        return self.found

    def step(self) -> None:
        """Read what stands at `index` and move past it."""
        self.index += (
            self._deictic()
            or self._division()
            or self._month()
            or self._number()
            or self._noun_of_time()
            or self._after()
            or self._ordinal_day()
            or self._small_words()
            or 1
        )

    def _deictic(self) -> int:
        for words, shift in _DEICTIC:
            if self.word() == words[0] and tuple(self.words[self.index : self.index + len(words)]) == words:
                table = calendar()
                if words == ("الليله",) and self.word(1) in table.after:
                    return 0
                if words == ("غدا",) and self.found.period == "day":
                    return 1
                self.set(period="day", shift=shift)
                return len(words)
        return 0

    def _division(self) -> int:
        """الربع الأول، النصف الثاني، الأسبوع الأول من، القرن العشرين، العقد الأول من."""
        kind = calendar().divisions.get(self.word())
        if kind is None:
            return 0
        size = 2
        digits = self.word(1) + (self.word(2) if self.word(1) == "ال" else "")
        number = ordinal_at(self.words, self.index + 1)
        if number:
            which, size = number[0], 1 + number[1]
        elif self.word(1) in ("الاخير", "الاخيره") and kind != "century":
            which = -1
        elif kind == "century" and digits.removeprefix("ال").isdigit():
            which, size = int(digits.removeprefix("ال")), 2 + (self.word(1) == "ال")
        else:
            return 0
        if kind == "century":
            if which <= 30:
                self.set(century=which)
        elif not self.found.division:
            self.set(division=kind, number=which)
        return size

    def _month(self) -> int:
        found = month_of(self.words, self.index)
        if found is None:
            return 0
        month, size = found
        if self.found.month is None:
            self.set(month=month.number, hijri=month.hijri)
        elif self.found.hijri and not month.hijri:
            # 14 رمضان 1439 الموافق 30 مايو 2018: the Gregorian one is taken.
            self.set(month=month.number, hijri=False, day=self._day_before(), year=None)
        elif not month.hijri and month.number != self.found.month:
            # يناير/فبراير are two.
            self.impossible = True
        self.pending = ""
        self.day_is_open = False
        return size

    def _day_before(self) -> int | None:
        """Return the number just before the second of two months."""
        for back in range(1, 4):
            word = self.words[self.index - back] if self.index >= back else ""
            if word.isdigit():
                return int(word) if len(word) <= 2 else None
        return self.found.day

    def _number(self) -> int:
        word = self.word()
        if not word.isdecimal():
            return 0
        value = int(word)
        if len(word) >= 3:
            if len(word) > 4 or value == 0:
                self.impossible = True
            elif self.found.year is None:
                self.set(year=value)
            elif self.words[self.index - 1] in ("-", "–", "/"):
                self.set(year_to=value)
            self.pending = ""
            return 1
        before = self.words[self.index - 1] if self.index else ""
        if self.pending == "year" and self.found.year is None:
            # عام 48 is told by its last two digits.
            whole = calendar().eras.get(self.word(1)) or self.word(1) == "قبل"
            self.set(year=value if whole else value + (1900 if value >= 30 else 2000))
            self.pending = ""
        elif not 1 <= value <= 31:
            self.impossible = True
        elif self.found.day is None:
            self.set(day=value)
            self.day_is_open = True
        elif self.day_is_open and before in ("-", "–", "و", "الي", "حتي"):
            self.set(day_to=value)
        return 1

    def _noun_of_time(self) -> int:
        table, word = calendar(), self.word()
        tens = decade_of(word)
        if tens is not None:
            self.set(decade=tens)
            return 1
        weekday = table.weekdays.get(word, table.latin_weekdays.get(word))
        if weekday is not None:
            if self.found.weekday is None:
                self.set(weekday=weekday)
            return 1
        if word in table.seasons:
            self.set(division="season", number=table.seasons[word])
            return 1
        part = table.parts.get(word)
        if part and not self.found.part and self.word(1) not in ("ليل", "الليل", "نهار"):
            self.set(part=part)
            return 1
        period = table.periods.get(word) or ("year" if word in ("عام", "سنه") else None)
        if period:
            if self.words[self.index - 1 : self.index] in (["هذا"], ["هذه"]):
                self.set(period=period, shift=0)
            else:
                self.pending = period
            return 1
        return 0

    def _after(self) -> int:
        word = self.word()
        side = calendar().after.get(word)
        if side is None:
            return 0
        if side == "told":
            # Before or after another date of the text.
            self.impossible = True
        elif self.pending == "day":
            self.set(period="day", shift=_SHIFTS[side])
        elif self.pending and self.pending != "season":
            self.set(period=self.pending, shift=_SHIFTS[side])
        else:
            self.set(side=side)
        self.pending = ""
        return 1

    def _ordinal_day(self) -> int:
        number = ordinal_at(self.words, self.index)
        if number is None:
            return 0
        if self.found.day is None and 1 <= number[0] <= 31:
            self.set(day=number[0])
        return number[1]

    def _small_words(self) -> int:
        era = calendar().eras.get(self.word())
        if era == "hijri" and self.words[self.index - 1].lstrip("0") == str(self.found.year):
            self.set(hijri=True)
            return 1
        if self.word() == "قبل" and self.word(1) == "الميلاد":
            self.set(before_christ=True)
            return 2
        return 0
