"""Stores for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Database, open_database
from tests.store import sample


@pytest.fixture
def db() -> Iterator[Database]:
    """Give an empty store in memory."""
    with sample.in_memory() as opened:
        yield opened


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[Database]:
    """Give an empty store in a file."""
    with open_database(tmp_path / "store.db") as opened:
        yield opened
