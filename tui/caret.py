"""Where a caret can stand in laid-out text, and the selection between its two ends.

The caret sits on a cluster, the drawn cell, never between the parts of one. All cells of a text stand in one order, its
walk, so that going one way meets each of them once and going the other way meets them again in reverse:

    visual     by their place on the screen: left goes left, and at the left end on at the right end of the next line
    logical    by their place in the text

    body      قال NATO نعم            code points 0..11
    screen        معن NATO لاق        visual: 0 1 2 3 7 6 5 4 8 9 10 11, logical: 0 1 2 3 4 5 6 7 8 9 10 11

What goes on at the left edge of a line, left or right, is settled for the text as a whole by the direction of most of its
lines; by each line alone, a caret would go to and fro between an Arabic and a Latin paragraph.

A selection runs from the cluster of its anchor to the cluster of its head, both included, and is one range of the body
however it looks on the screen. Either end may hold one letter of a lam-alef alone: the name in لأربيل begins inside.

Pure: works on `tui.rtl.layout`, knows no widget. Which key moves how stands in `tui.moves`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from tui.rtl.layout import Cell, Layout, Line

Walk = Literal["visual", "logical"]
"""What left and right mean: a place on the screen, or back and on in the text."""


_LINES = 400
"""So many lines of a text, from its beginning, settle its direction."""
_DRAWN = re.compile(r"[^\n]")


@dataclass(frozen=True)
class Text:
    """A body and its layout: what a caret moves through."""

    body: str
    layout: Layout
    walk: Walk = "visual"

    @cached_property
    def leftwards(self) -> bool:
        """Whether left is onward: most of the lines that have letters run from right to left."""
        lines = self.layout.lines
        drawn = [
            line.base for line in (lines[number] for number in range(min(len(lines), _LINES))) if line.end > line.start
        ]
        return 2 * sum(drawn) >= len(drawn)

    @cached_property
    def as_read(self) -> Text:
        """The same text, walked in its own order."""
        return self if self.walk == "logical" else Text(self.body, self.layout, "logical")

    def stop(self, offset: int) -> int:
        """Return the start of the cluster that draws an offset; of the nearest one before where none does.

        Spaces that hang past the edge, newlines and the end are not drawn. Without any cluster, the offset itself.
        """
        number = self.layout.line_of(offset)
        before = -1
        for cell in self.layout.lines[number].cells:
            if cell.start <= offset < cell.end:
                return cell.start
            if before < cell.start <= offset:
                before = cell.start
        if before >= 0:
            return before
        for direction in (-1, 1):
            other = self.next_line(number, direction)
            if other is not None:
                starts = [cell.start for cell in self.layout.lines[other].cells]
                return max(starts) if direction < 0 else min(starts)
        return offset

    def cell(self, offset: int) -> Cell:
        """Return the drawn cell at or before an offset."""
        return self.layout.cell_of(self.stop(offset))[1]

    def letters(self, cell: Cell) -> list[tuple[int, int]]:
        """Return the ranges of the letters that share a cell, with their marks: two in a lam-alef, else one."""
        starts = [cell.start]
        starts += [at for at in range(cell.start + 1, cell.end) if unicodedata.category(self.body[at]) == "Lo"]
        return list(zip(starts, [*starts[1:], cell.end], strict=True))

    def unit(self, offset: int, *, alone: bool = False) -> tuple[int, int]:
        """Return the range of the cluster at an offset; `alone`: of its one letter there."""
        cell = self.cell(offset)
        if alone:
            for start, end in self.letters(cell):
                if start <= offset < end:
                    return start, end
        return cell.start, cell.end

    def order(self, line: Line) -> list[int]:
        """Return where a caret can stand on a line, in the order of the walk."""
        starts = [cell.start for cell in line.cells]
        if self.walk == "logical":
            starts.sort()
        elif self.leftwards:
            starts.reverse()
        return starts

    def onward(self, offset: int, dx: int) -> int:
        """Return 1 where left (-1) or right (1) goes on in the walk from an offset, -1 where it goes back.

        In the text's own order that is a matter of the paragraph, as in editors: left goes on in Arabic, right in Latin.
        """
        if self.walk == "logical":
            leftwards = self.layout.lines[self.layout.line_of(offset)].base == 1
        else:
            leftwards = self.leftwards
        return 1 if (dx < 0) == leftwards else -1

    def next_line(self, line: int, direction: int) -> int | None:
        """Return the nearest line above (-1) or below (1) that has cells."""
        lines = self.layout.lines
        line += direction
        while 0 <= line < len(lines):
            if lines[line].cells:
                return line
            # over all newlines here at once
            if direction > 0:
                ahead = _DRAWN.search(self.body, lines[line].start)
                line = len(lines) if ahead is None else max(line + 1, self.layout.line_of(ahead.start()))
            else:
                before = len(self.body[: lines[line].end].rstrip("\n"))
                line = -1 if not before else min(line - 1, self.layout.line_of(before - 1))
        return None


class Ask(NamedTuple):
    """What a move would do to the text that a reader may not mean; the same move again does it."""

    move: object
    """The `tui.moves.Move` that asked."""
    what: Literal["prefix", "pair"]
    start: int
    """The proclitics, or the letter pair, in the body."""
    end: int


@dataclass(frozen=True, slots=True)
class Selection:
    """A caret (`head`), and the other end of the selection when there is one."""

    head: int
    """An offset into the body inside the caret's cluster."""
    anchor: int | None = None
    loose: bool = False
    """Begun with shift: the next move without it lets go."""
    head_alone: bool = False
    """Whether the head holds its one letter and not the pair that it shares a cell with."""
    anchor_alone: bool = False
    column: int | None = None
    """Where it came from: moves up and down keep to this column over short lines."""
    ask: Ask | None = None
    """What the last move did not do yet."""

    @classmethod
    def spanning(cls, text: Text, start: int, end: int, *, head: Literal["start", "end"] = "end") -> Selection:
        """Return the selection of a range that isn't empty, its one end the head."""
        first, last = text.cell(start), text.cell(end - 1)
        near = (start, not start <= first.start < first.end <= end)
        far = (end - 1, not start <= last.start < last.end <= end)
        if head == "start":
            near, far = far, near
        return cls(head=far[0], head_alone=far[1], anchor=near[0], anchor_alone=near[1])

    def range(self, text: Text) -> tuple[int, int] | None:
        """Return the selected range of the body, half-open on whole clusters; None without an anchor."""
        if self.anchor is None:
            return None
        head, anchor = self.head_unit(text), self.anchor_unit(text)
        return min(head[0], anchor[0]), max(head[1], anchor[1])

    def head_unit(self, text: Text) -> tuple[int, int]:
        """Return the range that the head holds."""
        return text.unit(self.head, alone=self.head_alone)

    def anchor_unit(self, text: Text) -> tuple[int, int]:
        """Return the range that the anchor holds; the head's without one."""
        return self.head_unit(text) if self.anchor is None else text.unit(self.anchor, alone=self.anchor_alone)

    def moving(self, text: Text) -> Literal["caret", "start", "end"]:
        """Return which end of the selection moves: `caret` without one."""
        if self.anchor is None:
            return "caret"
        return "start" if self.head_unit(text)[0] < self.anchor_unit(text)[0] else "end"

    def swapped(self) -> Selection:
        """Return the selection with its other end as the head."""
        if self.anchor is None:
            return replace(self, ask=None)
        return Selection(self.anchor, self.head, self.loose, self.anchor_alone, self.head_alone)

    def moved(self, head: int, *, alone: bool = False) -> Selection:
        """Return the selection with another head."""
        return replace(self, head=head, head_alone=alone, column=None, ask=None)

    def toggled(self) -> Selection:
        """Return a selection begun at the caret; or the bare caret, when there was one. One begun with shift is kept."""
        if self.loose:
            return replace(self, loose=False, ask=None)
        return Selection(self.head, self.head if self.anchor is None else None)


