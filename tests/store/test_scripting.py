"""A script's object makes the same decision as a key; anything wrong with it is one line."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import articles, decisions, items, queue
from store.database import Database
from store.errors import BadDecision, StoreError
from store.items import of_article
from store.values import ArgumentValue, EventValue, MentionValue
from tests.store import sample
from tests.store.sample import item, place


def test_every_verb_is_spoken(db: Database) -> None:
    n = sample.filled(db)
    article = articles.read(db, n).uid.hex()
    name, event = item(db, n, "بغداد"), item(db, n, "وصل", kind="event")

    def said(**record: object) -> str:
        return decisions.decide(db, json.loads(json.dumps(record)), by="script").op

    assert said(verb="accept", item=name.uid.hex()) == "accept"
    assert items.read(db, name.uid).reviewer == "script"
    assert said(verb="reject", items=[name.uid.hex(), event.uid.hex()], by="هدى") == "reject"
    assert items.read(db, event.uid).reviewer == "هدى"
    assert said(verb="undo", by="هدى") == "undo"
    assert said(verb="redo", by="هدى") == "redo"
    verdict = items.history(db, name.uid)[-1].decision.hex()
    assert said(verb="undo", decision=verdict) == "undo"
    assert said(verb="redo", decision=verdict) == "redo"
    assert said(verb="undo", decision=verdict) == "undo"
    assert said(verb="edit", item=name.uid.hex(), value={"type": "ORG"}) == "edit"
    assert items.read(db, name.uid).value == MentionValue(*place("بغداد"), "ORG", "بغداد")
    assert said(verb="note", item=name.uid.hex(), text="لماذا") == "note"
    assert said(verb="note", article=article, text="لماذا") == "note"
    assert said(verb="flag", item=name.uid.hex()) == "flag"
    assert said(verb="unflag", item=name.uid.hex()) == "unflag"
    assert said(verb="date", article=article, date="2021-03-14") == "date"
    assert said(verb="date", article=article[:12], date=None) == "date"
    assert said(verb="finish", article=article) == "finish"
    assert said(verb="adjudicate", item=name.uid.hex(), value=None) == "adjudicate"
    assert items.read(db, name.uid).status == "rejected"
    assert said(verb="adjudicate", item=name.uid.hex(), value={}) == "adjudicate"
    assert items.read(db, name.uid).status == "accepted"


def test_additions_of_each_kind(db: Database) -> None:
    n = sample.filled(db)
    article = articles.read(db, n).uid.hex()

    def added(value: dict[str, object], **more: object) -> items.Item:
        record = {"verb": "add", "article": article, "value": value, **more}
        return items.read(db, decisions.decide(db, record, by="a").items[0])

    start, end = place("أمين")
    # Without a name it is called what the text says.
    assert added({"start": start, "end": end, "type": "PERSON"}).value == MentionValue(start, end, "PERSON", "أمين")
    event = added({"start": 0, "end": 4, "type": "MEET", "subtype": None, "modality": "asserted"})
    assert event.value == EventValue(0, 4, "MEET", None, "asserted")
    filler = item(db, n, "بغداد")
    argument = added({"start": 0, "end": 1, "role": "actor", "mention": filler.uid.hex()}, event=event.uid.hex())
    assert (argument.event, argument.value) == (event.uid, ArgumentValue(*place("بغداد"), "actor", filler.uid))


def test_new_edges_of_an_argument_let_its_mention_go(db: Database) -> None:
    n = sample.filled(db)
    actor = item(db, n, "actor", kind="argument")
    start, end = place("أمين")
    record = {"verb": "edit", "item": actor.uid.hex(), "value": {"start": start, "end": end}}
    decisions.decide(db, record, by="a")
    assert items.read(db, actor.uid).value == ArgumentValue(start, end, "actor", None)
    decisions.decide(db, {"verb": "edit", "item": actor.uid.hex(), "value": {"role": "target"}}, by="a")
    assert items.read(db, actor.uid).value == ArgumentValue(start, end, "target", None)


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"verb": None},
        {"verb": ["accept"]},
        {"verb": "like"},
        {"verb": "x" * 10_000},
        {"verb": "accept"},
        {"verb": "accept", "item": 3},
        {"verb": "accept", "item": "zz"},
        {"verb": "accept", "item": "00" * 16},
        {"verb": "accept", "items": []},
        {"verb": "accept", "items": "00" * 16},
        {"verb": "accept", "items": ["00" * 16, 3]},
        {"verb": "accept", "item": "ITEM", "items": ["ITEM"]},
        {"verb": "accept", "item": "ITEM", "by": ""},
        {"verb": "accept", "item": "ITEM", "by": 7},
        {"verb": "accept", "item": "ITEM", "value": {}},
        {"verb": "accept", "item": "ITEM", "colour": 1},
        {"verb": "accept", "item": "ITEM", "\n": 1},
        {"verb": "edit", "item": "ITEM"},
        {"verb": "edit", "item": "ITEM", "value": []},
        {"verb": "edit", "item": "ITEM", "value": {"type": "CITY"}},
        {"verb": "edit", "item": "ITEM", "value": {"start": "0"}},
        {"verb": "edit", "item": "ITEM", "value": {"start": 1e999}},
        {"verb": "edit", "item": "ITEM", "value": {"end": 2**80}},
        {"verb": "edit", "item": "ITEM", "value": {"role": "actor"}},
        {"verb": "add", "value": {"start": 0, "end": 1, "type": "ORG"}},
        {"verb": "add", "article": "ffff", "value": {"start": 0, "end": 1, "type": "ORG"}},
        {"verb": "add", "article": "ARTICLE", "value": {"start": 0, "end": 10**9, "type": "ORG"}},
        {"verb": "add", "article": "ARTICLE", "value": {"start": -3, "end": 2, "type": "ORG"}},
        {"verb": "add", "article": "ARTICLE", "value": {"type": "ORG"}},
        {"verb": "add", "article": "ARTICLE", "value": {"start": 0, "end": 1, "role": "actor"}},
        {"verb": "add", "article": "ARTICLE", "value": {"start": 0, "end": 1, "role": "actor"}, "event": 3},
        {"verb": "adjudicate", "item": "ITEM"},
        {"verb": "undo"},
        {"verb": "redo"},
        {"verb": "undo", "decision": "00" * 16},
        {"verb": "undo", "decision": None},
        {"verb": "note", "item": "ITEM"},
        {"verb": "note", "text": "x"},
        {"verb": "note", "item": "ITEM", "article": "ARTICLE", "text": "x"},
        {"verb": "note", "item": "ITEM", "text": 3},
        {"verb": "flag"},
        {"verb": "finish"},
        {"verb": "finish", "article": 1},
        {"verb": "date", "article": "ARTICLE"},
        {"verb": "date", "article": "ARTICLE", "date": "soon"},
        {"verb": "date", "article": "ARTICLE", "date": 20210314},
    ],
)
def test_a_wrong_object_is_one_line_and_changes_nothing(db: Database, record: dict[str, object]) -> None:
    n = sample.filled(db)
    names = {"ITEM": item(db, n, "بغداد").uid.hex(), "ARTICLE": articles.read(db, n).uid.hex()}
    text = json.dumps(record)
    for name, hexadecimal in names.items():
        text = text.replace(f'"{name}"', f'"{hexadecimal}"')
    before = of_article(db, n), queue.row(db, n)
    with pytest.raises(StoreError) as caught:
        decisions.decide(db, json.loads(text), by="a")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400
    assert (of_article(db, n), queue.row(db, n)) == before
    assert db.query("SELECT count(*) FROM decision") == [(0,)]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
fields = st.sampled_from(("item", "items", "by", "value", "article", "text", "date", "decision", "event"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        ("accept", "edit", "reject", "add", "adjudicate", "undo", "redo", "note", "flag", "unflag", "finish", "date")
    ),
    st.dictionaries(fields, json_values | st.sampled_from(("ITEM", "ARTICLE")), max_size=4),
)
def test_any_object_is_a_decision_or_one_line(db: Database, verb: str, record: dict[str, object]) -> None:
    if not db.query("SELECT 1 FROM article"):
        sample.filled(db)
    names: dict[object, str] = {"ITEM": of_article(db, 1)[0].uid.hex(), "ARTICLE": articles.read(db, 1).uid.hex()}
    for key, value in record.items():
        if isinstance(value, str):
            record[key] = names.get(value, value)
    try:
        changes = decisions.decide(db, {"verb": verb, **record}, by="a")
    except StoreError as error:
        assert "\n" not in str(error)  # noqa: PT017 - whether it raises is for the values to say
    else:
        assert changes.decision


def test_what_is_no_object_is_refused(db: Database) -> None:
    wrongs: list[object] = [[], "accept", None, 3]
    for wrong in wrongs:
        with pytest.raises(StoreError, match="JSON object"):
            decisions.decide(db, wrong)  # type: ignore[arg-type]  # what a script's line may hold


def test_an_object_without_a_verb_is_told_which_there_are(db: Database) -> None:
    with pytest.raises(BadDecision, match=r"needs a 'verb': one of accept, reject, edit, .*date"):
        decisions.decide(db, {}, by="a")
