"""Decisions as they are kept: append-only rows, hash-chained per replica, each with its effects.

A decision's id covers all that it says, so two stores that hold the same decision hold the same id; `prev` ties it to
the one before it in its replica. This module writes and reads rows; what they do to items is `store.refold`'s business.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from store.changes import Verb
from store.database import Database, Row
from store.errors import BadDecision
from store.identity import digest, number

REJECTED: Final = 0
KEPT: Final = 1
"""Kept as the machine proposed it, or as it was added."""
CHANGED: Final = 2
"""Kept with another value."""

Outcome = int


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision says of one item."""

    item: bytes
    outcome: Outcome
    value: str | None
    """Canonical text of the value; None when rejected."""
    saw: tuple[bytes, ...] = ()
    """The item's head verdicts when this was decided, sorted."""


@dataclass(frozen=True, slots=True)
class Record:
    """A decision as it travels between stores."""

    uid: bytes
    replica: bytes
    seq: int
    """1, 2, 3 ... in its replica."""
    prev: bytes | None
    hlc: int
    """Hybrid logical clock: milliseconds since 1970, times 65,536, plus a count."""
    wall: str
    """What the clock on the wall said, ISO, UTC: for people; nothing is ordered by it."""
    reviewer: str
    verb: Verb
    names: bytes | None
    payload: str
    """Canonical JSON of what else the verb says; empty for most."""
    effects: tuple[Effect, ...]
    """Sorted by item."""


def identify(record: Record) -> bytes:
    """Return the id that a decision must have, from everything else it says."""
    effects = [
        digest(
            "effect1",
            effect.item,
            number(effect.outcome),
            b"" if effect.value is None else effect.value.encode(),
            b"".join(effect.saw),
        )
        for effect in record.effects
    ]
    return digest(
        "decision1",
        record.replica,
        number(record.seq),
        record.prev or b"",
        number(record.hlc),
        record.wall.encode(),
        record.reviewer.encode(),
        record.verb.encode(),
        record.names or b"",
        record.payload.encode(),
        b"".join(effects),
    )


def compose(
    db: Database,
    verb: Verb,
    *,
    by: str,
    names: bytes | None = None,
    payload: str = "",
    effects: Sequence[Effect] = (),
) -> Record:
    """Return the next decision of this replica, not yet written. Call it inside `db.writing()`."""
    [(clock,)] = db.query("SELECT hlc FROM this")
    last = db.query("SELECT seq, uid, hlc FROM decision WHERE replica = ? ORDER BY seq DESC LIMIT 1", (db.replica,))
    seq, prev, before = last[0] if last else (0, None, 0)
    now = db.now()
    draft = Record(
        uid=b"",
        replica=db.replica,
        seq=seq + 1,
        prev=prev,
        hlc=max(now << 16, clock + 1, before + 1),
        wall=datetime.fromtimestamp(now / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        reviewer=by,
        verb=verb,
        names=names,
        payload=payload,
        effects=tuple(sorted(effects, key=lambda effect: effect.item)),
    )
    return replace(draft, uid=identify(draft))


def insert(connection: sqlite3.Connection, record: Record) -> int:
    """Write a decision's rows and return its number."""
    n = connection.execute(
        "INSERT INTO decision(uid, replica, seq, prev, hlc, wall, reviewer, verb, names, payload)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record.uid,
            record.replica,
            record.seq,
            record.prev,
            record.hlc,
            record.wall,
            record.reviewer,
            record.verb,
            record.names,
            record.payload,
        ),
    ).lastrowid
    assert n is not None
    if record.effects:
        connection.executemany(
            "INSERT INTO effect(decision, item, outcome, value) VALUES(?, ?, ?, ?)",
            [(n, effect.item, effect.outcome, effect.value) for effect in record.effects],
        )
    if seen := [(effect.item, record.uid, parent) for effect in record.effects for parent in effect.saw]:
        connection.executemany("INSERT INTO saw(item, decision, parent) VALUES(?, ?, ?)", seen)
    return n


_COLUMNS = "n, uid, replica, seq, prev, hlc, wall, reviewer, verb, names, payload"


def fetch(db: Database, uid: bytes) -> Record:
    """Return one decision with its effects. Raises BadDecision where there is none."""
    rows = db.query(f"SELECT {_COLUMNS} FROM decision WHERE uid = ?", (uid,))
    if not rows:
        raise BadDecision(f"{db.path}: no decision {uid.hex()} here")
    return _record(db, rows[0])


def records(db: Database) -> Iterator[Record]:
    """Yield every decision in the store, in the order in which they came in."""
    after = 0
    while rows := db.query(f"SELECT {_COLUMNS} FROM decision WHERE n > ? ORDER BY n LIMIT 500", (after,)):
        for row in rows:
            yield _record(db, row)
        after = rows[-1][0]


def _record(db: Database, row: Row) -> Record:
    n, uid, replica, seq, prev, hlc, wall, reviewer, verb, names, payload = row
    saw: dict[bytes, list[bytes]] = {}
    effects = db.query("SELECT item, outcome, value FROM effect WHERE decision = ? ORDER BY item", (n,))
    if effects:
        for item, parent in db.query(
            "SELECT item, parent FROM saw WHERE decision = ? AND item IN (SELECT item FROM effect WHERE decision = ?)"
            " ORDER BY item, parent",
            (uid, n),
        ):
            saw.setdefault(item, []).append(parent)
    told = tuple(Effect(item, outcome, value, tuple(saw.get(item, ()))) for item, outcome, value in effects)
    return Record(uid, replica, seq, prev, hlc, wall, reviewer, verb, names, payload, told)
