"""Tokens of a body with their offsets, and where a clitic ends inside one.

A token is a run of letters with their marks, tatweel and invisible format characters; a run of digits; or one other
visible character. Offsets are code points into the body. A token never crosses a line.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.normalise import INVISIBLE, normalise

Kind = Literal["word", "number", "mark"]

_MARK = f"[{INVISIBLE}\u0300-\u036f\ufe00-\ufe0f\u200d]"
_ARABIC = (
    "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff\ufe80-\ufefc"
)
# A change of script ends a word: لـCNN is two.
_TOKEN = re.compile(
    rf"(?P<number>\d[\d{INVISIBLE}]*)"
    rf"|(?P<word>(?:[{_ARABIC}]{_MARK}*)+|(?:[^\W\d_{_ARABIC}]{_MARK}*)+)"
    rf"|(?P<mark>(?:[^\s\w]|_){_MARK}*)"
)


_FIRST_MARK = "\u0300"
"""The first combining character that there is."""
_LONGEST = 120
"""Characters of a token; marks count."""


@dataclass(slots=True, eq=False)
class Token:
    """A piece of the text that rules look at."""

    start: int
    end: int
    norm: str
    """Its folded spelling; never empty."""
    kind: Kind
    line: int
    """Number of its line, from 0."""
    sentence: int = 0
    """Number of its sentence, from 0; filled by `extract.sentences`."""


def tokenise(body: str) -> list[Token]:
    """Return the tokens of a body in order, not overlapping, each within one line."""
    tokens: list[Token] = []
    line = 0
    position = 0
    for match in _TOKEN.finditer(body):
        start = match.start()
        if start < position:
            continue
        line += body.count("\n", position, start)
        end = match.end()
        # A combining character of another script stays with its letter.
        while end < len(body) and body[end] >= _FIRST_MARK and unicodedata.category(body[end])[0] == "M":
            end += 1
        position = end
        kind: Kind = match.lastgroup  # type: ignore[assignment]  # the groups are the kinds
        if end - start > _LONGEST:
            # No word of a language: kept out of the caches and of all names.
            kind, norm = "mark", "…"
        else:
            norm = _folded(body[start:end])
            if kind == "mark" and norm and (norm[0] == "\0" or "\ud800" <= norm[0] <= "\udfff"):
                norm = "…"  # no text: models and tables take UTF-8, which has no half characters, and end at NUL
        if norm:
            tokens.append(Token(start, end, norm, kind, line))
    return tokens


@lru_cache(maxsize=8192)
def _folded(surface: str) -> str:
    return normalise(surface)


def edge(body: str, token: Token, letters: int) -> int | None:
    """Return the offset after so many folded letters of a token, past the marks of the last; None inside a cluster."""
    if letters == 0:
        return token.start
    # The usual word has one character a letter, so the first try is nearly always right.
    tries: tuple[int, ...] = (token.start + letters, *range(token.start + 1, token.end))
    for offset in tries:
        if offset < token.end and not is_attached(body, offset) and len(_folded(body[token.start : offset])) == letters:
            return offset
    return None


def is_attached(body: str, offset: int) -> bool:
    """Return whether the character at this offset belongs to the one before it: a mark, tatweel or invisible one."""
    character = body[offset]
    return bool(_ATTACHED.match(character)) or unicodedata.category(character)[0] == "M"


_ATTACHED = re.compile(_MARK)
