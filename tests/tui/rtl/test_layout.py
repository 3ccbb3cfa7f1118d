"""Lines and cells: what a reader sees, and the map between offsets and cells.

The tables of expected lines are written as the reader's eye goes, from the right edge to the left, one letter a cell,
letters in their plain form: `NATO`, which runs to the right, stands there as `OTAN`; brackets are drawn mirrored, so a
pair that faces inwards on the screen faces outwards here.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.rtl.texts import any_text, bases, renderings, widths
from tui.rtl import Cell, Layout, Line, Rendering, layout
from tui.rtl.characters import BOX
from tui.rtl.layout import lay_paragraph
from tui.rtl.levels import line_levels, mirrored, paragraph_levels
from tui.rtl.shape import Cluster, shape
from tui.rtl.wrapping import TAB_STOP


def plain(cell: Cell) -> str:
    """A cell's letters in plain form, in the order of the text."""
    return "".join(unicodedata.normalize("NFKC", char) if "\ufb50" <= char <= "\ufefc" else char for char in cell.text)


def from_right(line: Line) -> str:
    """What stands on a line from the right edge to the left, labels as one piece."""
    return "".join(plain(cell) for cell in reversed(line.padded()))


def from_left(line: Line) -> str:
    return "".join(plain(cell) for cell in line.padded())


def seen(text: str, width: int = 60, *, base: int | None = None) -> str:
    """A text that fits on one line, as it is seen from the right."""
    [line] = layout(text, width, base=base).lines
    return from_right(line).rstrip(" ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("السلام عليكم", "السلام عليكم"),
        ("قال حلف NATO شيئا", "قال حلف OTAN شيئا"),
        ("في BBC News أمس", "في sweN CBB أمس"),
        ("قتل 12 جنديا", "قتل 21 جنديا"),
        ("قتل ١٢ جنديا", "قتل ٢١ جنديا"),
        ("في عام 2020، قال", "في عام 0202، قال"),
        # A date in European digits after Arabic letters: each number runs to the right, slashes between them too.
        ("في 2020/11/25 وصل", "في 52/11/0202 وصل"),
        # Hyphens, unlike slashes, do not bind numbers after Arabic letters: the day stays at the right.
        ("في 25-11-2020 وصل", "في 52-11-0202 وصل"),
        ("في ٢٥/١١/٢٠٢٠ وصل", "في ٠٢٠٢/١١/٥٢ وصل"),
        # A percent sign binds to a number after Latin letters only; after Arabic ones it comes next, at the left.
        ("نسبة 45% من", "نسبة 54% من"),
        ("نسبة ٤٥٪ من", "نسبة ٥٤٪ من"),
        ("نسبة NATO 45% من", "نسبة %54 OTAN من"),
        ("بين 1,250.5 و3", "بين 5.052,1 و3"),
        # Brackets: the opening one is at the right of what it holds and opens to the left.
        ("الحلف (الناتو) قال", "الحلف )الناتو( قال"),
        ("الحلف (NATO) قال", "الحلف )OTAN( قال"),
        ("الحلف (NATO الأطلسي) قال", "الحلف )OTAN الأطلسي( قال"),
        ("المادة [5] من", "المادة ]5[ من"),
        ("«القوات» قالت", "»القوات« قالت"),
        # Curly and straight quotes have no mirrored glyph.
        ("“القوات” قالت", "“القوات” قالت"),
        ('"القوات" قالت', '"القوات" قالت'),
        ("قال: “We won’t go”.", "قال: “og t’now eW”."),
        ("وصل الوفد.", "وصل الوفد."),
        ("وصل وفد NATO.", "وصل وفد OTAN."),
        ("وصل 12.", "وصل 21."),
        ("هل وصل؟ نعم؛ لا، ربما!", "هل وصل؟ نعم؛ لا، ربما!"),
        ("مُحَمَّدٌ رَسُولٌ", "مُحَمَّدٌ رَسُولٌ"),
        # Lam-alef is one cell, then the marks of both its letters.
        ("لا لِأَنَّ الإمارات", "لا لأ\u0650\u064eنَّ الإمارات"),
        ("COVID-19 وباء", "91-DIVOC وباء"),
        # A number after a Latin word goes with it, comma and all.
        ("دونالد ترامب (Donald Trump، 74 عاما)", "دونالد ترامب )47 ،pmurT dlanoD عاما("),
        ("دونالد ترامب (Donald Trump) 74 عاما", "دونالد ترامب )pmurT dlanoD( 47 عاما"),
        ("صاروخ S-300 روسي", "صاروخ 003-S روسي"),
        ("البريد a@b.org هنا", "البريد gro.b@a هنا"),
        ("می‌خواهم", "می‌خواهم".replace("\u200c", "")),
    ],
)
def test_right_to_left_lines(text: str, expected: str) -> None:
    assert seen(text, base=1) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The word كتاب means book.", "The word باتك means book."),
        ("Hamas (حماس) said", "Hamas (سامح) said"),
        ("The «وكيل» said", "The «ليكو» said"),
        ("in 2020 عام ١٢", "in 2020 ١٢ ماع"),
        ("up 45% in عام 2020/11/25", "up 45% in 2020/11/25 ماع"),
    ],
)
def test_left_to_right_lines_stand_at_the_left(text: str, expected: str) -> None:
    [line] = layout(text, 40).lines
    # Seen from the left. No lam-alef here: its cell has two letters.
    assert from_left(line).rstrip(" ") == expected
    assert line.cells[0].column == 0


