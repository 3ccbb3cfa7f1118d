"""Months, years and longer or shorter periods told by words, and parts of them."""

from __future__ import annotations

from extract.clitics import readings
from extract.dates_calendar import calendar, decade_of
from extract.dates_days import deictic_day
from extract.dates_units import YEAR_HEADS, Found, View, month_at, year_after, years_at
from extract.tables import name_words, word_set

MONTH_HEADS = frozenset(("شهر", "الشهر", "شهري"))
DECADE_HEADS = frozenset(("عقد", "عقدي"))
_SURE_NAME = 5
"""How well a word must be known as a later name to make رمضان before it a first name."""


def division(view: View, position: int, form: str) -> Found | None:
    """الربع الأول من العام الجاري، الأسبوع الأول من يونيو، القرن العشرين، العقد الأول من القرن الحالي."""
    kind = calendar().divisions.get(form)
    if kind is None:
        return None
    last = view.ordinal(position + 1) if view.joined(position, position + 1) else None
    if last is None and kind != "century" and view.after(position) == "الاخير":
        last = position + 1
    if kind == "century":
        if last is None and view.joined(position, position + 1):
            number = position + 1 + (view.word(position + 1) == "ال")
            value = view.word(number)
            last = number if value.isdecimal() and len(value) == 2 and int(value) <= 21 else None
        if last is None or view.word(position + 1) in ("الاول", "الثاني", "الثلاثين"):
            return None
        following = view.after(last)
        is_era = following in ("الميلادي", "الهجري") or (following == "قبل" and view.after(last + 1) == "الميلاد")
        return Found(last + (2 if following == "قبل" else 1) * is_era, 0.9, "date: century")
    if last is None or view.after(last) != "من":
        return None
    if not view.joined(last, last + 2):
        return None
    # Tenths of a century only, parts of all others: what holds another part ends here.
    whole = _century(view, last + 2) if kind == "decade" else _whole(view, last + 2)
    return Found(whole.last, 0.92, f"date: {kind} of a period") if whole else None


def _whole(view: View, position: int) -> Found | None:
    """Return a month, year or longer time of which parts are told."""
    form = view.word(position)
    last = years_at(view, position, headed=False)
    if last is not None:
        return Found(last, 0.9, "date: year")
    is_long = calendar().divisions.get(form) in ("decade", "century")
    return (
        period(view, position, form)
        or (division(view, position, form) if is_long else None)
        or _month(view, position, form, inner=True)
    )


def _century(view: View, position: int) -> Found | None:
    if view.word(position) != "القرن":
        return None
    return period(view, position, "القرن") or division(view, position, "القرن")


def part_of_period(view: View, position: int, form: str) -> Found | None:
    """منتصف الشهر الماضي، أواخر 2018، نهاية العام."""
    table = calendar()
    if form not in table.parts or not view.joined(position, position + 1):
        return None
    start = position + 1
    year = years_at(view, start, headed=False)
    if year is not None:
        if form in ("اخر", "وسط", "اول") or not is_plain_number(view, year):
            return None
        return Found(year, 0.9, "date: part of a year")
    found = _whole(view, start)
    if found:
        return Found(found.last, found.confidence - 0.02, "date: part of a period")
    if view.word(start) in ("اليوم", "امس") and form != "وسط":
        day = deictic_day(view, start, headed=True)
        return Found(day, 0.85, "date: part of a day") if day is not None else None
    bare = table.periods.get(view.word(start))
    if bare in ("month", "year") and view.word(start).startswith("ال"):
        following = view.after(start)
        # نهاية العام الدراسي is another year; the preposition's article is no adjective.
        if not following.startswith("ال") or following == "الي":
            return Found(start, 0.8, "date: part of a period")
    return None


def is_plain_number(view: View, last: int) -> bool:
    """Return whether no unit follows a number that may be a year: not نهاية 2000 دولار."""
    following = view.after(last)
    return following not in _UNITS and "الف" not in following


_UNITS = word_set(
    "دولار دولارا مليون مليار دينار ريال درهم جنيه يورو ليرة كيلومتر كيلومترا كلم كم متر مترا طن طنا برميل شخص شخصا"
    " جندي جنديا مقاتل قتيل عنصر لاجئ درجة نقطة ساعة دقيقة أسرة عائلة مدني عامل موظف صاروخ مرة كيلوغرام ميغاواط"
    " % $ / - :"
)


