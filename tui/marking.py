"""What each code point of an article looks like: its type, trigger, furniture; and what is current on top of it.

A mark is one int: the low bits say the entity type (0 none, 1 the first type of the table ...), the others are flags.
Pure: knows values, not widgets or colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.article import Part
from extract.ontology import Ontology
from store.items import Item
from store.values import EventValue, MentionValue

TYPE = 0x0F
"""Mask of the entity type's place in the table, counted from 1."""
TRIGGER = 0x10
DIM = 0x20
CURRENT = 0x40
"""The current item."""
FILLER = 0x80
"""Fills a role of the current event."""
CARET = 0x100
MARK = 0x200
"""The drawn mark of a character that is not sent."""
SELECTED = 0x400
EDGE = 0x800
"""The first or last letter of the selection as it is read: mixed text breaks a selection up on the screen, and only its
logical ends say where it begins and ends."""

SHOWN = frozenset({"open", "accepted", "edited", "conflict"})
"""Statuses whose items are coloured in the text; the others are history."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """A stretch of the body with flags that go on top of its marks."""

    start: int
    end: int
    flags: int


def base_marks(length: int, parts: Iterable[Part], items: Iterable[Item], ontology: Ontology) -> bytearray:
    """Return one mark for each code point of a body of `length`: types of mentions, triggers, dim furniture."""
    marks = bytearray(length)
    for part in parts:
        if part.kind == "furniture":
            marks[part.start : part.end] = bytes([DIM]) * (part.end - part.start)
    places = {name: place for place, name in enumerate(ontology.entities, 1)}
    for item in items:
        if item.status not in SHOWN:
            continue
        value = item.value
        if isinstance(value, MentionValue):
            place = places.get(value.type, 0)
            for offset in range(value.start, min(value.end, length)):
                marks[offset] = (marks[offset] & ~TYPE) | place
        elif isinstance(value, EventValue):
            for offset in range(value.start, min(value.end, length)):
                marks[offset] |= TRIGGER
    return marks


def changed_span(before: bytearray, after: bytearray) -> tuple[int, int] | None:
    """Return the smallest stretch outside which two mark arrays of one length are equal; None when all is equal."""
    if before == after:
        return None
    start = next(index for index in range(len(after)) if before[index] != after[index])
    end = next(index for index in range(len(after), 0, -1) if before[index - 1] != after[index - 1])
    return start, end


def current_overlays(item: Item | None, family: Sequence[Item]) -> tuple[Overlay, ...]:
    """Return what lights up for the current item.

    `family`: its event with all arguments for an event or an argument, else empty. A mention lights up alone; an event
    its trigger, with the fillers of its roles marked; an argument its filler, with the event's trigger marked.
    """
    if item is None:
        return ()
    overlays: list[Overlay] = []
    for other in family:
        if other.uid == item.uid or other.status not in SHOWN:
            continue
        if item.kind == "event" or other.kind == "event":
            overlays.append(Overlay(other.value.start, other.value.end, FILLER))
    overlays.append(Overlay(item.value.start, item.value.end, CURRENT))
    return tuple(overlays)
