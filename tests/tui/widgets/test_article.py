"""A laid-out line as segments: exactly as wide as the pane, each letter with the style of what it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from tests.tui.desk import ATTACK_N, VISIT_N, desk
from tests.tui.driving import Seat, seat
from tests.tui.values import texts
from tui.caret import Selection, Walk
from tui.marking import CARET, CURRENT, EDGE, MARK, SELECTED, TRIGGER, Overlay
from tui.palette import mark_style
from tui.rtl.layout import layout
from tui.rtl.rendering import Rendering
from tui.units import trimmed
from tui.widgets.article import ArticlePane
from tui.widgets.segments import line_segments

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
    assert signs == {"ab": "r", "c": "rubright_black"}


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
    first, last = trimmed(body, (start, end))
    assert start <= first <= last <= end
    assert body[first:last] == body[start:end].strip()


# -- what a move costs: lines drawn


@contextmanager
def counted(at: Seat) -> Iterator[Counter[int]]:
    """Count, by line of the text, how often the article's pane draws one."""
    pane = at.app.review.article_pane
    drawn: Counter[int] = Counter()
    draw = pane.render_line

    def render_line(y: int) -> Strip:
        drawn[y + round(pane.scroll_offset.y)] += 1
        return draw(y)

    with patch.object(pane, "render_line", render_line):
        yield drawn


def styles_of(pane: ArticlePane, line: int) -> list[Style]:
    strip = pane.render_line(line - round(pane.scroll_offset.y))
    return [segment.style for segment in strip if segment.style]


async def painted(at: Seat, *keys: str) -> set[int]:
    """Return the lines that keys cause to be drawn, each once."""
    await at.pilot.pause()
    with counted(at) as drawn:
        await at.press(*keys)
        await at.pilot.pause()
    assert all(count == 1 for count in drawn.values()), drawn
    return set(drawn)


def lines_of(at: Seat, *texts: str) -> set[int]:
    layout_ = at.app.review.article_pane.text_layout
    lines: set[int] = set()
    for text in texts:
        start = at.view.body.index(text)
        lines.update(range(layout_.line_of(start), layout_.line_of(start + len(text) - 1) + 1))
    return lines


