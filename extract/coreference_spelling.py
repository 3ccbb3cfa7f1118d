"""One thing in other letters: a slip of the pen, an abbreviation told beside its name, singular and plural of a weapon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.document import Candidate, Document
from extract.gazetteer import known_names
from extract.learned.lists import word_entries
from extract.tables import common_words, name_words

Key = tuple[str, ...]
Join = tuple[Key, Key]
"""Two keys of one thing, the fuller first."""

_LONG = 6
"""Letters of a word from which one letter more, less or other is a slip; shorter words have neighbours."""
_OPENING = frozenset("(\"«“'-–")


def misspelled_joins(keys: Iterable[Key]) -> Iterator[Join]:
    """Yield places and bodies that differ in one letter of a long word that no table knows: البوليساريو, البولساريو."""
    named = [key for key in dict.fromkeys(keys) if key[0] in ("LOC", "ORG", "FAC")]
    for index, key in enumerate(named):
        for other in named[index + 1 :]:
            if key[0] == other[0] and len(key) == len(other) and _is_slip(key, other):
                yield key, other


def _is_slip(key: Key, other: Key) -> bool:
    differing = [pair for pair in zip(key[1:], other[1:], strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return False
    one, another = differing[0]
    return (
        min(len(one), len(another)) >= _LONG
        and not one.isascii()
        and _one_letter_apart(one, another)
        and not (_is_word(one) and _is_word(another))
    )


def _is_word(word: str) -> bool:
    table = name_words()
    return (
        word in common_words()
        or bool(word_entries(word))
        or word in known_names()
        or word in table.first
        or word in table.later
    )


def _one_letter_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def abbreviation_joins(document: Document, names: list[Candidate], keys: list[Key]) -> Iterator[Join]:
    """Yield a body and what stands for it in brackets right after: البنك الدولي للتنمية (KFW)."""
    for (before, whole), (after, short) in zip(
        list(zip(names, keys, strict=True)), list(zip(names, keys, strict=True))[1:], strict=False
    ):
        if before.type != "ORG" or after.type != "ORG" or len(whole) < 4 or len(short) > 2:
            continue
        between = document.norms[before.last + 1 : after.first]
        closing = document.norm(after.last + 1)
        if len(between) == 1 and between[0] in _OPENING and (closing in _CLOSING) and not _is_word(short[1]):
            yield whole, short


_CLOSING = frozenset(")\"»”'-–")


def weapon_joins(keys: Iterable[Key]) -> Iterator[Join]:
    """Yield weapons told with their head and without: صاروخ باتريوت, باتريوت; none where two heads have the kind."""
    weapons = [key for key in dict.fromkeys(keys) if key[0] == "WEAPON"]
    for short in weapons:
        wholes = [key for key in weapons if len(key) > 2 and key[2:] == short[1:]]
        if len(wholes) == 1:
            yield wholes[0], short


def weapon_words(words: Key) -> Key:
    """Return a weapon's words in the singular, without article, ending and whose it is: الأسلحة الكيماوية, سلاح كيماوي."""
    if len(words) == 1:
        return (_unmarked(words[0].removeprefix("ال")),)
    bare = [word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words]
    return tuple(_SINGULAR.get(word, word) if not place else _unmarked(word) for place, word in enumerate(bare))


def _unmarked(word: str) -> str:
    for ending in ("تين", "ين", "ات", "ه", "ا"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word.removesuffix(ending)
    return word


_SINGULAR = {
    form: singular
    for singular, forms in (
        ("صاروخ", "صواريخ صواريخها صواريخه صواريخهم صاروخا صاروخين صاروخان صاروخي"),
        ("سلاح", "اسلحه سلاحا اسلحتها اسلحتهم"),
        ("طايره", "طايرات طايرتين طايرتان طايرتي"),
        ("عبوه", "عبوات عبوتين عبوتان"),
        ("قنبله", "قنابل قنبلتين"),
        ("قذيفه", "قذايف قذيفتين"),
        ("سياره", "سيارات سيارتين سيارتان"),
        ("غاز", "غازات غازا"),
    )
    for form in forms.split()
}
