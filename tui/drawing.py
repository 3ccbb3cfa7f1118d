"""Outside text turned into segments of a terminal line: right-to-left, of known width, nothing harmful sent.

Joins `tui.rtl` (pure) to Rich's segments; everything that shows names, titles or text goes through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.palette import PLAIN
from tui.rtl.lines import Align, visual

Run = tuple[str, Style]
"""Drawn text (already in screen order) and its style."""


def name(text: str, width: int, style: Style = PLAIN, *, align: Align = "left", base: int | None = None) -> Run:
    """Return outside text drawn in exactly `width` cells, cut with … when it is longer.

    `base`: 0 for a sentence of ours that holds outside text; None goes by the text's own direction.
    """
    return visual(text, max(width, 0), align=align, base=base), style


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
