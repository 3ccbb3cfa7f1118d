"""The fold, written down once more as its definition reads: no SQL, no increments, no care for speed.

Everything is computed from the set of decisions and the runs; how and when they arrived can't matter, for it is not
looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store.ledger import Record

VERDICTS = ("accept", "edit", "reject", "add", "adjudicate")


@dataclass(frozen=True)
class Claim:
    """An item as the runs have it."""

    kind: str
    event: bytes | None
    value: str
    """As the latest run of any engine has it; the last word when none claims it any more."""
    claimed: bool


@dataclass(frozen=True)
class Standing:
    """What an item comes to."""

    kind: str
    status: str
    value: str | None
    """As agreed, else as proposed; None where it is rejected or in conflict."""
    event: bytes | None


def live(decision: Record, decisions: Iterable[Record]) -> bool:
    """Tell whether a verdict stands: the latest that names it is no undo."""
    toggles = [each for each in decisions if each.names == decision.uid]
    return not toggles or max(toggles, key=lambda each: (each.hlc, each.uid)).verb != "undo"


def saw(uid: bytes, item: bytes, decisions: Iterable[Record]) -> set[bytes]:
    """Return all that a verdict saw on an item, and what that saw, to the beginning."""
    parents = {
        parent
        for decision in decisions
        if decision.uid == uid
        for effect in decision.effects
        if effect.item == item
        for parent in effect.saw
    }
    return parents.union(*(saw(parent, item, decisions) for parent in parents)) if parents else set()


def folded(item: bytes, decisions: list[Record]) -> tuple[str, str | None]:
    """Return (status, agreed value) of an item from its verdicts alone; `undecided` when none stands."""
    standing = [
        (decision, effect)
        for decision in decisions
        if decision.verb in VERDICTS and live(decision, decisions)
        for effect in decision.effects
        if effect.item == item
    ]
    heads = [
        (decision, effect)
        for decision, effect in standing
        if not any(decision.uid in saw(other.uid, item, decisions) for other, _ in standing if other != decision)
    ]
    if not heads:
        return "undecided", None
    said = {(effect.outcome > 0, effect.value) for _, effect in heads}
    if len(said) > 1:
        return "conflict", None
    [(kept, value)] = said
    if not kept:
        return "rejected", None
    return ("accepted" if any(effect.outcome == 1 for _, effect in heads) else "edited"), value


def _added(claims: Mapping[bytes, Claim], decisions: list[Record]) -> dict[bytes, Claim]:
    """Return what is there besides the runs' items: what reviewers added, whose event is there."""
    there = dict(claims)
    adds = sorted((each for each in decisions if each.verb == "add"), key=lambda each: (each.hlc, each.uid))
    for _ in adds:
        for decision in adds:
            [effect] = decision.effects
            if effect.item in there or effect.value is None:
                continue
            fields = json.loads(effect.value)
            if "role" in fields:
                event = bytes.fromhex(json.loads(decision.payload)["event"])
                if event in there:
                    there[effect.item] = Claim("argument", event, effect.value, claimed=False)
            else:
                kind = "event" if "modality" in fields else "mention"
                there[effect.item] = Claim(kind, None, effect.value, claimed=False)
    return there


def fold(claims: Mapping[bytes, Claim], decisions: Iterable[Record]) -> dict[bytes, Standing]:
    """Return what every item comes to."""
    known = list(decisions)
    there = _added(claims, known)
    result = {uid: folded(uid, known) for uid in there}

    def kept(kind: str) -> list[tuple[bytes, dict[str, object]]]:
        return [
            (uid, json.loads(value))
            for uid, (status, value) in result.items()
            if there[uid].kind == kind and status in ("accepted", "edited") and value is not None
        ]

    def overlapping(value: str) -> bool:
        mine = json.loads(value)
        return any(
            int(str(other["start"])) < mine["end"] and mine["start"] < int(str(other["end"]))
            for _, other in kept("mention")
        )

    def repeated(uid: bytes, keys: tuple[str, ...]) -> bool:
        mine = json.loads(there[uid].value)
        return any(
            other_uid != uid
            and there[other_uid].event == there[uid].event
            and all(mine[key] == other[key] for key in keys)
            for other_uid, other in kept(there[uid].kind)
        )

    def asked(uid: bytes) -> str:
        claim = there[uid]
        if not claim.claimed:
            return "stale" if uid in claims else "withdrawn"
        if claim.kind == "mention":
            return "aside" if overlapping(claim.value) else "open"
        if claim.kind == "event":
            return "aside" if repeated(uid, ("start", "end", "type")) else "open"
        assert claim.event is not None
        above = status(claim.event)
        if above in ("rejected", "aside", "stale", "withdrawn") or repeated(uid, ("start", "end", "role")):
            return "aside"
        return "open"

    def status(uid: bytes) -> str:
        return asked(uid) if result[uid][0] == "undecided" else result[uid][0]

    standings = {}
    for uid, claim in there.items():
        now = status(uid)
        value = claim.value if result[uid][0] == "undecided" else result[uid][1]
        standings[uid] = Standing(claim.kind, now, value, claim.event)
    return standings


def counters(standings: Mapping[bytes, Standing]) -> dict[str, int]:
    """Return an article's counters."""
    found = [each.status for each in standings.values()]
    return {
        "open": sum(status in ("open", "conflict") for status in found),
        "items": sum(status not in ("withdrawn", "stale") for status in found),
        "conflicts": found.count("conflict"),
    }
