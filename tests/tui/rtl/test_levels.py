"""Levels and order against Unicode's own two test files, all lines, and against another implementation."""

from __future__ import annotations

import lzma
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from bidi import get_display
from bidi.mirror import MIRRORED
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.rtl.second_opinion import other_side
from tests.tui.rtl.texts import ARABIC, DIGITS, HARMFUL, ISOLATES, LATIN, PUNCTUATION, any_text, bases, one_line
from tui.rtl.classes import bidi_classes
from tui.rtl.explicit import REMOVED
from tui.rtl.levels import (
    fill_removed,
    line_levels,
    mirrored,
    paragraph_levels,
    reorder,
    visual_order,
)
from tui.rtl.unicode_tables import PAIRED_BRACKETS

DATA = Path(__file__).parents[2] / "data"

# A character for each class; the file says that none of them is a bracket.
SAMPLES = {
    "L": "a",
    "R": "\u05d0",
    "AL": "\u0627",
    "EN": "1",
    "AN": "\u0661",
    "ES": "+",
    "ET": "%",
    "CS": ",",
    "NSM": "\u0300",
    "BN": "\u00ad",
    "B": "\u2029",
    "S": "\t",
    "WS": " ",
    "ON": "!",
    "LRE": "\u202a",
    "LRO": "\u202d",
    "RLE": "\u202b",
    "RLO": "\u202e",
    "PDF": "\u202c",
    "LRI": "\u2066",
    "RLI": "\u2067",
    "FSI": "\u2068",
    "PDI": "\u2069",
}


ODD = {str(level) for level in range(1, 126, 2)}


def lines_of(name: str) -> Iterator[str]:
    with lzma.open(DATA / name, "rt", encoding="utf-8") as file:
        for raw in file:
            line = raw.partition("#")[0].strip()
            if line:
                yield line


def expected_levels(field: str) -> bytes:
    return bytes(REMOVED if level == "x" else int(level) for level in field.split())


def indices(field: str) -> list[int]:
    return [int(index) for index in field.split()]


def test_every_line_of_bidi_character_test() -> None:
    """Characters, base direction, levels, order and mirrors: 91,707 cases, brackets among them."""
    cases = 0
    wrong: list[str] = []
    for line in lines_of("BidiCharacterTest.txt.xz"):
        characters, direction, base, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in characters.split())
        paragraph = paragraph_levels(text, {"0": 0, "1": 1, "2": None}[direction])
        resolved = line_levels(paragraph)
        cases += 1
        if (paragraph.base, resolved, visual_order(resolved)) != (int(base), expected_levels(levels), indices(order)):
            wrong.append(line)
        odd = {index for index, level in enumerate(levels.split()) if level in ODD}
        seen = "".join(MIRRORED.get(text[i], text[i]) if i in odd else text[i] for i in indices(order))
        if reorder(text, {"0": 0, "1": 1, "2": None}[direction]) != seen:
            wrong.append(f"{line} seen")
    assert wrong == []
    assert cases == 91_707


@pytest.mark.slow
def test_every_line_of_bidi_test() -> None:
    """Sequences of classes under each base direction: 770,241 cases."""
    cases = 0
    wrong: list[str] = []
    levels = b""
    for line in lines_of("BidiTest.txt.xz"):
        if line.startswith("@Levels:"):
            levels = expected_levels(line[8:])
        elif line.startswith("@Reorder:"):
            # The order follows from the levels alone, so it is looked at once for all cases that share them.
            assert visual_order(levels) == indices(line[9:])
        else:
            names, bitset = line.split(";")
            text = "".join(SAMPLES[name] for name in names.split())
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(bitset) & bit:
                    cases += 1
                    if line_levels(paragraph_levels(text, base)) != levels:
                        wrong.append(f"{line} base {base}")
    assert wrong == []
    assert cases == 770_241


def test_samples_have_the_classes_they_stand_for() -> None:
    assert [unicodedata.bidirectional(char) for char in SAMPLES.values()] == list(SAMPLES)
    assert not set(SAMPLES.values()) & set(PAIRED_BRACKETS)


@given(
    st.text(st.sampled_from(ARABIC + LATIN + DIGITS + PUNCTUATION + ISOLATES + "   \u0301\u064e"), max_size=50), bases
)
def test_order_is_that_of_another_implementation(text: str, base: int | None) -> None:
    """python-bidi leaves brackets as they are, so the order is compared without mirroring."""
    paragraph = paragraph_levels(text, base)
    ours = "".join(text[index] for index in visual_order(line_levels(paragraph)))
    assert ours == get_display(text, base_dir={None: None, 0: "L", 1: "R"}[base])


@given(any_text, bases)
def test_every_code_point_has_a_level_and_a_place(text: str, base: int | None) -> None:
    paragraph = paragraph_levels(text, base)
    levels = line_levels(paragraph)
    assert len(levels) == len(paragraph.levels) == len(paragraph.classes) == len(text)
    assert all(level <= 126 or level == REMOVED for level in levels)
    assert sorted(visual_order(levels)) == [i for i, level in enumerate(levels) if level != REMOVED]
    filled = fill_removed(levels, paragraph.base)
    assert [level for level, was in zip(filled, levels, strict=True) if was != REMOVED] == [
        level for level in levels if level != REMOVED
    ]
    assert sorted(visual_order(filled)) == list(range(len(text)))


