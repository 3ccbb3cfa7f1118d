"""Lines of mixed text as others would draw them: nothing here comes from `tui.rtl`.

Levels by python-bidi (or libfribidi), letter forms by arabic-reshaper, mirrored glyphs by the names of characters, and
the last two rules of UAX #9 (L1, L2) and the breaking of lines written down once more, as plainly as they read.

What it can be asked: letters with presentation forms, marks after letters, Latin, digits, punctuation, blanks. Not tabs,
not wide characters, not what is drawn as a mark of its own.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from arabic_reshaper import ArabicReshaper
from bidi import get_display

RESHAPER: Final = ArabicReshaper({"delete_harakat": True, "ARABIC LIGATURE ALLAH": False})

_LAM_ALEF: Final = range(0xFEF5, 0xFEFD)

LevelsOf = Callable[[str, int], Sequence[int]]
"""A paragraph and its base level to the level of each code point, before L1."""


def python_bidi_levels(text: str, base: int) -> list[int]:
    """Levels out of python-bidi's dump of what it found, which has one for each byte of UTF-8."""
    if not text:
        return []
    dump: str = get_display(text, base_dir="LR"[base], debug=True)
    found = [
        int(level) for level in re.findall(r"Level\(\s*(\d+)", dump[dump.index("levels:") : dump.index("paragraphs:")])
    ]
    levels, at = [], 0
    for char in text:
        levels.append(found[at])
        at += len(char.encode())
    assert at == len(found)
    return levels


@cache
def fribidi() -> ctypes.CDLL | None:
    """The library where the system has it."""
    name = ctypes.util.find_library("fribidi")
    return ctypes.CDLL(name) if name else None


def fribidi_levels(text: str, base: int) -> list[int]:
    """Levels by libfribidi."""
    library = fribidi()
    assert library is not None
    count = len(text)
    if not count:
        return []
    codes = (ctypes.c_uint32 * count)(*map(ord, text))
    types, brackets = (ctypes.c_uint32 * count)(), (ctypes.c_uint32 * count)()
    levels = (ctypes.c_int8 * count)()
    direction = ctypes.c_uint32(0x111 if base else 0x110)
    library.fribidi_get_bidi_types(codes, count, types)
    library.fribidi_get_bracket_types(codes, count, types, brackets)
    assert library.fribidi_get_par_embedding_levels_ex(types, brackets, count, ctypes.byref(direction), levels)
    return list(levels)


@cache
def other_side(char: str) -> str:
    """The mirrored glyph by its name: LEFT PARENTHESIS is RIGHT PARENTHESIS turned round."""
    if not unicodedata.mirrored(char):
        return char
    name = unicodedata.name(char)
    swapped = re.sub(r"LEFT|RIGHT|LESS|GREATER", lambda m: _OPPOSITE[m[0]], name)
    try:
        return unicodedata.lookup(swapped)
    except KeyError:
        return char


_OPPOSITE: Final = {"LEFT": "RIGHT", "RIGHT": "LEFT", "LESS": "GREATER", "GREATER": "LESS"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A letter with its marks, or a lam-alef with those of both, as it is drawn."""

    start: int
    end: int
    glyph: str
    marks: str

    @property
    def blank(self) -> bool:
        """Whether a line may be broken after it."""
        return self.glyph == " "


def pieces(text: str) -> list[Piece]:
    """The text's letters in their forms, in its order."""
    letters: list[list[int]] = []  # offsets: of a letter, then of its marks
    for at, char in enumerate(text):
        if unicodedata.category(char) == "Mn" and letters:
            letters[-1].append(at)
        else:
            letters.append([at])
    forms: str = RESHAPER.reshape("".join(text[each[0]] for each in letters))
    found, after = [], 0
    for form in forms:
        taken = letters[after : after + (2 if ord(form) in _LAM_ALEF else 1)]
        after += len(taken)
        marks = "".join(text[at] for each in taken for at in each[1:])
        found.append(Piece(taken[0][0], taken[-1][-1] + 1, form, marks))
    assert after == len(letters)
    return found


def broken(letters: Sequence[Piece], width: int) -> list[Sequence[Piece]]:
    """The lines of a paragraph, without the blanks that hang past the edge: as many whole words as there is room for."""
    lines: list[Sequence[Piece]] = []
    rest = list(letters)
    while len(rest) > width:
        if rest[width].blank:
            cut = after = width
            while after < len(rest) and rest[after].blank:
                after += 1
        else:
            breaks = [at + 1 for at in range(width) if rest[at].blank]
            cut = after = breaks[-1] if breaks else width
        lines.append(rest[:cut])
        rest = rest[after:]
    if rest or not lines:
        lines.append(rest)
    return lines


def base_of(text: str) -> int:
    """1 if the first strong character is right-to-left, or where there is none (P2, P3; without isolates)."""
    strong = (kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL"))
    return int(next(strong, "AL") != "L")


def in_columns(line: Sequence[Piece], text: str, levels: Sequence[int], base: int, width: int) -> list[str]:
    """What stands in each column of one line of a paragraph: L1, L2, L4, then the edge at which the paragraph stands."""
    own = [levels[piece.start] for piece in line]
    for at in reversed(range(len(line))):
        if unicodedata.bidirectional(text[line[at].start]) != "WS":
            break
        own[at] = base
    order = list(range(len(line)))
    for level in range(max(own, default=0), 0, -1):
        at = 0
        while at < len(order):
            stop = at
            while stop < len(order) and own[order[stop]] >= level:
                stop += 1
            order[at:stop] = order[at:stop][::-1]
            at = stop + 1
    drawn = [
        unicodedata.normalize("NFC", (other_side(line[at].glyph) if own[at] & 1 else line[at].glyph) + line[at].marks)
        for at in order
    ]
    blank = [" "] * (width - len(drawn))
    return blank + drawn if base else drawn + blank


def drawn(
    text: str, width: int, levels_of: LevelsOf = python_bidi_levels, *, base: int | None = None
) -> list[list[str]]:
    """What stands in each column of each line of a text."""
    lines = []
    for paragraph in text.split("\n"):
        side = base_of(paragraph) if base is None else base
        levels = levels_of(paragraph, side)
        lines += [in_columns(line, paragraph, levels, side, width) for line in broken(pieces(paragraph), width)]
    return lines
