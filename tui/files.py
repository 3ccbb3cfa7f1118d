"""Finding and reading the files that a person names: files, folders of them, standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.article import Reading
from extract.errors import ExtractError, Unreadable
from tui.errors import BadUsage

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; `path` is None for standard input."""

    name: str
    path: Path | None
    error: str = ""
    """Why there is nothing to read at this path, as a line for a person; empty for a file that is there."""

    def read(self) -> bytes:
        """Return its bytes. Raises OSError."""
        return sys.stdin.buffer.read() if self.path is None else self.path.read_bytes()

    @property
    def size(self) -> int:
        """Its size in bytes, 0 where it can't be known."""
        try:
            return self.path.stat().st_size if self.path is not None else 0
        except OSError:
            return 0


def find(paths: Sequence[str]) -> list[Found]:
    """Return the files that these paths name, folders walked in the order of their names.

    A file that is named is taken whatever its ending; in a folder only those whose ending we read, none that is hidden.
    Raises BadUsage for a path that is not there or a folder with nothing to read.
    """
    found: list[Found] = []
    for name in paths:
        if name == STANDARD_INPUT:
            found.append(Found(STANDARD_INPUT, None))
            continue
        path = Path(name)
        if path.is_dir():
            inside = list(_walk(path))
            if not inside:
                raise BadUsage(
                    f"{name}: no articles in this folder (.txt, .html, .jsonl); name another folder or a file"
                )
            found += inside
        elif path.exists():
            found.append(Found(name, path))
        else:
            raise BadUsage(f"{name}: no such file or folder; check the path")
    return found


def find_usable(paths: Sequence[str], tell: Callable[[str], None]) -> list[Found]:
    """Return the files that these paths name, and for each path that can't be used a Found with its error, in order.

    Raises BadUsage when no path can be used, with the last one's words; those before it are told.
    """
    found: list[Found] = []
    for name in paths:
        try:
            found += find([name])
        except BadUsage as error:
            found.append(Found(name, None, str(error)))
    if found and all(each.error for each in found):
        for each in found[:-1]:
            tell(each.error)
        raise BadUsage(found[-1].error)
    return found


def _walk(folder: Path) -> Iterator[Found]:
    from extract.reading import supported  # noqa: PLC0415 - as in `readings`

    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise BadUsage(f"{folder}: can't be listed ({error.strerror}); check its permissions") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif entry.is_file() and supported(entry.name):
            yield Found(str(entry), entry)


def readings(found: Found) -> Iterator[Reading | Unreadable]:
    """Yield the articles of one file, and an error for each that can't be read. Raises nothing."""
    from extract.reading import read_bytes  # noqa: PLC0415 - a start without files need not pay for it (bench/start.py)

    if found.error:
        yield Unreadable(found.error)
        return
    try:
        data = found.read()
    except OSError as error:
        yield Unreadable(f"{found.name}: can't be read ({error.strerror}); check its permissions")
        return
    try:
        yield from read_bytes(found.name, data)
    except ExtractError as error:
        yield Unreadable(str(error))
