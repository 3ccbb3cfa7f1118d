"""Where a typed line stands on the screen: its cells, the caret's cell, and where the caret goes from there."""

from __future__ import annotations

from bisect import bisect_right

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.rtl.texts import clean_line, one_line, widths
from tests.tui.test_drawing import HARMFUL
from tui import drawing
from tui.drawing import Run
from tui.rtl.rendering import Rendering
from tui.typed_line import (
    Place,
    Row,
    by_word,
    direction,
    end_of_selection,
    field_runs,
    lay,
    offset_at,
    scrolled,
    step,
    stops,
)
from tui.writing import Typed, boundaries


def drawn(runs: list[Run]) -> str:
    """Return runs as one text, what is reversed between brackets."""
    return "".join(f"[{text}]" if style.reverse else text for text, style in runs)


def shown(value: str, caret: int, width: int = 12, *, follows: bool = False) -> str:
    """Return a line as drawn, the caret's cell between brackets."""
    return drawn(field_runs(Typed(value, caret, follows=follows), width)[0])


@pytest.mark.parametrize(
    ("value", "caret", "line"),
    [
        ("", 0, "           [ ]"),
        ("abc", 0, "[a]bc         "),
        ("abc", 3, "abc[ ]        "),
        ("ابت", 0, "         ﺖﺑ[ﺍ]"),
        ("ابت", 3, "        [ ]ﺖﺑﺍ"),
        ("ab ", 3, "ab [ ]        "),
        ("اب ", 3, "        [ ] ﺏﺍ"),
        ("اب 12", 5, "      12[ ] ﺏﺍ"),
        ("اب 12-", 6, "     [ ]-12 ﺏﺍ"),
        ("اب abc", 6, "     abc[ ] ﺏﺍ"),
        ("اب abc ", 7, "    abc [ ] ﺏﺍ"),
        ("ab ابت", 6, "ab [ ]ﺖﺑﺍ     "),
        ("2022-03", 7, "    2022-03[ ]"),
        ("سلام", 1, "         ﻡ[ﻼ]ﺳ"),
        ("سَلا", 0, "          ﻼ[\ufeb3\u064e]"),
    ],
)
def test_the_caret_is_where_the_next_letter_will_appear(value: str, caret: int, line: str) -> None:
    assert shown(value, caret) == line


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("abc", "ابت", "abc[ ]ﺖﺑﺍ     "),
        ("اب abc", "تث", "   ﺚﺗabc[ ] ﺏﺍ"),
        ("ابت", "abc", "     abc[ ]ﺖﺑﺍ"),
        ("اب", "تث", "        ﺚ[ﺘ]ﺑﺍ"),
        ("ab", "cd", "ab[c]d        "),
        ("ab ", "ابت", "ab ﺖﺑ[ﺍ]      "),
    ],
)
def test_where_directions_meet_it_stays_with_what_was_typed(before: str, after: str, line: str) -> None:
    assert shown(before + after, len(before), follows=True) == line


@given(clean_line, st.integers(0, 40), st.sampled_from("اa"))
@example("abcابت", 3, "a")
@example("abc", 3, "a")
@example("ابت", 3, "ا")
def test_a_letter_like_the_one_before_appears_at_the_caret(value: str, caret: int, letter: str) -> None:
    typed = Typed(value, min(caret, len(value))).inserted(letter)
    row, at = lay(typed), typed.caret
    again = lay(typed.inserted(letter))
    new = next(place for place in letters(again) if place.start <= at < place.end)
    left = [place.start - (place.start > at) for place in letters(again) if place.column < new.column]
    right = [place.start - (place.start > at) for place in letters(again) if place.column > new.column]
    if row.caret in letters(row):
        assert at in {*left[-1:], *right[:1]}, "beside the letter that the caret was on"
        assert left + right == [place.start for place in letters(row)]
    else:
        # in the blank that was there for it
        assert left == [place.start for place in letters(row) if place.column < row.caret.column]
        assert right == [place.start for place in letters(row) if place.column > row.caret.column]


def letters(row: Row) -> list[Place]:
    """Return the cells of a line but the caret's blank."""
    return [place for place in row.places if place.start < place.end and (place != row.caret or place.text != " ")]


