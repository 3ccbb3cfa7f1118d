"""Trigger words in forms that the trigger table lacks, by the lemma that a morphology database gives them.

A form that the table has, or leaves out on purpose, is never looked up: the table knows better. Of several lemmas the most probable
one counts; a database without probabilities must be of one mind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol

from extract.camel.tagging import spelled
from extract.clitics import Reading, readings, verb_readings
from extract.document import Document
from extract.normalise import normalise
from extract.trigger_table import Form, trigger_table


@dataclass(frozen=True, slots=True)
class Analysis:
    """One way to read a word."""

    lemma: str
    """With or without vowels."""
    part: str
    """The database's part of speech: verb, noun, adj, noun_prop ..."""
    proclitics: int
    """Letters before the word that are words of their own; the article is none."""
    weight: float
    """Logarithm of its probability; the same for all where the database has none."""


class Analyser(Protocol):
    """What reads words."""

    def analyses(self, word: str) -> Sequence[Analysis]: ...


class Lemmas:
    """Forms of trigger words by lemma."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        # one analysis in a text of many repeats; a database answers some thousand words a second
        self._form = lru_cache(maxsize=65536)(self._looked_up)

    def forms(self, document: Document) -> dict[str, tuple[Form, ...]]:
        """Return forms that the trigger table lacks and this document has."""
        found: dict[str, tuple[Form, ...]] = {}
        for position, token in enumerate(document.tokens):
            if token.kind == "word":
                found.update(self._form(document.surface(position)))
        return found

    def _looked_up(self, surface: str) -> dict[str, tuple[Form, ...]]:
        norm = normalise(surface)
        table = trigger_table()
        views = {*verb_readings(norm), *readings(norm)}
        if any(view.form in table.forms or view.form in table.dropped for view in views):
            return {}
        analyses = [found for found in self._analyser.analyses(spelled(surface)) if found.lemma]
        best = max((found.weight for found in analyses), default=0.0)
        likely = {
            (_part(found), normalise(found.lemma), found.proclitics) for found in analyses if found.weight == best
        }
        if len({(part, lemma) for part, lemma, _ in likely}) != 1:
            return {}
        part, lemma, taken = min(likely, key=lambda found: found[2])
        forms = _by_lemma().get((part, lemma), ())
        view = _reading(norm, part, taken)
        return {view.form: forms} if forms and view else {}


def _part(found: Analysis) -> str:
    return found.part if found.part in ("verb", "noun") else ""


def _reading(norm: str, part: str, taken: int) -> Reading | None:
    views = verb_readings(norm) if part == "verb" else readings(norm)
    return next((view for view in views if view.skip == taken), None)


@cache
def _by_lemma() -> dict[tuple[str, str], tuple[Form, ...]]:
    """Return the trigger table's entries by part and folded lemma."""
    found: dict[tuple[str, str], dict[Form, None]] = {}
    for forms in trigger_table().forms.values():
        for form in forms:
            found.setdefault((form.part, normalise(form.lemma)), {})[form] = None
    return {key: tuple(forms) for key, forms in found.items()}
