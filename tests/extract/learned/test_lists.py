"""Listed names in texts: the longest of each kind, weak ones told as such, all kinds of a word, never across a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.learned.lists import KINDS, LONGEST, listed, pack, word_entries
from extract.train.lists import pack_lists
from tests.extract.learned.own_tables import TEXTS, document, listing

LISTS = {
    "places.tsv": "LOC\tبغداد\nLOC\tواحة النخيل الكبرى|واحة النخيل|النخيل\tweak\nLOC\tالعراق\nLOC\tجبل الورد\n"
    "LOC\tبرمان\nLOC\tرمان الوادي",
    "bodies.tsv": "ORG\tحركة الفجر\nORG\tحركة الفجر الصادق\nORG\tالنخيل\nORG\tا.ب.ج\nORG\tجبل الورد للتعدين",
    "sites.tsv": "FAC\tقصر النخيل\nFAC\tواحد اثنان ثلاثة أربعة خمسة ستة سبعة",
    "given_names.tsv": "بغداد\t2\nرائد\t9",
    "family_names.tsv": "رائد\t5",
}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put our lists in the place of the shipped ones."""
    for name, text in LISTS.items():
        (tmp_path / name).write_text(f"# a list\n{text}\n", encoding="utf-8")
    pack_lists(tmp_path, tmp_path / "lists.marisa")
    with listing(monkeypatch, tmp_path / "lists.marisa"):
        yield


def told(body: str) -> list[str]:
    """Return what the lists say of each token, several things with a plus."""
    return ["+".join(sorted(each)) or "-" for each in listed(document(body))]


TOLD = [
    # the text, what is told of its tokens
    ("وصل إلى بغداد", "- - B-LOC1"),
    ("وبغداد وببغداد ولبغداد", "B-LOC1 B-LOC1 B-LOC1"),
    ("للعراق وبالعراق", "B-LOC1 B-LOC1"),
    ("بغدادي في عراق", "- - -"),
    # The longest of a kind; what goes on with something else is the shorter one.
    ("حركة الفجر الصادق", "B-ORG3 I-ORG3 I-ORG3"),
    ("حركة الفجر أمس", "B-ORG2 I-ORG2 -"),
    ("حركة الصادق", "- -"),
    ("لحركة الفجر", "B-ORG2 I-ORG2"),
    # Of two readings the one that makes the longer name.
    ("وبرمان", "B-LOC1"),
    ("وبرمان الوادي", "B-LOC2 I-LOC2"),
    ("برمان الوادي", "B-LOC1 -"),
    # Each kind by itself: a place that begins an organisation's name.
    ("جبل الورد للتعدين", "B-LOC2+B-ORG3 I-LOC2+I-ORG3 I-ORG3"),
    ("جبل الورد", "B-LOC2 I-LOC2"),
    # One word of two kinds, weak as the one.
    ("النخيل", "B-LOCw+B-ORG1"),
    ("واحة النخيل", "B-LOC2 B-LOCw+B-ORG1+I-LOC2"),
    ("واحة النخيل الكبرى", "B-LOC3 B-LOCw+B-ORG1+I-LOC3 I-LOC3"),
    ("قصر النخيل", "B-FAC2 B-LOCw+B-ORG1+I-FAC2"),
    # Only a word begins a name; marks may stand inside one.
    ("ا.ب.ج", "B-ORG3 I-ORG3 I-ORG3 I-ORG3 I-ORG3"),
    ("2018 بغداد", "- B-LOC1"),
    # Of a name longer than any, its first six words.
    ("واحد اثنان ثلاثة أربعة خمسة ستة ثمانية", "B-FAC3 I-FAC3 I-FAC3 I-FAC3 I-FAC3 I-FAC3 -"),
    # A name never goes over a line's end, nor past a NUL.
    ("حركة\nالفجر", "- -"),
    ("حركة \0 الفجر", "- - -"),
    ("حركة \ud800 الفجر", "- - -"),
    ("حَرَكَة الفَجْر", "B-ORG2 I-ORG2"),
    ("", ""),
]


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(("body", "tokens"), TOLD)
def test_a_text_is_told_what_the_lists_say(body: str, tokens: str) -> None:
    """By token: B where a name begins, its kind, its length up to 3, `w` where the word is also a plain one."""
    assert told(body) == tokens.split()


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("word", "entries"),
    [
        ("بغداد", {("LOC", 9), ("given", 2)}),
        ("رايد", {("given", 9), ("family", 5)}),
        ("النخيل", {("LOC", 2), ("ORG", 9)}),
        ("وبغداد", set()),
        ("حركه", set()),
        ("", set()),
        ("بغداد\0", set()),
        ("\ud800", set()),
    ],
)
def test_a_word_has_all_its_kinds(word: str, entries: set[tuple[str, int]]) -> None:
    """As it stands, without any reading; each kind with its level."""
    assert set(word_entries(word)) == entries


def test_words_of_persons_names_are_not_told_as_names(own: None) -> None:
    """`given` and `family` are of the word, not of the text: رائد is listed and no name stands there."""
    assert told("رائد") == ["-"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_is_two_bytes(kind: str) -> None:
    """Its kind and its level."""
    assert [tuple(pack(kind, level)) for level in (1, 9)] == [(KINDS.index(kind), 1), (KINDS.index(kind), 9)]


def test_an_unknown_kind_can_not_be_packed() -> None:
    """A list of another kind would be read as some kind that there is."""
    with pytest.raises(ValueError, match="not in"):
        pack("TEAM", 9)


@given(TEXTS)
def test_any_text_is_told_something_of_each_token(body: str) -> None:
    """By the shipped lists: one tuple a token, an I only after a B or I of its name, no longer than names are."""
    one = document(body)
    found = listed(one)
    assert len(found) == len(one.tokens)
    for index, entries in enumerate(found):
        assert len(set(entries)) == len(entries)
        for entry in entries:
            assert entry[:2] in ("B-", "I-")
            assert entry[2:-1] in KINDS[:4]
            assert entry[-1] in "123w"
            if entry[0] == "I":
                before = {
                    other[2:] for each in found[max(0, index - LONGEST) : index] for other in each if other[0] == "B"
                }
                assert entry[2:] in before
                assert one.tokens[index].line == one.tokens[index - 1].line


@given(st.lists(st.sampled_from(["بغداد", "بيروت", "في", "،", "جامعة", "الدول", "العربية"]), max_size=20))
def test_what_is_told_hangs_on_no_order_of_asking(parts: list[str]) -> None:
    """The same text is told the same again, whatever the caches hold."""
    body = " ".join(parts)
    first = listed(document(body))
    listed(document(" ".join(reversed(parts))))
    assert listed(document(body)) == first
