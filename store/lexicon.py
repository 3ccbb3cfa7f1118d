"""What reviewers taught: names, triggers, and what they rejected where. From the decisions as they stand, so an undo
takes back what was taught.

What every article teaches is counted and the counts are summed, so neither the order of decisions nor that of merges
matters. The majority decides; where there is none nothing is taught, and the engine says what it would say anyway.
An item on which reviewers differ teaches nothing.
"""

from __future__ import annotations

import json
import pickle
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any, Final, TypeVar

from extract.items import Lexicon
from extract.normalise import beside, following, normalise
from store.database import Database

TIMES: Final = 2
"""Rejections without one acceptance after which a name is not proposed as that type, or a word as an event, anywhere;
articles that a word must be an event in before it is proposed as one in others."""


@dataclass(slots=True)
class _Counts:
    """How often decisions said what; of places, how much oftener they rejected than kept."""

    kept: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(name, type)."""
    rejected: Counter[tuple[str, str]] = field(default_factory=Counter)
    places: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    """(word before, name, word after, type)."""
    given: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """(name, type, canonical name that a reviewer wrote)."""
    events: Counter[tuple[str, str, str | None]] = field(default_factory=Counter)
    """(word, event type, subtype), once an article: its next mention in the same text says little more."""
    missed: Counter[tuple[str, str, str, str | None]] = field(default_factory=Counter)
    """(word, what follows it, event type, subtype) that was added or moved."""
    no_events: Counter[str] = field(default_factory=Counter)
    event_places: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(word, what follows it)."""

    def add(self, other: _Counts, sign: int) -> None:
        """Add what another article teaches, or take it away."""
        for one in fields(self):
            mine: Counter[Any] = getattr(self, one.name)
            for key, count in getattr(other, one.name).items():
                left = mine[key] + sign * count
                if left:
                    mine[key] = left
                else:
                    del mine[key]


def learn(db: Database) -> Lexicon:
    """Return what the decisions teach. The same decisions teach the same, in whatever order they came."""
    counts = _Counts()
    for article in _decided_articles(db):
        _count(db, article, counts)
    return _lexicon(counts)


class Lessons:
    """What the decisions teach, kept at hand: after a decision only its articles are read again."""

    def __init__(self, db: Database) -> None:
        """Read all decided items once."""
        self._db = db
        self._counts = _Counts()
        self._of: dict[int, bytes] = {}
        """What each article teaches, packed: it is to be taken away when the article changes."""
        for article in _decided_articles(db):
            self.refresh(article)

    def refresh(self, article: int) -> None:
        """Read again what is decided in an article."""
        new = _Counts()
        _count(self._db, article, new)
        old = self._of.pop(article, None)
        if old is not None:
            # our own bytes, of this process
            self._counts.add(pickle.loads(zlib.decompress(old)), -1)  # noqa: S301
        self._counts.add(new, 1)
        self._of[article] = zlib.compress(pickle.dumps(new), 1)

    def lexicon(self) -> Lexicon:
        """Return what `learn` would."""
        return _lexicon(self._counts)


def _decided_articles(db: Database) -> Iterator[int]:
    """Yield the articles in which something is decided, or set aside because of that."""
    after = 0
    while rows := db.query("SELECT n FROM article WHERE n > ? AND items > open ORDER BY n LIMIT 1000", (after,)):
        yield from (n for (n,) in rows)
        after = rows[-1][0]


def _count(db: Database, article: int, counts: _Counts) -> None:
    """Count what the decisions on one article say."""
    rows = db.query(
        "SELECT kind, status, first, last, value, verdict, run FROM item"
        " WHERE article = ? AND kind IN ('mention', 'event') AND status IN ('accepted', 'edited', 'rejected')",
        (article,),
    )
    if not rows:
        return
    [(body,)] = db.query("SELECT text FROM body WHERE article = ?", (article,))
    words: set[tuple[str, str, str | None]] = set()
    for kind, status, first, last, value, verdict, run in rows:
        proposed = json.loads(value)
        kept = None if status == "rejected" else proposed if verdict == value else json.loads(verdict)
        if kind == "mention":
            _count_mention(body, (first, last), proposed, kept, counts, added=run is None)
        else:
            words |= _count_event(body, (first, last), proposed, kept, counts, added=run is None)
    counts.events.update(words)


