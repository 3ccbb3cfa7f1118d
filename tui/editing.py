"""Changing what items say, and adding what was missed: the flows of choosing, selecting and typing.

Each flow is a chain of small steps; a step asks the desk (the review screen) for one thing and names the next step.
Everything runs inside the key's own action, so keys that arrive together are taken one after the other.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Protocol

from extract.ontology import Ontology
from store import decisions
from store.changes import Changes
from store.database import Database
from store.entities import Offer
from store.items import Item
from store.values import ArgumentValue, EventValue, MentionValue, Value
from tui.caret import Selection
from tui.view import View
from tui.widgets.choice import Option, lettered
from tui.words import WORDS

Span = tuple[int, int]


class Desk(Protocol):
    """What a flow may ask of the screen."""

    @property
    def view(self) -> View: ...
    @property
    def reviewer(self) -> str: ...
    def select(
        self, words: str, start: Selection | Span, stops: Sequence[Span], then: Callable[[Span | None], Awaitable[None]]
    ) -> None: ...
    def choose(
        self, words: str, options: Sequence[Option], current: str, then: Callable[[str | None], Awaitable[None]]
    ) -> None: ...
    def ask(self, words: str, value: str, then: Callable[[str | None], Awaitable[None]]) -> None: ...
    async def offers(self, value: MentionValue) -> Sequence[Offer]: ...
    async def decide(self, job: Callable[[Database], Changes], *, advance: bool = False) -> bool: ...
    def open_card(self, uid: bytes) -> None: ...
    def show_added(self, uid: bytes) -> None: ...


class Editing:
    """The flows, for one desk."""

    def __init__(self, desk: Desk, ontology: Ontology) -> None:
        self._desk = desk
        self._ontology = ontology

    # -- what can be chosen

    def _entity_options(self, *extra: Option) -> tuple[Option, ...]:
        return (
            *(Option(each.id, each.letter.lower(), each.id, each.arabic) for each in self._ontology.entities.values()),
            *extra,
        )

    def _event_options(self, *extra: Option) -> tuple[Option, ...]:
        return (
            *(Option(each.id, each.letter.lower(), each.id, each.arabic) for each in self._ontology.events.values()),
            *extra,
        )

    def _subtype_options(self, event_type: str) -> tuple[Option, ...]:
        # a type that the project's file no longer has
        known = self._ontology.events.get(event_type)
        return (*lettered(known.subtypes if known else ()), Option("", "0", WORDS.say("none")))

    def _role_options(self, event_type: str) -> tuple[Option, ...]:
        roles = self._ontology.roles_of(event_type)
        return lettered(roles, [self._ontology.roles[role] for role in roles])

    # -- one decision

    async def _edit(self, item: Item, value: Value, *, advance: bool = False) -> None:
        if value == item.value and item.status != "rejected":
            return
        by = self._desk.reviewer
        await self._desk.decide(lambda db: decisions.edit(db, item.uid, value, by=by), advance=advance)

    # -- type, role

    def retype(self, item: Item, *, advance: bool = False) -> None:
        """Choose another type for a mention or an event (with its subtype), another role for an argument."""
        value = item.value
        if isinstance(value, MentionValue):

            async def mention_type(chosen: str | None) -> None:
                if chosen is not None:
                    await self._edit(item, replace(value, type=chosen), advance=advance)

            self._desk.choose(WORDS.say("choose_type"), self._entity_options(), value.type, mention_type)
        elif isinstance(value, EventValue):

            async def event_type(chosen: str | None) -> None:
                if chosen is None:
                    return
                if self._ontology.events[chosen].subtypes:
                    self._choose_subtype(item, replace(value, type=chosen), advance=advance)
                else:
                    await self._edit(item, replace(value, type=chosen, subtype=None), advance=advance)

            self._desk.choose(WORDS.say("choose_type"), self._event_options(), value.type, event_type)
        else:
            self.rerole(item, advance=advance)

    def rerole(self, item: Item, *, advance: bool = False) -> None:
        """Choose another role for an argument."""
        value = item.value
        event = self._desk.view.event_of(item)
        if not isinstance(value, ArgumentValue) or event is None or not isinstance(event.value, EventValue):
            return

        async def role(chosen: str | None) -> None:
            if chosen is not None:
                await self._edit(item, replace(value, role=chosen), advance=advance)

        self._desk.choose(WORDS.say("choose_role"), self._role_options(event.value.type), value.role, role)

    def resubtype(self, item: Item) -> None:
        """Choose another subtype for an event."""
        if isinstance(item.value, EventValue):
            self._choose_subtype(item, item.value)

    def _choose_subtype(self, item: Item, value: EventValue, *, advance: bool = False) -> None:
        async def subtype(chosen: str | None) -> None:
            if chosen is not None:
                await self._edit(item, replace(value, subtype=chosen or None), advance=advance)

        words = WORDS.say("choose_subtype", type=value.type)
        self._desk.choose(words, self._subtype_options(value.type), value.subtype or "", subtype)

    def remodality(self, item: Item) -> None:
        """Choose another modality for an event."""
        value = item.value
        if not isinstance(value, EventValue):
            return

        async def modality(chosen: str | None) -> None:
            if chosen is not None:
                await self._edit(item, replace(value, modality=chosen))

        options = lettered(self._ontology.modalities)
        self._desk.choose(WORDS.say("choose_modality"), options, value.modality, modality)

    # -- edges, filler, name

    def move_edges(self, item: Item, *, advance: bool = False) -> None:
        """Move the edges of a mention or trigger; choose another filler for an argument."""
        value = item.value
        view = self._desk.view
        start = (value.start, value.end)

        async def edges(span: Span | None) -> None:
            if span is None:
                return
            if isinstance(value, MentionValue):
                said = view.body[value.start : value.end]
                name = view.body[span[0] : span[1]] if value.name == said else value.name
                await self._edit(item, replace(value, start=span[0], end=span[1], name=name), advance=advance)
            elif isinstance(value, EventValue):
                await self._edit(item, replace(value, start=span[0], end=span[1]), advance=advance)
            else:
                filler = view.mention_at(*span)
                uid = filler.uid if filler else None
                await self._edit(item, replace(value, start=span[0], end=span[1], mention=uid), advance=advance)

        if isinstance(value, ArgumentValue):
            stops = [(each.value.start, each.value.end) for each in view.mentions()]
            self._desk.select(WORDS.say("selecting_filler", role=value.role), start, stops, edges)
        else:
            words = "selecting_edges" if isinstance(value, MentionValue) else "selecting_trigger"
            self._desk.select(WORDS.say(words), start, (), edges)

    async def rename(self, item: Item) -> None:
        """Take a name that the store has for the same thing or surname, by its digit; or type one."""
        value = item.value
        if not isinstance(value, MentionValue):
            return

        async def name(typed: str | None) -> None:
            if typed:
                await self._edit(item, replace(value, name=typed))

        async def chosen(taken: str | None) -> None:
            if taken == _TYPED:
                self._desk.ask(WORDS.say("ask_name"), value.name, name)
            else:
                await name(taken)

        offered = await self._desk.offers(value)
        if not offered:
            await chosen(_TYPED)
            return
        other = Option(_TYPED, "e", WORDS.say("other_name"))
        self._desk.choose(WORDS.say("choose_name"), (other, *map(_offered, range(1, 10), offered)), _TYPED, chosen)

    # -- adding

    def add(self, start: Selection) -> None:
        """Select what was missed, beginning with this caret or selection; choose its type; for an event its subtype."""
        stops = [(each.value.start, each.value.end) for each in self._desk.view.mentions()]

        async def span_selected(span: Span | None) -> None:
            if span is None:
                return

            async def type_chosen(chosen: str | None) -> None:
                if chosen == _EVENT:
                    self._desk.choose(WORDS.say("choose_type"), self._event_options(), "", event_chosen)
                elif chosen is not None:
                    name = self._desk.view.body[span[0] : span[1]]
                    await self._add(MentionValue(span[0], span[1], chosen, name))

            async def event_chosen(chosen: str | None) -> None:
                if chosen is None:
                    return
                if not self._ontology.events[chosen].subtypes:
                    await self._add(self._event(span, chosen, None))
                    return

                async def subtype_chosen(subtype: str | None) -> None:
                    if subtype is not None:
                        await self._add(self._event(span, chosen, subtype or None))

                words = WORDS.say("choose_subtype", type=chosen)
                self._desk.choose(words, self._subtype_options(chosen), "", subtype_chosen)

            extra = Option(_EVENT, "e", WORDS.say("an_event"))
            self._desk.choose(WORDS.say("choose_type"), self._entity_options(extra), "", type_chosen)

        self._desk.select(WORDS.say("selecting_add"), start, stops, span_selected)

    def _event(self, span: Span, event_type: str, subtype: str | None) -> EventValue:
        return EventValue(span[0], span[1], event_type, subtype, self._ontology.modalities[0])

    async def _add(self, value: Value, event: bytes | None = None) -> None:
        added: list[bytes] = []
        by, article = self._desk.reviewer, self._desk.view.stored.n

        def job(db: Database) -> Changes:
            changes = decisions.add(db, article, value, by=by, event=event)
            added.append(changes.items[0])
            return changes

        if not await self._desk.decide(job):
            return
        if isinstance(value, EventValue):
            # an event is seldom complete without its arguments
            self._desk.open_card(added[0])
        elif isinstance(value, MentionValue):
            self._desk.show_added(added[0])

    def add_argument(self, event: Item) -> None:
        """Choose a role of an event, then its filler in the text: a jump to a mention or a selection."""
        value = event.value
        if not isinstance(value, EventValue):
            return
        view = self._desk.view
        stops = [(each.value.start, each.value.end) for each in view.mentions()]

        async def role_chosen(role: str | None) -> None:
            if role is None:
                return

            async def filled(span: Span | None) -> None:
                if span is not None:
                    filler = view.mention_at(*span)
                    argument = ArgumentValue(span[0], span[1], role, filler.uid if filler else None)
                    await self._add(argument, event.uid)

            nearest = min(stops, key=lambda stop: abs(stop[0] - value.start), default=None)
            start = nearest or Selection(value.start)
            self._desk.select(WORDS.say("selecting_filler", role=role), start, stops, filled)

        self._desk.choose(WORDS.say("choose_role"), self._role_options(value.type), "", role_chosen)


def _offered(digit: int, offer: Offer) -> Option:
    said = "name_accepted" if offer.accepted else "name_proposed"
    hint = WORDS.say(said, accepted=offer.accepted, mentions=offer.mentions)
    return Option(offer.name, str(digit), offer.name, str(hint))


_EVENT = "event"
_TYPED = ""
"""No name is empty."""
