"""Letter forms, marks, and what is drawn for characters that are not sent."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

import pytest
from arabic_reshaper import ArabicReshaper
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.rtl.texts import ARABIC, DIGITS, HARAKAT, HARMFUL, KURDISH, LATIN, PERSIAN_URDU, PUNCTUATION, any_text
from tui.rtl.characters import BOX, DOT
from tui.rtl.shape import MARK_HOLDER, MAX_MARKS, shape

UNSENT = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def glyphs(text: str) -> str:
    return "".join(cluster.glyph for cluster in shape(text))


def drawn(text: str) -> str:
    return "".join(cluster.glyph + cluster.marks for cluster in shape(text))


def names(text: str) -> list[str]:
    """The forms that are drawn: `beh initial` ..."""
    found = []
    for char in glyphs(text):
        words = unicodedata.name(char).removeprefix("ARABIC LETTER ").removeprefix("ARABIC LIGATURE ")
        found.append(words.removesuffix(" FORM").lower())
    return found


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("بيت", ["beh initial", "yeh medial", "teh final"]),
        ("دار", ["dal isolated", "alef isolated", "reh isolated"]),
        ("قاآني", ["qaf initial", "alef final", "alef with madda above isolated", "noon initial", "yeh final"]),
        ("سلام", ["seen initial", "lam with alef final", "meem isolated"]),
        ("لا", ["lam with alef isolated"]),
        ("الآن", ["alef isolated", "lam with alef with madda above isolated", "noon isolated"]),
        ("لأن", ["lam with alef with hamza above isolated", "noon isolated"]),
        ("الإمارات", ["alef isolated", "lam with alef with hamza below isolated", *names("مارات")]),
        ("شيء", ["sheen initial", "yeh final", "hamza isolated"]),
        ("مسؤول", ["meem initial", "seen medial", "waw with hamza above final", "waw isolated", "lam isolated"]),
        ("الله", ["alef isolated", "lam initial", "lam medial", "heh final"]),
        ("لله", ["lam initial", "lam medial", "heh final"]),
        ("ببـ", ["beh initial", "beh medial", "arabic tatweel"]),
        ("پگچ", ["peh initial", "gaf medial", "tcheh final"]),
        ("ڤيتو", ["veh initial", "yeh medial", "teh medial", "waw final"]),
        ("کی", ["keheh initial", "farsi yeh final"]),
        ("ہے", ["heh goal initial", "yeh barree final"]),
        ("ٹھ", ["tteh initial", "heh doachashmee final"]),
        ("ں", ["noon ghunna isolated"]),
        ("ئە", ["yeh with hamza above initial", "heh final"]),
    ],
)
def test_forms(text: str, forms: list[str]) -> None:
    assert names(text) == forms


def test_marks_do_not_part_letters() -> None:
    assert drawn("مُحَمَّد") == "ﻣُﺤَﻤَّﺪ"
    assert [(cluster.start, cluster.end) for cluster in shape("مُحَمَّد")] == [(0, 2), (2, 4), (4, 7), (7, 8)]


def test_lam_alef_is_one_cell_with_the_marks_of_both() -> None:
    assert [tuple(cluster) for cluster in shape("لَأُ")] == [(0, 4, "ﻷ", "َُ", 1, False)]
    assert [tuple(cluster) for cluster in shape("بِلا")] == [(0, 2, "ﺑ", "ِ", 1, False), (2, 4, "ﻼ", "", 1, False)]
    assert len(shape("لللا")) == 3


def test_a_zero_width_non_joiner_parts_letters_and_belongs_to_the_one_before() -> None:
    clusters = shape("می\u200cخواهم")
    assert names("می\u200cخواهم")[:3] == ["meem initial", "farsi yeh final", "khah initial"]
    assert (clusters[1].start, clusters[1].end) == (1, 3)
    assert names("ل\u200cا") == ["lam isolated", "alef isolated"]


def test_a_zero_width_joiner_keeps_the_joined_form() -> None:
    assert names("ه\u200d") == ["heh initial"]
    assert names("\u200dه")[1:] == ["heh final"]
    assert names("به\u200d") == ["beh initial", "heh medial"]
    assert [cluster.width for cluster in shape("👨\u200d👩")] == [2, 2]


def test_joiners_that_could_hide_a_message_are_seen() -> None:
    """One belongs to its letter; a second, or one after a blank, is drawn."""
    assert drawn("ب\u200c\u200d\u200cب").count(DOT) == 2
    assert drawn("\u200cب") == DOT + "ﺏ"
    assert drawn("ب \u200d") == "ﺏ " + DOT


def test_a_mark_that_is_not_seen_does_not_part_a_word() -> None:
    assert drawn("بي\ufeffت") == f"ﺑﻴ{DOT}ﺖ"
    assert drawn("ل\u200eا") == f"ﻟ{DOT}ﺎ"
    assert drawn("بي\x1bت") == "ﺑﻲ⟦ESC⟧ﺕ"


def test_letters_without_forms_are_drawn_as_the_nearest() -> None:
    assert drawn("ڵێ") == "ﻟ\u065aﯽ\u065a"
    assert drawn("ێو") == "ﯾ\u065aﻮ"
    assert drawn("ڵا") == "ﻻ\u065a"
    assert drawn("بڕ") == "ﺑﺮ\u032c"
    assert drawn("ە") == "ﻩ"
    assert drawn("بۂ") == "ﺑﮧ\u0654"
    assert drawn("بں") == "ﺑﮟ"
    assert drawn("ښه ځای څوک ږغ") == "ﺳ\u0323\u0307ﻪ ﺣ\u0654ﺎﯼ ﺣ\u0308\u0307ﻮﮎ ﺯ\u0323ﻍ"
    assert drawn("زموږ ګران سړۍ") == "ﺯﻣﻮﺯ\u0323 ﮔ"[:-1] + "ﮐ\u0325ﺮﺍﻥ ﺳﺮ\u0325ﯼ\u0329"
    assert drawn("ڨفصة") == "ﻗ\u0307ﻔﺼﺔ"
    # Letters that nothing is near to are drawn as they are, in one cell, and their neighbours reach for them.
    assert drawn("بڝب") == "ﺑڝﺐ"
    assert [cluster.width for cluster in shape(KURDISH + "ڝۍݐ")] == [1] * (len(KURDISH) + 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The two ways to write shadda and a vowel both stay as they are written.
        ("حُبّ", ["ﺣُ", "ﺐّ"]),
        ("مَدَّ", ["ﻣَ", "ﺪَّ"]),
        ("مَد\u0651\u064e", ["ﻣَ", "ﺪ\u0651\u064e"]),
        # Superscript alef on a letter, on a tatweel, and in the word for this.
        ("هٰذا", ["ﻫٰ", "ﺬ", "ﺍ"]),
        ("رحمـٰن", ["ﺭ", "ﺣ", "ﻤ", "ـٰ", "ﻦ"]),
        ("اللَّـٰه", ["ﺍ", "ﻟ", "ﻠَّ", "ـٰ", "ﻪ"]),
        # Tatweel with any mark joins what it stands between.
        ("بـَّت", ["ﺑ", "ـَّ", "ﺖ"]),
        ("ـَ", ["ـَ"]),
        # Marks of the Quran: small high signs are marks, small waw and yeh letters that join to nothing.
        ("قُلۡ هُوَۖ", ["ﻗُ", "ﻞۡ", " ", "ﻫُ", "ﻮَۖ"]),
        ("لَهُۥ بِهِۦ", ["ﻟَ", "ﻪُ", "ۥ", " ", "ﺑِ", "ﻪِ", "ۦ"]),
        ("ٱلۡكِتَٰبِ", ["ﭐ", "ﻟۡ", "ﻜِ", "ﺘَٰ", "ﺐِ"]),
        ("لَٱ", ["ﻟَ", "ﭑ"]),  # no form has lam with this alef
        ("ۛۚ", ["◌ۛ" + "ۚ"]),
        ("۞ ۩", ["۞", " ", "۩"]),
        ("آ\u0653", ["ﺁ\u0653"]),
        ("ا\u0654ل\u0627\u0655", ["ﺍ\u0654", "ﻻ\u0655"]),
        # Persian: a zero-width non-joiner parts, a joiner keeps; neither has a cell.
        ("می\u200cشود", ["ﻣ", "ﯽ", "ﺷ", "ﻮ", "ﺩ"]),
        ("خانه\u200cها", ["ﺧ", "ﺎ", "ﻧ", "ﻪ", "ﻫ", "ﺎ"]),
        ("نَ\u200cم", ["ﻥَ", "ﻡ"]),
        ("ه\u200d.", ["ﻫ", "."]),
        ("خانۀ", ["ﺧ", "ﺎ", "ﻧ", "ﮥ"]),
        ("ۓ ہوئے", ["ﮰ", " ", "ﮨ", "ﻮ", "ﺋ", "ﮯ"]),
        ("ۃ جَمَاعَۃ", ["ﺓ", " ", "ﺟَ", "ﻤَ", "ﺎ", "ﻋَ", "ﺔ"]),
        ("یەکێتی", ["ﯾ", "ﻪ", "ﮐ", "ﯿ\u065a", "ﺘ", "ﯽ"]),
        # Digits of three kinds are themselves.
        ("19 ١٩ ۱۹", ["1", "9", " ", "١", "٩", " ", "۱", "۹"]),
        # The name of God is letters, whoever writes it, with its marks too.
        ("اللّٰه", ["ﺍ", "ﻟ", "ﻠّٰ", "ﻪ"]),
        ("ﷲ", ["ﻪﻠﻟﺍ"]),
    ],
)
def test_words_of_each_kind(text: str, expected: list[str]) -> None:
    assert [cluster.glyph + cluster.marks for cluster in shape(text)] == expected


def test_allah_is_letters_never_one_glyph() -> None:
    assert "\ufdf2" not in drawn("الله عبد الله والله ﷲ")
    # The ligature in a text is a word of four cells, turned for its place in a right-to-left run.
    assert tuple(shape("\ufdf2")[0]) == (0, 1, "ﻪﻠﻟﺍ", "", 4, False)


def test_forms_that_stand_in_the_text_pass() -> None:
    assert drawn("ﻣﺤﻤﺪ") == "ﻣﺤﻤﺪ"
    assert drawn("ﺑيت") == "ﺑﻴﺖ"


@pytest.mark.parametrize(
    ("char", "mark"),
    [
        ("\u202e", "⟦RLO⟧"),
        ("\u2067", "⟦RLI⟧"),
        ("\u2029", "⟦PS⟧"),
        ("\x00", "⟦NUL⟧"),
        ("\x1b", "⟦ESC⟧"),
        ("\r", "⟦CR⟧"),
        ("\x7f", "⟦DEL⟧"),
        ("\x9b", "⟦CSI⟧"),
        ("\x84", "⟦84⟧"),
        ("\u200f", DOT),
        ("\u200b", DOT),
        ("\u00ad", DOT),
        ("\ufeff", DOT),
        ("\u061c", DOT),
        ("\u3164", DOT),
        ("\U000e0041", BOX),
        ("\u06dd", BOX),
        ("\u0600", BOX),
        ("\ufe0f", BOX),
        ("\U000e0100", BOX),
        ("\ue000", BOX),
        ("\u0378", BOX),
        ("\ud800", BOX),
        ("\ufffe", BOX),
        ("\ufdfd", BOX),
    ],
)
def test_what_is_not_sent_is_drawn_as_a_mark(char: str, mark: str) -> None:
    before, cluster, after = shape(f"a{char}b")
    assert (before.glyph, after.glyph) == ("a", "b")
    assert (cluster.start, cluster.end) == (1, 2)
    assert (cluster.glyph, cluster.width, cluster.harmful) == (mark, len(mark), True)


def test_the_list_of_harmful_characters_is_harmful() -> None:
    words = "\ufdf2\ufdfa"  # drawn as words
    assert [hex(ord(char)) for char in HARMFUL if char not in words and not shape(char)[0].harmful] == []


def test_runaway_marks_are_cut_but_owned() -> None:
    [cluster] = shape("س" + "\u0301" * 1000)
    assert (cluster.start, cluster.end, len(cluster.marks)) == (0, 1001, MAX_MARKS)


def test_marks_without_a_letter() -> None:
    assert drawn("\u064e") == MARK_HOLDER + "\u064e"
    assert drawn(" \u064e") == " " + MARK_HOLDER + "\u064e"
    assert drawn("\u202e\u0301") == "⟦RLO⟧" + MARK_HOLDER + "\u0301"


def test_emoji_are_two_cells_and_flags_are_letters() -> None:
    assert [(c.glyph, c.width, c.end - c.start) for c in shape("👍🏽❤️🇸🇾漢")] == [
        ("👍", 2, 2),
        ("❤", 1, 2),
        ("S", 1, 1),
        ("Y", 1, 1),
        ("漢", 2, 1),
    ]
    assert drawn("❤" + "\ufe0f" * 3) == "❤" + BOX * 2
    assert drawn("a\ufe0f") == "a" + BOX


def test_blanks_are_sent_as_spaces() -> None:
    assert drawn("a\u00a0b\u2003c\u3000d\u202f") == "a b c  d "


RESHAPER = ArabicReshaper({"delete_harakat": True, "ARABIC LIGATURE ALLAH": False})
# Not compared: alef maksura and noon ghunna join on both sides in Unicode, only to the letter before them there;
# letters without presentation forms.
SHARED = "".join(char for char in ARABIC + PERSIAN_URDU + "ڤۆـ" if char not in "ىںۂۃ")


@given(st.text(st.sampled_from(SHARED * 2 + "لالألإلآ" + HARAKAT[:8] + LATIN + DIGITS + "  .،()«»"), max_size=40))
def test_forms_are_those_of_another_implementation(text: str) -> None:
    stripped = text.lstrip(HARAKAT)
    if any(mark in HARAKAT for before, mark in pairwise(stripped) if before not in SHARED + HARAKAT):
        stripped = "".join(char for char in stripped if char not in HARAKAT)
    assert glyphs(stripped) == RESHAPER.reshape(stripped)


@pytest.mark.parametrize("letter", SHARED)
def test_each_letter_in_each_place_as_another_implementation(letter: str) -> None:
    for text in (letter, f"ب{letter}", f"{letter}ب", f"ب{letter}ب", f"د{letter}ب", f"ل{letter}"):
        assert glyphs(text) == RESHAPER.reshape(text)


@given(any_text)
def test_clusters_cover_the_text_and_send_nothing_harmful(text: str) -> None:
    clusters = shape(text)
    edges = [cluster.start for cluster in clusters] + [len(text)]
    assert edges[0] == 0
    assert [cluster.end for cluster in clusters] == edges[1:]
    assert all(cluster.start < cluster.end for cluster in clusters)
    for cluster in clusters:
        assert cluster.glyph
        assert len(cluster.marks) <= MAX_MARKS + 1
        assert cell_len(cluster.glyph + cluster.marks) == cluster.width
    sent = drawn(text)
    assert not [hex(ord(char)) for char in sent if unicodedata.category(char) in UNSENT]
    assert not set(sent) & set("\u2028\u2029\ufe0e\ufe0f\u034f\u3164\uffa0\ufdf2\ufdfa")
    # Neither reads two neighbours as one (a joiner, a flag, a skin tone).
    assert cell_len(sent) == sum(cluster.width for cluster in clusters)
    assert cell_len("".join(c.glyph + c.marks for c in reversed(clusters))) == cell_len(sent)


def test_every_character_of_unicode_has_the_width_that_the_screen_measures() -> None:
    wrong = []
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char) in ("Cn", "Co", "Cs") or 0x4E00 <= code < 0x9FFF or 0xAC00 <= code < 0xD7A3:
            continue  # 1,000,000 that are all drawn as the box, and two blocks that are all alike
        [cluster] = shape(char)
        if cell_len(cluster.glyph + cluster.marks) != cluster.width or not 1 <= cluster.width <= 18:
            wrong.append(hex(code))
    assert wrong == []


def test_every_shaped_letter_keeps_to_one_cell() -> None:
    for letter in ARABIC + PERSIAN_URDU + KURDISH:
        for text in (letter, f"ب{letter}", f"{letter}ب", f"ب{letter}ب"):
            assert {cluster.width for cluster in shape(text)} == {1}, text


def test_punctuation_and_digits_are_themselves() -> None:
    assert glyphs(PUNCTUATION + DIGITS + LATIN) == PUNCTUATION + DIGITS + LATIN
