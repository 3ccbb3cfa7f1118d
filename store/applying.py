"""What a decision does once its rows are written, whether it was made here or came from elsewhere.

Every function runs inside `db.writing()`. All are safe to call in any order of arrival: each looks at all decisions
there are, not at the one that just came.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from store.changes import VERDICTS
from store.database import Database
from store.identity import argument_uid, item_uid
from store.ledger import Record, insert
from store.refold import marks, refold, slices
from store.values import ArgumentValue, from_json, kind_of


@dataclass(slots=True)
class Moved:
    """What moved so far; dicts for their order."""

    items: dict[bytes, None] = field(default_factory=dict)
    articles: dict[int, None] = field(default_factory=dict)


def write(db: Database, record: Record) -> Moved:
    """Write a decision and all that follows from it; return what moved."""
    insert(db.connection, record)
    moved = Moved()
    if record.verb in VERDICTS:
        touched = [effect.item for effect in record.effects]
        if record.verb == "add" and record.names:
            adopted = adopt(db, record.names)
            moved.items.update(dict.fromkeys(adopted))
            touched += adopted
        moved.items.update(dict.fromkeys(refold(db, touched)))
    elif record.verb in ("undo", "redo"):
        touched = [
            row[0]
            for row in db.query(
                "SELECT item FROM effect WHERE decision = (SELECT n FROM decision WHERE uid = ?)", (record.names,)
            )
        ]
        moved.items.update(dict.fromkeys(refold(db, touched)))
    elif record.names:
        mark_items(db, [record.names])
        mark_article(db, record.names)
        touched = [record.names]
    _name_articles(db, moved, [*touched, *moved.items])
    if record.verb not in VERDICTS and record.names:
        for (n,) in db.query("SELECT n FROM article WHERE uid = ?", (record.names,)):
            moved.articles[n] = None
        if record.verb in ("note", "flag", "unflag") and db.query("SELECT 1 FROM item WHERE uid = ?", (record.names,)):
            moved.items[record.names] = None
    return moved


def _name_articles(db: Database, moved: Moved, uids: Iterable[bytes]) -> None:
    for part in slices(dict.fromkeys(uids)):
        for (n,) in db.query(f"SELECT DISTINCT article FROM item WHERE uid IN ({marks(part)}) ORDER BY article", part):
            moved.articles[n] = None


def adopt(db: Database, article: bytes) -> list[bytes]:
    """Make the items that reviewers added to this article and that are not here yet; return the ids of what moved.

    An added item may wait for its article, an added argument for its event; both may come in any order.
    """
    rows = db.query("SELECT n FROM article WHERE uid = ?", (article,))
    if not rows:
        return []
    [(n,)] = rows
    made: list[bytes] = []
    waiting = db.query(
        "SELECT e.item, e.value, d.payload, i.n, i.value FROM decision d JOIN effect e ON e.decision = d.n"
        " LEFT JOIN item i ON i.uid = e.item"
        " WHERE d.names = ? AND d.verb = 'add' AND (i.n IS NULL"
        "   OR NOT EXISTS (SELECT 1 FROM found f WHERE f.item = i.n)) ORDER BY d.hlc, d.uid",
        (article,),
    )
    # In the order of the clock an event comes before its arguments.
    seen: set[bytes] = set()
    for uid, value, payload, there, first_value in waiting:
        if uid in seen:
            continue
        if there is None:
            if _make(db, n, article, uid=uid, text=value, payload=payload):
                made.append(uid)
                seen.add(uid)
            continue
        seen.add(uid)
        # Added in two stores: which came first must not hang on which arrived first.
        if value != first_value:
            db.connection.execute("UPDATE item SET value = ? WHERE n = ?", (value, there))
            made.append(uid)
    return made


def _make(db: Database, n: int, article: bytes, *, uid: bytes, text: str, payload: str) -> bool:
    """Make one added item if what it stands on is here. One whose id is not its own is never made."""
    value = from_json(text)
    event: int | None = None
    role: str | None = None
    if isinstance(value, ArgumentValue):
        above = bytes.fromhex(json.loads(payload)["event"])
        rows = db.query("SELECT n FROM item WHERE uid = ? AND kind = 'event' AND article = ?", (above, n))
        if not rows or uid != argument_uid(above, value.role, value.start, value.end):
            return False
        event, role = rows[0][0], value.role
    elif uid != item_uid(article, kind_of(value), value.start, value.end):
        return False
    db.connection.execute(
        'INSERT INTO item(uid, article, kind, start, "end", event, role, value, first, last, status)'
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'withdrawn')",
        (uid, n, kind_of(value), value.start, value.end, event, role, text, value.start, value.end),
    )
    mark_items(db, [uid])
    return True


def mark_items(db: Database, uids: Iterable[bytes]) -> None:
    """Bring the flags and latest notes of these items up to date."""
    for uid in uids:
        verb = _latest(db, uid, "'flag', 'unflag'", "verb")
        note = _latest(db, uid, "'note'", "payload")
        db.connection.execute(
            "UPDATE item SET flagged = ?1, note = ?2 WHERE uid = ?3 AND (flagged <> ?1 OR note <> ?2)",
            (int(verb == "flag"), json.loads(note)["text"] if note else "", uid),
        )


def mark_article(db: Database, uid: bytes) -> None:
    """Bring the flag, date and finished state of the article with this id, if it is here, up to date."""
    rows = db.query("SELECT n, flagged, finished, date FROM article WHERE uid = ?", (uid,))
    if not rows:
        return
    [(n, *old)] = rows
    date = _latest(db, uid, "'date'", "payload")
    new = [
        int(_latest(db, uid, "'flag', 'unflag'", "verb") == "flag"),
        int(_latest(db, uid, "'finish'", "verb") is not None),
        (json.loads(date)["date"] or "") if date else None,
    ]
    if new != old:
        db.connection.execute("UPDATE article SET flagged = ?, finished = ?, date = ? WHERE n = ?", (*new, n))


def _latest(db: Database, uid: bytes, verbs: str, column: str) -> str | None:
    rows = db.query(
        f"SELECT {column} FROM decision WHERE names = ? AND verb IN ({verbs}) ORDER BY hlc DESC, uid DESC LIMIT 1",
        (uid,),
    )
    return rows[0][0] if rows else None
