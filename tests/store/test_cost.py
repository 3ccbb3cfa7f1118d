"""What things cost, in counts: statements, transactions, and no walk over a big table."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby
from typing import get_args

import pytest

from store import articles, decisions, items, lexicon, queue, runs, stats
from store.database import Database
from store.items import of_article
from store.queue import QueueStatus
from store.values import MentionValue
from tests.store import sample
from tests.store.sample import item, place

BIG = (
    "article",
    "a",
    "item",
    "i",
    "above",
    "decision",
    "d",
    "t",
    "u",
    "v",
    "effect",
    "e",
    "saw",
    "found",
    "f",
    "body",
    "b",
)
"""Tables that grow without bound, by name and by the names that statements give them."""


def traced(db: Database, act: Callable[[], object]) -> list[str]:
    """Return the statements that an action runs; a trigger's and a batch's count once."""
    seen: list[str] = []
    db.connection.set_trace_callback(seen.append)
    act()
    db.connection.set_trace_callback(None)
    return [
        sql for sql, _ in groupby(re.sub(r"x'[0-9a-f]+'|'[^']*'|\b\d+\b", "?", sql) for sql in seen if sql[:2] != "--")
    ]


def plans(db: Database, act: Callable[[], object]) -> list[tuple[str, str]]:
    """Return each line of the plan of each statement that an action runs, with the statement."""
    seen: list[str] = []
    db.connection.set_trace_callback(seen.append)
    act()
    db.connection.set_trace_callback(None)
    # The first row of a table is no walk over it.
    wanted = {
        sql
        for sql in seen
        if sql.startswith(("SELECT", "UPDATE", "DELETE")) and not re.fullmatch(r"SELECT 1 FROM \w+ LIMIT 1", sql)
    }
    return [
        (sql, row[3]) for sql in sorted(wanted) for row in db.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    ]


def one_item(db: Database, n: int) -> Callable[[], object]:
    uid = item(db, n, "وكالة الرافد").uid
    return lambda: decisions.accept(db, [uid], by="a")


def an_event(db: Database, n: int) -> Callable[[], object]:
    uid = item(db, n, "وصل", kind="event").uid
    return lambda: decisions.accept(db, [uid], by="a")


def a_rejection(db: Database, n: int) -> Callable[[], object]:
    uid = item(db, n, "بغداد", 1).uid
    return lambda: decisions.reject(db, [uid], by="a")


def an_edit(db: Database, n: int) -> Callable[[], object]:
    uid = item(db, n, "حركة النخيل").uid
    return lambda: decisions.edit(db, uid, MentionValue(*place("النخيل"), "ORG", "x"), by="a")


def an_addition(db: Database, n: int) -> Callable[[], object]:
    return lambda: decisions.add(db, n, MentionValue(*place("أمين"), "ORG", "x"), by="a")


def an_undo(db: Database, n: int) -> Callable[[], object]:
    one_item(db, n)()
    return lambda: decisions.undo(db, by="a")


def a_redo(db: Database, n: int) -> Callable[[], object]:
    an_undo(db, n)()
    return lambda: decisions.redo(db, by="a")


def a_flag(db: Database, n: int) -> Callable[[], object]:
    uid = item(db, n, "بغداد").uid
    return lambda: decisions.flag(db, item=uid, by="a")


WRITES = [one_item, an_event, a_rejection, an_edit, an_addition, an_undo, a_redo, a_flag]


@pytest.mark.parametrize(
    ("prepare", "most"),
    list(zip(WRITES, (16, 24, 20, 20, 22, 16, 16, 14), strict=True)),
    ids=lambda each: str(each)[:20],
)
def test_a_decision_is_few_statements_and_one_transaction(
    db: Database, prepare: Callable[[Database, int], Callable[[], object]], most: int
) -> None:
    n = sample.filled(db)
    statements = traced(db, prepare(db, n))
    assert (statements[0], statements[-1]) == ("BEGIN IMMEDIATE", "COMMIT")
    assert [sql for sql in statements if sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT"))] == [
        "BEGIN IMMEDIATE",
        "COMMIT",
    ]
    assert len(statements) <= most, "\n".join(statements)


def test_a_decision_costs_the_same_in_a_long_history(db: Database) -> None:
    n = sample.filled(db)
    first = len(traced(db, one_item(db, n)))
    for _ in range(50):
        decisions.undo(db, by="a")
        one_item(db, n)()
    assert len(traced(db, one_item(db, n))) <= first + 3


def test_keeping_a_run_is_as_many_statements_for_many_items(db: Database) -> None:
    n = articles.add(db, sample.reading()).n
    assert len(traced(db, lambda: runs.keep(db, n, sample.extraction()))) <= 25
    again = traced(db, lambda: runs.keep(db, n, sample.extraction()))
    assert len(again) <= 15, "\n".join(again)


@pytest.mark.parametrize(
    ("read", "most"),
    [
        (of_article, 1),
        (lambda db, n: items.read(db, of_article(db, n)[0].uid), 2),
        (queue.row, 1),
        (lambda db, n: queue.counts(db), 1),
        (lambda db, n: queue.page(db, "open"), 1),
        (lambda db, n: queue.page(db, "open", search="بغداد"), 1),
        (lambda db, n: queue.next_open(db, 0), 1),
        (articles.read, 3),
        (lambda db, n: stats.stats(db), 3),
    ],
)
def test_a_screen_reads_with_few_statements(db: Database, read: Callable[[Database, int], object], most: int) -> None:
    n = sample.filled(db)
    statements = traced(db, lambda: read(db, n))
    assert len(statements) <= most
    assert not any(re.search("GROUP BY|count\\(", sql) for sql in statements)


def walks(db: Database, act: Callable[[], object]) -> list[tuple[str, str]]:
    """Return the lines of plans that walk over a big table or sort in a temporary tree."""
    return [
        (sql, plan)
        for sql, plan in plans(db, act)
        if "TEMP B-TREE" in plan or re.match(rf"SCAN ({'|'.join(BIG)})\b", plan)
    ]


def test_reads_of_the_screens_walk_over_nothing(db: Database) -> None:
    n = sample.filled(db)
    uid = of_article(db, n)[0].uid
    for search in ("", "بغداد"):
        for status in get_args(QueueStatus):
            assert walks(db, lambda: queue.page(db, status, search=search, after=3)) == []  # noqa: B023 - called here
    for read in (
        lambda: of_article(db, n),
        lambda: items.read(db, uid),
        lambda: queue.next_open(db, 3),
        lambda: queue.row(db, n),
        lambda: queue.counts(db),
        lambda: stats.stats(db),
        lambda: articles.find(db, articles.read(db, n).uid.hex()[:4]),
        lambda: articles.known(db, b"h" * 32),
        lambda: next(articles.unextracted(db, "e", "1")),
    ):
        assert walks(db, read) == []


@pytest.mark.parametrize("prepare", WRITES)
def test_writes_walk_over_nothing(db: Database, prepare: Callable[[Database, int], Callable[[], object]]) -> None:
    n = sample.filled(db)
    # Of a bulk's few parents an order by n is sorted; the history itself never.
    assert [each for each in walks(db, prepare(db, n)) if "TEMP B-TREE" not in each[1]] == []


def test_a_run_walks_over_nothing_but_its_article(db: Database) -> None:
    n = sample.filled(db)
    decisions.accept(db, [item(db, n, "بغداد").uid], by="a")
    found = walks(db, lambda: runs.keep(db, n, sample.second_opinion()))
    assert [each for each in found if "TEMP B-TREE" not in each[1]] == []


def test_learning_walks_over_articles_and_never_over_items(db: Database) -> None:
    n = sample.filled(db)
    decisions.accept(db, [item(db, n, "بغداد").uid], by="a")
    # Small rows, by their number; the items of each that has decided ones by their index.
    assert {plan for _, plan in walks(db, lambda: lexicon.learn(db))} <= {
        "SEARCH article USING INTEGER PRIMARY KEY (rowid>?)"
    }
    assert any("item_article (article=?" in plan for _, plan in plans(db, lambda: lexicon.learn(db)))


def test_the_queues_go_by_their_partial_indexes(db: Database) -> None:
    for status in get_args(QueueStatus):
        [(_, plan)] = plans(db, lambda: queue.page(db, status, after=3))  # noqa: B023 - called here
        assert plan.startswith("SEARCH a USING")
        assert f"article_{status} (" in plan or status == "all"


def test_undo_goes_by_the_reviewers_own(db: Database) -> None:
    n = sample.filled(db)
    for prepare in (an_undo, a_redo):
        found = [plan for _, plan in plans(db, prepare(db, n))]
        assert any("decision_mine (replica=? AND reviewer=?" in plan for plan in found), found
