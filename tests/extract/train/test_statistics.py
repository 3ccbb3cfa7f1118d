"""Counts over raw text: nine levels a word, worked out by hand; clusters of vectors where the packages are there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.train import statistics
from extract.train.statistics import LEAST, _level, folded_lines, usage
from extract.word_records import RECORD, USAGE, Evidence, pack, unpack


def told(lines: Sequence[str], word: str) -> dict[str, int]:
    """Return the levels of a word by their names; empty for one that was seen too rarely."""
    levels = usage(line.split() for line in lines)
    return dict(zip(USAGE, levels[word], strict=True)) if word in levels else {}


RATES = [
    (0, 100, 0),
    (1, 1000, 1),
    (1, 98, 2),
    (1, 99, 1),
    (4, 98, 3),
    (12, 98, 4),
    (30, 98, 5),
    (98, 98, 5),
    (0, 0, 0),
]


@pytest.mark.parametrize(("part", "whole", "level"), RATES)
def test_a_rate_is_a_level(part: int, whole: int, level: int) -> None:
    """0 for never, then by hundredths: 1, 4, 12, 30; a few times in a few are less than they look."""
    assert _level(part, whole) == level


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_a_level_never_falls_with_the_part(part: int, more: int, rest: int) -> None:
    """Of one whole."""
    whole = part + more + rest
    assert 0 <= _level(part, whole) <= _level(part + more, whole) <= 5


BEFORE = [
    # what stands before زرنوق, the level that rises
    ("السيد", "title"),
    ("محمد", "name"),
    ("مدينه", "place"),
    ("في", "in"),
    ("شركه", "organisation"),
    ("قال", "speech"),
]


@pytest.mark.parametrize(("before", "name"), BEFORE)
def test_what_stands_before_a_word_is_counted(before: str, name: str) -> None:
    """Always gives 5, never 0; of all six only its own."""
    here = told([f"{before} زرنوق"] * 8 + ["كتاب"] * 8, "زرنوق")
    cues = {each: level for each, level in here.items() if each in USAGE[:6] and level}
    assert cues == {name: 5}


def test_a_line_begins_anew() -> None:
    """What ends one line does not stand before what begins the next."""
    assert told(["زرنوق في", "زرنوق في"] * 4, "زرنوق")["in"] == 0


FREQUENCY = [(4, 1), (15, 1), (16, 2), (64, 3), (256, 4), (1024, 5)]


@pytest.mark.parametrize(("count", "level"), FREQUENCY)
def test_how_often_is_a_logarithm_to_base_four(count: int, level: int) -> None:
    """To 7 at most."""
    assert told(["زرنوق"] * count, "زرنوق")["frequency"] == level


def test_a_word_seen_too_rarely_has_no_levels() -> None:
    """Nor has a single letter."""
    assert told(["زرنوق"] * (LEAST - 1), "زرنوق") == {}
    assert told(["ز"] * 100, "ز") == {}
    assert usage([]) == {}


ARTICLE = [
    # زرنوق, الزرنوق: how often each; the level of زرنوق, that of الزرنوق
    (8, 8, 4, 4),
    (64, 0, 0, None),
    (4, 63, 6, 2),
    (4, 400, 8, 0),
]


@pytest.mark.parametrize(("alone", "with_article", "level", "twin"), ARTICLE)
def test_how_a_word_goes_with_the_article(alone: int, with_article: int, level: int, twin: int | None) -> None:
    """4 is as often with as without; more is rather with it, for the form without."""
    lines = ["زرنوق"] * alone + ["الزرنوق"] * with_article
    assert told(lines, "زرنوق")["article"] == level
    assert told(lines, "الزرنوق").get("article") == twin


WRITTEN_ON = [(0, 0), (1, 1), (4, 2), (12, 3), (40, 4)]


@pytest.mark.parametrize(("count", "level"), WRITTEN_ON)
def test_how_often_a_preposition_is_written_onto_a_word(count: int, level: int) -> None:
    """ب and ل, against the word itself."""
    lines = ["زرنوق"] * 98 + ["بزرنوق"] * (count // 2) + ["لزرنوق"] * (count - count // 2)
    assert told(lines, "زرنوق")["proclitic"] == level


def test_a_word_with_a_conjunction_is_counted_without_it() -> None:
    """Longer words alone: وصل keeps its letter."""
    lines = ["وزرنوق في", "زرنوق في", "وصل"] * 4
    assert told(lines, "زرنوق")["frequency"] == 1
    assert told(lines, "وزرنوق") == {}
    assert told(lines, "وصل")["frequency"] == 1


@given(
    st.lists(
        st.lists(st.sampled_from(["في", "قال", "السيد", "زرنوق", "الزرنوق", "بزرنوق", "وزرنوق", "مدينه"]), max_size=12),
        max_size=40,
    )
)
def test_levels_fit_a_packed_record(lines: list[list[str]]) -> None:
    """Whatever was counted: nine, none beyond its range, the same packed and back."""
    for levels in usage(lines).values():
        assert len(levels) == len(USAGE)
        assert max(levels[:6]) <= 5
        assert min(levels) >= 0
        assert levels[6] <= 8
        assert levels[7] <= 4
        assert levels[8] <= 7
        one = Evidence((1, 2, 3, 4), levels, (0,) * 5)
        assert len(pack(one)) == RECORD.size
        assert unpack(pack(one)) == one


def test_raw_lines_are_folded() -> None:
    """Tokens, with marks as tokens of their own; an empty line is an empty list."""
    assert list(folded_lines(["قالَ أحمدُ: «نعم»\n", "\n", "NATO ٢٠١٨"])) == [
        ["قال", "احمد", ":", "«", "نعم", "»"],
        [],
        ["nato", "2018"],
    ]


def test_words_that_are_used_alike_cluster_alike_on_every_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors, then four sizes of clusters from 1; only the commonest words have them."""
    for name in ("gensim", "sklearn"):
        pytest.importorskip(name, reason="comes with the extra `train`")
    monkeypatch.setattr(statistics, "CLUSTERS", (2, 2, 3, 3))
    lines = tmp_path / "lines.txt"
    places, people = ("بغداد", "بيروت", "دمشق"), ("حازم", "رائد", "هدي")
    lines.write_text(
        "".join(f"وصل الوزير {who} الي مدينه {where} امس\n" for _ in range(20) for who in people for where in places),
        encoding="utf-8",
    )
    found = []
    for run in ("one", "two"):
        statistics.train_vectors(lines, tmp_path / run)
        found.append(statistics.clusters(tmp_path / run, 9))
    assert found[0] == found[1]
    assert len(found[0]) == 9
    for columns in found[0].values():
        assert len(columns) == 4
        assert all(1 <= cluster <= size for cluster, size in zip(columns, (2, 2, 3, 3), strict=True))
