"""The model: what each token of a document is, and how sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import pycrfsuite

from extract.learned.features import Attributes, WordView, view, within
from extract.learned.labels import spans
from extract.learned.packed import Packed
from extract.remembered import remembered

MODEL = Packed("names.crf")
WEIGHED = "names.attributes"
"""The attributes that the model weighs, one a line: all others would be looked up in vain."""
LONGEST = 4000
"""Tokens tagged at once. A longer sentence is cut: no sentence of a language is, and memory goes with the length."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name as the model sees it."""

    first: int
    """Index of its first token in the document."""
    last: int
    type: str
    probability: float
    """The least that any of its tokens has for its label."""


@cache
def _weighed() -> dict[str, str]:
    lines = resources.files("extract").joinpath("data", WEIGHED).read_text(encoding="utf-8").split("\n")
    return {line: line for line in lines}


@remembered
def weighed_view(norm: str) -> WordView:
    """Return what a folded word gives that the model weighs; for `attributes`."""
    return within(view.__wrapped__(norm), _weighed())


def tag(sentences: Sequence[list[Attributes]], tagger: pycrfsuite.Tagger | None = None) -> list[Tagged]:
    """Return the names in a document's sentences, given as attributes of their tokens."""
    model = tagger or MODEL.tagger()
    found: list[Tagged] = []
    begin = 0
    for sentence in sentences:
        for start in range(0, len(sentence), LONGEST):
            part = sentence[start : start + LONGEST]
            labels = model.tag(part)
            for first, end, kind in spans(labels):
                least = min(model.marginal(labels[index], index) for index in range(first, end))
                found.append(Tagged(begin + start + first, begin + start + end - 1, kind, least))
        begin += len(sentence)
    return found
