"""Readings of a word: what is left when proclitics are taken for such. Views only: the token keeps its offsets.

A reading's `skip` counts folded letters before the name. `للعراق` is ل + العراق: the article hides its alef, so the
form has it back while the span starts at the second lam.
"""

from __future__ import annotations

from typing import NamedTuple

from extract.remembered import remembered


class Reading(NamedTuple):
    """One way to read a word."""

    skip: int
    form: str
    clitics: str
    """The letters taken off."""


@remembered
def readings(norm: str) -> tuple[Reading, ...]:
    """Return the readings of a folded word, the whole word first, then with ever more taken off."""
    found = [Reading(0, norm, "")]
    _prepositions(norm, 0, "", found)
    if norm[:1] in ("و", "ف") and len(norm) > 2:
        found.append(Reading(1, norm[1:], norm[0]))
        _prepositions(norm[1:], 1, norm[0], found)
    return tuple(found)


def _prepositions(rest: str, skip: int, clitics: str, found: list[Reading]) -> None:
    if rest[:2] == "لل" and len(rest) > 3:
        found.append(Reading(skip + 1, "ال" + rest[2:], clitics + "ل"))
    if rest[:1] in ("ب", "ل", "ك") and len(rest) > 2:
        found.append(Reading(skip + 1, rest[1:], clitics + rest[0]))


@remembered
def verb_readings(norm: str) -> tuple[Reading, ...]:
    """Return the readings of a folded word as a verb: و ف ل and the future's س may stand before it."""
    found = [Reading(0, norm, "")]
    rest, skip, clitics = norm, 0, ""
    if rest[:1] in ("و", "ف") and len(rest) > 3:
        rest, skip, clitics = rest[1:], 1, rest[0]
        found.append(Reading(skip, rest, clitics))
    if rest[:1] in ("س", "ل") and rest[1:2] in ("ي", "ت", "ن", "ا") and len(rest) > 3:
        found.append(Reading(skip + 1, rest[1:], clitics + rest[0]))
    return tuple(found)


@remembered
def bare(norm: str) -> str:
    """Return a word without article (and without و or ف before the article)."""
    if norm[:3] in ("وال", "فال", "بال", "كال") and len(norm) > 5:
        return norm[3:]
    if norm[:2] == "ال" and len(norm) > 3:
        return norm[2:]
    return norm
