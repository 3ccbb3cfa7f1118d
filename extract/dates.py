"""Dates of a day or coarser, found by rule over tokens. Heads and parts of the day are inside, prepositions outside,
durations, vague times and clock times not at all; the values of dates are made in `extract.date_values`.
"""

from __future__ import annotations

import re
from functools import cache

from extract.clitics import Reading, readings
from extract.dates_calendar import calendar, decade_of
from extract.dates_periods import is_plain_number
from extract.dates_spans import date_of_words, openers
from extract.dates_told import figures
from extract.dates_units import YEAR, View, date_at, era_after, is_range, same_day_after, years_at
from extract.document import Candidate, Document
from extract.remembered import remembered


def date_names(document: Document) -> list[Candidate]:
    """Return candidates for dates, in order, none overlapping another."""
    patterns = _by_pattern(document)
    numeric = [-1] * len(document.tokens)
    for candidate in patterns:
        numeric[candidate.first] = candidate.last
    by_first = {candidate.first: candidate for candidate in patterns}
    view = View(document, numeric=tuple(numeric))
    found: list[Candidate] = []
    position = 0
    while position < len(document.tokens):
        name = _place_name(view, position)
        if name is not None:
            position = name + 1
            continue
        date = _date_at(view, position, by_first.get(position), found[-1].last if found else -1)
        if date:
            found.append(date)
            position = date.last + 1
        else:
            position += 1
    return found


@cache
def _english() -> re.Pattern[str]:
    names = [name[0] for name in calendar().months if len(name) == 1 and name[0].isascii()]
    months = "|".join(sorted((*names, "février", "août", "décembre"), key=len, reverse=True))
    days = "|".join(sorted(calendar().latin_weekdays, key=len, reverse=True))
    nth = "(?:st|nd|rd|th|er)?"
    return re.compile(
        rf"(?:\b(?:{days})\.?,? )?(?:(?<!\d)\d{{1,2}}{nth}[ -](?:of )?(?:{months})\b\.?,?[ -]\d{{4}}\b"
        rf"|(?:{months})\.? \d{{1,2}}{nth}, ?\d{{4}}\b|(?:{months})\.? \d{{4}}\b)",
        re.IGNORECASE,
    )


_NUMERIC = re.compile(
    r"(?<![\d/.\-])(?:\d{4}(?P<a> ?[-/] ?)\d{1,2}(?P=a)\d{1,2}|\d{1,2}(?P<b> ?[-/] ?|\.)\d{1,2}(?P=b)\d{4})(?![\d/\-])"
)
_LATIN = re.compile(r"[A-Za-z]{3}")


def _by_pattern(document: Document) -> list[Candidate]:
    found: list[Candidate] = []
    index = 0
    matches = [(match, "date: in figures") for match in _NUMERIC.finditer(document.body) if figures(match[0])]
    if _LATIN.search(document.body):
        matches += [(match, "date: English") for match in _english().finditer(document.body)]
    for start, end, reason in sorted((match.start(), match.end(), reason) for match, reason in matches):
        while index < len(document.tokens) and document.tokens[index].end <= start:
            index += 1
        last = index
        while last + 1 < len(document.tokens) and document.tokens[last + 1].start < end:
            last += 1
        if index < len(document.tokens) and document.tokens[last].end == end:
            found.append(Candidate(start, end, index, last, "DATE", 0.95, reason, 1))
    return found


def _date_at(view: View, position: int, pattern: Candidate | None, previous: int) -> Candidate | None:
    """Return the date that starts at a token; `previous` is the last token of the date before."""
    document = view.document
    if pattern:
        last = same_day_after(view, era_after(view, pattern.last))
        end = document.tokens[last].end
        return Candidate(pattern.start, end, position, last, "DATE", pattern.confidence, pattern.reason, 1)
    token = document.tokens[position]
    if token.kind == "mark":
        return None
    if token.kind == "number":
        return _date_of_number(view, position, previous)
    for reading in _openings(token.norm):
        seen = View(document, position, reading.form, view.numeric) if reading.skip else view
        date = date_of_words(seen, position)
        if date:
            return document.candidate(
                position, date.last, "DATE", date.confidence, date.reason, skip=reading.skip, rank=1
            )
    return None


