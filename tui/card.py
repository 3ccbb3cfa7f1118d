"""A card: one item laid out line by line, so that each thing it says can be changed. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.items import Item
from store.values import EventValue, MentionValue
from tui.view import View
from tui.words import WORDS

Slot = Literal["type", "subtype", "modality", "trigger", "edges", "name", "argument"]
"""What a line of a card lets you change."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line: a label, what stands there now, and whose it is."""

    slot: Slot
    label: str
    text: str
    item: Item
    """The item that a change of this line edits: the card's own, or an argument."""
    outside: bool
    """Whether `text` comes from the article (drawn right-to-left) or is one of our own words."""


def card_lines(view: View, item: Item) -> tuple[CardLine, ...]:
    """Return the lines of an item's card; of its event's card for an argument."""
    owner = view.event_of(item) or item
    value = owner.value
    if isinstance(value, MentionValue):
        return (
            CardLine("type", WORDS.say("field_type"), value.type, owner, outside=False),
            CardLine("edges", WORDS.say("field_edges"), view.text(owner), owner, outside=True),
            CardLine("name", WORDS.say("field_name"), value.name, owner, outside=True),
        )
    if not isinstance(value, EventValue):
        return ()
    return (
        CardLine("type", WORDS.say("field_type"), value.type, owner, outside=False),
        CardLine("subtype", WORDS.say("field_subtype"), value.subtype or "-", owner, outside=False),
        CardLine("modality", WORDS.say("field_modality"), value.modality, owner, outside=False),
        CardLine("trigger", WORDS.say("field_trigger"), view.text(owner), owner, outside=True),
        *(
            CardLine("argument", argument.value.role, view.text(argument), argument, outside=True)
            for argument in view.arguments(owner)
            if not isinstance(argument.value, MentionValue | EventValue)
        ),
    )
