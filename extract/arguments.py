"""Who did what to whom, where and when: fillers near a trigger by word order, voice and preposition.

A policy says, for a type, which role the subject, the object, what follows a noun, and each preposition stand for.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.clitics import readings
from extract.document import Document
from extract.phrases import Filler, phrase_words
from extract.triggers import Trigger

_AGENTS = frozenset(("PERSON", "ORG", "LOC", "FAC", "people"))
_PLACES = frozenset(("LOC", "FAC"))
_REACH = 14
"""Words after a trigger within which a filler is looked for."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Roles of a type's fillers; an empty role takes nothing."""

    subject: str = "actor"
    """Of a verb in the active."""
    object: str = "target"
    """Second phrase after a verb, or the only one where the verb is read as passive."""
    genitive: str = "actor"
    """What follows a verbal noun at once."""
    prepositions: dict[str, str] = field(default_factory=dict)
    passive: bool = False
    """Whether a lone person after the verb is the one it happened to."""
    places: bool = True
    dates: bool = True
    objects: frozenset[str] = frozenset(("PERSON", "ORG", "FAC", "LOC", "NUMBER_OF", "people", "things"))


_ON = {"علي": "target", "ضد": "target", "باتجاه": "target", "تجاه": "target", "نحو": "target", "بحق": "target"}

POLICIES: dict[str, Policy] = {
    "ATTACK": Policy(prepositions=_ON, genitive=""),
    "CLASH": Policy(
        object="counterpart",
        genitive="actor",
        prepositions={"ضد": "counterpart", "مع": "counterpart", "بين": "actor", "ل": "target"},
    ),
    "KILL_INJURE": Policy(genitive="target", passive=True, prepositions={"بيد": "actor"}),
    "ARREST": Policy(genitive="target", passive=True, prepositions={"علي": "target", "بحق": "target"}),
    "RELEASE": Policy(genitive="target", passive=True, prepositions={"عن": "target"}),
    "MEET": Policy(
        object="counterpart",
        genitive="actor",
        prepositions={"مع": "counterpart", "ب": "counterpart", "بين": "actor", "برفقه": "counterpart"},
    ),
    "VISIT_TRAVEL": Policy(object="", genitive="actor", prepositions={}),
    "STATEMENT": Policy(
        object="", genitive="actor", prepositions={"ل": "recipient"}, places=False, objects=frozenset()
    ),
    "AGREEMENT": Policy(object="", genitive="", prepositions={"بين": "actor", "مع": "counterpart"}),
    "DEPLOY_WITHDRAW": Policy(object="target", genitive="target", prepositions={}),
    "PROTEST": Policy(object="", genitive="actor", prepositions={"ضد": "target", "علي": "target"}),
    "SANCTION": Policy(genitive="actor", prepositions=_ON),
    "APPOINT_RESIGN": Policy(genitive="target", passive=False),
    "TRIAL": Policy(genitive="target", passive=True, prepositions={"الي": "target", "علي": "target", "ل": "target"}),
    "ELECTION": Policy(object="", genitive="actor"),
    "DISASTER_ACCIDENT": Policy(subject="", object="", genitive="target"),
    "AID": Policy(object="", genitive="", prepositions={"ل": "recipient", "الي": "recipient"}),
}


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
        self.begin, self.end = document.sentence_of(trigger.first)
        self.stop_right = self._boundary(range(trigger.last + 1, self.end), others)
        self.stop_left = self._boundary(range(trigger.first - 1, self.begin - 1, -1), others)
        self.after = [filler for filler in nearby if trigger.last < filler.head and filler.first < self.stop_right]
        self.before = [filler for filler in nearby if self.stop_left < filler.head and filler.last < trigger.first]
        self.sentence = [filler for filler in nearby if self.begin <= filler.first < self.end]
        self.next_trigger = min((index for index in others if index > trigger.last), default=self.end)

    def _boundary(self, positions: range, others: frozenset[int]) -> int:
        stops = phrase_words().stops
        for position in positions:
            word = self.document.norms[position]
            if word in (".", "؛", ":", "!", "؟"):
                return position
            if any(reading.form in stops for reading in readings(word)[:1]) or word[1:] in stops and word[:1] in "وف":
                return position
            if position in others and positions.step > 0 and abs(position - self.trigger.first) > 1:
                return position
        return positions.stop

    def comma_before(self, position: int) -> bool:
        """Return whether a comma stands between the trigger and a later token."""
        return any(self.document.norms[index] in ("،", ",") for index in range(self.trigger.last + 1, position))


