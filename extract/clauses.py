"""The surroundings of a trigger: how far its clause goes, and which phrase stands as its subject or object."""

from __future__ import annotations

from dataclasses import dataclass

from extract.clitics import readings
from extract.document import Document
from extract.fillers import Filler, is_joined, phrase_words
from extract.heads import heads
from extract.normalise import normalise
from extract.trigger_table import trigger_table
from extract.triggers import Trigger

AGENTS = frozenset(("PERSON", "ORG", "LOC", "FAC", "people"))
HUMANS = frozenset(("PERSON", "ORG", "people"))
PLACES = frozenset(("LOC", "FAC"))
_COMMAS = frozenset(("،", ","))
_RELATIVES = frozenset(["الذي", "التي", "الذين", "اللذين", "اللتين", "اللذان", "اللتان", "والذي", "والتي", "والذين"])
REACH = 20
"""Tokens after a trigger within which a filler is looked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A role and its filler."""

    role: str
    filler: Filler
    confidence: float
    reason: str


class Clause:
    """The surroundings of one trigger: what may fill its roles, to the left and to the right."""

    def __init__(self, document: Document, trigger: Trigger, nearby: list[Filler], others: frozenset[int]) -> None:
        self.document = document
        self.trigger = trigger
        begin, end = document.sentence_of(trigger.first)
        self.begin, self.end = max(begin, trigger.first - 60), min(end, trigger.last + 60)
        self.stop_right = self._boundary(range(trigger.last + 1, self.end), others)
        self.stop_left = self._boundary(range(trigger.first - 1, self.begin - 1, -1), others)
        # A name inside a person's title (قائد فيلق القدس س) is no filler of its own.
        in_title = {index for filler in nearby for index in range(filler.head, filler.first) if filler.type == "PERSON"}
        self.sentence = [filler for filler in nearby if filler.first not in in_title]
        self.after = sorted(
            (filler for filler in self.sentence if trigger.last < filler.head and filler.first < self.stop_right),
            key=lambda filler: (filler.head, -filler.last),
        )
        self.before = [
            filler for filler in self.sentence if self.stop_left < filler.head and filler.last < trigger.first
        ]

    def _boundary(self, positions: range, others: frozenset[int]) -> int:
        stops = phrase_words().stops
        for position in positions:
            word = self.document.norms[position]
            if word in (".", "؛", ":", "!", "؟"):
                return position
            if word in stops or (word[:1] in ("و", "ف") and word[1:] in stops):
                return position
            # A verb right after a noun tells of it (تفجيرات استهدفت); one joined by و starts anew.
            anew = word.startswith("و") or position - self.trigger.last > 1
            if position in others and positions.step > 0 and anew:
                return position
        return positions.stop

    def comma_between(self, first: int, last: int) -> bool:
        """Return whether a comma stands between two tokens."""
        return any(self.document.norms[index] in _COMMAS for index in range(first + 1, last))

    def gap(self, filler: Filler) -> int:
        """Return how many tokens after the trigger a phrase starts."""
        return filler.head - self.trigger.last


def subject_after(clause: Clause) -> int | None:
    """Return the index in `after` of the phrase that stands where a verb's subject does."""
    limit = clause.trigger.last + 1
    passed = phrase_words().passed
    norms = clause.document.norms
    for number, filler in enumerate(clause.after):
        words = [norms[index] for index in range(limit, filler.head) if clause.document.tokens[index].kind == "word"]
        if filler.type in ("DATE", "WEAPON"):
            limit = filler.last + 1
            continue
        if filler.preposition and not (filler.preposition == "من" and any(word in passed for word in words)):
            return None
        if filler.type == "PERSON" and len(words) <= 5 and not clause.comma_between(clause.trigger.last, filler.head):
            return None if any(word in _STRONG_PREPOSITIONS for word in words) else number
        if all(word in passed or word.startswith("ال") for word in words) and len(words) <= 4:
            return number
        return None
    return None


