"""Words that denote events: where a text has what the table of triggers holds, and what speaks against it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from extract.clitics import Reading, readings, verb_readings
from extract.document import Document
from extract.fillers import phrase_words
from extract.remembered import remembered
from extract.tables import word_set
from extract.trigger_table import Form, Group, TriggerTable, folded, trigger_table


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
class Candidate:
    """A place that may denote an event, and which conditions of its row speak against it there."""

    trigger: Trigger
    fails: tuple[str, ...]
    """Names of conditions: those of the table (`needs_next`), or of the language (`tanwin`, `name`, `source`)."""


def find_triggers(
    document: Document, covered: bytearray, *, sport: bool, more: Mapping[str, tuple[Form, ...]] | None = None
) -> list[Trigger]:
    """Return the triggers of a document by its table alone, in order, none overlapping; as for `candidates`."""
    found: list[Trigger] = []
    position = 0
    for at, choice in candidates(document, covered, sport=sport, more=more):
        if at < position:
            continue
        trigger = ruled(choice)
        if trigger is not None:
            found.append(trigger)
            position = trigger.last + 1
    return found


def ruled(choice: list[Candidate]) -> Trigger | None:
    """Return the trigger that the table chooses among a place's candidates: the first with nothing against it."""
    return next((candidate.trigger for candidate in choice if not candidate.fails), None)


def candidates(
    document: Document, covered: bytearray, *, sport: bool, more: Mapping[str, tuple[Form, ...]] | None = None
) -> Iterator[tuple[int, list[Candidate]]]:
    """Yield each token that may begin a trigger with its candidates, fixed units first; none where `covered` marks.

    `more`: forms that the table lacks, where an engine can tell them by their lemma.
    """
    table = trigger_table(document.extension)
    if more:
        table = replace(table, forms={**more, **table.forms})
    known = table is trigger_table()
    for position, token in enumerate(document.tokens):
        if token.kind == "word" and not covered[position]:
            readable = _readable(token.norm) if known else _with_forms(token.norm, table)
            choice = _units_at(document, position, table, sport=sport) if readable.begins else []
            forms = readable.forms or _jussive(document, position, table)
            if forms:
                choice += _words_at(document, position, forms, table, sport=sport)
            if choice:
                yield position, choice


class _Readable(NamedTuple):
    """What the table holds of a word."""

    forms: tuple[tuple[Reading, Form], ...]
    """Each reading as a form of the table, the whole word first."""
    begins: bool
    """Whether a fixed unit may begin with it."""


_UNKNOWN = _Readable((), begins=False)


@remembered
def _readable(norm: str) -> _Readable:
    return _with_forms(norm, trigger_table())


def _with_forms(norm: str, table: TriggerTable) -> _Readable:
    forms = [
        (reading, form)
        for reading, as_verb in _tried(norm)
        for form in table.forms.get(reading.form, ())
        if (form.part == "verb") == as_verb
    ]
    begins = any(
        reading.form in table.units or reading.form.removeprefix("ال") in table.units for reading in readings(norm)
    )
    return _Readable(tuple(forms), begins) if forms or begins else _UNKNOWN


_NOT_DONE = frozenset(("لم", "ولم", "فلم", "ولما", "اولم"))
_NO_LONGER = frozenset(("يعد", "تعد", "نعد"))


def _jussive(document: Document, position: int, table: TriggerTable) -> tuple[tuple[Reading, Form], ...]:
    """Return the forms of a word after لم as one that lost its long vowel there: لم يصب، لم تشر، لم يزر."""
    norm = document.norms[position]
    if not 3 <= len(norm) <= 6 or norm[0] not in "يتن" or norm[-1] in "اويهت" or norm in _NO_LONGER:
        return ()
    if document.norm(position - 1) not in _NOT_DONE or not document.same_sentence(position - 1, position):
        return ()
    if norm[1:] == "قل" and document.norm(position + 1) == "عن":
        return ()  # no less than
    return tuple(
        (Reading(0, full, ""), form)
        for full in (norm[:-1] + vowel + norm[-1] for vowel in "ويا")
        for form in table.forms.get(full, ())
        if form.part == "verb" and folded(form.lemma)[-2] in "اي"
    )


def _units_at(document: Document, position: int, table: TriggerTable, *, sport: bool) -> list[Candidate]:
    found: list[Candidate] = []
    for reading in readings(document.norm(position)):
        bare = reading.form.removeprefix("ال")
        for words, form in table.units.get(reading.form, ()) + (
            table.units.get(bare, ()) if bare != reading.form else ()
        ):
            last = position + len(words) - 1
            if document.same_sentence(position, last) and tuple(document.norms[position + 1 : last + 1]) == words[1:]:
                trigger = Trigger(position, last, reading.skip, reading.clitics, form)
                found.append(Candidate(trigger, _fails(document, position, last, form.group, sport=sport)))
    return found


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


def _tried(norm: str) -> tuple[tuple[Reading, bool], ...]:
    """Return the readings of a word, each with whether it is read as a verb; the whole word first."""
    tried: list[tuple[Reading, bool]] = [(reading, True) for reading in verb_readings(norm)]
    tried.extend((reading, False) for reading in readings(norm))
    tried.sort(key=lambda pair: pair[0].skip)
    return tuple(tried)


