"""What a project's own file adds to the names of an article, and what it takes away (`extract.extension`).

A listed name is taken whole, with its proclitics, in any spelling that folds to the same, and gives way to a longer name
around it. All of it stands above what the engine finds by itself and below what reviewers taught.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extract.clitics import Reading, readings
from extract.document import Candidate, Document
from extract.extension import Extension
from extract.gazetteer import Entry, index, known_names, match_at, place_heads
from extract.headed import announced_by
from extract.heads import heads
from extract.items import Event
from extract.normalise import normalise
from extract.ontology import ontology
from extract.patterns import Automaton, compiled
from extract.persons import name_after, titles
from extract.tokens import tokenise

_NAME, _PATTERN, _HEAD = 8, 7, 6
"""Ranks (`extract.document.Candidate`): above the engine's own, below `extract.taught`."""
_SURE, _WEAK = 0.95, 0.85
_HEADED = 0.75
_LONGEST = 24
"""Tokens of a pattern's match."""


class Extended:
    """An extension ready to use."""

    def __init__(self, extension: Extension) -> None:
        """Index the names and compile the patterns; `extended` does so once."""
        self.extension = extension
        entries: list[Entry] = []
        self._canonicals: dict[tuple[str, str], str] = {}
        for name in extension.names:
            for spelling in name.spellings:
                words = tuple(token.norm for token in tokenise(spelling))
                sure = _WEAK if name.weak else _SURE
                entries.append(Entry(words, name.type, name.spellings[0], name.weak, sure, "name of this project"))
                self._canonicals.setdefault((" ".join(words), name.type), name.spellings[0])
        self._names = index(entries)
        self._patterns = [(pattern, compiled(pattern.match)) for pattern in extension.patterns]
        own = extension.heads
        self._rules = (
            ("kept", own.kept), ("dropped", own.dropped), ("facility", own.facilities), ("place", own.places)
        )  # fmt: skip
        there = ontology().events
        self._own_events = {key: each for key, each in extension.ontology.events.items() if key not in there}
        package = heads()
        self._announcing = {
            "ORG": package.kept | package.dropped | own.kept | own.dropped,
            "FAC": package.facilities | own.facilities,
            "LOC": place_heads() | own.places,
            "PERSON": titles().direct | titles().offices | own.titles,
        }
        self._headed = any(words for _, words in self._rules) or bool(own.titles)

    def candidates(self, document: Document, others: Sequence[Candidate]) -> list[Candidate]:
        """Return what the project adds, `others` being what the engine found."""
        if not (self._names or self._headed or self._patterns):
            return []
        over: dict[int, list[Candidate]] = {}
        for other in others:
            for token in range(other.first, other.last + 1):
                over.setdefault(token, []).append(other)
        found: list[Candidate] = []
        for position in range(len(document.tokens)):
            found += self._listed(document, position, over)
            if self._headed:
                found += (name for name in self._announced(document, position) if not _inside_longer(name, over))
        for pattern, automaton in self._patterns:
            for first, last, skip in matches(document, automaton):
                name = document.candidate(
                    first, last, pattern.type, pattern.confidence, "pattern of this project", skip=skip, rank=_PATTERN
                )
                if name:
                    found.append(name)
        return found

    def allowed(self, document: Document, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return the candidates without those that the project rejects."""
        rejected = self.extension.rejected
        if not rejected:
            return list(candidates)
        kept: list[Candidate] = []
        for name in candidates:
            spelled = _spelled(document, name)
            if (spelled, "") not in rejected and (spelled, name.type) not in rejected:
                kept.append(name)
        return kept

    def canonicals(self, document: Document, names: Sequence[Candidate], canonicals: Sequence[str]) -> list[str]:
        """Return the canonical names with the project's for what it lists, and for what the article calls the same."""
        if not self._canonicals:
            return list(canonicals)
        given: dict[str, str] = {}
        for name, canonical in zip(names, canonicals, strict=True):
            own = self._canonicals.get((_spelled(document, name), name.type))
            if own:
                given.setdefault(canonical, own)
        return [given.get(canonical, canonical) for canonical in canonicals]

    def events(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """Return the events; those of the project's own types with the arguments that its file says they have."""
        kept: list[Event] = []
        for event in events:
            if event.type in self._own_events:
                roles = self._own_events[event.type].roles
                arguments = tuple(argument for argument in event.arguments if argument.role in roles)
                kept.append(replace(event, arguments=arguments))
            else:
                kept.append(event)
        return tuple(kept)

    def _listed(self, document: Document, position: int, over: dict[int, list[Candidate]]) -> Iterator[Candidate]:
        for entry, skip, last in match_at(document, position, self._names):
            name = document.candidate(position, last, entry.type, entry.confidence, entry.reason, skip=skip, rank=_NAME)
            if name is None or _inside_longer(name, over):
                continue
            here = over.get(position, ())
            if entry.weak and not any((other.first, other.last) == (position, last) for other in here):
                before = _word_before(document, position, skip)
                if not any(
                    reading.form.removeprefix("ال") in self._announcing[entry.type]
                    or reading.form in self._announcing[entry.type]
                    for reading in before
                ):
                    continue
            yield name

    def _announced(self, document: Document, position: int) -> Iterator[Candidate]:
        token = document.tokens[position]
        if token.kind != "word" or not document.same_sentence(position, position + 1):
            return
        for reading in readings(token.norm):
            name = self._after_head(document, position, reading)
            if name is not None:
                yield name
                return

    def _after_head(self, document: Document, position: int, reading: Reading) -> Candidate | None:
        name = None
        for rule, words in self._rules:
            if name is None and reading.form in words:
                name = announced_by(document, position, reading, rule) or _known_after(document, position, rule)
        if name is None and reading.form in self.extension.heads.titles:
            name = name_after(document, position + 1)
        if name is None:
            return None
        reason = f"head word of this project: {document.body[document.tokens[position].start : document.tokens[position].end]}"
        return replace(name, confidence=max(name.confidence, _HEADED), reason=reason, rank=_HEAD)


def _known_after(document: Document, position: int, rule: str) -> Candidate | None:
    """Return the listed name after a head that stays out of it, which is a name there even where it is a plain word too."""
    wanted = {"dropped": "ORG", "place": "LOC"}.get(rule)
    for entry, skip, last in match_at(document, position + 1, known_names()):
        if entry.type == wanted and skip == 0:
            return document.candidate(position + 1, last, entry.type, entry.confidence, "")
    return None


def _word_before(document: Document, position: int, skip: int) -> tuple[Reading, ...]:
    """Return the readings of the word before a name, over an opening quotation mark."""
    before = position - 1
    if document.norm(before) in ('"', "“", "«", "'"):
        before -= 1
    if (skip and not document.norms[position].startswith("ال")) or not document.same_sentence(before, position):
        return ()
    return readings(document.norm(before))


def _inside_longer(name: Candidate, over: dict[int, list[Candidate]]) -> bool:
    return any(
        other.first <= name.first and other.last >= name.last and (other.first, other.last) != (name.first, name.last)
        for other in over.get(name.first, ())
    )


def _spelled(document: Document, name: Candidate) -> str:
    return " ".join(token.norm for token in tokenise(document.body[name.start : name.end]))


def matches(document: Document, automaton: Automaton) -> Iterator[tuple[int, int, int]]:
    """Yield (first token, last token, letters skipped) of the longest matches, one after the other, each in its line.

    A match begins where a word does, or after its proclitics, and ends where a word ends.
    """
    position = 0
    while position < len(document.tokens):
        found = None
        for reading in readings(document.norms[position]):
            last = _longest(document, automaton, position, automaton.run(0, reading.form))
            if last is not None:
                found = position, last, reading.skip
                break
        if found:
            yield found
        position = found[1] + 1 if found else position + 1


def _longest(document: Document, automaton: Automaton, first: int, state: int) -> int | None:
    """Return the last token of the longest match that reaches a state after token `first`; None without one."""
    tokens = document.tokens
    found = first if automaton.accepts(state) else None
    for position in range(first + 1, min(first + _LONGEST, len(tokens))):
        if state < 0 or tokens[position].line != tokens[first].line:
            break
        gap = document.body[tokens[position - 1].end : tokens[position].start]
        state = automaton.run(state, gap if gap in ("", " ") else normalise(gap))
        state = automaton.run(state, document.norms[position])
        if automaton.accepts(state):
            found = position
    return found


@lru_cache(maxsize=8)
def extended(extension: Extension) -> Extended:
    """Return an extension ready to use."""
    return Extended(extension)
