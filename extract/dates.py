"""Dates of a day or coarser, found by rule over tokens. What a date is stands in GUIDELINE terms: heads and parts of
the day inside, prepositions outside, durations and clock times not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.clitics import readings
from extract.document import Candidate, Document
from extract.tables import phrases, toml, word_set


@dataclass(frozen=True, slots=True)
class Calendar:
    """The folded words of `calendar.toml`."""

    weekdays: frozenset[str]
    months: frozenset[str]
    weak_months: frozenset[str]
    two_part_months: frozenset[tuple[str, ...]]
    periods: frozenset[str]
    after: frozenset[str]
    parts: frozenset[str]
    dayparts: frozenset[str]


@cache
def calendar() -> Calendar:
    """Return the table of date words."""
    table = toml("calendar.toml")
    return Calendar(
        weekdays=word_set(table["weekdays"]),
        months=word_set(table["months"]),
        weak_months=word_set(table["weak_months"]),
        two_part_months=frozenset(phrases(table["two_part_months"])),
        periods=word_set(table["periods"]),
        after=word_set(table["after"]),
        parts=word_set(table["parts"]),
        dayparts=word_set(table["dayparts"]),
    )


@cache
def _english() -> re.Pattern[str]:
    table = toml("calendar.toml")
    months = "|".join(table["english_months"].split())
    days = "|".join(table["english_days"].split())
    return re.compile(
        rf"(?:\b(?:{days}),? )?(?:\d{{1,2}} (?:{months})\b,? \d{{4}}\b|(?:{months})\.? \d{{1,2}}, ?\d{{4}}\b"
        rf"|(?:{months}) \d{{4}}\b)"
    )


_NUMERIC = re.compile(
    r"(?<![\d/.\-])(?:\d{4}(?P<a>[-/])\d{1,2}(?P=a)\d{1,2}|\d{1,2}(?P<b>[-/.])\d{1,2}(?P=b)\d{4})(?![\d/\-])"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ORDINALS = frozenset(
    [
        "الاول",
        "الثاني",
        "الثالث",
        "الرابع",
        "الخامس",
        "السادس",
        "السابع",
        "الثامن",
        "التاسع",
        "العاشر",
        "الحادي",
        "العشرين",
        "الثلاثين",
        "العشرون",
    ]
)
_DECADES = re.compile(r"(?:ال)?(?:عشرين|ثلاثين|اربعين|خمسين|ستين|سبعين|ثمانين|تسعين)(?:ي?ات)")


def date_names(document: Document) -> list[Candidate]:
    """Return candidates for dates."""
    found: list[Candidate] = []
    position = 0
    while position < len(document.tokens):
        candidate = _date_at(document, position)
        if candidate:
            found.append(candidate)
            position = candidate.last + 1
        else:
            position += 1
    found.extend(_by_pattern(document))
    return found


def _by_pattern(document: Document) -> list[Candidate]:
    found: list[Candidate] = []
    index = 0
    spans = sorted(
        (match.start(), match.end(), reason)
        for pattern, reason in ((_english(), "date: English"), (_NUMERIC, "date: in figures"))
        for match in pattern.finditer(document.body)
    )
    for start, end, reason in spans:
        while index < len(document.tokens) and document.tokens[index].end <= start:
            index += 1
        last = index
        while last + 1 < len(document.tokens) and document.tokens[last + 1].start < end:
            last += 1
        if index < len(document.tokens) and document.tokens[last].end == end:
            found.append(Candidate(start, end, index, last, "DATE", 0.95, reason, 1))
    return found


def _date_at(document: Document, position: int) -> Candidate | None:
    token = document.tokens[position]
    if token.kind == "mark":
        return None
    if token.kind == "number":
        last = _day_and_month(document, position)
        if last is not None:
            return document.candidate(position, last, "DATE", 0.95, "date: day and month", rank=1)
        if _YEAR.fullmatch(token.norm) and _year_is_meant(document, position):
            return document.candidate(position, position, "DATE", 0.85, "date: year", rank=1)
        return None
    for reading in readings(token.norm):
        if len(reading.clitics) > 1 and reading.clitics not in ("ول", "وب", "فل", "فب"):
            continue
        parsed = _Parser(document).parse(position, reading.form, clitic=reading.skip > 0)
        if parsed:
            last, confidence, reason = parsed
            return document.candidate(position, last, "DATE", confidence, reason, skip=reading.skip, rank=1)
    return None


_UNITS = frozenset(("%", "دولار", "مليون", "كيلومتر", "متر", "طن", "برميل", "/", "-"))


def _year_is_meant(document: Document, position: int) -> bool:
    if not document.same_sentence(position - 1, position):
        return False
    before = document.norm(position - 1)
    after = document.norm(position + 1) if document.same_sentence(position, position + 1) else ""
    if not _year_is_plain(document, position):
        return False
    if (
        before == "و"
        and _YEAR.fullmatch(document.norm(position - 2))
        and document.norm(position - 3) in ("بين", "عامي")
    ):
        return True
    return before in (
        "منذ",
        "في",
        "حتي",
        "بين",
        "قبل",
        "بعد",
        "سنه",
        "الي",
        "من",
        "خلال",
        "اواخر",
        "مطلع",
        "منتصف",
        "بحلول",
        "ل",
    ) and not (
        after and document.tokens[position + 1].kind == "word" and after.endswith(("ا", "ين")) and len(after) > 4
    )


def _year_is_plain(document: Document, position: int) -> bool:
    """Return whether no unit follows a number that may be a year: not نهاية 2000 دولار."""
    after = document.norm(position + 1) if document.same_sentence(position, position + 1) else ""
    return after not in _UNITS and "الف" not in after


def _month_at(document: Document, position: int) -> int | None:
    """Return the last token of the month name that starts here, a second name for it included."""
    last = _one_month(document, position)
    if last is None:
        return None
    following = document.norm(last + 1)
    if document.same_sentence(last, last + 1) and following not in calendar().weak_months:
        second = _one_month(document, last + 1)
        if second is not None:
            return second
    if following in ("/", "-", "_") and document.same_sentence(last, last + 2):
        second = _one_month(document, last + 2)
        if second is not None:
            return second
    if following == "(" and document.same_sentence(last, last + 2):
        second = _one_month(document, last + 2)
        if second is not None and document.norm(second + 1) == ")":
            return second + 1
    return last


def _one_month(document: Document, position: int) -> int | None:
    table = calendar()
    word = document.norm(position)
    if (word, document.norm(position + 1)) in table.two_part_months and document.same_sentence(position, position + 1):
        return position + 1
    return position if word in table.months and word not in ("تشرين", "كانون") else None


def _year_after(document: Document, last: int) -> int:
    """Return the last token when a year, "of last year" or "last" follows a month."""
    table = calendar()
    following = last + 1
    if not document.same_sentence(last, following):
        return last
    word = document.norm(following)
    if document.norm(following) in ("،", ",", "من") and document.same_sentence(last, following + 1):
        beyond = document.norm(following + 1)
        if _YEAR.fullmatch(beyond) and word != "من":
            return following + 1
        if word == "من" and beyond in ("العام", "عام", "السنه") and document.same_sentence(last, following + 2):
            third = document.norm(following + 2)
            if third in table.after or _YEAR.fullmatch(third):
                return following + 2
        return last
    if _YEAR.fullmatch(word):
        return following
    if word in table.after:
        return following
    if word in ("العام", "عام", "سنه") and document.same_sentence(last, following + 1):
        beyond = document.norm(following + 1)
        if _YEAR.fullmatch(beyond) or beyond in table.after:
            return following + 1
    return last


def _day_and_month(document: Document, position: int) -> int | None:
    """12 يوليو (تموز) 2006."""
    value = document.norm(position)
    if not (value.isdigit() and len(value) <= 2 and 1 <= int(value) <= 31):
        return None
    start = position + 1
    if document.norm(start) in ("من", "شهر") and document.same_sentence(position, start + 1):
        start += 1
        if document.norm(start) == "شهر":
            start += 1
    if not document.same_sentence(position, start):
        return None
    if document.norm(position + 1) == "من" and document.norm(start) == "الشهر":
        return start + 1 if document.norm(start + 1) in calendar().after else None
    last = _month_at(document, start)
    return None if last is None else _year_after(document, last)


_FRIDAY_PRAYERS = frozenset(
    ("صلاه", "صلوات", "صلاتي", "خطبه", "خطبتي", "خطب", "خطيب", "خطباء", "بخطبه", "لصلاه", "امام")
)


class _Parser:
    """Reads a date that starts with a word."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.table = calendar()

    def parse(self, position: int, form: str, *, clitic: bool) -> tuple[int, float, str] | None:
        """Return (last token, confidence, reason), None when no date starts here."""
        document, table = self.document, self.table
        following = document.norm(position + 1) if document.same_sentence(position, position + 1) else ""
        if form in ("يوم", "ايام") and following:
            inner = self._day_word(position + 1, following)
            if inner is not None and form == "يوم":
                return inner, 0.96, "date: weekday"
            if document.tokens[position + 1].kind == "number":
                last = _day_and_month(document, position + 1)
                if last is not None:
                    return last, 0.95, "date: day and month"
            return None
        last = self._ordinal(position, form)
        if last is not None:
            return last, 0.93, "date: day and month"
        if form in ("اليوم", "امس", "غدا", "غد", "البارحه", "مساء", "اول"):
            parsed = self._today(position, form, following)
            if parsed:
                return parsed
        if form in table.dayparts or (form in ("بعد", "قبل", "منتصف") and following in ("ظهر", "ليل", "ليله")):
            start = position + (2 if form in ("بعد", "قبل", "منتصف") else 1)
            if document.same_sentence(position, start):
                word = document.norm(start)
                inner = self._day_word(start, word)
                if inner is None and document.tokens[start].kind == "number":
                    inner = _day_and_month(document, start)
                if inner is None:
                    inner = self._ordinal(start, word)
                if inner is None and word in ("يوم", "اليوم", "امس", "اول", "السبت"):
                    parsed = self.parse(start, word, clitic=False)
                    inner = parsed[0] if parsed else None
                if inner is not None:
                    return inner, 0.94, "date: part of a day"
            return None
        inner = self._day_word(position, form)
        if inner is not None:
            return inner, 0.93, "date: weekday"
        if form in table.parts and following:
            parsed = self.parse(position + 1, following, clitic=False)
            if parsed and document.norm(position + 1) not in table.dayparts and parsed[2] != "date: weekday":
                return parsed[0], parsed[1] - 0.02, "date: part of a period"
            if _YEAR.fullmatch(following) and form != "اخر" and _year_is_plain(document, position + 1):
                return position + 1, 0.9, "date: part of a year"
            return None
        return self._period(position, form, following) or self._month(position, form, clitic=clitic)

    def _ordinal(self, position: int, form: str) -> int | None:
        """الرابع عشر من يوليو، الثاني والعشرين من يوليو."""
        document = self.document
        if form not in _ORDINALS:
            return None
        index = position + 1
        if document.norm(index) == "عشر" or document.norm(index) in ("والعشرين", "والثلاثين", "والعشرون"):
            index += 1
        if document.norm(index) == "من":
            index += 1
            if document.norm(index) == "شهر":
                index += 1
            if document.same_sentence(position, index + 1):
                table = self.table
                if document.norm(index) in table.periods | {"الشهر"} and document.norm(index + 1) in table.after:
                    return index + 1
            if document.same_sentence(position, index):
                last = _month_at(document, index)
                return None if last is None else _year_after(document, last)
        return None

    def _today(self, position: int, form: str, following: str) -> tuple[int, float, str] | None:
        document = self.document
        if form == "اول":
            last = position + 1 + (following == "من")
            if document.norm(last) == "امس" and document.same_sentence(position, last):
                inner = (
                    self._day_word(last + 1, document.norm(last + 1))
                    if document.same_sentence(last, last + 1)
                    else None
                )
                return (inner if inner is not None else last), 0.93, "date: day before yesterday"
            return None
        if form == "مساء":
            return None
        if form == "امس" and following == "الاول":
            last = position + 1
            inner = (
                self._day_word(last + 1, document.norm(last + 1)) if document.same_sentence(last, last + 1) else None
            )
            return (inner if inner is not None else last), 0.93, "date: day before yesterday"
        if following in ("(", "،") and document.same_sentence(position, position + 2):
            inner = self._day_word(position + 2, document.norm(position + 2), plain=True)
            if inner is not None and following == "(" and document.norm(inner + 1) == ")":
                return inner + 1, 0.95, "date: today with its weekday"
        inner = self._day_word(position + 1, following) if following else None
        if inner is not None:
            return inner, 0.96, "date: today with its weekday"
        if form == "غد":
            return None
        if form == "اليوم":
            # "the day after", "that day" and names of newspapers are not today.
            before = document.norm(position - 1)
            if before in ("ذلك", "هذا", "في", "ذات", "نفس", "صحيفه", "من", "حتي", "روسيا", "المصري") or following in (
                "التالي",
                "السابع",
                "الاول",
                "الثاني",
                "الثالث",
                "نفسه",
                "الذي",
                "الواحد",
                "العالمي",
                "الوطني",
                "الاخير",
                "ذاته",
                "الرابع",
            ):
                return None
            return position, 0.8, "date: today"
        return position, 0.9, "date: yesterday or tomorrow"

    def _day_word(self, position: int, word: str, *, plain: bool = False) -> int | None:
        """Return the last token of what starts with a weekday."""
        document, table = self.document, self.table
        if word not in table.weekdays:
            return None
        if word == "الجمعه" and document.norm(position - 1) in _FRIDAY_PRAYERS:
            return None
        last = position
        if plain or not document.same_sentence(position, position + 1):
            return last
        following = document.norm(position + 1)
        if following in table.after:
            return position + 1
        if (
            following == "من"
            and document.norm(position + 2) in table.periods
            and document.norm(position + 3) in table.after
        ):
            return position + 3
        start = position + 1
        bracket = following == "("
        if bracket or following in ("،", ",", "الموافق"):
            start += 1
        if document.same_sentence(position, start) and document.tokens[start].kind == "number":
            inner = _day_and_month(document, start)
            if inner is not None and (not bracket or document.norm(inner + 1) == ")"):
                return inner + bracket
        return last

    def _period(self, position: int, form: str, following: str) -> tuple[int, float, str] | None:
        document, table = self.document, self.table
        if form in table.periods and following in table.after:
            return position + 1, 0.95, "date: period"
        if form in ("هذا", "هذه") and following in table.periods and following != "القرن":
            return None
        if form in ("عام", "العام", "سنه", "السنه") and _YEAR.fullmatch(following or "-"):
            return position + 1, 0.96, "date: year"
        if form in ("شهر", "الشهر") and following:
            last = _month_at(document, position + 1)
            if last is not None:
                return _year_after(document, last), 0.95, "date: month"
        if form in ("صيف", "شتاء", "ربيع", "خريف") and following:
            year = position + 1 + (following in ("عام", "العام", "سنه"))
            if document.same_sentence(position, year) and _YEAR.fullmatch(document.norm(year)):
                return year, 0.93, "date: season of a year"
        if _DECADES.fullmatch(form):
            if following == "القرن" and document.norm(position + 2) in (*table.after, "العشرين", "التاسع"):
                return position + 2, 0.93, "date: decade"
            return (position, 0.75, "date: decade") if form.endswith("ات") and form.startswith("ال") else None
        return None

    def _month(self, position: int, form: str, *, clitic: bool) -> tuple[int, float, str] | None:
        document, table = self.document, self.table
        two = (form, document.norm(position + 1)) in table.two_part_months
        if form not in table.months and not two:
            return None
        if not clitic:
            last = _month_at(document, position)
            if last is None:
                return None
        else:
            last = position + two
        beyond = _year_after(document, last)
        if form in table.weak_months and beyond == last and not document.norm(last).endswith(")"):
            return None
        if last == position and beyond == last and clitic and len(form) < 4:
            return None
        return beyond, 0.94 if beyond > last else 0.85, "date: month"
