"""A laid-out line as segments: exactly as wide as the pane, each letter with the style of what it belongs to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.values import texts
from tui.marking import CARET, CURRENT, EDGE, MARK, SELECTED, TRIGGER, Overlay
from tui.palette import mark_style
from tui.rtl.layout import layout
from tui.widgets.article import _trimmed, line_segments

BODIES = texts.map(lambda text: text.replace("\r", "\n"))


def styled(body: str, marks: dict[int, int], overlays: list[Overlay], width: int = 20) -> dict[str, str]:
    """Return drawn text -> a sign of its style, of the runs that have one."""
    all_marks = bytearray(len(body))
    for offset, mark in marks.items():
        all_marks[offset] = mark
    line = layout(body, width).lines[0]
    plain = mark_style(0, True)
    return {
        segment.text: ("r" if segment.style.reverse else "")
        + ("u" if segment.style.underline else "")
        + (segment.style.color.name if segment.style.color else "")
        for segment in line_segments(line, width, all_marks, overlays, colours=True)
        if segment.style is not None and segment.style != plain
    }


@given(BODIES, st.integers(2, 60), st.data())
@settings(max_examples=300)
def test_every_line_is_exactly_as_wide_as_the_pane(body: str, width: int, data: st.DataObject) -> None:
    marks = bytearray(data.draw(st.binary(min_size=len(body), max_size=len(body))))
    spans = st.tuples(
        st.integers(0, len(body)), st.integers(0, len(body)), st.sampled_from([CURRENT, CARET, TRIGGER, MARK])
    )
    overlays = [Overlay(min(a, b), max(a, b), flags) for a, b, flags in data.draw(st.lists(spans, max_size=4))]
    for line in layout(body, width).lines:
        segments = line_segments(line, width, marks, overlays, colours=data.draw(st.booleans()))
        text = "".join(segment.text for segment in segments)
        assert cell_len(text) == width
        assert sum(segment.cell_length for segment in segments) == width
        assert not {"\x1b", "\u202e", "\u2066", "\n", "\x07", "\x9b"} & set(text)


@given(BODIES, st.integers(2, 60), st.data())
def test_what_is_lit_is_what_the_range_covers(body: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    for line in layout(body, width).lines:
        segments = line_segments(line, width, bytearray(len(body)), [Overlay(start, end, CURRENT)], colours=True)
        lit = sum(segment.cell_length for segment in segments if segment.style and segment.style.reverse)
        assert lit == sum(cell.width for cell in line.cells if cell.start < end and start < cell.end)


def test_a_name_and_a_trigger_have_their_style_and_nothing_else_has() -> None:
    assert styled("قصف هيت", {0: TRIGGER, 1: TRIGGER, 2: TRIGGER, 4: 3, 5: 3, 6: 3}, []) == {
        "".join(cell.text for cell in layout("قصف هيت", 20).lines[0].cells if cell.start < 3): "u",
        "".join(cell.text for cell in layout("قصف هيت", 20).lines[0].cells if cell.start > 3): "green",
    }


def test_the_caret_is_seen_inside_the_selection() -> None:
    signs = styled("abcd", {}, [Overlay(0, 3, SELECTED), Overlay(2, 3, CARET)])
    assert signs == {"ab": "r", "c": "ru"}


@pytest.mark.parametrize("colours", [True, False])
def test_a_selection_shows_its_two_ends_and_which_of_them_moves(colours: bool) -> None:
    marks = bytearray([TRIGGER, 1, TRIGGER, 2, 0])
    overlays = [Overlay(0, 1, EDGE), Overlay(4, 5, CARET), Overlay(0, 5, SELECTED)]
    [start, *middle, end] = [
        segment.style
        for segment in line_segments(layout("abcde", 5).lines[0], 5, marks, overlays, colours=colours)
        if segment.style
    ]
    assert all(style.reverse for style in (start, *middle, end))
    assert start.underline
    assert end.underline
    assert not any(style.underline or style.bold for style in middle), (
        "a trigger's line and a name's weight would hide them"
    )
    assert end.bold
    assert not start.bold


def test_a_letter_takes_the_marks_of_all_that_it_stands_for() -> None:
    # lam and alef share a cell: a name that begins at the alef colours it
    assert list(styled("لأ", {1: 3}, []).values()) == ["green"]


def test_a_character_that_is_not_sent_is_drawn_as_a_mark() -> None:
    line = layout("a\x1bb", 10).lines[0]
    segments = line_segments(line, 10, bytearray(3), [], colours=True)
    assert [segment.style for segment in segments if segment.style == mark_style(MARK, True)] != []
    assert "\x1b" not in "".join(segment.text for segment in segments)


@given(texts, st.data())
def test_blanks_at_the_ends_of_a_selection_are_left_out(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    trimmed = _trimmed(body, (start, end))
    assert start <= trimmed[0] <= trimmed[1] <= end
    assert body[trimmed[0] : trimmed[1]] == body[start:end].strip()
