"""Dates as news sites write them, and which of them is the publication's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.parts import parts
from extract.published import first_date, published_in, published_in_name

TODAY = date(2024, 5, 1)
PROSE = "وقال المصدر إن القافلة وصلت إلى المدينة صباح اليوم بعد رحلة طويلة."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("posted onNovember 25, 2020", "2020-11-25"),
        ("Thu, 12 Jul 2018 17:55:31 GMT", "2018-07-12"),
        ("2020-11-25", "2020-11-25"),
        ("2020-11-25T23:50:00+03:00", "2020-11-25"),
        ("2020/11/05", "2020-11-05"),
        ("25/11/2020", "2020-11-25"),
        ("05/11/2020", "2020-11-05"),
        ("11/25/2020", "2020-11-25"),
        ("25.11.2020", "2020-11-25"),
        ("25-11-2020 - 10:15 م", "2020-11-25"),
        ("٢٥/١١/٢٠٢٠", "2020-11-25"),
        ("۲۵-۱۱-۲۰۲۰", "2020-11-25"),
        ("الأربعاء 25 نوفمبر 2020", "2020-11-25"),
        ("الأربعاء، ٢٥ تشرين الثاني ٢٠٢٠", "2020-11-25"),
        ("25 تشرين الثاني/نوفمبر 2020", "2020-11-25"),
        ("25 نوفمبر/تشرين الثاني 2020", "2020-11-25"),
        ("25 تشرين الثاني (نوفمبر) 2020", "2020-11-25"),
        ("1 كانون الثاني 2019", "2019-01-01"),
        ("1 كانون الأول 2019", "2019-12-01"),
        ("3 شباط 2019", "2019-02-03"),
        ("3 آذار 2019", "2019-03-03"),
        ("3 نَيْسان 2019", "2019-04-03"),
        ("3 أيار 2019", "2019-05-03"),
        ("3 حزيران 2019", "2019-06-03"),
        ("3 تموز 2019", "2019-07-03"),
        ("3 آب 2019", "2019-08-03"),
        ("3 أيلول 2019", "2019-09-03"),
        ("3 تشرين الأول 2019", "2019-10-03"),
        ("15 جويلية 2019", "2019-07-15"),
        ("15 غشت 2019", "2019-08-15"),
        ("الخامس عشر", None),
        ("15 من شهر أبريل عام 2019", "2019-04-15"),
        ("3rd March 2019", "2019-03-03"),
        ("Sept. 3, 2019", "2019-09-03"),
        ("31/02/2020", None),
        ("2020-13-01", None),
        ("25/11/20", None),
        ("25 نوفمبر", None),
        ("نوفمبر 2020", None),
        ("0001-01-01", None),
        ("1899-12-31", None),
        ("2024-05-02", "2024-05-02"),
        ("2024-05-03", None),
        ("9999-12-31", None),
        ("1443/02/12", None),
        ("رقم 12345/11/20209", None),
        ("", None),
    ],
)
def test_full_dates(text: str, expected: str | None) -> None:
    found = first_date(text, today=TODAY)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"عنوان الخبر الأول هنا\nposted onMarch 9, 2022\n{PROSE}", "2022-03-09"),
        (f"عنوان الخبر الأول هنا\n{PROSE}\nنشر في 9/3/2022", "2022-03-09"),
        (f"عنوان الخبر الأول هنا\nعدن - وكالة أنباء القنطرة - 9 مارس 2022\n{PROSE}", "2022-03-09"),
        (f"عنوان الخبر الأول هنا\nعدن، 9 مارس 2022 (وكالة) - {PROSE}", "2022-03-09"),
        # Inside the story a date tells when something happened.
        (f"عنوان الخبر الأول هنا\nوكانت الوزارة أعلنت في 9 مارس 2022 أن الطريق سيغلق أمام الشاحنات.\n{PROSE}", None),
        (f"عنوان الخبر الأول هنا\n{PROSE}\nوكان الميناء قد أغلق في 9 مارس 2022 بعد العاصفة.", None),
        (f"حصاد 9 مارس 2022 في سوق المدينة\n{PROSE}", None),
        (f"عنوان الخبر الأول هنا\n9 مارس 2098\n{PROSE}", None),
        # The date line comes before the byline.
        (f"عنوان الخبر الأول هنا\nعدن - كتب في 1 مارس 2022\n9 مارس 2022\n{PROSE}", "2022-03-09"),
    ],
)
def test_where_the_publication_date_stands(body: str, expected: str | None) -> None:
    found = published_in(body, parts(body), today=TODAY)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2021-06-10-title.txt", "2021-06-10"),
        ("folder/news_2021_06_10.html", "2021-06-10"),
        ("20210610.txt", "2021-06-10"),
        ("C:\\news\\20210610 x.txt", "2021-06-10"),
        ("2021-06-10/other.txt", None),
        ("000_cb48e4ddabcab330.txt", None),
        ("a20210610b.txt", None),
        ("120210610.txt", None),
        ("20219910.txt", None),
        ("2031-01-01.txt", None),
        ("-", None),
    ],
)
def test_dates_of_file_names(name: str, expected: str | None) -> None:
    found = published_in_name(name, today=TODAY)
    assert (found.isoformat() if found else None) == expected


@given(
    st.dates(date(1950, 1, 1), TODAY),
    st.sampled_from(["{0:%Y-%m-%d}", "{0:%d/%m/%Y}", "{0:%d %B %Y}", "{0:%B %d, %Y}"]),
)
def test_any_date_is_read_back(value: date, form: str) -> None:
    assert first_date(form.format(value), today=TODAY) == value


@given(st.text(st.sampled_from("0123456789٠١٢٣/-. :تشرينالثانيMarchonمايو"), max_size=60))
def test_any_text_gives_a_plausible_date_or_none(text: str) -> None:
    found = first_date(text, today=TODAY)
    assert found is None or date(1950, 1, 1) <= found <= date(2024, 5, 2)
