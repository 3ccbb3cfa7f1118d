"""How much a text looks like Arabic as it is written: the judge between two decodings of the same bytes.

The cost of a text is the mean number of bits that its letter pairs cost by a table learned from news
(`data/reading_pairs.txt`, made by `bench/letter_pairs.py`). Arabic prose costs about 4 bits a pair, random letters 8
and more, and a foreign letter inside an Arabic word costs more than any pair of the table.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from importlib import resources

ALPHABET = " " + "ءآأؤإئابةتثجحخدذرزسشصضطظعغ" + "فقكلمنهوىي"
"""The table's order: the word's edge, then the letters as Unicode orders them."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

STRANGE_PAIR = 20
"""Bits for a pair with something that no Arabic word holds: dearer than the rarest pairs of the table."""

_MARKS = re.compile("[\u0640\u064b-\u0652\u0670\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
# Latin letters end a word: لـCNN is common in sound text. French ones do not: they are the trace of a wrong reading.
_WORD = re.compile(r"[^\W\d_a-zA-Z]+")
_ARABIC = re.compile("[\u0621-\u064a]")


@cache
def _costs() -> dict[str, int]:
    rows = resources.files("extract").joinpath("data/reading_pairs.txt").read_text(encoding="ascii").split()
    return {
        first + second: int(digit, 36)
        for first, row in zip(ALPHABET, rows, strict=True)
        for second, digit in zip(ALPHABET, row, strict=True)
    }


def cost(text: str) -> float:
    """Return the bits that a pair of letters costs on average in the words that hold an Arabic letter.

    0.0 for a text without one: there is nothing to judge.
    """
    costs = _costs()
    bits = 0
    pairs = 0
    for word in _WORD.findall(_MARKS.sub("", text)):
        if not _ARABIC.search(word):
            continue
        padded = f" {word} "
        for first, second in itertools.pairwise(padded):
            bits += costs.get(first + second, STRANGE_PAIR)
        pairs += len(padded) - 1
    return bits / pairs if pairs else 0.0


def arabic_share(text: str) -> float:
    """Return which share of the letters, of any script, are Arabic; 0.0 for a text without letters."""
    letters = sum(map(str.isalpha, text))
    return len(_ARABIC.findall(text)) / letters if letters else 0.0
