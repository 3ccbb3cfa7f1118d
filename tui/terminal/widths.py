"""How many columns this terminal gives to each kind of character, measured by where its cursor stands afterwards.

A terminal and a program that count differently draw over each other's text for the rest of the row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tui.rtl.encode import Name
from tui.terminal.asking import LIMIT, converse

_PLACE: Final = re.compile(rb"\x1b\[(\d+);(\d+)R")
_BETWEEN: Final = "b"
"""A letter before and after, so that marks have something to stand on."""

SAMPLES: Final[Mapping[str, tuple[str, int]]] = {
    # name: text, columns that drawing counts on
    "letter": ("\ufe91", 1),
    "mark": ("\ufe91\u064e", 1),
    "two marks": ("\ufe91\u0651\u064f", 1),
    "dagger alef": ("\ufe91\u0670", 1),
    "lam-alef": ("\ufefb", 1),
    "tatweel": ("\u0640", 1),
    "Arabic digit": ("\u0663", 1),
    "Persian digit": ("\u06f4", 1),
    "Arabic comma": ("\u060c", 1),
    "LRM": ("\u200e", 0),
    "LRO": ("\u202d", 0),
    "isolate": ("\u2067", 0),
    "ZWNJ": ("\u200c", 0),
    "soft hyphen": ("\u00ad", 1),
    "number sign U+0600": ("\u0600", 1),
    "wide": ("\u6f22", 2),
    "dotted circle": ("◌", 1),
    "brackets": ("⟦⟧", 2),
    "ticks": ("✓✗±⚑", 4),
    "dots": ("…·×", 3),
    "quotes": ("«»‹›", 4),
    "frame": ("─├└│▏", 5),
    "arrows": ("←→↑↓", 4),
    "shapes": ("○▮▯", 3),
}
"""What can stand on our screens, and four that stand only in texts, where a mark is drawn for them."""

_NEVER_SENT: Final = frozenset(("isolate", "ZWNJ", "soft hyphen", "number sign U+0600"))
_SENT_BY: Final[Mapping[str, Name]] = {"LRM": "runs", "LRO": "lro"}


def is_sent(sample: str, encoding: Name) -> bool:
    """Return whether drawing in this encoding sends the sample's characters at all."""
    return sample not in _NEVER_SENT and _SENT_BY.get(sample, encoding) == encoding


@dataclass(frozen=True, slots=True)
class Measured:
    """Columns by sample, in the order of asking, as far as they were answered."""

    columns: tuple[int, ...]
    outstanding: int


def measure(input_fd: int, output_fd: int, *, limit: float = LIMIT) -> dict[str, int]:
    """Return columns by name of the sample; those that the terminal did not answer in time are missing."""
    # row by row on one line: begun at the edge, erased after
    text = "".join(f"\r{_BETWEEN}{sample}{_BETWEEN}\x1b[6n\r\x1b[K" for sample, _ in SAMPLES.values())

    def read(data: bytes) -> Measured:
        columns = tuple(int(match[2]) - 1 - 2 * len(_BETWEEN) for match in _PLACE.finditer(data))
        return Measured(columns[: len(SAMPLES)], max(0, len(SAMPLES) - len(columns)))

    return dict(zip(SAMPLES, converse(input_fd, output_fd, text, read=read, limit=limit).columns, strict=False))


def wrong(columns: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Return what the terminal counts otherwise than drawing does: name -> its columns, ours."""
    return {
        name: (columns[name], expected)
        for name, (_, expected) in SAMPLES.items()
        if name in columns and columns[name] != expected
    }
