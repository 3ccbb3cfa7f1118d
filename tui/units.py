"""Sentences and paragraphs of a body, as the moves of a caret need them: where the one at an offset begins and ends.

A paragraph is a line of the body that isn't blank. A sentence never crosses a line; where it ends is what
`extract.sentences` says (not inside 3.5, ا.ف.ب. or 12.5.2021), and after …
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

Kind = Literal["sentence", "paragraph"]
Span = tuple[int, int]

_LONGEST = 20_000
"""Characters of one line in which sentences are looked for; the rest of a longer one counts as one sentence."""


def unit(kind: Kind, body: str, offset: int) -> Span | None:
    """Return the range of the unit at an offset, without blanks at its ends; on blanks, of the one before.

    On blanks before the first unit, that one. None in a blank body.
    """
    line = _line(body, offset)
    if line is None:
        return None
    if kind == "paragraph":
        return line
    return next((each for each in reversed(_sentences(body, line)) if each[0] <= offset), _sentences(body, line)[0])


def neighbour(kind: Kind, body: str, here: Span, direction: int) -> Span | None:
    """Return the unit after (1) or before (-1) another one; None where there is none."""
    if kind == "sentence":
        line = _line(body, here[0])
        spans = _sentences(body, line) if line is not None else ()
        if here in spans:
            place = spans.index(here) + direction
            if 0 <= place < len(spans):
                return spans[place]
    if direction > 0:
        end = _line_end(body, here[0])
        ahead = end + len(body[end:]) - len(body[end:].lstrip())
        if ahead >= len(body):
            return None
        return unit(kind, body, ahead)
    before = len(body[: body.rfind("\n", 0, here[0]) + 1].rstrip())
    return unit(kind, body, before - 1) if before else None


def trimmed(body: str, span: Span) -> Span:
    """Return the span without blanks at its ends."""
    start, end = span
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return start, end


def ends(text: str, room: int) -> str:
    """Return a text of at most `room` characters; of a longer one its first and last words, … between them."""
    if len(text) <= room:
        return text
    half = max(1, (room - 3) // 2)
    first, last = text[:half], text[-half:]
    # letters take other forms at a cut inside a word
    return f"{first[: first.rfind(' ')] if ' ' in first else first} … {last[last.find(' ') + 1 :]}"


def _line(body: str, offset: int) -> Span | None:
    """Return the line at an offset without the blanks around it; see `unit` for blank ones."""
    start = body.rfind("\n", 0, offset) + 1
    text = body[start : _line_end(body, start)]
    if not text.strip():
        before = len(body[:start].rstrip())
        if before:
            return _line(body, before - 1)
        ahead = len(body) - len(body.lstrip())
        return _line(body, ahead) if ahead < len(body) else None
    start += len(text) - len(text.lstrip())
    return start, start + len(text.strip())


def _line_end(body: str, start: int) -> int:
    end = body.find("\n", start)
    return len(body) if end < 0 else end


def _sentences(body: str, line: Span) -> Sequence[Span]:
    return [(line[0] + start, line[0] + end) for start, end in _ends(body[line[0] : line[1]])]


@lru_cache(maxsize=8)
def _ends(line: str) -> Sequence[Span]:
    """Return the sentences of one line without blanks at its ends, each from its first character to its last."""
    from extract.sentences import number_sentences  # noqa: PLC0415 - their tables wait for the first such move
    from extract.tokens import tokenise  # noqa: PLC0415 - as above

    tokens = tokenise(line[:_LONGEST])
    number_sentences(tokens)
    starts = [0]
    starts += [
        token.start
        for before, token in pairwise(tokens)
        if token.sentence != before.sentence
        or (line[before.start] == "…" and token.start > before.end and token.kind != "mark")
    ]
    return [
        (start, start + len(line[start:end].rstrip()))
        for start, end in zip(starts, [*starts[1:], len(line)], strict=True)
    ]
