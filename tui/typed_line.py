"""Where a typed line stands on the screen: its cells, the caret's, and where the caret goes from there.

The line runs as its first letter does, an empty one right to left, and begins at that edge of its cells. The caret is a
cell: the letter that what is typed will stand before, as in an editor with a block for a caret.

    value    سليم Blue      caret at its end      on the screen     Blue▮ ﻢﻴﻠﺳ
    value    سليم           caret at its end      on the screen         ▮ﻢﻴﻠﺳ

At the end it is a blank: where the next letter will appear if it is of the direction of the last letter (after a digit,
if it is a digit). Inside the line, where directions meet, the letters before and after the caret may stand apart. Moved
there, the caret is on the letter after it. Come there by typing, it is a blank that opens beside the letter just typed,
since that is where the next one will appear. An edit may leave it between code points that share a cell (a lam typed
before an alef): then it is drawn on that cell, and a move leaves it. Pure; knows no widget.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final, Literal, NamedTuple

from rich.style import Style

from tui.drawing import Run, rendering, whole_line
from tui.palette import PLAIN, QUIET
from tui.rtl.characters import BOX
from tui.rtl.levels import paragraph_levels
from tui.rtl.lines import ELLIPSIS
from tui.rtl.rendering import Rendering
from tui.writing import Typed, boundaries, next_boundary, previous_boundary

Steps = Literal["visual", "logical"]
"""Whether left goes left on the screen, or onward in a right-to-left line and back in a left-to-right one."""

CARET: Final = Style(reverse=True)
SELECTED: Final = Style(reverse=True)
CARET_BESIDE: Final = Style(underline=True, bold=True)
CARET_IN_SELECTION: Final = Style(reverse=True, underline=True, bold=True)

_LIKE: Final = {"L": "a", "R": "\u05d0", "AL": "\u0621", "EN": "0", "AN": "\u0660"}
"""A letter of each direction that joins to nothing; the caret's blank is laid out as one of them."""
_WITH_DIGITS: Final = frozenset({"ES", "CS", "ET"})
_UNSEEN: Final = frozenset({"NSM", "BN"})


class Place(NamedTuple):
    """One cell of the line: `column` counts from the left end of the whole line, cut or not."""

    column: int
    width: int
    start: int
    """First code point of the value; its length in the caret's blank at the end."""
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line laid out whole: its cells from left to right, the caret's among them."""

    places: tuple[Place, ...]
    caret: Place
    base: int
    """1 where it runs right to left."""

    @property
    def cells(self) -> int:
        """How wide it is."""
        return sum(place.width for place in self.places)


def direction(value: str, base: int | None = None) -> int:
    """Return the base direction of a typed line: that of its first letter, right to left (1) where there is none."""
    return paragraph_levels(value, base, default=1).base


def stops(value: str, base: int | None = None) -> list[int]:
    """Return the offsets that a caret is moved to, as they stand from left to right: each cell's, and the end."""
    return [cell.start for cell in _cells(value, direction(value, base), rendering())]


def step(typed: Typed, dx: int, steps: Steps = "visual", base: int | None = None) -> int:
    """Return the offset a cell to the left (-1) or right (1) of the caret; the caret's own at the edge."""
    if steps == "logical":
        onward = _is_onward(typed.value, dx, base)
        return (next_boundary if onward else previous_boundary)(typed.value, typed.caret)
    return _beside(typed, dx, base, frozenset(boundaries(typed.value)))


def end_of_selection(typed: Typed, dx: int, steps: Steps = "visual", base: int | None = None) -> int:
    """Return which end of the selection is the left (-1) or right (1) one."""
    ends = typed.selected or (typed.caret, typed.caret)
    if steps == "logical":
        return ends[_is_onward(typed.value, dx, base)]
    order = stops(typed.value, base)
    return min(ends, key=lambda offset: -dx * (order.index(offset) if offset in order else -1))


