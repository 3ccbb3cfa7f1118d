"""A document's phrases, each with what hangs on it alone, gathered once for all triggers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.clauses import Found
from extract.document import Candidate, Document
from extract.fillers import Filler, governor, is_joined
from extract.learned.roles_phrases import noun_reading, phrases
from extract.learned.roles_words import (
    COMMAS,
    QUOTES,
    mark,
    name_attributes,
    tells_body,
    tells_person,
    tells_place,
    word_attributes,
)
from extract.tables import is_nationality
from extract.triggers import Trigger

REACH = 40
"""Tokens around a trigger in which phrases are looked at."""
AFTER = 10
BEFORE = 7
"""Phrases looked at on each side."""

_GOVERNING = frozenset(("noun", "people", "things", "number", "NUMBER_OF"))


@dataclass(slots=True)
class Phrase:
    """A phrase that may fill a role, with the attributes that hang on it alone."""

    filler: Filler
    joined: bool
    """Whether و joins it to what stands before."""
    kind: str
    """Its filler's type."""
    preposition: str
    """What governs it; with + or * after it where it governs the phrase that this one is joined to or follows."""
    own: tuple[str, ...]
    chained: bool
    """Whether it stands right after another phrase without a preposition: its genitive, or its name."""
    feminine: str
    """f or m, by the look of its first word."""
    inside: bool
    """Whether it stands in the title of a person."""
    others: list[tuple[int, str]]
    """Tokens of triggers for which the rules chose it, and as what."""


class Scene:
    """A document's phrases and what stands between them."""

    def __init__(
        self, document: Document, names: Sequence[Candidate], filling: Sequence[Filler], triggers: Sequence[Trigger]
    ) -> None:
        self.document = document
        self.triggers = {trigger.first: trigger for trigger in triggers}
        verbs = frozenset(
            position
            for trigger in triggers
            if trigger.form.part != "noun"
            for position in range(trigger.first, trigger.last + 1)
        )
        self.marks = _marks(document, triggers)
        self.phrases: list[Phrase] = []
        titled: set[int] = set()
        found = phrases(document, filling, names, verbs)
        opened = [
            filler if filler.mention is None else self._opened(found, place) for place, filler in enumerate(found)
        ]
        for filler in opened:
            if filler.mention is not None:
                titled.update(range(filler.head, filler.first))
        for filler in opened:
            if filler.mention is not None or filler.first not in titled:
                self._add(filler, titled)
        self.firsts = [phrase.filler.first for phrase in self.phrases]

    def _opened(self, found: Sequence[Filler], place: int) -> Filler:
        """Return a name as a phrase that begins with what it is told to be: شركة س، or قائد الجيش، س."""
        filler, document = found[place], self.document
        head = self._announced(found, place)
        if head == filler.head:
            return filler
        reading = noun_reading(document.norms[head])
        clitics = reading.clitics if reading else ""
        written_on = clitics[-1:] if clitics[-1:] in ("ب", "ل", "ك") else ""
        return replace(filler, head=head, preposition=written_on or governor(document, head, clitics=clitics))

    def _announced(self, found: Sequence[Filler], place: int) -> int:
        """Return the token where what a name is told to be begins."""
        filler, norms = found[place], self.document.norms
        begin, _ = self.document.sentence_of(filler.first)
        before = filler.head - 1
        if before < begin:
            return filler.head
        if filler.type == "ORG":
            while before > begin and norms[before] in QUOTES:
                before -= 1
            reading = noun_reading(norms[before])
            return before if reading and tells_body(reading.form) else filler.head
        if filler.type == "LOC" and before > begin and is_nationality(norms[before]) and tells_place(norms[before - 1]):
            return before - 1
        if filler.type == "PERSON" and norms[before] in COMMAS:
            return self._office(found, place, begin)
        return filler.head

    def _office(self, found: Sequence[Filler], place: int, begin: int) -> int:
        """Return where the office before a comma begins: رئيس أركان الجيش، س."""
        filler = found[place]
        head, end = filler.head, filler.head - 2
        for other in reversed(found[max(0, place - 6) : place]):
            if other.first < max(begin, filler.first - 12) or other.last < end - 1:
                break
            end = other.head - 1
            if other.mention is None and tells_person(self.document.norms[other.first]):
                head = other.head
        return head

    def _add(self, filler: Filler, titled: set[int]) -> None:
        document = self.document
        joined = _is_joined(document, filler)
        own = _own(document, filler, titled, joined=joined)
        preposition, chained = filler.preposition, False
        before = self.phrases[-1] if self.phrases else None
        distance = filler.head - before.filler.last if before else 0
        if before and distance == 1:
            if joined and not preposition:
                preposition = before.preposition.removesuffix("+") + "+"
            if not joined and not filler.preposition:
                chained = before.kind in _GOVERNING
                own += (f"g={before.kind}{before.preposition}", f"gg={before.kind}{filler.type}{before.chained}")
                if chained:
                    preposition = before.preposition.removesuffix("*") + "*"
            else:
                own += (f"b={before.kind}{filler.type}{filler.preposition}",)
        elif before and distance == 2 and document.norms[filler.head - 1] in COMMAS:
            own += (f"a={before.kind}{filler.type}",)
        if before and distance <= 2 and not joined and filler.type in ("PERSON", "ORG"):
            before.own += (f"d={filler.type}{distance}",)
        feminine = "f" if filler.type == "LOC" or document.norms[filler.head].endswith(("ه", "ات")) else "m"
        inside = filler.first in titled
        self.phrases.append(Phrase(filler, joined, filler.type, preposition, own, chained, feminine, inside, []))

    def told(self, trigger: Trigger, found: Sequence[Found]) -> None:
        """Note what the rules chose for a trigger: what acts in one event is weighed otherwise for the next."""
        for argument in found:
            if argument.role in ("date", "count"):
                continue
            number = bisect_left(self.firsts, argument.filler.first)
            while number < len(self.phrases) and self.firsts[number] == argument.filler.first:
                self.phrases[number].others.append((trigger.first, f"{argument.role}{trigger.group.type}"))
                number += 1

    def around(self, trigger: Trigger) -> tuple[int, int]:
        """Return the range of phrases that are looked at for a trigger."""
        begin, end = self.document.sentence_of(trigger.first)
        begin, end = max(begin, trigger.first - REACH), min(end, trigger.last + REACH)
        low, high = bisect_left(self.firsts, begin), bisect_left(self.firsts, end)
        here = bisect_left(self.firsts, trigger.first)
        return max(low, here - BEFORE), min(high, here + AFTER)


