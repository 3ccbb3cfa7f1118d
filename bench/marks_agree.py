"""How alike two readers tell what happened, what was denied, what is yet to come and what is only thought of.

    python -m bench.marks_agree          events of the marked articles that were read a second time, not knowing what the
                                         first reader had said: nearly all but statements
    python -m bench.marks_agree NEWS     words of the raw news, an empty line between articles, plain or .xz, where one text
                                         stands in several articles

Agencies' texts run in many papers, so the same words were shown more than once, by chance and mostly to another reader.
Counted are pairs of marks of one word of one type with the same eight tokens before and five after.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

from extract.train.singles import MARKS, Single, singles, stored_singles
from extract.train.words import raw_articles

BEFORE, AFTER = 8, 6
NOT_SO = ("asserted", "no event")
SECOND_READING = MARKS.with_name("second_reading.jsonl.xz")
"""Of each article its hash, and of each event its span and type, then what the first and the second reader said."""


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


def twice_read(path: Path = SECOND_READING) -> Counter[tuple[str, str]]:
    """Return how often the two readers of an event said what, each pair in the order of the alphabet."""
    told = (
        [said or "no event" for said in event[3:]] for article in stored_singles(path) for event in article["events"]
    )
    return Counter((min(pair), max(pair)) for pair in told)


def main(argv: Sequence[str]) -> int:
    """Print how many pairs there are, how many agree, and which disagree."""
    if len(argv) > 1:
        print("usage: python -m bench.marks_agree [NEWS]", file=sys.stderr)
        return 2
    counted = pairs(raw_articles(Path(argv[0]))) if argv else twice_read()
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
