"""What stands around a date and tells which day it means: the tense of its clause, an event that gave a day its name."""

from __future__ import annotations

from extract.clitics import readings
from extract.dates_calendar import calendar
from extract.dates_timex import Side
from extract.dates_told import Told
from extract.document import Document
from extract.tables import common_words

_REACH = 9
"""Tokens before a date among which the word of its clause's tense is looked for; the nearest wins."""
_BEYOND = 2
"""The same after it, for verbs of the future only: والأحد سيعقد."""
_FUTURE = ("سي", "ست", "سن")


def side_of(document: Document, first: int, last: int) -> Side:
    """Return on which side of the article's day a date of tokens first..last lies that does not say so itself."""
    for position in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if not document.same_sentence(position, first):
            break
        side = _tense(document, position)
        if side:
            return side
    for position in range(last + 1, last + 1 + _BEYOND):
        if document.same_sentence(last, position) and _tense(document, position) == "after":
            return "after"
    return "before"


def _tense(document: Document, position: int) -> Side | None:
    table = calendar()
    for reading in readings(document.norm(position)):
        form = reading.form
        side = table.tense.get(form)
        if side:
            return "after" if side == "after" else "before"
        if form in table.imperfect and not reading.clitics.endswith(("ب", "ك")):
            before = document.norm(position - 1) if document.same_sentence(position - 1, position) else ""
            return "before" if {each.form for each in readings(before)} & table.past_before else "after"
        # What follows the future's س is a verb: not سيناء, not سترلينغ.
        if form[:2] in _FUTURE and form[1:] in common_words():
            return "after"
    return None


def year_known(document: Document, first: int, told: Told) -> int | None:
    """Return the year of a day and month that an event before them names: ثورة 25 يناير is of 2011."""
    if told.day is None or told.month is None or told.hijri or not document.same_sentence(first - 1, first):
        return None
    days = calendar().known_days
    for reading in readings(document.norm(first - 1)):
        for form in (reading.form, reading.form.removeprefix("ال")):
            year = days.get((form, told.day, told.month))
            if year:
                return year
    return None
