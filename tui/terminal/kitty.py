"""Whether this kitty was told to leave the order of letters alone (`force_ltr`): no answer of its says so.

Read from its command line, then from its configuration, both on this machine only.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

_OPTION: Final = re.compile(r"\s*force_ltr(?:\s*=\s*|\s+)(?P<value>\S+)\s*")
_YES: Final = frozenset(("y", "yes", "true"))
_INCLUDES: Final = 10
"""How deep included files are followed."""


def forces_ltr(environment: Mapping[str, str]) -> bool | None:
    """Return whether `force_ltr` is on in the kitty of this environment; None where that can't be seen from here."""
    arguments = _command_line(environment.get("KITTY_PID", ""))
    if not arguments:
        # another machine's kitty, whose files are not here
        return None
    overridden = _last(_overrides(arguments))
    if overridden is not None:
        return overridden
    return bool(_last(_configured(arguments, environment)))


def _command_line(process: str) -> Sequence[str]:
    if not process.isdigit():
        return ()
    try:
        data = Path("/proc", process, "cmdline").read_bytes()
    except OSError:
        return ()
    return os.fsdecode(data).split("\0") if data else ()


def _last(lines: Iterator[str]) -> bool | None:
    """Return the value of the last line that sets the option."""
    value = None
    for line in lines:
        if match := _OPTION.fullmatch(line):
            value = match["value"].lower() in _YES
    return value


def _values(arguments: Sequence[str], *names: str) -> Iterator[str]:
    """Yield the values of an option of the command line, in its three spellings."""
    for number, argument in enumerate(arguments):
        if argument in names:
            yield from arguments[number + 1 : number + 2]
        for name in names:
            joined = name + "=" if name.startswith("--") else name
            if argument.startswith(joined) and argument != name:
                yield argument.removeprefix(joined)


def _overrides(arguments: Sequence[str]) -> Iterator[str]:
    return _values(arguments, "-o", "--override")


def _configured(arguments: Sequence[str], environment: Mapping[str, str]) -> Iterator[str]:
    given = list(_values(arguments, "-c", "--config"))
    for name in given or _usual(environment):
        if name != "NONE":
            yield from _lines(Path(name).expanduser(), _INCLUDES)


def _usual(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield where kitty looks for its configuration; it takes the first that is there."""
    home = environment.get("HOME", "")
    folders = [environment.get("KITTY_CONFIG_DIRECTORY", "")]
    own = environment.get("XDG_CONFIG_HOME", "") or (f"{home}/.config" if home else "")
    folders += [
        f"{folder}/kitty"
        for folder in (
            own,
            f"{home}/.config" if home else "",
            f"{home}/Library/Preferences" if home else "",
            *environment.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":"),
        )
        if folder
    ]
    for folder in filter(None, folders):
        if Path(folder, "kitty.conf").is_file():
            yield str(Path(folder, "kitty.conf"))
            return


def _lines(file: Path, depth: int) -> Iterator[str]:
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):
        return
    for line in text.splitlines():
        word, _, rest = line.strip().partition(" ")
        if word == "include" and depth:
            yield from _lines(file.parent / Path(rest.strip()).expanduser(), depth - 1)
        else:
            yield line
