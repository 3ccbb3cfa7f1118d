"""The articles to be reviewed: pages, counts and the next one, from counters and partial indexes.

No function here groups or counts over a table: with 4 million items that took 334 ms, a counter takes 0.02.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from store.database import Database, Row
from store.errors import UnknownArticle
from store.search import tries

QueueStatus = Literal["open", "ready", "done", "flagged", "conflict", "all"]
"""ready: nothing open, but not finished; done: nothing open and finished. flagged: the article or an item in it."""

_WHERE: Final[Mapping[QueueStatus, str]] = {
    "open": "a.open > 0",
    "ready": "a.open = 0 AND a.finished = 0",
    "done": "a.open = 0 AND a.finished = 1",
    "flagged": "(a.flagged = 1 OR a.flags > 0)",
    "conflict": "a.conflicts > 0",
    "all": "1",
}

_COLUMNS = (
    "a.n, a.uid, a.title, CASE WHEN a.date <> '' THEN a.date ELSE a.published END, a.words, a.open, a.items,"
    " a.flagged = 1 OR a.flags > 0, a.finished"
)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list."""

    n: int
    uid: bytes
    title: str
    published: str
    """ISO date or empty; the reviewers' date where they gave one."""
    words: int
    open: int
    """Items open or in conflict."""
    items: int
    """All items but those withdrawn and stale."""
    flagged: bool
    """The article or an item in it."""
    finished: bool
    status: Literal["open", "ready", "done"]


def page(
    db: Database, status: QueueStatus, *, search: str = "", after: int = 0, limit: int = 50
) -> tuple[ArticleRow, ...]:
    """Return the next articles of a queue after article `after`, by number.

    An empty search is none and finds all; one that holds no word (`*`) finds nothing.
    """
    if search.strip():
        sql = (
            f"SELECT {_COLUMNS} FROM search JOIN article a ON a.n = search.rowid"
            f" WHERE search MATCH ? AND search.rowid > ? AND {_WHERE[status]} ORDER BY search.rowid LIMIT ?"
        )
        rows = next((found for asked in tries(db, search) if (found := db.query(sql, (asked, after, limit)))), [])
    else:
        # Named, for the planner would rather walk the table from `after` on than trust a partial index.
        index = "" if status == "all" else f"INDEXED BY article_{status}"
        rows = db.query(
            f"SELECT {_COLUMNS} FROM article a {index} WHERE {_WHERE[status]} AND a.n > ? ORDER BY a.n LIMIT ?",
            (after, limit),
        )
    return tuple(_row(row) for row in rows)


def _row(row: Row) -> ArticleRow:
    n, uid, title, published, words, still_open, items, flagged, finished = row
    status: Literal["open", "ready", "done"] = "open" if still_open else "done" if finished else "ready"
    return ArticleRow(n, uid, title, published, words, still_open, items, bool(flagged), bool(finished), status)


def row(db: Database, n: int) -> ArticleRow:
    """Return one article's line. Raises UnknownArticle."""
    rows = db.query(f"SELECT {_COLUMNS} FROM article a WHERE a.n = ?", (n,))
    if not rows:
        raise UnknownArticle(f"{db.path}: no article {n} here")
    return _row(rows[0])


def counts(db: Database, *, search: str = "") -> Mapping[QueueStatus, int]:
    """Return how many articles each queue holds, of those that a search finds."""
    if search.strip():
        sums = ", ".join(f"coalesce(sum({_WHERE[status]}), 0)" for status in get_args(QueueStatus))
        sql = f"SELECT {sums} FROM search JOIN article a ON a.n = search.rowid WHERE search MATCH ?"
        none = (0,) * len(get_args(QueueStatus))
        found = next((row for asked in tries(db, search) if any(row := db.query(sql, (asked,))[0])), none)
        return dict(zip(get_args(QueueStatus), found, strict=True))
    tally: dict[str, int] = dict(db.query("SELECT status, n FROM tally WHERE kind = 'article'"))
    found_all = sum(tally.get(status, 0) for status in ("open", "ready", "done"))
    return {status: found_all if status == "all" else tally.get(status, 0) for status in get_args(QueueStatus)}


def next_open(db: Database, after: int) -> int | None:
    """Return the next article with something open, or not finished, after `after` and round to it; None if all are done."""
    sql = (
        "SELECT a.n FROM article a INDEXED BY article_left"
        " WHERE (a.open > 0 OR a.finished = 0) AND a.n > ? ORDER BY a.n LIMIT 1"
    )
    for start in (after, 0):
        if rows := db.query(sql, (start,)):
            number: int = rows[0][0]
            return number
    return None
