"""Embedding levels and visual order of a paragraph: the Unicode Bidirectional Algorithm (UAX #9, revision 46).

Follows Unicode 15.0's text of the rules, P2 to L2 and L4, isolates and bracket pairs included; passes all cases of
Unicode's own BidiTest and BidiCharacterTest. The rules stand in `explicit` (X) and `implicit` (W, N, I).

Knows code points only: nothing of glyphs, cells or lines' widths.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from tui.rtl.classes import bidi_classes
from tui.rtl.explicit import REMOVED, Embedding, direction_of, first_strong
from tui.rtl.implicit import BRACKET, implicit_levels
from tui.rtl.unicode_tables import MIRRORED_PAIRS, PAIRED_BRACKETS

_PAIRS: Final = PAIRED_BRACKETS + MIRRORED_PAIRS
MIRRORED: Final = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)) | dict(zip(_PAIRS[1::2], _PAIRS[::2], strict=True))
"""Each character that has a mirrored glyph, to that glyph."""

_RUN: Final = re.compile(rb"(.)\1*+", re.DOTALL)
_NOT_SIMPLE: Final = re.compile(rb"[1-9b]")
_PARAGRAPH: Final = re.compile(rb"[^B]*B|[^B]+")

# L1: what may stand between a line's last visible character and its end.
_TRAILING: Final = b"w6789b12345"


@dataclass(frozen=True, slots=True)
class Levels:
    """A paragraph's base level, and for each code point its resolved level and its original class."""

    base: int
    """0 left to right, 1 right to left."""
    levels: bytes
    """One resolved level (0 to 126) a code point, before rule L1; `REMOVED` where X9 takes it out."""
    classes: bytes
    """One letter a code point; ASCII digits 1 to 9 are the explicit controls, `b` a boundary neutral."""


def mirrored(char: str) -> str:
    """The glyph that is drawn for a character at an odd level (L4, BidiMirroring.txt of Unicode 14.0); itself where none."""
    return MIRRORED.get(char, char)


def paragraph_levels(text: str, base: int | None = None, *, default: int = 0) -> Levels:
    """Levels of one paragraph: rules P2 to I2 of Unicode 15.0's UAX #9, over the running Python's character classes.

    `base` None takes the direction of the first strong character outside isolates (P2, P3), or `default` where there
    is none. A paragraph separator inside the text ends all embeddings and isolates; what follows it keeps the base.
    """
    classes = bidi_classes(text)
    if base is None:
        base = first_strong(classes, default)
    if classes.find(b"B", 0, -1) < 0:
        return Levels(base, _resolve(text, classes, base), classes)
    pieces = (m.span() for m in _PARAGRAPH.finditer(classes))
    return Levels(base, b"".join(_resolve(text[a:b], classes[a:b], base) for a, b in pieces), classes)


def line_levels(paragraph: Levels, start: int = 0, end: int | None = None) -> bytes:
    """Levels of the line [start, end) of a paragraph after rule L1.

    Separators, the whitespace before them and the whitespace that ends the line go back to the base level.
    """
    levels = paragraph.levels[start:end]
    classes = paragraph.classes[start:end]
    if b"S" not in classes and b"B" not in classes:
        kept = len(classes.rstrip(_TRAILING))
        return levels if kept == len(classes) else levels[:kept] + _to_base(levels[kept:], paragraph.base)
    result = b""
    position = 0
    for match in re.finditer(rb"[SB]|\Z", classes):
        kept = position + len(classes[position : match.start()].rstrip(_TRAILING))
        result += levels[position:kept] + _to_base(levels[kept : match.end()], paragraph.base)
        position = match.end()
    return result


def _to_base(levels: bytes, base: int) -> bytes:
    if REMOVED not in levels:
        return bytes((base,)) * len(levels)
    return bytes(level if level == REMOVED else base for level in levels)


def fill_removed(levels: bytes, base: int) -> bytes:
    """The levels with a level for what X9 removed, so that a control's drawn mark has a place in the order.

    It takes the lower of its neighbours' levels: the mark stands outside of what the control encloses.
    """
    if REMOVED not in levels:
        return levels
    result = bytearray(levels)
    position = 0
    before = base
    for removed, group in groupby(levels, REMOVED.__eq__):
        stop = position + sum(1 for _ in group)
        if removed:
            after = levels[stop] if stop < len(levels) else base
            result[position:stop] = bytes((min(before, after),)) * (stop - position)
        before = result[stop - 1]
        position = stop
    return bytes(result)


def visual_order(levels: Sequence[int]) -> list[int]:
    """Indices into a line's levels from the leftmost place to the rightmost (L2 of UAX #9), without the removed ones."""
    runs = [(match[0][0], *match.span()) for match in _RUN.finditer(bytes(levels)) if match[0][0] != REMOVED]
    if not runs:
        return []
    highest = max(runs)[0]
    lowest_odd = min((level for level, _, _ in runs if level & 1), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        runs = _reverse_at(runs, level)
    order: list[int] = []
    for level, start, stop in runs:
        order.extend(range(stop - 1, start - 1, -1) if level & 1 else range(start, stop))
    return order


def reorder(text: str, base: int | None = None, *, default: int = 0) -> str:
    """One line in the order in which it is seen, from the left, mirrored (L4), letters and marks as they are.

    Unicode 15.0's algorithm, with the character properties of the running Python. What X9 removes is left out; a mark
    comes before the letter that it stands on where the two run to the left (L3 is left to what draws).
    """
    levels = line_levels(paragraph_levels(text, base, default=default))
    return "".join(mirrored(text[i]) if levels[i] & 1 else text[i] for i in visual_order(levels))


def _reverse_at(runs: list[tuple[int, int, int]], level: int) -> list[tuple[int, int, int]]:
    result: list[tuple[int, int, int]] = []
    for high, group in groupby(runs, lambda run: run[0] >= level):
        stretch = list(group)
        result.extend(reversed(stretch) if high else stretch)
    return result


def _resolve(text: str, classes: bytes, base: int) -> bytes:
    """Levels of a paragraph whose only separator, if any, is its last character."""
    if not _NOT_SIMPLE.search(classes):
        direction = direction_of(base)
        brackets = [(m.start(), m[0]) for m in BRACKET.finditer(text)]
        return implicit_levels(classes, brackets, base, direction, direction)
    embedding = Embedding(classes, base)
    result = bytearray(embedding.levels)
    has_brackets = BRACKET.search(text) is not None
    for indices, sos, eos in embedding.sequences():
        types = bytes([embedding.classes[i] for i in indices])
        brackets = [(k, text[i]) for k, i in enumerate(indices) if BRACKET.match(text[i])] if has_brackets else []
        level = embedding.levels[indices[0]]
        for i, resolved in zip(indices, implicit_levels(types, brackets, level, sos, eos), strict=True):
            result[i] = resolved
    return bytes(result)
