"""The words of dates: each says one thing, all are folded, and what they count is complete."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from extract.dates_calendar import Month, calendar, decade_of, month_of, ordinal_at
from extract.normalise import normalise
from extract.tables import toml, word_set

MONTHS = [
    ("كانون الثاني", 1),
    ("كانون ثاني", 1),
    ("جانفي", 1),
    ("February", 2),
    ("février", 2),
    ("آذار", 3),
    ("إبريل", 4),
    ("أفريل", 4),
    ("ماي", 5),
    ("يونيه", 6),
    ("حزيران", 6),
    ("يوليوز", 7),
    ("août", 8),
    ("غشت", 8),
    ("شتنبر", 9),
    ("تشرين أول", 10),
    ("نونبر", 11),
    ("دجنبر", 12),
]
HIJRI = [
    ("المحرم", 1),
    ("صفر", 2),
    ("ربيع الأول", 3),
    ("ربيع الآخر", 4),
    ("جمادى الأولى", 5),
    ("جمادى الثانية", 6),
    ("رجب", 7),
    ("شعبان", 8),
    ("رمضان", 9),
    ("شوال", 10),
    ("ذي القعدة", 11),
    ("ذو الحجة", 12),
]


@pytest.mark.parametrize(
    ("name", "month"),
    [
        *((name, Month(number, hijri=False)) for name, number in MONTHS),
        *((name, Month(number, hijri=True)) for name, number in HIJRI),
    ],
)
def test_months_have_their_numbers(name: str, month: Month) -> None:
    words = normalise(name).split()
    assert month_of(words, 0) == (month, len(words))
    assert month_of(["في", *words, "x"], 1) == (month, len(words))


@pytest.mark.parametrize("words", [[], ["كانون"], ["تشرين"], ["ربيع"], ["كانون", "x"], ["الثاني"], [""]])
def test_half_a_month_is_none(words: list[str]) -> None:
    assert month_of(words, 0) is None


def test_both_calendars_have_twelve_months() -> None:
    for hijri in (False, True):
        assert {month.number for month in calendar().months.values() if month.hijri is hijri} == set(range(1, 13))


def test_a_week_has_seven_days_in_both_languages() -> None:
    assert set(calendar().weekdays.values()) == set(calendar().latin_weekdays.values()) == set(range(7))


def test_words_are_folded_so_that_they_can_be_met() -> None:
    table = calendar()
    for words in (table.weekdays, table.periods, table.seasons, table.after, table.parts, table.ordinals, table.tense):
        assert all(word == normalise(word) for word in words)
    assert all(word == normalise(word) for name in table.months for word in name)


@pytest.mark.parametrize("name", ["periods", "after", "parts", "divisions", "eras"])
def test_no_word_says_two_things(name: str) -> None:
    words = [word for row in toml("calendar.toml")[name].values() for word in word_set(row)]
    assert [word for word, times in Counter(words).items() if times > 1] == []


def test_no_word_of_tense_is_past_and_future() -> None:
    table = toml("calendar.toml")["tense"]
    assert not word_set(table["after"]) & word_set(table["before"])
    assert not word_set(table["imperfect"]) & word_set(table["before"])


ORDINALS = [
    ("الأول", (1, 1)),
    ("الفاتح", (1, 1)),
    ("العاشر", (10, 1)),
    ("الحادي عشر", (11, 2)),
    ("الثاني عشر", (12, 2)),
    ("التاسع عشر", (19, 2)),
    ("العشرين", (20, 1)),
    ("العشرون", (20, 1)),
    ("الحادي والعشرين", (21, 2)),
    ("الواحد والعشرين", (21, 2)),
    ("التاسع والعشرون", (29, 2)),
    ("الثلاثين", (30, 1)),
    ("الحادي والثلاثين", (31, 2)),
]


@pytest.mark.parametrize(("text", "value"), ORDINALS)
def test_ordinals_have_their_number_and_length(text: str, value: tuple[int, int]) -> None:
    words = normalise(text).split()
    assert ordinal_at(words, 0) == value
    assert ordinal_at([*words, "من"], 0) == value


@pytest.mark.parametrize("text", ["الحادي", "الواحد", "عشر", "والعشرين", "اول", ""])
def test_what_is_no_ordinal_of_a_day_has_no_number(text: str) -> None:
    assert ordinal_at(text.split(), 0) is None


@pytest.mark.parametrize(
    ("word", "tens"),
    [
        ("العشرينيات", 2),
        ("الثلاثينات", 3),
        ("ستينيات", 6),
        ("التسعينات", 9),
        ("تسعين", None),
        ("السبعون", None),
        ("الستين", None),
    ],
)
def test_decades_are_told_by_their_tens(word: str, tens: int | None) -> None:
    assert decade_of(normalise(word)) == tens


def test_known_days_are_days_of_the_year_they_name() -> None:
    known = calendar().known_days
    assert known[("ثوره", 25, 1)] == 2011
    assert all(1 <= day <= 31 and 1 <= month <= 12 and 1900 <= year <= 2030 for (_, day, month), year in known.items())


def test_the_table_s_weekdays_follow_each_other() -> None:
    numbers = list(calendar().weekdays.values())
    assert all(one <= other for one, other in pairwise(numbers))
