"""`python -m extract.train lists`: packs the written lists of names."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import marisa_trie

from extract.article import Article
from extract.document import Document
from extract.learned.lists import KINDS, LONGEST, pack
from extract.train.corpora import BadCorpus, text_of

_WORD_LISTS = {"given_names.tsv": "given", "family_names.tsv": "family"}
_TYPES = tuple(kind for kind in KINDS if kind not in _WORD_LISTS.values())
_WEIGHTS = frozenset("123456789")


def entries(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the folded spellings of all listed names with what they are. Raises BadCorpus at the first bad line."""
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(text_of(path).split("\n"), 1):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            yield from _word(path, number, cells) if path.name in _WORD_LISTS else _spellings(path, number, cells)


def _word(path: Path, number: int, cells: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    folded = _folded(cells[0])
    if len(cells) != 2 or cells[1] not in _WEIGHTS or not folded:
        raise BadCorpus(f"{path}:{number}: a word, a tab and a weight of 1 to 9 are wanted")
    yield folded, pack(_WORD_LISTS[path.name], int(cells[1]))


def _spellings(path: Path, number: int, cells: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    folded = [_folded(spelling) for spelling in cells[1].split("|")] if len(cells) in (2, 3) else []
    if cells[0] not in _TYPES or not folded or not all(folded):
        raise BadCorpus(f"{path}:{number}: one of {' '.join(_TYPES)}, a tab and spellings parted by | are wanted")
    weak = len(cells) > 2 and "weak" in cells[2]
    for place, spelling in enumerate(folded, 1):
        yield spelling, pack(cells[0], 2 if weak and (place == len(folded) or " " not in spelling) else 9)


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
