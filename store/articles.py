"""Articles as kept: a body that never changes, its parts, where it came from, and what reviewers said of it whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from extract.article import Article, Part, Reading, Source
from store.applying import adopt, mark_article
from store.changes import Changes
from store.database import Database
from store.errors import BadArticle, UnknownArticle
from store.identity import article_uid
from store.refold import refold
from store.search import index

AT_ONCE: Final = 64
"""Articles in one transaction of `add_many`."""
_LETTERS_AT_ONCE: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Added:
    """One article taken in."""

    n: int
    uid: bytes
    new: bool
    """False when its body, or its bytes under an older reader, were here already."""
    changes: Changes


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One way an article came."""

    name: str
    sha256: bytes
    encoding: str
    reader: str
    record: str
    meta: Mapping[str, str]
    wall: str
    """When, ISO, UTC."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a reviewer wrote beside an article."""

    text: str
    reviewer: str
    wall: str
    decision: bytes


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with everything known of it as a whole."""

    n: int
    uid: bytes
    article: Article
    """`published` is the reviewers' date where they gave one."""
    sources: tuple[SourceRow, ...]
    date_asked: bool
    """A reviewer gave the date, or skipped the question."""
    finished: bool
    flagged: bool
    """The article's own flag; its items have theirs."""
    notes: tuple[Note, ...]
    """Oldest first."""


def add(db: Database, reading: Reading) -> Added:
    """Keep an article. Raises BadArticle for a text that is empty or has lone surrogates."""
    return next(add_many(db, [reading]))


def add_many(db: Database, readings: Iterable[Reading]) -> Iterator[Added]:
    """Keep articles, many in one transaction; each is yielded after the commit that holds it.

    Raises BadArticle at the first that can't be kept, after yielding those before it.
    """
    batch: list[Reading] = []
    letters = 0
    for reading in readings:
        try:
            _check(reading)
        except BadArticle:
            yield from _keep(db, batch)
            raise
        batch.append(reading)
        letters += len(reading.article.body)
        if len(batch) >= AT_ONCE or letters >= _LETTERS_AT_ONCE:
            yield from _keep(db, batch)
            batch, letters = [], 0
    yield from _keep(db, batch)


def _check(reading: Reading) -> None:
    name = reading.source.name
    if not reading.article.body.strip():
        raise BadArticle(f"{name}: the text is empty")
    try:
        "".join(_texts(reading)).encode()
    except UnicodeEncodeError as error:
        raise BadArticle(f"{name}: half of a UTF-16 pair stands alone in the text; decode it again") from error


def _texts(reading: Reading) -> Iterator[str]:
    yield reading.article.body
    yield reading.article.title
    yield reading.source.record
    for key, value in reading.source.meta.items():
        yield key
        yield value


def _keep(db: Database, batch: list[Reading]) -> list[Added]:
    if not batch:
        return []
    wall = datetime.fromtimestamp(db.now() / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with db.writing():
        return [_keep_one(db, reading, wall) for reading in batch]


def _keep_one(db: Database, reading: Reading, wall: str) -> Added:
    article = reading.article
    # A file name that is no UTF-8 comes with lone surrogates.
    source = replace(reading.source, name=reading.source.name.encode(errors="backslashreplace").decode())
    uid = article_uid(article.body)
    rows = db.query("SELECT n FROM article WHERE uid = ?", (uid,)) or _known_bytes(db, source)
    moved: list[bytes] = []
    if rows:
        n: int = rows[0][0]
    else:
        n = _insert(db, uid, article)
        adopt(db, uid)
        # Verdicts may have come before the article they speak of.
        if db.query("SELECT 1 FROM decision WHERE names = ? LIMIT 1", (uid,)):
            mark_article(db, uid)
            moved = refold(db, [row[0] for row in db.query("SELECT uid FROM item WHERE article = ?", (n,))])
    came = _came(db, n, source)
    if not came:
        db.connection.execute(
            "INSERT INTO source(article, name, sha256, encoding, reader, record, meta, wall) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            (
                n,
                source.name,
                source.sha256,
                source.encoding,
                source.reader,
                source.record,
                json.dumps(dict(source.meta), ensure_ascii=False, sort_keys=True),
                wall,
            ),
        )
    [(uid,)] = db.query("SELECT uid FROM article WHERE n = ?", (n,))
    changed = () if rows and came else (n,)
    return Added(n, uid, not rows, Changes("load", None, changed, tuple(moved)))


def _insert(db: Database, uid: bytes, article: Article) -> int:
    title = " ".join(article.title.split())
    n = db.connection.execute(
        "INSERT INTO article(uid, title, published, published_from, words) VALUES(?, ?, ?, ?, ?)",
        (uid, title, article.published, article.published_from, len(article.body.split())),
    ).lastrowid
    assert n is not None
    parts = json.dumps([[part.kind, part.start, part.end] for part in article.parts], separators=(",", ":"))
    db.connection.execute("INSERT INTO body(article, text, parts) VALUES(?, ?, ?)", (n, article.body, parts))
    index(db, n, title, article.body)
    return n


