"""The line that says things, and in which one can type: a question, what was typed, a caret.

It is one widget for both, so that asking changes no layout (a changed layout repaints panes, thousands of bytes).
Arabic is drawn in its own order. Editing is in reading order: characters go in at the caret, which moves a character at a time.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from rich.style import Style
from textual.binding import BindingType
from textual.events import Key, Paste
from textual.strip import Strip

from tui.bindings import bindings
from tui.drawing import Run, strip
from tui.palette import PLAIN, STRONG
from tui.rtl.lines import draw_line
from tui.widgets.line import TextLine
from tui.widgets.quiet import QuietFocus

_CARET = Style(reverse=True)
_VALUE_CELLS = 14
"""At least so many cells stay for what is typed."""


class Field(QuietFocus, TextLine, can_focus=True):
    """Says what it is given; asks for one line and tells `done` what was typed, or None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("field")

    def __init__(self, *, id: str = "detail") -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._question = ""
        self._value = ""
        self._caret = 0
        self._done: Callable[[str | None], Awaitable[None]] | None = None
        self._takes: Callable[[str], bool] = str.isprintable

    @property
    def asking(self) -> bool:
        """Whether it waits for something to be typed."""
        return self._done is not None

    @property
    def value(self) -> str:
        """What has been typed."""
        return self._value

    def ask(
        self,
        question: str,
        value: str,
        done: Callable[[str | None], Awaitable[None]],
        takes: Callable[[str], bool] = str.isprintable,
    ) -> None:
        """Ask, with a value to begin from; characters that `takes` refuses are not typed."""
        self._takes = takes
        self._question, self._value, self._caret, self._done = question, value, len(value), done
        self.refresh()

    async def take_key(self, event: Key) -> bool:
        """Type or edit; return whether the key was used."""
        if not self.asking:
            return False
        value, caret = self._value, self._caret
        match event.key:
            case "backspace":
                value, caret = value[: max(0, caret - 1)] + value[caret:], max(0, caret - 1)
            case "delete":
                value = value[:caret] + value[caret + 1 :]
            case "left" | "right":
                # the caret goes where the key points: in Arabic text, left is further on
                ahead = (event.key == "left") == _reads_leftwards(value)
                caret = min(len(value), caret + 1) if ahead else max(0, caret - 1)
            case "home":
                caret = 0
            case "end":
                caret = len(value)
            case "ctrl+u":
                value, caret = "", 0
            case _:
                if not event.is_printable or event.character is None:
                    return False
                if not self._takes(event.character):
                    return True
                value, caret = value[:caret] + event.character + value[caret:], caret + len(event.character)
        self._value, self._caret = value, caret
        self.refresh()
        return True

    def on_paste(self, event: Paste) -> None:
        """Put pasted text in at the caret, as one line."""
        if not self.asking:
            return
        text = "".join(char for char in " ".join(event.text.split()) if self._takes(char))
        self._value = self._value[: self._caret] + text + self._value[self._caret :]
        self._caret += len(text)
        self.refresh()

    async def action_take(self) -> None:
        """Take what was typed."""
        await self._finish(self._value.strip())

    async def action_cancel(self) -> None:
        """Leave it."""
        await self._finish(None)

    async def _finish(self, value: str | None) -> None:
        done, self._done = self._done, None
        self.refresh()
        if done is not None:
            await done(value)

    def render_line(self, y: int) -> Strip:
        """Return the one line."""
        width = self.size.width
        if y or not self.asking:
            return super().render_line(y)
        # what is typed must be seen: a long question gives way
        question = (" " + self._question)[: max(0, width - min(len(self._value) + 2, _VALUE_CELLS))]
        room = max(1, width - len(question))
        return strip([(question, STRONG), *field_runs(self._value, self._caret, room)], width)


def _reads_leftwards(value: str) -> bool:
    return any("\u0590" <= char <= "\u08ff" for char in value)


def field_runs(value: str, caret: int, width: int) -> list[Run]:
    """Return a typed value as runs of at most `width` cells, with the caret's cell reversed.

    The caret at the end is a blank cell after the last letter in reading order: on the left of Arabic text.
    """
    shown = value + " "
    if len(shown) > width:
        # the part around the caret; cutting by characters keeps it simple and never shows a cell too many
        start = max(0, min(caret - width // 2, len(shown) - width))
        shown, caret = shown[start : start + width], caret - start
    leftwards = _reads_leftwards(value)
    cells = draw_line(
        shown.rstrip(" ") if caret < len(shown.rstrip(" ")) else shown[:-1] + "\u00a0",
        width,
        align="left",
        base=int(leftwards),
    )
    if not cells:
        return [(" ", _CARET)]
    runs: list[Run] = []
    column = 0
    for cell in cells:
        if cell.column > column:
            runs.append((" " * (cell.column - column), PLAIN))
        runs.append((cell.text, _CARET if cell.start <= caret < cell.end else PLAIN))
        column = cell.column + cell.width
    return runs
