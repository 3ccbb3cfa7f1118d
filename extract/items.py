"""What an engine proposes: mentions, events with arguments, each with confidence and a reason.

Offsets are code points into the article's body, half-open. This module holds values only; which types, subtypes, roles
and modalities there are stands in `extract/data/types.toml`, read by `extract.ontology`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from extract.article import Article


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text."""

    start: int
    end: int
    type: str
    """An entity type's id: PERSON ORG LOC FAC WEAPON DATE NUMBER_OF."""
    canonical: str
    """The name that all mentions of one thing in this article share."""
    confidence: float
    """0..1."""
    reason: str
    """Why, in words a reviewer can read: "gazetteer: place"."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A role of an event and its filler."""

    role: str
    start: int
    end: int
    mention: tuple[int, int] | None
    """Span of the mention that fills the role, when a mention does (then start, end equal it)."""
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """A trigger and what it denotes."""

    start: int
    """Of the trigger."""
    end: int
    type: str
    subtype: str | None
    """None where the type has no subtypes."""
    modality: str
    """asserted, denied, future or hypothetical."""
    arguments: tuple[Argument, ...]
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one engine proposes for one article. Mentions are sorted by start and do not overlap."""

    engine: str
    version: str
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What reviewers have taught. Words and names by their folded spelling (`extract.normalise.normalise`)."""

    names: Mapping[str, str] = field(default_factory=dict)
    """Name -> entity type, accepted, corrected or added by reviewers."""
    rejected: frozenset[str] = frozenset()
    """Names that were rejected again and again, as several types, and never kept: not proposed as anything."""
    silenced: frozenset[tuple[str, str]] = frozenset()
    """(name, entity type) rejected several times and never kept: not proposed as that type."""
    rejected_beside: frozenset[tuple[str, str, str, str]] = frozenset()
    """(word before, name, word after, entity type): not proposed there again; words as `extract.normalise.beside` has them."""
    canonicals: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(name, entity type) -> the name that a reviewer gave to what is called so, as they wrote it."""
    triggers: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    """Word -> event type and subtype, accepted, corrected or added by reviewers, in several articles."""
    triggers_beside: Mapping[tuple[str, str], tuple[str, str | None]] = field(default_factory=dict)
    """(word, what follows it as `extract.normalise.following` has it) -> event type and subtype, of what an engine had missed."""
    no_triggers: frozenset[str] = frozenset()
    """Words rejected several times as events and never kept: not proposed as one."""
    no_triggers_beside: frozenset[tuple[str, str]] = frozenset()
    """(word, what follows it): not proposed as an event there again."""


class Engine(Protocol):
    """Proposes items. The same article and lexicon give the same items everywhere."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    def propose(self, article: Article, lexicon: Lexicon) -> Extraction: ...
