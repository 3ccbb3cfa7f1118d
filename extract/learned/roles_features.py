"""The attributes by which a phrase beside a trigger is weighed for a role: strings, one list a phrase, in text order.

What hangs on a pair of trigger and phrase is made while walking outward from the trigger, so that the cost goes with the
number of phrases looked at, never with the sentence. Names of attributes are short, as they are many.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.clauses import Found
from extract.learned.roles_scene import Phrase, Scene
from extract.normalise import normalise
from extract.triggers import Trigger

_CLASS = {
    "PERSON": "E", "ORG": "O", "LOC": "L", "FAC": "L", "DATE": "d", "people": "h", "things": "g", "noun": "n",
    "NUMBER_OF": "#", "number": "#",
}  # fmt: skip
_AGENT = frozenset(("PERSON", "ORG", "LOC", "people", "FAC"))


def _gap(tokens: int) -> str:
    return str(tokens) if tokens < 5 else "5" if tokens < 7 else "7" if tokens < 11 else "11" if tokens < 18 else "18"


def attributes(scene: Scene, trigger: Trigger, found: Sequence[Found]) -> tuple[list[Phrase], list[list[str]]]:
    """Return the phrases around a trigger in text order, with the attributes of each; `found` is what the rules chose."""
    low, high = scene.around(trigger)
    looked = scene.phrases[low:high]
    if not looked:
        return [], []
    told = _told(found)
    where = _Trigger.of(scene, trigger)
    rows: list[list[str]] = [[] for _ in looked]
    here = bisect_left(scene.firsts, trigger.first, low, high) - low
    _walk(scene, trigger, where, looked, rows, range(here, len(looked)))
    _walk(scene, trigger, where, looked, rows, range(here - 1, -1, -1))
    for phrase, row in zip(looked, rows, strict=True):
        key = (phrase.filler.start, phrase.filler.end)
        if key in told:
            role, reason, tenths = told[key]
            row.extend(
                (f"r={role}", f"rr={role}|{reason}", f"rk={role}|{where.kind}|{phrase.kind}", f"rc={role}|{tenths}")
            )
        else:
            row.extend(("r0", f"r0{where.kind}{phrase.kind}"))
        for place, what in phrase.others:
            if place != trigger.first:
                side = "<" if place < trigger.first else ">"
                row.extend((f"o{side}{what}", f"o{side}{what}|{where.kind}{where.part}", f"oo{side}{where.kind}"))
    return looked, rows


@dataclass(frozen=True, slots=True)
class _Trigger:
    kind: str
    subtype: str
    part: str
    lemma: str
    following: str
    before: str
    gender: str

    @classmethod
    def of(cls, scene: Scene, trigger: Trigger) -> _Trigger:
        group, form, document = trigger.group, trigger.form, scene.document
        part = form.part[0] + ("s" if trigger.suffixed else "")
        norm = document.norms[trigger.first][trigger.skip :]
        if form.part == "noun" and norm.startswith("ال"):
            part += "D"
        if form.part == "verb" and norm[:1] in "يتن":
            part += "i"
        if trigger.clitics[:1] == "و":
            part += "w"
        begin, end = document.sentence_of(trigger.first)
        return cls(
            group.type,
            f"{group.type}/{group.subtype}",
            part,
            normalise(form.lemma),
            scene.marks[trigger.last + 1] if trigger.last + 1 < end else "$",
            scene.marks[trigger.first - 1] if trigger.first > begin else "^",
            "" if form.part != "verb" else "f" if norm[:1] == "ت" or norm.endswith("ت") else "m",
        )


def _told(found: Sequence[Found]) -> dict[tuple[int, int], tuple[str, str, int]]:
    told: dict[tuple[int, int], tuple[str, str, int]] = {}
    for argument in found:
        key = (argument.filler.start, argument.filler.end)
        role = argument.role
        if key in told:
            role = "+".join(sorted({*told[key][0].split("+"), role}))
        told[key] = (role, argument.reason, round(argument.confidence * 10))
    return told


@dataclass(slots=True)
class _Way:
    """What was passed on the way outward from a trigger."""

    side: str
    path: list[str] = field(default_factory=list)
    """Marks and kinds of phrases."""
    seen: Counter[str] = field(default_factory=Counter)
    """Phrases by kind."""
    verbs: int = 0
    commas: int = 0
    clauses: int = 0
    bares: int = 0
    """Phrases that no preposition governs."""
    agents: int = 0
    """Of these, such as act."""
    last: str = ""

    def step(self, mark: str) -> None:
        """Pass a word."""
        self.path.append(mark)
        if mark in ("V", "N", "P"):
            self.verbs += 1
        elif mark == ",":
            self.commas += 1
        elif mark in ("T", "R"):
            self.clauses += 1

    def over(self, phrase: Phrase) -> None:
        """Pass a phrase."""
        self.seen[phrase.kind] += 1
        self.last = phrase.kind + phrase.preposition
        if not phrase.preposition and not phrase.inside:
            self.bares += 1
            self.agents += phrase.kind in _AGENT
        self.path.append(_CLASS.get(phrase.kind, "x") + ("+" if phrase.joined else ""))


def _walk(  # noqa: PLR0917
    scene: Scene, trigger: Trigger, where: _Trigger, looked: Sequence[Phrase], rows: list[list[str]], order: range
) -> None:
    """Add to the rows of the phrases on one side what lies between them and the trigger, the nearest first."""
    after = order.step > 0
    position = trigger.last + 1 if after else trigger.first - 1
    way = _Way(">" if after else "<")
    for rank, number in enumerate(order):
        phrase = looked[number]
        filler = phrase.filler
        between = range(position, filler.head) if after else range(position, filler.last, -1)
        for index in between:
            if mark := scene.marks[index]:
                way.step(mark)
        gap = abs(filler.head - trigger.last) if after else trigger.first - filler.last
        side = "=" if after and filler.first <= trigger.last else way.side
        rows[number] += phrase.own
        rows[number] += _pair(where, phrase, way, side, _gap(gap), min(rank, 3))
        way.over(phrase)
        position = max(position, filler.last + 1) if after else min(position, filler.head - 1)


def _pair(where: _Trigger, phrase: Phrase, passed: _Way, way: str, gap: str, rank: int) -> list[str]:  # noqa: PLR0917
    """Return the attributes of a trigger and a phrase."""
    kind, p = phrase.kind, phrase.preposition
    full, t, s, lem = where.part, where.kind, where.subtype, where.lemma
    k = full[0]
    a = _CLASS.get(kind, "x")
    b, v, c, h = min(passed.bares, 2), min(passed.verbs, 2), min(passed.commas, 1), min(passed.clauses, 1)
    road = "".join(passed.path[-5:])
    found = [
        f"t={t}",
        f"s={s}{way}",
        f"1{k}{way}{kind}",
        f"2{t}{way}{kind}",
        f"7{k}{way}{p}{b}{v}",
        f"9{t}{way}{p}",
        f"A{lem}{way}{p}",
        f"B{lem}{way}{a}{p}",
        f"D{k}{way}{gap}|{p}",
        f"E{t}{way}{gap}|{a}",
        f"F{k}{way}{road}",
        f"G{k}{way}{road}|{a}{p}",
        f"J{way}v{v}c{c}t{h}",
        f"K{t}{way}v{v}c{c}t{h}{a}",
        f"L{k}{way}{where.following}{rank}{p}",
        f"M{k}{way}{where.before}{rank}{p}",
        f"N{k}{way}{passed.last}|{a}{p}",
        f"R{t}{k}{way}{min(passed.agents, 2)}{p}|{a}{v}{c}",
        f"S{t}{way}{kind}{min(passed.seen[kind], 2)}{p}",
        f"U{full}{way}{where.gender}{phrase.feminine}{b}{p}",
        f"W{t}{k}{phrase.chained}{way}{a}",
    ]
    if phrase.kind in ("noun", "people", "things"):
        for own in phrase.own:
            if own[:2] in ("w=", "c1"):
                found.append(f"P{t}{own}")
            elif own[:2] == "c0":
                found.append(f"P{t}{k}{way}{b}{p}{own}")
    return found
