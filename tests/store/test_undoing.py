"""Undo and redo are decisions; any verdicts followed by as many undos are the start again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import chain, decisions, items, queue, runs
from store.database import Database, open_database
from store.deliver import deliver
from store.errors import BadDecision
from store.items import of_article
from store.ledger import records
from store.stats import stats
from store.values import ArgumentValue, EventValue, MentionValue
from tests.store import sample
from tests.store.sample import item, place


def test_undo_takes_back_one_verdict_at_a_time_the_latest_first(db: Database) -> None:
    n = sample.filled(db)
    first, second = item(db, n, "بغداد").uid, item(db, n, "وكالة الرافد").uid
    decisions.accept(db, [first], by="a")
    decisions.reject(db, [second], by="a")
    changes = decisions.undo(db, by="a")
    assert changes
    assert (changes.op, changes.undone, changes.items, changes.articles) == ("undo", "reject", (second,), (n,))
    assert (items.read(db, first).status, items.read(db, second).status) == ("accepted", "open")
    changes = decisions.undo(db, by="a")
    assert changes
    assert (changes.undone, changes.items) == ("accept", (first,))
    assert decisions.undo(db, by="a") is None
    assert [record.verb for record in records(db)] == ["accept", "reject", "undo", "undo"]


def test_redo_gives_back_the_last_undone_until_a_new_verdict(db: Database) -> None:
    n = sample.filled(db)
    uids = [item(db, n, text).uid for text in ("بغداد", "الموصل", "حركة النخيل")]
    assert decisions.redo(db, by="a") is None
    for uid in uids:
        decisions.accept(db, [uid], by="a")
    for _ in uids:
        decisions.undo(db, by="a")
    for uid in uids:
        changes = decisions.redo(db, by="a")
        assert changes
        assert (changes.op, changes.undone, changes.items) == ("redo", "accept", (uid,))
    assert decisions.redo(db, by="a") is None
    decisions.undo(db, by="a")
    decisions.undo(db, by="a")
    decisions.reject(db, [uids[0]], by="a")
    assert decisions.redo(db, by="a") is None
    decisions.undo(db, by="a")
    changes = decisions.redo(db, by="a")
    assert changes
    assert changes.undone == "reject"


def test_notes_flags_and_finishing_are_no_verdicts(db: Database) -> None:
    n = sample.filled(db)
    uid = item(db, n, "بغداد").uid
    decisions.accept(db, [uid], by="a")
    decisions.undo(db, by="a")
    decisions.flag(db, item=uid, by="a")
    decisions.finish(db, n, by="a")
    decisions.note(db, article=n, text="x", by="a")
    assert decisions.undo(db, by="a") is None
    assert decisions.redo(db, by="a")


def test_each_reviewer_undoes_their_own(db: Database) -> None:
    n = sample.filled(db)
    decisions.accept(db, [item(db, n, "بغداد").uid], by="a")
    decisions.accept(db, [item(db, n, "الموصل").uid], by="b")
    changes = decisions.undo(db, by="a")
    assert changes
    assert changes.items == (item(db, n, "بغداد").uid,)
    assert decisions.redo(db, by="b") is None
    assert decisions.undo(db, by="a") is None
    # What the lead took back is not for the reviewer's redo.
    theirs = next(record.uid for record in records(db) if record.reviewer == "b")
    decisions.withdraw(db, theirs, by="lead")
    assert decisions.redo(db, by="b") is None
    assert decisions.undo(db, by="b") is None
    assert decisions.redo(db, by="lead") is None


def test_an_item_decided_again_since_stays_as_it_is(db: Database) -> None:
    n = sample.filled(db)
    uid = item(db, n, "بغداد").uid
    mine = decisions.accept(db, [uid], by="a").decision
    decisions.reject(db, [uid], by="b")
    assert mine
    decisions.withdraw(db, mine, by="a")
    assert items.read(db, uid).status == "rejected"
    decisions.restore(db, mine, by="a")
    assert items.read(db, uid).status == "rejected"


def test_undo_and_redo_outlive_a_restart(on_disk: Database) -> None:
    n = sample.filled(on_disk)
    decisions.accept(on_disk, [item(on_disk, n, "بغداد").uid], by="a")
    on_disk.close()
    with open_database(on_disk.path) as again:
        assert decisions.undo(again, by="a")
    with open_database(on_disk.path) as again:
        assert decisions.redo(again, by="a")
        assert item(again, n, "بغداد").status == "accepted"


def test_only_a_verdict_of_this_store_that_stands_is_withdrawn(db: Database) -> None:
    n = sample.filled(db)
    verdict = decisions.accept(db, [item(db, n, "بغداد").uid], by="a").decision
    flag = decisions.flag(db, article=n, by="a").decision
    assert verdict
    assert flag
    with pytest.raises(BadDecision, match="in force"):
        decisions.restore(db, verdict, by="a")
    undo = decisions.withdraw(db, verdict, by="b").decision
    assert undo
    with pytest.raises(BadDecision, match="undone already"):
        decisions.withdraw(db, verdict, by="a")
    for wrong in (flag, undo, b"?" * 16):
        with pytest.raises(BadDecision):
            decisions.withdraw(db, wrong, by="a")
    decisions.restore(db, verdict, by="a")
    with sample.in_memory(b"o" * 16) as other:
        for record in records(db):
            deliver(other, record)
        with pytest.raises(BadDecision, match="another store"):
            decisions.withdraw(other, verdict, by="a")


verbs = st.lists(
    st.tuples(
        st.sampled_from(("accept", "reject", "edit", "add", "event", "argument", "undo", "redo", "flag", "finish")),
        st.integers(0, 17),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(verbs)
def test_as_many_undos_as_verdicts_are_the_start_again(chosen: list[tuple[str, int, int]]) -> None:
    with sample.in_memory() as db:
        n = sample.filled(db)
        runs.keep(db, n, sample.second_opinion())
        start = plain(db, n)
        for verb, which, how in chosen:
            act(db, n, verb, which, how)
        for _ in chosen:
            decisions.undo(db, by="a")
        assert decisions.undo(db, by="a") is None
        assert plain(db, n) == start
        assert chain.verify(db) == ()


def plain(db: Database, n: int) -> object:
    """Return everything that a screen shows of an article, flags apart."""
    found = [
        (each.uid, each.status, each.value, each.proposed, each.confidence, each.engine) for each in of_article(db, n)
    ]
    row = queue.row(db, n)
    numbers = {
        kind: {status: count for status, count in by.items() if status != "withdrawn"}
        for kind, by in stats(db).items.items()
    }
    return found, (row.open, row.items), numbers, db.query("SELECT * FROM alias")


def act(db: Database, n: int, verb: str, which: int, how: int) -> None:
    found = [each for each in of_article(db, n) if each.status != "conflict"]
    chosen = found[which % len(found)]
    if verb == "accept":
        decisions.accept(db, [chosen.uid, found[0].uid], by="a")
    elif verb == "reject":
        decisions.reject(db, [chosen.uid], by="a")
    elif verb == "edit":
        value = chosen.value
        if isinstance(value, MentionValue):
            value = MentionValue(
                value.start, min(value.end + how, len(sample.BODY)), ("ORG", "LOC")[how % 2], value.name
            )
        elif isinstance(value, EventValue):
            value = EventValue(value.start, value.end, "CLASH", None, "denied")
        else:
            value = ArgumentValue(*place("أمين"), "recipient", None)
        decisions.edit(db, chosen.uid, value, by="a")
    elif verb == "add":
        decisions.add(db, n, MentionValue(which, which + how + 1, "PERSON", "x"), by="a")
    elif verb == "event":
        decisions.add(db, n, EventValue(which, which + how + 1, "AID", None, "future"), by="a")
    elif verb == "argument":
        event = next(each for each in found if each.kind == "event")
        decisions.add(db, n, ArgumentValue(which, which + how + 1, "actor", None), by="a", event=event.uid)
    elif verb == "undo":
        decisions.undo(db, by="a")
    elif verb == "redo":
        decisions.redo(db, by="a")
    elif verb == "flag":
        decisions.flag(db, item=chosen.uid, by="a")
    else:
        decisions.finish(db, n, by="a")
