"""Notes, flags, finishing and dates: kept, shown, never a verdict."""

from __future__ import annotations

import pytest

from store import articles, decisions, items, queue
from store.database import Database
from store.errors import BadDecision, UnknownArticle, UnknownItem
from store.items import of_article
from tests.store import sample
from tests.store.sample import item


def test_a_flag_is_put_and_taken_off(db: Database) -> None:
    n = sample.filled(db)
    uid = item(db, n, "بغداد").uid
    changes = decisions.flag(db, item=uid, by="a")
    assert (changes.op, changes.articles, changes.items) == ("flag", (n,), (uid,))
    assert items.read(db, uid).flagged
    assert queue.row(db, n).flagged
    assert not articles.read(db, n).flagged
    decisions.flag(db, item=uid, by="b")
    decisions.unflag(db, item=uid, by="a")
    assert not items.read(db, uid).flagged
    assert not queue.row(db, n).flagged
    changes = decisions.flag(db, article=n, by="a")
    assert (changes.articles, changes.items) == ((n,), ())
    assert articles.read(db, n).flagged
    assert queue.counts(db)["flagged"] == 1
    decisions.unflag(db, article=n, by="a")
    assert queue.counts(db)["flagged"] == 0


def test_the_latest_note_is_the_items_and_all_are_the_articles(db: Database) -> None:
    n = sample.filled(db)
    uid = item(db, n, "بغداد").uid
    for text in ("الأولى", "الثانية"):
        decisions.note(db, item=uid, text=text, by="هدى")
        decisions.note(db, article=n, text=text, by="هدى")
    assert items.read(db, uid).note == "الثانية"
    assert [(note.text, note.reviewer) for note in articles.read(db, n).notes] == [
        ("الأولى", "هدى"),
        ("الثانية", "هدى"),
    ]
    decisions.note(db, item=uid, text="", by="a")
    assert items.read(db, uid).note == ""


@pytest.mark.parametrize("text", ["a\x00b", "\x1b[2J", "سطر\nسطر", "😀" * 10_000, "\u202e"])
def test_a_note_is_kept_as_written(db: Database, text: str) -> None:
    n = sample.filled(db)
    uid = item(db, n, "بغداد").uid
    decisions.note(db, item=uid, text=text, by="a")
    assert items.read(db, uid).note == text


@pytest.mark.parametrize("text", ["x" * 10_001, "x" * 5_000_000, "\udc00"])
def test_a_note_that_no_line_can_hold_is_refused(db: Database, text: str) -> None:
    n = sample.filled(db)
    with pytest.raises(BadDecision) as caught:
        decisions.note(db, article=n, text=text, by="a")
    assert len(str(caught.value)) < 200
    assert articles.read(db, n).notes == ()


def test_finishing_makes_an_article_without_items_done(db: Database) -> None:
    n = articles.add(db, sample.reading("لا شيء هنا")).n
    assert queue.row(db, n).status == "ready"
    changes = decisions.finish(db, n, by="a")
    assert (changes.op, changes.articles, changes.items) == ("finish", (n,), ())
    assert queue.row(db, n).status == "done"


def test_the_latest_date_is_the_articles(db: Database) -> None:
    n = articles.add(db, sample.reading("نص")).n
    for iso, shown in (("2021-03-14", "2021-03-14"), (None, ""), ("2024-02-29", "2024-02-29")):
        changes = decisions.date(db, n, iso, by="a")
        assert changes.op == "date"
        assert articles.read(db, n).article.published == shown
        assert articles.read(db, n).date_asked


@pytest.mark.parametrize(
    "iso", ["", "2021-3-4", "2021-02-29", "2021-13-01", "20210314", "2021-W10-7", "14/3/2021", "٢٠٢١-٠٣-١٤", "x" * 9999]
)
def test_a_day_that_is_none_is_refused(db: Database, iso: str) -> None:
    n = articles.add(db, sample.reading("نص")).n
    with pytest.raises(BadDecision, match="YYYY-MM-DD") as caught:
        decisions.date(db, n, iso, by="a")
    assert len(str(caught.value)) < 200
    assert not articles.read(db, n).date_asked


def test_a_remark_is_on_one_thing_that_is_there(db: Database) -> None:
    n = sample.filled(db)
    uid = of_article(db, n)[0].uid
    both: dict[str, object] = {"item": uid, "article": n}
    for wrong in ({}, both):
        with pytest.raises(BadDecision, match="one of them"):
            decisions.flag(db, by="a", **wrong)  # type: ignore[arg-type]  # what a careless caller may pass
    with pytest.raises(UnknownItem):
        decisions.note(db, item=b"?" * 16, text="x", by="a")
    for act in (decisions.finish, lambda db, n, by: decisions.date(db, n, None, by=by)):
        with pytest.raises(UnknownArticle):
            act(db, 99, by="a")
    with pytest.raises(BadDecision):
        decisions.finish(db, n, by="")
