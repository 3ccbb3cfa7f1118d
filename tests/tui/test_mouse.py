"""The mouse as an extra: clicks, drags and the wheel, by the places where letters are drawn."""

from __future__ import annotations

import base64
from pathlib import Path
from unittest.mock import AsyncMock, patch

import pytest
from textual import events
from textual.widget import Widget

from tests.tui.desk import VISIT_N, desk
from tests.tui.driving import REVIEWER, Seat, seat, told
from tests.tui.terminal import Terminal, muraji
from tui.widgets.choice import ChoicePane
from tui.words import WORDS


def place(at: Seat, text: str, nth: int = 0, *, last: bool = False) -> tuple[int, int]:
    """Return where on the pane the first (or last) letter of the nth occurrence of a text is drawn."""
    pane, start = at.app.review.article_pane, -1
    for _ in range(nth + 1):
        start = at.view.body.index(text, start + 1)
    line, cell = pane.text_layout.cell_of(start + len(text) - 1 if last else start)
    return cell.column, line - round(pane.scroll_offset.y)


async def send(
    at: Seat, kind: type[events.MouseEvent], widget: Widget, where: tuple[int, int], button: int = 1
) -> None:
    """Send one event of the mouse to where it is on the screen."""
    x, y = widget.region.x + where[0], widget.region.y + where[1]
    at.app.screen._forward_event(
        kind(None, x, y, 0, 0, button, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)
    )
    await at.pilot.pause()
    await at.settle()


async def click(at: Seat, widget: Widget, where: tuple[int, int], button: int = 1) -> None:
    for kind in (events.MouseDown, events.MouseUp):
        await send(at, kind, widget, where, button)


async def drag(at: Seat, *places: tuple[int, int]) -> None:
    pane = at.app.review.article_pane
    await send(at, events.MouseDown, pane, places[0])
    for where in places[1:]:
        await send(at, events.MouseMove, pane, where)
    await send(at, events.MouseUp, pane, places[-1])


