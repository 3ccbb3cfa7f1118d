"""Where a caret can stand, in which order it goes, and the selection between two places."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.caret import Selection, Text, Walk, step, vertical, word_range
from tui.rtl.layout import layout
from tui.rtl.rendering import Rendering

ALPHABET = "ابتجدرسعلمنهوية أإ ـًَّ abc 123 ٤٥ .،()«»\n\u200f\u202e\t"
texts = st.text(alphabet=ALPHABET, min_size=1, max_size=60)
walks: st.SearchStrategy[Walk] = st.sampled_from(("visual", "logical"))


def text_of(body: str, width: int = 40, walk: Walk = "visual") -> Text:
    return Text(body, layout(body, width), walk)


def clusters(text: Text) -> list[int]:
    """Return the starts of all that is drawn."""
    return sorted(cell.start for line in text.layout.lines for cell in line.cells)


def walked(text: Text, start: int, onward: int) -> list[int]:
    """Return every place on the way from one to the end of the walk."""
    seen = [start]
    while (ahead := step(text, seen[-1], onward)) != seen[-1]:
        seen.append(ahead)
        assert len(seen) <= len(text.body)
    return seen


def first(text: Text) -> int:
    """Return where the walk begins."""
    return next(text.order(line)[0] for line in text.layout.lines if line.cells)


@given(texts, st.integers(3, 40), walks)
def test_a_walk_visits_every_cluster_once_and_comes_back_the_same_way(body: str, width: int, walk: Walk) -> None:
    text = text_of(body, width, walk)
    if not clusters(text):
        return
    there = walked(text, first(text), 1)
    assert sorted(there) == clusters(text)
    assert walked(text, there[-1], -1) == there[::-1]


@given(texts, st.integers(3, 40))
def test_left_and_right_go_through_the_columns_of_a_line(body: str, width: int) -> None:
    text = text_of(body, width)
    for line in text.layout.lines:
        for left, right in pairwise(line.cells):
            assert step(text, right.start, text.onward(right.start, -1)) == left.start
            assert step(text, left.start, text.onward(left.start, 1)) == right.start


@given(texts, st.integers(3, 40))
def test_the_logical_walk_goes_through_the_text(body: str, width: int) -> None:
    text = text_of(body, width, "logical")
    if clusters(text):
        assert walked(text, first(text), 1) == clusters(text)
    for line in text.layout.lines:
        for cell in line.cells:
            assert text.onward(cell.start, -1) == (1 if line.base else -1)
            assert text.onward(cell.start, 1) == -text.onward(cell.start, -1)


@given(texts, st.integers(3, 40), walks)
def test_every_offset_has_a_cluster_and_a_letter(body: str, width: int, walk: Walk) -> None:
    text = text_of(body, width, walk)
    drawn = clusters(text)
    for offset in range(len(body) + 1):
        stop = text.stop(offset)
        assert stop in drawn or not drawn
        start, end = text.unit(offset)
        if start <= offset < end and drawn:
            assert start == stop
            alone = text.unit(offset, alone=True)
            assert start <= alone[0] <= offset < alone[1] <= end
        elif drawn and drawn[0] <= offset:
            assert stop == max(each for each in drawn if each <= offset), "the one before"


@given(texts, st.integers(3, 40), st.data())
def test_selecting_by_the_caret_reads_back_as_a_slice(body: str, width: int, data: st.DataObject) -> None:
    text = text_of(body, width, data.draw(walks))
    drawn = clusters(text)
    if not drawn:
        return
    here = data.draw(st.sampled_from(drawn))
    selection = Selection(here, here)
    for onward in data.draw(st.lists(st.sampled_from((1, -1)), max_size=20)):
        selection = selection.moved(step(text, selection.head, onward))
    low, high = sorted((here, selection.head))
    assert selection.range(text) == (low, text.unit(high)[1])
    assert selection.swapped().range(text) == selection.range(text)
    assert selection.swapped().swapped() == selection


@given(texts, st.integers(3, 40), st.data())
def test_a_span_of_letters_is_selected_exactly(body: str, width: int, data: st.DataObject) -> None:
    text = text_of(body, width)
    letters = [letter for line in text.layout.lines for cell in line.cells for letter in text.letters(cell)]
    if not letters:
        return
    one, two = data.draw(st.sampled_from(letters)), data.draw(st.sampled_from(letters))
    start, end = min(one[0], two[0]), max(one[1], two[1])
    for head in ("start", "end"):
        selection = Selection.spanning(text, start, end, head="start" if head == "start" else "end")
        assert selection.range(text) == (start, end)
        assert selection.swapped().range(text) == (start, end)


def test_left_goes_on_in_arabic_and_right_goes_on_in_latin() -> None:
    arabic = text_of("قاآني")
    assert arabic.onward(0, -1) == 1
    assert arabic.onward(0, 1) == -1
    latin = text_of("Qaani")
    assert latin.onward(0, 1) == 1


def test_a_latin_paragraph_among_arabic_ones_does_not_send_the_caret_back() -> None:
    text = text_of("من\nto it\nإلى\nعن")
    assert text.leftwards
    heads = walked(text, 0, 1)
    assert sorted(heads) == clusters(text)
    assert heads[2] == len("من\nto i"), "left from Arabic comes in at the right end"


def test_in_the_texts_own_order_left_is_onward_in_arabic_and_back_in_latin() -> None:
    text = text_of("من\nto it", walk="logical")
    assert text.onward(0, -1) == 1
    assert text.onward(4, -1) == -1


def test_a_mark_is_never_parted_from_its_letter() -> None:
    assert walked(text_of("كِتَاب"), 0, 1) == [0, 2, 4, 5]


def test_a_lam_alef_is_one_stop_of_two_letters() -> None:
    body = "في لأربيل"
    text = text_of(body)
    lam = body.index("ل")
    assert walked(text, 0, 1) == [0, 1, 2, 3, 5, 6, 7, 8]
    assert text.unit(lam) == text.unit(lam + 1) == (lam, lam + 2)
    assert text.unit(lam, alone=True) == (lam, lam + 1)
    assert text.unit(lam + 1, alone=True) == (lam + 1, lam + 2)
    whole, inside = Selection.spanning(text, lam, len(body)), Selection.spanning(text, lam + 1, len(body))
    assert not whole.anchor_alone
    assert inside.anchor_alone
    assert inside.anchor == lam + 1
    before = Selection.spanning(text, 0, lam + 1)
    assert before.head_alone
    assert before.range(text) == (0, lam + 1)


def test_letters_apart_are_stops_apart() -> None:
    body = "لأ"
    text = Text(body, layout(body, 10, rendering=Rendering(joined=False)))
    assert walked(text, 0, 1) == [0, 1]


def test_what_moves_is_told() -> None:
    text = text_of("وصل قاآني")
    assert Selection(4).moving(text) == "caret"
    assert Selection.spanning(text, 4, 9).moving(text) == "end"
    assert Selection.spanning(text, 4, 9, head="start").moving(text) == "start"
    assert Selection.spanning(text, 4, 9).swapped().moving(text) == "start"


def test_a_selection_begun_with_shift_is_kept_by_the_anchor_key() -> None:
    assert Selection(3, 1, loose=True).toggled() == Selection(3, 1)
    assert Selection(3, 1).toggled() == Selection(3)
    assert Selection(3).toggled() == Selection(3, 3)


def test_up_and_down_keep_their_column_and_step_over_empty_lines() -> None:
    body = "سليم الوادي\n\nمن\nسليم الوادي"
    text = text_of(body)
    column = text.cell(5).column
    short = vertical(text, 5, 1, column)
    assert text.layout.line_of(short) == 2
    assert vertical(text, short, 1, column) == body.rindex("سليم") + 5
    assert vertical(text, 5, 2, column) == short, "the empty one counts"
    assert vertical(text, 5, 3, column) == body.rindex("سليم") + 5
    assert vertical(text, 5, -1, column) == 5
    assert vertical(text, 5, 50, column) == body.rindex("سليم") + 5


@pytest.mark.parametrize(
    ("body", "offset", "word"),
    [
        ("وصل قاآني إلى", 5, "قاآني"),
        ("كِتَابٌ.", 3, "كِتَابٌ"),
        ("(بغداد)", 2, "بغداد"),
        ("بي-52", 3, "52"),
        ("a b", 1, " "),
        ("", 0, ""),
    ],
)
def test_the_word_at_an_offset(body: str, offset: int, word: str) -> None:
    start, end = word_range(body, offset)
    assert body[start:end] == word
