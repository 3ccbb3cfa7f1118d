"""The review screen: the article's text beside its items, one of them current, one key a verdict."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Container, Horizontal

from extract.ontology import Ontology
from store import articles, decisions, items, queue
from store.changes import Changes
from store.database import Database
from store.items import Item
from store.values import MentionValue
from tui.caret import Selection
from tui.drawing import Run, name
from tui.editing import Editing, Span
from tui.jobs import Failed, Jobs
from tui.keys import BY_ID, shown
from tui.marking import Overlay, base_marks, current_overlays
from tui.navigation import Navigator
from tui.palette import ERROR, PLAIN, QUIET, STRONG
from tui.screens.quiet import QuietScreen
from tui.view import NEEDS_VERDICT, View, describe
from tui.widgets.article import ArticlePane
from tui.widgets.card import CardPane
from tui.widgets.choice import ChoicePane, Option
from tui.widgets.field import Field
from tui.widgets.footer import KeyLine
from tui.widgets.items import ItemsPane
from tui.widgets.line import TextLine
from tui.words import WORDS

Mode = Literal["review", "card", "select", "choose", "field"]

_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def load_view(db: Database, article: int) -> View:
    """Return an article and its items as they stand."""
    return View(articles.read(db, article), items.of_article(db, article))


class ReviewScreen(QuietScreen):
    """Reviews one article at a time. `open_article` shows another."""

    def __init__(
        self,
        jobs: Jobs,
        ontology: Ontology,
        navigator: Navigator,
        *,
        reviewer: str,
        first: int | None = None,
        colours: bool = True,
    ) -> None:
        super().__init__(id="review")
        self._jobs = jobs
        self._navigator = navigator
        self._ontology = ontology
        self._reviewer = reviewer
        self._first = first
        self._colours = colours
        self._view: View | None = None
        self._before: list[int] = []
        self._mode: Mode = "review"
        self._home: Mode = "review"
        self._open_articles = 0
        self._said = ""
        self.editing = Editing(self, ontology)

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
            yield ArticlePane(colours=self._colours)
        yield Field()
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
        self, words: str, start: Selection, stops: Sequence[Span], then: Callable[[Span | None], Awaitable[None]]
    ) -> None:
        """Let the reviewer select in the text, then go on with `then`."""

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

    def ask(self, words: str, value: str, then: Callable[[str | None], Awaitable[None]]) -> None:
        """Let the reviewer type a line, then go on with `then`."""

        async def done(typed: str | None) -> None:
            self._enter(self._home)
            await then(typed)

        self._enter("field")
        self.detail.ask(words, value, done)

    async def decide(self, job: Callable[[Database], Changes], *, advance: bool = False) -> bool:
        """Make a decision, then show what it changed; return whether it was made. It is on the disk by then."""
        article = self.view.stored.n
        outcome = await self._jobs.write(lambda db: (job(db), load_view(db, article)))
        if isinstance(outcome, Failed):
            self._tell(outcome.message, error=True)
            return False
        _, view = outcome
        row = self._row_after(view, advance=advance)
        self._show_changed(view, row)
        return True

    def open_card(self, uid: bytes) -> None:
        """Show the card of an item of this article."""
        row = self.view.row_of(uid)
        if row is None:
            return
        self.items_pane.cursor = row
        self._home = "card"
        self.card_pane.show(self.view, self.view.items[row])
        self._enter("card")

    # -- showing

    async def open_article(self, article: int, *, remember: bool = True) -> bool:
        """Show another article from its first item that needs a verdict; return whether it could be read."""

        def job(db: Database) -> tuple[View, int]:
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
        if not view.stored.article.published and not view.stored.date_asked:
            self._ask_date("ask_date", "")
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
        if self._mode == "review":
            self._describe()

    def _describe(self) -> None:
        item = self.items_pane.current
        if item is None:
            keys = {"add": shown(BY_ID["review.add"].keys[0]), "finish": shown(BY_ID["review.finish"].keys[0])}
            self._tell(WORDS.say("no_items", **keys))
        elif self.view.open_count == 0:
            self._tell(WORDS.say("nothing_open", key=shown(BY_ID["review.finish"].keys[0])))
        else:
            self._tell(describe(self.view, item))

    def _show_head(self) -> None:
        title = self.view.stored.article.title or self.view.body[:80]
        date = self.view.stored.article.published
        todo = WORDS.say("queue_here", open=self._open_articles)
        left: list[Run] = [(f" {todo} ", QUIET), (f" {date} " if date else " ", QUIET)]
        used = sum(len(text) for text, _ in left)
        head = self.query_one("#head", TextLine)
        head.show([*left, name(title, max(0, head.size.width - used - 1), STRONG, align="right"), (" ", PLAIN)])

    def _show_count(self) -> None:
        words = WORDS.say("open_of", open=self.view.open_count, all=len(self.view.items))
        self.query_one("#count", TextLine).show([(words.rjust(17) + " ", PLAIN)])

    def _tell(self, words: str, *, error: bool = False) -> None:
        self.detail.show([name(" " + words, self.size.width or 80, ERROR if error else QUIET, base=0)])

    def show_selection(self) -> None:
        """Say what is selected, in its own order, beside what the selection is for."""
        span = self.article_pane.selected
        if span is None or self._mode != "select":
            return
        words = f" {self._said}: "
        room = max(4, self.size.width - len(words) - 1)
        self.detail.show([(words, QUIET), name(self.view.body[span[0] : span[1]], room, STRONG)])

    def on_resize(self) -> None:
        """Fit the header and the detail line again."""
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

    # -- verdicts

    def _current(self) -> Item | None:
        return self.items_pane.current if self._view is not None else None

    async def action_accept(self) -> None:
        """Accept the current item as shown."""
        item = self._current()
        if item is not None:
            await self.decide(lambda db: decisions.accept(db, [item.uid], by=self._reviewer), advance=True)

    async def action_reject(self) -> None:
        """Reject the current item."""
        item = self._current()
        if item is not None:
            await self.decide(lambda db: decisions.reject(db, [item.uid], by=self._reviewer), advance=True)

    async def action_same(self) -> None:
        """Give the current mention's verdict to the open ones of the same name."""
        item = self._current()
        if item is None or not isinstance(item.value, MentionValue):
            self._tell(WORDS.say("only_mentions"))
            return
        if item.status == "rejected":
            await self.action_reject_same()
            return
        same = [other for other in self.view.same_name(item) if other.status in NEEDS_VERDICT]
        if await self._all_same(same, lambda db: decisions.accept(db, [each.uid for each in same], by=self._reviewer)):
            self._tell(WORDS.say("same_done", count=len(same)))

    async def action_reject_same(self) -> None:
        """Reject every open mention of the current one's name."""
        item = self._current()
        if item is None or not isinstance(item.value, MentionValue):
            self._tell(WORDS.say("only_mentions"))
            return
        same = [other for other in self.view.same_name(item) if other.status in NEEDS_VERDICT]
        if await self._all_same(same, lambda db: decisions.reject(db, [each.uid for each in same], by=self._reviewer)):
            self._tell(WORDS.say("same_done", count=len(same)))

    async def _all_same(self, same: Sequence[Item], job: Callable[[Database], Changes]) -> bool:
        if not same:
            self._tell(WORDS.say("same_none"))
            return False
        return await self.decide(job, advance=True)

    async def action_undo(self) -> None:
        """Take back the latest verdict, wherever it was."""
        await self._travel(lambda db: decisions.undo(db, by=self._reviewer), "undone", "nothing_to_undo")

    async def action_redo(self) -> None:
        """Give back what undo took."""
        await self._travel(lambda db: decisions.redo(db, by=self._reviewer), "redone", "nothing_to_redo")

    async def _travel(self, job: Callable[[Database], Changes | None], done: str, nothing: str) -> None:
        here = self.view.stored.n

        def work(db: Database) -> tuple[Changes, View] | None:
            changes = job(db)
            if changes is None:
                return None
            return changes, load_view(db, changes.articles[0] if changes.articles else here)

        outcome = await self._jobs.write(work)
        if outcome is None:
            self._tell(WORDS.say(nothing))
            return
        if isinstance(outcome, Failed):
            self._tell(outcome.message, error=True)
            return
        changes, view = outcome
        if view.stored.n != here:
            await self.open_article(view.stored.n)
        rows = [row for row in (view.row_of(uid) for uid in changes.items) if row is not None]
        self._show_changed(view, min(rows) if rows else self._row_after(view, advance=False))
        self._tell(WORDS.say(done, verb=WORDS.verb(changes.undone or "")))

    async def action_flag(self) -> None:
        """Flag the current item, or take the flag off."""
        item = self._current()
        if item is not None:
            change = decisions.unflag if item.flagged else decisions.flag
            await self.decide(lambda db: change(db, item=item.uid, by=self._reviewer))

    # -- moving

    def action_move(self, step: int) -> None:
        """Make another item current."""
        self.items_pane.move(step)
        self.current_changed()

    def action_next_open(self, step: int) -> None:
        """Go to the next item that needs a verdict."""
        if self._view is None:
            return
        row = self._view.next_asking(self.items_pane.cursor, step)
        if row is not None:
            self.items_pane.cursor = row
            self.current_changed()

    def action_edge(self, direction: int) -> None:
        """Go to the first or last item."""
        self.items_pane.edge(direction)
        self.current_changed()

    def action_page(self, direction: int) -> None:
        """Turn the page of the text; the current item stays."""
        self.article_pane.page(direction)

    async def action_finish(self) -> None:
        """Finish the article when nothing is open in it; go to the next one either way."""
        if self._view is None:
            return
        article = self.view.stored.n
        left = self.view.open_count

        def job(db: Database) -> int | None:
            if not left:
                decisions.finish(db, article, by=self._reviewer)
            return queue.next_open(db, article)

        outcome = await self._jobs.write(job)
        if isinstance(outcome, Failed):
            self._tell(outcome.message, error=True)
        elif outcome is None or (outcome == article and not left):
            self._tell(WORDS.say("nothing_left"))
            await self._navigator.show_queue()
        elif outcome == article:
            self._tell(WORDS.say("left_open", open=left))
        else:
            await self.open_article(outcome)

    async def action_back(self) -> None:
        """Go back to the article before."""
        if self._before:
            await self.open_article(self._before.pop(), remember=False)

    async def action_queue(self) -> None:
        """Show the queue."""
        await self._navigator.show_queue()

    async def action_search(self) -> None:
        """Search all articles."""
        await self._navigator.show_queue(searching=True)

    # -- editing

    def action_edit(self) -> None:
        """Open the current item's card."""
        item = self._current()
        if item is not None:
            self.open_card(item.uid)

    def action_retype(self) -> None:
        """Choose another type."""
        item = self._current()
        if item is not None:
            self.editing.retype(item, advance=True)

    def action_edges(self) -> None:
        """Move the edges."""
        item = self._current()
        if item is not None:
            self.editing.move_edges(item, advance=True)

    def action_add(self) -> None:
        """Add what was missed, beginning where the current item stands."""
        if self._view is None or not self._view.body:
            return
        item = self._current()
        self.editing.add(item.value.start if item else 0)

    def action_date(self) -> None:
        """Give or change the article's date."""
        if self._view is not None:
            self._ask_date("give_date", self._view.stored.article.published)

    def _ask_date(self, words: str, value: str) -> None:
        async def typed(text: str | None) -> None:
            if text is None:
                return
            iso = text.translate(_ARABIC_DIGITS).replace("/", "-")
            if iso and not re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", iso):
                self._ask_date(words, text)
                self.notify(WORDS.say("bad_date", text=text), markup=False)
                return
            iso = "-".join(part.zfill(2) for part in iso.split("-")) if iso else ""
            article = self.view.stored.n
            if await self.decide(lambda db: decisions.date(db, article, iso or None, by=self._reviewer)):
                self._show_head()

        self.ask(WORDS.say(words), value, typed)

    # -- the card

    def action_card_change(self) -> None:
        """Change what the current line of the card says."""
        line = self.card_pane.current
        if line is None:
            return
        match line.slot:
            case "type":
                self.editing.retype(line.item)
            case "subtype":
                self.editing.resubtype(line.item)
            case "modality":
                self.editing.remodality(line.item)
            case "name":
                self.editing.rename(line.item)
            case "trigger" | "edges" | "argument":
                self.editing.move_edges(line.item)

    def action_card_role(self) -> None:
        """Choose another role for the current line's argument; another type on the other lines."""
        line = self.card_pane.current
        if line is not None:
            self.editing.retype(line.item)

    def action_card_add_argument(self) -> None:
        """Add an argument to the card's event."""
        line = self.card_pane.current
        event = self.view.event_of(line.item) if line is not None else None
        if event is not None:
            self.editing.add_argument(event)

    async def action_card_remove(self) -> None:
        """Reject the current line's argument; on the other lines the whole item."""
        line = self.card_pane.current
        if line is None:
            return
        argument = line.slot == "argument"
        if not argument:
            self._close_card()
        await self.decide(lambda db: decisions.reject(db, [line.item.uid], by=self._reviewer), advance=not argument)

    async def action_card_accept(self) -> None:
        """Accept the card's item as shown, close the card, go on."""
        lines = self.card_pane.lines
        if lines:
            self._close_card()
            owner = lines[0].item.uid
            await self.decide(lambda db: decisions.accept(db, [owner], by=self._reviewer), advance=True)

    def action_card_close(self) -> None:
        """Back to the list."""
        self._close_card()

    def _close_card(self) -> None:
        self._home = "review"
        self._enter("review")
