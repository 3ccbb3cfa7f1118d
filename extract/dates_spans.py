"""Dates that start with a word: a table of rules over it."""

from __future__ import annotations

from functools import cache

from extract.dates_calendar import calendar, decade_of
from extract.dates_days import DAY_HEADS, DEICTIC, deictic, headed_day, ordinal_day, part_of_day, weekday
from extract.dates_periods import DECADE_HEADS, MONTH_HEADS, division, month, part_of_period, period
from extract.dates_units import YEAR_HEADS, Found, View


@cache
def openers() -> frozenset[str]:
    """Return the words that a date can start with."""
    table = calendar()
    return frozenset(
        (
            *table.weekdays,
            *(name[0] for name in table.months if not name[0].isascii()),
            *table.periods,
            *table.seasons,
            *table.parts,
            *table.dayparts,
            *table.divisions,
            *table.ordinals,
            *DAY_HEADS,
            *MONTH_HEADS,
            *DECADE_HEADS,
            *YEAR_HEADS,
            *DEICTIC,
            *("هذا", "هذه", "بعد", "قبل", "ال"),
        )
    )


def date_of_words(view: View, position: int) -> Found | None:
    """Return the date that starts with the word at a token, None where none does."""
    form = view.word(position)
    if form not in openers() and decade_of(form) is None:
        return None
    for rule in _RULES:
        found = rule(view, position, form)
        if found:
            return found
    return None


_RULES = (headed_day, ordinal_day, deictic, part_of_day, weekday, division, part_of_period, period, month)
"""In order: the first that finds a date wins."""
