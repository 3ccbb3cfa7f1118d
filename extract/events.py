"""The events of an article: triggers, their modality and their arguments."""

from __future__ import annotations

from functools import cache

from extract.arguments import Found, arguments_of
from extract.document import Candidate, Document
from extract.items import Argument, Event
from extract.modality import modality_of
from extract.fillers import Filler, fillers
from extract.tables import toml, word_set
from extract.tokens import edge
from extract.triggers import Trigger, find_triggers


@cache
def _sport() -> tuple[frozenset[str], float]:
    table = toml("domains.toml")
    return word_set(table["sport"]), float(table["share"])


def is_sport(document: Document) -> bool:
    """Return whether an article is about sport, by the share of a game's words."""
    words, share = _sport()
    hits = sum(norm in words for norm in document.norms)
    return hits >= 5 and hits >= share * len(document.norms)


def find_events(document: Document, names: list[Candidate]) -> tuple[Event, ...]:
    """Return the events of a document in order of their triggers."""
    covered = bytearray(len(document.tokens))
    for name in names:
        # A count may hold its trigger: 30 قتيلا.
        if name.type != "NUMBER_OF":
            covered[name.first : name.last + 1] = b"\x01" * (name.last + 1 - name.first)
    triggers = _without_doubles(document, find_triggers(document, covered, sport=is_sport(document)))
    at = frozenset(trigger.first for trigger in triggers)
    by_sentence: dict[int, list[Filler]] = {}
    for filler in fillers(document, names):
        by_sentence.setdefault(document.tokens[filler.first].sentence, []).append(filler)
    verbs_by_sentence: dict[int, set[int]] = {}
    for trigger in triggers:
        if trigger.form.part == "verb":
            verbs_by_sentence.setdefault(document.tokens[trigger.first].sentence, set()).add(trigger.first)
    events: list[Event] = []
    for trigger in triggers:
        sentence = document.tokens[trigger.first].sentence
        verbs = frozenset(verbs_by_sentence.get(sentence, ())) - {trigger.first}
        found = arguments_of(document, trigger, by_sentence.get(sentence, []), verbs)
        event = _event(document, trigger, found, at)
        if event is not None:
            events.append(event)
    return tuple(events)


_SAID = ("القول", "قوله", "قولها", "قولهم")


def _without_doubles(document: Document, triggers: list[Trigger]) -> list[Trigger]:
    """Return triggers without the verbs that only carry another: نقلت س عن ص قوله is one statement, by قوله."""
    kept: list[Trigger] = []
    for number, trigger in enumerate(triggers):
        if trigger.form.lemma == "نقل" and any(
            later.form.lemma in _SAID and document.same_sentence(trigger.first, later.first)
            for later in triggers[number + 1 : number + 3]
        ):
            continue
        kept.append(trigger)
    return kept


def _event(document: Document, trigger: Trigger, found: list[Found], at: frozenset[int]) -> Event | None:
    start = edge(document.body, document.tokens[trigger.first], trigger.skip)
    if start is None:
        return None
    group = trigger.group
    arguments = tuple(
        Argument(
            role=argument.role,
            start=argument.filler.start,
            end=argument.filler.end,
            mention=argument.filler.mention,
            confidence=argument.confidence,
            reason=argument.reason,
        )
        for argument in found
    )
    return Event(
        start=start,
        end=document.tokens[trigger.last].end,
        type=group.type,
        subtype=group.subtype,
        modality=modality_of(document, trigger, at),
        arguments=arguments,
        confidence=round(min(0.97, group.sure + 0.02 * min(len(arguments), 3) - 0.02), 3),
        reason=f"trigger: {trigger.form.lemma}",
    )
