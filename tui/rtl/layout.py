"""Paragraphs to lines to cells: where every code point of a text is drawn, and what every cell stands for.

A text is cut into paragraphs at newlines; each is analysed and broken into lines alone (`wrapping`), a pure function of
its text, the width and the base direction. The lines cover the text: each owns [start, end), its newline belongs to the
position after its last character.

    text    قال NATO شيئا          offsets 0..12, base 1
    cells    ﺎﺌﻴﺷ NATO ﻝﺎﻗ         columns from the left; cell.start runs 12 11 10 9 8 4 5 6 7 3 2 1 0

Lines and their cells are worked out when they are first asked for: of 400 lines, a screen shows 24.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import accumulate, repeat
from typing import Final, NamedTuple, overload

from tui.rtl.levels import MIRRORED, fill_removed, line_levels, mirrored, visual_order
from tui.rtl.rendering import DRAWN, Rendering
from tui.rtl.wrapping import NARROW, Paragraph, Stretch, Wrapped, analyse, wrap

_KEPT_WIDTHS: Final = 4
"""Layouts that a text keeps: the pane's width, its width with a scroll bar or a panel beside it, and those before."""


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


_new_cell: Final[Callable[[Iterable[object]], Cell]] = partial(tuple.__new__, Cell)
"""`Cell._make` without its check of the length, which takes as long again."""


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
    _clusters: Stretch = field(repr=False)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All cells in column order, without gaps between them. Spaces that hang past the edge have none."""
        first, drawn, _ = self._clusters
        return place(self._paragraph, first, drawn, self.width, offset=self._offset, flush_right=self.base == 1)

    @cached_property
    def _by_start(self) -> dict[int, Cell]:
        return {cell.start: cell for cell in self.cells}

    @cached_property
    def _columns(self) -> list[int]:
        return [cell.column for cell in self.cells]

    @property
    def _goes_left(self) -> bool:
        """Whether what comes next in the text stands further left."""
        return self.base == 1 and self._paragraph.rendering.ordered

    def padded(self) -> list[Cell]:
        """The cells with a blank (start -1) for the empty columns: together exactly `width` columns."""
        return pad(self.cells, self.width)

    def cell_of(self, offset: int) -> Cell:
        """The cell that draws an offset of this line.

        For a hung space or the line's end: a blank of one column (start == offset) where a caret belongs, which is the
        next free column, or the last cell's place when the line is full.
        """
        starts = self._paragraph.shaped.starts
        cluster = bisect_right(starts, offset - self._offset) - 1
        cells = self.cells
        found = self._by_start.get(self._offset + starts[cluster]) if offset < self.end else None
        if found is not None:
            return found
        if self._goes_left:
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
            return cells[bisect_right(self._columns, column) - 1].start
        if cells and (column < cells[0].column) != self._goes_left:
            return self.start
        if self.ends_paragraph:
            return self.end
        return self._offset + self._paragraph.shaped.starts[self._clusters[2] - 1]


class Lines(Sequence[Line]):
    """The lines of a text for one width, from the top. Each is made when it is first asked for."""

    def __init__(
        self, wrapped: list[Wrapped | None], offsets: Sequence[int], width: int, whole: Callable[[int], Wrapped]
    ) -> None:
        """`wrapped` has None for a paragraph of one line, `whole` gives it; `offsets`: where each starts in the text."""
        self._wrapped, self._offsets, self._width, self._whole = wrapped, offsets, width, whole
        self._firsts = array("q", accumulate((len(each.lines) if each else 1 for each in wrapped), initial=0))
        self._made: dict[int, Line] = {}

    def __len__(self) -> int:
        return self._firsts[-1]

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, index: int | slice) -> Line | tuple[Line, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        number = index if index >= 0 else index + len(self)
        line = self._made.get(number)
        if line is None:
            line = self._made[number] = self._make(number)
        return line

    def __iter__(self) -> Iterator[Line]:
        return (self[number] for number in range(len(self)))

    def _make(self, number: int) -> Line:
        if not 0 <= number < len(self):
            raise IndexError(number)
        which = bisect_right(self._firsts, number) - 1
        paragraph, stretches = self._wrapped[which] or self._whole(which)
        stretch = stretches[number - self._firsts[which]]
        starts, offset = paragraph.shaped.starts, self._offsets[which]
        return Line(
            offset + starts[stretch[0]],
            offset + starts[stretch[2]],
            paragraph.levels.base,
            self._width,
            number + 1 == self._firsts[which + 1],
            paragraph,
            offset,
            stretch,
        )

    def owner(self, offset: int) -> int:
        """Index of the line that owns an offset; the first or the last for one outside of the text."""
        which = max(0, bisect_right(self._offsets, offset) - 1)
        wrapped = self._wrapped[which]
        if wrapped is None:
            return self._firsts[which]
        paragraph, stretches = wrapped
        starts, inside = paragraph.shaped.starts, offset - self._offsets[which]
        place_of = bisect_right(stretches, inside, key=lambda stretch: starts[stretch[0]])
        return self._firsts[which] + max(0, place_of - 1)


@dataclass(frozen=True)
class Layout:
    """A text laid out for a width: its lines from the top. There is always at least one."""

    lines: Lines
    width: int

    def line_of(self, offset: int) -> int:
        """Index of the line that owns an offset. A newline is owned by the line it ends, the text's end by the last."""
        return self.lines.owner(offset)

    def cell_of(self, offset: int) -> tuple[int, Cell]:
        """Line index and cell of an offset, 0 to the length of the text; see `Line.cell_of`."""
        index = self.line_of(offset)
        return index, self.lines[index].cell_of(offset)

    def offset_at(self, line: int, column: int) -> int:
        """The offset drawn at a place; see `Line.offset_at`. Lines and columns outside are taken to the nearest."""
        return self.lines[min(max(line, 0), len(self.lines) - 1)].offset_at(column)


