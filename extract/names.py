"""The names of an article: a table of steps that propose candidates, the choice among them, and repeats.

A later engine may put a statistical tagger in the place of a step: a step is a function from a document to candidates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extract.counts import count_names
from extract.dates import date_names
from extract.document import Candidate, Document
from extract.extended import extended
from extract.gazetteer import gazetteer_names
from extract.hashtags import hashtag_names
from extract.headed import headed_names
from extract.headed_places import coordinated_places
from extract.items import Lexicon
from extract.persons import bylines, person_names
from extract.repeats import repeated_names
from extract.taught import taught
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
    """Return the best of the candidates with what the project and its reviewers add, what و joins to them, their repeats."""
    own, known = extended(document.extension), taught(lexicon)

    def allowed(names: Iterable[Candidate]) -> list[Candidate]:
        return known.allowed(document, own.allowed(document, names))

    candidates = allowed(candidates)
    candidates += allowed(own.candidates(document, candidates))
    chosen = choose(document, [*candidates, *allowed(known.candidates(document, candidates))])
    joined = allowed(coordinated_places(document, chosen))
    chosen = choose(document, [*chosen, *joined])
    repeats = allowed(repeated_names(document, chosen))
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
