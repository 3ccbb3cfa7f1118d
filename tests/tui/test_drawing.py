"""Outside text on a line: of known width, nothing harmful in it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tests.tui.values import texts
from tui import drawing
from tui.drawing import Run, Setting, marked, name, reversed_runs, sentence, setting, strip
from tui.palette import PLAIN, QUIET, STRONG
from tui.rtl.rendering import Rendering
from tui.words import WORDS, Outside

HARMFUL = {
    *map(chr, range(32)),
    "\x7f",
    *map(chr, range(0x80, 0xA0)),
    *"\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c",
}


@given(texts, st.integers(0, 60))
@example("\x1b[31mأحمر\x1b[0m", 20)
@example("أ\u202eب", 3)
@example("漢" * 9, 5)
def test_a_name_is_exactly_as_wide_as_asked_and_holds_nothing_harmful(text: str, width: int) -> None:
    drawn, style = name(text, width, STRONG)
    assert cell_len(drawn) == width
    assert not HARMFUL & set(drawn)
    assert style is STRONG


@given(st.lists(texts, max_size=4), st.integers(0, 60))
def test_a_line_is_exactly_as_wide_as_asked(parts: list[str], width: int) -> None:
    runs = [name(part, 12) for part in parts]
    line = strip(runs, width)
    assert sum(segment.cell_length for segment in line) == width
    assert line.cell_length == width


def test_arabic_stands_in_screen_order() -> None:
    drawn, _ = name("أب", 4, align="left")
    assert drawn.index("ﺏ") < drawn.index("ﺃ")
    assert name("abc", 5, align="left")[0] == "abc  "
    assert name("abc", 5, align="right")[0] == "  abc"
    assert name("abcdef", 4)[0].count("…") == 1
    assert name("abc", -3)[0] == ""


def test_the_current_row_keeps_its_weight_and_loses_its_colours() -> None:
    assert reversed_runs([("a", Style(color="red", bold=True)), ("b", PLAIN)]) == [
        ("a", Style(reverse=True, bold=True)),
        ("b", Style(reverse=True)),
    ]


def test_the_rest_of_a_line_is_filled() -> None:
    fill = Style(reverse=True)
    *_, last = strip([("ab", PLAIN), ("", STRONG)], 5, fill=fill)
    assert (last.text, last.style) == ("   ", fill)


# -- words of ours with text from outside between them


def line(runs: list[Run]) -> str:
    """Return what runs show."""
    return "".join(text for text, _ in runs)


PARTS = st.lists(st.one_of(st.sampled_from(["Nothing found for ", " · ", "note: "]), texts.map(Outside)), max_size=5)


@given(PARTS, st.integers(0, 80))
@example([Outside("أحمد " * 40), " · ", Outside("x")], 20)
@example([Outside("漢" * 9), "."], 5)
def test_a_sentence_is_exactly_as_wide_as_asked_and_holds_nothing_harmful(
    parts: list[str | Outside], width: int
) -> None:
    drawn = line(sentence(parts, width, QUIET))
    assert cell_len(drawn) == width
    assert not HARMFUL & set(drawn)


@given(st.text("ابتأ 12.:()-", max_size=12), st.text("ابتأ 12.:()-", max_size=12))
@example("قرار 12", "(ب) 3")
def test_no_part_moves_what_stands_beside_it(first: str, second: str) -> None:
    parts = ("Found ", Outside(first), " in ", Outside(second), ": 3 of 12.")
    apart = [name(part, 99, base=0)[0][: len(part)] if isinstance(part, str) else _alone(part.text) for part in parts]
    assert line(sentence(parts, 80, QUIET)).rstrip() == "".join(apart).rstrip()


def _alone(text: str) -> str:
    return line(sentence([Outside(text), "|"], 80, QUIET)).partition("|")[0]


def test_what_a_naive_line_would_reorder_stays_in_its_place() -> None:
    parts = WORDS.parts("empty_search", query=Outside("بغداد 12"))
    assert line(sentence(parts, 40, QUIET)).rstrip() == "Nothing found for 12 ﺩﺍﺪﻐﺑ."
    assert line(sentence(("note: ", Outside("علي Blue."), " · 5"), 40, QUIET)).rstrip() == "note: .Blue ﻲﻠﻋ · 5"
    both = (Outside("علي"), " 3 · 5 ", Outside("حسن"))
    assert line(sentence(both, 40, QUIET)).rstrip() == "ﻲﻠﻋ 3 · 5 ﻦﺴﺣ"
    assert line(sentence(both, 40, QUIET)) != name("علي 3 · 5 حسن", 40, base=0)[0]


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("/data/أخبار.db: 3 items", "/data/ﺭﺎﺒﺧﺃ.db: 3 items"),
        ("أخبار: 3 items", "ﺭﺎﺒﺧﺃ: 3 items"),
        ("/data/قرار 12/خبر.txt is empty", "/data/12 ﺭﺍﺮﻗ/ﺮﺒﺧ.txt is empty"),
        ("/data/أخبار 2022.db: 12 items", "/data/2022 ﺭﺎﺒﺧﺃ.db: 12 items"),
        ("أخبار 12 items", "ﺭﺎﺒﺧﺃ 12 items"),
        ("plain words", "plain words"),
    ],
)
def test_what_is_arabic_in_a_message_stands_alone(message: str, shown: str) -> None:
    assert line(sentence(message, 40, QUIET)).rstrip() == shown


def test_a_narrow_line_cuts_what_is_from_outside_and_keeps_our_words() -> None:
    parts = ("from ", Outside("a" * 30), " to ", Outside("b" * 9), ".")
    assert line(sentence(parts, 40, QUIET)) == "from " + "a" * 20 + "… to " + "b" * 9 + "."
    assert line(sentence(parts, 26, QUIET)) == "from " + "a" * 7 + "… to " + "b" * 7 + "…."
    assert line(sentence(parts, 12, QUIET)).startswith("from aaaaaa")
    assert line(sentence(("one two three",), 8, QUIET)) == "one two…"


def test_outside_words_have_their_own_weight() -> None:
    assert sentence(("for ", Outside("x")), 6, QUIET, STRONG) == [("for ", QUIET), ("x", STRONG), (" ", QUIET)]


# -- words of the article, as they stand there


@pytest.mark.parametrize(
    ("body", "piece", "shown"),
    [
        ("في 05-10-2022 وصل", "05-10-2022", "2022-10-05"),
        ("(05-10-2022)", "05-10-2022", "05-10-2022"),
        ("in 05-10-2022 a", "05-10-2022", "05-10-2022"),
        ("قال NATO 05-10-2022", "05-10-2022", "05-10-2022"),
        ("one line\nفي 05-10-2022", "05-10-2022", "2022-10-05"),
        ("قال سليم\n05-10-2022 NATO", "05-10-2022", "05-10-2022"),
        ("قال 12 NATO", "12 NATO", "NATO 12"),
        ("said 12 ناتو", "12 ناتو", "12 ﻮﺗﺎﻧ"),
        ("في بغداد", "بغداد", "ﺩﺍﺪﻐﺑ"),
    ],
)
def test_a_piece_of_an_article_is_ordered_as_it_is_there(body: str, piece: str, shown: str) -> None:
    inside = setting(body, body.index(piece))
    assert name(piece, 20, inside=inside)[0].rstrip() == shown
    assert name(piece, 20, inside=inside, align="right")[0].lstrip() == shown
    whole = name(body.splitlines()[-1], 30, base=inside.base)[0]
    assert shown in whole, "as in the text"


@given(texts, texts, st.integers(0, 40))
def test_a_piece_is_exactly_as_wide_as_asked(before: str, piece: str, width: int) -> None:
    inside = setting(before + piece, len(before))
    for drawn, _ in (name(piece, width, inside=inside), name(piece, width, inside=inside, align="right")):
        assert cell_len(drawn) == width
        assert not HARMFUL & set(drawn)


def test_a_long_piece_is_cut_where_its_own_letters_end() -> None:
    drawn, _ = name("05-10-2022", 6, inside=Setting(1, "\u0621"))
    assert (cell_len(drawn), drawn.count("…")) == (6, 1)
    assert "\ufe80" not in drawn, "the letter that stood before it is not shown"


def test_a_body_without_letters_or_line_ends_is_not_read_whole() -> None:
    body = "1 " * 3_000_000
    assert setting(body, len(body) - 4) == Setting(1, "")


def test_marks_go_with_their_letters() -> None:
    runs = marked("في بغداد", 12, lambda at: STRONG if 3 <= at < 8 else QUIET, align="right")
    assert runs == [("    ", QUIET), ("ﺩﺍﺪﻐﺑ", STRONG), (" ﻲﻓ", QUIET)]


def test_what_the_terminal_does_is_left_to_it() -> None:
    try:
        drawing.use(Rendering(joined=False, ordered=False))
        assert name("سلام", 6)[0].strip() == "سلام"
        assert line(sentence(("for ", Outside("سلام")), 9, QUIET)) == "for سلام "
    finally:
        drawing.use(Rendering())
    assert name("سلام", 6)[0].strip() == "ﻡﻼﺳ"
