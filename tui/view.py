"""One article under review: its items as rows, which one is current, and where to go next.

Pure values and functions; no widget, no store connection. A row is an item; an event's arguments follow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, takewhile

from extract.normalise import normalise
from extract.ontology import Ontology
from store.articles import StoredArticle
from store.items import Item
from store.values import ArgumentValue, EventValue, MentionValue
from tui.words import WORDS, Outside

folded = lru_cache(8192)(normalise)
"""The same names come again with every verdict; each is normalised once."""

NEEDS_VERDICT = frozenset({"open", "conflict"})


@dataclass(frozen=True)
class View:
    """An article and its items in reading order, each event directly followed by its arguments."""

    stored: StoredArticle
    items: tuple[Item, ...]

    @cached_property
    def _rows(self) -> Mapping[bytes, int]:
        return {item.uid: row for row, item in enumerate(self.items)}

    @cached_property
    def _names(self) -> Mapping[tuple[str, str], list[int]]:
        """Rows of mentions by type and normalised name."""
        places: dict[tuple[str, str], list[int]] = {}
        for row, item in enumerate(self.items):
            if isinstance(item.value, MentionValue):
                places.setdefault((item.value.type, folded(self.text(item))), []).append(row)
        return places

    @property
    def body(self) -> str:
        """The article's text."""
        return self.stored.article.body

    @cached_property
    def open_count(self) -> int:
        """How many items need a verdict, arguments included."""
        return sum(item.status in NEEDS_VERDICT for item in self.items)

    def row_of(self, uid: bytes) -> int | None:
        """Return the row of an item, None when it is not shown."""
        return self._rows.get(uid)

    def event_of(self, item: Item) -> Item | None:
        """Return the event an argument belongs to; an event itself; None for a mention."""
        uid = item.event if item.kind == "argument" else item.uid if item.kind == "event" else None
        row = None if uid is None else self._rows.get(uid)
        return None if row is None else self.items[row]

    def family(self, item: Item) -> tuple[Item, ...]:
        """Return the event of an event or argument, followed by all its arguments; nothing for a mention."""
        event = self.event_of(item)
        if event is None:
            return ()
        return (event, *self.arguments(event))

    def arguments(self, event: Item) -> tuple[Item, ...]:
        """Return an event's arguments in row order."""
        row = self._rows.get(event.uid)
        if row is None:
            return ()
        return tuple(takewhile(lambda item: item.event == event.uid, islice(self.items, row + 1, None)))

    def text(self, item: Item) -> str:
        """Return the words of the body that an item stands on."""
        return self.body[item.value.start : item.value.end]

    def asks(self, row: int) -> bool:
        """Return whether the reviewer should stop at this row: an open argument waits under its open event."""
        item = self.items[row]
        if item.status not in NEEDS_VERDICT:
            return False
        if item.kind != "argument":
            return True
        event = self.event_of(item)
        return event is None or event.status not in NEEDS_VERDICT

    def next_asking(self, row: int, step: int = 1) -> int | None:
        """Return the next row (from `row`, wrapping round) that asks for a verdict, None when none does."""
        count = len(self.items)
        for distance in range(1, count + 1):
            other = (row + step * distance) % count
            if self.asks(other):
                return other
        return None

    def first_asking(self) -> int | None:
        """Return the first row that asks for a verdict."""
        return self.next_asking(-1) if self.items else None

    def same_name(self, item: Item) -> tuple[Item, ...]:
        """Return all shown mentions of the same name and type as `item`, itself included; nothing for other kinds."""
        if not isinstance(item.value, MentionValue):
            return ()
        places = self._names.get((item.value.type, folded(self.text(item))), ())
        return tuple(self.items[row] for row in places)

    def same_text(self, item: Item) -> tuple[Item, ...]:
        """Return all shown mentions of the same name, of whatever type, in reading order; `item` included."""
        name = folded(self.text(item))
        rows = sorted(row for (_, other), places in self._names.items() if other == name for row in places)
        return tuple(self.items[row] for row in rows)

    def accepted_roles(self, item: Item) -> tuple[Item, ...]:
        """Return the accepted arguments that a mention fills: rejecting it rejects them."""
        return tuple(
            other
            for other in self.items
            if isinstance(other.value, ArgumentValue)
            and other.value.mention == item.uid
            and other.status in {"accepted", "edited"}
        )

    def mention_at(self, start: int, end: int) -> Item | None:
        """Return the shown mention on exactly this span."""
        return next(
            (
                item
                for item in self.items
                if item.kind == "mention" and (item.value.start, item.value.end) == (start, end) and _stands(item)
            ),
            None,
        )

    def row_at(self, offset: int, current: int) -> int | None:
        """Return the row of an item that is drawn at an offset of the body, None where there is none.

        Of several the one on the fewest letters, a name before what it fills; where the current row is one of them, the next in that order.
        """
        rows = [
            row
            for row, item in enumerate(self.items)
            if item.value.start <= offset < item.value.end and (_stands(item) or row == current)
        ]
        kinds = ("mention", "event", "argument")
        values = {row: self.items[row].value for row in rows}
        rows.sort(key=lambda row: (values[row].end - values[row].start, kinds.index(self.items[row].kind)))
        if not rows:
            return None
        return rows[(rows.index(current) + 1) % len(rows)] if current in rows else rows[0]

    def mentions(self) -> tuple[Item, ...]:
        """Return the mentions that stand (not rejected), in reading order."""
        return tuple(item for item in self.items if item.kind == "mention" and _stands(item))


