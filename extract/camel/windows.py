"""Sentences cut into what a model reads at once, in batches of like length, and its answers put back in their places.

camel-tools' own `predict` pads every sentence to 256 pieces; here a batch is as wide as its longest window, which is where the
speed comes from (`python -m bench.camel` prints how much).

    a long sentence    w0 w1 w2 w3 w4 w5 w6 w7 w8 w9
    windows            [w0 ......... w5]
                                [w4 ......... w9]
    who answers        0  0  0  0  0  1  1  1  1  1      each word from the window where it stands further from a cut
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

Row = tuple[float, ...]
"""Probability of each label for one word, in the order of the model's labels."""

OVERLAP = 48
"""Pieces that two windows of one sentence share, at most."""
_BATCH_PIECES = 2048
_PADDING = 24
"""Pieces of padding in a batch, at most: on a processor a batch of its own costs about as much as 20 more pieces."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words that are read at once."""

    sentence: int
    words: tuple[int, ...]
    """Their numbers in the sentence; words without pieces are left out."""
    pieces: tuple[tuple[int, ...], ...]
    """Piece numbers of each word."""
    first: int
    """Of `words`: the first that this window answers for."""
    last: int

    @property
    def length(self) -> int:
        """Return how many pieces it has."""
        return sum(map(len, self.pieces))


class Model(Protocol):
    """What reads windows."""

    @property
    def labels(self) -> tuple[str, ...]: ...
    @property
    def limit(self) -> int:
        """Most pieces of a window, without those that open and close it."""
        ...

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces; empty where it has none."""
        ...

    def probabilities(self, windows: Sequence[Window]) -> list[list[Row]]:
        """Return a row a word of each window."""
        ...


def label_words(model: Model, sentences: Sequence[Sequence[str]]) -> list[list[Row | None]]:
    """Return a row a word of each sentence; None for a word that the model has no pieces for."""
    answers: list[list[Row | None]] = [[None] * len(words) for words in sentences]
    windows = [window for number, words in enumerate(sentences) for window in cut(model, number, words)]
    for batch in batches(windows):
        for window, rows in zip(batch, model.probabilities(batch), strict=True):
            for place in range(window.first, window.last + 1):
                answers[window.sentence][window.words[place]] = rows[place]
    return answers


def cut(model: Model, sentence: int, words: Sequence[str]) -> Iterator[Window]:
    """Yield the windows of a sentence: one, unless it is longer than the model's limit."""
    # what takes more than half a window is no word of a language; cut there, each window gets further than the one before
    longest, shared = model.limit // 2, min(OVERLAP, model.limit // 4)
    found = [(number, pieces[:longest]) for number, word in enumerate(words) if (pieces := model.pieces(word))]
    begin = first = 0
    while begin < len(found):
        end, length = begin, 0
        while end < len(found) and length + len(found[end][1]) <= model.limit:
            length += len(found[end][1])
            end += 1
        following, length = end, 0
        while end < len(found) and length + len(found[following - 1][1]) <= shared:
            following -= 1
            length += len(found[following][1])
        last = end - 1 if end == len(found) else (following + end) // 2 - 1
        yield Window(
            sentence,
            tuple(number for number, _ in found[begin:end]),
            tuple(pieces for _, pieces in found[begin:end]),
            first - begin,
            last - begin,
        )
        if end == len(found):
            return
        begin, first = following, last + 1


def batches(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Yield the windows in batches of nearly one length, the longest first, so that memory is highest at once."""
    batch: list[Window] = []
    width = padding = 0
    for window in sorted(windows, key=lambda window: -window.length):
        padding += width - window.length
        if batch and (padding > _PADDING or width * (len(batch) + 1) > _BATCH_PIECES):
            yield batch
            batch = []
        if not batch:
            width, padding = window.length, 0
        batch.append(window)
    if batch:
        yield batch
