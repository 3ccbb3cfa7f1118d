"""Bidirectional classes: a text as `bytes`, one ASCII letter a code point.

So held, most rules of UAX #9 are one regular expression over whole runs instead of a loop over characters. Classes are
those of the running Python's `unicodedata` (Unicode 14.0 or later).
"""

from __future__ import annotations

import unicodedata
from typing import Final

_CODES: Final = {
    "L": "L",
    "R": "R",
    "AL": "A",
    "EN": "E",
    "AN": "N",
    "ES": "s",
    "ET": "t",
    "CS": "c",
    "NSM": "m",
    "BN": "b",
    "B": "B",
    "S": "S",
    "WS": "w",
    "ON": "o",
    "LRE": "1",
    "LRO": "2",
    "RLE": "3",
    "RLO": "4",
    "PDF": "5",
    "LRI": "6",
    "RLI": "7",
    "FSI": "8",
    "PDI": "9",
}
"""One letter for each bidirectional class, as rules and `Levels.classes` have it."""

# Classes of code points that are not assigned (DerivedBidiClass.txt, @missing lines); all others are L.
_UNASSIGNED: Final = (
    (0x0590, 0x05FF, "R"),
    (0x0600, 0x07BF, "A"),
    (0x07C0, 0x085F, "R"),
    (0x0860, 0x08FF, "A"),
    (0x20A0, 0x20CF, "t"),
    (0xFB1D, 0xFB4F, "R"),
    (0xFB50, 0xFDCF, "A"),
    (0xFDD0, 0xFDEF, "b"),
    (0xFDF0, 0xFDFF, "A"),
    (0xFE70, 0xFEFF, "A"),
    (0xFFF0, 0xFFF8, "b"),
    (0x10800, 0x10CFF, "R"),
    (0x10D00, 0x10D3F, "A"),
    (0x10D40, 0x10EBF, "R"),
    (0x10EC0, 0x10EFF, "A"),
    (0x10F00, 0x10F2F, "R"),
    (0x10F30, 0x10F6F, "A"),
    (0x10F70, 0x10FFF, "R"),
    (0x1E800, 0x1EC6F, "R"),
    (0x1EC70, 0x1ECBF, "A"),
    (0x1ECC0, 0x1ECFF, "R"),
    (0x1ED00, 0x1ED4F, "A"),
    (0x1ED50, 0x1EDFF, "R"),
    (0x1EE00, 0x1EEFF, "A"),
    (0x1EF00, 0x1EFFF, "R"),
    (0xE0000, 0xE0FFF, "b"),
)


class _ClassTable(dict[int, str]):
    """The class letter of a code point, found once and kept: for `str.translate`."""

    def __missing__(self, code: int) -> str:
        name = unicodedata.bidirectional(chr(code))
        letter = _CODES[name] if name else _unassigned_class(code)
        self[code] = letter
        return letter


def _unassigned_class(code: int) -> str:
    if code & 0xFFFE == 0xFFFE:
        return "b"
    return next((letter for first, last, letter in _UNASSIGNED if first <= code <= last), "L")


_CLASS_TABLE: Final = _ClassTable()


def bidi_classes(text: str) -> bytes:
    """The bidirectional class of each code point as one ASCII letter."""
    return text.translate(_CLASS_TABLE).encode("ascii")
