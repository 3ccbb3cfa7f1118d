"""The file that a project extends the engines with: TOML text in, a frozen value out, or every mistake of it at once."""

from __future__ import annotations

import json
import tomllib
from hashlib import sha256

from extract.errors import BadExtension
from extract.extension import Extension, HeadWords, Name, Pattern, Row
from extract.extension_reading import Reader, Table
from extract.extension_types import read_types
from extract.ontology import Ontology
from extract.patterns import BadPattern, compiled

_SECTIONS = ("names", "reject", "heads", "triggers", "types", "patterns")
_HEADS = {
    ("ORG", "kept"): "kept",
    ("ORG", "dropped"): "dropped",
    ("FAC",): "facilities",
    ("LOC",): "places",
    ("PERSON", "titles"): "titles",
}
WITH_HEADS = ("PERSON", "ORG", "LOC", "FAC")
"""Types that have words which announce them, so that a weak name of theirs can be told."""
_LONGEST_NAME = 200
_MOST_PATTERNS = 200
_WORD_LISTS = (
    "verbs", "nouns", "participles", "adverbs", "drop",
    "needs_next", "needs_near", "needs_before", "not_near", "not_next", "not_before", "not_after",
)  # fmt: skip
_TRIGGER_KEYS = ("type", "subtype", *_WORD_LISTS, "phrases", "takes", "not_takes", "within", "sure", "sport")


def parse(text: str) -> Extension:
    """Return what the text of a project's file says. Raises BadExtension, which holds every mistake of it."""
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadExtension([f"not TOML: {' '.join(str(error).split())}"]) from error
    reader = Reader(text)
    reader.only(table, _SECTIONS, "", "section")
    types = read_types(reader, reader.table(table, "types", "[types]"))
    names = _names(reader, reader.table(table, "names", "[names]"), types)
    made = Extension(
        digest=_digest(table),
        names=names,
        rejected=_rejected(reader, reader.table(table, "reject", "[reject]"), types, names),
        heads=_heads(reader, reader.table(table, "heads", "[heads]")),
        triggers=tuple(
            _trigger(reader, row, f"[[triggers]] no. {number}", types)
            for number, row in enumerate(reader.rows(table, "triggers"), start=1)
        ),
        patterns=_patterns(reader, reader.rows(table, "patterns"), types),
        types=types if table.get("types") else None,
    )
    if reader.mistakes:
        raise BadExtension(reader.mistakes)
    return made


