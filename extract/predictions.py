"""The prediction JSON: one object an article, in the shape of a gold file, with confidences.

    {"id", "text_sha256", "entities": [{"id", "start", "end", "text", "type", "canonical", "confidence"}],   # DATE: "value", "precision"
     "events": [{"id", "type", "subtype", "trigger": {"start", "end", "text"},
                 "args": [{"role", "start", "end", "text", "confidence"}], "modality", "confidence"}]}

Offsets are code points into the body, half-open. A date's value is that of `docs/dates.md`, null where its words tell none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import PurePath

from extract.article import Article
from extract.date_values import timexes
from extract.document import Document
from extract.items import Event, Extraction

DATE = "DATE"
"""The entity type that has a value."""

JsonValue = str | int | float | None | list["JsonValue"] | dict[str, "JsonValue"]


def prediction(id: str, article: Article, extraction: Extraction) -> dict[str, JsonValue]:  # noqa: A002 - the format's own word
    """Return what an engine proposes for an article as plain JSON values."""
    body = article.body
    dates = [(mention.start, mention.end) for mention in extraction.mentions if mention.type == DATE]
    values = dict(zip(dates, date_fields(article, dates), strict=True))
    entities: list[JsonValue] = [
        {
            "id": f"e{number}",
            **_span(body, mention.start, mention.end),
            "type": mention.type,
            "canonical": mention.canonical,
            "confidence": round(mention.confidence, 3),
            **(values[mention.start, mention.end] if mention.type == DATE else {}),
        }
        for number, mention in enumerate(extraction.mentions, start=1)
    ]
    events: list[JsonValue] = [_event(body, number, event) for number, event in enumerate(extraction.events, start=1)]
    return {
        "id": id,
        "text_sha256": sha256(body.encode("utf-8", "surrogatepass")).hexdigest(),
        "entities": entities,
        "events": events,
    }


def date_fields(article: Article, spans: Sequence[tuple[int, int]]) -> list[dict[str, str | None]]:
    """Return `value` and `precision` of dates by their offsets, in the same order, against the article's own date."""
    # an article without dates need not be cut into tokens again
    found = timexes(Document(article), spans) if spans else []
    return [
        {"value": timex.value if timex else None, "precision": timex.precision if timex else None} for timex in found
    ]


def _event(body: str, number: int, event: Event) -> dict[str, JsonValue]:
    arguments: list[JsonValue] = [
        {
            "role": argument.role,
            **_span(body, argument.start, argument.end),
            "confidence": round(argument.confidence, 3),
        }
        for argument in event.arguments
    ]
    return {
        "id": f"v{number}",
        "type": event.type,
        "subtype": event.subtype,
        "trigger": dict(_span(body, event.start, event.end)),
        "args": arguments,
        "modality": event.modality,
        "confidence": round(event.confidence, 3),
    }


def _span(body: str, start: int, end: int) -> dict[str, JsonValue]:
    return {"start": start, "end": end, "text": body[start:end]}


def prediction_ids(sources: Iterable[tuple[str, str]]) -> list[str]:
    """Return one id for each (record id, file name or path), in the same order.

    The record's own id; else the file's name without its ending; else, where that would be said twice, the path. A
    second record of one path without an id gets its number: `path#2`.
    """
    listed = list(sources)
    short = [record or PurePath(name).stem or name for record, name in listed]
    repeated = {identifier for identifier, count in Counter(short).items() if count > 1}
    seen: Counter[str] = Counter()
    ids: list[str] = []
    for (record, name), identifier in zip(listed, short, strict=True):
        chosen = identifier
        if identifier in repeated:
            chosen = f"{name}#{record}" if record else name
        seen[chosen] += 1
        ids.append(chosen if seen[chosen] == 1 else f"{chosen}#{seen[chosen]}")
    return ids
