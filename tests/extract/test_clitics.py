"""Readings of words with proclitics."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.clitics import Reading, bare, readings, verb_readings


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("وقاني", Reading(1, "قاني", "و")),
        ("ببغداد", Reading(1, "بغداد", "ب")),
        ("وببغداد", Reading(2, "بغداد", "وب")),
        ("للعراق", Reading(1, "العراق", "ل")),
        ("وللعراق", Reading(2, "العراق", "ول")),
        ("للبنان", Reading(1, "لبنان", "ل")),
        ("فالعراق", Reading(1, "العراق", "ف")),
        ("العراق", Reading(0, "العراق", "")),
    ],
)
def test_a_name_is_one_of_the_readings(word: str, reading: Reading) -> None:
    assert reading in readings(word)


@pytest.mark.parametrize(
    ("word", "form"), [("سيزور", "يزور"), ("وسيزور", "يزور"), ("فقال", "قال"), ("ليقول", "يقول"), ("وقال", "قال")]
)
def test_a_verb_is_one_of_the_readings(word: str, form: str) -> None:
    assert form in [reading.form for reading in verb_readings(word)]


def test_the_whole_word_is_the_first_reading() -> None:
    assert readings("لبنان")[0] == Reading(0, "لبنان", "")


@given(st.text(alphabet="وفبلكسابتقن", min_size=1, max_size=9))
def test_readings_skip_what_they_say(word: str) -> None:
    for reading in (*readings(word), *verb_readings(word)):
        assert 0 <= reading.skip < len(word)
        assert reading.form.removeprefix("ال").endswith(word[reading.skip + 1 :].removeprefix("ل")[-2:])
        assert len(reading.clitics) == reading.skip


@pytest.mark.parametrize(("word", "stem"), [("العراق", "عراق"), ("والعراق", "عراق"), ("عراق", "عراق"), ("الا", "الا")])
def test_the_article_comes_off(word: str, stem: str) -> None:
    assert bare(word) == stem