class Paragraphs:
    """A text that is laid out for one width after another: each paragraph is analysed once.

    A short paragraph of characters that are never wider than a cell is one line without being looked at further: it
    is analysed when that line is asked for. So a file of a million short lines costs next to nothing. A paragraph that
    fits on one line keeps it in every width in which it fits. The last few layouts are kept.
    """

    def __init__(self, text: str, *, base: int | None = None, default: int = 1, rendering: Rendering = DRAWN) -> None:
        """`base` and `default` as for `layout`."""
        self.text = text
        self.rendering = rendering
        self._analyse = partial(analyse, base=base, default=default, rendering=rendering)
        self._pieces = text.split("\n")
        self._offsets = array("q", accumulate((len(piece) + 1 for piece in self._pieces[:-1]), initial=0))
        self._analysed: dict[int, Paragraph] = {}
        self._empty = self._analyse("")
        self._laid: dict[int, Layout] = {}

    def _paragraph(self, which: int) -> Paragraph:
        piece = self._pieces[which]
        if not piece:
            return self._empty
        paragraph = self._analysed.get(which)
        if paragraph is None:
            paragraph = self._analysed[which] = self._analyse(piece)
        return paragraph

    def _whole(self, which: int) -> Wrapped:
        return self._paragraph(which).whole

    def lay(self, width: int) -> Layout:
        """The text laid out in `width` columns (at least 1)."""
        width = max(1, width)
        laid = self._laid.pop(width, None)
        if laid is None:
            wrapped = [
                None if len(piece) <= width and NARROW.fullmatch(piece) else wrap(self._paragraph(which), width)
                for which, piece in enumerate(self._pieces)
            ]
            laid = Layout(Lines(wrapped, self._offsets, width, self._whole), width)
        self._laid[width] = laid
        if len(self._laid) > _KEPT_WIDTHS:
            del self._laid[next(iter(self._laid))]
        return laid


def layout(text: str, width: int, *, base: int | None = None, default: int = 1, rendering: Rendering = DRAWN) -> Layout:
    """A text laid out in `width` columns (at least 1).

    `base` 0 or 1 gives every paragraph that direction; None takes each one's own, `default` where it has no strong
    character.
    """
    return Paragraphs(text, base=base, default=default, rendering=rendering).lay(width)


def lay_paragraph(
    text: str,
    width: int,
    *,
    offset: int = 0,
    base: int | None = None,
    default: int = 1,
    rendering: Rendering = DRAWN,
) -> tuple[Line, ...]:
    """The lines of one paragraph (no newline inside), at least one. `offset` is its place in the whole text."""
    paragraph = analyse(text, base=base, default=default, rendering=rendering)
    return tuple(Lines([wrap(paragraph, width)], [offset], width, lambda _: paragraph.whole))


def place(
    paragraph: Paragraph, first: int, stop: int, width: int, *, offset: int = 0, flush_right: bool
) -> tuple[Cell, ...]:
    """The clusters [first, stop) of a paragraph as the cells of one line, in column order, at one edge of `width`.

    Where the rendering leaves the order to the terminal, they stand in the order of the text, nothing is mirrored.
    """
    if first == stop:
        return ()
    starts, glyphs, marks, widths, harmful, _, _ = paragraph.shaped
    column = width - sum(widths[first:stop]) if flush_right else 0
    if paragraph.rendering.ordered:
        levels = _cluster_levels(paragraph, first, stop)
        order = [first + index for index in visual_order(levels)]
        texts = [glyphs[k] for k in order]
        for at in [at for at, glyph in enumerate(texts) if glyph in MIRRORED]:
            if levels[order[at] - first] & 1:
                texts[at] = mirrored(texts[at])
    else:
        order = list(range(first, stop))
        texts = glyphs[first:stop]
    if marks:
        texts = [text + marks[k] if k in marks else text for text, k in zip(texts, order, strict=True)]
    its_widths = [widths[k] for k in order]
    columns = zip(
        accumulate(its_widths, initial=column),
        its_widths,
        [offset + starts[k] for k in order],
        [offset + starts[k + 1] for k in order],
        texts,
        [k in harmful for k in order] if harmful else repeat(False),
        strict=False,
    )
    return tuple(map(_new_cell, columns))


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
