"""The tense of a date's clause says on which side of the article's day it lies; events that gave a day its name say its year."""

from __future__ import annotations

import pytest

from extract.article import Article
from extract.dates import date_names
from extract.dates_context import side_of
from extract.document import Document
from tests.extract.dated import dated

AFTER = [
    "سيعقد اللقاء الأحد",
    "ستعقد اللجنة لقاء الأحد",
    "وسيعقد اللقاء الأحد",
    "سوف يعقد اللقاء الأحد",
    "لن يعقد اللقاء الأحد",
    "من المقرر عقد اللقاء الأحد",
    "المتوقع أن يصل الوفد الأحد",
    "يعتزم الوفد السفر الأحد",
    "تنطلق الدورة الأحد",
    "يبدأ الأحد لقاء الوفدين",
    "الأحد سيبدأ لقاء الوفدين",
    "الأحد يبدأ لقاء الوفدين",
    "وقال إن اللقاء سيعقد الأحد",
    "تأجيل اللقاء حتى الأحد",
    "قبيل لقاء الأحد",
]
BEFORE = [
    "الأحد",
    "عقد اللقاء الأحد",
    "قال الناطق الأحد",
    "أعلن الوفد الأحد عودته",
    "سيعود الوفد. وقال الناطق الأحد",
    "سيعود الوفد الذي وصل الأحد",
    "كان يصل الأحد",
    "لم يصل الوفد الأحد",
    "اجتاز الوفد سيناء الأحد",
    "زار سترلينغ المدينة الأحد",
    "باع سيارة الأحد",
    "سار الوفد الأحد",
    "سالم في البيت الأحد",
    "سيعقد اللقاء في المدينة التي زارها وفد كبير من الخبراء والباحثين والكتاب الأحد",
]


@pytest.mark.parametrize(
    ("body", "side"), [*((body, "after") for body in AFTER), *((body, "before") for body in BEFORE)]
)
def test_the_nearest_word_of_tense_says_the_side(body: str, side: str) -> None:
    document = Document(Article(body))
    [found] = date_names(document)
    assert side_of(document, found.first, found.last) == side


KNOWN = [
    ("ثورة 25 يناير", "2011-01-25"),
    ("وثورة 25 يناير", "2011-01-25"),
    ("الثورة 25 يناير", "2011-01-25"),
    ("لهجمات 11 أيلول/سبتمبر", "2001-09-11"),
    ("هجمات الحادي عشر من سبتمبر", "2001-09-11"),
    ("حرب 6 أكتوبر", "1973-10-06"),
    # The article's own words are surer.
    ("ثورة 25 يناير 2012", "2012-01-25"),
    ("ثورة 25 يناير المقبل", "2021-01-25"),
    # No event of that day.
    ("ثورة 26 يناير", "2020-01-26"),
    ("قال في 25 يناير", "2020-01-25"),
    ("هجمات. 11 سبتمبر", "2020-09-11"),
]


@pytest.mark.parametrize(("body", "value"), KNOWN)
def test_an_event_that_gave_a_day_its_name_says_its_year(body: str, value: str) -> None:
    assert [each and each.value for each in dated(body, "2020-11-25")] == [value]
