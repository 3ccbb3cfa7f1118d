"""Three replicas that decide, undo and exchange decisions in any order agree with the reference and with each other."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from extract.items import Extraction
from store import articles, chain, decisions, runs
from store.database import Database
from store.deliver import deliver
from store.errors import BadDecision
from store.items import Item, of_article, read
from store.ledger import Record, fetch, records
from store.values import ArgumentValue, EventValue, MentionValue, Value
from tests.store import sample
from tests.store.agreement import ALL, agree, standings
from tests.store.reference import live

RUNS: tuple[Callable[[], Extraction], ...] = (
    sample.extraction,
    sample.second_opinion,
    # A later version that sees no events and one name less: what only the first saw is stale.
    lambda: Extraction("builtin", "2", sample.extraction().mentions[1:], ()),
    # One that thinks otherwise of the same places, and says more of an event.
    lambda: Extraction(
        "other",
        "2",
        tuple(replace(each, type="LOC") for each in sample.second_opinion().mentions),
        tuple(
            replace(each, type="CLASH", subtype=None, arguments=sample.extraction().events[1].arguments)
            for each in sample.second_opinion().events
        ),
    ),
)

replica = st.integers(0, 2)
# A few items again and again, for verdicts meet where reviewers do; now and then any.
picks = st.lists(st.one_of(st.integers(0, 4), st.integers(0, 30)), min_size=1, max_size=3)
# A quarter of an hour back to one ahead: clocks that nobody set.
moments = st.integers(-900_000, 900_000)


def moved(value: Value, steps: int, other: Item | None) -> Value:
    """Return another value for an item: other edges, another type, another filler."""
    start, end = value.start, value.end
    if steps % 3 == 0:
        end = min(end + 3, len(sample.BODY))
    elif steps % 3 == 1 and end - start > 1:
        start += 1
    if isinstance(value, MentionValue):
        return MentionValue(start, end, ("ORG", "LOC", value.type)[steps % 3], value.name)
    if isinstance(value, EventValue):
        return EventValue(start, end, ("ATTACK", value.type)[steps % 2], None, ("asserted", "denied")[steps % 2])
    if other is not None and other.kind == "mention":
        return ArgumentValue(other.value.start, other.value.end, value.role, other.uid)
    return ArgumentValue(start, end, ("actor", "target", value.role)[steps % 3], None)


class Replicas(RuleBasedStateMachine):
    """Three stores of one article; every rule ends by comparing the store it touched with the reference."""

    def __init__(self) -> None:
        super().__init__()
        self.stores: list[Database] = []

    @initialize()
    def start(self) -> None:
        for number in range(3):
            db = sample.in_memory(bytes([number + 1]) * 16)
            sample.filled(db)
            self.stores.append(db)

    def items(self, db: Database, which: Sequence[int]) -> list[Item]:
        found = sorted(of_article(db, 1, include=ALL), key=lambda item: item.uid)
        return [found[pick % len(found)] for pick in which]

    def decided(self, db: Database, uids: Sequence[bytes], allowed: Sequence[str]) -> None:
        """Assert that the latest verdict of one who saw all others is the one that counts."""
        for uid in uids:
            # An item set aside for another that says the same is that one.
            [stands_for] = db.query("SELECT coalesce((SELECT item FROM alias WHERE uid = ?1), ?1)", (uid,))[0]
            assert read(db, stands_for).status in allowed

    @rule(at=replica, by=moments)
    def set_the_clock(self, at: int, by: int) -> None:
        self.stores[at].now = lambda: 1_615_716_000_000 + by

    @rule(at=replica, which=picks, keep=st.booleans())
    def accept_or_reject(self, at: int, which: list[int], keep: bool) -> None:
        db = self.stores[at]
        chosen = [item.uid for item in self.items(db, which) if item.status != "conflict"]
        if chosen:
            (decisions.accept if keep else decisions.reject)(db, chosen, by=f"r{at}")
            self.decided(db, chosen, ("accepted", "edited") if keep else ("rejected",))
            agree(db)

    @rule(at=replica, which=picks, steps=st.integers(0, 5))
    def edit(self, at: int, which: list[int], steps: int) -> None:
        db = self.stores[at]
        chosen = self.items(db, which)
        values = {item.uid: moved(item.value, steps, chosen[-1]) for item in chosen if item.status != "conflict"}
        if values:
            decisions.edit_many(db, values, by=f"r{at}")
            self.decided(db, list(values), ("accepted", "edited"))
            agree(db)

    @rule(
        at=replica,
        start=st.sampled_from((0, 14, 60)),
        length=st.sampled_from((4, 8)),
        what=st.integers(0, 2),
        which=picks,
    )
    def add(self, at: int, start: int, length: int, what: int, which: list[int]) -> None:
        db = self.stores[at]
        value: Value
        event = None
        if what == 0:
            value = MentionValue(start, start + length, ("PERSON", "ORG")[which[0] % 2], "اسم")
        elif what == 1:
            value = EventValue(start, start + length, "MEET", "call", "asserted")
        else:
            events = [item for item in of_article(db, 1, include=ALL) if item.kind == "event"]
            event = events[which[0] % len(events)].uid
            value = ArgumentValue(start, start + length, "actor", None)
        try:
            decisions.add(db, 1, value, by=f"r{at}", event=event)
        except BadDecision:
            # Refused where the item is there and in conflict, and only there.
            assert any(item.status == "conflict" for item in of_article(db, 1))
        agree(db)

    @rule(at=replica, which=picks, keep=st.booleans(), steps=st.integers(0, 5))
    def adjudicate(self, at: int, which: list[int], keep: bool, steps: int) -> None:
        db = self.stores[at]
        disputed = [item for item in of_article(db, 1) if item.status == "conflict"]
        if disputed:
            item = disputed[which[0] % len(disputed)]
            decisions.adjudicate(db, item.uid, moved(item.value, steps, None) if keep else None, by="lead")
            assert next(each.status for each in of_article(db, 1, include=ALL) if each.uid == item.uid) != "conflict"
            agree(db)

    @rule(at=replica, times=st.integers(1, 3), back=st.booleans())
    def undo_or_redo(self, at: int, times: int, back: bool) -> None:
        db = self.stores[at]
        for _ in range(times):
            (decisions.undo if back else decisions.redo)(db, by=f"r{at}")
        agree(db)

    @rule(at=replica, which=picks)
    def toggle_any(self, at: int, which: list[int]) -> None:
        db = self.stores[at]
        mine = [each.uid for each in records(db) if each.replica == db.replica and each.effects]
        if mine:
            chosen = mine[which[0] % len(mine)]
            standing = live(fetch(db, chosen), list(records(db)))
            (decisions.withdraw if standing else decisions.restore)(db, chosen, by=f"r{at}")
            assert live(fetch(db, chosen), list(records(db))) != standing
            agree(db)

    @rule(at=replica, which=picks, on=st.booleans())
    def remark(self, at: int, which: list[int], on: bool) -> None:
        db = self.stores[at]
        [item] = self.items(db, which[:1])
        before = standings(db)
        (decisions.flag if on else decisions.unflag)(db, item=item.uid, by=f"r{at}")
        decisions.note(db, item=item.uid, text=f"ملاحظة {which}", by=f"r{at}")
        assert standings(db) == before

    @rule(at=replica, which=st.integers(0, len(RUNS) - 1))
    def run_an_engine(self, at: int, which: int) -> None:
        runs.keep(self.stores[at], 1, RUNS[which]())
        agree(self.stores[at])

    @rule(from_=replica, to=replica, seed=st.integers(0, 9), part=st.floats(0.2, 1))
    def exchange(self, from_: int, to: int, seed: int, part: float) -> None:
        self.hand_over(list(records(self.stores[from_])), self.stores[to], seed, part)
        agree(self.stores[to])

    def hand_over(self, sent: list[Record], db: Database, seed: int, part: float = 1) -> None:
        shuffled = random.Random(seed)
        chosen = [each for each in sent if shuffled.random() <= part]
        chosen += chosen[: len(chosen) // 2]
        shuffled.shuffle(chosen)
        for record in chosen:
            deliver(db, record)

    def teardown(self) -> None:
        if not self.stores:
            return
        everything = [record for db in self.stores for record in records(db)]
        ends = []
        for number, db in enumerate(self.stores):
            self.hand_over(everything, db, number)
            for run in RUNS:
                runs.keep(db, 1, run())
            agree(db)
            marks = db.query("SELECT uid, flagged, note FROM item ORDER BY uid")
            ends.append((standings(db), marks))
            assert chain.verify(db) == ()
            assert db.query("PRAGMA foreign_key_check") == []
        assert ends[0] == ends[1] == ends[2]
        for db in self.stores:
            db.close()


Replicas.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestReplicas = Replicas.TestCase


def test_decisions_may_come_before_their_article() -> None:
    here, there = sample.in_memory(b"1" * 16), sample.in_memory(b"2" * 16)
    n = sample.filled(here)
    decisions.accept(here, [sample.item(here, n, "بغداد").uid], by="a")
    event = decisions.add(here, n, EventValue(*sample.place("يصل"), "VISIT_TRAVEL", None, "asserted"), by="a").items[0]
    filler = sample.item(here, n, "سليم الوادي")
    span = filler.value.start, filler.value.end
    decisions.add(here, n, ArgumentValue(*span, "actor", filler.uid), by="a", event=event)
    decisions.date(here, n, "2021-03-14", by="a")
    decisions.finish(here, n, by="a")
    decisions.flag(here, item=event, by="a")
    decisions.note(here, item=filler.uid, text="من هو", by="a")
    for record in reversed(list(records(here))):
        deliver(there, record)
    assert there.query("SELECT count(*) FROM item") == [(0,)]

    n = articles.add(there, sample.reading()).n
    assert articles.read(there, n).finished
    assert articles.read(there, n).article.published == "2021-03-14"
    assert [(item.kind, item.flagged) for item in of_article(there, n)] == [("event", True), ("argument", False)]
    runs.keep(there, n, sample.extraction())
    assert standings(there) == standings(here)
    assert read(there, filler.uid).note == "من هو"
    agree(there)


def test_what_two_added_unlike_is_the_same_everywhere_after_both_took_it_back() -> None:
    stores = [sample.in_memory(bytes([number]) * 16) for number in (1, 2, 3)]
    for number, db in enumerate(stores[:2]):
        sample.filled(db)
        db.now = lambda number=number: 1_615_716_000_000 - number * 1000  # type: ignore[misc]  # a default, to bind it
        decisions.add(db, 1, MentionValue(0, 3, ("PERSON", "ORG")[number], "اسم"), by="a")
        decisions.undo(db, by="a")
    sample.filled(stores[2])
    everything = [record for db in stores[:2] for record in records(db)]
    for number, db in enumerate(stores):
        for record in everything if number % 2 else reversed(everything):
            deliver(db, record)
        agree(db)
    ends = [standings(db) for db in stores]
    assert ends[0] == ends[1] == ends[2]
    [withdrawn] = [each for each in ends[0].values() if each.status == "withdrawn"]
    # As the earlier of the two had it, by the clock.
    assert withdrawn.value is not None
    assert '"ORG"' in withdrawn.value
