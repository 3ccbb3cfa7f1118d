"""Names of persons: runs of words that make a name, after a known first name, a title, a kunya or a verb of speech."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extract.clitics import readings
from extract.document import Candidate, Document
from extract.gazetteer import known_at
from extract.heads import heads
from extract.rarity import is_rare, looks_inflected
from extract.remembered import remembered
from extract.tables import common_words, is_nationality, name_words, toml, word_set

_LONGEST = 5
"""Words of a name, particles not counted: longer runs are lists or mistakes."""


@dataclass(frozen=True, slots=True)
class Titles:
    """The folded words of `heads.toml` that this module reads."""

    direct: frozenset[str]
    offices: frozenset[str]
    links: frozenset[str]
    speech: frozenset[str]
    particles: frozenset[str]
    kunya: frozenset[str]
    byline: frozenset[str]


@cache
def titles() -> Titles:
    """Return the table of titles."""
    table = toml("heads.toml")
    return Titles(
        direct=word_set(table["titles"]["direct"]),
        offices=word_set(table["titles"]["offices"]),
        links=word_set(table["titles"]["links"]),
        speech=word_set(table["speech"]["verbs"]),
        particles=word_set(table["persons"]["particles"]),
        kunya=word_set(table["persons"]["kunya"]),
        byline=word_set(table["persons"]["byline"]),
    )


def person_names(document: Document) -> list[Candidate]:
    """Return candidates for persons."""
    found: list[Candidate] = []
    taken = -1
    titled: list[Candidate] = []
    for position, token in enumerate(document.tokens):
        if token.kind != "word":
            continue
        opens = _opens(token.norm)
        if position > taken and (opens.name or document.norm(position + 1) in _SON_OF):
            candidate = (
                _kunya(document, position) or _known_first_name(document, position) or _after_speech(document, position)
            )
            if candidate:
                taken = candidate.last
                found.append(candidate)
        if opens.office or opens.direct:
            candidate = _after_title(document, position, opens)
            if candidate:
                titled.append(candidate)
    return found + titled


class _Opens(NamedTuple):
    """What a word may open: most open nothing, and all are asked."""

    name: bool
    """A name: a first name, one of a father or son, a verb of speech before it."""
    office: bool
    direct: bool
    """A title that stands right before a name."""


@remembered
def _opens(norm: str) -> _Opens:
    table, first = titles(), name_words().first
    forms = [reading.form for reading in readings(norm)]
    return _Opens(
        any(first.get(form, 0) >= 2 or form == "عبد" or form in table.kunya or form in table.speech for form in forms),
        not table.offices.isdisjoint(forms),
        not table.direct.isdisjoint(forms),
    )


_SON_OF = ("بن", "بنت")


def _byline(document: Document, line: range) -> list[Candidate]:
    """Names of a short line that is only who and where: `X Y - شرم الشيخ`, `بغداد: X Y، رويترز`, `«X» من الرياض`."""
    norms = document.norms
    if len(line) > 12 or not any(norms[position] in ("-", "–", "—", ":", "/", "»", '"', "من") for position in line):
        return []
    places = [
        position for position in line if (known := known_at(document, position, surely=True)) and known[0] == "LOC"
    ]
    if not places:
        return []
    found: list[Candidate | None] = []
    segment: list[int] = []
    quoted = False
    for position in (*line, -1):
        token = document.tokens[position] if position >= 0 else None
        if token is not None and token.kind == "word" and norms[position] != "من":
            segment.append(position)
            continue
        if 2 <= len(segment) <= 3 and not quoted and _names_a_person(document, segment):
            found.append(document.candidate(segment[0], segment[-1], "PERSON", 0.85, "byline: name and place", rank=1))
        closes = position >= 0 and norms[position] in ("»", '"', "”")
        if quoted and closes and 1 <= len(segment) <= 3 and _beside_place(document, segment, places):
            found.append(document.candidate(segment[0], segment[-1], "ORG", 0.75, "byline: newspaper and place"))
        quoted = position >= 0 and norms[position] in ("«", '"', "“") and not (quoted and closes)
        segment = []
    return [candidate for candidate in found if candidate]


def _beside_place(document: Document, segment: list[int], places: list[int]) -> bool:
    """«X» من الرياض، or لندن: «X»."""
    after, before = segment[-1] + 2, segment[0] - 2
    if known_at(document, segment[0], surely=True):
        return False
    return (document.norm(after) == "من" and after + 1 in places) or (
        document.norm(before) in (":", "-", "–", "،") and before - 1 in places
    )


def _names_a_person(document: Document, segment: list[int]) -> bool:
    first = document.norms[segment[0]]
    return name_words().first.get(first, 0) >= 4 and not any(
        known_at(document, position, surely=True) for position in segment
    )


def bylines(document: Document) -> list[Candidate]:
    """Return candidates from lines that say who wrote and where."""
    found: list[Candidate] = []
    start = 0
    tokens = document.tokens
    for position in range(1, len(tokens) + 1):
        if position == len(tokens) or tokens[position].line != tokens[start].line:
            found.extend(_byline(document, range(start, position)))
            start = position
    return found


def _is_no_name(document: Document, position: int) -> bool:
    """Return whether the spelling says that a word is no name: tanwin, or على with alef maqsura."""
    surface = document.surface(position)
    return any(mark in surface for mark in "ًٌٍ") or (document.norms[position] == "علي" and surface.endswith("ى"))


_ALSO_CALLED = frozenset(("الملقب", "الملقبه", "المكني", "المعروف", "المعروفه", "الشهير"))
"""Words between two names of one person."""


def _later_weight(document: Document, position: int) -> int:
    """Return 0..9: how well a word goes on a name that has begun; -1 for a word that can't."""
    token = document.tokens[position]
    word = token.norm
    if token.kind != "word" or _is_no_name(document, position) or len(word) < 2:
        return -1
    names = name_words()
    if word[0] in "لبكف" and names.first.get(word[1:], 0) >= 4 and names.first.get(word, 0) < 4:
        return -1
    weight = max(names.later.get(word, 0), names.first.get(word, 0))
    if is_nationality(word) and weight < 7:
        return 4 if word.startswith("ال") and document.norm(position + 1) in _ALSO_CALLED else -1
    if weight:
        return weight
    if word in titles().direct or word in titles().offices or word in titles().speech:
        return -1
    if known_at(document, position, surely=True):
        return -1
    if is_rare(word) and not looks_inflected(word):
        return 3
    if word.startswith("ال") and word not in common_words() and len(word) > 4 and word[2:] not in common_words():
        return 3
    return -1


