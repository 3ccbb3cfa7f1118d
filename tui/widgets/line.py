"""One line of the screen, given as runs of drawn text."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from tui.drawing import Run, strip


class TextLine(Widget):
    """Shows runs of drawn text, cut or padded to its width. Repaints only when they change."""

    DEFAULT_CSS = "TextLine { height: 1; }"

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._runs: tuple[Run, ...] = ()

    @property
    def runs(self) -> tuple[Run, ...]:
        """What it shows."""
        return self._runs

    @property
    def text(self) -> str:
        """What it shows, as drawn, without styles."""
        return "".join(text for text, _ in self._runs)

    def show(self, runs: Sequence[Run]) -> None:
        """Show these runs."""
        if tuple(runs) != self._runs:
            self._runs = tuple(runs)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the one line."""
        return strip(self._runs if y == 0 else (), self.size.width)
