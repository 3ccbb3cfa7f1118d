"""Accept, reject, edit, add, adjudicate: what each covers, what it refuses, and that it is one decision."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store import articles, decisions, items, queue, runs
from store.changes import Changes
from store.database import Database
from store.deliver import deliver
from store.errors import BadDecision, StoreError, UnknownArticle, UnknownItem
from store.items import of_article
from store.ledger import records
from store.values import ArgumentValue, EventValue, MentionValue, Value
from tests.store import sample
from tests.store.sample import item, place, statuses


def test_accept_keeps_the_value_shown(db: Database) -> None:
    n = sample.filled(db)
    shown = item(db, n, "حركة النخيل")
    changes = decisions.accept(db, [shown.uid], by="a")
    assert (changes.op, changes.articles, changes.items, changes.undone) == ("accept", (n,), (shown.uid,), None)
    [record] = records(db)
    assert record.uid == changes.decision
    assert queue.row(db, n).open == 14
    found = items.read(db, shown.uid)
    assert (found.value, found.status) == (shown.value, "accepted")


def test_an_event_covers_its_open_arguments_and_not_their_mentions(db: Database) -> None:
    n = sample.filled(db)
    event = item(db, n, "وصل", kind="event")
    date = item(db, n, "date", kind="argument")
    decisions.reject(db, [date.uid], by="a")
    changes = decisions.accept(db, [event.uid], by="a")
    assert changes.items[0] == event.uid
    assert len(changes.items) == 3
    assert set(statuses(db, n, changes).values()) == {"accepted"}
    assert items.read(db, date.uid).status == "rejected"
    assert {each.status for each in of_article(db, n) if each.kind == "mention"} == {"open"}
    decisions.undo(db, by="a")
    assert queue.row(db, n).open == 14


def test_rejecting_an_event_rejects_all_its_arguments(db: Database) -> None:
    n = sample.filled(db)
    event = item(db, n, "وصل", kind="event")
    decisions.accept(db, [item(db, n, "date", kind="argument").uid], by="a")
    changes = decisions.reject(db, [event.uid], by="a")
    assert len(changes.items) == 4
    assert set(statuses(db, n, changes).values()) == {"rejected"}


def test_rejecting_a_mention_rejects_the_arguments_that_it_fills(db: Database) -> None:
    n = sample.filled(db)
    mention = item(db, n, "بغداد", 1)
    argument = item(db, n, "location", kind="argument")
    changes = decisions.reject(db, [mention.uid], by="a")
    assert changes.items == (mention.uid, argument.uid)
    assert set(statuses(db, n, changes).values()) == {"rejected"}
    # Filled by an edit, too.
    other = item(db, n, "حركة النخيل")
    actor = item(db, n, "actor", kind="argument").uid
    decisions.edit(db, actor, ArgumentValue(*place("حركة النخيل"), "actor", other.uid), by="a")
    assert decisions.reject(db, [other.uid], by="a").items == (other.uid, actor)
    assert decisions.undo(db, by="a")
    assert items.read(db, actor).status == "edited"


def test_a_bulk_verdict_is_one_decision_and_one_undo(db: Database) -> None:
    n = sample.filled(db)
    every = [each.uid for each in of_article(db, n) if each.kind == "mention"]
    changes = decisions.accept(db, [*every, every[0]], by="a")
    assert changes.items == tuple(every)
    assert len(list(records(db))) == 1
    decisions.undo(db, by="a")
    assert queue.row(db, n).open == 15


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("بغداد", "mention", MentionValue(*place("بغداد"), "ORG", "بغداد")),
        ("بغداد", "mention", MentionValue(*place("إلى بغداد"), "LOC", "بغداد")),
        ("بغداد", "mention", MentionValue(*place("بغداد"), "LOC", "العاصمة")),
        ("هجوما", "event", EventValue(*place("استهدف"), "ATTACK", None, "asserted")),
        ("هجوما", "event", EventValue(*place("هجوما"), "CLASH", "intercept", "denied")),
        ("target", "argument", ArgumentValue(*place("الموصل"), "target", None)),
        ("target", "argument", ArgumentValue(*place("قاعدة السدرة"), "location", None)),
    ],
)
def test_an_edit_keeps_another_value(db: Database, text: str, kind: str, value: Value) -> None:
    n = sample.filled(db)
    before = item(db, n, text, kind=kind)
    decisions.edit(db, before.uid, value, by="a")
    found = items.read(db, before.uid)
    assert (found.value, found.proposed, found.status) == (value, before.value, "edited")
    # Edited back it says what the machine said.
    decisions.edit(db, before.uid, before.value, by="a")
    assert items.read(db, before.uid).status == "accepted"
    decisions.undo(db, by="a")
    assert items.read(db, before.uid).value == value
    # Accepting what is shown does not make the machine right.
    decisions.accept(db, [before.uid], by="a")
    assert items.read(db, before.uid).status == "edited"


def test_several_edits_are_one_decision(db: Database) -> None:
    n = sample.filled(db)
    values = {item(db, n, "بغداد", nth).uid: MentionValue(*place("بغداد", nth), "LOC", "مدينة بغداد") for nth in (0, 1)}
    changes = decisions.edit_many(db, values, by="a")
    assert set(statuses(db, n, changes).values()) == {"edited"}
    assert len(list(records(db))) == 1


def test_a_mention_that_overlaps_an_accepted_one_is_set_aside(db: Database) -> None:
    n = sample.filled(db)
    runs.keep(db, n, sample.second_opinion())
    name, wide = item(db, n, "حركة النخيل").uid, item(db, n, "أمين حركة النخيل").uid
    assert statuses(db, n)[wide] == "open"
    left = queue.row(db, n).open
    changes = decisions.accept(db, [name], by="a")
    assert changes.items == (name, wide)
    assert statuses(db, n)[wide] == "aside"
    assert queue.row(db, n).open == left - 2
    # Moved away from it, the other is asked again; moved back, not.
    decisions.edit(db, name, MentionValue(*place("النخيل"), "ORG", "ن"), by="a")
    assert statuses(db, n)[wide] == "aside"
    decisions.edit(db, name, MentionValue(*place("أمس"), "DATE", "أمس"), by="a")
    assert statuses(db, n)[wide] == "open"
    decisions.undo(db, by="a")
    assert statuses(db, n)[wide] == "aside"
    decisions.reject(db, [name], by="a")
    assert statuses(db, n)[wide] == "open"


def test_an_event_that_says_what_an_accepted_one_says_is_set_aside(db: Database) -> None:
    n = sample.filled(db)
    runs.keep(db, n, sample.second_opinion())
    mine, other = item(db, n, "هجوما", kind="event").uid, item(db, n, "استهدف", kind="event").uid
    decisions.add(db, n, ArgumentValue(*place("أمس"), "date", None), by="a", event=other)
    decisions.undo(db, by="a")
    left = queue.row(db, n).open
    decisions.edit(db, mine, EventValue(*place("استهدف"), "CLASH", None, "asserted"), by="a")
    assert statuses(db, n)[other] == "open"
    changes = decisions.edit(db, mine, EventValue(*place("استهدف"), "ATTACK", None, "denied"), by="a")
    assert changes.items == (mine, other)
    assert statuses(db, n)[other] == "aside"
    assert queue.row(db, n).open == left - 2
    decisions.undo(db, by="a")
    assert statuses(db, n)[other] == "open"


def test_what_is_newly_said_of_a_rejected_event_is_not_asked(db: Database) -> None:
    n = sample.filled(db)
    event = item(db, n, "وصل", kind="event").uid
    decisions.reject(db, [event], by="a")
    runs.keep(db, n, sample.second_opinion())
    [new] = [each for each in of_article(db, n) if each.engine == "other" and each.kind == "argument"]
    assert (new.event, new.status) == (event, "aside")
    decisions.undo(db, by="a")
    assert items.read(db, new.uid).status == "open"
    decisions.reject(db, [event], by="a")
    assert items.read(db, new.uid).status == "rejected"


def test_an_argument_that_says_what_an_accepted_one_says_is_set_aside(db: Database) -> None:
    n = sample.filled(db)
    target, other = item(db, n, "target", kind="argument").uid, item(db, n, "location", 1, kind="argument")
    decisions.edit(db, target, other.value, by="a")
    assert statuses(db, n)[other.uid] == "aside"
    # A verdict on it is one on the item that it is.
    assert decisions.reject(db, [other.uid], by="a").items[0] == target
    assert statuses(db, n)[other.uid] == "open"


def test_what_was_added_is_accepted_and_undone_withdrawn(db: Database) -> None:
    n = sample.filled(db)
    value = MentionValue(*place("أمين"), "PERSON", "أمين")
    changes = decisions.add(db, n, value, by="a")
    added = items.read(db, changes.items[0])
    assert (added.value, added.status, added.engine, added.confidence) == (value, "accepted", "", 1.0)
    assert queue.row(db, n).items == 16
    decisions.undo(db, by="a")
    assert items.read(db, added.uid).status == "withdrawn"
    assert queue.row(db, n).items == 15
    again = decisions.add(db, n, value, by="a")
    assert again.items[0] == added.uid
    assert items.read(db, added.uid).status == "accepted"
    # An engine that finds it later finds that item.
    decisions.undo(db, by="a")
    found = sample.second_opinion()
    runs.keep(db, n, found)
    assert items.read(db, added.uid).status == "withdrawn"


def test_adding_what_is_there_edits_it(db: Database) -> None:
    n = sample.filled(db)
    there = item(db, n, "الموصل")
    changes = decisions.add(db, n, MentionValue(*place("الموصل"), "FAC", "الموصل"), by="a")
    assert (changes.op, changes.items[0]) == ("edit", there.uid)
    # And so where a reviewer moved it.
    to = place("إن هجوما")
    decisions.edit(db, there.uid, MentionValue(*to, "ORG", "x"), by="a")
    assert decisions.add(db, n, MentionValue(*to, "LOC", "y"), by="a").items[0] == there.uid


def test_an_event_is_added_with_arguments(db: Database) -> None:
    n = sample.filled(db)
    event = decisions.add(db, n, EventValue(*place("قال"), "STATEMENT", "say", "asserted"), by="a").items[0]
    speaker = item(db, n, "سليم الوادي", 1)
    changes = decisions.add(db, n, ArgumentValue(*place("سليم الوادي", 1), "actor", speaker.uid), by="a", event=event)
    argument = items.read(db, changes.items[0])
    assert (argument.event, argument.status) == (event, "accepted")
    assert decisions.reject(db, [event], by="a").items == (event, argument.uid)


def conflict(db: Database, n: int, text: str) -> bytes:
    """Bring in another replica's rejection of what is accepted here; return the item."""
    uid = item(db, n, text).uid
    with sample.in_memory(b"o" * 16) as other:
        sample.filled(other)
        decisions.reject(other, [uid], by="b")
        decisions.accept(db, [uid], by="a")
        for record in records(other):
            deliver(db, record)
    return uid


