"""What can fill a role: names, and noun phrases of people, bodies and things without a name; with what governs them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extract.clitics import Reading, readings
from extract.document import Candidate, Document
from extract.gazetteer import place_heads
from extract.heads import heads
from extract.persons import titles
from extract.remembered import remembered
from extract.tables import is_nationality, toml, word_set
from extract.tokens import edge


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """The folded words of `noun_phrases.toml`."""

    people: frozenset[str]
    things: frozenset[str]
    passed: frozenset[str]
    stops: frozenset[str]
    support: frozenset[str]
    suffers: frozenset[str]
    decides: frozenset[str]
    bodies: frozenset[str]
    light: frozenset[str]


@cache
def phrase_words() -> PhraseWords:
    """Return the table of noun phrase words."""
    table = toml("noun_phrases.toml")
    return PhraseWords(**{name: word_set(table[name]) for name in PhraseWords.__slots__})


_PLACING = ["داخل", "خارج", "وسط", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "قرب", "بجوار"]
"""Words that place one thing by another: prepositions and directions at once."""
_PREPOSITIONS = frozenset(
    [
        *_PLACING,
        *[
            "في",
            "من",
            "الي",
            "علي",
            "عن",
            "ضد",
            "مع",
            "بين",
            "لدي",
            "عند",
            "باتجاه",
            "تجاه",
            "نحو",
            "حول",
            "عبر",
            "بحق",
            "برفقه",
            "بحضور",
            "قباله",
            "فوق",
            "لصالح",
            "بيد",
            "قبل",
            "بعد",
            "منذ",
            "خلال",
            "حتي",
        ],
    ]
)
_DIRECTIONS = frozenset([*_PLACING, *["بشمال", "بجنوب", "بشرق", "بغرب", "بوسط"]])
_RELATIVES = frozenset(["الذي", "التي", "اللذين", "الذين"])
_QUOTES = frozenset("\"“”«»()'‘’")


@dataclass(frozen=True, slots=True)
class Filler:
    """Something that can fill a role."""

    first: int
    last: int
    start: int
    end: int
    type: str
    """An entity type, or `people` or `things` where no name fills it."""
    mention: tuple[int, int] | None
    preposition: str
    """The folded preposition that governs it; empty where none does."""
    head: int
    """The token that the phrase starts with: a title, a place head, or the name itself."""


def fillers(document: Document, names: list[Candidate]) -> list[Filler]:
    """Return all that can fill a role, in order; names first where a phrase holds one."""
    by_first = {name.first: name for name in names}
    name_at: dict[int, Candidate] = {}
    for known in names:
        for position in range(known.first, known.last + 1):
            name_at[position] = known
    found: list[Filler] = []
    position = 0
    while position < len(document.tokens):
        name = by_first.get(position)
        if name is not None:
            head = _head_of(document, name, name_at)
            preposition = _governor(document, head, skip_of=name if head == name.first else None)
            found.append(
                Filler(
                    name.first, name.last, name.start, name.end, name.type, (name.start, name.end), preposition, head
                )
            )
            position = name.last + 1
            continue
        filler = _common(document, position, name_at)
        if filler:
            found.append(filler)
            position = filler.last + 1
        else:
            position += 1
    return found


def _head_of(document: Document, name: Candidate, name_at: dict[int, Candidate]) -> int:
    """Return the token where the name's title or place head begins."""
    begin, _ = document.sentence_of(name.first)
    head = name.first
    table = titles()
    heads = place_heads()
    index = name.first - 1
    while index >= begin and name.first - index <= 9:
        word = document.norms[index]
        forms = {reading.form for reading in readings(word)}
        if word in _QUOTES:
            index -= 1
        elif (name.type == "LOC" and (forms & heads or word in ("العاصمه", "بالعاصمه", "للعاصمه"))) or (
            name.type == "PERSON" and (forms & table.direct or forms & table.offices)
        ):
            head = index
            index -= 1
        elif name.type == "PERSON" and (
            is_nationality(word)
            or (index in name_at and name_at[index].type in ("ORG", "LOC", "FAC"))
            or word.startswith("ال")
            or word in table.links
            or (word == "،" and is_nationality(document.norm(index - 1)))
        ):
            index -= 1
        elif name.type == "ORG" and forms & phrase_words().people and not forms & table.offices:
            return index
        else:
            break
    return head


def _governor(document: Document, head: int, *, skip_of: Candidate | None) -> str:
    """Return the preposition before a phrase: a clitic on its first word, or the word before."""
    if skip_of is not None:
        skipped = skip_of.start - document.tokens[head].start
        clitics = document.norms[head][:skipped] if skipped else ""
    else:
        clitics = _clitics_of_head(document.norms[head])
    if clitics and clitics[-1] in "بلك":
        return clitics[-1]
    return governor(document, head, clitics=clitics)


