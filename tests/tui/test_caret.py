"""The caret walks the screen, the selection is one range of the body."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import caret
from tui.caret import Selection, Text, word_range
from tui.rtl.layout import layout

ALPHABET = "ابتجدرسعلمنهوية أإ ـًَّ abc 123 ٤٥ .،()«»\n"
texts = st.text(alphabet=ALPHABET, min_size=1, max_size=60)


def text_of(body: str, width: int = 40) -> Text:
    return Text(body, layout(body, width))


def test_left_goes_on_in_arabic_and_right_goes_on_in_latin() -> None:
    arabic = text_of("قاآني")
    assert caret.step(arabic, 0, -1) == 1
    assert caret.step(arabic, 1, 1) == 0
    latin = text_of("Qaani")
    assert caret.step(latin, 0, 1) == 1


def test_a_line_goes_on_where_reading_does() -> None:
    text = text_of("من\nإلى")
    assert caret.step(text, 1, -1) == 3
    assert caret.step(text, 3, 1) == 1


def test_a_mark_is_never_parted_from_its_letter() -> None:
    text = text_of("كِتَاب")
    heads = [0]
    while (ahead := caret.step(text, heads[-1], -1)) != heads[-1]:
        heads.append(ahead)
    assert heads == [0, 2, 4, 5]


def test_a_name_can_begin_inside_a_lam_alef() -> None:
    body = "في لأربيل"
    text = text_of(body)
    lam = body.index("ل")
    alef = caret.step(text, lam, -1)
    assert alef == lam + 1
    assert Selection(head=len(body) - 1, anchor=alef).range(text) == (alef, len(body))


@pytest.mark.parametrize(
    ("body", "start", "dx", "far", "end"),
    [
        ("وصل قاآني إلى", 0, -1, False, 4),
        ("وصل قاآني إلى", 4, -1, True, 8),
        ("وصل قاآني إلى", 8, -1, True, 12),
        ("وصل قاآني إلى", 12, 1, True, 10),
        ("وصل قاآني إلى", 8, 1, False, 2),
        ("وصل قاآني.", 4, -1, False, 4),
        ("وصل قاآني.", 8, -1, True, 8),
        ("«وصل", 1, 1, False, 1),
    ],
)
def test_words(body: str, start: int, dx: int, far: bool, end: int) -> None:
    assert caret.word(text_of(body), start, dx, far=far) == end


@pytest.mark.parametrize(
    ("body", "offset", "word"),
    [
        ("وصل قاآني إلى", 5, "قاآني"),
        ("كِتَابٌ.", 3, "كِتَابٌ"),
        ("(بغداد)", 2, "بغداد"),
        ("بي-52", 3, "52"),
        ("a b", 1, " "),
    ],
)
def test_the_word_at_an_offset(body: str, offset: int, word: str) -> None:
    start, end = word_range(body, offset)
    assert body[start:end] == word


@given(texts, st.integers(5, 40))
def test_the_caret_visits_every_letter_once_in_screen_order(body: str, width: int) -> None:
    text = text_of(body, width)
    for line in text.layout.lines:
        stops = text.stops(line)
        assert len(set(stops)) == len(stops)
        for left, right in pairwise(stops):
            assert caret.step(text, right, -1) == left
            assert caret.step(text, left, 1) == right


@given(texts, st.data())
def test_a_selection_is_a_range_of_whole_letters(body: str, data: st.DataObject) -> None:
    text = text_of(body)
    stops = [stop for line in text.layout.lines for stop in text.stops(line)]
    if not stops:
        return
    first, second = data.draw(st.sampled_from(stops)), data.draw(st.sampled_from(stops))
    span = Selection(head=first, anchor=second).range(text)
    assert span == Selection(head=second, anchor=first).range(text)
    assert span is not None
    start, end = span
    assert start == min(first, second)
    assert start < end <= len(body)
    assert Selection(first, second).swapped().swapped() == Selection(first, second)
    assert Selection(first).toggled().toggled() == Selection(first)
