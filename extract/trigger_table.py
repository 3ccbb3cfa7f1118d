"""The table of triggers with all forms of its words: persons, numbers, suffixes, articles, fixed units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.extension import NOTHING, Extension
from extract.normalise import normalise
from extract.tables import phrases, toml, word_set

Part = Literal["verb", "noun", "participle"]

_SUFFIXES = ("ه", "ها", "هم", "هما", "نا", "هن")


@dataclass(frozen=True, slots=True)
class Group:
    """A row of the table: words that denote one kind of event, and when they do."""

    number: int
    type: str
    subtype: str | None
    sure: float
    in_sport: bool
    window: int
    """How far `needs_next` looks: speech verbs have a speaker before their clause."""
    needs_next: frozenset[str]
    needs_near: frozenset[str]
    needs_before: frozenset[str]
    not_near: frozenset[str]
    not_next: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    takes: str
    """Proclitic that a word within the window has."""
    not_takes: str
    """Proclitic that the next word has not."""
    alone: bool = True
    """Whether the table alone may take its words; others are for the model to weigh."""


@dataclass(frozen=True, slots=True)
class Form:
    """A word form and what it denotes."""

    group: Group
    lemma: str
    """As the table spells it."""
    part: Part
    passive: bool = False


@dataclass(frozen=True, slots=True)
class TriggerTable:
    """All forms, by the folded form, and the fixed units by their first word."""

    forms: Mapping[str, tuple[Form, ...]]
    units: Mapping[str, tuple[tuple[tuple[str, ...], Form], ...]]
    dropped: frozenset[str]
    """Forms that a row leaves out on purpose."""


def trigger_table(extension: Extension = NOTHING) -> TriggerTable:
    """Return the table with all forms made; a project's rows are tried before the package's."""
    return _trigger_table(extension if extension.triggers else NOTHING)


@lru_cache(maxsize=8)
def _trigger_table(extension: Extension) -> TriggerTable:
    forms: dict[str, dict[Form, None]] = {}
    units: dict[str, list[tuple[tuple[str, ...], Form]]] = {}
    left_out: set[str] = set()
    for number, row in enumerate([*extension.triggers, *toml("triggers.toml")["triggers"]]):
        group = Group(
            number=number,
            type=row["type"],
            subtype=row.get("subtype"),
            sure=row["sure"],
            in_sport=row.get("sport", True),
            alone=row.get("alone", True),
            takes=row.get("takes", ""),
            not_takes=row.get("not_takes", ""),
            window=1 + row.get("within", 8 if row["type"] == "STATEMENT" else 4),
            **{
                name: word_set(row.get(name, ""))
                for name in (
                    "needs_next",
                    "needs_near",
                    "needs_before",
                    "not_near",
                    "not_next",
                    "not_before",
                    "not_after",
                )
            },
        )
        dropped = word_set(row.get("drop", ""))
        left_out |= dropped
        for part, form, lemma in _row_forms(row):
            if form not in dropped:
                forms.setdefault(form, {})[Form(group, lemma, part)] = None
        for words in phrases(row["phrases"]) if "phrases" in row else ():
            units.setdefault(words[0], []).append((words, Form(group, " ".join(words), "noun")))
    return TriggerTable(
        {form: tuple(found) for form, found in forms.items()},
        {first: tuple(sorted(found, key=lambda unit: -len(unit[0]))) for first, found in units.items()},
        frozenset(left_out),
    )


def _row_forms(row: dict[str, str]) -> Iterator[tuple[Part, str, str]]:
    for pair in row.get("verbs", "").split():
        perfect, imperfect = pair.split(":")
        for form in verb_forms(normalise(perfect), normalise(imperfect), weak=imperfect.endswith("ى")):
            yield "verb", form, perfect
    for noun in row.get("nouns", "").split():
        for form in noun_forms(normalise(noun)):
            yield "noun", form, noun
    for participle in row.get("participles", "").split():
        for form in participle_forms(normalise(participle)):
            yield "participle", form, participle
    for adverb in row.get("adverbs", "").split():
        for ending in ("ا", "ه", "ين", "تين"):
            yield "participle", normalise(adverb).removesuffix("ي" if ending == "ين" else " ") + ending, adverb


def verb_forms(perfect: str, imperfect: str, *, weak: bool = False) -> Iterator[str]:
    """Yield the folded forms of a verb given in the third person masculine singular, suffixed pronouns too.

    `weak` says that the imperfect ends in alef maqsura (يتبنى), which opens to alef before a suffix.
    """
    stem = perfect
    if perfect.endswith(("ي", "ا")):
        stem = perfect[:-1]
        yield from (perfect, stem + "ت", stem + "وا", stem + "تا", stem + "يا")
        yield from (stem + "ا" + suffix for suffix in _SUFFIXES)
        if perfect.endswith("ي"):
            yield from (stem + "ي" + ending for ending in ("ت", "نا", "تم", "ن"))
    else:
        yield from (perfect, perfect + "ت", perfect + "وا", perfect + "ا", perfect + "تا", perfect + "ن")
        yield from (perfect + suffix for suffix in _SUFFIXES)
    yield from (stem + "ت" + suffix for suffix in _SUFFIXES)
    yield from (stem + "و" + suffix for suffix in _SUFFIXES)
    tail = imperfect[1:]
    open_tail = tail[:-1] if tail.endswith(("ي", "و", "ا")) else tail
    for person in "يتن":
        yield person + tail
        yield from (person + (open_tail + "ا" if weak else tail) + suffix for suffix in _SUFFIXES)
    for person in "يت":
        yield from (person + open_tail + ending for ending in ("ون", "وا", "ان", "ين"))
        if open_tail != tail:
            yield person + tail + "ان"
            yield person + open_tail  # jussive: لم ينف
    yield "ي" + tail + "ن"


def noun_forms(noun: str) -> Iterator[str]:
    """Yield the folded forms of a noun: with article, accusative alef, dual and suffixed pronouns."""
    stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
    yield noun
    if noun[:2] != "ال":
        yield "ال" + noun
    if not noun.endswith(("ه", "ا", "ات", "ء")):
        yield noun + "ا"
    if not noun.endswith(("ين", "ان", "ات")):
        yield from (stem + "ين", stem + "ان", "ال" + stem + "ين", "ال" + stem + "ان")
    yield from (stem + suffix for suffix in _SUFFIXES)
    if noun.endswith("ء"):
        # The hamza takes its seat from the case: لقاؤه، لقائه.
        yield from (noun[:-1] + seat + suffix for seat in "وي" for suffix in _SUFFIXES)


def participle_forms(participle: str) -> Iterator[str]:
    """Yield the folded forms of a participle used as a verb: with the article it names a person (المنتقدين)."""
    yield from (participle + ending for ending in ("", "ه", "ا", "ين", "ون", "ان", "تين"))


@lru_cache(maxsize=4096)
def folded(lemma: str) -> str:
    """Return a lemma of the table as texts are folded."""
    return normalise(lemma)