def test_a_right_to_left_line_ends_at_the_right_edge() -> None:
    [line] = layout("قال NATO.", 20).lines
    assert [cell.column for cell in line.cells] == list(range(11, 20))
    assert line.cells[-1][2:5] == (0, 1, "ﻗ")
    assert line.cells[0][2:5] == (8, 9, ".")


def test_each_paragraph_has_its_own_direction() -> None:
    lines = layout("عربي\nEnglish\n\n12", 10).lines
    assert [line.base for line in lines] == [1, 0, 1, 1]
    assert [line.base for line in layout("عربي\n12", 10, default=0).lines] == [1, 0]
    assert [line.base for line in layout("عربي\nEnglish", 10, base=0).lines] == [0, 0]
    assert [(line.start, line.end) for line in lines] == [(0, 4), (5, 12), (13, 13), (14, 16)]


def test_wrap_at_spaces() -> None:
    lines = layout("وصل الوفد إلى بيروت", 10).lines
    assert [from_right(line) for line in lines] == ["وصل الوفد ", "إلى بيروت "]
    assert [(line.start, line.end) for line in lines] == [(0, 10), (10, 19)]


def test_a_space_that_does_not_fit_hangs() -> None:
    text = "وصل الوفد   إلى"
    lines = layout(text, 9).lines
    assert [from_right(line) for line in lines] == ["وصل الوفد", "إلى      "]
    assert (lines[0].start, lines[0].end) == (0, 12)
    # A caret on the hung spaces stands on the line's last cell.
    assert layout(text, 9).cell_of(10) == (0, Cell(0, 1, 10, 11, " ", harmful=False))


def test_a_word_that_is_too_long_is_cut_between_clusters() -> None:
    lines = layout("فسيكفيكهمُ الله", 4).lines
    assert [from_right(line) for line in lines] == ["فسيك", "فيكه", "مُ   ", "الله"]
    assert [line.start for line in lines] == [0, 4, 8, 11]
    # Joining goes on over the cut, as the word is one.
    assert lines[0].cells[0].text == "ﻜ"


def test_lam_alef_counts_as_one_cell() -> None:
    assert [from_right(line) for line in layout("سلام لا", 5).lines] == ["سلام لا"]
    assert [from_right(line) for line in layout("سلام لا", 4).lines] == ["سلام ", "لا" + " " * 3]


def test_a_line_wraps_in_reading_order_before_it_is_turned() -> None:
    """Latin words of one phrase stand on their own line each in reading order."""
    lines = layout("قال Red Cross أمس", 8).lines
    assert [from_right(line) for line in lines] == ["قال deR ", "ssorC   ", "أمس     "]


def test_tabs_reach_to_their_stop() -> None:
    [line] = layout("اب\tج\tد", 40).lines
    starts = {cell.start: 40 - cell.column - cell.width for cell in line.cells}
    assert starts == {0: 0, 1: 1, 2: 2, 3: TAB_STOP, 4: TAB_STOP + 1, 5: 2 * TAB_STOP}
    assert from_right(line) == "اب" + " " * 6 + "ج" + " " * 7 + "د" + " " * 23
    lines = layout("abc\tdefgh\ti", 10).lines
    assert [from_left(line) for line in lines] == ["abc       ", "defgh   i "]


def test_what_is_wider_than_the_line_is_a_box() -> None:
    assert [cell.text for line in layout("漢\u202e\tب", 1).lines for cell in line.cells] == [BOX, BOX, "ﺏ"]


