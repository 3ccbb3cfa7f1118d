"""Where sentences end."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sentences import number_sentences
from extract.tokens import tokenise


def cut(body: str) -> list[str]:
    """Return a text's sentences."""
    tokens = tokenise(body)
    count = number_sentences(tokens)
    sentences = []
    for number in range(count):
        inside = [token for token in tokens if token.sentence == number]
        sentences.append(body[inside[0].start : inside[-1].end])
    return sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["وصل الوفد.", "وعاد مساء."],
        ["هل عاد الوفد؟", "لا!"],
        ["ارتفع السعر 3.5 بالمئة.", "ثم هبط."],
        ["قال: “لن نعود.”", "وغادر."],
        ["هيت.. حريق سوق"],
        ["ذكرت ا.ف.ب. في تقرير"],
        ["في القرية.، بالعودة"],
        ["عنوان بلا نقطة", "سطر ثان"],
        ["نقاط… ثم كلام"],
    ],
)
def test_sentences_end_where_a_reader_sees_them_end(sentences: list[str]) -> None:
    two_lines = sentences[0].startswith("عنوان")
    body = ("\n" if two_lines else " ").join(sentences)
    assert cut(body) == sentences


@given(st.text(alphabet="اب .!؟\n“”،1a…", max_size=60))
def test_numbers_rise_by_one_and_lines_part_sentences(body: str) -> None:
    tokens = tokenise(body)
    count = number_sentences(tokens)
    assert sorted({token.sentence for token in tokens}) == list(range(count))
    for before, after in itertools.pairwise(tokens):
        assert after.sentence - before.sentence in (0, 1)
        if before.line != after.line:
            assert after.sentence == before.sentence + 1
