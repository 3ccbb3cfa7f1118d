"""Paragraphs to lines to cells: where every code point of a text is drawn, and what every cell stands for.

A text is cut into paragraphs at newlines; each is laid out alone by `lay_paragraph`, a pure function of its text, the
width and the base direction. Lines are wrapped at spaces, words that are too long between clusters. The lines cover the
text: each owns [start, end), its newline belongs to the position after its last character.

    text    قال NATO شيئا          offsets 0..12, base 1
    cells    ﺎﺌﻴﺷ NATO ﻝﺎﻗ         columns from the left; cell.start runs 12 11 10 9 8 4 5 6 7 3 2 1 0

The cells of a line are worked out when they are first asked for: of 400 lines, a screen shows 24.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from tui.rtl.characters import BOX
from tui.rtl.levels import Levels, fill_removed, line_levels, mirrored, paragraph_levels, visual_order
from tui.rtl.shape import Shaped, shape_columns

TAB_STOP: Final = 8
"""Cells between tab stops, counted from the edge at which the line starts."""


class Cell(NamedTuple):
    """One cluster on its line: a run of `width` columns. A tuple: a screen has 2,000 of them."""

    column: int
    """Leftmost column, counted from 0 at the left."""
    width: int
    start: int
    """First code point of the text it stands for; -1 in a blank that stands for none."""
    end: int
    text: str
    """What to send: glyph and marks, mirrored where its level asks for it."""
    harmful: bool
    """True where a mark stands for a character that isn't sent."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's levels and clusters."""

    levels: Levels
    shaped: Shaped


@dataclass(frozen=True)
class Line:
    """One line: the stretch [start, end) of the text and its cells."""

    start: int
    end: int
    """After the last code point owned, hung spaces included, the newline not."""
    base: int
    """1 if its paragraph runs right to left: it stands at the right edge and is read from there."""
    width: int
    """Columns it was laid out for."""
    ends_paragraph: bool
    _paragraph: Paragraph = field(repr=False, compare=False)
    _offset: int = field(repr=False)
    _clusters: tuple[int, int, int] = field(repr=False)
    """First cluster, the one after the last drawn, the one after the last owned."""

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All cells in column order, without gaps between them. Spaces that hang past the edge have none."""
        first, drawn, _ = self._clusters
        return place(self._paragraph, first, drawn, self.width, offset=self._offset, flush_right=self.base == 1)

    def padded(self) -> list[Cell]:
        """The cells with a blank (start -1) for the empty columns: together exactly `width` columns."""
        return pad(self.cells, self.width)

    def cell_of(self, offset: int) -> Cell:
        """The cell that draws an offset of this line.

        For a hung space or the line's end: a blank of one column (start == offset) where a caret belongs, which is the
        next free column, or the last cell's place when the line is full.
        """
        for cell in self.cells:
            if cell.start <= offset < cell.end:
                return cell
        cells = self.cells
        if self.base:
            column = max(0, (cells[0].column if cells else self.width) - 1)
        else:
            column = min(self.width - 1, cells[-1].column + cells[-1].width if cells else 0)
        return Cell(column, 1, offset, min(offset + 1, max(self.end, offset)), " ", harmful=False)

    def offset_at(self, column: int) -> int:
        """The start of the cluster drawn at a column; beyond the cells, the line's start or end, whichever is nearer.

        The end of a line that the paragraph goes on after is its last cluster: the offset after it is the next line's.
        """
        cells = self.cells
        if cells and cells[0].column <= column < cells[-1].column + cells[-1].width:
            return cells[bisect_right([cell.column for cell in cells], column) - 1].start
        if cells and (column < cells[0].column) == (self.base == 0):
            return self.start
        if self.ends_paragraph:
            return self.end
        return self._offset + self._paragraph.shaped.starts[self._clusters[2] - 1]


@dataclass(frozen=True)
class Layout:
    """A text laid out for a width: its lines from the top. There is always at least one."""

    lines: tuple[Line, ...]
    width: int

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_of(self, offset: int) -> int:
        """Index of the line that owns an offset. A newline is owned by the line it ends, the text's end by the last."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def cell_of(self, offset: int) -> tuple[int, Cell]:
        """Line index and cell of an offset, 0 to the length of the text; see `Line.cell_of`."""
        index = self.line_of(offset)
        return index, self.lines[index].cell_of(offset)

    def offset_at(self, line: int, column: int) -> int:
        """The offset drawn at a place; see `Line.offset_at`. Lines and columns outside are taken to the nearest."""
        return self.lines[min(max(line, 0), len(self.lines) - 1)].offset_at(column)


def layout(text: str, width: int, *, base: int | None = None, default: int = 1) -> Layout:
    """A text laid out in `width` columns (at least 1).

    `base` 0 or 1 gives every paragraph that direction; None takes each one's own, `default` where it has no strong
    character.
    """
    width = max(1, width)
    lines: list[Line] = []
    offset = 0
    for paragraph in text.split("\n"):
        lines.extend(lay_paragraph(paragraph, width, offset=offset, base=base, default=default))
        offset += len(paragraph) + 1
    return Layout(tuple(lines), width)


def lay_paragraph(
    text: str, width: int, *, offset: int = 0, base: int | None = None, default: int = 1
) -> tuple[Line, ...]:
    """The lines of one paragraph (no newline inside), at least one. `offset` is its place in the whole text."""
    analysed = analyse(text, base=base, default=default)
    paragraph = Paragraph(analysed.levels, fit(analysed.shaped, width))
    starts = paragraph.shaped.starts
    ranges = _wrap(paragraph.shaped, width)
    last = len(ranges) - 1
    return tuple(
        Line(
            offset + starts[clusters[0]],
            offset + starts[clusters[2]],
            paragraph.levels.base,
            width,
            index == last,
            paragraph,
            offset,
            clusters,
        )
        for index, clusters in enumerate(ranges)
    )


def analyse(text: str, *, base: int | None = None, default: int = 1) -> Paragraph:
    """Levels and clusters of one paragraph: all of its layout that doesn't depend on the width."""
    return Paragraph(paragraph_levels(text, base, default=default), shape_columns(text))


