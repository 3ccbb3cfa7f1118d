"""Rows of cells to what a terminal is sent, so that they look the same in all terminals.

Everything above this module draws in screen order: the leftmost cell first, letters as presentation forms. Terminals
differ in what they do with right-to-left letters; an encoding undoes what one kind of terminal would do. It works on the
row as it goes out, knows nothing of articles or widgets, and never changes which columns a row fills.

| encoding | for |
|---|---|
| visual | terminals that put what they get into columns as it comes |
| explicit | VTE, mintty: told to do so (BDSM, ECMA-48 mode 8) |
| konsole | Konsole: its reordering switched off (OSC 50) |
| words | kitty: reverses each right-to-left word where it stands |
| lro | terminals that reorder and can't be told not to, but honour a left-to-right override |
| runs | the same, where an override spoils the letter forms |
| logical | a terminal, or a reader behind it, that does everything by itself |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from tui.rtl.rendering import DRAWN, Rendering

Name = Literal["visual", "explicit", "konsole", "words", "lro", "runs", "logical"]

NAMES: Final[tuple[Name, ...]] = get_args(Name)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one kind of terminal is spoken to."""

    name: Name
    """The word for it in settings."""
    start: str = ""
    """Sent before the first screen is drawn, and again after a suspension."""
    end: str = ""
    """Sent when the screen is given back; undoes `start`."""
    rendering: Rendering = DRAWN


ENCODINGS: Final[dict[Name, Encoding]] = {
    "visual": Encoding("visual"),
    # Before the alternate screen: VTE takes the mode for lines that begin after it.
    "explicit": Encoding("explicit", "\x1b[8l", "\x1b[8h"),
    "konsole": Encoding("konsole", "\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07"),
    "words": Encoding("words"),
    "lro": Encoding("lro"),
    "runs": Encoding("runs"),
    "logical": Encoding("logical", rendering=Rendering(joined=False, ordered=False)),
}

VISUAL: Final = ENCODINGS["visual"]
