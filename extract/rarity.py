"""Whether a word can be a name of anything: one that news does not use as a plain word, in no inflected form."""

from __future__ import annotations

from extract.clitics import bare, readings
from extract.remembered import remembered
from extract.tables import common_words

_ENDINGS = ("هما", "هم", "ها", "ه", "ا", "ت", "وا", "ين", "ون", "ان", "ات", "تين", "يه", "نا")


@remembered
def is_rare(norm: str) -> bool:
    """Return whether news does not use a folded word as a plain word, with or without clitics and article."""
    common = common_words()
    if len(norm) < 3 or norm in common or bare(norm) in common:
        return False
    return not any(reading.form in common for reading in readings(norm)[1:])


@remembered
def looks_inflected(norm: str) -> bool:
    """Return whether a rare word is likely a verb or an inflected plain word: يستغرب، رصدهم، محتجزه، بمفتشين."""
    common = common_words()
    if norm[0] == "ي" and (len(norm) <= 6 or norm.endswith(("ها", "هم", "ون"))):
        return True
    if norm[:3] in ("يست", "تست"):
        return True
    if norm[0] in "تنس" and len(norm) >= 4 and ("ي" + norm[1:] in common or norm[1:] in common):
        return True
    if norm[0] in "وفبلك" and len(norm) > 4 and (norm[1:] in common or looks_inflected(norm[1:])):
        return True
    for ending in _ENDINGS:
        stem = norm.removesuffix(ending)
        if stem != norm and len(stem) >= 3 and (stem in common or stem + "ه" in common or "ال" + stem in common):
            return True
    return False


def can_be_name(norm: str) -> bool:
    """Return whether a folded word is rare and not inflected."""
    return is_rare(norm) and not looks_inflected(norm)
