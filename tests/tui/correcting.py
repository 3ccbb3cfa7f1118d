"""A reviewer who knows what the marking should be, and brings an article to it with as few keys as they see how.

Works from what is on the screen alone (the list, the card, the selection), and says with keys what is wrong with it.
"""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from extract.ontology import ontology
from store.items import Item
from store.values import ArgumentValue, EventValue, MentionValue
from tests.tui.driving import Seat
from tui import edges
from tui.caret import Selection, Text
from tui.moves import Move, moved
from tui.view import View
from tui.widgets.choice import ChoicePane

Span = tuple[int, int]
Name = tuple[Span, str, str]
"""Span, type, canonical name."""
Role = tuple[str, Span, bool]
"""Role, span, whether a mention fills it."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as marked."""

    trigger: Span
    type: str
    subtype: str | None
    modality: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Marking:
    """All that is marked in an article, in order."""

    names: tuple[Name, ...]
    events: tuple[Happening, ...]

    @property
    def count(self) -> int:
        """How many items that are: names, events, roles."""
        return len(self.names) + len(self.events) + sum(len(event.roles) for event in self.events)


def read_gold(path: Path) -> Marking:
    """Return the marking that a gold file describes: `{entities: [...], events: [...]}`."""
    record = json.loads(path.read_text("utf-8"))
    names = [((each["start"], each["end"]), each["type"], each["canonical"]) for each in record["entities"]]
    spans = {span for span, _, _ in names}
    events = []
    for each in record["events"]:
        roles = [(role["role"], (role["start"], role["end"])) for role in each["args"]]
        trigger = (each["trigger"]["start"], each["trigger"]["end"])
        filled = tuple(sorted((role, span, span in spans) for role, span in roles))
        events.append(Happening(trigger, each["type"], each["subtype"], each["modality"], filled))
    return Marking(tuple(sorted(names)), tuple(sorted(events, key=lambda event: event.trigger)))


def kept(view: View) -> Marking:
    """Return the marking that was accepted and edited in an article."""
    names: list[Name] = []
    events: list[Happening] = []
    for item in view.items:
        if item.status not in {"accepted", "edited"}:
            continue
        value = item.value
        if isinstance(value, MentionValue):
            names.append(((value.start, value.end), value.type, value.name))
        elif isinstance(value, EventValue):
            roles = [_role(argument) for argument in view.arguments(item) if argument.status in {"accepted", "edited"}]
            span = (value.start, value.end)
            events.append(Happening(span, value.type, value.subtype, value.modality, tuple(sorted(roles))))
    return Marking(tuple(sorted(names)), tuple(sorted(events, key=lambda event: event.trigger)))


def _span(item: Item) -> Span:
    return item.value.start, item.value.end


def _role(argument: Item) -> Role:
    value = argument.value
    assert isinstance(value, ArgumentValue)
    return value.role, (value.start, value.end), value.mention is not None


def _overlap(left: Span, right: Span) -> int:
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))


