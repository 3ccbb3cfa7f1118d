"""The prediction's shape, and which id an article gets."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article
from extract.items import Argument, Event, Extraction, Mention
from extract.predictions import date_fields, prediction, prediction_ids
from tests.extract.marked import proposed

BODY = "وصل قاآني بغداد"
EXTRACTION = Extraction(
    "builtin",
    "1",
    (Mention(4, 9, "PERSON", "قاآني", 0.98765, "gazetteer"), Mention(10, 15, "LOC", "بغداد", 0.9, "gazetteer")),
    (
        Event(
            0,
            3,
            "VISIT_TRAVEL",
            None,
            "asserted",
            (Argument("actor", 4, 9, (4, 9), 0.8, "subject"), Argument("location", 10, 15, (10, 15), 0.7, "place")),
            0.75,
            "trigger",
        ),
    ),
)


def test_a_prediction_has_the_shape_of_a_gold_file() -> None:
    assert prediction("01", Article(BODY), EXTRACTION) == {
        "id": "01",
        "text_sha256": sha256(BODY.encode()).hexdigest(),
        "entities": [
            {
                "id": "e1",
                "start": 4,
                "end": 9,
                "text": "قاآني",
                "type": "PERSON",
                "canonical": "قاآني",
                "confidence": 0.988,
            },
            {
                "id": "e2",
                "start": 10,
                "end": 15,
                "text": "بغداد",
                "type": "LOC",
                "canonical": "بغداد",
                "confidence": 0.9,
            },
        ],
        "events": [
            {
                "id": "v1",
                "type": "VISIT_TRAVEL",
                "subtype": None,
                "trigger": {"start": 0, "end": 3, "text": "وصل"},
                "args": [
                    {"role": "actor", "start": 4, "end": 9, "text": "قاآني", "confidence": 0.8},
                    {"role": "location", "start": 10, "end": 15, "text": "بغداد", "confidence": 0.7},
                ],
                "modality": "asserted",
                "confidence": 0.75,
            }
        ],
    }


@given(st.text())
def test_any_prediction_can_be_written_as_json(body: str) -> None:
    made = prediction("x", Article(body), proposed(body))
    assert json.loads(json.dumps(made)) == made


DATED = "وصل أمس إلى بغداد ثم عاد في 31 شباط أو في مارس 2019"


def spans_of(*words: str) -> list[tuple[int, int]]:
    return [(DATED.index(word), DATED.index(word) + len(word)) for word in words]


@pytest.mark.parametrize(
    ("published", "values"),
    [
        ("2020-11-25", [("2020-11-24", "day"), (None, None), ("2019-03", "month")]),
        ("", [("P-1D", "day"), (None, None), ("2019-03", "month")]),
    ],
)
def test_dates_carry_their_value_and_precision_and_nothing_else_does(
    published: str, values: list[tuple[str | None, str | None]]
) -> None:
    article = Article(DATED, published=published)
    dates = spans_of("أمس", "31 شباط", "مارس 2019")
    place = spans_of("بغداد")[0]
    mentions = [Mention(*span, "DATE", "x", 0.9, "date") for span in dates]
    made = prediction(
        "x", article, Extraction("e", "1", (mentions[0], Mention(*place, "LOC", "x", 1, "r"), *mentions[1:]), ())
    )
    entities = made["entities"]
    assert isinstance(entities, list)
    found = [entity for entity in entities if isinstance(entity, dict)]
    assert [(each["value"], each["precision"]) for each in found if each["type"] == "DATE"] == values
    [city] = [each for each in found if each["type"] == "LOC"]
    assert not {"value", "precision"} & set(city)
    assert [(each["value"], each["precision"]) for each in date_fields(article, dates)] == values


@pytest.mark.parametrize(
    ("sources", "ids"),
    [
        ([("", "01.txt")], ["01"]),
        ([("", "news/01.txt"), ("", "news/02.txt")], ["01", "02"]),
        ([("a", "x.jsonl"), ("b", "x.jsonl")], ["a", "b"]),
        ([("", "a/01.txt"), ("", "b/01.txt"), ("", "02.txt")], ["a/01.txt", "b/01.txt", "02"]),
        ([("7", "a.jsonl"), ("7", "b.jsonl")], ["a.jsonl#7", "b.jsonl#7"]),
        ([("", "x.jsonl"), ("", "x.jsonl")], ["x.jsonl", "x.jsonl#2"]),
        ([("", "-")], ["-"]),
        ([("", "report.ar.html")], ["report.ar"]),
        ([], []),
    ],
)
def test_an_id_is_the_records_else_the_files_else_the_path(sources: list[tuple[str, str]], ids: list[str]) -> None:
    assert prediction_ids(sources) == ids


@given(st.lists(st.tuples(st.sampled_from(["", "1", "a"]), st.sampled_from(["a.txt", "b/a.txt", "1.txt", "-"]))))
def test_ids_never_repeat(sources: list[tuple[str, str]]) -> None:
    ids = prediction_ids(sources)
    assert len(set(ids)) == len(sources)
