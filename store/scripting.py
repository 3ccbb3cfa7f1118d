"""A script's verdict: one JSON object, the same decisions as a key in the app makes.

{"verb": "accept", "item": "<hex>", "by": "name"}             also "items": ["<hex>", ...]; reject likewise
{"verb": "edit", "item": "<hex>", "value": {"type": "ORG"}}   fields left out stay as they are shown
{"verb": "add", "article": "<hex>", "value": {...}}           an argument: also "event": "<hex>"
{"verb": "adjudicate", "item": "<hex>", "value": {...}}       "value": null rejects
{"verb": "undo"}, {"verb": "redo"}                            "decision": "<hex>" names one
{"verb": "note", "item" or "article": "<hex>", "text": "..."}; flag and unflag without text
{"verb": "finish", "article": "<hex>"}
{"verb": "date", "article": "<hex>", "date": "2021-03-14"}    null: asked and skipped
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from store import articles, items, remarks, undoing, verdicts
from store.changes import Changes
from store.database import Database
from store.errors import BadDecision
from store.values import Value, from_plain, plain, uid_of

Fields = Mapping[str, object]


def decide(db: Database, record: Mapping[str, object], *, by: str = "") -> Changes:
    """Do what this object says; `by` is who decides where it does not say.

    Raises UnknownItem, UnknownArticle, and BadDecision, in one line, for anything else that is wrong with it.
    """
    if not isinstance(record, Mapping):
        raise BadDecision("a decision is a JSON object")
    if "verb" not in record:
        raise BadDecision(f"needs a 'verb': one of {', '.join(_ACTS)}")
    verb = record["verb"]
    act, known = _ACTS.get(verb, (None, "")) if isinstance(verb, str) else (None, "")
    if act is None:
        raise BadDecision(f"there is no verb {str(verb)[:40]!r}; there are {', '.join(_ACTS)}")
    for key in record:
        if key not in ("verb", "by", *known.split()):
            raise BadDecision(
                f"{verb} takes no field {str(key)[:40]!r}; it takes {', '.join(['verb', 'by', *known.split()])}"
            )
    who = record.get("by", by)
    if not isinstance(who, str):
        raise BadDecision("'by' must be text")
    return act(db, record, who)


def _several(record: Fields) -> list[bytes]:
    named = record.get("items")
    if named is None:
        return [uid_of(record.get("item"))]
    if not isinstance(named, list) or "item" in record:
        raise BadDecision("name one item as 'item', or a list of them as 'items'")
    return [uid_of(one) for one in named]


def _value(record: Fields) -> Fields:
    found = record.get("value")
    if not isinstance(found, Mapping):
        raise BadDecision("'value' must be a JSON object")
    return found


def _changed(db: Database, uid: bytes, fields: Fields) -> Value:
    """Return the item's value as shown, with these fields in place of its own."""
    shown = items.read(db, uid).value
    merged = {**plain(shown), **fields}
    # New edges mean another filler, unless it is named as well.
    if "role" in merged and ("start" in fields or "end" in fields) and "mention" not in fields:
        merged["mention"] = None
    return from_plain(merged)


def _added(db: Database, article: int, fields: Fields) -> Value:
    """Return the value of an addition; a mention without a name is called what the text says there."""
    start, end = fields.get("start"), fields.get("end")
    if not {"name", "role", "modality"} & fields.keys() and type(start) is int and type(end) is int:
        quote = " ".join(articles.read(db, article).article.body[max(0, start) : max(0, end)].split())
        fields = {**fields, "name": quote}
    return from_plain(fields)


def _article(db: Database, record: Fields) -> int:
    named = record.get("article")
    if not isinstance(named, str):
        raise BadDecision("'article' must be an article's id, as text")
    return articles.find(db, named)


def _text(record: Fields, key: str) -> str:
    found = record.get(key)
    if not isinstance(found, str):
        raise BadDecision(f"{key!r} must be text")
    return found


def _edit(db: Database, record: Fields, by: str) -> Changes:
    uid = uid_of(record.get("item"))
    return verdicts.edit(db, uid, _changed(db, uid, _value(record)), by=by)


def _add(db: Database, record: Fields, by: str) -> Changes:
    article = _article(db, record)
    event = uid_of(record["event"]) if record.get("event") is not None else None
    return verdicts.add(db, article, _added(db, article, _value(record)), by=by, event=event)


def _adjudicate(db: Database, record: Fields, by: str) -> Changes:
    uid = uid_of(record.get("item"))
    if "value" not in record:
        raise BadDecision("adjudicate needs a 'value'; null rejects")
    value = None if record["value"] is None else _changed(db, uid, _value(record))
    return verdicts.adjudicate(db, uid, value, by=by)


def _toggle(
    record: Fields,
    by: str,
    *,
    named: Callable[[bytes], Changes],
    latest: Callable[[], Changes | None],
) -> Changes:
    if "decision" in record:
        return named(uid_of(record["decision"]))
    changes = latest()
    if changes is None:
        raise BadDecision(f"{by or 'this reviewer'} has nothing to {record['verb']} in this store")
    return changes


def _undo(db: Database, record: Fields, by: str) -> Changes:
    return _toggle(
        record,
        by,
        named=lambda decision: undoing.withdraw(db, decision, by=by),
        latest=lambda: undoing.undo(db, by=by),
    )


def _redo(db: Database, record: Fields, by: str) -> Changes:
    return _toggle(
        record,
        by,
        named=lambda decision: undoing.restore(db, decision, by=by),
        latest=lambda: undoing.redo(db, by=by),
    )


def _subject(db: Database, record: Fields) -> tuple[bytes | None, int | None]:
    if ("item" in record) == ("article" in record):
        raise BadDecision(f"{record['verb']} needs an 'item' or an 'article', one of them")
    return (uid_of(record["item"]), None) if "item" in record else (None, _article(db, record))


def _note(db: Database, record: Fields, by: str) -> Changes:
    item, article = _subject(db, record)
    return remarks.note(db, item=item, article=article, text=_text(record, "text"), by=by)


def _flag(db: Database, record: Fields, by: str) -> Changes:
    item, article = _subject(db, record)
    return (remarks.flag if record["verb"] == "flag" else remarks.unflag)(db, item=item, article=article, by=by)


def _date(db: Database, record: Fields, by: str) -> Changes:
    if "date" not in record:
        raise BadDecision("date needs a 'date' as YYYY-MM-DD; null when it was asked and skipped")
    iso = None if record["date"] is None else _text(record, "date")
    return remarks.date(db, _article(db, record), iso, by=by)


_ACTS: Final[Mapping[str, tuple[Callable[[Database, Fields, str], Changes], str]]] = {
    "accept": (lambda db, record, by: verdicts.accept(db, _several(record), by=by), "item items"),
    "reject": (lambda db, record, by: verdicts.reject(db, _several(record), by=by), "item items"),
    "edit": (_edit, "item value"),
    "add": (_add, "article value event"),
    "adjudicate": (_adjudicate, "item value"),
    "undo": (_undo, "decision"),
    "redo": (_redo, "decision"),
    "note": (_note, "item article text"),
    "flag": (_flag, "item article"),
    "unflag": (_flag, "item article"),
    "finish": (lambda db, record, by: remarks.finish(db, _article(db, record), by=by), "article"),
    "date": (_date, "article date"),
}
"""Verb -> what does it, and the fields it takes."""
