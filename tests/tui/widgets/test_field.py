"""Typing a line: what the field holds after keys, and that it is drawn in its own order with one caret."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import Paste

from tests.tui.driving import key_event
from tests.tui.values import texts
from tui.widgets.field import Field, field_runs


@given(texts, st.integers(0, 60), st.integers(3, 40))
@example("بغداد", 5, 10)
@example("abc", 1, 10)
@example("a b ", 4, 10)
@example("漢漢漢漢漢漢", 3, 5)
def test_a_value_fits_and_shows_one_caret(value: str, caret: int, width: int) -> None:
    runs = field_runs(value, min(caret, len(value)), width)
    text = "".join(part for part, _ in runs)
    assert cell_len(text) <= width
    assert sum(bool(style.reverse) for _, style in runs) == 1
    assert not {"\x1b", "\u202e", "\n", "\x07", "\x9b"} & set(text)


@pytest.mark.parametrize(
    ("value", "caret", "column"),
    [("abc", 0, 0), ("abc", 3, 3), ("ابت", 0, 2), ("ابت", 3, 0), ("", 0, 0), ("ab ", 3, 3), ("اب ", 3, 0)],
)
def test_the_caret_at_the_end_stands_where_reading_goes_on(value: str, caret: int, column: int) -> None:
    at = 0
    for text, style in field_runs(value, caret, 20):
        if style.reverse:
            break
        at += cell_len(text)
    assert at == column


class Asking(App[None]):
    """One field that asks."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self.start = value
        self.answers: list[str | None] = []

    def compose(self) -> ComposeResult:
        """Show the field."""
        yield Field()

    def on_mount(self) -> None:
        """Ask."""

        async def done(text: str | None) -> None:
            self.answers.append(text)

        self.query_one(Field).ask("Name: ", self.start, done)


async def typed(start: str, *keys: str) -> str:
    """Return what a field that began with `start` holds after keys."""
    app = Asking(start)
    async with app.run_test():
        field = app.query_one(Field)
        for key in keys:
            await field.take_key(key_event(key))
        return field.value


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
    ],
)
async def test_keys(start: str, keys: tuple[str, ...], end: str) -> None:
    assert await typed(start, *keys) == end


@given(
    st.lists(st.sampled_from(["left", "right", "home", "end", "backspace", "delete", "ق", "a", "space"]), max_size=12)
)
def test_the_caret_never_leaves_the_value(keys: list[str]) -> None:
    import asyncio

    async def run() -> None:
        app = Asking("اب")
        async with app.run_test():
            field = app.query_one(Field)
            for key in keys:
                await field.take_key(key_event(key))
                assert 0 <= field._caret <= len(field.value)

    asyncio.run(run())


async def test_what_is_pasted_becomes_one_line_at_the_caret() -> None:
    app = Asking("اب")
    async with app.run_test():
        field = app.query_one(Field)
        await field.take_key(key_event("home"))
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
