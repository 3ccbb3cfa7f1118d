"""The numbers agree with what is there."""

from __future__ import annotations

from store import decisions
from store.database import Database
from store.stats import stats
from tests.store import sample
from tests.store.sample import item


def test_an_empty_store_is_all_noughts(db: Database) -> None:
    found = stats(db)
    assert set(found.articles.values()) == {0}
    assert found.items == {"mention": {}, "event": {}, "argument": {}}
    assert (found.reviewers, found.days, found.words) == ({}, {}, 0)


def test_the_numbers_follow_the_work(db: Database) -> None:
    n = sample.filled(db)
    decisions.accept(db, [item(db, n, "وصل", kind="event").uid], by="هدى")
    decisions.reject(db, [item(db, n, "بغداد").uid], by="هدى")
    db.now = lambda: 1_615_716_000_000 + 24 * 3_600_000
    decisions.undo(db, by="هدى")
    decisions.finish(db, n, by="سامي")
    found = stats(db)
    assert found.articles == {"open": 1, "ready": 0, "done": 0, "flagged": 0, "conflict": 0, "all": 1}
    assert found.items == {
        "mention": {"open": 8},
        "event": {"accepted": 1, "open": 1},
        "argument": {"accepted": 3, "open": 2},
    }
    assert found.reviewers == {"هدى": {"accept": 1, "reject": 1, "undo": 1}, "سامي": {"finish": 1}}
    assert found.days == {"2021-03-14": 2, "2021-03-15": 2}
    assert found.words == len(sample.BODY.split())