@given(one_line, st.tuples(st.integers(0, 60), st.integers(0, 60)), st.booleans(), widths, st.integers(0, 50))
@example("漢漢漢漢漢漢", (3, 0), False, 5, 0)
@example("\x1b\x9b\u202e", (1, 1), True, 4, 9)
@example("ﷺ", (0, 0), False, 6, 0)
def test_a_line_fits_shows_its_caret_and_sends_nothing_harmful(
    value: str, ends: tuple[int, int], follows: bool, width: int, offset: int
) -> None:
    caret, anchor = (min(end, len(value)) for end in ends)
    runs, again = field_runs(Typed(value, caret, follows=follows), width, offset)
    text = "".join(part for part, _ in runs)
    assert cell_len(text) == width
    assert sum(bool(style.reverse) for _, style in runs) == 1
    assert not HARMFUL & set(text)
    assert field_runs(Typed(value, caret, follows=follows), width, again) == (runs, again), "it rests where it is"
    selecting = Typed(value, caret, anchor)
    assert cell_len("".join(part for part, _ in field_runs(selecting, width, offset)[0])) == width


@given(one_line)
@example("لا")
@example("ab ابت cd")
@example("ابت abc 12 ")
def test_left_and_right_visit_every_place_once(value: str) -> None:
    assume("\n" not in value)
    places = stops(value)
    assert sorted(places) == boundaries(value)
    for dx, order in ((1, places), (-1, places[::-1])):
        typed, seen = Typed(value, order[0]), [order[0]]
        while (caret := step(typed, dx)) != typed.caret:
            typed = typed.moved(caret)
            seen.append(caret)
        assert seen == order


@given(one_line)
def test_by_logical_steps_left_is_onward_in_a_right_to_left_line(value: str) -> None:
    onward = -1 if direction(value) else 1
    typed, seen = Typed(value, 0), [0]
    while (caret := step(typed, onward, "logical")) != typed.caret:
        typed = typed.moved(caret)
        seen.append(caret)
    assert seen == boundaries(value)
    while (caret := step(typed, -onward, "logical")) != typed.caret:
        typed = typed.moved(caret)
    assert typed.caret == 0


@given(one_line, st.integers(0, 60), st.sampled_from([-1, 1]))
def test_a_step_goes_the_way_it_says_also_from_where_an_edit_left_the_caret(value: str, caret: int, dx: int) -> None:
    typed = Typed(value, min(caret, len(value)), follows=True)
    after = typed.moved(step(typed, dx))
    if after.caret != typed.caret:
        order = stops(value)
        if typed.caret in order and lay(typed).caret.start != lay(typed).caret.end:
            assert (order.index(after.caret) - order.index(typed.caret)) == dx
    assert after.caret in boundaries(value) or after.caret == typed.caret


@pytest.mark.parametrize(
    ("value", "start", "dx", "steps"),
    [
        ("علي بن حسن", 0, -1, [4, 7, 10]),
        ("علي بن حسن", 10, 1, [7, 4, 0]),
        ("one two", 0, 1, [4, 7]),
        ("one two", 7, -1, [4, 0]),
        ("علي Blue Sky حسن", 0, -1, [9, 4, 13, 16]),
        ("علي Blue Sky", 0, -1, [9, 4]),
        ("", 0, 1, []),
    ],
)
def test_words_are_visited_as_they_stand(value: str, start: int, dx: int, steps: list[int]) -> None:
    typed, seen = Typed(value, start), []
    while (caret := by_word(typed, dx)) != typed.caret:
        typed = typed.moved(caret)
        seen.append(caret)
    assert seen == steps


def test_words_in_the_order_of_reading() -> None:
    value = "علي Blue Sky حسن"
    typed, seen = Typed(value, 0), []
    while (caret := by_word(typed, -1, "logical")) != typed.caret:
        typed = typed.moved(caret)
        seen.append(caret)
    assert seen == [4, 9, 13, 16]


