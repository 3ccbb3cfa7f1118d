"""A list of one-line rows with a current one: the pattern of every list on the screens.

Rows are drawn on demand (`draw_row`), a move repaints two lines, and the list scrolls by most of a page at a time, since
each scrolled line costs its bytes (a whole pane is sent again, there is no scroll region).
"""

from __future__ import annotations

from textual.events import MouseDown, MouseScrollDown, MouseScrollUp
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.drawing import Run, reversed_runs, strip
from tui.palette import PLAIN, REVERSED
from tui.widgets.quiet import QuietFocus

WHEEL_ROWS = 3
"""Rows that one notch of the mouse wheel scrolls."""


class Rows(QuietFocus, ScrollView, can_focus=True):
    """A scrolling list of rows. Subclasses give `count` rows and draw each."""

    DEFAULT_CSS = "Rows { scrollbar-size: 0 0; overflow: hidden hidden; }"

    cursor: reactive[int] = reactive(0, repaint=False)
    """The current row."""

    class Pointed(Message):
        """A row of the list that has the keys was clicked, and is current now."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._count = 0

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    def draw_row(self, row: int, width: int) -> list[Run]:
        """Return what a row shows, at most `width` cells: its number, where a list says nothing else."""
        return [(str(row)[:width], PLAIN)]

    def reset(self, count: int, cursor: int = 0) -> None:
        """Show another list of `count` rows from the top, with this one current."""
        self._count = count
        self.virtual_size = Size(self.size.width, count)
        self.set_reactive(Rows.cursor, max(0, min(cursor, count - 1)))
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._show_cursor()
        self.refresh()

    def resize_rows(self, count: int, cursor: int) -> None:
        """Show the list with rows added or taken away, staying where it is."""
        self._count = count
        self.virtual_size = Size(self.size.width, count)
        self.set_reactive(Rows.cursor, max(0, min(cursor, count - 1)))
        self._show_cursor()
        self.refresh()

    def refresh_row(self, row: int) -> None:
        """Repaint one row."""
        self.refresh_lines(row)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self._count - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Repaint the two rows; scroll when the new one is out of view."""
        if before != after:
            self.refresh_row(before)
            self.refresh_row(after)
            self._show_cursor()

    def move(self, step: int) -> None:
        """Make the row `step` further current."""
        self.cursor += step

    def page(self, direction: int) -> None:
        """Go a page up (-1) or down (1)."""
        self.cursor += direction * max(1, self.size.height - 1)

    def edge(self, direction: int) -> None:
        """Go to the first (-1) or last (1) row."""
        self.cursor = 0 if direction < 0 else self._count - 1

    def on_mouse_down(self, event: MouseDown) -> None:
        """Make the clicked row current where the list has the keys."""
        row = event.y + round(self.scroll_offset.y)
        if event.button == 1 and self.has_focus and row < self._count:
            self.cursor = row
            self.post_message(self.Pointed())

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll on; the current row stays what it is."""
        self._wheel(event, WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll back."""
        self._wheel(event, -WHEEL_ROWS)

    def _wheel(self, event: MouseScrollDown | MouseScrollUp, rows: int) -> None:
        event.stop()
        event.prevent_default()
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Keep the current row in view."""
        self.virtual_size = Size(self.size.width, self._count)
        self._show_cursor()

    def _show_cursor(self) -> None:
        height = self.size.height
        if height <= 0:
            return
        top = round(self.scroll_offset.y)
        if not top <= self.cursor < top + height:
            # a fifth of the old rows stay, the rest of the page is new
            keep = height // 5
            target = self.cursor - keep if self.cursor >= top + height else self.cursor - height + 1 + keep
            target = max(0, min(target, self._count - height))
            self.scroll_to(y=target, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Return a line of the viewport."""
        row = y + self.scroll_offset.y
        width = self.size.width
        if not 0 <= row < self._count:
            return strip((), width)
        runs = self.draw_row(row, width)
        if row == self.cursor:
            return strip(reversed_runs(runs), width, fill=REVERSED)
        return strip(runs, width)
