"""Which engines there are, asked without loading one.

An engine takes its tables to load (`python -m bench.extraction` prints how long), another one a model of half a gigabyte; whether
there is anything to extract is asked at every start. Importing this module imports neither.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from extract.errors import UnknownEngine

if TYPE_CHECKING:
    from extract.items import Engine


class EngineId(NamedTuple):
    """What a run of an engine is known by."""

    name: str
    version: str
    """Another version proposes other items: what an older one covered is extracted again."""


BUILTIN: Final = EngineId("builtin", "1")
CAMEL: Final = EngineId("camel", "1")
"""Our side of it only: `engine_id` adds the model and the rules that work beside it."""


class _Where(NamedTuple):
    """The module of an engine, and the names in it that make the engine and its id."""

    module: str
    engine: str
    identify: tuple[str, str] | None
    """Module and function that tell the id cheaply; None where it is a constant."""


_ENGINES: Final = {
    BUILTIN: _Where("extract.builtin", "Builtin", None),
    CAMEL: _Where("extract.camel.engine", "Camel", ("extract.camel.folders", "camel_id")),
}


def engine_names() -> tuple[str, ...]:
    """Return the names of all engines, the default first, whether or not they can run here."""
    return tuple(engine.name for engine in _ENGINES)


def engine_id(name: str) -> EngineId:
    """Return what a run of the engine would be known by, from files alone: no model is loaded.

    Raises UnknownEngine, and EngineMissing where the engine can't run here.
    """
    engine, where = _find(name)
    if where.identify is None:
        return engine
    module, function = where.identify
    identify: Callable[[], EngineId] = getattr(import_module(module), function)
    return identify()


def load(name: str) -> Engine:
    """Return the engine, ready to propose. Raises UnknownEngine, and EngineMissing where it can't run here."""
    _, where = _find(name)
    # imported here: the tables or the model of an engine that nobody asked for cost time and memory
    make: Callable[[], Engine] = getattr(import_module(where.module), where.engine)
    return make()


def _find(name: str) -> tuple[EngineId, _Where]:
    for engine, where in _ENGINES.items():
        if engine.name == name:
            return engine, where
    raise UnknownEngine(f"no engine is called {name}; there are: {', '.join(engine_names())}")