async def test_a_step_of_the_caret_draws_the_lines_it_touches(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("وصل")
        await at.press("plus")
        [line] = lines_of(at, "وصل")
        assert await painted(at, "left") == {line}
        assert await painted(at, "a") == {line}
        assert await painted(at, "space") == {line}
        assert await painted(at, "a") == {line}
        assert await painted(at, "down") == {line, line + 1}
        assert await painted(at, "down") == {line + 1, line + 2}, "not those selected before"
        assert await painted(at, "down") == {line + 2, line + 3}
        assert await painted(at, "left") == {line + 3}
        assert await painted(at, "tab") == {line, line + 3}, "the two ends"
        assert await painted(at, "x") == set(), "no pair there"
        assert await painted(at, "space") == set(range(line, line + 4))


async def test_a_selection_of_all_tells_only_the_lines_in_view(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        pane = at.app.review.article_pane
        assert len(pane.text_layout.lines) > 2 * pane.size.height
        await at.press("plus", "ctrl+home", "space")
        with patch.object(pane, "refresh_lines", wraps=pane.refresh_lines) as told:
            await at.press("ctrl+end")
        assert at.selected == at.view.body.rstrip("\n")
        assert 0 < told.call_count <= pane.size.height


async def test_what_is_lit_beside_goes_out_while_one_selects_and_comes_back(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("الموصل", kind="argument")
        event, filler = lines_of(at, "هجوما"), lines_of(at, "الموصل")
        assert await painted(at, "x") >= event | filler
        pane = at.app.review.article_pane
        assert not any(style.bold for line in event for style in styles_of(pane, line))
        assert await painted(at, "escape") >= event | filler
        assert any(style.bold for line in event for style in styles_of(pane, line))


async def test_another_current_item_draws_the_lines_of_the_two(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.go("الوادي")
        # an event lights up with the fillers of its roles
        both = lines_of(at, "وقال الوادي إن هجوما استهدف قاعدة السدرة في الموصل")
        assert await painted(at, "down") == both


async def test_other_marks_draw_the_lines_that_they_change_and_none_between(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        pane = at.app.review.article_pane
        marks = bytearray(pane._marks)
        first, last = at.view.body.index("تغادر"), at.view.body.index("الصفحة")
        marks[first], marks[last] = TRIGGER, TRIGGER
        with counted(at) as drawn:
            pane.remark(marks)
            await at.pilot.pause()
        assert dict(drawn) == dict.fromkeys(lines_of(at, "تغادر", "الصفحة"), 1)
        assert len(drawn) == 2
        with counted(at) as drawn:
            pane.remark(bytearray(marks))
            await at.pilot.pause()
        assert not drawn


async def test_another_width_analyses_nothing_again(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        with patch("tui.rtl.layout.analyse", side_effect=AssertionError("analysed again")):
            await at.pilot.resize_terminal(100, 24)
            await at.settle()
            await at.pilot.resize_terminal(80, 24)
            await at.settle()
        assert at.app.review.article_pane.text_layout.width < 80


@pytest.mark.parametrize("colours", [True, False])
async def test_a_selection_that_mixed_text_breaks_up_shows_its_logical_ends(tmp_path: Path, colours: bool) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        pane = at.app.review.article_pane
        pane._colours = colours
        body = "قال رئيس شركة North Oil إن 12"
        pane.show(body, bytearray(len(body)))
        start, end = body.index("شركة"), body.index("th Oil")

        async def done(span: tuple[int, int] | None) -> None:
            raise AssertionError(span)

        pane.select((start, end), done)
        line = pane.text_layout.lines[0]
        styles = [segment.style for segment in pane.render_line(0) for _ in segment.text]
        lit = {cell.start: style for cell in line.cells if (style := styles[cell.column]) and style.reverse}
        assert sorted(lit) == list(range(start, end))
        runs = sum(
            left + 1 not in columns
            for columns in [{cell.column for cell in line.cells if cell.start in lit}]
            for left in columns
        )
        assert runs == 2, "two pieces on the screen"
        assert {offset for offset, style in lit.items() if style.underline} == {start, end - 1}
        assert {offset for offset, style in lit.items() if style.bold} == {end - 1}


@pytest.mark.parametrize(("walk", "heads"), [("visual", [3, 4, 8, 7, 6, 5, 9]), ("logical", [3, 4, 5, 6, 7, 8, 9])])
async def test_left_is_a_place_on_the_screen_or_the_order_of_the_text(
    tmp_path: Path, walk: Walk, heads: list[int]
) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        pane = at.app.review.article_pane
        pane._walk = walk
        body = "قالت NATO نعم"
        pane.show(body, bytearray(len(body)))

        async def done(span: tuple[int, int] | None) -> None:
            raise AssertionError(span)

        pane.select(Selection(2), done)
        seen = []
        for _ in heads:
            pane.action_go("cluster", -1)
            assert pane.selection is not None
            seen.append(pane.selection.head)
        assert seen == heads


def test_where_the_terminal_orders_letters_the_caret_goes_by_the_text() -> None:
    assert ArticlePane(rendering=Rendering(ordered=False)).caret_text.walk == "logical"


async def test_a_text_shorter_than_the_pane_is_drawn_without_colours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with seat(desk(tmp_path), first=ATTACK_N) as at:
        await at.press("plus", "space", "a")
        assert at.mode == "select"
        pane = at.app.review.article_pane
        assert all(segment.style is not None for y in range(pane.size.height) for segment in pane.render_line(y))


async def test_without_colours_the_screen_has_none_but_the_terminals_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with seat(desk(tmp_path), first=ATTACK_N) as at:
        colours = {
            colour.name
            for strip in at.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None
        }
        assert colours <= {"default"}
