"""Who did what to whom, where and when: fillers near a trigger by word order, voice and preposition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.clauses import (
    AGENTS,
    HUMANS,
    PLACES,
    Clause,
    acts,
    antecedent_of,
    disagrees,
    follows_attack,
    second_phrase,
    stands_before,
    subject_after,
    subject_before,
)
from extract.clitics import readings
from extract.counts import number_end
from extract.document import Document
from extract.fillers import Filler, is_joined, phrase_words
from extract.normalise import normalise
from extract.policies import POLICIES, Policy
from extract.triggers import Trigger, trigger_table

SAID = ("القول", "قوله", "قولها", "قولهم", "تأكيده", "تأكيدها", "تأكيدهم", "تصريحه", "تصريحها")
"""Nouns that carry a relayed statement: نقلت س عن ص قوله."""
_REACH = 20
"""Tokens after a trigger within which a filler is looked for."""
_COUNTED = frozenset(("KILL_INJURE", "ARREST", "RELEASE", "DEPLOY_WITHDRAW"))
_AIMED = frozenset(("استهداف", "اقتحام", "مهاجمة", "مداهمة"))


@dataclass(frozen=True, slots=True)
class Found:
    """A role and its filler."""

    role: str
    filler: Filler
    confidence: float
    reason: str


def arguments_of(document: Document, trigger: Trigger, nearby: list[Filler], others: frozenset[int]) -> list[Found]:
    """Return the fillers of a trigger's roles; each filler once. `others` are tokens where verbs of other events stand."""
    clause = Clause(document, trigger, nearby, others)
    policy = POLICIES.get(trigger.group.type, Policy())
    found: list[Found] = []
    if trigger.form.part == "verb":
        _around_verb(clause, policy, found)
    elif trigger.form.part == "noun":
        _around_noun(clause, policy, found)
    _by_preposition(clause, policy, found)
    # Before places are looked for: على كركوك والموصل has two targets.
    found.extend(list(_joined(clause, found)))
    _by_kind(clause, policy, found)
    _counts(clause, found)
    return _once([*found, *_joined(clause, found)])


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


def _joined(clause: Clause, found: list[Found]) -> Iterator[Found]:
    """Yield the phrases that و joins to a filler: they share its role."""
    for argument in found:
        if argument.role in ("date", "count") or argument.filler.type in ("DATE", "NUMBER_OF"):
            continue
        last = argument.filler
        for other in clause.after:
            if (
                other.head == last.last + 1
                and is_joined(clause.document, other)
                and (other.type == last.type or {other.type, last.type} <= AGENTS | {"things"})
                and (argument.role != "location" or other.type in PLACES)
            ):
                yield replace(argument, filler=other, confidence=argument.confidence - 0.05, reason="joined by و")
                last = other


