"""Which mentions of an article are one thing: each gets the canonical name that they share."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from extract.date_values import DEICTIC, DateValue, date_value, timexes
from extract.document import Candidate, Document
from extract.gazetteer import known_names
from extract.headed import heads
from extract.repeats import words_of
from extract.tables import is_nationality, word_set

_VARIANTS = str.maketrans({"غ": "ج"})
_COUNTRY_ENDINGS = ("", "ا", "يا", "ه", "يه")


def canonical_names(document: Document, names: list[Candidate]) -> list[str]:
    """Return one canonical name a mention, in the same order: the fullest spelling of the thing in this article."""
    keys = [_key(document, name) for name in names]
    _join_persons(names, keys)
    _join_short_forms(names, keys)
    _join_dates(document, names, keys)
    _join_facilities(keys)
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
            return (name.type, *_spelled(name.type, tuple(entry.canonical.split())))
    return (name.type, *_spelled(name.type, words))


def _spelled(kind: str, words: tuple[str, ...]) -> tuple[str, ...]:
    spelled = tuple(_spelling(word) for word in words)
    return tuple(_joined_compounds(spelled)) if kind == "PERSON" else spelled


def _joined_compounds(words: tuple[str, ...]) -> Iterator[str]:
    """Yield words with names of two words in one: عبد العزيز as عبدالعزيز, نصر الله as نصرالله."""
    pending = ""
    for word in words:
        if pending and (pending == "عبد" or word == "الله"):
            yield pending + word
            pending = ""
            continue
        if pending:
            yield pending
        pending = word
    if pending:
        yield pending


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
                full.setdefault("التحالف" if word == "تحالف" else word, key)
    for index, name in enumerate(names):
        if name.type == "ORG" and len(keys[index]) == 2 and name.reason.startswith("short form"):
            keys[index] = full.get(keys[index][1], keys[index])


def _join_facilities(keys: list[tuple[str, ...]]) -> None:
    """مطار بغداد is مطار بغداد الدولي; السفارة الأميركية is سفارة الولايات المتحدة."""
    adjectives = heads().facility_adjectives
    wholes = {key for key in keys if key[0] == "FAC"}
    longer: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for key in wholes:
        short = key
        while len(short) > 3 and short[-1] in adjectives:
            short = short[:-1]
            longer.setdefault(short, set()).add(key)
    for index, key in enumerate(keys):
        if key[0] != "FAC":
            continue
        if len(longer.get(key, ())) == 1:
            keys[index] = next(iter(longer[key]))
        elif key[1] in ("السفاره", "القنصليه") and len(key) == 3:
            keys[index] = _embassy_of(key)
        elif key[1] in ("سفاره", "قنصليه"):
            country = _country(key[2:])
            keys[index] = (*key[:2], *country) if country else key


def _embassy_of(key: tuple[str, ...]) -> tuple[str, ...]:
    stem = key[2].removeprefix("ال").removesuffix("ه").removesuffix("ي")
    for form in (start + stem + end for end in _COUNTRY_ENDINGS for start in ("", "ال")):
        country = _country((form,))
        if country:
            return ("FAC", key[1].removeprefix("ال"), *country)
    return key


def _country(words: tuple[str, ...]) -> tuple[str, ...]:
    for entry in known_names().get(words[0], ()):
        if entry.words == words and entry.type == "LOC":
            return tuple(entry.canonical.split())
    return ()


def _join_dates(document: Document, names: list[Candidate], keys: list[tuple[str, ...]]) -> None:
    """Dates of one value are one: both names of a month, digits and ordinals, a weekday and `أمس` told beside it."""
    told: dict[str, tuple[str, ...]] = {}
    years: dict[tuple[str, ...], set[str]] = {}
    values: dict[int, DateValue] = {}
    for index, name in enumerate(names):
        if name.type != "DATE":
            continue
        words = words_of(document, name)
        value = values[index] = date_value([word for word in words if word not in _BESIDE_A_DATE])
        keys[index] = value.key
        if value.month and value.year:
            years.setdefault((value.day, value.month), set()).add(value.year)
        if value.day and value.month and value.year and value.weekday:
            told[value.weekday] = value.key
        for deictic in DEICTIC.intersection(words):
            if value.key != ("DATE", deictic) and "اول" not in value.rest:
                told.setdefault(deictic, value.key)
    # Without the day of the article, values of days told in full would part from those told in short.
    resolved = _resolved(document, names) if document.article.published else {}
    for index, value in values.items():
        if index in resolved:
            keys[index] = resolved[index]
        elif len(value.key) == 2 and value.key[1] in told:
            keys[index] = told.get(told[value.key[1]][-1], told[value.key[1]])
        elif value.month and not value.year and not value.rest:
            # A day told once with its year is the same day without it.
            of_day = years.get((value.day, value.month), set())
            if len(of_day) == 1:
                keys[index] = DateValue(value.day, value.month, next(iter(of_day)), ()).key


def _resolved(document: Document, names: list[Candidate]) -> dict[int, tuple[str, ...]]:
    """Return keys of the dates whose day is known, by their values: `الشهر الماضي` is `أكتوبر 2020`."""
    dates = [index for index, name in enumerate(names) if name.type == "DATE"]
    found = timexes(document, [(names[index].start, names[index].end) for index in dates])
    return {
        index: ("DATE", value.value)
        for index, value in zip(dates, found, strict=True)
        if value and not value.is_relative
    }


_BESIDE_A_DATE = frozenset("(),،/-_.") | word_set(
    "يوم شهر عام العام سنة السنة من الموافق صباح مساء فجر ليل ليلة ظهر عصر بعد قبل"
)
"""Words of dates that say nothing of their value to the day: of their parts only `العام` is left out."""
