"""What reviewers taught, as engines use it: names proposed anew, and what is not proposed again where it was rejected.

A taught name is taken whole, with its proclitics, in any spelling that folds to the same; a person's also by the
surname alone. It gives way to a longer name around it, and where it is a plain word too, it only says what type a name
is that was found anyway. What the lexicon rejects is taken off what the engine proposes, whoever proposed it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from extract.clauses import Found
from extract.clitics import readings
from extract.document import Candidate, Document
from extract.events import rule_arguments
from extract.fillers import fillers
from extract.gazetteer import Entry, Gazetteer, index, match_at
from extract.items import Argument, Event, Lexicon
from extract.modality import modality_of
from extract.normalise import beside, following, normalise
from extract.rarity import can_be_name, is_rare
from extract.repeats import parts_of_person
from extract.tokens import edge, tokenise
from extract.trigger_table import Form, Group, trigger_table
from extract.triggers import Trigger
from extract.word_records import counted

Kind = tuple[str, str | None]
"""Event type and subtype."""

_BY_RULE = frozenset(("DATE", "NUMBER_OF"))
"""Types whose names rules build of words that change with every article: taught ones only fill what rules leave empty."""
_SURE = 0.95
_SURNAME = 0.8
_TRIGGER = 0.6
_SHORTEST = 3
"""Letters of a name of one word, or of a trigger, that is proposed anew."""
_RANK = 9
"""Above all that an engine proposes of itself."""


def folded(text: str) -> str:
    """Return a name or trigger as the lexicon has it: folded, spaces single."""
    return " ".join(normalise(text).split())


class Taught:
    """A lexicon ready to use."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Index what the lexicon holds; `taught` does so once."""
        self.lexicon = lexicon
        self.names = _gazetteer(lexicon.names)
        self._words, self._places = _forms(lexicon)
        self._no_event = bool(lexicon.no_triggers or lexicon.no_triggers_beside)
        self._doubtful = frozenset(name for _, name, _, _ in lexicon.rejected_beside)
        self._never = bool(lexicon.rejected or lexicon.silenced or lexicon.rejected_beside)

    def rejects(self, body: str, start: int, end: int, kind: str) -> bool:
        """Return whether reviewers said that a span is no name of this type: here, or anywhere."""
        if not self._never:
            return False
        name = folded(body[start:end])
        if name in self.lexicon.rejected or (name, kind) in self.lexicon.silenced:
            return True
        if name not in self._doubtful:
            return False
        before, after = beside(body, start, end)
        return (before, name, after, kind) in self.lexicon.rejected_beside

    def candidates(self, document: Document, others: Sequence[Candidate]) -> list[Candidate]:
        """Return candidates for taught names, `others` being what the engine found."""
        if not self.names:
            return []
        over: dict[int, list[Candidate]] = {}
        for other in others:
            for token in range(other.first, other.last + 1):
                over.setdefault(token, []).append(other)
        found: list[Candidate] = []
        for position in range(len(document.tokens)):
            for entry, skip, last in match_at(document, position, self.names):
                here = [other for token in range(position, last + 1) for other in over.get(token, ())]
                if _gives_way(entry, position, last, here):
                    continue
                candidate = document.candidate(
                    position, last, entry.type, entry.confidence, entry.reason, skip=skip, rank=_RANK
                )
                if candidate:
                    found.append(candidate)
        return found

    def allowed(self, document: Document, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return the candidates without those that reviewers rejected."""
        return [name for name in candidates if not self.rejects(document.body, name.start, name.end, name.type)]

    def canonicals(self, document: Document, names: Sequence[Candidate], canonicals: Sequence[str]) -> list[str]:
        """Return the canonical names with those that reviewers gave, where the article has no fuller one itself."""
        given: dict[str, str] = {}
        for name, canonical in zip(names, canonicals, strict=True):
            spelled = folded(document.body[name.start : name.end])
            taught_name = self.lexicon.canonicals.get((spelled, name.type))
            if taught_name and folded(canonical) == spelled:
                given.setdefault(canonical, taught_name)
        return [given.get(canonical, canonical) for canonical in canonicals]

    def events(self, document: Document, names: Sequence[Candidate], events: Iterable[Event]) -> tuple[Event, ...]:
        """Return the events without those that reviewers rejected, with those of triggers that they taught."""
        kept = [event for event in events if not (self._no_event and self._rejects_event(document, event))]
        triggers = self._triggers(document, names, kept) if self._words or self._places else []
        if not triggers:
            return tuple(kept)
        places = frozenset(trigger.first for trigger in triggers)
        for trigger, found in rule_arguments(document, triggers, fillers(document, list(names))):
            start = edge(document.body, document.tokens[trigger.first], trigger.skip)
            if start is not None:
                group, end = trigger.group, document.tokens[trigger.last].end
                modality = modality_of(document, trigger, places)
                arguments = tuple(map(_argument, found))
                kept.append(
                    Event(
                        start, end, group.type, group.subtype, modality, arguments, _TRIGGER, "accepted by a reviewer"
                    )
                )
        return tuple(sorted(kept, key=lambda event: (event.start, event.end)))

    def _rejects_event(self, document: Document, event: Event) -> bool:
        word = folded(document.body[event.start : event.end])
        if word in self.lexicon.no_triggers:
            return True
        return (word, following(document.body, event.end)) in self.lexicon.no_triggers_beside

    def _triggers(self, document: Document, names: Sequence[Candidate], events: Sequence[Event]) -> list[Trigger]:
        """Return the taught triggers that stand where no name and no other trigger does."""
        taken = {token for name in names if name.type != "NUMBER_OF" for token in range(name.first, name.last + 1)}
        ends = [(event.start, event.end) for event in events]
        found: list[Trigger] = []
        for position, token in enumerate(document.tokens):
            if token.kind != "word" or position in taken:
                continue
            for reading in readings(token.norm):
                form = self._words.get(reading.form)
                if form is None and reading.form in self._places:
                    form = self._places[reading.form].get(following(document.body, token.end))
                if form is not None:
                    at = bisect_right(ends, (token.end,))
                    if not any(start < token.end and token.start < end for start, end in ends[max(0, at - 2) : at]):
                        found.append(Trigger(position, position, reading.skip, reading.clitics, form))
                    break
        return found


def _argument(found: Found) -> Argument:
    filler = found.filler
    return Argument(found.role, filler.start, filler.end, filler.mention, found.confidence, found.reason)


def _gives_way(entry: Entry, first: int, last: int, here: Sequence[Candidate]) -> bool:
    same = any((other.first, other.last) == (first, last) for other in here)
    if entry.weak and not same:
        return True
    if entry.type in _BY_RULE and here:
        return True
    return any(
        other.first <= first and other.last >= last and (other.first, other.last) != (first, last) for other in here
    )


def _gazetteer(names: Mapping[str, str]) -> Gazetteer:
    entries: list[Entry] = []
    surnames: list[Entry] = []
    for name, kind in sorted(names.items()):
        words = tuple(token.norm for token in tokenise(name))
        if not words or (len(words) == 1 and len(words[0]) < _SHORTEST) or any(word[0].isdigit() for word in words):
            continue
        weak = len(words) == 1 and not is_rare(words[0])
        entries.append(Entry(words, kind, name, weak, _SURE, "accepted by a reviewer"))
        if kind == "PERSON" and len(words) > 1:
            surnames += _surname(words)
    return index([*entries, *surnames])


def _surname(words: tuple[str, ...]) -> list[Entry]:
    """Return the surname of a person as an entry, where it can't be taken for a plain word."""
    return [
        replace(part, confidence=_SURNAME, reason="surname of a name accepted by a reviewer")
        for part in parts_of_person(words, _SURE, 0)
        if part.reason.startswith("surname") and not part.shy and can_be_name(part.words[-1])
    ]


def _forms(lexicon: Lexicon) -> tuple[dict[str, Form], dict[str, dict[str, Form]]]:
    """Return taught triggers: words that the engine's table lacks, and any words by what follows them.

    A word that news uses much means too much to be one wherever it stands: مساعدة, جاء.
    """
    if not lexicon.triggers and not lexicon.triggers_beside:
        return {}, {}
    groups, table = _groups(), trigger_table()
    words: dict[str, Form] = {}
    for word, kind in sorted(lexicon.triggers.items()):
        form = _form(groups, word, kind)
        if form is not None and word not in table.forms and is_rare(word):
            words[word] = form
    places: dict[str, dict[str, Form]] = {}
    for (word, after), kind in sorted(lexicon.triggers_beside.items()):
        form = _form(groups, word, kind)
        if form is not None:
            places.setdefault(word, {})[after] = form
    return words, places


def _form(groups: Mapping[Kind, Group], word: str, kind: Kind) -> Form | None:
    group = groups.get(kind) or groups.get((kind[0], None))
    if group is None or " " in word or len(word) < _SHORTEST:
        return None
    return Form(group, word, "noun" if word.startswith("ال") or counted("ال" + word) else "verb")


@cache
def _groups() -> Mapping[Kind, Group]:
    """Return for each kind of event a row of the table without its conditions."""
    rows: dict[Kind, Group] = {}
    for forms in trigger_table().forms.values():
        for form in forms:
            rows.setdefault((form.group.type, form.group.subtype), form.group)
            rows.setdefault((form.group.type, None), form.group)
    nothing: frozenset[str] = frozenset()
    return {
        kind: replace(
            group, subtype=kind[1], sure=_TRIGGER, in_sport=True, takes="", not_takes="", needs_next=nothing,
            needs_near=nothing, needs_before=nothing, not_near=nothing, not_next=nothing, not_before=nothing,
            not_after=nothing,
        )
        for kind, group in rows.items()
    }  # fmt: skip


_NOTHING = Taught(Lexicon())
_latest: list[Taught] = []


def taught(lexicon: Lexicon) -> Taught:
    """Return a lexicon ready to use; the latest one is kept, as an engine is given the same for each of many articles."""
    if lexicon == _NOTHING.lexicon:
        return _NOTHING
    if not _latest or _latest[0].lexicon is not lexicon:
        _latest[:] = [Taught(lexicon)]
    return _latest[0]