def _around_verb(clause: Clause, policy: Policy, found: list[Found]) -> None:
    kind = clause.trigger.group.type
    fronted = stands_before(clause)
    index = subject_after(clause)
    antecedent = antecedent_of(clause)
    if clause.trigger.form.lemma == "نقل":
        _source(clause, found)
        return
    if index is None:
        # A verb joined by و goes on with a subject that is not told again.
        filler = fronted or antecedent or _told_before(clause, policy)
        if filler and filler.type != "things":
            role = "target" if policy.passive or clause.trigger.form.lemma in _PASSIVES else policy.subject
            if role == "target" and filler.type in ("ORG", "LOC") and _has_target(clause, policy):
                role = "actor"
            if role:
                found.append(Found(role, filler, 0.62, "subject before the verb"))
    else:
        filler = clause.after[index]
        second = second_phrase(clause, index)
        if kind == "VISIT_TRAVEL" and filler.type in PLACES:
            subject = fronted or antecedent or subject_before(clause)
            if subject:
                found.append(Found(policy.subject, subject, 0.62, "subject before the verb"))
        elif (
            kind == "ATTACK"
            and clause.trigger.form.lemma == "استهدف"
            and (fronted or antecedent or filler.type not in HUMANS or follows_attack(clause))
        ):
            found.append(Found("target", filler, 0.68, "object of the verb"))
        elif filler.type == "NUMBER_OF" and " " not in clause.document.body[filler.start : filler.end]:
            found.append(Found("count", filler, 0.6, "after the verb"))
        elif clause.trigger.form.lemma in _PASSIVES and not policy.passive and filler.type in AGENTS | {"things"}:
            found.append(Found("target", filler, 0.7, "after a verb in the passive"))
        elif antecedent and antecedent.type in AGENTS and filler.type in AGENTS | {"things"} and second is None:
            _around_relative(clause, policy, antecedent, filler, found)
        elif kind == "DISASTER_ACCIDENT" and filler.type == "things":
            found.append(Found("target", filler, 0.66, "subject after the verb"))
        elif policy.object and policy.subject and not fronted and disagrees(clause, filler):
            found.append(Found(policy.object, filler, 0.6, "follows a verbal noun"))
        elif fronted and policy.object and filler.type not in ("DATE", "WEAPON"):
            found.append(Found(policy.object, filler, 0.66, "object of the verb"))
            found.append(Found(policy.subject, fronted, 0.7, "subject before the verb"))
        elif kind == "STATEMENT" and fronted and second is None:
            found.append(Found(policy.subject, fronted, 0.7, "subject before the verb"))
            _statement_object(clause, filler, found)
        elif (
            policy.passive and second is None and filler.type not in ("ORG", "LOC", "FAC") and not acts(clause, filler)
        ):
            found.append(Found("target", filler, 0.75, "after a verb read as passive"))
        elif filler.type == "NUMBER_OF":
            found.append(
                Found("target" if policy.passive else policy.subject or "target", filler, 0.6, "after the verb")
            )
        elif kind == "ATTACK" and filler.type == "things":
            found.append(Found("target", filler, 0.6, "object of the verb"))
        elif policy.subject and filler.type in AGENTS:
            found.append(Found(policy.subject, filler, 0.8, "subject after the verb"))
            if second is not None and policy.object:
                role = "instrument" if second.type == "WEAPON" and kind == "ATTACK" else policy.object
                found.append(Found(role, second, 0.66, "object after the subject"))
            if kind == "STATEMENT" and second is not None:
                _statement_object(clause, second, found)
    if kind == "VISIT_TRAVEL":
        _destination(clause, found)
    if kind == "STATEMENT":
        _addressee(clause, found)


_PASSIVES = frozenset(("أقيل", "هوجم", "اغتيل", "حوكم", "أحيل", "أعفي"))


def _told_before(clause: Clause, policy: Policy) -> Filler | None:
    if clause.trigger.clitics[:1] in ("و", "ف"):
        return None
    # No place is killed or arrested.
    return subject_before(clause, HUMANS if policy.passive else AGENTS)


def _has_target(clause: Clause, policy: Policy) -> bool:
    return any(policy.prepositions.get(filler.preposition) == "target" for filler in clause.after)


def _source(clause: Clause, found: list[Found]) -> None:
    """نقلت س عن ص أن: the speaker is ص, and س only tells it."""
    for filler in clause.after:
        if filler.preposition == "عن" and filler.type in AGENTS:
            found.append(Found("actor", filler, 0.72, "relayed by another"))
            return


def _around_relative(clause: Clause, policy: Policy, antecedent: Filler, filler: Filler, found: list[Found]) -> None:
    """الذي هاجم ص has its antecedent as subject; الذي اعتقلته ص as object."""
    subject, other = (filler, antecedent) if clause.trigger.suffixed else (antecedent, filler)
    if policy.subject:
        found.append(Found(policy.subject, subject, 0.64, "subject of the relative clause"))
    if policy.object:
        found.append(Found(policy.object, other, 0.62, "object of the relative clause"))
    elif clause.trigger.group.type == "STATEMENT":
        _statement_object(clause, other, found)


