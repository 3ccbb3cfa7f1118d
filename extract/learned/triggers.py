"""Which candidate words denote an event: a decision for each, weighed by a model; rules' conditions are its evidence.

The table of triggers says what may be an event. A lunch's لقاء and a goal's هجوم are in it too: whether the words
around speak for the event was learned from marked articles. What each candidate gives is a short list of strings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import pycrfsuite

from extract.clitics import readings
from extract.document import Candidate as Name
from extract.document import Document
from extract.fillers import phrase_words
from extract.learned.confidence import calibrated
from extract.learned.evidence import evidence
from extract.learned.features import cues
from extract.learned.packed import Packed
from extract.remembered import remembered
from extract.tables import is_nationality, toml, word_set
from extract.trigger_table import Form, folded
from extract.triggers import Candidate, Trigger, candidates, ruled

MODEL = Packed("triggers.crf")
YES, NO = "1", "0"
LEAST = 0.55
"""Probability from which a candidate is taken: from 0.5 to 0.6 F1 is the same on articles that no model had seen."""
LEAST_ACTS = 0.8
"""The same for all but statements in articles of sport, the economy and culture without violence: plots of films and
trade wars were taken for acts 2 to 4 times in 1,000 words, at hardly a cost elsewhere (F1 -0.001)."""
_PEACEFUL = 0.03
"""Share of tokens that the table takes for violence, below which an article tells of hardly any."""
_AT_ONCE = 2000
"""Candidates weighed at once: memory goes with the number."""


@dataclass(frozen=True, slots=True)
class Place:
    """A token that may begin a trigger, and what it may denote."""

    position: int
    choice: list[Candidate]
    rule: Trigger | None
    """What the table alone would take."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A trigger that the model takes."""

    trigger: Trigger
    probability: float
    """As the model has it."""
    confidence: float
    """How often a trigger of its type and probability was right."""
    reason: str


@cache
def _domains() -> tuple[tuple[str, frozenset[str]], ...]:
    table = toml("domains.toml")
    return tuple((name, word_set(table[name])) for name in ("sport", "economy", "culture"))


@cache
def _domain_of() -> dict[str, int]:
    """Return the words that tell a domain, each with its number."""
    return {norm: number for number, (_, words) in reversed([*enumerate(_domains(), 1)]) for norm in words}


def domain_levels(document: Document) -> tuple[str, ...]:
    """Return how much of an article is about sport, the economy and culture: `sport2`, up to 3."""
    told = Counter(filter(None, map(_domain_of().get, document.norms)))
    found = []
    for number, (name, _) in enumerate(_domains(), 1):
        hits = told[number]
        share = hits / max(len(document.norms), 50)
        level = sum(share >= least for least in (0.01, 0.02, 0.04)) if hits >= 2 else 0
        found.append(f"{name}{level}")
    return tuple(found)


def places(
    document: Document, names: Sequence[Name], *, sport: bool, more: Mapping[str, tuple[Form, ...]] | None = None
) -> list[Place]:
    """Return the tokens that may begin a trigger, outside the names; `more` as for `extract.triggers.candidates`."""
    covered = bytearray(len(document.tokens))
    for name in names:
        # A count may hold its trigger: 30 قتيلا.
        if name.type != "NUMBER_OF":
            covered[name.first : name.last + 1] = b"\x01" * (name.last + 1 - name.first)
    return [
        Place(position, choice, ruled(choice))
        for position, choice in candidates(document, covered, sport=sport, more=more)
    ]


@remembered
def _stem(norm: str) -> str:
    """Return a word without proclitics and article, as far as letters tell."""
    if norm[:1] in ("و", "ف") and len(norm) > 4:
        norm = norm[1:]
    for head in ("بال", "كال", "لل", "ال"):
        if norm.startswith(head) and len(norm) > len(head) + 2:
            return norm[len(head) :]
    return norm


@remembered
def _clusters(norm: str) -> tuple[int, int]:
    known = evidence(norm)
    return (known.clusters[0], known.clusters[1]) if known else (0, 0)


