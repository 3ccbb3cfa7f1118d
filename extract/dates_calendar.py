"""The words of dates, folded: `calendar.toml` and the months of `reading_months.toml`, each with what it counts as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extract.normalise import normalise
from extract.tables import phrases, toml, word_set


class Month(NamedTuple):
    """A month of one of two calendars, from 1."""

    number: int
    hijri: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of dates by what they say."""

    weekdays: Mapping[str, int]
    """Monday is 0."""
    latin_weekdays: Mapping[str, int]
    months: Mapping[tuple[str, ...], Month]
    """By their one or two words, Latin names too."""
    weak_months: frozenset[str]
    weak_before: frozenset[str]
    weakest_months: frozenset[str]
    shy_months: frozenset[str]
    shy_before: frozenset[str]
    no_month_after: frozenset[str]
    no_day_after: frozenset[str]
    no_year_after: frozenset[str]
    no_weekday_after: frozenset[str]
    no_weekday_before: frozenset[str]
    no_today_after: frozenset[str]
    no_today_before: frozenset[str]
    before_year: frozenset[str]
    periods: Mapping[str, str]
    """Noun of time -> day week month year decade century season."""
    seasons: Mapping[str, int]
    """Folded, with and without article -> 1 spring to 4 winter."""
    after: Mapping[str, str]
    """الماضي and its like -> last next this told."""
    parts: Mapping[str, str]
    """منتصف and its like -> start mid end."""
    dayparts: frozenset[str]
    dayparts_after: frozenset[str]
    divisions: Mapping[str, str]
    ordinals: Mapping[str, int]
    eras: Mapping[str, str]
    tense: Mapping[str, str]
    """Word -> before after."""
    imperfect: frozenset[str]
    past_before: frozenset[str]
    known_days: Mapping[tuple[str, int, int], int]
    """(word before, day, month) -> year."""


@cache
def calendar() -> Calendar:
    """Return the table of date words."""
    table = toml("calendar.toml")
    seasons = {
        form: number
        for number, words in enumerate(table["seasons"].values(), 1)
        for word in word_set(words)
        for form in (word, "ال" + word)
    }
    periods = _by_word(table["periods"]) | {word: "season" for word in seasons if word.startswith("ال")}
    return Calendar(
        weekdays=_numbered(table["weekdays"], 0),
        latin_weekdays=_numbered(table["english_weekdays"], 0),
        months=_months(table),
        weak_months=word_set(table["weak_months"]),
        weak_before=word_set(table["weak_before"]),
        weakest_months=word_set(table["weakest_months"]),
        shy_months=word_set(table["shy_months"]),
        shy_before=word_set(table["shy_before"]),
        no_month_after=word_set(table["no_month_after"]),
        no_day_after=word_set(table["no_day_after"]),
        before_year=word_set(table["before_year"]),
        no_today_before=word_set(table["no_today_before"]),
        no_today_after=word_set(table["no_today_after"]),
        no_weekday_before=word_set(table["no_weekday_before"]),
        no_weekday_after=word_set(table["no_weekday_after"]),
        no_year_after=word_set(table["no_year_after"]),
        periods=periods,
        seasons=seasons,
        after=_by_word(table["after"]),
        parts=_by_word(table["parts"]),
        dayparts=word_set(table["day"]["parts"]),
        dayparts_after=word_set(table["day"]["after"]),
        divisions=_by_word(table["divisions"]),
        ordinals={word: int(number) for number, words in table["ordinals"].items() for word in word_set(words)},
        eras=_by_word(table["eras"]),
        tense={word: side for side in ("after", "before") for word in word_set(table["tense"][side])},
        imperfect=word_set(table["tense"]["imperfect"]),
        past_before=word_set(table["tense"]["past_before"]),
        known_days=_known_days(table["known_days"]),
    )


def month_of(words: Sequence[str], index: int) -> tuple[Month, int] | None:
    """Return the month whose name starts at `index` and how many words it takes, None where none does."""
    months = calendar().months
    found = months.get(tuple(words[index : index + 2]))
    if found and index + 1 < len(words):
        return found, 2
    found = months.get((words[index],)) if index < len(words) else None
    return (found, 1) if found else None


_DECADE = re.compile(r"(?:ال)?(عشرين|ثلاثين|اربعين|خمسين|ستين|سبعين|ثمانين|تسعين)(?:ي?ات)")
_TENS = ("عشرين", "ثلاثين", "اربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين")


def decade_of(word: str) -> int | None:
    """Return the tens of a decade's folded name: 9 for التسعينيات."""
    match = _DECADE.fullmatch(word)
    return _TENS.index(match[1]) + 2 if match else None


def ordinal_at(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """Return the number of the ordinal that starts at `index` and how many words it takes: الثاني والعشرين is 22."""
    ordinals = calendar().ordinals
    first = ordinals.get(words[index]) if index < len(words) else None
    if first is None:
        return None
    following = words[index + 1] if index + 1 < len(words) else ""
    if first <= 11:
        ones = 1 if first == 11 else first
        if following in ("عشر", "عشره"):
            return 10 + ones, 2
        tens = ordinals.get(following[1:], 0) if following[:1] == "و" else 0
        if tens in (20, 30):
            return tens + ones, 2
        if words[index] in ("الحادي", "الحاديه", "الواحد"):
            return None
    return first, 1


def _numbered(rows: Iterable[str], start: int) -> dict[str, int]:
    return {word: number for number, words in enumerate(rows, start) for word in word_set(words)}


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    return {word: kind for kind, words in table.items() for word in word_set(words)}


def _months(table: Mapping[str, Sequence[str]]) -> dict[tuple[str, ...], Month]:
    months: dict[tuple[str, ...], Month] = {}
    for number, names in enumerate(toml("reading_months.toml")["months"], 1):
        for name in names:
            months[tuple(normalise(name).split())] = Month(number, hijri=False)
    for number, names in enumerate(table["more_months"], 1):
        for name in word_set(names):
            months[(name,)] = Month(number, hijri=False)
    for number, names in enumerate(table["hijri_months"], 1):
        for words in phrases(names):
            months[words] = Month(number, hijri=True)
    return months


def _known_days(table: Mapping[str, int]) -> dict[tuple[str, int, int], int]:
    days: dict[tuple[str, int, int], int] = {}
    for row, year in table.items():
        *words, told = row.split()
        day, month = map(int, told.split("/"))
        for word in words:
            days[(normalise(word), day, month)] = year
    return days
