"""What a person sees: bytes played into a terminal model and read back, against the same text drawn by others.

`tests.tui.rtl.second_opinion` has the others. Compared column by column, marks with their letters. Not compared, because
the model (pyte) can't hold it: marks on a letter of two cells, and marks that Unicode gives no combining class, at which
it stops reading.
"""

from __future__ import annotations

import asyncio
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.geometry import Region

from extract.article import Reading
from extract.reading import read_bytes
from store import articles, items
from store.database import open_database
from tests.tui.driving import SAMPLES, seat, seed_like
from tests.tui.rtl.second_opinion import (
    LevelsOf,
    base_of,
    drawn,
    fribidi,
    fribidi_levels,
    in_columns,
    pieces,
    python_bidi_levels,
)
from tests.tui.terminal import Terminal, muraji
from tui.loading import extract
from tui.rtl import draw_line, layout, pad
from tui.rtl.lines import ELLIPSIS
from tui.view import View
from tui.words import WORDS

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةپچژگ"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"

letter = st.sampled_from(LETTERS)
word = st.one_of(
    st.text(letter, min_size=1, max_size=7),
    st.sampled_from(["لا", "الأمم", "لِلأَطْفَالِ", "مُحَمَّدٌ", "والإمارات", "الله", "NATO", "BBC", "a.b-c", "بـ"]),
    st.lists(st.tuples(letter, st.text(st.sampled_from(MARKS), max_size=2)).map("".join), max_size=5).map("".join),
    st.text(st.sampled_from("abcXYZ"), min_size=1, max_size=6),
    st.text(st.sampled_from("0123456789"), min_size=1, max_size=4),
    st.text(st.sampled_from("٠١٢٣٤٥٦٧٨٩"), min_size=1, max_size=4),
    st.sampled_from(["45%", "٤٥٪", "2020/11/25", "25-11-2020", "1,250.5", "٣٫٥", "$7", "+5", "S-300", "COVID-19"]),
)
between = st.sampled_from(
    [" ", " ", " ", "  ", "", ". ", "، ", "؛ ", ": ", " (", ") ", " [", "] ", " «", "» ", " “", "” "]
)
mixed = st.lists(st.tuples(word, between), max_size=14).map(lambda parts: "".join(a + b for a, b in parts))
anything = st.text(st.sampled_from(LETTERS + "abXY0123٠١٢٣()[]{}<>«»“”\"'.,:;!?%/+-$#،؛؟٪٫… "), max_size=40)
text = st.one_of(mixed, anything, st.lists(mixed, max_size=4).map("\n".join))

OTHERS = [
    python_bidi_levels,
    pytest.param(fribidi_levels, marks=pytest.mark.skipif(fribidi() is None, reason="the system has no libfribidi")),
]
others_draw = pytest.mark.parametrize("others", OTHERS)


def read_back(rows: Sequence[str], width: int) -> list[list[str]]:
    """What a terminal has in each column of each row after it was sent these, composed where Unicode composes."""
    screen = pyte.Screen(width, len(rows))
    stream = pyte.ByteStream(screen)
    stream.feed(b"\x1b[?7l")  # no wrap: the model wraps before a mark on the last column's letter, as no terminal does
    for number, row in enumerate(rows):
        stream.feed(f"\x1b[{number + 1};1H{row}".encode())
    return columns(screen, range(len(rows)), range(width))


def columns(screen: pyte.Screen, rows: range, across: range) -> list[list[str]]:
    """What stands in each column of a part of the screen."""
    return [[unicodedata.normalize("NFC", screen.buffer[row][column].data) for column in across] for row in rows]


def sent(body: str, width: int, base: int | None = None) -> list[str]:
    """The rows of a laid-out text as they go out."""
    return ["".join(cell.text for cell in line.padded()) for line in layout(body, width, base=base).lines]


@others_draw
@settings(max_examples=500, deadline=None)
@given(text, st.integers(4, 60))
def test_laid_out_text_is_seen_as_others_draw_it(others: LevelsOf, body: str, width: int) -> None:
    assert read_back(sent(body, width), width) == drawn(body, width, others)


@others_draw
@given(mixed, st.sampled_from([0, 1]))
def test_a_line_of_a_list_is_seen_as_others_draw_it(others: LevelsOf, body: str, base: int) -> None:
    row = "".join(cell.text for cell in pad(draw_line(body, 200, base=base), 200))
    assert read_back([row], 200) == drawn(body, 200, others, base=base)


@others_draw
@given(mixed, st.integers(2, 30), st.sampled_from([0, 1]))
def test_what_is_cut_is_seen_as_others_draw_its_beginning(others: LevelsOf, body: str, width: int, base: int) -> None:
    """With an ellipsis where reading would go on: at the left of a right-to-left line."""
    letters = pieces(body)
    row = "".join(cell.text for cell in pad(draw_line(body, width, base=base), width))
    if len(letters) <= width:
        assert read_back([row], width) == drawn(body, width, others, base=base)
        return
    kept = in_columns(letters[: width - 1], body, others(body, base), base, width - 1)
    assert read_back([row], width) == [[ELLIPSIS, *kept] if base else [*kept, ELLIPSIS]]


# -- the app itself


