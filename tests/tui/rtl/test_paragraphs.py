"""One text laid out for one width after another: what is done again, what is not, and that nothing else differs."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.rtl.texts import any_text, bases, renderings, widths
from tui.rtl import Layout, Paragraphs, Rendering, layout, shape
from tui.rtl.wrapping import Paragraph

LAYOUT = sys.modules["tui.rtl.layout"]
WRAPPING = sys.modules["tui.rtl.wrapping"]

SHORT = "عنوان\n\nNATO قال\n12\n"
LONG = "قالت القوات إنها وصلت إلى المدينة في الساعة 10 من صباح اليوم ومعها 20 شاحنة من الكتب.\n" * 2


class Count:
    """Counts the calls of a function, which it makes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
        self.calls = 0
        self._function = getattr(module, name)
        monkeypatch.setattr(module, name, self)

    def __call__(self, *arguments: object, **named: object) -> object:
        self.calls += 1
        return self._function(*arguments, **named)


def cells(laid: Layout) -> list[object]:
    return [(line.start, line.end, line.base, line.ends_paragraph, line.cells) for line in laid.lines]


@settings(max_examples=300, deadline=None)
@given(any_text, st.lists(widths, min_size=1, max_size=6), bases, renderings)
def test_each_width_is_laid_out_as_if_it_were_the_first(
    text: str, tried: list[int], base: int | None, rendering: Rendering
) -> None:
    paragraphs = Paragraphs(text, base=base, rendering=rendering)
    for width in tried:
        laid = paragraphs.lay(width)
        assert laid.width == width
        assert cells(laid) == cells(layout(text, width, base=base, rendering=rendering))


def test_a_resize_analyses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = Paragraphs(SHORT + LONG)
    for width in (200, 2):
        cells(paragraphs.lay(width))
    analysed = Count(monkeypatch, LAYOUT, "analyse")
    for width in (40, 41, 60, 12, 40):
        cells(paragraphs.lay(width))
    assert analysed.calls == 0


def test_a_paragraph_is_analysed_once_and_only_where_it_has_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    analysed = Count(monkeypatch, LAYOUT, "analyse")
    paragraphs = Paragraphs(SHORT + LONG)
    laid = paragraphs.lay(40)
    assert analysed.calls == 3, "the two long ones, and the empty one"
    cells(laid)
    assert analysed.calls == 6, "and those that fit on a line, once that was asked for"
    cells(paragraphs.lay(7))
    assert analysed.calls == 6


def test_a_resize_breaks_only_the_paragraphs_that_have_several_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = Paragraphs(SHORT + LONG)
    paragraphs.lay(40)
    broken = Count(monkeypatch, WRAPPING, "fit")
    paragraphs.lay(41)
    assert broken.calls == 2
    paragraphs.lay(200)
    assert broken.calls == 2


def test_a_width_that_was_laid_out_is_there_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = Paragraphs(SHORT + LONG)
    first = paragraphs.lay(40)
    assert paragraphs.lay(41) is not first
    assert paragraphs.lay(40) is first
    for width in (50, 51, 52):
        paragraphs.lay(width)
    assert paragraphs.lay(40) is first, "the widths before the last few are let go, not those used"
    for width in range(60, 70):
        paragraphs.lay(width)
    assert paragraphs.lay(40) is not first


def test_a_line_is_made_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    laid = Paragraphs(LONG * 50).lay(40)
    placed = Count(monkeypatch, LAYOUT, "place")
    assert len(laid.lines) > 200
    screen = laid.lines[10:34]
    assert placed.calls == 0
    for line in screen:
        assert line.cells
    assert placed.calls == 24
    # A caret that moves on a line asks for no line's cells again.
    for offset in range(screen[3].start, screen[3].end):
        laid.offset_at(13, laid.cell_of(offset)[1].column)
    assert placed.calls == 24
    assert laid.lines[-1] is laid.lines[len(laid.lines) - 1]


def test_lines_are_numbered_as_in_a_list() -> None:
    lines = Paragraphs(SHORT + LONG).lay(40).lines
    listed = list(lines)
    assert [lines[number] for number in range(len(lines))] == listed
    assert list(lines[2:5]) == listed[2:5]
    assert list(lines[::-2]) == listed[::-2]
    assert lines[-2] == listed[-2]
    for number in (len(lines), -len(lines) - 1):
        with pytest.raises(IndexError):
            lines[number]


@given(any_text, widths)
def test_every_offset_has_the_line_that_a_search_of_all_lines_gives(text: str, width: int) -> None:
    laid = layout(text, width)
    for offset in range(len(text) + 1):
        owner = max((n for n, line in enumerate(laid.lines) if line.start <= offset), default=0)
        assert laid.line_of(offset) == owner
    assert (laid.line_of(-5), laid.line_of(len(text) + 5)) == (0, len(laid.lines) - 1)


def test_empty_paragraphs_cost_next_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of line ends is analysed as one empty paragraph."""
    analysed = Count(monkeypatch, LAYOUT, "analyse")
    laid = Paragraphs("\n" * 100_000).lay(40)
    assert all(not line.cells for line in laid.lines)
    assert (analysed.calls, len(laid.lines)) == (1, 100_001)
    assert (laid.line_of(70_000), laid.lines[70_000].start) == (70_000, 70_000)


def test_a_paragraph_that_fits_is_the_same_in_all_widths() -> None:
    paragraph: Paragraph = WRAPPING.analyse("عنوان")
    assert WRAPPING.wrap(paragraph, 5) is WRAPPING.wrap(paragraph, 80)
    assert len(WRAPPING.wrap(paragraph, 4).lines) == 2


def test_a_million_short_lines_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    analysed = Count(monkeypatch, LAYOUT, "analyse")
    laid = Paragraphs("قال\n" * 1_000_000).lay(40)
    assert [line.start for line in laid.lines[500_000:500_002]] == [2_000_000, 2_000_004]
    assert laid.line_of(3_999_999) == 999_999
    assert analysed.calls <= 3


def test_what_counts_as_narrow_has_a_cell_or_none() -> None:
    narrow = [chr(code) for code in range(0x110000) if WRAPPING.NARROW.fullmatch(chr(code))]
    assert len(narrow) > 1_000
    assert {cluster.width for char in narrow for cluster in shape(char)} == {1}
