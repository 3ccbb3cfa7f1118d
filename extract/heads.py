"""The words that announce names, and what stands in quotes after them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extract.document import Document
from extract.tables import toml, word_set

FUNCTION = frozenset(["في", "من", "الي", "علي", "عن", "مع", "ان", "لا", "لم", "لن", "ما", "هو", "هي", "او"])
"""Words between names and what they belong to."""
_OPENING = {'"': '"', "“": "”", "«": "»", "'": "'", "‘": "’"}
HONOURED = ("الملك", "الملكه", "الامام", "الامير", "الشهيد", "الشيخ", "السلطان")
"""Titles that names of universities and hospitals begin with."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The folded words of `heads.toml` that this module reads."""

    bodies: frozenset[str]
    body_adjectives: frozenset[str]
    kept: frozenset[str]
    rare: frozenset[str]
    dropped: frozenset[str]
    strict: frozenset[str]
    never: frozenset[str]
    ministries: frozenset[str]
    facilities: frozenset[str]
    definite_facilities: frozenset[str]
    facility_adjectives: frozenset[str]
    nuclear: frozenset[str]


@cache
def heads() -> Heads:
    """Return the table of heads."""
    table = toml("heads.toml")
    organisations, facilities = table["organisations"], table["facilities"]
    return Heads(
        bodies=word_set(table["bodies"]),
        body_adjectives=word_set(table["body_adjectives"]),
        kept=word_set(organisations["kept"]),
        rare=word_set(organisations["rare"]),
        dropped=word_set(organisations["dropped"]),
        strict=word_set(organisations["strict"]),
        never=word_set(organisations["never"]),
        ministries=word_set(table["ministries"]["of"]),
        facilities=word_set(facilities["heads"]),
        definite_facilities=word_set(facilities["definite"]),
        facility_adjectives=word_set(facilities["adjectives"]),
        nuclear=word_set(facilities["nuclear"]),
    )


def quoted(document: Document, opening: int) -> int | None:
    """Return the index of the closing quote when a short quotation opens here."""
    closing = _OPENING.get(document.norm(opening))
    if closing is None:
        return None
    for index in range(opening + 2, opening + 7):
        if not document.same_sentence(opening, index) or document.norm(index - 1) in FUNCTION:
            return None
        if document.norm(index) in (closing, '"', "”", "»"):
            return index
    return None
