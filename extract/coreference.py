"""Which mentions of an article are one thing: each gets the canonical name that they share."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from extract.dates import calendar
from extract.document import Candidate, Document
from extract.gazetteer import known_names
from extract.repeats import words_of
from extract.tables import is_nationality

_VARIANTS = str.maketrans({"غ": "ج"})


def canonical_names(document: Document, names: list[Candidate]) -> list[str]:
    """Return one canonical name a mention, in the same order: the fullest spelling of the thing in this article."""
    keys = [_key(document, name) for name in names]
    _join_persons(names, keys)
    _join_short_forms(names, keys)
    _join_dates(document, names, keys)
    surfaces: dict[tuple[str, ...], str] = {}
    for name, key in zip(names, keys, strict=True):
        surface = document.body[name.start : name.end]
        if len(surface) > len(surfaces.get(key, "")):
            surfaces[key] = surface
    # Two things of one spelling (a person and a province) stay two: the type parts them.
    used = Counter(surfaces.values())
    return [surfaces[key] if used[surfaces[key]] == 1 else f"{surfaces[key]} ({key[0]})" for key in keys]


def _key(document: Document, name: Candidate) -> tuple[str, ...]:
    words = words_of(document, name)
    for entry in known_names().get(words[0], ()):
        if entry.words == words and entry.type == name.type:
            return (name.type, *entry.canonical.split())
    spelled = tuple(_spelling(word) for word in words)
    return (name.type, *spelled)


def _spelling(word: str) -> str:
    """Return one spelling for the usual variants: الأميركي and الأمريكي, غ and ج."""
    if is_nationality(word):
        word = word.replace("امريكي", "اميركي").removesuffix("ه")
    return word.translate(_VARIANTS)


def _join_persons(names: list[Candidate], keys: list[tuple[str, ...]]) -> None:
    """A surname or first name alone is the nearest full name before it, else the nearest after."""
    places: dict[tuple[str, ...], list[int]] = {}
    for index, name in enumerate(names):
        if name.type == "PERSON" and len(keys[index]) > 2:
            places.setdefault(keys[index], []).append(index)
    wholes_of: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for whole in places:
        words = whole[1:]
        parts = {words[:size] for size in range(1, len(words))} | {words[start:] for start in range(1, len(words))}
        for part in parts:
            wholes_of.setdefault(part, []).append(whole)
    for index, name in enumerate(names):
        if name.type != "PERSON":
            continue
        best: tuple[bool, int, tuple[str, ...]] | None = None
        for whole in wholes_of.get(keys[index][1:], ()):
            where = places[whole]
            at = bisect_left(where, index)
            rank = (False, index - where[at - 1], whole) if at else (True, where[0] - index, whole)
            if best is None or rank < best:
                best = rank
        if best is not None:
            keys[index] = best[2]


def _join_short_forms(names: list[Candidate], keys: list[tuple[str, ...]]) -> None:
    """`الحشد` is the organisation of the article that has the word in its name, the first one told."""
    full: dict[str, tuple[str, ...]] = {}
    for key in keys:
        if key[0] == "ORG" and len(key) > 2:
            for word in key[1:]:
                full.setdefault(word, key)
    for index, name in enumerate(names):
        if name.type == "ORG" and len(keys[index]) == 2 and name.reason.startswith("short form"):
            keys[index] = full.get(keys[index][1], keys[index])


def _join_dates(document: Document, names: list[Candidate], keys: list[tuple[str, ...]]) -> None:
    """`أمس الأربعاء`, `الأربعاء` and, where the article says it once, `أمس` are one day."""
    weekdays = calendar().weekdays
    yesterday: tuple[str, ...] | None = None
    for index, name in enumerate(names):
        if name.type != "DATE":
            continue
        words = document.norms[name.first : name.last + 1]
        days = [word for word in words if word in weekdays]
        plain = [
            word
            for word in words
            if word not in ("يوم", "(", ")", "،", "مساء", "صباح", "ليل", "فجر", "ظهر", "اليوم", "امس")
        ]
        if len(days) == 1 and plain == days:
            keys[index] = ("DATE", days[0])
            if "امس" in words:
                yesterday = keys[index]
        elif "/" in words or "(" in words:
            keys[index] = (
                "DATE",
                *[word for word in words if word.isdigit() or word in calendar().months][:2],
                *[word for word in words if len(word) == 4 and word.isdigit()],
            )
    if yesterday:
        for index, name in enumerate(names):
            if name.type == "DATE" and document.norms[name.first : name.last + 1] == ["امس"]:
                keys[index] = yesterday
