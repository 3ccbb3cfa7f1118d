"""Does a store say what the reference makes of its decisions?"""

from __future__ import annotations

from collections import Counter

from store.database import Database
from store.items import Status, of_article
from store.ledger import records
from tests.store.reference import Claim, Standing, counters, fold

ALL: tuple[Status, ...] = ("withdrawn", "stale")


def claims(db: Database) -> dict[bytes, Claim]:
    """Return the items that runs found, as the latest runs of each engine have them."""
    covered = db.query("SELECT r.engine, r.n FROM covered c JOIN run r ON r.n = c.run ORDER BY c.n")
    latest: dict[str, int] = dict(covered)
    found = {
        uid: Claim(kind, event, value, claimed=False)
        for uid, kind, event, value in db.query(
            "SELECT i.uid, i.kind, a.uid, i.value FROM item i LEFT JOIN item a ON a.n = i.event"
            " WHERE i.n IN (SELECT item FROM found)"
        )
    }
    # The last of the engines to cover the article has the last word.
    for run in [run for engine, run in covered if latest[engine] == run]:
        for uid, value in db.query(
            "SELECT i.uid, f.value FROM found f JOIN item i ON i.n = f.item WHERE f.run = ?", (run,)
        ):
            found[uid] = Claim(found[uid].kind, found[uid].event, value, claimed=True)
    return found


def standings(db: Database) -> dict[bytes, Standing]:
    """Return what the store itself says every item comes to."""
    return {
        uid: Standing(kind, status, None if status in ("rejected", "conflict") else verdict or value, event)
        for uid, kind, status, verdict, value, event in db.query(
            "SELECT i.uid, i.kind, i.status, i.verdict, i.value, a.uid FROM item i LEFT JOIN item a ON a.n = i.event"
        )
    }


def agree(db: Database) -> None:
    """Assert that a store's derived columns and counters are what the reference makes of its decisions."""
    expected = fold(claims(db), records(db))
    found = standings(db)
    assert found == expected
    [row] = db.query("SELECT open, items, conflicts FROM article")
    assert dict(zip(("open", "items", "conflicts"), row, strict=True)) == counters(expected)
    tally = {(kind, status): n for kind, status, n in db.query("SELECT kind, status, n FROM tally WHERE n > 0")}
    assert {key: n for key, n in tally.items() if key[0] not in ("article", "words")} == Counter(
        (each.kind, each.status) for each in expected.values()
    )
    assert {each.uid: each.status for each in of_article(db, 1, include=ALL)} == {
        uid: each.status for uid, each in expected.items()
    }
