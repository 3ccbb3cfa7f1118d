"""A line while it is typed: its text, the caret, what is selected; every edit gives the line after it.

    value    سليم الوادي       caret 11 (the end), anchor 5: what lies between, الوادي, is selected;
    offsets  0123456789..      what is typed next takes its place

Edits are those of a plain string: what was typed comes out code point by code point, also where a mark, a lam or a
joiner shares its cell with the letter before. Where a caret may be moved to, and where that is on the screen, is
`tui.typed_line`'s. Pure; knows no widget, key or width.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from tui.rtl.shape import shape

ZWNJ: Final = "\u200c"
"""Zero-width non-joiner: Persian spelling needs it (می‌شود), so it is the one invisible character that can be typed."""

MOST: Final = 10_000
"""Characters that a line holds."""

_UNDOS: Final = 200

_LAM_ALEF: Final = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFEF5, 0xFEFD)}
# some terminals send the key of لا as the one presentation form: two letters were meant


@dataclass(frozen=True, slots=True)
class Typed:
    """A line of text with a caret."""

    value: str = ""
    caret: int = 0
    """Offset into `value`, 0 to its length: what is typed stands before the code point there."""
    anchor: int | None = None
    """The other end of the selection; None without one."""
    follows: bool = False
    """Whether the caret came there by typing: then it belongs to the letter before, else to the one after."""

    @property
    def selected(self) -> tuple[int, int] | None:
        """The selected range of the value, half-open; None where there is none."""
        if self.anchor is None or self.anchor == self.caret:
            return None
        return min(self.anchor, self.caret), max(self.anchor, self.caret)

    def moved(self, caret: int, *, extend: bool = False) -> Typed:
        """Return the line with its caret at an offset. `extend`: what lies between is selected, else nothing is."""
        caret = max(0, min(caret, len(self.value)))
        anchor = None
        if extend:
            anchor = self.caret if self.anchor is None else self.anchor
        return Typed(self.value, caret, anchor)

    def inserted(self, text: str) -> Typed:
        """Return the line with text at the caret, in place of what is selected."""
        start, end = self.selected or (self.caret, self.caret)
        return Typed(self.value[:start] + text + self.value[end:], start + len(text), follows=True)

    def without(self, start: int, end: int) -> Typed:
        """Return the line with [start, end) erased, or the selection where there is one."""
        start, end = self.selected or (start, end)
        return Typed(self.value[:start] + self.value[end:], start, follows=True)

    def erased_back(self) -> Typed:
        """Return the line without the one code point before the caret: a wrong mark can be mended, its letter stays."""
        return self.without(max(0, self.caret - 1), self.caret)

    def erased_on(self) -> Typed:
        """Return the line without the cell after the caret: a letter with all its marks, a lam-alef whole."""
        return self.without(self.caret, next_boundary(self.value, self.caret))

    def erased_word(self) -> Typed:
        """Return the line without the word before the caret, and the blanks after that word."""
        start = self.value[: self.caret].rstrip(" ").rfind(" ") + 1
        return self.without(start, self.caret)

    def erased_before(self) -> Typed:
        """Return the line without all that is before the caret."""
        return self.without(0, self.caret)

    def erased_after(self) -> Typed:
        """Return the line without all that is after the caret."""
        return self.without(self.caret, len(self.value))


def boundaries(value: str) -> list[int]:
    """Return where the cells of a value begin, and its length: the offsets that a caret is moved to."""
    return [*(cluster.start for cluster in shape(value)), len(value)]


def next_boundary(value: str, offset: int) -> int:
    """Return the first boundary after an offset; the length at the end."""
    return next((each for each in boundaries(value) if each > offset), len(value))


def previous_boundary(value: str, offset: int) -> int:
    """Return the last boundary before an offset; 0 at the start."""
    return next((each for each in reversed(boundaries(value)) if each < offset), 0)


def typeable(char: str, takes: Callable[[str], bool]) -> str:
    """Return what a typed character puts into the line; nothing where it is refused.

    Blanks of all kinds are a blank, a lam-alef that came as one character is its two letters. Of what can't be seen,
    only the joiner of Persian is taken. `takes` may refuse more.
    """
    text = " " if char.isspace() else _LAM_ALEF.get(char, char)
    visible = all(each.isprintable() or each == ZWNJ for each in text)
    return text if visible and all(takes(each) for each in text) else ""


def pasted(text: str, takes: Callable[[str], bool]) -> tuple[str, int]:
    """Return pasted text as one line with its blanks folded, and how many characters were left out."""
    line = " ".join(text.split())
    kept = "".join(typeable(char, takes) for char in line)
    return kept, sum(not typeable(char, takes) for char in line)


@dataclass(frozen=True, slots=True)
class Writing:
    """A line and the way back: what it was before each edit. Letters typed in one go are one step."""

    now: Typed
    before: tuple[Typed, ...] = ()
    after: tuple[Typed, ...] = ()
    _letters: bool = False
    """Whether the latest edit typed a letter, which the next letter joins."""

    def moved(self, typed: Typed) -> Writing:
        """Return the writing with the caret elsewhere: no step of its own."""
        return replace(self, now=typed, _letters=False)

    def edited(self, typed: Typed, *, letter: bool = False) -> Writing:
        """Return the writing after an edit. `letter`: a typed letter, one step with the letters before it."""
        if typed.value == self.now.value:
            return self.moved(typed)
        joins = letter and self._letters
        before = self.before if joins else (*self.before, self.now)[-_UNDOS:]
        return Writing(typed, before, (), letter)

    def undone(self) -> Writing:
        """Return the writing with its latest edit taken back; itself where there is none."""
        if not self.before:
            return self
        return Writing(self.before[-1], self.before[:-1], (self.now, *self.after))

    def redone(self) -> Writing:
        """Return the writing with the latest undo given back; itself where there is none."""
        if not self.after:
            return self
        return Writing(self.after[0], (*self.before, self.now), self.after[1:])
