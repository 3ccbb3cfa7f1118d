"""Words that denote events: the table of triggers, their forms, and where a text has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from extract.clitics import Reading, readings, verb_readings
from extract.document import Document
from extract.extension import NOTHING, Extension
from extract.fillers import phrase_words
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


@dataclass(frozen=True, slots=True)
class Form:
    """A word form and what it denotes."""

    group: Group
    lemma: str
    """As the table spells it."""
    part: Part
    passive: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """A place in the text that denotes an event."""

    first: int
    last: int
    skip: int
    clitics: str
    form: Form

    suffixed: bool = False
    """Whether a pronoun hangs on the word: وصوله."""

    @property
    def group(self) -> Group:
        """The row that its word stands in."""
        return self.form.group


@dataclass(frozen=True, slots=True)
class TriggerTable:
    """All forms, by the folded form, and the fixed units by their first word."""

    forms: Mapping[str, tuple[Form, ...]]
    units: Mapping[str, tuple[tuple[tuple[str, ...], Form], ...]]
    dropped: frozenset[str]
    """Forms that a row leaves out on purpose."""


def trigger_table(extension: Extension = NOTHING) -> TriggerTable:
    """Return the table with all forms made; a project's rows are tried before the package's."""
    return _trigger_table(extension)


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


def find_triggers(
    document: Document, covered: bytearray, *, sport: bool, more: Mapping[str, tuple[Form, ...]] | None = None
) -> list[Trigger]:
    """Return the triggers of a document in order; none inside a token that `covered` marks, none overlapping.

    `more`: forms that the table lacks, where an engine can tell them by their lemma.
    """
    table = trigger_table(document.extension)
    if more:
        table = replace(table, forms={**more, **table.forms})
    found: list[Trigger] = []
    position = 0
    while position < len(document.tokens):
        trigger = None
        if document.tokens[position].kind == "word" and not covered[position]:
            trigger = _unit_at(document, position, table, sport=sport) or _word_at(
                document, position, table, sport=sport
            )
        if trigger:
            found.append(trigger)
            position = trigger.last + 1
        else:
            position += 1
    return found


def _unit_at(document: Document, position: int, table: TriggerTable, *, sport: bool) -> Trigger | None:
    for reading in readings(document.norm(position)):
        for words, form in table.units.get(reading.form, ()) + table.units.get(reading.form.removeprefix("ال"), ()):
            last = position + len(words) - 1
            if not document.same_sentence(position, last):
                continue
            rest = document.norms[position + 1 : last + 1]
            if (
                tuple(rest) == words[1:]
                and reading.form in (words[0], "ال" + words[0])
                and _holds(document, position, last, form.group, sport=sport)
            ):
                return Trigger(position, last, reading.skip, reading.clitics, form)
    return None


_BEFORE_NOUNS = frozenset(
    [
        "في",
        "الي",
        "علي",
        "عن",
        "بشان",
        "حول",
        "بعد",
        "قبل",
        "خلال",
        "اثر",
        "عقب",
        "بسبب",
        "ضد",
        "عدم",
        "دون",
        "بدون",
        "غير",
        "غياب",
    ]
)
_AFTER_PARTICIPLES = frozenset(["ان", "الي", "علي", "عن", "انه", "انها", "بان", "من", "في", "ب"])


def _word_at(document: Document, position: int, table: TriggerTable, *, sport: bool) -> Trigger | None:
    norm = document.norm(position)
    tried: list[tuple[Reading, bool]] = [(reading, True) for reading in verb_readings(norm)]
    tried.extend((reading, False) for reading in readings(norm))
    tried.sort(key=lambda pair: pair[0].skip)
    feminine = norm.endswith("ه") and document.surface(position).rstrip("ًٌٍَُِ").endswith("ة")
    tanwin = any(mark in document.surface(position) for mark in "ًٌٍ")
    noun_place = document.same_sentence(position - 1, position) and document.norm(position - 1) in _BEFORE_NOUNS
    decided = _after_decision(document, position)
    for reading, as_verb in tried:
        # No verb has tanwin or ة, and none follows a preposition: بشأن كشف الأمر.
        if as_verb and (tanwin or feminine or (noun_place and not reading.skip)):
            continue
        for form in table.forms.get(reading.form, ()):
            if (form.part == "verb") != as_verb:
                continue
            # إجراءات مشددة is an adjective; مشددة على speaks.
            if (
                form.part == "participle"
                and form.lemma not in ("قائل", "نافي")
                and reading.form.endswith("ه")
                and document.norm(position + 1) not in _AFTER_PARTICIPLES
            ):
                continue
            if decided and form.part == "verb" and _is_noun_too(table.forms[reading.form], form):
                continue
            if form.part == "noun" and _is_name_or_source(document, position, reading, form):
                continue
            if _holds(document, position, position, form.group, sport=sport):
                bare = normalise(form.lemma)
                suffixed = reading.form.endswith(("ه", "ها", "هم", "هما")) and reading.form not in (bare, "ال" + bare)
                return Trigger(position, position, reading.skip, reading.clitics, form, suffixed)
    return None


def _holds(document: Document, first: int, last: int, group: Group, *, sport: bool) -> bool:
    if sport and not group.in_sport:
        return False
    if group.not_next and _any_in(document, first, range(last + 1, last + 2), group.not_next):
        return False
    if group.not_after and _any_in(document, first, range(last + 1, last + 4), group.not_after):
        return False
    if group.not_before and _any_in(document, first, range(first - 2, first), group.not_before):
        return False
    if group.needs_before and not _any_in(document, first, range(first - 3, first), group.needs_before):
        return False
    if group.needs_next and not _any_in(document, first, range(last + 1, last + group.window), group.needs_next):
        return False
    if group.takes and not _takes(document, first, range(last + 1, last + group.window), group.takes):
        return False
    if group.not_takes and _takes(document, first, range(last + 1, last + 2), group.not_takes):
        return False
    if not group.needs_near and not group.not_near:
        return True
    begin, end = document.sentence_of(first)
    around = range(max(begin, first - 12), min(end, last + 13))
    if group.not_near and _any_in(document, first, around, group.not_near):
        return False
    return not group.needs_near or _any_in(document, first, around, group.needs_near)


def _any_in(document: Document, anchor: int, positions: range, words: frozenset[str]) -> bool:
    return any(
        document.same_sentence(anchor, position)
        and position != anchor
        and any(reading.form in words for reading in readings(document.norms[position]))
        for position in positions
    )


def _takes(document: Document, anchor: int, positions: range, proclitic: str) -> bool:
    return any(
        document.same_sentence(anchor, position) and document.norms[position].startswith(proclitic)
        for position in positions
    )


def _is_noun_too(forms: tuple[Form, ...], form: Form) -> bool:
    return any(other.part == "noun" and other.group.type == form.group.type for other in forms)


def _after_decision(document: Document, position: int) -> bool:
    """Return whether a verb that takes an act as its object stands just before: أعلنت واشنطن سحب قوات."""
    decides = phrase_words().decides
    for before in range(position - 1, position - 5, -1):
        if not document.same_sentence(before, position) or document.tokens[before].kind == "mark":
            return False
        word = document.norms[before]
        if word in ("ان", "انه", "انها"):
            return False
        if word in decides or (word[:1] == "و" and word[1:] in decides):
            return True
    return False


_SOURCES = frozenset(["وفقا", "وفق", "بحسب", "حسب", "طبقا", "استنادا", "ووفقا", "وبحسب", "وحسب"])
_BODIES = word_set("لجنة هيئة وكالة وزارة مفوضية منظمة مؤسسة جمعية قانون جهاز صندوق مكتب مركز نيابة محكمة مجلس")
_NAMED_AFTER = frozenset(
    ("AID", "AGREEMENT", "ELECTION", "CLASH", "PROTEST", "SANCTION", "VISIT_TRAVEL", "MEET", "TRIAL")
)


def _is_name_or_source(document: Document, position: int, reading: Reading, form: Form) -> bool:
    """Return whether a noun stands in a body's or law's name (هيئة الإغاثة) or names a source (وفقا لتصريح)."""
    if not document.same_sentence(position - 1, position):
        return False
    before = document.norm(position - 1)
    if form.group.type == "STATEMENT" and before in _SOURCES:
        return True
    return (
        form.group.type in _NAMED_AFTER
        and reading.form.startswith("ال")
        and any(view.form in _BODIES for view in readings(before))
    )
