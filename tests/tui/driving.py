"""A reviewer at the keyboard: an app on a store file, keys pressed one after the other, its state read back.

    async with seat(path) as at:
        await at.press("a", "a", "r")
        assert at.statuses() == {...}

Keys act through the same message queues as a person's; `press` comes back when each has done all that it does.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.events import Key
from textual.keys import _character_to_key  # Textual's own table of key names; it has no public one
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from extract.article import Reading
from extract.reading import read_bytes
from store import articles, items
from store.database import Database, open_database
from store.items import Item, Status
from store.values import ArgumentValue, EventValue, MentionValue
from tui.app import MurajiApp
from tui.files import find
from tui.loading import extract, load
from tui.rules import rules_beside, types_of
from tui.view import View
from tui.widgets.field import Field

SAMPLES = Path(__file__).parents[2] / "samples"
SEED_LIKE = (SAMPLES / "01-site-page-copied.txt", SAMPLES / "02-site-page-dense.txt")
"""Two samples in the manner of what reviewers get: a page copied whole, menus and repeated titles included."""

REVIEWER = "lina"

MOST_KEYS = 1000
"""Keys after which a test has lost its way."""

_CHARACTERS = {"space": " ", "plus": "+", "equals_sign": "=", "slash": "/", "full_stop": ".", "comma": ","}


def key_event(key: str) -> Key:
    """Return the event of a key, given by Textual's name or as the character itself."""
    if len(key) == 1:
        return Key(key if key.isalnum() else _character_to_key(key), key)
    return Key(key, _CHARACTERS.get(key))


@dataclass(slots=True)
class Seat:
    """One reviewer before one store."""

    app: MurajiApp
    pilot: Pilot[None]
    path: Path
    pressed: int = 0
    """Keys so far."""

    async def settle(self) -> None:
        """Wait until every part that a key passes through has done what it had to."""
        await _passed(self.app)
        focused = self.app.focused
        for node in focused.ancestors_with_self if focused is not None else (self.app.screen, self.app):
            await _passed(node)

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before has acted. A string of several characters is a key's name."""
        for key in keys:
            self.app.post_message(key_event(key))
            self.pressed += 1
            assert self.pressed < MOST_KEYS, "this reviewer gets nowhere"
            await self.settle()

    async def type(self, text: str) -> None:
        """Press a key for each character."""
        await self.press(*text)

    # -- what a person sees

    @property
    def view(self) -> View:
        """The article under review."""
        return self.app.review.view

    @property
    def mode(self) -> str:
        """Which part has the keys: of the review screen, or the name of the other screen."""
        return self.app.review.mode if self.app.screen is self.app.review else str(self.app.screen.id)

    @property
    def row(self) -> int:
        """The current row of the list of items."""
        return self.app.review.items_pane.cursor

    @property
    def item(self) -> Item:
        """The current item."""
        item = self.app.review.items_pane.current
        assert item is not None
        return item

    @property
    def text(self) -> str:
        """The words that the current item stands on."""
        return self.view.text(self.item)

    @property
    def said(self) -> str:
        """The line that says things, as drawn."""
        return self.app.screen.query_one(Field).text

    @property
    def selected(self) -> str:
        """What is selected in the text."""
        span = self.app.review.article_pane.selected
        return "" if span is None else self.view.body[slice(*span)]

    # -- what is in the store

    def items(self, article: int | None = None, *, include: Iterable[Status] = ()) -> tuple[Item, ...]:
        """Return the items of an article (the one under review) as another process would read them."""
        number = self.view.stored.n if article is None else article
        with open_database(self.path, write=False) as db:
            return items.of_article(db, number, include=tuple(include))

    def named(self, text: str, nth: int = 0, *, kind: str | None = None) -> Item:
        """Return the nth item of the article under review that stands on these words."""
        found = [
            item
            for item in self.view.items
            if self.view.body[item.value.start : item.value.end] == text and kind in (None, item.kind)
        ]
        return found[nth]

    async def go(self, text: str, nth: int = 0, *, kind: str | None = None) -> Item:
        """Walk to an item by the arrow keys."""
        row = self.view.row_of(self.named(text, nth, kind=kind).uid)
        assert row is not None
        while self.row != row:
            await self.press("down" if row > self.row else "up")
        return self.item


async def _passed(node: MessagePump) -> None:
    """Wait until a node's queue has reached what is put in now; it takes messages in order."""
    reached = asyncio.Event()
    if node.call_later(reached.set):
        await asyncio.wait_for(reached.wait(), 30)


@asynccontextmanager
async def seat(
    path: Path, *, reviewer: str = REVIEWER, first: int | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Seat]:
    """Open the app on a store, as `muraji review` does; close both at the end."""
    with open_database(path, types=types_of(rules_beside(path))) as db:
        app = MurajiApp(db, reviewer=reviewer, first=first, log=path.with_suffix(".log"))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            at = Seat(app, pilot, path)
            await at.settle()
            yield at
    log = path.with_suffix(".log")
    assert not log.exists(), log.read_text()


# -- stores


@cache
def _folder() -> TemporaryDirectory[str]:
    # kept by the cache, removed when the tests end
    return TemporaryDirectory(prefix="muraji-tests-")


def template(name: str) -> Path:
    """Return where a store that tests copy is made once."""
    return Path(_folder().name) / name


@cache
def _seed_like() -> Path:
    path = template("seed-like.db")
    with open_database(path) as db:
        for loaded in load(db, find([str(sample) for sample in SEED_LIKE])):
            assert not loaded.error
        extract(db)
    return path


def copied(path: Path, folder: Path) -> Path:
    """Return a copy of a closed store, in a test's own folder."""
    return Path(shutil.copy(path, folder / "store.db"))


def seed_like(folder: Path) -> Path:
    """Return a new store with the two seed-like samples, extracted by the builtin engine."""
    return copied(_seed_like(), folder)


def reading_of(text: str, name: str = "a.txt") -> Reading:
    """Return a text as the reader of files gives it."""
    [reading] = read_bytes(name, text.encode())
    assert isinstance(reading, Reading)
    return reading


def read_all(db: Database, article: int) -> View:
    """Return an article and its items as the review screen reads them."""
    return View(articles.read(db, article), items.of_article(db, article))


def told(view: View, item: Item) -> str:
    """Return what an item says, in a line: `PERSON مروان`, `ARREST/detain asserted اعتقل`, `target ...`."""
    value, text = item.value, view.text(item)
    if isinstance(value, MentionValue):
        return f"{value.type} {text}"
    if isinstance(value, EventValue):
        return f"{value.type}{'/' + value.subtype if value.subtype else ''} {value.modality} {text}"
    assert isinstance(value, ArgumentValue)
    return f"{value.role} {text}"