def _statement_object(clause: Clause, filler: Filler, found: list[Found]) -> None:
    if filler.type not in AGENTS:
        return
    if clause.trigger.group.subtype in ("accuse", "threaten", "criticise", "warn"):
        found.append(Found("target", filler, 0.7, "object of the verb"))
    elif clause.trigger.form.lemma in ("أبلغ", "طالب", "دعا", "حث", "ناشد"):
        found.append(Found("recipient", filler, 0.66, "object of the verb"))


def _addressee(clause: Clause, found: list[Found]) -> None:
    """قال س لـص، طلب من ص: right after the verb or its subject."""
    actors = [argument.filler for argument in found if argument.role == "actor"]
    end = max([filler.last for filler in actors if filler.head > clause.trigger.last] + [clause.trigger.last])
    asks = clause.trigger.form.lemma == "طلب"
    for filler in clause.after:
        right_after = 0 < filler.head - end <= 2
        if right_after and filler.type in ("PERSON", "ORG", "people") and filler.preposition == ("من" if asks else "ل"):
            found.append(Found("recipient", filler, 0.66, "addressee"))
            return


def _destination(clause: Clause, found: list[Found]) -> None:
    for filler in clause.after:
        if (
            filler.type in PLACES
            and filler.preposition in ("", "الي", "ل", "ب", "نحو")
            and clause.gap(filler) <= _REACH
        ):
            if clause.document.norms[filler.first - 1].startswith("الموال"):
                continue
            found.append(Found("location", filler, 0.75, "place reached"))
            return


def _around_noun(clause: Clause, policy: Policy, found: list[Found]) -> None:
    trigger = clause.trigger
    kind = trigger.group.type
    norm = clause.document.norms[trigger.first][trigger.skip :]
    if clause.after and not norm.startswith("ال"):
        filler = clause.after[0]
        adjective = clause.document.norms[filler.head] == "انتحاري"
        if clause.gap(filler) == 1 and not filler.preposition and not adjective:
            aimed = any(
                other.preposition in ("ل", "ضد") and other.head - filler.last <= 2 for other in clause.after[1:]
            )
            role = _genitive_role(trigger, policy, filler, aimed=aimed)
            if role:
                found.append(Found(role, filler, 0.72, "follows the noun"))
    _relayed(clause, found)
    roles = {argument.role for argument in found}
    if "actor" not in roles and kind != "KILL_INJURE":
        support = _support_subject(clause)
        if support and support.role not in roles and not (roles & {"target"} and kind not in _DECIDED):
            found.append(support)
    if kind == "STATEMENT":
        _aimed_words(clause, found)
        _addressee(clause, found)
    if kind == "VISIT_TRAVEL":
        _destination(clause, found)
    if kind == "ATTACK":
        _told_after(clause, found)
    if policy.subject_from_sentence and not any(argument.role == "actor" for argument in found):
        anaphoric = norm.endswith("ه") and trigger.form.lemma[-1] not in "ةه"
        if not norm.startswith("ال") or anaphoric:
            for filler in reversed(clause.sentence):
                if (
                    filler.last < trigger.first
                    and filler.type == "PERSON"
                    and not filler.preposition
                    and trigger.first - filler.last <= 20
                ):
                    found.append(Found("actor", filler, 0.5, "whom the sentence is about"))
                    break


def _aimed_words(clause: Clause, found: list[Found]) -> None:
    """انتقادات س لـص، تهديدات لـص: whom the words are aimed at."""
    if clause.trigger.group.subtype not in ("accuse", "threaten", "criticise"):
        return
    end = max([argument.filler.last for argument in found if argument.role == "actor"] + [clause.trigger.last])
    for filler in clause.after:
        if filler.type in AGENTS and filler.preposition in ("ل", "ضد") and 0 < filler.head - end <= 2:
            found.append(Found("target", filler, 0.66, "whom the words are aimed at"))
            return


