"""A model's stretches as names of ours: the same thing, with the edges and types that this project's rules give it.

model (as ANERcorp marks)       here
[وبغداد LOC]                     و[بغداد LOC]              proclitics stay out
[الرئيس سليم الوادي PERS]        الرئيس [سليم الوادي PERSON]  titles stay out
[مدينة كربلاء LOC]               مدينة [كربلاء LOC]          so do heads that only say what kind of thing it is
مطار [أربيل LOC] الدولي           [مطار أربيل الدولي FAC]     a facility's head belongs to it
[الأميركي MISC]                  -                         a nationality is no name
"""

from __future__ import annotations

from collections import Counter

from extract.camel.labels import TYPES, Stretch
from extract.clitics import Reading, readings
from extract.document import Candidate, Document
from extract.gazetteer import known_at, place_heads
from extract.heads import heads
from extract.persons import titles
from extract.proclitics import proclitics
from extract.rarity import is_rare
from extract.tables import common_words, is_nationality, name_words

_SURE_FIRST = 3
"""Weight, 0 to 9, from which a word that is a title too (أمير) is believed to be a first name."""
_SURE_NISBA = 7
"""Weight from which a nationality is believed to be a family name: المصري."""
_SHORTEST = 4
"""Letters of a name, at least, where an unknown word has its و taken off: وهيب stays whole."""
_HIGHEST = 0.98


def to_candidates(document: Document, found: list[Stretch]) -> list[Candidate]:
    """Return the names that a model's stretches stand for, in order; those that are none by our rules are left out."""
    counts = Counter(document.norms)
    candidates = (_candidate(document, each, counts) for each in found)
    return [candidate for candidate in candidates if candidate]


def _candidate(document: Document, found: Stretch, counts: Counter[str]) -> Candidate | None:
    first, last = found.first, found.last
    while first <= last and document.tokens[first].kind == "mark":
        first += 1
    while first < last and document.tokens[last].kind == "mark":
        last -= 1
    if first > last:
        return None
    kind = TYPES.get(found.label) or _by_head(document, first, last)
    if kind is None:
        return None
    reason = f"camel-tools: {found.label}"
    confidence = round(min(_HIGHEST, found.confidence), 4)
    if kind in ("LOC", "ORG", "FAC"):
        facility = _facility(document, first, last)
        if facility:
            first, skip, last = facility
            return document.candidate(first, last, "FAC", confidence, f"{reason}, facility by its head", skip=skip)
    if kind == "PERSON":
        first, last = _without_titles(document, first, last)
    elif kind == "LOC":
        while first < last and _has(document, first, place_heads()):
            first += 1
    elif kind == "ORG":
        first = _without_head(document, first, last)
    if all(is_nationality(document.norms[place]) for place in range(first, last + 1)) and not (
        kind == "PERSON" and _weight(document, last) >= _SURE_NISBA
    ):
        return None
    return document.candidate(first, last, kind, confidence, reason, skip=_proclitics(document, first, counts))


def _by_head(document: Document, first: int, last: int) -> str | None:
    """Return the type of what a model has none for (MISC), by the noun it begins with."""
    if first == last:
        return None
    if _has(document, first, heads().facilities):
        return "FAC"
    return "ORG" if _has(document, first, heads().kept) else None


def _has(document: Document, place: int, words: frozenset[str]) -> bool:
    return any(reading.form in words for reading in readings(document.norms[place]))


def _facility(document: Document, first: int, last: int) -> tuple[int, int, int] | None:
    """Return (first token, letters skipped, last token) of a facility whose head opens the name or stands before it."""
    if first < last and (head := _facility_head(document, first)):
        start = first
    elif document.same_sentence(first - 1, first) and (head := _facility_head(document, first - 1)):
        start = first - 1
        if proclitics(document.norms[first]):
            return None  # قاعدة وبغداد: two things
    else:
        return None
    while document.same_sentence(last, last + 1) and document.norms[last + 1] in heads().facility_adjectives:
        last += 1
    return start, head.skip, last


def _facility_head(document: Document, place: int) -> Reading | None:
    return next((view for view in readings(document.norms[place]) if view.form in heads().facilities), None)


def _weight(document: Document, place: int) -> int:
    norm = document.norms[place]
    return max(name_words().first.get(norm, 0), name_words().later.get(norm, 0))


def _without_titles(document: Document, first: int, last: int) -> tuple[int, int]:
    table = titles()
    while first < last and _has(document, first, table.direct | table.offices):
        norm = document.norms[first]
        if not norm.startswith("ال") and name_words().first.get(norm, 0) >= _SURE_FIRST:
            break
        first += 1
    while first < last:
        norm = document.norms[last]
        # سليم المصري has his family name from a country; after a name in full it is the country
        nisba = is_nationality(norm) and last - first > 1 and _weight(document, last) < _SURE_NISBA
        title = norm.startswith("ال") and norm in table.direct and not _weight(document, last)
        if not (nisba or title):
            break
        last -= 1
    return first, last


def _without_head(document: Document, first: int, last: int) -> int:
    """Return where an organisation's name begins: past a head such as صحيفة where a name remains."""
    if first == last or not _has(document, first, heads().dropped):
        return first
    rest = range(first + 1, last + 1)
    named = known_at(document, first + 1) is not None or any(is_rare(document.norms[place]) for place in rest)
    return first + 1 if named and not is_nationality(document.norms[first + 1]) else first


def _proclitics(document: Document, place: int, counts: Counter[str]) -> int:
    """Return the letters before the name in its first word: as the tables say, else as the article writes it elsewhere.

    A word that nobody knows and that stands here once has its و from the sentence: few names begin with one.
    """
    norm = document.norms[place]
    skip = proclitics(norm)
    if skip:
        return skip
    for view in reversed(readings(norm)):
        if view.skip and counts[view.form] > counts[norm]:
            return view.skip
    unknown = known_at(document, place) is None and not _weight(document, place) and norm not in common_words()
    return int(norm[0] == "و" and len(norm) > _SHORTEST and unknown and counts[norm] == 1)