async def test_a_click_in_the_text_makes_the_item_there_current(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        pane = at.app.review.article_pane
        await click(at, pane, place(at, "الموصل"))
        assert (at.text, at.item.kind) == ("الموصل", "mention")
        await click(at, pane, place(at, "الموصل"))
        assert at.item.kind == "argument", "the same place again: the next item there"
        await click(at, pane, place(at, "هجوما"))
        assert at.text == "هجوما"
        assert at.mode == "review"
        await at.press("a")
        assert at.named("هجوما").status == "accepted"


async def test_a_button_let_go_elsewhere_is_no_click(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        pane = at.app.review.article_pane
        await send(at, events.MouseDown, pane, place(at, "تغادر"))
        await send(at, events.MouseUp, pane, place(at, "الموصل"))
        assert (at.row, at.mode) == (0, "review")


@pytest.mark.parametrize("where", [(0, 1), (3, 0), (0, 400)])
async def test_a_click_beside_the_text_or_on_a_plain_word_changes_nothing(
    tmp_path: Path, where: tuple[int, int]
) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        pane = at.app.review.article_pane
        where = (where[0], min(where[1], pane.size.height - 1))
        await click(at, pane, where)
        await click(at, pane, place(at, "تغادر"))
        await click(at, pane, place(at, "الموصل"), button=3)
        assert (at.row, at.mode) == (0, "review")
        assert at.app.focused is at.app.review.items_pane


async def test_a_drag_selects_and_begins_adding(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await drag(at, place(at, "تغادر"), place(at, "تغادر", last=True), place(at, "بغداد", 2, last=True))
        assert (at.mode, at.selected) == ("select", "تغادر بغداد")
        await at.press("right", "right", "right", "right", "right", "right", "enter", "o")
        assert told(at.view, at.named("تغادر")) == "ORG تغادر"


async def test_a_drag_takes_a_letter_pair_whole_and_can_go_back(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        at.app.review.article_pane.page(1)
        await at.pilot.pause()
        body, nth = at.view.body, 12
        start = -1
        for _ in range(nth + 1):
            start = body.index("لا اسم", start + 1)
        await drag(at, place(at, "لا اسم", nth, last=True), place(at, "لا اسم", nth))
        assert at.selected == "لا اسم"
        assert at.app.review.article_pane.selection is not None
        assert at.app.review.article_pane.selection.head == start


async def test_while_selecting_a_click_puts_the_caret_and_a_drag_selects(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        pane = at.app.review.article_pane
        await at.press("plus", "space", "a")
        await click(at, pane, place(at, "تغادر"))
        assert at.selected == "تغادر"
        assert pane.selection is not None
        assert pane.selection.anchor is None
        await drag(at, place(at, "تغادر"), place(at, "بغداد", 2, last=True))
        assert at.selected == "تغادر بغداد"
        await at.press("escape")
        assert at.mode == "review"


async def test_where_one_chooses_or_types_the_text_takes_no_click(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        for keys, mode in ((("t",), "choose"), (("escape", "d"), "field"), (("escape", "e"), "card")):
            await at.press(*keys)
            await click(at, at.app.review.article_pane, place(at, "الموصل"))
            await drag(at, place(at, "تغادر"), place(at, "بغداد", 2))
            assert (at.mode, at.row) == (mode, 0)


async def test_a_click_on_a_row_makes_it_current_in_the_list_that_has_the_keys(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await click(at, at.app.review.items_pane, (3, 4))
        assert at.row == 4
        assert any(overlay.start == at.item.value.start for overlay in at.app.review.article_pane.overlays)
        await click(at, at.app.review.items_pane, (3, 19))
        assert at.row == 4, "no row there"
        await at.go("حركة النخيل")
        await at.press("t")
        choice = at.app.review.query_one(ChoicePane)
        await click(at, choice, (3, 2))
        assert choice.options[choice.cursor].id == "LOC"
        await at.press("escape", "q")
        with patch.object(at.app.queue, "_moved", AsyncMock()) as moved:
            await click(at, at.app.queue.rows_pane, (3, 2))
        assert at.app.queue.rows_pane.cursor == 2
        moved.assert_awaited_once()


async def test_the_wheel_scrolls_what_it_is_over_and_changes_nothing_else(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N, size=(80, 14)) as at:
        pane, rows = at.app.review.article_pane, at.app.review.items_pane
        await send(at, events.MouseScrollDown, pane, (5, 5))
        assert (pane.scroll_offset.y, rows.scroll_offset.y) == (3, 0)
        await send(at, events.MouseScrollDown, rows, (5, 5))
        assert (pane.scroll_offset.y, rows.scroll_offset.y) == (3, min(3, rows.count - rows.size.height))
        assert rows.scroll_offset.y > 0
        await send(at, events.MouseScrollUp, pane, (5, 5))
        await send(at, events.MouseScrollUp, pane, (5, 5))
        assert (pane.scroll_offset.y, at.row) == (0, 0)


async def test_a_drag_past_the_edge_scrolls(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        pane = at.app.review.article_pane
        await send(at, events.MouseDown, pane, place(at, "تغادر"))
        for _ in range(4):
            await send(at, events.MouseMove, pane, (5, pane.size.height))
        assert pane.scroll_offset.y >= 4
        assert at.selected.startswith("تغادر")
        assert at.selected.count("\n") > 8


@pytest.mark.parametrize("mouse", [True, False])
def test_the_mouse_of_a_real_terminal_is_asked_for_unless_it_is_switched_off(tmp_path: Path, mouse: bool) -> None:
    command = muraji("review", "--store", str(desk(tmp_path)), "--by", REVIEWER, *([] if mouse else ["--no-mouse"]))
    with Terminal(command) as terminal:
        began = terminal.read(until="accept", limit=30)
        assert (b"\x1b[?1000h" in began) == (b"\x1b[?1006h" in began) == mouse
        if mouse:
            # the first row of the list is the current one; the third is clicked
            before = terminal.lines[-2]
            terminal.send(b"\x1b[<0;5;4M\x1b[<0;5;4m")
            terminal.read(quiet=0.5)
            assert terminal.lines[-2] != before
            assert terminal.lines[-1].startswith(" a accept"), "nothing else happened"


# -- the clipboard


def osc52(text: str) -> bytes:
    return b"\x1b]52;c;" + base64.b64encode(text.encode()) + b"\x07"


def test_what_is_copied_goes_out_in_the_order_of_the_text(tmp_path: Path) -> None:
    path = desk(tmp_path)
    with Terminal(muraji("review", "--store", str(path), "--by", REVIEWER)) as terminal:
        terminal.read(until="accept", limit=30)
        assert osc52("بغداد") in terminal.answer("c")
        terminal.answer("+")
        terminal.answer("{")
        assert osc52("سليم الوادي في ب") in terminal.answer("ؤ")


async def test_copying_can_be_switched_off(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        at.app.review._copy = False
        await at.press("c")
        assert at.app.clipboard == ""
        assert WORDS.say("copy_off") in at.said
