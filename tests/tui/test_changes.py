"""Only what changed is sent, and the screen is the same: played into models of terminals, paint by paint."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.driving import REVIEWER, seed_like
from tests.tui.rtl.test_stream import Shown as Cells
from tests.tui.rtl.test_stream import drawn, kitty, lit, plain, reordering, rows, styled
from tests.tui.terminal import Terminal, muraji
from tui.rtl.encode import ENCODINGS, Name
from tui.rtl.stream import encode
from tui.terminal.changes import Shown

HEIGHT, LEFT, RIGHT, WIDTH = 3, 1, 26, 22
"""Two panes of one height, blank columns between them."""

_PIECE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|[^\x1b]")


class Grid:
    """What a terminal keeps: in each cell text and style; nothing is reordered here."""

    def __init__(self) -> None:
        self.rows = [[(" ", "")] * 50 for _ in range(HEIGHT)]
        self._at = (0, 0)
        self._style = ""

    def feed(self, data: str) -> None:
        """Take output."""
        for piece in _PIECE.findall(data):
            row, column = self._at
            if piece[0] != "\x1b":
                if piece in "\u200e\u202d\u200c" or "\u064b" <= piece <= "\u0652":
                    text, style = self.rows[row][column - 1]
                    self.rows[row][column - 1] = (text + piece, style)
                else:
                    self.rows[row][column] = (piece, self._style)
                    self._at = (row, column + 1)
            elif piece[-1] == "m":
                self._style = "" if piece == "\x1b[0m" else self._style + piece
            else:
                assert piece[-1] == "H", piece
                line, _, place = piece[2:-1].partition(";")
                self._at = (int(line) - 1, int(place) - 1)

    def row(self, number: int) -> str:
        """Return a row as it would be sent whole."""
        return styled([text for text, _ in self.rows[number]], [style for _, style in self.rows[number]])


def seen(cells: Cells) -> Cells:
    """Cells as they are seen: of a blank, the colour of letters is not."""
    return [(text, "" if text == " " and style in {"\x1b[31m", "\x1b[1m"} else style) for text, style in cells]


paints = st.lists(
    st.tuples(
        st.integers(0, HEIGHT - 1),
        st.sampled_from([LEFT, RIGHT]),
        rows,
        st.integers(0, WIDTH),
        st.integers(0, 8),
        st.sampled_from(["\x1b[7m", "\x1b[31m", "\x1b[1m"]),
    ),
    max_size=8,
)


Paint = tuple[int, int, str, int, int, str]
"""Row, column, text, and a stretch of it with its style."""


def painted(paint: Paint) -> str:
    """One line of a pane, as Textual writes it."""
    row, column, text, start, length, style = paint
    cells = drawn(text, WIDTH - 3)
    return f"\x1b[{row + 1};{column + 1}H" + styled([*cells, " "], lit(len(cells) + 1, start, length, style)) + "\n"


def first(shown: Shown) -> str:
    return shown.changes("".join(f"\x1b[{row + 1};1H{' ' * 50}\n" for row in range(HEIGHT)) + "\x1b[?25l")


def sequences(data: str) -> str:
    return data.replace("\x1b[?25l", "")


@settings(max_examples=120, deadline=None)
@given(paints)
def test_as_drawn_the_screen_is_the_same_for_less(given_paints: list[Paint]) -> None:
    shown, ours, theirs = Shown(ENCODINGS["visual"]), Grid(), Grid()
    ours.feed(sequences(first(shown)))
    for paint in given_paints:
        data = painted(paint)
        less = shown.changes(data)
        ours.feed(less)
        theirs.feed(data.replace("\n", ""))
        assert [seen(row) for row in ours.rows] == [seen(row) for row in theirs.rows]
        assert shown.changes(data) == "", "what is shown is not sent again"


@settings(max_examples=120, deadline=None)
@given(paints, st.booleans())
@pytest.mark.parametrize("name", ["words", "runs", "lro"])
def test_in_an_encoding_too(name: Name, given_paints: list[Paint], has: bool) -> None:
    encoding = ENCODINGS[name]
    shown, ours, theirs = Shown(encoding), Grid(), Grid()
    ours.feed(sequences(encode(first(shown), encoding, at_edge=False)))
    for paint in given_paints:
        data = painted(paint)
        ours.feed(encode(shown.changes(data), encoding, at_edge=False))
        theirs.feed(data.replace("\n", ""))
        for number in range(HEIGHT):
            row = ours.row(number)
            what = plain(kitty(row, font_has_arabic=has) if name == "words" else reordering(row))
            assert seen(what) == seen(theirs.rows[number])


def shown_after(*outputs: str, name: Name = "visual") -> list[str]:
    shown = Shown(ENCODINGS[name])
    return [shown.changes(output) for output in outputs]


ROW = "\x1b[2;5H"


@pytest.mark.parametrize(
    ("before", "after", "sent"),
    [
        (f"{ROW}abcdef", f"{ROW}abcdef", ""),
        (f"{ROW}abcdef", f"{ROW}abXdef", "\x1b[2;7HX"),
        # a movement costs more than three letters
        (f"{ROW}abcdef", f"{ROW}XbcdeX", f"{ROW}XbcdeX"),
        (f"{ROW}abcdefghijkl", f"{ROW}XbcdefghijkX", "\x1b[2;5HX\x1b[2;16HX"),
        (f"{ROW}abc", f"{ROW}a\x1b[7mb\x1b[0mc", "\x1b[2;6H\x1b[7mb\x1b[0m"),
        # the colour of letters is not seen on a blank, a reversed blank is
        (f"{ROW}a b", f"{ROW}a\x1b[31m \x1b[0mb", ""),
        (f"{ROW}a b", f"{ROW}a\x1b[7m \x1b[0mb", "\x1b[2;6H\x1b[7m \x1b[0m"),
        (f"{ROW}a b", f"{ROW}a\x1b[44m \x1b[0mb", "\x1b[2;6H\x1b[44m \x1b[0m"),
        (f"{ROW}a b", f"{ROW}a\x1b[38;5;200m \x1b[0mb", ""),
        # the same style said in another way
        (f"{ROW}\x1b[1m\x1b[31ma\x1b[0mb", f"{ROW}\x1b[31;1;49ma\x1b[39;0mb", ""),
        (f"{ROW}\x1b[1;4;97ma\x1b[0m", f"{ROW}\x1b[1m\x1b[4m\x1b[31m\x1b[97ma\x1b[0m", ""),
        (f"{ROW}\x1b[1;7ma\x1b[0m", f"{ROW}\x1b[1;7;22;27ma\x1b[0m", f"{ROW}a"),
        (f"{ROW}a", f"{ROW}\x1b[38;5;9;48;2;1;2;3ma\x1b[0m", f"{ROW}\x1b[38;5;9;48;2;1;2;3ma\x1b[0m"),
        (f"{ROW}a", f"{ROW}\x1b[107ma\x1b[0m", f"{ROW}\x1b[107ma\x1b[0m"),
        # what is not known is sent as it is
        (f"{ROW}a", f"{ROW}\x1b[53ma\x1b[0m", f"{ROW}\x1b[53ma\x1b[0m"),
        (f"{ROW}a", f"{ROW}\x1b[38;7ma\x1b[0m", f"{ROW}\x1b[38;7ma\x1b[0m"),
        # a blank between two words of one style goes along in it
        (f"{ROW}ab cd", f"{ROW}\x1b[31mxy zw\x1b[0m", f"{ROW}\x1b[31mxy zw\x1b[0m"),
        (f"{ROW}ab cd", f"{ROW}\x1b[7mxy\x1b[0m zw", f"{ROW}\x1b[7mxy\x1b[0m zw"),
        # marks have no column: Arabic ones, and others
        (f"{ROW}قُتل", f"{ROW}قُتم", "\x1b[2;7Hم"),
        (f"{ROW}का ab", f"{ROW}का ac", "\x1b[2;8Hc"),
        # a letter that hung over its edge leaves nothing on the blank beside it
        (f"{ROW}  قال  ", f"{ROW}       ", "\x1b[2;6H     "),
        (f"{ROW}  abc  ", f"{ROW}       ", "\x1b[2;7H   "),
        # a wide character: the stretch goes out as it came
        (f"{ROW}a漢b", f"{ROW}a漢c", f"{ROW}a漢c"),
        (f"{ROW}a漢b", f"{ROW}a漢b", ""),
        # written over its second half, it is gone
        (f"{ROW}漢b", "\x1b[2;6Hxb", "\x1b[2;6Hxb"),
        (f"{ROW}a漢b", f"{ROW}ax", "\x1b[2;6Hx"),
        # what was never drawn is not known, what stands beside it is
        (f"{ROW}ab\x1b[2;14Hcd", f"{ROW}ab       cd", "\x1b[2;7H       "),
    ],
)
def test_what_is_sent(before: str, after: str, sent: str) -> None:
    assert shown_after("\x1b[?25l", before, after)[-1] == sent


def test_a_wide_character_that_lost_a_half_is_not_taken_for_shown() -> None:
    assert shown_after("\x1b[?25l", f"{ROW}漢b", "\x1b[2;6Hxb", f"{ROW}漢")[-1] == f"{ROW}漢"


@pytest.mark.parametrize(
    "sequence",
    ["\x1b[2J", "\x1b[K", "\x1b[?1049h", "\x1bc", "\x1b[3S", "\x1b[L", "\x08", "\x1b[5A"],
)
def test_what_may_change_the_screen_makes_it_unknown(sequence: str) -> None:
    assert shown_after(f"{ROW}abc", sequence, f"{ROW}abc")[1:] == [sequence, f"{ROW}abc"]


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[?2026h",
        "\x1b[?1006l",
        "\x1b[>1u",
        "\x1b[<u",
        "\x1b]52;c;YQ==\x07",
        "\x07",
        "\x1b[?2026$p",
        "\x1bP>|x\x1b\\",
    ],
)
def test_modes_and_strings_pass_and_change_nothing(sequence: str) -> None:
    assert shown_after("\x1b[?25l", f"{ROW}abc", sequence, f"{ROW}abc")[2:] == [sequence, ""]


def test_a_cursor_that_is_seen_is_where_it_should_be() -> None:
    assert shown_after(f"{ROW}abc", f"{ROW}abc\x1b[9;9H", "\x1b[9;9H")[1:] == ["\x1b[9;9H", ""]
    assert shown_after("\x1b[?25l", f"{ROW}abc", f"{ROW}abc\x1b[9;9H")[-1] == ""


def test_text_whose_place_is_not_known_passes() -> None:
    assert shown_after("abc", "abc") == ["abc", "abc"]


def test_ends_of_rows_are_not_sent() -> None:
    assert shown_after("\x1b[?25l", f"{ROW}abc\n\n\n\x1b[4;1Hx", f"{ROW}abc\n\n")[1:] == [f"{ROW}abc\x1b[4;1Hx", ""]


def test_forgotten_it_is_sent_again() -> None:
    shown = Shown(ENCODINGS["visual"])
    shown.changes(f"{ROW}abc")
    shown.forget()
    assert shown.changes(f"{ROW}abc") == f"{ROW}abc"


# -- the app


def test_a_screen_that_somebody_wrote_on_is_drawn_anew_by_a_key(tmp_path: Path) -> None:
    path = seed_like(tmp_path)
    with Terminal(muraji("review", "--store", str(path), "--by", REVIEWER)) as terminal:
        terminal.read(until="accept", limit=30)
        before = terminal.text
        terminal.scribble("\x1b[5;1Hwrote all over it")
        assert terminal.text != before
        terminal.answer("\x0c")
        assert terminal.text == before
        terminal.send(b"\x11")
        assert terminal.wait() == 0


def test_a_resized_screen_is_whole(tmp_path: Path) -> None:
    path = seed_like(tmp_path)
    with Terminal(muraji("review", "--store", str(path), "--by", REVIEWER)) as terminal:
        terminal.read(until="accept", limit=30)
        before = terminal.text
        for columns, lines in ((60, 20), (100, 30), (80, 24)):
            terminal.resize(columns, lines)
            terminal.read(quiet=0.5)
            assert "accept" in terminal.lines[-1]
        assert terminal.text == before
        terminal.send(b"\x11")
        assert terminal.wait() == 0
