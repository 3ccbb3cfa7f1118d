"""What holds of all dates: every day of two centuries reads back from each style, and no text raises or takes long."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.article import Article
from extract.date_values import Timex, timex, timexes
from extract.dates import date_names
from extract.dates_calendar import calendar
from extract.dates_hijri import hijri_days
from extract.dates_spans import openers
from extract.dates_units import View
from extract.document import Document
from tests.extract.dated import dated, with_dates

EGYPTIAN = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
]
LEVANTINE = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
MAGHREBI = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
MOROCCAN = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
ENGLISH_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
ONES = ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"]
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def ordinal(day: int) -> str:
    """Return a day of a month as news writes it out."""
    if day <= 10:
        return ONES[day - 1]
    ones = "الحادي" if day % 10 == 1 else ONES[day % 10 - 1]
    if day < 20:
        return f"{ones} عشر"
    if day % 10 == 0:
        return "العشرين" if day == 20 else "الثلاثين"
    return f"{ones} و{'العشرين' if day < 30 else 'الثلاثين'}"


STYLES: dict[str, Callable[[date], str]] = {
    "Egyptian": lambda day: f"{day.day} {EGYPTIAN[day.month - 1]} {day.year}",
    "Levantine": lambda day: f"{day.day} {LEVANTINE[day.month - 1]} {day.year}",
    "Maghrebi": lambda day: f"{day.day} {MAGHREBI[day.month - 1]} {day.year}",
    "Moroccan": lambda day: f"{day.day} {MOROCCAN[day.month - 1]} {day.year}",
    "two names, stroke": lambda day: f"{day.day} {LEVANTINE[day.month - 1]}/{EGYPTIAN[day.month - 1]} {day.year}",
    "two names, brackets": lambda day: f"{day.day} {EGYPTIAN[day.month - 1]} ({LEVANTINE[day.month - 1]}) {day.year}",
    "Arabic-Indic": lambda day: f"{day.day} {EGYPTIAN[day.month - 1]} {day.year}".translate(ARABIC_INDIC),
    "with a weekday": lambda day: f"{WEEKDAYS[day.weekday()]} {day.day} {EGYPTIAN[day.month - 1]} {day.year}",
    "with يوم": lambda day: f"يوم {WEEKDAYS[day.weekday()]} {day.day} {LEVANTINE[day.month - 1]} {day.year}",
    "written out": lambda day: f"{ordinal(day.day)} من {EGYPTIAN[day.month - 1]} عام {day.year}",
    "of the month": lambda day: f"{day.day} من شهر {EGYPTIAN[day.month - 1]} عام {day.year}",
    "corresponding to": lambda day: f"{WEEKDAYS[day.weekday()]} الموافق {day.day} {EGYPTIAN[day.month - 1]} {day.year}",
    "ISO": lambda day: day.isoformat(),
    "year first, strokes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "day first, strokes": lambda day: f"{day.day}/{day.month}/{day.year}",
    "day first, dashes": lambda day: f"{day.day:02d}-{day.month:02d}-{day.year}",
    "day first, dots": lambda day: f"{day.day}.{day.month}.{day.year}",
    "Arabic-Indic figures": lambda day: f"{day.day}/{day.month}/{day.year}".translate(ARABIC_INDIC),
    "named month in figures": lambda day: f"{day.day}/{EGYPTIAN[day.month - 1]}/{day.year}",
    "English": lambda day: f"{ENGLISH[day.month - 1]} {day.day}, {day.year}",
    "English, day first": lambda day: f"{day.day} {ENGLISH[day.month - 1]} {day.year}",
    "mail": lambda day: f"{ENGLISH_DAYS[day.weekday()]}, {day.day:02d} {ENGLISH[day.month - 1][:3]} {day.year}",
    "French": lambda day: f"{day.day} {FRENCH[day.month - 1]} {day.year}",
}
PUBLISHED = st.none() | st.dates()
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize("style", STYLES)
@given(day=DAYS, published=PUBLISHED)
def test_every_day_reads_back_to_itself_in_every_style(style: str, day: date, published: date | None) -> None:
    assert timex(STYLES[style](day), published) == Timex(day.isoformat(), "day")


@pytest.mark.parametrize("style", STYLES)
@given(day=DAYS)
def test_every_day_is_found_in_a_sentence_in_every_style(style: str, day: date) -> None:
    text = STYLES[style](day)
    assert with_dates(f"وصل الوفد في {text}، وعاد.") == f"وصل الوفد في [{text}|DATE]، وعاد."


@pytest.mark.parametrize("names", [EGYPTIAN, LEVANTINE, MAGHREBI, MOROCCAN])
@given(day=DAYS)
def test_every_month_reads_back_to_itself(names: list[str], day: date) -> None:
    assert timex(f"{names[day.month - 1]} {day.year}") == Timex(f"{day.year:04d}-{day.month:02d}", "month")


@given(st.integers(1343, 1500), st.integers(1, 12), st.integers(1, 29))
def test_every_hijri_day_is_the_library_s(year: int, month: int, day: int) -> None:
    names = [
        "محرم",
        "صفر",
        "ربيع الأول",
        "ربيع الآخر",
        "جمادى الأولى",
        "جمادى الآخرة",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو القعدة",
        "ذو الحجة",
    ]
    days = hijri_days(year, month, day)
    assert days is not None
    assert timex(f"{day} {names[month - 1]} {year} هـ") == Timex(days[0].isoformat(), "day")


WORDS = [
    *sorted(openers() | set(calendar().after) | set(calendar().eras)),
    *[
        "3",
        "12",
        "31",
        "45",
        "2020",
        "1439",
        "0",
        "99999",
        "الاول",
        "عشر",
        "والعشرين",
        "من",
        "الي",
        "و",
        "في",
        "(",
        ")",
        "/",
        "-",
        "–",
        "،",
        ".",
        "الموافق",
        "كل",
        "نوفمبر",
        "May",
        "Thu,",
        "12/3/2020",
    ],
]
EDTF = re.compile(
    r"-?\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?|\d{3}X|\d{2}XX"  # days, months, years, intervals, X for unsaid
)
RELATIVE = re.compile(
    r"P-?\d+[DWMY]( start| mid| end)?"
    r"|((hijri )?(-W-\d|--\d\d(-\d\d)?(/--\d\d-\d\d)?|---\d\d(/---\d\d)?)|(decade|half|third|week) -?\d+ of)"
    r" (before|after|last|next|this|P-?\d+[DWMY])( start| mid| end)?"
)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    document = Document(Article(text))
    found = date_names(document)
    assert all(text[name.start : name.end].strip() for name in found)
    assert len(timexes(document, [(name.start, name.end) for name in found])) == len(found)
    timex(text)


@given(st.lists(st.sampled_from(WORDS)).map(" ".join), PUBLISHED)
@example("31 ديسمبر", date(9999, 12, 31))
@example("الاسبوع الماضي", date(1, 1, 1))
@example("القرن الماضي", date(50, 1, 1))
@example("منتصف الشهر المقبل", date(9999, 12, 31))
def test_words_of_dates_in_any_order_have_a_value_of_the_form_or_none(text: str, published: date | None) -> None:
    value = timex(text, published)
    if value is not None:
        form = RELATIVE if value.is_relative else EDTF
        assert form.fullmatch(value.value), value
        assert not (value.is_relative and published)


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_dates_are_in_order_and_apart_and_on_the_edges_of_words(text: str) -> None:
    document = Document(Article(text))
    found = date_names(document)
    assert all(one.end <= other.start for one, other in pairwise(found))
    ends = {token.end for token in document.tokens}
    assert all(name.end in ends and name.start < name.end for name in found)


@given(st.text(), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50))))
def test_any_span_has_a_value_or_none(text: str, spans: list[tuple[int, int]]) -> None:
    document = Document(Article(text, published="2020-11-25"))
    inside = [(start, min(end, len(text))) for start, end in spans if start < end]
    assert len(timexes(document, inside)) == len(inside)


@pytest.mark.parametrize(
    "unit",
    [
        "الربع الأول من ",
        "العقد الأول من القرن ",
        "1 - 2 - 3 - 4 - ",
        "الأحد (الأحد (",
        "يوم يوم ",
        "الأحد الموافق ",
        "2001-2002-",
        "منتصف نهاية ",
        "أمس ",
        "تشرين ",
        "الأول من ",
        "مايو/",
        "1 و2 و3 و",
    ],
)
def test_the_work_grows_with_the_text_and_not_faster(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0
    word = View.word

    def counted(self: View, index: int) -> str:
        nonlocal looked_at
        looked_at += 1
        return word(self, index)

    monkeypatch.setattr(View, "word", counted)
    costs = []
    for times in (100, 1000):
        looked_at = 0
        date_names(Document(Article(unit * times)))
        costs.append(looked_at)
    assert 0 < costs[1] <= 10.5 * costs[0]


def test_a_span_of_any_length_is_read_in_no_time() -> None:
    assert timex("الأحد " * 100_000) is None
    assert dated("2020 " * 1000) == []