def by_word(typed: Typed, dx: int, steps: Steps = "visual", base: int | None = None) -> int:
    """Return the offset of the nearest first letter of a word, or the end, to the left (-1) or right (1)."""
    value = typed.value
    begins = {0, len(value)} | {place + 1 for place, (a, b) in enumerate(pairwise(value)) if a == " " != b}
    if steps == "logical":
        onward = _is_onward(value, dx, base)
        ahead = sorted(begin for begin in begins if (begin > typed.caret if onward else begin < typed.caret))
        return typed.caret if not ahead else ahead[0] if onward else ahead[-1]
    found = _beside(typed, dx, base, frozenset(begins - {len(value)}))
    # the end may stand between two words, where directions meet; one who goes word by word wants the words
    return found if found != typed.caret else _beside(typed, dx, base, frozenset({len(value)}))


def _is_onward(value: str, dx: int, base: int | None) -> bool:
    return (dx < 0) == (direction(value, base) == 1)


def _beside(typed: Typed, dx: int, base: int | None, among: AbstractSet[int]) -> int:
    """Return which of these offsets stands next to the caret on a side; the caret's own where none does."""
    cells, caret = _with_caret(typed, base)
    columns = [
        ((cell.column - caret.column) * dx, cell.start) for cell in cells if cell.start in among and cell != caret
    ]
    return min((each for each in columns if each[0] > 0), default=(0, typed.caret))[1]


def lay(typed: Typed, base: int | None = None) -> Row:
    """Return the line's cells from left to right, the caret's blank among them where it has one."""
    cells, caret = _with_caret(typed, base)
    length = len(typed.value)
    runs = direction(typed.value, base) if rendering().ordered else 0
    if caret.start == length:
        return Row(cells, caret, runs)
    end = next(cell.column for cell in cells if cell.start == length)
    closed = [cell._replace(column=cell.column - (cell.column > end)) for cell in cells]
    here = closed[cells.index(caret)]
    return Row(tuple(cell for cell in closed if cell.start != length), here, runs)


def _with_caret(typed: Typed, base: int | None) -> tuple[tuple[Place, ...], Place]:
    """Return the line's cells with the blank at its end, and the one that the caret is drawn on."""
    value, caret = typed.value, typed.caret
    runs = direction(value, base)
    cells = _cells(value, runs, rendering())
    if typed.follows and caret < len(value) and (opened := _opened(value, caret, runs, cells)):
        return opened
    return cells, next(cell for cell in cells if cell.start <= caret < cell.end)


def _opened(value: str, caret: int, runs: int, cells: tuple[Place, ...]) -> tuple[tuple[Place, ...], Place] | None:
    """Return the cells with a blank opened after the letter before the caret; None where no blank belongs there."""
    before = next((place for place, cell in enumerate(cells) if cell.end == caret), None)
    after = next((place for place, cell in enumerate(cells) if cell.start == caret), None)
    kind = _class_before(value[:caret])
    if before is None or after is None or kind not in _LIKE or not rendering().ordered:
        return None
    if after - before == (-1 if kind in {"R", "AL"} else 1):
        return None
    wider = _cells(value[:caret] + _LIKE[kind] + value[caret:], runs, rendering())
    if len(wider) != len(cells) + 1:
        return None
    placed = tuple(
        cell._replace(end=caret, text=" ")
        if cell.start == caret
        else cell._replace(start=cell.start - (cell.start > caret), end=cell.end - (cell.start > caret))
        for cell in wider
    )
    return placed, next(cell for cell in placed if cell.start == cell.end == caret)


@lru_cache(maxsize=8)
def _cells(value: str, runs: int, rendering: Rendering) -> tuple[Place, ...]:
    """Return a line's cells from left to right, a blank for its end among them."""
    length = len(value)
    return tuple(
        Place(cell.column, cell.width, cell.start, cell.end, cell.text if cell.start < length else " ")
        for cell in whole_line(value + _next_like(value, runs), runs, rendering)
    )


def _class_before(text: str) -> str:
    """Return the direction class of the last character that is drawn."""
    return next((kind for char in reversed(text) if (kind := unicodedata.bidirectional(char)) not in _UNSEEN), "")