def _known_bytes(db: Database, source: Source) -> list[tuple[int]]:
    """Return the article that these bytes gave under another version of the same reader, if they did.

    A newer reader may see another text in the same page; to the reviewer it is the article that is here already.
    """
    family = source.reader.partition("/")[0]
    return [
        (n,)
        for n, reader in db.query(
            "SELECT article, reader FROM source WHERE sha256 = ? AND record = ? AND encoding = ? ORDER BY n",
            (source.sha256, source.record, source.encoding),
        )
        if reader != source.reader and reader.partition("/")[0] == family
    ]


def _came(db: Database, n: int, source: Source) -> bool:
    return bool(
        db.query(
            "SELECT 1 FROM source WHERE article = ? AND sha256 = ? AND name = ? AND record = ?",
            (n, source.sha256, source.name, source.record),
        )
    )


def read(db: Database, n: int) -> StoredArticle:
    """Return an article. Raises UnknownArticle."""
    rows = db.query(
        "SELECT a.uid, a.title, a.published, a.published_from, a.date, a.finished, a.flagged, b.text, b.parts"
        " FROM article a JOIN body b ON b.article = a.n WHERE a.n = ?",
        (n,),
    )
    if not rows:
        raise UnknownArticle(f"{db.path}: no article {n} here")
    uid, title, published, published_from, date, finished, flagged, text, parts = rows[0]
    article = Article(
        body=text,
        parts=tuple(Part(kind, start, end) for kind, start, end in json.loads(parts)),
        title=title,
        published=published,
        published_from=published_from,
    )
    return StoredArticle(
        n=n,
        uid=uid,
        article=replace(article, published=date, published_from="") if date else article,
        sources=_sources(db, n),
        date_asked=date is not None,
        finished=bool(finished),
        flagged=bool(flagged),
        notes=tuple(
            Note(json.loads(payload)["text"], reviewer, wall, decision)
            for payload, reviewer, wall, decision in db.query(
                "SELECT payload, reviewer, wall, uid FROM decision WHERE names = ? AND verb = 'note' ORDER BY hlc, uid",
                (uid,),
            )
        ),
    )


def _sources(db: Database, n: int) -> tuple[SourceRow, ...]:
    return tuple(
        SourceRow(name, sha256, encoding, reader, record, json.loads(meta), wall)
        for name, sha256, encoding, reader, record, meta, wall in db.query(
            "SELECT name, sha256, encoding, reader, record, meta, wall FROM source WHERE article = ? ORDER BY n", (n,)
        )
    )


def find(db: Database, uid_prefix_hex: str) -> int:
    """Return the number of the one article whose id starts so. Raises UnknownArticle for none, or more than one."""
    prefix = uid_prefix_hex.lower()
    if not re.fullmatch(r"[0-9a-f]{1,32}", prefix):
        raise UnknownArticle(f"{db.path}: an article's id is up to 32 hexadecimal digits, not {uid_prefix_hex[:40]!r}")
    least, most = bytes.fromhex(prefix.ljust(32, "0")), bytes.fromhex(prefix.ljust(32, "f"))
    rows = db.query("SELECT n FROM article WHERE uid BETWEEN ? AND ? LIMIT 2", (least, most))
    if not rows:
        raise UnknownArticle(f"{db.path}: no article {prefix} here")
    if len(rows) > 1:
        raise UnknownArticle(f"{db.path}: more than one article starts with {prefix}; give more digits")
    number: int = rows[0][0]
    return number


def known(db: Database, sha256: bytes, record: str = "") -> int | None:
    """Return the article that these bytes gave before, None when they are new: what is known need not be read."""
    rows = db.query("SELECT article FROM source WHERE sha256 = ? AND record = ? ORDER BY n LIMIT 1", (sha256, record))
    return rows[0][0] if rows else None


def unproposed(db: Database) -> Iterator[int]:
    """Yield the articles that no run of any engine covered; writes may happen in between."""
    after = 0
    while rows := db.query(
        "SELECT n FROM article a WHERE n > ? AND NOT EXISTS (SELECT 1 FROM covered c WHERE c.article = a.n)"
        " ORDER BY n LIMIT 200",
        (after,),
    ):
        for (n,) in rows:
            yield n
        after = rows[-1][0]


def unextracted(db: Database, engine: str, version: str) -> Iterator[int]:
    """Yield the articles that no run of this engine and version covered; writes may happen in between."""
    after = 0
    while rows := db.query(
        "SELECT n FROM article a WHERE n > ? AND NOT EXISTS (SELECT 1 FROM covered c JOIN run r ON r.n = c.run"
        " WHERE c.article = a.n AND r.engine = ? AND r.version = ?) ORDER BY n LIMIT 200",
        (after, engine, version),
    ):
        for (n,) in rows:
            yield n
        after = rows[-1][0]
