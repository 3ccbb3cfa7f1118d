"""Weak types, bracket pairs, neutrals and implicit levels of UAX #9: rules W1 to I2 for one isolating run sequence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from tui.rtl.explicit import direction_of
from tui.rtl.unicode_tables import PAIRED_BRACKETS

BRACKET: Final = re.compile("[" + re.escape(PAIRED_BRACKETS) + "]")
"""A character that rule N0 pairs."""

_CLOSING: Final = dict(zip(PAIRED_BRACKETS[::2], PAIRED_BRACKETS[1::2], strict=True))
# U+2329 and U+232A are canonical equivalents of U+3008 and U+3009: either closes the other (BD16).
_CANONICAL: Final = {"\u2329": "\u3008", "\u232a": "\u3009"}
_BRACKET_STACK: Final = 63


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


def implicit_levels(types: bytes, brackets: Sequence[tuple[int, str]], level: int, sos: bytes, eos: bytes) -> bytes:
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
        resolved = _resolve_brackets(resolved, types, brackets, direction_of(level))
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