def arguments_of(document: Document, trigger: Trigger, nearby: list[Filler], others: frozenset[int]) -> list[Found]:
    """Return the fillers of a trigger's roles; each filler once. `others` are tokens where verbs of other events stand."""
    clause = Clause(document, trigger, nearby, others)
    policy = POLICIES.get(trigger.group.type, Policy())
    found: list[Found] = []
    if trigger.form.part == "verb":
        _around_verb(clause, policy, found)
    else:
        _around_noun(clause, policy, found)
    _by_preposition(clause, policy, found)
    _by_kind(clause, policy, found)
    return _once(found)


def _once(found: list[Found]) -> list[Found]:
    """Return one role a filler (a count may be target and count)."""
    kept: dict[tuple[int, int, str], Found] = {}
    roles: dict[tuple[int, int], set[str]] = {}
    for argument in found:
        span = (argument.filler.start, argument.filler.end)
        taken = roles.setdefault(span, set())
        if argument.role == "count" or not taken - {"count"}:
            kept.setdefault((*span, argument.role), argument)
            taken.add(argument.role)
    return list(kept.values())


def _has_object_suffix(trigger: Trigger, document: Document) -> bool:
    return (
        trigger.form.part == "verb"
        and document.norms[trigger.last].endswith(("ها", "هم", "هما"))
        and len(document.norms[trigger.last]) > 5
    )


def _subject_after(clause: Clause) -> int | None:
    """Return the index in `after` of the phrase that stands where a verb's subject does."""
    limit = clause.trigger.last + 1
    passed = phrase_words().passed
    for number, filler in enumerate(clause.after):
        between = range(limit, filler.head)
        words = [clause.document.norms[index] for index in between if clause.document.tokens[index].kind == "word"]
        if filler.type in ("DATE", "WEAPON"):
            limit = filler.last + 1
            continue
        if filler.preposition and not (filler.preposition == "من" and any(word in passed for word in words)):
            return None
        if all(word in passed or word.startswith("ال") for word in words) and len(words) <= 4:
            return number
        return None
    return None


def _around_verb(clause: Clause, policy: Policy, found: list[Found]) -> None:
    kind = clause.trigger.group.type
    subject = _subject_after(clause)
    if subject is not None:
        filler = clause.after[subject]
        following = _second_phrase(clause, subject)
        if policy.passive and following is None and filler.type not in ("ORG", "LOC", "FAC"):
            found.append(Found("target", filler, 0.75, "after a verb read as passive"))
        elif kind == "ATTACK" and filler.type == "things":
            found.append(Found("target", filler, 0.6, "object"))
        elif filler.type == "NUMBER_OF":
            found.append(
                Found("target" if policy.passive else policy.subject or "target", filler, 0.6, "after the verb")
            )
        elif _attends(clause, filler) and policy.object:
            found.append(Found(policy.object, filler, 0.65, "object of the verb"))
            _subject_before(clause, policy, found)
        elif policy.subject and filler.type in _AGENTS:
            found.append(Found(policy.subject, filler, 0.8, "subject after the verb"))
            if following is not None and policy.object and following.type in policy.objects:
                found.append(Found(policy.object, following, 0.65, "object after the subject"))
            if kind == "STATEMENT":
                _statement_object(clause, following, found)
    else:
        _subject_before(clause, policy, found)
        if kind == "STATEMENT" and clause.after and not clause.after[0].preposition:
            pass
    if kind == "VISIT_TRAVEL":
        _destination(clause, found)


def _attends(clause: Clause, filler: Filler) -> bool:
    """Return whether the phrase after the verb is its object, its subject standing before: `قاآني زار بغداد`."""
    kind = clause.trigger.group.type
    if kind in ("VISIT_TRAVEL",) and filler.type in _PLACES:
        return True
    norm = clause.document.norms[clause.trigger.last]
    feminine = norm.endswith("ت") or norm.startswith("ت") or norm.startswith("وت")
    subjects = [other for other in clause.before if not other.preposition and other.type in _AGENTS]
    return (
        bool(subjects)
        and clause.trigger.first - subjects[-1].last <= 2
        and (filler.type in ("PERSON", "people", "things"))
        and not feminine
    )


