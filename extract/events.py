"""The events of an article: triggers, their modality and their arguments."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from extract.arguments import arguments_of
from extract.clauses import Found
from extract.document import Candidate, Document
from extract.fillers import Filler, fillers
from extract.items import Argument, Event
from extract.learned.modality import modalities
from extract.learned.roles import weigh
from extract.learned.roles_scene import Scene
from extract.learned.triggers import Weighed, decided
from extract.noun_roles import SAID
from extract.tables import toml, word_set
from extract.tokens import edge
from extract.trigger_table import Form
from extract.triggers import Trigger


@cache
def _sport() -> tuple[frozenset[str], float]:
    table = toml("domains.toml")
    return word_set(table["sport"]), float(table["share"])


def is_sport(document: Document) -> bool:
    """Return whether an article is about sport, by the share of a game's words."""
    words, share = _sport()
    hits = sum(norm in words for norm in document.norms)
    return hits >= 5 and hits >= share * len(document.norms)


def find_events(
    document: Document, names: list[Candidate], more: Mapping[str, tuple[Form, ...]] | None = None
) -> tuple[Event, ...]:
    """Return the events of a document in order of their triggers; `more` as for `find_triggers`."""
    weighed = weighed_triggers(document, names, more)
    triggers = [choice.trigger for choice in weighed]
    modalities_told = modalities(document, triggers)
    filling = fillers(document, names)
    scene = Scene(document, names, filling, triggers)
    told = list(rule_arguments(document, triggers, filling))
    for trigger, found in told:
        scene.told(trigger, found)
    events: list[Event] = []
    for choice, modality, (trigger, found) in zip(weighed, modalities_told, told, strict=True):
        if not _is_meant(document, trigger, found):
            continue
        event = _event(document, choice, modality, weigh(scene, trigger, found))
        if event is not None:
            events.append(event)
    return tuple(events)


def triggers_of(
    document: Document, names: list[Candidate], more: Mapping[str, tuple[Form, ...]] | None = None
) -> list[Trigger]:
    """Return the triggers of a document in order; `more` as for `find_triggers`."""
    return [choice.trigger for choice in weighed_triggers(document, names, more)]


def weighed_triggers(
    document: Document, names: list[Candidate], more: Mapping[str, tuple[Form, ...]] | None = None
) -> list[Weighed]:
    """Return the triggers of a document in order, each with how sure it is; `more` as for `find_triggers`."""
    return _without_doubles(document, decided(document, names, sport=is_sport(document), more=more))


def rule_arguments(
    document: Document, triggers: list[Trigger], filling: list[Filler]
) -> Iterator[tuple[Trigger, list[Found]]]:
    """Yield each trigger with the arguments that the rules find for it."""
    firsts = [filler.first for filler in filling]
    verbs = [trigger.first for trigger in triggers if trigger.form.part == "verb"]
    speaker: tuple[int, Found] | None = None
    for trigger in triggers:
        begin, end = document.sentence_of(trigger.first)
        begin, end = max(begin, trigger.first - _WINDOW), min(end, trigger.last + _WINDOW)
        nearby = filling[bisect_left(firsts, begin) : bisect_left(firsts, end)]
        others = frozenset(verbs[bisect_left(verbs, begin) : bisect_left(verbs, end)]) - {trigger.first}
        found = arguments_of(document, trigger, nearby, others)
        if trigger.group.type == "STATEMENT":
            speaker = _speaker(document, trigger, found, speaker)
        yield trigger, found


_NEED_ARGUMENT = {
    "VISIT_TRAVEL": ("وصل", "توجه", "عاد", "وصول", "جولة", "رحلة", "فر", "سفر"),
    "ATTACK": ("استهدف",),
}
"""Words so often used of figures and aims that they are events only where something fills a role."""


def _speaker(
    document: Document, trigger: Trigger, found: list[Found], last: tuple[int, Found] | None
) -> tuple[int, Found] | None:
    """Return who spoke last and where; a participle goes on with that speaker: نفى س الخبر، قائلا."""
    for argument in found:
        if argument.role == "actor":
            return trigger.first, argument
    if trigger.form.part == "participle" and last is not None and document.same_sentence(last[0], trigger.first):
        found.append(replace(last[1], confidence=0.55, reason="speaker of the sentence"))
    return last


_POLICE = frozenset(("الشرطه", "الامن", "الدرك", "الاستخبارات", "المخابرات"))


_WHO_HE_IS = frozenset(
    ("هويته", "هويتها", "هويتهم", "هويتهما", "اسمه", "اسمها", "اسمهم", "اسميهما", "اسماءهم", "اسمايهم")
)


def _is_meant(document: Document, trigger: Trigger, found: list[Found]) -> bool:
    after = document.norm(trigger.last + 1), document.norm(trigger.last + 2)
    if trigger.form.part == "noun" and after[0] == "عن" and after[1] in _WHO_HE_IS:
        # طلب عدم الكشف عن اسمه: the source stays unnamed, nothing is told.
        return False
    if trigger.form.lemma == "أوقف":
        # What is stopped is mostly a thing: an arrest has someone arrested, or the police as its doer.
        following = {document.norm(trigger.last + step) for step in (1, 2)}
        return bool(following & _POLICE) or any(argument.role == "target" for argument in found)
    words = _NEED_ARGUMENT.get(trigger.group.type, ())
    if trigger.form.lemma not in words or (trigger.form.lemma == "وصول" and trigger.suffixed):
        return True
    return any(argument.role in ("actor", "target", "location") for argument in found)


_WINDOW = 60
"""Tokens around a trigger in which fillers are looked for: a sentence may be a whole article."""


def _without_doubles(document: Document, weighed: list[Weighed]) -> list[Weighed]:
    """Return triggers without the verbs that only carry another: نقلت س عن ص قوله is one statement, by قوله."""
    kept: list[Weighed] = []
    for number, choice in enumerate(weighed):
        first = choice.trigger.first
        if choice.trigger.form.lemma == "نقل" and any(
            later.trigger.form.lemma in SAID and document.same_sentence(first, later.trigger.first)
            for later in weighed[number + 1 : number + 3]
        ):
            continue
        kept.append(choice)
    return kept


def _event(document: Document, choice: Weighed, modality: str, found: list[Found]) -> Event | None:
    trigger = choice.trigger
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
        modality=modality,
        arguments=arguments,
        confidence=round(choice.confidence, 3),
        reason=choice.reason,
    )
