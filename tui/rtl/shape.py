"""Text to clusters: what is drawn in one place of the grid, and which code points it stands for.

Letters of Arabic, Persian, Urdu and Kurdish become presentation forms, lam with alef one cell; marks stay with their
letter. Every code point belongs to exactly one cluster. What a terminal must not be sent (controls, bidi controls,
zero-width and unassigned characters) is drawn as a mark of known width instead; `Cluster.harmful` says so.

How a code point by itself is drawn stands in `characters`. Order on the line is not known here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from tui.rtl.characters import (
    FORMAT,
    JOINED,
    JOINER,
    LETTER,
    MARK,
    PLAIN,
    SELECTOR,
    SEPARATE,
    SKIN_TONE,
    SPACE,
    TAB,
    WORD,
)
from tui.rtl.rendering import DRAWN, Rendering

MAX_MARKS: Final = 4
"""Combining marks drawn on one letter: shadda, a vowel, a superscript alef and one to spare. The cluster keeps all."""

MARK_HOLDER: Final = "◌"
"""Holds a combining mark that has no letter before it."""

_SYMBOLS: Final = ("So", "Sm", "Nd", "Po")


class Cluster(NamedTuple):
    """What is drawn in one place, for the code points [start, end). A tuple: an article has 30,000 of them."""

    start: int
    end: int
    glyph: str
    """Sent to the terminal; never a control or format character. A tab is a blank of `width` 1 until it is laid out."""
    marks: str
    """Combining marks to send after the glyph, in the order of the text."""
    width: int
    """Cells."""
    harmful: bool
    """True where a mark stands for a character that isn't sent."""


class Shaped(NamedTuple):
    """The clusters of a text as columns, which is how layout reads them."""

    starts: list[int]
    """First code point of each cluster, and the length of the text last: a cluster ends where the next one starts."""
    glyphs: list[str]
    marks: dict[int, str]
    """Marks by cluster, where there are any."""
    widths: list[int]
    harmful: frozenset[int]
    spaces: list[int]
    """Clusters after which a line may be broken."""
    tabs: list[int]


def shape(text: str, *, rendering: Rendering = DRAWN) -> list[Cluster]:
    """The clusters of a text, in its order. They cover it: each starts where the one before it ends."""
    shaped = shape_columns(text, rendering=rendering)
    starts, marks, harmful = shaped.starts, shaped.marks, shaped.harmful
    return [
        Cluster(starts[k], starts[k + 1], glyph, marks.get(k, ""), width, k in harmful)
        for k, (glyph, width) in enumerate(zip(shaped.glyphs, shaped.widths, strict=True))
    ]


def shape_columns(text: str, *, rendering: Rendering = DRAWN) -> Shaped:
    """The clusters of a text as columns.

    One long loop with its state in local names: a call for each code point would double what a text costs.
    """
    drawn_table = JOINED if rendering.joined else SEPARATE
    starts: list[int] = []
    glyphs: list[str] = []
    widths: list[int] = []
    marks: dict[int, str] = {}
    harmful: set[int] = set()
    spaces: list[int] = []
    tabs: list[int] = []

    last = -1  # the newest cluster
    hosts = False  # whether it may take marks and joiners
    joiner = False  # whether a joiner was its newest code point
    joins = False  # whether what stands before reaches out to the next letter
    open_at = -1  # cluster of the letter that reaches out; -1 where it is a joiner or the like
    open_forms: tuple[str, ...] = ()
    open_state = 0  # 1 where that letter is itself joined to one before it
    lam_at = -1  # cluster of a lam that an alef would melt into

    for i, char in enumerate(text):
        drawn = drawn_table[char]
        kind = drawn.kind
        if kind == LETTER:
            state = 0
            if joins and drawn.joins_before:
                if drawn.with_lam and lam_at == last:
                    glyphs[last] = drawn.with_lam[open_state]
                    joins = False
                    lam_at = -1
                    continue
                state = 1
                if open_at >= 0:
                    glyphs[open_at] = open_forms[open_state + 2]
            last += 1
            starts.append(i)
            glyphs.append(drawn.forms[state])
            widths.append(drawn.width)
            if drawn.mark:
                marks[last] = drawn.mark
            hosts = True
            joiner = False
            joins = drawn.joins_after
            open_at = last
            open_forms = drawn.forms
            open_state = state
            lam_at = last if drawn.lam else -1
            continue
        if hosts:
            if kind == MARK:
                kept = marks.get(last, "")
                if len(kept) < MAX_MARKS:
                    marks[last] = kept + char
                continue
            if kind == JOINER and not joiner:
                joiner = True
                lam_at = -1
                if char == "\u200c":
                    joins = False
                else:
                    if joins and open_at >= 0:
                        glyphs[open_at] = open_forms[open_state + 2]
                    elif not joins:
                        open_at = -1
                    joins = True
                continue
            # One selector or skin tone belongs to a symbol; more of them, or one on a letter, may hide a message.
            if (
                kind in (SELECTOR, SKIN_TONE)
                and i - 1 == starts[last]
                and unicodedata.category(text[i - 1]) in _SYMBOLS
            ):
                continue
        last += 1
        starts.append(i)
        hosts = kind in (PLAIN, WORD, MARK)
        joiner = False
        if kind == MARK:
            glyphs.append(MARK_HOLDER)
            marks[last] = char
            widths.append(1)
            joins = False
            continue
        glyph = _shape_word(drawn.glyph, rendering) if kind == WORD else drawn.glyph
        glyphs.append(glyph)
        widths.append(drawn.width if kind != WORD else len(glyph))
        if kind in (PLAIN, WORD):
            joins = False
        elif kind == SPACE:
            joins = False
            spaces.append(last)
        elif kind == TAB:
            joins = False
            spaces.append(last)
            tabs.append(last)
        else:
            harmful.add(last)
            if kind == JOINER:
                joins = char == "\u200d"
                open_at = -1
            elif kind != FORMAT:
                joins = False
    starts.append(len(text))
    return Shaped(starts, glyphs, marks, widths, frozenset(harmful), spaces, tabs)


@lru_cache(maxsize=64)
def _shape_word(letters: str, rendering: Rendering) -> str:
    """The letters of a word that one code point stands for, in column order: its cluster is always right to left."""
    glyphs = shape_columns(letters, rendering=rendering).glyphs
    return "".join(reversed(glyphs) if rendering.ordered else glyphs)
