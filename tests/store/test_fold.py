"""The fold of one item, drawn: who saw whom, who was undone, what comes of it."""

from __future__ import annotations

import itertools

import pytest

from store.fold import Fold, Told, fold, heads
from store.ledger import CHANGED, KEPT, REJECTED

OUTCOMES = {"accept": (KEPT, "A"), "edit": (CHANGED, "B"), "same": (CHANGED, "A"), "reject": (REJECTED, None)}


def verdicts(drawn: str) -> list[Told]:
    """Return the verdicts of a drawing such as `1:accept 2:edit<1 3:reject<1,2 2!`: `<` saw, `!` undone."""
    parts = drawn.split()
    undone = {part[:-1] for part in parts if part.endswith("!")}
    found = []
    for part in parts:
        if part.endswith("!"):
            continue
        name, rest = part.split(":")
        what, _, saw = rest.partition("<")
        outcome, value = OUTCOMES[what]
        parents = tuple(each.encode() for each in saw.split(",") if each)
        found.append(Told(int(name), name.encode(), int(name), "edit", outcome, value, name not in undone, parents))
    return found


@pytest.mark.parametrize(
    ("drawn", "status", "value", "heads_"),
    [
        ("", "undecided", None, ""),
        ("1:accept", "accepted", "A", "1"),
        ("1:edit", "edited", "B", "1"),
        ("1:reject", "rejected", None, "1"),
        ("1:accept 1!", "undecided", None, ""),
        # One after the other: the later saw the earlier.
        ("1:accept 2:reject<1", "rejected", None, "2"),
        ("1:accept 2:reject<1 2!", "accepted", "A", "1"),
        ("1:accept 2:reject<1 1!", "rejected", None, "2"),
        ("1:accept 2:reject<1 1! 2!", "undecided", None, ""),
        # Apart: neither saw the other.
        ("1:accept 2:reject", "conflict", None, "1 2"),
        ("1:accept 2:edit", "conflict", None, "1 2"),
        ("1:accept 2:accept", "accepted", "A", "1 2"),
        ("1:reject 2:reject", "rejected", None, "1 2"),
        ("1:accept 2:reject 1!", "rejected", None, "2"),
        # One corrected what the other's engine had right: the same is said.
        ("1:same 2:accept", "accepted", "A", "1 2"),
        ("1:same 2:same", "edited", "A", "1 2"),
        # The lead saw both; undone, the conflict is back.
        ("1:accept 2:reject 3:edit<1,2", "edited", "B", "3"),
        ("1:accept 2:reject 3:edit<1,2 3!", "conflict", None, "1 2"),
        ("1:accept 2:reject 3:edit<1,2 4:accept", "conflict", None, "3 4"),
        # What an undone verdict saw stays covered by the live one that saw it.
        ("1:accept 2:edit<1 3:reject<2 2!", "rejected", None, "3"),
        ("1:accept 2:edit<1 3:reject<2 4:same<3 2! 3!", "edited", "A", "4"),
        ("1:accept 2:edit<1 3:reject<1", "conflict", None, "2 3"),
        # A parent that has not arrived hides nothing, and breaks nothing.
        ("2:edit<1", "edited", "B", "2"),
    ],
)
def test_what_verdicts_come_to(drawn: str, status: str, value: str | None, heads_: str) -> None:
    told = verdicts(drawn)
    for order in itertools.islice(itertools.permutations(told), 24):
        assert " ".join(str(each.n) for each in heads(order)) == heads_
        found = fold(order)
        assert (found.status, found.value) == (status, value)
        single = int(heads_.rsplit(maxsplit=1)[-1]) if heads_ and status != "conflict" else None
        assert found.head == single


def test_a_loop_of_forged_parents_ends() -> None:
    assert fold(verdicts("1:accept<2 2:reject<1")) == Fold("undecided")
