"""Typing a line: what the field holds after keys, and that it is drawn in its own order with one caret."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import Paste

from tests.tui.driving import key_event
from tui.typed_line import Steps
from tui.widgets.field import Field
from tui.words import WORDS
from tui.writing import MOST, Typed


class Asking(App[None]):
    """One field that asks."""

    def __init__(
        self, value: str, steps: Steps = "visual", *, question: str = "Name: ", base: int | None = None
    ) -> None:
        super().__init__()
        self.start = value
        self.steps: Steps = steps
        self.question = question
        self.base = base
        self.answers: list[str | None] = []

    def compose(self) -> ComposeResult:
        """Show the field."""
        yield Field(steps=self.steps)

    def on_mount(self) -> None:
        """Ask."""

        async def done(text: str | None) -> None:
            self.answers.append(text)

        self.query_one(Field).ask(self.question, self.start, done, base=self.base)


async def typed(start: str, *keys: str, steps: Steps = "visual") -> Typed:
    """Return the line of a field that began with `start` after keys, pressed as in the app."""
    app = Asking(start, steps)
    async with app.run_test() as pilot:
        field = app.query_one(Field)
        app.set_focus(field)
        for key in keys:
            event = key_event(key)
            if not await field.take_key(event):
                await pilot.press(event.key)
        return field.typed


@pytest.mark.parametrize(
    ("start", "keys", "end"),
    [
        ("", ("ق", "ا", "آ"), "قاآ"),
        ("abc", ("backspace",), "ab"),
        ("abc", ("left", "backspace"), "ac"),
        ("abc", ("left", "left", "delete"), "ac"),
        ("abc", ("home", "x"), "xabc"),
        ("abc", ("home", "backspace", "end", "delete"), "abc"),
        ("abc", ("home", "right", "x"), "axbc"),
        ("ابت", ("right", "ث"), "ابثت"),
        ("ابت", ("home", "left", "ث"), "اثبت"),
        ("ابت", ("left", "ث"), "ابتث"),
        ("abc", ("ctrl+u", "x"), "x"),
        ("abc", ("space", "plus"), "abc +"),
        ("abc", ("f5", "up", "tab", "ctrl+a"), "abc"),
        ("abc", ("ctrl+a", "x", "ctrl+e", "y"), "xabcy"),
        ("one two", ("ctrl+left", "ctrl+k"), "one "),
        ("one two", ("ctrl+w", "ctrl+underscore"), "one two"),
        ("one two", ("ctrl+w", "ctrl+underscore", "ctrl+y"), "one "),
        ("علي حسن", ("ctrl+shift+right", "س"), "علي س"),
        ("علي حسن", ("shift+right", "shift+right", "delete"), "علي ح"),
        ("علي حسن", ("shift+home", "right", "س"), "سعلي حسن"),
        ("علي حسن", ("home", "shift+end", "left", "س"), "علي حسنس"),
        ("", ("م", "ح", "\u064e", "م", "\u0651", "\u064e", "د", "backspace", "backspace", "backspace"), "مح\u064eم"),
        ("", ("ل", "ا", "home", "ب", "end", "ن"), "بلان"),
        ("می", ("\u200c", "ش", "و", "د"), "می\u200cشود"),
        ("", ("س", "\ufefb", "م"), "سلام"),
        ("علي", ("\u202e", "\u200e", "ن"), "علين"),
        ("سليم", ("space", "B", "l", "u", "e", "1", "ن"), "سليم Blue1ن"),
    ],
)
async def test_keys(start: str, keys: tuple[str, ...], end: str) -> None:
    assert (await typed(start, *keys)).value == end


async def test_by_logical_steps_left_is_onward_in_arabic() -> None:
    assert (await typed("ابت ab", "home", "left", "left", "left", "left", "left", steps="logical")).caret == 5
    assert (await typed("ابت ab", *["home", *["left"] * 6])).caret == 4
    assert (await typed("ابت ab", *["home", *["left"] * 6], steps="logical")).caret == 6


def drawn(field: Field) -> str:
    """Return the field's line as drawn."""
    return field.render_line(0).text


