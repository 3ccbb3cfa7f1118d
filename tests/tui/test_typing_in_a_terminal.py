"""Names and notes typed as a terminal sends them, bytes in, bytes out: what is kept is what was typed."""

from __future__ import annotations

from pathlib import Path

from store import articles, items
from store.database import open_database
from tests.tui.desk import VISIT_N, desk
from tests.tui.driving import REVIEWER
from tests.tui.terminal import Terminal, muraji
from tui.words import WORDS

NOTE = "مُحَمَّد «العَلِيّ» Blue River 12/٣ (لأربيل)، می\u200cشود"
LEFT, SHIFT_LEFT, WORD_LEFT, ALT_LEFT, HOME, DELETE = (
    "\x1b[D",
    "\x1b[1;2D",
    "\x1b[1;5D",
    "\x1b[1;3D",
    "\x1b[H",
    "\x1b[3~",
)
MOST_A_LETTER = 260
"""Bytes that a typed letter costs on a line of 80 cells at most: the line is sent again, letters of two or three bytes."""


def notes(path: Path) -> list[str]:
    """Return the notes on items of the first article, as another process reads them."""
    with open_database(path, write=False) as db:
        return [item.note for item in items.of_article(db, VISIT_N) if item.note]


def test_what_is_typed_is_kept_and_read_right(tmp_path: Path) -> None:
    path = desk(tmp_path)
    with Terminal(muraji("review", "--store", str(path), "--by", REVIEWER)) as terminal:
        terminal.read(until=WORDS.label("review.accept"), limit=30)
        terminal.press("w")
        assert WORDS.say("ask_note").strip() in terminal.text
        costs = [len(terminal.answer(char)) for char in "سلام Blue 12"]
        assert max(costs) <= MOST_A_LETTER
        # a blank for the caret stands beside the last digit
        assert terminal.lines[-2].rstrip() == f" {WORDS.say('ask_note').strip()}".ljust(66) + " Blue 12  ﻡﻼﺳ".rjust(13)
        # all at once, as a slow line delivers it
        terminal.press("\x15" + NOTE + "\r")
        assert notes(path) == [NOTE]

        terminal.press("w" + HOME + LEFT + SHIFT_LEFT + DELETE + "\x1f\x19\r")
        assert notes(path) == ["مُمَّد" + NOTE[len("مُحَمَّد") :]], "the second letter, its mark with it"

        terminal.press("w\x15" + "واحد اثنان ثلاثة" + "\x17" + WORD_LEFT + HOME + ALT_LEFT + "\x0b\r")
        assert notes(path) == ["واحد"]

        terminal.press("w\x15")
        terminal.press("\x1b[200~سطر\r\nوآخر\t\x1b[201~")
        terminal.press("\r")
        assert notes(path) == ["سطر وآخر"]

        # a control that hides: refused with a word, nothing of it sent back
        terminal.press("w\x15")
        out = terminal.press("ا\u202eب")
        assert "\u202e".encode() not in out
        assert "U+202E" in terminal.text or "ﺏﺍ" in terminal.text
        terminal.press("\r")
        assert notes(path) == ["اب"]
        terminal.send(b"\x11")
        assert terminal.wait() == 0


def test_a_note_on_an_article_is_said_when_it_is_opened(tmp_path: Path) -> None:
    path = desk(tmp_path)
    with Terminal(muraji("review", "--store", str(path), "--by", REVIEWER)) as terminal:
        terminal.read(until=WORDS.label("review.accept"), limit=30)
        terminal.press("q")
        terminal.press("w")
        terminal.press("راجع Blue 12\r")
        terminal.press("\r")
        assert "Blue 12 ﻊﺟﺍﺭ" in terminal.lines[-2]
        terminal.send(b"\x11")
        assert terminal.wait() == 0
    with open_database(path, write=False) as db:
        assert [note.text for note in articles.read(db, VISIT_N).notes] == ["راجع Blue 12"]