def _count_mention(
    body: str,
    at: tuple[int, int],
    proposed: Mapping[str, Any],
    kept: Mapping[str, Any] | None,
    counts: _Counts,
    *,
    added: bool,
) -> None:
    was = proposed["start"], proposed["end"]
    if kept is None or was != at or proposed["type"] != kept["type"]:
        # Corrected edges or another type say that the name as it was proposed is none.
        name = _folded(body[slice(*was)])
        if name:
            before, after = beside(body, *was)
            counts.rejected[name, proposed["type"]] += 1
            counts.places[before, name, after, proposed["type"]] += 1
    if kept is None:
        return
    name = _folded(body[slice(*at)])
    if not name:
        return
    before, after = beside(body, *at)
    counts.kept[name, kept["type"]] += 1
    counts.places[before, name, after, kept["type"]] -= 1
    # The name that an engine gave is its guess for one article, also where it was accepted with the rest.
    if (added or kept["name"] != proposed["name"]) and _folded(kept["name"]) != name:
        counts.given[name, kept["type"], kept["name"]] += 1


def _count_event(
    body: str,
    at: tuple[int, int],
    proposed: Mapping[str, Any],
    kept: Mapping[str, Any] | None,
    counts: _Counts,
    *,
    added: bool,
) -> set[tuple[str, str, str | None]]:
    """Count one event; return the word that was kept as one, with its type."""
    was = proposed["start"], proposed["end"]
    if kept is None or was != at:
        word = _folded(body[slice(*was)])
        counts.no_events[word] += 1
        counts.event_places[word, following(body, was[1])] += 1
    if kept is None:
        return set()
    word, after = _folded(body[slice(*at)]), following(body, at[1])
    counts.event_places[word, after] -= 1
    if after and (added or was != at):
        counts.missed[word, after, kept["type"], kept["subtype"]] += 1
    return {(word, kept["type"], kept["subtype"])}


@lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    return " ".join(normalise(text).split())


def _lexicon(counts: _Counts) -> Lexicon:
    """Return what these counts teach."""
    given = _majority({((name, kind), canonical): times for (name, kind, canonical), times in counts.given.items()})
    kept = counts.kept + Counter((_folded(canonical), kind) for (_, kind), canonical in given.items())
    known = {name for name, _ in kept}
    silenced = {pair for pair, times in counts.rejected.items() if times >= TIMES and not kept[pair]}
    types = Counter(name for name, _ in silenced)
    words: Counter[str] = Counter()
    for (word, _, _), times in counts.events.items():
        words[word] += times
    kinds = _majority({(word, (kind, subtype)): times for (word, kind, subtype), times in counts.events.items()})
    missed = _majority(
        {((word, after), (kind, sub)): times for (word, after, kind, sub), times in counts.missed.items()}
    )
    return Lexicon(
        names={name: kind for name, kind in _majority(kept).items() if kept[name, kind] > counts.rejected[name, kind]},
        rejected=frozenset(name for name, times in types.items() if times > 1 and name not in known),
        silenced=frozenset(silenced),
        rejected_beside=frozenset(place for place, times in counts.places.items() if times > 0),
        canonicals=given,
        triggers={word: kind for word, kind in kinds.items() if words[word] >= TIMES + counts.no_events[word]},
        triggers_beside={place: kind for place, kind in missed.items() if counts.event_places[place] < 0},
        no_triggers=frozenset(word for word, times in counts.no_events.items() if times >= TIMES and not words[word]),
        no_triggers_beside=frozenset(place for place, times in counts.event_places.items() if times > 0),
    )


_Key = TypeVar("_Key")
_What = TypeVar("_What")


def _majority(counts: Mapping[tuple[_Key, _What], int]) -> dict[_Key, _What]:
    """Return for each key what was said of it most often; a key of which two things were said equally often has nothing."""
    most: dict[_Key, tuple[int, _What | None]] = {}
    for (key, what), times in counts.items():
        before = most.get(key, (0, None))[0]
        if times > before:
            most[key] = times, what
        elif times == before:
            most[key] = times, None
    return {key: what for key, (_, what) in most.items() if what is not None}
