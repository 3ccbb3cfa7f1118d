"""The names of an article: a table of steps that propose candidates, the choice among them, and repeats.

A later engine may put a statistical tagger in the place of a step: a step is a function from a document to candidates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extract.counts import count_names
from extract.dates import date_names
from extract.document import Candidate, Document
from extract.gazetteer import gazetteer_names, lexicon_names, match_at
from extract.hashtags import hashtag_names
from extract.headed import coordinated_places, headed_names
from extract.items import Lexicon
from extract.normalise import normalise
from extract.persons import bylines, person_names
from extract.repeats import repeated_names
from extract.weapons import weapon_names

Step = Callable[[Document], list[Candidate]]

STEPS: tuple[Step, ...] = (
    gazetteer_names,
    headed_names,
    person_names,
    bylines,
    date_names,
    count_names,
    weapon_names,
)
"""What proposes names, in no order: the choice is by rank, length and confidence."""
_IN_HASHTAGS: tuple[Step, ...] = (gazetteer_names, headed_names, person_names)


def find_names(document: Document, lexicon: Lexicon, steps: tuple[Step, ...] = STEPS) -> list[Candidate]:
    """Return the names of a document in order, none overlapping another."""
    candidates = [candidate for step in steps for candidate in step(document)]
    candidates.extend(hashtag_names(document, _IN_HASHTAGS))
    return completed(document, candidates, lexicon)


def completed(document: Document, candidates: list[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Return the best of the candidates with what reviewers taught, what و joins to them, and their repeats."""
    candidates = [*candidates, *_taught(document, lexicon)]
    chosen = choose(document, _allowed(document, candidates, lexicon))
    joined = _allowed(document, coordinated_places(document, chosen), lexicon)
    chosen = choose(document, [*chosen, *joined])
    repeats = _allowed(document, repeated_names(document, chosen), lexicon)
    return choose(document, [*chosen, *repeats])


def choose(document: Document, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates of which no two share a token: higher rank first, then longer, then surer, then earlier."""
    taken = bytearray(len(document.tokens))
    chosen: list[Candidate] = []
    for candidate in sorted(
        candidates, key=lambda name: (-name.rank, name.start - name.end, -name.confidence, name.start, name.type)
    ):
        span = slice(candidate.first, candidate.last + 1)
        if not any(taken[span]):
            taken[span] = b"\x01" * (candidate.last + 1 - candidate.first)
            chosen.append(candidate)
    return sorted(chosen, key=lambda name: name.start)


def _taught(document: Document, lexicon: Lexicon) -> list[Candidate]:
    if not lexicon.names:
        return []
    gazetteer = lexicon_names(lexicon.names)
    found: list[Candidate] = []
    for position in range(len(document.tokens)):
        for entry, skip, last in match_at(document, position, gazetteer):
            candidate = document.candidate(
                position, last, entry.type, entry.confidence, entry.reason, skip=skip, rank=9
            )
            if candidate:
                found.append(candidate)
    return found


def _allowed(document: Document, candidates: list[Candidate], lexicon: Lexicon) -> list[Candidate]:
    if not lexicon.rejected:
        return candidates
    return [
        candidate
        for candidate in candidates
        if normalise(document.body[candidate.start : candidate.end]) not in lexicon.rejected
    ]
