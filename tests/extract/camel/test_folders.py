"""Where the model is looked for, what is said when it is not there, and what a run with it is known by."""

from __future__ import annotations

import json
from importlib import metadata
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from extract.camel import folders
from extract.camel.folders import FETCH_MODEL, INSTALL, fingerprint, here, state
from extract.engines import BUILTIN, engine_id, engine_state, load
from extract.errors import EngineMissing
from tests.extract.camel.fake import LABELS


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without a model, and no setting that names one."""
    for name in ("CAMELTOOLS_DATA", "MURAJI_CAMEL_MODEL", "MURAJI_CAMEL_MORPHOLOGY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The packages that this Python seems to have; of camel-tools 1.6.0."""
    there = ["camel_tools", "torch", "transformers"]
    monkeypatch.setattr(folders, "find_spec", lambda name: ModuleSpec(name, None) if name in there else None)
    monkeypatch.setattr(metadata, "version", lambda _: "1.6.0")
    return there


def a_model(folder: Path, weights: bytes = b"weights") -> Path:
    """Write what has the looks of a model."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps({"id2label": dict(enumerate(LABELS))}))
    (folder / "vocab.txt").write_text("[PAD]\n")
    (folder / "tokenizer_config.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(weights)
    return folder


def _refused() -> str:
    with pytest.raises(EngineMissing) as raised:
        here()
    words = str(raised.value)
    assert "\n" not in words
    return words


@pytest.mark.parametrize("gone", ["camel_tools", "torch", "transformers"])
def test_without_the_packages_the_command_that_brings_them_is_said(home: Path, packages: list[str], gone: str) -> None:
    packages.remove(gone)
    words = _refused()
    assert gone in words
    assert INSTALL in words


def test_an_older_camel_tools_is_refused(home: Path, packages: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "version", lambda _: "1.5.7")
    assert "1.5.7" in _refused()


def test_a_camel_tools_that_says_no_version_is_refused(
    home: Path, packages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", none)
    assert INSTALL in _refused()


def test_without_a_model_its_folder_and_the_command_are_said(home: Path, packages: list[str]) -> None:
    words = _refused()
    assert str(home / ".camel_tools/data/ner/arabert") in words
    assert FETCH_MODEL in words


def test_all_that_is_missing_is_told_at_once_and_nothing_is_made(home: Path, packages: list[str]) -> None:
    packages.clear()
    found = state()
    assert (found.id, [each.lacks for each in found.missing]) == (None, ["packages", "model"])
    assert list(home.iterdir()) == []


def test_the_model_is_found_where_camel_data_puts_it(home: Path, packages: list[str]) -> None:
    folder = a_model(home / ".camel_tools/data/ner/arabert")
    assert here().model == folder
    assert state().files == {"model": folder}


def test_a_data_folder_elsewhere_and_the_setting_are_stronger(
    home: Path, packages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    a_model(home / ".camel_tools/data/ner/arabert")
    other = a_model(home / "data/data/ner/arabert")
    monkeypatch.setenv("CAMELTOOLS_DATA", "~/data")
    assert here().model == other
    mine = a_model(home / "mine")
    monkeypatch.setenv("MURAJI_CAMEL_MODEL", "~/mine")
    assert here().model == mine


@pytest.mark.parametrize("name", ["config.json", "vocab.txt", "tokenizer_config.json", "model.safetensors"])
def test_a_model_that_is_not_whole_says_what_lacks(
    home: Path, packages: list[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = a_model(home / "mine")
    (folder / name).unlink()
    monkeypatch.setenv("MURAJI_CAMEL_MODEL", str(folder))
    words = _refused()
    assert str(folder) in words
    assert name in words


@pytest.mark.parametrize(
    "config",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"id2label": null}',
        '{"id2label": {"0": "O", "2": "B-LOC"}}',
        '{"id2label": {"a": "O"}}',
        '{"id2label": {"0": "positive", "1": "negative"}}',
        '{"id2label": {"0": "LABEL_0", "1": "O"}}',
        "\udcff",
        "[" * 100_000,
    ],
)
def test_a_description_that_is_none_is_one_line(
    home: Path, packages: list[str], monkeypatch: pytest.MonkeyPatch, config: str
) -> None:
    folder = a_model(home / "mine")
    (folder / "config.json").write_bytes(config.encode("utf-8", "surrogateescape"))
    monkeypatch.setenv("MURAJI_CAMEL_MODEL", str(folder))
    assert "config.json" in _refused()


def test_the_version_names_model_morphology_and_rules(
    home: Path, packages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = a_model(home / ".camel_tools/data/ner/arabert")
    before = here().id
    assert before == engine_id("camel") == engine_state("camel").id
    assert before.name == "camel"
    assert f"{BUILTIN.name}-{BUILTIN.version}" in before.version
    monkeypatch.setattr(folders, "BUILTIN", BUILTIN._replace(version="next"))
    assert here().id != before
    monkeypatch.undo()
    monkeypatch.setattr(folders, "find_spec", lambda name: ModuleSpec(name, None))
    monkeypatch.setattr(metadata, "version", lambda _: "1.6.0")
    monkeypatch.setenv("MURAJI_CAMEL_MODEL", str(folder))
    assert here().id == before, "where it lies makes it no other model"
    morphology = home / "mine.db"
    morphology.write_text("###DEFINES###")
    monkeypatch.setenv("MURAJI_CAMEL_MORPHOLOGY", str(morphology))
    assert here().id.version.startswith(before.version + ".morphology-")


def test_the_morphology_database_is_found_where_camel_data_puts_it(home: Path, packages: list[str]) -> None:
    a_model(home / ".camel_tools/data/ner/arabert")
    assert here().morphology is None
    path = home / ".camel_tools/data/morphology_db/calima-msa-r13/morphology.db"
    path.parent.mkdir(parents=True)
    path.write_text("###DEFINES###")
    assert here().morphology == path
    assert state().files["morphology"] == path


def test_a_morphology_setting_that_names_nothing_is_said(
    home: Path, packages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    a_model(home / ".camel_tools/data/ner/arabert")
    monkeypatch.setenv("MURAJI_CAMEL_MORPHOLOGY", "~/none.db")
    assert "none.db" in _refused()


@pytest.mark.parametrize("place", [0, 1, 3_000_000, 4_999_999])
def test_another_model_has_another_fingerprint(tmp_path: Path, place: int) -> None:
    weights = bytearray(5_000_000)
    folder = a_model(tmp_path / "a", bytes(weights))
    files = folders.model_files(folder)
    before = fingerprint(files)
    assert before == fingerprint(files)
    # a retrained model differs everywhere; here already a stretch that the samples meet is enough
    weights[max(0, place - 160_000) : place + 1] = b"\x01" * (place + 1 - max(0, place - 160_000))
    (folder / "model.safetensors").write_bytes(bytes(weights))
    assert fingerprint(files) != before


@pytest.mark.parametrize("name", ["config.json", "vocab.txt", "tokenizer_config.json"])
def test_another_vocabulary_or_description_is_another_model(tmp_path: Path, name: str) -> None:
    folder = a_model(tmp_path / "a")
    before = fingerprint(folders.model_files(folder))
    path = folder / name
    path.write_text(path.read_text() + " ")
    assert fingerprint(folders.model_files(folder)) != before


def test_loading_without_the_model_is_the_same_line(home: Path, packages: list[str]) -> None:
    with pytest.raises(EngineMissing) as raised:
        load("camel")
    assert str(raised.value) == str(engine_state("camel").missing[0])
