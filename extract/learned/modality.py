"""Whether an event happened, is denied, yet to come or only thought of: what rules say of it, weighed with the words around.

Cues and how far they reach stand in `extract.modality`; here they are evidence beside tense, the governing word, what
is told of the event's type, other events between and how much of the article is yet to come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pycrfsuite

from extract.clitics import readings
from extract.document import Document
from extract.learned.modality_words import SOON, is_between, is_to_come, says, skeleton, stem
from extract.learned.packed import Packed
from extract.modality import cues, modality_of
from extract.trigger_table import folded
from extract.triggers import Trigger

MODEL = Packed("modality.crf")
MODALITIES = ("asserted", "denied", "future", "hypothetical")
_AT_ONCE = 2000
_LEAST = 0.5
"""Least probability of an event being told as happened: below, the likeliest of the other three is taken."""
_OTHERS = 0.35
"""Weight of the other mentions of an act in its article: what is yet to come at one place mostly is at the next."""
_SHORT = 40
"""Tokens of a text that is too short to weigh: rules decide there."""
_ENDS = frozenset((".", "؛", ":", "!", "؟"))
_COMMAS = frozenset(("،", ","))
_BEFORE, _AFTER = 13, 7
"""Words before and after a trigger that are looked at; quotes and hashes are none."""
_NEAR = 6
_HEADS = 4
"""Nouns that may stand before an event's own as its phrase: قرار إعادة فرض عقوبات."""
_WORDS = 200
"""Words over which the article's verbs to come are counted."""


class View:
    """A document as the attributes see it: its triggers and how much of it is yet to come."""

    def __init__(self, document: Document, triggers: Sequence[Trigger]) -> None:
        self.document = document
        self.triggers = {trigger.first: trigger for trigger in triggers}
        at = frozenset(self.triggers)
        self.ruled = [modality_of(document, trigger, at) for trigger in triggers]
        """What rules say of each trigger."""
        norms = document.norms
        scale = _WORDS / max(len(norms), 1)
        to_come = [index for index, norm in enumerate(norms) if is_to_come(norm)]
        soon = sum(norm in SOON for norm in norms)
        self.of_article = (
            f"df{min(int(len(to_come) * scale), 4)}",
            f"dn{min(int(soon * scale * 2), 4)}",
            f"dt{any(document.tokens[index].line == 0 for index in to_come)}",
        )


def attributes(view: View, trigger: Trigger, ruled: str) -> list[str]:
    """Return what is weighed of one event; `ruled` is what rules say of it."""
    document = view.document
    norms = document.norms
    group, part = trigger.group, trigger.form.part
    kind = group.type
    lemma = folded(trigger.form.lemma)
    norm = norms[trigger.first][trigger.skip :]
    statement = "S" if kind == "STATEMENT" else "E"
    tense = ("imp" if norm[:1] in ("ي", "ت", "ن") and norm[:1] != lemma[:1] else "perf") if part == "verb" else part
    definite = "al" if norm.startswith("ال") else ""
    own = tense + definite + statement
    bones = skeleton(norm)
    begin, end = document.sentence_of(trigger.first)
    opening = begin
    while opening < trigger.first and is_between(document, opening):
        opening += 1
    found = [
        "b",
        f"r={ruled}",
        f"r={ruled}{part}",
        f"r={ruled}{kind}",
        f"r={ruled}{own}",
        f"k={kind}",
        f"k={kind}{group.subtype}{tense}",
        f"t={own}",
        f"cl={trigger.clitics}{part[0]}",
        f"l={lemma}{part[0]}",
        f"ok={bones}",
        f"ok={bones}{own}",
        f"s0k={skeleton(norms[opening])}{own[0]}",
        *(told + own for told in view.of_article),
    ]
    if trigger.suffixed:
        found.append("suf" + own)
    if document.tokens[trigger.first].line == 0:
        found.append("title" + own)
    found += _before(view, trigger, begin, own)
    found += _after(document, trigger, end, own)
    return found


