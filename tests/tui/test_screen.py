"""The screen holds at every size, says what went wrong, and never sends what an article would do to a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widget import Widget

from store import articles, decisions
from store.changes import Changes
from store.database import Database, open_database
from store.errors import Full
from store.items import Item
from store.values import MentionValue
from tests.tui.desk import VISIT_N, desk
from tests.tui.driving import REVIEWER, Seat, reading_of, seat, seed_like
from tests.tui.terminal import Terminal, muraji
from tui.rtl import visual
from tui.words import WORDS

SIZES = [(80, 24), (160, 50), (60, 20), (59, 20), (40, 8), (24, 6), (10, 3), (1, 1)]


def lines(at: Seat) -> list[str]:
    """Return the text of the screen, a string a row."""
    return ["".join(segment.text for segment in strip) for strip in at.app.screen._compositor.render_strips()]


@pytest.mark.parametrize("size", SIZES)
async def test_every_place_holds_at_every_size(size: tuple[int, int], tmp_path: Path) -> None:
    async with seat(seed_like(tmp_path), first=1, size=size) as at:
        for keys in (
            "j j end home", "x left tab right escape", "t escape", "plus down down a a space d enter escape",
            "e j j e escape q", "pagedown pageup", "d escape", "question_mark down up q", "a r u s f",
            "q j tab tab slash", "ك enter", "escape end home", "e",
        ):  # fmt: skip
            await at.press(*keys.split())
            await at.pilot.pause()
            assert len(lines(at)) == size[1], keys
        assert at.mode == "review"


async def test_a_window_that_changes_keeps_the_reviewer_where_they_are(tmp_path: Path) -> None:
    async with seat(seed_like(tmp_path), first=1) as at:
        await at.press("end", "k", "k")
        here = at.item
        for size in (*SIZES, (80, 24)):
            await at.pilot.resize_terminal(*size)
            await at.settle()
            assert at.item == here
        await at.pilot.pause()
        pane = at.app.review.article_pane
        top, line = pane.scroll_offset.y, pane.text_layout.line_of(here.value.start)
        assert top <= line < top + pane.size.height, "the current item is in view"
        await at.press("x", "left")
        await at.pilot.resize_terminal(100, 30)
        await at.press("enter")
        assert at.mode == "review"


async def test_the_current_item_is_always_in_view(tmp_path: Path) -> None:
    async with seat(seed_like(tmp_path), first=1) as at:
        review = at.app.review
        for key in ("j", "k"):
            for _ in range(len(at.view.items) - 1):
                await at.press(key)
                line = review.article_pane.text_layout.line_of(at.item.value.start)
                top = review.article_pane.scroll_offset.y
                assert top <= line < top + review.article_pane.size.height
                row_top = review.items_pane.scroll_offset.y
                assert row_top <= at.row < row_top + review.items_pane.size.height


async def test_parts_do_not_cover_each_other(tmp_path: Path) -> None:
    async with seat(seed_like(tmp_path), first=1) as at:
        await at.pilot.pause()
        shown = [
            at.app.screen.query_one(f"#{name}", Widget).region
            for name in ("items", "article", "detail", "footer", "head")
        ]
        for place, one in enumerate(shown):
            assert one.area > 0
            assert not any(one.overlaps(other) for other in shown[place + 1 :])


async def test_a_verdict_that_can_not_be_kept_is_said_and_nothing_is_shown_as_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(db: Database, items: object, *, by: str) -> Changes:
        raise Full(f"{db.path.name}: the disk is full; free some space and do it again")

    async with seat(desk(tmp_path), first=VISIT_N, size=(120, 24)) as at:
        before: tuple[Item, ...] = at.view.items
        with monkeypatch.context() as broken:
            broken.setattr(decisions, "accept", full)
            await at.press("a")
            assert "disk is full" in at.said
            assert at.view.items == before
            assert at.row == 0
            await at.press("s", "j")
            assert at.view.items == before
        await at.press("k", "a")
        assert at.view.items[0].status == "accepted"


# -- what an article must not do

HARMFUL = "عنوان \x1b]0;owned\x07 \x1b[31mأحمر\x1b[2J \u202eمقلوب\u202c \u2066معزول\u2069 \x9b5n \x00\x08 نهاية"


async def test_control_characters_are_shown_and_can_be_selected(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_database(path) as db:
        articles.add(db, reading_of(HARMFUL.replace("\x00", "") + "\n\n" + HARMFUL.replace("\x00", "")))
    async with seat(path, first=1, size=(120, 24)) as at:
        await at.press("escape", "plus", "down", "space", "up", "up", "left", "enter", "p")
        await at.pilot.pause()
        text = "".join(lines(at))
        assert not {char for char in text if not char.isprintable()}


def test_no_harmful_byte_of_an_article_reaches_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_database(path) as db:
        body = HARMFUL.replace("\x00", "")
        number = articles.add(db, reading_of(body + "\n\n" + body, "bad\x1b[5m.txt")).n
        decisions.date(db, number, None, by=REVIEWER)
        start = body.index("أحمر") - 5
        decisions.add(db, number, MentionValue(start, start + 12, "PERSON", "أحمر\u202e"), by=REVIEWER)
    with Terminal(muraji("review", "--store", str(path), "--by", REVIEWER)) as terminal:
        out = terminal.read(until="queue", limit=30)
        for key in ("j", "e", "q", "x", "\x1b[D", "\x1b", "+", "d", "\x1b", "q"):
            out += terminal.press(key, quiet=0.1)
        out += terminal.press("/", quiet=0.1) + terminal.press("مقلوب\r")
        for bad in (
            b"owned\x07",
            b"\x1b]0;o",
            "\u202e".encode(),
            "\u2066".encode(),
            "\x9b".encode(),
            b"\x08",
            b"\x1b[5m",
        ):
            assert bad not in out, bad
        assert "owned" in terminal.text, "what can be read is shown"
        terminal.send(b"\x11")
        assert terminal.wait() == 0


async def test_in_a_narrow_window_the_selection_is_seen_before_what_it_is_for(tmp_path: Path) -> None:
    for width, told in ((100, True), (40, False)):
        async with seat(seed_like(tmp_path), first=1, size=(width, 20)) as at:
            await at.press("x")
            selected = visual(at.selected, len(at.selected), align="left").strip()
            assert selected[:8] in at.said
            assert (WORDS.say("selecting_trigger") in at.said) == told
