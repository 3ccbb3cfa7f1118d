"""What any encoding must keep to: one text a cell, and no cell wider or narrower than it was."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given, settings
from rich.cells import cell_len

from tests.tui.rtl.texts import any_text, bases, widths
from tui.rtl import Cell, layout


@settings(max_examples=200, deadline=None)
@given(any_text, widths, bases)
def test_a_cell_is_as_wide_as_it_says(text: str, width: int, base: int | None) -> None:
    for line in layout(text, width, base=base).lines:
        cells = line.padded()
        assert [cell_len(cell.text) for cell in cells] == [cell.width for cell in cells]


def styled(text: str, width: int, start: int, end: int) -> list[tuple[str, bool]]:
    """The first line of a text as runs, with the code points [start, end) lit: how a widget draws."""
    cells = layout(text, width).lines[0].padded()

    def lit(cell: Cell) -> bool:
        return start < cell.end and cell.start < end

    return [("".join(cell.text for cell in run), is_lit) for is_lit, run in groupby(cells, lit)]


@pytest.mark.parametrize(
    ("text", "start", "end", "runs"),
    [
        # A name inside a word: its letters keep their joined forms.
        ("وباريس", 1, 6, [("      ", False), ("ﺲﻳﺭﺎﺑ", True), ("ﻭ", False)]),
        # A logical stretch over Arabic and Latin is two runs on the screen.
        ("قال NATO نعم", 2, 6, [("ﻢﻌﻧ ", False), ("NA", True), ("TO", False), (" ﻝ", True), ("ﺎﻗ", False)]),
        # Half of a lam-alef lights its cell.
        ("سلام", 2, 3, [("         ﻡ", False), ("ﻼ", True), ("ﺳ", False)]),
        ("abc", 1, 2, [("a", False), ("b", True), ("c         ", False)]),
    ],
)
def test_a_stretch_of_text_lights_its_cells(text: str, start: int, end: int, runs: list[tuple[str, bool]]) -> None:
    assert styled(text, 12, start, end) == runs
