"""How single code points are drawn, and that the letters of the tables fit together."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.rtl.texts import ARABIC, KURDISH, PERSIAN_URDU
from tui.rtl.characters import BOX, CONTROL, DOT, FORMAT, JOINED, LETTER, MARK, PLAIN, SPACE, TAB, WORD
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


def test_nearest_letters_keep_what_tells_them_apart() -> None:
    """Two letters of one language are never drawn alike."""
    for letters in (ARABIC, ARABIC + "پچژگکیٹڈڑںہے", "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنھوۆیێ"):
        drawn = {(JOINED[char].forms, JOINED[char].mark) for char in letters}
        assert len(drawn) == len(set(letters))