def test_two_who_differ_are_a_conflict_that_the_lead_settles(db: Database) -> None:
    n = sample.filled(db)
    uid = conflict(db, n, "بغداد")
    found = items.read(db, uid)
    assert (found.status, found.reviewer) == ("conflict", "")
    assert {head.reviewer for head in items.heads(db, uid)} == {"a", "b"}
    assert queue.row(db, n).open == 15
    for plain in (decisions.accept, decisions.reject):
        with pytest.raises(BadDecision, match="adjudicate"):
            plain(db, [uid], by="a")
    with pytest.raises(BadDecision, match="adjudicate"):
        decisions.edit(db, uid, found.value, by="a")
    decisions.adjudicate(db, uid, found.value, by="lead")
    assert items.read(db, uid).status == "accepted"
    decisions.undo(db, by="lead")
    assert items.read(db, uid).status == "conflict"
    decisions.adjudicate(db, uid, None, by="lead")
    assert items.read(db, uid).status == "rejected"
    decisions.adjudicate(db, uid, MentionValue(*place("بغداد"), "ORG", "بغداد"), by="lead")
    assert items.read(db, uid).status == "edited"


Act = Callable[[Database, int], Changes]
BAGHDAD = MentionValue(*place("بغداد"), "LOC", "بغداد")


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda db, n: decisions.accept(db, [], by="a"), BadDecision),
        (lambda db, n: decisions.accept(db, [b"?" * 16], by="a"), UnknownItem),
        (lambda db, n: decisions.reject(db, [item(db, n, "بغداد").uid, b"?"], by="a"), UnknownItem),
        (lambda db, n: decisions.accept(db, [item(db, n, "بغداد").uid], by=""), BadDecision),
        (lambda db, n: decisions.accept(db, [item(db, n, "بغداد").uid], by=" \n "), BadDecision),
        (lambda db, n: decisions.accept(db, [item(db, n, "بغداد").uid], by="a\x1b[2J"), BadDecision),
        (lambda db, n: decisions.accept(db, [item(db, n, "بغداد").uid], by="\ud800"), BadDecision),
        (lambda db, n: decisions.accept(db, [item(db, n, "بغداد").uid], by="a" * 201), BadDecision),
        (lambda db, n: decisions.edit(db, b"?" * 16, BAGHDAD, by="a"), UnknownItem),
        (lambda db, n: decisions.edit_many(db, {}, by="a"), BadDecision),
        (lambda db, n: decisions.edit(db, item(db, n, "هجوما", kind="event").uid, BAGHDAD, by="a"), BadDecision),
        (
            lambda db, n: decisions.edit(db, item(db, n, "بغداد").uid, MentionValue(0, 999, "LOC", "x"), by="a"),
            BadDecision,
        ),
        (
            lambda db, n: decisions.edit(db, item(db, n, "بغداد").uid, MentionValue(4, 4, "LOC", "x"), by="a"),
            BadDecision,
        ),
        (
            lambda db, n: decisions.edit(db, item(db, n, "بغداد").uid, MentionValue(0, 4, "CITY", "x"), by="a"),
            BadDecision,
        ),
        (
            lambda db, n: decisions.edit(db, item(db, n, "بغداد").uid, MentionValue(0, 4, "LOC", ""), by="a"),
            BadDecision,
        ),
        (lambda db, n: decisions.add(db, 99, BAGHDAD, by="a"), UnknownArticle),
        (lambda db, n: decisions.add(db, n, ArgumentValue(0, 4, "actor", None), by="a"), BadDecision),
        (
            lambda db, n: decisions.add(db, n, BAGHDAD, by="a", event=item(db, n, "هجوما", kind="event").uid),
            BadDecision,
        ),
        (
            lambda db, n: decisions.add(
                db, n, ArgumentValue(0, 4, "actor", None), by="a", event=item(db, n, "بغداد").uid
            ),
            BadDecision,
        ),
        (
            lambda db, n: decisions.add(
                db, n, ArgumentValue(0, 4, "actor", b"?" * 16), by="a", event=item(db, n, "هجوما", kind="event").uid
            ),
            BadDecision,
        ),
        (
            lambda db, n: decisions.add(db, n, ArgumentValue(0, 4, "actor", None), by="a", event=b"?" * 16),
            UnknownItem,
        ),
        (lambda db, n: decisions.adjudicate(db, b"?" * 16, None, by="a"), UnknownItem),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line_and_leaves_nothing(
    db: Database, act: Act, error: type[StoreError]
) -> None:
    n = sample.filled(db)
    before = of_article(db, n)
    with pytest.raises(error) as caught:
        act(db, n)
    assert "\n" not in str(caught.value)
    assert of_article(db, n) == before
    assert list(records(db)) == []
    assert not db.connection.in_transaction


def test_a_filler_is_a_mention_of_the_same_article(db: Database) -> None:
    n = sample.filled(db)
    other = articles.add(db, sample.reading("نص آخر فيه اسم")).n
    event = decisions.add(db, other, EventValue(0, 2, "MEET", None, "asserted"), by="a").items[0]
    for filler in (item(db, n, "بغداد").uid, event):
        with pytest.raises(BadDecision, match="no mention of this article"):
            decisions.add(db, other, ArgumentValue(0, 2, "actor", filler), by="a", event=event)
