"""What was kept goes out whole: offsets that quote the text, who said it and when, entities by name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from extract.article import Article
from store import articles, decisions, export
from store.database import Database
from store.items import of_article
from store.values import ArgumentValue, MentionValue
from tests.store import sample
from tests.store.sample import item, place


def exported(db: Database, **how: Any) -> list[dict[str, Any]]:
    """Return what a reader of the JSON Lines sees."""
    return [json.loads(json.dumps(each, ensure_ascii=False)) for each in export.articles(db, **how)]


def test_what_nobody_decided_stays_at_home(db: Database) -> None:
    n = sample.filled(db)
    assert exported(db) == []
    decisions.finish(db, n, by="a")
    [article] = exported(db)
    assert (article["mentions"], article["events"], article["entities"]) == ([], [], [])


def test_kept_items_quote_the_text(db: Database) -> None:
    n = sample.filled(db)
    decisions.accept(db, [item(db, n, "وصل", kind="event").uid, item(db, n, "سليم الوادي", 1).uid], by="هدى")
    decisions.edit(db, item(db, n, "بغداد", 1).uid, MentionValue(*place("إلى بغداد", 1), "LOC", "بغداد"), by="هدى")
    decisions.reject(db, [item(db, n, "date", kind="argument").uid], by="سامي")
    decisions.note(db, article=n, text="راجع", by="هدى")
    decisions.date(db, n, "2021-03-14", by="هدى")
    [article] = exported(db)
    assert article["id"] == articles.read(db, n).uid.hex()
    assert article["text"] == sample.BODY
    assert article["text_sha256"] == sha256(sample.BODY.encode()).hexdigest()
    assert article["published"] == "2021-03-14"
    assert article["sources"][0]["name"] == "a.txt"
    assert article["notes"][0]["text"] == "راجع"
    person, city = article["mentions"]
    assert (person["quote"], person["status"], person["reviewer"]) == ("سليم الوادي", "accepted", "هدى")
    assert (city["quote"], city["status"], city["name"]) == ("إلى بغداد", "edited", "بغداد")
    [event] = article["events"]
    assert (event["trigger"]["quote"], event["type"], event["subtype"]) == ("وصل", "VISIT_TRAVEL", None)
    actor, place_ = event["arguments"]
    assert (actor["role"], actor["mention"], actor["quote"]) == ("actor", person["id"], "سليم الوادي")
    # A filler's present edges.
    assert (place_["role"], place_["mention"], place_["quote"]) == ("location", city["id"], "إلى بغداد")
    for quoted in (person, city, event["trigger"], actor, place_):
        assert article["text"][quoted["start"] : quoted["end"]] == quoted["quote"]
    assert person["time"] == "2021-03-14T10:00:00Z"


def told_length(article: Article, spans: Sequence[tuple[int, int]]) -> list[dict[str, str | None]]:
    """Give for a date the day it was asked with and its words, so that a test sees what went in."""
    return [{"value": article.published, "precision": article.body[start:end]} for start, end in spans]


def test_dates_carry_what_the_given_function_makes_of_them_now(db: Database) -> None:
    n = sample.filled(db)
    decisions.accept(db, [item(db, n, "بغداد", 1).uid], by="a")
    decisions.add(db, n, MentionValue(*place("أمس"), "DATE", "أمس"), by="a")
    decisions.date(db, n, "2021-03-14", by="a")
    [article] = exported(db, date_fields=told_length)
    city, day = article["mentions"]
    assert (day["value"], day["precision"]) == ("2021-03-14", "أمس")
    assert not {"value", "precision"} & set(city)
    [without] = exported(db)
    assert all(not {"value", "precision"} & set(each) for each in without["mentions"])
    decisions.date(db, n, "2020-01-01", by="a")
    [later] = exported(db, date_fields=told_length)
    assert "2020-01-01" in [each.get("value") for each in later["mentions"]]


def test_rejected_ones_on_request(db: Database) -> None:
    n = sample.filled(db)
    decisions.reject(db, [item(db, n, "بغداد", 1).uid], by="a")
    decisions.accept(db, [item(db, n, "وصل", kind="event").uid], by="a")
    [without] = exported(db)
    assert without["mentions"] == []
    assert [each["role"] for each in without["events"][0]["arguments"]] == ["actor", "date"]
    [article] = exported(db, rejected=True)
    [mention] = article["mentions"]
    assert (mention["status"], mention["quote"]) == ("rejected", "بغداد")
    assert [each["status"] for each in article["events"][0]["arguments"]] == ["accepted", "rejected", "accepted"]
    assert article["entities"] == []


def test_open_ones_on_request_with_what_was_proposed(db: Database) -> None:
    n = sample.filled(db)
    articles.add(db, sample.reading("نص بلا شيء"))
    [article] = exported(db, open_items=True)
    assert {each["status"] for each in (*article["mentions"], *article["events"])} == {"open"}
    shown = [
        *article["mentions"],
        *article["events"],
        *(each for event in article["events"] for each in event["arguments"]),
    ]
    assert {each["id"] for each in shown} == {each.uid.hex() for each in of_article(db, n)}
    assert article["entities"] == [], "nothing is kept yet"
    [first, *_] = article["mentions"]
    assert decisions.decide(db, {"verb": "accept", "item": first["id"]}, by="a").items
    decisions.reject(db, [bytes.fromhex(article["mentions"][1]["id"])], by="a")
    [article] = exported(db, open_items=True)
    assert [each["status"] for each in article["mentions"]].count("rejected") == 0
    assert article["mentions"][0]["status"] == "accepted"
    assert [each["name"] for each in article["entities"]] == [first["name"]]
    assert len(exported(db)[0]["mentions"]) == 1


def test_a_filler_that_was_not_kept_is_no_dangling_id(db: Database) -> None:
    n = sample.filled(db)
    decisions.accept(db, [item(db, n, "وصل", kind="event").uid], by="a")
    [article] = exported(db)
    assert [each["mention"] for each in article["events"][0]["arguments"]] == [None, None, None]


def test_entities_are_the_mentions_that_share_a_name(db: Database) -> None:
    n = sample.filled(db)
    decisions.accept(db, [item(db, n, "بغداد", nth).uid for nth in (0, 1)], by="a")
    decisions.accept(db, [item(db, n, "الموصل").uid], by="a")
    [article] = exported(db)
    assert [(each["name"], each["types"], len(each["mentions"])) for each in article["entities"]] == [
        ("بغداد", ["LOC"], 2),
        ("الموصل", ["LOC"], 1),
    ]


def test_finished_only(db: Database) -> None:
    n = sample.filled(db)
    decisions.accept(db, [item(db, n, "بغداد").uid], by="a")
    assert exported(db, finished_only=True) == []
    decisions.finish(db, n, by="a")
    assert len(exported(db, finished_only=True)) == 1


def test_an_argument_goes_with_its_event(db: Database) -> None:
    n = sample.filled(db)
    event = item(db, n, "هجوما", kind="event")
    decisions.add(db, n, ArgumentValue(*place("أمس"), "date", None), by="a", event=event.uid)
    [article] = exported(db) or [{"events": []}]
    assert article["events"] == []


def test_many_articles_are_walked_in_order(db: Database) -> None:
    for added in list(articles.add_many(db, (sample.reading(f"نص {n}") for n in range(230)))):
        decisions.finish(db, added.n, by="a")
    titles = [each["text"] for each in exported(db)]
    assert titles == [f"نص {n}" for n in range(230)]
