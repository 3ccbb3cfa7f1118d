"""What may fill a role besides the rules' fillers: single nouns, told from verbs and particles by how news uses them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.clitics import Reading, readings
from extract.document import Candidate, Document
from extract.fillers import Filler, agrees, governor, phrase_words
from extract.learned.evidence import evidence
from extract.remembered import remembered
from extract.tables import is_nationality
from extract.tokens import edge
from extract.word_records import Evidence

_ARTICLE, _PROCLITIC, _FREQUENCY = 6, 7, 8
"""Places in `Evidence.usage`."""


def phrases(
    document: Document, filling: Sequence[Filler], names: Sequence[Candidate], verbs: frozenset[int]
) -> list[Filler]:
    """Return the rules' fillers and the nouns between them, in order; none begins at a token of `verbs`."""
    covered = bytearray(len(document.tokens))
    for filler in filling:
        covered[filler.first : filler.last + 1] = b"\x01" * (filler.last + 1 - filler.first)
    for name in names:
        covered[name.first : name.last + 1] = b"\x01" * (name.last + 1 - name.first)
    found: list[Filler] = []
    position, count = 0, len(document.tokens)
    while position < count:
        noun = None
        if not covered[position] and position not in verbs and document.tokens[position].kind != "mark":
            noun = _noun(document, position, covered)
        if noun is None:
            position += 1
        else:
            found.append(noun)
            position = noun.last + 1
    return sorted([*filling, *found], key=lambda filler: (filler.first, filler.last))


def _noun(document: Document, position: int, covered: bytearray) -> Filler | None:
    token = document.tokens[position]
    if token.kind == "number":
        return Filler(
            position, position, token.start, token.end, "number", None, governor(document, position), position
        )
    reading = noun_reading(token.norm)
    if reading is None:
        return None
    form = reading.form
    definite = form[:2] == "ال"
    before = document.norms[position - 1] if document.same_sentence(position - 1, position) else ""
    if not reading.clitics and is_nationality(form) and definite and before[:2] == "ال":
        return None
    start = edge(document.body, token, reading.skip)
    if start is None:
        return None
    last = position
    while (
        last - position < 2
        and document.same_sentence(position, last + 1)
        and not covered[last + 1]
        and agrees(document.norms[last + 1], definite=definite, step=1, plural=False)
    ):
        last += 1
    clitic = reading.clitics[-1:]
    preposition = clitic if clitic in ("ب", "ل", "ك") else governor(document, position, clitics=reading.clitics)
    return Filler(position, last, start, document.tokens[last].end, "noun", None, preposition, position)


@remembered
def noun_reading(norm: str) -> Reading | None:
    """Return how a folded word is read as a noun; None where its use in news says that it is none."""
    light = phrase_words().light
    if norm in light or len(norm) < 3:
        return None
    best: tuple[int, Reading] | None = None
    for reading in readings(norm):
        form = reading.form
        if form in light:
            return None
        # ك before a word without an article is nearly always its own letter.
        if len(form) < 3 or (reading.clitics[-1:] == "ك" and form[:2] != "ال"):
            continue
        if form[:2] == "ال" and len(form) > 4:
            return reading
        known = evidence(form)
        if known is None or not _is_noun(form, known):
            continue
        # A reading with a letter less must be the commoner word by far: ب in برصاص, but not in بلدة.
        weight = known.usage[_FREQUENCY] - reading.skip
        if best is None or weight > best[0]:
            best = (weight, reading)
    if best is None and evidence(norm) is None and norm[0] not in "يتنس" and len(norm) < 12:
        # Never counted: mostly a name that no rule knows.
        return readings(norm)[0]
    return best[1] if best else None


def _is_noun(form: str, known: Evidence) -> bool:
    if known.usage[_ARTICLE] >= 2 or known.usage[_PROCLITIC] >= 2:
        return True
    if form[-1] == "ا" and len(form) > 3:
        stem = evidence(form[:-1])
        return stem is not None and stem.usage[_ARTICLE] >= 2
    return False
