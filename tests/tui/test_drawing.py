"""Outside text on a line: of known width, nothing harmful in it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tests.tui.values import texts
from tui.drawing import name, reversed_runs, strip
from tui.palette import PLAIN, STRONG

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
