"""The tables: readable, folded, small, quick to load, and none of them in the way of another."""

from __future__ import annotations

import gc
import time
from importlib import resources

import pytest

from extract.gazetteer import known_names
from extract.normalise import normalise
from extract.ontology import ontology
from extract.tables import common_words, is_nationality, name_words, nationalities, rows, toml, word_set
from extract.trigger_table import _trigger_table, noun_forms, participle_forms, trigger_table, verb_forms

TABLES = (
    "calendar.toml",
    "common_words.txt",
    "counts.toml",
    "countries_cldr.tsv",
    "domains.toml",
    "first_names.tsv",
    "heads.toml",
    "known_names.tsv",
    "modality.toml",
    "names_learned.tsv",
    "noun_phrases.toml",
    "places_geonames.tsv",
    "places_learned.tsv",
    "triggers.toml",
    "weapons.toml",
)


def text_of(name: str) -> str:
    """Return a table file."""
    return resources.files("extract").joinpath("data", name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_names_its_source_on_top(name: str) -> None:
    head = "".join(line for line in text_of(name).split("\n")[:6] if line.startswith("#"))
    assert "Source" in head


def test_the_tables_are_small() -> None:
    assert sum(len(text_of(name).encode()) for name in TABLES) < 1_500_000


def test_the_tables_load_quickly() -> None:
    for cached in (common_words, name_words, known_names, _trigger_table, nationalities, toml):
        cached.cache_clear()
    # A process may have threads of other tests, and what they left behind to look through.
    gc.collect()
    gc.disable()
    try:
        started = time.thread_time()
        common_words()
        known_names()
        trigger_table()
        spent = time.thread_time() - started
    finally:
        gc.enable()
    assert spent < 1


@pytest.mark.parametrize(
    "name", ["names_learned.tsv", "places_geonames.tsv", "places_learned.tsv", "countries_cldr.tsv"]
)
def test_learned_tables_are_folded_and_without_repeats(name: str) -> None:
    first = [cells[0] for cells in rows(name)]
    assert all(normalise(word) == word for word in first)
    assert len(set(first)) == len(first)


def test_names_by_hand_have_a_type_of_the_ontology() -> None:
    for cells in rows("known_names.tsv"):
        assert cells[0] in ontology().entities
        assert all(normalise(spelling).strip() for spelling in cells[1].split("|"))
        assert len(cells) < 3 or cells[2] in ("", "weak", "shy", "national")


def test_triggers_have_types_subtypes_and_sureness_of_the_ontology() -> None:
    for row in toml("triggers.toml")["triggers"]:
        kind = ontology().events[row["type"]]
        assert row.get("subtype") in (kind.subtypes or (None,))
        assert 0 < row["sure"] < 1


def test_a_function_word_is_never_a_name_or_a_trigger() -> None:
    for word in ("في", "من", "الي", "ان", "الذي", "التي", "هذا", "بعد", "كان", "وقد"):
        assert (word,) not in {entry.words for entry in known_names().get(word, ())}
        assert word not in trigger_table().forms
        assert word in common_words() or len(word) < 3


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("الاميركي", True), ("عراقيه", True), ("العراقيين", True), ("سوريون", True), ("العراق", False), ("عربه", False)],
)
def test_nationalities_in_all_forms(word: str, is_one: bool) -> None:
    assert is_nationality(word) is is_one


def test_words_of_a_cell_are_folded_and_underscores_are_spaces() -> None:
    assert word_set("أمس أول_أمس") == {"امس", "اول امس"}


@pytest.mark.parametrize(
    ("perfect", "imperfect", "forms"),
    [
        ("قال", "يقول", ["قال", "قالت", "قالوا", "يقول", "تقول", "يقولون", "قالها", "يقولها"]),
        ("نفي", "ينفي", ["نفي", "نفت", "نفوا", "ينفي", "تنفي", "ينفون", "نفاه", "ينف"]),
        ("دعا", "يدعو", ["دعا", "دعت", "دعوا", "يدعو", "تدعو", "يدعون", "دعاهم", "تدع"]),
        ("اعتقل", "يعتقل", ["اعتقلت", "اعتقلوا", "اعتقلته", "يعتقلون", "يعتقلهم", "اعتقلوه"]),
    ],
)
def test_verb_forms(perfect: str, imperfect: str, forms: list[str]) -> None:
    assert set(forms) <= set(verb_forms(perfect, imperfect))


def test_an_alef_maqsura_opens_before_a_suffix() -> None:
    assert "يتبناه" in set(verb_forms("تبني", "يتبني", weak=True))


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("زياره", ["زياره", "الزياره", "زيارته", "زيارتها", "زيارتين"]),
        ("هجوم", ["هجوم", "الهجوم", "هجوما", "هجومه", "هجومين", "الهجومين"]),
        ("غارات", ["غارات", "الغارات", "غاراته"]),
    ],
)
def test_noun_forms(noun: str, forms: list[str]) -> None:
    made = set(noun_forms(noun))
    assert set(forms) <= made
    # An adjective of relation is another word: زلزالي.
    assert noun + "ي" not in made


def test_a_participle_with_the_article_is_a_person() -> None:
    assert "محتجزه" in set(participle_forms("محتجز"))
    assert "المحتجزين" not in set(participle_forms("محتجز"))