def _digest(table: Table) -> str:
    if not any(table.values()):
        return ""
    return sha256(json.dumps(table, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _names(reader: Reader, table: Table, types: Ontology) -> tuple[Name, ...]:
    found: list[Name] = []
    owner: dict[str, str] = {}
    weak = reader.table(table, "weak", "[names.weak]")
    for place, rows, is_weak in (
        ("[names]", {k: v for k, v in table.items() if k != "weak"}, False),
        ("[names.weak]", weak, True),
    ):
        for kind in rows:
            if not reader.known(kind, types.entities, place, "entity type"):
                continue
            if is_weak and kind not in WITH_HEADS:
                reader.mistake(
                    f"{place} {kind}",
                    f"only {', '.join(WITH_HEADS)} have words that announce a weak name; write it under [names]",
                    kind,
                )
                continue
            for entry in reader.texts(rows, kind, place):
                spellings = tuple(" ".join(spelling.split()) for spelling in entry.split("|"))
                if _checked(reader, f"{place} {kind}", entry, spellings, kind=kind, owner=owner):
                    found.append(Name(kind, spellings, is_weak))
    return tuple(found)


def _checked(
    reader: Reader, place: str, entry: str, spellings: tuple[str, ...], *, kind: str, owner: dict[str, str]
) -> bool:
    """Return whether the spellings can be found in a text and are nobody else's; note whose they are."""
    good = True
    for spelling in spellings:
        folded = reader.name(spelling)
        if not folded or len(spelling) > _LONGEST_NAME:
            reader.mistake(
                place,
                f"{entry[:60]!r}: {spelling[:40]!r} is no name of 1 to {_LONGEST_NAME} characters with a letter in it",
                entry,
            )
            good = False
        elif owner.setdefault(folded, kind) != kind:
            reader.mistake(place, f"{spelling!r} stands under {owner[folded]} as well; leave it under one", entry)
            good = False
    return good


def _rejected(reader: Reader, table: Table, types: Ontology, names: tuple[Name, ...]) -> frozenset[tuple[str, str]]:
    named = {(reader.name(spelling), name.type) for name in names for spelling in name.spellings}
    found: set[tuple[str, str]] = set()
    for kind in table:
        if kind != "all" and not reader.known(kind, types.entities, "[reject]", "entity type", also=("all",)):
            continue
        for entry in reader.texts(table, kind, "[reject]"):
            folded = reader.name(entry)
            if not folded:
                reader.mistake(f"[reject] {kind}", f"{entry[:40]!r} is no name with a letter in it", entry)
            elif any((folded, each) in named for each in (types.entities if kind == "all" else (kind,))):
                reader.mistake(f"[reject] {kind}", f"{entry!r} stands in [names] too; leave it in one of them", entry)
            else:
                found.add((folded, "" if kind == "all" else kind))
    return frozenset(found)


def _heads(reader: Reader, table: Table) -> HeadWords:
    found: dict[str, frozenset[str]] = {}
    for keys, field_name in _HEADS.items():
        inner = table
        for key in keys[:-1]:
            inner = reader.table(inner, key, f"[heads] {key}")
        found[field_name] = reader.words(inner, keys[-1], f"[heads] {'.'.join(keys[:-1])}".rstrip())
    for key, value in table.items():
        allowed = [keys for keys in _HEADS if keys[0] == key]
        if not allowed:
            reader.mistake(f"[heads] {key}", f"there are {', '.join('.'.join(keys) for keys in _HEADS)}", key)
        elif len(allowed[0]) == 2 and isinstance(value, dict):
            reader.only(value, tuple(keys[1] for keys in allowed), f"[heads] {key}", "key")
    return HeadWords(**found)


def _trigger(reader: Reader, row: Table, place: str, types: Ontology) -> Row:
    reader.only(row, _TRIGGER_KEYS, place, "key")
    made: dict[str, str | float | bool] = {}
    kind = reader.text(row, "type", place, needed=True)
    if kind and reader.known(kind, types.events, place, "event type"):
        subtype = reader.text(row, "subtype", place)
        if subtype and subtype not in types.events[kind].subtypes:
            subtypes = ", ".join(types.events[kind].subtypes) or "none"
            reader.mistake(place, f"{kind} has no subtype {subtype!r}; it has {subtypes}", subtype)
        made["type"] = kind
        if subtype:
            made["subtype"] = subtype
    for key in _WORD_LISTS:
        words = reader.cell(row, key, place)
        if key == "verbs":
            for verb in words:
                reader.verb(verb, place)
        elif key in ("nouns", "participles", "adverbs", "drop"):
            for word in words:
                reader.word(word, f"{place} {key}")
        if words:
            made[key] = " ".join(words)
    phrases = reader.phrases(row, place)
    if phrases:
        made["phrases"] = "|".join(phrases)
    if not any(key in row for key in ("verbs", "nouns", "participles", "adverbs", "phrases")):
        reader.mistake(place, "no words; write verbs, nouns, participles, adverbs or phrases")
    for key in ("takes", "not_takes"):
        if letters := reader.text(row, key, place):
            made[key] = letters
    made["within"] = int(reader.number(row, "within", place, 1, 20, whole=True, usual=8 if kind == "STATEMENT" else 4))
    made["sure"] = reader.number(row, "sure", place, 0, 1, usual=0.8)
    made["sport"] = reader.truth(row, "sport", place, usual=True)
    return made


def _patterns(reader: Reader, rows: list[Table], types: Ontology) -> tuple[Pattern, ...]:
    found: list[Pattern] = []
    if len(rows) > _MOST_PATTERNS:
        reader.mistake("[[patterns]]", f"{len(rows)} patterns; {_MOST_PATTERNS} are the most")
        return ()
    for number, row in enumerate(rows, start=1):
        place = f"[[patterns]] no. {number}"
        reader.only(row, ("type", "match", "confidence"), place, "key")
        kind = reader.text(row, "type", place, needed=True)
        match = reader.text(row, "match", place, needed=True)
        confidence = reader.number(row, "confidence", place, 0, 1, usual=0.8)
        if kind:
            reader.known(kind, types.entities, place, "entity type")
        if match:
            try:
                compiled(match)
            except BadPattern as error:
                reader.mistake(f"{place} match", f"{match[:60]!r}: {error}", match)
        found.append(Pattern(kind, match, confidence))
    return tuple(found)
