"""Names that a head noun announces: bodies of a state, organisations, facilities, places.

The head's rule says how far the name goes and whether the head belongs to it.
"""

from __future__ import annotations

from extract.clitics import Reading, readings
from extract.document import Candidate, Document
from extract.gazetteer import known_at, place_heads
from extract.headed_bodies import (
    QUOTED_HEADS,
    after_dropped_head,
    body_of_state,
    ministry,
    organisation,
    quoted_organisation,
)
from extract.headed_places import embassy, facility, place
from extract.heads import heads
from extract.remembered import remembered


def headed_names(document: Document) -> list[Candidate]:
    """Return candidates for names that a head noun announces."""
    table = heads()
    places = place_heads()
    found: list[Candidate] = []
    for position, token in enumerate(document.tokens):
        if token.kind != "word" or not _announces(token.norm) or not document.same_sentence(position, position + 1):
            continue
        known = known_at(document, position)
        if known and known[2] > position:
            continue
        quoted = quoted_organisation(document, position)
        if quoted is not None:
            found.append(quoted)
            continue
        for reading in readings(token.norm):
            candidate = None
            if reading.form in table.bodies:
                candidate = body_of_state(document, position, reading)
            if candidate is None and reading.form in table.definite_facilities:
                candidate = embassy(document, position, reading)
            if candidate is None and (reading.form in table.facilities or reading.form in table.nuclear):
                candidate = facility(document, position, reading)
            if candidate is None and reading.form == "وزاره":
                candidate = ministry(document, position, reading)
            if candidate is None and reading.form in table.kept:
                candidate = organisation(document, position, reading)
            if candidate is None and reading.form in table.dropped:
                candidate = after_dropped_head(document, position, reading)
            if candidate is None and reading.form in places:
                candidate = place(document, position)
            if candidate is not None:
                found.append(candidate)
                break
    return found


@remembered
def _announces(norm: str) -> bool:
    """Return whether a word may be a head that announces a name."""
    table = heads()
    kinds = (table.bodies, table.definite_facilities, table.facilities, table.nuclear, table.kept, table.dropped)
    forms = [reading.form for reading in readings(norm)]
    return (
        norm in QUOTED_HEADS
        or "وزاره" in forms
        or not place_heads().isdisjoint(forms)
        or any(not kind.isdisjoint(forms) for kind in kinds)
    )


def announced_by(document: Document, position: int, reading: Reading, rule: str) -> Candidate | None:
    """Return the name that a word announces by a rule of this module: `kept`, `dropped`, `facility` or `place`."""
    if rule == "place":
        return place(document, position)
    follow = {"kept": organisation, "dropped": after_dropped_head, "facility": facility}[rule]
    return follow(document, position, reading)
