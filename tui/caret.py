"""Moving a caret through laid-out text, and the selection between its two ends.

The caret sits on a cluster, never between the parts of one. Left goes left on the screen: at the left end of a
right-to-left line it goes on at the right end of the next line, as reading does. A selection runs from the cluster of
its anchor to the cluster of its head, both included, and is one range of the body however it looks on the screen.

    body      وصل قاآني إلى بغداد        anchor on ق, head on ي
    selected      [قاآني]                range 4..9

Pure: works on `tui.rtl.layout`, knows no widget.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tui.rtl.layout import Cell, Layout, Line


@dataclass(frozen=True, slots=True)
class Text:
    """A body and its layout: what a caret moves through."""

    body: str
    layout: Layout

    def unit(self, offset: int) -> tuple[int, int]:
        """Return the range of the letter at an offset: a base with its marks.

        A lam-alef is one cell but two letters: the name in لأربيل begins inside it.
        """
        cell = self.layout.cell_of(offset)[1]
        return next((unit for unit in self.units(cell) if unit[0] <= offset < unit[1]), (cell.start, cell.end))

    def units(self, cell: Cell) -> list[tuple[int, int]]:
        """Return the letters that share a cell, in reading order."""
        starts = [cell.start]
        starts += [at for at in range(cell.start + 1, cell.end) if self.body[at] in _ALEFS]
        return list(zip(starts, [*starts[1:], cell.end], strict=True))

    def stops(self, line: Line) -> list[int]:
        """Return where a caret can stand on a line, from left to right."""
        found: list[int] = []
        for cell in line.cells:
            found += [start for start, _ in reversed(self.units(cell))]
        return found


_ALEFS = frozenset("اأإآٱ")


@dataclass(frozen=True, slots=True)
class Selection:
    """A caret (`head`), and the other end of the selection when there is one."""

    head: int
    """An offset into the body inside the caret's letter."""
    anchor: int | None = None

    def range(self, text: Text) -> tuple[int, int] | None:
        """Return the selected range of the body, half-open on whole letters; None without an anchor."""
        if self.anchor is None:
            return None
        head, anchor = text.unit(self.head), text.unit(self.anchor)
        return min(head[0], anchor[0]), max(head[1], anchor[1])

    def swapped(self) -> Selection:
        """Return the selection with its other end as the head."""
        return self if self.anchor is None else Selection(self.anchor, self.head)

    def moved(self, head: int) -> Selection:
        """Return the selection with another head."""
        return replace(self, head=head)

    def toggled(self) -> Selection:
        """Return a selection begun at the caret; or the bare caret, when there was one."""
        return Selection(self.head, self.head if self.anchor is None else None)


def _next_line(layout: Layout, line: int, down: int) -> int | None:
    """Return the nearest line in a direction that has cells."""
    line += down
    while 0 <= line < len(layout.lines):
        if layout.lines[line].cells:
            return line
        line += down
    return None


def step(text: Text, offset: int, dx: int) -> int:
    """Return the offset of the next letter to the left (-1) or right (1) on the screen; the same one at the end."""
    number, _ = text.layout.cell_of(offset)
    line = text.layout.lines[number]
    stops = text.stops(line)
    here = text.unit(offset)[0]
    if here in stops:
        place = stops.index(here) + dx
        if 0 <= place < len(stops):
            return stops[place]
    forward = dx < 0 if line.base % 2 else dx > 0
    other = _next_line(text.layout, number, 1 if forward else -1)
    if other is None:
        return offset
    return text.stops(text.layout.lines[other])[-1 if dx < 0 else 0]


def vertical(text: Text, offset: int, dy: int) -> int:
    """Return the offset of the letter above (-1) or below (1), nearest to the same column."""
    number, cell = text.layout.cell_of(offset)
    other = _next_line(text.layout, number, dy)
    if other is None:
        return offset
    return min(text.layout.lines[other].cells, key=lambda each: abs(each.column - cell.column)).start


def _in_word(text: Text, offset: int) -> bool:
    start, end = text.unit(offset)
    return any(char.isalnum() or char == "_" for char in text.body[start:end])


def word(text: Text, offset: int, dx: int, *, far: bool) -> int:
    """Return the offset to go to, a word to the left (-1) or right (1).

    `far`: to the last letter of that word in the direction of the movement, so that a selection takes it whole; else
    to the first letter that is met. Where no word follows, the caret stays.
    """
    here = offset
    if not far and _in_word(text, here):
        here = step(text, _run_end(text, here, dx), dx)
    elif far:
        here = step(text, here, dx)
    while not _in_word(text, here):
        ahead = step(text, here, dx)
        if ahead == here:
            return offset
        here = ahead
    return _run_end(text, here, dx) if far else here


def by_word(text: Text, selection: Selection, dx: int) -> Selection:
    """Return the selection with its head a word further to the left (-1) or right (1); it takes or leaves that whole."""
    anchor = selection.anchor
    head = word(text, selection.head, dx, far=anchor is not None)
    if anchor is not None and abs(head - anchor) < abs(selection.head - anchor):
        # towards the anchor: the word's far letter would stay behind, so stop before the next word
        head = word(text, selection.head, dx, far=False)
    return selection.moved(head)


def _run_end(text: Text, offset: int, dx: int) -> int:
    """Return the last letter of the word at `offset` in a direction, on its line."""
    number, _ = text.layout.cell_of(offset)
    stops = text.stops(text.layout.lines[number])
    here = text.unit(offset)[0]
    if here not in stops:
        return offset
    place = stops.index(here)
    while 0 <= place + dx < len(stops) and _in_word(text, stops[place + dx]):
        place += dx
    return stops[place]


def word_range(body: str, offset: int) -> tuple[int, int]:
    """Return the range of the word at an offset of the body; the code point alone where there is no word."""
    if not 0 <= offset < len(body):
        return offset, offset
    start = end = offset
    if not _joins(body, offset):
        return offset, offset + 1
    while start > 0 and _joins(body, start - 1):
        start -= 1
    while end < len(body) and _joins(body, end):
        end += 1
    return start, end


def _joins(body: str, offset: int) -> bool:
    char = body[offset]
    # a mark (category M) belongs to the letter before it
    return char.isalnum() or char == "_" or (not char.isspace() and not char.isprintable()) or _is_mark(char)


def _is_mark(char: str) -> bool:
    return "\u064b" <= char <= "\u065f" or char in "\u0670\u0640" or "\u06d6" <= char <= "\u06ed"
