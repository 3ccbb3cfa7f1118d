"""`python -m extract.train same_names`: packs which spellings of the lists are one thing."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import marisa_trie

from extract.normalise import words
from extract.same_names import pack

_DATA = Path(__file__).parent.parent / "data"


def sources(data: Path) -> list[Path]:
    """Return the tables whose rows part spellings by `|`."""
    return [data / "same_names.tsv", data / "known_names.tsv", *sorted((data / "lists").glob("*.tsv"))]


@dataclass(slots=True)
class Row:
    """Folded spellings of one thing."""

    kind: str
    spellings: dict[str, bool]
    """In order, the fullest first -> whether this one is a plain word or another name too."""


def rows(paths: Sequence[Path]) -> Iterator[Row]:
    """Yield the rows that have two spellings or more."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n"):
            cells = line.split("\t")
            if line.startswith("#") or len(cells) < 2 or "|" not in cells[1]:
                continue
            spellings = list(dict.fromkeys(" ".join(words(each)) for each in cells[1].split("|")))
            weak = len(cells) > 2 and "weak" in cells[2]
            if len(spellings) > 1 and all(spellings):
                yield Row(cells[0], {each: weak and each == spellings[-1] for each in spellings})


def merged(found: Iterable[Row]) -> list[Row]:
    """Return rows with those made one that share two spellings, or the first of one where it is not weak.

    What several lists say of one thing is said once; one short form alone (الاتحاد) makes no two things one.
    """
    kept: list[Row] = []
    with_spelling: dict[tuple[str, str], list[Row]] = {}
    for row in found:
        shared = Counter(
            id(other) for spelling in row.spellings for other in with_spelling.get((row.kind, spelling), ())
        )
        into = next((other for other in kept if id(other) in shared and _one(other, row, shared[id(other)])), None)
        if into is None:
            into = row
            kept.append(row)
        for spelling, weak in row.spellings.items():
            places = with_spelling.setdefault((row.kind, spelling), [])
            if into not in places:
                places.append(into)
            into.spellings.setdefault(spelling, weak)
    return kept


def _one(kept: Row, row: Row, shared: int) -> bool:
    first, other_first = next(iter(kept.spellings)), next(iter(row.spellings))
    return shared > 1 or first in row.spellings or other_first in kept.spellings


def pack_same_names(paths: Sequence[Path], target: Path) -> int:
    """Write the packed table; return how many spellings it holds."""
    found = set()
    for row in merged(rows(paths)):
        first = next(iter(row.spellings))
        for spelling, weak in row.spellings.items():
            found.add((f"{row.kind} {spelling}", pack(first, weak=weak)))
            if not weak:
                found.add((f"{row.kind}={first}", spelling.encode()))
    marisa_trie.BytesTrie(sorted(found)).save(str(target))
    return len({key for key, _ in found if "=" not in key})


def main(argv: Sequence[str]) -> int:
    """Pack the spellings."""
    parser = argparse.ArgumentParser(prog="python -m extract.train same_names", description=__doc__)
    parser.add_argument("--data", type=Path, default=_DATA)
    parser.add_argument("--target", type=Path, default=_DATA / "same_names.marisa")
    options = parser.parse_args(argv)
    count = pack_same_names(sources(options.data), options.target)
    print(f"{count:,} spellings, {options.target.stat().st_size:,} bytes")  # noqa: T201
    return 0
