"""How alike the marked words of the raw news were judged where one text stands in several articles.

    python -m bench.marks_agree NEWS

NEWS is the raw news, an empty line between articles, plain or .xz. Agencies' texts run in many papers, so the same words
were shown more than once, by chance and mostly to another reader. Counted are pairs of marks of one word of one type with
the same eight tokens before and five after.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

from extract.train.singles import Single, singles, stored_singles
from extract.train.words import raw_articles

BEFORE, AFTER = 8, 6
NOT_SO = ("asserted", "no event")


def pairs(news: Iterable[str]) -> Counter[tuple[str, str]]:
    """Return how often two marks of the same words said what, each pair in the order of the alphabet."""
    said: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for document, marks in singles(news, stored_singles()):
        starts = [token.start for token in document.tokens]
        for mark in marks:
            at = max(index for index, start in enumerate(starts) if start <= mark.start)
            said[mark.type, *document.norms[max(0, at - BEFORE) : at + AFTER]].append(judged(mark))
    return Counter((min(pair), max(pair)) for told in said.values() for pair in combinations(told, 2))


def judged(mark: Single) -> str:
    """Return what a reader said of a word."""
    return mark.modality or "no event"


def main(argv: Sequence[str]) -> int:
    """Print how many pairs there are, how many agree, and which disagree."""
    if len(argv) != 1:
        print("usage: python -m bench.marks_agree NEWS", file=sys.stderr)
        return 2
    counted = pairs(raw_articles(Path(argv[0])))
    alike = sum(number for (one, other), number in counted.items() if one == other)
    told = sum(number for pair, number in counted.items() for one in pair if one not in NOT_SO)
    both = sum(2 * number for (one, other), number in counted.items() if one == other and one not in NOT_SO)
    print(f"{counted.total()} pairs of marks of the same words, {alike} alike ({alike / max(counted.total(), 1):.3f})")
    print(f"F1 of denied, future and hypothetical between the two: {both / max(told, 1):.3f}")
    for (one, other), number in counted.most_common():
        if one != other:
            print(f"{number:>5}  {one} / {other}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