@remembered
def _openings(norm: str) -> tuple[Reading, ...]:
    """Return the readings of a word with which a date may begin."""
    first = openers()
    return tuple(
        reading
        for reading in readings(norm)
        if (reading.form in first or decade_of(reading.form) is not None)
        and (len(reading.clitics) <= 1 or reading.clitics in ("ول", "وب", "فل", "فب"))
    )


def _place_name(view: View, position: int) -> int | None:
    """Return the last token of a day and month that name a road or town: شارع 26 يوليو, مدينة السادس من أكتوبر."""
    following = view.after(position)
    if not following.isdecimal() and following not in calendar().ordinals:
        return None
    heads = calendar().no_day_after
    if not any(reading.form in heads for reading in readings(view.word(position))):
        return None
    last = date_at(view, position + 1)
    return last if last is not None and view.document.tokens[last].kind == "word" else None


def _date_of_number(view: View, position: int, previous: int) -> Candidate | None:
    document = view.document
    last = date_at(view, position)
    if last is not None:
        last = same_day_after(view, last)
        return document.candidate(position, last, "DATE", 0.95, "date: day and month", rank=1)
    last = years_at(view, position, headed=False)
    if last is None:
        return None
    if last > position or _year_is_meant(view, position, previous):
        reason = "date: range of years" if is_range(view, position, last) else "date: year"
        return document.candidate(position, last, "DATE", 0.85, reason, rank=1)
    return None


_BEFORE_A_YEAR = frozenset(
    (
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
        "غايه",
    )
)
_SURE_BEFORE_A_YEAR = frozenset(("منذ", "سنه", "بحلول", "اواخر", "مطلع", "منتصف"))
_NOT_COUNTED = frozenset(("عندما", "بينما", "حينما", "بعدما", "قبلما", "فيما", "كما", "الي", "حتي", "وحتي", "والي"))
"""Words after a year that end like a counted noun."""
_EARLIEST = 1800
_LATEST = 2060
"""Outside, a number in brackets, after حرب or at a line's start is no year."""


def _year_is_meant(view: View, position: int, previous: int) -> bool:
    if not is_plain_number(view, position):
        return _opens_line(view, position)
    if not view.joined(position - 1, position):
        return _opens_line(view, position)
    before, following = view.word(position - 1), view.after(position)
    is_likely = _EARLIEST <= int(view.word(position)) <= _LATEST
    if before == "(" and following == ")":
        return is_likely
    if before in ("و", "،") and previous == position - 2 and YEAR.fullmatch(view.word(previous)):
        # عامي 2014 و2015
        return is_likely
    is_word = bool(following) and view.document.tokens[position + 1].kind == "word" and following not in _NOT_COUNTED
    if is_word and following.endswith(("ا", "ين")) and len(following) > 4:
        return False
    forms = {reading.form for reading in readings(before)}
    if forms & calendar().before_year:
        return is_likely
    if before[:1] in ("و", "ف") and before[1:] in _BEFORE_A_YEAR:
        # وفي 2014، ومنذ 2011.
        before = before[1:]
    if before not in _BEFORE_A_YEAR:
        return False
    # من 1500 قتيل: a round number before a word is counted.
    is_round = view.word(position).endswith("00") and is_word
    return before in _SURE_BEFORE_A_YEAR or not is_round


def _opens_line(view: View, position: int) -> bool:
    """Return whether a year stands before what happened in it, in a list: `2013 - وفاة`, `- 2011: `."""
    tokens = view.document.tokens
    first = position - 1 if view.word(position - 1) in ("-", "•", "–") and position else position
    is_first = first == 0 or tokens[first - 1].line < tokens[first].line
    if not is_first or view.after(position) not in (":", "-", "–"):
        return False
    return _EARLIEST <= int(view.word(position)) <= _LATEST and not view.after(position + 1).isdecimal()
