"""A model without a model: what it says of each word is drawn in the text, `[وبغداد|LOC]`, so that our side is tested without torch."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.camel.labels import Stretch
from extract.camel.windows import Row, Window
from extract.document import Document

LABELS = ("B-LOC", "B-ORG", "B-PERS", "B-MISC", "I-LOC", "I-ORG", "I-PERS", "I-MISC", "O")
"""As the models of camel-tools have them."""

_DRAWN = re.compile(r"\[([^\[\]|]+)\|([A-Z_]+)(?:\|([.\d]+))?\]")


class FakeModel:
    """Says of a word what a table says, the same wherever it stands; every letter is a piece."""

    def __init__(self, told: Mapping[str, str], *, limit: int = 254, sure: float = 0.9) -> None:
        self.labels = LABELS
        self.limit = limit
        self.batches: list[list[Window]] = []
        self._told = told
        self._sure = sure

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return a number a letter; none for a word of dots, as real tokenizers have none for some words."""
        return () if set(word) <= {"…"} else tuple(map(ord, word))

    def probabilities(self, windows: Sequence[Window]) -> list[list[Row]]:
        """Return the told label with the given probability, the rest shared by the others."""
        self.batches.append(list(windows))
        return [
            [row(self._told.get("".join(map(chr, pieces)), "O"), self._sure) for pieces in window.pieces]
            for window in windows
        ]


def row(label: str, sure: float = 0.9) -> Row:
    """Return probabilities that give one label so much."""
    rest = (1 - sure) / (len(LABELS) - 1)
    return tuple(sure if each == label else rest for each in LABELS)


def drawn(marked: str) -> tuple[str, list[tuple[int, int, str, float]]]:
    """Return a text without its marks, and what the marks say: start, end, label, confidence (0.9 where none is drawn)."""
    body, marks, position = "", [], 0
    for match in _DRAWN.finditer(marked):
        body += marked[position : match.start()]
        marks.append((len(body), len(body) + len(match[1]), match[2], float(match[3] or 0.9)))
        body += match[1]
        position = match.end()
    return body + marked[position:], marks


def stretches_of(document: Document, marks: Sequence[tuple[int, int, str, float]]) -> list[Stretch]:
    """Return marks as a model's stretches; they must begin and end with tokens."""
    starts = {token.start: place for place, token in enumerate(document.tokens)}
    ends = {token.end: place for place, token in enumerate(document.tokens)}
    return [Stretch(starts[start], ends[end], label, confidence) for start, end, label, confidence in marks]
