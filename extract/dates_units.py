"""Days, months and years as they stand in a text: each function returns the last token of what starts at a token.

A `View` is a document in which one word is read without its clitics.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from extract.dates_calendar import Month, calendar, month_of, ordinal_at
from extract.document import Document

YEAR = re.compile(r"(?:1[5-9]|20)\d\d|2100")
_YEAR_WITH_HEAD = re.compile(r"(?:1[0-9]|20)\d\d|2100")
YEAR_HEADS = frozenset(("عام", "العام", "سنه", "السنه", "عامي", "سنتي", "اعوام", "الاعوام", "العامين", "عامين"))
_DASHES = frozenset(("-", "–", "/"))
_SPAN_OF_YEARS = 120
"""More years than a range has: 1800-2000 is none."""
_SAME_DAY = frozenset(("الموافق", "موافق", "المصادف"))


class Found(NamedTuple):
    """A date that starts at the asked token."""

    last: int
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class View:
    """A document whose token `first` is read as `form`."""

    document: Document
    first: int = -1
    form: str = ""
    numeric: tuple[int, ...] = ()
    """By token: the last token of the date in figures or in English that starts there, else -1."""

    def word(self, index: int) -> str:
        """Return a folded word, empty outside the text."""
        return self.form if index == self.first else self.document.norm(index)

    def joined(self, first: int, second: int) -> bool:
        """Return whether two tokens are in one sentence."""
        return self.document.same_sentence(first, second)

    def touches(self, index: int) -> bool:
        """Return whether nothing stands between a token and the next."""
        tokens = self.document.tokens
        return index + 1 < len(tokens) and tokens[index].end == tokens[index + 1].start

    def after(self, index: int) -> str:
        """Return the word after a token in its sentence, else an empty one."""
        return self.word(index + 1) if self.joined(index, index + 1) else ""

    def month(self, index: int) -> tuple[Month, int] | None:
        """Return the month of one name at a token, and the last token of that name."""
        if not self.joined(index, index):
            return None
        words = [self.word(index), self.after(index)]
        found = month_of(words if words[1] else words[:1], 0)
        return (found[0], index + found[1] - 1) if found else None

    def ordinal(self, index: int) -> int | None:
        """Return the last token of the ordinal of a day."""
        words = [self.word(index), self.after(index)]
        found = ordinal_at(words, 0)
        return index + found[1] - 1 if found and found[0] <= 31 else None


def month_at(view: View, index: int) -> int | None:
    """Return the last token of a month's name, a second name for it included: أيار/مايو، مايو (أيار)."""
    found = view.month(index)
    if found is None:
        return None
    last = found[1]
    following = view.after(last)
    if following == "(":
        second = view.month(last + 2)
        return second[1] + 1 if second and view.after(second[1]) == ")" else last
    beyond = last + 2 if following in ("/", "-", "_", "–") else last + 1
    second = view.month(beyond) if view.joined(last, beyond) else None
    if second is None or (beyond == last + 1 and following in calendar().weak_months):
        return last
    return second[1]


def year_after(view: View, last: int) -> int:
    """Return the last token when a year, "of last year" or "last" follows a month, else the month's last."""
    table = calendar()
    following = view.after(last)
    index = last + 1
    if not following:
        return last
    if YEAR.fullmatch(following) or _is_hijri_year(view, index):
        return era_after(view, index)
    if following in table.after:
        return index
    if following in ("،", ",", ".", *_DASHES):
        beyond = view.after(index)
        return era_after(view, index + 1) if YEAR.fullmatch(beyond) and view.touches(last) else last
    if following == "من":
        index += 1
    word = view.word(index)
    if not view.joined(last, index + 1):
        return last
    if word in ("هذا", "هذه") and table.periods.get(view.word(index + 1)) == "year":
        return index + 1
    if word in YEAR_HEADS or word in ("لعام", "للعام"):
        beyond = view.word(index + 1)
        if _YEAR_WITH_HEAD.fullmatch(beyond):
            return era_after(view, index + 1)
        if beyond in table.after:
            return index + 1
    return last


def _is_hijri_year(view: View, index: int) -> bool:
    word = view.word(index)
    return len(word) == 4 and word.isdecimal() and 1200 <= int(word) <= 1500


def era_after(view: View, last: int) -> int:
    """Return the last token of the era that follows a year, else the year's."""
    following = view.after(last)
    if following == "قبل" and view.after(last + 1) == "الميلاد":
        return last + 2
    return last + 1 if following in calendar().eras else last


