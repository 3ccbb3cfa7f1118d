"""Whether an event happened, is denied, yet to come or only thought of: what rules say of it, weighed with the words around.

Cues and how far they reach stand in `extract.modality`; here they are evidence beside tense, the governing word, what
is told of the event's type, and other events between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import pycrfsuite

from extract.clitics import readings
from extract.document import Document
from extract.learned.evidence import evidence
from extract.learned.packed import Packed
from extract.modality import cues, modality_of
from extract.triggers import Trigger, folded

MODEL = Packed("modality.crf")
MODALITIES = ("asserted", "denied", "future", "hypothetical")
_AT_ONCE = 2000
_LEAST = 0.6
"""Least probability of an event being told as happened: below, the likeliest of the other three is taken."""
_OTHERS = 0.35
"""Weight of the other mentions of an act in its article: what is yet to come at one place mostly is at the next."""
_SHORT = 40
"""Tokens of a text that is too short to weigh: rules decide there."""
_ENDS = frozenset((".", "؛", ":", "!", "؟"))
_COMMAS = frozenset(("،", ","))
_BEFORE, _AFTER = 9, 7


@lru_cache(maxsize=4096)
def _cue(norm: str) -> tuple[str, ...]:
    """Return what a word may say of an event near it."""
    table = cues()
    found = []
    for reading in readings(norm):
        form = reading.form
        if form in table.denied:
            found.append("den")
        if form in table.hypothetical:
            found.append("hyp")
        if form in table.future:
            found.append("fut")
        if form in table.future_after:
            found.append("fua")
        if form in table.hypothetical_after:
            found.append("hya")
        if form in table.governors:
            found.append("gov" + table.governors[form][0])
        found += [f"by{words[form][0]}" for words in table.governors_by.values() if form in words]
        found += [f"C{name}" for name, words in table.classes.items() if form in words]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _stem(norm: str) -> str:
    if norm[:1] in ("و", "ف") and len(norm) > 4:
        norm = norm[1:]
    return norm[2:] if norm.startswith("ال") and len(norm) > 4 else norm


@lru_cache(maxsize=4096)
def _cluster(norm: str) -> str:
    known = evidence(norm)
    return f"{known.clusters[0]}" if known else "-"


def attributes(document: Document, trigger: Trigger, ruled: str, by_first: dict[int, Trigger]) -> list[str]:
    """Return what is weighed of one event; `ruled` is what rules say, `by_first` all triggers by their first token."""
    norms = document.norms
    group, part = trigger.group, trigger.form.part
    kind = group.type
    lemma = folded(trigger.form.lemma)
    norm = norms[trigger.first][trigger.skip :]
    statement = "S" if kind == "STATEMENT" else "E"
    tense = ("imp" if norm[:1] in ("ي", "ت", "ن") and norm[:1] != lemma[:1] else "perf") if part == "verb" else part
    definite = "al" if norm.startswith("ال") else ""
    own = tense + definite + statement
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
    ]
    if trigger.suffixed:
        found.append("suf" + own)
    if document.tokens[trigger.first].line == 0:
        found.append("title" + own)
    begin, end = document.sentence_of(trigger.first)
    found += _before(document, trigger, begin, by_first, own)
    found += _after(document, trigger, end, own)
    return found


def _before(document: Document, trigger: Trigger, begin: int, by_first: dict[int, Trigger], own: str) -> Iterator[str]:
    norms = document.norms
    commas = 0
    between = ""
    seen: set[str] = set()
    anchor, link = _anchor(document, trigger, begin)
    yield f"link={link}{own}"
    if anchor != trigger.first:
        yield f"light={own}"
        if anchor - 1 >= begin:
            yield f"-1={_stem(norms[anchor - 1])}{own}"
    nearest = True
    for step, index in enumerate(range(trigger.first - 1, max(begin, trigger.first - _BEFORE) - 1, -1), 1):
        norm = norms[index]
        if norm in _ENDS:
            break
        if norm in _COMMAS:
            commas += 1
            continue
        if step == 1:
            yield f"-1={_stem(norm)}"
            yield f"-1={_stem(norm)}{own}"
            yield f"-1c={_cluster(norm)}{own}"
        elif step == 2:
            yield f"-2={_stem(norm)}"
            yield f"-2={_stem(norm)}|{_stem(norms[index + 1])}"
            yield f"-2c={_cluster(norm)}{own}"
        if nearest and index < anchor:
            classes = [cue for cue in _cue(norm) if cue[0] == "C"]
            for cue in classes:
                yield f"pair={cue}|{link}"
                yield f"pair={cue}|{link}{own}"
                yield f"pair={cue}|{link}{min(anchor - index, 4)}"
                yield f"word={_stem(norm)}|{link}"
            nearest = not classes
        near = "1" if step == 1 else "2" if step == 2 else "4" if step <= 4 else "9"
        for cue in _cue(norm):
            for name in (f"{cue}{near}", f"{cue}{near}{min(commas, 1)}{between}", f"{cue}{near}{own}"):
                if name not in seen:
                    seen.add(name)
                    yield name
            if step <= 6:
                yield f"{cue}w={_stem(norm)}{'|' if commas or between else ''}"
        if step <= 6 and not commas:
            yield f"<v={_stem(norm)}"
        other = by_first.get(index)
        if other is not None and not between:
            between = "t" + other.group.type[0] + other.form.part[0]
            yield f"gov={other.group.type}{other.group.subtype}{own}"
            yield f"gov={other.group.type}{other.group.subtype}{min(step // 3, 2)}{'c' if commas else ''}"
        if norm in ("ان", "بان") and step <= 2 and index > begin:
            yield f"that={_stem(norms[index - 1])}{own[0]}"
            for cue in _cue(norms[index - 1]):
                yield f"that{cue}{own[0]}"


_LINKS = frozenset(
    (
        "الي",
        "من",
        "في",
        "عن",
        "علي",
        "ان",
        "الا",
        "بشان",
        "حول",
        "ضد",
        "بين",
        "مع",
        "بعد",
        "قبل",
        "دون",
        "خلال",
        "اثر",
        "عقب",
    )
)
_LIGHT = frozenset(
    ("هذا", "هذه", "ذلك", "تلك", "مثل", "اي", "كل", "جميع", "اعاده", "فكره", "ملف", "مخطط", "خطر", "مزيد", "المزيد")
)


def _anchor(document: Document, trigger: Trigger, begin: int) -> tuple[int, str]:
    """Return the first token of the event's phrase with the light nouns before it (شن، فرض), and what links it."""
    first, clitics = trigger.first, trigger.clitics
    while first - 1 >= begin and trigger.form.part == "noun" and clitics[-1:] not in ("ب", "ل", "و"):
        word = document.norms[first - 1]
        light = next((r for r in readings(word) if r.form in cues().light_nouns or r.form in _LIGHT), None)
        if light is None:
            break
        first, clitics = first - 1, light.clitics
    if clitics[-1:] in ("ب", "ل", "س", "و", "ف", "ك"):
        return first, clitics[-1]
    before = document.norms[first - 1] if first - 1 >= begin else ""
    for reading in readings(before):
        if reading.form in _LINKS:
            return first - 1, reading.form
    return first, ""


