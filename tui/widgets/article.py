"""The article's text, right-to-left: types coloured, the current item lit, a caret for selecting.

The layout is made once for a text and a width; a moved highlight repaints only the lines that it touched. The text is
drawn cell by cell from `tui.rtl`, never through Textual's own text widgets: those would send what is in it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.events import MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import edges
from tui.bindings import bindings
from tui.caret import Selection, Text, Walk, differing
from tui.marking import CARET, CURRENT, EDGE, SELECTED, Overlay, changed_span
from tui.moves import Kind, Move, moved
from tui.palette import PLAIN
from tui.rtl.layout import Layout, Paragraphs
from tui.rtl.rendering import DRAWN, Rendering
from tui.units import trimmed
from tui.widgets.quiet import QuietFocus
from tui.widgets.segments import line_segments

WHEEL_LINES = 3
"""Lines that one notch of the mouse wheel scrolls."""


class ArticlePane(QuietFocus, ScrollView, can_focus=True):
    """Shows one body. With the focus it takes the keys of selecting."""

    DEFAULT_CSS = "ArticlePane { scrollbar-size: 0 0; overflow: hidden hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("select")

    class Clicked(Message):
        """A letter of the text was clicked while nothing is being selected."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    class Dragged(Message):
        """The mouse began to be dragged over the text while nothing is being selected."""

        def __init__(self, selection: Selection) -> None:
            super().__init__()
            self.selection = selection

    def __init__(
        self,
        *,
        id: str = "article",  # noqa: A002 - Textual's own name
        colours: bool = True,
        walk: Walk = "visual",
        rendering: Rendering = DRAWN,
    ) -> None:
        super().__init__(id=id)
        # where the terminal puts letters in order, only the text's order is known
        self._walk: Walk = walk if rendering.ordered else "logical"
        self._rendering = rendering
        self._marks = bytearray()
        self._overlays: tuple[Overlay, ...] = ()
        self._paragraphs = Paragraphs("", rendering=rendering)
        self._text = Text("", self._paragraphs.lay(1), self._walk)
        self._width = 0
        self._selection: Selection | None = None
        self._done: Callable[[tuple[int, int] | None], Awaitable[None]] | None = None
        self._stops: tuple[tuple[int, int], ...] = ()
        self._moved: Callable[[], None] = lambda: None
        self._colours = colours
        self._pressed: int | None = None

    # -- what it shows

    @property
    def body(self) -> str:
        """The text it shows."""
        return self._text.body

    @property
    def text_layout(self) -> Layout:
        """Where each offset of the body stands."""
        return self._text.layout

    @property
    def caret_text(self) -> Text:
        """What a caret moves through."""
        return self._text

    @property
    def selected(self) -> tuple[int, int] | None:
        """The range that Enter would take, while selecting."""
        return None if self._selection is None else edges.taken(self._text, self._selection)

    @property
    def selection(self) -> Selection | None:
        """The caret and the selection while selecting."""
        return self._selection

    @property
    def seen(self) -> tuple[int, int] | None:
        """The range of the body that the pane shows now; None while it shows nothing."""
        top = round(self.scroll_offset.y)
        lines = self._text.layout.lines[top : top + self.size.height]
        return (lines[0].start, lines[-1].end) if lines and self.body else None

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """What is lit now."""
        return self._overlays

    def show(self, body: str, marks: bytearray, overlays: Iterable[Overlay] = ()) -> None:
        """Show another text from its top."""
        self._paragraphs = Paragraphs(body, rendering=self._rendering)
        self._marks, self._overlays = marks, tuple(overlays)
        self._selection, self._done, self._pressed = None, None, None
        self._width = 0
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._bring_into_view()
        self.refresh()

    def remark(self, marks: bytearray) -> None:
        """Show the same text with other marks: repaint the lines that differ."""
        before, self._marks = self._marks, marks
        span = changed_span(before, marks)
        if span is None:
            return
        lines = self._text.layout.lines
        for number in self._lines_of([Overlay(*span, 0)]):
            line = slice(lines[number].start, lines[number].end)
            if before[line] != marks[line]:
                self.refresh_lines(number)

    def light(self, overlays: Iterable[Overlay]) -> None:
        """Light another item: repaint the lines of the old and the new, scroll when the new is out of view."""
        overlays = tuple(overlays)
        if overlays == self._overlays:
            return
        touched = self._lines_of(self._overlays) | self._lines_of(overlays)
        self._overlays = overlays
        self._repaint(touched)
        self._bring_into_view()

    def page(self, direction: int) -> None:
        """Show the page above (-1) or below (1)."""
        step = max(1, self.size.height - 2)
        self.scroll_to(y=self.scroll_offset.y + direction * step, animate=False, force=True, immediate=True)

    # -- selecting

    def select(
        self,
        start: Selection | tuple[int, int],
        done: Callable[[tuple[int, int] | None], Awaitable[None]],
        stops: Sequence[tuple[int, int]] = (),
        moved: Callable[[], None] = lambda: None,
    ) -> None:
        """Begin selecting: `done` is called with the range taken, or None, `moved` after each move.

        A span is selected with its end as the moving one. `stops`: spans that the name keys jump to.
        """
        self._done, self._stops, self._moved = done, tuple(stops), moved
        if isinstance(start, Selection):
            self._move(replace(start, head=self._text.stop(start.head)))
        else:
            self._move(Selection.spanning(self._text, *start))

    async def _finish(self, span: tuple[int, int] | None) -> None:
        done, self._done = self._done, None
        self._move(None)
        if done is not None:
            await done(span)

    async def action_take(self) -> None:
        """Take the selection, or the word at the caret; a bare caret on punctuation takes nothing."""
        span = self.selected
        if span is not None and any(char.isalnum() for char in self.body[span[0] : span[1]]):
            await self._finish(trimmed(self.body, span))

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

    def action_inside(self) -> None:
        """Put the moving edge inside its letter pair, on the second press."""
        if self._selection is not None:
            self._move(edges.parted(self._text, self._selection, "inside"))

    def action_go(self, kind: Kind, direction: int, extend: bool = False) -> None:
        """Move the caret; see `tui.moves.Move`. `extend`: with shift."""
        if self._selection is not None:
            lines = max(1, self.size.height - 2) if kind == "page" else 1
            self._move(moved(self._text, self._selection, Move(kind, direction, lines), extend=extend))

    def action_mention(self, step: int) -> None:
        """Select the next or previous of the spans that can be jumped to."""
        selection = self._selection
        if selection is None or not self._stops:
            return
        span = selection.range(self._text) or (selection.head, selection.head)
        if step > 0:
            found = next((stop for stop in self._stops if stop[0] > span[0]), self._stops[0])
        else:
            found = next((stop for stop in reversed(self._stops) if stop[0] < span[0]), self._stops[-1])
        self._move(Selection.spanning(self._text, *found))

    def _move(self, selection: Selection | None) -> None:
        touched = self._lines_of([Overlay(*span, 0) for span in differing(self._text, self._selection, selection)])
        if (self._selection is None) != (selection is None):
            # what is lit beside is not while one selects
            touched |= self._lines_of(self._overlays)
        self._selection = selection
        self._repaint(touched)
        self._bring_into_view()
        if selection is not None:
            self._moved()

    def _selection_overlays(self) -> tuple[Overlay, ...]:
        if self._selection is None:
            return ()
        overlays = [Overlay(*self._selection.head_unit(self._text), CARET)]
        span = self._selection.range(self._text)
        if span is not None:
            overlays.append(Overlay(*self._selection.anchor_unit(self._text), EDGE))
            overlays.append(Overlay(*span, SELECTED))
        return tuple(overlays)

    # -- the mouse

    def _offset_under(self, x: int, y: int, *, exact: bool = False) -> int | None:
        """Return the offset drawn at a place of the viewport; the nearest one, or None with `exact`."""
        line = y + round(self.scroll_offset.y)
        lines = self._text.layout.lines
        if exact:
            if not 0 <= line < len(lines):
                return None
            cells = lines[line].cells
            if not cells or not cells[0].column <= x < cells[-1].column + cells[-1].width:
                return None
        return self._text.stop(self._text.layout.offset_at(line, x))

    def on_mouse_down(self, event: MouseDown) -> None:
        """Put the caret where the mouse is; while nothing is being selected, wait what becomes of it."""
        if event.button != 1 or not self.body:
            return
        offset = self._offset_under(event.x, event.y)
        self._pressed = offset
        self.capture_mouse()
        if self._selection is not None and offset is not None:
            self._move(Selection(offset))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Select from where the button went down to here."""
        if self._pressed is None:
            return
        if event.y < 0 or event.y >= self.size.height:
            self.scroll_to(
                y=self.scroll_offset.y + (1 if event.y > 0 else -1), animate=False, force=True, immediate=True
            )
        offset = self._offset_under(event.x, event.y)
        if offset is None or (offset == self._pressed and (self._selection is None or self._selection.anchor is None)):
            return
        dragged = Selection(offset, self._pressed)
        if self._selection is None:
            self.post_message(self.Dragged(dragged))
        elif self._selection != dragged:
            self._move(dragged)

    def on_mouse_up(self, event: MouseUp) -> None:
        """End a drag, or tell what was clicked."""
        pressed, self._pressed = self._pressed, None
        self.release_mouse()
        if pressed is not None and self._selection is None:
            offset = self._offset_under(event.x, event.y, exact=True)
            if offset is not None and offset == pressed:
                self.post_message(self.Clicked(offset))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll the text on."""
        self._wheel(event, WHEEL_LINES)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll the text back."""
        self._wheel(event, -WHEEL_LINES)

    def _wheel(self, event: MouseScrollDown | MouseScrollUp, lines: int) -> None:
        event.stop()
        event.prevent_default()
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True, immediate=True)

    # -- drawing

    def _lay_out(self) -> None:
        width = self.size.width
        if width <= 0 or width == self._width:
            return
        self._width = width
        self._text = Text(self._paragraphs.text, self._paragraphs.lay(width), self._walk)
        self.virtual_size = Size(width, len(self._text.layout.lines))

    def on_resize(self) -> None:
        """Lay out again for the new width."""
        self._lay_out()
        self._bring_into_view()
        self.refresh()

    def _lines_of(self, overlays: Iterable[Overlay]) -> set[int]:
        lines: set[int] = set()
        for overlay in overlays:
            if overlay.start < overlay.end <= len(self.body):
                first = self._text.layout.line_of(overlay.start)
                last = self._text.layout.line_of(overlay.end - 1)
                lines.update(range(first, last + 1))
        return lines

    def _repaint(self, lines: Iterable[int]) -> None:
        # a selection may cover a million lines, and each that is told costs time although none is seen
        top = round(self.scroll_offset.y)
        for line in lines:
            if top <= line < top + self.size.height:
                self.refresh_lines(line)

    def _bring_into_view(self) -> None:
        height = self.size.height
        if height <= 0 or self._width <= 0:
            return
        if self._selection is not None:
            lines = {self._text.layout.line_of(self._selection.head)}
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
        target = max(0, min(target, len(self._text.layout.lines) - height))
        self.scroll_to(y=target, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Return a line of the viewport."""
        width = self.size.width
        number = y + self.scroll_offset.y
        if not 0 <= number < len(self._text.layout.lines) or self._width != width:
            # with a style: Textual's filter for NO_COLOR fails on a segment that has none
            return Strip.blank(width, PLAIN)
        line = self._text.layout.lines[number]
        if self._selection is None:
            overlays: tuple[Overlay, ...] = self._overlays
        else:
            # while selecting only the selection is lit
            overlays = self._selection_overlays()
        here = [overlay for overlay in overlays if overlay.start < line.end and line.start < overlay.end]
        return Strip(line_segments(line, width, self._marks, here, colours=self._colours), width)
