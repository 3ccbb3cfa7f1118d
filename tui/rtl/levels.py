"""Embedding levels and visual order of a paragraph: the Unicode Bidirectional Algorithm (UAX #9, revision 46).

Follows Unicode 15.0's text of the rules (P2 to L2, isolates and bracket pairs included) with the bidirectional classes
of the running Python's `unicodedata` (14.0 or later). A paragraph's classes are held as `bytes`, one letter a code
point, so most rules are one regular expression over whole runs instead of a loop over characters.

Knows code points only: nothing of glyphs, cells or lines' widths.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final

from tui.rtl.unicode_tables import MIRRORED_PAIRS, PAIRED_BRACKETS

REMOVED: Final = 255
"""Level of a code point that rule X9 takes out: embeddings, overrides, their ends, and boundary neutrals."""

MAX_DEPTH: Final = 125
"""Deepest explicit level (BD2)."""

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
"""One letter for each bidirectional class, as it stands in `Levels.classes`."""

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

_CLOSING: Final = dict(zip(PAIRED_BRACKETS[::2], PAIRED_BRACKETS[1::2], strict=True))
# U+2329 and U+232A are canonical equivalents of U+3008 and U+3009: either closes the other (BD16).
_CANONICAL: Final = {"\u2329": "\u3008", "\u232a": "\u3009"}
_BRACKET: Final = re.compile("[" + re.escape(PAIRED_BRACKETS) + "]")
_BRACKET_STACK: Final = 63

_PAIRS: Final = PAIRED_BRACKETS + MIRRORED_PAIRS
_MIRROR: Final = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)) | dict(zip(_PAIRS[1::2], _PAIRS[::2], strict=True))

_EXPLICIT: Final = re.compile(rb"[1-9]")
_NOT_SIMPLE: Final = re.compile(rb"[1-9b]")
_STRONG: Final = re.compile(rb"[LRA]")
_PARAGRAPH: Final = re.compile(rb"[^B]*B|[^B]+")

_MARKS: Final = re.compile(rb"(.)(m+)")  # W1
_EUROPEAN_AFTER_ARABIC: Final = re.compile(rb"A[^LRAE]*+E[^LRA]*")  # W2
_EUROPEAN_SEPARATOR: Final = re.compile(rb"(?<=E)[sc](?=E)")  # W4
_ARABIC_SEPARATOR: Final = re.compile(rb"(?<=N)c(?=N)")  # W4
_TERMINATORS: Final = re.compile(rb"[tE]+")  # W5
_EUROPEAN_AFTER_LATIN: Final = re.compile(rb"L[^LRE]*+E[^LR]*")  # W7
_NEUTRAL_IN_LEFT: Final = re.compile(rb"(?<=L)o+(?=L)")  # N1
_NEUTRAL_IN_RIGHT: Final = re.compile(rb"(?<=[REN])o+(?=[REN])")  # N1
_RIGHTWARD: Final = re.compile(rb"[REN]")

# W3, W6, and all that rules N0 to N2 treat as neutral.
_SIMPLIFIED: Final = bytes.maketrans(b"AstcBSw6789", b"Roooooooooo")

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


def bidi_classes(text: str) -> bytes:
    """The bidirectional class of each code point as one ASCII letter."""
    return text.translate(_CLASS_TABLE).encode("ascii")


def mirrored(char: str) -> str:
    """The glyph that is drawn for a character at an odd level (L4); the character itself where it has none."""
    return _MIRROR.get(char, char)


def paragraph_levels(text: str, base: int | None = None, *, default: int = 0) -> Levels:
    """Levels of one paragraph.

    `base` None takes the direction of the first strong character outside isolates (P2, P3), or `default` where there
    is none. A paragraph separator inside the text ends all embeddings and isolates; what follows it keeps the base.
    """
    classes = bidi_classes(text)
    if base is None:
        base = _first_strong(classes, default)
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
    """Indices into a line's levels from the leftmost place to the rightmost (L2), without the removed ones."""
    runs: list[tuple[int, int, int]] = []
    position = 0
    for level, group in groupby(levels):
        stop = position + sum(1 for _ in group)
        if level != REMOVED:
            runs.append((level, position, stop))
        position = stop
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


def _reverse_at(runs: list[tuple[int, int, int]], level: int) -> list[tuple[int, int, int]]:
    result: list[tuple[int, int, int]] = []
    for high, group in groupby(runs, lambda run: run[0] >= level):
        stretch = list(group)
        result.extend(reversed(stretch) if high else stretch)
    return result


def _first_strong(classes: bytes, default: int) -> int:
    """P2 and P3 over classes, which may hold several paragraphs: the first that has a strong character says."""
    if not _EXPLICIT.search(classes):
        strong = _STRONG.search(classes)
        return default if strong is None else int(strong[0] != b"L")
    depth = 0
    for letter in classes:
        if letter in b"678":
            depth += 1
        elif letter in b"9":
            depth = max(0, depth - 1)
        elif letter in b"B":
            depth = 0
        elif depth == 0 and letter in b"LRA":
            return int(letter not in b"L")
    return default


