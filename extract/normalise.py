"""One spelling for the many spellings of an Arabic word, for search and for matching names.

The folding is that measured for the full-text index: NFKC, no invisible format characters, no vowel marks, no tatweel;
alef, ya, ta marbuta, kaf and hamza carriers to one letter each; digits to ASCII; Latin casefolded. It loses
differences on purpose, so nothing normalised is ever shown or stored as text. Imports nothing of the project.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff"
_FORMAT = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f"
)
_LONE_MARKS = "\ufe70-\ufe7f\ufc5e-\ufc63\ufcf2-\ufcf4"
INVISIBLE = f"\u0640{_MARKS}{_FORMAT}{_LONE_MARKS}"
"""A regular expression's character class (without brackets) of all that normalising drops."""

_DROPPED = re.compile(f"[{INVISIBLE}]+")
_ALEFS = re.compile("اا+")
_WORD = re.compile(r"[^\W_]+")

_FOLDED = (
    ("أ", "ا"),
    ("إ", "ا"),
    ("آ", "ا"),
    ("ٱ", "ا"),
    ("ى", "ي"),
    ("ی", "ي"),
    ("ئ", "ي"),
    ("ؤ", "و"),
    ("ة", "ه"),
    ("ک", "ك"),
)
_DIGITS = tuple(
    (chr(zero + value), str(value)) for zero in (0x0660, 0x06F0) for value in range(10)
)  # NFKC leaves these two sets alone; it folds fullwidth and styled digits itself


def normalise(text: str) -> str:
    """Return the folded spelling of a text; the same spelling again for a text that is already folded."""
    # Dropped before composing too: a mark or format character between a letter and its hamza would keep them apart.
    text = _DROPPED.sub("", text)
    if not text.isascii() and not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    text = text.casefold()
    if not text.isascii():
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
        text = _DROPPED.sub("", text)
        # Chained replaces: measured several times faster than one str.translate with a table.
        for letter, folded in _FOLDED:
            text = text.replace(letter, folded)
        if any(digit in text for digit, _ in _DIGITS):
            for digit, folded in _DIGITS:
                text = text.replace(digit, folded)
        text = _ALEFS.sub("ا", text)
    return text


def words(text: str) -> list[str]:
    """Return the normalised words of a text in order: runs of letters and digits, an underscore parts them."""
    return _WORD.findall(normalise(text))


_NEAR = 40
"""Code points beside a span that are looked at; of a word that reaches further, what stands here is the same everywhere."""
_RUN = re.compile(rf"[^\W_](?:[^\W_]|[{INVISIBLE}])*")


def beside(body: str, start: int, end: int) -> tuple[str, str]:
    """Return the folded words before and after a span in its line; empty where none stands there.

    Letters written onto the span (proclitics, suffixes) are not the word beside it.

        وقال لوكالة الرافد إن    beside وكالة الرافد: ("وقال", "ان")
    """
    head, tail = body[max(0, start - _NEAR) : start], body[end : end + _NEAR]
    before = list(_RUN.finditer(head, head.rfind("\n") + 1))
    if before and before[-1].end() == len(head):
        before.pop()
    line = tail.find("\n")
    after = _RUN.search(tail, 0, len(tail) if line < 0 else line)
    if after and after.start() == 0:
        after = _RUN.search(tail, after.end(), len(tail) if line < 0 else line)
    return _folded(before[-1][0]) if before else "", _folded(after[0]) if after else ""


_SHORT = 3
"""Letters of a word that says little alone: في، على، أن."""


def following(body: str, end: int) -> str:
    """Return the folded word after a span in its line; of a short one, with the word after that. Empty at its end.

    احتجاجا على الغلاء    after احتجاجا: "علي الغلاء"
    """
    tail = body[end : end + _NEAR].partition("\n")[0]
    found = _RUN.finditer(tail)
    words = [each[0] for each in (next(found, None), next(found, None), next(found, None)) if each]
    if words and tail.startswith(words[0]):
        words.pop(0)
    folded = [_folded(word) for word in words[:2]]
    return " ".join(folded if folded and len(folded[0]) <= _SHORT else folded[:1])


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    return normalise(word)


@lru_cache(maxsize=4096)
def clitic_forms(word: str) -> tuple[str, ...]:
    """Return the forms left when proclitics are taken off a normalised word; the word itself is not among them.

    Taken off: و ف, then ب ل ك س, then ال, each where enough letters stay; `لل` stands for ل + ال. All readings are
    given, wrong ones too (`بغداد` gives `غداد`): an index that holds them finds more and loses nothing.
    """
    forms: dict[str, None] = {}
    for conjunction in _without(word, "وف"):
        forms[conjunction] = None
        _strip_preposition(conjunction, forms)
    _strip_preposition(word, forms)
    forms.pop(word, None)
    return tuple(forms)


def _strip_preposition(word: str, forms: dict[str, None]) -> None:
    if word.startswith("لل") and len(word) >= 4:
        forms["ال" + word[2:]] = None
        forms[word[1:]] = None
        forms[word[2:]] = None
    for rest in _without(word, "بلكس"):
        forms[rest] = None
        _strip_article(rest, forms)
    _strip_article(word, forms)


def _strip_article(word: str, forms: dict[str, None]) -> None:
    if word.startswith("ال") and len(word) >= 4:
        forms[word[2:]] = None


def _without(word: str, letters: str) -> tuple[str, ...]:
    return (word[1:],) if len(word) >= 3 and word[0] in letters else ()
