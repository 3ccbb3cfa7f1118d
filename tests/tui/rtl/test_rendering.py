"""What is left to the terminal: letters as they are in the text, cells in its order. The rest holds as it does else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from tests.tui.rtl.texts import any_text, bases, renderings, widths
from tui.rtl import DRAWN, Rendering, draw_line, layout
from tui.rtl.characters import BOX
from tui.rtl.lines import ELLIPSIS

SEPARATE = Rendering(joined=False)
AS_TEXT = Rendering(joined=False, ordered=False)
FORMS = Rendering(ordered=False)

WORDS = [chr(code) for code in range(0xFDF0, 0xFDFD)]
"""Ligatures that are drawn as their letters."""


def sent(text: str, rendering: Rendering, width: int = 40) -> list[str]:
    """What each cell of a line sends, from the left."""
    return [cell.text for cell in draw_line(text, width, rendering=rendering)]


@pytest.mark.parametrize(
    ("rendering", "cells"),
    [
        (DRAWN, ["(", "ﺎ", "ﺌ", "ﻴ", "ﺷ", ")", " ", "٥", "٤", " ", "N", "O", " ", "ﻻ"]),
        (SEPARATE, ["(", "ا", "ئ", "ي", "ش", ")", " ", "٥", "٤", " ", "N", "O", " ", "ا", "ل"]),
        (AS_TEXT, ["ل", "ا", " ", "N", "O", " ", "٥", "٤", " ", "(", "ش", "ي", "ئ", "ا", ")"]),
        (FORMS, ["ﻻ", " ", "N", "O", " ", "٥", "٤", " ", "(", "ﺷ", "ﻴ", "ﺌ", "ﺎ", ")"]),
    ],
)
def test_what_is_sent(rendering: Rendering, cells: list[str]) -> None:
    assert sent("لا NO ٥٤ (شيئا)", rendering) == cells


@pytest.mark.parametrize("rendering", [DRAWN, SEPARATE, AS_TEXT, FORMS])
def test_a_line_stands_at_the_edge_of_its_paragraph(rendering: Rendering) -> None:
    right, left = layout("قال نعم.\nyes قال", 20, rendering=rendering).lines
    assert (right.cells[-1].column, left.cells[0].column) == (19, 0)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("ڵێە", ["ڵ", "ێ", "ە"]),  # not the nearest letter with a mark
        ("لَأُ", ["ل\u064e", "أ\u064f"]),
        ("می\u200cشود", ["م", "ی", "ش", "و", "د"]),
        ("ﻣﻼ", ["ﻣ", "ﻼ"]),  # forms that stand in the text
        ("\u202eا\u0600", ["⟦RLO⟧", "ا", BOX]),
        ("ﷲ", ["الله"]),
    ],
)
def test_letters_are_those_of_the_text(text: str, cells: list[str]) -> None:
    assert sent(text, AS_TEXT) == cells


def test_what_is_cut_ends_in_its_ellipsis_where_reading_ends() -> None:
    assert sent("كتاب طويل", SEPARATE, 6) == [ELLIPSIS, " ", "ب", "ا", "ت", "ك"]
    assert sent("كتاب طويل", AS_TEXT, 6) == ["ك", "ت", "ا", "ب", " ", ELLIPSIS]


def test_places_beyond_the_cells_are_the_ends_that_they_are_next_to() -> None:
    text = "قال"
    assert [layout(text, 9, rendering=DRAWN).offset_at(0, column) for column in (0, 8)] == [3, 0]
    as_text = layout(text, 9, rendering=AS_TEXT)
    assert [as_text.offset_at(0, column) for column in (0, 6, 8)] == [0, 0, 2]
    assert as_text.cell_of(3)[1][:3] == (8, 1, 3)  # no free column follows at the right edge


@given(any_text, widths, bases)
def test_cells_in_the_order_of_the_text(text: str, width: int, base: int | None) -> None:
    for line in layout(text, width, base=base, rendering=AS_TEXT).lines:
        assert [cell.start for cell in line.cells] == sorted(cell.start for cell in line.cells)
        for cell in line.cells:
            char = text[cell.start]
            if unicodedata.category(char) in ("Lo", "Nd", "Ps", "Pe") and not cell.harmful and char not in WORDS:
                assert cell.text[0] in (char, BOX)


@given(any_text, renderings)
def test_lines_are_broken_at_the_same_places(text: str, rendering: Rendering) -> None:
    """The order on the line does not change where lines are broken."""
    ordered = layout(text, 12, rendering=rendering._replace(ordered=True)).lines
    as_text = layout(text, 12, rendering=rendering._replace(ordered=False)).lines
    assert [(line.start, line.end) for line in ordered] == [(line.start, line.end) for line in as_text]