def _before(view: View, trigger: Trigger, begin: int, own: str) -> Iterator[str]:
    document = view.document
    norms = document.norms
    line = _words_before(document, trigger.first, begin)
    at, link = _anchor(document, trigger, line)
    yield f"link={link}{own}"
    if at:
        yield f"light={own}"
        if at < len(line):
            yield f"-1={stem(norms[line[at]])}{own}"
    commas = 0
    between = ""
    seen: set[str] = set()
    nearest = True
    for place, index in enumerate(line[:_BEFORE]):
        norm, step = norms[index], place + 1
        if norm in _ENDS:
            break
        if norm in _COMMAS:
            commas += 1
            continue
        if step == 1:
            yield f"-1={stem(norm)}"
            yield f"-1={stem(norm)}{own}"
        if norm not in cues().links:
            yield from _governing(skeleton(norm), (place, place - at), link, own, commas)
        told = says(norm)
        if nearest and place >= at:
            classes = [cue for cue in told if cue[0] == "C"]
            for cue in classes:
                yield f"pair={cue}|{link}"
                yield f"pair={cue}|{link}{own}"
                yield f"pair={cue}|{link}{min(place - at + 1, 4)}"
                yield f"word={stem(norm)}|{link}"
            nearest = not classes
        near = "1" if step == 1 else "2" if step == 2 else "4" if step <= 4 else "9"
        for cue in told:
            name = cue + near
            if name not in seen:
                seen.add(name)
                yield name
                yield name + own
        if is_to_come(norm):
            yield f"sv{near}{own}"
            yield f"sv{min(commas, 1)}{between}{own[0]}"
            yield f"sv={stem(norm)}"
        if step <= _NEAR and not commas:
            yield f"<v={stem(norm)}"
        other = view.triggers.get(index)
        if other is not None and not between:
            between = "t" + other.group.type[0] + other.form.part[0]
            yield f"gov={other.group.type}{other.group.subtype}{own}"
            yield f"gov={other.group.type}{other.group.subtype}{min(step // 3, 2)}{'c' if commas else ''}"
        if norm in ("ان", "بان") and step <= 2 and place + 1 < len(line):
            teller = norms[line[place + 1]]
            yield f"that={stem(teller)}{own[0]}"
            for cue in says(teller):
                yield f"that{cue}{own[0]}"


def _governing(bones: str, away: tuple[int, int], link: str, own: str, commas: int) -> Iterator[str]:
    """Yield what a word before gives as the one that may govern the event: in all its forms, by what links the two.

    `away`: how many words stand between it and the trigger, and between it and the trigger's phrase.
    """
    place, from_phrase = away
    if place < _NEAR and not commas:
        yield f"<k={bones}"
    if place < 2:
        yield f"k{place + 1}={bones}{own[0]}"
    if 0 <= from_phrase <= 4 and not commas:
        yield f"kp={bones}|{link}"
    if from_phrase == 0:
        yield f"ka={bones}|{link}"
        yield f"ka={bones}{own[0]}"


def _words_before(document: Document, first: int, begin: int) -> list[int]:
    """Return the tokens before one in its sentence, the nearest first, as many as are looked at."""
    found: list[int] = []
    for index in range(first - 1, begin - 1, -1):
        if not is_between(document, index):
            found.append(index)
            if len(found) > _BEFORE + _HEADS:
                break
    return found


def _anchor(document: Document, trigger: Trigger, line: Sequence[int]) -> tuple[int, str]:
    """Return how many of the words before belong to the event's phrase (شن، التوصل إلى), and what links it to the rest."""
    norms, table = document.norms, cues()
    clitics, at = trigger.clitics, 0
    if trigger.form.part == "noun":
        for _ in range(_HEADS):
            if at >= len(line) or clitics[-1:] in ("ل", "و", "س"):
                break
            word = norms[line[at]]
            head = next((r for r in readings(word) if r.form in table.heads or r.form in table.light_nouns), None)
            over = 1
            if clitics[-1:] == "ب" and (head is None or head.form not in table.heads):
                break
            if head is None and word in table.over and at + 1 < len(line):
                head = next((r for r in readings(norms[line[at + 1]]) if r.form in table.heads), None)
                over = 2
            if head is None:
                break
            clitics, at = head.clitics, at + over
    if clitics[-1:] in ("ب", "ل", "س", "و", "ف", "ك"):
        return at, clitics[-1]
    if at < len(line):
        for reading in readings(norms[line[at]]):
            if reading.form in table.links:
                return at + 1, reading.form
    return at, ""


