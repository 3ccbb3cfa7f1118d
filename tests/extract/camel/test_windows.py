"""Sentences into windows and batches: each word is answered once, in its place, whatever its pieces."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.camel.windows import OVERLAP, Window, batches, cut, label_words
from tests.extract.camel.fake import LABELS, FakeModel

_WORD = st.text(alphabet="ابتثجحخ", min_size=1, max_size=12) | st.sampled_from(["…", "……", "ب" * 300])


def _windows(words: list[str], limit: int = 254) -> list[Window]:
    return list(cut(FakeModel({}, limit=limit), 0, words))


def test_a_short_sentence_is_one_window_that_answers_for_all_its_words() -> None:
    (window,) = _windows(["وصل", "الوفد"])
    assert (window.words, window.first, window.last, window.length) == ((0, 1), 0, 1, 8)


def test_words_without_pieces_are_left_out_and_shift_nothing() -> None:
    words = ["وصل", "…", "سليم", "…", "إلى", "بغداد"]
    answers = label_words(FakeModel({"سليم": "B-PERS", "بغداد": "B-LOC"}), [words])[0]
    labels = [LABELS[row.index(max(row))] if row else None for row in answers]
    assert labels == ["O", None, "B-PERS", None, "O", "B-LOC"]


@pytest.mark.parametrize("sentences", [[], [[]], [["…"]], [[], ["…", "…"]]])
def test_nothing_to_read_asks_the_model_nothing(sentences: list[list[str]]) -> None:
    model = FakeModel({})
    assert label_words(model, sentences) == [[None] * len(words) for words in sentences]
    assert model.batches == []


@settings(max_examples=80, deadline=None)
@given(st.lists(_WORD, max_size=80), st.integers(8, 40))
def test_every_word_with_pieces_is_answered_by_one_window_within_the_limit(words: list[str], limit: int) -> None:
    windows = _windows(words, limit)
    answered = [number for window in windows for number in window.words[window.first : window.last + 1]]
    assert answered == [number for number, word in enumerate(words) if set(word) != {"…"}]
    assert all(0 < window.length <= limit for window in windows)


def test_a_cut_sentence_has_context_on_both_sides_of_each_cut() -> None:
    windows = _windows([f"كلمة{'ا' * (number % 3)}" for number in range(400)])
    assert len(windows) > 5
    for earlier, later in pairwise(windows):
        shared = set(earlier.words) & set(later.words)
        assert 4 < len(shared) <= OVERLAP
        assert earlier.last < len(earlier.words) - 1, "the last words before a cut are answered by the next window"
        assert later.first > 0, "the first words after a cut are answered by the window before"


def test_a_sentence_of_960_words_keeps_its_order() -> None:
    words = [f"م{'ن' * (number % 5)}" for number in range(960)]
    words[700] = "بغداد"
    (answers,) = label_words(FakeModel({"بغداد": "B-LOC"}), [words])
    assert len(answers) == 960
    assert [place for place, each in enumerate(answers) if each and each[0] > 0.5] == [700]


def test_batches_hold_every_window_once_the_longest_first_and_little_padding() -> None:
    lengths = [3, 250, 7, 120, 40, 41, 200, 5, 5, 5] * 8
    windows = [Window(number, (0,), ((1,) * length,), 0, 0) for number, length in enumerate(lengths)]
    found = list(batches(windows))
    assert sorted(each.sentence for batch in found for each in batch) == list(range(len(lengths)))
    flat = [each.length for batch in found for each in batch]
    assert flat == sorted(flat, reverse=True)
    padded = sum(batch[0].length * len(batch) for batch in found)
    assert padded <= sum(lengths) + 24 * len(found), "predict() would pad all of it to 256 pieces a sentence"
    assert len(found) < 16, "windows of one length share a batch"
    assert max(batch[0].length * len(batch) for batch in found) <= 2048


def test_the_order_of_sentences_changes_no_answer() -> None:
    sentences = [[f"س{'ا' * (number % 7)}", "بغداد"] * (1 + number % 90) for number in range(60)]
    model = FakeModel({"بغداد": "B-LOC"})
    straight = label_words(model, sentences)
    order = list(range(len(sentences)))
    random.Random(3).shuffle(order)
    shuffled = label_words(model, [sentences[number] for number in order])
    assert [shuffled[order.index(number)] for number in range(len(sentences))] == straight