@dataclass(slots=True)
class Reviewer:
    """Brings the article on the screen to a marking."""

    at: Seat
    gold: Marking
    did: Counter[str] = field(default_factory=Counter)
    """What was wrong, and how often."""
    ways: Ways | None = None

    async def work(self) -> None:
        """Go through the article until nothing is open and nothing is missing."""
        later: set[bytes] = set()
        while True:
            waiting = [
                row for row in range(len(self.view.items)) if self.view.asks(row) and self._uid(row) not in later
            ]
            if not waiting:
                break
            row = self.at.row if self.at.row in waiting else self._nearest(waiting)
            await self.go(row)
            if isinstance(self.at.item.value, MentionValue):
                await self.name()
            elif not await self.event():
                later.add(self.at.item.uid)
        for name in self.gold.names:
            if not any(item.value == MentionValue(*name[0], name[1], name[2]) for item in self.view.mentions()):
                await self.add_name(name)
        for uid in sorted(later, key=lambda uid: self.view.row_of(uid) or 0):
            await self.go(self.view.row_of(uid) or 0)
            assert await self.event()
        have = {_span(item) for item in self.view.items if item.kind == "event" and item.status != "rejected"}
        for event in self.gold.events:
            if event.trigger not in have:
                await self.add_event(event)

    # -- the list

    @property
    def view(self) -> View:
        """The article on the screen."""
        return self.at.view

    def _uid(self, row: int) -> bytes:
        return self.view.items[row].uid

    def _nearest(self, rows: Sequence[int]) -> int:
        return min(rows, key=lambda row: (row < self.at.row, abs(row - self.at.row)))

    async def go(self, row: int) -> None:
        """Make a row current, on the shortest way."""
        view, last = self.view, len(self.view.items) - 1

        def moves(here: int) -> Iterable[tuple[str, int]]:
            yield "j", min(last, here + 1)
            yield "k", max(0, here - 1)
            yield "home", 0
            yield "end", last
            for key, step in (("o", 1), ("i", -1)):
                ahead = view.next_asking(here, step)
                if ahead is not None:
                    yield key, ahead

        way = shortest(self.at.row, lambda here: here == row, moves)
        assert way is not None
        await self.at.press(*way)
        assert self.at.row == row

    # -- names

    def _wanted_name(self, item: Item) -> Name | None:
        """Return what the gold says of this suggestion: the name that it is nearest to, if none is nearer to that."""

        def near(span: Span, name: Name) -> tuple[int, int]:
            return _overlap(span, name[0]), -abs(span[0] - name[0][0]) - abs(span[1] - name[0][1])

        found = max(self.gold.names, key=lambda name: near(_span(item), name), default=None)
        if found is None or not _overlap(_span(item), found[0]):
            return None
        rivals = [other for other in self.view.mentions() if _overlap(_span(other), found[0])]
        best = max(rivals, key=lambda other: near(_span(other), found), default=item)
        return found if best.uid == item.uid else None

    def _is_right(self, item: Item) -> bool:
        value = item.value
        wanted = self._wanted_name(item)
        return isinstance(value, MentionValue) and wanted == ((value.start, value.end), value.type, value.name)

    async def name(self) -> None:
        """Decide the current name."""
        item, wanted = self.at.item, self._wanted_name(self.at.item)
        if wanted is None:
            self.did["false name"] += 1
            await self.at.press("r")
            return
        span, kind, canonical = wanted
        if self._is_right(item):
            same = [other for other in self.view.same_name(item) if other.status == "open"]
            await self.at.press("s" if len(same) > 1 and all(self._is_right(other) for other in same) else "a")
            self.did["right name"] += 1
            return
        value = item.value
        assert isinstance(value, MentionValue)
        follows = value.name == self.view.text(item)
        if _span(item) != span:
            self.did["wrong edges"] += 1
            await self.at.press("x")
            await self.select(span, ())
            await self._return_to(item)
        if value.type != kind:
            self.did["wrong type"] += 1
            await self.at.press("t")
            await self.choose(kind)
            await self._return_to(item)
        name = self.view.body[slice(*span)] if follows and _span(item) != span else value.name
        if name != canonical:
            self.did["wrong name"] += 1
            await self._rename(canonical)

    async def _rename(self, canonical: str) -> None:
        """Give the current name its canonical one: the one offered by its digit, else typed."""
        await self.at.press("e", "j", "j", "e")
        offered = self.at.app.review.query_one(ChoicePane).options if self.at.mode == "choose" else ()
        taken = next((option.letter for option in offered if option.id == canonical), "")
        if taken:
            await self.at.press(taken, "q")
            return
        if offered:
            await self.at.press("e")
        await self.at.press("ctrl+u")
        await self.at.type(canonical)
        await self.at.press("enter", "q")

    async def _return_to(self, item: Item) -> None:
        """Go back to an item that is not yet as it should be, after a change went on to the next."""
        row = self.view.row_of(item.uid)
        assert row is not None
        wanted = self._wanted_name(self.view.items[row])
        value = self.view.items[row].value
        if isinstance(value, MentionValue) and wanted != ((value.start, value.end), value.type, value.name):
            await self.go(row)

    async def add_name(self, name: Name) -> None:
        """Add a name that was missed."""
        self.did["missed name"] += 1
        span, kind, canonical = name
        await self.at.press("plus")
        await self.select(span, self._stops())
        await self.choose(kind)
        if canonical != self.view.body[slice(*span)]:
            item = self.view.mention_at(*span)
            assert item is not None
            await self.go(self.view.row_of(item.uid) or 0)
            await self._rename(canonical)

    # -- events

    def _wanted_event(self, item: Item) -> Happening | None:
        found = max(self.gold.events, key=lambda event: _overlap(event.trigger, _span(item)), default=None)
        return found if found is not None and _overlap(found.trigger, _span(item)) else None

    async def event(self) -> bool:
        """Decide the current event with its roles; False while a name that fills a role is missing, or a false one stands there."""
        item, wanted = self.at.item, self._wanted_event(self.at.item)
        if wanted is None:
            self.did["false event"] += 1
            await self.at.press("r")
            return True
        value = item.value
        assert isinstance(value, EventValue)
        proposed = tuple(sorted(_role(argument) for argument in self._standing(item)))
        if Happening(_span(item), value.type, value.subtype, value.modality, proposed) == wanted:
            self.did["right event"] += 1
            await self.at.press("a")
            return True
        ready = {_span(mention) for mention in self.view.mentions()}
        if any(of_name != (span in ready) for _, span, of_name in wanted.roles):
            return False
        await self.at.press("e")
        await self.card(item.uid, wanted)
        await self.at.press("a")
        return True

    def _standing(self, event: Item) -> list[Item]:
        return [argument for argument in self.view.arguments(event) if argument.status != "rejected"]

    def _now(self, uid: bytes) -> Item:
        return self.view.items[self.view.row_of(uid) or 0]

    async def line(self, slot: str, uid: bytes) -> None:
        """Make a line of the card current."""
        pane = self.at.app.review.card_pane
        at = next(row for row, line in enumerate(pane.lines) if line.slot == slot and line.item.uid == uid)
        await self.at.press(*(["j"] * (at - pane.cursor)), *(["k"] * (pane.cursor - at)))

    async def card(self, uid: bytes, wanted: Happening) -> None:
        """Change on the card whatever is not as wanted."""
        value = self._now(uid).value
        assert isinstance(value, EventValue)
        if value.type != wanted.type:
            self.did["wrong event type"] += 1
            await self.line("type", uid)
            await self.at.press("e")
            await self.choose(wanted.type)
            if ontology().events[wanted.type].subtypes:
                await self.choose(wanted.subtype or "")
        elif value.subtype != wanted.subtype:
            self.did["wrong subtype"] += 1
            await self.line("subtype", uid)
            await self.at.press("e")
            await self.choose(wanted.subtype or "")
        if value.modality != wanted.modality:
            self.did["wrong modality"] += 1
            await self.line("modality", uid)
            await self.at.press("e")
            await self.choose(wanted.modality)
        if (value.start, value.end) != wanted.trigger:
            self.did["wrong trigger"] += 1
            await self.line("trigger", uid)
            await self.at.press("e")
            await self.select(wanted.trigger, ())
        await self.roles(uid, wanted)

    async def roles(self, uid: bytes, wanted: Happening) -> None:
        """Change, take off and add roles of the event on the card."""
        missing = list(wanted.roles)
        wrong: list[Item] = []
        for argument in self._standing(self._now(uid)):
            if _role(argument) in missing:
                missing.remove(_role(argument))
            else:
                wrong.append(argument)
        for argument in wrong:
            role, span, _ = _role(argument)
            other_role = next((each for each in missing if each[1] == span), None)
            other_filler = next((each for each in missing if each[0] == role), None)
            await self.line("argument", argument.uid)
            if other_role is not None and other_role[0] == role:
                # the words are right, but a name has come to stand on them since
                self.did["wrong filler"] += 1
                missing.remove(other_role)
                await self.at.press("e")
                await self.select(span, self._stops())
            elif other_role is not None:
                self.did["wrong role"] += 1
                missing.remove(other_role)
                await self.at.press("t")
                await self.choose(other_role[0])
            elif other_filler is not None:
                self.did["wrong filler"] += 1
                missing.remove(other_filler)
                await self.at.press("e")
                await self.select(other_filler[1], self._stops())
            else:
                self.did["false argument"] += 1
                await self.at.press("r")
        for role, span, _ in missing:
            self.did["missing argument"] += 1
            await self.at.press("plus")
            await self.choose(role)
            await self.select(span, self._stops())

    async def add_event(self, event: Happening) -> None:
        """Add an event that was missed, with its roles."""
        self.did["missed event"] += 1
        await self.at.press("plus")
        await self.select(event.trigger, self._stops())
        await self.at.press("e")
        await self.choose(event.type)
        if ontology().events[event.type].subtypes:
            await self.choose(event.subtype or "")
        assert self.at.mode == "card"
        uid = self.at.app.review.card_pane.lines[0].item.uid
        await self.card(uid, event)
        await self.at.press("q")

    # -- choosing and selecting

    async def choose(self, wanted: str) -> None:
        """Take an option by its letter."""
        assert self.at.mode == "choose"
        option = next(each for each in self.at.app.review.query_one(ChoicePane).options if each.id == wanted)
        await self.at.press(option.letter)

    def _stops(self) -> tuple[Span, ...]:
        return tuple(_span(mention) for mention in self.view.mentions())

    async def select(self, target: Span, stops: Sequence[Span]) -> None:
        """Select a stretch of the text on the shortest way, and take it."""
        pane = self.at.app.review.article_pane
        assert pane.selection is not None
        if self.ways is None:
            self.ways = Ways(pane.caret_text)
        await self.at.press(*self.ways.to(pane.selection, target, stops))
        assert pane.selected == target, (pane.selected, target)
        await self.at.press("enter")


