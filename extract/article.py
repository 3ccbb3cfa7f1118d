"""An article as loaded: its body, the parts of the body, its date, and where it came from.

Offsets are code points into `body`, half-open. `body` is what was decoded (BOM dropped, CRLF and CR turned to LF) and
is never changed after. This module holds values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

PartKind = Literal["title", "byline", "dateline", "body", "caption", "furniture"]
"""What a stretch of the body is. `furniture`: menus, "related" links, share buttons, repeated titles."""

DateOrigin = Literal["", "metadata", "text", "file name"]
"""Where an article's publication date was found; empty when none was."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the body, whole lines without the line end."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A text to find items in. The same body is the same article wherever it came from."""

    body: str
    parts: tuple[Part, ...] = ()
    """In order, not overlapping; every non-blank line of the body lies in exactly one."""
    title: str = ""
    """One line for lists: from metadata, else the first title part, else the first words of the body."""
    published: str = ""
    """ISO date (YYYY-MM-DD) or empty."""
    published_from: DateOrigin = ""


@dataclass(frozen=True, slots=True)
class Source:
    """How an article came to us: kept for each time it came."""

    name: str
    """File name, path or `-` for standard input, as a person would say it."""
    sha256: bytes
    """Of the bytes as read (of the record's own line for JSON Lines)."""
    encoding: str
    """Python's name of the codec that decoded it, with `+bom` when a mark was dropped."""
    reader: str
    """Reader and version, e.g. `text/1`, `html/1`, `jsonl/1`: for HTML the body depends on it."""
    record: str = ""
    """Identifier inside the file (a JSON Lines record's id), if it has one."""
    meta: Mapping[str, str] = field(default_factory=dict)
    """What the file said of it: url, source, author ... as text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One article read from bytes, with what a person should be told about it."""

    article: Article
    source: Source
    warnings: tuple[str, ...] = ()
