"""Articles with what reviewers kept in them, or what is still open, as plain JSON-ready objects.

Offsets are code points into `text`, half-open; `quote` is the text between them. What a date's words mean is worked out
when it is asked for, by whoever can: nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from extract.article import Article
from store import articles as stored
from store import items as stored_items
from store.database import Database
from store.items import Item
from store.values import ArgumentValue, EventValue, MentionValue

Json = dict[str, object]

_KEPT: Final = ("accepted", "edited")
DATE: Final = "DATE"
"""The entity type whose mentions carry `value` and `precision`."""

DateFields = Callable[[Article, Sequence[tuple[int, int]]], Sequence[Mapping[str, str | None]]]
"""Gives the fields of an article's dates by their spans: what `extract.predictions.date_fields` does."""


def undated(article: Article, spans: Sequence[tuple[int, int]]) -> Sequence[Mapping[str, str | None]]:  # noqa: ARG001 - a DateFields
    """Return no fields for any date."""
    return [{} for _ in spans]


def articles(
    db: Database,
    *,
    rejected: bool = False,
    finished_only: bool = False,
    open_items: bool = False,
    date_fields: DateFields = undated,
) -> Iterator[Json]:
    """Yield an object for every article that is finished or holds an item to show, in the order they were loaded.

    Kept items: status `accepted` or `edited`; with `rejected` also those, with `open_items` also `open` ones and those
    in `conflict`, all of them as they were proposed. `entities` are of kept mentions alone. An argument whose event is
    not there is left out. `date_fields` fills in what a date's words mean. Writes may happen in between.
    """
    statuses = {*_KEPT, *({"rejected"} if rejected else ()), *({"open", "conflict"} if open_items else ())}
    after = 0
    while rows := db.query("SELECT n, finished FROM article WHERE n > ? ORDER BY n LIMIT 200", (after,)):
        for n, finished in rows:
            if finished_only and not finished:
                continue
            shown = _article(db, n, statuses, date_fields)
            if finished or shown["mentions"] or shown["events"]:
                yield shown
        after = rows[-1][0]


def _article(db: Database, n: int, statuses: set[str], date_fields: DateFields) -> Json:
    article = stored.read(db, n)
    body = article.article.body
    found = [item for item in stored_items.of_article(db, n) if item.status in statuses]
    here = {item.uid for item in found}
    named = [(item, item.value) for item in found if isinstance(item.value, MentionValue)]
    dates = [(value.start, value.end) for _, value in named if value.type == DATE]
    fields = dict(zip(dates, date_fields(article.article, dates), strict=True))
    mentions = [
        {**_mention(item, value, body), **(fields[value.start, value.end] if value.type == DATE else {})}
        for item, value in named
    ]
    events: dict[bytes, Json] = {}
    arguments: dict[bytes, list[Json]] = {}
    for item in found:
        if isinstance(item.value, EventValue):
            events[item.uid] = _event(item, item.value, body, arguments.setdefault(item.uid, []))
        elif isinstance(item.value, ArgumentValue) and item.event in arguments:
            arguments[item.event].append(_argument(item, item.value, body, here))
    return {
        "id": article.uid.hex(),
        "title": article.article.title,
        "published": article.article.published,
        "finished": article.finished,
        "flagged": article.flagged,
        "text": body,
        "text_sha256": sha256(body.encode()).hexdigest(),
        "sources": [
            {
                "name": source.name,
                "sha256": source.sha256.hex(),
                "encoding": source.encoding,
                "reader": source.reader,
                "record": source.record,
                "meta": dict(source.meta),
            }
            for source in article.sources
        ],
        "notes": [{"text": note.text, "reviewer": note.reviewer, "time": note.wall} for note in article.notes],
        "mentions": mentions,
        "entities": _entities(found),
        "events": list(events.values()),
    }


def _entities(found: list[Item]) -> list[Json]:
    """Return the kept mentions by the name that they share, in the order in which the names first occur."""
    named: dict[str, list[Item]] = {}
    for item in found:
        if isinstance(item.value, MentionValue) and item.status in _KEPT:
            named.setdefault(item.value.name, []).append(item)
    return [
        {
            "name": name,
            "types": sorted({item.value.type for item in items if isinstance(item.value, MentionValue)}),
            "mentions": [item.uid.hex() for item in items],
        }
        for name, items in named.items()
    ]


def _judged(item: Item) -> Json:
    return {
        "status": item.status,
        "reviewer": item.reviewer,
        "time": item.decided,
        "engine": item.engine,
        "confidence": item.confidence,
        "flagged": item.flagged,
        "note": item.note,
    }


def _placed(start: int, end: int, body: str) -> Json:
    return {"start": start, "end": end, "quote": body[start:end]}


def _mention(item: Item, value: MentionValue, body: str) -> Json:
    return {
        "id": item.uid.hex(),
        **_placed(value.start, value.end, body),
        "type": value.type,
        "name": value.name,
        **_judged(item),
    }


def _event(item: Item, value: EventValue, body: str, arguments: list[Json]) -> Json:
    return {
        "id": item.uid.hex(),
        "type": value.type,
        "subtype": value.subtype,
        "modality": value.modality,
        "trigger": _placed(value.start, value.end, body),
        **_judged(item),
        "arguments": arguments,
    }


def _argument(item: Item, value: ArgumentValue, body: str, here: set[bytes]) -> Json:
    return {
        "id": item.uid.hex(),
        "role": value.role,
        **_placed(value.start, value.end, body),
        # A filler that is not kept itself is no id that a reader could look up.
        "mention": value.mention.hex() if value.mention in here and value.mention else None,
        **_judged(item),
    }
