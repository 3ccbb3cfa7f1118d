"""What single words say of an event near them: their cues, a form without inflection, whether they are a verb to come."""

from __future__ import annotations

from extract.clitics import readings
from extract.document import Document
from extract.learned.evidence import evidence
from extract.modality import cues
from extract.remembered import remembered

_QUOTES = frozenset("\"“”«»'#()[]‘’„*_")
SOON = frozenset(("المقبل", "المقبله", "القادم", "القادمه", "المرتقب", "المرتقبه", "المقرر"))
_SUFFIXES = ("هما", "هم", "ها", "ته", "تها", "تهم", "ه", "ات", "ون", "ين", "وا", "ان", "ا", "ت", "ي")
_WEAK = frozenset("اويءه")
_LEAST = 3
"""Letters that a word without its suffix keeps."""


@remembered
def says(norm: str) -> tuple[str, ...]:
    """Return what a word may say of an event near it: names of cues, of classes of words with a C before."""
    table = cues()
    found = []
    for reading in readings(norm):
        form = reading.form
        if form in table.denied:
            found.append("den")
        if form in table.hypothetical:
            found.append("hyp")
        if form in table.future:
            found.append("fut")
        if form in table.future_after:
            found.append("fua")
        if form in table.hypothetical_after:
            found.append("hya")
        if form in table.governors:
            found.append("gov" + table.governors[form][0])
        found += [f"by{words[form][0]}" for words in table.governors_by.values() if form in words]
        found += [f"C{name}" for name, words in table.classes.items() if form in words]
    return tuple(dict.fromkeys(found))


@remembered
def stem(norm: str) -> str:
    """Return a word without و or ف before it and without its article."""
    if norm[:1] in ("و", "ف") and len(norm) > 4:
        norm = norm[1:]
    return norm[2:] if norm.startswith("ال") and len(norm) > 4 else norm


@remembered
def skeleton(norm: str) -> str:
    """Return what the forms of a word have in common, as far as letters tell: يعتزم، اعتزامه and معتزما are عتزم.

    Proclitics, article, endings and the first letter of imperfect and participle are off, and weak letters but the first.
    """
    if len(norm) < _LEAST:
        return norm
    word = norm[1:] if norm[:1] in ("و", "ف") and len(norm) > 4 else norm
    if word[:2] == "لل":
        word = word[2:]
    elif word[:1] in ("ب", "ل", "ك") and len(word) > 4:
        word = word[1:]
    if word[:2] == "ال" and len(word) > 4:
        word = word[2:]
    if word[:2] in ("سي", "ست", "سن") and len(word) > 4:
        word = word[1:]
    ending = next((end for end in _SUFFIXES if word.endswith(end) and len(word) - len(end) >= _LEAST), "")
    word = word.removesuffix(ending) if ending else word
    if word[0] in "يتنما" and len(word) > _LEAST:
        word = word[1:]
    bare = word[0] + "".join(letter for letter in word[1:] if letter not in _WEAK)
    return bare if len(bare) > 1 else word


def is_to_come(norm: str) -> bool:
    """Return whether a word is an imperfect verb with س before it: سيلتقي, but no سيناء."""
    return "س" in norm[:2] and _is_to_come(norm)


@remembered
def _is_to_come(norm: str) -> bool:
    word = norm[1:] if norm[:1] in ("و", "ف") and len(norm) > 5 else norm
    if len(word) < 5 or word[0] != "س" or word[1] not in "يتن" or word == "سياسي":
        return False
    return evidence(word[1:]) is not None


def is_between(document: Document, index: int) -> bool:
    """Return whether a token is a mark that parts nothing: a quote, a hash, a bracket."""
    return document.tokens[index].kind == "mark" and document.norms[index] in _QUOTES
