"""What counting much news taught about words: clusters, what stands around a word, how often it was a name.

One record a folded word, in a memory-mapped trie: some 2 MB on disk, paid for only where they are read. Made by
`python -m extract.train`; nothing of the counted texts is in it but the words that many of them share.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import lru_cache

from extract.tables import trie

FILE = "words.marisa"
RECORD = struct.Struct("<4H9B5B")
"""Four clusters (0 = none, coarse to fine), nine usage levels (`USAGE`), five name shares (`SHARES`)."""

USAGE = ("title", "name", "place", "in", "organisation", "speech", "article", "proclitic", "frequency")
"""What the nine levels tell: how often the word follows a title, a part of a name, a place's head, في and the like, an
organisation's head, a verb of speech (0..5 each); how much rarer or more frequent it is with the article (0..8, 4 =
the same); how often ب or ل is written onto it (0..4); the logarithm of its count to base 4 (0..7)."""
SHARES = ("PERSON", "LOC", "ORG", "FAC", "known")
"""How often an earlier model took the word for a part of such a name: 0..5 (rarely to nearly always); then 1 where it
was seen often enough to tell."""


_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one word."""

    clusters: tuple[int, int, int, int]
    usage: tuple[int, ...]
    shares: tuple[int, ...]


def pack(record: Evidence) -> bytes:
    """Return a record as it is stored."""
    return RECORD.pack(*record.clusters, *record.usage, *record.shares)


def unpack(data: bytes) -> Evidence:
    """Return the record that these bytes hold."""
    values = RECORD.unpack(data)
    return Evidence(values[:4], values[4:13], values[13:])


def is_key(norm: str) -> bool:
    """Return whether a packed table can be asked for a text.

    NUL ends a key for the library, which would answer with part of another entry; half a character is in no UTF-8.
    """
    return "\0" not in norm and not _HALVES.search(norm)


@lru_cache(maxsize=4096)
def counted(norm: str) -> int:
    """Return 1 + the logarithm to base 4 of how often news has a folded word exactly as it stands; 0 for never."""
    found = trie(FILE).get(norm) if is_key(norm) else None
    return unpack(found[0]).usage[8] + 1 if found else 0