def differing(text: Text, before: Selection | None, after: Selection | None) -> list[tuple[int, int]]:
    """Return the stretches of the body that look different under another selection: what only one takes, and the ends."""
    if before == after:
        return []
    both = [each for each in (before, after) if each is not None]
    spans = [span for each in both if (span := each.range(text)) is not None]
    if len(spans) == 2:
        (start, end), (other_start, other_end) = spans
        spans = [(min(start, other_start), max(start, other_start)), (min(end, other_end), max(end, other_end))]
    ends = [{("head", each.head_unit(text)), ("anchor", each.anchor_unit(text))} for each in both]
    return [*spans, *(unit for _, unit in (ends[0] ^ ends[1] if len(ends) == 2 else ends[0]))]


def step(text: Text, offset: int, onward: int) -> int:
    """Return where the next cluster of the walk starts, on (1) or back (-1); the same one at either end."""
    here = text.stop(offset)
    number = text.layout.line_of(here)
    stops = text.order(text.layout.lines[number])
    if here in stops:
        place = stops.index(here) + onward
        if 0 <= place < len(stops):
            return stops[place]
    other = text.next_line(number, onward)
    if other is None:
        return here
    return text.order(text.layout.lines[other])[0 if onward > 0 else -1]


def vertical(text: Text, offset: int, lines: int, column: int | None = None) -> int:
    """Return the cluster so many lines below (above when negative), nearest to a column; to its own without one.

    Where there are fewer lines, the last; lines without cells are stepped over.
    """
    here = text.stop(offset)
    number, cell = text.layout.cell_of(here)
    column = cell.column if column is None else column
    direction = 1 if lines > 0 else -1
    goal = number
    while (goal - number) * direction < abs(lines):
        ahead = text.next_line(goal, direction)
        if ahead is None:
            break
        goal = ahead
    if goal == number:
        return here
    return min(text.layout.lines[goal].cells, key=lambda each: abs(each.column - column)).start


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


def is_word(body: str, offset: int) -> bool:
    """Return whether a letter, digit or underscore stands at an offset."""
    return body[offset].isalnum() or body[offset] == "_"


def _joins(body: str, offset: int) -> bool:
    char = body[offset]
    # a mark (category M) belongs to the letter before it
    return char.isalnum() or char == "_" or (not char.isspace() and not char.isprintable()) or _is_mark(char)


def _is_mark(char: str) -> bool:
    return "\u064b" <= char <= "\u065f" or char in "\u0670\u0640" or "\u06d6" <= char <= "\u06ed"