@given(one_line, one_line, bases)
def test_a_paragraph_separator_ends_what_was_open(before: str, after: str, base: int | None) -> None:
    """What follows a separator has the levels it would have alone in the same direction."""
    paragraph = paragraph_levels(f"{before}\u2029{after}", base)
    alone = paragraph_levels(after, paragraph.base)
    assert paragraph.levels[len(before) + 1 :] == alone.levels


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("ab\u202ecd\u202cef", "000110" + "00"),  # the marks of an override stand outside of what it turns around
        ("اب\u202dcd\u202cده", "11122111"),
        ("ا\u00adب", "111"),
        ("12\u200b34", "22222"),
        ("\u202e", "1"),
    ],
)
def test_removed_controls_get_a_level_for_their_mark(text: str, levels: str) -> None:
    base = 1 if levels[0] != "0" else 0
    paragraph = paragraph_levels(text, base)
    assert "".join(str(level) for level in fill_removed(paragraph.levels, base)) == levels


def test_a_line_of_a_paragraph_takes_the_base_level_at_its_own_end() -> None:
    text = "abc  دهو  "
    paragraph = paragraph_levels(text, 0)
    assert line_levels(paragraph, 0, 5) == bytes(5)
    assert line_levels(paragraph, 5, 10) == b"\1\1\1\0\0"
    assert line_levels(paragraph_levels("ab\tجد \t", 1)) == bytes([2, 2, 1, 1, 1, 1, 1])


def test_without_strong_characters_the_default_decides() -> None:
    assert [paragraph_levels("12 (3)", default=default).base for default in (0, 1)] == [0, 1]
    assert paragraph_levels("", default=1).levels == b""


def test_mirrored_glyphs() -> None:
    pairs = ["()", "[]", "{}", "<>", "«»", "‹›", "≤≥", "⟦⟧", "（）"]
    assert ["".join(map(mirrored, pair)) for pair in pairs] == [pair[::-1] for pair in pairs]
    assert [mirrored(char) for char in "a“”،؟/"] == list("a“”،؟/")


def test_mirrored_glyphs_are_those_of_others() -> None:
    """Of another table, and of the names where these tell: LEFT CEILING is RIGHT CEILING turned round."""
    assert {char: mirrored(char) for char in MIRRORED} == MIRRORED
    named = [chr(code) for code in range(0x110000) if other_side(chr(code)) != chr(code)]
    assert len(named) > 200
    assert {char: mirrored(char) for char in named} == {char: other_side(char) for char in named}


def test_only_mirrored_characters_have_a_mirrored_glyph() -> None:
    have = [chr(code) for code in range(0x110000) if mirrored(chr(code)) != chr(code)]
    assert len(have) == 428
    assert all(unicodedata.mirrored(char) for char in have)
    assert all(mirrored(mirrored(char)) == char for char in have)
    assert len(PAIRED_BRACKETS) == 128
    categories = [unicodedata.category(char) for char in PAIRED_BRACKETS]
    assert set(categories[::2]) == {"Ps"}
    assert set(categories[1::2]) == {"Pe"}


def test_classes_of_code_points_that_are_not_assigned() -> None:
    assert bidi_classes("\u0378\u05ff\u0530\u20cf\ufdd0\ufffe\U0001e8ff\U000e0fff") == b"LRLtbbRb"


@pytest.mark.parametrize(
    "unit", ["\u2068", "\u2068\u2069", "\u202e", "\u202ba\u202c", "(a)", "([{", "1%", "ا1", "\u2029", "\u0301"]
)
def test_thousands_of_anything_take_well_under_a_second_each(unit: str) -> None:
    """With a step that looks at all of the paragraph, fifty thousand isolates took minutes."""
    text = unit * (50_000 // len(unit))
    levels = paragraph_levels(text, 1)
    assert len(visual_order(fill_removed(line_levels(levels), 1))) == len(text)


@pytest.mark.parametrize("pairs", [62, 63, 100])
def test_the_deepest_level_is_125_and_what_goes_deeper_is_ignored(pairs: int) -> None:
    text = "\u202a\u202b" * pairs + "اa"
    assert paragraph_levels(text, 0).levels[-2:] == bytes([125, 126])
    isolated = "\u2066\u2067" * pairs + "اa" + "\u2069\u2069" * pairs + "ب"
    assert paragraph_levels(isolated, 0).levels[2 * pairs : 2 * pairs + 2] == bytes([125, 126])
    assert paragraph_levels(isolated, 0).levels[-1] == 1


@pytest.mark.parametrize("control", list("\u2066\u2067\u2068\u2069"))
def test_isolate_controls_at_a_line_end_go_back_to_the_base(control: str) -> None:
    """Inside a deeper embedding, so that the base differs from their own level."""
    paragraph = paragraph_levels(f"\u202bab {control}", 0)
    assert line_levels(paragraph)[-2:] == b"\0\0"


def test_deep_and_long_nesting_does_not_hurt() -> None:
    """A hostile paragraph costs time in proportion to its length."""
    deep = "\u202b" * 200 + "ا" + "\u2067" * 200 + "a" + "(" * 5000 + ")" * 5000 + "%" * 5000 + HARMFUL
    paragraph = paragraph_levels(deep)
    assert max(level for level in paragraph.levels if level != REMOVED) <= 126
    assert sorted(visual_order(fill_removed(paragraph.levels, paragraph.base))) == list(range(len(deep)))
