"""Which day of a name is meant, for every day of the article and every side."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from extract.dates_beside import (
    is_beside,
    week,
    weekday_beside,
    weekday_nearest,
    weekday_of_week,
    year_of_day,
    year_of_month,
    year_of_season,
)

PUBLISHED = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
WEEKDAYS = st.integers(0, 6)
SIDES = st.sampled_from(["before", "after", "last", "next"])


@given(PUBLISHED, WEEKDAYS, SIDES)
def test_a_weekday_is_the_nearest_of_its_name_on_its_side(published: date, weekday: int, side: str) -> None:
    found = weekday_beside(weekday, published, side)
    assert found.weekday() == weekday
    assert is_beside(found, published, side)
    assert abs((found - published).days) <= 7
    nearer = found + timedelta(days=7 if side in ("before", "last") else -7)
    assert not is_beside(nearer, published, side)


@given(PUBLISHED, WEEKDAYS)
def test_the_weekday_beside_yesterday_is_at_most_three_days_from_it(published: date, weekday: int) -> None:
    found = weekday_nearest(weekday, published)
    assert found.weekday() == weekday
    assert abs((found - published).days) <= 3


@given(PUBLISHED, WEEKDAYS)
def test_a_week_has_seven_days_from_saturday_and_holds_its_day(published: date, weekday: int) -> None:
    first, last = week(published)
    assert first.weekday() == 5
    assert (last - first).days == 6
    assert first <= published <= last
    assert first <= weekday_of_week(weekday, published) <= last
    assert weekday_of_week(weekday, published) == weekday_beside(weekday, published, "this")


@given(PUBLISHED, st.integers(1, 12), SIDES)
def test_a_month_is_the_nearest_of_its_name_on_its_side(published: date, month: int, side: str) -> None:
    year = year_of_month(month, published, side)
    now = published.year * 12 + published.month
    distance = year * 12 + month - now
    limits = {"before": (-11, 0), "last": (-12, -1), "after": (0, 11), "next": (1, 12)}
    low, high = limits[side]
    assert low <= distance <= high


@given(PUBLISHED, st.dates(), SIDES)
def test_a_day_of_a_month_is_the_nearest_on_its_side(published: date, day: date, side: str) -> None:
    assume((day.month, day.day) != (2, 29))
    year = year_of_day(day.month, day.day, None, published, side)
    assert is_beside(date(year, day.month, day.day), published, side)
    assert abs(year - published.year) <= 1


@given(PUBLISHED, SIDES)
def test_a_leap_day_is_one_of_a_leap_year(published: date, side: str) -> None:
    found = date(year_of_day(2, 29, None, published, side), 2, 29)
    assert is_beside(found, published, side)
    assert abs((found - published).days) <= 8 * 366


@given(PUBLISHED)
def test_a_weekday_told_beside_a_day_chooses_the_year_where_it_agrees(day: date) -> None:
    published = day + timedelta(days=200)
    assert year_of_day(day.month, day.day, day.weekday(), published, "after") == day.year


@given(PUBLISHED, st.integers(1, 4), SIDES)
def test_a_season_begins_at_most_a_year_and_a_season_away(published: date, number: int, side: str) -> None:
    year = year_of_season(number, published, side)
    begins = date(year, number * 3, 1)
    assert -460 <= (begins - published).days <= 370
    if side == "next":
        assert begins > published
    if side == "last":
        ends = begins + timedelta(days=89)
        assert ends < published
