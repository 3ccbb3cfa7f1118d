"""Who and what a store speaks of, over all its articles: names of mentions put together by their key, and names offered again.

Nothing of this is kept: an entity is what mentions of one type and one key have in common (`extract.same_names.name_key`),
as they stand now. A suggestion reads the articles that the search index names, at most `NEAR` of them; the list of all
reads every mention once, a stretch of articles at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from extract.normalise import words
from extract.same_names import name_key, rows_with, spelled, spellings_of
from store.database import Database, Row

NEAR: Final = 200
"""Articles that are looked through for names to offer: the newest that have the words. 200 of 110 mentions take 20 ms."""
_STRETCH: Final = 2000
"""Articles that are read at a time."""
_ACCEPTED: Final = frozenset(("accepted", "edited"))
_NO_ENTITY: Final = frozenset(("DATE", "NUMBER_OF", "WEAPON"))
"""Types whose names name no one thing over articles; dates have values."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions of one type and key name."""

    key: str
    """The same in every store: folded, in the lists' first spelling."""
    type: str
    name: str
    """The most usual spelling; one that reviewers accepted before one that is only proposed."""
    mentions: int
    """Those rejected are not among them."""
    articles: int
    """That have such a mention."""
    statuses: dict[str, int]
    """Status -> how many mentions; rejected ones too."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A name that mentions of the store have already."""

    name: str
    accepted: int
    """Mentions with this name that reviewers accepted or edited."""
    mentions: int
    """All, but those rejected."""


@dataclass(slots=True)
class _Tally:
    names: Counter[tuple[bool, str]] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    latest: int = 0


_SHOWN = "CASE WHEN i.verdict IS NULL THEN i.value ELSE i.verdict END"
_SELECT = (
    f"SELECT i.article, json_extract({_SHOWN}, '$.type'), json_extract({_SHOWN}, '$.name'), i.status, count(*)"
    " FROM item i WHERE i.kind = 'mention' AND i.status NOT IN ('withdrawn', 'stale', 'aside') AND "
)
_GROUPED = " GROUP BY i.article, 2, 3, 4"


def entities(db: Database, *, kind: str = "", search: str = "") -> tuple[Entity, ...]:
    """Return what the store's mentions name, of one type or all, most mentions first.

    With a search, those of which a spelling has all its words, counted in the articles that the index finds for it and in
    those where reviewers gave names; without one, every mention is read (`python -m bench.entities` says what that costs).
    """
    asked = words(search)
    if search.strip() and not asked:
        return ()
    tallies: dict[tuple[str, str], _Tally] = {}
    named: dict[tuple[str, str], _Tally] = {}
    for article, of_type, name, status, count in _rows(db, kind, asked):
        if of_type in _NO_ENTITY and of_type != kind:
            continue
        tally = named.get((of_type, name))
        if tally is None:
            key = of_type, name_key(of_type, name)
            tally = named[of_type, name] = tallies.get(key) or tallies.setdefault(key, _Tally())
        tally.statuses[status] += count
        if status != "rejected":
            tally.names[status in _ACCEPTED, name] += count
            tally.articles += article != tally.latest
            tally.latest = article
    found = [
        Entity(key, of_type, _usual(tally.names), tally.names.total(), tally.articles, dict(tally.statuses))
        for (of_type, key), tally in tallies.items()
        if tally.names and (not asked or _has(asked, of_type, key, tally.names))
    ]
    return tuple(sorted(found, key=lambda each: (-each.mentions, each.type, each.key)))


def _usual(names: Counter[tuple[bool, str]]) -> str:
    return min(names, key=lambda name: (not name[0], -names[name], name[1]))[1]


def _has(asked: Sequence[str], kind: str, key: str, names: Iterable[tuple[bool, str]]) -> bool:
    """Return whether a spelling has all words: the key itself, nearly always; else another of its row, or as it is written."""
    if set(spelled(asked)).issubset(key.split()):
        return True
    if not rows_with(kind, key):
        return False
    spellings = {each for _, name in names for each in spellings_of(kind, name)}
    return any(set(asked).issubset(each.split()) for each in spellings)


def _rows(db: Database, kind: str, asked: Sequence[str]) -> Iterator[Row]:
    """Yield (article, type, name, status, how many), articles in order."""
    of_type = f" AND json_extract({_SHOWN}, '$.type') = ?" if kind else ""
    types = (kind,) if kind else ()
    if asked:
        within = (
            "i.article IN (SELECT rowid FROM search WHERE search MATCH ?"
            # the list of three is the index's own condition: without it every item would be read
            " UNION SELECT article FROM item WHERE kind = 'mention'"
            " AND status IN ('accepted', 'edited', 'rejected') AND status = 'edited')"
        )
        yield from db.query(f"{_SELECT}{within}{of_type}{_GROUPED}", (_any_of(_spellings(asked)), *types))
        return
    [(last,)] = db.query("SELECT coalesce(max(n), 0) FROM article")
    for first in range(1, last + 1, _STRETCH):
        within = "i.article BETWEEN ? AND ?"
        yield from db.query(f"{_SELECT}{within}{of_type}{_GROUPED}", (first, first + _STRETCH - 1, *types))


def _spellings(asked: Sequence[str]) -> list[str]:
    """Return what may stand in an article for a search: its words, or another spelling of what it names in full."""
    name = " ".join(asked)
    return list(dict.fromkeys(each for kind in ("ORG", "PERSON", "LOC", "FAC") for each in spellings_of(kind, name)))


def _any_of(spellings: Iterable[str]) -> str:
    """Return the index's query for articles that have all words of one of the spellings."""
    return " OR ".join("(" + " AND ".join(f'"{word}"' for word in each.split()) + ")" for each in spellings)


def offers(db: Database, kind: str, name: str, *, most: int = 9) -> tuple[Offer, ...]:
    """Return the store's names for what a mention names: of its key, and of a person's surname.

    Accepted ones first, then the most used; without the name itself. Counted in the newest `NEAR` articles that have its words.
    """
    folded = words(name)
    if not folded or kind in _NO_ENTITY:
        return ()
    spellings = [*spellings_of(kind, name), *(folded[-1:] if kind == "PERSON" else ())]
    near = "i.article IN (SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?)"
    sql = f"{_SELECT}{near} AND json_extract({_SHOWN}, '$.type') = ?{_GROUPED}"
    accepted: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    key = name_key(kind, name)
    for _, _, other, status, count in db.query(sql, (_any_of(dict.fromkeys(spellings)), NEAR, kind)):
        if status == "rejected" or other == name or not _is_like(kind, key, other):
            continue
        mentions[other] += count
        accepted[other] += count if status in _ACCEPTED else 0
    found = [Offer(other, accepted[other], count) for other, count in mentions.items()]
    found.sort(key=lambda offer: (not offer.accepted, -offer.mentions, offer.name))
    return tuple(found[:most])


def _is_like(kind: str, key: str, other: str) -> bool:
    """Return whether a name has a key, or names a person whose surname the key ends with."""
    its = name_key(kind, other)
    return its == key or (kind == "PERSON" and _surname(its) == _surname(key))


def _surname(key: str) -> str:
    last = key.rpartition(" ")[2]
    return last.removeprefix("ال") if len(last) > 4 else last
