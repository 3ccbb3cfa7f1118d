"""What engines proposed: runs, the articles they covered, and the items they found.

An item's id does not hang on the engine, its version or the type it gives: a new run over an article meets the items
that are there. What a reviewer has decided is not touched; what only an older run claimed becomes stale.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from hashlib import sha256

from extract.items import Extraction, Lexicon
from extract.ontology import Ontology
from store.applying import adopt, mark_items
from store.changes import Changes
from store.database import Database
from store.errors import BadExtraction, UnknownArticle
from store.identity import argument_uid, item_uid, run_uid
from store.refold import COLUMNS, DECIDED, Line, derive, line, marks, refold, same_claim, slices, span
from store.values import ArgumentValue, EventValue, MentionValue, Value, bare, fault, from_json, kind_of, to_json


@dataclass(frozen=True, slots=True)
class _Proposal:
    uid: bytes
    value: Value
    text: str
    confidence: float
    reason: str
    at: tuple[int, int]
    """The span that makes the id; an argument's value holds its mention's first span instead."""
    event: bytes | None = None


def keep(db: Database, article: int, extraction: Extraction, *, config: str = "") -> Changes:
    """Keep what an engine proposes for an article, in one transaction; the same again changes nothing.

    `config` is whatever else the result hangs on, see `configuration`. Raises UnknownArticle, and BadExtraction where a
    proposal does not fit the article: then nothing is kept.
    """
    with db.writing():
        return _keep(db, article, extraction, config)


def keep_many(
    db: Database, found: Iterable[tuple[int, Extraction]], *, config: str = ""
) -> list[Changes | BadExtraction | UnknownArticle]:
    """Keep what an engine proposes for several articles, all in one transaction: a commit waits for the disk.

    Returned in place of changes: why nothing of an article was kept. It does not touch the others.
    """
    kept: list[Changes | BadExtraction | UnknownArticle] = []
    with db.writing():
        for article, extraction in found:
            try:
                kept.append(_keep(db, article, extraction, config))
            except (BadExtraction, UnknownArticle) as error:
                # Both are raised before the first write.
                kept.append(error)
    return kept


def keep_untouched(db: Database, article: int, extraction: Extraction, *, config: str = "") -> Changes | None:
    """Keep what an engine proposes for an article that nobody has begun; None, and nothing kept, where someone has.

    Raises as `keep`.
    """
    with db.writing():
        return _keep(db, article, extraction, config) if untouched(db, article) else None


def untouched(db: Database, article: int) -> bool:
    """Return whether no reviewer has said anything of an article or of an item in it."""
    rows = db.query("SELECT uid, finished, flagged FROM article WHERE n = ?", (article,))
    if not rows:
        return False
    [(uid, finished, flagged)] = rows
    begun = (
        "SELECT 1 FROM item WHERE article = ?"
        f" AND (status IN ({marks(DECIDED)}) OR run IS NULL AND status <> 'stale' OR flagged = 1 OR note <> '') LIMIT 1"
    )
    return not (
        finished
        or flagged
        or db.query(begun, (article, *DECIDED))
        or db.query("SELECT 1 FROM decision WHERE names = ? AND verb = 'note' LIMIT 1", (uid,))
    )


def latest(db: Database, article: int, engine: str, version: str) -> str | None:
    """Return the configuration of the latest run of an engine over an article; None where it is of another version."""
    rows = db.query(
        "SELECT r.version, r.config FROM covered c JOIN run r ON r.n = c.run"
        " WHERE c.article = ? AND r.engine = ? ORDER BY c.n DESC LIMIT 1",
        (article, engine),
    )
    return rows[0][1] if rows and rows[0][0] == version else None


def configuration(lexicon: Lexicon) -> str:
    """Return what a run is told apart by beside engine and version: the learned lexicon; empty when nothing is learned."""
    if lexicon == Lexicon():
        return ""
    # Sets and mappings have no order of their own: the same lexicon is one text.
    parts = [getattr(lexicon, each.name) for each in fields(lexicon)]
    told = [sorted(map(repr, part.items() if isinstance(part, Mapping) else part)) for part in parts]
    return f"lexicon {sha256(json.dumps(told).encode()).hexdigest()[:16]}"


def uncovered(db: Database, engine: str, version: str) -> int:
    """Return how many articles no run of this engine and version covered, whatever the lexicon was."""
    [(count,)] = db.query(
        "SELECT (SELECT count(*) FROM article) - (SELECT count(DISTINCT c.article) FROM covered c"
        " WHERE c.run IN (SELECT n FROM run WHERE engine = ? AND version = ?))",
        (engine, version),
    )
    number: int = count
    return number


def unproposed(db: Database) -> int:
    """Return how many articles no run of any engine covered."""
    [(count,)] = db.query("SELECT (SELECT count(*) FROM article) - (SELECT count(DISTINCT article) FROM covered)")
    number: int = count
    return number


def every_article(db: Database) -> Iterator[int]:
    """Yield all articles, in order of their numbers; writes may happen in between."""
    after = 0
    while rows := db.query("SELECT n FROM article WHERE n > ? ORDER BY n LIMIT 200", (after,)):
        yield from (n for (n,) in rows)
        after = rows[-1][0]


def _keep(db: Database, article: int, extraction: Extraction, config: str) -> Changes:
    rows = db.query("SELECT a.uid, b.text FROM article a JOIN body b ON b.article = a.n WHERE a.n = ?", (article,))
    if not rows:
        raise UnknownArticle(f"{db.path}: no article {article} here")
    uid, body = rows[0]
    there = {row[1]: line(row) for row in db.query(f"SELECT {COLUMNS} FROM item WHERE article = ?", (article,))}
    proposals = list(_proposals(uid, extraction, list(there.values())))
    _check(proposals, len(body), db.types, f"{extraction.engine} {extraction.version}, article {uid.hex()}")
    run = _run(db, extraction.engine, extraction.version, config)
    _cover(db, article, run)
    moved = _insert(db, article, run, proposals, there)
    moved += _claims(db, article, run, proposals, there)
    moved += refold(db, adopt(db, uid))
    return Changes("extract", None, (article,), tuple(dict.fromkeys(moved)))


def _proposals(article: bytes, extraction: Extraction, there: list[Line]) -> Iterable[_Proposal]:
    """Yield what is proposed, each id once (the surest), events before their arguments."""
    found: dict[bytes, _Proposal] = {}

    def propose(uid: bytes, proposal: _Proposal) -> None:
        if uid not in found or found[uid].confidence < proposal.confidence:
            found[uid] = proposal

    # By place: an article of many thousand items must not compare each with each.
    kept: dict[tuple[int, int], list[Line]] = {}
    for item in there:
        if item.verdict:
            kept.setdefault((item.first, item.last), []).append(item)
    fillers: dict[tuple[int, int], tuple[bytes, tuple[int, int]]] = {}
    for mention in extraction.mentions:
        at = mention.start, mention.end
        uid = item_uid(article, "mention", *at)
        value = MentionValue(*at, mention.type, bare(mention.canonical))
        propose(uid, _Proposal(uid, value, to_json(value), mention.confidence, mention.reason, at))
        twin = _moved_here(value, uid, kept.get(at, []))
        fillers[at] = (twin.uid, span(from_json(twin.value))) if twin else (uid, at)
    for event in extraction.events:
        at = event.start, event.end
        trigger = EventValue(*at, event.type, event.subtype, event.modality)
        uid = item_uid(article, "event", *at)
        propose(uid, _Proposal(uid, trigger, to_json(trigger), event.confidence, event.reason, at))
        # Its arguments belong to the event that a reviewer moved here, where there is one.
        twin = _moved_here(trigger, uid, kept.get(at, []))
        above = twin.uid if twin else uid
        for argument in event.arguments:
            at = argument.start, argument.end
            filler, first = (fillers.get(argument.mention) if argument.mention else None) or (None, at)
            filled = ArgumentValue(*first, argument.role, filler)
            uid = argument_uid(above, argument.role, *at)
            text = to_json(filled)
            propose(uid, _Proposal(uid, filled, text, argument.confidence, argument.reason, at, above))
    return found.values()


def _moved_here(value: Value, uid: bytes, here: list[Line]) -> Line | None:
    """Return the item that a reviewer made say what `value` suggests anew; None when there is none, or it is the same."""
    twins = [item for item in here if item.verdict and same_claim(value, from_json(item.verdict))]
    return None if any(item.uid == uid for item in twins) else min(twins, key=lambda item: item.uid, default=None)


def _check(proposals: list[_Proposal], length: int, types: Ontology, whose: str) -> None:
    for proposal in proposals:
        wrong = fault(proposal.value, length, types)
        if not wrong and not (math.isfinite(proposal.confidence) and 0 <= proposal.confidence <= 1):
            wrong = f"the confidence {proposal.confidence} is not in 0..1"
        if not wrong:
            try:
                f"{proposal.text}{proposal.reason}".encode()
            except UnicodeEncodeError:
                wrong = "half of a UTF-16 pair stands alone"
        if wrong:
            raise BadExtraction(f"{whose}: {wrong}; nothing of it was kept")


def _run(db: Database, engine: str, version: str, config: str) -> int:
    uid = run_uid(engine, version, config)
    rows = db.query("SELECT n FROM run WHERE uid = ?", (uid,))
    if rows:
        number: int = rows[0][0]
        return number
    n = db.connection.execute(
        "INSERT INTO run(uid, engine, version, config) VALUES(?, ?, ?, ?)", (uid, engine, version, config)
    ).lastrowid
    assert n is not None
    return n


def _cover(db: Database, article: int, run: int) -> None:
    """Make this run its engine's latest over the article."""
    db.connection.execute("DELETE FROM covered WHERE article = ? AND run = ?", (article, run))
    # Not the rowid that SQLite would choose: after deleting the highest it would give that number again.
    db.connection.execute(
        "INSERT INTO covered(n, article, run) SELECT coalesce(max(n), 0) + 1, ?, ? FROM covered", (article, run)
    )


