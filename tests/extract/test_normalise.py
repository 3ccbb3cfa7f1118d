"""Every spelling of a name folds to one, and its clitics come off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.normalise import clitic_forms, normalise, words

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآٱؤئـًٌٍَُِّْٰ ٠١٢۳۴\u200c\u200fabÉ", max_size=40)


@pytest.mark.parametrize(
    ("spelling", "folded"),
    [
        ("قاآني", "قاني"),
        ("قآاني", "قاني"),
        ("قَاآنِي", "قاني"),
        ("قـــاآني", "قاني"),
        ("قاآنی", "قاني"),
        ("قا\u200fآني", "قاني"),
        ("قاا\u0653ني", "قاني"),
        ("أإآٱ", "ا"),
        ("مُصطفى", "مصطفي"),
        ("مسؤول", "مسوول"),
        ("شؤون وشئون", "شوون وشيون"),
        ("القاهرة", "القاهره"),
        ("کربلاء", "كربلاء"),
        ("١٢٣ ۴۵۶ 789", "123 456 789"),
        ("بي-52 BBC", "بي-52 bbc"),
        ("ﻋﺮﺍﻕ", "عراق"),
        ("ا\u0654", "ا"),
        ("ﹶ", ""),
        ("", ""),
    ],
)
def test_spellings_fold(spelling: str, folded: str) -> None:
    assert normalise(spelling) == folded


@given(st.text() | ARABIC)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(ARABIC)
def test_words_are_found_alike_in_folded_text(text: str) -> None:
    assert words(text) == words(normalise(text))
    assert all(word and not word.isspace() for word in words(text))


def test_words_are_parted_by_marks_of_punctuation_and_underscores() -> None:
    assert words("«القُدس»، #الحشد_الشعبي: ١٢ قتيلاً!") == ["القدس", "الحشد", "الشعبي", "12", "قتيلا"]


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("وقاآني", "قاآني"),
        ("لقاآني", "قاآني"),
        ("ولقاآني", "قاآني"),
        ("فبالعراق", "العراق"),
        ("للعراق", "العراق"),
        ("وللعراق", "عراق"),
        ("كالقاهرة", "القاهرة"),
        ("والأنبار", "الأنبار"),
        ("سيزور", "يزور"),
        ("وَبِبَغْدَادَ", "بغداد"),
    ],
)
def test_a_name_is_found_behind_its_clitics(spelling: str, name: str) -> None:
    assert normalise(name) in clitic_forms(normalise(spelling))


@pytest.mark.parametrize("word", ["", "و", "ال", "قم", "لا", "في"])
def test_short_words_stay_whole(word: str) -> None:
    assert clitic_forms(word) == ()


@given(ARABIC)
def test_clitic_forms_are_shorter_distinct_tails(text: str) -> None:
    for word in words(text):
        forms = clitic_forms(word)
        assert word not in forms
        assert len(set(forms)) == len(forms)
        for form in forms:
            # `لل` hides the alef of ال: one letter may come back.
            assert word.endswith((form, form.removeprefix("ال")))
            assert form
