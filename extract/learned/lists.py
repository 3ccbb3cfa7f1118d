"""The written lists of names (`extract/data/lists`), packed for the tagger: what stands in a list is evidence, no more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

import marisa_trie

from extract.clitics import readings
from extract.document import Document
from extract.learned.evidence import is_key

KINDS = ("PERSON", "LOC", "ORG", "FAC", "given", "family")
"""What a listed phrase can be; `given` and `family` are words of persons' names."""
LONGEST = 6
"""Words of a listed name; longer ones are told by their first words."""


@cache
def _trie() -> marisa_trie.BytesTrie:
    trie = marisa_trie.BytesTrie()
    with resources.as_file(resources.files("extract") / "data" / "lists.marisa") as path:
        trie.mmap(str(path))
    return trie


def pack(kind: str, level: int) -> bytes:
    """Return an entry as it is stored: its kind, and how surely a word of running text is meant so, 1..9."""
    return bytes((KINDS.index(kind), level))


@lru_cache(maxsize=4096)
def word_entries(norm: str) -> tuple[tuple[str, int], ...]:
    """Return the (kind, level) of a single folded word as it stands."""
    if not is_key(norm):
        return ()
    return tuple((KINDS[data[0]], data[1]) for data in _trie().get(norm, ()))


@lru_cache(maxsize=4096)
def _begins(form: str) -> bool:
    """Return whether any longer listed name begins with a word."""
    return is_key(form) and next(_trie().iterkeys(form + " "), None) is not None


def listed(document: Document) -> list[tuple[str, ...]]:
    """Return for each token of a document what the lists say of it: `B-LOC2` (first of two words), `I-ORG3`, `B-LOCw`."""
    found: list[list[str]] = [[] for _ in document.tokens]
    for index, token in enumerate(document.tokens):
        if token.kind == "word":
            for last, kind, level in _matches(document, index):
                length = last - index + 1
                size = "w" if level < 5 else str(min(length, 3))
                for place in range(index, last + 1):
                    found[place].append(f"{'B' if place == index else 'I'}-{kind}{size}")
    return [tuple(dict.fromkeys(each)) for each in found]


def _matches(document: Document, index: int) -> Iterator[tuple[int, str, int]]:
    """Yield (last token, kind, level) of the longest listed name of each kind that begins at a token."""
    norms = document.norms
    limit = min(len(norms), index + LONGEST)
    best: dict[str, tuple[int, int]] = {}
    for reading in readings(norms[index]):
        here = {kind: (index, level) for kind, level in word_entries(reading.form) if kind not in ("given", "family")}
        if _begins(reading.form):
            end = index + 1
            text = reading.form
            while end < limit and document.tokens[end].line == document.tokens[index].line:
                if not is_key(norms[end]):
                    break
                text += " " + norms[end]
                here.update((KINDS[data[0]], (end, data[1])) for data in _trie().get(text, ()))
                end += 1
        for kind, (last, level) in here.items():
            if kind not in best or last > best[kind][0]:
                best[kind] = last, level
        if here and reading.skip == 0:
            break
    for kind, (last, level) in best.items():
        yield last, kind, level