def _insert(db: Database, article: int, run: int, proposals: list[_Proposal], there: dict[bytes, Line]) -> list[bytes]:
    """Make the items that are not there yet; return their ids."""
    new = [proposal for proposal in proposals if proposal.uid not in there]
    numbers = {uid: item.n for uid, item in there.items()}
    sql = (
        'INSERT INTO item(uid, article, kind, start, "end", event, role, value, run, first, last, status)'
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')"
    )
    for argument in (False, True):
        part = [proposal for proposal in new if (proposal.event is not None) == argument]
        db.connection.executemany(
            sql,
            [
                (
                    proposal.uid,
                    article,
                    kind_of(proposal.value),
                    *proposal.at,
                    numbers[proposal.event] if proposal.event else None,
                    proposal.value.role if isinstance(proposal.value, ArgumentValue) else None,
                    proposal.text,
                    run,
                    *span(proposal.value),
                )
                for proposal in part
            ],
        )
        if part and not argument:
            numbers |= dict(
                db.query("SELECT uid, n FROM item WHERE article = ? AND kind IN ('mention', 'event')", (article,))
            )
    return [proposal.uid for proposal in new]


def _claims(db: Database, article: int, run: int, proposals: list[_Proposal], there: dict[bytes, Line]) -> list[bytes]:
    """Write what this run found, and bring the items' statuses in line; return the ids of those that moved."""
    numbers: dict[bytes, int] = dict(db.query("SELECT uid, n FROM item WHERE article = ?", (article,)))
    # The same run again may say otherwise; of what is decided, what the reviewer saw stays.
    db.connection.execute(
        "DELETE FROM found WHERE run = ? AND item IN"
        f" (SELECT n FROM item WHERE article = ? AND status NOT IN ({marks(DECIDED)}))",
        (run, article, *DECIDED),
    )
    db.connection.executemany(
        "INSERT OR IGNORE INTO found(item, run, confidence, reason, value) VALUES(?, ?, ?, ?, ?)",
        [(numbers[each.uid], run, each.confidence, each.reason, each.text) for each in proposals],
    )
    fresh = [each.uid for each in proposals if each.uid not in there]
    early = _spoken_of(db, fresh)
    moved, doubtful = _claimed_again(db, article, there.values())
    # Without earlier items nothing is decided here, and what is new is open, as it was written.
    for part in slices([uid for uid in fresh if uid not in early] if there else []):
        doubtful += map(line, db.query(f"SELECT {COLUMNS} FROM item WHERE uid IN ({marks(part)})", part))
    moved += derive(db, doubtful)
    mark_items(db, early)
    return [*moved, *refold(db, early)]


