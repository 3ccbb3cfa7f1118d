"""What engines propose is kept once; decided items stand; what only an older run saw is stale; edits are recognised."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.items import Argument, Event, Extraction, Lexicon, Mention
from store import articles, decisions, items, queue, runs
from store.changes import Changes
from store.database import Database
from store.errors import BadExtraction, UnknownArticle
from store.items import of_article
from store.stats import stats
from store.values import ArgumentValue, EventValue, MentionValue
from tests.store import sample
from tests.store.agreement import agree
from tests.store.sample import item, place

BAGHDAD = place("بغداد", 1)


def test_an_extraction_becomes_items(db: Database) -> None:
    n = sample.filled(db)
    found = of_article(db, n)
    assert len(found) == 15
    assert {each.status for each in found} == {"open"}
    mention = item(db, n, "حركة النخيل")
    assert mention.value == MentionValue(*place("حركة النخيل"), "ORG", "حركة النخيل")
    assert (mention.engine, mention.reason, mention.confidence) == ("builtin", "list of names", 0.53)
    assert (mention.reviewer, mention.decided, mention.flagged, mention.note) == ("", "", False, "")
    actor = item(db, n, "actor", kind="argument")
    filler = item(db, n, "سليم الوادي", 1)
    assert actor.value == ArgumentValue(*place("سليم الوادي", 1), "actor", filler.uid)
    assert actor.event == item(db, n, "وصل", kind="event").uid
    assert item(db, n, "date", kind="argument").value == ArgumentValue(*place("أمس"), "date", None)


def test_the_same_again_moves_nothing(db: Database) -> None:
    n = sample.filled(db)
    before = of_article(db, n)
    assert runs.keep(db, n, sample.extraction()).items == ()
    assert of_article(db, n) == before
    assert db.query("SELECT count(*) FROM run") == [(1,)]


def test_the_same_engine_otherwise_set_is_another_run(db: Database) -> None:
    n = sample.filled(db)
    runs.keep(db, n, sample.extraction(), config="lexicon 2")
    assert db.query("SELECT count(*) FROM run") == [(2,)]


def test_decided_items_are_not_touched_by_a_new_run(db: Database) -> None:
    n = sample.filled(db)
    kept, rejected, moved = (item(db, n, text).uid for text in ("بغداد", "الموصل", "حركة النخيل"))
    decisions.accept(db, [kept], by="a")
    decisions.reject(db, [rejected], by="a")
    decisions.edit(db, moved, MentionValue(*place("أمين حركة النخيل"), "ORG", "ح"), by="a")
    before = [items.read(db, uid) for uid in (kept, rejected, moved)]
    changed = tuple(replace(each, type="FAC", confidence=0.1) for each in sample.extraction().mentions)
    runs.keep(db, n, Extraction("builtin", "2", changed, ()))
    assert [items.read(db, uid) for uid in (kept, rejected, moved)] == before
    assert item(db, n, "قاعدة السدرة").value == MentionValue(*place("قاعدة السدرة"), "FAC", "قاعدة السدرة")
    assert item(db, n, "وكالة الرافد").value == MentionValue(*place("وكالة الرافد"), "FAC", "وكالة الرافد")
    # Undone, it is what the latest run says.
    decisions.withdraw(db, items.history(db, kept)[0].decision, by="a")
    assert items.read(db, kept).value == MentionValue(*place("بغداد"), "FAC", "بغداد")


def test_what_only_an_older_run_saw_is_stale_and_comes_back(db: Database) -> None:
    n = sample.filled(db)
    decisions.accept(db, [item(db, n, "الموصل").uid], by="a")
    nothing = Extraction("builtin", "2", (), ())
    changes = runs.keep(db, n, nothing)
    assert len(changes.items) == 14
    found = of_article(db, n)
    assert [each.value.start for each in found if each.status != "stale"] == [place("الموصل")[0]]
    assert len(found) == 15, "what is stale stays in its place"
    assert (queue.row(db, n).open, queue.row(db, n).items) == (0, 1)
    assert sum(of_kind.get("stale", 0) for of_kind in stats(db).items.values()) == 14
    runs.keep(db, n, sample.extraction())
    assert {each.status for each in of_article(db, n)} == {"open", "accepted"}
    assert queue.row(db, n).open == 14


def test_another_engine_does_not_make_the_first_ones_items_stale(db: Database) -> None:
    n = sample.filled(db)
    runs.keep(db, n, sample.second_opinion())
    assert sample.statuses(db, n)[item(db, n, "حركة النخيل").uid] == "open"
    runs.keep(db, n, Extraction("builtin", "2", (), ()))
    # Both saw a name there; the one that still does has the word.
    mosul = item(db, n, "الموصل")
    assert (mosul.status, mosul.engine) == ("open", "other")
    assert sample.statuses(db, n)[item(db, n, "حركة النخيل").uid] == "stale"


def test_a_reviewed_stale_item_can_still_be_decided(db: Database) -> None:
    n = sample.filled(db)
    gone = item(db, n, "وكالة الرافد").uid
    runs.keep(db, n, Extraction("builtin", "2", (), ()))
    decisions.accept(db, [gone], by="a")
    assert items.read(db, gone).status == "accepted"
    decisions.undo(db, by="a")
    assert items.read(db, gone).status == "stale"


def test_a_suggestion_that_says_what_an_edit_said_is_that_item(db: Database) -> None:
    n = sample.filled(db)
    short = item(db, n, "حركة النخيل").uid
    wide = place("أمين حركة النخيل")
    decisions.edit(db, short, MentionValue(*wide, "ORG", "حركة النخيل"), by="a")
    runs.keep(db, n, Extraction("builtin", "2", (Mention(*wide, "ORG", "أمين", 0.9, "learned"),), ()))
    twin = next(
        each
        for each in of_article(db, n)
        if each.kind == "mention" and each.uid != short and each.value.start == wide[0]
    )
    assert twin.status == "aside"
    # A verdict on it is one on the item that it is.
    changes = decisions.reject(db, [twin.uid], by="a")
    assert changes.items[0] == short
    decisions.undo(db, by="a")
    # The edit undone, it is a suggestion of its own; the first is claimed by no latest run.
    decisions.undo(db, by="a")
    assert items.read(db, twin.uid).status == "open"
    assert items.read(db, short).status == "stale"
    decisions.redo(db, by="a")
    assert items.read(db, twin.uid).status == "aside"


def test_a_retyped_edit_is_recognised_by_span_and_type_only(db: Database) -> None:
    n = sample.filled(db)
    moved = item(db, n, "هجوما", kind="event")
    to = place("استهدف")
    decisions.edit(db, moved.uid, EventValue(*to, "CLASH", "clash", "denied"), by="a")
    arguments = (Argument("actor", *BAGHDAD, None, 0.5, "near"),)
    event = Event(*to, "CLASH", None, "asserted", arguments, 0.5, "trigger")
    runs.keep(db, n, Extraction("builtin", "2", (), (event,)))
    [twin] = [each for each in of_article(db, n) if each.kind == "event" and each.status == "aside"]
    assert twin.uid != moved.uid
    # What it newly says of its arguments belongs to the reviewer's event.
    arguments_there = [each for each in of_article(db, n) if each.kind == "argument" and each.status != "stale"]
    [new] = [each for each in arguments_there if each.value.start == BAGHDAD[0]]
    assert (new.event, new.status) == (moved.uid, "open")
    runs.keep(db, n, Extraction("builtin", "3", (), (replace(event, type="ATTACK"),)))
    assert items.read(db, twin.uid).status == "open"


def test_an_event_that_a_run_retypes_takes_its_arguments_along(db: Database) -> None:
    n = sample.filled(db)
    to = place("استهدف")
    argument = Argument("date", *place("أمس"), None, 0.5, "near")
    other = Event(*to, "ATTACK", None, "asserted", (argument,), 0.5, "model")
    runs.keep(db, n, Extraction("other", "1", (), (other,)))
    found = {each.uid for each in of_article(db, n) if each.engine == "other"}
    mine = item(db, n, "هجوما", kind="event").uid
    decisions.edit(db, mine, EventValue(*to, "ATTACK", None, "asserted"), by="a")
    assert {items.read(db, uid).status for uid in found} == {"aside"}
    runs.keep(db, n, Extraction("other", "2", (), (replace(other, type="CLASH"),)))
    assert {items.read(db, uid).status for uid in found} == {"open"}
    agree(db)
    runs.keep(db, n, Extraction("other", "3", (), (other,)))
    agree(db)


def test_the_same_run_that_says_otherwise_leaves_decided_items_as_they_were_seen(db: Database) -> None:
    n = sample.filled(db)
    kept, seen_again = item(db, n, "الموصل").uid, item(db, n, "وكالة الرافد").uid
    decisions.accept(db, [kept, seen_again], by="a")
    before = items.read(db, kept), items.read(db, seen_again)
    surer = Mention(*place("وكالة الرافد"), "LOC", "x", 0.9, "otherwise")
    runs.keep(db, n, Extraction("builtin", "1", (surer,), ()))
    assert (items.read(db, kept), items.read(db, seen_again)) == before
    assert {each.uid for each in of_article(db, n)} == {kept, seen_again}


def test_a_filler_that_a_reviewer_moved_is_that_item(db: Database) -> None:
    n = sample.filled(db)
    short = item(db, n, "حركة النخيل").uid
    wide = place("أمين حركة النخيل")
    decisions.edit(db, short, MentionValue(*wide, "ORG", "حركة النخيل"), by="a")
    event = Event(
        *place("وصل"), "VISIT_TRAVEL", None, "asserted", (Argument("actor", *wide, wide, 0.5, "near"),), 0.5, "trigger"
    )
    runs.keep(db, n, Extraction("builtin", "2", (Mention(*wide, "ORG", "ح", 0.9, "learned"),), (event,)))
    [actor] = [each for each in of_article(db, n) if each.kind == "argument" and each.status != "stale"]
    assert actor.value == ArgumentValue(*wide, "actor", short)


def test_of_two_proposals_for_one_item_the_surer_is_kept(db: Database) -> None:
    n = sample.filled(db)
    one, other = (Mention(*BAGHDAD, kind, "بغداد", sure, "x") for kind, sure in (("LOC", 0.4), ("ORG", 0.6)))
    for mentions in ((one, other), (other, one)):
        runs.keep(db, n, Extraction("e", "1", mentions, ()))
        found = item(db, n, "بغداد", 1)
        assert isinstance(found.value, MentionValue)
        assert (found.value.type, found.confidence) == ("ORG", 0.6)


def test_a_name_broken_over_lines_is_one_name(db: Database) -> None:
    n = sample.filled(db)
    runs.keep(db, n, Extraction("e", "1", (Mention(0, 4, "ORG", "حركة\n \tالنخيل\x1b[2J", 0.5, ""),), ()))
    found = item(db, n, "سليم").value
    assert found == MentionValue(0, 4, "ORG", "حركة النخيل [2J")


@pytest.mark.parametrize(
    "mention",
    [
        Mention(0, 10_000, "ORG", "x", 0.5, ""),
        Mention(-1, 3, "ORG", "x", 0.5, ""),
        Mention(3, 3, "ORG", "x", 0.5, ""),
        Mention(0, 3, "GOD", "x", 0.5, ""),
        Mention(0, 3, "ORG", "", 0.5, ""),
        Mention(0, 3, "ORG", "x", float("nan"), ""),
        Mention(0, 3, "ORG", "x", float("inf"), ""),
        Mention(0, 3, "ORG", "x", 1.01, ""),
        Mention(0, 3, "ORG", "x", 0.5, "\ud800"),
    ],
)
def test_a_proposal_that_does_not_fit_is_refused_whole(db: Database, mention: Mention) -> None:
    n = sample.filled(db)
    before = of_article(db, n)
    good = Mention(5, 8, "ORG", "x", 0.5, "")
    with pytest.raises(BadExtraction) as caught:
        runs.keep(db, n, Extraction("broken", "1", (good, mention), ()))
    assert "broken 1" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert of_article(db, n) == before
    assert db.query("SELECT count(*) FROM run") == [(1,)]


def test_several_are_kept_at_once_and_one_that_does_not_fit_touches_no_other(db: Database) -> None:
    first, second, third = (articles.add(db, sample.reading(f"{sample.BODY} {n}")).n for n in range(3))
    good, bad = sample.extraction(), Extraction("builtin", "1", (Mention(0, 10_000, "ORG", "x", 0.5, ""),), ())
    commits: list[str] = []
    db.connection.set_trace_callback(lambda sql: commits.append(sql) if sql in {"COMMIT", "ROLLBACK"} else None)
    kept = runs.keep_many(db, [(first, good), (second, bad), (99, good), (third, good)], config="lexicon 2")
    db.connection.set_trace_callback(None)
    assert commits == ["COMMIT"]
    assert [type(each) for each in kept] == [Changes, BadExtraction, UnknownArticle, Changes]
    assert [len(of_article(db, n)) for n in (first, second, third)] == [15, 0, 15]
    assert list(articles.unextracted(db, "builtin", "1")) == [second]
    assert db.query("SELECT engine, version, config FROM run") == [("builtin", "1", "lexicon 2")]


def test_nothing_to_keep_is_no_run(db: Database) -> None:
    assert runs.keep_many(db, []) == []
    assert db.query("SELECT count(*) FROM run") == [(0,)]


def test_what_is_left_to_do_is_counted_by_engine_and_version_whatever_the_lexicon(db: Database) -> None:
    assert runs.uncovered(db, "builtin", "1") == 0
    numbers = [articles.add(db, sample.reading(f"{sample.BODY} {n}")).n for n in range(3)]
    assert list(runs.every_article(db)) == numbers
    assert runs.uncovered(db, "builtin", "1") == 3
    for config in ("lexicon 1", "lexicon 2"):
        runs.keep(db, numbers[0], sample.extraction(), config=config)
    runs.keep(db, numbers[1], Extraction("builtin", "1", (), ()), config="lexicon 2")
    for engine, version, left in (("builtin", "1", 1), ("builtin", "2", 3), ("other", "1", 3)):
        assert runs.uncovered(db, engine, version) == left
        assert len(list(articles.unextracted(db, engine, version))) == left


def test_a_run_is_told_apart_by_what_was_learned_in_whatever_order() -> None:
    one = Lexicon({"a": "ORG", "b": "LOC"}, frozenset({"c", "d"}))
    same = Lexicon({"b": "LOC", "a": "ORG"}, frozenset({"d", "c"}))
    others = [Lexicon({"a": "ORG"}, frozenset({"c"})), Lexicon({"a": "LOC", "b": "LOC"}), Lexicon({}, frozenset({"a"}))]
    assert runs.configuration(one) == runs.configuration(same)
    assert len({runs.configuration(each) for each in (one, *others, Lexicon())}) == 5
    assert runs.configuration(Lexicon()) == "", "as before anything is learned"


def test_no_such_article(db: Database) -> None:
    with pytest.raises(UnknownArticle):
        runs.keep(db, 1, sample.extraction())
