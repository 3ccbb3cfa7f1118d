"""What a write moved: the screen redraws what is named here and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Verb = Literal[
    "accept", "edit", "reject", "add", "adjudicate", "undo", "redo", "note", "flag", "unflag", "finish", "date"
]
"""What a decision does."""

Op = Literal[
    "load",
    "extract",
    "accept",
    "edit",
    "reject",
    "add",
    "adjudicate",
    "undo",
    "redo",
    "note",
    "flag",
    "unflag",
    "finish",
    "date",
]
"""What a write does."""

VERDICTS: Final[frozenset[Verb]] = frozenset({"accept", "edit", "reject", "add", "adjudicate"})
"""Verbs that enter the fold of an item; these and only these can be undone."""


@dataclass(frozen=True, slots=True)
class Changes:
    """One write, and what may look different after it."""

    op: Op
    decision: bytes | None
    articles: tuple[int, ...]
    items: tuple[bytes, ...]
    """Ids of the items whose status, value, flag or note may have moved; those that the caller named come first."""
    undone: Op | None = None
    """The verb of the verdict that an undo or redo named."""
