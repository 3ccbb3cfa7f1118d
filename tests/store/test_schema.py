"""The tables guard themselves, whoever writes: decisions stay, bodies stay, items stay what they are."""

from __future__ import annotations

import sqlite3

import pytest

from store import decisions, runs
from store.chain import verify
from store.database import Database
from tests.store import sample

APPEND_ONLY = [
    "UPDATE {} SET rowid = rowid",
    "DELETE FROM {}",
    "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
    "REPLACE INTO {0} SELECT * FROM {0}",
    "INSERT OR IGNORE INTO {0} SELECT * FROM {0}",
    "INSERT INTO {0} SELECT * FROM {0}",
]


@pytest.fixture
def decided(db: Database) -> Database:
    """Give the sample with a verdict, another that saw it, and an undo."""
    n = sample.filled(db)
    chosen = sample.item(db, n, "بغداد").uid
    decisions.accept(db, [chosen], by="a")
    decisions.reject(db, [chosen], by="a")
    decisions.undo(db, by="a")
    return db


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("statement", APPEND_ONLY)
@pytest.mark.parametrize("table", ["decision", "effect", "saw", "body"])
def test_what_is_written_once_stays(decided: Database, table: str, statement: str, recursive: str) -> None:
    columns = {"decision": "wall", "effect": "outcome", "saw": "parent", "body": "text"}
    statement = statement.replace("rowid = rowid", f"{columns[table]} = {columns[table]}").format(table)
    connection = decided.connection
    # Off, INSERT OR REPLACE deletes without firing a delete trigger.
    connection.execute(f"PRAGMA recursive_triggers = {recursive}")
    before = connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
    assert before
    with pytest.raises(sqlite3.IntegrityError, match=r"append-only|never changes"):
        connection.execute(statement)
    assert connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() == before


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO decision SELECT 99, uid, replica, seq + 9, uid, hlc, wall, reviewer, verb, names, payload FROM decision",
        (
            "INSERT INTO decision SELECT 99, randomblob(16), replica, seq, prev, hlc, wall, reviewer, verb, names, payload"
            " FROM decision LIMIT 1"
        ),
        (
            "INSERT OR REPLACE INTO decision SELECT n, randomblob(16), randomblob(16), seq, prev, hlc, wall, reviewer, verb,"
            " names, payload FROM decision"
        ),
    ],
)
def test_no_decision_takes_the_place_of_another(decided: Database, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        decided.connection.execute(statement)
    assert verify(decided) == ()


@pytest.mark.parametrize("column", ["uid = zeroblob(16)", "start = 0", '"end" = 99', "kind = 'event'", "article = 1"])
def test_an_item_stays_what_it_is(decided: Database, column: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="stays what it is"):
        decided.connection.execute(f"UPDATE item SET {column}")


@pytest.mark.parametrize(
    "statement",
    [
        (
            'INSERT INTO item(uid, article, kind, start, "end", value, first, last, status)'
            " VALUES(zeroblob(16), 77, 'mention', 0, 1, '', 0, 1, 'open')"
        ),
        "INSERT INTO found VALUES(77, 1, 0.5, '', '')",
        "INSERT INTO effect VALUES(77, zeroblob(16), 0, NULL)",
        "INSERT INTO body VALUES(77, '', '')",
        "INSERT INTO covered VALUES(77, 77, 1)",
        "DELETE FROM article",
    ],
)
def test_rows_that_stand_on_nothing_are_refused(decided: Database, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        decided.connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE item SET status = 'fine'",
        "UPDATE article SET open = -1",
        "UPDATE found SET confidence = 1.5",
        "UPDATE found SET confidence = 'high'",
        "UPDATE tally SET n = -1",
        "INSERT INTO run VALUES(9, x'00', 'e', '1', '')",
        "UPDATE this SET replica = x'00'",
        "INSERT INTO this VALUES(2, zeroblob(16), 0)",
    ],
)
def test_columns_hold_what_they_say(decided: Database, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        decided.connection.execute(statement)


def test_every_table_is_strict(db: Database) -> None:
    tables = db.query("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    loose = {name for name, strict in tables if not strict}
    # SQLite's own, sqlite-utils' own, and the shadow of the full-text index.
    assert {name for name in loose if not name.startswith(("sqlite_", "_sqlite_", "search"))} == set()


def test_counters_follow_whoever_moves_a_status(db: Database) -> None:
    n = sample.filled(db)
    runs.keep(db, n, sample.second_opinion())
    for status in ("rejected", "conflict", "stale", "open", "withdrawn", "aside"):
        db.connection.execute("UPDATE item SET status = ? WHERE kind <> 'event'", (status,))
        db.connection.execute("UPDATE item SET flagged = 1 - flagged WHERE kind = 'event'")
        counted = db.query(
            "SELECT sum(status IN ('open', 'conflict')), sum(status NOT IN ('withdrawn', 'stale')),"
            " sum(status = 'conflict'), sum(flagged) FROM item"
        )
        assert db.query("SELECT open, items, conflicts, flags FROM article") == counted
        assert db.query(
            "SELECT kind, status, n FROM tally WHERE n > 0 AND kind IN ('mention', 'argument', 'event')"
        ) == (db.query("SELECT kind, status, count(*) FROM item GROUP BY kind, status"))
        [(article_open, flagged, conflict)] = db.query("SELECT open > 0, flags > 0, conflicts > 0 FROM article")
        states: dict[str, int] = dict(db.query("SELECT status, n FROM tally WHERE kind = 'article'"))
        assert states.get("open", 0) == article_open
        assert states.get("ready", 0) == 1 - article_open
        assert states.get("flagged", 0) == flagged
        assert states.get("conflict", 0) == conflict