_HITS = frozenset(normalise(word) for word in ("استهدف", "استهدفت", "تستهدف", "يستهدف", "طال", "طالت", "ضرب", "ضربت"))
_DONE_BY = frozenset(
    normalise(word)
    for word in (
        "شنها",
        "شنته",
        "شنتها",
        "نفذها",
        "نفذته",
        "نفذتها",
        "تشنها",
        "يشنها",
        "تبناها",
        "تبناه",
        "تبنتها",
        "تبنته",
    )
)
_DOES = frozenset(normalise(word) for word in ("قام", "قامت", "يقوم", "تقوم"))


def _told_after(clause: Clause, found: list[Found]) -> None:
    """هجمات استهدفت ص، الغارات التي شنتها س: a verb after an attack's noun tells its target or its doer."""
    document = clause.document
    for position in range(clause.trigger.last + 1, min(clause.end, clause.trigger.last + 6)):
        word = document.norms[position]
        if word in (".", "،", "؛", ":"):
            return
        done = word in _DONE_BY or (word in ("بها", "به") and document.norm(position - 1) in _DOES)
        if not done and word not in _HITS:
            continue
        role = "actor" if done else "target"
        if any(argument.role == role for argument in found):
            return
        for filler in clause.sentence:
            if position < filler.head <= position + 2 and not filler.preposition and filler.type in AGENTS | {"things"}:
                found.append(Found(role, filler, 0.6, "told by the verb after it"))
                return
        return


def _relayed(clause: Clause, found: list[Found]) -> None:
    """نقلت س عن ص قوله: the speaker is ص."""
    if clause.trigger.form.lemma not in SAID:
        return
    for filler in reversed(clause.sentence):
        about = range(max(clause.begin, filler.head - 2), filler.head)
        told_by = filler.preposition == "عن" or any(clause.document.norms[index] == "عن" for index in about)
        if filler.last < clause.trigger.first and told_by and filler.type in AGENTS:
            found.append(Found("actor", filler, 0.7, "relayed by another"))
            return


def _genitive_role(trigger: Trigger, policy: Policy, filler: Filler, *, aimed: bool) -> str:
    kind = trigger.group.type
    if filler.type == "WEAPON":
        return "instrument" if kind in ("ATTACK", "KILL_INJURE") else ""
    if filler.type == "DATE":
        return ""
    if kind == "ATTACK":
        if trigger.form.lemma in _AIMED:
            return "target"
        return "actor" if filler.type in HUMANS else "target"
    if kind == "MEET" and trigger.clitics.endswith("ل"):
        return "counterpart"
    if filler.type in PLACES and kind in (
        "VISIT_TRAVEL",
        "CLASH",
        "AGREEMENT",
        "ELECTION",
        "PROTEST",
        "DISASTER_ACCIDENT",
    ):
        return "location"
    if kind == "DEPLOY_WITHDRAW" and filler.type in ("LOC", "PERSON"):
        return "actor"
    if kind == "STATEMENT" and trigger.group.subtype in ("warn", "threaten") and filler.type == "LOC" and not aimed:
        return "target"
    if kind == "APPOINT_RESIGN" and trigger.group.subtype == "resign":
        return "actor"
    return policy.genitive


_DECIDED = frozenset(("APPOINT_RESIGN", "SANCTION", "DEPLOY_WITHDRAW", "RELEASE", "VISIT_TRAVEL", "AID"))
"""Acts that someone decides on."""


