"""The roles around a verb: subject and object by word order and voice, addressee, destination."""

from __future__ import annotations

from extract.clauses import (
    AGENTS,
    HUMANS,
    PLACES,
    REACH,
    Clause,
    Found,
    acts,
    antecedent_of,
    disagrees,
    follows_attack,
    second_phrase,
    stands_before,
    subject_after,
    subject_before,
)
from extract.fillers import Filler
from extract.policies import Policy


def around_verb(clause: Clause, policy: Policy, found: list[Found]) -> None:
    """Add who stands as subject and object of a verb, of its relative clause or of its passive."""
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
        elif antecedent and _does(clause, antecedent) and filler.type in AGENTS | {"things"} and second is None:
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
        add_destination(clause, found)
    if kind == "STATEMENT":
        add_addressee(clause, found)


_PASSIVES = frozenset(("أقيل", "هوجم", "اغتيل", "حوكم", "أحيل", "أعفي", "تولى"))


def _does(clause: Clause, antecedent: Filler) -> bool:
    """Return whether what a relative clause tells of can be its subject: in الذي تقول س it is س that speaks."""
    group = clause.trigger.group
    aimed = group.type != "STATEMENT" or group.subtype in ("accuse", "threaten", "criticise", "warn")
    return aimed and antecedent.type in AGENTS


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


def add_addressee(clause: Clause, found: list[Found]) -> None:
    """قال س لـص، طلب من ص: right after the verb or its subject."""
    actors = [argument.filler for argument in found if argument.role == "actor"]
    end = max([filler.last for filler in actors if filler.head > clause.trigger.last] + [clause.trigger.last])
    asks = clause.trigger.form.lemma == "طلب"
    for filler in clause.after:
        right_after = 0 < filler.head - end <= 2
        if right_after and filler.type in ("PERSON", "ORG", "people") and filler.preposition == ("من" if asks else "ل"):
            found.append(Found("recipient", filler, 0.66, "addressee"))
            return


def add_destination(clause: Clause, found: list[Found]) -> None:
    """Add the place that a journey goes to, the first."""
    for filler in clause.after:
        if filler.type in PLACES and filler.preposition in ("", "الي", "ل", "ب", "نحو") and clause.gap(filler) <= REACH:
            if clause.document.norms[filler.first - 1].startswith("الموال"):
                continue
            found.append(Found("location", filler, 0.75, "place reached"))
            return
