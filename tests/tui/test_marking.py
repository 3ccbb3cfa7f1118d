"""Which marks a text gets, which of them changed, what lights up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Part
from extract.ontology import ontology
from store.items import Item, Status
from store.values import MentionValue
from tests.tui.values import argument, event, item, marked_view, view
from tui.marking import (
    CARET,
    CURRENT,
    DIM,
    EDGE,
    FILLER,
    MARK,
    SELECTED,
    SHOWN,
    TRIGGER,
    TYPE,
    Overlay,
    base_marks,
    changed_span,
    current_overlays,
)

BODY = "قصف مسلحون القائم فجرا"
TYPES = list(ontology().entities)


def drawn(marks: bytearray) -> str:
    """Return one sign a code point: a type's letter, t for a trigger, d for dim, . for plain."""
    letters = [kind.letter for kind in ontology().entities.values()]
    return "".join(
        letters[(mark & TYPE) - 1] if mark & TYPE else "t" if mark & TRIGGER else "d" if mark & DIM else "."
        for mark in marks
    )


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("في [بغداد|LOC].", "...LLLLL."),
        ("[قاآني|PERSON] في [بغداد|LOC]", "PPPPP....LLLLL"),
        ("[أ|ORG][ب|FAC][ج|WEAPON][د|DATE][ه|NUMBER_OF]", "OFWDN"),
        ("بلا اسم", "......."),
        ("", ""),
    ],
)
def test_names_are_marked_with_their_type(text: str, signs: str) -> None:
    shown = marked_view(text)
    assert drawn(base_marks(len(shown.body), (), shown.items, ontology())) == signs


@pytest.mark.parametrize(
    "status", ["open", "accepted", "edited", "conflict", "rejected", "aside", "stale", "withdrawn"]
)
def test_what_does_not_stand_is_not_coloured(status: Status) -> None:
    shown = marked_view("[بغداد|LOC]")
    marks = base_marks(5, (), [replace(shown.items[0], status=status)], ontology())
    assert (drawn(marks) == "LLLLL") == (status in SHOWN)


def test_triggers_and_furniture_go_below_names() -> None:
    body = "القائمة قصف القائم"
    items = (event(body, "قصف"), item(MentionValue(8, 18, "LOC", "x"), "m"))
    marks = base_marks(len(body), (Part("furniture", 0, 7), Part("body", 8, 18)), items, ontology())
    assert drawn(marks) == "ddddddd.LLLLLLLLLL"
    assert all(mark & TRIGGER for mark in marks[8:11])
    assert not any(mark & TRIGGER for mark in marks[11:])
    assert not any(mark & DIM for mark in marks[7:])


def test_an_item_past_the_end_marks_nothing_there() -> None:
    marks = base_marks(3, (), [item(MentionValue(1, 9, "LOC", "x")), event(BODY, "القائم")], ontology())
    assert drawn(marks) == ".LL"


def test_the_flags_are_bits_of_their_own() -> None:
    flags = [TYPE, TRIGGER, DIM, CURRENT, FILLER, CARET, MARK, SELECTED, EDGE]
    assert sum(flags) == TYPE | TRIGGER | DIM | CURRENT | FILLER | CARET | MARK | SELECTED | EDGE
    assert len(TYPES) <= TYPE


@given(st.binary(max_size=30), st.data())
def test_outside_the_changed_stretch_nothing_changed(before: bytes, data: st.DataObject) -> None:
    after = data.draw(st.binary(min_size=len(before), max_size=len(before)))
    span = changed_span(bytearray(before), bytearray(after))
    if span is None:
        assert before == after
        return
    start, end = span
    assert before[:start] == after[:start]
    assert before[end:] == after[end:]
    assert before[start] != after[start]
    assert before[end - 1] != after[end - 1]


def _lit(current: Item, *family: Item) -> dict[str, int]:
    return {BODY[each.start : each.end]: each.flags for each in current_overlays(current, family)}


def test_what_lights_up_with_an_event_an_argument_and_a_name() -> None:
    bombing = event(BODY, "قصف")
    target, date = argument(BODY, "قصف", "target", "القائم"), argument(BODY, "قصف", "date", "فجرا")
    family = (bombing, target, date)
    assert _lit(bombing, *family) == {"قصف": CURRENT, "القائم": FILLER, "فجرا": FILLER}
    assert _lit(target, *family) == {"القائم": CURRENT, "قصف": FILLER}
    gone = replace(date, status="rejected")
    assert _lit(bombing, bombing, target, gone) == {"قصف": CURRENT, "القائم": FILLER}
    assert _lit(gone, bombing, target, gone) == {"فجرا": CURRENT, "قصف": FILLER}, "the current one always"
    name = item(MentionValue(11, 17, "LOC", "القائم"), "m")
    assert _lit(name) == {"القائم": CURRENT}
    assert current_overlays(None, ()) == ()
    assert current_overlays(name, ()) == (Overlay(11, 17, CURRENT),)
    assert view(BODY, *family).family(bombing) == family
