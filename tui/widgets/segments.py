"""A laid-out line as segments of a terminal line: each letter with the style of what it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment

from tui.marking import MARK, Overlay
from tui.palette import mark_style
from tui.rtl.layout import Line


def line_segments(
    line: Line, width: int, marks: Sequence[int], overlays: Sequence[Overlay], *, colours: bool
) -> list[Segment]:
    """Return one laid-out line as segments of exactly `width` cells.

    `marks`: one for each code point of the body; a cell takes those of all code points it stands for.
    """
    segments: list[Segment] = []
    text, style, column = "", mark_style(0, colours), 0
    for cell in line.cells:
        mark = 0
        for offset in range(cell.start, cell.end):
            mark |= marks[offset]
        if cell.harmful:
            mark |= MARK
        for overlay in overlays:
            if overlay.start < cell.end and cell.start < overlay.end:
                mark |= overlay.flags
        its = mark_style(mark, colours)
        gap = cell.column - column
        if gap > 0:
            if style is not mark_style(0, colours) and text:
                segments.append(Segment(text, style))
                text, style = "", mark_style(0, colours)
            text += " " * gap
        if its is not style:
            if text:
                segments.append(Segment(text, style))
            text, style = "", its
        text += cell.text
        column = cell.column + cell.width
    if text:
        segments.append(Segment(text, style))
    if column < width:
        segments.append(Segment(" " * (width - column), mark_style(0, colours)))
    return segments
