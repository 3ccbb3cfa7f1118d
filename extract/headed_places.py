"""Facilities and places that a head noun announces."""

from __future__ import annotations

from extract.clitics import Reading
from extract.document import Candidate, Document
from extract.gazetteer import known_at
from extract.heads import FUNCTION, HONOURED, heads, quoted
from extract.learned.lists import word_entries
from extract.rarity import can_be_name, is_rare, looks_inflected
from extract.tables import common_words, is_nationality, name_words

_COMPOUND = frozenset(("باب", "ام", "ابو", "ابن", "تل", "راس", "عين", "دير", "خان", "بيت", "كفر", "سيده"))
"""Words that names of two words begin with."""
_PLACE_PARTS = frozenset(["ابو", "ام", "بني", "بيت", "دير", "تل", "خان", "عين", "راس", "كفر", "وادي", "سيدي", "قلعه"])


def embassy(document: Document, position: int, reading: Reading) -> Candidate | None:
    """Return an embassy or consulate by its nationality: السفارة الأميركية."""
    if is_nationality(document.norm(position + 1)) and document.norm(position + 1).startswith("ال"):
        last = position + 1
        return document.candidate(position, last, "FAC", 0.93, "pattern: embassy + nationality", skip=reading.skip)
    return None


def facility(document: Document, position: int, reading: Reading) -> Candidate | None:
    """Return a facility with its name: مطار النجف، مستشفى الملك فيصل."""
    table = heads()
    start = position + 1
    closing = quoted(document, start)
    if closing is not None and document.norm(start) != "'":
        last = closing
        confidence = 0.85
    else:
        known = known_at(document, start)
        word = document.norm(start)
        honoured = word in HONOURED
        if (honoured or word in ("قضاء", "مدينه", "ال")) and known is None:
            start += 1
            known = known_at(document, start) if document.same_sentence(position, start) else None
            word = document.norm(start)
        if not document.same_sentence(position, start):
            return None
        if known and known[1]:
            return None
        if known:
            last, confidence = known[2], 0.92
        elif (
            document.tokens[start].kind == "word" and not is_nationality(word) and word not in table.facility_adjectives
        ):
            following = document.norm(start + 1) if document.same_sentence(position, start + 1) else ""
            if word in _COMPOUND and following and document.tokens[start + 1].kind == "word":
                last, confidence = start + 1, 0.75
            elif word.startswith("ال") and len(word) > 4:
                last, confidence = start, 0.68 if is_rare(word) else 0.55
            elif (
                following in table.facility_adjectives
                and following.startswith("ال")
                and word not in FUNCTION
                and len(word) > 2
            ):
                # حقل مجنون النفطي: an adjective with the article after a word without it says that the word is a name.
                last, confidence = start, 0.75
            elif _is_relational(word) and not honoured:
                return None
            elif honoured or is_rare(word) or name_words().first.get(word, 0) >= 4:
                last, confidence = start, 0.75
                if following and can_be_name(following) and not known_at(document, start + 1):
                    last += 1
            else:
                return None
        else:
            return None
    while document.same_sentence(position, last + 1) and document.norm(last + 1) in table.facility_adjectives:
        last += 1
    nuclear = document.norm(last).startswith(("النوو", "العسكر"))
    if reading.form in table.nuclear and reading.form not in table.facilities and not nuclear:
        return None
    if reading.form in table.nuclear and not nuclear and not (reading.form == "مفاعل" and confidence > 0.9):
        return None
    if confidence < 0.6 and last == start and reading.form in ("محطه", "برج", "فندق", "قصر", "قاعده", "حقل", "جامع"):
        return None
    return document.candidate(position, last, "FAC", confidence, "pattern: facility + name", skip=reading.skip)


def _is_relational(word: str) -> bool:
    """Return whether an indefinite word is an adjective made of a plain noun: حديدي، زراعي."""
    stem = word.removesuffix("ي")
    common = common_words()
    return stem != word and len(stem) > 2 and any(form in common for form in (stem, stem + "ه", "ال" + stem))


def place(document: Document, position: int) -> Candidate | None:
    """Return the name after the head of a place: بلدة س."""
    start = position + 1
    if document.tokens[start].kind != "word":
        closing = quoted(document, start)
        if closing is not None and closing - start <= 3:
            return document.candidate(start + 1, closing - 1, "LOC", 0.7, "pattern: place head + quoted name")
        return None
    word = document.norm(start)
    if known_at(document, start) or is_nationality(word) or len(word) < 3:
        return None
    if word in _PLACE_PARTS and document.same_sentence(start, start + 1):
        return document.candidate(start, start + 1, "LOC", 0.78, "pattern: place head + name")
    if _announces_two(document, start):
        return document.candidate(start, start, "LOC", 0.78, "pattern: place head + name")
    if not is_rare(word) or (looks_inflected(word) and not word.endswith("ه")):
        return None
    last = start
    following = document.norm(start + 1)
    if (
        document.same_sentence(start, start + 1)
        and document.tokens[start + 1].kind == "word"
        and can_be_name(following)
        and following[0] not in "وبلف"
        and not is_nationality(following)
        and (following.startswith("ال") or not word.startswith("ال"))
    ):
        last += 1
    return document.candidate(start, last, "LOC", 0.78, "pattern: place head + name")


def _announces_two(document: Document, position: int) -> bool:
    """Return whether the word before a token is a head in the dual, and و joins a second word: قريتي س وص."""
    word, following = document.norm(position), document.norm(position + 1)
    return (
        document.norm(position - 1).endswith("تي")
        and document.same_sentence(position, position + 1)
        and following[:1] == "و"
        and len(following) >= 4
        and (can_be_name(word) or any(kind == "LOC" for kind, _ in word_entries(word)))
    )


def coordinated_places(document: Document, chosen: list[Candidate]) -> list[Candidate]:
    """Return candidates for rare words joined by و to a place that its head noun announced: بلدتي س وص."""
    taken = {position for name in chosen for position in range(name.first, name.last + 1)}
    found: list[Candidate] = []
    for name in chosen:
        if name.type != "LOC" or not name.reason.startswith("pattern: place"):
            continue
        position = name.last + 1
        while document.same_sentence(name.first, position):
            if document.norm(position) == "،":
                position += 1
                continue
            word = document.norm(position)
            two = position == name.first + 1 and _announces_two(document, name.first)
            plain = not is_rare(word) or looks_inflected(word[1:])
            if position in taken or word[0] != "و" or len(word) < 4 or (plain and not two):
                break
            candidate = document.candidate(position, position, "LOC", 0.6, "joined to a place", skip=1)
            if candidate:
                found.append(candidate)
            position += 1
    return found
