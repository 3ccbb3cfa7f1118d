"""The registry of engines: cheap to ask, and plain about what it has not."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from extract.article import Article
from extract.builtin import Builtin
from extract.engines import BUILTIN, CAMEL, engine_id, engine_names, load, works_alone
from extract.errors import EngineMissing, ExtractError, UnknownEngine
from extract.items import Lexicon


def test_the_default_engine_comes_first() -> None:
    assert engine_names() == (BUILTIN.name, CAMEL.name)


def test_the_builtin_engine_loads_and_is_known_by_its_id() -> None:
    engine = load("builtin")
    assert isinstance(engine, Builtin)
    assert (engine.name, engine.version) == engine_id("builtin") == BUILTIN
    assert engine.propose(Article("وصل الوفد إلى بغداد."), Lexicon()).engine == "builtin"


def test_an_engine_with_a_model_is_not_run_several_times_at_once() -> None:
    assert [name for name in engine_names() if works_alone(name)] == [CAMEL.name]


@pytest.mark.parametrize("ask", [load, engine_id, works_alone])
@pytest.mark.parametrize("name", ["", "Builtin", "spacy", "camel "])
def test_an_unknown_name_is_answered_with_the_known_ones(ask: object, name: str) -> None:
    assert callable(ask)
    with pytest.raises(UnknownEngine) as raised:
        ask(name)
    words = str(raised.value)
    assert name in words
    assert all(known in words for known in engine_names())
    assert "\n" not in words


def test_both_errors_are_of_the_package_tree() -> None:
    assert issubclass(UnknownEngine, ExtractError)
    assert issubclass(EngineMissing, ExtractError)


def test_asking_which_engines_there_are_imports_none() -> None:
    code = (
        "import sys, json, extract.engines as e\n"
        "e.engine_names(); e.engine_id('builtin')\n"
        "print(json.dumps([m for m in sys.modules if m.split('.')[0] in ('extract', 'camel_tools', 'torch')]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(json.loads(done.stdout)) == {"extract", "extract.engines", "extract.errors"}