def _after(document: Document, trigger: Trigger, end: int, own: str) -> Iterator[str]:
    norms = document.norms
    for step, index in enumerate(range(trigger.last + 1, min(end, trigger.last + 1 + _AFTER)), 1):
        norm = norms[index]
        if norm in _ENDS:
            break
        if step == 1:
            yield f"1={_stem(norm)}"
            yield f"1c={_cluster(norm)}{own}"
        for cue in _cue(norm):
            if cue in ("fua", "hya", "fut", "Csoon", "Ccondition", "Cno", "Cfail"):
                yield f">{cue}{min(step // 2, 2)}"
                yield f">{cue}{own}"
        if norm == "غدا":
            yield ">tomorrow"


def modalities(document: Document, triggers: Sequence[Trigger], tagger: pycrfsuite.Tagger | None = None) -> list[str]:
    """Return the modality of each of a document's triggers."""
    at = frozenset(trigger.first for trigger in triggers)
    ruled = [modality_of(document, trigger, at) for trigger in triggers]
    if len(document.tokens) < _SHORT:
        return ruled
    by_first = {trigger.first: trigger for trigger in triggers}
    items = [attributes(document, trigger, rule, by_first) for trigger, rule in zip(triggers, ruled, strict=True)]
    return weighed(items, [trigger.form.lemma for trigger in triggers], tagger)


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
