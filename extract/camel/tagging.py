"""The words of a document as a model reads them, and the stretches it takes for names, by token.

A model sees spelled words: without vowel marks, tatweel and invisible characters, in the usual letters. Offsets stay those of our tokens.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import pairwise

from extract.camel.labels import Stretch, stretches
from extract.camel.windows import Model, label_words
from extract.document import Document
from extract.normalise import INVISIBLE

_DROPPED = re.compile(f"[{INVISIBLE}]+")
_LONGEST = 100
"""Characters of a word; to BERT's tokenizer a longer one is unknown, whatever it is."""


def spelled(surface: str) -> str:
    """Return a word as models have seen it; empty where nothing visible is left, or where it is too long for a word."""
    if len(surface) > _LONGEST:
        return ""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", _DROPPED.sub("", surface)))


def tag(document: Document, model: Model) -> list[Stretch]:
    """Return the stretches of a document in order, by token; none crosses a sentence."""
    ranges = [
        range(first, following)
        for first, following in pairwise(document.first_of_sentence)
        if any(token.kind == "word" for token in document.tokens[first:following])
    ]
    sentences = [[spelled(document.surface(place)) for place in places] for places in ranges]
    found: list[Stretch] = []
    for places, rows in zip(ranges, label_words(model, sentences), strict=True):
        found.extend(
            replace(each, first=places[each.first], last=places[each.last]) for each in stretches(model.labels, rows)
        )
    return found
