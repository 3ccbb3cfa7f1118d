"""One line of the screen, given as runs of drawn text."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.drawing import Run, sentence, strip
from tui.words import Words


class TextLine(Widget):
    """Shows runs of drawn text, cut or padded to its width, or words that fit themselves to it.

    Repaints only when they change.
    """

    DEFAULT_CSS = "TextLine { height: 1; }"

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._runs: tuple[Run, ...] = ()
        self._told: tuple[Words, Style] | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        """What it shows."""
        if self._told is None:
            return self._runs
        words, style = self._told
        width = self.size.width or self.app.size.width
        return ((" ", style), *sentence(words, max(0, width - 1), style))

    @property
    def text(self) -> str:
        """What it shows, as drawn, without styles."""
        return "".join(text for text, _ in self.runs)

    def show(self, runs: Sequence[Run]) -> None:
        """Show these runs."""
        if self._told is not None or tuple(runs) != self._runs:
            self._runs, self._told = tuple(runs), None
            self.refresh()

    def tell(self, words: Words, style: Style) -> None:
        """Show these words, fitted again when the width changes."""
        if self._told != (words, style):
            self._told = (words, style)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the one line."""
        return strip(self.runs if y == 0 else (), self.size.width)
