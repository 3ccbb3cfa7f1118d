"""The list of an article's items: type, name, confidence, status; one row each, arguments under their event."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.binding import BindingType

from extract.ontology import Ontology
from store.items import Item
from tui.bindings import bindings
from tui.drawing import Run, name
from tui.palette import PLAIN, QUIET, STATUS, STRONG, type_colour
from tui.view import View, type_place, type_word
from tui.widgets.rows import Rows

SIGNS = {
    "open": " ",
    "accepted": "✓",
    "edited": "±",
    "rejected": "✗",
    "conflict": "!",
    "aside": "·",
    "stale": "·",
    "withdrawn": "·",
}
"""One cell a status."""

_TYPE_CELLS = 8


def item_runs(item: Item, text: str, width: int, place: int, word: str) -> list[Run]:
    """Return a row: `▏ORG      name ............ 61 ✓`. `place`, `word`: of its type in the table of types."""
    argument = item.kind == "argument"
    if item.kind == "mention":
        kind_style = Style(color=type_colour(place)) if place else PLAIN
    else:
        kind_style = QUIET if argument else Style(underline=True)
    name_style = QUIET if item.status in {"rejected", "aside", "stale", "withdrawn"} else PLAIN
    indent = 2 if argument else 0
    kind = word[:_TYPE_CELLS]
    sure = f"{round(item.confidence * 100):>3}" if item.engine else "  +"
    sign = SIGNS[item.status] + ("⚑" if item.flagged else " ")
    room = max(4, width - 1 - indent - _TYPE_CELLS - 1 - len(sure) - 3)
    return [
        (" " * (1 + indent), PLAIN),
        (kind, kind_style),
        (" " * (_TYPE_CELLS - len(kind) + 1), PLAIN),
        name(text, room, name_style),
        (sure, QUIET),
        (" " + sign, STRONG if item.status == "conflict" else STATUS[item.status]),
    ]


class ItemsPane(Rows):
    """An article's items. Its keys are those of reviewing."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("review")

    def __init__(self, ontology: Ontology, *, id: str = "items") -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._ontology = ontology
        self._view: View | None = None

    @property
    def view(self) -> View | None:
        """What it shows."""
        return self._view

    @property
    def current(self) -> Item | None:
        """The current item."""
        if self._view is None or not self._view.items:
            return None
        return self._view.items[min(self.cursor, len(self._view.items) - 1)]

    def show(self, view: View, cursor: int) -> None:
        """Show another article's items."""
        self._view = view
        self.reset(len(view.items), cursor)

    def update_view(self, view: View, cursor: int) -> None:
        """Show the same article after a decision: repaint the rows that differ."""
        before = self._view
        self._view = view
        if before is None or len(before.items) != len(view.items):
            self.resize_rows(len(view.items), cursor)
            return
        for row, (old, new) in enumerate(zip(before.items, view.items, strict=True)):
            if old != new:
                self.refresh_row(row)
        self.cursor = cursor

    def draw_row(self, row: int, width: int) -> list[Run]:
        """Return one item's row."""
        if self._view is None:
            return []
        item = self._view.items[row]
        place = type_place(item, self._ontology)
        return item_runs(item, self._view.text(item), width, place, type_word(item, self._ontology))