_STRONG_PREPOSITIONS = frozenset(["في", "من", "الي", "علي", "عن", "ضد", "مع", "بين", "منذ", "خلال", "بعد", "قبل"])


def subject_before(clause: Clause, kinds: frozenset[str] = AGENTS) -> Filler | None:
    """Return the phrase of these kinds before a verb that no preposition governs, the nearest."""
    for filler in reversed(clause.before):
        if filler.preposition or filler.type not in kinds | {"NUMBER_OF"}:
            continue
        return filler if clause.trigger.first - filler.last <= 12 else None
    return None


def antecedent_of(clause: Clause) -> Filler | None:
    """Return the phrase that a relative pronoun right before the verb stands for: س الذي اعتقل."""
    document, first = clause.document, clause.trigger.first
    for position in range(first - 1, max(clause.begin, first - 3) - 1, -1):
        if document.norms[position] in _RELATIVES:
            for filler in reversed(clause.sentence):
                if filler.last < position and filler.type in AGENTS | {"NUMBER_OF", "things"}:
                    return filler if position - filler.last <= 6 else None
            return None
    return None


def stands_before(clause: Clause) -> Filler | None:
    """Return the subject where it stands right before the verb at the clause's start: `قاآني يصل`، `أن س أبلغ`."""
    if not clause.before:
        return None
    filler = clause.before[-1]
    if filler.preposition or filler.type not in AGENTS or clause.trigger.first - filler.last > 2:
        return None
    opening = filler.head - 1
    if opening == clause.stop_left or opening < clause.begin:
        return filler
    word = clause.document.norms[opening]
    if clause.document.tokens[opening].kind == "mark" and word not in _COMMAS:
        return filler
    return None


def follows_attack(clause: Clause) -> bool:
    """Return whether a noun of attack stands right before: تفجير استهدف س."""
    forms = trigger_table().forms
    first = clause.trigger.first
    return any(
        form.group.type == "ATTACK" and form.part == "noun"
        for position in range(max(clause.begin, first - 4), first)
        for reading in readings(clause.document.norms[position])
        for form in forms.get(reading.form, ())
    )


def acts(clause: Clause, filler: Filler) -> bool:
    """Return whether a lone phrase after the verb is its doer: a body of the state, or the object hangs on the verb."""
    if clause.trigger.suffixed:
        return True
    bodies = heads().bodies | phrase_words().bodies
    return any(
        form in bodies
        for reading in readings(clause.document.norms[filler.head])
        for form in (reading.form, reading.form.removeprefix("ال"), "ال" + reading.form)
    )


def disagrees(clause: Clause, filler: Filler) -> bool:
    """Return whether a masculine form stands before a feminine phrase: سحب القوات is a noun with its object."""
    norm = clause.document.norms[clause.trigger.first][clause.trigger.skip :]
    head = clause.document.norms[filler.head]
    if norm != normalise(clause.trigger.form.lemma):
        return False
    if filler.type == "LOC" and filler.head == filler.first:
        # Names of cities and most countries are feminine: قصف إدلب.
        return clause.trigger.group.type == "ATTACK" and head not in _MASCULINE
    return head.startswith("ال") and head.endswith(("ه", "ات"))


_MASCULINE = frozenset(("العراق", "لبنان", "الاردن", "المغرب", "اليمن", "السودان"))


def second_phrase(clause: Clause, subject: int) -> Filler | None:
    filler = clause.after[subject]
    end = filler.last
    for other in clause.after[subject + 1 :]:
        if other.first <= end:
            continue
        if other.type == "DATE" and other.head - end <= 2:
            end = other.last
            continue
        if other.preposition or other.head - end > 4 or is_joined(clause.document, other):
            return None
        between = range(end + 1, other.head)
        if any(clause.document.norms[index] in _STRONG_PREPOSITIONS | {"(", "«"} for index in between):
            return None
        return other
    return None
