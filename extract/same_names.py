"""Spellings of one thing, as rows of the lists of names part them by `|`: what joins in an article, and keys across articles.

Packed by `python -m extract.train same_names` from `known_names.tsv`, `same_names.tsv` and `lists`: type and folded
spelling -> the folded first spelling of each row that has it, a flag before it; type, `=` and a first spelling -> its row's
spellings that are no plain words. Only rows of two spellings or more.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from extract.normalise import words
from extract.tables import is_nationality, trie

_FILE = "same_names.marisa"
_WEAK = b"?"
_SURE = b"="
_VARIANTS = str.maketrans({"غ": "ج"})


def pack(first: str, *, weak: bool) -> bytes:
    """Return one row of a spelling as it is stored; `weak` where the spelling is a plain word or another name too."""
    return (_WEAK if weak else _SURE) + first.encode()


@lru_cache(maxsize=4096)
def rows_with(kind: str, spelling: str) -> tuple[tuple[str, bool], ...]:
    """Return (first spelling, whether this one is weak) of the rows of a type that have a folded spelling."""
    if "\0" in spelling:  # ends a key for the library
        return ()
    found = trie(_FILE).get(f"{kind} {spelling}", ())
    return tuple((data[1:].decode(), data[:1] == _WEAK) for data in found)


@lru_cache(maxsize=4096)
def spellings_of(kind: str, name: str) -> tuple[str, ...]:
    """Return the folded spellings of what a canonical name names: itself, and those of the only row that has it."""
    folded = " ".join(words(name))
    first = _first(kind, folded)
    if "\0" in first:
        return (folded,)
    found = (data.decode() for data in trie(_FILE).get(f"{kind}={first}", ()))
    return tuple(dict.fromkeys((folded, first, *found)))


def _first(kind: str, folded: str) -> str:
    """Return the first spelling of the row that has a folded name, where one row alone has it and surely; else the name."""
    found = rows_with(kind, folded)
    return found[0][0] if len(found) == 1 and not found[0][1] else folded


def spelled(words_of_name: Iterable[str]) -> tuple[str, ...]:
    """Return folded words with one spelling for the usual variants: الأميركي and الأمريكي, غ and ج."""
    return tuple(_spelling(word) for word in words_of_name)


@lru_cache(maxsize=4096)
def _spelling(word: str) -> str:
    if is_nationality(word):
        word = word.replace("امريكي", "اميركي").removesuffix("ه")
    return word.translate(_VARIANTS)


@lru_cache(maxsize=4096)
def _parts(word: str) -> tuple[str, ...]:
    """Return the folded words of a stretch without spaces; kept, as names of a store share most of theirs."""
    return tuple(words(word))


@lru_cache(maxsize=4096)
def name_key(kind: str, name: str) -> str:
    """Return what canonical names of one thing share over articles: folded, in the first spelling of the only row that has it.

    A suggestion's key, not an identity: two persons of one name share it. Never empty for a name that is not.
    """
    folded = _first(kind, " ".join(part for word in name.split() for part in _parts(word)))
    return " ".join(spelled(folded.split())) or " ".join(name.casefold().split())
