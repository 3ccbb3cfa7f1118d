"""The reviewer's desk: an article's text beside its items, and the ways of asking: select, choose, type.

Shows and asks; which key does what stands in `tui.screens.review`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from datetime import date
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Container, Horizontal

from extract.ontology import Ontology
from store import articles, decisions, entities, items, queue
from store.changes import Changes
from store.database import Database
from store.entities import Offer
from store.values import MentionValue
from tui.caret import Selection, Walk
from tui.drawing import Run, name, rendering, setting
from tui.editing import Editing, Span
from tui.jobs import Failed, Jobs
from tui.keys import BY_ID, shown
from tui.marking import Overlay, base_marks, current_overlays
from tui.navigation import Navigator
from tui.palette import ERROR, PLAIN, QUIET, STRONG
from tui.refreshing import Refresher
from tui.screens.quiet import QuietScreen
from tui.units import ends
from tui.view import View, described
from tui.widgets.article import ArticlePane
from tui.widgets.card import CardPane
from tui.widgets.choice import ChoicePane, Option
from tui.widgets.field import Field, Takes, anything
from tui.widgets.footer import KeyLine
from tui.widgets.items import ItemsPane
from tui.widgets.line import TextLine
from tui.words import WORDS, Outside, Words

Mode = Literal["review", "card", "select", "choose", "field"]

_TITLE_CELLS = 20
"""At least so many cells of the header are for the title."""

_SELECTION_CELLS = 24
"""Cells of the line below that what is selected may have, before the words beside it give way."""

_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def _is_day(iso: str) -> bool:
    try:
        return date.fromisoformat(iso).isoformat() == iso
    except ValueError:
        return False


def load_view(db: Database, article: int) -> View:
    """Return an article and its items as they stand."""
    return View(articles.read(db, article), items.of_article(db, article))


class DeskScreen(QuietScreen):
    """Holds one article at a time; `open_article` shows another. A mode says which part has the keys."""

    def __init__(
        self,
        jobs: Jobs,
        ontology: Ontology,
        navigator: Navigator,
        *,
        reviewer: str,
        first: int | None = None,
        colours: bool = True,
        walk: Walk = "visual",
        copy: bool = True,
    ) -> None:
        """`walk`: what left and right mean to the caret in the text. `copy`: whether the clipboard may be written."""
        super().__init__(id="review")
        self._jobs = jobs
        self._navigator = navigator
        self._ontology = ontology
        self._reviewer = reviewer
        self._first = first
        self._colours = colours
        self._walk: Walk = walk
        self._copy = copy
        self._view: View | None = None
        self._before: list[int] = []
        self._mode: Mode = "review"
        self._home: Mode = "review"
        self._open_articles = 0
        self._said = ""
        self.editing = Editing(self, ontology)
        self.refresher: Refresher | None = None
        """What brings the next article up to what was taught, where there is one."""

    # -- parts

    def compose(self) -> ComposeResult:
        """Lay the screen out: header, two panes, a line about the current item, the keys."""
        with Horizontal(id="top"):
            yield TextLine(id="head")
            yield TextLine(id="count")
        with Horizontal(id="panes"):
            # a container of their own: showing another of the three must not move, and so repaint, the article
            with Container(id="left"):
                yield ItemsPane(self._ontology)
                yield CardPane()
                yield ChoicePane()
            yield ArticlePane(colours=self._colours, walk=self._walk, rendering=rendering())
        yield Field(steps=self._walk)
        yield KeyLine("review")

    async def on_mount(self) -> None:
        """Open the article to begin with; without one, go to the queue."""
        if self._first is None:
            await self._navigator.show_queue()
        else:
            await self.open_article(self._first)

    @property
    def items_pane(self) -> ItemsPane:
        """The list of items."""
        return self.query_one(ItemsPane)

    @property
    def article_pane(self) -> ArticlePane:
        """The text."""
        return self.query_one(ArticlePane)

    @property
    def card_pane(self) -> CardPane:
        """The card of one item."""
        return self.query_one(CardPane)

    @property
    def detail(self) -> Field:
        """The line about the current item, in which one types when asked."""
        return self.query_one(Field)

    # -- what the flows ask of the desk

    @property
    def view(self) -> View:
        """The article under review. Raises LookupError before the first one is open."""
        if self._view is None:
            raise LookupError("no article is open")
        return self._view

    @property
    def has_article(self) -> bool:
        """Whether an article has been opened."""
        return self._view is not None

    @property
    def reviewer(self) -> str:
        """Who decides."""
        return self._reviewer

    @property
    def mode(self) -> Mode:
        """Which part has the keys."""
        return self._mode

    def select(
        self, words: str, start: Selection | Span, stops: Sequence[Span], then: Callable[[Span | None], Awaitable[None]]
    ) -> None:
        """Let the reviewer select in the text, beginning with a caret, a selection or a span, then go on with `then`."""

        async def done(span: Span | None) -> None:
            self._enter(self._home)
            await then(span)

        self._said = words
        self._enter("select")
        self.article_pane.select(start, done, stops, self.show_selection)

    def choose(
        self, words: str, options: Sequence[Option], current: str, then: Callable[[str | None], Awaitable[None]]
    ) -> None:
        """Let the reviewer choose from a list, then go on with `then`."""

        async def done(chosen: str | None) -> None:
            self._enter(self._home)
            await then(chosen)

        self._enter("choose")
        self.query_one(ChoicePane).choose(options, current, done)
        self._tell(words)

    def ask(
        self,
        words: str,
        value: str,
        then: Callable[[str | None], Awaitable[None]],
        takes: Takes = anything,
        *,
        base: int | None = None,
    ) -> None:
        """Let the reviewer type a line of the characters that `takes` allows, then go on with `then`. See `Field.ask`."""

        async def done(typed: str | None) -> None:
            self._enter(self._home)
            await then(typed)

        self._enter("field")
        self.detail.ask(words, value, done, takes, base=base)

    async def decide(self, job: Callable[[Database], Changes], *, advance: bool = False) -> bool:
        """Make a decision, then show what it changed; return whether it was made. It is on the disk by then."""
        article = self.view.stored.n
        outcome = await self._jobs.write(lambda db: (job(db), load_view(db, article)))
        if isinstance(outcome, Failed):
            self._tell(outcome.message, error=True)
            return False
        changes, view = outcome
        self._teach(changes)
        row = self._row_after(view, advance=advance)
        self._show_changed(view, row)
        return True

    def _teach(self, changes: Changes) -> None:
        """Have what was just decided or taken back reach the next article, whenever there is time for it."""
        if self.refresher is not None:
            self.refresher.taught(changes.articles)

    async def offers(self, value: MentionValue) -> Sequence[Offer]:
        """Return the store's names for what a mention names; none where they can't be read: one can still type."""
        found = await self._jobs.read(lambda db: entities.offers(db, value.type, value.name))
        return () if isinstance(found, Failed) else found

    def open_card(self, uid: bytes) -> None:
        """Show the card of an item of this article."""
        row = self.view.row_of(uid)
        if row is None:
            return
        self.items_pane.cursor = row
        self._home = "card"
        self.card_pane.show(self.view, self.view.items[row])
        self._enter("card")

    def show_added(self, uid: bytes) -> None:
        """Make an item that was just added current, and say what it is."""
        row = self.view.row_of(uid)
        if row is None:
            return
        self.items_pane.cursor = row
        self.current_changed()
        item = self.view.items[row]
        words = " " + WORDS.say("added", type=getattr(item.value, "type", ""))
        room = max(4, self.size.width - len(words) - 1)
        self.detail.show([(words, QUIET), self._quoted(item.value.start, self.view.text(item), room)])

    def _ask_date(self, words: str, value: str, *, asked: bool = False) -> None:
        """Ask for the article's date. `asked`: by the app, once; then leaving the question is an answer too."""

        async def typed(text: str | None) -> None:
            if text is None and not asked:
                return
            text = text or ""
            iso = "-".join(part.zfill(2) for part in text.translate(_ARABIC_DIGITS).replace("/", "-").split("-"))
            if text and not _is_day(iso):
                self._ask_date("bad_date", text, asked=asked)
                return
            article = self.view.stored.n
            if await self.decide(lambda db: decisions.date(db, article, iso if text else None, by=self._reviewer)):
                self._show_head()

        # letters meant for the article must not become a date
        self.ask(WORDS.say(words), value, typed, takes=lambda char: char.isdigit() or char in "-/", base=0)

    # -- showing

    async def open_article(self, article: int, *, remember: bool = True) -> bool:
        """Show another article from its first item that needs a verdict; return whether it could be read."""

        def job(db: Database) -> tuple[View, int]:
            with self.refresher.showing(article) if self.refresher else nullcontext():
                return load_view(db, article), queue.counts(db)["open"]

        outcome = await self._jobs.read(job)
        if isinstance(outcome, Failed):
            self._tell(outcome.message, error=True)
            return False
        if remember and self._view is not None and self._view.stored.n != article:
            self._before.append(self._view.stored.n)
        self._view, self._open_articles = outcome
        view = self._view
        self._home = "review"
        first = view.first_asking()
        marks = self._marks(view)
        self.items_pane.show(view, first if first is not None else 0)
        self.article_pane.show(view.body, marks, self._overlays())
        self._enter("review")
        if view.stored.notes and view.stored.notes[-1].text:
            self._tell(WORDS.parts("note", text=Outside(view.stored.notes[-1].text)))
        if not view.stored.article.published and not view.stored.date_asked:
            self._ask_date("ask_date", "", asked=True)
        return True

    def _marks(self, view: View) -> bytearray:
        return base_marks(len(view.body), view.stored.article.parts, view.items, self._ontology)

    def _overlays(self) -> tuple[Overlay, ...]:
        item = self.items_pane.current
        return current_overlays(item, self.view.family(item) if item else ())

    def _row_after(self, view: View, *, advance: bool) -> int:
        current = self.items_pane.current
        row = view.row_of(current.uid) if current else 0
        if row is None:
            row = min(self.items_pane.cursor, max(0, len(view.items) - 1))
        if advance:
            ahead = view.next_asking(row)
            if ahead is not None:
                return ahead
        return row

    def _show_changed(self, view: View, row: int) -> None:
        self._view = view
        self.article_pane.remark(self._marks(view))
        self.items_pane.update_view(view, row)
        if self._home == "card" and self.items_pane.current is not None:
            self.card_pane.update_view(view, self.items_pane.current)
        self.current_changed()
        self._show_count()

    def current_changed(self) -> None:
        """Light the current item in the text, and say what it is."""
        if self._view is None:
            return
        self.article_pane.light(self._overlays())
        if self._mode in {"review", "card"}:
            self._describe()

    def _describe(self) -> None:
        item = self.items_pane.current
        if item is None:
            keys = {"add": shown(BY_ID["review.add"].keys[0]), "finish": shown(BY_ID["review.finish"].keys[0])}
            self._tell(WORDS.say("no_items", **keys))
        elif self.view.open_count == 0:
            self._tell(WORDS.say("nothing_open", key=shown(BY_ID["review.finish"].keys[0])))
        else:
            self._tell(described(self.view, item))

    def _show_head(self) -> None:
        title = self.view.stored.article.title or self.view.body[:80]
        date = self.view.stored.article.published
        todo = WORDS.say("queue_here", open=self._open_articles)
        left: list[Run] = [(f" {todo} ", QUIET), (f" {date} " if date else " ", QUIET)]
        head = self.query_one("#head", TextLine)
        # on a narrow screen the title is worth more than what stands before it
        while left and sum(len(text) for text, _ in left) + _TITLE_CELLS > head.size.width:
            left.pop()
        used = sum(len(text) for text, _ in left)
        head.show([*left, name(title, max(0, head.size.width - used - 1), STRONG, align="right"), (" ", PLAIN)])

    def _show_count(self) -> None:
        words = WORDS.say("open_of", open=self.view.open_count, all=len(self.view.items))
        self.query_one("#count", TextLine).show([(words.rjust(17) + " ", PLAIN)])

    def _tell(self, words: Words, *, error: bool = False) -> None:
        self.detail.tell(words, ERROR if error else QUIET)

    def show_selection(self) -> None:
        """Say what is selected, in its own order, beside what the selection is for."""
        span = self.article_pane.selected
        if span is None or self._mode != "select":
            return
        pane = self.article_pane
        assert pane.selection is not None
        ask = pane.selection.ask
        if ask is not None:
            words = WORDS.say(f"ask_{ask.what}")
            room = max(4, self.size.width - len(words) - 1)
            asked, style = self._quoted(ask.start, self.view.body[ask.start : ask.end], room)
            self.detail.show([(" ", PLAIN), (asked.rstrip(), style), (words, QUIET)])
            return
        words = f" {self._said}{WORDS.say(f'end_{pane.selection.moving(pane.caret_text)}')}: "
        if self.size.width - len(words) < _SELECTION_CELLS:
            # in a narrow window what is selected matters more than what for
            words = " "
        room = max(4, self.size.width - len(words) - 1)
        self.detail.show([(words, QUIET), self._quoted(span[0], ends(self.view.body[span[0] : span[1]], room), room)])

    def copy_out(self, span: Span | None) -> None:
        """Put a stretch of the text on the terminal's clipboard, in the order of the text, and say so."""
        if span is None:
            return
        if not self._copy:
            self._tell(WORDS.say("copy_off"))
            return
        text = self.view.body[span[0] : span[1]]
        self.app.copy_to_clipboard(text)
        words = WORDS.say("copied")
        self.detail.show([(words, QUIET), self._quoted(span[0], text, max(4, self.size.width - len(words) - 1))])

    def _quoted(self, start: int, text: str, room: int) -> Run:
        """Return words of the article in the order that they have there: a date's is that of what stands before it."""
        return name(text, room, STRONG, inside=setting(self.view.body, start))

    def on_resize(self) -> None:
        """Fit the header again; other lines fit themselves."""
        if self._view is not None:
            self.call_after_refresh(self._show_head)

    def _enter(self, mode: Mode) -> None:
        """Give the keys to a part, show what goes with it, all before the next key is taken."""
        self._mode = mode
        left = mode if mode in {"card", "choose"} else self._home if mode in {"select", "field"} else "review"
        self.items_pane.display = left == "review"
        self.card_pane.display = left == "card"
        self.query_one(ChoicePane).display = left == "choose"
        self.query_one(KeyLine).show(mode)
        widget = {
            "review": self.items_pane,
            "card": self.card_pane,
            "select": self.article_pane,
            "choose": self.query_one(ChoicePane),
            "field": self.detail,
        }[mode]
        self.set_focus(widget)
        if self._view is not None:
            self._show_head()
            self._show_count()
            if mode in {"review", "card"}:
                self._describe()
