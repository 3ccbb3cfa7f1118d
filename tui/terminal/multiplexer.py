"""What a multiplexer says of the terminal around it.

tmux answers every question itself, and keeps its own environment from whichever terminal started it. Of its client it
knows what that was told: TERM, the answer to XTVERSION, the process, whose environment is that of the terminal now.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
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
    pane = ["-t", environment["TMUX_PANE"]] if environment.get("TMUX_PANE") else []
    said = _tmux(["display-message", *pane, "-p", _FORMAT], environment, limit)
    term, _, rest = (said or "").partition(_BETWEEN)
    process, _, version = rest.partition(_BETWEEN)
    if not term:
        return None
    return Outer(term, version, process_environment(process))


def _tmux(arguments: Sequence[str], environment: Mapping[str, str], limit: float) -> str | None:
    """Return what a command of tmux prints; None where it fails."""
    program = shutil.which("tmux", path=environment.get("PATH"))
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - the tmux that we are in, as found on the path
            [program, *arguments],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limit,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "replace").rstrip("\n")


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


@contextmanager
def handing_on(start: str, environment: Mapping[str, str], *, limit: float = LIMIT) -> Iterator[None]:
    """Let tmux hand on what is wrapped for the terminal outside, for this pane and as long as the context lasts.

    `start`: what will be sent; where nothing in it is wrapped for tmux, nothing is done. Since 3.3 tmux keeps such
    sequences to itself unless the pane allows them; older ones hand them on and know no such option.
    """
    pane = environment.get("TMUX_PANE", "")
    if _WRAPPED not in start or not pane:
        yield
        return
    before = _tmux(["show-options", "-p", "-v", "-t", pane, "allow-passthrough"], environment, limit)
    _tmux(["set-option", "-p", "-t", pane, "allow-passthrough", "on"], environment, limit)
    try:
        yield
    finally:
        if before:
            _tmux(["set-option", "-p", "-t", pane, "allow-passthrough", before], environment, limit)
        else:
            _tmux(["set-option", "-p", "-u", "-t", pane, "allow-passthrough"], environment, limit)


_WRAPPED: Final = "\x1bPtmux;"
