"""The models that a store's own decisions made: in a folder beside the store, the one in use and the last few before it.

    news.db.models/names-1a2b3c4d.model    a model, never changed
    news.db.models/used.json               which is in use, and which were before it

A model is derived from decisions: losing the folder loses nothing that can't be made again (docs/decisions/learning.md).
A file is whole or it is not there: it is written under another name, synced, renamed; the list comes last.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from extract.errors import BadModel
from tui.errors import BadUsage
from tui.words import WORDS

KEPT: Final = 5
"""Models before the one in use that can be gone back to."""
_LARGEST: Final = 64_000_000
"""Bytes: no model of a thousand articles comes near."""
_LIST: Final = "used.json"


@dataclass(frozen=True, slots=True)
class Used:
    """Names of files; empty where the engine works without a model of the store's own."""

    now: str = ""
    before: tuple[str, ...] = ()
    """The latest first."""


def folder_of(store: Path) -> Path:
    """Return where the models of a store are, whether or not there are any."""
    try:
        store = store.resolve()
    except (OSError, RuntimeError, ValueError):
        # opening the store says what is wrong with its path
        return store.parent / "models"
    return store.with_name(store.name + ".models")


def used(store: Path) -> Used:
    """Return which model is in use. Raises BadModel where the list can't be read."""
    path = folder_of(store) / _LIST
    try:
        there = path.exists()
    except OSError:
        # opening the store says what is wrong with its path
        there = False
    if not there:
        return Used()
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        found = Used(str(told["now"]), tuple(map(str, told["before"])))
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadModel(WORDS.say("model_list_bad", file=path)) from error
    # A name from a file must not lead out of the folder.
    if any(name != Path(name).name for name in (found.now, *found.before) if name):
        raise BadModel(WORDS.say("model_list_bad", file=path))
    return found


def read(store: Path) -> bytes:
    """Return the model in use, empty for none. Raises BadModel where it is damaged or of another version of the engine."""
    name = used(store).now
    if not name:
        return b""
    path = folder_of(store) / name
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST)
    except OSError as error:
        raise BadModel(WORDS.say("model_bad", file=path, why=error.strerror or error)) from error
    # imported here: only a store that has a model pays for looking at it
    from extract.learned.local import unpack  # noqa: PLC0415

    try:
        unpack(data)
    except BadModel as error:
        raise BadModel(WORDS.say("model_bad", file=path, why=error)) from error
    return data


def usable(store: Path, complain: Callable[[str], None]) -> bytes:
    """Return the model in use; where it can't be used say so in a line, and return none: the engine works without."""
    try:
        return read(store)
    except BadModel as error:
        complain(str(error))
        return b""


def keep(store: Path, data: bytes, digest: str) -> Used:
    """Put a model in use, the one before it behind it; return what is used now."""
    folder = folder_of(store)
    folder.mkdir(exist_ok=True)
    name = f"names-{digest}.model"
    _write(folder / name, data)
    try:
        old = used(store)
    except BadModel:
        # what was before is not known any more; what is new is
        old = Used()
    new = Used(name, tuple(each for each in (old.now, *old.before) if each != name)[:KEPT])
    _use(folder, new)
    for path in folder.glob("names-*.model"):
        if path.name not in (new.now, *new.before):
            path.unlink(missing_ok=True)
    return new


def back(store: Path) -> Used:
    """Use what was in use before; return what that is. Raises BadUsage where nothing was, BadModel as `used`."""
    old = used(store)
    if not old.now and not old.before:
        raise BadUsage(WORDS.say("train_no_back"))
    new = replace(old, now=old.before[0] if old.before else "", before=old.before[1:])
    _use(folder_of(store), new)
    return new


def _use(folder: Path, new: Used) -> None:
    _write(folder / _LIST, json.dumps({"now": new.now, "before": list(new.before)}).encode())


def _write(path: Path, data: bytes) -> None:
    """Write a file so that after any end it is the old one or the new one."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with new.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    finally:
        new.unlink(missing_ok=True)
