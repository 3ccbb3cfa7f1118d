"""Counts of casualties, hostages and troops: a number with the noun it counts, a number alone where none follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extract.clitics import bare, readings
from extract.document import Candidate, Document
from extract.fillers import phrase_words
from extract.gazetteer import known_at
from extract.tables import is_nationality, toml, word_set


@dataclass(frozen=True, slots=True)
class CountWords:
    """The folded words of `counts.toml`."""

    numbers: frozenset[str]
    vague: frozenset[str]
    always: frozenset[str]
    near: frozenset[str]
    duals: frozenset[str]
    contexts: frozenset[str]
    bare: frozenset[str]


@cache
def count_words() -> CountWords:
    """Return the table of count words."""
    table = toml("counts.toml")
    return CountWords(**{name: word_set(table[name]) for name in CountWords.__slots__})


def number_end(document: Document, position: int) -> int | None:
    """Return the last token of the number that starts at a token (digits or words), None when none does."""
    words = count_words().numbers
    if not _is_number(document, position):
        return None
    last = position
    while document.same_sentence(position, last + 1) and last - position < 6:
        following = document.norm(last + 1)
        if document.tokens[last + 1].kind == "number" and document.tokens[last + 1].start > document.tokens[last].end:
            break
        if following in words or (
            following[:1] == "و" and following[1:] in words and document.tokens[last].kind != "number"
        ):
            last += 1
        elif (
            following in (",", ".", "،")
            and document.tokens[last].kind == "number"
            and document.tokens[last + 1].start == document.tokens[last].end
            and document.same_sentence(position, last + 2)
            and document.tokens[last + 2].kind == "number"
            and document.tokens[last + 2].start == document.tokens[last + 1].end
        ):
            last += 2
        else:
            break
    return last


def _is_number(document: Document, position: int) -> bool:
    token = document.tokens[position]
    return token.kind == "number" or token.norm in count_words().numbers


def count_names(document: Document) -> list[Candidate]:
    """Return candidates for counts of people."""
    table = count_words()
    found: list[Candidate] = []
    position = 0
    size = len(document.tokens)
    while position < size:
        token = document.tokens[position]
        if token.kind == "mark":
            position += 1
            continue
        candidate = None
        if token.kind == "number":
            candidate = _counted(document, position, position, 0)
        else:
            for reading in readings(token.norm):
                if reading.form in table.numbers or reading.form in table.vague:
                    candidate = _counted(document, position, position, reading.skip)
                    break
                if reading.form in table.duals and _context(document, position):
                    candidate = document.candidate(
                        position, position, "NUMBER_OF", 0.6, "count: dual", skip=reading.skip, rank=1
                    )
                    break
        if candidate:
            found.append(candidate)
            position = candidate.last + 1
        else:
            position += 1
    return found


def _counted(document: Document, position: int, first: int, skip: int) -> Candidate | None:
    table = count_words()
    if (skip == 0 and document.tokens[position].norm in table.numbers | table.vague) or document.tokens[
        position
    ].kind == "number":
        last = number_end(document, position)
        if last is None:
            last = position
    else:
        last = position
    following = last + 1
    if document.norms[first][skip:] in table.vague and document.norm(following) in table.vague:
        following += 1  # عشرات آلاف المقاتلين
    if document.same_sentence(position, following):
        word = document.norm(following)
        if word == "من" and document.same_sentence(position, following + 1):
            noun = document.norm(following + 1).removeprefix("ال")
            if noun in table.always or (noun in phrase_words().people and _context(document, position)):
                end = _of_whom(document, following + 1)
                return document.candidate(first, end, "NUMBER_OF", 0.75, "count: number of people", skip=skip, rank=1)
        if word in table.always and word not in ("اصابه", "اصابات"):
            end = _with_nationality(document, following)
            return document.candidate(first, end, "NUMBER_OF", 0.9, "count: number + people", skip=skip, rank=1)
        if document.norms[first][skip:] in table.vague and word.startswith("ال") and word[2:] in table.always:
            return document.candidate(first, following, "NUMBER_OF", 0.8, "count: many people", skip=skip, rank=1)
        if word in table.near and _context(document, position):
            following = _with_nationality(document, following)
            return document.candidate(first, following, "NUMBER_OF", 0.85, "count: number + people", skip=skip, rank=1)
    if document.norm(following) == "من" or document.tokens[first].norm in table.vague:
        return None
    before = document.norm(position - 1) if document.same_sentence(position - 1, position) else ""
    if before in ("نحو", "حوالي", "قرابه"):
        before = document.norm(position - 2)
    if skip == 0 and before in table.bare and not _is_share(document, following):
        follows_noun = (
            document.same_sentence(position, following)
            and document.tokens[following].kind == "word"
            and not document.norm(following).startswith("و")
        )
        if follows_noun and document.norms[first][skip:] in ("احد", "احدي"):
            return None
        if follows_noun and document.norm(following) not in _AFTER_A_NUMBER_ALONE:
            return document.candidate(first, last + 1, "NUMBER_OF", 0.7, "count: number + noun", skip=skip, rank=1)
        return document.candidate(first, last, "NUMBER_OF", 0.8, "count: number alone", skip=skip, rank=1)
    return None


def _with_nationality(document: Document, noun: int) -> int:
    """Return the last token of a counted noun with its adjective: 17 جنديا أفغانيا، 12 مدنيين سوريين."""
    following = document.norm(noun + 1) if document.same_sentence(noun, noun + 1) else ""
    ending = following[-1:] if following.endswith("ا") else following[-2:]
    agrees = ending in ("ا", "ين", "ون") and document.norm(noun).endswith(ending)
    return noun + 1 if agrees and not following.startswith("ال") and is_nationality(following) else noun


def _of_whom(document: Document, noun: int) -> int:
    """Return the last token of who the counted are of: اثنين من أعضاء الخلية، مئات من المسلحين الأكراد."""
    following = document.norm(noun + 1) if document.same_sentence(noun, noun + 1) else ""
    if not following.startswith("ال") or known_at(document, noun + 1) is not None:
        return noun
    definite = document.norm(noun).startswith("ال")
    return noun + 1 if not definite or following.endswith(("يين", "ين", "يه", "اد")) else noun


_AFTER_A_NUMBER_ALONE = frozenset(
    ("اخرين", "اخرون", "اخر", "بجروح", "منهم", "علي", "بينهم", "في", "خلال", "جراء", "اثر", "برصاص", "بينما", "بعد")
)


def _is_share(document: Document, following: int) -> bool:
    """Return whether what follows a number says that it counts no people: 3 في المئة، 5 ملايين."""
    word = document.norm(following)
    if word == "في":
        return document.norm(following + 1) in ("الميه", "المايه")
    return word in ("%", "مليون", "مليار", "ملايين", "بالميه", "بالمايه")


def _context(document: Document, position: int) -> bool:
    """Return whether death, injury, kidnapping or troops are told of near a token, in its sentence."""
    contexts = count_words().contexts
    begin, end = document.sentence_of(position)
    for index in range(max(begin, position - 10), min(end, position + 9)):
        if any(
            reading.form in contexts or bare(reading.form) in contexts for reading in readings(document.norm(index))
        ):
            return True
    return False