def period(view: View, position: int, form: str) -> Found | None:
    """الشهر الماضي، هذا العام، عام 2003، شهر أيار، صيف 2014، التسعينيات."""
    table = calendar()
    following = view.after(position)
    if form in table.periods and following in table.after:
        if form == "العام" and _is_adjective(view, position, following):
            return None
        end = position + 1
        is_year = table.periods[form] == "year" and view.joined(end, end + 1)
        year = years_at(view, end + 1, headed=False) if is_year else None
        return Found(end if year is None else year, 0.95, "date: period")
    if form in ("هذا", "هذه") and following in table.periods and following.startswith("ال"):
        return Found(position + 1, 0.85, "date: period")
    if form in YEAR_HEADS and following:
        last = years_at(view, position + 1, headed=True)
        if last is not None:
            return Found(last, 0.96, "date: year")
    if form in MONTH_HEADS and following:
        last = month_at(view, position + 1)
        if last is not None:
            return Found(year_after(view, last), 0.95, "date: month")
    if form in table.seasons and not form.startswith("ال") and following:
        start = position + 1 + (following in YEAR_HEADS)
        last = years_at(view, start, headed=start > position + 1) if view.joined(position, start) else None
        if last is not None:
            return Found(last, 0.93, "date: season of a year")
        if start > position + 1 and view.after(position + 1) in table.after:
            return Found(position + 2, 0.93, "date: season of a year")
    if form in DECADE_HEADS and decade_of(following) is not None:
        return _decade(view, position + 1, following, headed=True)
    return _decade(view, position, form, headed=False)


def _is_adjective(view: View, position: int, following: str) -> bool:
    """Return whether العام is said of the word before it: الأمين العام الحالي، الأمن العام السابق."""
    if not view.joined(position - 1, position):
        return False
    before, table = view.word(position - 1), calendar()
    if any(reading.form in table.no_year_after for reading in readings(before)):
        return True
    return table.after[following] == "told" and before.startswith("ال") and not before.endswith(("ه", "ات"))


def _decade(view: View, position: int, form: str, *, headed: bool) -> Found | None:
    if decade_of(form) is None:
        return None
    if view.after(position) == "القرن":
        inner = _century(view, position + 1)
        return Found(inner.last, 0.93, "date: decade") if inner else None
    if view.after(position) == "من" and view.after(position + 1) in ("العمر", "عمره", "عمرها", "عمرهم", "القرن"):
        inner = _century(view, position + 2)
        return Found(inner.last, 0.93, "date: decade") if inner else None
    if headed or form.startswith("ال"):
        return Found(position, 0.75, "date: decade")
    return None


def month(view: View, position: int, form: str) -> Found | None:
    """يناير المقبل، أيار/مايو 2001، في شعبان 1440."""
    return _month(view, position, form, inner=False)


def _month(view: View, position: int, form: str, *, inner: bool) -> Found | None:
    """Return a month; `inner` after a word that only a time follows: the plain words among the months are months then."""
    last = month_at(view, position)
    if last is None:
        return None
    if view.after(last) == "من" and view.word(last + 2) == "كل":
        return None
    table = calendar()
    beyond = year_after(view, last)
    clitic = position == view.first
    alone = beyond == last and view.word(last) != ")"
    if alone and last == position and not inner:
        before = view.word(position - 1) if view.joined(position - 1, position) else ""
        if form in table.weak_months and (before not in table.weak_before or form in table.weakest_months):
            return None
        if before in table.no_month_after or view.after(last) == "الاسود" or (clitic and len(form) < 4):
            return None
        if form in table.shy_months and not _is_shy_month(view, position, before):
            return None
    return Found(beyond, 0.94 if beyond > last else 0.85, "date: month")


def _is_shy_month(view: View, position: int, before: str) -> bool:
    """Return whether رمضان is the month here and no person."""
    following = view.after(position)
    is_person = name_words().later.get(following, 0) >= _SURE_NAME
    return not is_person and (
        following == "المبارك"
        or before in calendar().shy_before
        or (view.document.norm(position)[:1] in ("ب", "ل") and position == view.first)
    )