async def test_a_name_with_marks_and_latin_is_typed_read_and_taken_as_it_is() -> None:
    name = "مُحَمَّد العَلِيّ Blue ١٢ (لأربيل)"
    app = Asking("")
    async with app.run_test(size=(60, 3)):
        field = app.query_one(Field)
        for char in name:
            await field.take_key(key_event(char))
            assert cell_len(drawn(field)) == 60
        assert drawn(field).startswith(" Name: ")
        await field.action_take()
        assert app.answers == [name]


async def test_a_question_that_is_too_long_gives_way_to_what_is_typed() -> None:
    app = Asking("abcdefghijklmnopqrstuvwxyz", question="A question of ours that goes on and on: ")
    async with app.run_test(size=(40, 3)):
        line = drawn(app.query_one(Field))
        assert line.startswith(" A question")
        assert line[:19].endswith("…")
        assert line[19:] == "…ijklmnopqrstuvwxyz  ", "the caret, and the blank at the edge"


async def test_what_is_refused_is_said_until_the_next_key() -> None:
    app = Asking("علي")
    async with app.run_test(size=(60, 3)):
        field = app.query_one(Field)
        await field.take_key(key_event("\u202e"))
        assert WORDS.say("not_typed", char="U+202E") in drawn(field)
        await field.take_key(key_event("ن"))
        assert "Name:" in drawn(field)
        field.on_paste(Paste("ا\x1bب"))
        assert WORDS.say("not_pasted", count=1) in drawn(field)
        field.action_step(1)
        assert "Name:" in drawn(field)


async def test_a_line_has_an_end() -> None:
    app = Asking("")
    async with app.run_test(size=(60, 3)):
        field = app.query_one(Field)
        field.on_paste(Paste("ا" * (MOST + 5)))
        assert len(field.value) == MOST
        assert WORDS.say("line_full", most=MOST) in drawn(field)
        await field.take_key(key_event("ن"))
        assert len(field.value) == MOST
        assert "…" in drawn(field)


async def test_the_mouse_puts_the_caret_and_with_shift_selects() -> None:
    app = Asking("سليم Blue")
    async with app.run_test(size=(60, 3)) as pilot:
        field = app.query_one(Field)
        await pilot.click(Field, offset=(58, 0))
        assert field.typed.caret == 0
        await pilot.click(Field, offset=(55, 0), shift=True)
        assert field.typed.selected == (0, 3)
        await pilot.click(Field, offset=(20, 0))
        assert field.typed == Typed("سليم Blue", 9)
        await pilot.click(Field, offset=(2, 0), shift=True)
        assert field.typed.selected is None, "the question is not the line"


async def test_a_date_runs_left_to_right_from_its_first_digit() -> None:
    app = Asking("", base=0)
    async with app.run_test(size=(40, 3)):
        field = app.query_one(Field)
        for char in "2022-":
            await field.take_key(key_event(char))
        assert drawn(field).startswith(" Name: 2022- ")


async def test_what_is_pasted_becomes_one_line_at_the_caret() -> None:
    app = Asking("اب")
    async with app.run_test():
        field = app.query_one(Field)
        field.action_edge(-1)
        field.on_paste(Paste("واحد\nاثنان\r\n  ثلاثة\t"))
        assert field.value == "واحد اثنان ثلاثةاب"
        await field.action_take()
        assert app.answers == ["واحد اثنان ثلاثةاب"]
        assert not field.asking
        assert not await field.take_key(key_event("a")), "nobody asks: the key is not the field's"
        field.on_paste(Paste("x"))
        assert field.value == "واحد اثنان ثلاثةاب"


async def test_leaving_answers_nothing() -> None:
    app = Asking("اب")
    async with app.run_test():
        await app.query_one(Field).action_cancel()
        await app.query_one(Field).action_cancel()
        assert app.answers == [None]
