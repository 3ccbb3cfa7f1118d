"""Items in reading order, each as it stands, with its whole history."""

from __future__ import annotations

import pytest

from extract.items import Extraction
from store import decisions, items, runs
from store.database import Database
from store.errors import UnknownItem
from store.items import of_article
from store.values import ArgumentValue, EventValue, MentionValue
from tests.store import sample
from tests.store.sample import item, place


def outline(db: Database, n: int) -> list[str]:
    """Return the items as a person reads them: names, triggers, and roles under their event."""
    return [
        f"  {each.value.role}"
        if isinstance(each.value, ArgumentValue)
        else sample.BODY[each.value.start : each.value.end]
        for each in of_article(db, n)
    ]


def test_items_stand_in_reading_order_events_with_their_arguments(db: Database) -> None:
    n = sample.filled(db)
    assert outline(db, n) == [
        "سليم الوادي",
        "بغداد",
        "وصل",
        "  actor",
        "  location",
        "  date",
        "سليم الوادي",
        "حركة النخيل",
        "بغداد",
        "وكالة الرافد",
        "هجوما",
        "  target",
        "  location",
        "قاعدة السدرة",
        "الموصل",
    ]


def test_of_one_span_the_mention_comes_first(db: Database) -> None:
    n = sample.filled(db)
    for text in ("أمس", "الرافد", "أمين", "قال", "استهدف"):
        event = decisions.add(db, n, EventValue(*place(text), "AID", None, "asserted"), by="a").items[0]
        mention = decisions.add(db, n, MentionValue(*place(text), "ORG", "x"), by="a").items[0]
        order = [each.uid for each in of_article(db, n)]
        assert order.index(event) == order.index(mention) + 1


def test_the_order_of_roles_is_the_event_types_own(db: Database) -> None:
    n = sample.filled(db)
    event = item(db, n, "وصل", kind="event")
    # A statement's roles end with date, location.
    decisions.edit(db, event.uid, EventValue(*place("وصل"), "STATEMENT", "say", "asserted"), by="a")
    assert outline(db, n)[3:6] == ["  actor", "  date", "  location"]


def test_an_edited_span_moves_its_line(db: Database) -> None:
    n = sample.filled(db)
    decisions.edit(db, item(db, n, "الموصل").uid, MentionValue(0, 4, "LOC", "س"), by="a")
    assert outline(db, n)[0] == "سليم"


def test_an_argument_shows_its_mentions_present_edges(db: Database) -> None:
    n = sample.filled(db)
    filler = item(db, n, "سليم الوادي", 1)
    actor = item(db, n, "actor", kind="argument")
    wide = (filler.value.start, place("أمين")[1])
    decisions.edit(db, filler.uid, MentionValue(*wide, "PERSON", "سليم"), by="a")
    for found in (items.read(db, actor.uid), item(db, n, "actor", kind="argument")):
        assert found.value == ArgumentValue(*wide, "actor", filler.uid)
        assert found.status == "open"
    # Accepted as shown; the edges still follow.
    decisions.accept(db, [actor.uid], by="a")
    decisions.undo(db, by="a")
    decisions.accept(db, [actor.uid], by="a")
    assert items.read(db, actor.uid).status == "accepted"
    decisions.edit(db, filler.uid, filler.value, by="a")
    assert items.read(db, actor.uid).value == actor.value


def test_two_who_mean_the_same_filler_agree_whatever_its_edges(db: Database) -> None:
    n = sample.filled(db)
    filler = item(db, n, "حركة النخيل")
    actor = item(db, n, "actor", kind="argument")
    decisions.edit(db, actor.uid, ArgumentValue(*place("حركة النخيل"), "actor", filler.uid), by="a")
    first = items.read(db, actor.uid)
    decisions.edit(db, filler.uid, MentionValue(*place("أمين حركة النخيل"), "ORG", "ح"), by="a")
    decisions.edit(db, actor.uid, items.read(db, actor.uid).value, by="b")
    head, *_ = items.heads(db, actor.uid)
    assert head.value == first.value


def test_an_item_says_who_decided_and_when(db: Database) -> None:
    n = sample.filled(db)
    uid = item(db, n, "بغداد").uid
    decisions.accept(db, [uid], by="هدى")
    found = items.read(db, uid)
    assert (found.reviewer, found.decided, found.status) == ("هدى", "2021-03-14T10:00:00Z", "accepted")
    decisions.undo(db, by="هدى")
    found = items.read(db, uid)
    assert (found.reviewer, found.decided, found.status) == ("", "", "open")


def test_the_history_tells_all_and_marks_what_was_undone(db: Database) -> None:
    n = sample.filled(db)
    uid = item(db, n, "بغداد").uid
    value = items.read(db, uid).value
    one = decisions.accept(db, [uid], by="a").decision
    two = decisions.reject(db, [uid], by="b").decision
    decisions.undo(db, by="b")
    history = items.history(db, uid)
    assert [(each.decision, each.verb, each.reviewer, each.value, each.live) for each in history] == [
        (one, "accept", "a", value, True),
        (two, "reject", "b", None, False),
    ]
    assert [each.decision for each in items.heads(db, uid)] == [one]
    assert items.history(db, item(db, n, "الموصل").uid) == ()


def test_left_out_items_are_shown_when_asked_for(db: Database) -> None:
    n = sample.filled(db)
    added = decisions.add(db, n, MentionValue(0, 4, "PERSON", "سليم"), by="a").items[0]
    decisions.undo(db, by="a")
    assert added not in {each.uid for each in of_article(db, n)}
    assert added in {each.uid for each in of_article(db, n, include=["withdrawn"])}
    # An event left out does not take its shown arguments along.
    event = decisions.add(db, n, EventValue(*place("يصل"), "VISIT_TRAVEL", None, "asserted"), by="a")
    date = decisions.add(db, n, ArgumentValue(*place("أمس"), "date", None), by="a", event=event.items[0])
    assert event.decision
    decisions.withdraw(db, event.decision, by="a")
    assert of_article(db, n)[-1].uid == date.items[0]


def test_no_such_item(db: Database) -> None:
    for ask in (items.read, items.history, items.heads):
        with pytest.raises(UnknownItem) as caught:
            ask(db, b"?" * 16)
        assert (b"?" * 16).hex() in str(caught.value)
    assert of_article(db, 1) == ()


def test_many_items_are_listed(db: Database) -> None:
    n = sample.filled(db)
    # More than one statement's parameters.
    for at in range(1100):
        db.connection.execute(
            'INSERT INTO item(uid, article, kind, start, "end", value, run, first, last, status)'
            " VALUES(?, ?, 'mention', ?, ?, ?, 1, ?, ?, 'open')",
            (at.to_bytes(16, "big"), n, at % 100, at % 100 + 1, _value(at % 100), at % 100, at % 100 + 1),
        )
    uids = [at.to_bytes(16, "big") for at in range(1100)]
    changes = decisions.accept(db, uids, by="a")
    assert set(uids) <= set(changes.items)
    decisions.undo(db, by="a")
    assert {each.status for each in of_article(db, n)} == {"open"}
    runs.keep(db, n, Extraction("builtin", "1", (), ()))


def _value(at: int) -> str:
    return f'{{"end":{at + 1},"name":"x","start":{at},"type":"ORG"}}'
