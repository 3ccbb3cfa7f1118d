"""What a verdict is aimed at: items looked up and checked before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from store.database import Database
from store.errors import BadDecision, UnknownArticle, UnknownItem
from store.fold import heads
from store.ledger import CHANGED, KEPT, Effect
from store.refold import Line, lines, span, told
from store.values import ArgumentValue, MentionValue, Value, fault, from_json, kind_of, tidy

MAX_REVIEWER: Final = 200
MAX_NOTE: Final = 10_000


def reviewer(by: str) -> str:
    """Return the reviewer's name as it is kept. Raises BadDecision for none, or one that no line can hold."""
    name = " ".join(by.split())
    if not name or len(name) > MAX_REVIEWER or not name.isprintable():
        raise BadDecision(f"who decides must be a name of 1 to {MAX_REVIEWER} printable characters")
    return name


def note_text(text: str) -> str:
    """Return a note as it is kept. Raises BadDecision for one too long, or that UTF-8 can't hold."""
    if len(text) > MAX_NOTE:
        raise BadDecision(f"a note has at most {MAX_NOTE} characters, this one has {len(text)}")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadDecision("half of a UTF-16 pair stands alone in the note") from error
    return text


def items(db: Database, uids: Iterable[bytes]) -> list[Line]:
    """Return the rows of these items, each once; of an alias, the item that it is.

    Raises UnknownItem, and BadDecision for none at all.
    """
    asked = list(dict.fromkeys(uids))
    found = lines(db, asked)
    for uid in asked:
        if uid not in found:
            raise UnknownItem(f"{db.path}: no item {uid.hex()} here")
    if not found:
        raise BadDecision("no item is named")
    if any(item.status == "aside" for item in found.values()):
        stand_for = [
            (db.query("SELECT item FROM alias WHERE uid = ?", (uid,)) or [(uid,)])[0][0]
            if item.status == "aside"
            else uid
            for uid, item in found.items()
        ]
        found = lines(db, stand_for)
    return list(found.values())


def undisputed(found: Sequence[Line]) -> None:
    """Raise BadDecision where one of these is in conflict: a plain verdict would let one side win unseen."""
    for item in found:
        if item.status == "conflict":
            raise BadDecision(f"reviewers differ on item {item.uid.hex()}: adjudicate it")


def article(db: Database, n: int) -> tuple[bytes, int]:
    """Return an article's id and the length of its body. Raises UnknownArticle."""
    rows = db.query("SELECT a.uid, b.text FROM article a JOIN body b ON b.article = a.n WHERE a.n = ?", (n,))
    if not rows:
        raise UnknownArticle(f"{db.path}: no article {n} here")
    uid, text = rows[0]
    return uid, len(text)


def canonical(db: Database, n: int, value: Value) -> Value:
    """Return a value as it is kept: an argument that a mention fills takes that mention's first span.

    Else two reviewers who mean the same filler would differ when one of them moved its edges. A name's spaces are single.
    Raises BadDecision.
    """
    if isinstance(value, ArgumentValue) and value.mention is not None:
        filler = lines(db, [value.mention]).get(value.mention)
        if filler is None or filler.article != n or filler.kind != "mention":
            raise BadDecision(f"{value.mention.hex()} is no mention of this article")
        start, end = span(from_json(filler.value))
        value = replace(value, start=start, end=end)
    if isinstance(value, MentionValue):
        value = replace(value, name=tidy(value.name))
    _, length = article(db, n)
    if wrong := fault(value, length, db.types):
        raise BadDecision(wrong)
    return value


def of_kind(item: Line, value: Value) -> None:
    """Raise BadDecision where a value is not one for this item."""
    if kind_of(value) != item.kind:
        raise BadDecision(f"item {item.uid.hex()} is of kind {item.kind}; the value is one of {kind_of(value)}")


def keeping(item: Line, text: str) -> Effect:
    """Return the effect of keeping an item with this value."""
    return Effect(item.uid, KEPT if text == item.value else CHANGED, text)


def having_seen(db: Database, effects: Sequence[Effect]) -> list[Effect]:
    """Return the effects with the verdicts that stand now as seen."""
    verdicts = told(db, [effect.item for effect in effects])
    return [
        replace(effect, saw=tuple(sorted(verdict.uid for verdict in heads(verdicts[effect.item]))))
        if effect.item in verdicts
        else effect
        for effect in effects
    ]
