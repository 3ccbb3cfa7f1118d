"""Each encoding, sent to a model of the terminal it is for, shows the row that was drawn: letters and styles.

The models say what the terminals were seen to do. kitty: a run between blanks in one font is laid out from its right
end if its first letter is Arabic, colours left in place, with a font that has Arabic and with one that leaves it to
another. The others: UAX #9 over the row, from left to right, styles with the letters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.rtl.texts import any_text
from tui.rtl import draw_line, pad
from tui.rtl.encode import ENCODINGS, NAMES, Encoding, encoding_for, for_lines
from tui.rtl.levels import line_levels, mirrored, paragraph_levels, visual_order
from tui.rtl.stream import LRM, LRO, encode

RED, BOLD, OFF = "\x1b[31m", "\x1b[1m", "\x1b[0m"

Shown = list[tuple[str, str]]
"""Cells from the left: text and style."""

WORDS = """قال بغداد، NATO (لأربيل) «سلام» 25 ١٤٣ و١٢ 12.5% قُتل مُحَمَّد. وفدNATO M16و [ملاحظة] 2022-03-09 ٪١٢٫٥ می\u200cشود ب25
! - ؟ a"""
words = st.sampled_from([*WORDS.split(), ""])
rows = st.lists(words, min_size=1, max_size=9).map(" ".join)


def drawn(text: str, width: int = 40) -> list[str]:
    """The cells of a text as a widget draws it, blanks one by one, two at the edge."""
    found = [" ", " "]
    for cell in pad(draw_line(text, width, align="right"), width):
        found.extend([" "] * cell.width if cell.start < 0 else [cell.text])
    return found


def styled(cells: list[str], styles: list[str]) -> str:
    """A row as Rich writes it."""
    out = ""
    for k, (cell, style) in enumerate(zip(cells, styles, strict=True)):
        begins = k == 0 or styles[k - 1] != style
        ends = k == len(cells) - 1 or styles[k + 1] != style
        out += (style if begins else "") + cell + (OFF if ends and style else "")
    return out


def parsed(row: str) -> Shown:
    """What a terminal keeps of a row: in each cell a character, what has no width with the cell before, the style."""
    cells: Shown = []
    style = ""
    for piece in re.findall(r"\x1b\[[0-9;]*m|[^\x1b]", row):
        if piece[0] == "\x1b":
            style = "" if piece == OFF else style + piece
        elif unicodedata.category(piece) in {"Mn", "Me", "Cf"}:
            assert cells, "a terminal loses what has no cell before it"
            cells[-1] = (cells[-1][0] + piece, cells[-1][1])
        else:
            cells.append((piece, style))
    return cells


def plain(cells: Shown) -> Shown:
    """Cells without what isn't seen: controls, and italics."""
    return [
        ("".join(char for char in text if unicodedata.category(char) != "Cf"), style.replace("\x1b[3m", ""))
        for text, style in cells
    ]


def is_arabic(char: str) -> bool:
    return "\u0600" <= char <= "\u08ff" or "\ufb50" <= char <= "\ufefc"


def kitty(row: str, *, font_has_arabic: bool) -> Shown:
    """What kitty shows of a row."""
    cells = parsed(row)

    def font(cell: tuple[str, str]) -> tuple[bool, ...]:
        other = is_arabic(cell[0][0]) and not font_has_arabic
        return (cell[0][0] == " ", BOLD in cell[1], "\x1b[3m" in cell[1], other)

    shown: Shown = []
    position = 0
    while position < len(cells):
        stop = position + 1
        while stop < len(cells) and font(cells[stop]) == font(cells[position]):
            stop += 1
        run = cells[position:stop]
        letters = [char for text, _ in run for char in text if unicodedata.category(char)[0] == "L" or is_arabic(char)]
        script = next((char for char in letters if char not in "،؛؟ـ"), None)
        turned = list(reversed(run)) if script is not None and is_arabic(script) else run
        marks = [len(text) > 1 for text, _ in run]
        assert all(marks) or not any(marks), "kitty 0.26 would put marks on other letters"
        for (text, _), (_, style) in zip(turned, run, strict=True):
            shown.append((mirrored(text[0]) + text[1:] if turned is not run else text, style))
        position = stop
    return shown


