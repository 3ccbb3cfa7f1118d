"""The roles around a verbal noun: what it governs, who carries it out, and what a verb after it tells."""

from __future__ import annotations

from extract.clauses import AGENTS, HUMANS, PLACES, Clause, Found
from extract.clitics import readings
from extract.fillers import Filler, phrase_words
from extract.normalise import normalise
from extract.policies import Policy
from extract.triggers import Trigger
from extract.verb_roles import add_addressee, add_destination

SAID = ("القول", "قوله", "قولها", "قولهم", "تأكيده", "تأكيدها", "تأكيدهم", "تصريحه", "تصريحها")
"""Nouns that carry a relayed statement: نقلت س عن ص قوله."""
_AIMED = frozenset(("استهداف", "اقتحام", "مهاجمة", "مداهمة"))


def around_noun(clause: Clause, policy: Policy, found: list[Found]) -> None:
    """Add what a verbal noun governs, and the subject of the verb that carries it."""
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
        add_addressee(clause, found)
    if kind == "VISIT_TRAVEL":
        add_destination(clause, found)
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
