"""Queues follow what is open, finished, flagged and disputed; pages go by number, the next one goes round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import pytest

from extract.items import Extraction
from store import articles, decisions, queue, runs
from store.database import Database
from store.deliver import deliver
from store.errors import UnknownArticle
from store.items import of_article
from store.ledger import records
from store.queue import QueueStatus
from tests.store import sample


def numbers(db: Database, status: QueueStatus, **how: int) -> list[int]:
    return [row.n for row in queue.page(db, status, **how)]  # type: ignore[arg-type]  # all of `how` are numbers here


@pytest.fixture
def five(db: Database) -> Database:
    """Give articles 1..5: open, ready, done, open and flagged, open with a flagged item and a conflict in it."""
    for n in range(5):
        articles.add(db, sample.reading(f"{sample.BODY}\n{n}", title=f"خبر {n}"))
    for n in (1, 4, 5):
        runs.keep(db, n, sample.extraction())
    runs.keep(db, 2, Extraction("builtin", "1", (), ()))
    decisions.finish(db, 3, by="a")
    decisions.flag(db, article=4, by="a")
    first = of_article(db, 5)[0].uid
    decisions.flag(db, item=first, by="a")
    with sample.in_memory(b"o" * 16) as other:
        articles.add(other, sample.reading(f"{sample.BODY}\n4"))
        runs.keep(other, 1, sample.extraction())
        decisions.reject(other, [first], by="b")
        decisions.accept(db, [first], by="a")
        for record in records(other):
            deliver(db, record)
    return db


EXPECTED: Mapping[QueueStatus, list[int]] = {
    "open": [1, 4, 5],
    "ready": [2],
    "done": [3],
    "flagged": [4, 5],
    "conflict": [5],
    "all": [1, 2, 3, 4, 5],
}


@pytest.mark.parametrize("search", ["", "بغداد"])
def test_every_queue_holds_its_articles(five: Database, search: str) -> None:
    for status in get_args(QueueStatus):
        found = [row.n for row in queue.page(five, status, search=search)]
        assert found == EXPECTED[status]
    assert queue.counts(five, search=search) == {status: len(found) for status, found in EXPECTED.items()}


def test_counts_of_an_empty_store(db: Database) -> None:
    assert set(queue.counts(db).values()) == {0}
    assert set(queue.counts(db, search="x").values()) == {0}
    assert queue.page(db, "all") == ()
    assert queue.next_open(db, 0) is None


def test_a_row_says_what_the_list_shows(five: Database) -> None:
    row = queue.row(five, 5)
    assert row == queue.page(five, "conflict")[0]
    assert (row.title, row.open, row.items, row.flagged, row.finished, row.status) == (
        "خبر 4",
        15,
        15,
        True,
        False,
        "open",
    )
    assert row.words == len(sample.BODY.split()) + 1
    assert [queue.row(five, n).status for n in (1, 2, 3)] == ["open", "ready", "done"]
    with pytest.raises(UnknownArticle):
        queue.row(five, 6)


def test_pages_follow_one_another(five: Database) -> None:
    assert numbers(five, "all", limit=2) == [1, 2]
    assert numbers(five, "all", after=2, limit=2) == [3, 4]
    assert numbers(five, "open", after=1, limit=1) == [4]
    assert numbers(five, "open", after=5) == []
    assert [row.n for row in queue.page(five, "open", search="بغداد", after=1, limit=1)] == [4]


def test_the_next_article_goes_round_and_ends_when_all_are_done(five: Database) -> None:
    assert [queue.next_open(five, after) for after in range(6)] == [1, 2, 4, 4, 5, 1]
    for n in (1, 2, 4, 5):
        disputed = [item.uid for item in of_article(five, n) if item.status == "conflict"]
        for uid in disputed:
            decisions.adjudicate(five, uid, None, by="lead")
        if left := [item.uid for item in of_article(five, n) if item.status == "open"]:
            decisions.accept(five, left, by="a")
        # Open nothing, but not finished: still to be seen.
        assert queue.next_open(five, n - 1) == n
        decisions.finish(five, n, by="a")
    assert queue.next_open(five, 0) is None
    assert queue.counts(five)["done"] == 5


def test_an_undone_verdict_reopens_a_finished_article(five: Database) -> None:
    decisions.finish(five, 1, by="a")
    assert queue.row(five, 1).status == "open"
    decisions.accept(five, [item.uid for item in of_article(five, 1)], by="a")
    assert queue.row(five, 1).status == "done"
    decisions.undo(five, by="a")
    assert queue.row(five, 1).status == "open"
