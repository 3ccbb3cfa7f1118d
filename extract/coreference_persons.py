"""Persons told in full and in short, by another spelling, by a name that the text says they are called."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from extract.document import Candidate, Document
from extract.tables import name_words, word_set

Key = tuple[str, ...]
Join = tuple[Key, Key]
"""Two keys of one person, the fuller first."""

_FAMILY_NOUNS = word_set("عائلة أسرة آل عشيرة قبيلة أبناء الأخوين الشقيقين الإخوة الأشقاء أشقاء أقارب بني عشائر")
_CALLED = word_set(
    "الملقب الملقبة المعروف المعروفة الشهير الشهيرة المكنى المكناة والملقب والمعروف والمكنى المدعو يلقب يكنى تلقب ويلقب ويكنى بكنية بلقب"
)
"""Words that give a person another name."""
_DIRECTLY = word_set("الملقب الملقبة المكنى المكناة والملقب والمكنى المدعو بكنية بلقب")
_BETWEEN = 4
"""Words between the two names: المعروف باسمه الحركي."""
_OF_ITS_OWN = 3
"""Weight in the table of name words from which a spelling is a name of its own."""
_WEAK_LETTERS = re.compile("[اويه]")


def joined_compounds(words: Sequence[str]) -> Iterator[str]:
    """Yield words with names of two words in one: عبد العزيز as عبدالعزيز, نصر الله as نصرالله, عز الدين as عزالدين; أبي, أبا as أبو."""
    pending = ""
    for position, word in enumerate(words):
        if not position and word in ("ابي", "ابا") and len(words) > 1:
            pending = "ابو"
            continue
        if pending and (pending == "عبد" or word in ("الله", "الدين")):
            yield pending + word
            pending = ""
            continue
        if pending:
            yield pending
        pending = word
    if pending:
        yield pending


def full_name_joins(keys: Iterable[Key]) -> Iterator[Join]:
    """Yield full names that are one person's: with and without the names between, in spellings of one sound."""
    persons = [key for key in dict.fromkeys(keys) if key[0] == "PERSON" and len(key) > 2]
    for short in persons:
        longer = [long for long in persons if long != short and _is_short_of(short, long)]
        longest = max(longer, key=len, default=None)
        if longest and all(long == longest or _is_short_of(long, longest) for long in longer):
            yield longest, short
    for index, key in enumerate(persons):
        for other in persons[index + 1 :]:
            if _sounds_like(key, other):
                yield key, other


def _is_short_of(short: Key, long: Key) -> bool:
    """Return whether a name is another's first and last word, with some of those between or none."""
    if len(short) >= len(long) or short[1] != long[1] or _bare(short[-1]) != _bare(long[-1]):
        return False
    rest = iter(long[1:-1])
    return all(any(word == other for other in rest) for word in short[1:-1])


def _sounds_like(key: Key, other: Key) -> bool:
    """Return whether names differ in one word's long vowels, or in the article of the last: جاستن ترودو, جوستن ترودو."""
    if len(key) != len(other):
        return False
    words = [_bare(word) for word in key[1:]], [_bare(word) for word in other[1:]]
    differing = [pair for pair in zip(*words, strict=True) if pair[0] != pair[1]]
    if len(differing) > 1:
        return False
    return all(_is_spelling(one, another) for one, another in differing)


def _is_spelling(one: str, other: str) -> bool:
    skeleton = _WEAK_LETTERS.sub("", one)
    if len(skeleton) < 3 or skeleton != _WEAK_LETTERS.sub("", other):
        return False
    # سالم and سليم are two names: both are usual.
    return min(_usual(one), _usual(other)) < _OF_ITS_OWN


def _usual(word: str) -> int:
    table = name_words()
    return table.first.get(word, 0) + table.later.get(word, 0)


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def called_joins(document: Document, names: list[Candidate], keys: list[Key]) -> Iterator[Join]:
    """Yield what the text says a person is called, right after the name: جمال سرحان، الملقب بـ«أبو ناب»."""
    persons = [index for index, name in enumerate(names) if name.type == "PERSON"]
    for first, second in itertools.pairwise(persons):
        before, after = names[first], names[second]
        if not document.same_sentence(before.last, after.first) or keys[first] == keys[second]:
            continue
        between = [norm for norm in document.norms[before.last + 1 : after.first] if norm[:1].isalnum()]
        if 0 < len(between) <= _BETWEEN and between[0] in _CALLED and _gives_a_name(document, after, between):
            yield keys[first], keys[second]


def _gives_a_name(document: Document, name: Candidate, between: Sequence[str]) -> bool:
    """Return whether بـ, باسم or the like leads to a name; `الملقب أبو ناب` does without."""
    glued = document.body[document.tokens[name.first].start : name.start]
    return glued.endswith("ب") or any(word.startswith("ب") for word in between[1:]) or between[0] in _DIRECTLY


def join_parts(document: Document, names: list[Candidate], keys: list[Key]) -> None:
    """Give a surname or first name alone the key of the nearest full name before it, else the nearest after.

    A first name alone is told only of one who has it; after `عائلة` a surname is a family's.
    """
    places: dict[Key, list[int]] = {}
    for index, name in enumerate(names):
        if name.type == "PERSON" and len(keys[index]) > 2:
            places.setdefault(keys[index], []).append(index)
    wholes_of: dict[Key, list[Key]] = {}
    for whole in places:
        for part in _parts(whole[1:]):
            wholes_of.setdefault(part, []).append(whole)
    for index, name in enumerate(names):
        if name.type != "PERSON":
            continue
        words = keys[index][1:]
        if len(words) == 1 and document.norm(name.first - 1).lstrip("و") in _FAMILY_NOUNS:
            keys[index] = ("PERSON", "ال", *words)
            continue
        wholes = wholes_of.get(words, ()) or wholes_of.get((*words[:-1], _bare(words[-1])), ())
        best: tuple[bool, int, Key] | None = None
        for whole in wholes:
            where = places[whole]
            at = bisect_left(where, index)
            rank = (False, index - where[at - 1], whole) if at else (True, where[0] - index, whole)
            if best is None or rank < best:
                best = rank
        if best is not None:
            keys[index] = best[2]


def _parts(words: Key) -> set[Key]:
    parts = {words[:size] for size in range(1, len(words))} | {words[start:] for start in range(1, len(words))}
    return parts | {(*part[:-1], _bare(part[-1])) for part in parts}
