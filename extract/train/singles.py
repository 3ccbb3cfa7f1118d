"""Events of the raw news that were marked one by one, of which `single_marks.jsonl.xz` holds where they stand.

They were drawn mostly where an earlier model of modality was in doubt, so that far more of them are denied, yet to come
or only thought of than in news; a reader said of each what it is told as, or that the word is no such event. What is
stored is the hash of the article, the offsets of the word, the type of event and what was said; never a word of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from extract.article import Article
from extract.document import Document
from extract.train.marks import marks

MARKS = Path(__file__).parent / "single_marks.jsonl.xz"


class Single(NamedTuple):
    """A word that an engine took for an event."""

    start: int
    end: int
    type: str
    modality: str | None
    """None where it is no event of this type."""


def singles(texts: Iterable[str], stored: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Document, list[Single]]]:
    """Yield those of `texts` that hold marked words, with these; a text is told by its hash with a line feed at its end."""
    wanted = {one["sha256"]: one["events"] for one in stored}
    for text in texts:
        body = text.strip() + "\n"
        events = wanted.pop(sha256(body.encode("utf-8")).hexdigest(), None)
        if events:
            yield Document(Article(body)), [Single(*event) for event in events]


_RUN = 7
_SHARED = 0.01
"""Least share of an article's runs of words that makes it another's near copy: agencies' texts run in many papers."""


def apart(
    marked: Iterable[tuple[Document, list[Single]]], documents: Iterable[Document]
) -> Iterator[tuple[Document, list[Single]]]:
    """Yield those of `marked` that are no near copy of any of `documents`: what is tried on these must not have seen them."""
    seen: set[str] = set()
    for document in documents:
        seen |= _runs(document)
    for document, events in marked:
        runs = _runs(document)
        if sum(run in seen for run in runs) <= _SHARED * len(runs):
            yield document, events


def _runs(document: Document) -> set[str]:
    words = [norm for norm, token in zip(document.norms, document.tokens, strict=True) if token.kind != "mark"]
    return {" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}


def stored_singles(path: Path = MARKS) -> Iterator[dict[str, Any]]:
    """Yield what is stored, an article a time: `sha256`, and `events` as lists of a Single's values."""
    return marks(path)
