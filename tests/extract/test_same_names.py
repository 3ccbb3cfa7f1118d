"""Which spellings are one thing, and the key of a name across articles."""

from __future__ import annotations

from pathlib import Path

import marisa_trie
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.normalise import words
from extract.same_names import name_key, rows_with, spelled, spellings_of
from extract.tables import rows as table_rows
from extract.train import same_names as train_same_names
from extract.train.same_names import Row, main, merged, rows

ONE_KEY = [
    ("ORG", "الناتو", "حلف شمال الأطلسي"),
    ("ORG", "البنتاجون", "وزارة الدفاع الأمريكية"),
    ("ORG", "داعش", "تنظيم الدولة الإسلامية"),
    ("LOC", "أمريكا", "الولايات المتحدة"),
    ("PERSON", "أحمد  الوردي", "احمد الوردى"),
    ("ORG", "الكونغرس", "الكونجرس"),
    ("ORG", "«النخيل»", "النخيل"),
    ("ORG", "الحشد_الشعبي", "الحشد الشعبي"),
    ("ORG", "الجيش الأمريكي", "الجيش الأميركي"),
]
TWO_KEYS = [
    ("PERSON", "أحمد الوردي", "خالد الوردي"),
    ("LOC", "طهران", "إيران"),
    ("ORG", "الجيش العراقي", "الجيش السوري"),
]


@pytest.mark.parametrize(("kind", "one", "other"), ONE_KEY)
def test_spellings_of_one_thing_have_one_key(kind: str, one: str, other: str) -> None:
    assert name_key(kind, one) == name_key(kind, other)


@pytest.mark.parametrize(("kind", "one", "other"), TWO_KEYS)
def test_two_things_have_two_keys(kind: str, one: str, other: str) -> None:
    assert name_key(kind, one) != name_key(kind, other)


def test_a_row_is_of_its_type() -> None:
    assert rows_with("ORG", "الناتو") == (("حلف شمال الاطلسي", False),)
    assert rows_with("LOC", "الناتو") == ()


def test_a_name_may_hold_what_ends_a_key_of_the_table() -> None:
    assert rows_with("ORG", "النا\0تو") == ()


@given(st.text(min_size=1).filter(str.strip), st.sampled_from(["PERSON", "ORG", "LOC"]))
def test_every_name_has_a_key_and_the_key_is_a_line_of_text(name: str, kind: str) -> None:
    key = name_key(kind, name)
    assert key
    assert key == " ".join(key.split())


@given(st.lists(st.sampled_from(["الأمريكية", "الأميركية", "غاز", "نخيل"])))
def test_spelling_again_changes_nothing(told: list[str]) -> None:
    once = spelled(words(" ".join(told)))
    assert spelled(once) == once


def row(text: str, *, weak: bool = False) -> Row:
    """Return a row of spellings parted by `|`; its last one weak."""
    spellings = text.split("|")
    return Row("ORG", {each: weak and each == spellings[-1] for each in spellings})


MERGED = [
    (["ا ب|ج", "ا ب|د"], ["ا ب|ج|د"]),
    (["ا ب|ج|د", "ه و|ج|د"], ["ا ب|ج|د|ه و"]),
    (["ا ب|ج", "ه و|ج"], ["ا ب|ج", "ه و|ج"]),
    (["ا ب|ج", "د|ه"], ["ا ب|ج", "د|ه"]),
]


@pytest.mark.parametrize(("told", "kept"), MERGED)
def test_rows_are_one_that_share_their_first_spelling_or_two(told: list[str], kept: list[str]) -> None:
    assert ["|".join(each.spellings) for each in merged(row(text) for text in told)] == kept


def test_packing_reads_rows_of_two_spellings(tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    table.write_text("# about\nORG\tالنخيل الأخضر|النخيل\tweak\nORG\tالسدرة\nكلمة\t9\n", encoding="utf-8")
    assert list(rows([table])) == [Row("ORG", {"النخيل الاخضر": False, "النخيل": True})]


def test_packing_writes_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lists").mkdir()
    for name in ("known_names.tsv", "same_names.tsv"):
        (tmp_path / name).write_text("ORG\tالنخيل الأخضر|النخيل\n", encoding="utf-8")
    target = tmp_path / "packed"
    assert main(["--data", str(tmp_path), "--target", str(target)]) == 0
    assert target.stat().st_size > 0
    assert "2 spellings" in capsys.readouterr().out


def test_no_row_of_the_table_says_a_spelling_twice_and_each_has_its_type() -> None:
    for cells in table_rows("same_names.tsv"):
        assert cells[0] in ("ORG", "LOC"), cells
        assert len(cells[1].split("|")) > 1, cells
        assert len(cells[1].split("|")) == len(set(cells[1].split("|"))), cells


def test_the_spellings_of_a_name_are_those_of_its_row() -> None:
    assert {"الناتو", "حلف شمال الاطلسي", "nato"} <= set(spellings_of("ORG", "الناتو"))
    assert spellings_of("ORG", "حركة النخيل") == ("حركه النخيل",)


@given(st.text(min_size=1))
def test_a_name_is_among_its_own_spellings(name: str) -> None:
    assert " ".join(words(name)) in spellings_of("ORG", name)


@given(st.text(min_size=1))
def test_a_key_is_of_the_names_own_words(name: str) -> None:
    assert name_key("DATE", name) == (" ".join(spelled(words(name))) or " ".join(name.casefold().split()))


def test_the_packed_spellings_are_those_that_are_written(tmp_path: Path) -> None:
    """A spelling added to a table is joined only once they are packed again: `python -m extract.train same_names`."""
    assert main(["--target", str(tmp_path / "same_names.marisa")]) == 0
    fresh, shipped = marisa_trie.BytesTrie(), marisa_trie.BytesTrie()
    fresh.load(str(tmp_path / "same_names.marisa"))
    shipped.load(str(Path(train_same_names.__file__).parent.parent / "data" / "same_names.marisa"))
    assert shipped.items() == fresh.items()
