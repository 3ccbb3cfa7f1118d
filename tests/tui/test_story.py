"""A morning's work: load two pages, decide, change, add, take back, leave, come back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from store import items, queue
from store.database import open_database
from store.items import Item, Status
from store.values import EventValue, MentionValue
from tests.tui.driving import REVIEWER, Seat, seat, seed_like
from tui.keys import TWINS


def states(found: tuple[Item, ...]) -> dict[bytes, tuple[Status, object]]:
    """Return what is said of each item."""
    return {item.uid: (item.status, item.value) for item in found}


async def go_to_open_mention(at: Seat, *, letters: int = 4) -> Item:
    """Press o until the current item is an open name of more than so many letters that stands once."""
    for _ in range(len(at.view.items)):
        item = at.item
        long_enough = item.value.end - item.value.start > letters
        if item.status == "open" and isinstance(item.value, MentionValue) and long_enough:
            return item
        await at.press("o")
    raise AssertionError("no such name")


@pytest.mark.parametrize("keyboard", ["latin", "arabic"])
async def test_accept_three_edit_one_reject_one_add_one_undo_two_quit_and_reopen(tmp_path: Path, keyboard: str) -> None:
    def key(name: str) -> str:
        return TWINS[name] if keyboard == "arabic" and name in TWINS else name

    path = seed_like(tmp_path)
    async with seat(path, first=1) as at:
        before = at.items()
        expected = states(before)
        assert {item.status for item in before} == {"open"}

        for _ in range(3):
            covered = [at.item, *(at.view.arguments(at.item) if at.item.kind == "event" else ())]
            for item in covered:
                expected[item.uid] = ("accepted", item.value)
            await at.press(key("a"))
            assert {each.status for each in at.view.items if each.uid in {item.uid for item in covered}} == {"accepted"}
        accepted = [uid for uid, (status, _) in expected.items() if status == "accepted"]
        assert len(accepted) >= 3

        # one letter off the far end of a name: the caret stands on its last letter, right goes back in Arabic
        edited = await go_to_open_mention(at)
        value = edited.value
        assert isinstance(value, MentionValue)
        await at.press(key("x"), "right", "enter")
        now = at.view.items[at.view.row_of(edited.uid) or 0]
        assert (now.status, now.value.start, now.value.end) == ("edited", value.start, value.end - 1)
        expected[edited.uid] = ("edited", now.value)

        rejected = await go_to_open_mention(at)
        await at.press(key("r"))
        assert at.view.items[at.view.row_of(rejected.uid) or 0].status == "rejected"

        # a word to the right of the current item is no name yet: add it as one
        await at.press(key("plus"), key("d"), "enter", key("o"))
        [added] = [item for item in at.view.items if item.uid not in expected]
        assert added.status == "accepted"
        assert isinstance(added.value, MentionValue)
        assert added.value.type == "ORG"

        await at.press(key("u"), key("u"))
        left = states(at.items())
        assert left == expected, "the addition and the rejection are taken back, the rest stands"
        await at.press("ctrl+q")

    with open_database(path, write=False) as db:
        assert states(items.of_article(db, 1)) == expected
        assert items.read(db, added.uid).status == "withdrawn"
        assert Counter(item.status for item in items.of_article(db, 1)) == Counter(
            status for status, _ in expected.values()
        )
        assert queue.row(db, 1).open == sum(status == "open" for status, _ in expected.values())
        assert queue.row(db, 2).open == queue.row(db, 2).items
        for uid, verbs in ((edited.uid, ["edit"]), (rejected.uid, ["reject"]), (added.uid, ["add"])):
            history = items.history(db, uid)
            assert [verdict.verb for verdict in history] == verbs
            assert {verdict.reviewer for verdict in history} == {REVIEWER}
            assert [verdict.live for verdict in history] == [verbs == ["edit"]]
        for uid in accepted:
            assert [(verdict.verb, verdict.live) for verdict in items.history(db, uid)] == [("accept", True)]

    # a day later: what was taken back can be given back, what was done can be taken back
    async with seat(path, first=1) as at:
        assert states(at.view.items) == expected
        assert at.item.status == "open"
        await at.press(key("y"))
        assert at.named(at.view.body[rejected.value.start : rejected.value.end], kind="mention")
        assert at.view.items[at.view.row_of(rejected.uid) or 0].status == "rejected"
        await at.press(key("u"), key("u"))
        again = at.view.items[at.view.row_of(edited.uid) or 0]
        assert (again.status, again.value) == ("open", edited.value)
        await at.press(key("u"), key("u"), key("u"))
        assert states(at.items()) == states(before), "all taken back is the start"
        await at.press(key("u"))
        assert states(at.items()) == states(before)


async def test_an_event_is_accepted_with_what_fills_its_roles_in_one_key(tmp_path: Path) -> None:
    async with seat(seed_like(tmp_path), first=1) as at:
        event = next(item for item in at.view.items if isinstance(item.value, EventValue) and at.view.arguments(item))
        while at.item.uid != event.uid:
            await at.press("j")
        roles = [item.uid for item in at.view.arguments(event)]
        fillers = {item.value.start for item in at.view.arguments(event)}
        await at.press("a")
        assert {at.view.items[at.view.row_of(uid) or 0].status for uid in roles} == {"accepted"}
        standing = [item for item in at.view.mentions() if item.value.start in fillers]
        assert {item.status for item in standing} <= {"open"}, "the names that fill them are verdicts of their own"
        assert at.item.uid not in roles, "the next one asked is past the arguments"
        await at.press("u")
        assert {at.view.items[at.view.row_of(uid) or 0].status for uid in (event.uid, *roles)} == {"open"}
        assert at.item.uid == event.uid, "undo shows what it took back"
