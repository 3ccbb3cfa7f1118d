"""Undo and redo: decisions that name a verdict. Nothing is ever taken out, so both outlive a restart and show in trails."""

from __future__ import annotations

from store.applying import write
from store.changes import VERDICTS, Changes, Verb
from store.database import Database
from store.errors import BadDecision
from store.ledger import compose
from store.targets import reviewer

_VERDICTS = ", ".join(f"'{verb}'" for verb in sorted(VERDICTS))
_TOGGLE = "(SELECT t.verb FROM decision t WHERE t.names = d.uid ORDER BY t.hlc DESC, t.uid DESC LIMIT 1)"


def undo(db: Database, *, by: str) -> Changes | None:
    """Take back the latest verdict that this reviewer made in this replica and that still stands; None when none does.

    Items decided again since by someone else stay as they are.
    """
    name = reviewer(by)
    with db.writing():
        rows = db.query(
            f"SELECT d.uid, d.verb FROM decision d WHERE d.replica = ? AND d.reviewer = ? AND d.verb IN ({_VERDICTS})"
            f" AND {_TOGGLE} IS NOT 'undo' ORDER BY d.seq DESC LIMIT 1",
            (db.replica, name),
        )
        return _toggle(db, "undo", *rows[0], by=name) if rows else None


def redo(db: Database, *, by: str) -> Changes | None:
    """Give back the verdict of their own that this reviewer undid last; None when none since their last new verdict."""
    name = reviewer(by)
    with db.writing():
        rows = db.query(
            "SELECT d.uid, d.verb FROM decision u JOIN decision d ON d.uid = u.names"
            " WHERE u.replica = ?1 AND u.reviewer = ?2 AND u.verb = 'undo' AND d.replica = ?1 AND d.reviewer = ?2"
            " AND u.uid = (SELECT t.uid FROM decision t WHERE t.names = d.uid ORDER BY t.hlc DESC, t.uid DESC LIMIT 1)"
            " AND u.seq > coalesce((SELECT v.seq FROM decision v WHERE v.replica = ?1 AND v.reviewer = ?2"
            f"   AND v.verb IN ({_VERDICTS}) ORDER BY v.seq DESC LIMIT 1), 0)"
            " ORDER BY u.seq DESC LIMIT 1",
            (db.replica, name),
        )
        return _toggle(db, "redo", *rows[0], by=name) if rows else None


def withdraw(db: Database, decision: bytes, *, by: str) -> Changes:
    """Take back this verdict of this replica. Raises BadDecision for another's, no verdict, or one taken back already."""
    return _named(db, "undo", decision, by=by)


def restore(db: Database, decision: bytes, *, by: str) -> Changes:
    """Give back this verdict of this replica. Raises BadDecision for another's, no verdict, or one that stands."""
    return _named(db, "redo", decision, by=by)


def _named(db: Database, verb: Verb, decision: bytes, *, by: str) -> Changes:
    name = reviewer(by)
    with db.writing():
        rows = db.query(f"SELECT d.verb, d.replica, {_TOGGLE} FROM decision d WHERE d.uid = ?", (decision,))
        if not rows:
            raise BadDecision(f"no decision {decision.hex()} here")
        named, replica, toggle = rows[0]
        if named not in VERDICTS:
            raise BadDecision(f"decision {decision.hex()} is a {named}: only verdicts are undone and redone")
        if replica != db.replica:
            raise BadDecision(f"decision {decision.hex()} was made in another store: only that one undoes it")
        if (toggle == "undo") == (verb == "undo"):
            raise BadDecision(f"decision {decision.hex()} is {'undone' if verb == 'undo' else 'in force'} already")
        return _toggle(db, verb, decision, named, by=name)


def _toggle(db: Database, verb: Verb, decision: bytes, named: Verb, *, by: str) -> Changes:
    record = compose(db, verb, by=by, names=decision)
    moved = write(db, record)
    items = dict.fromkeys(
        [
            *(
                row[0]
                for row in db.query(
                    "SELECT e.item FROM effect e JOIN decision d ON d.n = e.decision WHERE d.uid = ?", (decision,)
                )
            ),
            *moved.items,
        ]
    )
    return Changes(verb, record.uid, tuple(moved.articles), tuple(items), undone=named)
