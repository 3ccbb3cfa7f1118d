"""Outside text turned into segments of a terminal line: right-to-left, of known width, nothing harmful sent.

Joins `tui.rtl` (pure) to Rich's segments; everything that shows names, titles or text goes through here. A line that
holds words of ours and text from outside is given as parts (`tui.words.Words`); each outside part is laid out alone, so
that neither reorders the other. How letters are drawn is set once, when the app starts (`use`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.palette import PLAIN
from tui.rtl.layout import Cell, pad
from tui.rtl.lines import ELLIPSIS, Align, draw_line
from tui.rtl.rendering import DRAWN, Rendering
from tui.words import Outside, Words

Run = tuple[str, Style]
"""Drawn text (already in screen order) and its style."""

_WIDEST: Final = 18
"""Cells of the widest character: the one that stands for the words of a blessing."""

_LEAST: Final = 8
"""Cells that each outside part of a line keeps, where it has so many, when the line is too narrow for all."""

_LIKE: Final = {"L": "a", "R": "\u05d0", "AL": "\u0621"}
"""A letter of each direction that joins to nothing."""

_READ_AROUND: Final = 2_000
"""Code points read to find where a paragraph goes: the first letter decides, and the last one before."""

_LETTER = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"
_ARABIC: Final = re.compile(rf"{_LETTER}(?:[^A-Za-z\n/\\]*{_LETTER})?(?:[ _-]?\d+(?=[/\\.]))?")
"""A stretch of a message that runs right to left. Folders of a path stay apart, and in their order; a number belongs to
the name that it ends."""

_current = DRAWN


def use(rendering: Rendering) -> None:
    """Draw all lines so from now on: what of shaping and ordering is left to the terminal."""
    global _current  # noqa: PLW0603 - one terminal, one way to draw for it; passing it through every row buys nothing
    _current = rendering


def rendering() -> Rendering:
    """Return how lines are drawn."""
    return _current


class Setting(NamedTuple):
    """Where in the article a piece of it stands, as far as its order hangs on that."""

    base: int | None = None
    """The direction of its paragraph; None for a text that stands alone."""
    after: str = ""
    """A letter of the direction of the last letter before it; empty where there is none."""


ALONE: Final = Setting()


def setting(body: str, start: int) -> Setting:
    """Return the setting of the piece of a body that begins at `start`.

    A date as 05-10-2022 is ordered by the Arabic before it; drawn alone it would not look as it does in the text.
    """
    begin = body.rfind("\n", 0, start) + 1
    strong = (_strong(char) for char in body[begin : begin + _READ_AROUND])
    first = next((letter for letter in strong if letter), "")
    before = (_strong(char) for char in reversed(body[max(begin, start - _READ_AROUND) : start]))
    return Setting(int(first != _LIKE["L"]), next((letter for letter in before if letter), ""))


def _strong(char: str) -> str:
    return _LIKE.get(unicodedata.bidirectional(char), "")


def cells(
    text: str, width: int, *, align: Align = "left", base: int | None = None, inside: Setting = ALONE
) -> tuple[Cell, ...]:
    """Return a line's cells from left to right, cut with … when it is longer than `width`."""
    if not inside.after or width < 1:
        return draw_line(text, width, align=align, base=inside.base if base is None else base, rendering=_current)
    # the letter that stands before is laid out with the text, then taken out
    drawn = draw_line(inside.after + text, width + 1, align="left", base=inside.base, rendering=_current)
    kept = [cell for cell in drawn if cell.start or cell.text == ELLIPSIS]
    column = width - sum(cell.width for cell in kept) if align == "right" else 0
    placed = []
    for cell in kept:
        placed.append(cell._replace(column=column, start=max(0, cell.start - 1), end=cell.end - 1))
        column += cell.width
    return tuple(placed)


def whole_line(text: str, base: int, how: Rendering) -> tuple[Cell, ...]:
    """Return the cells of a line that is never cut, from column 0 on."""
    return draw_line(text, _WIDEST * len(text), align="left", base=base, rendering=how)