def _stands(item: Item) -> bool:
    return item.status in {"open", "accepted", "edited", "conflict"}


def type_place(item: Item, ontology: Ontology) -> int:
    """Return the place of a mention's type in the table, counted from 1; 0 for other kinds."""
    if not isinstance(item.value, MentionValue):
        return 0
    return next((place for place, name in enumerate(ontology.entities, 1) if name == item.value.type), 0)


def type_word(item: Item, ontology: Ontology) -> str:
    """Return the word that the list shows for an item's type: at most eight letters of plain Latin."""
    value = item.value
    if isinstance(value, MentionValue):
        known = ontology.entities.get(value.type)
        return known.short if known else value.type[:8]
    if isinstance(value, EventValue):
        kind = ontology.events.get(value.type)
        return value.subtype or (kind.short if kind else value.type[:8].lower())
    return value.role


def describe(view: View, item: Item) -> str:
    """Return one line about an item, as plain text; see `described`."""
    return "".join(part if isinstance(part, str) else part.text for part in described(view, item))


def described(view: View, item: Item) -> tuple[str | Outside, ...]:
    """Return one line about an item: what it is, its note, how sure, why, and who decided what."""
    value = item.value
    if isinstance(value, MentionValue):
        what = [value.type]
        same = len(view.same_name(item))
        if same > 1:
            what.append(WORDS.say("same_name", count=same))
    elif isinstance(value, EventValue):
        what = [value.type, value.subtype or "", value.modality]
    else:
        what = [value.role]
    said: list[tuple[str | Outside, ...]] = [(" ".join(word for word in what if word),)]
    if item.note:
        said.append(WORDS.parts("note", text=Outside(item.note)))
    if item.engine:
        said.append((WORDS.say("confidence", percent=round(item.confidence * 100)),))
        # an engine names a rule, and after it the words of the article that it went by; a note needs the room more
        rule, colon, words = ("" if item.note else item.reason).partition(": ")
        said.append((rule + colon, Outside(words)) if words else (Outside(rule),))
    if item.flagged:
        said.append((WORDS.say("flagged"),))
    if item.status != "open":
        status = WORDS.status(item.status)
        by = WORDS.parts("by", reviewer=Outside(item.reviewer)) if item.reviewer else ()
        said.append((status, " ", *by) if by else (status,))
    parts: list[str | Outside] = []
    for each in said:
        if any(part not in ("", Outside("")) for part in each):
            parts += [" · ", *each] if parts else each
    return tuple(parts)


def is_argument(item: Item) -> bool:
    """Return whether an item is a role of an event and its filler."""
    return isinstance(item.value, ArgumentValue)
