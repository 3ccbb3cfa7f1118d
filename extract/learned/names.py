"""The names that the model and the rules agree on: the model decides on persons, places, organisations and facilities.

Rules decide on dates, counts and weapons, to which the model may add, on what stands in a line without context, and where in a word a name begins. What the rules found is evidence for the
model, which was trained on articles that the rules had never seen: it has learned how far to trust each of them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from extract.clitics import readings
from extract.document import Candidate, Document
from extract.gazetteer import known_names, place_heads
from extract.heads import heads
from extract.items import Lexicon
from extract.learned.confidence import calibrated
from extract.learned.features import attributes, cues, view
from extract.learned.lists import word_entries
from extract.learned.models import Tagged, tag, weighed_view
from extract.names import choose, find_names
from extract.tables import common_words, is_nationality, name_words
from extract.word_records import counted

RULED = frozenset(("DATE", "WEAPON", "NUMBER_OF"))
"""The types of which rules' names stand; the model adds to them where it sees more."""
CONTEXT = 10
"""Tokens of a sentence from which the model has enough to go by; of a shorter one the rules' names stand."""
SURE = 0.97
"""Probability from which the model adds a name to so short a sentence."""
LONGEST = 40
"""Tokens of a name; of 9,500 marked ones none had more than eight words."""
DOUBTFUL = 0.5
"""Probability below which a name of the model's gives way to one that rules see there ..."""
KNOWN = 0.9
"""... with this confidence."""
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
        if name.type in RULED
        or "_"
        in document.norms[name.first : name.last + 1]  # a hashtag: no sentence, and its underscores are in the name
        or document.sentence_of(name.first)[1] - document.sentence_of(name.first)[0] < CONTEXT
    ]
    sure = {index: name for name in ruled if name.confidence >= KNOWN for index in range(name.first, name.last + 1)}
    for name in tagged:
        known = by_span.get((name.first, name.last, name.type))
        if known is not None:
            names.append(replace(known, confidence=name.probability))
            continue
        if _is_plain(document, name):
            continue
        rival = next((sure[index] for index in range(name.first, name.last + 1) if index in sure), None)
        if rival is not None and name.probability < DOUBTFUL:
            names.append(rival)
            continue
        last = _last(document, name)
        tokens = document.tokens[name.first : last + 1]
        if len(tokens) > LONGEST or all(token.kind == "mark" for token in tokens):
            # Of what is no text the model says something too.
            continue
        start = starts.get((name.first, name.type))
        skip = 0 if start is not None else letters_before(document, name.first, name.type)
        candidate = document.candidate(
            name.first, last, name.type, name.probability, reason(document, name.first, last, name.type), skip=skip
        )
        if candidate is not None:
            names.append(candidate if start is None else replace(candidate, start=start))
    return choose(document, names)


def _is_plain(document: Document, name: Tagged) -> bool:
    """Return whether a name of the model's is one that no reader would take for a name here."""
    begin, end = document.sentence_of(name.first)
    if end - begin < CONTEXT and name.probability < SURE:
        return True
    if tuple(document.norms[name.first : name.last + 1]) == ("القياده", "العامه"):
        return True  # of whom, nobody says
    before = document.norms[name.first - 1] if name.first > begin else ""
    if name.first == name.last and before:
        # قال إنه متعب: who is told of by a pronoun is not named beside it.
        if before in _ABOUT_SOMEONE:
            return True
        # نظيره المصري: an adjective of the noun before it; زيارة السعودية is none.
        if is_nationality(document.norms[name.first]) and _is_described(document, name.first):
            return True
    # التحالف بين الحزبين is an act, not the body that news calls so.
    return (
        name.first == name.last
        and document.norms[name.first].endswith("التحالف")
        and document.same_sentence(name.last, name.last + 1)
        and document.norms[name.last + 1] in ("بين", "مع")
    )


_ABOUT_SOMEONE = frozenset(("انه", "انها", "انهم", "بانه", "بانها", "بانهم", "لانه", "لانها", "لانهم"))


def _is_described(document: Document, index: int) -> bool:
    """Return whether a definite adjective agrees with the noun before it, which has the article or a pronoun."""
    noun = document.surface(index - 1)  # as it is written: folded, ة would look like a pronoun
    return document.norms[index].startswith("ال") and (
        noun.startswith("ال") or (len(noun) > 4 and noun.endswith(("ه", "ها", "هم")))
    )


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

    By the lists and heads of names first, the whole word before its parts; then by what news counts of the word with and
    without them; then by what else the document holds.
    """
    norm = document.norms[index]
    parted = [reading for reading in readings(norm)[1:] if reading.clitics in _CLITICS_OF_NAMES]
    if not parted or _begins_names(norm, kind):
        return 0
    for reading in parted:
        if _begins_names(reading.form, kind):
            return reading.skip
    best, most = 0, (whole := _whole(norm))
    for reading in parted:
        count = counted(reading.form)
        if reading.form[:2] == "ال" and count >= whole:
            # Hardly a name begins so of itself: بالي and the like are listed.
            return reading.skip
        if kind == "PERSON" and reading.form in common_words():
            continue
        if count > most or (count == most == 0 and _elsewhere(document, reading.form, index)):
            best, most = reading.skip, max(count, 1)
    if most == 0 and norm[0] == "و" and len(norm) > 3 and norm[1] not in "اوي":
        # Of words that nobody knows, foreign ones with a W go on with a long vowel: واتفورد، ويلتشير.
        return 1
    return best


def _whole(norm: str) -> int:
    """Return how often news has a word that begins with a clitic's letter, as `counted` tells it.

    Longer words with و were counted without it, so what the word itself has are texts with another و before: of a word
    that has these, all that was counted without its و is its own.
    """
    count = counted(norm)
    if norm[0] == "و" and len(norm) > 4 and 2 <= count >= counted(norm[1:]) - 3:
        return counted(norm[1:])
    return count


@lru_cache(maxsize=4096)
def _begins_names(form: str, kind: str) -> bool:
    """Return whether names of a type are known to begin with a form: listed names, given names, heads."""
    kinds = ("PERSON", "given", "family") if kind == "PERSON" else (kind,)
    if any(each in kinds and level > 1 for each, level in word_entries(form)):
        return True
    if any(entry.type == kind for entry in known_names().get(form, ())):
        return True
    if kind == "PERSON":
        return max(name_words().first.get(form, 0), name_words().later.get(form, 0)) >= 4
    return form in _heads() or (form[:2] == "ال" and form[2:] in _heads())


@cache
def _heads() -> frozenset[str]:
    table = heads()
    return place_heads().union(
        table.kept, table.strict, table.rare, table.dropped, table.bodies, table.facilities, table.definite_facilities,
        table.ministries,
    )  # fmt: skip


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
            return f"model: after {'an' if words[0] == 'o' else 'a'} {words}"
        if cue in inside and cue in ("org", "bod", "fac", "drp"):
            return f"model: {words}"
    shares = {"PERSON": 0, "LOC": 1, "ORG": 2, "FAC": 3}
    seen = view(document.norms[first]).own
    if kind in shares and any(flag.startswith(f"d{shares[kind]}") for flag in seen):
        return "model: often such a name in news"
    return "model: by the words around"
