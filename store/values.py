"""What a verdict says of an item, and its canonical text in the store.

Offsets are code points into the body, half-open. Two values are the same when their canonical texts are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from extract.ontology import Ontology
from store.errors import BadDecision

Kind = Literal["mention", "event", "argument"]

MAX_SPAN: Final = 1000
"""Code points. Longer names and triggers are mistakes; the bound keeps the search for overlaps to an index range."""
MAX_NAME: Final = 1000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class MentionValue:
    """A name in the text."""

    start: int
    end: int
    type: str
    name: str
    """The canonical name, shared by the mentions of one thing."""


@dataclass(frozen=True, slots=True)
class EventValue:
    """A trigger and what it denotes."""

    start: int
    """Of the trigger."""
    end: int
    type: str
    subtype: str | None
    modality: str


@dataclass(frozen=True, slots=True)
class ArgumentValue:
    """A role and what fills it."""

    start: int
    end: int
    role: str
    mention: bytes | None
    """Id of the mention that fills the role. Kept with that mention's first span, shown with its present one."""


Value = MentionValue | EventValue | ArgumentValue


def kind_of(value: Value) -> Kind:
    """Return which kind of item this value can belong to."""
    if isinstance(value, MentionValue):
        return "mention"
    return "event" if isinstance(value, EventValue) else "argument"


def plain(value: Value) -> dict[str, str | int | None]:
    """Return the value as JSON-ready fields; a mention's id as hex."""
    if isinstance(value, MentionValue):
        return {"end": value.end, "name": value.name, "start": value.start, "type": value.type}
    if isinstance(value, EventValue):
        return {
            "end": value.end,
            "modality": value.modality,
            "start": value.start,
            "subtype": value.subtype,
            "type": value.type,
        }
    return {
        "end": value.end,
        "mention": value.mention.hex() if value.mention else None,
        "role": value.role,
        "start": value.start,
    }


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def to_json(value: Value) -> str:
    """Return the canonical text: sorted keys, no spaces, letters as they are."""
    return _encode(plain(value))


def from_json(text: str) -> Value:
    """Return the value that `to_json` wrote. Raises BadDecision for any other text."""
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadDecision("the value is not a JSON object") from error
    if not isinstance(fields, dict):
        raise BadDecision("the value is not a JSON object")
    return from_plain(fields)


def from_plain(fields: Mapping[str, object]) -> Value:
    """Return the value of these fields; which kind is told by which fields there are.

    Raises BadDecision where a field is missing, superfluous or of the wrong type.
    """
    if "role" in fields:
        _only(fields, "start", "end", "role", "mention")
        return ArgumentValue(
            _int(fields, "start"), _int(fields, "end"), _text(fields, "role"), uid_or_none(fields, "mention")
        )
    if "modality" in fields:
        _only(fields, "start", "end", "type", "subtype", "modality")
        subtype = None if fields.get("subtype") is None else _text(fields, "subtype")
        return EventValue(
            _int(fields, "start"), _int(fields, "end"), _text(fields, "type"), subtype, _text(fields, "modality")
        )
    _only(fields, "start", "end", "type", "name")
    return MentionValue(_int(fields, "start"), _int(fields, "end"), _text(fields, "type"), _text(fields, "name"))


def _only(fields: Mapping[str, object], *known: str) -> None:
    for key in fields:
        if key not in known:
            raise BadDecision(f"a value of this kind has no field {key!r}; it has {', '.join(known)}")


def _int(fields: Mapping[str, object], key: str) -> int:
    found = fields.get(key)
    if type(found) is not int:
        raise BadDecision(f"the value's {key!r} must be a whole number")
    return found


def _text(fields: Mapping[str, object], key: str) -> str:
    found = fields.get(key)
    if not isinstance(found, str):
        raise BadDecision(f"the value's {key!r} must be text")
    return found


def uid_or_none(fields: Mapping[str, object], key: str) -> bytes | None:
    """Return the id that a field holds as hex, None where it holds none. Raises BadDecision."""
    found = fields.get(key)
    return None if found is None else uid_of(found)


def uid_of(found: object) -> bytes:
    """Return the id that this hex text writes. Raises BadDecision for anything else."""
    if not isinstance(found, str) or not re.fullmatch(r"[0-9a-fA-F]{32}", found):
        raise BadDecision(f"an id is 32 hexadecimal digits, not {str(found)[:40]!r}")
    return bytes.fromhex(found)


def tidy(name: str) -> str:
    """Return a name with single spaces, also where the text breaks the line inside it."""
    return " ".join(name.split())


def bare(name: str) -> str:
    """Return a tidy name without control characters: an engine takes names from the text as it comes."""
    return tidy(_CONTROL.sub(" ", name))


def fault(value: Value, length: int, types: Ontology) -> str:
    """Return what is wrong with a value for a body of `length` code points, in one line; empty when nothing is."""
    if not 0 <= value.start < value.end <= length:
        return f"the span {value.start}..{value.end} is not inside the body (0..{length})"
    if value.end - value.start > MAX_SPAN:
        return f"the span {value.start}..{value.end} is longer than {MAX_SPAN} characters"
    if isinstance(value, MentionValue):
        if value.type not in types.entities:
            return f"there is no entity type {value.type[:40]!r}; there are {', '.join(types.entities)}"
        if not value.name.strip() or len(value.name) > MAX_NAME:
            return f"a name has 1 to {MAX_NAME} characters"
        if _CONTROL.search(value.name):
            return "a name holds no control characters"
    elif isinstance(value, EventValue):
        if value.type not in types.events:
            return f"there is no event type {value.type[:40]!r}; there are {', '.join(types.events)}"
        subtypes = types.events[value.type].subtypes
        if value.subtype is not None and value.subtype not in subtypes:
            return f"{value.type} has no subtype {value.subtype[:40]!r}; it has {', '.join(subtypes) or 'none'}"
        if value.modality not in types.modalities:
            return f"there is no modality {value.modality[:40]!r}; there are {', '.join(types.modalities)}"
    elif value.role not in types.roles:
        return f"there is no role {value.role[:40]!r}; there are {', '.join(types.roles)}"
    return ""