@lru_cache(maxsize=4096)
def _word(norm: str, side: str) -> tuple[str, ...]:
    """Return what a word beside a candidate gives."""
    coarse, fine = _clusters(norm)
    found = [f"{side}w={_stem(norm)}", f"{side}c={coarse}", f"{side}C={fine}"]
    if is_nationality(norm):
        found.append(f"{side}nat")
    if norm[:2] == "ال":
        found.append(f"{side}al")
    elif norm[:1] in ("ب", "ل") and len(norm) > 3:
        found.append(f"{side}p={norm[0]}")
    if norm[0].isdigit():
        found.append(f"{side}num")
    found += [f"{side}q={cue}" for cue in sorted(cues(norm))]
    if _is_person(norm):
        found.append(f"{side}people")
    return tuple(found)


@lru_cache(maxsize=1024)
def _word_for(norm: str, side: str, short: str) -> tuple[str, ...]:
    """Return the same beside a candidate of one type and part of speech."""
    return tuple(f"{word}{short}" for word in _word(norm, side))


@remembered
def _supports(norm: str) -> bool:
    return any(reading.form in _SUPPORT for reading in readings(norm))


@remembered
def _is_person(norm: str) -> bool:
    people = phrase_words().people
    return any(reading.form in people or reading.form.removeprefix("ال") in people for reading in readings(norm))


@lru_cache(maxsize=2048)
def _own(kind: str, sure: float, word: tuple[str, str], norm: str, clitics: str) -> tuple[str, ...]:
    """Return what a candidate gives by its word alone; `word` is its part of speech and its lemma."""
    part, lemma = word
    rest = norm.removeprefix(clitics)
    definite = (
        "al" if rest.startswith("ال") or (clitics.endswith("ل") and norm[len(clitics) - 1 :].startswith("لل")) else ""
    )
    inflected = rest.removeprefix("ال")
    coarse, fine = _clusters(inflected)
    found = [
        "b",
        f"l={lemma}",
        f"k={kind}",
        f"p={part}",
        f"kp={kind}{part}",
        f"cl={clitics}",
        f"lc={lemma}{clitics[-1:]}",
        f"ld={lemma}{definite}{part}",
        f"pd={part}{definite}",
        f"s={int(sure * 20)}",
        f"f={inflected}",
        f"c={coarse}",
        f"C={fine}",
        f"e={inflected[-2:] if len(inflected) > 3 else ''}{part}",
    ]
    if part == "verb":
        tense = "imp" if rest[:1] in ("ي", "ت", "ن") and rest[:1] != lemma[:1] else "perf"
        found += [f"t={tense}", f"lt={lemma}{tense}", f"kt={kind}{tense}"]
    return tuple(found)


class _View:
    """A document as the attributes see it: types of names by token, what the table takes where, its domain."""

    def __init__(self, document: Document, names: Sequence[Name], found: Sequence[Place]) -> None:
        self.document = document
        self.types = [""] * len(document.tokens)
        for name in names:
            for index in range(name.first, name.last + 1):
                self.types[index] = name.type
        self.rules: dict[int, Trigger] = {place.position: place.rule for place in found if place.rule is not None}
        self.domains = domain_levels(document)
        self.domains_for: dict[str, list[str]] = {}
        self.counts: dict[str, int] = {}
        for trigger in self.rules.values():
            self.counts[trigger.group.type] = self.counts.get(trigger.group.type, 0) + 1
        self.rate = sum(self.counts.get(kind, 0) for kind in _HARD) / max(len(document.tokens), 60)


_STOPS = frozenset(("،", ",", ".", "؛", ":", "!", "؟", "?"))
_HARD = ("ATTACK", "CLASH", "KILL_INJURE", "ARREST")
_SUPPORT = word_set(
    "شن شنت يشن تشن نفذ نفذت ينفذ تنفذ عقد عقدت يعقد تعقد أجرى أجرت يجري تجري وجه وجهت يوجه توجه ألقى ألقت فرض فرضت يفرض"
    " تفرض تعرض تعرضت يتعرض تتعرض قام قامت يقوم تقوم تم يتم شهد شهدت يشهد تشهد أسفر أسفرت أدى أدت وقع وقعت يقع تقع وقعا"
    " وقعوا توصل توصلت أبرم أبرمت اندلع اندلعت جرت جرى نظم نظمت تلقى تلقت قدم قدمت تقديم أصدر أصدرت صدر صدرت لقي لقوا"
    " لقيت خاض خاضت تخوض دارت تدور إجراء شن تنفيذ عقد فرض توجيه وقوع حدوث"
)


