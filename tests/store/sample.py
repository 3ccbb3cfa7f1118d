"""Small stores to test with: an invented report, what an engine finds in it, and stores that live in memory."""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from hashlib import sha256
from pathlib import Path

from extract.article import Article, Part, Reading, Source
from extract.items import Argument, Event, Extraction, Mention
from store import articles, runs
from store.changes import Changes
from store.database import Database
from store.items import Item, Status, of_article
from store.lock import WriterLock
from store.migrations import migrate

MARKED = (
    "[سليم الوادي|PERSON] يصل إلى [بغداد|LOC]\n\n"
    "وصل [سليم الوادي|PERSON] أمين [حركة النخيل|ORG] إلى [بغداد|LOC] أمس.\n"
    "وقال ل[وكالة الرافد|ORG] إن هجوما استهدف [قاعدة السدرة|FAC] في [الموصل|LOC]."
)
"""Invented people and groups, real places; a name stands in brackets with its type."""


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text without its brackets, and (start, end, type) of what they held."""
    body = ""
    spans = []
    for text, name, kind in re.findall(r"([^\[]*)(?:\[([^|]*)\|([A-Z_]*)\])?", marked):
        body += text
        if name:
            spans.append((len(body), len(body) + len(name), kind))
            body += name
    return body, spans


BODY, NAMES = unmarked(MARKED)


def place(text: str, nth: int = 0) -> tuple[int, int]:
    """Return the span of the nth occurrence of a text in the sample."""
    start = -1
    for _ in range(nth + 1):
        start = BODY.index(text, start + 1)
    return start, start + len(text)


def reading(body: str = BODY, *, name: str = "a.txt", title: str = "سليم الوادي يصل إلى بغداد", **meta: str) -> Reading:
    """Return an article as the reader of text files would."""
    return Reading(
        Article(body=body, parts=(Part("title", 0, min(5, len(body))),), title=title),
        Source(name, sha256(body.encode(errors="surrogatepass")).digest(), "utf-8", "text/1", meta=meta),
    )


def extraction(engine: str = "builtin", version: str = "1") -> Extraction:
    """Return what the engine finds in the sample: eight mentions, two events with five arguments."""
    mentions = tuple(
        Mention(start, end, kind, BODY[start:end], 0.5 + place_ / 100, "list of names")
        for place_, (start, end, kind) in enumerate(NAMES)
    )
    arrived, attacked = place("وصل"), place("هجوما")
    return Extraction(
        engine,
        version,
        mentions,
        (
            Event(
                *arrived,
                "VISIT_TRAVEL",
                None,
                "asserted",
                (
                    Argument("location", *place("بغداد", 1), place("بغداد", 1), 0.8, "after إلى"),
                    Argument("actor", *place("سليم الوادي", 1), place("سليم الوادي", 1), 0.9, "after the verb"),
                    Argument("date", *place("أمس"), None, 0.7, "word of time"),
                ),
                0.75,
                "trigger list",
            ),
            Event(
                *attacked,
                "ATTACK",
                None,
                "asserted",
                (
                    Argument("target", *place("قاعدة السدرة"), place("قاعدة السدرة"), 0.6, "after the verb"),
                    Argument("location", *place("الموصل"), place("الموصل"), 0.6, "after في"),
                ),
                0.65,
                "trigger list",
            ),
        ),
    )


def second_opinion() -> Extraction:
    """Return another engine's run: names that overlap the first's, a trigger of its own, one event retyped."""
    wide, short = place("أمين حركة النخيل"), place("سليم", 1)
    return Extraction(
        "other",
        "1",
        (
            Mention(*short, "PERSON", "سليم", 0.4, "model"),
            Mention(*wide, "ORG", "أمين حركة النخيل", 0.3, "model"),
            Mention(*place("الموصل"), "FAC", "الموصل", 0.2, "model"),
        ),
        (
            Event(*place("استهدف"), "ATTACK", None, "asserted", (), 0.5, "model"),
            Event(
                *place("وصل"),
                "MEET",
                "meet",
                "future",
                (Argument("actor", *short, short, 0.4, "model"),),
                0.5,
                "model",
            ),
        ),
    )


@cache
def _template() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    migrate(connection)
    return connection


def in_memory(replica: bytes = b"r" * 16) -> Database:
    """Return an empty store that no disk holds, as replica `replica`, its clock standing at 14 March 2021."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _template().backup(connection)
    for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "recursive_triggers = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("UPDATE this SET replica = ?", (replica,))
    db = Database(Path("memory.db"), connection, WriterLock(-1))
    db.now = lambda: 1_615_716_000_000
    return db


def filled(db: Database) -> int:
    """Put the sample and what the engine finds in it into a store; return the article's number."""
    n = articles.add(db, reading()).n
    runs.keep(db, n, extraction())
    return n


def item(db: Database, n: int, text: str, nth: int = 0, *, kind: str = "mention") -> Item:
    """Return the nth item of a kind that says this text, or as an argument this role."""
    body = articles.read(db, n).article.body
    found = [
        each
        for each in of_article(db, n, include=("withdrawn", "stale"))
        if each.kind == kind and text in (body[each.value.start : each.value.end], getattr(each.value, "role", ""))
    ]
    return found[nth]


def statuses(db: Database, n: int, changes: Changes | None = None) -> dict[bytes, Status]:
    """Return every item's status, of those named by `changes` when it is given."""
    found = {each.uid: each.status for each in of_article(db, n, include=("withdrawn", "stale"))}
    return found if changes is None else {uid: found[uid] for uid in changes.items}
