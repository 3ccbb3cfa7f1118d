"""Decisions travel unaltered: ids are proved, chains walked, forks and forgeries refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store import decisions
from store.chain import Fault, verify
from store.database import Database
from store.deliver import deliver
from store.errors import BadDecision, Forked, StoreError
from store.ledger import Effect, Record, compose, fetch, identify, records
from tests.store import sample
from tests.store.agreement import agree, standings
from tests.store.sample import item


@pytest.fixture
def sent(db: Database) -> list[Record]:
    """Give the decisions of a store that used most verbs."""
    n = sample.filled(db)
    first, second = item(db, n, "بغداد"), item(db, n, "وصل", kind="event")
    decisions.accept(db, [first.uid, second.uid], by="هدى")
    decisions.reject(db, [first.uid], by="سامي")
    decisions.undo(db, by="سامي")
    decisions.note(db, item=first.uid, text="ملاحظة", by="هدى")
    decisions.add(db, n, replace(first.value, start=0, end=3), by="هدى")
    decisions.finish(db, n, by="هدى")
    return list(records(db))


def test_a_decision_comes_out_as_it_went_in(db: Database, sent: list[Record]) -> None:
    with sample.in_memory(b"o" * 16) as other:
        sample.filled(other)
        for record in sent:
            assert deliver(other, record)
            assert fetch(other, record.uid) == record
            assert identify(record) == record.uid
            assert deliver(other, record) is None
        assert standings(other) == standings(db)
        agree(other)
        assert verify(other) == ()
        assert other.query("SELECT reviewer, day, verb, n FROM effort") == db.query(
            "SELECT reviewer, day, verb, n FROM effort"
        )


def test_the_chain_is_unbroken(db: Database, sent: list[Record]) -> None:
    assert [record.seq for record in sent] == [1, 2, 3, 4, 5, 6]
    assert [record.prev for record in sent] == [None, *(record.uid for record in sent[:-1])]
    clocks = [record.hlc for record in sent]
    assert clocks == sorted(set(clocks))
    assert verify(db) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"reviewer": "آخر"},
        {"verb": "reject"},
        {"wall": "2021-03-14T10:00:01Z"},
        {"hlc": 7},
        {"seq": 9},
        {"prev": b"p" * 16},
        {"replica": b"q" * 16},
        {"payload": "{}"},
        {"names": b"n" * 16},
        {"effects": ()},
        {"effects": (Effect(b"i" * 16, 0, None),)},
    ],
)
def test_every_field_is_in_the_id(sent: list[Record], change: dict[str, object]) -> None:
    altered = replace(sent[0], **change)  # type: ignore[arg-type]  # one field of many types
    assert identify(altered) != sent[0].uid
    with sample.in_memory(b"o" * 16) as other, pytest.raises(BadDecision, match="altered"):
        deliver(other, altered)


def test_what_an_effect_says_is_in_the_id(sent: list[Record]) -> None:
    [effect] = sent[1].effects
    ids = {
        identify(replace(sent[1], effects=(each,)))
        for each in (
            effect,
            replace(effect, item=b"i" * 16),
            replace(effect, outcome=1),
            replace(effect, value="{}"),
            replace(effect, saw=()),
            replace(effect, saw=(b"s" * 16,)),
        )
    }
    assert len(ids) == 6


def signed(record: Record, **change: object) -> Record:
    """Return the record with a change, under the id that it then has: what a forger can make."""
    altered = replace(record, **change)  # type: ignore[arg-type]  # one field of many types
    return replace(altered, uid=identify(altered))


@pytest.mark.parametrize(
    "change",
    [
        {"hlc": (1_615_716_000_000 + 25 * 3_600_000) << 16},
        {"hlc": 2**63 - 1},
        {"hlc": 0},
        {"hlc": -5},
        {"effects": ()},
        {"verb": "undo", "names": b"n" * 16},
        {"verb": "like"},
        {"seq": 0, "prev": None},
        {"replica": b"short"},
        {"effects": (Effect(b"i" * 16, 1, "no json"),)},
        {"effects": (Effect(b"i" * 16, 1, '{"end":5,"name":"x","start":9,"type":"ORG"}'),)},
        {"effects": (Effect(b"i" * 16, 1, f'{{"end":{2**70},"name":"x","start":9,"type":"ORG"}}'),)},
        {"effects": (Effect(b"i" * 16, 1, None),)},
        {"effects": (Effect(b"i" * 16, 7, None),)},
        {"effects": (Effect(b"i", 0, None),)},
        {"effects": (Effect(b"i" * 16, 0, None), Effect(b"i" * 16, 0, None))},
    ],
)
def test_what_no_decision_can_be_is_refused_though_its_id_is_right(
    sent: list[Record], change: dict[str, object]
) -> None:
    with sample.in_memory(b"o" * 16) as other:
        sample.filled(other)
        with pytest.raises(StoreError) as caught:
            deliver(other, signed(sent[1], **change))
        assert "\n" not in str(caught.value)
        assert list(records(other)) == []
        agree(other)


def test_a_copied_store_that_went_its_own_way_is_refused_loudly(db: Database, sent: list[Record]) -> None:
    with sample.in_memory(db.replica) as copy:
        n = sample.filled(copy)
        decisions.reject(copy, [item(copy, n, "الموصل").uid], by="هدى")
        with pytest.raises(Forked, match="number 1"):
            deliver(copy, sent[0])
        assert len(list(records(copy))) == 1


def test_a_clock_that_is_behind_follows_what_it_has_seen(db: Database, sent: list[Record]) -> None:
    with sample.in_memory(b"o" * 16) as other:
        n = sample.filled(other)
        other.now = lambda: 1_615_716_000_000 - 23 * 3_600_000
        for record in sent:
            deliver(other, record)
        with other.writing():
            assert compose(other, "finish", by="a", names=b"x" * 16).hlc > max(record.hlc for record in sent)
        decisions.reject(other, [item(other, n, "الموصل").uid], by="a")
        other.now = lambda: 0
        decisions.undo(other, by="a")
        assert item(other, n, "الموصل").status == "open"


def test_tampering_is_found(db: Database, sent: list[Record]) -> None:
    connection = db.connection
    for name in ("decision_no_update", "effect_no_update", "decision_no_delete", "effect_no_delete", "saw_no_delete"):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("BEGIN")
    connection.execute("UPDATE decision SET reviewer = 'آخر' WHERE seq = 1")
    assert verify(db) == (Fault(db.replica, 1, "its content has another id: it was altered"),)
    connection.execute("ROLLBACK")
    connection.execute("BEGIN")
    connection.execute("UPDATE effect SET value = replace(value, 'LOC', 'ORG') WHERE decision = 1")
    assert [fault.seq for fault in verify(db)] == [1]
    connection.execute("ROLLBACK")
    connection.execute("BEGIN")
    connection.execute("DELETE FROM saw")
    assert [fault.seq for fault in verify(db)] == [2]
    connection.execute("ROLLBACK")
    connection.execute("BEGIN")
    connection.execute("DELETE FROM decision WHERE seq = 4")
    assert verify(db) == (Fault(db.replica, 4, "it is missing"),)
    connection.execute("ROLLBACK")
    connection.execute("PRAGMA foreign_keys = OFF")
    forged = signed(sent[3], reviewer="آخر")
    connection.execute("UPDATE decision SET reviewer = 'آخر', uid = ? WHERE seq = 4", (forged.uid,))
    assert verify(db) == (Fault(db.replica, 5, "it does not follow the one before it"),)


def test_an_unknown_decision(db: Database) -> None:
    with pytest.raises(BadDecision):
        fetch(db, b"?" * 16)
