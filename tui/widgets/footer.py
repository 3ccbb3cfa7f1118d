"""The last line: what the keys do where the focus is, from the table of commands."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from tui.drawing import Run, strip
from tui.keys import Place, footer
from tui.palette import PLAIN, QUIET, STRONG


def footer_runs(place: Place, width: int) -> list[Run]:
    """Return as many key-and-word pairs as fit into `width`, those of everywhere always kept."""
    pairs = footer(place)
    fixed = footer("anywhere") if place != "field" else ()
    room = width - sum(len(key) + len(word) + 3 for key, word in fixed)
    runs: list[Run] = []
    for pair in (*pairs[: len(pairs) - len(fixed)], *fixed):
        key, word = pair
        needed = len(key) + len(word) + 3
        if pair not in fixed:
            if room < needed:
                continue
            room -= needed
        runs += [(" ", PLAIN), (key, STRONG), (" " + word + " ", QUIET)]
    return runs


class KeyLine(Widget):
    """Shows the keys of one place."""

    DEFAULT_CSS = "KeyLine { height: 1; }"

    def __init__(self, place: Place, *, id: str = "footer") -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._place: Place = place

    def show(self, place: Place) -> None:
        """Show the keys of another place."""
        if place != self._place:
            self._place = place
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the one line."""
        return strip(footer_runs(self._place, self.size.width) if y == 0 else (), self.size.width)