Place = TypeVar("Place")

MOVES = {
    "left": Move("cluster", -1), "right": Move("cluster", 1), "a": Move("word", -1), "d": Move("word", 1),
    "up": Move("line", -1), "down": Move("line", 1),
}  # fmt: skip

FAR = 30
"""Keys over which no way is looked for."""


def shortest(
    start: Place,
    goal: Callable[[Place], bool],
    moves: Callable[[Place], Iterable[tuple[str, Place]]],
    limit: int = FAR,
) -> list[str] | None:
    """Return the fewest keys that lead from one place to a goal; None when none do within `limit` keys."""
    ways: dict[Place, list[str]] = {start: []}
    edge = deque([start])
    while edge:
        here = edge.popleft()
        if goal(here):
            return ways[here]
        if len(ways[here]) == limit:
            continue
        for key, there in moves(here):
            if there not in ways:
                ways[there] = [*ways[here], key]
                edge.append(there)
    return None


class Ways:
    """How to come from one selection of a text to another by keys."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._seen: dict[tuple[Selection, str], Selection] = {}

    def to(self, start: Selection, target: Span, stops: Sequence[Span]) -> list[str]:
        """Return keys after which Enter would take `target`: a jump to a name, a word, or two ends."""
        best: list[str] | None = None
        for plan in (self._jump, self._ends, self._word, self._both):
            found = plan(start, target, stops, FAR if best is None else len(best) - 1)
            if found is not None and (best is None or len(found) < len(best)):
                best = found
        assert best is not None, (start, target)
        return best

    def _move(self, selection: Selection, key: str) -> Selection:
        known = self._seen.get((selection, key))
        if known is None:
            known = moved(self.text, selection, MOVES[key])
            self._seen[selection, key] = known
        return known

    def _moves(self, selection: Selection) -> Iterable[tuple[str, Selection]]:
        for key in MOVES:
            yield key, self._move(selection, key)

    def _takes(self, target: Span) -> Callable[[Selection], bool]:
        return lambda each: edges.taken(self.text, each) == target

    def _at(self, offset: int) -> Callable[[Selection], bool]:
        stop = self.text.stop(offset)
        return lambda each: each.head == stop

    def _jump(self, start: Selection, target: Span, stops: Sequence[Span], limit: int) -> list[str] | None:
        """Go from name to name."""
        plans: list[list[str]] = []
        if target in stops:
            for key in ("n", "p"):
                selection, keys = start, list[str]()
                while len(keys) < limit and not self._takes(target)(selection):
                    selection = self._jumped(selection, key, stops)
                    keys.append(key)
                if self._takes(target)(selection):
                    plans.append(keys)
        return min(plans, key=len, default=None)

    def _jumped(self, selection: Selection, key: str, stops: Sequence[Span]) -> Selection:
        span = selection.range(self.text) or (selection.head, selection.head)
        if key == "n":
            found = next((stop for stop in stops if stop[0] > span[0]), stops[0])
        else:
            found = next((stop for stop in reversed(stops) if stop[0] < span[0]), stops[-1])
        return Selection.spanning(self.text, *found)

    def _word(self, start: Selection, target: Span, _: Sequence[Span], limit: int) -> list[str] | None:
        """Go to the word, which needs no ends."""
        let_go = [] if start.anchor is None else ["space"]
        word = edges.word(self.text.body, target[0])
        if word is None or target not in {(word.start, word.end), (word.stem, word.end)}:
            return None
        way = shortest(Selection(start.head), self._takes(target), self._moves, limit - len(let_go))
        return None if way is None else let_go + way

    def _both(self, start: Selection, target: Span, _: Sequence[Span], limit: int) -> list[str] | None:
        """Go to one end, begin there, go to the other."""
        let_go = [] if start.anchor is None else ["space"]
        plans = []
        for one in (target[0], target[1] - 1):
            first = shortest(Selection(start.head), self._at(one), self._moves, limit)
            rest = shortest(Selection(self.text.stop(one)).toggled(), self._takes(target), self._moves, limit)
            if first is not None and rest is not None:
                plans.append([*let_go, *first, "space", *rest])
        return min(plans, key=len, default=None)

    def _ends(self, start: Selection, target: Span, _: Sequence[Span], limit: int) -> list[str] | None:
        """Move the two ends of the selection that there is, or one of them."""
        plans = []
        if start.anchor is None:
            return None
        for keys, selection in (([], start), (["tab"], start.swapped())):
            unit = selection.anchor_unit(self.text)
            if unit[0] == target[0] or unit[1] == target[1]:
                rest = shortest(selection, self._takes(target), self._moves, limit)
                if rest is not None:
                    plans.append([*keys, *rest])
        return min(plans, key=len, default=None)
