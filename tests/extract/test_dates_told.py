"""What the words of a date tell, before any article's date is asked."""

from __future__ import annotations

import pytest

from extract.dates_told import Told, figures, told

PARTS = [
    ("25 نوفمبر 2020", Told(day=25, month=11, year=2020)),
    ("الأحد 12 أيار", Told(day=12, month=5, weekday=6)),
    ("أيار/مايو 2001", Told(month=5, year=2001)),
    ("أمس الأربعاء", Told(weekday=2, period="day", shift=-1)),
    ("الثلاثاء من الأسبوع الماضي", Told(weekday=1, period="week", shift=-1)),
    ("الجمعة المقبل", Told(weekday=4, side="next")),
    ("منتصف الشهر الماضي", Told(period="month", shift=-1, part="mid")),
    ("14 من الشهر الجاري", Told(day=14, period="month")),
    ("ديسمبر من العام الماضي", Told(month=12, period="year", shift=-1)),
    ("نهاية العام", Told(period="year", part="end")),
    ("الربع الأول من 2020", Told(year=2020, division="quarter", number=1)),
    ("الربع الأخير من 2020", Told(year=2020, division="quarter", number=-1)),
    ("صيف 2014", Told(year=2014, division="season", number=2)),
    ("ثمانينات القرن الماضي", Told(decade=8, period="century", shift=-1)),
    ("القرن الـ19", Told(century=19)),
    ("القرن العشرين", Told(century=20)),
    ("3 و7 أيار", Told(day=3, month=5, day_to=7)),
    ("3 و4 و5 أيار", Told(day=3, month=5, day_to=5)),
    ("2011-2014", Told(year=2011, year_to=2014)),
    ("10 محرم 1440 هـ", Told(day=10, month=1, year=1440, hijri=True)),
    ("14 رمضان 1439 هـ الموافق 30 مايو 2018", Told(day=30, month=5, year=2018)),
    ("عام 48", Told(year=1948)),
    ("عام 11", Told(year=2011)),
    ("عام 539 قبل الميلاد", Told(year=539, before_christ=True)),
    ("ولعام 2018", Told(year=2018)),
]


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_each_word_fills_its_part(text: str, parts: Told) -> None:
    assert told(text) == parts


@pytest.mark.parametrize("text", ["", "كلمة", "5", "منتصف", "العام السابق", "32 يناير", "يناير/فبراير", "x" * 201])
def test_what_tells_no_date_is_none(text: str) -> None:
    assert told(text) is None


FIGURES = [
    ("25/11/2020", (2020, 11, 25)),
    ("05-10-2022", (2022, 10, 5)),
    ("10/25/2022", (2022, 10, 25)),
    ("2020-1-2", (2020, 1, 2)),
    ("5 . 10 . 2022", (2022, 10, 5)),
    ("31/2/2020", (2020, 2, 31)),
    ("2020-13-01", None),
    ("13/13/2020", None),
    ("0/1/2020", None),
    ("25/11-2020", None),
    ("25/11/20", None),
    ("125/11/2020", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "value"), FIGURES)
def test_figures_are_day_first_unless_that_cannot_be(text: str, value: tuple[int, int, int] | None) -> None:
    assert figures(text) == value
