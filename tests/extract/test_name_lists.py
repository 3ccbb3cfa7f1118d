"""The lists of persons' names: readable, folded to one line a word, weighed, and no word of grammar among them."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from extract.normalise import normalise, words
from extract.tables import common_words, is_nationality, read_text, rows

WORD_LISTS = ("lists/given_names.tsv", "lists/family_names.tsv")
PERSONS = "lists/persons.tsv"
ALL = (*WORD_LISTS, PERSONS)
FUNCTION_WORDS = frozenset(
    normalise(
        "في من على إلى عن أن إن لا ما هو هي هم كان كانت كي لي مع لو أو إذا هل قد تم ثم أي لن لم بل يا كل كما هذا هذه ذلك التي "
        "الذي الذين منذ بعد قبل عند حتى غير بين تحت فوق لدى نحو ضد عبر حول حين بها له لها به فيه فيها منه منها عليه أيضا لكن وقد "
        "وفي قال قالت وقال أكد خلال أمام وزير رئيس الرئيس الوزير مدينة يوم عام"
    ).split()
)


@cache
def weights(name: str) -> dict[str, int]:
    """Return the folded words of a list with their weights."""
    return {normalise(word): int(weight) for word, weight in rows(name)}


@cache
def persons() -> tuple[tuple[str, ...], ...]:
    """Return the spellings of each person as they stand."""
    return tuple(tuple(cells[1].split("|")) for cells in rows(PERSONS))


@pytest.mark.parametrize("name", ALL)
def test_a_list_says_on_top_what_it_holds_and_where_it_is_from(name: str) -> None:
    head = [line for line in read_text(name).split("\n")[:6] if line.startswith("#")]
    assert len(head) >= 2
    assert "Source: written for this project" in " ".join(head)


@pytest.mark.parametrize("name", ALL)
def test_no_line_has_stray_spaces_or_latin_or_invisible_letters(name: str) -> None:
    for cells in rows(name):
        for cell in cells:
            assert cell == " ".join(cell.split())
            assert not any("\u200b" <= letter <= "\u200f" or letter == "ـ" for letter in cell)
        spelled = cells[1] if name == PERSONS else cells[0]
        assert not any(letter.isascii() and letter.isalnum() for letter in spelled)


@pytest.mark.parametrize("name", WORD_LISTS)
def test_a_line_is_one_word_and_a_weight(name: str) -> None:
    for cells in rows(name):
        assert len(cells) == 2
        assert words(cells[0]) == [normalise(cells[0])]
        assert len(normalise(cells[0])) >= 2
        assert cells[1] in tuple("123456789")


@pytest.mark.parametrize("name", WORD_LISTS)
def test_folded_words_stand_once(name: str) -> None:
    counted = Counter(normalise(cells[0]) for cells in rows(name))
    assert [word for word, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(("name", "least"), [(WORD_LISTS[0], 4000), (WORD_LISTS[1], 5000)])
def test_the_lists_are_as_long_as_they_have_to_be(name: str, least: int) -> None:
    assert len(weights(name)) >= least


@pytest.mark.parametrize("name", WORD_LISTS)
def test_no_word_of_grammar_or_office_is_a_name(name: str) -> None:
    assert FUNCTION_WORDS.isdisjoint(weights(name))


@pytest.mark.parametrize("name", WORD_LISTS)
def test_most_words_that_news_uses_plainly_weigh_little(name: str) -> None:
    # The first thousand words of the usual ones; a few presidents and footballers of the year stand among them.
    usual = [word for line in read_text("common_words.txt").split("\n")[2:102] for word in line.split()]
    heavy = [word for word in usual if weights(name).get(word, 0) > 5]
    assert len(heavy) <= 12, heavy


@pytest.mark.parametrize("name", WORD_LISTS)
def test_nationalities_are_never_sure_names(name: str) -> None:
    heavy = [word for word, weight in weights(name).items() if weight > 5 and is_nationality(word)]
    # Nationalities and peoples that are names of well-known persons too.
    assert set(heavy) <= {normalise("السويدي"), normalise("الحوثي"), normalise("كوبي")}


@pytest.mark.parametrize(
    ("name", "word", "least", "most"),
    [
        (WORD_LISTS[0], "محمد", 9, 9),
        (WORD_LISTS[0], "فاطمة", 8, 9),
        (WORD_LISTS[0], "فلاديمير", 9, 9),
        (WORD_LISTS[0], "سيرجي", 9, 9),
        (WORD_LISTS[0], "سيرغي", 9, 9),
        (WORD_LISTS[0], "شينزو", 9, 9),
        (WORD_LISTS[0], "كيم", 7, 9),
        (WORD_LISTS[0], "أمل", 1, 5),
        (WORD_LISTS[0], "نجاح", 1, 5),
        (WORD_LISTS[1], "العبادي", 9, 9),
        (WORD_LISTS[1], "قاآني", 9, 9),
        (WORD_LISTS[1], "أردوغان", 9, 9),
        (WORD_LISTS[1], "بارزاني", 9, 9),
        (WORD_LISTS[1], "نتنياهو", 9, 9),
        (WORD_LISTS[1], "المصري", 1, 5),
        (WORD_LISTS[1], "الأحمر", 1, 5),
    ],
)
def test_how_surely_a_word_is_a_name(name: str, word: str, least: int, most: int) -> None:
    assert least <= weights(name)[normalise(word)] <= most


def test_persons_are_rows_as_of_the_known_names() -> None:
    for cells in rows(PERSONS):
        assert cells[0] == "PERSON"
        assert len(cells) in (2, 3)
        assert cells[2:] in ([], ["weak"])


def test_there_are_two_thousand_persons() -> None:
    assert len(persons()) >= 2000


def test_every_spelling_of_a_person_is_a_name_of_letters() -> None:
    for spellings in persons():
        for spelling in spellings:
            assert len(normalise(spelling)) >= 2
            assert all(letter.isalpha() or letter in " -" for letter in normalise(spelling)), spelling
            assert normalise(spelling) not in FUNCTION_WORDS


def test_the_fullest_name_comes_first() -> None:
    for spellings in persons():
        assert max(len(spelling.split()) for spelling in spellings) <= len(spellings[0].split()) + 2


def test_no_folded_spelling_stands_twice() -> None:
    counted = Counter(normalise(spelling) for spellings in persons() for spelling in spellings)
    assert [spelling for spelling, times in counted.items() if times > 1] == []


def test_a_short_form_of_one_usual_word_is_weak() -> None:
    for cells in rows(PERSONS):
        last = normalise(cells[1].split("|")[-1])
        if " " not in last and last in common_words():
            listed = max(weights(WORD_LISTS[0]).get(last, 0), weights(WORD_LISTS[1]).get(last, 0))
            assert listed >= 7 or cells[2:] == ["weak"], cells[1]