def _is_joined(document: Document, filler: Filler) -> bool:
    if filler.type == "noun":
        return document.norms[filler.first][:1] == "و" and filler.start > document.tokens[filler.first].start
    return is_joined(document, filler)


def _marks(document: Document, triggers: Sequence[Trigger]) -> list[str]:
    """Return what each token is to a path between trigger and phrase; empty for a word that tells nothing."""
    marks = [mark(norm) for norm in document.norms]
    for trigger in triggers:
        marks[trigger.first] = "V" if trigger.form.part == "verb" else "N" if trigger.form.part == "noun" else "P"
    return marks


def _own(document: Document, filler: Filler, titled: set[int], *, joined: bool) -> tuple[str, ...]:
    kind = filler.type
    norms = document.norms
    found = [f"p={filler.preposition}", f"k={kind}"]
    if kind in ("noun", "people", "things", "NUMBER_OF"):
        found += word_attributes(norms[filler.last if kind == "NUMBER_OF" else filler.first])
    else:
        found += name_attributes(norms[filler.first])
    begin, end = document.sentence_of(filler.first)
    following = norms[filler.last + 1] if filler.last + 1 < end else ""
    before = norms[filler.head - 1] if filler.head > begin else ""
    found += (f"m>{mark(following) if following else '$'}", f"m<{mark(before) if before else '^'}")
    if joined:
        found.append("jo")
    if filler.first in titled:
        found.append("ttl")
    if filler.head == begin:
        found.append("s0")
    if filler.head != filler.first:
        found += ("hd", f"hw={norms[filler.head]}")
    return tuple(found)
