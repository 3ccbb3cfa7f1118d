"""What each move of the caret does to a selection: by cluster, word, line, sentence, paragraph, page, document.

One function, `moved`: a selection and a move in, a selection out. With an anchor the head moves alone, and what it comes
to is an edge of the range; `tui.edges` keeps edges from parting a word from its proclitics unasked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

from tui import edges, units
from tui.caret import Selection, Text, step, vertical

Kind = Literal["cluster", "word", "line", "line_edge", "sentence", "paragraph", "page", "document"]


class Move(NamedTuple):
    """One move."""

    kind: Kind
    direction: int
    """Left (-1) or right (1) on the screen for a cluster and a word; up or down; else back or on in the text.

    With an anchor a word is the next one as the text is read: left means on where the anchor's paragraph is Arabic.
    """
    lines: int = 1
    """Lines of a page."""


def moved(text: Text, selection: Selection, move: Move, *, extend: bool = False) -> Selection:
    """Return the selection after a move. `extend`: the move begins a selection where there is none, as with shift."""
    if extend and selection.anchor is None:
        selection = replace(selection, anchor=selection.head, loose=True)
    elif selection.loose and not extend:
        selection = Selection(selection.head, column=selection.column)
    if move.kind in {"line", "page"}:
        return _vertical(text, selection, move)
    if move.kind == "cluster":
        onward = text.onward(selection.head, move.direction)
        if selection.anchor is not None:
            return edges.by_cluster(text, selection, onward, move)
        return selection.moved(step(text, selection.head, onward))
    if move.kind == "word":
        if selection.anchor is not None:
            # by place on the screen, a Latin name in Arabic text would be taken from its last word on, and shrink again
            onward = text.as_read.onward(selection.anchor, move.direction)
            return edges.by_word(text.as_read, selection, onward, move)
        onward = text.onward(selection.head, move.direction)
        return selection.moved(_bare_word(text, selection.head, onward))
    return selection.moved(text.stop(_in_text(text, selection, move)))


def _vertical(text: Text, selection: Selection, move: Move) -> Selection:
    column = text.cell(selection.head).column if selection.column is None else selection.column
    head = vertical(text, selection.head, move.direction * move.lines, column)
    return replace(selection.moved(head), column=column)


def _bare_word(text: Text, offset: int, onward: int) -> int:
    """Return the first letter that is met of the next word, past its proclitics: there Enter takes it without them."""
    here = edges.next_word(text, offset, onward, far=False)
    found = edges.word(text.body, here)
    return text.stop(found.stem) if here != offset and found is not None and here == found.start else here


def _in_text(text: Text, selection: Selection, move: Move) -> int:
    """Return where a move goes that knows only the order of the text."""
    body, head = text.body, selection.head
    match move.kind:
        case "document":
            return 0 if move.direction < 0 else len(body)
        case "line_edge":
            line = text.layout.lines[text.layout.line_of(text.stop(head))]
            starts = [cell.start for cell in line.cells]
            return head if not starts else min(starts) if move.direction < 0 else max(starts)
        case "sentence":
            return _by_unit(text, selection, "sentence", move.direction)
        case _:
            return _by_unit(text, selection, "paragraph", move.direction)


def _by_unit(text: Text, selection: Selection, kind: units.Kind, direction: int) -> int:
    """Return the beginning of the next or of this sentence; with an anchor, so that it is taken or left whole."""
    body, head, anchor = text.body, selection.head, selection.anchor
    here = units.unit(kind, body, head)
    if here is None:
        return head
    ahead = units.neighbour(kind, body, here, direction)
    cell = text.cell(head)
    if direction < 0:
        if anchor is not None and anchor < here[0] and ahead is not None and anchor < ahead[1]:
            # what is left again is left whole
            return ahead[1] - 1
        return here[0] if cell.start > here[0] or ahead is None else ahead[0]
    if anchor is None or (head < anchor and ahead is not None and ahead[0] <= anchor):
        return here[1] - 1 if ahead is None else ahead[0]
    return here[1] - 1 if cell.end < here[1] or ahead is None else ahead[1] - 1