def name(
    text: str,
    width: int,
    style: Style = PLAIN,
    *,
    align: Align = "left",
    base: int | None = None,
    inside: Setting = ALONE,
) -> Run:
    """Return outside text drawn in exactly `width` cells, cut with … when it is longer.

    It runs in its own direction, in `base`, or as it does `inside` its article.
    """
    width = max(width, 0)
    return "".join(cell.text for cell in pad(cells(text, width, align=align, base=base, inside=inside), width)), style


def marked(
    text: str, width: int, style_at: Callable[[int], Style], *, align: Align = "left", inside: Setting = ALONE
) -> list[Run]:
    """Return outside text drawn in exactly `width` cells, each cell in the style of its first code point (-1: none)."""
    drawn = pad(cells(text, width, align=align, inside=inside), width)
    styled = groupby(drawn, key=lambda cell: style_at(cell.start))
    return [("".join(cell.text for cell in group), style) for style, group in styled]


def sentence(words: Words, width: int, style: Style, outside: Style | None = None) -> list[Run]:
    """Return words of ours with text from outside between them, drawn in exactly `width` cells from the left.

    Each outside part runs in its own direction and moves nothing beside it. On a narrow line they are cut with …, the
    longest first; then the line's end is.
    """
    parts = [part for part in (_found(words) if isinstance(words, str) else words) if part not in {"", Outside("")}]
    widths = [_natural(part, width) for part in parts]
    room = width - sum(cells for part, cells in zip(parts, widths, strict=True) if isinstance(part, str))
    _share([place for place, part in enumerate(parts) if not isinstance(part, str)], widths, room)
    runs: list[Run] = []
    left = width
    for part, wanted in zip(parts, widths, strict=True):
        fits = min(wanted, left)
        if fits <= 0:
            break
        if isinstance(part, str):
            runs.append(name(part, fits, style, base=0))
        else:
            runs.append(name(part.text, fits, outside or style))
        left -= fits
    if sum(widths) > width and runs and ELLIPSIS not in runs[-1][0]:
        text, last = runs[-1]
        runs[-1] = (text[:-1] + ELLIPSIS, last) if isinstance(parts[len(runs) - 1], str) else (text, last)
    return [*runs, (" " * left, style)]


def _natural(part: str | Outside, width: int) -> int:
    text = part if isinstance(part, str) else part.text
    return sum(cell.width for cell in cells(text, width, base=0 if isinstance(part, str) else None))


def _share(places: list[int], widths: list[int], room: int) -> None:
    """Cut the widths at these places until they fit into `room`, the widest first, none under the least."""
    over = sum(widths[place] for place in places) - room
    while over > 0:
        widest = max(places, key=lambda place: widths[place], default=None)
        if widest is None or widths[widest] <= _LEAST:
            return
        others = [widths[place] for place in places if widths[place] < widths[widest]]
        cut = min(over, max(1, widths[widest] - max([_LEAST, *others])))
        widths[widest] -= cut
        over -= cut


def _found(words: str) -> list[str | Outside]:
    """Return a message as parts: what is Arabic in it, such as the name of a file, came from outside."""
    parts: list[str | Outside] = []
    at = 0
    for found in _ARABIC.finditer(words):
        parts += [words[at : found.start()], Outside(found.group())]
        at = found.end()
    return [*parts, words[at:]]


def strip(runs: Iterable[Run], width: int, *, fill: Style = PLAIN) -> Strip:
    """Return a line of exactly `width` cells: the runs, then blanks."""
    segments = [Segment(text, style) for text, style in runs if text]
    line = Strip(segments)
    if line.cell_length > width:
        return line.crop(0, width)
    if line.cell_length < width:
        segments.append(Segment(" " * (width - line.cell_length), fill))
    return Strip(segments, width)


def reversed_runs(runs: Sequence[Run]) -> list[Run]:
    """Return the runs as the current row shows them: one reversed bar, no colours of its own."""
    return [(text, Style(reverse=True, bold=style.bold)) for text, style in runs]
