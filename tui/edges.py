"""The edges of a selection: where they may stand in a word, and what is asked before they part one.

    word      ولأربيل        cells و لأ ر ب ي ل
              | |             proclitics [start, stem), stem [stem, end)

A range may not begin among a word's proclitics, nor end behind them, unless the reader says so twice: the first press of
a key leaves the edge where it is and asks, the same key again does it. Taking proclitics off needs no asking. An edge
that comes to a stem whose first letter shares its cell with a proclitic stands inside that cell (ل|أربيل); elsewhere
inside a letter pair it comes only by `parted`, asked twice as well.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from tui.caret import Ask, Selection, Text, is_word, step, word_range

_LONGEST = 120
"""Characters of a word that can have proclitics; what is longer is no word, and is not searched for them."""


class Word(NamedTuple):
    """A word of the body."""

    start: int
    stem: int
    """Where it goes on after its proclitics; `start` without any."""
    end: int


def word(body: str, offset: int) -> Word | None:
    """Return the word at an offset; None where there is none."""
    if not 0 <= offset < len(body):
        return None
    start, end = word_range(body, offset)
    if not any(is_word(body, at) for at in range(start, min(end, start + _LONGEST))):
        return None
    if end - start > _LONGEST:
        return Word(start, start, end)
    from extract.proclitics import stem_start  # noqa: PLC0415 - reads the engine's tables: not before an edge is moved

    return Word(start, start + stem_start(body[start:end]), end)


def taken(text: Text, selection: Selection) -> tuple[int, int] | None:
    """Return the range that Enter would take: the selection; else the word at the caret, without its proclitics.

    With them where the caret stands on them. The cluster alone where there is no word; None in a text without any.
    """
    span = selection.range(text)
    if span is not None:
        return span
    cell = text.cell(selection.head)
    found = word(text.body, cell.start)
    if found is None:
        return (cell.start, cell.end) if cell.end > cell.start else None
    return (found.start if cell.end <= found.stem else found.stem), found.end


def by_cluster(text: Text, selection: Selection, onward: int, move: object) -> Selection:
    """Return the selection with its head a cluster further on in the walk (1) or back (-1), or what it asks."""
    start, end = _range(text, selection)
    after = _next_stop(text, selection, onward)
    new_start, new_end = _range(text, after)
    if new_start < start:
        found = word(text.body, new_start)
        if found is not None and _within(new_start, found) and not _within(start, found):
            return _unless_again(selection, after, Ask(move, "prefix", new_start, found.stem))
    elif new_end != end:
        found = word(text.body, new_end - 1)
        if found is not None and found.start < new_end <= found.stem:
            if new_end < end:
                # a word that is left to its proclitics is left whole
                return _past_proclitics(text, selection, after, found, onward) if found.start > new_start else after
            if not found.start < end <= found.stem:
                return _unless_again(selection, after, Ask(move, "prefix", found.start, new_end))
    return after


def _past_proclitics(text: Text, selection: Selection, after: Selection, found: Word, onward: int) -> Selection:
    """Return the selection with its head beyond a word's proclitics, in the walk; where nothing is beyond, as it was.

    Beyond in the walk, not in the text: in a line of Latin the blank before the word in the text stands on its other
    side on the screen, and the same key would lead round for ever.
    """
    head = after.head
    while found.start <= head < found.stem:
        ahead = step(text, head, onward)
        if ahead == head:
            return selection
        head = ahead
    return selection.moved(head)


def _next_stop(text: Text, selection: Selection, onward: int) -> Selection:
    """Return the selection with its head at the next place where an edge can stand, proclitics or not."""
    cell = text.cell(selection.head)
    unit = selection.head_unit(text)
    head = step(text, selection.head, onward)
    back = head < cell.start or (head == cell.start and onward < 0)
    if (unit[0] > cell.start) if back else (unit[1] < cell.end):
        # it held one letter of a pair: the other comes first
        return selection.moved(cell.start)
    if head == cell.start:
        return selection.moved(head, alone=selection.head_alone)
    start, _ = _range(text, selection)
    if not back and unit[0] == start < selection.anchor_unit(text)[0]:
        found = word(text.body, start)
        if found is not None and unit[0] < found.stem < unit[1]:
            # the proclitic goes, its cell stays
            return selection.moved(found.stem, alone=True)
    ahead = text.cell(head)
    if ahead.start < start:
        found = word(text.body, ahead.start)
        if found is not None and ahead.start < found.stem < ahead.end:
            return selection.moved(found.stem, alone=True)
    return selection.moved(head)


def by_word(text: Text, selection: Selection, onward: int, move: object) -> Selection:
    """Return the selection with its head a word further on in the text (1) or back (-1); it takes or leaves that whole.

    `text` is one walked in its own order.

    The start of a range comes to the word without its proclitics first, and says so; the same move again takes them in.
    """
    ask = selection.ask
    if ask is not None and ask.move == move:
        return selection.moved(text.stop(ask.start))
    head, anchor = text.stop(selection.head), selection.anchor_unit(text)[0]
    if head != text.stop(anchor) and (head < anchor) == (onward > 0):
        return _leaving(text, selection, onward)
    return _taking(text, selection, onward, move)


def _leaving(text: Text, selection: Selection, onward: int) -> Selection:
    """Return the selection without the word at its head, or without that word's proclitics; the anchor's own stays."""
    anchor = selection.anchor_unit(text)[0]
    start, _ = _range(text, selection)
    if onward > 0:
        found = word(text.body, start)
        if found is not None and _within(start, found) and found.stem <= anchor:
            return _on_stem(text, selection, found)
    there = next_word(text, text.stop(selection.head), onward, far=False)
    if there == text.stop(selection.head) or (there > anchor if onward > 0 else there < text.stop(anchor)):
        return replace(selection, ask=None, column=None)
    found = word(text.body, there)
    if onward > 0 and found is not None and there == found.start < found.stem <= anchor:
        # the proclitics are left with the word before
        return _on_stem(text, selection, found)
    return selection.moved(there)


def _taking(text: Text, selection: Selection, onward: int, move: object) -> Selection:
    """Return the selection with the next word taken in; at a start, as far as its stem, and what it asks."""
    head = text.stop(selection.head)
    start, _ = _range(text, selection)
    inside = selection.head_alone and onward < 0 and selection.head > head
    there = head if inside else next_word(text, head, onward, far=True)
    found = word(text.body, there)
    if onward < 0 and found is not None and there < found.stem <= start:
        ask = Ask(move, "prefix", found.start, found.stem)
        if found.stem == start:
            return replace(selection, ask=ask, column=None)
        return replace(_on_stem(text, selection, found), ask=ask)
    return selection.moved(there)


def parted(text: Text, selection: Selection, move: object) -> Selection:
    """Return the selection with its moving edge inside the letter pair on which it stands; back out of it where it is.

    Asks first. The same selection where the edge stands on no pair, or the pair is all that is selected.
    """
    if selection.head_alone:
        return selection.moved(text.stop(selection.head))
    cell = text.cell(selection.head)
    letters = text.letters(cell)
    if selection.anchor is None or len(letters) < 2 or text.stop(selection.anchor) == cell.start:
        return replace(selection, ask=None)
    start = letters[-1 if selection.moving(text) == "start" else 0][0]
    return _unless_again(selection, selection.moved(start, alone=True), Ask(move, "pair", cell.start, cell.end))


def next_word(text: Text, offset: int, onward: int, *, far: bool) -> int:
    """Return where the next word of the walk is, on (1) or back (-1).

    `far`: its last letter in the direction of the movement, so that a selection takes it whole; else the first that is
    met. Where no word follows, the offset.
    """
    here = offset
    if not far and _in_word(text, here):
        end = _run_end(text, here, onward)
        here = step(text, end, onward)
        if here == end:
            return offset
    elif far:
        here = step(text, here, onward)
    while not _in_word(text, here):
        ahead = step(text, here, onward)
        if ahead == here:
            return offset
        here = ahead
    return _run_end(text, here, onward) if far else here


def _in_word(text: Text, offset: int) -> bool:
    start, end = text.unit(offset)
    return any(is_word(text.body, at) for at in range(start, end))


def _run_end(text: Text, offset: int, onward: int) -> int:
    """Return the last letter of the word at `offset` in a direction of the walk, on its line."""
    stops = text.order(text.layout.lines[text.layout.line_of(offset)])
    if offset not in stops:
        return offset
    place = stops.index(offset)
    while 0 <= place + onward < len(stops) and _in_word(text, stops[place + onward]):
        place += onward
    return stops[place]


def _on_stem(text: Text, selection: Selection, found: Word) -> Selection:
    return selection.moved(found.stem, alone=text.stop(found.stem) < found.stem)


def _within(start: int, found: Word) -> bool:
    """Return whether a range that begins here begins among the word's proclitics."""
    return found.start <= start < found.stem


def _unless_again(selection: Selection, after: Selection, ask: Ask) -> Selection:
    """Return what a move came to if it had asked just before; else the selection as it was, with what it asks."""
    if selection.ask is not None and selection.ask.move == ask.move:
        return after
    return replace(selection, ask=ask, column=None)


def _range(text: Text, selection: Selection) -> tuple[int, int]:
    return selection.range(text) or selection.head_unit(text)
