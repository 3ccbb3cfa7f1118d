"""Of what is to be drawn, only what the terminal does not show already.

Textual sends whole lines of a pane again for one moved highlight. Between it and the terminal stands a memory of the cells
that the terminal shows: what is equal is left out. On a line of 1 kB/s that is half of the waiting.

What is drawn comes as text with SGR sequences at places given by cursor movements. Where an encoding makes cells
hang together, they go out together: a word for kitty, and for terminals that reorder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from tui.rtl.encode import Encoding, Name
from tui.rtl.stream import PIECE, SGR, Cell, cells_of, is_right_to_left, sent, widths_of

_MOVE: Final = re.compile(r"\x1b\[([0-9]*)(?:;([0-9]*))?[Hf]")
_HARMLESS: Final = re.compile(r"\x1b\[[?>=<][0-9;$]*[a-zA-Z]|\x1b[\]P^_X].*", re.DOTALL)
"""Modes, questions, strings: they change no cell."""
_ALTERNATE: Final = re.compile(r"\x1b\[\?(?:1049|1047|47|3)[hl]")
_CURSOR: Final = re.compile(r"\x1b\[\?25([hl])")
_JUMP: Final = 5
"""Equal cells that are sent along rather than jumped over: a movement costs six bytes and more."""

Row = list[Cell | None]
"""What a row shows, a cell a column; None where that is not known."""

_HALF: Final = Cell("", "")
"""The second column of a wide character."""


class Shown:
    """What the terminal shows, as far as it is known."""

    def __init__(self, encoding: Encoding) -> None:
        self._hangs = _HANGS.get(encoding.name)
        self._rows: dict[int, Row] = {}
        self._place: tuple[int, int] | None = None
        self._cursor_seen = True

    def forget(self) -> None:
        """Know nothing: the terminal was resized, given away, or written to by somebody else."""
        self._rows.clear()
        self._place = None

    def changes(self, data: str) -> str:
        """Return output after which the terminal shows the same as after `data`."""
        out: list[str] = []
        pieces: list[str] = []  # of the stretch being read
        style = ""
        row, column = self._place or (-1, 0)
        wanted = self._place

        def finish() -> None:
            nonlocal style, column, wanted
            if not pieces:
                return
            if row < 0:
                # nobody knows where this goes
                out.append("".join(pieces))
                self.forget()
            else:
                cells, style = cells_of(pieces, style)
                column += self._draw(row, column, cells, out)
                wanted = (row, column)
            pieces.clear()

        for match in PIECE.finditer(data):
            piece = match[0]
            if (piece[0] > "\x1f" and piece[0] != "\x7f") or SGR.fullmatch(piece):
                pieces.append(piece)
                continue
            finish()
            move = _MOVE.fullmatch(piece)
            if move:
                row, column = int(move[1] or 1) - 1, int(move[2] or 1) - 1
                wanted = (row, column)
            elif piece == "\n" and (row >= 0 or self._place is not None):
                # Textual ends rows with one, empty ones too, and moves before it draws the next
                wanted = None
                row = -1
            else:
                self._pass_on(piece, out)
                if self._place is None:
                    row, wanted = -1, None
        finish()
        if self._cursor_seen and wanted is not None and wanted != self._place:
            out.append(f"\x1b[{wanted[0] + 1};{wanted[1] + 1}H")
            self._place = wanted
        return "".join(out)

    def _pass_on(self, piece: str, out: list[str]) -> None:
        out.append(piece)
        cursor = _CURSOR.fullmatch(piece)
        if cursor:
            self._cursor_seen = cursor[1] == "h"
        elif _ALTERNATE.fullmatch(piece) or not (_HARMLESS.fullmatch(piece) or piece == "\x07"):
            self.forget()

    def _draw(self, row: int, column: int, cells: list[Cell], out: list[str]) -> int:
        """Send what of these cells is not shown; return how many columns they fill."""
        # what would have no column of its own is given one, as terminals do
        widths = [max(1, width) for width in widths_of(cells)]
        stop = column + sum(widths)
        known = self._rows.setdefault(row, [])
        known.extend([None] * (stop - len(known)))
        before = known[column:stop]
        fresh: Row = []
        for cell, width in zip(cells, widths, strict=True):
            fresh.append(Cell(cell.text, _settled(cell.style, blank=cell.text == " ")))
            fresh.extend([_HALF] * (width - 1))
        if before and before[0] is _HALF:
            # written over, a wide character is gone as a whole
            known[column - 1] = None
        if stop < len(known) and known[stop] is _HALF:
            known[stop] = None
        known[column:stop] = fresh
        changed = [] if before == fresh else self._stretches(before, fresh, column)
        for first, end in changed:
            begins, ends = first, end
            # a letter that is gone may have hung over its edge: the blank beside it is drawn again
            if ends < len(known) and _is_blank(known[ends]) and _is_letter(before[ends - 1 - column]):
                ends += 1
            if begins and _is_blank(known[begins - 1]) and _is_letter(before[begins - column]):
                begins -= 1
            # said anew at the left edge, where an encoding anchors a row
            if self._place != (row, begins) or not begins:
                out.append(f"\x1b[{row + 1};{begins + 1}H")
            out.append(sent(_flowing(known[begins:ends])))
            self._place = (row, ends)
        return stop - column

    def _stretches(self, before: Row, fresh: Row, column: int) -> list[tuple[int, int]]:
        """Return the columns to be sent, none twice."""
        if _HALF in before or _HALF in fresh:
            # where terminals may not count alike, all goes out as it came
            return [(column, column + len(fresh))]
        found: list[tuple[int, int]] = []
        for place in (place for place, (old, new) in enumerate(zip(before, fresh, strict=True)) if old != new):
            if found and column + place < found[-1][1]:
                continue
            start, stop = place, place + 1
            if self._hangs is not None:
                start, stop = _stretch(before, fresh, place, self._hangs)
            if found and column + start - found[-1][1] <= _JUMP:
                found[-1] = (found[-1][0], column + stop)
            else:
                found.append((column + start, column + stop))
        return found


def _stretch(before: Row, fresh: Row, place: int, hangs: Callable[[Cell], bool]) -> tuple[int, int]:
    """Return the cells around a place that hang together with it, as they were or as they will be."""

    def hung(at: int) -> bool:
        return any(cell is not None and hangs(cell) for cell in (before[at], fresh[at]))

    start, stop = place, place + 1
    while start > 0 and hung(start - 1) and hung(start):
        start -= 1
    while stop < len(fresh) and hung(stop) and hung(stop - 1):
        stop += 1
    return start, stop


def _is_blank(cell: Cell | None) -> bool:
    return cell is not None and cell.text == " "


def _is_letter(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text) and is_right_to_left(cell)


def _flowing(row: Row) -> Iterator[Cell]:
    """Yield cells with blanks in the style of what stands before them, where that isn't seen: a style begins once."""
    style = ""
    for cell in row:
        if cell is None:
            continue
        if cell.text == " " and not cell.style and not _settled(style, blank=True):
            yield Cell(" ", style)
        else:
            style = cell.style
            yield cell


