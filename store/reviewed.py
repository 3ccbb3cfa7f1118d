"""The articles that reviewers are done with, as they left them: what a model can be fitted to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.article import Article
from store import articles
from store.database import Database
from store.values import MentionValue, from_json


@dataclass(frozen=True, slots=True)
class ReviewedArticle:
    """An article and its names."""

    uid: bytes
    article: Article
    names: tuple[tuple[int, int, str], ...]
    """Start, end, type of every name that was kept, in order."""
    corrections: int
    """Names that were edited, rejected or added."""


def reviewed(db: Database, most: int) -> Iterator[ReviewedArticle]:
    """Yield the articles that were finished, or of whose names each was decided; of very many the `most` latest.

    Not those on whose names reviewers differ.
    """
    rows = db.query(
        "SELECT a.n FROM article a WHERE a.conflicts = 0 AND (a.finished = 1 OR a.items > a.open)"
        " AND (a.finished = 1 OR NOT EXISTS"
        "   (SELECT 1 FROM item i WHERE i.article = a.n AND i.kind = 'mention' AND i.status = 'open')"
        "  AND EXISTS (SELECT 1 FROM item i WHERE i.article = a.n AND i.kind = 'mention'"
        "   AND i.status IN ('accepted', 'edited', 'rejected')))"
        " ORDER BY a.n DESC LIMIT ?",
        (most,),
    )
    for (n,) in reversed(rows):
        stored = articles.read(db, n)
        names: list[tuple[int, int, str]] = []
        corrections = 0
        for status, verdict, run in db.query(
            "SELECT status, verdict, run FROM item WHERE article = ? AND kind = 'mention'"
            " AND status IN ('accepted', 'edited', 'rejected') ORDER BY first, last",
            (n,),
        ):
            corrections += status != "accepted" or run is None
            value = from_json(verdict) if verdict else None
            if isinstance(value, MentionValue):
                names.append((value.start, value.end, value.type))
        yield ReviewedArticle(stored.uid, stored.article, tuple(names), corrections)