def _second_phrase(clause: Clause, subject: int) -> Filler | None:
    filler = clause.after[subject]
    for other in clause.after[subject + 1 :]:
        if other.type in ("DATE",):
            continue
        if other.preposition or clause.comma_before(other.head) or other.head - filler.last > 4:
            return None
        if other.first <= filler.last:
            continue
        return other
    return None


def _statement_object(clause: Clause, following: Filler | None, found: list[Found]) -> None:
    subtype = clause.trigger.group.subtype
    if following is None or following.type not in _AGENTS | {"people"}:
        return
    if subtype in ("accuse", "threaten", "criticise"):
        found.append(Found("target", following, 0.7, "object after the subject"))
    elif subtype in ("warn", "say", "demand"):
        found.append(Found("recipient", following, 0.6, "object after the subject"))


def _subject_before(clause: Clause, policy: Policy, found: list[Found]) -> None:
    for filler in reversed(clause.before):
        if filler.preposition or filler.type not in _AGENTS | {"NUMBER_OF"}:
            continue
        if clause.trigger.first - filler.last > 12:
            return
        role = "target" if policy.passive else policy.subject
        if role:
            found.append(Found(role, filler, 0.6, "subject before the verb"))
        return


def _destination(clause: Clause, found: list[Found]) -> None:
    for filler in clause.after:
        if filler.type in _PLACES and filler.preposition in ("", "الي", "ل", "ب", "في", "نحو"):
            found.append(Found("location", filler, 0.75, "place reached"))
            return


def _around_noun(clause: Clause, policy: Policy, found: list[Found]) -> None:
    trigger = clause.trigger
    kind = trigger.group.type
    definite = clause.document.norms[trigger.first][trigger.skip :].startswith("ال")
    if clause.after and not definite:
        filler = clause.after[0]
        gap = filler.head - trigger.last
        if gap == 1 and not filler.preposition:
            role = _genitive_role(trigger, policy, filler)
            if role:
                found.append(Found(role, filler, 0.72, "follows the noun"))
    support = _support_subject(clause)
    if support and not any(argument.role == "actor" for argument in found) and kind not in ("KILL_INJURE",):
        found.append(Found("actor", support, 0.55, "subject of the support verb"))
    if kind == "VISIT_TRAVEL":
        _destination(clause, found)


def _genitive_role(trigger: Trigger, policy: Policy, filler: Filler) -> str:
    kind = trigger.group.type
    if filler.type == "WEAPON":
        return "instrument"
    if filler.type == "DATE":
        return ""
    if kind == "ATTACK":
        if trigger.form.lemma in ("استهداف", "اقتحام", "مهاجمة", "مداهمة"):
            return "target"
        return "actor" if filler.type in ("ORG", "PERSON", "people") else "target"
    if kind == "VISIT_TRAVEL" and filler.type in _PLACES:
        return "location"
    if kind == "DEPLOY_WITHDRAW" and filler.type in ("LOC", "PERSON"):
        return "actor"
    if kind in ("CLASH", "AGREEMENT", "ELECTION", "PROTEST") and filler.type in _PLACES:
        return "location"
    if kind == "STATEMENT" and trigger.group.subtype in ("warn", "threaten") and filler.type == "LOC":
        return "target"
    if kind == "DISASTER_ACCIDENT" and filler.type in _PLACES:
        return "location"
    if kind == "APPOINT_RESIGN" and trigger.group.subtype == "resign":
        return "actor"
    return policy.genitive