def is_day_number(view: View, index: int) -> bool:
    """Return whether a token is a number of 1 to 31."""
    value = view.word(index)
    return value.isdecimal() and len(value) <= 2 and 1 <= int(value) <= 31


def day_and_month(view: View, index: int) -> int | None:
    """Return the last token of 12 يوليو (تموز) 2006, of 3 و7 أيار, of 17 من الشهر الجاري."""
    if not is_day_number(view, index):
        return None
    following = view.after(index)
    if following in ("و", "الي", "حتي", *_DASHES) and view.joined(index, index + 2) and is_day_number(view, index + 2):
        if int(view.word(index)) >= int(view.word(index + 2)):
            return None
        return day_and_month(view, index + 2)
    if following in ("-", "/"):
        # 25/نوفمبر/2020, and not the score 3 - صفر.
        last = _of_month(view, index, index + 2)
        return last if last is not None and view.document.tokens[last].kind == "number" else None
    return _of_month(view, index, index + 1)


def ordinal_and_month(view: View, index: int) -> int | None:
    """Return the last token of الرابع عشر من يوليو, of السادس من الشهر الجاري."""
    last = view.ordinal(index)
    if last is None:
        return None
    short = view.word(index) == "فاتح"
    return _of_month(view, last, last + 1) if view.after(last) == "من" or short else None


def _of_month(view: View, last: int, start: int) -> int | None:
    table = calendar()
    if not view.joined(last, start):
        return None
    if view.word(start) == "من" and view.joined(start, start + 1):
        start += 1
        if table.periods.get(view.word(start)) == "month":
            return start + 1 if view.after(start) in table.after else None
        if view.word(start) == "هذا" and table.periods.get(view.after(start)) == "month":
            return start + 1
    if view.word(start) == "شهر" and view.joined(start, start + 1):
        start += 1
    end = month_at(view, start)
    if end is None or (view.after(end) == "من" and view.word(end + 2) == "كل"):
        # الثامن من مارس من كل عام is no one day.
        return None
    return year_after(view, end)


def date_at(view: View, index: int) -> int | None:
    """Return the last token of the day that numbers or ordinals tell from a token on."""
    if not view.joined(index, index):
        return None
    if view.numeric and view.numeric[index] >= 0:
        return era_after(view, view.numeric[index])
    if view.document.tokens[index].kind == "number":
        return day_and_month(view, index)
    if view.word(index) == "ال" and view.joined(index, index + 1):
        return day_and_month(view, index + 1)
    return ordinal_and_month(view, index)


def same_day_after(view: View, last: int) -> int:
    """Return the last token of الموافق 30 مايو 2018 after a date, else that date's."""
    index = last + 1
    bracket = view.after(last) == "("
    if bracket or view.after(last) in ("،", ",", "-"):
        index += 1
    if view.word(index) not in _SAME_DAY or not view.joined(last, index + 1):
        return last
    index += 1
    if view.word(index) in ("ل", "لل") and view.joined(last, index + 1):
        index += 1
    end = date_at(view, index)
    if end is None or (bracket and view.after(end) != ")"):
        return last
    return end + bracket


def years_at(view: View, index: int, *, headed: bool) -> int | None:
    """Return the last token of a year or of a range of years: 2003، 2011-2014، 1439 هـ."""
    value = view.word(index)
    if headed and value == "(" and view.after(index + 1) == ")":
        # عام (1970)
        inner = years_at(view, index + 1, headed=True)
        return index + 2 if inner == index + 1 else None
    if not value.isdecimal():
        return None
    era = era_after(view, index)
    if era > index and headed and len(value) <= 4:
        return era
    following = view.after(index)
    if following in ("ه", "هجري", "هجريه", "للهجره") and len(value) == 4 and value[0] == "1":
        return era
    if not (_YEAR_WITH_HEAD if headed else YEAR).fullmatch(value):
        return None
    if following in _DASHES and view.joined(index, index + 2):
        beyond = view.word(index + 2)
        tight = following == "/" or view.touches(index) == view.touches(index + 1)
        is_two = view.after(index + 2) not in _DASHES and view.word(index - 1) not in _DASHES
        if YEAR.fullmatch(beyond) and tight and is_two and 0 < int(beyond) - int(value) <= _SPAN_OF_YEARS:
            return era_after(view, index + 2)
    return era


def is_range(view: View, first: int, last: int) -> bool:
    """Return whether these tokens are two years with a dash."""
    return last >= first + 2 and view.word(first + 1) in _DASHES
