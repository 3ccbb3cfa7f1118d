"""The help: every key with its twin on an Arabic keyboard and what it does, from the table of commands."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.bindings import bindings
from tui.drawing import Run, name
from tui.keys import PLACES, Command, Place, at, shown
from tui.palette import PLAIN, QUIET, STRONG
from tui.screens.quiet import QuietScreen
from tui.widgets.footer import KeyLine
from tui.widgets.rows import Rows
from tui.words import WORDS

HelpRow = Command | Place | str | None
"""A command, a place's heading, the rest of a command's words, or a blank line."""


def help_rows(first: Place, width: int = 80) -> tuple[tuple[HelpRow, str], ...]:
    """Return the rows of the help with the words of each, wrapped to `width`.

    The place that the reader came from stands first, then what works everywhere, how to leave among it.
    """
    rows: list[tuple[HelpRow, str]] = []
    room = max(10, width - sum(_columns(width)) - 2)
    for place in dict.fromkeys((first, "anywhere", *PLACES)):
        if rows:
            rows.append((None, ""))
        rows.append((place, WORDS.place(place)))
        for command in at(place):
            head, *rest = wrap(command.help, room)
            rows.append((command, head))
            rows.extend((None, words) for words in rest)
    return tuple(rows)


def _columns(width: int) -> tuple[int, int]:
    """Return the widths of the keys and of their twins."""
    return (16, 5) if width >= 60 else (12, 3)


def help_runs(row: HelpRow, words: str, width: int) -> list[Run]:
    """Return one row: ` a ش         accept the item as shown`."""
    left, middle = _columns(width)
    if isinstance(row, str):
        return [(" " + words, STRONG)]
    if row is None:
        return [(" " * (1 + left + middle) + words, PLAIN)] if words else []
    keys = _fitting([shown(key) for key in row.keys], left - 1)
    # each by itself: together they would stand from right to left
    twins = [name(shown(key), len(shown(key)), base=0)[0] for key in row.all_keys[len(row.keys) :]]
    return [(" " + keys.ljust(left), STRONG), (_fitting(twins, middle).ljust(middle), QUIET), (words, PLAIN)]


def _fitting(keys: Sequence[str], cells: int) -> str:
    """Return as many of the keys as fit whole, the first at least."""
    while len(keys) > 1 and len(" ".join(keys)) > cells:
        keys = keys[:-1]
    return " ".join(keys)[:cells]


class HelpRows(Rows):
    """The rows of the help."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("help")

    def __init__(self, first: Place) -> None:
        super().__init__(id="help-rows")
        self._first: Place = first
        self._rows: tuple[tuple[HelpRow, str], ...] = ()

    def on_resize(self) -> None:
        """Wrap the rows to the width, and show them from the top."""
        self._rows = help_rows(self._first, self.size.width)
        self.reset(len(self._rows))

    def draw_row(self, row: int, width: int) -> list[Run]:
        """Return one row."""
        return help_runs(*self._rows[row], width)


class HelpScreen(QuietScreen):
    """All keys. Closes back to where it was opened."""

    def __init__(self, first: Place) -> None:
        super().__init__(id="help")
        self._first: Place = first

    def compose(self) -> ComposeResult:
        """Lay the screen out: the rows and the keys."""
        yield HelpRows(self._first)
        yield KeyLine("help")

    def on_mount(self) -> None:
        """Begin in the rows."""
        self.set_focus(self.query_one(HelpRows))

    def action_scroll(self, direction: int) -> None:
        """Go a page up or down."""
        self.query_one(HelpRows).page(direction)

    def action_close(self) -> None:
        """Back to where it was opened."""
        self.app.pop_screen()
