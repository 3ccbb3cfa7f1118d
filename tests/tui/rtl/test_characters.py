"""How single code points are drawn, and that the letters of the tables fit together."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.rtl.texts import ALPHABETS, ARABIC, KURDISH, PERSIAN_URDU
from tui.rtl.characters import BOX, CONTROL, DOT, FORMAT, JOINED, LETTER, MARK, PLAIN, SEPARATE, SPACE, TAB, WORD
from tui.rtl.shape import shape

TAGS = ("<isolated>", "<final>", "<initial>", "<medial>")
LETTERS = ARABIC + PERSIAN_URDU + KURDISH


def place(glyph: str) -> str:
    """Where in a word a presentation form belongs; empty for another character."""
    tag = unicodedata.decomposition(glyph).partition(" ")[0]
    return tag.strip("<>") if tag in TAGS else ""


@pytest.mark.parametrize(
    ("char", "kind"),
    [
        ("ب", LETTER),
        ("ـ", LETTER),
        ("ء", LETTER),
        ("ﺑ", LETTER),
        ("a", PLAIN),
        ("٣", PLAIN),
        ("،", PLAIN),
        ("א", PLAIN),
        ("\u00a0", PLAIN),  # not a place to break a line
        (" ", SPACE),
        ("\u3000", SPACE),
        ("\t", TAB),
        ("\u064b", MARK),
        ("\u0301", MARK),
        ("\u1161", MARK),  # vowel of a Korean syllable
        ("\ufdf2", WORD),
        ("\u200f", FORMAT),
        ("\u00ad", FORMAT),
        ("\u202e", FORMAT),
        ("\u06dd", CONTROL),
        ("\x1b", CONTROL),
        ("\ue000", CONTROL),
    ],
)
def test_kinds(char: str, kind: int) -> None:
    assert JOINED[char].kind == kind


@pytest.mark.parametrize("letter", LETTERS)
def test_each_form_is_for_its_place(letter: str) -> None:
    drawn = JOINED[letter]
    assert drawn.joins_before == (letter != "ء")
    for index, glyph in enumerate(drawn.forms[: 4 if drawn.joins_after else 2]):
        assert TAGS[index] in unicodedata.decomposition(glyph) or letter == "ء"


def test_letters_that_join_to_the_one_before_only() -> None:
    assert {char for char in ARABIC if not JOINED[char].joins_after} == set("ادذرزوءآأإؤة")
    assert {char for char in PERSIAN_URDU + KURDISH if not JOINED[char].joins_after} == set("ژڈڑۃےۓڕەۆ")


@given(st.text(st.sampled_from(LETTERS), min_size=1, max_size=12))
def test_a_letter_reaches_out_exactly_where_the_next_one_takes_it(word: str) -> None:
    """Left side of each form against the right side of the next one."""
    forms = [place(cluster.glyph) for cluster in shape(word)]
    assert all(forms)
    for form, following in zip(["isolated", *forms], [*forms, "isolated"], strict=True):
        assert (form in ("initial", "medial")) == (following in ("final", "medial"))


def test_every_c0_and_c1_control_has_a_label() -> None:
    for code in (*range(0x20), *range(0x7F, 0xA0)):
        drawn = JOINED[chr(code)]
        if chr(code) in "\t\n":
            assert drawn.glyph == " "
        else:
            assert drawn.glyph[0] + drawn.glyph[-1] == "⟦⟧"
            assert drawn.width == len(drawn.glyph) <= 5
            assert drawn.glyph[1:-1].isalnum()


def test_every_format_character_has_a_mark() -> None:
    joiners = "\u200c\u200d"
    for code in range(0x110000):
        char = chr(code)
        if unicodedata.category(char) == "Cf" and char not in joiners:
            drawn = JOINED[char]
            assert drawn.kind in (FORMAT, CONTROL), hex(code)
            assert drawn.glyph in (DOT, BOX) or drawn.glyph[0] == "⟦", hex(code)


def test_labels_of_bidi_controls_are_their_names() -> None:
    for name in ("left-to-right", "right-to-left"):
        for act in ("embedding", "override", "isolate"):
            char = unicodedata.lookup(f"{name} {act}")
            label = "".join(word[0] for word in (name, name.rpartition("-")[2], act)).upper()
            assert JOINED[char].glyph == f"⟦{label}⟧"


@pytest.mark.parametrize("language", ALPHABETS)
def test_letters_of_one_language_are_never_drawn_alike(language: str) -> None:
    letters = ALPHABETS[language] + "ڨڥ"[: 2 * (language == "Arabic")]
    drawn = {(JOINED[char].forms, JOINED[char].mark) for char in letters}
    assert len(drawn) == len(set(letters)) == len(letters)


@pytest.mark.parametrize("language", ALPHABETS)
def test_every_letter_has_the_form_of_its_place(language: str) -> None:
    """In each place of a word: alone, at its start, inside, at its end, and after a letter that reaches for none."""
    for letter in ALPHABETS[language]:
        joins_after, joins_before = JOINED[letter].joins_after, JOINED[letter].joins_before
        assert joins_before == (letter != "ء")
        for before, after in product(("", "ب", "د"), ("", "م")):
            cluster = shape(before + letter + after)[len(before)]
            reached, reaches = before == "ب" and joins_before, bool(after) and joins_after
            expected = {(0, 0): "isolated", (1, 0): "final", (0, 1): "initial", (1, 1): "medial"}[reached, reaches]
            assert place(cluster.glyph) in (expected, "isolated" if letter == "ء" else expected), letter
            assert (cluster.width, cluster.harmful) == (1, False)


def test_marks_of_the_nearest_forms_are_marks() -> None:
    """They stand over a letter and take no cell; so does no letter of the list get more than a cluster may have."""
    for letter in "".join(ALPHABETS.values()):
        assert {unicodedata.category(mark) for mark in JOINED[letter].mark} <= {"Mn"}
        assert len(JOINED[letter].mark) <= 2


@pytest.mark.parametrize("language", ALPHABETS)
def test_every_letter_is_itself_where_the_terminal_joins(language: str) -> None:
    letters = ALPHABETS[language]
    assert "".join(SEPARATE[char].forms[0] + SEPARATE[char].mark for char in letters) == letters