FILES = sorted(path.name for path in SAMPLES.iterdir() if path.name[:2].isdigit())

WIDE = (100, 30)
SIZES = [(name, WIDE) for name in FILES] + [
    ("02-site-page-dense.txt", (80, 24)),
    ("06-vocalised.txt", (50, 20)),  # the text above the list
    ("07-latin-names.txt", (160, 40)),
]

PAGE_UP, PAGE_DOWN = "\x1b[5~", "\x1b[6~"
PATIENCE = 10.0
"""Seconds in which a screen has to be there."""


def readings(name: str) -> list[Reading]:
    """The articles of a sample."""
    found = list(read_bytes(name, (SAMPLES / name).read_bytes()))
    assert all(isinstance(each, Reading) for each in found)
    return [each for each in found if isinstance(each, Reading)]


def one_article(reading: Reading, path: Path) -> View:
    """What the review screen reads of an article: a new store with it alone, extracted."""
    with open_database(path) as db:
        number = articles.add(db, reading).n
        extract(db)
        return View(articles.read(db, number), items.of_article(db, number))


@dataclass(frozen=True)
class Places:
    """Where the app draws."""

    article: Region
    items: Region


@cache
def places(size: tuple[int, int]) -> Places:
    """The parts of the screen, asked of the app in a run of its own."""

    async def ask(store: Path) -> Places:
        async with seat(seed_like(store), first=1, size=size) as at:
            return Places(at.app.review.article_pane.content_region, at.app.review.items_pane.content_region)

    with TemporaryDirectory() as folder:
        return asyncio.run(ask(Path(folder)))


def open_review(terminal: Terminal) -> None:
    """Wait for the review screen; a question that comes first, for the date, is left unanswered."""
    given_up = time.monotonic() + PATIENCE
    while WORDS.label("review.accept") not in terminal.text and time.monotonic() < given_up:
        terminal.read(quiet=0.05, limit=0.5)
        if WORDS.label("choose.cancel") in terminal.text:
            terminal.press("\r", quiet=0.05)


def seen(terminal: Terminal, part: Region, expected: Sequence[Sequence[str]]) -> None:
    """Wait until a part of the screen shows these rows; fail with the difference when it does not come to that."""
    given_up = time.monotonic() + PATIENCE
    while True:
        now = columns(terminal._screen, range(*part.line_span), range(*part.column_span))
        if now == expected or time.monotonic() > given_up:
            break
        terminal.read(quiet=0.02, limit=0.1)
    assert ["|".join(row) for row in now] == ["|".join(row) for row in expected]


def page_through(terminal: Terminal, part: Region, expected: list[list[str]]) -> None:
    """See the text page after page, from its top to its last line."""
    height = part.height
    lines = expected + [[" "] * part.width] * height
    last, step = max(0, len(expected) - height), height - 2
    terminal.press(PAGE_UP * (last // step + 1), quiet=0.02)
    seen(terminal, part, lines[:height])
    for top in range(step, last + step, step):
        terminal.send(PAGE_DOWN.encode())
        seen(terminal, part, lines[min(top, last) : min(top, last) + height])


def name_drawn(body: str, start: int, end: int, cut: int | None = None) -> str:
    """How a list shows what stands at [start, end): as the article's line orders it, whole or so many letters of it."""
    begin = body.rfind("\n", 0, start) + 1
    paragraph = body[begin:].partition("\n")[0]
    base = base_of(paragraph)
    levels = python_bidi_levels(paragraph, base)[start - begin :]
    text = body[start:end]
    letters = pieces(text)[:cut]
    shown = "".join(in_columns(letters, text, levels, base, len(letters)))
    return shown if cut is None else f"{ELLIPSIS}{shown}" if base else f"{shown}{ELLIPSIS}"


def assert_names_shown(rows: Sequence[Sequence[str]], view: View) -> None:
    """Each row of the list has its item's words between blanks, whole, or their beginning where there is no room."""
    for row, item in zip(rows, view.items, strict=False):
        start, end = item.value.start, item.value.end
        if "\n" in view.body[start:end]:
            continue  # two paragraphs in one row: neither's order
        shown = "".join(row)
        cuts = (name_drawn(view.body, start, end, cut) for cut in range(1, end - start))
        assert f" {name_drawn(view.body, start, end)} " in shown or any(f" {cut} " in shown for cut in cuts), shown


@pytest.mark.parametrize(("name", "size"), SIZES)
def test_the_samples_are_seen_as_others_draw_them(name: str, size: tuple[int, int], tmp_path: Path) -> None:
    text, names = places(size).article, places(size).items
    # Against the size that readline, which pytest loads, leaves in the environment of children.
    environment = {"COLUMNS": str(size[0]), "LINES": str(size[1])}
    for number, reading in enumerate(readings(name)):
        store = tmp_path / f"{number}.db"
        view = one_article(reading, store)
        command = muraji("review", "--store", str(store))
        with Terminal(command, columns=size[0], rows=size[1], environment=environment) as terminal:
            open_review(terminal)
            page_through(terminal, text, drawn(view.body, text.width))
            assert_names_shown(columns(terminal._screen, range(*names.line_span), range(*names.column_span)), view)