def _after(document: Document, trigger: Trigger, end: int, own: str) -> Iterator[str]:
    norms = document.norms
    step = 0
    for index in range(trigger.last + 1, end):
        norm = norms[index]
        if is_between(document, index):
            continue
        step += 1
        if step > _AFTER or norm in _ENDS:
            break
        if step <= 4 and norm not in _COMMAS:
            yield f">k={skeleton(norm)}{own[0]}"
        if step == 1:
            yield f"1={stem(norm)}"
        for cue in says(norm):
            if cue[0] == "C" or cue in ("fua", "hya", "fut"):
                yield f">{cue}{min(step // 2, 2)}"
                yield f">{cue}{own}"
        if is_to_come(norm):
            yield f">sv{own}"
            yield f">sv{min(step // 2, 2)}"
        if norm == "غدا":
            yield ">tomorrow"


def modalities(document: Document, triggers: Sequence[Trigger], tagger: pycrfsuite.Tagger | None = None) -> list[str]:
    """Return the modality of each of a document's triggers."""
    view = View(document, triggers)
    if len(document.tokens) < _SHORT:
        return view.ruled
    items = [attributes(view, trigger, rule) for trigger, rule in zip(triggers, view.ruled, strict=True)]
    told = weighed(items, [trigger.form.lemma for trigger in triggers], tagger)
    return [
        rule if rule == "hypothetical" and _is_to_cease(document, trigger) else each
        for trigger, rule, each in zip(triggers, view.ruled, told, strict=True)
    ]


def _is_to_cease(document: Document, trigger: Trigger) -> bool:
    """Return whether an act as such is given up: وقف استهداف المصالح، التوقف عن مهاجمة السفارة; not وقف القصف، which goes on."""
    norm = document.norms[trigger.first][trigger.skip :]
    # After a noun قصف is no verb either, whatever the table took it for.
    if trigger.group.type != "ATTACK" or trigger.suffixed or norm.startswith("ال") or norm[:1] in "يتن":
        return False
    begin, _ = document.sentence_of(trigger.first)
    stopping = cues().classes["stop"]
    before = (document.norms[index] for index in _words_before(document, trigger.first, begin)[:3])
    return any(reading.form in stopping for word in before for reading in readings(word))


def weighed(items: Sequence[list[str]], acts: Sequence[str], tagger: pycrfsuite.Tagger | None = None) -> list[str]:
    """Return the modality of an article's events given as their attributes; `acts` names the act of each."""
    model = tagger or MODEL.tagger()
    told = frozenset(model.labels())  # a model fitted to a few articles may know less than all four
    alone: list[list[float]] = []
    for start in range(0, len(items), _AT_ONCE):
        part = items[start : start + _AT_ONCE]
        model.set(part)
        alone += [
            [model.marginal(modality, index) if modality in told else 0.0 for modality in MODALITIES]
            for index in range(len(part))
        ]
    sums: dict[str, list[float]] = {}
    counts = Counter(acts)
    for act, values in zip(acts, alone, strict=True):
        sums[act] = [one + other for one, other in zip(values, sums.get(act, (0.0,) * len(values)), strict=True)]
    return [_likeliest(values, sums[act], counts[act] - 1) for act, values in zip(acts, alone, strict=True)]


def _likeliest(values: Sequence[float], summed: Sequence[float], others: int) -> str:
    if others:
        values = [
            (1 - _OTHERS) * mine + _OTHERS * (total - mine) / others for mine, total in zip(values, summed, strict=True)
        ]
    if values[0] >= _LEAST:
        return MODALITIES[0]
    return max(zip(values[1:], MODALITIES[1:], strict=True))[1]