def _next_like(value: str, runs: int) -> str:
    """Return a letter or digit that stands for what will be typed at the end."""
    digits = True
    for char in reversed(value):
        kind = unicodedata.bidirectional(char)
        if kind in {"L", "R", "AL"} or (digits and kind in {"EN", "AN"}):
            return _LIKE[kind]
        digits = digits and (kind in _UNSEEN or kind in _WITH_DIGITS)
    return _LIKE["R" if runs else "L"]


def scrolled(row: Row, width: int, offset: int) -> int:
    """Return how many cells are left out before the window's start, changed from `offset` only as the caret needs.

    Counted from the edge at which the line begins. Where the line is cut, one cell of the window is the …
    """
    caret, cells = row.caret, row.cells
    if cells <= width:
        return 0
    from_start = cells - caret.column - caret.width if row.base else caret.column
    least = min(from_start + caret.width + 1, cells) - width
    most = min(max(0, from_start - 1), cells - width)
    return max(0, least, min(offset, most))


def field_runs(typed: Typed, width: int, offset: int = 0, base: int | None = None) -> tuple[list[Run], int]:
    """Return the line drawn in exactly `width` cells, and the offset it is scrolled to (see `scrolled`)."""
    if width < 3:
        return [(" " * width, CARET)], 0
    row = _narrowed(lay(typed, base), width)
    cells = row.cells
    offset = scrolled(row, width, offset)
    left = _left(row, width, offset)
    right = left + width
    first, last = left + (left > 0), right - (right < cells)
    runs: list[Run] = []
    if cells < width and row.base:
        runs.append((" " * (width - cells), PLAIN))
    if left > 0:
        runs.append((ELLIPSIS, QUIET))
    column = first
    for place in row.places:
        if place.column >= first and place.column + place.width <= last:
            runs.append((" " * (place.column - column), PLAIN))
            runs.append((place.text, _style(typed, row, place)))
            column = place.column + place.width
    runs.append((" " * (min(last, cells) - column), PLAIN))
    if right < cells:
        runs.append((ELLIPSIS, QUIET))
    if cells < width and not row.base:
        runs.append((" " * (width - cells), PLAIN))
    # a run for each letter would cost the terminal a change of style each
    groups = groupby((run for run in runs if run[0]), key=lambda run: run[1])
    return [("".join(text for text, _ in group), style) for style, group in groups], offset


def offset_at(typed: Typed, x: int, width: int, offset: int = 0, base: int | None = None) -> int:
    """Return the offset of what `field_runs` draws in its cell `x`; beside the line, its start or end on that side."""
    row = _narrowed(lay(typed, base), width)
    blank = width - row.cells if row.base and row.cells < width else 0
    column = x - blank + _left(row, width, scrolled(row, width, offset))
    length = len(typed.value)
    beside = (length if row.base else 0) if column < 0 else (0 if row.base else length)
    return next((place.start for place in row.places if 0 <= column - place.column < place.width), beside)


def _left(row: Row, width: int, offset: int) -> int:
    """Return the first column of the line that the window shows."""
    return max(0, row.cells - width - offset if row.base else offset)


def _narrowed(row: Row, width: int) -> Row:
    """Return the row with cells that would not fit beside two … as a mark of one cell."""
    if all(place.width <= width - 2 for place in row.places):
        return row
    column, places, caret = 0, [], row.caret
    for place in row.places:
        fits = place.width <= width - 2
        narrow = place._replace(column=column, width=place.width if fits else 1, text=place.text if fits else BOX)
        caret = narrow if place == row.caret else caret
        places.append(narrow)
        column += narrow.width
    return Row(tuple(places), caret, row.base)


def _style(typed: Typed, row: Row, place: Place) -> Style:
    selected = typed.selected
    inside = selected is not None and selected[0] <= place.start < selected[1]
    if place == row.caret:
        return CARET if selected is None else CARET_IN_SELECTION if inside else CARET_BESIDE
    return SELECTED if inside else PLAIN
