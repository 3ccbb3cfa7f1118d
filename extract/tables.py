"""The engine's tables, read once from `extract/data`. What each holds stands on top of its file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import marisa_trie

from extract.normalise import normalise


def read_text(name: str) -> str:
    """Return a table file as text."""
    return resources.files("extract").joinpath("data", name).read_text(encoding="utf-8")


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of a tab-separated table, without comments and empty lines."""
    for line in read_text(name).split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def toml(name: str) -> Mapping[str, Any]:
    """Return a TOML table."""
    return tomllib.loads(read_text(name))


@cache
def trie(name: str) -> marisa_trie.BytesTrie:
    """Return a packed table, mapped from its file: what is not asked for takes no memory."""
    found = marisa_trie.BytesTrie()
    with resources.as_file(resources.files("extract") / "data" / name) as path:
        found.mmap(str(path))
    return found


def word_set(text: str) -> frozenset[str]:
    """Return the folded words of a table's cell; an underscore stands for a space."""
    return frozenset(normalise(word.replace("_", " ")) for word in text.split())


def phrases(text: str) -> Iterable[tuple[str, ...]]:
    """Return the folded phrases of a cell that parts them by `|`."""
    return [tuple(normalise(phrase).split()) for phrase in text.split("|")]


@dataclass(frozen=True, slots=True)
class NameWords:
    """What is known of words of personal names, 0 to 9 each."""

    first: Mapping[str, int]
    later: Mapping[str, int]


@cache
def name_words() -> NameWords:
    """Return the learned words of personal names with the first names added by hand."""
    first: dict[str, int] = {}
    later: dict[str, int] = {}
    for word, as_first, as_later in rows("names_learned.tsv"):
        if as_first != "0":
            first[word] = int(as_first)
        if as_later != "0":
            later[word] = int(as_later)
    for cells in rows("first_names.tsv"):
        for word in normalise(cells[0]).split():
            first[word] = max(first.get(word, 0), int(cells[1]) if len(cells) > 1 else 7)
    return NameWords(first, later)


@cache
def common_words() -> frozenset[str]:
    """Return folded words that are usual in news and rarely names."""
    lines = read_text("common_words.txt").split("\n")
    learned = frozenset(word for line in lines if line[:1] != "#" for word in line.split())
    return learned | word_set(toml("heads.toml")["plain"]["words"])


@cache
def nationalities() -> frozenset[str]:
    """Return folded nationality adjectives in all forms, without article."""
    forms: set[str] = set()
    for stem in word_set(toml("heads.toml")["nationalities"]):
        base = stem.removesuffix("ي")
        forms.update((stem, stem + "ه", stem + "ا", stem + "ين", stem + "ون", stem + "ان", stem + "تين", stem + "ات"))
        forms.update((base + "يين", base + "يون"))
    return frozenset(forms)


def is_nationality(norm: str) -> bool:
    """Return whether a folded word is a nationality adjective, with or without article."""
    forms = nationalities()
    return norm in forms or (norm[:2] == "ال" and norm[2:] in forms)
