"""`muraji engines`, and `predict --engine`: what is there, what is missing, how to bring it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extract.camel.folders import FETCH_MODEL, INSTALL
from extract.engines import BUILTIN, EngineId, EngineState, engine_names
from extract.errors import EngineMissing
from tui.__main__ import main
from tui.commands import engines
from tui.commands.engines import lines, record


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without a model."""
    for name in ("CAMELTOOLS_DATA", "MURAJI_CAMEL_MODEL", "MURAJI_CAMEL_MORPHOLOGY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


READY = EngineState(EngineId("camel", "1.x"), (), {"model": Path("/models/arabert")})
BARE = EngineState(
    None,
    (
        EngineMissing("no packages", lacks="packages", bring=INSTALL),
        EngineMissing("no model", lacks="model", bring=FETCH_MODEL, place="/data/ner"),
    ),
    {},
)
BROKEN = EngineState(
    None, (EngineMissing("config.json is none", lacks="settings"),), {"model": Path("/models/arabert")}
)


def as_json(state: EngineState) -> Any:
    return json.loads(json.dumps(record("camel", state)))


def test_every_engine_is_one_object_and_none_missing_is_no_error(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["engines", "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["engine"] for each in found] == list(engine_names())
    assert found[0] == {"engine": "builtin", "ready": True, "version": BUILTIN.version, "files": {}, "missing": []}
    camel = found[1]
    assert (camel["ready"], camel["version"]) == (False, None)
    assert "model" in [each["what"] for each in camel["missing"]]
    assert list(home.iterdir()) == [], "asking makes nothing in the home"


def test_what_is_missing_says_the_command_and_the_way_by_stick() -> None:
    packages, model = as_json(BARE)["missing"]
    assert packages["bring"] == INSTALL
    assert "torch==2.13.0" in packages["carry"]["there"]
    assert "--no-index" in packages["carry"]["here"]
    assert model["bring"] == FETCH_MODEL
    assert FETCH_MODEL in model["carry"]["there"]
    assert "/data/ner" in model["carry"]["here"]


def test_what_is_there_and_broken_can_not_be_brought() -> None:
    (broken,) = as_json(BROKEN)["missing"]
    assert (broken["bring"], broken["carry"]) == (None, None)
    assert broken["why"] == "config.json is none"


@pytest.mark.parametrize("state", [READY, BARE, BROKEN])
def test_a_person_reads_the_same_as_a_script(state: EngineState) -> None:
    shown = "\n".join(lines("camel", state))
    assert shown.startswith("camel")
    for path in state.files.values():
        assert str(path) in shown
    if state.id:
        assert state.id.version in shown
    for each in state.missing:
        assert each.words in shown
        assert each.bring in shown


def test_the_list_for_a_person_names_every_engine(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["engines"]) == 0
    first_words = [line.split()[0] for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert first_words == list(engine_names())


def test_asking_loads_no_engine(home: Path) -> None:
    code = (
        "import json, sys\nfrom tui.__main__ import main\nmain(['engines', '--json'])\n"
        "names = {'camel_tools', 'torch', 'transformers', 'numpy', 'textual', 'extract.builtin', 'extract.camel.engine'}\n"
        "print(json.dumps(sorted(names & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_predict_takes_the_engine_by_name(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = home / "a.txt"
    article.write_text("وصل الوفد إلى بغداد.", encoding="utf-8")
    assert main(["predict", str(article)]) == 0
    plain = capsys.readouterr().out
    assert main(["predict", "--engine", "builtin", str(article)]) == 0
    assert capsys.readouterr().out == plain
    assert "بغداد" in plain


@pytest.mark.parametrize("name", ["camel", "spacy"])
def test_an_engine_that_can_not_run_is_one_line(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.setattr("extract.camel.folders.find_spec", lambda _: None)
    article = home / "a.txt"
    article.write_text("وصل الوفد إلى بغداد.", encoding="utf-8")
    assert main(["predict", "--engine", name, str(article)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert (INSTALL if name == "camel" else "builtin") in err


def test_both_ways_of_carrying_are_for_what_can_be_carried() -> None:
    assert engines.carrying(BARE.missing[0]) is not None
    assert engines.carrying(BARE.missing[1]) is not None
    assert engines.carrying(BROKEN.missing[0]) is None
