"""The review screen: what each key does to the article on the desk, its items and its cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from store import decisions, queue
from store.changes import Changes
from store.database import Database
from store.items import Item
from store.values import MentionValue
from tui.caret import Selection
from tui.jobs import Failed
from tui.keys import BY_ID, shown
from tui.screens.desk import DeskScreen, load_view
from tui.view import NEEDS_VERDICT, View
from tui.widgets.article import ArticlePane
from tui.words import WORDS


class ReviewScreen(DeskScreen):
    """The keys of reviewing and of cards; each action is a few lines on the desk."""

    # -- verdicts

    def _current(self) -> Item | None:
        return self.items_pane.current if self._view is not None else None

    async def action_accept(self) -> None:
        """Accept the current item as shown."""
        item = self._current()
        if item is None:
            return
        if self._stands(item, {"accepted", "edited"}):
            # a held-down key must not fill the record with verdicts that change nothing
            self._tell(WORDS.say("nothing_to_accept"))
            return
        await self.decide(lambda db: decisions.accept(db, [item.uid], by=self._reviewer), advance=True)

    def _stands(self, item: Item, statuses: set[str]) -> bool:
        """Return whether my verdict on an item, and on all that goes with it, is one of these already."""
        arguments = self.view.arguments(item) if item.kind == "event" else ()
        return (
            item.status in statuses
            and item.reviewer == self._reviewer
            and not any(argument.status in NEEDS_VERDICT for argument in arguments)
        )

    async def action_reject(self) -> None:
        """Reject the current item."""
        item = self._current()
        if item is None:
            return
        if self._stands(item, {"rejected"}):
            self._tell(WORDS.say("nothing_to_reject"))
            return
        roles = len(self.view.accepted_roles(item))
        if await self.decide(lambda db: decisions.reject(db, [item.uid], by=self._reviewer), advance=True) and roles:
            self._tell(WORDS.say("with_roles", count=roles))

    async def action_same(self) -> None:
        """Give the current mention's verdict to the open ones of the same name; accept, if it has none.

        After an edit that is its type and shared name, whatever type the others were proposed with.
        """
        item = self._current()
        if item is None or not isinstance(item.value, MentionValue):
            self._tell(WORDS.say("only_mentions"))
        elif item.status == "rejected":
            await self.action_reject_same()
        elif item.status == "edited":
            shown = item.value
            same = [other for other in self.view.same_text(item) if other.status in NEEDS_VERDICT]
            values = {
                other.uid: replace(other.value, type=shown.type, name=shown.name)
                for other in same
                if isinstance(other.value, MentionValue)
            }
            await self._all_same(same, lambda db: decisions.edit_many(db, values, by=self._reviewer))
        else:
            same = [other for other in self.view.same_name(item) if other.status in NEEDS_VERDICT]
            await self._all_same(same, lambda db: decisions.accept(db, [each.uid for each in same], by=self._reviewer))

    async def action_reject_same(self) -> None:
        """Reject every open mention of the current one's name."""
        item = self._current()
        if item is None or not isinstance(item.value, MentionValue):
            self._tell(WORDS.say("only_mentions"))
            return
        same = [other for other in self.view.same_name(item) if other.status in NEEDS_VERDICT]
        await self._all_same(same, lambda db: decisions.reject(db, [each.uid for each in same], by=self._reviewer))

    async def _all_same(self, same: Sequence[Item], job: Callable[[Database], Changes]) -> None:
        if not same:
            self._tell(WORDS.say("same_none"))
        elif await self.decide(job, advance=True):
            self._tell(WORDS.say("same_done", count=len(same)))

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
        self._teach(changes)
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

    def action_note(self) -> None:
        """Write a note beside the current item."""
        item = self._current()
        if item is None:
            return

        async def typed(text: str | None) -> None:
            if text is None or text == item.note:
                return
            kept = await self.decide(lambda db: decisions.note(db, item=item.uid, text=text, by=self._reviewer))
            if kept and not text:
                self._tell(WORDS.say("note_gone"))

        self.ask(WORDS.say("ask_note"), item.note, typed)

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
        elif await self.open_article(outcome) and self.mode == "review":
            back = shown(BY_ID["review.back"].keys[0])
            self._tell(WORDS.say("left_open", open=left) if left else WORDS.say("finished", key=back))

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
        near = item.value.start if item else 0
        seen = self.article_pane.seen
        # where the reader is reading: the current item, or the page when that item has scrolled away
        self.editing.add(Selection(near if seen is None or seen[0] <= near < seen[1] else seen[0]))

    def action_copy(self) -> None:
        """Copy what is selected, while selecting; else the current item's words."""
        item = self._current()
        if self.mode == "select":
            self.copy_out(self.article_pane.selected)
        elif item is not None:
            self.copy_out((item.value.start, item.value.end))

    # -- the mouse

    def on_article_pane_clicked(self, event: ArticlePane.Clicked) -> None:
        """Make the item that is drawn at the place current; where several are, the next one of them."""
        if self.mode == "review":
            row = self.view.row_at(event.offset, self.items_pane.cursor)
            if row is not None:
                self.items_pane.cursor = row
                self.current_changed()

    def on_article_pane_dragged(self, event: ArticlePane.Dragged) -> None:
        """Begin adding with what the mouse selects."""
        if self.mode == "review":
            self.editing.add(event.selection)

    def on_rows_pointed(self) -> None:
        """Show what goes with the row that was clicked."""
        if self.mode == "review":
            self.current_changed()

    def action_date(self) -> None:
        """Give or change the article's date."""
        if self._view is not None:
            self._ask_date("give_date", self._view.stored.article.published)

    # -- the card

    async def action_card_change(self) -> None:
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
                await self.editing.rename(line.item)
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
        else:
            self._tell(WORDS.say("only_events"))

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
