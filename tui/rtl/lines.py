"""One line of mixed text for lists, titles, dialogs and messages: cut to its width, never wrapped.

Whatever comes from outside (titles, names, file names, notes) is drawn through here or through `layout`, so that no
control character reaches the terminal.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, Literal

from tui.rtl.layout import Cell, pad, place
from tui.rtl.rendering import DRAWN, Rendering
from tui.rtl.wrapping import Paragraph, analyse, fit

Align = Literal["start", "left", "right"]
"""Where a line stands in its width; `start` is the edge at which its own direction starts."""

ELLIPSIS: Final = "…"
"""Stands at the logical end of a line that was cut; its cell owns all that is left out."""

# A title of a megabyte is not read to its end to draw its first line.
_READ_PER_CELL: Final = 16
_READ_LEAST: Final = 256

_BLANKS: Final = str.maketrans("\n\t", "  ")


def draw_line(
    text: str, width: int, *, align: Align = "start", base: int | None = None, rendering: Rendering = DRAWN
) -> tuple[Cell, ...]:
    """The cells of one line in column order, none where `width` is less than 1.

    Newlines and tabs are drawn as a space. `base` None takes the first strong character's direction, right to left
    where there is none. Offsets are into `text`.
    """
    if width < 1:
        return ()
    read = text[: width * _READ_PER_CELL + _READ_LEAST].translate(_BLANKS)
    paragraph = fit(analyse(read, base=base, default=1, rendering=rendering), width)
    flush_right = align == "right" or (align == "start" and paragraph.levels.base == 1)
    count, sums = len(paragraph.shaped.widths), paragraph.sums
    if sums[-1] <= width and len(read) == len(text):
        return place(paragraph, 0, count, width, flush_right=flush_right)
    stop = min(bisect_right(sums, width - 1) - 1, count)
    return _with_ellipsis(paragraph, stop, width, end=len(text), flush_right=flush_right)


def _with_ellipsis(paragraph: Paragraph, stop: int, width: int, *, end: int, flush_right: bool) -> tuple[Cell, ...]:
    cells = paragraph.sums[stop]
    left_edge = width - cells - 1 if flush_right else 0
    start = paragraph.shaped.starts[stop]
    if paragraph.levels.base and paragraph.rendering.ordered:
        kept = place(paragraph, 0, stop, left_edge + 1 + cells, flush_right=True)
        return (Cell(left_edge, 1, start, end, ELLIPSIS, harmful=False), *kept)
    kept = place(paragraph, 0, stop, left_edge + cells, flush_right=True)
    return (*kept, Cell(left_edge + cells, 1, start, end, ELLIPSIS, harmful=False))


def visual(
    text: str, width: int, *, align: Align = "start", base: int | None = None, rendering: Rendering = DRAWN
) -> str:
    """One line as a string of exactly `width` cells, from the left."""
    return "".join(
        cell.text for cell in pad(draw_line(text, width, align=align, base=base, rendering=rendering), width)
    )
