"""Single lines: alignment, cutting, and that nothing harmful gets through; what an encoding may do."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.rtl.texts import any_text, bases, clean_line, renderings
from tui.rtl import Rendering, draw_line, layout, pad, visual
from tui.rtl.lines import ELLIPSIS, Align
from tui.rtl.shape import shape

aligns = st.sampled_from(["start", "left", "right"])


@pytest.mark.parametrize(
    ("text", "align", "expected"),
    [
        ("abc", "start", "abc       "),
        ("abc", "right", "       abc"),
        ("باب", "start", "       ﺏﺎﺑ"),
        ("باب", "left", "ﺏﺎﺑ       "),
        ("باب NATO", "start", "  NATO ﺏﺎﺑ"),
        ("NATO باب", "start", "NATO ﺏﺎﺑ  "),
        ("97", "start", "        97"),
        ("", "start", " " * 10),
        ("a\nb\tc", "start", "a b c     "),
        ("a\u202eb", "start", "a⟦RLO⟧b   "),
        ("a\rb", "start", "a⟦CR⟧b    "),
        ("a\x1b]0;x", "start", "a⟦ESC⟧]0;x"),
    ],
)
def test_a_line_stands_where_it_should(text: str, align: Align, expected: str) -> None:
    assert visual(text, 10, align=align) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Long title here", 8, "Long ti…"),
        ("Long title here", 15, "Long title here"),
        ("كتاب طويل", 9, "ﻞﻳﻮﻃ ﺏﺎﺘﻛ"),
        ("كتاب طويل", 7, "…ﻃ ﺏﺎﺘﻛ"),
        ("كتاب طويل", 1, "…"),
        ("كتاب طويل", 0, ""),
        # The cut is at the logical end, which in a right-to-left line is the left edge.
        ("في NATO مقر", 6, "…NA ﻲﻓ"),
        # What doesn't fit whole is left out whole.
        ("漢字かな", 4, "漢… "),
        ("a⟦b\u202ec", 5, "a⟦b… "),
    ],
)
def test_a_line_that_is_too_long_ends_in_an_ellipsis(text: str, width: int, expected: str) -> None:
    assert visual(text, width) == expected


def test_the_ellipsis_owns_what_is_left_out() -> None:
    cells = draw_line("كتاب طويل", 6)
    assert (cells[0].text, cells[0].start, cells[0].end) == (ELLIPSIS, 5, 9)
    assert [cell.column for cell in cells] == list(range(6))


def test_a_title_of_a_megabyte_is_cut_without_reading_it() -> None:
    text = "عنوان " * 200_000
    cells = draw_line(text, 20)
    assert (cells[0].text, cells[0].end) == (ELLIPSIS, len(text))
    assert [cell.start for cell in cells[1:]] == list(range(18, -1, -1))
    # Marks that pile up on one letter do not hide that there is more.
    assert draw_line("س" + "\u0301" * 10_000 + "ab", 20)[0].text == ELLIPSIS


@settings(max_examples=500, deadline=None)
@given(any_text, st.integers(0, 30), bases, aligns, renderings)
def test_a_line_has_exactly_its_width_and_nothing_harmful(
    text: str, width: int, base: int | None, align: Align, rendering: Rendering
) -> None:
    sent = visual(text, width, align=align, base=base, rendering=rendering)
    assert cell_len(sent) == width
    assert not {unicodedata.category(char) for char in sent} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not set(sent) & set("\u2028\u2029\ufe0e\ufe0f")


@settings(max_examples=500, deadline=None)
@given(any_text, st.integers(1, 30), bases, aligns, renderings)
def test_every_code_point_is_in_one_cell(
    text: str, width: int, base: int | None, align: Align, rendering: Rendering
) -> None:
    cells = draw_line(text, width, align=align, base=base, rendering=rendering)
    owned = sorted((cell.start, cell.end) for cell in cells)
    assert [offset for start, end in owned for offset in range(start, end)] == list(range(len(text)))
    column = cells[0].column if cells else 0
    for cell in cells:
        assert cell.column == column
        column += cell.width
    assert column <= width
    if align == "right" and cells:
        assert column == width
    if align == "left" and cells:
        assert cells[0].column == 0


@given(clean_line, bases)
def test_a_line_with_room_is_what_layout_gives(text: str, base: int | None) -> None:
    assert draw_line(text, 50, base=base) == layout(text, 50, base=base).lines[0].cells


def test_pad_fills_gaps_with_blanks_that_stand_for_nothing() -> None:
    cells = draw_line("باب", 6)
    padded = pad(cells, 8)
    assert [(cell.column, cell.width, cell.start, cell.text) for cell in padded] == [
        (0, 3, -1, "   "),
        (3, 1, 2, "ﺏ"),
        (4, 1, 1, "ﺎ"),
        (5, 1, 0, "ﺑ"),
        (6, 2, -1, "  "),
    ]
    assert pad((), 0) == []


def test_the_package_stands_alone() -> None:
    """It is imported before the first screen: only what Python brings, and no more of that than it needs."""
    program = "import sys; before = set(sys.modules); import tui.rtl; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    names = {name.partition(".")[0] for name in done.stdout.split()}
    assert names - sys.stdlib_module_names - {"tui", "_distutils_hack"} == set()


@given(clean_line)
def test_clean_news_text_is_never_marked_as_harmful(text: str) -> None:
    assert not any(cluster.harmful for cluster in shape(text))
