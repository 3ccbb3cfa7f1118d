"""Hijri dates as Gregorian days, inside the years that the library knows and outside."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.dates_hijri import hijri_days, hijri_year, is_hijri_year

DAYS = [
    # New year's days and first days of Ramadan of the Umm al-Qura calendar.
    ((1440, 1, 1), "2018-09-11"),
    ((1441, 1, 1), "2019-08-31"),
    ((1442, 1, 1), "2020-08-20"),
    ((1439, 9, 1), "2018-05-16"),
    ((1440, 9, 1), "2019-05-06"),
    ((1441, 9, 1), "2020-04-24"),
]


@pytest.mark.parametrize(("hijri", "day"), DAYS)
def test_days_are_those_of_umm_al_qura(hijri: tuple[int, int, int], day: str) -> None:
    assert hijri_days(*hijri) == (date.fromisoformat(day), date.fromisoformat(day))


@given(st.integers(1343, 1499))
def test_a_year_is_its_months_and_the_next_follows(year: int) -> None:
    whole, following = hijri_days(year), hijri_days(year + 1)
    assert whole is not None
    assert following is not None
    assert following[0] == whole[1] + timedelta(days=1)
    months = [days for month in range(1, 13) if (days := hijri_days(year, month))]
    assert len(months) == 12
    assert (months[0][0], months[-1][1]) == whole
    assert all(other[0] - one[1] == timedelta(days=1) for one, other in pairwise(months))


@given(st.integers(-10_000, 10_000), st.none() | st.integers(-5, 20), st.none() | st.integers(-5, 40))
def test_no_numbers_raise(year: int, month: int | None, day: int | None) -> None:
    days = hijri_days(year, month, day)
    assert days is None or days[0] <= days[1]


@pytest.mark.parametrize("published", [date(1, 1, 1), date(1900, 1, 1), date(2078, 1, 1), date(9999, 12, 31)])
def test_an_article_outside_the_library_s_years_has_no_hijri_year(published: date) -> None:
    assert hijri_year(published, "before", 9, None, None) is None
    assert not is_hijri_year(1440, published)


SIDES = [
    ("2018-05-20", "before", 1439),
    ("2018-05-20", "last", 1438),
    ("2018-05-20", "next", 1440),
    ("2018-05-20", "this", 1439),
    ("2018-05-01", "before", 1438),
    ("2018-05-01", "after", 1439),
    ("2018-06-20", "last", 1439),
]


@pytest.mark.parametrize(("published", "side", "year"), SIDES)
def test_ramadan_without_its_year_is_the_one_on_its_side(published: str, side: str, year: int) -> None:
    assert hijri_year(date.fromisoformat(published), side, 9, None, None) == year


@pytest.mark.parametrize(("year", "is_one"), [(1439, True), (1400, True), (1445, True), (1453, False), (1343, False)])
def test_a_bare_year_is_hijri_near_the_article_s_own(year: int, is_one: bool) -> None:
    assert is_hijri_year(year, date(2020, 11, 25)) is is_one
    assert not is_hijri_year(year, None)


def test_the_library_is_loaded_only_for_a_hijri_date() -> None:
    program = (
        "import sys; from extract.date_values import timex; from datetime import date\n"
        "timex('أمس', date(2020, 11, 25)); before = 'hijridate' in sys.modules\n"
        "timex('رمضان 1439'); print(before, 'hijridate' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]
