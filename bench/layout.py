"""Print what laying out a long article costs, and a resize of it.

python -m bench.layout [RUNS]

CPU of this process, medians. The text is the first 5,000 words of samples/, one after the other and again from the first. Beside
it, what a hostile file can hold: one word of five million letters, a line end after every third, nothing but line ends.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from tui.rtl import Layout, Paragraphs, layout

WORDS = 5_000
WIDTH, OTHER_WIDTH = 78, 70
SCREEN = 50
"""Lines on a tall screen."""
MANY = 5_000_000


def article() -> str:
    """Return at least 5,000 words of the samples: prose, pages copied whole, vocalised text, Latin names."""
    files = sorted(Path("samples").glob("[01]*.txt"))
    texts = [file.read_bytes().decode("cp1256" if "1256" in file.name else "utf-8") for file in files]
    text = "\n".join(texts)
    while len(text.split()) < WORDS:
        text += "\n" + "\n".join(texts)
    kept: list[str] = []
    count = 0
    for paragraph in text.split("\n"):
        kept.append(paragraph)
        count += len(paragraph.split())
        if count >= WORDS:
            break
    return "\n".join(kept)


def cost(work: Callable[[], object], runs: int) -> float:
    """Return the median CPU milliseconds of some work."""
    taken = []
    for _ in range(runs):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return median(taken) * 1000


def cells(laid: Layout, lines: int) -> int:
    """Return how many cells the first lines have, having worked them out."""
    return sum(len(line.cells) for line in laid.lines[:lines])


def main() -> None:
    """Print each."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    text = article()
    laid = layout(text, WIDTH)
    print(
        f"{len(text.split())} words, {len(text)} characters, {text.count(chr(10)) + 1} paragraphs, {len(laid.lines)} lines"
    )

    def row(name: str, milliseconds: float) -> None:
        print(f"{name:<44} {milliseconds:8.1f} ms of CPU")

    row(f"laid out in {WIDTH} columns", cost(lambda: layout(text, WIDTH), runs))
    row("the same and the cells of all lines", cost(lambda: cells(layout(text, WIDTH), len(laid.lines)), runs))
    row(f"the same and the cells of {SCREEN} lines", cost(lambda: cells(layout(text, WIDTH), SCREEN), runs))
    known = [Paragraphs(text) for _ in range(runs)]
    for each in known:
        each.lay(WIDTH)
    again = iter(known)
    row(f"then in {OTHER_WIDTH} columns", cost(lambda: next(again).lay(OTHER_WIDTH), runs))
    row(f"then in {WIDTH} again", cost(lambda: known[0].lay(WIDTH), runs))
    for count in (MANY // 10, MANY):
        row(f"one word of {count:,} letters", cost(partial(layout, "ا" * count, WIDTH), 1))
        row(f"{count // 4:,} lines of three letters", cost(partial(layout, "قال\n" * (count // 4), WIDTH), 1))
        row(f"{count:,} line ends", cost(partial(layout, "\n" * count, WIDTH), 1))


if __name__ == "__main__":
    main()
