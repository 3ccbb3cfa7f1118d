"""The written lists of names (`extract/data/lists`), packed for the tagger: what stands in a list is evidence, no more."""

from __future__ import annotations

from extract.clitics import readings
from extract.document import Document
from extract.remembered import remembered
from extract.tables import trie
from extract.word_records import is_key

_FILE = "lists.marisa"
KINDS = ("PERSON", "LOC", "ORG", "FAC", "given", "family")
"""What a listed phrase can be; `given` and `family` are words of persons' names."""
LONGEST = 6
"""Words of a listed name; longer ones are told by their first words."""


def pack(kind: str, level: int) -> bytes:
    """Return an entry as it is stored: its kind, and how surely a word of running text is meant so, 1..9."""
    return bytes((KINDS.index(kind), level))


@remembered
def word_entries(norm: str) -> tuple[tuple[str, int], ...]:
    """Return the (kind, level) of a single folded word as it stands."""
    if not is_key(norm):
        return ()
    return tuple((KINDS[data[0]], data[1]) for data in trie(_FILE).get(norm, ()))


@remembered
def _begins(form: str) -> bool:
    """Return whether any longer listed name begins with a word."""
    return is_key(form) and next(trie(_FILE).iterkeys(form + " "), None) is not None


@remembered
def _starts(norm: str) -> tuple[tuple[str, tuple[tuple[str, int], ...], bool], ...]:
    """Return the readings of a word with which listed names begin: the form, its own entries, whether longer ones do."""
    found: list[tuple[str, tuple[tuple[str, int], ...], bool]] = []
    for reading in readings(norm):
        own = tuple(entry for entry in word_entries(reading.form) if entry[0] not in ("given", "family"))
        longer = _begins(reading.form)
        if own or longer:
            found.append((reading.form, own, longer))
    return tuple(found)


def listed(document: Document) -> list[tuple[str, ...]]:
    """Return for each token of a document what the lists say of it: `B-LOC2` (first of two words), `I-ORG3`, `B-LOCw`."""
    found: list[tuple[str, ...]] = [()] * len(document.tokens)
    for index, token in enumerate(document.tokens):
        if token.kind == "word" and (starts := _starts(token.norm)):
            for kind, (last, level) in _matches(document, index, starts).items():
                size = "w" if level < 5 else str(min(last - index + 1, 3))
                for place in range(index, last + 1):
                    entry = f"{'B' if place == index else 'I'}-{kind}{size}"
                    if entry not in found[place]:
                        found[place] = (*found[place], entry)
    return found


def _matches(
    document: Document, index: int, starts: tuple[tuple[str, tuple[tuple[str, int], ...], bool], ...]
) -> dict[str, tuple[int, int]]:
    """Return (last token, level) of the longest listed name of each kind that begins at a token."""
    norms = document.norms
    limit = min(len(norms), index + LONGEST)
    best: dict[str, tuple[int, int]] = {}
    for form, own, longer in starts:
        here = {kind: (index, level) for kind, level in own}
        end, text = index + 1, form
        while longer and end < limit and document.tokens[end].line == document.tokens[index].line:
            if not is_key(norms[end]):
                break
            text += " " + norms[end]
            here.update((KINDS[data[0]], (end, data[1])) for data in trie(_FILE).get(text, ()))
            end += 1
        for kind, (last, level) in here.items():
            if kind not in best or last > best[kind][0]:
                best[kind] = last, level
        if here and form == norms[index]:
            break
    return best
