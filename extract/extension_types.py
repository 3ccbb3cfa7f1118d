"""Types that a project adds to those of the package: entity types, event types, roles."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from extract.extension_reading import Reader, Table
from extract.ontology import MOST_ENTITY_TYPES, EntityType, EventType, Ontology, ontology

_ID: Final = re.compile(r"[A-Z][A-Z0-9_]{1,23}")
_ROLE: Final = re.compile(r"[a-z][a-z0-9_]{1,23}")
_SUBTYPE: Final = re.compile(r"[a-z][a-z0-9_]{1,23}")
_SHORT: Final = 8
_LETTERS: Final = "ACDEFGHIJKLMNOPQRSTUVWXYZ"
"""Without B: that key of an Arabic keyboard types two letters."""
_AN_EVENT: Final = "E"
"""The menu of entity types has "an event" under it."""


def read_types(reader: Reader, table: Table) -> Ontology:
    """Return the package's types with those of a `[types]` section behind them."""
    package = ontology()
    reader.only(table, ("entities", "events", "roles"), "[types]", "key")
    roles = {**package.roles, **_roles(reader, reader.table(table, "roles", "[types.roles]"), package)}
    entities = dict(package.entities)
    for key, row in _rows(reader, table, "entities", package):
        place = f"[types.entities.{key}]"
        reader.only(row, ("letter", "short", "arabic"), place, "key")
        taken = {each.letter for each in entities.values()} | {_AN_EVENT}
        letter, short, arabic = _shown(reader, row, place, taken)
        entities[key] = EntityType(key, letter, short or key[:_SHORT], arabic or key)
    if len(entities) > MOST_ENTITY_TYPES:
        most = MOST_ENTITY_TYPES - len(package.entities)
        reader.mistake("[types.entities]", f"{len(entities) - len(package.entities)} types; {most} are the most")
    events = dict(package.events)
    for key, row in _rows(reader, table, "events", package):
        place = f"[types.events.{key}]"
        reader.only(row, ("letter", "short", "arabic", "subtypes", "roles"), place, "key")
        letter, short, arabic = _shown(reader, row, place, {each.letter for each in events.values()})
        subtypes = tuple(dict.fromkeys(reader.texts(row, "subtypes", place)))
        for subtype in subtypes:
            if not _SUBTYPE.fullmatch(subtype):
                reader.mistake(
                    f"{place} subtypes", f"{subtype[:40]!r}: two or more small Latin letters, digits and _", subtype
                )
        own = tuple(dict.fromkeys(reader.texts(row, "roles", place)))
        for role in own:
            reader.known(role, roles, f"{place} roles", "role")
        if not own:
            reader.mistake(place, f"roles is missing; there are {', '.join(roles)}", place)
        events[key] = EventType(key, letter, short or key[:_SHORT].lower(), arabic or key, subtypes, own)
    return Ontology(entities, events, roles, package.modalities)


def _rows(reader: Reader, table: Table, kind: str, package: Ontology) -> list[tuple[str, Table]]:
    found: list[tuple[str, Table]] = []
    inner = reader.table(table, kind, f"[types.{kind}]")
    for key in inner:
        place = f"[types.{kind}.{key}]"
        if key in package.entities or key in package.events:
            reader.mistake(place, f"{key} is there already; choose another name", key)
        elif not _ID.fullmatch(key):
            reader.mistake(place, f"{key[:40]!r}: a type's name is 2 to 24 capital Latin letters, digits and _", key)
        elif kind == "events" and isinstance(table.get("entities"), dict) and key in table["entities"]:
            reader.mistake(place, f"{key} is an entity type as well; choose another name", key)
        elif not isinstance(inner[key], dict):
            reader.mistake(place, f"write it as a table: {place} and its keys below", key)
        else:
            found.append((key, inner[key]))
    return found


def _roles(reader: Reader, table: Table, package: Ontology) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key in table:
        if key in package.roles or not _ROLE.fullmatch(key):
            why = "is there already" if key in package.roles else "is not 2 to 24 small Latin letters, digits and _"
            reader.mistake("[types.roles]", f"{key[:40]!r} {why}; choose another name", key)
        else:
            found[key] = _words(reader, table, key, "[types.roles]", 40) or key
    return found


def _shown(reader: Reader, row: Table, place: str, taken: Collection[str]) -> tuple[str, str, str]:
    """Return letter, short name and Arabic name of a type."""
    letter = reader.text(row, "letter", place).upper()
    free = " ".join(each for each in _LETTERS if each not in taken)
    if letter not in _LETTERS or not letter or len(letter) > 1:
        reader.mistake(f"{place} letter", f"one Latin letter, of those that are free: {free}", place)
    elif letter in taken:
        reader.mistake(f"{place} letter", f"{letter} is taken; free are {free}", place)
    return letter, _words(reader, row, "short", place, _SHORT), _words(reader, row, "arabic", place, 40)


def _words(reader: Reader, row: Table, key: str, place: str, most: int) -> str:
    found = reader.text(row, key, place)
    if len(found) > most or not all(each.isprintable() for each in found):
        reader.mistake(f"{place} {key}", f"{found[:most]!r}: at most {most} characters that can be shown", found)
    return found
