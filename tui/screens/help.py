"""The help: every key with its twin on an Arabic keyboard and what it does, from the table of commands."""

from __future__ import annotations

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

HelpRow = Command | Place | None
"""A command, a place's heading, or a blank line."""


def help_rows(first: Place) -> tuple[HelpRow, ...]:
    """Return the rows of the help, the place that the reader came from first."""
    rows: list[HelpRow] = []
    for place in (first, *(other for other in PLACES if other != first)):
        if rows:
            rows.append(None)
        rows.append(place)
        rows.extend(at(place))
    return tuple(rows)


def help_runs(row: HelpRow, width: int) -> list[Run]:
    """Return one row: ` a ش         accept the item as shown`."""
    if row is None:
        return []
    if isinstance(row, str):
        return [(" " + WORDS.place(row), STRONG)]
    keys = " ".join(shown(key) for key in row.keys)
    twins = " ".join(shown(key) for key in row.all_keys[len(row.keys) :])
    left, middle = (18, 8) if width >= 70 else (12, 4)
    words = row.help
    return [
        (" " + keys[: left - 1].ljust(left), STRONG),
        name(twins, middle, QUIET),
        (words[: max(0, width - left - middle - 1)], PLAIN),
    ]


class HelpRows(Rows):
    """The rows of the help."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("help")

    def __init__(self, rows: tuple[HelpRow, ...]) -> None:
        super().__init__(id="help-rows")
        self._rows = rows

    def on_mount(self) -> None:
        """Show the rows from the top."""
        self.reset(len(self._rows))

    def draw_row(self, row: int, width: int) -> list[Run]:
        """Return one row."""
        return help_runs(self._rows[row], width)


class HelpScreen(QuietScreen):
    """All keys. Closes back to where it was opened."""

    def __init__(self, first: Place) -> None:
        super().__init__(id="help")
        self._first: Place = first

    def compose(self) -> ComposeResult:
        """Lay the screen out: the rows and the keys."""
        yield HelpRows(help_rows(self._first))
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
