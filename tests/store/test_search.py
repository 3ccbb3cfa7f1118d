"""A name is found however it is spelled; a query is words, never the index's language; excerpts are cut from the body."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.normalise import words
from store import articles, queue
from store.database import Database
from store.search import excerpt, match
from tests.store import sample

SPELLINGS = [
    "قاآني",
    "وقاآني",
    "لقاآني",
    "بقاآني",
    "ولقاآني",
    "قآاني",
    "قَاآنِي",
    "قـاآنـي",
    "قاا\u0653ني",
    "قاأني",
    "قاني",
    "قاآنى",
    "قاآنی",
    "ﻗﺎﺁﻧﻲ",
    "قاآ\u200cني",
    "\u200fقاآني\u200f",
    "\u202eقاآني\u202c",
    "كقاآني",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_name_is_found_in_every_spelling(db: Database, spelling: str) -> None:
    n = articles.add(db, sample.reading(f"وصل {spelling} اليوم", title="")).n
    articles.add(db, sample.reading("خبر آخر عن قانون جديد", title=""))
    assert [row.n for row in queue.page(db, "all", search="قاآني")] == [n]


def test_the_title_is_searched_too(db: Database) -> None:
    n = articles.add(db, sample.reading("نص", title="خبر من الموصل")).n
    assert [row.n for row in queue.page(db, "all", search="موصل")] == [n]


def test_words_may_stand_apart_and_quoted_ones_together(db: Database) -> None:
    together = articles.add(db, sample.reading("وصل وفد حركة النخيل أمس", title="")).n
    apart = articles.add(db, sample.reading("في النخيل حركة دائمة", title="")).n

    def found(query: str) -> list[int]:
        return [row.n for row in queue.page(db, "all", search=query)]

    assert found("حركة النخيل") == [together, apart]
    assert found('"حركة النخيل"') == [together]
    assert found("«حركة النخيل» أمس") == [together]
    assert found("حركة غائبة") == []


@pytest.mark.parametrize(
    "query",
    [
        "AND",
        "OR NOT",
        'a"',
        '"',
        "text : x",
        "forms:x",
        "x*",
        "^x",
        "(x",
        "NEAR(a b)",
        "-x",
        "a;b",
        "'",
        "{",
        "+",
        "x AND",
    ],
)
def test_a_query_is_never_the_indexs_language(db: Database, query: str) -> None:
    articles.add(db, sample.reading("and or not near x a b text forms", title=""))
    found = queue.page(db, "all", search=query)
    assert len(found) == queue.counts(db, search=query)["all"]
    assert len(found) == bool(words(query)), "its words stand in the text, its signs mean nothing"


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=30))
def test_any_query_is_answered(db: Database, query: str) -> None:
    if not db.query("SELECT 1 FROM article"):
        sample.filled(db)
    rows = queue.page(db, "all", search=query)
    assert len(rows) == queue.counts(db, search=query)["all"]
    if not match(query):
        assert len(rows) == (0 if query.strip() else 1)


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("وصل قاآني", "وقاآني", True),
        ("وصل قاآني", "ولقاآني", True),
        ("وصل قاآني اليوم", "وصل بقاآني", True),
        ("وصل قاآني", "قاآ", False),  # two letters are left: the doubled alef counts once
        ("وصل النخيلي", "النخ", True),
        ("وصل النخيلي", "نخي", True),
        ("وصل النخيلي", "خيل", False),
        ("وصل النخيلي", "النخ غائب", False),
        ("وصل النخيلي", '"وصل النخ"', False),
    ],
)
def test_a_word_that_stands_nowhere_is_tried_wider(db: Database, text: str, query: str, found: bool) -> None:
    n = articles.add(db, sample.reading(text, title="")).n
    articles.add(db, sample.reading("خبر آخر عن قانون جديد", title=""))
    assert [row.n for row in queue.page(db, "all", search=query)] == [n] * found
    assert queue.counts(db, search=query)["all"] == found
    assert queue.page(db, "all", search=query, after=n) == ()


def test_a_word_that_stands_somewhere_is_not_tried_wider(db: Database) -> None:
    exact = articles.add(db, sample.reading("وصل وقاآني", title="")).n
    longer = articles.add(db, sample.reading("وصل وقاآنيون", title="")).n
    articles.add(db, sample.reading("عاد قاآني", title=""))
    assert [row.n for row in queue.page(db, "all", search="وقاآني")] == [exact]
    assert queue.page(db, "all", search="وقاآني", after=exact) == (), "a page that is empty is no reason either"
    assert [row.n for row in queue.page(db, "all", search="وقاآنيو")] == [longer]
    assert queue.page(db, "all", search="وقاآني عاد") == ()


@pytest.mark.parametrize("query", ["*", '"', "،", "- -", "\u200f"])
def test_a_query_without_a_word_finds_nothing(db: Database, query: str) -> None:
    sample.filled(db)
    assert queue.page(db, "all", search=query) == ()
    assert set(queue.counts(db, search=query).values()) == {0}


def test_an_empty_search_is_none(db: Database) -> None:
    sample.filled(db)
    for blank in ("", "  "):
        assert len(queue.page(db, "all", search=blank)) == 1
        assert queue.counts(db, search=blank)["open"] == 1


def test_an_excerpt_shows_the_densest_place() -> None:
    body = "بغداد أولا. " + "كلام كثير لا يعني شيئا. " * 20 + "ثم وصل إلى الموصل وبغداد معا. " + "كلام. " * 20
    start, end, hits = excerpt(body, "الموصل بغداد", 60)
    assert end - start <= 60
    assert [body[first:last] for first, last in hits] == ["الموصل", "وبغداد"]
    assert body[start - 1].isspace()


def test_an_excerpt_of_nothing_is_the_beginning() -> None:
    assert excerpt("نص قصير", "غائب", 40) == (0, 7, ())
    assert excerpt("نص قصير", "", 3) == (0, 3, ())
    assert excerpt("", "كلمة", 10) == (0, 0, ())


def test_a_hit_covers_marks_and_prefixes() -> None:
    body = "قال وَقَاآنـِي ذلك"
    _, _, [(start, end)] = excerpt(body, "قاآني", 40)
    assert body[start:end] == "وَقَاآنـِي"


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=20), st.integers(1, 80))
def test_an_excerpt_lies_in_the_body(body: str, query: str, width: int) -> None:
    start, end, hits = excerpt(body, query, width)
    assert 0 <= start <= end <= len(body)
    assert end - start <= width
    assert all(start <= first < last <= end for first, last in hits)
