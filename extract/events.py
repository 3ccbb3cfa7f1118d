"""Stub."""

from __future__ import annotations

from extract.document import Candidate, Document
from extract.items import Event


def find_events(document: Document, names: list[Candidate]) -> tuple[Event, ...]:
    """Return the events of a document."""
    return ()
