"""A paragraph by itself: what is known of it for every width, and where its lines are broken for one.

Lines are broken at spaces; a word that is longer than a line, between clusters. What does not depend on the width
(levels, clusters, their widths added up) is worked out once and kept by the `Paragraph`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from tui.rtl.characters import BOX
from tui.rtl.levels import Levels, paragraph_levels
from tui.rtl.rendering import DRAWN, Rendering
from tui.rtl.shape import Shaped, shape_columns

TAB_STOP: Final = 8
"""Cells between tab stops, counted from the edge at which the line starts."""

NARROW: Final = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0606-\u061b\u061d-\u06dc\u06de-\u06ff\u2010-\u2027\u2030-\u205e\ufe70-\ufefc]*+"
)
"""A text that has at most one cell for each of its code points, as nearly all news text has."""

Stretch = tuple[int, int, int]
"""A line's first cluster, the one after the last that is drawn, the one after the last that it owns."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's levels and clusters."""

    levels: Levels
    shaped: Shaped
    rendering: Rendering = DRAWN

    @cached_property
    def sums(self) -> Sequence[int]:
        """Cells before each cluster, and of all of them last; a tab counts as one."""
        if self.widest <= 1:
            return range(len(self.shaped.widths) + 1)
        return list(accumulate(self.shaped.widths, initial=0))

    @cached_property
    def widest(self) -> int:
        """Cells of the widest cluster."""
        return max(self.shaped.widths, default=0)

    @cached_property
    def whole(self) -> Wrapped:
        """It on one line: the same for every width in which it fits."""
        count = len(self.shaped.widths)
        return Wrapped(self, ((0, count, count),))


class Wrapped(NamedTuple):
    """A paragraph broken into lines, at least one."""

    paragraph: Paragraph
    """With the glyphs and widths that its clusters have in this width."""
    lines: Sequence[Stretch]


def analyse(text: str, *, base: int | None = None, default: int = 1, rendering: Rendering = DRAWN) -> Paragraph:
    """Levels and clusters of one paragraph: all of its layout that doesn't depend on the width."""
    levels = paragraph_levels(text, base, default=default)
    return Paragraph(levels, shape_columns(text, rendering=rendering), rendering)


def fit(paragraph: Paragraph, width: int) -> Paragraph:
    """The paragraph with clusters that are wider than a line as a mark of one cell; tabs as the single blanks they were."""
    shaped = paragraph.shaped
    if not shaped.tabs and paragraph.widest <= width:
        return paragraph
    fitted = shaped._replace(glyphs=list(shaped.glyphs), widths=list(shaped.widths), marks=dict(shaped.marks))
    for k, cells in enumerate(shaped.widths):
        if cells > width:
            fitted.glyphs[k] = BOX
            fitted.widths[k] = 1
            fitted.marks.pop(k, None)
    return replace(paragraph, shaped=fitted)


def wrap(paragraph: Paragraph, width: int) -> Wrapped:
    """The paragraph broken into lines of at most `width` cells (at least 1). Spaces that don't fit hang past the edge."""
    if not paragraph.shaped.tabs and paragraph.sums[-1] <= width:
        return paragraph.whole
    paragraph = fit(paragraph, width)
    shaped, sums = paragraph.shaped, paragraph.sums
    spaces = shaped.spaces
    is_space = frozenset(spaces)
    count = len(shaped.widths)
    lines: list[Stretch] = []
    first = 0
    while first < count:
        drawn = _fill_line(shaped, first, width) if shaped.tabs else bisect_right(sums, sums[first] + width, first) - 1
        owned = drawn
        while owned < count and owned in is_space:
            owned += 1
        if owned == drawn and drawn < count:
            space = bisect_left(spaces, drawn) - 1
            if space >= 0 and spaces[space] >= first:
                drawn = owned = spaces[space] + 1
        lines.append((first, drawn, owned))
        first = owned
    return Wrapped(paragraph, lines)


def _fill_line(shaped: Shaped, first: int, width: int) -> int:
    """The cluster after the last that fits on a line from `first`, where tabs reach to their stops.

    Gives the tabs on it the widths that they have there.
    """
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
