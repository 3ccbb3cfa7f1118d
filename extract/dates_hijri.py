"""Hijri dates as days of the Gregorian calendar, by the Umm al-Qura calendar (library hijridate).

The library knows the years 1343 to 1500 (1924 to 2077); a date outside has no days here. Countries that see the moon
themselves may be a day away from it.
"""

from __future__ import annotations

from datetime import date, timedelta

from extract.dates_beside import is_beside

_FIRST, _LAST = 1343, 1500
_BACK, _AHEAD = 50, 3
"""Years before and after the article's own in which عام 1439 is a Hijri year and not the time of the Mamluks."""


def hijri_days(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date] | None:
    """Return the first and the last Gregorian day of a Hijri year, month or day; None where there is no such date."""
    # Imported here: most articles tell no Hijri date, and its tables cost 5 ms at the start.
    from hijridate import Hijri  # noqa: PLC0415 - see above

    try:
        first = Hijri(year, month or 1, day or 1)
        start = date(*first.to_gregorian().datetuple())
        if day:
            return start, start
        length = first.month_length() if month else first.year_length()
    except (ValueError, OverflowError):
        return None
    return start, start + timedelta(days=length - 1)


def is_hijri_year(year: int, published: date | None) -> bool:
    """Return whether a year told without its era is one of the Hijri calendar: near the article's own."""
    if not _FIRST <= year <= _LAST or published is None:
        return False
    now = _year_at(published)
    return now is not None and now - _BACK <= year <= now + _AHEAD


def hijri_year(published: date, side: str, month: int | None, day: int | None, shift: int | None) -> int | None:
    """Return the Hijri year of a month or day told without one: `shift` years from the article's, else by its side."""
    now = _year_at(published)
    if now is None:
        return None
    if shift is not None or side == "this":
        return now + (shift or 0)
    other = now - 1 if side in ("before", "last") else now + 1
    days = hijri_days(now, month, day)
    if days is None:
        return other
    start, end = days
    edge = {"before": start, "after": end, "last": end, "next": start}[side]
    return now if is_beside(edge, published, side) else other


def _year_at(day: date) -> int | None:
    """Return the Hijri year of a Gregorian day, None outside the years that the library knows."""
    from hijridate import Gregorian  # noqa: PLC0415 - as above

    try:
        return Gregorian(day.year, day.month, day.day).to_hijri().year
    except (ValueError, OverflowError):
        return None
