"""Where a word begins once its proclitics are off: و ف, then ب ل ك س. For a hand that moves the edge of a name.

A letter is a proclitic only where the tables say so: what is left is a name or a word that news uses, and the whole is
neither a name nor a stem of its own. So بغداد stays whole and فبغداد is ف + بغداد; a word that nobody knows stays whole.

    وبغداد 1    للعراق 1 (the article's alef is not written)    ولإيران 2    بغداد 0    والي 0    كابل 0

The tables are read when the first word is asked for.
"""

from __future__ import annotations

from functools import cache

from extract.clitics import bare
from extract.gazetteer import known_names
from extract.remembered import remembered
from extract.tables import common_words, is_nationality, name_words
from extract.tokens import edge, tokenise

_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بلك"
_FUTURE = "س"
_AFTER_FUTURE = "يتنا"
"""First letters of a verb that س may stand before."""
_LETTERS = frozenset(_CONJUNCTIONS + _PREPOSITIONS + _FUTURE)
_USUAL = 2
"""Weight, 0 to 9, from which a word counts as one of personal names."""
_SHORTEST = 3
"""Letters of a plain word that is believed to be what is left; of shorter ones, too many are chance."""
_AFTER_ARTICLE = 4
"""Letters after ال that make a rest a word with its article, though no table has it."""


def stem_start(word: str) -> int:
    """Return the offset in a word, as it is written, where what follows its proclitics begins; 0 without any.

    `word`: one run of letters, digits and underscores with their marks. Marks and tatweel go with their letter.
    """
    tokens = tokenise(word)
    if not tokens or tokens[0].kind != "word":
        return 0
    first = tokens[0]
    if len(tokens) > 1 and tokens[1].kind != "mark" and _LETTERS.issuperset(first.norm):
        # لـNATO, و2003: another script begins
        return tokens[1].start
    return edge(word, first, proclitics(first.norm)) or 0


@remembered
def proclitics(norm: str) -> int:
    """Return how many letters at the start of a folded word are proclitics."""
    return _proclitics(norm, _CONJUNCTIONS + _PREPOSITIONS + _FUTURE)


def _proclitics(norm: str, letters: str) -> int:
    if len(norm) < _SHORTEST or norm[0] not in letters or _is_name(norm) or _is_stem(norm):
        return 0
    rest = norm[1:]
    if norm[0] in _CONJUNCTIONS:
        inner = _proclitics(rest, _PREPOSITIONS + _FUTURE)
        return 1 + inner if inner or _is_word(rest) else 0
    if norm[0] in _PREPOSITIONS:
        return int(_is_word("ال" + norm[2:] if norm[:2] == "لل" else rest))
    return int(len(rest) >= _SHORTEST and rest[0] in _AFTER_FUTURE and rest in common_words())


def _is_word(rest: str) -> bool:
    if len(rest) < _SHORTEST:
        return False
    if _is_name(rest) or rest in common_words() or is_nationality(rest):
        return True
    return rest[:2] == "ال" and len(rest) - 2 >= _AFTER_ARTICLE


def _is_stem(norm: str) -> bool:
    """Return whether news uses a word as one that takes proclitics or the article itself."""
    words = common_words()
    if norm not in words:
        return False
    # ولقاء and للقصف show nothing: there و and ل stand before another proclitic
    before = {"و": ("ال", "ب", "ل", "و"), "ف": ("ال", "ب", "ل", "و"), "ل": ("ال", "ب")}.get(norm[0], ("ال", "ب", "ل"))
    return any(each + norm in words for each in before)


def _is_name(norm: str) -> bool:
    return norm in _names() or (bare(norm) != norm and norm[:2] == "ال" and bare(norm) in _names())


@cache
def _names() -> frozenset[str]:
    """Return every folded word of the known names and of personal names."""
    known = set(known_names())
    for entries in known_names().values():
        # inside a long name stand words with proclitics of their own
        known.update(word for entry in entries for word in entry.words[1:] if word[:2] != "لل" and bare(word) == word)
    persons = name_words()
    for weights in (persons.first, persons.later):
        known.update(word for word, weight in weights.items() if weight >= _USUAL)
    return frozenset(known)