def test_an_override_shows_and_acts() -> None:
    """A file name that pretends to be a picture."""
    [line] = layout("invoice\u202egpj.exe", 40, base=0).lines
    assert from_left(line).rstrip(" ") == "invoice⟦RLO⟧exe.jpg"
    assert [cell.start for cell in line.cells if cell.harmful] == [7]


def test_controls_stand_at_their_place_in_right_to_left_text() -> None:
    assert seen("قال\u200f NATO\u202c.") == "قال· OTAN⟦PDF⟧."
    assert seen("قا\x1b[31mل", base=1) == "قا⟦ESC⟧]m13ل"


def test_empty_text_is_one_line() -> None:
    empty = layout("", 10)
    assert [(line.start, line.end, line.base, line.cells) for line in empty.lines] == [(0, 0, 1, ())]
    assert empty.cell_of(0) == (0, Cell(9, 1, 0, 0, " ", harmful=False))
    assert layout("", 10, default=0).cell_of(0) == (0, Cell(0, 1, 0, 0, " ", harmful=False))
    assert [empty.offset_at(0, column) for column in (0, 9)] == [0, 0]


def test_any_offset_inside_a_cluster_has_its_cell() -> None:
    laid = layout("لَأ مُ", 10)
    assert [laid.cell_of(offset)[1][:4] for offset in range(3)] == [(9, 1, 0, 3)] * 3
    assert laid.cell_of(4)[1][:4] == laid.cell_of(5)[1][:4] == (7, 1, 4, 6)


def test_places_beyond_the_text_give_its_nearest_end() -> None:
    laid = layout("عربي هنا\nEnglish", 6)
    assert [(line.start, line.end) for line in laid.lines] == [(0, 5), (5, 8), (9, 15), (15, 16)]
    assert laid.offset_at(1, 0) == 8  # the end of the paragraph
    assert laid.offset_at(0, 0) == 0 + 4  # the line goes on: its last cluster
    assert laid.offset_at(3, 5) == 16
    assert laid.offset_at(99, 0) == 15
    assert laid.offset_at(-1, 99) == 0
    assert [laid.line_of(offset) for offset in (0, 4, 5, 8, 9, 16)] == [0, 0, 1, 1, 2, 3]


def test_a_paragraph_is_laid_out_alone() -> None:
    text = "قال NATO شيئا طويلا\nثم English هنا"
    whole = layout(text, 9).lines
    first, second = text.split("\n")
    apart = (*lay_paragraph(first, 9), *lay_paragraph(second, 9, offset=len(first) + 1))
    assert [line.cells for line in whole] == [line.cells for line in apart]


def hung(line: Line, laid_out: str) -> range:
    """The spaces of a line that have no cell."""
    drawn = sum(cell.end - cell.start for cell in line.cells)
    assert all(unicodedata.category(char) == "Zs" or char == "\t" for char in laid_out[line.start + drawn : line.end])
    return range(line.start + drawn, line.end)


def clusters_of(text: str, rendering: Rendering) -> list[Cluster]:
    """The clusters of a text in its own offsets, paragraph by paragraph."""
    found: list[Cluster] = []
    offset = 0
    for paragraph in text.split("\n"):
        found.extend(
            c._replace(start=c.start + offset, end=c.end + offset) for c in shape(paragraph, rendering=rendering)
        )
        offset += len(paragraph) + 1
    return found


@settings(max_examples=500, deadline=None)
@given(any_text, widths, bases, renderings)
def test_lines_own_the_text(text: str, width: int, base: int | None, rendering: Rendering) -> None:
    lines = layout(text, width, base=base, rendering=rendering).lines
    owned = [offset for line in lines for offset in range(line.start, line.end)]
    assert owned == [offset for offset, char in enumerate(text) if char != "\n"]
    assert sum(line.ends_paragraph for line in lines) == text.count("\n") + 1


@settings(max_examples=500, deadline=None)
@given(any_text, widths, bases, renderings)
def test_every_visible_cluster_has_exactly_one_cell_run(
    text: str, width: int, base: int | None, rendering: Rendering
) -> None:
    laid = layout(text, width, base=base, rendering=rendering)
    cells = [cell for line in laid.lines for cell in line.cells]
    without = {offset for line in laid.lines for offset in hung(line, text)}
    assert sorted((cell.start, cell.end) for cell in cells) == [
        (cluster.start, cluster.end) for cluster in clusters_of(text, rendering) if cluster.start not in without
    ]


