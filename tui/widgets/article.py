"""The article's text, right-to-left: types coloured, the current item lit, a caret for selecting.

The layout is made once for a text and a width; a moved highlight repaints only the lines that it touched. The text is
drawn cell by cell from `tui.rtl`, never through Textual's own text widgets: those would send what is in it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import caret
from tui.bindings import bindings
from tui.caret import Selection, Text
from tui.marking import CARET, CURRENT, MARK, Overlay, changed_span
from tui.palette import mark_style
from tui.rtl.layout import Layout, Line, layout
from tui.widgets.quiet import QuietFocus


def line_segments(
    line: Line, width: int, marks: Sequence[int], overlays: Sequence[Overlay], *, colours: bool
) -> list[Segment]:
    """Return one laid-out line as segments of exactly `width` cells.

    `marks`: one for each code point of the body; a cell takes those of all code points it stands for.
    """
    segments: list[Segment] = []
    text, style, column = "", mark_style(0, colours), 0
    for cell in line.cells:
        mark = 0
        for offset in range(cell.start, cell.end):
            mark |= marks[offset]
        if cell.harmful:
            mark |= MARK
        for overlay in overlays:
            if overlay.start < cell.end and cell.start < overlay.end:
                mark |= overlay.flags
        its = mark_style(mark, colours)
        gap = cell.column - column
        if gap > 0:
            if style is not mark_style(0, colours) and text:
                segments.append(Segment(text, style))
                text, style = "", mark_style(0, colours)
            text += " " * gap
        if its is not style:
            if text:
                segments.append(Segment(text, style))
            text, style = "", its
        text += cell.text
        column = cell.column + cell.width
    if text:
        segments.append(Segment(text, style))
    if column < width:
        segments.append(Segment(" " * (width - column), mark_style(0, colours)))
    return segments


class ArticlePane(QuietFocus, ScrollView, can_focus=True):
    """Shows one body. With the focus it takes the keys of selecting."""

    DEFAULT_CSS = "ArticlePane { scrollbar-size: 0 0; overflow: hidden hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("select")

    def __init__(self, *, id: str = "article", colours: bool = True) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._body = ""
        self._marks = bytearray()
        self._overlays: tuple[Overlay, ...] = ()
        self._layout: Layout = layout("", 1)
        self._width = 0
        self._selection: Selection | None = None
        self._done: Callable[[tuple[int, int] | None], Awaitable[None]] | None = None
        self._stops: tuple[tuple[int, int], ...] = ()
        self._moved: Callable[[], None] = lambda: None
        self._colours = colours

    # -- what it shows

    @property
    def body(self) -> str:
        """The text it shows."""
        return self._body

    @property
    def text_layout(self) -> Layout:
        """Where each offset of the body stands."""
        return self._layout

    @property
    def caret_text(self) -> Text:
        """What a caret moves through."""
        return Text(self._body, self._layout)

    @property
    def selected(self) -> tuple[int, int] | None:
        """The range that Enter would take, while selecting."""
        if self._selection is None:
            return None
        return self._selection.range(self.caret_text) or caret.word_range(self._body, self._selection.head)

    @property
    def selection(self) -> Selection | None:
        """The caret and the selection while selecting."""
        return self._selection

    @property
    def seen(self) -> tuple[int, int] | None:
        """The range of the body that the pane shows now; None while it shows nothing."""
        top = round(self.scroll_offset.y)
        lines = self._layout.lines[top : top + self.size.height]
        return (lines[0].start, lines[-1].end) if lines and self._body else None

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """What is lit now."""
        return self._overlays

    def show(self, body: str, marks: bytearray, overlays: Iterable[Overlay] = ()) -> None:
        """Show another text from its top."""
        self._body, self._marks, self._overlays = body, marks, tuple(overlays)
        self._selection, self._done = None, None
        self._width = 0
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._bring_into_view()
        self.refresh()

    def remark(self, marks: bytearray) -> None:
        """Show the same text with other marks: repaint the lines that differ."""
        before, self._marks = self._marks, marks
        span = changed_span(before, marks)
        if span is not None:
            self._refresh_span(*span)

    def light(self, overlays: Iterable[Overlay]) -> None:
        """Light another item: repaint the lines of the old and the new, scroll when the new is out of view."""
        overlays = tuple(overlays)
        if overlays == self._overlays:
            return
        touched = self._lines_of(self._overlays) | self._lines_of(overlays)
        self._overlays = overlays
        for line in touched:
            self.refresh_lines(line)
        self._bring_into_view()

    def page(self, direction: int) -> None:
        """Show the page above (-1) or below (1)."""
        step = max(1, self.size.height - 2)
        self.scroll_to(y=self.scroll_offset.y + direction * step, animate=False, force=True, immediate=True)

    # -- selecting

    def select(
        self,
        start: Selection,
        done: Callable[[tuple[int, int] | None], Awaitable[None]],
        stops: Sequence[tuple[int, int]] = (),
        moved: Callable[[], None] = lambda: None,
    ) -> None:
        """Begin selecting: `done` is called with the range taken, or None, `moved` after each move.

        `stops`: spans that the name keys jump to.
        """
        self._done, self._stops, self._moved = done, tuple(stops), moved
        self._move(start)

    async def _finish(self, span: tuple[int, int] | None) -> None:
        done, self._done = self._done, None
        self._move(None)
        if done is not None:
            await done(span)

    async def action_take(self) -> None:
        """Take the selection, or the word at the caret; a bare caret on punctuation takes nothing."""
        span = self.selected
        if span is not None and any(char.isalnum() for char in self._body[span[0] : span[1]]):
            await self._finish(_trimmed(self._body, span))

    async def action_cancel(self) -> None:
        """Stop selecting."""
        await self._finish(None)

    def action_anchor(self) -> None:
        """Begin the selection at the caret, or let go of it."""
        if self._selection is not None:
            self._move(self._selection.toggled())

    def action_other_end(self) -> None:
        """Move the other end from now on."""
        if self._selection is not None:
            self._move(self._selection.swapped())

    def action_step(self, dx: int) -> None:
        """Move the caret a cluster."""
        if self._selection is not None:
            self._move(self._selection.moved(caret.step(self.caret_text, self._selection.head, dx)))

    def action_word(self, dx: int) -> None:
        """Move the caret a word; a selection takes or leaves it whole."""
        if self._selection is not None:
            self._move(caret.by_word(self.caret_text, self._selection, dx))

    def action_line(self, dy: int) -> None:
        """Move the caret a line."""
        if self._selection is not None:
            self._move(self._selection.moved(caret.vertical(self.caret_text, self._selection.head, dy)))

    def action_mention(self, step: int) -> None:
        """Select the next or previous of the spans that can be jumped to."""
        selection = self._selection
        if selection is None or not self._stops:
            return
        span = selection.range(self.caret_text) or (selection.head, selection.head)
        if step > 0:
            found = next((stop for stop in self._stops if stop[0] > span[0]), self._stops[0])
        else:
            found = next((stop for stop in reversed(self._stops) if stop[0] < span[0]), self._stops[-1])
        self._move(Selection(head=found[1] - 1, anchor=found[0]))

    def _move(self, selection: Selection | None) -> None:
        touched = self._lines_of(self._selection_overlays())
        self._selection = selection
        touched |= self._lines_of(self._selection_overlays())
        for line in touched:
            self.refresh_lines(line)
        self._bring_into_view()
        if selection is not None:
            self._moved()

    def _selection_overlays(self) -> tuple[Overlay, ...]:
        if self._selection is None:
            return ()
        _, cell = self._layout.cell_of(self._selection.head)
        overlays = [Overlay(cell.start, cell.end, CARET)]
        span = self._selection.range(self.caret_text)
        if span is not None:
            overlays.append(Overlay(*span, CURRENT))
        return tuple(overlays)

    # -- drawing

    def _lay_out(self) -> None:
        width = self.size.width
        if width <= 0 or width == self._width:
            return
        self._width = width
        self._layout = layout(self._body, width)
        self.virtual_size = Size(width, len(self._layout.lines))

    def on_resize(self) -> None:
        """Lay out again for the new width."""
        self._lay_out()
        self._bring_into_view()
        self.refresh()

    def _lines_of(self, overlays: Iterable[Overlay]) -> set[int]:
        lines: set[int] = set()
        for overlay in overlays:
            if overlay.start < overlay.end <= len(self._body):
                first = self._layout.line_of(overlay.start)
                last = self._layout.line_of(overlay.end - 1)
                lines.update(range(first, last + 1))
        return lines

    def _refresh_span(self, start: int, end: int) -> None:
        for line in self._lines_of([Overlay(start, end, 0)]):
            self.refresh_lines(line)

    def _bring_into_view(self) -> None:
        height = self.size.height
        if height <= 0 or self._width <= 0:
            return
        if self._selection is not None:
            lines = {self._layout.cell_of(self._selection.head)[0]}
        else:
            lines = self._lines_of([overlay for overlay in self._overlays if overlay.flags & CURRENT])
        if not lines:
            return
        first, last = min(lines), max(lines)
        top = round(self.scroll_offset.y)
        if top <= first and last < top + height:
            return
        # a scrolled pane is sent whole, so scroll seldom: most of the next page shows at once
        target = first - height // 5 if first >= top else last - height + 1 + height // 5
        target = max(0, min(target, len(self._layout.lines) - height))
        self.scroll_to(y=target, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Return a line of the viewport."""
        width = self.size.width
        number = y + self.scroll_offset.y
        if not 0 <= number < len(self._layout.lines) or self._width != width:
            return Strip.blank(width)
        line = self._layout.lines[number]
        if self._selection is None:
            overlays: tuple[Overlay, ...] = self._overlays
        else:
            # while selecting only the selection is lit
            overlays = self._selection_overlays()
        here = [overlay for overlay in overlays if overlay.start < line.end and line.start < overlay.end]
        return Strip(line_segments(line, width, self._marks, here, colours=self._colours), width)


def _trimmed(body: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the span without blanks at its ends."""
    start, end = span
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return start, end