def attributes(view: _View, place: Place, candidate: Candidate) -> list[str]:
    """Return what one candidate gives the model to weigh."""
    document, trigger = view.document, candidate.trigger
    group, form = trigger.group, trigger.form
    norms = document.norms
    kind, part = group.type, form.part
    short = f"{kind[:6]}{part[0]}"
    norm = norms[trigger.first]
    lemma = folded(form.lemma)
    found = [*_own(f"{kind}/{group.subtype or ''}", group.sure, (part, lemma), norm, trigger.clitics)]
    fails = candidate.fails
    rule = place.rule
    said = "yes" if rule is trigger else "no" if rule is None else "else"
    found += [f"R={said}", f"Rk={said}{kind}{part}", f"Rs={said}{int(group.sure * 20)}", f"Rl={said}{lemma}"]
    if rule is not None and rule is not trigger:
        found.append(f"Ro={rule.group.type}{rule.group.subtype}>{kind}{group.subtype}")
    for fail in fails:
        found += [f"x={fail}", f"xk={fail}{kind}", f"xl={fail}{lemma}"]
    if len(place.choice) > 1:
        found.append(f"n={len(place.choice)}{part}")
    if trigger.last > trigger.first:
        found.append("unit")
    surface = document.surface(trigger.first)
    if any(mark in surface for mark in "ًٌٍ"):
        found.append(f"tan{part}")
    if norm.endswith("ه"):
        # ة ends a noun, ه is a pronoun: مصالحة، مصالحه.
        ending = "teh" if "ة" in surface[-2:] else "heh"
        found += [f"{ending}{part}", f"{ending}{lemma}"]
    begin, end = document.sentence_of(trigger.first)
    for step in (-1, -2, 1, 2):
        index = (trigger.first if step < 0 else trigger.last) + step
        side = f"{step}"
        if not begin <= index < end:
            found += [f"{side}none", f"{side}none{short}"]
            continue
        kind_there = view.types[index]
        if kind_there:
            found += [f"{side}T={kind_there}", f"{side}T={kind_there}{short}"]
        else:
            found += _word(norms[index], side)
            if abs(step) == 1:
                found += _word_for(norms[index], side, short)
                found.append(f"{side}l={_stem(norms[index])}|{lemma}")
        other = view.rules.get(index)
        if other is not None:
            found += [f"{side}t={other.group.type[:6]}{other.form.part[0]}|{short}", f"{side}t={other.form.part[0]}"]
    found += _farther(view, trigger, begin, end, short)
    found += _of_document(view, trigger, kind, short)
    return found


def _farther(view: _View, trigger: Trigger, begin: int, end: int, short: str) -> Iterator[str]:
    """Yield what stands near but not beside, as words without their order."""
    norms, types = view.document.norms, view.types
    kinds: dict[str, None] = {}
    for index in range(max(begin, trigger.first - 6), min(end, trigger.last + 9)):
        if trigger.first <= index <= trigger.last:
            continue
        side = "<" if index < trigger.first else ">"
        norm = norms[index]
        if norm in _STOPS:
            continue
        if types[index]:
            kinds[f"{side}N={types[index]}"] = None
            continue
        coarse, _ = _clusters(norm)
        kinds[f"{side}c={coarse}"] = None
        if side == "<" and index >= trigger.first - 3 and _supports(norm):
            kinds[f"<sup{short[-1]}"] = None
            kinds[f"<sup{short}"] = None
        other = view.rules.get(index)
        if other is not None:
            kinds[f"{side}t={other.group.type[:6]}{short}"] = None
    for kind in kinds:
        yield kind
        if kind[1] in "Nc":
            yield kind + short


def _of_document(view: _View, trigger: Trigger, kind: str, short: str) -> Iterator[str]:
    document = view.document
    if kind not in view.domains_for:
        view.domains_for[kind] = [f"D={domain}{end}" for domain in view.domains for end in ("", kind)]
    yield from view.domains_for[kind]
    beside = view.counts.get(kind, 0) - (view.rules.get(trigger.first) is trigger)
    yield f"d={min(beside, 3)}{kind}"
    hard = sum(view.rate >= least for least in (0.004, 0.012, 0.03))
    yield f"h={hard}{kind}"
    yield f"h={hard}"
    if document.tokens[trigger.first].line == 0:
        yield "title"
        yield f"title{short}"


