"""What is known of words: packed and back, found by every reading, and nothing that asks for them fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.learned.evidence import evidence, forget
from extract.word_records import RECORD, SHARES, USAGE, Evidence, counted, is_key, pack, unpack
from tests.extract.learned.own_tables import PIECES, record, words

CLUSTER = st.integers(0, 65535)
LEVEL = st.integers(0, 255)


@given(
    st.tuples(CLUSTER, CLUSTER, CLUSTER, CLUSTER),
    st.tuples(*[LEVEL] * len(USAGE)),
    st.tuples(*[LEVEL] * len(SHARES)),
)
def test_a_record_comes_back_as_it_was_packed(
    clusters: tuple[int, int, int, int], usage: tuple[int, ...], shares: tuple[int, ...]
) -> None:
    """All of it, in as many bytes as a record always has."""
    one = Evidence(clusters, usage, shares)
    data = pack(one)
    assert len(data) == RECORD.size
    assert unpack(data) == one


FOUND = [
    # the word of the text, the word that was counted
    ("بغداد", "بغداد"),
    ("وبغداد", "بغداد"),
    ("ببغداد", "بغداد"),
    ("ولبغداد", "بغداد"),
    ("للعراق", "العراق"),
    ("وبالعراق", "العراق"),
    # A word counted with its article alone, and one without it alone.
    ("عراق", "العراق"),
    ("البصره", "بصره"),
]


@pytest.mark.parametrize(("asked", "held"), FOUND)
def test_a_word_is_found_without_its_proclitics_and_with_or_without_its_article(
    asked: str, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is known of the one is told for the other; `counted` tells of the word as it stands alone."""
    one = record(cluster=7, often=3)
    with words(monkeypatch, {held: one, "غيرها": record(cluster=1)}):
        assert evidence(asked) == one
        assert counted(asked) == (4 if asked == held else 0)


def test_a_word_as_it_stands_goes_before_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """وليد is not و and ليد."""
    with words(monkeypatch, {"وليد": record(cluster=1, often=5), "ليد": record(cluster=2, often=7)}):
        told = evidence("وليد")
        assert told is not None
        assert told.clusters[0] == 1
        assert (counted("وليد"), counted("ليد"), counted("يد")) == (6, 8, 0)


def test_a_word_never_counted_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is made up for it, nor for an empty one."""
    with words(monkeypatch, {"بغداد": record()}):
        assert [evidence(word) for word in ("زرنوقه", "", "غ", "ال", "بغدادي", "بغد")] == [None] * 6
        assert counted("زرنوقه") == 0


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("بغداد", True),
        ("", True),
        ("😀", True),
        ("\0", False),
        ("بغداد\0", False),
        ("\ud800", False),
        ("ا\udfffب", False),
    ],
)
def test_what_the_packed_tables_can_be_asked_for(text: str, is_one: bool) -> None:
    """NUL would end the key, half a character is in no UTF-8."""
    assert is_key(text) is is_one


def test_a_nul_does_not_end_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The word before the NUL is not answered for the whole, in any reading of it."""
    with words(monkeypatch, {"بغداد": record(cluster=7, often=2)}):
        for asked in ("بغداد\0", "بغداد\0بيروت", "وبغداد\0", "\0"):
            assert evidence(asked) is None
            assert counted(asked) == 0


@given(st.sampled_from(PIECES) | st.text(st.characters(), max_size=30))
def test_any_word_can_be_asked_for(word: str) -> None:
    """The shipped table answers, the same twice, with levels and clusters in their ranges."""
    told = evidence(word)
    assert evidence(word) == told
    assert 0 <= counted(word) <= 8
    if told is not None:
        assert len(told.clusters) == 4
        assert len(told.usage) == len(USAGE)
        assert len(told.shares) == len(SHARES)
        assert max(told.usage[:6]) <= 5
        assert told.usage[6] <= 8
        assert told.usage[7] <= 4
        assert told.usage[8] <= 7
        assert max(told.shares[:4]) <= 5
        assert told.shares[4] in (0, 1)


TOLD = [
    # word, what its highest share is of
    ("بغداد", "LOC"),
    ("بيروت", "LOC"),
    ("محمد", "PERSON"),
    ("احمد", "PERSON"),
]


@pytest.mark.parametrize(("word", "kind"), TOLD)
def test_the_shipped_table_knows_what_a_plain_name_mostly_is(word: str, kind: str) -> None:
    """Places by place, given names by person: of words that no reader would doubt."""
    told = evidence(word)
    assert told is not None
    assert max(range(4), key=lambda place: told.shares[place]) == SHARES.index(kind)


def test_forgetting_reads_the_shipped_table_again() -> None:
    """The program that writes the table asks for this; what is told after it is what was told before."""
    before = evidence("بغداد")
    forget()
    after = evidence("بغداد")
    assert after == before
    assert after is not before
