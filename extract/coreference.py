"""Which mentions of an article are one thing: each gets the canonical name that they share.

A mention's key is its type and its words in one spelling. Rules say which keys are one thing; a group's name is its
fullest spelling in the article. Capitals are not their countries, and two persons who share a surname stay two.
"""

from __future__ import annotations

import itertools
from collections import Counter

from extract.coreference_bodies import body_joins, countries, country_of
from extract.coreference_persons import called_joins, full_name_joins, join_parts, joined_compounds
from extract.coreference_spelling import abbreviation_joins, misspelled_joins, weapon_joins, weapon_words
from extract.date_values import DEICTIC, DateValue, date_value, timexes
from extract.document import Candidate, Document
from extract.gazetteer import known_names
from extract.heads import heads
from extract.repeats import words_of
from extract.same_names import rows_with, spelled
from extract.tables import word_set

Key = tuple[str, ...]


def canonical_names(document: Document, names: list[Candidate]) -> list[str]:
    """Return one canonical name a mention, in the same order: the fullest spelling of the thing in this article."""
    words = _words(document, names)
    keys = [_key(name, told) for name, told in zip(names, words, strict=True)]
    groups = _Groups()
    for one, other in (*_row_joins(keys, words), *_run_together(keys), *misspelled_joins(keys), *weapon_joins(keys)):
        groups.join(one, other)
    for one, other in abbreviation_joins(document, names, keys):
        groups.join(one, other)
    _join_short_forms(names, keys)
    for one, other in body_joins(groups.of(key) for key in keys):
        groups.join(one, other)
    _join_facilities(keys)
    for one, other in full_name_joins(keys):
        groups.join(one, other)
    join_parts(document, names, keys)
    for one, other in called_joins(document, names, keys):
        groups.join(one, other)
    keys = [groups.of(key) for key in keys]
    _join_dates(document, names, keys)
    return _named(document, names, keys, words)


def _named(document: Document, names: list[Candidate], keys: list[Key], words: list[Key]) -> list[str]:
    surfaces: dict[Key, str] = {}
    for name, key, told in zip(names, keys, words, strict=True):
        surface = document.body[name.start : name.end]
        if surface[:1] == "ل" and _is_hidden(document, name) and told[0].startswith("ال"):
            surface = "ا" + surface
        if len(surface) > len(surfaces.get(key, "")):
            surfaces[key] = surface
    # Two things of one spelling (a person and a province) stay two: the type parts them.
    used = Counter(surfaces.values())
    return [surfaces[key] if used[surfaces[key]] == 1 else f"{surfaces[key]} ({key[0]})" for key in keys]


def _words(document: Document, names: list[Candidate]) -> list[Key]:
    """Return each name's folded words; of `لليفربول`, where a lam may be the article's, as the article says it elsewhere."""
    found = [words_of(document, name) for name in names]
    plain = {words for name, words in zip(names, found, strict=True) if not _is_hidden(document, name)}
    for index, (name, words) in enumerate(zip(names, found, strict=True)):
        if words[0].startswith("الل") or not words[0].startswith("ال") or not _is_hidden(document, name):
            continue
        other = (words[0].removeprefix("ا"), *words[1:])
        if words not in plain and (other in plain or _is_known(other, name.type)):
            found[index] = other
    return found


def _is_hidden(document: Document, name: Candidate) -> bool:
    """Return whether a name begins at the second lam of للـ, so that its article may have lost its alef."""
    return name.start > document.tokens[name.first].start and document.body[name.start - 1 : name.start + 1] == "لل"


def _is_known(words: Key, kind: str) -> bool:
    return any(entry.words == words and entry.type == kind for entry in known_names().get(words[0], ()))


class _Groups:
    """Keys that are one thing, each known by the key that the others were joined to."""

    def __init__(self) -> None:
        self._of: dict[Key, Key] = {}

    def of(self, key: Key) -> Key:
        """Return the key that stands for a key's thing."""
        while key in self._of:
            key = self._of[key]
        return key

    def join(self, one: Key, other: Key) -> None:
        """Make two keys one thing, known by the first."""
        one, other = self.of(one), self.of(other)
        if one != other:
            self._of[other] = one


def _key(name: Candidate, words: Key) -> Key:
    for entry in known_names().get(words[0], ()):
        if entry.words == words and entry.type == name.type:
            return (name.type, *_spelled(name.type, tuple(entry.canonical.split())))
    return (name.type, *_spelled(name.type, words))


def _spelled(kind: str, words: Key) -> Key:
    if kind in ("DATE", "NUMBER_OF"):
        return words
    words = tuple(word for word in words if word[0].isalnum()) or words
    if kind == "PERSON":
        return tuple(joined_compounds(spelled(words)))
    return weapon_words(words) if kind == "WEAPON" else spelled(words)


def _row_joins(keys: list[Key], words: list[Key]) -> list[tuple[Key, Key]]:
    """Return names that stand in one row of the lists; none for one of several rows that each have more here."""
    rows: dict[tuple[str, str], dict[Key, None]] = {}
    for key, told in zip(keys, words, strict=True):
        spelling = " ".join(word for word in told if word[0].isalnum())
        for first, _ in rows_with(key[0], spelling):
            rows.setdefault((key[0], first), {}).setdefault(key)
    shared = Counter(key for members in rows.values() if len(members) > 1 for key in members)
    joins: list[tuple[Key, Key]] = []
    for members in rows.values():
        sure = [key for key in members if shared[key] == 1]
        joins.extend(itertools.pairwise(sure))
    return joins


def _run_together(keys: list[Key]) -> list[tuple[Key, Key]]:
    """Return names that differ in spaces alone: فيس بوك and فيسبوك."""
    letters: dict[tuple[str, str], Key] = {}
    named = [key for key in keys if key[0] not in ("DATE", "NUMBER_OF")]
    return [(letters.setdefault((key[0], "".join(key[1:])), key), key) for key in named]


def _join_short_forms(names: list[Candidate], keys: list[Key]) -> None:
    """`الحشد` is the organisation of the article that has the word in its name, the first one told."""
    full: dict[str, Key] = {}
    for key in keys:
        if key[0] == "ORG" and len(key) > 2:
            for word in key[1:]:
                full.setdefault("التحالف" if word == "تحالف" else word, key)
    for index, name in enumerate(names):
        if name.type == "ORG" and len(keys[index]) == 2 and name.reason.startswith("short form"):
            keys[index] = full.get(keys[index][1], keys[index])


def _join_facilities(keys: list[Key]) -> None:
    """مطار بغداد is مطار بغداد الدولي; السفارة الأميركية is سفارة الولايات المتحدة."""
    adjectives = heads().facility_adjectives
    wholes = {key for key in keys if key[0] == "FAC"}
    longer: dict[Key, set[Key]] = {}
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
            country = next((found for form in countries(key[2]) if (found := country_of(form))), ())
            keys[index] = ("FAC", key[1].removeprefix("ال"), *country) if country else key
        elif key[1] in ("سفاره", "قنصليه"):
            country = country_of(key[2:]) if len(key) > 2 else ()
            keys[index] = (*key[:2], *country) if country else key


def _join_dates(document: Document, names: list[Candidate], keys: list[Key]) -> None:
    """Dates of one value are one: both names of a month, digits and ordinals, a weekday and `أمس` told beside it."""
    told: dict[str, Key] = {}
    years: dict[Key, set[str]] = {}
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


def _resolved(document: Document, names: list[Candidate]) -> dict[int, Key]:
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
