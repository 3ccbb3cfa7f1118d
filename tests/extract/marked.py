"""Texts with marks drawn in them: `وصل [إسماعيل سرحان|PERSON] إلى [بغداد|LOC]`, `{اعتقل|ARREST}`."""

from __future__ import annotations

import re

from extract.article import Article
from extract.builtin import Builtin
from extract.items import Event, Extraction, Lexicon

_NAME = re.compile(r"\[([^\[\]|]+)\|([A-Z_]+)\]")
_TRIGGER = re.compile(r"\{([^{}|]+)\|([A-Za-z_. ]+)\}")

ENGINE = Builtin()
NOTHING = Lexicon()


def plain(marked: str) -> str:
    """Return the text without marks."""
    return _TRIGGER.sub(r"\1", _NAME.sub(r"\1", marked))


def proposed(body: str, lexicon: Lexicon = NOTHING) -> Extraction:
    """Return what the engine proposes for a text."""
    return ENGINE.propose(Article(body), lexicon)


def with_names(body: str, lexicon: Lexicon = NOTHING) -> str:
    """Return the text with the engine's names drawn in it."""
    pieces: list[str] = []
    position = 0
    for mention in proposed(body, lexicon).mentions:
        pieces.append(body[position : mention.start])
        pieces.append(f"[{body[mention.start : mention.end]}|{mention.type}]")
        position = mention.end
    return "".join([*pieces, body[position:]])


def with_triggers(body: str) -> str:
    """Return the text with the engine's triggers drawn in it: type, subtype and modality where not asserted."""
    pieces: list[str] = []
    position = 0
    for event in proposed(body).events:
        pieces.append(body[position : event.start])
        pieces.append(f"{{{body[event.start : event.end]}|{label(event)}}}")
        position = event.end
    return "".join([*pieces, body[position:]])


def label(event: Event) -> str:
    """Return an event's kind as the tables write it: `KILL_INJURE.kill denied`."""
    kind = event.type if event.subtype is None else f"{event.type}.{event.subtype}"
    return kind if event.modality == "asserted" else f"{kind} {event.modality}"


def roles(body: str) -> list[str]:
    """Return every argument as `trigger role=filler`, in order."""
    return [
        f"{body[event.start : event.end]} {argument.role}={body[argument.start : argument.end]}"
        for event in proposed(body).events
        for argument in event.arguments
    ]