def _support_subject(clause: Clause) -> Found | None:
    """Return the subject of شن، عقد ... before an event noun; what تعرض لهجوم is its target."""
    document, trigger = clause.document, clause.trigger
    table = phrase_words()
    for position in range(trigger.first - 1, max(clause.begin, trigger.first - 12) - 1, -1):
        word = document.norms[position]
        if word in (".", "؛"):
            return None
        forms = {reading.form for reading in readings(word)}
        decided = clause.trigger.group.type in _DECIDED and forms & table.decides
        if not decided and not forms & (table.support | table.suffers):
            continue
        role = "target" if forms & table.suffers else "actor"
        candidates = [
            filler
            for filler in clause.sentence
            if position < filler.head <= position + 3 and filler.last < trigger.first and not filler.preposition
        ] or [
            filler
            for filler in reversed(clause.sentence)
            if filler.last < position and position - filler.last < 4 and not filler.preposition
        ]
        for filler in candidates:
            if filler.type in AGENTS or (role == "target" and filler.type == "things"):
                return Found(role, filler, 0.6, "subject of the support verb")
        return None
    return None


def _by_preposition(clause: Clause, policy: Policy, found: list[Found]) -> None:
    kind = clause.trigger.group.type
    for filler in clause.after:
        if clause.gap(filler) > _REACH:
            break
        if filler.type in ("DATE", "NUMBER_OF"):
            continue
        role = policy.prepositions.get(filler.preposition, "")
        if role == "location" and filler.type not in PLACES:
            role = ""
        elif kind == "TRIAL" and filler.preposition == "الي" and clause.trigger.form.lemma in ("أحال", "أحيل", "إحالة"):
            role = "recipient"
        elif kind == "STATEMENT" and clause.trigger.form.lemma == "ندد" and filler.preposition == "ب":
            role = "target"
        if kind == "ATTACK" and filler.type == "WEAPON":
            role = "instrument"
        elif (
            kind == "ATTACK"
            and filler.preposition == "ل"
            and clause.gap(filler) <= 3
            and clause.trigger.form.part == "noun"
        ):
            role = "actor" if filler.type == "ORG" else "target" if filler.type in ("LOC", "FAC") else ""
        elif kind == "ATTACK" and clause.trigger.form.lemma in ("أطلق", "إطلاق") and filler.preposition == "الي":
            role = "target"
        if not role or (filler.type == "WEAPON" and role != "instrument"):
            continue
        if role in ("actor", "counterpart", "recipient") and filler.type in ("things", "WEAPON"):
            continue
        if filler.type in PLACES and filler.preposition in ("ب", "ل") and kind in ("MEET", "TRIAL", "AID", "CLASH"):
            continue
        if filler.preposition == "ب" and clause.gap(filler) > 3:
            continue
        found.append(Found(role, filler, 0.66, f"preposition {filler.preposition}"))
        if filler.preposition == "بين":
            found.extend(_partner(clause, filler))


def _partner(clause: Clause, filler: Filler) -> Iterator[Found]:
    for other in clause.after:
        near = other.first > filler.last and other.head - filler.last <= 4
        if near and is_joined(clause.document, other):
            yield Found("counterpart", other, 0.64, "preposition بين")
            return


