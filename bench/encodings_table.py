"""Counts how often bytes are decoded rightly, wrongly or refused: ours, and charset-normalizer beside it.

    python -m bench.encodings_table NEWS.txt

NEWS.txt is any UTF-8 text with one paragraph a line, other than the one that the letter table was learned from. For
each length 100 pieces are put into each encoding; then each is damaged in the ways that files really are.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable

from extract.encodings import decode
from extract.errors import Unreadable

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6")
LENGTHS = (1, 3, 10, 60, 400)
PIECES = 100
SECOND_HALF = " وقال المصدر إن الطريق مغلق".encode("cp1256")


def damaged(text: str) -> dict[str, bytes]:
    """Return the text as bytes that must be refused."""
    eight = text.encode("cp1256", "ignore")
    six = text.encode("iso8859_6", "ignore")
    return {
        "UTF-8 read as 1256": text.encode().decode("cp1256").encode(),
        "UTF-8 read as Latin-1": text.encode().decode("latin-1").encode(),
        "1256 read as 1252": eight.decode("latin-1").encode(),
        "8859-6 read as 1256": six.decode("cp1256").encode(),
        "half UTF-8, half 1256": text.encode() + SECOND_HALF,
        "cut in a letter": text.encode() + b"\xd8",
        "random bytes": random.randbytes(300),
    }


def ours(data: bytes) -> str | None:
    """Return the text as we decode it, None where we refuse."""
    try:
        return decode(data).text
    except Unreadable:
        return None


def normalizer(data: bytes) -> str | None:
    """Return the text as charset-normalizer decodes it."""
    from charset_normalizer import from_bytes  # type: ignore[import-not-found, unused-ignore]

    best = from_bytes(data).best()
    return None if best is None else str(best)


def main() -> None:
    """Print right, wrong, refused for each."""
    with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123 - any path a person gives
        lines = [line.strip() for line in file if line.count(" ") > 5]
    readers: dict[str, Callable[[bytes], str | None]] = {"ours": ours}
    if "--normalizer" in sys.argv:
        readers["charset-normalizer"] = normalizer
    for name, read in readers.items():
        random.seed(5)
        start = time.perf_counter()
        for length in LENGTHS:
            counts: dict[str, Counter[str]] = {}
            for _ in range(PIECES if name == "ours" else PIECES // 4):
                at = random.randrange(len(lines) - 60)
                text = " ".join(" ".join(lines[at : at + 50]).split()[:length])
                for encoding in ENCODINGS:
                    data = text.encode(encoding, "ignore")
                    got = read(data)
                    verdict = "refused" if got is None else "right" if got == data.decode(encoding) else "wrong"
                    counts.setdefault(encoding, Counter())[verdict] += 1
                for kind, data in damaged(text).items():
                    counts.setdefault(kind, Counter())["read" if read(data) is not None else "refused"] += 1
            print(f"-- {name}, {length} words")
            for kind, verdicts in counts.items():
                print(f"   {kind:24}", ", ".join(f"{verdict} {count}" for verdict, count in verdicts.most_common()))
        print(f"-- {name}: {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
