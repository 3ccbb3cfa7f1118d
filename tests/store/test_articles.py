"""A body is one article however often it comes; what comes back is what was put in, to the last code point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.article import Article, Part, Reading, Source
from store import articles, decisions, queue, runs
from store.database import Database
from store.errors import BadArticle, UnknownArticle
from tests.store import sample

any_text = st.text(st.characters(), max_size=30)


def test_an_article_comes_back_as_it_was(db: Database) -> None:
    given_ = Reading(
        Article(
            "عنوان\n\nنص",
            (Part("title", 0, 5), Part("body", 7, 9)),
            "عنوان  في\nسطرين",
            "2021-03-14",
            "metadata",
        ),
        Source("تقرير.html", b"\x01" * 32, "cp1256", "html/1", "rec-7", {"url": "x", "author": "كاتب"}),
    )
    added = articles.add(db, given_)
    assert added.new
    assert added.changes.op == "load"
    assert added.changes.articles == (added.n,)
    stored = articles.read(db, added.n)
    assert stored.uid == added.uid
    assert stored.article == replace(given_.article, title="عنوان في سطرين")
    [source] = stored.sources
    assert (source.name, source.sha256, source.encoding) == ("تقرير.html", b"\x01" * 32, "cp1256")
    assert (source.reader, source.record, source.meta) == ("html/1", "rec-7", {"url": "x", "author": "كاتب"})
    assert source.wall == "2021-03-14T10:00:00Z"
    assert (stored.date_asked, stored.finished, stored.flagged, stored.notes) == (False, False, False, ())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_text, any_text, any_text)
def test_any_text_is_kept_whole_or_refused(db: Database, body: str, title: str, url: str) -> None:
    given_ = sample.reading(body, title=title, url=url)
    if not body.strip() or any("\ud800" <= letter <= "\udfff" for letter in body + title + url):
        with pytest.raises(BadArticle) as caught:
            articles.add(db, given_)
        assert "\n" not in str(caught.value)
        return
    stored = articles.read(db, articles.add(db, given_).n)
    assert stored.article.body == body
    assert url in [source.meta["url"] for source in stored.sources] or len(stored.sources) == 1


def test_a_body_with_nul_is_whole(db: Database) -> None:
    body = "قبل\x00بعد\x00"
    n = articles.add(db, sample.reading(body)).n
    assert articles.read(db, n).article.body == body
    assert queue.page(db, "all", search="بعد")[0].n == n


@pytest.mark.parametrize("body", ["", " \n\t ", "نصف \ud83d زوج"])
def test_what_is_no_text_is_refused_and_the_rest_kept(db: Database, body: str) -> None:
    def three() -> Iterator[Reading]:
        yield sample.reading("الأول")
        yield sample.reading(body, name="سيئ.txt")
        yield sample.reading("الثالث")

    got: list[articles.Added] = []
    with pytest.raises(BadArticle, match=r"سيئ\.txt"):
        got.extend(articles.add_many(db, three()))
    assert db.query("SELECT count(*) FROM article") == [(1,)]


def test_a_file_name_that_is_no_utf_8_is_kept_readable(db: Database) -> None:
    n = articles.add(db, sample.reading(name="a\udce9.txt")).n
    assert articles.read(db, n).sources[0].name == "a\\udce9.txt"


def test_the_same_text_is_one_article(db: Database) -> None:
    first = articles.add(db, sample.reading(name="a.txt"))
    again = articles.add(db, sample.reading(name="a.txt"))
    assert (again.n, again.uid, again.new, again.changes.articles) == (first.n, first.uid, False, ())
    elsewhere = articles.add(db, sample.reading(name="b.txt"))
    assert (elsewhere.n, elsewhere.new, elsewhere.changes.articles) == (first.n, False, (first.n,))
    other_bytes = sample.reading()
    articles.add(db, replace(other_bytes, source=replace(other_bytes.source, sha256=b"o" * 32, encoding="utf-16")))
    assert [source.name for source in articles.read(db, first.n).sources] == ["a.txt", "b.txt", "a.txt"]
    assert queue.counts(db)["all"] == 1


def test_known_bytes_are_the_article_they_gave_under_an_older_reader(db: Database) -> None:
    def page(body: str, reader: str, encoding: str = "utf-8") -> Reading:
        return Reading(Article(body), Source("p.html", b"h" * 32, encoding, reader))

    first = articles.add(db, page("النص", "html/1"))
    assert articles.add(db, page("النص وأكثر", "html/2")).n == first.n
    # The same reader that sees another text was told something else.
    assert articles.add(db, page("النص كما طلب", "html/1")).new
    # Decoded anew on purpose, or read as plain text: another text.
    assert articles.add(db, page("نص آخر", "html/1", "cp1256")).new
    assert articles.add(db, page("<p>النص", "text/1")).new
    assert articles.known(db, b"h" * 32) == first.n
    assert articles.known(db, b"i" * 32) is None
    assert articles.known(db, b"h" * 32, "record") is None


def test_many_are_kept_in_few_transactions_and_told_after_the_commit(db: Database) -> None:
    begun: list[str] = []
    db.connection.set_trace_callback(lambda sql: begun.append(sql) if sql == "BEGIN IMMEDIATE" else None)
    told = 0
    for added in articles.add_many(db, (sample.reading(f"نص رقم {n}") for n in range(150))):
        assert not db.connection.in_transaction
        assert added.new
        told += 1
    assert told == 150
    assert len(begun) == 3


def test_the_reviewers_date_is_the_articles(db: Database) -> None:
    n = sample.filled(db)
    decisions.date(db, n, None, by="a")
    stored = articles.read(db, n)
    assert (stored.date_asked, stored.article.published) == (True, "")
    decisions.date(db, n, "2021-03-15", by="a")
    assert articles.read(db, n).article.published == "2021-03-15"
    assert queue.row(db, n).published == "2021-03-15"


def test_an_article_is_found_by_the_start_of_its_id(db: Database) -> None:
    added = [articles.add(db, sample.reading(f"نص {n}")) for n in range(40)]
    for each in added:
        assert articles.find(db, each.uid.hex()) == each.n
        assert articles.find(db, each.uid.hex()[:9].upper()) == each.n
    with pytest.raises(UnknownArticle, match="more than one"):
        articles.find(db, added[0].uid.hex()[:1] if len({each.uid.hex()[0] for each in added}) < 2 else common(added))
    for wrong in ("", "xyz", "0" * 33, "0" * 32, "%"):
        with pytest.raises(UnknownArticle) as caught:
            articles.find(db, wrong)
        assert "\n" not in str(caught.value)


def common(added: list[articles.Added]) -> str:
    """Return a first digit that several ids share."""
    digits = [each.uid.hex()[0] for each in added]
    return max(digits, key=digits.count)


def test_what_no_run_covered_is_listed_while_runs_are_kept(db: Database) -> None:
    numbers = [articles.add(db, sample.reading(f"{sample.BODY} {n}")).n for n in range(5)]

    left = []
    for n in articles.unextracted(db, "builtin", "1"):
        left.append(n)
        runs.keep(db, n, sample.extraction())
    assert left == numbers
    assert list(articles.unextracted(db, "builtin", "1")) == []
    assert list(articles.unextracted(db, "builtin", "2")) == numbers
    assert list(articles.unextracted(db, "other", "1")) == numbers


def test_no_such_article(db: Database) -> None:
    for n in (0, 1, -1, 2**40):
        with pytest.raises(UnknownArticle):
            articles.read(db, n)