def _claimed_again(db: Database, article: int, there: Iterable[Line]) -> tuple[list[bytes], list[Line]]:
    """Give what nobody decided to the latest runs that claim it.

    Return the ids of the items whose row moved, and the rows of those whose status may: a new run that says the same of
    an item moves its confidence only.
    """
    covered = db.query(
        "SELECT r.engine, r.n FROM covered c JOIN run r ON r.n = c.run WHERE c.article = ? ORDER BY c.n", (article,)
    )
    latest: dict[str, int] = dict(covered)
    claims: dict[int, tuple[int, str]] = {}
    for run in (run for engine, run in covered if latest[engine] == run):
        for item, value in db.query(
            "SELECT f.item, f.value FROM item i JOIN found f ON f.item = i.n AND f.run = ? WHERE i.article = ?",
            (run, article),
        ):
            claims[item] = run, value
    moved: list[bytes] = []
    doubtful: list[Line] = []
    for old in there:
        if old.status in DECIDED:
            continue
        run, value = claims.get(old.n, (None, old.value))
        if (run, value) == (old.run, old.value):
            continue
        moved.append(old.uid)
        first, last = span(from_json(value))
        db.connection.execute(
            "UPDATE item SET run = ?, value = ?, first = ?, last = ? WHERE n = ?", (run, value, first, last, old.n)
        )
        if value != old.value or (run is None) != (old.run is None):
            doubtful.append(replace(old, run=run, value=value, first=first, last=last))
    return moved, doubtful


def _spoken_of(db: Database, uids: list[bytes]) -> set[bytes]:
    """Return those of the new items that decisions speak of already: they came before the item did."""
    if not db.query("SELECT 1 FROM decision LIMIT 1"):
        return set()
    found: set[bytes] = set()
    for part in slices(uids):
        found.update(row[0] for row in db.query(f"SELECT item FROM effect WHERE item IN ({marks(part)})", part))
        found.update(row[0] for row in db.query(f"SELECT names FROM decision WHERE names IN ({marks(part)})", part))
    return found
