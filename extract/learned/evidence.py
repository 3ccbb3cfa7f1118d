"""What is known of a word as it stands in a text: its own record, or that of the word within it."""

from __future__ import annotations

from extract.clitics import readings
from extract.remembered import remembered
from extract.tables import trie
from extract.word_records import FILE, Evidence, counted, is_key, unpack


@remembered
def evidence(norm: str) -> Evidence | None:
    """Return what is known of a folded word, as it stands or without its proclitics; None for a word never counted."""
    if not is_key(norm):
        return None
    words = trie(FILE)
    found = words.get(norm)
    if found:
        return unpack(found[0])
    for reading in readings(norm)[1:]:
        found = words.get(reading.form)
        if found:
            return unpack(found[0])
    for form in ("ال" + norm, norm[2:] if norm.startswith("ال") else ""):
        found = words.get(form) if form else None
        if found:
            return unpack(found[0])
    return None


def forget() -> None:
    """Read the packed words anew when next asked: for the program that writes them."""
    trie.cache_clear()
    evidence.cache_clear()
    counted.cache_clear()
