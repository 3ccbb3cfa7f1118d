"""Values of dates, as far as their own words tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.date_values import date_value
from extract.normalise import normalise

VALUES = [
    ("3 يناير", ("3", "1", "")),
    ("3 كانون الثاني", ("3", "1", "")),
    ("كانون الثاني يناير 2020", ("", "1", "2020")),
    ("الثالث آذار", ("3", "3", "")),
    ("الحادي عشر سبتمبر 2001", ("11", "9", "2001")),
    ("الثاني والعشرين نوفمبر", ("22", "11", "")),
    ("العشرين آب", ("20", "8", "")),
    ("تشرين الثاني", ("", "11", "")),
    ("25 11 2020", ("25", "11", "2020")),
    ("2020 11 25", ("25", "11", "2020")),
    ("12 jul 2018", ("12", "7", "2018")),
    ("2003", ("", "", "2003")),
    ("الأربعاء", ("", "", "")),
]


@pytest.mark.parametrize(("words", "parts"), VALUES)
def test_a_date_is_its_day_month_and_year(words: str, parts: tuple[str, str, str]) -> None:
    value = date_value(normalise(words).split())
    assert (value.day, value.month, value.year) == parts


SAME = [
    ("أمس الأربعاء", "الأربعاء"),
    ("اليوم الخميس", "الخميس"),
    ("أمس الأول", "أول أمس"),
    ("الشهر الماضي", "الشهر المنصرم"),
    ("الأسبوع المقبل", "الأسبوع القادم"),
    ("الشهر الجاري", "الشهر الحالي"),
    ("thu 12 jul 2018", "12 يوليو 2018"),
    ("الجمعة 3 يناير 2020", "3 كانون الثاني 2020"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_date_have_one_key(one: str, other: str) -> None:
    assert date_value(normalise(one).split()).key == date_value(normalise(other).split()).key


APART = [
    ("أول أمس", "أمس"),
    ("الشهر الماضي", "الشهر المقبل"),
    ("منتصف يناير", "يناير"),
    ("3 يناير 2019", "3 يناير 2020"),
    ("الأحد الماضي", "الأحد المقبل"),
    ("يناير", "يناير الماضي"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_dates_have_two_keys(one: str, other: str) -> None:
    assert date_value(normalise(one).split()).key != date_value(normalise(other).split()).key


def test_the_weekday_of_a_full_date_is_kept_beside_it() -> None:
    assert date_value(normalise("Thu 12 Jul 2018").split()).weekday == normalise("الخميس")


_WORDS = ["3", "12", "2020", "يناير", "كانون", "الثاني", "الثالث", "عشر", "الاحد", "امس", "الماضي", "thu"]


@given(st.lists(st.sampled_from(_WORDS), min_size=1))
def test_any_words_have_a_value(words: list[str]) -> None:
    assert date_value(words).key[0] == "DATE"
