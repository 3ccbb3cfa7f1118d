"""Marks of these tables: `{قصفت} الطائرات البلدة` has a trigger, `[الشرطة|actor]` an argument of it.

A trigger without a kind is of the table's kind; `{قال|STATEMENT.say}` names its own. Where an argument has two roles
they are joined by a plus: `[ثلاثة جنود|target+count]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.items import Event
from tests.extract.marked import proposed

_MARK = re.compile(r"\{([^{}|]+)(?:\|([^{}]+))?\}|\[([^\[\]|]+)\|([a-z+]+)\]")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sentence without its marks, and what they say."""

    body: str
    triggers: tuple[tuple[str, str], ...]
    """Each marked trigger with its kind, empty where the mark names none."""
    spans: tuple[tuple[int, int], ...]
    """Where the marked triggers stand."""
    arguments: tuple[str, ...]
    """`role=filler`, in order of roles."""


def read(marked: str) -> Drawing:
    """Return what a marked sentence draws."""
    pieces: list[str] = []
    length = position = 0
    triggers: list[tuple[str, str]] = []
    spans: list[tuple[int, int]] = []
    arguments: list[str] = []
    for mark in _MARK.finditer(marked):
        trigger, kind, filler, roles = mark.groups()
        word = trigger or filler
        before = marked[position : mark.start()]
        pieces += [before, word]
        length += len(before)
        if trigger:
            triggers.append((trigger, kind or ""))
            spans.append((length, length + len(word)))
        else:
            arguments += [f"{role}={filler}" for role in roles.split("+")]
        length += len(word)
        position = mark.end()
    return Drawing("".join([*pieces, marked[position:]]), tuple(triggers), tuple(spans), tuple(sorted(arguments)))


def kind_of(event: Event) -> str:
    """Return an event's type, with its subtype after a point."""
    return event.type if event.subtype is None else f"{event.type}.{event.subtype}"


def triggers_in(body: str) -> list[tuple[str, str]]:
    """Return each trigger that the engine finds with its kind, in order."""
    return [(body[event.start : event.end], kind_of(event)) for event in proposed(body).events]


def event_at(drawing: Drawing) -> Event:
    """Return the event whose trigger is the first one drawn."""
    events = [event for event in proposed(drawing.body).events if (event.start, event.end) == drawing.spans[0]]
    assert events, f"no event at {drawing.triggers[0][0]}"
    return events[0]


def arguments_at(drawing: Drawing) -> tuple[str, ...]:
    """Return the arguments of the drawn event as `role=filler`, in order of roles."""
    event = event_at(drawing)
    return tuple(
        sorted(f"{argument.role}={drawing.body[argument.start : argument.end]}" for argument in event.arguments)
    )
