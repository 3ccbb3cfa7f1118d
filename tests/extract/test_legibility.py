"""How much a text looks like Arabic: the order of costs is what the decoder lives on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.legibility import ALPHABET, STRANGE_PAIR, arabic_share, cost

SENTENCES = [
    "وصل الوفد إلى مدينة الموصل صباح الأحد",
    "قال المتحدث إن القوات انسحبت من الجسر القديم",
    "ارتفعت أسعار القمح في الأسواق المحلية",
    "لقي سبعة أشخاص مصرعهم في انهيار مبنى",
]


def test_the_alphabet_is_the_edge_and_the_36_letters() -> None:
    assert len(ALPHABET) == 37
    assert "".join(sorted(ALPHABET)) == ALPHABET


@pytest.mark.parametrize("sentence", SENTENCES)
def test_arabic_costs_less_than_any_wrong_reading_of_it(sentence: str) -> None:
    good = cost(sentence)
    assert 2 < good < 5
    for right, wrong in (("utf-8", "cp1256"), ("iso8859_6", "cp1256"), ("utf-8", "iso8859_6"), ("utf-8", "mac_arabic")):
        spoiled = sentence.encode(right).decode(wrong, "replace")
        assert cost(spoiled) > good + 1, (right, wrong)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_letters_backwards_cost_more(sentence: str) -> None:
    assert cost(sentence[::-1]) > cost(sentence) + 0.5


def test_marks_and_tatweel_and_latin_words_beside_do_not_count() -> None:
    assert cost("قـــال لـCNN") == cost("قال ل")
    assert cost("وَصَلَ الوَفْدُ") == cost("وصل الوفد")
    assert cost("\u200fوصل\u200e الوفد\u202c") == cost("وصل الوفد")


def test_a_foreign_letter_inside_a_word_is_dear() -> None:
    assert cost("وصèل") > cost("وصل") + 4
    assert cost("èصل") < STRANGE_PAIR


@pytest.mark.parametrize("text", ["", " ", "Beirut 2020", "été", "١٢٣", "،؛؟"])
def test_without_arabic_letters_there_is_nothing_to_judge(text: str) -> None:
    assert cost(text) == 0.0


@pytest.mark.parametrize(
    ("text", "share"),
    [("", 0.0), ("123 ،", 0.0), ("قال", 1.0), ("قال abc", 0.5), ("abc", 0.0), ("قالَ", 1.0)],
)
def test_share_of_arabic_letters(text: str, share: float) -> None:
    assert arabic_share(text) == share


@given(st.text())
def test_costs_are_bounded(text: str) -> None:
    assert 0 <= cost(text) <= STRANGE_PAIR + 15
    assert 0 <= arabic_share(text) <= 1
