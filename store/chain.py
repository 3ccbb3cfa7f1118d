"""Proof that no decision was altered, dropped or slipped in: ids recomputed, chains walked."""

from __future__ import annotations

from dataclasses import dataclass

from store.database import Database
from store.ledger import identify, records


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a chain."""

    replica: bytes
    seq: int
    what: str
    """In one line."""


def verify(db: Database) -> tuple[Fault, ...]:
    """Return everything wrong with the decisions: content that has another id, gaps, links to another decision."""
    faults: list[Fault] = []
    chains: dict[bytes, dict[int, tuple[bytes, bytes | None]]] = {}
    for record in records(db):
        if identify(record) != record.uid:
            faults.append(Fault(record.replica, record.seq, "its content has another id: it was altered"))
        chains.setdefault(record.replica, {})[record.seq] = (record.uid, record.prev)
    for replica, links in sorted(chains.items()):
        for seq in range(1, max(links) + 1):
            if seq not in links:
                faults.append(Fault(replica, seq, "it is missing"))
            elif seq > 1 and seq - 1 in links and links[seq][1] != links[seq - 1][0]:
                faults.append(Fault(replica, seq, "it does not follow the one before it"))
    return tuple(faults)
