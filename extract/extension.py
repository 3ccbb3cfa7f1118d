"""What a project adds to the engines: names, rejected names, head words, triggers, types, patterns. Values only.

They are read from the project's own file (`extract.extension_file`), given to an engine when it is loaded and to a store when
it is opened, and change no table of the package: two projects in one process do not meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extract.ontology import Ontology, ontology

Row = Mapping[str, str | float | bool]
"""A row of triggers as `extract/data/triggers.toml` has it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A thing that the project names."""

    type: str
    spellings: tuple[str, ...]
    """As written, the canonical one first."""
    weak: bool
    """Also a plain word: a name only where something says so."""


@dataclass(frozen=True, slots=True)
class HeadWords:
    """Folded words that announce a name."""

    kept: frozenset[str] = frozenset()
    """Of an organisation, part of its name."""
    dropped: frozenset[str] = frozenset()
    """Of an organisation, left out of its name."""
    facilities: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern (`extract.patterns`) whose matches are names of a type."""

    type: str
    match: str
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class Extension:
    """All that a project's file says, made by `extract.extension_file.parse`: equal where the digests of the contents are.

    Comments and spaces are no part of the contents.
    """

    digest: str = ""
    """Eight letters that change with the contents; empty where there are none."""
    names: tuple[Name, ...] = ()
    rejected: frozenset[tuple[str, str]] = frozenset()
    """(folded name, entity type); an empty type stands for all."""
    heads: HeadWords = HeadWords()
    triggers: tuple[Row, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    types: Ontology | None = None
    """The package's types and the project's; None where it adds none."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Extension) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def ontology(self) -> Ontology:
        """All types that there are."""
        return self.types or ontology()

    @property
    def mark(self) -> str:
        """What an engine's version gets behind it, so that another file leads to new proposals."""
        return f"+rules-{self.digest}" if self.digest else ""


NOTHING = Extension()
"""What a project without a file adds."""
