"""Items as a reviewer sees them: what is proposed or decided, how sure the machine is, who said what and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from store.changes import Verb
from store.database import Database, Row
from store.errors import UnknownItem
from store.fold import Told
from store.fold import heads as head_verdicts
from store.refold import told
from store.values import ArgumentValue, EventValue, Kind, MentionValue, Value, from_json

Status = Literal["open", "accepted", "edited", "rejected", "conflict", "withdrawn", "aside", "stale"]


@dataclass(frozen=True, slots=True)
class Item:
    """One mention, event or argument as it stands."""

    uid: bytes
    article: int
    kind: Kind
    event: bytes | None
    """The event that an argument belongs to."""
    value: Value
    """As reviewers agree on it, else as proposed; an argument that a mention fills shows that mention's span."""
    proposed: Value
    """As the latest run has it, or as it was first added."""
    status: Status
    confidence: float
    """Of the run that proposed it; 1 for what a reviewer added."""
    reason: str
    engine: str
    """Empty for what a reviewer added."""
    reviewer: str
    """Of the head verdict; empty when there is none or they differ."""
    decided: str
    """When, ISO, UTC; likewise."""
    flagged: bool
    note: str
    """The latest; empty when there is none."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one decision said of an item."""

    decision: bytes
    verb: Verb
    reviewer: str
    wall: str
    value: Value | None
    """None when it rejects."""
    live: bool
    """False when it was undone."""


_SELECT = (
    "SELECT i.uid, i.article, i.kind, above.uid, i.value, i.verdict, i.status,"
    " coalesce(f.confidence, 1.0), coalesce(f.reason, ''), coalesce(r.engine, ''),"
    " coalesce(d.reviewer, ''), coalesce(d.wall, ''), i.flagged, i.note"
    " FROM item i LEFT JOIN item above ON above.n = i.event"
    " LEFT JOIN found f ON f.item = i.n AND f.run = i.run LEFT JOIN run r ON r.n = i.run"
    " LEFT JOIN decision d ON d.n = i.head"
)


def of_article(db: Database, n: int, *, include: Collection[Status] = ()) -> tuple[Item, ...]:
    """Return an article's items in reading order, each event directly followed by its arguments.

    Mentions and events by (start, end) as they stand; arguments in their event type's order of roles, then by start.
    Withdrawn ones only when `include` names them; stale ones stay where they were read, as rejected ones do. No items for
    an article that is not here.
    """
    left_out = {"withdrawn"}.difference(include)
    rows = [row for row in db.query(f"{_SELECT} WHERE i.article = ?", (n,)) if row[6] not in left_out]
    found = _shown(_item(row) for row in rows)
    arguments: dict[bytes | None, list[Item]] = {}
    for item in found:
        if item.kind == "argument":
            arguments.setdefault(item.event, []).append(item)
    ordered: list[Item] = []
    for item in sorted(
        (item for item in found if item.kind != "argument"),
        key=lambda item: (item.value.start, item.value.end, item.kind == "event", item.uid),
    ):
        ordered.append(item)
        if isinstance(item.value, EventValue):
            ordered += _by_role(db.types.roles_of(item.value.type), arguments.pop(item.uid, []))
    # Their event is left out: nothing may vanish from a list that was asked for all.
    for lonely in arguments.values():
        ordered += lonely
    return tuple(ordered)


def _by_role(roles: tuple[str, ...], arguments: list[Item]) -> list[Item]:
    order = {role: position for position, role in enumerate(roles)}

    def key(item: Item) -> tuple[int, int, bytes]:
        role = item.value.role if isinstance(item.value, ArgumentValue) else ""
        return order.get(role, len(order)), item.value.start, item.uid

    return sorted(arguments, key=key)


def read(db: Database, uid: bytes) -> Item:
    """Return one item. Raises UnknownItem."""
    rows = db.query(f"{_SELECT} WHERE i.uid = ?", (uid,))
    if not rows:
        raise UnknownItem(f"{db.path}: no item {uid.hex()} here")
    item = _item(rows[0])
    spans = {}
    if isinstance(item.value, ArgumentValue) and item.value.mention:
        spans = {row[0]: row[1:] for row in _spans(db, item.value.mention)}
    return _with_span(item, spans)


def _spans(db: Database, mention: bytes) -> list[Row]:
    return db.query("SELECT uid, first, last FROM item WHERE uid = ? AND kind = 'mention'", (mention,))


def _item(row: Row) -> Item:
    (uid, article, kind, event, value, verdict, status, confidence, reason, engine, reviewer, wall, flagged, note) = row
    proposed = from_json(value)
    shown = proposed if verdict is None else from_json(verdict)
    return Item(
        uid,
        article,
        kind,
        event,
        shown,
        proposed,
        status,
        confidence,
        reason,
        engine,
        reviewer,
        wall,
        bool(flagged),
        note,
    )


def _shown(items: Iterable[Item]) -> list[Item]:
    """Return the items of one article, arguments with the spans of the mentions that fill them."""
    found = list(items)
    spans = {item.uid: (item.value.start, item.value.end) for item in found if isinstance(item.value, MentionValue)}
    return [_with_span(item, spans) for item in found]


def _with_span(item: Item, spans: dict[bytes, tuple[int, int]]) -> Item:
    value = item.value
    if not isinstance(value, ArgumentValue) or value.mention is None or value.mention not in spans:
        return item
    start, end = spans[value.mention]
    if (value.start, value.end) == (start, end):
        return item
    return replace(item, value=replace(value, start=start, end=end))


def history(db: Database, uid: bytes) -> tuple[Verdict, ...]:
    """Return every verdict on an item, undone ones too, the oldest first. Raises UnknownItem."""
    _must_be(db, uid)
    verdicts = sorted(told(db, [uid]).get(uid, []), key=lambda verdict: (verdict.hlc, verdict.uid))
    return _verdicts(db, verdicts)


def heads(db: Database, uid: bytes) -> tuple[Verdict, ...]:
    """Return the verdicts that stand: one, several that agree, or those in conflict. Raises UnknownItem."""
    _must_be(db, uid)
    return _verdicts(db, head_verdicts(told(db, [uid]).get(uid, [])))


def _must_be(db: Database, uid: bytes) -> None:
    if not db.query("SELECT 1 FROM item WHERE uid = ?", (uid,)):
        raise UnknownItem(f"{db.path}: no item {uid.hex()} here")


def _verdicts(db: Database, verdicts: Iterable[Told]) -> tuple[Verdict, ...]:
    found = []
    for verdict in verdicts:
        [(reviewer, wall)] = db.query("SELECT reviewer, wall FROM decision WHERE n = ?", (verdict.n,))
        value = None if verdict.value is None else from_json(verdict.value)
        found.append(Verdict(verdict.uid, verdict.verb, reviewer, wall, value, verdict.live))
    return tuple(found)