def _run(document: Document, first: int) -> tuple[int, int]:
    """Return (last token, weight of the later words) of the name that starts at a token."""
    last = first
    words = 1
    weight = 0
    tokens = document.tokens
    compound = document.norm(first).endswith("عبد") or document.norm(first) in titles().kunya
    if compound and document.same_sentence(first, first + 1) and tokens[first + 1].kind == "word":
        last = first + 1
        weight = 2
    while words < _LONGEST and document.same_sentence(first, last + 1):
        following = last + 1
        word = document.norm(following)
        if word == "-" and tokens[following].start == tokens[last].end and document.same_sentence(first, following + 1):
            if tokens[following + 1].start == tokens[following].end and tokens[following + 1].kind == "word":
                last, words = following + 1, words + 1
                continue
            break
        if word in titles().kunya and words > 1 and document.norm(last).startswith("ال"):
            break  # a surname is there already: the kunya is another name
        if (word, document.norm(following + 1)) == ("فون", "دير") and document.same_sentence(first, following + 2):
            last, weight, words = following + 2, 9, words + 1
            continue
        if word in titles().particles and document.same_sentence(first, following + 1):
            after = _later_weight(document, following + 1)
            if word in (
                "بن",
                "بنت",
                "ولد",
                "ابن",
                "ال",
                "عبد",
                "ابو",
                "الدين",
                "الله",
                "دي",
                "فان",
                "فون",
                "بو",
                "ماك",
                "سان",
                "دو",
                "ديل",
            ):
                if word in ("الدين", "الله"):
                    last, weight, words = following, max(weight, 5), words + 1
                    continue
                if document.tokens[following + 1].kind == "word" and (after > 0 or word in ("بن", "عبد", "ابو", "بنت")):
                    last, weight, words = following + 1, max(weight, 5, after), words + 1
                    continue
            break
        later = _later_weight(document, following)
        if later < 0:
            break
        # A word that starts the next name after و is not part of this one.
        if word.startswith("و") and is_rare(word) and not name_words().later.get(word):
            break
        last, words, weight = following, words + 1, max(weight, later)
    return last, weight


_PARTICLES_INSIDE = frozenset(("بن", "بنت", "ابن", "ال", "ولد"))
"""Words that stand inside names and start none."""


def _links_names(document: Document, position: int) -> bool:
    """Return whether an unknown word is a first name by what follows: س بن ص."""
    return (
        document.norm(position + 1) in _SON_OF
        and document.same_sentence(position, position + 2)
        and document.norms[position] not in common_words()
        and len(document.norms[position]) > 2
        and not any(name_words().first.get(reading.form, 0) >= 4 for reading in readings(document.norms[position])[1:])
    )


def _known_first_name(document: Document, position: int) -> Candidate | None:
    names = name_words()
    token = document.tokens[position]
    for reading in readings(token.norm):
        first = names.first.get(reading.form, 0)
        if reading.form == "عبد":
            first = 6
        if reading.form in heads().kept or reading.form in heads().dropped or reading.form in heads().facilities:
            continue
        linked = not reading.skip and _links_names(document, position)
        if linked:
            first = max(first, 5)
        if first < 2 or (reading.skip and first < 4) or len(reading.form) < 2:
            continue
        if reading.skip and (token.norm in common_words() or token.norm in names.later):
            continue
        known = known_at(document, position, surely=True)
        if known and known[0] != "PERSON" and known[2] > position:
            continue
        if reading.form.startswith("ال") and document.norm(position - 1) in heads().facilities:
            continue  # مستشفى الرازي
        if reading.form in _PARTICLES_INSIDE or (reading.form in titles().speech and not linked):
            continue
        if _is_no_name(document, position):
            continue
        last, weight = _run(document, position)
        if last == position:
            continue
        if (first < 4 or reading.form == "علي") and weight < 4:
            continue
        confidence = min(0.96, 0.46 + 0.035 * first + 0.025 * min(weight, 9))
        return document.candidate(position, last, "PERSON", confidence, "pattern: first name + name", skip=reading.skip)
    return None


