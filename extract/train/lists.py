"""`python -m extract.train lists`: packs the written lists of names."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import marisa_trie

from extract.article import Article
from extract.document import Document
from extract.learned.lists import LONGEST, pack

_WORD_LISTS = {"given_names.tsv": "given", "family_names.tsv": "family"}


def entries(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the folded spellings of all listed names with what they are."""
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if path.name in _WORD_LISTS:
                yield _folded(cells[0]), pack(_WORD_LISTS[path.name], int(cells[1]))
                continue
            spellings = cells[1].split("|")
            weak = len(cells) > 2 and "weak" in cells[2]
            for number, spelling in enumerate(spellings):
                folded = _folded(spelling)
                last = number == len(spellings) - 1
                if folded:
                    yield folded, pack(cells[0], 2 if weak and (last or " " not in folded) else 9)


def _folded(name: str) -> str:
    return " ".join(token.norm for token in Document(Article(name)).tokens[:LONGEST])


def pack_lists(folder: Path, target: Path) -> int:
    """Write the packed lists; return how many names they hold."""
    found: dict[tuple[str, int], bytes] = {}
    for name, data in entries(folder):
        key = name, data[0]
        found[key] = max(found.get(key, data), data)
    trie = marisa_trie.BytesTrie(sorted((name, data) for (name, _), data in found.items()))
    trie.save(str(target))
    return len(found)


def main(argv: Sequence[str]) -> int:
    """Pack the lists."""
    data = Path(__file__).parent.parent / "data"
    parser = argparse.ArgumentParser(prog="python -m extract.train lists", description=__doc__)
    parser.add_argument("--folder", type=Path, default=data / "lists")
    parser.add_argument("--target", type=Path, default=data / "lists.marisa")
    options = parser.parse_args(argv)
    print(f"{pack_lists(options.folder, options.target):,} names, {options.target.stat().st_size:,} bytes")  # noqa: T201
    return 0
