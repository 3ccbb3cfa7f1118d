"""Decisions made elsewhere, taken in: in any order, any number of times, to the same end."""

from __future__ import annotations

from typing import Final

from store.applying import write
from store.changes import VERDICTS, Changes
from store.database import Database
from store.errors import BadDecision, Forked
from store.ledger import Record, identify
from store.values import from_json

_LONGEST: Final = 2**31
"""Code points: more than any body has."""
AHEAD: Final = (24 * 60 * 60 * 1000) << 16
"""How far another replica's clock may be ahead: a day. One far ahead would drag every clock along for good."""


def deliver(db: Database, record: Record) -> Changes | None:
    """Take in one decision and refold what it touches; None when it is here already.

    Raises BadDecision for one that is not what its id says, or whose clock is far ahead; Forked where another decision
    has its replica and number.
    """
    check(db, record)
    with db.writing():
        if db.query("SELECT 1 FROM decision WHERE uid = ?", (record.uid,)):
            return None
        rows = db.query("SELECT uid FROM decision WHERE replica = ? AND seq = ?", (record.replica, record.seq))
        if rows:
            raise Forked(
                f"{db.path}: decisions {rows[0][0].hex()} and {record.uid.hex()} are both number {record.seq} of replica"
                f" {record.replica.hex()}; a copied store was worked in"
            )
        db.connection.execute("UPDATE this SET hlc = max(hlc, ?)", (record.hlc,))
        moved = write(db, record)
        return Changes(record.verb, record.uid, tuple(moved.articles), tuple(moved.items))


def check(db: Database, record: Record) -> None:
    """Raise BadDecision for a decision that can't be what it claims."""
    named = f"decision {record.uid.hex()}"
    try:
        uid = identify(record)
    except (OverflowError, UnicodeEncodeError) as error:
        raise BadDecision(f"{named} holds what no decision can hold") from error
    if uid != record.uid:
        raise BadDecision(f"{named} was altered: its content has another id")
    if record.hlc <= 0 or record.hlc > (db.now() << 16) + AHEAD:
        raise BadDecision(f"{named} has a clock more than a day ahead; set the clocks right, then try again")
    if bool(record.effects) != (record.verb in VERDICTS):
        raise BadDecision(f"{named}: a {record.verb} with {len(record.effects)} effects")
    for effect in record.effects:
        if effect.value is None:
            continue
        value = from_json(effect.value)
        if not 0 <= value.start < value.end < _LONGEST:
            raise BadDecision(f"{named}: a span {value.start}..{value.end}")
