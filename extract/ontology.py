"""The table of types: entity types, event types, subtypes, roles, modalities, read from `data/types.toml`.

Everything that needs to know "which types are there" asks here; nothing else names them in an `if`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

MOST_ENTITY_TYPES: Final = 15
"""What a screen can tell apart: a type's place is four bits of a mark (`tui.marking`)."""


@dataclass(frozen=True, slots=True)
class EntityType:
    """A kind of mention."""

    id: str
    letter: str
    """The key that chooses it."""
    short: str
    """At most eight cells, for lists; tells the type where there is no colour."""
    arabic: str


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event."""

    id: str
    letter: str
    short: str
    arabic: str
    subtypes: tuple[str, ...]
    """Empty where the type has none."""
    roles: tuple[str, ...]
    """Its main roles, the most usual first; any other role of the table may be filled too."""


@dataclass(frozen=True, slots=True)
class Ontology:
    """All types. Orders are those of the file, which is the order that menus show."""

    entities: Mapping[str, EntityType]
    events: Mapping[str, EventType]
    roles: Mapping[str, str]
    """Role id -> its Arabic name."""
    modalities: tuple[str, ...]

    def roles_of(self, event_type: str) -> tuple[str, ...]:
        """Return every role, those that `event_type` usually fills first."""
        main = self.events[event_type].roles if event_type in self.events else ()
        return (*main, *(role for role in self.roles if role not in main))


@cache
def ontology() -> Ontology:
    """Return the table shipped with the package."""
    text = resources.files("extract").joinpath("data/types.toml").read_text(encoding="utf-8")
    return parse(text)


def parse(text: str) -> Ontology:
    """Return the table that this TOML text holds.

    Raises tomllib.TOMLDecodeError or KeyError for a text that is not such a table.
    """
    table = tomllib.loads(text)
    return Ontology(
        entities={
            key: EntityType(id=key, letter=row["letter"], short=row["short"], arabic=row["arabic"])
            for key, row in table["entities"].items()
        },
        events={
            key: EventType(
                id=key,
                letter=row["letter"],
                short=row["short"],
                arabic=row["arabic"],
                subtypes=tuple(row.get("subtypes", ())),
                roles=tuple(row["roles"]),
            )
            for key, row in table["events"].items()
        },
        roles=dict(table["roles"]),
        modalities=tuple(table["modalities"]),
    )