def _in_word(cell: Cell) -> bool:
    """What stands between two blanks kitty turns round as one."""
    return cell.text != " "


_HANGS: Final[Mapping[Name, Callable[[Cell], bool]]] = {"words": _in_word, "runs": is_right_to_left}


_OFF: Final = {"22": ("1", "2"), "23": ("3",), "24": ("4",), "25": ("5",), "27": ("7",), "28": ("8",), "29": ("9",)}
_UNSEEN_ON_BLANKS: Final = frozenset(("1", "2", "3"))


@lru_cache(1024)
def _settled(style: str, *, blank: bool) -> str:
    """Return a style in the one way that we write it: as one sequence, without what is so anyway.

    On a blank the colour and weight of letters are not seen either. What is not known here stays as it is.
    """
    codes = ";".join(sequence[1] or "0" for sequence in SGR.finditer(style)).split(";") if style else []
    kept: dict[str, None] = {}
    colours = {"3": "", "4": ""}  # of letters, of what is behind them
    position = 0
    while position < len(codes):
        code = codes[position]
        if code in {"38", "48"}:
            length = {"5": 3, "2": 5}.get("".join(codes[position + 1 : position + 2]))
            if length is None or position + length > len(codes):
                return style
            colours[code[0]] = ";".join(codes[position : position + length])
            position += length
            continue
        if code == "0":
            kept.clear()
            colours = {"3": "", "4": ""}
        elif code in _OFF:
            for other in _OFF[code]:
                kept.pop(other, None)
        elif code in {"39", "49"}:
            colours[code[0]] = ""
        elif len(code) == 2 and code[0] in "349":
            colours["4" if code[0] == "4" else "3"] = code
        elif len(code) == 3 and code[:2] == "10":
            colours["4"] = code
        elif code in {"1", "2", "3", "4", "5", "7", "8", "9"}:
            kept[code] = None
        else:
            return style
        position += 1
    if blank:
        # reversed, the colour of letters is what is behind
        if "7" not in kept:
            colours["3"] = ""
        for code in _UNSEEN_ON_BLANKS:
            kept.pop(code, None)
    found = [*sorted(kept), *filter(None, colours.values())]
    return f"\x1b[{';'.join(found)}m" if found else ""
