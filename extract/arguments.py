"""Who did what to whom, where and when: fillers near a trigger by word order, voice and preposition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.clauses import AGENTS, HUMANS, PLACES, REACH, Clause, Found
from extract.counts import number_end
from extract.document import Document
from extract.fillers import Filler, is_joined
from extract.noun_roles import around_noun
from extract.policies import POLICIES, Policy
from extract.trigger_table import trigger_table
from extract.triggers import Trigger
from extract.verb_roles import around_verb

_COUNTED = frozenset(("KILL_INJURE", "ARREST", "RELEASE", "DEPLOY_WITHDRAW"))


def arguments_of(document: Document, trigger: Trigger, nearby: list[Filler], others: frozenset[int]) -> list[Found]:
    """Return the fillers of a trigger's roles; each filler once. `others` are tokens where verbs of other events stand."""
    clause = Clause(document, trigger, nearby, others)
    policy = POLICIES.get(trigger.group.type, Policy())
    found: list[Found] = []
    if trigger.form.part == "verb":
        around_verb(clause, policy, found)
    elif trigger.form.part == "noun":
        around_noun(clause, policy, found)
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


def _by_preposition(clause: Clause, policy: Policy, found: list[Found]) -> None:
    kind = clause.trigger.group.type
    for filler in clause.after:
        if clause.gap(filler) > REACH:
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
        if gap > REACH:
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
