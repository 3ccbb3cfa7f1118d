"""What a model gets to read, and that its names stand at our offsets."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article
from extract.camel.tagging import spelled, tag
from extract.document import Document
from tests.extract.camel.fake import FakeModel


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("بغداد", "بغداد"),
        ("بَغْدَاد", "بغداد"),
        ("بغـــداد", "بغداد"),
        ("علي\u200f", "علي"),
        ("\u200f", ""),
        ("إيران", "إيران"),  # hamzas stay: the models know them
        ("ﺑﻐﺪﺍﺩ", "بغداد"),
        ("مدرسة", "مدرسة"),
        ("😀", "😀"),
        ("٢٥", "٢٥"),
        ("ا" * 101, ""),  # no word of a language; a megabyte of it must not be cut into pieces
    ],
)
def test_a_model_reads_plain_letters(written: str, read: str) -> None:
    assert spelled(written) == read


@given(st.text(max_size=20))
def test_what_a_model_reads_is_read_the_same_again(text: str) -> None:
    once = spelled(text)
    assert spelled(once) == once == unicodedata.normalize("NFKC", once)


def _tagged(body: str, told: dict[str, str]) -> list[tuple[str, str]]:
    document = Document(Article(body))
    return [
        (body[document.tokens[each.first].start : document.tokens[each.last].end], each.label)
        for each in tag(document, FakeModel(told))
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", []),
        ("\n\n \u200f \n", []),
        ("...", []),
        ("زار سليم الوادي بغداد", [("سليم الوادي", "PERS"), ("بغداد", "LOC")]),
        ("زار سَلِيم\u200f الـــوادي 😀 بغداد.", [("سَلِيم\u200f الـــوادي", "PERS"), ("بغداد", "LOC")]),
        ("\u200fبغداد\u200f: سليم", [("بغداد\u200f", "LOC"), ("سليم", "PERS")]),
        ("قال سليم.\nبغداد بعيدة", [("سليم", "PERS"), ("بغداد", "LOC")]),
        ("قال سليم. الوادي بعيد", [("سليم", "PERS"), ("الوادي", "PERS")]),  # no name crosses a sentence
    ],
)
def test_names_stand_at_our_offsets(body: str, expected: list[tuple[str, str]]) -> None:
    told = {"سليم": "B-PERS", "الوادي": "I-PERS", "بغداد": "B-LOC"}
    found = [(piece.strip("\u200f:"), label) for piece, label in _tagged(body, told)]
    assert found == [(piece.strip("\u200f:"), label) for piece, label in expected]


def test_a_long_article_keeps_its_places() -> None:
    line = "قال سليم الوادي إن الوفد وصل إلى بغداد أمس، وإن اللقاء كان طويلا."
    body = "\n".join([line] * 400) + " " + "و".join(["كلمة "] * 3000) + "بغداد"
    found = _tagged(body, {"سليم": "B-PERS", "الوادي": "I-PERS", "بغداد": "B-LOC"})
    assert found == [("سليم الوادي", "PERS"), ("بغداد", "LOC")] * 400 + [("بغداد", "LOC")]
