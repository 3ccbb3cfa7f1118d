"""Words cut where their proclitics end: `و+بغداد`, or left whole."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.proclitics import proclitics, stem_start
from extract.tokens import is_attached


@pytest.mark.parametrize(
    "cut",
    [
        # a name with one, two, and with the article that ل hides
        "و+بغداد", "ف+بغداد", "ب+بغداد", "ك+الأسد", "ل+لعراق", "ل+لأمم", "ول+لأمم", "ل+أربيل", "ول+إيران", "ب+كركوك",
        # names and words that only look so
        "بغداد", "كابل", "لبنان", "باريس", "بيروت", "كركوك", "فرنسا", "فلسطين", "واشنطن", "سوريا", "ليبيا", "برلين",
        "وسام", "كمال", "بلال", "فادي", "سليم", "فيصل", "وليد",
        "والي", "والدته", "وزير", "وكالة", "واحد", "وفد", "ورد", "وصل", "كتائب", "كبير", "لجنة", "باب", "بحث", "سيارة",
        # triggers and plain words
        "و+قال", "و+أضاف", "ب+هجوم", "ل+لهجوم", "ل+مقتل", "س+يصل", "وس+يصل", "و+الوكالة", "و+الولايات",
        # nobody knows what is left, but its article shows
        "و+النخيل", "ب+الزيتونة",
        # marks and tatweel stay with their letter, another script begins a word
        "بِ+بَغْدَادَ", "وَ+قَالَ", "لـ+NATO", "و+2003",
        # no words
        "2003", "NATO", "x", "و", "ـ", "",
    ],
)  # fmt: skip
def test_a_word_is_cut_where_its_proclitics_end(cut: str) -> None:
    before, mark, _ = cut.partition("+")
    assert stem_start(cut.replace("+", "")) == (len(before) if mark else 0)


def test_a_word_that_nobody_knows_stays_whole() -> None:
    assert stem_start("بزغمشط") == 0
    assert stem_start("وزغمشط") == 0


@given(st.text("وفبلكسايرحدنالأِّـ", min_size=1, max_size=12))
def test_a_cut_never_parts_a_letter_from_its_marks_nor_takes_the_whole(word: str) -> None:
    start = stem_start(word)
    assert 0 <= start < len(word)
    assert start == 0 or not is_attached(word, start)


@given(st.text("وفبلكسايرحدن", min_size=1, max_size=12))
def test_only_the_letters_of_proclitics_are_taken_and_at_most_two(norm: str) -> None:
    count = proclitics(norm)
    assert count <= 2
    assert set(norm[:count]) <= set("وفبلكس")


def test_the_tables_wait_for_the_first_word() -> None:
    code = (
        "import extract.proclitics as p, extract.gazetteer as g, extract.tables as t\n"
        "assert not g.known_names.cache_info().currsize and not t.common_words.cache_info().currsize"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
