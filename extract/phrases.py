"""The phrases that news sites put around a text, from `data/reading_phrases.toml`, as they are compared.

Compared without marks, spelling variants and punctuation (`plain`), so that one row of the table stands for all.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from extract.normalise import normalise

_PUNCTUATION = re.compile(r"[^\w\s]+|_")


@dataclass(frozen=True, slots=True)
class Phrases:
    """What each set is for stands in the table."""

    lines: frozenset[str]
    related: frozenset[str]
    prefixes: tuple[str, ...]
    inside: tuple[str, ...]
    menu: frozenset[str]
    agencies: frozenset[str]
    caption: frozenset[str]
    byline: frozenset[str]
    dated: tuple[str, ...]


@cache
def phrases() -> Phrases:
    """Return the table shipped with the package."""
    text = resources.files("extract").joinpath("data/reading_phrases.toml").read_text(encoding="utf-8")
    table: Mapping[str, Sequence[str]] = tomllib.loads(text)
    row = {key: tuple(dict.fromkeys(plain(phrase) for phrase in phrases)) for key, phrases in table.items()}
    return Phrases(
        lines=frozenset(row["lines"]),
        related=frozenset(row["related"]),
        prefixes=tuple(sorted(row["prefixes"], key=len, reverse=True)),
        inside=row["inside"],
        menu=frozenset(row["menu"]),
        agencies=frozenset(row["agencies"]),
        caption=frozenset(row["caption"]),
        byline=frozenset(row["byline"]),
        dated=tuple(sorted(row["dated"], key=len, reverse=True)),
    )


def plain(text: str) -> str:
    """Return a text normalised, its punctuation made blanks and its blanks one."""
    return plain_folded(normalise(text))


def plain_folded(folded: str) -> str:
    """Return the same of a text that is normalised already."""
    return " ".join(_PUNCTUATION.sub(" ", folded).split())
