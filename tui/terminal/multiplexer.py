"""What a multiplexer says of the terminal around it.

tmux answers every question itself, and keeps its own environment from whichever terminal started it. Of its client it
knows what that was told: TERM, the answer to XTVERSION, the process, whose environment is that of the terminal now.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tui.terminal.recognise import Outer

LIMIT: Final = 0.5
"""Seconds for tmux to answer; it does in a few milliseconds."""

_BETWEEN: Final = "\t"
_FORMAT: Final = _BETWEEN.join(("#{client_termname}", "#{client_pid}", "#{client_termtype}"))


def tmux_outer(environment: Mapping[str, str], *, limit: float = LIMIT) -> Outer | None:
    """Return the terminal of tmux's client; None outside tmux, or where tmux does not say."""
    if not environment.get("TMUX"):
        return None
    program = shutil.which("tmux", path=environment.get("PATH"))
    if program is None:
        return None
    pane = ["-t", environment["TMUX_PANE"]] if environment.get("TMUX_PANE") else []
    try:
        done = subprocess.run(  # noqa: S603 - the tmux that we are in, as found on the path
            [program, "display-message", *pane, "-p", _FORMAT],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limit,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    term, _, rest = done.stdout.decode("utf-8", "replace").rstrip("\n").partition(_BETWEEN)
    process, _, version = rest.partition(_BETWEEN)
    if done.returncode or not term:
        return None
    return Outer(term, version, process_environment(process))


def process_environment(process: str) -> Mapping[str, str] | None:
    """Return what a process was started with; None where the system does not show it, or not to us."""
    if not process.isdigit():
        return None
    try:
        data = Path("/proc", process, "environ").read_bytes()
    except OSError:
        return None
    pairs = (pair.partition("=") for pair in os.fsdecode(data).split("\0") if "=" in pair)
    return {name: value for name, _, value in pairs}