def _support_subject(clause: Clause) -> Filler | None:
    """Return the subject of شن، عقد ... before an event noun."""
    document, trigger = clause.document, clause.trigger
    support = phrase_words().support
    for position in range(trigger.first - 1, max(clause.begin, trigger.first - 10) - 1, -1):
        word = document.norms[position]
        if word in (".", "؛"):
            return None
        if any(reading.form in support for reading in readings(word)):
            for filler in clause.sentence:
                if (
                    position < filler.head <= position + 3
                    and filler.last < trigger.first
                    and not filler.preposition
                    and filler.type in _AGENTS
                ):
                    return filler
            for filler in reversed(clause.before):
                if (
                    filler.last < position
                    and not filler.preposition
                    and filler.type in _AGENTS
                    and position - filler.last < 4
                ):
                    return filler
            return None
    return None


def _by_preposition(clause: Clause, policy: Policy, found: list[Found]) -> None:
    kind = clause.trigger.group.type
    for filler in clause.after:
        if filler.head - clause.trigger.last > _REACH:
            break
        role = policy.prepositions.get(filler.preposition, "")
        if kind == "ATTACK" and filler.type == "WEAPON":
            role = "instrument"
        if not role or (filler.type == "DATE"):
            continue
        if filler.type == "LOC" and filler.preposition in ("ب", "ل") and kind in ("MEET", "TRIAL", "AID"):
            continue
        if kind == "STATEMENT" and filler.head - clause.trigger.last > 8:
            continue
        if filler.type == "things" and role in ("actor", "counterpart", "recipient"):
            continue
        if role == "actor" and filler.preposition == "بين":
            found.append(Found("actor", filler, 0.7, "preposition بين"))
            partner = _coordinated(clause, filler)
            if partner:
                found.append(Found("counterpart", partner, 0.65, "preposition بين"))
            continue
        found.append(Found(role, filler, 0.65, f"preposition {filler.preposition}"))


def _coordinated(clause: Clause, filler: Filler) -> Filler | None:
    for other in clause.after:
        if (
            other.first > filler.last
            and other.head - filler.last <= 4
            and clause.document.norms[other.head].startswith("و")
        ):
            return other
    return None


def _by_kind(clause: Clause, policy: Policy, found: list[Found]) -> None:
    """Places, dates, counts and weapons go to the nearest event of the clause that takes them."""
    taken = {(argument.filler.start, argument.filler.end) for argument in found}
    kind = clause.trigger.group.type
    placed = 0
    for filler in clause.after:
        gap = filler.head - clause.trigger.last
        if gap > _REACH:
            break
        if (filler.start, filler.end) in taken:
            continue
        if (
            policy.places
            and filler.type in _PLACES
            and filler.preposition in ("في", "ب", "قرب", "وسط", "داخل", "")
            and placed < 2
        ):
            if filler.preposition == "" and not placed:
                continue
            found.append(Found("location", filler, 0.6, "place in the clause"))
            placed += 1
        elif policy.dates and filler.type == "DATE":
            if not any(argument.role == "date" for argument in found) and (kind != "STATEMENT" or gap <= 6):
                found.append(Found("date", filler, 0.62, "date in the clause"))
        elif (
            filler.type == "NUMBER_OF" and kind in ("KILL_INJURE", "ARREST", "RELEASE", "DEPLOY_WITHDRAW") and gap <= 3
        ):
            found.append(Found("target", filler, 0.65, "count after the trigger"))
        elif filler.type == "WEAPON" and kind in ("ATTACK", "KILL_INJURE") and gap <= 8:
            found.append(Found("instrument", filler, 0.6, "weapon in the clause"))
    if (
        policy.places
        and not any(argument.role == "location" for argument in found)
        and kind not in ("MEET", "AGREEMENT", "VISIT_TRAVEL")
    ):
        for filler in reversed(clause.before):
            if filler.type in _PLACES and filler.preposition in ("في", "ب") and clause.trigger.first - filler.last <= 6:
                found.append(Found("location", filler, 0.45, "place before in the clause"))
                break
    if policy.dates and not any(argument.role == "date" for argument in found):
        for filler in reversed(clause.before):
            if filler.type == "DATE" and clause.trigger.first - filler.last <= 3:
                found.append(Found("date", filler, 0.5, "date before in the clause"))
                break
    if kind in ("KILL_INJURE", "ARREST", "DEPLOY_WITHDRAW", "RELEASE"):
        for argument in list(found):
            if argument.filler.type == "NUMBER_OF" and argument.role == "target":
                found.append(Found("count", argument.filler, argument.confidence, argument.reason))
