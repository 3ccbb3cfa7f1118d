"""Which phrases fill a trigger's roles: a model weighs what the rules chose with all that stands around.

The model is a linear chain over the phrases of one trigger in text order, so that it sees that an act has one doer. Its
probabilities are brought to how often such a choice was right on articles that it had not seen (`roles_sure.tsv`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

import pycrfsuite

from extract.clauses import Found
from extract.learned.packed import Packed
from extract.learned.roles_features import attributes
from extract.learned.roles_scene import Phrase, Scene
from extract.tables import rows
from extract.triggers import Trigger

FILE = "roles.crf"
MODEL = Packed(FILE)
SURE = "roles_sure.tsv"
NONE = "O"
LEAST = 0.3
"""Probability from which a phrase fills a role: where F1 is highest on unseen articles."""

LEAST_TOLD = 0.15
"""The same where a rule says so too."""
SHORT = 40
"""Tokens of a text in which the model has little to go by: what rules told stays there."""
JOINED = "joined by و"
"""The rules' reason for a phrase that shares another's role."""

Steps = tuple[tuple[float, ...], tuple[float, ...]]
"""Probabilities from which each step holds, and how often its choices were right."""


Choice = tuple[Phrase, str, float]
"""A phrase, its roles joined by +, and their probability."""


def judge(scene: Scene, trigger: Trigger, found: Sequence[Found], tagger: pycrfsuite.Tagger) -> list[Choice]:
    """Return the phrases that likely fill a role, each with its likeliest roles."""
    looked, items = attributes(scene, trigger, found)
    if not looked:
        return []
    tagger.set(items)
    roles = [label for label in tagger.labels() if label != NONE]
    unfilled = NONE in tagger.labels()
    told = {(argument.filler.start, argument.filler.end): argument for argument in found if argument.role != "count"}
    short = len(scene.document.tokens) < SHORT
    likely: list[Choice] = []
    for number, phrase in enumerate(looked):
        rule = told.get((phrase.filler.start, phrase.filler.end))
        kept = short and rule is not None
        if unfilled and tagger.marginal(NONE, number) > 1 - LEAST_TOLD and not kept:
            continue
        probability, label = max((tagger.marginal(label, number), label) for label in roles)
        if kept and rule is not None and rule.role not in label and rule.role in roles:
            probability, label = max(LEAST, tagger.marginal(rule.role, number)), rule.role
        elif kept:
            probability = max(LEAST, probability)
        elif rule is not None and rule.role in roles and rule.role not in label:
            by_rule = tagger.marginal(rule.role, number)
            if by_rule >= max(LEAST_TOLD, probability / 3):
                probability, label = by_rule, rule.role
        if (trigger.group.subtype, label) == ("resign", "target"):
            # Who leaves an office is the doer.
            label = "actor"
        elif rule is not None and (trigger.group.type, rule.role, label) == ("AID", "recipient", "location"):
            label = "recipient"
        least = LEAST_TOLD if rule is not None and rule.role in label else LEAST
        if probability >= least and not _vetoed(scene, trigger, phrase, label):
            likely.append((phrase, label, probability))
    return _one_doer(trigger, _coordinated(likely, found), told)


def _vetoed(scene: Scene, trigger: Trigger, phrase: Phrase, label: str) -> bool:
    """Return whether the guideline leaves a phrase out whatever the model says."""
    filler = phrase.filler
    # القتلى إضافة إلى 12 جريحا: a count that holds another event's word is that event's.
    if filler.type == "NUMBER_OF" and filler.last != trigger.last and filler.last in scene.triggers:
        return True
    # تفجير استهدف س: an act is no doer.
    if label == "actor" and filler.first in scene.triggers and trigger.group.type != "STATEMENT":
        return True
    # تفجير انتحاري: an adjective here, whatever it is elsewhere.
    if filler.first == trigger.last + 1 and scene.document.norms[filler.first] == "انتحاري":
        return trigger.form.part == "noun"
    # غارات في الليل: a time, however it is put.
    if label == "location" and filler.mention is None and scene.document.norms[filler.last] in _TIMES:
        return True
    before = filler.last < trigger.first
    # وصل س ثم زار ص: a subject that is not told again is not resolved, nor is anything else of the clause before.
    if before and _goes_on(scene, trigger) and any(place < trigger.first for place, _ in phrase.others):
        return True
    # هجوم على كركوك أدى إلى مقتل: what was attacked is told of the attack alone.
    if label == "location" and before and any(what == "targetATTACK" for _, what in phrase.others):
        return trigger.group.type == "KILL_INJURE"
    # اتهمت واشنطن موسكو بقصف: who accuses did not do it.
    return (
        label == "actor"
        and before
        and trigger.group.type != "STATEMENT"
        and any(what == "actorSTATEMENT" and _accuses(scene, place) for place, what in phrase.others)
    )


_TIMES = frozenset(("الليل", "الليله", "الصباح", "المساء", "النهار", "الظهيره", "الفجر", "البدايه", "النهايه", "الوقت"))


def _goes_on(scene: Scene, trigger: Trigger) -> bool:
    joined = trigger.clitics[:1] in ("و", "ف") and bool(trigger.clitics)
    return trigger.form.part == "verb" and (joined or scene.document.norm(trigger.first - 1) == "ثم")


def _accuses(scene: Scene, place: int) -> bool:
    trigger = scene.triggers.get(place)
    return trigger is not None and trigger.group.subtype == "accuse"


def _coordinated(likely: list[Choice], found: Sequence[Found]) -> list[Choice]:
    """Return the choices where what و joins to a phrase has the role of that phrase."""
    joined = {(argument.filler.start, argument.filler.end) for argument in found if argument.reason == JOINED}
    settled: list[Choice] = []
    for phrase, label, probability in likely:
        shared = label
        if (phrase.filler.start, phrase.filler.end) in joined and settled:
            before = settled[-1]
            if before[0].filler.last + 1 == phrase.filler.head and "+" not in before[1]:
                shared = before[1]
        settled.append((phrase, shared, probability))
    return settled


def _one_doer(trigger: Trigger, likely: list[Choice], told: Mapping[tuple[int, int], Found]) -> list[Choice]:
    """Return the choices with one doer of a verb, the surest, and those that و joins to it."""
    if trigger.form.part == "noun":
        return likely
    doers = [number for number, (_, label, _) in enumerate(likely) if label == "actor"]
    if len(doers) < 2:
        return likely

    def weight(number: int) -> float:
        phrase, _, probability = likely[number]
        rule = told.get((phrase.filler.start, phrase.filler.end))
        return probability + (0.3 if rule is not None and rule.role == "actor" else 0)

    best = max(doers, key=weight)
    kept = {best}
    for number in doers:
        if number > best and likely[number][0].joined and number - 1 in kept:
            kept.add(number)
    for number in reversed(doers):
        if number < best and likely[number + 1][0].joined and number + 1 in kept:
            kept.add(number)
    return [choice for number, choice in enumerate(likely) if number not in doers or number in kept]


def weigh(scene: Scene, trigger: Trigger, found: Sequence[Found]) -> list[Found]:
    """Return the fillers of a trigger's roles, given those that the rules chose."""
    by_rule = {(argument.filler.start, argument.filler.end, argument.role): argument for argument in found}
    chosen: list[Found] = []
    for phrase, label, probability in judge(scene, trigger, found, MODEL.tagger()):
        filler = phrase.filler
        confidence = sure(label, probability)
        for role in label.split("+"):
            rule = by_rule.get((filler.start, filler.end, role))
            chosen.append(Found(role, filler, confidence, rule.reason if rule else reason_of(phrase, trigger, role)))
    # What rules found stays in their order, what the text adds follows in its own.
    order = {key: place for place, key in enumerate(by_rule)}
    return sorted(
        chosen,
        key=lambda argument: order.get((argument.filler.start, argument.filler.end, argument.role), len(order)),
    )


