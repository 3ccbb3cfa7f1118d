"""Weapons with a kind, and models by letters and number."""

from __future__ import annotations

import re
from functools import cache

from extract.clitics import readings
from extract.document import Candidate, Document
from extract.tables import phrases, toml, word_set

_LATIN_MODEL = re.compile(r"(?:[a-z]{1,4}|su|mig|tu)")


@cache
def _families() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Head -> the kinds that make it a weapon, the longest first."""
    kinds_of: dict[str, set[tuple[str, ...]]] = {}
    for family in toml("weapons.toml")["families"]:
        kinds = set(_spaced(family["kinds"])) - set(_spaced(family.get("except", "")))
        for head in word_set(family["heads"]):
            kinds_of.setdefault(head, set()).update(kinds)
    return {head: tuple(sorted(kinds, key=lambda kind: (-len(kind), kind))) for head, kinds in kinds_of.items()}


def _spaced(cell: str) -> list[tuple[str, ...]]:
    return list(phrases(cell.replace("-", " - "))) if cell else []


@cache
def _models() -> tuple[frozenset[str], frozenset[str]]:
    table = toml("weapons.toml")["models"]
    return word_set(table["letters"]), word_set(table["alone"])


def weapon_names(document: Document) -> list[Candidate]:
    """Return candidates for weapons."""
    families = _families()
    letters, alone = _models()
    found: list[Candidate] = []
    for position, token in enumerate(document.tokens):
        if token.kind != "word" or document.norm(position - 1) == "حظر":  # منظمة حظر الأسلحة الكيميائية is a body
            continue
        for reading in readings(token.norm):
            last = _kind_after(document, position, families.get(reading.form, ()))
            confidence, reason = 0.92, "weapon: head + kind"
            if last is None and reading.form in alone:
                last, confidence, reason = position, 0.75, "weapon: kind alone"
            if last is None and (reading.form in letters or _LATIN_MODEL.fullmatch(reading.form)):
                last, reason = _model(document, position), "weapon: model"
            if last is not None:
                candidate = document.candidate(position, last, "WEAPON", confidence, reason, skip=reading.skip, rank=1)
                if candidate:
                    found.append(candidate)
                break
    return found


def _kind_after(document: Document, position: int, kinds: tuple[tuple[str, ...], ...]) -> int | None:
    for kind in kinds:
        last = position + len(kind)
        if tuple(document.norms[position + 1 : last + 1]) == kind and document.same_sentence(position, last):
            return last
    return None


def _model(document: Document, position: int) -> int | None:
    """بي-52، إف 16: letters and a number; Latin letters only with a hyphen."""
    tokens = document.tokens
    latin = document.norm(position).isascii()
    number = position + 1
    hyphen = document.norm(number) in ("-", "–")
    if hyphen:
        number += 1
    if (
        not document.same_sentence(position, number)
        or tokens[number].kind != "number"
        or len(document.norm(number)) > 3
    ):
        return None
    if latin and not (
        hyphen
        and tokens[number].start == tokens[position].end + 1
        and document.norm(position) in ("f", "su", "mig", "tu", "b", "s", "rpg", "ak", "m", "t", "mq")
    ):
        return None
    if not hyphen and document.norm(position) not in ("اف", "ميغ", "ميج", "سوخوي", "تي", "بي", "اس", "توبوليف"):
        return None
    return number