def reordering(row: str) -> Shown:
    """What a terminal shows that applies UAX #9 to a row, the row from left to right."""
    cells = parsed(row)
    text = "".join(text for text, _ in cells)
    levels = line_levels(paragraph_levels(text, 0))
    owner = [k for k, (piece, _) in enumerate(cells) for _ in piece]
    seen: list[int] = []
    shown: Shown = []
    for index in visual_order(levels):
        if owner[index] not in seen and text[index] not in (LRM, LRO):
            seen.append(owner[index])
            piece, style = cells[owner[index]]
            base = next(char for char in piece if unicodedata.category(char) != "Cf")
            at = text.index(base, owner.index(owner[index])) if base != text[index] else index
            rest = "".join(char for char in piece if char != base and unicodedata.category(char) != "Cf")
            shown.append(((mirrored(base) if levels[at] & 1 else base) + rest, style))
    return shown


def lit(count: int, start: int, length: int, style: str) -> list[str]:
    return [style if start <= k < start + length else "" for k in range(count)]


stretches = st.tuples(st.integers(0, 40), st.integers(0, 12), st.sampled_from([RED, BOLD, BOLD + RED, "\x1b[7m"]))


@settings(max_examples=150, deadline=None)
@given(rows, stretches, st.booleans())
def test_kitty_shows_words_as_they_were_drawn(text: str, stretch: tuple[int, int, str], has: bool) -> None:
    cells = drawn(text)
    styles = lit(len(cells), *stretch)
    assert plain(kitty(encode(styled(cells, styles), ENCODINGS["words"]), font_has_arabic=has)) == list(
        zip(cells, styles, strict=True)
    )


@settings(max_examples=150, deadline=None)
@given(rows, stretches)
@pytest.mark.parametrize("name", ["runs", "lro"])
def test_a_terminal_that_reorders_shows_what_was_drawn(name: str, text: str, stretch: tuple[int, int, str]) -> None:
    cells = drawn(text)
    styles = lit(len(cells), *stretch)
    encoding = next(each for each in ENCODINGS.values() if each.name == name)
    assert plain(reordering(encode(styled(cells, styles), encoding))) == list(zip(cells, styles, strict=True))


def test_the_models_are_no_mirrors() -> None:
    """Sent as drawn, the row is wrong in the models too: they would show a fault."""
    row = "".join(drawn("قال NATO نعم (سلام)."))
    as_drawn = [(cell, "") for cell in row]
    assert kitty(row, font_has_arabic=True) != as_drawn
    assert kitty(row, font_has_arabic=False) != as_drawn
    assert reordering(row) != as_drawn


@pytest.mark.parametrize("name", ["visual", "explicit", "konsole", "logical"])
def test_terminals_that_are_told_by_a_mode_get_rows_as_drawn(name: str) -> None:
    row = styled(drawn("قال «نعم» 25."), lit(42, 30, 5, RED))
    encoding = next(each for each in ENCODINGS.values() if each.name == name)
    assert encode(row, encoding) == row


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("visual", "  ﻢﻌﻧ NATO ﻝﺎﻗ"),
        ("explicit", "  ﻢﻌﻧ NATO ﻝﺎﻗ"),
        ("konsole", "  ﻢﻌﻧ NATO ﻝﺎﻗ"),
        ("words", "  ﻧﻌﻢ NATO ﻗﺎﻝ"),
        ("lro", " \u200e\u202d ﻢﻌﻧ NATO ﻝﺎﻗ"),
        ("runs", " \u200e ﻧﻌﻢ\u200e NATO ﻗﺎﻝ\u200e"),
    ],
)
def test_bytes_of_the_table(name: str, sent: str) -> None:
    encoding = next(each for each in ENCODINGS.values() if each.name == name)
    assert encode("  ﻢﻌﻧ NATO ﻝﺎﻗ", encoding) == sent


@pytest.mark.parametrize(
    ("drawn_row", "sent"),
    [
        # a sign at a word is italic: in a run of its own whatever the font
        ("ﻢﻌﻧ(", "ﻧﻌﻢ\x1b[3m(\x1b[0m"),
        # a word half of which is bold is two runs
        ("ﻢ\x1b[1mﻌﻧ\x1b[0m", "ﻢ\x1b[1mﻧﻌ\x1b[0m"),
        # a colour is none: it stays on its column
        ("ﻢ\x1b[31mﻌﻧ\x1b[0m", "ﻧ\x1b[31mﻌﻢ\x1b[0m"),
        # what only has a comma of the script needs nothing
        ("19،", "19،"),
        ("١٢", "٢١"),
        ("abc", "abc"),
    ],
)
def test_words_of_kitty(drawn_row: str, sent: str) -> None:
    assert encode(drawn_row, ENCODINGS["words"]) == sent