def reason_of(phrase: Phrase, trigger: Trigger, role: str) -> str:
    """Return in words what ties a phrase to a trigger, where no rule tells it."""
    filler = phrase.filler
    after = filler.head > trigger.last
    if phrase.joined and not filler.preposition:
        return JOINED
    if filler.preposition:
        return f"preposition {filler.preposition}"
    if trigger.form.part != "noun" and role == "actor":
        return "subject after the verb" if after else "subject before the verb"
    if trigger.form.part != "noun" and role in ("target", "counterpart", "recipient") and after:
        return "object of the verb"
    if trigger.form.part == "noun" and filler.head == trigger.last + 1:
        return "follows the noun"
    if role in ("location", "date"):
        return "place in the sentence" if role == "location" else "date in the sentence"
    return "after the trigger" if after else "before the trigger"


GROUPS = {"actor": "actor", "target": "target", "location": "location", "date": "date", "count+target": "count"}
"""Roles whose probabilities are brought to rights apart; all others together."""


@cache
def _sure() -> Mapping[str, Steps]:
    table: dict[str, list[tuple[float, float]]] = {}
    for group, least, right in rows(SURE):
        table.setdefault(group, []).append((float(least), float(right)))
    return {
        group: (tuple(least for least, _ in steps), tuple(right for _, right in steps))
        for group, steps in table.items()
    }


def sure(label: str, probability: float) -> float:
    """Return how often a choice of this role with this probability was right."""
    least, right = _sure()[GROUPS.get(label, "other")]
    return right[max(0, bisect_left(least, probability + 1e-9) - 1)]