def _resolve(text: str, classes: bytes, base: int) -> bytes:
    """Levels of a paragraph whose only separator, if any, is its last character."""
    if not _NOT_SIMPLE.search(classes):
        direction = b"R" if base else b"L"
        brackets = [(m.start(), m[0]) for m in _BRACKET.finditer(text)]
        return _implicit(classes, brackets, base, direction, direction)
    embedding = _Embedding(classes, base)
    result = bytearray(embedding.levels)
    has_brackets = _BRACKET.search(text) is not None
    for indices, sos, eos in embedding.sequences():
        types = bytes([embedding.classes[i] for i in indices])
        brackets = [(k, text[i]) for k, i in enumerate(indices) if _BRACKET.match(text[i])] if has_brackets else []
        level = embedding.levels[indices[0]]
        for i, resolved in zip(indices, _implicit(types, brackets, level, sos, eos), strict=True):
            result[i] = resolved
    return bytes(result)


class _Embedding:
    """Rules X1 to X10: explicit levels, classes after overrides, isolating run sequences."""

    def __init__(self, classes: bytes, base: int) -> None:
        self.base = base
        self.original = classes
        self.classes = bytearray(classes)
        self.levels = bytearray((base,)) * len(classes)
        self.closing = self._matching_isolates()
        if _EXPLICIT.search(classes):
            self._apply_controls()
        else:
            for i, letter in enumerate(classes):
                if letter in b"b":
                    self.levels[i] = REMOVED

    def _matching_isolates(self) -> dict[int, int]:
        """Initiator to its PDI (BD9)."""
        closing: dict[int, int] = {}
        stack: list[int] = []
        for i, letter in enumerate(self.original):
            if letter in b"678":
                stack.append(i)
            elif letter in b"9" and stack:
                closing[stack.pop()] = i
        return closing

    def _apply_controls(self) -> None:
        """X1 to X8, and X9 by marking what it removes."""
        levels, classes = self.levels, self.classes
        stack: list[tuple[int, int, bool]] = [(self.base, 0, False)]  # level, override class, isolate
        overflow_isolates = overflow_embeddings = valid_isolates = 0
        for i, letter in enumerate(self.original):
            level, override, isolate = stack[-1]
            if letter in b"1234":
                levels[i] = REMOVED
                deeper = (level + 1) | 1 if letter in b"34" else (level + 2) & ~1
                if deeper <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                    stack.append((deeper, {0x32: 0x4C, 0x34: 0x52}.get(letter, 0), False))
                elif not overflow_isolates:
                    overflow_embeddings += 1
            elif letter in b"678":
                levels[i] = level
                if override:
                    classes[i] = override
                deeper = (level + 1) | 1 if self._opens_right_to_left(i) else (level + 2) & ~1
                if deeper <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                    valid_isolates += 1
                    stack.append((deeper, 0, True))
                else:
                    overflow_isolates += 1
            elif letter in b"9":
                if overflow_isolates:
                    overflow_isolates -= 1
                elif valid_isolates:
                    overflow_embeddings = 0
                    while not stack.pop()[2]:
                        pass
                    valid_isolates -= 1
                level, override, _ = stack[-1]
                levels[i] = level
                if override:
                    classes[i] = override
            elif letter in b"5":
                levels[i] = REMOVED
                if overflow_isolates:
                    pass
                elif overflow_embeddings:
                    overflow_embeddings -= 1
                elif not isolate and len(stack) > 1:
                    stack.pop()
            elif letter in b"b":
                levels[i] = REMOVED
            elif letter not in b"B":
                levels[i] = level
                if override:
                    classes[i] = override

    def _opens_right_to_left(self, i: int) -> bool:
        letter = self.original[i]
        if letter in b"8":
            end = self.closing.get(i, len(self.original))
            return _first_strong(self.original[i + 1 : end], 0) == 1
        return letter in b"7"

    def sequences(self) -> Iterator[tuple[list[int], bytes, bytes]]:
        """Isolating run sequences (BD13) as indices, each with its start-of and end-of-sequence direction (X10)."""
        levels, base = self.levels, self.base
        kept = [i for i, level in enumerate(levels) if level != REMOVED]
        runs = [list(group) for _, group in groupby(kept, levels.__getitem__)]
        before: dict[int, int] = {}
        after: dict[int, int] = {}
        for left, right in pairwise(runs):
            before[right[0]] = levels[left[-1]]
            after[left[-1]] = levels[right[0]]
        starting = {run[0]: run for run in runs}
        closed = set(self.closing.values())
        for run in runs:
            if run[0] in closed:
                continue  # goes on from its initiator
            indices = list(run)
            while (pdi := self.closing.get(indices[-1])) is not None:
                indices += starting[pdi]
            first, last = indices[0], indices[-1]
            level = levels[first]
            # An isolate that nothing closes runs to the paragraph's end.
            following = base if self.original[last] in b"678" else after.get(last, base)
            yield indices, _direction(max(level, before.get(first, base))), _direction(max(level, following))


