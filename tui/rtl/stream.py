"""What goes out to the terminal, in the encoding that it needs.

Works on the finished output: text with SGR sequences in it, rows told apart by every other control sequence. So
whatever draws on the screen is encoded, and styles stay with what they were given to.

    visual     ﻢﻌﻧ NATO ﻝﺎﻗ                as drawn, from the left
    words      ﻧﻌﻢ NATO ﻗﺎﻝ                each word turned round: kitty turns it back, but not its styles
    lro         ‹LRM›‹LRO› ﻢﻌﻧ NATO ﻝﺎﻗ    at the row's left edge: all of it is drawn in the order it came
    runs       ﻧﻌﻢ‹LRM› NATO ﻗﺎﻝ‹LRM›      the terminal turns each run back, and its styles with it

Pure. One call may hold any number of rows; a row does not go on in the next call.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from tui.rtl.characters import JOINED, MARK
from tui.rtl.encode import Encoding, Name

LRM: Final = "\u200e"
LRO: Final = "\u202d"
_ZWNJ: Final = "\u200c"

PIECE: Final = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI, SGR among them
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|\x1b[P^_X][^\x1b]*\x1b\\"  # DCS and the like
    r"|\x1b[ -/]*[0-~]?"
    r"|[\x00-\x1f\x7f]"
    r"|[^\x00-\x1f\x7f]+"
)
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
SGR: Final = re.compile(r"\x1b\[([0-9;:]*)m")
_MOVE: Final = re.compile(r"\x1b\[[0-9]*;?([0-9]*)[Hf]")
_RESET: Final = frozenset(("", "0"))


class Cell(NamedTuple):
    """One cell of a row, a wide one included."""

    text: str
    """A character and the marks on it."""
    style: str
    """The SGR sequences in force for it, since the last reset."""


Rewrite = Callable[[Sequence[Cell]], list[Cell]]


def encode(data: str, encoding: Encoding, *, at_edge: bool = True) -> str:
    """Return output with its rows in an encoding.

    `at_edge`: whether it begins at the left edge of the screen, where no movement of the cursor comes first.
    """
    rewrite = _REWRITES.get(encoding.name)
    anchor = _ANCHORS.get(encoding.name, "")
    if rewrite is None and not anchor:
        return data
    if not anchor and not _RIGHT_TO_LEFT.search(data):
        return data
    out: list[str] = []
    row: list[str] = []  # its pieces so far
    style = ""  # in force where the row began

    def finish() -> None:
        nonlocal style
        text = "".join(row)
        row_has = _RIGHT_TO_LEFT.search(text) is not None
        if not row_has and not (at_edge and anchor and row):
            out.append(text)
            style = _style_after(text, style)
        elif row:
            cells, after = cells_of(row, style)
            if rewrite is not None and row_has:
                cells = rewrite(cells)
            if at_edge and anchor and cells:
                cells[0] = Cell(cells[0].text + anchor, cells[0].style)
            # what was in force where the row began has been sent; each cell says its own style
            out.append(("\x1b[0m" if style else "") + sent(cells) + after)
            style = after
        row.clear()

    for match in PIECE.finditer(data):
        piece = match[0]
        if (piece[0] > "\x1f" and piece[0] != "\x7f") or SGR.fullmatch(piece):
            row.append(piece)
            continue
        finish()
        out.append(piece)
        moved = _MOVE.fullmatch(piece)
        if moved:
            at_edge = moved[1] in {"", "1"}
        elif piece in {"\r", "\n"}:
            # a line feed is followed by a movement, or begins a line of plain output
            at_edge = True
        elif piece[0] != "\x1b" or piece[-1] in "CDG":
            at_edge = False
    finish()
    return "".join(out)


def is_right_to_left(cell: Cell) -> bool:
    """Return whether a cell is of a right-to-left word, or a number of its script."""
    return _direction(cell.text[0]) != ""


def _style_after(text: str, style: str) -> str:
    for sequence in SGR.finditer(text):
        style = "" if sequence[1] in _RESET else style + sequence[0]
    return style


def cells_of(pieces: Iterable[str], style: str) -> tuple[list[Cell], str]:
    """Return the cells of a row given as text and SGR sequences, and the style in force after it."""
    cells: list[Cell] = []
    for piece in pieces:
        if piece[0] == "\x1b":
            style = _style_after(piece, style)
            continue
        for char in piece:
            if cells and char > "\u02ff" and JOINED[char].kind == MARK:
                cells[-1] = Cell(cells[-1].text + char, cells[-1].style)
            else:
                cells.append(Cell(char, style))
    return cells, style


def widths_of(cells: Iterable[Cell]) -> list[int]:
    """Return how many columns each cell fills."""
    return [JOINED[cell.text[0]].width for cell in cells]


def sent(cells: Iterable[Cell]) -> str:
    """Return cells as text with SGR sequences, no style in force after it."""
    parts: list[str] = []
    style = ""
    for cell in cells:
        if cell.style != style:
            if style:
                parts.append("\x1b[0m")
            parts.append(cell.style)
            style = cell.style
        parts.append(cell.text)
    if style:
        parts.append("\x1b[0m")
    return "".join(parts)


@lru_cache(4096)
def _direction(char: str) -> str:
    """Return `R` for a right-to-left letter, `N` for a number of its script, else empty."""
    bidi = unicodedata.bidirectional(char)
    return "R" if bidi in {"R", "AL"} else "N" if bidi == "AN" else ""


# -- kitty

_ITALIC: Final = "\x1b[3m"


def _words(cells: Sequence[Cell]) -> list[Cell]:
    """Turn each right-to-left word round where it stands.

    kitty shapes what stands between two blanks in one font as one run, and lays out a run of Arabic from its right end;
    its colours stay. Signs and Latin at a word are in its run where the user's font has Arabic, and in a run of their
    own where another font lends it. Italic is another font, so an italic sign is in a run of its own in either case;
    and a letter with a mark too, since kitty 0.26 puts marks on wrong letters in runs where not every letter has one.
    """
    result = list(cells)
    position = 0
    while position < len(cells):
        stop = position
        while stop < len(cells) and cells[stop].text != " ":
            stop += 1
        if _asks_to_be_turned(cells[position:stop]):
            result[position:stop] = _turned(cells[position:stop])
        position = stop + 1
    return result


def _turned(stretch: Sequence[Cell]) -> list[Cell]:
    """Return a stretch without blanks with each of its runs turned round, neighbours in different fonts."""
    result: list[Cell] = []
    position = 0
    before = (False, False)  # bold, italic
    while position < len(stretch):
        first = stretch[position]
        kind, bold = _kind(first), _is_bold(first.style)
        stop = position + 1
        while (
            kind != "marked"
            and stop < len(stretch)
            and (_kind(stretch[stop]), _is_bold(stretch[stop].style)) == (kind, bold)
        ):
            stop += 1
        run = stretch[position:stop]
        italic = kind != "letters"
        if result and (bold, italic) == before:
            italic = not italic
        before = (bold, italic)
        if kind != "signs" and _asks_to_be_turned(run):
            run = [Cell(cell.text, run[k].style) for k, cell in enumerate(reversed(run))]
        result.extend(Cell(cell.text, cell.style + _ITALIC) if italic else cell for cell in run)
        position = stop
    return result


_COMMON: Final = frozenset("،؛؟ـ")
"""What Unicode gives to no script of its own: by itself it does not make a run one of Arabic."""


def _asks_to_be_turned(run: Iterable[Cell]) -> bool:
    return any(_RIGHT_TO_LEFT.match(cell.text) and cell.text[0] not in _COMMON for cell in run)


def _kind(cell: Cell) -> str:
    if not _RIGHT_TO_LEFT.match(cell.text):
        return "signs"
    return "marked" if len(cell.text) > 1 else "letters"


@lru_cache(256)
def _is_bold(style: str) -> bool:
    bold = False
    for sequence in SGR.finditer(style):
        for code in sequence[1].split(";"):
            bold = code == "1" or (bold and code not in {"0", "22"})
    return bold


# -- terminals that reorder


def _runs(cells: Sequence[Cell]) -> list[Cell]:
    """Put each right-to-left word into the order of its letters, and end it with a left-to-right mark.

    The mark keeps what follows, a number or a sign or another word, out of the run that the terminal turns round. Numbers
    of the script stay as they are, ended by a mark too. Runs of several words would save marks, but one letter of another
    colour would then send all of them again.
    """
    result: list[Cell] = []
    position = 0
    while position < len(cells):
        direction = _direction(cells[position].text[0])
        stop = position + 1
        while direction and stop < len(cells) and _direction(cells[stop].text[0]) == direction:
            stop += 1
        run = list(cells[position:stop])
        if direction == "R":
            run = _unjoined(run[::-1])
        if direction:
            run[-1] = Cell(run[-1].text + LRM, run[-1].style)
        result.extend(run)
        position = stop
    return result


def _unjoined(run: list[Cell]) -> list[Cell]:
    """Return a run in the order of its text with a non-joiner where letters that could join do not.

    Konsole shapes presentation forms anew.
    """
    ends, begins = _apart()
    for k in range(len(run) - 1):
        if run[k].text[0] in ends and run[k + 1].text[0] in begins:
            run[k] = Cell(run[k].text + _ZWNJ, run[k].style)
    return run


@cache
def _apart() -> tuple[frozenset[str], frozenset[str]]:
    """Return the forms of letters that could join to the next one and do not, and those that could to the one before."""
    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFBE8), *range(0xFBFC, 0xFC00), *range(0xFE80, 0xFEFD)):
        tag, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        forms.setdefault(letters, {})[tag] = chr(code)
    ends = {form for each in forms.values() if "<initial>" in each for tag, form in each.items() if tag in _ENDING}
    begins = {form for each in forms.values() if "<final>" in each for tag, form in each.items() if tag in _BEGINNING}
    return frozenset(ends), frozenset(begins)


_ENDING: Final = frozenset(("<isolated>", "<final>"))
_BEGINNING: Final = frozenset(("<isolated>", "<initial>"))

_REWRITES: Final[Mapping[Name, Rewrite]] = {"words": _words, "runs": _runs}
_ANCHORS: Final[Mapping[Name, str]] = {"lro": LRM + LRO, "runs": LRM}
"""What sets the direction of a row, after its first cell: a terminal keeps an invisible character with the cell before
it, and loses one that has none."""
