"""The list of an article's items: type, name, confidence, status; one row each, arguments under their event."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.binding import BindingType

from extract.ontology import Ontology
from store.items import Item
from tui.bindings import bindings
from tui.drawing import ALONE, Run, Setting, name, setting
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
_ROLE_CELLS = 9
"""Those of a longer role: a cell that its filler gives."""
_LONGEST_ROLE = 11
_WIDE, _NARROW = 36, 26
"""From so many cells on, the longest role stands whole; under so many, roles have the cells of types."""


def shortened(word: str, cells: int) -> str:
    """Return a word in at most `cells`: cut after a consonant and with a full stop where it is longer."""
    if len(word) <= cells:
        return word
    return word[: cells - 1].rstrip("aeiou") + "."


def item_runs(item: Item, text: str, width: int, place: int, word: str, *, inside: Setting = ALONE) -> list[Run]:
    """Return a row: `▏ORG      name ............ 61 ✓`. `place`, `word`: of its type in the table of types.

    `inside`: where in the article the text stands, so that a date is ordered as there.
    """
    argument = item.kind == "argument"
    if item.kind == "mention":
        kind_style = Style(color=type_colour(place)) if place else PLAIN
    else:
        kind_style = QUIET if argument else Style(underline=True)
    name_style = QUIET if item.status in {"rejected", "aside", "stale", "withdrawn"} else PLAIN
    indent = 2 if argument else 0
    kind_cells = _TYPE_CELLS
    if argument and width >= _NARROW and len(word) > _TYPE_CELLS:
        kind_cells = _LONGEST_ROLE if width >= _WIDE else _ROLE_CELLS
    kind = shortened(word, kind_cells)
    sure = f"{round(item.confidence * 100):>3}" if item.engine else "  +"
    sign = SIGNS[item.status] + ("⚑" if item.flagged else " ")
    room = max(4, width - 1 - indent - kind_cells - 1 - len(sure) - 3)
    return [
        (" " * (1 + indent), PLAIN),
        name(kind, len(kind), kind_style),
        (" " * (kind_cells - len(kind) + 1), PLAIN),
        name(text, room, name_style, inside=inside),
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
        inside = setting(self._view.body, item.value.start)
        return item_runs(item, self._view.text(item), width, place, type_word(item, self._ontology), inside=inside)