def governor(document: Document, head: int, *, clitics: str = "") -> str:
    """Return the preposition that stands as a word before a phrase whose first word has no clitic but و or none."""
    if clitics in ("", "و"):
        before = head - 1
        while document.same_sentence(before, head) and document.norms[before] in _QUOTES:
            before -= 1
        if document.same_sentence(before, head):
            word = document.norms[before]
            for reading in readings(word):
                if reading.form in _PREPOSITIONS:
                    if clitics == "و":
                        return ""
                    if reading.form in _DIRECTIONS:
                        return "في"
                    return reading.form
    return ""


def is_joined(document: Document, filler: Filler) -> bool:
    """Return whether و joins a phrase to what stands before: not in وزير, nor in واشنطن."""
    norm = document.norms[filler.head]
    if filler.head == filler.first:
        return norm.startswith("و") and filler.start > document.tokens[filler.first].start
    return _clitics_of_head(norm).startswith("و")


@cache
def _heads() -> frozenset[str]:
    table = phrase_words()
    return titles().direct | titles().offices | place_heads() | table.people | table.things


def _clitics_of_head(norm: str) -> str:
    for reading in readings(norm):
        if reading.form in _heads() or reading.form.removeprefix("ال") in _heads():
            return reading.clitics
    return ""


@remembered
def _common_readings(norm: str) -> tuple[tuple[Reading, str, str], ...]:
    """Return the readings of a word as people or things, each with its form without an article and which of the two."""
    table = phrase_words()
    found: list[tuple[Reading, str, str]] = []
    for reading in readings(norm):
        form = reading.form
        base = form.removeprefix("ال") if len(form) > 4 else form
        if base in table.people or base in table.things:
            found.append((reading, base, "people" if base in table.people else "things"))
    return tuple(found)


def _common(document: Document, position: int, name_at: dict[int, Candidate]) -> Filler | None:
    """Return the phrase without a name that starts at a token: its head with its adjectives."""
    token = document.tokens[position]
    if token.kind != "word":
        return None
    for reading, base, kind in _common_readings(token.norm):
        form = reading.form
        if titles().offices & {form, base} and _names_follow(document, position, name_at):
            return None
        if base in heads().dropped | heads().bodies and _organisation_follows(document, position, name_at):
            return None
        last = position
        while (
            last - position < 3
            and document.same_sentence(position, last + 1)
            and last + 1 not in name_at
            and agrees(
                document.norms[last + 1],
                definite=form.startswith("ال"),
                step=last - position,
                # A plural in -ون or -ين that governs a noun drops its nun: ناشطون الحكومة is two phrases.
                plural=not form.startswith("ال") and form.endswith(("ون", "ين")),
            )
        ):
            last += 1
        start = edge(document.body, token, reading.skip)
        if start is None:
            return None
        preposition = reading.clitics[-1:] if reading.clitics[-1:] in ("ب", "ل", "ك") else ""
        preposition = preposition or _governor(document, position, skip_of=None)
        return Filler(position, last, start, document.tokens[last].end, kind, None, preposition, position)
    return None


def agrees(norm: str, *, definite: bool, step: int, plural: bool) -> bool:
    """Return whether a folded word goes on a noun phrase as its adjective, `step` words after the head."""
    if is_nationality(norm):
        return True
    if norm in _PREPOSITIONS or norm in _RELATIVES:
        return False
    if plural and step == 0 and norm.startswith("ال"):
        return False
    if norm.startswith("ال") and (norm[2:] in place_heads() or norm[2:] in phrase_words().things):
        # الطائرات القرية are two phrases, however much the second looks like an adjective.
        return False
    if definite:
        return norm.startswith("ال") and norm.endswith(("يه", "ي", "ين", "ون", "ه"))
    if step == 0 and norm.startswith("ال") and not norm.endswith(("ان",)):
        return True
    adjective = norm.endswith(("يه", "يين", "يون")) or (norm.endswith("ي") and len(norm) > 3)
    return adjective and not norm.startswith(("ب", "ل", "و"))


def _organisation_follows(document: Document, position: int, name_at: dict[int, Candidate]) -> bool:
    index = position + 1
    while document.same_sentence(position, index) and document.norms[index] in _QUOTES:
        index += 1
    name = name_at.get(index)
    return name is not None and name.type == "ORG" and document.same_sentence(position, index)


def _names_follow(document: Document, position: int, name_at: dict[int, Candidate]) -> bool:
    """Return whether a person's name follows a title within its chain: the name is the filler then."""
    for index in range(position + 1, position + 16):
        if not document.same_sentence(position, index):
            return False
        name = name_at.get(index)
        if name is not None:
            if name.type == "PERSON":
                return True
            continue
        word = document.norms[index]
        if (
            word in _QUOTES
            or word.startswith("ال")
            or is_nationality(word)
            or word in titles().links
            or word in titles().direct
            or word in titles().offices
            or word in phrase_words().people
            or (word == "،" and _person_or_title(document, index + 1, name_at))
        ):
            continue
        return False
    return False


def _person_or_title(document: Document, index: int, name_at: dict[int, Candidate]) -> bool:
    name = name_at.get(index)
    return (name is not None and name.type == "PERSON") or document.norm(index) in titles().direct
