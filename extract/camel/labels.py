"""Labels of words to stretches of words: `B-LOC I-LOC O` with their probabilities.

A word's label is its most probable one. A stretch goes on while the labels are I- of its type; an I- after anything else begins
one (as the CoNLL scorer reads it). Its confidence is the geometric mean, over its words, of the probability of the type, B- and I-
together: where a name begins is another doubt than what it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from extract.camel.windows import Row

TYPES = {"PERS": "PERSON", "PER": "PERSON", "PERSON": "PERSON", "LOC": "LOC", "GPE": "LOC", "ORG": "ORG", "FAC": "FAC"}
"""What models call a type -> an entity type of ours. What is not here (MISC) has a type only by its head noun."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that a model takes for one name."""

    first: int
    last: int
    label: str
    """The model's type, without B- and I-."""
    confidence: float


def stretches(labels: Sequence[str], rows: Sequence[Row | None]) -> list[Stretch]:
    """Return the stretches of a sentence in order; a word without a row is no name."""
    of_type: dict[str, list[int]] = {}
    for number, label in enumerate(labels):
        of_type.setdefault(_type(label), []).append(number)
    found: list[Stretch] = []
    begin, kind = 0, ""
    for place in range(len(rows) + 1):
        row = rows[place] if place < len(rows) else None
        label = labels[max(range(len(labels)), key=row.__getitem__)] if row else "O"
        if kind and (_type(label) != kind or not label.startswith("I-")):
            found.append(Stretch(begin, place - 1, kind, _mean(rows[begin:place], of_type[kind])))
            kind = ""
        if not kind and _type(label):
            begin, kind = place, _type(label)
    return found


def _type(label: str) -> str:
    return label[2:] if label[:2] in ("B-", "I-") else ""


def _mean(rows: Sequence[Row | None], numbers: list[int]) -> float:
    shares = [sum(row[number] for number in numbers) for row in rows if row]
    return math.exp(sum(math.log(max(share, 1e-9)) for share in shares) / len(shares))
