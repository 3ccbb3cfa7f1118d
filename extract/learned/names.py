"""The names that the model and the rules agree on: the model decides on persons, places, organisations and facilities.

Rules decide on dates, counts and weapons, to which the model may add, on what stands in a line without context, and where in a word a name begins. What the rules found is evidence for the
model, which was trained on articles that the rules had never seen: it has learned how far to trust each of them.
"""

from __future__ import annotations

from dataclasses import replace

from extract.clitics import readings
from extract.document import Candidate, Document
from extract.items import Lexicon
from extract.learned.confidence import calibrated
from extract.learned.evidence import counted
from extract.learned.features import attributes, cues, view
from extract.learned.models import Tagged, tag, weighed_view
from extract.names import choose, find_names
from extract.tables import name_words

RULED = frozenset(("DATE", "WEAPON", "NUMBER_OF"))
"""The types of which rules' names stand; the model adds to them where it sees more."""
CONTEXT = 7
"""Tokens of a sentence from which the model has enough to go by; of a shorter one the rules' names stand."""
NOTHING_TAUGHT = Lexicon()
_CLITICS_OF_NAMES = frozenset(("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك"))


def learned_names(document: Document) -> list[Candidate]:
    """Return the names of a document, in order and apart; a step for `extract.names.find_names`."""
    ruled = find_names(document, NOTHING_TAUGHT)
    names = decided(document, ruled, tag(attributes(document, ruled, weighed_view)))
    return [replace(name, confidence=calibrated("mention", name.type, name.confidence)) for name in names]


def decided(document: Document, ruled: list[Candidate], tagged: list[Tagged]) -> list[Candidate]:
    """Return what holds of the rules' names and the model's."""
    by_span = {(name.first, name.last, name.type): name for name in ruled}
    starts = {(name.first, name.type): name.start for name in ruled}
    names: list[Candidate] = [
        replace(name, rank=1)
        for name in ruled
        if name.type in RULED or (document.sentence_of(name.first)[1] - document.sentence_of(name.first)[0] < CONTEXT)
    ]
    for name in tagged:
        known = by_span.get((name.first, name.last, name.type))
        if known is not None:
            names.append(replace(known, confidence=name.probability))
            continue
        last = _last(document, name)
        start = starts.get((name.first, name.type))
        skip = 0 if start is not None else letters_before(document, name.first, name.type)
        candidate = document.candidate(
            name.first, last, name.type, name.probability, reason(document, name.first, last, name.type), skip=skip
        )
        if candidate is not None:
            names.append(candidate if start is None else replace(candidate, start=start))
    return choose(document, names)


def _last(document: Document, name: Tagged) -> int:
    """Return a name's last token without marks that hang on: a comma, a quote that it does not open."""
    last = name.last
    while last > name.first and document.tokens[last].kind == "mark" and not _closes(document, name.first, last):
        last -= 1
    return last


def _closes(document: Document, first: int, last: int) -> bool:
    opening = {"”": "“", "»": "«", '"': '"', ")": "(", "'": "'"}.get(document.norms[last])
    return opening is not None and opening in document.norms[first:last]


def letters_before(document: Document, index: int, kind: str) -> int:
    """Return how many folded letters of a word stand before the name in it: those of و ف ب ل ك that are no part of it.

    By what news counts of the word with and without them, and by what else the document holds.
    """
    norm = document.norms[index]
    best, most = 0, counted(norm)
    for reading in readings(norm)[1:]:
        if reading.clitics not in _CLITICS_OF_NAMES:
            continue
        count = counted(reading.form)
        if count > most or (count == most == 0 and _elsewhere(document, reading.form, index)):
            best, most = reading.skip, max(count, 1)
    if best == 0 and most <= 1 and kind == "PERSON" and norm[0] == "و" and name_words().first.get(norm[1:], 0) >= 4:
        return 1
    return best


def _elsewhere(document: Document, form: str, index: int) -> bool:
    """Return whether a form stands alone near in the document."""
    return form in document.norms[max(0, index - 400) : index] or form in document.norms[index + 1 : index + 400]


_WORDS_FOR = (
    ("ttl", "title"),
    ("off", "office"),
    ("plc", "head of a place"),
    ("org", "head of an organisation"),
    ("drp", "head of an organisation"),
    ("bod", "body of a state"),
    ("fac", "head of a facility"),
    ("kun", "kunya"),
    ("say", "verb of speech"),
)


def reason(document: Document, first: int, last: int, kind: str) -> str:
    """Return in words what the model most likely went by."""
    inside = {cue for index in range(first, min(last + 1, first + 8)) for cue in cues(document.norms[index])}
    before = cues(document.norms[first - 1]) if document.same_sentence(first - 1, first) else frozenset()
    if kind == "PERSON" and any(flag[0] == "F" for flag in view(document.norms[first]).own if len(flag) <= 3):
        return "model: first name"
    for cue, words in _WORDS_FOR:
        if cue in before and cue != "bod":
            return f"model: after a {words}"
        if cue in inside and cue in ("org", "bod", "fac", "drp"):
            return f"model: {words}"
    shares = {"PERSON": 0, "LOC": 1, "ORG": 2, "FAC": 3}
    seen = view(document.norms[first]).own
    if kind in shares and any(flag.startswith(f"d{shares[kind]}") for flag in seen):
        return "model: often such a name in news"
    return "model: by the words around"
