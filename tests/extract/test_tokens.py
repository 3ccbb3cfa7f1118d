"""Tokens keep their offsets, letters keep their marks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.normalise import normalise
from extract.tokens import edge, is_attached, tokenise

TEXT = st.text() | st.text(alphabet="وبلالقاآنيًَُِّـ\u200f\u200cـ ،.\n12٣abلـCNN“”", max_size=60)


@pytest.mark.parametrize(
    ("body", "pieces"),
    [
        ("وصل قاآني، أمس.", ["وصل", "قاآني", "،", "أمس", "."]),
        ("بي-52", ["بي", "-", "52"]),
        ("لـCNN", ["لـ", "CNN"]),
        ("عام٢٠٢٠م", ["عام", "٢٠٢٠", "م"]),
        ("وَصَلَ", ["وَصَلَ"]),
        ("ق\u200fم", ["ق\u200fم"]),
        ("#الحشد_الشعبي", ["#", "الحشد", "_", "الشعبي"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_text_is_cut_into_words_numbers_and_marks(body: str, pieces: list[str]) -> None:
    assert [body[token.start : token.end] for token in tokenise(body)] == pieces


@given(TEXT)
def test_tokens_are_in_order_within_a_line_and_fold_as_their_text(body: str) -> None:
    position = 0
    for token in tokenise(body):
        surface = body[token.start : token.end]
        assert position <= token.start < token.end <= len(body)
        assert "\n" not in surface
        assert token.line == body.count("\n", 0, token.start)
        half = surface[0] == "\0" or "\ud800" <= surface[0] <= "\udfff"
        assert token.norm == ("…" if half or len(surface) > 120 else normalise(surface))
        position = token.end


@given(TEXT)
def test_no_edge_parts_a_letter_from_its_marks(body: str) -> None:
    for token in tokenise(body):
        for letters in range(4):
            offset = edge(body, token, letters)
            if offset is not None and offset < len(body) and letters:
                assert not is_attached(body, offset)
                assert unicodedata.category(body[offset])[0] != "M"
        assert token.end == len(body) or unicodedata.category(body[token.end])[0] != "M"


@pytest.mark.parametrize(
    ("word", "letters", "rest"),
    [
        ("وقاآني", 1, "قاآني"),
        ("وَقَاآنِي", 1, "قَاآنِي"),
        ("ولِلعراق", 2, "لعراق"),
        ("بـبغداد", 1, "بغداد"),
        ("لـ\u200fبنان", 1, "بنان"),
    ],
)
def test_an_edge_stands_after_so_many_letters_and_their_marks(word: str, letters: int, rest: str) -> None:
    token = tokenise(word)[0]
    offset = edge(word, token, letters)
    assert offset is not None
    assert word[offset:] == rest


def test_a_ligature_has_no_edge_inside() -> None:
    word = "ﻻجئ"
    assert edge(word, tokenise(word)[0], 1) is None


def test_a_token_longer_than_any_word_is_a_mark() -> None:
    assert [token.kind for token in tokenise("ا" * 500)] == ["mark"]
