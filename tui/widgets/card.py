"""The card pane: an item's lines, one of them current."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from store.items import Item
from tui.bindings import bindings
from tui.card import CardLine, card_lines
from tui.drawing import ALONE, Run, name, setting
from tui.palette import QUIET, STATUS
from tui.view import View
from tui.widgets.items import SIGNS
from tui.widgets.rows import Rows

_LABEL_CELLS = 11


class CardPane(Rows):
    """Shows one card. Its keys are those of a card."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("card")

    def __init__(self, *, id: str = "card") -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._lines: tuple[CardLine, ...] = ()
        self._body = ""

    @property
    def lines(self) -> tuple[CardLine, ...]:
        """What it shows."""
        return self._lines

    @property
    def current(self) -> CardLine | None:
        """The current line."""
        return self._lines[self.cursor] if self._lines else None

    def show(self, view: View, item: Item) -> None:
        """Show an item's card; for an argument, its event's card with that argument current."""
        self._lines, self._body = card_lines(view, item), view.body
        at = next((place for place, line in enumerate(self._lines) if line.item.uid == item.uid), 0)
        self.reset(len(self._lines), at)

    def update_view(self, view: View, item: Item) -> None:
        """Show the card after a change, staying on the line."""
        before, self._lines = self._lines, card_lines(view, item)
        if len(before) != len(self._lines):
            grown = len(self._lines) > len(before)
            self.resize_rows(len(self._lines), len(self._lines) - 1 if grown else self.cursor)
            return
        for row, (old, new) in enumerate(zip(before, self._lines, strict=True)):
            if old != new:
                self.refresh_row(row)

    def action_move(self, step: int) -> None:
        """Make another line current."""
        self.move(step)

    def draw_row(self, row: int, width: int) -> list[Run]:
        """Return one line: ` target      ........ ✓`."""
        line = self._lines[row]
        label = line.label[:_LABEL_CELLS]
        room = max(2, width - _LABEL_CELLS - 5)
        own = line.slot != "argument"
        sign = SIGNS[line.item.status] if not own or row == 0 else " "
        # words of the article as they stand there; a name that was typed, by itself
        in_text = line.outside and line.slot != "name"
        text = name(line.text, room, inside=setting(self._body, line.item.value.start) if in_text else ALONE)
        return [(" ", QUIET), name(label, _LABEL_CELLS + 1, QUIET), text, (f" {sign} ", STATUS[line.item.status])]
