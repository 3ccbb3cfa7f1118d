"""The queue: articles with what is open in them, by status, found by search."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from store import decisions, queue
from store.database import Database
from store.queue import ArticleRow, QueueStatus
from tui.bindings import bindings
from tui.drawing import Run, name
from tui.jobs import Failed, Jobs
from tui.navigation import Navigator
from tui.palette import ERROR, PLAIN, QUIET, REVERSED, STRONG
from tui.screens.quiet import QuietScreen
from tui.widgets.field import Field
from tui.widgets.footer import KeyLine
from tui.widgets.line import TextLine
from tui.widgets.rows import Rows
from tui.words import WORDS

STATUSES: tuple[QueueStatus, ...] = ("open", "ready", "done", "flagged", "all")
_PAGE = 500
"""Rows fetched at a time; more come when the cursor gets near their end."""

_SIGNS = {"open": "·", "ready": "○", "done": "✓"}


def row_runs(row: ArticleRow, width: int) -> list[Run]:
    """Return one article's row: ` ✓⚑  12 open  2026-05-31  ....... title `."""
    sign = _SIGNS[row.status]
    flag = "⚑" if row.flagged else " "
    opened = f"{row.open:>4} " if row.open else "   - "
    runs: list[Run] = [(f" {sign}{flag}", PLAIN), (opened, STRONG if row.open else QUIET)]
    used = 8
    if width >= 50:
        runs.append((f" {row.published or '          '} ", QUIET))
        used += 12
    if width >= 70:
        runs.append((f"{row.words:>6}w ", QUIET))
        used += 8
    runs.append(name(row.title, max(4, width - used - 1), PLAIN, align="right"))
    runs.append((" ", PLAIN))
    return runs


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

    def __init__(self, jobs: Jobs, navigator: Navigator, *, reviewer: str) -> None:
        super().__init__(id="queue")
        self._jobs = jobs
        self._navigator = navigator
        self._reviewer = reviewer
        self._status: QueueStatus = "open"
        self._search = ""
        self._counts: dict[QueueStatus, int] = {}

    def compose(self) -> ComposeResult:
        """Lay the screen out: counts by status, the articles, a line to say things, the keys."""
        yield TextLine(id="statuses")
        yield QueueRows()
        yield Field()
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
            self._tell(WORDS.say("ask_search") + search if search else "")
        elif search:
            self._tell(WORDS.say("empty_search", query=search))
        else:
            self._tell(WORDS.say("empty_status" if self._counts.get("all") else "empty_queue"))

    def _show_statuses(self) -> None:
        runs: list[Run] = []
        for status in STATUSES:
            text = f" {WORDS.say('status_' + status)} {self._counts.get(status, 0)} "
            runs.append((text, REVERSED if status == self._status else QUIET))
        self.query_one("#statuses", TextLine).show(runs)

    def _tell(self, words: str, *, error: bool = False) -> None:
        line = self.query_one(Field)
        line.show([name(" " + words, self.size.width or 80, ERROR if error else QUIET, base=0)])

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
        await self._near_end()

    async def action_page(self, direction: int) -> None:
        """Go a page up or down."""
        self.rows_pane.page(direction)
        await self._near_end()

    async def action_edge(self, direction: int) -> None:
        """Go to the first or last article."""
        self.rows_pane.edge(direction)
        await self._near_end()

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

        field = self.query_one(Field)
        self.set_focus(field)
        self.query_one(KeyLine).show("field")
        field.ask(WORDS.say("ask_search"), self._search, typed)

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