def _kunya(document: Document, position: int) -> Candidate | None:
    for reading in readings(document.norm(position)):
        if reading.form in titles().kunya and document.same_sentence(position, position + 1):
            if known_at(document, position, surely=True):
                return None
            following = document.norm(position + 1)
            if document.tokens[position + 1].kind != "word" or len(following) < 2 or is_nationality(following):
                return None
            if reading.form == "ام" and following not in name_words().first:
                return None
            if following in common_words() and not following.startswith("ال") and following not in name_words().first:
                return None
            last, _ = _run(document, position + 1)
            return document.candidate(position, last, "PERSON", 0.75, "pattern: kunya", skip=reading.skip)
    return None


def _after_speech(document: Document, position: int) -> Candidate | None:
    """وقالت X Y: two rare words after a verb of speech are a name."""
    if not any(reading.form in titles().speech for reading in readings(document.norm(position))):
        return None
    first = position + 1
    if not document.same_sentence(position, first + 1):
        return None
    if not (is_rare(document.norm(first)) and document.tokens[first].kind == "word") or known_at(
        document, first, surely=True
    ):
        return None
    if (
        _is_no_name(document, first)
        or looks_inflected(document.norm(first))
        or is_nationality(document.norm(first))
        or document.norm(first)[:1] in "بلو"
    ):
        return None
    last, weight = _run(document, first)
    if last == first:
        return None
    return document.candidate(first, last, "PERSON", 0.6 + 0.02 * min(weight, 9), "pattern: verb of speech + name")


def _after_title(document: Document, position: int, opens: _Opens) -> Candidate | None:
    """قائد فيلق القدس الإيراني X: the words of an office are passed over until a name begins."""
    table = titles()
    forms = {reading.form for reading in readings(document.norm(position))}
    direct, office = opens.direct, opens.office
    index = position + 1
    limit = position + (12 if office else 5)
    links = 0
    passed_nationality = False
    while index < limit and document.same_sentence(position, index):
        word = document.norm(index)
        token = document.tokens[index]
        if token.kind == "mark":
            if word in ('"', "“", "”", "«", "»", "(", ")") or (word in ("،", ",") and index > position + 1):
                index += 1
                continue
            return None
        known = known_at(document, index, surely=True)
        if known and known[0] == "PERSON":
            return None
        if known:
            index = known[2] + 1
            continue
        if is_nationality(word):
            passed_nationality = True
            index += 1
            continue
        if word in table.direct or word in table.offices or word in table.links:
            index += 1
            continue
        if office and word.startswith("ال") and document.norm(index - 1) in heads().facilities:
            index += 1
            continue
        candidate = _name_here(document, index, single=direct and (index == position + 1 or passed_nationality))
        if candidate:
            return _with_number(document, candidate, forms)
        if not office or token.kind != "word":
            return None
        if word.startswith(("ال", "وال", "لل")):
            index += 1
            continue
        links += 1
        if links > 1 or index > position + 1:
            return None
        index += 1
    return None


_THRONES = frozenset(
    ("الملك", "ملك", "البابا", "بابا", "السلطان", "الامير", "الامبراطور", "البطريرك", "عاهل", "العاهل")
)
_NUMERALS = frozenset(
    ("الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")
)


def _with_number(document: Document, name: Candidate, title: set[str]) -> Candidate:
    """Return the name of who sits on a throne with its number: الملك عبد الله الثاني."""
    last = name.last + 1
    if not title & _THRONES or document.norm(last) not in _NUMERALS or not document.same_sentence(name.first, last):
        return name
    skip = name.start - document.tokens[name.first].start
    return document.candidate(name.first, last, "PERSON", name.confidence, name.reason, skip=skip) or name


def _name_here(document: Document, position: int, *, single: bool) -> Candidate | None:
    word = document.norm(position)
    names = name_words()
    first = names.first.get(word, 0)
    later = names.later.get(word, 0)
    if _is_no_name(document, position) or word in titles().speech:
        return None
    rare = (
        is_rare(word)
        and not looks_inflected(word)
        and document.tokens[position].kind == "word"
        and not word.startswith(("ال", "لل", "وال", "بال"))
    )
    if not (first >= 2 or rare or later >= 4):
        return None
    last, weight = _run(document, position)
    if last > position:
        confidence = min(0.96, 0.62 + 0.02 * first + 0.02 * min(weight, 9))
        return document.candidate(position, last, "PERSON", confidence, "pattern: title + name")
    if single and (later >= 4 or rare):
        return document.candidate(position, position, "PERSON", 0.5 + 0.03 * later, "pattern: title + surname")
    return None


def name_after(document: Document, position: int) -> Candidate | None:
    """Return the name that begins at a token which a title stands before; a surname alone is enough."""
    return _name_here(document, position, single=True)