def test_letters_that_do_not_join_stay_apart_where_they_are_shaped_anew() -> None:
    row = "".join(drawn("می‌شود", 8))
    assert "ﯽ\u200cﺷ" in encode(row, ENCODINGS["runs"])
    # reh never joins to what follows: nothing to keep apart
    assert "\u200c" not in encode("".join(drawn("دور", 8)), ENCODINGS["runs"])


def test_an_override_stands_once_at_the_left_edge_of_each_row() -> None:
    page = "\x1b[1;1H  PERSON ﺮﻤﻋ\n\x1b[2;1H  ORG\n\x1b[3;1H   "
    sent = encode(page, ENCODINGS["lro"])
    assert sent.count(LRO) == 3
    assert sent.startswith("\x1b[1;1H \u200e\u202d PERSON")


def test_a_part_of_a_row_has_no_edge_and_costs_nothing() -> None:
    part = "\x1b[7;31Hﺮﻤﻋ \x1b[1mﻝﺎﻗ\x1b[0m"
    assert encode(part, ENCODINGS["lro"]) == part


def test_mlterm_is_told_in_its_own_way() -> None:
    assert "use_ctl=false" in encoding_for("explicit", "mlterm").start
    assert "use_ctl=true" in encoding_for("explicit", "mlterm").end
    wrapped = encoding_for("explicit", "tmux", "mlterm")
    assert wrapped.start.startswith("\x1bPtmux;\x1b\x1b]5379;")
    assert wrapped.end.endswith("\x1b\\")
    assert encoding_for("visual", "tmux", "mlterm") == ENCODINGS["visual"]
    assert encoding_for("explicit", "vte") == ENCODINGS["explicit"]


def test_a_style_that_goes_on_is_kept() -> None:
    page = "  \x1b[31mﺮﻤﻋ\n\x1b[2;3Hﺮﻤﻋ red\x1b[0m no"
    for name in NAMES:
        sent = encode(page, ENCODINGS[name])
        kept, wanted = (parsed(text.replace("\n\x1b[2;3H", "|")) for text in (sent, page))
        assert [style for _, style in kept] == [style for _, style in wanted]


def test_other_sequences_pass_unchanged() -> None:
    for sequence in (
        "\x1b[?1049h", "\x1b[?2026h", "\x1b]52;c;2LfYsdix\x07", "\x1b]0;ﺮﻤﻋ\x1b\\", "\x1bP>|x\x1b\\", "\x1b[>1u", "\x1b7", "\x1b(B",
    ):  # fmt: skip
        for name in NAMES:
            assert encode(sequence, ENCODINGS[name]) == sequence


controls = st.sampled_from(["\x1b[1;1H", "\x1b[5;31H", "\n", "\r", "\x1b[?25l", OFF, RED, BOLD, "\x1b[3", "\x1b"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(any_text.map(lambda text: "".join(drawn(text, 12))), controls), max_size=12))
@pytest.mark.parametrize("name", NAMES)
def test_no_visible_character_is_lost_or_added(name: str, pieces: list[str]) -> None:
    encoding = next(each for each in ENCODINGS.values() if each.name == name)

    def seen(data: str) -> list[str]:
        data = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", data)
        return sorted(char for char in data if unicodedata.category(char) not in {"Cf", "Cc"})

    assert seen(encode("".join(pieces), encoding)) == seen("".join(pieces))


def test_plain_lines_need_no_mode() -> None:
    for encoding in ENCODINGS.values():
        lines = for_lines(encoding)
        assert not lines.start
        assert not lines.end
    assert for_lines(ENCODINGS["words"]).name == "words"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_set_is_undone(name: str) -> None:
    encoding: Encoding = next(each for each in ENCODINGS.values() if each.name == name)
    assert bool(encoding.start) == bool(encoding.end)
    assert replace(encoding, start=encoding.end) != encoding or not encoding.start
