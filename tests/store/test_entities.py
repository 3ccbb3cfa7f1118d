"""Entities over a store, and names offered again: put together by key, counted, the accepted first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.article import Article, Reading, Source
from extract.items import Extraction, Mention
from store import articles, decisions, runs
from store.database import Database
from store.entities import NEAR, Entity, Offer, entities, offers
from store.items import of_article
from store.values import MentionValue
from tests.store import sample


def put(db: Database, *names: str, number: list[int] | None = None) -> int:
    """Keep an article with a line a mention, each `TYPE canonical` or `TYPE canonical|as it stands`; return its number."""
    body, found = "", []
    count = db.query("SELECT count(*) FROM article")[0][0]
    body = f"خبر رقم {count}\n"
    for each in names:
        kind, _, told = each.partition(" ")
        canonical, _, surface = told.partition("|")
        start = len(body)
        body += f"{surface or canonical}\n"
        found.append(Mention(start, len(body) - 1, kind, canonical, 0.9, "by hand"))
    reading = Reading(Article(body), Source(f"{count}.txt", bytes(32), "utf-8", "text/1"))
    n = articles.add(db, reading).n
    runs.keep(db, n, Extraction("builtin", "1", tuple(found), ()))
    return n


def accept(db: Database, n: int, *names: str) -> None:
    """Accept the mentions of an article that have these canonical names."""
    db_items = of_article(db, n)
    uids = [item.uid for item in db_items if isinstance(item.value, MentionValue) and item.value.name in names]
    decisions.accept(db, uids, by="lina")


def rename(db: Database, n: int, name: str, new: str) -> None:
    """Give the mentions of an article with one name another."""
    for item in of_article(db, n):
        if isinstance(item.value, MentionValue) and item.value.name == name:
            decisions.edit(db, item.uid, replace(item.value, name=new), by="lina")


def told(found: tuple[Entity, ...]) -> list[tuple[str, str, int, int]]:
    """Return type, name, mentions, articles."""
    return [(each.type, each.name, each.mentions, each.articles) for each in found]


def test_mentions_of_one_key_and_type_are_one_entity(db: Database) -> None:
    put(db, "PERSON أحمد الوردي", "PERSON أحمد الوردي|الوردي", "LOC الوردي")
    put(db, "PERSON احمد الوردى")
    assert told(entities(db)) == [("PERSON", "أحمد الوردي", 3, 2), ("LOC", "الوردي", 1, 1)]


def test_spellings_of_a_row_are_one_entity_under_the_most_usual_name(db: Database) -> None:
    put(db, "ORG الناتو", "ORG الناتو")
    put(db, "ORG حلف شمال الأطلسي")
    assert told(entities(db)) == [("ORG", "الناتو", 3, 2)]


def test_an_accepted_name_is_the_entitys_before_a_more_usual_one(db: Database) -> None:
    put(db, "ORG الناتو", "ORG الناتو")
    accept(db, put(db, "ORG حلف شمال الأطلسي"), "حلف شمال الأطلسي")
    [entity] = entities(db)
    assert (entity.name, entity.statuses) == ("حلف شمال الأطلسي", {"open": 2, "accepted": 1})


def test_rejected_mentions_are_told_and_not_counted(db: Database) -> None:
    n = put(db, "LOC بغداد", "LOC بغداد", "LOC الموصل")
    items = of_article(db, n)
    decisions.reject(db, [items[0].uid, items[2].uid], by="lina")
    [entity] = entities(db)
    assert (entity.name, entity.mentions, entity.statuses) == ("بغداد", 1, {"rejected": 1, "open": 1})


def test_a_name_given_by_a_reviewer_counts_as_that_name(db: Database) -> None:
    n = put(db, "PERSON الوردي")
    rename(db, n, "الوردي", "أحمد الوردي")
    assert told(entities(db)) == [("PERSON", "أحمد الوردي", 1, 1)]


def test_what_no_engine_claims_any_more_is_no_entity(db: Database) -> None:
    n = put(db, "LOC بغداد")
    runs.keep(db, n, Extraction("builtin", "2", (), ()))
    assert entities(db) == ()


def test_dates_weapons_and_counts_are_listed_when_asked_for(db: Database) -> None:
    put(db, "DATE أمس", "LOC بغداد")
    assert told(entities(db)) == [("LOC", "بغداد", 1, 1)]
    assert told(entities(db, kind="DATE")) == [("DATE", "أمس", 1, 1)]


SEARCHES = [
    ("بغداد", ["بغداد"]),
    ("بغداد", ["بغداد"]),
    ("الوردي", ["أحمد الوردي", "خالد الوردي"]),
    ("وردي", []),
    ("أحمد الوردي", ["أحمد الوردي"]),
    ("الوردي احمد", ["أحمد الوردي"]),
    ("حلف شمال الأطلسي", ["الناتو"]),
    ("الناتو", ["الناتو"]),
    ("أطلسي", []),
    ("*", []),
    ('" OR rowid', []),
]


@pytest.mark.parametrize(("search", "names"), SEARCHES)
def test_a_search_finds_entities_by_the_words_of_any_spelling(db: Database, search: str, names: list[str]) -> None:
    put(db, "LOC بغداد", "PERSON أحمد الوردي", "ORG الناتو")
    put(db, "PERSON خالد الوردي", "PERSON أحمد الوردي")
    assert [each.name for each in entities(db, search=search)] == names


def test_a_search_finds_a_name_that_only_a_reviewer_wrote(db: Database) -> None:
    rename(db, put(db, "PERSON الوردي"), "الوردي", "أحمد سرحان")
    assert told(entities(db, search="سرحان")) == [("PERSON", "أحمد سرحان", 1, 1)]


def test_many_articles_are_counted_whole(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.entities._STRETCH", 2)
    for _ in range(5):
        put(db, "LOC بغداد", "LOC بغداد")
    assert told(entities(db)) == [("LOC", "بغداد", 10, 5)]


def test_the_order_is_by_mentions_and_then_the_same_every_time(db: Database) -> None:
    put(db, "LOC الموصل", "LOC بغداد", "LOC بغداد", "LOC أربيل")
    assert [each.name for each in entities(db)] == ["بغداد", "أربيل", "الموصل"]


def test_the_sample_has_its_entities(db: Database) -> None:
    sample.filled(db)
    assert ("LOC", "بغداد", 2, 1) in told(entities(db))


# -- offers


def test_names_of_the_key_and_of_the_surname_are_offered(db: Database) -> None:
    put(db, "PERSON أحمد الوردي", "PERSON خالد الوردي", "PERSON سالم النخيلي", "LOC الوردي")
    put(db, "PERSON أحمد الوردي")
    assert offers(db, "PERSON", "الوردي") == (Offer("أحمد الوردي", 0, 2), Offer("خالد الوردي", 0, 1))


def test_accepted_names_come_before_more_usual_ones(db: Database) -> None:
    put(db, "PERSON أحمد الوردي", "PERSON أحمد الوردي")
    accept(db, put(db, "PERSON خالد الوردي"), "خالد الوردي")
    assert [each.name for each in offers(db, "PERSON", "الوردي")] == ["خالد الوردي", "أحمد الوردي"]


OFFERED = [
    ("ORG", "الناتو", ["حلف شمال الأطلسي"]),
    ("ORG", "حلف الناتو", ["الناتو", "حلف شمال الأطلسي"]),
    ("ORG", "حركة النخيل", []),
    ("LOC", "الناتو", []),
    ("DATE", "أمس", []),
    ("PERSON", "…", []),
    ("PERSON", '" OR "', []),
]


@pytest.mark.parametrize(("kind", "name", "names"), OFFERED)
def test_what_is_offered_is_of_the_type_and_is_not_the_name_itself(
    db: Database, kind: str, name: str, names: list[str]
) -> None:
    put(db, "ORG حلف شمال الأطلسي", "ORG الناتو", "DATE أمس", "PERSON …")
    assert [each.name for each in offers(db, kind, name)] == names


def test_what_reviewers_rejected_is_not_offered(db: Database) -> None:
    n = put(db, "PERSON أحمد الوردي")
    decisions.reject(db, [of_article(db, n)[0].uid], by="lina")
    assert offers(db, "PERSON", "الوردي") == ()


def test_at_most_as_many_as_asked_for_are_offered(db: Database) -> None:
    put(db, *(f"PERSON {first} الوردي" for first in ("أحمد", "خالد", "سالم")))
    assert len(offers(db, "PERSON", "الوردي", most=2)) == 2


def test_the_newest_articles_are_looked_through(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert NEAR > 1
    monkeypatch.setattr("store.entities.NEAR", 1)
    put(db, "PERSON أحمد الوردي")
    put(db, "PERSON خالد الوردي")
    assert [each.name for each in offers(db, "PERSON", "الوردي")] == ["خالد الوردي"]


def test_an_offer_is_one_statement(db: Database) -> None:
    put(db, "PERSON أحمد الوردي")
    seen: list[str] = []
    db.connection.set_trace_callback(seen.append)
    offers(db, "PERSON", "الوردي")
    db.connection.set_trace_callback(None)
    assert len([sql for sql in seen if not sql.startswith("--")]) == 1
