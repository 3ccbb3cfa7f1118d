"""The lists of names: every line can be read, and no list says against another what a name is."""

from __future__ import annotations

from collections import defaultdict
from importlib import resources

import pytest

from extract.normalise import normalise
from extract.tables import rows, word_set

LISTS = (
    ("places_region.tsv", "LOC", 3500),
    ("places_world.tsv", "LOC", 1000),
    ("organisations.tsv", "ORG", 2000),
    ("media.tsv", "ORG", 400),
    ("sport.tsv", "ORG", 600),
    ("facilities.tsv", "FAC", 700),
)
NAMES = tuple(name for name, _, _ in LISTS)
BARE_HEADS = word_set(
    "مدينة محافظة منطقة بلدة ولاية إقليم جبهة دولة قضاء ناحية قرية حي صحيفة وكالة قناة موقع شركة تنظيم جماعة منظمة "
    "ميليشيا مليشيا قوات حزب حركة تيار تحالف فيلق لواء كتائب جهاز وزارة مجلس محكمة جامعة نادي اتحاد مطار قاعدة سفارة قصر "
    "سجن مستشفى جسر حقل ميناء معبر مخيم معسكر ملعب استاد مسجد سد مصفاة الجيش الحكومة الوزارة الوكالة التنظيم الحزب الجماعة "
    "الحركة القوات الشرطة الأمن السلطات المجلس البرلمان القضاء اللجنة المنظمة الصحيفة المفوضية الشركة"
)


def cells(name: str) -> list[list[str]]:
    """Return the rows of one list."""
    return list(rows(f"lists/{name}"))


def folded(spelling: str) -> str:
    """Return a spelling as the engine compares it."""
    return " ".join(normalise(spelling).split())


def types_of_spellings(*names: str) -> dict[str, set[str]]:
    """Return which types each folded spelling has in these lists."""
    types: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for row in cells(name):
            for spelling in row[1].split("|"):
                types[folded(spelling)].add(row[0])
    return types


PERSONS = {"given_names.tsv", "family_names.tsv", "persons.tsv"}


def test_every_file_of_the_folder_is_a_list_that_is_checked_here() -> None:
    """No list lies beside the others unread by these tests; those of persons are read by test_name_lists."""
    folder = resources.files("extract").joinpath("data", "lists")
    assert {entry.name for entry in folder.iterdir() if entry.name.endswith(".tsv")} == set(NAMES) | PERSONS


@pytest.mark.parametrize(("name", "type_", "least"), LISTS)
def test_a_list_parses_and_holds_one_type(name: str, type_: str, least: int) -> None:
    """Two cells, or three with the flag; the type that the file is for; as many rows as it was made with, or more."""
    table = cells(name)
    assert len(table) >= least
    assert [row for row in table if len(row) not in (2, 3)] == []
    assert {row[0] for row in table} == {type_}
    assert {row[2] for row in table if len(row) == 3} <= {"weak"}


@pytest.mark.parametrize("name", NAMES)
def test_the_head_comment_tells_the_source(name: str) -> None:
    """A reader of the file learns what it holds and that it was written for the project."""
    text = resources.files("extract").joinpath("data", "lists", name).read_text(encoding="utf-8")
    head = "".join(line for line in text.split("\n")[:4] if line.startswith("#"))
    assert "written for this project" in head


@pytest.mark.parametrize("name", NAMES)
def test_spellings_are_clean(name: str) -> None:
    """No blank at an edge or twice in a row, no mark left over from writing, two letters or more after folding."""
    for row in cells(name):
        for spelling in row[1].split("|"):
            assert spelling == " ".join(spelling.split()), row
            assert not set(spelling) & set('*،؛#"“”'), row
            assert sum(letter.isalnum() for letter in folded(spelling)) >= 2, row


@pytest.mark.parametrize("name", NAMES)
def test_no_spelling_is_a_bare_head(name: str) -> None:
    """The guideline's class nouns never count as names alone."""
    found = {folded(spelling) for row in cells(name) for spelling in row[1].split("|")} & BARE_HEADS
    assert found == set()


def test_no_spelling_stands_twice() -> None:
    """One spelling has one row over all lists, so that one name never has two canonical forms."""
    seen: dict[str, str] = {}
    twice: list[tuple[str, str, str]] = []
    for name in NAMES:
        for row in cells(name):
            for spelling in row[1].split("|"):
                key = folded(spelling)
                if key in seen:
                    twice.append((spelling, seen[key], row[1]))
                seen[key] = row[1]
    assert twice == []


def test_no_spelling_has_another_type_in_the_names_by_hand() -> None:
    """The names by hand were weighed one by one: a list never says that one of them is of another kind."""
    by_hand: dict[str, set[str]] = defaultdict(set)
    for row in rows("known_names.tsv"):
        for spelling in row[1].split("|"):
            by_hand[folded(spelling)].add(row[0])
    against = {
        spelling: (types, by_hand[spelling])
        for spelling, types in types_of_spellings(*NAMES).items()
        if spelling in by_hand and not types <= by_hand[spelling]
    }
    assert against == {}


@pytest.mark.parametrize("plain", ["الباب", "القائم", "النهضة", "الثورة", "الوفد", "سور", "ديل"])
def test_a_plain_word_is_weak(plain: str) -> None:
    """A name that is also a plain word carries the flag, on the last spelling of its row."""
    word = folded(plain)
    flags = [
        (row[-1] if len(row) == 3 else "", folded(row[1].split("|")[-1]) == word)
        for name in NAMES
        for row in cells(name)
        if word in {folded(spelling) for spelling in row[1].split("|")}
    ]
    assert flags == [("weak", True)]


@pytest.mark.parametrize("strong", ["بغداد", "دمشق", "أسود الرافدين", "فرانس برس", "حزب الله", "مطار بغداد الدولي"])
def test_a_name_that_means_one_thing_is_not_weak(strong: str) -> None:
    """A well known name stands without a flag of its own."""
    word = folded(strong)
    rows_with = [row for name in NAMES for row in cells(name) if word in map(folded, row[1].split("|"))]
    assert len(rows_with) == 1
    assert len(rows_with[0]) == 2 or folded(rows_with[0][1].split("|")[-1]) != word