def _direction(level: int) -> bytes:
    return b"R" if level & 1 else b"L"


def _implicit(types: bytes, brackets: Sequence[tuple[int, str]], level: int, sos: bytes, eos: bytes) -> bytes:
    """Rules W1 to I2 for one isolating run sequence: a level for each of its types."""
    resolved = sos + types  # positions are one on from here, so that every rule sees what stands before
    if b"m" in resolved:
        resolved = _MARKS.sub(_take_previous, resolved)
    european = b"E" in resolved
    if european and b"A" in resolved:
        resolved = _EUROPEAN_AFTER_ARABIC.sub(_to_arabic_number, resolved)
    if european:
        resolved = _EUROPEAN_SEPARATOR.sub(b"E", resolved)
        if b"t" in resolved:
            resolved = _TERMINATORS.sub(_join_terminators, resolved)
    if b"N" in resolved:
        resolved = _ARABIC_SEPARATOR.sub(b"N", resolved)
    resolved = resolved.translate(_SIMPLIFIED)
    if european and b"L" in resolved:
        resolved = _EUROPEAN_AFTER_LATIN.sub(_to_left, resolved)
    if brackets:
        resolved = _resolve_brackets(resolved, types, brackets, _direction(level))
    if b"o" in resolved:
        between, direction = (_NEUTRAL_IN_LEFT, b"L") if level & 1 else (_NEUTRAL_IN_RIGHT, b"R")
        resolved = between.sub(lambda m: direction * len(m[0]), resolved + eos)[:-1]
    return resolved[1:].translate(_level_table(level))


def _take_previous(match: re.Match[bytes]) -> bytes:
    previous: bytes = match[1]
    return previous + (b"o" if previous in b"6789" else previous) * len(match[2])


def _to_arabic_number(match: re.Match[bytes]) -> bytes:
    return match[0].replace(b"E", b"N")


def _join_terminators(match: re.Match[bytes]) -> bytes:
    return b"E" * len(match[0]) if b"E" in match[0] else match[0]


def _to_left(match: re.Match[bytes]) -> bytes:
    return match[0].replace(b"E", b"L")


@lru_cache(maxsize=256)
def _level_table(level: int) -> bytes:
    """Type to level (N2, I1, I2)."""
    table = bytearray((level,)) * 256
    if level & 1:
        for letter in b"LEN":
            table[letter] = level + 1
    else:
        table[ord("R")] = level + 1
        for letter in b"EN":
            table[letter] = level + 2
    return bytes(table)


def _resolve_brackets(resolved: bytes, types: bytes, brackets: Sequence[tuple[int, str]], embedding: bytes) -> bytes:
    """Rule N0. `resolved` has the start-of-sequence type before it, `types` are the classes before W1."""
    result = bytearray(resolved)
    for opening, closing in _bracket_pairs(result, brackets):
        direction = _inside_direction(result, opening, closing, embedding)
        if not direction:
            continue
        for position in (opening, closing):
            stop = position + 1
            while stop <= len(types) and types[stop - 1] in b"m":
                stop += 1
            result[position:stop] = direction * (stop - position)
    return bytes(result)


def _inside_direction(result: bytearray, opening: int, closing: int, embedding: bytes) -> bytes:
    """What a bracket pair becomes (N0 b, c); empty where there is nothing strong inside."""
    left = result.find(b"L", opening + 1, closing) >= 0
    right = _RIGHTWARD.search(result, opening + 1, closing) is not None
    if (left if embedding == b"L" else right) or not (left or right):
        return embedding if left or right else b""
    strong_left = result.rfind(b"L", 0, opening)
    strong_right = max(result.rfind(letter, 0, opening) for letter in (b"R", b"E", b"N"))
    context = b"L" if strong_left > strong_right else b"R"
    return context if context != embedding else embedding


def _bracket_pairs(result: bytearray, brackets: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """Positions of the pairs in order of their opening bracket (BD16)."""
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for index, char in brackets:
        position = index + 1
        if result[position] not in b"o":
            continue
        closing = _CLOSING.get(char)
        if closing is not None:
            if len(stack) >= _BRACKET_STACK:
                break
            stack.append((_CANONICAL.get(closing, closing), position))
            continue
        wanted = _CANONICAL.get(char, char)
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == wanted:
                pairs.append((stack[depth][1], position))
                del stack[depth:]
                break
    return sorted(pairs)
