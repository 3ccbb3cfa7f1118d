"""A line while it is typed: every edit is that of a plain string, and the way back is whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.tui.rtl.texts import any_text, one_line
from tui.writing import ZWNJ, Typed, Writing, boundaries, next_boundary, pasted, previous_boundary, typeable

FATHA, SHADDA = "\u064e", "\u0651"

Edit = tuple[str, object]

edits = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.sampled_from([*"لاأبي aB1٢.", FATHA, SHADDA, ZWNJ])),
        st.tuples(st.just("go"), st.integers(0, 12)),
        st.tuples(st.just("select"), st.integers(0, 12)),
        st.tuples(st.sampled_from(["back", "on", "word", "before", "after"]), st.none()),
    ),
    max_size=30,
)


def everything(char: str) -> bool:
    """Take all."""
    return bool(char)


def edited(typed: Typed, edit: Edit) -> Typed:
    """Return the line after one edit, by the functions of the line."""
    act, value = edit
    if act == "type":
        return typed.inserted(str(value))
    if act in {"go", "select"}:
        assert isinstance(value, int)
        return typed.moved(value, extend=act == "select")
    erase: dict[str, Callable[[], Typed]] = {
        "back": typed.erased_back,
        "on": typed.erased_on,
        "word": typed.erased_word,
        "before": typed.erased_before,
        "after": typed.erased_after,
    }
    return erase[act]()


def edited_plainly(state: tuple[str, int, int], edit: Edit) -> tuple[str, int, int]:
    """Return (text, caret, anchor) after one edit, on plain strings; the anchor is the caret where nothing is selected."""
    text, caret, anchor = state
    act, value = edit
    before, after = text[: min(caret, anchor)], text[max(caret, anchor) :]
    if act == "go":
        place = min(int(str(value)), len(text))
        return text, place, place
    if act == "select":
        return text, min(int(str(value)), len(text)), anchor
    if act == "type":
        before += str(value)
    elif caret == anchor:
        if act == "back":
            before = before[:-1]
        elif act == "on":
            after = text[next_boundary(text, caret) :]
        elif act == "word":
            before = before.rstrip(" ")
            before = before[: before.rfind(" ") + 1]
        elif act == "before":
            before = ""
        else:
            after = ""
    return before + after, len(before), len(before)


@given(edits)
@example([("type", "ل"), ("go", 0), ("type", "ا"), ("type", "ب"), ("back", None)])
@example([("type", "ا"), ("go", 0), ("type", "ل"), ("type", "ب")])
@example([("type", "ب"), ("type", SHADDA), ("type", FATHA), ("back", None), ("on", None)])
def test_edits_are_those_of_a_plain_string(steps: list[Edit]) -> None:
    typed, plain = Typed(), ("", 0, 0)
    for step in steps:
        typed, plain = edited(typed, step), edited_plainly(plain, step)
        anchor = typed.caret if typed.anchor is None else typed.anchor
        assert (typed.value, typed.caret, anchor) == plain


@given(st.text(st.sampled_from([*"لاأبتوي آإABc 12٣٤،.-()", FATHA, SHADDA, ZWNJ]), max_size=40))
@example("مُحَمَّد العَلِيّ (Blue 12)")
@example("می\u200cشود")
@example("للإذاعة ولأربيل")
def test_a_name_comes_out_exactly_as_typed(name: str) -> None:
    typed = Typed()
    for char in name:
        text = typeable(char, everything)
        assert text == char
        typed = typed.inserted(text)
    assert (typed.value, typed.caret) == (name, len(name))


@pytest.mark.parametrize(
    ("start", "act", "end"),
    [
        ("مح" + SHADDA + FATHA, "back", "مح" + SHADDA),
        ("سلا", "back", "سل"),
        ("علي حسن", "word", "علي "),
        ("علي حسن  ", "word", "علي "),
        ("علي", "word", ""),
        ("  ", "word", ""),
        ("علي حسن", "before", ""),
        ("علي حسن", "after", "علي حسن"),
        ("", "back", ""),
        ("", "on", ""),
    ],
)
def test_erasing_at_the_end(start: str, act: str, end: str) -> None:
    typed = edited(Typed(start, len(start)), (act, None))
    assert (typed.value, typed.caret) == (end, len(end))


@pytest.mark.parametrize(
    ("start", "at", "end"), [("مُحَمَّد", 0, "حَمَّد"), ("سلام", 1, "سم"), ("abc", 1, "ac"), ("مّ", 2, "مّ")]
)
def test_erasing_onward_takes_a_whole_cell(start: str, at: int, end: str) -> None:
    assert Typed(start, at).erased_on() == Typed(end, at, follows=True)


def test_a_selection_is_what_any_edit_erases() -> None:
    some = Typed("علي حسن كريم", 8, 4)
    for act in ("back", "on", "word", "before", "after"):
        assert edited(some, (act, None)) == Typed("علي كريم", 4, follows=True)
    assert some.inserted("س") == Typed("علي سكريم", 5, follows=True)
    assert some.selected == Typed("علي حسن كريم", 4, 8).selected == (4, 8)
    assert Typed("علي", 2, 2).selected is None


def test_extending_keeps_the_anchor_and_a_plain_move_lets_go() -> None:
    typed = Typed("علي حسن", 7).moved(4, extend=True).moved(0, extend=True)
    assert typed.selected == (0, 7)
    assert typed.moved(3).selected is None
    assert typed.moved(99).caret == 7


@pytest.mark.parametrize(
    ("char", "text"),
    [
        ("ق", "ق"),
        (FATHA, FATHA),
        (ZWNJ, ZWNJ),
        ("\ufefb", "لا"),
        ("\ufef7", "لأ"),
        ("\xa0", " "),
        ("\u3000", " "),
        ("\u200d", ""),
        ("\u200e", ""),
        ("\u202e", ""),
        ("\u2066", ""),
        ("\x07", ""),
        ("\x1b", ""),
        ("\ue000", ""),
        ("\ud800", ""),
    ],
)
def test_what_a_key_types(char: str, text: str) -> None:
    assert typeable(char, everything) == text


def test_what_is_not_wanted_is_not_typed() -> None:
    assert typeable("a", str.isdigit) == ""
    assert typeable("٣", str.isdigit) == "٣"


@pytest.mark.parametrize(
    ("text", "line", "refused"),
    [
        ("واحد\nاثنان\r\n  ثلاثة\t", "واحد اثنان ثلاثة", 0),
        ("\u202eأحمد\u202c\x1b[31m", "أحمد[31m", 3),
        ("می\u200cشود", "می\u200cشود", 0),
        ("", "", 0),
    ],
)
def test_what_is_pasted_is_one_line(text: str, line: str, refused: int) -> None:
    assert pasted(text, everything) == (line, refused)


@given(any_text)
def test_nothing_harmful_is_ever_pasted(text: str) -> None:
    line, _ = pasted(text, everything)
    assert all(char.isprintable() or char == ZWNJ for char in line)
    assert pasted(line, everything)[1] == 0


@given(one_line, st.integers(0, 60))
def test_boundaries_are_in_order_and_whole(value: str, offset: int) -> None:
    found = boundaries(value)
    assert found == sorted(set(found))
    assert (found[0], found[-1]) == (0, len(value))
    offset = min(offset, len(value))
    assert previous_boundary(value, offset) <= offset <= next_boundary(value, offset)
    assert {previous_boundary(value, offset), next_boundary(value, offset)} <= set(found)


# -- the way back


def typing(writing: Writing, text: str) -> Writing:
    """Return the writing after a text was typed letter by letter."""
    for char in text:
        writing = writing.edited(writing.now.inserted(char), letter=not char.isspace())
    return writing


@given(edits)
def test_undoing_everything_is_the_start_and_redoing_it_the_end(steps: list[Edit]) -> None:
    writing = Writing(Typed("علي", 3))
    for step in steps:
        after = edited(writing.now, step)
        moved = step[0] in {"go", "select"}
        writing = writing.moved(after) if moved else writing.edited(after, letter=step[0] == "type")
    end = writing.now.value
    for _ in steps:
        writing = writing.undone()
    assert writing.now.value == "علي"
    for _ in steps:
        writing = writing.redone()
    assert writing.now.value == end


def test_letters_typed_in_one_go_are_one_step() -> None:
    writing = typing(Writing(Typed()), "علي حسن")
    assert writing.undone().now.value == "علي "
    assert writing.undone().undone().now.value == "علي"
    assert writing.undone().undone().undone().now == Typed()


def test_a_move_or_another_edit_begins_a_new_step() -> None:
    writing = typing(Writing(Typed()), "علي")
    writing = typing(writing.moved(writing.now.moved(0)), "بن")
    assert writing.now.value == "بنعلي"
    assert writing.undone().now == Typed("علي", 0)
    erased = writing.edited(writing.now.erased_back())
    assert typing(erased, "ا").undone().now == erased.now


def test_an_edit_after_an_undo_leaves_nothing_to_redo() -> None:
    writing = typing(typing(Writing(Typed()), "علي").undone(), "س")
    assert writing.redone() == writing
    assert writing.undone().undone() == writing.undone()


def test_an_edit_that_changes_nothing_is_no_step() -> None:
    start = Writing(Typed("علي", 0))
    assert start.edited(start.now.erased_back()).before == ()
