"""Edges in a word: what is asked, and what an edge can never do unasked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui import edges
from tui.caret import Selection, Text
from tui.edges import Word, taken, word
from tui.moves import Kind, Move, moved
from tui.rtl.layout import layout

KEYS = {
    "left": Move("cluster", -1), "right": Move("cluster", 1), "a": Move("word", -1), "d": Move("word", 1),
}  # fmt: skip
BODY = "وصل إلى وبغداد ثم ولأربيل من Al-Nakhil للعراق"
WORDS = st.sampled_from(
    ["وبغداد", "لأربيل", "ولإيران", "للعراق", "بغداد", "وقال", "سلام", "Nakhil", "3.5", "و", "«كابل»"]
)
bodies = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
moves = st.sampled_from(list(KEYS.values()))


def text_of(body: str, width: int = 40) -> Text:
    return Text(body, layout(body, width))


def pressed(text: Text, selection: Selection, keys: str) -> Selection:
    for key in keys.split():
        if key == "tab":
            selection = selection.swapped()
        elif key == "x":
            selection = edges.parted(text, selection, "inside")
        else:
            selection = moved(text, selection, KEYS[key])
    return selection


def selected(body: str, marked: str, keys: str) -> str:
    """Return what is selected after keys, beginning with the first `marked` of the body."""
    text = text_of(body)
    start = body.index(marked)
    span = pressed(text, Selection.spanning(text, start, start + len(marked)), keys).range(text)
    assert span is not None
    return body[slice(*span)]


def proclitic_zone(text: Text, offset: int) -> Word | None:
    """Return the word at an offset where it has proclitics."""
    found = word(text.body, offset)
    return found if found is not None and found.start < found.stem else None


@given(bodies, st.data())
@settings(max_examples=200)
def test_no_single_press_takes_a_proclitic_in(body: str, data: st.DataObject) -> None:
    text = text_of(body, data.draw(st.integers(8, 60)))
    found = [each for at in range(len(body)) if (each := word(body, at)) is not None]
    first, last = data.draw(st.sampled_from(found)), data.draw(st.sampled_from(found))
    start, end = min(first.stem, last.stem), max(first.end, last.end)
    selection = Selection.spanning(text, start, end, head=data.draw(st.sampled_from(("start", "end"))))
    for move in data.draw(st.lists(moves, max_size=12)):
        before, span = selection, selection.range(text)
        selection = moved(text, selection, move)
        new = selection.range(text)
        assert span is not None
        assert new is not None
        assert new[0] < new[1]
        if before.ask is not None and before.ask.move == move:
            continue
        if new[0] < span[0]:
            zone = proclitic_zone(text, new[0])
            assert zone is None or not zone.start <= new[0] < zone.stem or zone.start <= span[0] < zone.stem
        if new[1] > span[1]:
            zone = proclitic_zone(text, new[1] - 1)
            assert zone is None or not zone.start < new[1] <= zone.stem or zone.start < span[1] <= zone.stem
        assert selection.ask is None or new == span or selection.ask.end == new[0]


def test_an_arabic_word_at_the_end_of_a_latin_line_is_no_circle() -> None:
    text = text_of("Nakhil وبغداد")
    selection = Selection.spanning(text, 0, 6, head="start")
    seen: list[Selection] = []
    while selection not in seen and len(seen) < 30:
        seen.append(selection)
        selection = moved(text, selection, Move("cluster", 1))
    assert selection == seen[-1], "it stays at the end, and never comes back to a place"


@given(bodies, st.data())
def test_the_same_key_again_and_again_comes_to_the_end_of_the_text(body: str, data: st.DataObject) -> None:
    text = text_of(body)
    found = word(body, data.draw(st.integers(0, len(body) - 1)))
    if found is None:
        return
    move = data.draw(moves)
    selection = Selection.spanning(text, found.stem, found.end, head=data.draw(st.sampled_from(("start", "end"))))
    steps = 0
    while (ahead := moved(text, selection, move)) != selection and steps < 2 * len(body) + 2:
        selection = ahead
        steps += 1
    assert ahead == selection, "the key leads nowhere"


@given(bodies, st.lists(moves, max_size=15), st.data())
def test_an_edge_stands_between_letters(body: str, keys: list[Move], data: st.DataObject) -> None:
    text = text_of(body, data.draw(st.integers(5, 40)))
    letters = [each for line in text.layout.lines for cell in line.cells for each in text.letters(cell)]
    pairs = {letter[0] for line in text.layout.lines for cell in line.cells for letter in text.letters(cell)[1:]}
    stems = {found.stem for at in range(len(body)) if (found := word(body, at)) is not None}
    selection = Selection(data.draw(st.sampled_from(letters))[0]).toggled()
    selection = Selection(text.stop(selection.head)).toggled()
    for move in keys:
        selection = moved(text, selection, move)
        span = selection.range(text)
        assert span is not None
        assert span[0] in {letter[0] for letter in letters}
        assert span[1] in {letter[1] for letter in letters}
        assert span[0] not in pairs - stems, "inside a pair only where a stem begins"
        assert span[1] not in pairs


@pytest.mark.parametrize(
    ("marked", "keys", "after"),
    [
        ("بغداد", "tab right", "بغداد"),
        ("بغداد", "tab right right", "وبغداد"),
        ("بغداد", "tab right left right", "بغداد"),
        ("بغداد", "tab d", "بغداد"),
        ("بغداد", "tab d d", "وبغداد"),
        ("بغداد", "tab d d d", "إلى وبغداد"),
        ("بغداد", "tab d a d", "بغداد"),
        ("ثم", "tab d", "بغداد ثم"),
        ("ثم", "tab d d", "وبغداد ثم"),
        ("ثم", "tab d right", "بغداد ثم"),
        ("وبغداد", "tab a", "بغداد"),
        ("وبغداد", "tab left", "بغداد"),
        ("ثم", "left left", "ثم "),
        ("ثم", "left left left", "ثم و"),
        ("ثم", "left left left left", "ثم ولأ"),
        ("ثم ولأر", "right", "ثم ولأ"),
        ("ثم ولأ", "right", "ثم "),
        ("ثم", "a", "ثم ولأربيل"),
        ("ثم", "a a a", "ثم ولأربيل من Al"),
        ("ثم", "a a a a", "ثم ولأربيل من Al-Nakhil"),
        ("ثم", "a a a a d", "ثم ولأربيل من Al"),
        ("من Al-Nakhil", "a", "من Al-Nakhil للعراق"),
    ],
)
def test_keys(marked: str, keys: str, after: str) -> None:
    assert selected(BODY, marked, keys) == after


def test_what_is_asked_is_told_and_another_key_forgets_it() -> None:
    text = text_of(BODY)
    start = BODY.index("بغداد")
    selection = pressed(text, Selection.spanning(text, start, start + 5), "tab right")
    assert selection.ask is not None
    assert (selection.ask.what, BODY[selection.ask.start : selection.ask.end]) == ("prefix", "و")
    assert selection.swapped().ask is None
    assert moved(text, selection, Move("line", 1)).ask is None


def test_a_pair_is_parted_on_the_second_press_and_joined_on_the_third() -> None:
    assert selected("قال سلام", "سلا", "x") == "سلا"
    assert selected("قال سلام", "سلا", "x x") == "سل"
    assert selected("قال سلام", "سلا", "x x x") == "سلا"
    assert selected("قال سلام", "سلا", "x x left") == "سلا", "the other letter of the pair comes first"
    assert selected("قال سلام", "سلا", "x x right") == "س"
    assert selected("قال سلام", "لام", "tab x x") == "ام"
    assert selected("قال سلام", "لام", "tab x x right") == "لام"
    assert selected("قال سلام", "لا", "x x") == "لا", "the pair alone"
    assert selected("قال سلام", "سل", "right") == "س", "given so"


@pytest.mark.parametrize(
    ("body", "at", "word"),
    [
        ("في وبغداد.", "بغداد", "بغداد"),
        ("في وبغداد.", "وبغداد", "وبغداد"),
        ("في لأربيل.", "لأربيل", "أربيل"),
        ("في للعراق.", "لعراق", "لعراق"),
        ("في ولأربيل.", "ولأ", "ولأربيل"),
        ("في ولأربيل.", "لأ", "أربيل"),
        ("في بغداد.", "بغ", "بغداد"),
        ("في بغداد.", ".", "."),
    ],
)
def test_enter_alone_takes_the_word_without_the_proclitics_before_the_caret(body: str, at: str, word: str) -> None:
    text = text_of(body)
    span = taken(text, Selection(text.stop(body.index(at))))
    assert span is not None
    assert body[slice(*span)] == word


def test_a_word_without_end_is_no_word_with_proclitics() -> None:
    body = "و" + "ب" * 100_000
    assert word(body, 5) == Word(0, 0, len(body))


@pytest.mark.parametrize("kind", ["sentence", "paragraph", "document", "line_edge", "page", "line", "word", "cluster"])
def test_nothing_happens_in_a_text_without_letters(kind: Kind) -> None:
    for body in ("", "\n\n"):
        text = text_of(body)
        assert 0 <= moved(text, Selection(0), Move(kind, 1), extend=True).head <= len(body)
        assert taken(text, Selection(0)) in {None, (0, 1)}
