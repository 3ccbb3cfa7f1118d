"""The queue: articles with what is open in them, by status, found by search."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from store import articles, decisions, queue
from store.database import Database
from store.queue import ArticleRow, QueueStatus
from tui.bindings import bindings
from tui.drawing import Run, sentence
from tui.jobs import Failed, Jobs
from tui.navigation import Navigator
from tui.palette import ERROR, PLAIN, QUIET, STRONG
from tui.queue_lines import STATUSES, hit_runs, row_runs, statuses_runs
from tui.screens.quiet import QuietScreen
from tui.typed_line import Steps
from tui.widgets.field import Field
from tui.widgets.footer import KeyLine
from tui.widgets.line import TextLine
from tui.widgets.rows import Rows
from tui.words import WORDS, Outside, Words

_PAGE = 500
"""Rows fetched at a time; more come when the cursor gets near their end."""


class QueueRows(Rows):
    """The articles. Its keys are those of the queue."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("queue")

    def __init__(self) -> None:
        super().__init__(id="articles")
        self._rows: tuple[ArticleRow, ...] = ()

    @property
    def rows(self) -> tuple[ArticleRow, ...]:
        """What it shows."""
        return self._rows

    @property
    def current(self) -> ArticleRow | None:
        """The current article."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, rows: tuple[ArticleRow, ...], cursor: int = 0) -> None:
        """Show these articles from the top."""
        self._rows = rows
        self.reset(len(rows), cursor)

    def extend(self, rows: tuple[ArticleRow, ...]) -> None:
        """Show more articles after the others."""
        self._rows += rows
        self.resize_rows(len(self._rows), self.cursor)

    def replace_row(self, row: ArticleRow) -> None:
        """Show one article's new state."""
        self._rows = tuple(row if row.n == other.n else other for other in self._rows)
        self.refresh_row(self.cursor)

    def draw_row(self, row: int, width: int) -> list[Run]:
        """Return one article's row."""
        return row_runs(self._rows[row], width)


