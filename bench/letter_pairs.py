"""Counts which Arabic letter follows which in a plain text and prints the table that `extract/legibility.py` reads.

    python -m bench.letter_pairs NEWS.txt > extract/data/reading_pairs.txt

The table holds 37 x 37 costs in bits (rounded, 0 to 35, one base-36 digit each): row = first letter, column = the
next, in the order of `extract.legibility.ALPHABET`, whose first place is the word's edge. Marks and tatweel are
dropped before counting; every pair starts at half a count, so that none is impossible.
"""

from __future__ import annotations

import itertools
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable

from extract.legibility import ALPHABET, DIGITS

MARKS = re.compile("[ـً-ْٰ]")
WORDS = re.compile("[ء-غف-ي]+")


def pairs(lines: Iterable[str]) -> Counter[tuple[str, str]]:
    """Return how often each letter (or word edge, a space) comes before each."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in lines:
        for word in WORDS.findall(MARKS.sub("", line)):
            padded = f" {word} "
            counts.update(itertools.pairwise(padded))
    return counts


def table(counts: Counter[tuple[str, str]]) -> str:
    """Return the rows of costs, one line a first letter."""
    rows = []
    for first in ALPHABET:
        row = [counts[first, second] + 0.5 for second in ALPHABET]
        total = sum(row)
        rows.append("".join(DIGITS[min(35, round(-math.log2(count / total)))] for count in row))
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as text:  # noqa: PTH123 - a stream, read line by line
        sys.stdout.write(table(pairs(text)))