def _by_kind(clause: Clause, policy: Policy, found: list[Found]) -> None:
    """Places, dates, counts and weapons go to the nearest event of the clause that takes them."""
    taken = {(argument.filler.start, argument.filler.end) for argument in found}
    kind = clause.trigger.group.type
    placed = -1
    for filler in clause.after:
        gap = clause.gap(filler)
        if gap > _REACH:
            break
        if (filler.start, filler.end) in taken:
            if filler.type in PLACES:
                placed = filler.last
            continue
        if policy.places and filler.type in PLACES:
            inside = filler.preposition in ("في", "ب", "قرب", "وسط", "داخل", "عند", "بجوار", "قباله")
            chained = placed >= 0 and filler.head - placed <= 4
            if (inside and (placed < 0 or chained)) or (chained and filler.preposition in ("", "في")):
                found.append(Found("location", filler, 0.62, "place in the clause"))
                placed = filler.last
        elif filler.type == "DATE":
            near = gap <= 6 if kind == "STATEMENT" else True
            if near and not any(argument.role == "date" for argument in found):
                found.append(Found("date", filler, 0.62, "date in the clause"))
        elif filler.type == "NUMBER_OF" and kind in _COUNTED and gap <= 3 and not _counts_others(clause, filler):
            role = "target" if " " in clause.document.body[filler.start : filler.end] else "count"
            found.append(Found(role, filler, 0.68, "count after the trigger"))
        elif filler.type == "WEAPON" and kind == "ATTACK" and gap <= 8:
            found.append(Found("instrument", filler, 0.6, "weapon in the clause"))
    if kind == "KILL_INJURE":
        _ranks(clause, found)
    roles = {argument.role for argument in found}
    if policy.places and "location" not in roles and kind not in ("MEET", "AGREEMENT", "VISIT_TRAVEL", "SANCTION"):
        _place_before(clause, found)
    if "date" not in roles:
        for filler in reversed(clause.before):
            if filler.type == "DATE" and clause.trigger.first - filler.last <= 3:
                found.append(Found("date", filler, 0.5, "date before in the clause"))
                break


def _ranks(clause: Clause, found: list[Found]) -> None:
    """قتلى في صفوف ص: the dead are of ص."""
    for filler in clause.after:
        if filler.type in HUMANS and clause.document.norms[filler.head - 1] == "صفوف" and clause.gap(filler) <= 6:
            found.append(Found("target", filler, 0.62, "whose ranks they were in"))
            return


def _counts_others(clause: Clause, filler: Filler) -> bool:
    """Return whether a count holds an event of its own: القتلى إلى جانب عشرات الجرحى."""
    norm = clause.document.norms[filler.last]
    return filler.first > clause.trigger.last and any(
        form.group.type == "KILL_INJURE" and form.part == "noun" for form in trigger_table().forms.get(norm, ())
    )


def _place_before(clause: Clause, found: list[Found]) -> None:
    """A place told before: في محافظة ديالى، قتل ...; for the dead of an attack the attack's place in the sentence."""
    reach = 25 if clause.trigger.group.type == "KILL_INJURE" else 7
    source = clause.sentence if clause.trigger.group.type == "KILL_INJURE" else clause.before
    for filler in reversed(source):
        if filler.last >= clause.trigger.first or filler.type not in PLACES:
            continue
        if clause.trigger.first - filler.last > reach:
            return
        if filler.preposition in ("في", "ب"):
            found.append(Found("location", filler, 0.45, "place told before"))
            return


def _counts(clause: Clause, found: list[Found]) -> None:
    kind = clause.trigger.group.type
    if kind in _COUNTED:
        found.extend(
            replace(argument, role="count")
            for argument in list(found)
            if argument.filler.type == "NUMBER_OF" and argument.role == "target"
        )
        found.extend(
            Found("count", filler, 0.8, "the number with the trigger")
            for filler in clause.sentence
            if filler.type == "NUMBER_OF" and filler.first <= clause.trigger.first <= filler.last
        )
    if kind != "ATTACK":
        return
    for argument in list(found):
        if argument.role == "instrument":
            number = _number_before(clause, argument.filler.first)
            if number:
                found.append(Found("count", number, 0.6, "number before the weapon"))
    if clause.trigger.form.part == "noun":
        number = _number_before(clause, clause.trigger.first)
        if number:
            found.append(Found("count", number, 0.65, "number before the trigger"))


def _number_before(clause: Clause, position: int) -> Filler | None:
    """Return a plain number that ends right before a token."""
    document = clause.document
    before = position - 1
    if not document.same_sentence(before, position) or any(
        filler.first <= before <= filler.last for filler in clause.sentence
    ):
        return None
    if number_end(document, before) is None:
        return None
    token = document.tokens[before]
    return Filler(before, before, token.start, token.end, "number", None, "", before)
