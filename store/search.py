"""Articles found by words, however the words are spelled or prefixed.

The index holds each article's normalised words, and beside them the forms without proclitics, so قاآني finds وقاآني,
لقاآني, قآاني and vocalised spellings; a word that stands nowhere is asked without its own proclitics too. It is contentless: it answers which articles, and what to show of them is cut
from the body in Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from extract.normalise import INVISIBLE, clitic_forms, words
from store.database import Database

_LEAST_BEGINNING: Final = 3
"""Letters of a word's beginning; fewer begin half of the language."""
_RAW_WORD = re.compile(rf"(?:[^\W_]|[{INVISIBLE}])+")


def index(db: Database, n: int, title: str, body: str) -> None:
    """Put an article into the index; once, in the transaction that keeps it."""
    texts = words(f"{title}\n{body}")
    forms = dict.fromkeys(form for word in dict.fromkeys(texts) for form in clitic_forms(word))
    db.connection.execute(
        "INSERT INTO search(rowid, text, forms) VALUES(?, ?, ?)", (n, " ".join(texts), " ".join(forms))
    )


def match(query: str) -> str:
    """Return the index's own query for what a person typed; empty when it holds no word.

    All words must occur, in any order; words between quotes, one after the other. Nothing of it is the index's syntax.
    """
    return " AND ".join(_phrase(term) for term in _terms(query))


def tries(db: Database, query: str) -> Iterator[str]:
    """Yield the index's queries to ask one after the other until one finds something; none when there is no word.

    First `match`. Then the same with each word that stands nowhere without its proclitics, or, where that stands
    nowhere either, as the beginning of words. Widening hangs on the words alone, so all pages of a search agree.
    """
    terms = _terms(query)
    if not terms:
        return
    yield match(query)
    wider = [_phrase(term) if len(term) > 1 else _widened(db, term[0]) for term in terms]
    if wider != [_phrase(term) for term in terms]:
        yield " AND ".join(wider)


def _terms(query: str) -> list[list[str]]:
    """Return what must occur: words one by one, those between quotes together."""
    terms = []
    for position, part in enumerate(re.split('["«»“”]', query)):
        found = words(part)
        if position % 2 and len(found) > 1:
            terms.append(found)
        else:
            terms.extend([word] for word in found)
    return terms


def _phrase(term: list[str]) -> str:
    return 'text : "{}"'.format(" ".join(term)) if len(term) > 1 else f'"{term[0]}"'


def _widened(db: Database, word: str) -> str:
    """Return the index's query for a word: itself where it stands somewhere or nothing wider does."""
    bare = " OR ".join(f'"{form}"' for form in clitic_forms(word))
    beginning = f'"{word}" *' if len(word) >= _LEAST_BEGINNING else ""
    asked = (f'"{word}"', f"({bare})" if bare else "", beginning)
    return next((each for each in asked if each and _stands(db, each)), asked[0])


def _stands(db: Database, asked: str) -> bool:
    return bool(db.query("SELECT 1 FROM search WHERE search MATCH ? LIMIT 1", (asked,)))


def excerpt(body: str, query: str, width: int) -> tuple[int, int, tuple[tuple[int, int], ...]]:
    """Return the stretch of the body to show for a query, at most `width` code points, and the hits in it.

    (start, end, hits), all code points of the body; the stretch with the most different words of the query, the first
    of these; the beginning of the body when nothing is found. A hit covers the whole word, prefixes included.
    """
    asked = frozenset(words(query))
    hits = (
        [(found.start(), found.end(), hit) for found in _RAW_WORD.finditer(body) if (hit := _hit(found.group(), asked))]
        if asked
        else []
    )
    if not hits:
        return 0, min(width, len(body)), ()
    best, most = 0, 0
    for position, (start, _, _) in enumerate(hits):
        different: set[str] = set()
        for _, end, hit in hits[position:]:
            if end > start + width:
                break
            different |= hit
        if len(different) > most:
            best, most = position, len(different)
    lead = max(0, min(width // 4, width - (hits[best][1] - hits[best][0])))
    start = max(0, hits[best][0] - lead)
    if start:
        # Begin at a word.
        space = re.compile(r"\s").search(body, start, hits[best][0])
        start = space.end() if space else start
    end = min(len(body), start + width)
    return start, end, tuple((first, last) for first, last, _ in hits if first >= start and last <= end)


def _hit(raw: str, asked: frozenset[str]) -> frozenset[str]:
    return frozenset(form for word in _spellings(raw) for form in word if form in asked)


@lru_cache(maxsize=4096)
def _spellings(raw: str) -> tuple[tuple[str, ...], ...]:
    return tuple((word, *clitic_forms(word)) for word in words(raw))