@settings(max_examples=500, deadline=None)
@given(any_text, widths, bases, renderings)
def test_cells_stand_side_by_side_within_the_width(
    text: str, width: int, base: int | None, rendering: Rendering
) -> None:
    for line in layout(text, width, base=base, rendering=rendering).lines:
        column = line.cells[0].column if line.cells else 0
        for cell in line.cells:
            assert cell.column == column
            assert cell.width >= 1
            column += cell.width
        assert column <= width
        if line.cells:
            assert line.base == 0 or column == width
            assert line.base == 1 or line.cells[0].column == 0
        assert [cell.column for cell in line.padded() if cell.start >= 0] == [cell.column for cell in line.cells]


@settings(max_examples=500, deadline=None)
@given(any_text, widths, bases, renderings)
def test_offset_to_cell_to_offset_is_the_identity(
    text: str, width: int, base: int | None, rendering: Rendering
) -> None:
    laid = layout(text, width, base=base, rendering=rendering)
    for offset in range(len(text) + 1):
        index, cell = laid.cell_of(offset)
        assert laid.lines[index].start <= offset <= laid.lines[index].end
        assert 0 <= cell.column <= width - 1
        if cell in laid.lines[index].cells:
            assert cell.start <= offset < cell.end
            for column in range(cell.column, cell.column + cell.width):
                assert laid.offset_at(index, column) == cell.start
        else:
            assert cell.start == offset


@settings(max_examples=500, deadline=None)
@given(any_text, widths, bases, renderings)
def test_the_screen_measures_what_layout_counted(text: str, width: int, base: int | None, rendering: Rendering) -> None:
    for line in layout(text, width, base=base, rendering=rendering).lines:
        for cell in line.padded():
            assert cell_len(cell.text) == cell.width
        sent = "".join(cell.text for cell in line.padded())
        assert cell_len(sent) == width
        assert not {unicodedata.category(char) for char in sent} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@settings(max_examples=500, deadline=None)
@given(st.lists(st.text(st.sampled_from("ابتسلكN5،"), min_size=1, max_size=9), max_size=12), st.integers(9, 30))
def test_lines_are_as_full_as_whole_words_allow(words: list[str], width: int) -> None:
    """No word is cut that fits on a line, and none is put on the next line that fits on this one."""
    text = " ".join(words)
    lines = layout(text, width, base=1).lines
    pieces = [text[line.start : line.end].split(" ") for line in lines]
    assert [word for piece in pieces for word in piece if word] == words
    for line, following in pairwise(lines):
        used = sum(cluster.width for cluster in shape(text[line.start : line.end].rstrip(" ")))
        next_word = text[following.start : following.end].partition(" ")[0]
        assert used + 1 + sum(cluster.width for cluster in shape(next_word)) > width


@settings(max_examples=300, deadline=None)
@given(any_text, widths, bases)
def test_brackets_are_mirrored_where_the_level_is_odd(text: str, width: int, base: int | None) -> None:
    text = text.replace("\n", " ")
    paragraph = paragraph_levels(text, base, default=1)
    for line in layout(text, width, base=base).lines:
        if not line.cells:
            continue
        levels = line_levels(paragraph, line.start, line.end)
        for cell in line.cells:
            char = text[cell.start]
            if mirrored(char) != char and cell.text[0] != BOX:
                assert cell.text[0] == (mirrored(char) if levels[cell.start - line.start] & 1 else char)


def test_brackets_in_deeper_levels() -> None:
    """Right to left inside left to right inside right to left."""
    [line] = layout("ا \u2066a \u2067ب (ج)\u2069\u2069 د", 60).lines
    assert from_left(line).strip() == "د ⟦PDI⟧a ⟦RLI⟧(ج) ب⟦PDI⟧⟦LRI⟧ ا"


def test_isolate_marks_stand_around_what_they_isolate() -> None:
    [line] = layout("قال \u2068NATO 5\u2069 ثم", 60).lines
    assert from_right(line).rstrip() == "قال ⟦FSI⟧5 OTAN⟦PDI⟧ ثم"


@settings(max_examples=300, deadline=None)
@given(any_text, widths)
def test_marks_are_sent_after_the_letter_that_they_belong_to(text: str, width: int) -> None:
    for line in layout(text, width).lines:
        for cell in line.cells:
            assert unicodedata.category(cell.text[0]) not in ("Mn", "Me")


def test_many_tabs_and_long_words_cost_time_in_proportion() -> None:
    """Each of these took minutes where a line looked at all of its paragraph."""
    count = 60_000
    for text in ("\t" * count, "ا" * count, " " * count, "a " * (count // 2), "ب\u0301" * count):
        laid: Layout = layout(text, 40)
        assert laid.lines[-1].end == len(text)