class QueueScreen(QuietScreen):
    """Lists articles; opens the chosen one for review."""

    def __init__(self, jobs: Jobs, navigator: Navigator, *, reviewer: str, walk: Steps = "visual") -> None:
        """`walk`: what left and right mean to the caret of a line that is typed."""
        super().__init__(id="queue")
        self._jobs = jobs
        self._navigator = navigator
        self._reviewer = reviewer
        self._walk: Steps = walk
        self._status: QueueStatus = "open"
        self._search = ""
        self._counts: dict[QueueStatus, int] = {}

    def compose(self) -> ComposeResult:
        """Lay the screen out: counts by status, the articles, a line to say things, the keys."""
        yield TextLine(id="statuses")
        yield QueueRows()
        yield Field(steps=self._walk)
        yield KeyLine("queue")

    @property
    def rows_pane(self) -> QueueRows:
        """The list of articles."""
        return self.query_one(QueueRows)

    @property
    def status(self) -> QueueStatus:
        """Which articles are listed."""
        return self._status

    async def on_mount(self) -> None:
        """Begin in the list."""
        self._leave_field()
        await self.reload()

    async def reload(self, *, at: int | None = None) -> None:
        """Read the list again; `at`: the article to make current."""
        status, search = self._status, self._search

        def job(db: Database) -> tuple[tuple[ArticleRow, ...], dict[QueueStatus, int]]:
            return queue.page(db, status, search=search, limit=_PAGE), dict(queue.counts(db, search=search))

        outcome = await self._jobs.read(job)
        if isinstance(outcome, Failed):
            self._tell(outcome.message, error=True)
            return
        rows, self._counts = outcome
        cursor = next((place for place, row in enumerate(rows) if row.n == at), 0)
        self.rows_pane.show(rows, cursor)
        self._show_statuses()
        if rows:
            await self._show_hit()
        elif search:
            self._tell(WORDS.parts("empty_search", query=Outside(search)))
        else:
            self._tell(WORDS.say("empty_status" if self._counts.get("all") else "empty_queue"))

    def _show_statuses(self) -> None:
        line = self.query_one("#statuses", TextLine)
        line.show(statuses_runs(self._counts, self._status, self.size.width or 80))

    def _tell(self, words: Words, *, error: bool = False) -> None:
        self.query_one(Field).tell(words, ERROR if error else QUIET)

    async def _show_hit(self) -> None:
        """Show what is searched for, and where the current article has it."""
        row, search = self.rows_pane.current, self._search
        if row is None or not search:
            self._tell("")
            return
        outcome = await self._jobs.read(lambda db: articles.read(db, row.n).article.body)
        if isinstance(outcome, Failed):
            self._tell(outcome.message, error=True)
            return
        width = (self.size.width or 80) - 2
        asked = WORDS.parts("searched", query=Outside(search))
        left = sentence(asked, min(width // 3, len(search) + len(WORDS.say("searched", query=""))), QUIET, STRONG)
        room = width - sum(len(text) for text, _ in left)
        self.query_one(Field).show([(" ", PLAIN), *left, *hit_runs(outcome, search, max(0, room)), (" ", PLAIN)])

    async def _moved(self) -> None:
        """Do what goes with another current article."""
        await self._near_end()
        if self._search:
            await self._show_hit()

    async def on_resize(self) -> None:
        """Fit the counts and the hit again."""
        if self._counts:
            self._show_statuses()
            if self._search and not self.query_one(Field).asking:
                await self._show_hit()

    # -- the keys

    async def _near_end(self) -> None:
        """Fetch more rows when the cursor gets near the last one."""
        rows = self.rows_pane.rows
        if len(rows) < _PAGE or self.rows_pane.cursor < len(rows) - 50 or len(rows) % _PAGE:
            return
        status, search, after = self._status, self._search, rows[-1].n
        more = await self._jobs.read(lambda db: queue.page(db, status, search=search, after=after, limit=_PAGE))
        if not isinstance(more, Failed) and more:
            self.rows_pane.extend(more)

    async def action_move(self, step: int) -> None:
        """Make another article current."""
        self.rows_pane.move(step)
        await self._moved()

    async def on_rows_pointed(self) -> None:
        """Show what goes with the row that was clicked."""
        await self._moved()

    async def action_page(self, direction: int) -> None:
        """Go a page up or down."""
        self.rows_pane.page(direction)
        await self._moved()

    async def action_edge(self, direction: int) -> None:
        """Go to the first or last article."""
        self.rows_pane.edge(direction)
        await self._moved()

    async def action_status(self, step: int) -> None:
        """List the articles of the next status."""
        self._status = STATUSES[(STATUSES.index(self._status) + step) % len(STATUSES)]
        await self.reload()

    async def action_open(self) -> None:
        """Review the current article."""
        row = self.rows_pane.current
        if row is not None:
            await self._navigator.show_article(row.n)

    async def action_flag(self) -> None:
        """Flag the current article, or take the flag off."""
        row = self.rows_pane.current
        if row is None:
            return
        change = decisions.unflag if row.flagged else decisions.flag
        outcome = await self._jobs.write(lambda db: change(db, article=row.n, by=self._reviewer))
        if isinstance(outcome, Failed):
            self._tell(outcome.message, error=True)
        elif self._status == "flagged":
            await self.reload(at=row.n)
        else:
            await self._reread(row.n)

    async def action_note(self) -> None:
        """Write a note beside the current article."""
        row = self.rows_pane.current
        if row is None:
            return
        outcome = await self._jobs.read(lambda db: articles.read(db, row.n).notes)
        if isinstance(outcome, Failed):
            self._tell(outcome.message, error=True)
            return
        before = outcome[-1].text if outcome else ""

        async def typed(text: str | None) -> None:
            self._leave_field()
            if text is None or text == before:
                return
            kept = await self._jobs.write(lambda db: decisions.note(db, article=row.n, text=text, by=self._reviewer))
            if isinstance(kept, Failed):
                self._tell(kept.message, error=True)
            else:
                self._tell(WORDS.parts("note", text=Outside(text)) if text else WORDS.say("note_gone"))

        self._ask(WORDS.say("ask_article_note"), before, typed)

    async def _reread(self, article: int) -> None:
        search = self._search
        outcome = await self._jobs.read(lambda db: (queue.row(db, article), dict(queue.counts(db, search=search))))
        if isinstance(outcome, Failed):
            self._tell(outcome.message, error=True)
            return
        changed, self._counts = outcome
        self.rows_pane.replace_row(changed)
        self._show_statuses()

    def action_search(self) -> None:
        """Ask what to search for."""

        async def typed(text: str | None) -> None:
            self._leave_field()
            if text is not None:
                self._search = text
                if text:
                    self._status = "all"
                await self.reload()

        self._ask(WORDS.say("ask_search"), self._search, typed)

    def _ask(self, words: str, value: str, then: Callable[[str | None], Awaitable[None]]) -> None:
        field = self.query_one(Field)
        self.set_focus(field)
        self.query_one(KeyLine).show("field")
        field.ask(words, value, then)

    def _leave_field(self) -> None:
        self.query_one(KeyLine).show("queue")
        self.set_focus(self.rows_pane)

    async def action_back(self) -> None:
        """Leave the search; without one, go back to the article."""
        if self._search:
            self._search = ""
            await self.reload()
        else:
            await self._navigator.show_article(None)
