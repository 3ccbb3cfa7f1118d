"""The app: joins the screens to one store and one reviewer."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.driver import Driver
from textual.events import Key

from store import queue
from store.database import Database
from tui.bindings import bindings
from tui.drawing import name, use
from tui.jobs import Jobs
from tui.keys import PLACES, Place
from tui.palette import QUIET
from tui.picture import settled
from tui.refreshing import Begin, Refresher
from tui.screens.help import HelpScreen
from tui.screens.queue import QueueScreen
from tui.screens.review import ReviewScreen
from tui.settings import Settings
from tui.terminal.display import Display, chosen
from tui.widgets.choice import ChoicePane
from tui.widgets.field import Field
from tui.words import WORDS

REVIEW, QUEUE = "review", "queue"
"""The app's modes: screens beside each other. On a stack, the one below would be drawn again with the one above."""

THEME = "ansi-dark"
"""Textual's theme of the terminal's own 16 colours; default on default, so it suits light terminals too."""


def _driver() -> type[Driver] | None:
    """Return our driver where Textual's for terminals of this kind can be had; None leaves the choice to Textual."""
    if sys.platform == "win32":
        return None
    from tui.terminal.driver import TerminalDriver  # noqa: PLC0415 - needs termios

    return TerminalDriver


class MurajiApp(App[None]):
    """Reviews the articles of one store.

    `db` is open for writing and stays its opener's to close. `first`: the article to begin with; without it, the first
    that has something open; the queue when there is none. `wire`: how the terminal is spoken to. `engine`: what proposes
    the next article anew with what was taught; None: it stays as it was extracted.
    """

    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("anywhere")
    TITLE = "Muraji"
    ENABLE_COMMAND_PALETTE = False
    DEFAULT_MODE = REVIEW
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (110, "-wide")]  # noqa: RUF012 - Textual's way

    def __init__(
        self,
        db: Database,
        *,
        reviewer: str,
        first: int | None = None,
        log: Path | None = None,
        wire: Display | None = None,
        settings: Settings | None = None,
        engine: Begin | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.wire = wire or chosen("visual", self.settings, "flag")
        use(self.wire.rendering)
        # said here and not by the theme, which comes later: with NO_COLOR, default colours stay what they are
        super().__init__(driver_class=_driver(), ansi_color=True)
        self.animation_level = "none"
        self.theme = THEME
        self._jobs = Jobs(db, log=log)
        self._first = queue.next_open(db, 0) if first is None else first
        # where the terminal puts letters in order, only the text's order is known
        walk = self.settings.caret if self.wire.rendering.ordered else "logical"
        self._review = ReviewScreen(
            self._jobs,
            db.types,
            self,
            reviewer=reviewer,
            first=self._first,
            colours=not os.environ.get("NO_COLOR"),
            walk=walk,
            copy=self.settings.copy,
        )
        self._queue = QueueScreen(self._jobs, self, reviewer=reviewer, walk=walk)
        self._refresher = Refresher(self._jobs, engine) if engine else None
        self._review.refresher = self._refresher
        self.add_mode(REVIEW, lambda: self._review)
        self.add_mode(QUEUE, lambda: self._queue)

    @property
    def review(self) -> ReviewScreen:
        """The review screen."""
        return self._review

    @property
    def queue(self) -> QueueScreen:
        """The queue screen."""
        return self._queue

    def get_css_variables(self) -> dict[str, str]:
        """Return Textual's variables, and how many columns the encoding keeps blank."""
        return {**super().get_css_variables(), "left": str(self.wire.encoding.left)}

    def on_mount(self) -> None:
        """Leave in order when told to end: the terminal given back, the last job done."""
        if self.is_headless or sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.exit, None, 128 + number)

    def on_unmount(self) -> None:
        """Wait for the last job."""
        if self._refresher is not None:
            self._refresher.close()
        self._jobs.close()

    async def on_key(self, event: Key) -> None:
        """Give letters to what is being typed in or chosen from; everything else goes to the bindings.

        Done here, where keys come back to after their way through the widgets, so that a key always meets the focus
        that the key before it left, also when a slow line delivers many at once.
        """
        if await self._take_letter(event) or await self._take_apart(event):
            event.prevent_default()
            event.stop()

    async def _take_letter(self, event: Key) -> bool:
        focused = self.focused
        return isinstance(focused, Field | ChoicePane) and await focused.take_key(event)

    async def _take_apart(self, event: Key) -> bool:
        """Act on Escape and a key that came in one packet, which a terminal's parser takes for alt and the key."""
        modifier, _, key = event.key.partition("+")
        if modifier != "alt" or event.key in self.screen.active_bindings:
            return False
        for part in (Key("escape", None), Key(key, key if len(key) == 1 else None)):
            if not await self._take_letter(part) and part.key in self.screen.active_bindings:
                active = self.screen.active_bindings[part.key]
                await self.run_action(active.binding.action, active.node)
        return True

    def action_help_quit(self) -> None:
        """Say how to leave, in the place of Textual's notice on Ctrl+C."""
        for line in self.screen.query(Field):
            if not line.asking:
                line.show([name(" " + WORDS.say("to_leave"), self.size.width, QUIET, base=0)])

    async def show_article(self, article: int | None) -> None:
        """Show an article for review; None: the one that was open before."""
        if article is None:
            if not self._review.has_article:
                return
            article = self._review.view.stored.n
        # one paint for the screen and what is in it
        with self.batch_update():
            await self._go(self._review)
            await self._review.open_article(article)

    async def show_queue(self, *, searching: bool = False) -> None:
        """Show the queue, at the article that was open."""
        at = self._review.view.stored.n if self._review.has_article else None
        with self.batch_update():
            await self._go(self._queue)
            await self._queue.reload(at=at)
        if searching:
            self._queue.action_search()

    async def _go(self, screen: ReviewScreen | QueueScreen) -> None:
        await self.switch_mode(REVIEW if screen is self._review else QUEUE)

    async def action_help(self) -> None:
        """Show all keys, those of the place where the reader is first."""
        if not isinstance(self.screen, HelpScreen):
            await self.push_screen(HelpScreen(self._place()))

    def _place(self) -> Place:
        place = self._review.mode if self.screen is self._review else "queue"
        return next(known for known in PLACES if known == place)

    def action_redraw(self) -> None:
        """Draw the whole screen anew."""
        forget = getattr(self._driver, "forget", None)
        if forget is not None:
            forget()
        self.screen.refresh()

    def action_leave(self) -> None:
        """Quit."""
        self.exit()

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """Return an SVG of the screen that a browser draws in the same order."""
        return settled(super().export_screenshot(title=title, simplify=simplify))
