"""Which engines there are, asked without loading one.

An engine takes its tables to load (`python -m bench.extraction` prints how long), another one a model of half a gigabyte; whether
there is anything to extract is asked at every start. Importing this module imports neither.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from extract.errors import EngineMissing, UnknownEngine

if TYPE_CHECKING:
    from extract.extension import Extension
    from extract.items import Engine


class EngineId(NamedTuple):
    """What a run of an engine is known by."""

    name: str
    version: str
    """Another version proposes other items: what an older one covered is extracted again."""


BUILTIN: Final = EngineId("builtin", "5")
"""Raised with every change of what it proposes: of its code, tables or models."""
CAMEL: Final = EngineId("camel", "1")
"""Our side of it only; what its runs are known by, `engine_id` tells: the model counts, and the rules beside it."""


class EngineState(NamedTuple):
    """Whether an engine can run here."""

    id: EngineId | None
    """None where it can't."""
    missing: tuple[EngineMissing, ...]
    """All that is missing at once; empty where it can run."""
    files: Mapping[str, Path]
    """What it reads beside the package's own tables, by what it is: `model`, `morphology`."""


class _Where(NamedTuple):
    """Where an engine is."""

    module: str
    make: str
    alone: bool
    """Whether one process of it keeps the machine busy: a model's memory and threads are not to be had several times."""
    state: str | None
    """Module with a function `state` that looks for what the engine needs; None where the package has all of it."""


_ENGINES: Final = {
    BUILTIN: _Where("extract.builtin", "Builtin", alone=False, state=None),
    CAMEL: _Where("extract.camel.engine", "Camel", alone=True, state="extract.camel.folders"),
}


def engine_names() -> tuple[str, ...]:
    """Return the names of all engines, the default first, whether or not they can run here."""
    return tuple(engine.name for engine in _ENGINES)


def works_alone(name: str) -> bool:
    """Return whether an engine is best run in one process: it has threads of its own and a model's memory.

    Raises UnknownEngine.
    """
    return _find(name)[1].alone


def engine_state(name: str) -> EngineState:
    """Return whether an engine can run here and what is missing, from files alone: no model is loaded.

    Raises UnknownEngine.
    """
    engine, where = _find(name)
    if where.state is None:
        return EngineState(engine, (), {})
    # imported here: only who asks for this engine pays for looking
    state: Callable[[], EngineState] = import_module(where.state).state
    return state()


def engine_id(name: str, extension: Extension | None = None, local: bytes = b"") -> EngineId:
    """Return what a run of the engine would be known by, with what a project adds to it: from files alone, no model is loaded.

    `local`: the store's own model, empty for none; only the builtin engine has a use for it. Raises UnknownEngine, and EngineMissing where the engine can't run here.
    """
    found = engine_state(name)
    if found.id is None:
        raise found.missing[0]
    version = found.id.version + (extension.mark if extension else "")
    return found.id._replace(version=version + (local_mark(local) if name == BUILTIN.name else ""))


def local_mark(local: bytes) -> str:
    """Return what a store's own model adds to the engine's version; nothing where there is none."""
    return f"+{sha256(local).hexdigest()[:8]}" if local else ""


class _Make(Protocol):
    """How an engine is made."""

    def __call__(self, *, extension: Extension = ..., local: bytes = ...) -> Engine: ...


def load(name: str, extension: Extension | None = None, local: bytes = b"") -> Engine:
    """Return the engine, ready to propose, with what a project adds to it; `local` as for `engine_id`.

    Raises BadModel, UnknownEngine, and EngineMissing where it can't run here.
    """
    _, where = _find(name)
    # imported here: the tables or the model of an engine that nobody asked for cost time and memory
    make: _Make = getattr(import_module(where.module), where.make)
    if local and name == BUILTIN.name:
        return make(extension=extension, local=local) if extension else make(local=local)
    return make(extension=extension) if extension else make()


def _find(name: str) -> tuple[EngineId, _Where]:
    for engine, where in _ENGINES.items():
        if engine.name == name:
            return engine, where
    raise UnknownEngine(f"no engine is called {name}; there are: {', '.join(engine_names())}")