def weighable(document: Document, names: Sequence[Name], found: Sequence[Place]) -> list[list[list[str]]]:
    """Return the attributes of each place's candidates."""
    view = _View(document, names, found)
    return [[attributes(view, place, candidate) for candidate in place.choice] for place in found]


def probabilities(items: Sequence[list[str]], tagger: pycrfsuite.Tagger | None = None) -> list[float]:
    """Return the model's probability that each candidate denotes its event; candidates don't know of each other."""
    model = tagger or MODEL.tagger()
    found: list[float] = []
    for start in range(0, len(items), _AT_ONCE):
        part = items[start : start + _AT_ONCE]
        model.set(part)
        found += [model.marginal(YES, index) for index in range(len(part))]
    return found


def chosen(
    found: Sequence[Place], weights: Sequence[Sequence[float]], least: float, least_acts: float = 0.0
) -> list[Weighed]:
    """Return the triggers that are at least so probable, in order and apart; the likeliest of a place.

    `least_acts` is the same for all but statements, where it is more.
    """
    taken: list[Weighed] = []
    free = 0
    for place, values in zip(found, weights, strict=True):
        if place.position < free:
            continue
        # A fixed unit goes before the word it begins with.
        best = max(
            range(len(values)),
            key=lambda number: (
                values[number] >= least and place.choice[number].trigger.last > place.position,
                values[number],
            ),
        )
        if values[best] >= least:
            candidate = place.choice[best]
            trigger = candidate.trigger
            if values[best] < least_acts and trigger.group.type != "STATEMENT":
                continue
            taken.append(
                Weighed(
                    trigger,
                    values[best],
                    calibrated("event", trigger.group.type, values[best]),
                    _reason(place, candidate),
                )
            )
            free = trigger.last + 1
    return taken


def decided(
    document: Document,
    names: Sequence[Name],
    *,
    sport: bool,
    more: Mapping[str, tuple[Form, ...]] | None = None,
    tagger: pycrfsuite.Tagger | None = None,
) -> list[Weighed]:
    """Return the triggers of a document in order, none overlapping; `more` as for `extract.triggers.candidates`."""
    found = places(document, names, sport=sport, more=more)
    items = weighable(document, names, found)
    flat = probabilities([item for choice in items for item in choice], tagger)
    weights: list[list[float]] = []
    start = 0
    short = len(document.tokens) < _SHORT
    project = len(document.extension.triggers)
    for place, choice in zip(found, items, strict=True):
        values = flat[start : start + len(choice)]
        start += len(choice)
        # Of a project's own words no marked article told anything: what its rows take stands.
        if place.rule is not None and place.rule.group.number < project:
            weights.append([float(candidate.trigger is place.rule) for candidate in place.choice])
        else:
            weights.append(_by_table(place, values) if short else values)
    taken = chosen(found, weights, LEAST, LEAST_ACTS if not short and _is_peaceful(document, found) else 0.0)
    return [_own_word(each) if each.trigger.group.number < project else each for each in taken]


def _own_word(weighed: Weighed) -> Weighed:
    """Return a trigger of the project's own rows: as sure as the row says."""
    form = weighed.trigger.form
    return replace(weighed, confidence=form.group.sure, reason=f"trigger of this project: {form.lemma}")


def _is_peaceful(document: Document, found: Sequence[Place]) -> bool:
    """Return whether an article is of sport, the economy or culture and tells of hardly any violence."""
    if all(level[-1] < "2" for level in domain_levels(document)):
        return False
    hard = sum(place.rule is not None and place.rule.group.type in _HARD for place in found)
    return hard < _PEACEFUL * max(len(document.tokens), 60)


_SHORT = 40
"""Tokens of a text that is too short to weigh: a title or a sentence alone has nothing around it."""


def _by_table(place: Place, values: list[float]) -> list[float]:
    """Return probabilities for a short text: what the table takes stands, nothing else does."""
    return [
        max(value, candidate.trigger.group.sure) if candidate.trigger is place.rule else 0.0
        for value, candidate in zip(values, place.choice, strict=True)
    ]


def _reason(place: Place, candidate: Candidate) -> str:
    """Return in words what decided: the word, and whether the table alone would have it so."""
    lemma = candidate.trigger.form.lemma
    if place.rule is candidate.trigger:
        return f"trigger: {lemma}"
    return f"trigger: {lemma}, by the words around"
