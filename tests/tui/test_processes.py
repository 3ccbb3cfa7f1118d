"""A process beside the program: what it inherits, how it ends, and what is told where none can be started."""

from __future__ import annotations

import os
import subprocess
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tui.processes import beside


def serve(descriptor: int) -> None:
    """Answer with the name of this process's folder, group and what was sent, until the pipe is closed."""
    with Connection(descriptor) as pipe:
        try:
            while True:
                pipe.send((pipe.recv(), os.getpgrp() == os.getpid(), Path.cwd().name))
                print("what it prints is nobody's")  # noqa: T201
        except EOFError:
            return


def test_it_answers_in_a_group_of_its_own_and_ends_with_the_pipe() -> None:
    pipe, process = beside(__name__)
    pipe.send("سلام")
    assert pipe.recv() == ("سلام", True, Path.cwd().name)
    pipe.close()
    assert process.wait(10) == 0


def test_no_module_comes_from_the_folder_that_one_happens_to_be_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    pipe, process = beside(__name__)
    pipe.send(1)
    assert pipe.recv() == (1, True, tmp_path.name)
    pipe.close()
    assert process.wait(10) == 0


def test_a_process_that_fails_closes_its_end() -> None:
    pipe, process = beside("tests.tui.no_such_module")
    with pytest.raises((EOFError, ConnectionResetError)):
        pipe.recv()
    assert process.wait(10) == 1
    pipe.close()


def test_where_none_can_be_started_no_pipe_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refused)
    open_files = Path("/proc/self/fd")
    before = len(list(open_files.iterdir())) if open_files.exists() else 0
    for _ in range(5):
        with pytest.raises(OSError, match="Resource temporarily"):
            beside(__name__)
    assert not before or len(list(open_files.iterdir())) == before
