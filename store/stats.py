"""How much there is, and how much of it is done: from counters kept by triggers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store import queue
from store.database import Database


@dataclass(frozen=True, slots=True)
class Stats:
    """The store in numbers."""

    articles: Mapping[queue.QueueStatus, int]
    items: Mapping[str, Mapping[str, int]]
    """Kind -> status -> how many; statuses that none has are left out."""
    reviewers: Mapping[str, Mapping[str, int]]
    """Reviewer -> verb -> how many decisions."""
    days: Mapping[str, int]
    """ISO day (UTC) -> how many decisions."""
    words: int
    """In all articles: runs of what is not space."""


def stats(db: Database) -> Stats:
    """Return the store's numbers."""
    items: dict[str, dict[str, int]] = {"mention": {}, "event": {}, "argument": {}}
    words = 0
    for kind, status, n in db.query("SELECT kind, status, n FROM tally ORDER BY kind, status"):
        if kind in items and n:
            items[kind][status] = n
        elif kind == "words":
            words = n
    reviewers: dict[str, dict[str, int]] = {}
    days: dict[str, int] = {}
    for reviewer, day, verb, n in db.query("SELECT reviewer, day, verb, n FROM effort ORDER BY reviewer, day, verb"):
        verbs = reviewers.setdefault(reviewer, {})
        verbs[verb] = verbs.get(verb, 0) + n
        days[day] = days.get(day, 0) + n
    return Stats(queue.counts(db), items, reviewers, dict(sorted(days.items())), words)
