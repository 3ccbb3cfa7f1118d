"""What an item's verdicts come to. Pure: values in, values out, no SQL.

    accept by A ──┐
                  ├── adjudicate by L          heads: [adjudicate]        -> accepted
    reject by B ──┘
    accept by A, reject by B                   heads: [accept, reject]    -> conflict
    accept by A ── edit by A (undone)          heads: [accept]            -> accepted

A line runs from what a verdict saw to the verdict. An undone verdict counts for nothing itself, but what it saw is
still covered by a live verdict that saw it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from store.changes import Verb
from store.ledger import CHANGED, REJECTED

Folded = Literal["undecided", "accepted", "edited", "rejected", "conflict"]


@dataclass(frozen=True, slots=True)
class Told:
    """One verdict on one item, as the fold needs it."""

    n: int
    uid: bytes
    hlc: int
    verb: Verb
    outcome: int
    value: str | None
    live: bool
    """False when its latest toggle, by (hlc, uid), is an undo."""
    saw: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """What all verdicts on an item come to."""

    status: Folded
    value: str | None = None
    """What the heads agree on; None when there are none, when they differ and when they reject."""
    head: int | None = None
    """Number of the head decision, of the latest by (hlc, uid) when several agree."""


UNDECIDED = Fold("undecided")


def heads(told: Sequence[Told]) -> list[Told]:
    """Return the live verdicts that no other live verdict reaches through what it saw, the earliest first."""
    live = [verdict for verdict in told if verdict.live]
    if len(told) > 1:
        saw = {verdict.uid: verdict.saw for verdict in told}
        covered: set[bytes] = set()
        ahead = [parent for verdict in live for parent in verdict.saw]
        while ahead:
            uid = ahead.pop()
            if uid not in covered:
                covered.add(uid)
                ahead.extend(saw.get(uid, ()))
        live = [verdict for verdict in live if verdict.uid not in covered]
    return sorted(live, key=lambda verdict: (verdict.hlc, verdict.uid))


def fold(told: Sequence[Told]) -> Fold:
    """Return what the verdicts on one item come to, in whatever order they are given."""
    if not told:
        return UNDECIDED
    return settle(heads(told))


def settle(last: Iterable[Told]) -> Fold:
    """Return what these heads come to: reviewers who say the same agree, whatever else differs."""
    agreed = list(last)
    if not agreed:
        return UNDECIDED
    if len({(verdict.outcome == REJECTED, verdict.value) for verdict in agreed}) > 1:
        return Fold("conflict")
    head = agreed[-1]
    if head.outcome == REJECTED:
        return Fold("rejected", None, head.n)
    # One reviewer may have corrected what another's engine had right: then it was accepted as proposed.
    edited = all(verdict.outcome == CHANGED for verdict in agreed)
    return Fold("edited" if edited else "accepted", head.value, head.n)
