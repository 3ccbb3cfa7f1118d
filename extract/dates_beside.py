"""Which of the days, months and seasons of one name is meant, seen from the article's day.

`side`: before and after include that day's own, last and next do not; this is the same year's or week's.
Each raises ValueError or OverflowError where the calendar has no such day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

DAY = timedelta(days=1)
_LEAP = 8
"""Years to the next 29 February at most."""
_MARGIN = 8
"""Years around the article's that a weekday told beside day and month may choose from."""
_BACKWARDS = ("last", "before")


def is_beside(day: date, published: date, side: str) -> bool:
    """Return whether a day lies on a side of the article's."""
    if side == "before":
        return day <= published
    if side == "after":
        return day >= published
    return day < published if side == "last" else day > published


def year_of_month(month: int, published: date, side: str) -> int:
    """Return the year of the month that is meant."""
    year, now = published.year, published.month
    if side == "this":
        return year
    if side in _BACKWARDS:
        return year - (month > now or (month == now and side == "last"))
    return year + (month < now or (month == now and side == "next"))


def year_of_day(month: int, day: int, weekday: int | None, published: date, side: str) -> int:
    """Return the year of the day that is meant; a weekday told beside it chooses the nearest year where it agrees."""
    if side == "this":
        return published.year
    if weekday is not None:
        for year in sorted(
            range(published.year - _MARGIN, published.year + _MARGIN), key=lambda year: abs(year - published.year)
        ):
            if _exists(year, month, day) and date(year, month, day).weekday() == weekday:
                return year
    step = -1 if side in _BACKWARDS else 1
    for ahead in range(_LEAP + 2):
        year = published.year + step * ahead
        if _exists(year, month, day) and is_beside(date(year, month, day), published, side):
            return year
    raise ValueError(day)


def year_of_season(number: int, published: date, side: str) -> int:
    """Return the year of the season that is meant, 1 spring to 4 winter; a winter has the year of its December."""
    year = published.year - (published.month <= 2)
    now = (published.month % 12) // 3 or 4
    if side in _BACKWARDS:
        return year - (number > now or (number == now and side == "last"))
    if side == "this":
        return year
    return year + (number < now or (number == now and side == "next"))


def weekday_beside(weekday: int, published: date, side: str) -> date:
    """Return the weekday that is meant."""
    if side == "this":
        return weekday_of_week(weekday, published)
    if side in _BACKWARDS:
        return published - ((published.weekday() - weekday) % 7 or 7 * (side == "last")) * DAY
    return published + ((weekday - published.weekday()) % 7 or 7 * (side == "next")) * DAY


def weekday_nearest(weekday: int, day: date) -> date:
    """Return the weekday nearest to a day: the weekday told beside أمس is the surer of the two words."""
    return day + ((weekday - day.weekday() + 3) % 7 - 3) * DAY


def weekday_of_week(weekday: int, day: date) -> date:
    """Return the weekday of the week that a day is in."""
    return next(each for each in _days(week(day)[0]) if each.weekday() == weekday)


def week(day: date) -> tuple[date, date]:
    """Return the first and last day of a day's week, which starts on Saturday as in most Arab countries (CLDR)."""
    first = day - ((day.weekday() - 5) % 7) * DAY
    return first, first + 6 * DAY


def _days(first: date) -> Iterator[date]:
    return (first + ahead * DAY for ahead in range(7))


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]