def _words_at(
    document: Document,
    position: int,
    forms: tuple[tuple[Reading, Form], ...],
    table: TriggerTable,
    *,
    sport: bool,
) -> list[Candidate]:
    found: dict[tuple[str, str | None], Candidate] = {}
    for reading, form in forms:
        kind = form.group.type, form.group.subtype
        if kind in found and not found[kind].fails:
            continue
        fails = _fails_as_part(document, position, reading, form, table)
        if fails and fails[0] in _NEVER:
            continue
        fails += _fails(document, position, position, form.group, sport=sport)
        if kind in found and fails:
            continue
        bare = folded(form.lemma)
        suffixed = reading.form.endswith(("ه", "ها", "هم", "هما")) and reading.form not in (bare, "ال" + bare)
        trigger = Trigger(position, position, reading.skip, reading.clitics, form, suffixed)
        found[kind] = Candidate(trigger, fails)
    return list(found.values())


_NEVER = frozenset(("tanwin", "source", "name"))
"""What no words around can outweigh."""


def _fails_as_part(
    document: Document, position: int, reading: Reading, form: Form, table: TriggerTable
) -> tuple[str, ...]:
    """Return what speaks against reading a word as this part of speech."""
    surface = document.surface(position)
    if form.part == "verb":
        # No verb has tanwin or ة, and none follows a preposition: بشأن كشف الأمر.
        if any(mark in surface for mark in "ًٌٍ"):
            return ("tanwin",)
        if document.norm(position).endswith("ه") and surface.rstrip("ًٌٍَُِ").endswith("ة"):
            return ("feminine",)
        before = document.norm(position - 1) if document.same_sentence(position - 1, position) else ""
        if before in _BEFORE_NOUNS and not reading.skip:
            return ("place",)
        if _is_noun_too(table.forms[reading.form], form) and _after_decision(document, position):
            return ("decided",)
        return ()
    # إجراءات مشددة is an adjective; مشددة على speaks.
    if (
        form.part == "participle"
        and form.lemma not in ("قائل", "نافي")
        and reading.form.endswith("ه")
        and document.norm(position + 1) not in _AFTER_PARTICIPLES
    ):
        return ("adjective",)
    if form.part == "noun":
        return _fails_as_noun(document, position, reading, form)
    return ()


def _fails(document: Document, first: int, last: int, group: Group, *, sport: bool) -> tuple[str, ...]:
    """Return the names of the row's conditions that fail."""
    found: list[str] = []
    if not group.alone:
        found.append("weak")
    if sport and not group.in_sport:
        found.append("sport")
    if group.not_next and _any_in(document, first, range(last + 1, last + 2), group.not_next):
        found.append("not_next")
    if group.not_after and _any_in(document, first, range(last + 1, last + 4), group.not_after):
        found.append("not_after")
    if group.not_before and _any_in(document, first, range(first - 2, first), group.not_before):
        found.append("not_before")
    if group.needs_before and not _any_in(document, first, range(first - 3, first), group.needs_before):
        found.append("needs_before")
    if group.needs_next and not _any_in(document, first, range(last + 1, last + group.window), group.needs_next):
        found.append("needs_next")
    if group.takes and not _takes(document, first, range(last + 1, last + group.window), group.takes):
        found.append("takes")
    if group.not_takes and _takes(document, first, range(last + 1, last + 2), group.not_takes):
        found.append("not_takes")
    if group.needs_near or group.not_near:
        begin, end = document.sentence_of(first)
        around = range(max(begin, first - 12), min(end, last + 13))
        if group.not_near and _any_in(document, first, around, group.not_near):
            found.append("not_near")
        if group.needs_near and not _any_in(document, first, around, group.needs_near):
            found.append("needs_near")
    return tuple(found)


def _any_in(document: Document, anchor: int, positions: range, words: frozenset[str]) -> bool:
    tokens, norms = document.tokens, document.norms
    sentence = tokens[anchor].sentence
    for position in range(max(0, positions.start), min(len(tokens), positions.stop)):
        if (
            position != anchor
            and tokens[position].sentence == sentence
            and not words.isdisjoint(_spellings(norms[position]))
        ):
            return True
    return False


@remembered
def _spellings(norm: str) -> tuple[str, ...]:
    return tuple(reading.form for reading in readings(norm))


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
_BODIES = word_set(
    "مراكز مكاتب صناديق جوازات جواز لجان لجنة هيئة وكالة وزارة مفوضية منظمة مؤسسة جمعية قانون جهاز صندوق مكتب مركز نيابة محكمة مجلس"
)
_NAMED_AFTER = frozenset(
    ("AID", "AGREEMENT", "ELECTION", "CLASH", "PROTEST", "SANCTION", "VISIT_TRAVEL", "MEET", "TRIAL")
)


def _fails_as_noun(document: Document, position: int, reading: Reading, form: Form) -> tuple[str, ...]:
    """Say whether a noun stands in a body's or law's name (هيئة الإغاثة) or names a source (وفقا لتصريح)."""
    if not document.same_sentence(position - 1, position):
        return ()
    before = document.norm(position - 1)
    if form.group.type == "STATEMENT" and before in _SOURCES:
        return ("source",)
    if (
        form.group.type in _NAMED_AFTER
        and reading.form.startswith("ال")
        and any(view.form in _BODIES for view in readings(before))
    ):
        return ("name",)
    return ()
