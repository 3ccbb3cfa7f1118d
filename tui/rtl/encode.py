"""Encodings: what each kind of terminal needs to be sent, so that rows of cells look the same in all of them.

Everything else draws in screen order: the leftmost cell first, letters as presentation forms. Terminals differ in what
they do with right-to-left letters; an encoding undoes what one kind would do. `stream` applies it to what goes out.

| encoding | for |
|---|---|
| visual | terminals that put what they get into columns as it comes |
| explicit | VTE, mintty: told to do so (BDSM, mode 8 of ECMA-48); mlterm: told in its own way |
| konsole | Konsole: its reordering switched off (OSC 50) |
| words | kitty: turns each right-to-left word round where it stands |
| lro | terminals that reorder and can't be told not to, but obey a left-to-right override |
| runs | the same, where an override spoils the letter forms |
| logical | a terminal, or a reader behind it, that does everything by itself |
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    left: int = 0
    """Columns at the left edge of the screen that stay blank: there stands what sets the direction of a row."""


ENCODINGS: Final[dict[Name, Encoding]] = {
    "visual": Encoding("visual"),
    # Before the alternate screen: VTE takes the mode for lines that begin after it.
    "explicit": Encoding("explicit", "\x1b[8l", "\x1b[8h"),
    "konsole": Encoding("konsole", "\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07"),
    "words": Encoding("words"),
    "lro": Encoding("lro", left=1),
    "runs": Encoding("runs", left=1),
    "logical": Encoding("logical", rendering=Rendering(joined=False, ordered=False)),
}

VISUAL: Final = ENCODINGS["visual"]


_MLTERM: Final = ("\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07")
"""mlterm's name for all that it does with right-to-left and joined letters ("complex text layout")."""


def encoding_for(name: Name, terminal: str = "", inside: str = "") -> Encoding:
    """Return an encoding as a terminal needs it; `inside`: the terminal that a multiplexer runs in."""
    encoding = ENCODINGS[name]
    if name != "explicit" or "mlterm" not in {terminal, inside}:
        return encoding
    start, end = _MLTERM
    if terminal == "tmux":
        start, end = through_tmux(start), through_tmux(end)
    if terminal == "screen":
        start, end = through_screen(start), through_screen(end)
    return replace(encoding, start=start, end=end)


def through_tmux(sequence: str) -> str:
    """Return a sequence wrapped for the terminal that tmux runs in; tmux hands it on where `allow-passthrough` is on."""
    return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def through_screen(sequence: str) -> str:
    """Return a sequence wrapped for the terminal that GNU screen runs in."""
    return f"\x1bP{sequence}\x1b\\"


def for_lines(encoding: Encoding) -> Encoding:
    """Return the encoding of plain lines of output, among the lines of other programs.

    A mode would change those as well, so terminals that are switched by one get what they draw right without it.
    """
    return ENCODINGS["runs"] if encoding.name in {"explicit", "konsole"} else encoding