def fit(shaped: Shaped, width: int) -> Shaped:
    """The clusters with those that are wider than a line as a mark of one cell; tabs as the single blanks they were."""
    if not shaped.tabs and max(shaped.widths, default=0) <= width:
        return shaped
    fitted = shaped._replace(glyphs=list(shaped.glyphs), widths=list(shaped.widths), marks=dict(shaped.marks))
    for k, cells in enumerate(shaped.widths):
        if cells > width:
            fitted.glyphs[k] = BOX
            fitted.widths[k] = 1
            fitted.marks.pop(k, None)
    return fitted


def _wrap(shaped: Shaped, width: int) -> list[tuple[int, int, int]]:
    """For each line: its first cluster, the one after the last that is drawn, the one after the last that it owns.

    Takes fitted clusters; gives tabs the widths that they have on their line.
    """
    count = len(shaped.widths)
    if not count:
        return [(0, 0, 0)]
    spaces = shaped.spaces
    is_space = frozenset(spaces)
    sums = [0, *accumulate(shaped.widths)]
    lines: list[tuple[int, int, int]] = []
    first = 0
    while first < count:
        drawn = _fill_line(shaped, first, width) if shaped.tabs else bisect_right(sums, sums[first] + width, first) - 1
        owned = drawn
        while owned < count and owned in is_space:
            owned += 1  # hangs past the edge
        if owned == drawn and drawn < count:
            space = bisect_left(spaces, drawn) - 1
            if space >= 0 and spaces[space] >= first:
                drawn = owned = spaces[space] + 1
        lines.append((first, drawn, owned))
        first = owned
    return lines


def _fill_line(shaped: Shaped, first: int, width: int) -> int:
    """The cluster after the last that fits on a line from `first`, where tabs reach to their stops."""
    tabs = shaped.tabs
    tab = bisect_left(tabs, first)
    column = 0
    for k in range(first, len(shaped.widths)):
        if tab < len(tabs) and tabs[tab] == k:
            tab += 1
            cells = max(1, min(TAB_STOP - column % TAB_STOP, width - column))
            shaped.widths[k] = cells
            shaped.glyphs[k] = " " * cells
        column += shaped.widths[k]
        if column > width:
            return k
    return len(shaped.widths)


def place(
    paragraph: Paragraph, first: int, stop: int, width: int, *, offset: int = 0, flush_right: bool
) -> tuple[Cell, ...]:
    """The clusters [first, stop) of a paragraph as the cells of one line, in column order, at one edge of `width`."""
    if first == stop:
        return ()
    starts, glyphs, marks, widths, harmful, _, _ = paragraph.shaped
    levels = _cluster_levels(paragraph, first, stop)
    column = width - sum(widths[first:stop]) if flush_right else 0
    cells: list[Cell] = []
    for index in visual_order(levels):
        k = first + index
        glyph = mirrored(glyphs[k]) if levels[index] & 1 else glyphs[k]
        text = glyph + marks[k] if k in marks else glyph
        cells.append(Cell(column, widths[k], offset + starts[k], offset + starts[k + 1], text, k in harmful))
        column += widths[k]
    return tuple(cells)


def _cluster_levels(paragraph: Paragraph, first: int, stop: int) -> bytes:
    """The level of each cluster's first code point on its line."""
    starts = paragraph.shaped.starts
    start, end = starts[first], starts[stop]
    levels = fill_removed(line_levels(paragraph.levels, start, end), paragraph.levels.base)
    if end - start == stop - first:
        return levels
    return bytes([levels[code - start] for code in starts[first:stop]])


def pad(cells: Sequence[Cell], width: int) -> list[Cell]:
    """The cells with blanks (start and end -1) for the columns that none of them has."""
    result: list[Cell] = []
    column = 0
    for cell in cells:
        if cell.column > column:
            result.append(_blank(column, cell.column - column))
        result.append(cell)
        column = cell.column + cell.width
    if column < width:
        result.append(_blank(column, width - column))
    return result


def _blank(column: int, width: int) -> Cell:
    return Cell(column, width, -1, -1, " " * width, harmful=False)
