"""Packed tables of a test's own in the place of the shipped ones, and what texts a reader of ours may meet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from types import FrameType

import marisa_trie
import pytest
from hypothesis import strategies as st

from extract import word_records as records_module
from extract.article import Article
from extract.document import Document
from extract.learned import evidence as evidence_module
from extract.learned import lists as lists_module
from extract.reading import read_bytes
from extract.word_records import Evidence, pack

SAMPLES = Path(str(resources.files("extract"))).parent / "samples"

PIECES = (
    "بغداد", "وبغداد", "للعراق", "وزير", "قال", "إن", "في", "محمد", "وعلي", "حركة", "أَحْمَد", "بيــروت", "كالكاظمي", "و", "٢٠١٨",
    "رئیس", "گفت", "تهران", "NATO", "cnn", "2018", "1,5", "😀", "👨‍👩‍👧", "\u200f", "\u064b", "\0", "بغداد\0بيروت",
    "\ud800", "\udfff", "\ud800بغداد", "#بغداد_بيروت", "،", ".", "؟", "“", "”", "(", ")", "'", ":", "\\", "|", "=", "_", "\n", "\t",
    "\u2028", "\x1c", "\ufeff", "ﷺ", "ﻻ", "ا" * 121,
)  # fmt: skip
"""Pieces of hostile texts: other scripts, marks without letters, NUL, halves of characters, words longer than any."""
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda between: between.join(pieces))
)


def document(body: str) -> Document:
    """Return a text as the engine sees it."""
    return Document(Article(body))


def samples() -> dict[str, Document]:
    """Return the articles of samples/ as the engine sees them."""
    found: dict[str, Document] = {}
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix in (".txt", ".jsonl"):
            for number, reading in enumerate(read_bytes(path.name, path.read_bytes())):
                assert not isinstance(reading, Exception)
                found[f"{path.name}:{number}"] = Document(reading.article)
    return found


def record(*, cluster: int = 0, often: int = 0, shares: tuple[int, ...] = (0,) * 5) -> Evidence:
    """Return what is known of a word: its clusters, all one number, and how often it was counted."""
    return Evidence((cluster, cluster, cluster, cluster), (0, 0, 0, 0, 0, 0, 4, 0, often), shares)


@contextmanager
def words(monkeypatch: pytest.MonkeyPatch, table: Mapping[str, Evidence]) -> Iterator[None]:
    """Hold these words to be all that was ever counted."""
    trie = marisa_trie.BytesTrie((word, pack(each)) for word, each in table.items())
    with monkeypatch.context() as patch:
        for module in (evidence_module, records_module):
            patch.setattr(module, "trie", lambda _: trie)
        _forget()
        yield
    _forget()


@contextmanager
def listing(monkeypatch: pytest.MonkeyPatch, path: Path) -> Iterator[None]:
    """Hold a packed file to be the lists of names."""
    trie = marisa_trie.BytesTrie()
    trie.mmap(str(path))
    with monkeypatch.context() as patch:
        patch.setattr(lists_module, "trie", lambda _: trie)
        _forget()
        yield
    _forget()


def _forget() -> None:
    for module in (evidence_module, lists_module, records_module):
        for kept in vars(module).values():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()


def calls(work: Callable[[], object]) -> int:
    """Return how many times functions of Python are entered while something is done: a cost that is the same everywhere."""
    count = 0

    def seen(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
