"""Words that news uses often stay; the others give way; whoever asks can't tell but by the time it takes."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article
from extract.builtin import Builtin
from extract.items import Lexicon
from extract.remembered import OFTEN, ROOM, Remembered, remembered
from extract.tables import trie
from extract.word_records import FILE, counted

USUAL, RARE = "الرييس", "زرنوقه"


class Asked:
    """A function of a word that tells what it was asked."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def __call__(self, word: str) -> str:
        """Return the word backwards."""
        self.words.append(word)
        return word[::-1]


def reversing() -> tuple[Asked, Remembered[str]]:
    asked = Asked()
    asked.__name__ = asked.__qualname__ = "reversed_word"  # type: ignore[attr-defined]
    return asked, remembered(asked)


def test_the_words_of_these_tests_are_what_they_are_taken_for() -> None:
    assert counted(USUAL) >= OFTEN > counted(RARE)


@pytest.mark.parametrize("word", [USUAL, RARE])
def test_a_word_is_asked_once(word: str) -> None:
    asked, answer = reversing()
    assert [answer(word), answer(word), answer[word]] == [word[::-1]] * 3
    assert asked.words == [word]


def test_a_usual_word_stays_however_many_others_come() -> None:
    asked, answer = reversing()
    answer(USUAL)
    for number in range(3 * ROOM):
        answer(f"زرنوقه{number}")
    answer(USUAL)
    assert asked.words.count(USUAL) == 1


def test_a_rare_word_gives_way_to_those_that_came_after_it() -> None:
    asked, answer = reversing()
    answer(RARE)
    for number in range(ROOM):
        answer(f"زرنوقه{number}")
    assert answer(RARE) == RARE[::-1]
    assert asked.words.count(RARE) == 2


def test_what_came_last_is_still_at_hand() -> None:
    asked, answer = reversing()
    for number in range(5 * ROOM):
        answer(f"زرنوقه{number}")
        assert len(answer) <= ROOM
    for number in range(4 * ROOM, 5 * ROOM):
        answer(f"زرنوقه{number}")
    assert len(asked.words) == 5 * ROOM


def test_nothing_is_kept_after_all_is_forgotten() -> None:
    asked, answer = reversing()
    for _ in range(2):
        answer(USUAL)
        answer(RARE)
        answer.cache_clear()
    assert asked.words == [USUAL, RARE] * 2


def test_an_error_is_no_answer() -> None:
    calls: list[str] = []

    @remembered
    def broken(word: str) -> str:
        """Break."""
        calls.append(word)
        raise ZeroDivisionError

    for word in (USUAL, RARE):
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                broken(word)
    assert calls == [USUAL, USUAL, RARE, RARE]
    assert broken.__doc__ == "Break."
    assert "broken" in repr(broken)


@given(st.lists(st.one_of(st.sampled_from((USUAL, RARE, "", "في", "\0", "\ud800")), st.text(max_size=3)), max_size=40))
def test_the_answer_is_that_of_the_function(words: list[str]) -> None:
    _, answer = reversing()
    assert [answer(word) for word in words] == [word[::-1] for word in words]


def test_of_the_words_of_news_some_thousands_are_kept_for_good() -> None:
    """All of them together are what memory is counted with."""
    usual = sum(counted(word) >= OFTEN for word in trie(FILE))
    assert 3000 < usual < 6000


def test_the_engine_keeps_no_more_rare_words_than_there_is_room_for() -> None:
    Builtin().propose(Article(f"وصل {RARE} إلى بغداد، وقال الرئيس إن الوفد عاد"), Lexicon())
    ours = [one for one in gc.get_objects() if isinstance(one, Remembered)]
    assert len(ours) > 20
    assert all(sum(counted(word) < OFTEN for word in one) <= ROOM for one in ours)
    assert sum(map(len, ours)) > 50