@pytest.mark.parametrize(("value", "left", "right"), [("علي حسن", 7, 4), ("one two", 4, 7), ("سليم Blue", 9, 4)])
def test_leaving_a_selection_goes_to_its_end_on_that_side(value: str, left: int, right: int) -> None:
    for caret, anchor in ((4, len(value)), (len(value), 4)):
        typed = Typed(value, caret, anchor)
        assert (end_of_selection(typed, -1), end_of_selection(typed, 1)) == (left, right)
    onward = -1 if direction(value) else 1
    assert end_of_selection(Typed(value, 4, 5), onward, "logical") == 5


def test_a_long_line_is_cut_with_an_ellipsis_and_scrolls_as_little_as_it_must() -> None:
    value = "abcdefghijklmnopqrst"
    assert shown(value, 20, 8) == "…opqrst[ ]"
    assert shown(value, 0, 8) == "[a]bcdefg…"
    runs, offset = field_runs(Typed(value, 20), 8)
    assert drawn(field_runs(Typed(value, 16), 8, offset)[0]) == "…nop[q]rst"
    runs, offset = field_runs(Typed(value, 12), 8, offset)
    assert drawn(runs) == "…[m]nopqr…"
    assert drawn(field_runs(Typed(value, 13), 8, offset)[0]) == "…m[n]opqr…"


def test_a_long_arabic_line_scrolls_from_the_right() -> None:
    value = "اداراداراداراداردار"
    assert shown(value, 0, 8).startswith("…")
    assert shown(value, 0, 8).endswith("[ﺍ]")
    assert shown(value, len(value), 8).startswith("[ ]")
    assert shown(value, len(value), 8).endswith("…")


def test_the_window_moves_no_further_than_the_caret_asks() -> None:
    row = lay(Typed("a" * 100, 50))
    for offset in range(100):
        moved = scrolled(row, 20, offset)
        assert moved < 50 < moved + 20
        assert moved in {offset, 49, 32}


@given(one_line, st.integers(0, 60), widths, st.integers(0, 50))
def test_what_is_drawn_in_a_cell_is_found_there(value: str, caret: int, width: int, offset: int) -> None:
    assume(width >= 3)
    typed = Typed(value, min(caret, len(value)))
    runs, offset = field_runs(typed, width, offset)
    x = 0
    for text, style in runs:
        if style.reverse:
            at = offset_at(typed, x, width, offset)
            assert at == typed.caret or boundaries(value)[bisect_right(boundaries(value), typed.caret) - 1] == at
        x += cell_len(text)
    assert {offset_at(typed, -99, width, offset), offset_at(typed, 99, width, offset)} == {0, len(value)}


@pytest.mark.parametrize(("value", "x", "offset"), [("abc", 1, 1), ("abc", 9, 3), ("ابت", 8, 1), ("ابت", 2, 3)])
def test_beside_the_line_the_nearer_end_is_found(value: str, x: int, offset: int) -> None:
    assert offset_at(Typed(value, 0), x, 10) == offset


def test_a_selection_is_seen_and_its_caret_told_apart() -> None:
    runs, _ = field_runs(Typed("علي حسن", 7, 4), 12)
    assert [text for text, style in runs if style.reverse] == ["ﻦﺴﺣ"]
    assert [text for text, style in runs if style.underline] == [" "]
    runs, _ = field_runs(Typed("علي حسن", 4, 7), 12)
    assert [text for text, style in runs if style.reverse and style.underline] == ["ﺣ"]


def test_a_caret_between_code_points_of_one_cell_is_drawn_on_that_cell() -> None:
    typed = Typed("ا", 0).inserted("ل")
    assert (typed.value, typed.caret) == ("لا", 1)
    assert shown("لا", 1, 5, follows=True) == "    [ﻻ]"
    assert {step(typed, -1), step(typed, 1)} == {2, 1}


def test_what_always_runs_left_to_right_begins_there() -> None:
    assert drawn(field_runs(Typed("", 0), 6, base=0)[0]) == "[ ]     "
    assert drawn(field_runs(Typed("2022-", 5), 8, base=0)[0]) == "2022-[ ]  "


def test_where_the_terminal_orders_and_joins_it_gets_the_letters_of_the_text() -> None:
    try:
        drawing.use(Rendering(joined=False, ordered=False))
        line = shown("سلام", 1, 6)
        assert "".join(char for char in line if char.isalpha()) == "سلام"
        assert "[ل]" in line
    finally:
        drawing.use(Rendering())
