"""The verdicts: accept, reject, edit, add, adjudicate. Each is one transaction and one decision."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from store import targets
from store.applying import write
from store.changes import Changes, Verb
from store.database import Database
from store.errors import BadDecision
from store.identity import argument_uid, item_uid
from store.ledger import KEPT, REJECTED, Effect, compose
from store.refold import COLUMNS, Line, line, marks, slices
from store.targets import canonical, having_seen, keeping, of_kind, reviewer, undisputed
from store.values import ArgumentValue, Value, from_json, kind_of, to_json


def accept(db: Database, items: Sequence[bytes], *, by: str) -> Changes:
    """Keep these items as they are shown. An event covers its open arguments, not the mentions they point at.

    Raises UnknownItem, BadDecision.
    """
    name = reviewer(by)
    with db.writing():
        found = targets.items(db, items)
        undisputed(found)
        covered = _arguments(db, found, "status = 'open'")
        return _decide(db, "accept", name, [keeping(item, item.shown) for item in _once(found, covered)])


def reject(db: Database, items: Sequence[bytes], *, by: str) -> Changes:
    """Reject these items; with an event its arguments, with a mention the arguments that it fills.

    Raises UnknownItem, BadDecision.
    """
    name = reviewer(by)
    with db.writing():
        found = targets.items(db, items)
        undisputed(found)
        touched = "status IN ('open', 'aside', 'accepted', 'edited')"
        covered = _arguments(db, found, touched) + _filled(db, found, touched)
        return _decide(db, "reject", name, [Effect(item.uid, REJECTED, None) for item in _once(found, covered)])


def edit(db: Database, item: bytes, value: Value, *, by: str) -> Changes:
    """Keep an item with this value. Raises UnknownItem; BadDecision for a value that does not fit the article."""
    return edit_many(db, {item: value}, by=by)


def edit_many(db: Database, values: Mapping[bytes, Value], *, by: str) -> Changes:
    """Keep several items, each with its value: one decision, one undo. Raises as `edit`."""
    name = reviewer(by)
    with db.writing():
        effects: dict[bytes, Effect] = {}
        for uid, value in values.items():
            [item] = targets.items(db, [uid])
            undisputed([item])
            of_kind(item, value)
            effects[item.uid] = keeping(item, to_json(canonical(db, item.article, value)))
        if not effects:
            raise BadDecision("no item is named")
        return _decide(db, "edit", name, list(effects.values()))


def add(db: Database, article: int, value: Value, *, by: str, event: bytes | None = None) -> Changes:
    """Add what the machine missed; `Changes.items[0]` is the item's id. An argument needs its `event`.

    Where an item with this id, or one that reviewers moved to this place, exists, it is edited. Raises UnknownArticle,
    UnknownItem for the event, BadDecision.
    """
    name = reviewer(by)
    with db.writing():
        uid, _ = targets.article(db, article)
        value = canonical(db, article, value)
        text = to_json(value)
        if isinstance(value, ArgumentValue):
            if event is None:
                raise BadDecision("an argument needs the event that it belongs to")
            [above] = targets.items(db, [event])
            if above.kind != "event" or above.article != article:
                raise BadDecision(f"{event.hex()} is no event of this article")
            new = argument_uid(above.uid, value.role, value.start, value.end)
            payload = json.dumps({"event": above.uid.hex()}, separators=(",", ":"))
        else:
            if event is not None:
                raise BadDecision("only an argument belongs to an event")
            new, payload = item_uid(uid, kind_of(value), value.start, value.end), ""
        there = _there(db, article, new, value)
        if there:
            undisputed([there])
            return _decide(db, "edit", name, [keeping(there, text)])
        return _decide(db, "add", name, [Effect(new, KEPT, text)], names=uid, payload=payload)


def _there(db: Database, article: int, uid: bytes, value: Value) -> Line | None:
    """Return the item that an addition would be made a second time."""
    rows = db.query(f"SELECT {COLUMNS} FROM item WHERE uid = ?", (uid,))
    if not rows and not isinstance(value, ArgumentValue):
        rows = db.query(
            f"SELECT {COLUMNS} FROM item WHERE article = ? AND kind = ? AND first = ? AND last = ?"
            " AND status IN ('accepted', 'edited') ORDER BY uid LIMIT 1",
            (article, kind_of(value), value.start, value.end),
        )
    return line(rows[0]) if rows else None


def adjudicate(db: Database, item: bytes, value: Value | None, *, by: str) -> Changes:
    """Settle an item on which reviewers differ: keep it with this value, or None to reject it.

    Raises UnknownItem, BadDecision.
    """
    name = reviewer(by)
    with db.writing():
        [found] = targets.items(db, [item])
        if value is None:
            return _decide(db, "adjudicate", name, [Effect(found.uid, REJECTED, None)])
        of_kind(found, value)
        text = to_json(canonical(db, found.article, value))
        return _decide(db, "adjudicate", name, [keeping(found, text)])


def _decide(
    db: Database,
    verb: Verb,
    by: str,
    effects: Sequence[Effect],
    *,
    names: bytes | None = None,
    payload: str = "",
) -> Changes:
    seen = having_seen(db, effects)
    record = compose(db, verb, by=by, names=names, payload=payload, effects=seen)
    moved = write(db, record)
    items = dict.fromkeys([*(effect.item for effect in effects), *moved.items])
    return Changes(verb, record.uid, tuple(moved.articles), tuple(items))


def _once(named: Sequence[Line], covered: Sequence[Line]) -> list[Line]:
    return list({item.uid: item for item in (*named, *covered)}.values())


def _arguments(db: Database, named: Sequence[Line], where: str) -> list[Line]:
    events = [item.n for item in named if item.kind == "event"]
    return [
        line(row)
        for part in slices(events)
        for row in db.query(f"SELECT {COLUMNS} FROM item WHERE event IN ({marks(part)}) AND {where} ORDER BY n", part)
    ]


def _filled(db: Database, named: Sequence[Line], where: str) -> list[Line]:
    """Return the arguments that these mentions fill, as they are shown."""
    mentions = {item.uid for item in named if item.kind == "mention"}
    if not mentions:
        return []
    found = []
    for article in dict.fromkeys(item.article for item in named if item.kind == "mention"):
        for row in db.query(
            f"SELECT {COLUMNS} FROM item WHERE article = ? AND kind = 'argument' AND {where}", (article,)
        ):
            value = from_json(line(row).shown)
            if isinstance(value, ArgumentValue) and value.mention in mentions:
                found.append(line(row))
    return sorted(found, key=lambda item: item.n)
