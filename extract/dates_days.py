"""Days told by words: weekdays with what says which one, أمس and غدا, parts of a day, ordinals with their month."""

from __future__ import annotations

from extract.clitics import readings
from extract.dates_calendar import calendar
from extract.dates_units import Found, View, date_at, same_day_after

DAY_HEADS = frozenset(("يوم", "يومي", "ايام"))
DEICTIC = frozenset(("اليوم", "امس", "غدا", "غد", "الغد", "البارحه", "الليله"))
_SINCE = frozenset(
    ("اعتبارا", "بدءا", "ابتداء", "بدايه", "انطلاقا", "سابق", "لاحق", "متاخر", "مبكر", "متاخره", "مبكره")
)
"""Words before من اليوم that are said of the day itself."""


def headed_day(view: View, position: int, form: str) -> Found | None:
    """يوم الأحد، يوم 25 يناير، يومي 3 و4 أيار، يوم أمس."""
    if form not in DAY_HEADS or not view.joined(position, position + 1):
        return None
    start = position + 1
    last = None if form == "ايام" else _weekday(view, start)
    if last is not None:
        return Found(last, 0.96, "date: weekday")
    last = date_at(view, start)
    if last is not None:
        return Found(same_day_after(view, last), 0.95, "date: day and month")
    if form == "يوم":
        last = deictic_day(view, start, headed=True)
        if last is not None:
            return Found(last, 0.93, "date: yesterday or tomorrow")
    return None


def ordinal_day(view: View, position: int, form: str) -> Found | None:
    last = date_at(view, position) if form == "ال" or form in calendar().ordinals else None
    if last is None:
        return None
    return Found(same_day_after(view, last), 0.93, "date: day and month")


def deictic(view: View, position: int, form: str) -> Found | None:
    if form == "غد":
        inner = _weekday(view, position + 1) if view.joined(position, position + 1) else None
        return Found(inner, 0.96, "date: today with its weekday") if inner is not None else None
    if form == "الغد":
        return None
    last = deictic_day(view, position, headed=False)
    if last is None:
        return None
    if last == position and form in ("اليوم", "الليله"):
        return Found(last, 0.8, "date: today")
    if form in ("اول", "بعد", "الاول") or view.after(position) == "الاول":
        return Found(last, 0.93, "date: day before yesterday or after tomorrow")
    return Found(last, 0.9 if last == position else 0.95, "date: yesterday or tomorrow")


def deictic_day(view: View, position: int, *, headed: bool) -> int | None:
    """Return the last token of أمس الأربعاء، أول من أمس، بعد غد، اليوم (الأحد). `headed`: after يوم or part of a day."""
    form, following = view.word(position), view.after(position)
    last = position
    if form in ("اول", "الاول"):
        last += 1 + (following == "من")
        if view.word(last) != "امس" or not view.joined(position, last):
            return None
    elif form == "بعد":
        if following not in ("غد", "الغد", "غدا"):
            return None
        last += 1
    elif form not in DEICTIC:
        return None
    elif form == "امس" and following == "الاول":
        last += 1
    elif form in ("اليوم", "الليله") and not _is_today(view, position, form, headed=headed):
        return None
    return _with_weekday(view, last)


def _with_weekday(view: View, last: int) -> int:
    """Return the last token of the weekday told beside أمس, in brackets or not."""
    if view.after(last) == "(":
        inner = _weekday(view, last + 2) if view.joined(last, last + 2) else None
        return inner + 1 if inner is not None and view.after(inner) == ")" else last
    inner = _weekday(view, last + 1) if view.after(last) else None
    return inner if inner is not None else _daypart_after(view, last)


def _daypart_after(view: View, last: int) -> int:
    """Return the last token of the part of the day said after it: السبت مساء."""
    table = calendar()
    if view.after(last) not in table.dayparts_after:
        return last
    beyond = view.after(last + 1)
    is_next = beyond in table.weekdays or beyond in DEICTIC or beyond in ("يوم", "اول")
    return last if is_next else last + 1


def _is_today(view: View, position: int, form: str, *, headed: bool) -> bool:
    """Return whether اليوم is the article's day: not "that day", "the day after" or a newspaper."""
    table = calendar()
    before = view.word(position - 1) if view.joined(position - 1, position) else ""
    following = view.after(position)
    if headed:
        return following not in table.no_today_before
    if form == "الليله":
        return before not in ("تلك", "هذه", "في", "ذات", "ليله") and not following.startswith("ال")
    weekday = _weekday(view, position + 1) if following else None
    if weekday is not None:
        # في ذلك اليوم الأحد is that day; سيفعل ذلك اليوم الأحد is today.
        return before not in ("ذلك", "هذا") or view.word(position - 2) not in ("في", "من", "منذ", "خلال", "حتي", "بقيه")
    if before in ("من", "حتي"):
        return view.word(position - 2) in _SINCE and view.joined(position - 2, position)
    if any(reading.form in table.no_today_after for reading in readings(before)):
        # لهذا اليوم
        return False
    return following not in table.no_today_before


def part_of_day(view: View, position: int, form: str) -> Found | None:
    """صباح الخميس، بعد ظهر أمس، منتصف ليل الأحد، فجر 7 سبتمبر."""
    start = position + 1
    if form in ("بعد", "قبل", "منتصف"):
        if view.after(position) not in ("ظهر", "ليل", "ليله", "نهار"):
            return None
        start += 1
    elif form not in calendar().dayparts:
        return None
    if not view.joined(position, start):
        return None
    last = _weekday(view, start)
    if last is None:
        last = date_at(view, start)
        last = None if last is None else same_day_after(view, last)
    if last is None:
        last = deictic_day(view, start, headed=True)
    if last is None and view.word(start) in ("يوم", "نهار"):
        inner = headed_day(view, start, "يوم")
        last = inner.last if inner else None
    return Found(last, 0.94, "date: part of a day") if last is not None else None


def weekday(view: View, position: int, form: str) -> Found | None:  # noqa: ARG001 - one shape for all rules
    last = _weekday(view, position)
    return Found(last, 0.93, "date: weekday") if last is not None else None


def _weekday(view: View, position: int) -> int | None:
    """Return the last token of a weekday with what tells which one, and the date told beside it."""
    table = calendar()
    if view.word(position) not in table.weekdays:
        return None
    before = view.word(position - 1) if view.joined(position - 1, position) else ""
    if any(reading.form in table.no_weekday_after for reading in readings(before)):
        return None
    following = view.after(position)
    if following in table.no_weekday_before:
        return None
    last = position
    if following in table.after:
        last += 1
    elif following == "من" and view.joined(position, position + 3):
        if view.word(position + 2) == "كل":
            return None
        period, beyond = view.word(position + 2), view.word(position + 3)
        if (period in table.periods and beyond in table.after) or (
            period in ("هذا", "هذه") and table.periods.get(beyond) == "week"
        ):
            last += 3
    return _date_beside(view, last)


def _date_beside(view: View, last: int) -> int:
    """Return the last token of the date told after a weekday: الأحد 12 أيار، الاثنين (21 سبتمبر)، الخميس الموافق 5 مارس."""
    following = view.after(last)
    bracket = following == "("
    start = last + 1 + (bracket or following in ("،", ","))
    inner = date_at(view, start) if view.joined(last, start) else None
    if inner is not None and (not bracket or view.after(inner) == ")"):
        return same_day_after(view, inner + bracket)
    beyond = same_day_after(view, last)
    return beyond if beyond > last else _daypart_after(view, last)
