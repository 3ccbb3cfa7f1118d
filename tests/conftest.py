"""How Hypothesis runs: new examples each time at home, the same ones in CI, so that a run there can be run again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")


KILLS = 200


@dataclass(frozen=True, slots=True)
class Kills:
    """The two hundred kills of `tests/tui/test_kill.py`, at work."""

    process: subprocess.Popen[str]
    store: Path


@pytest.fixture(scope="session", autouse=True)
def kills(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kills | None]:
    """Begin the kills with the first test, where their own is among them: they take most of a minute of a second core."""
    if not any(item.name == "test_nothing_acknowledged_is_lost_in_two_hundred_kills" for item in request.session.items):
        yield None
        return
    from tests.tui.driving import seed_like

    store = seed_like(tmp_path_factory.mktemp("kills"))
    command = [sys.executable, "-m", "tests.tui.killing", str(store), str(KILLS), "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        yield Kills(process, store)
        if process.poll() is None:
            process.kill()
