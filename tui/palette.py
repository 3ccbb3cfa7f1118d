"""Colours: a type's, a status's, and nothing else. In the terminal's own 16, so they follow its light or dark theme.

Where there is no colour, weight and lines carry what matters: names bold, triggers underlined, the current reversed.
"""

from __future__ import annotations

from functools import cache

from rich.style import Style

from tui.marking import CARET, CURRENT, DIM, EDGE, FILLER, MARK, SELECTED, TRIGGER, TYPE

_BY_PLACE = ("", "magenta", "bright_blue", "green", "cyan", "red", "yellow", "bright_magenta", "blue")
"""A type's colour by its place in the table of types, from 1; later places share the last.

Yellow, which is faint on light terminals, goes to dates, and blue, which many dark ones show darkest, last; names of
persons are the most frequent.
"""

PLAIN = Style()
QUIET = Style(color="bright_black")
STRONG = Style(bold=True)

REVERSED = Style(reverse=True)
STATUS = {
    "open": PLAIN,
    "accepted": Style(color="green"),
    "edited": Style(color="green"),
    "rejected": QUIET,
    "conflict": Style(color="red", bold=True),
    "aside": QUIET,
    "stale": QUIET,
    "withdrawn": QUIET,
}
ERROR = Style(color="red")


def type_colour(place: int) -> str:
    """Return the colour of the type at this place (from 1) of the table of types."""
    return _BY_PLACE[min(place, len(_BY_PLACE) - 1)]


def _colour(mark: int) -> str | None:
    return type_colour(mark & TYPE) if mark & TYPE else "bright_black" if mark & (DIM | MARK) else None


@cache
def mark_style(mark: int, colours: bool) -> Style:
    """Return the style of a code point's mark (see `tui.marking`), with or without colours."""
    name = mark & TYPE > 0
    selected = mark & SELECTED
    return Style(
        # of a selection, the end that moves is the one grey block in it
        color=(("bright_black" if mark & CARET else None) if selected else _colour(mark)) if colours else None,
        bold=bool((mark & FILLER and not selected) or mark & CARET or (name and not colours and not selected)) or None,
        dim=(bool(mark & (DIM | MARK)) and not colours and not selected) or None,
        # a selection is reversed whole, in one colour: its two ends underlined inside it, the one that moves bold as well
        underline=bool(mark & (EDGE | CARET) or (mark & (TRIGGER | FILLER) and not selected)) or None,
        reverse=bool(mark & (CURRENT | CARET | SELECTED)) or None,
    )
