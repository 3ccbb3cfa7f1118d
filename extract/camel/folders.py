"""Where the camel engine's model is, what is missing, and what a run with it is known by.

By files and package metadata alone: nothing of camel_tools or torch is imported, so it may be asked at every start.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NoReturn

from extract.engines import BUILTIN, CAMEL, EngineId, EngineState
from extract.errors import EngineMissing

MODEL_SETTING: Final = "MURAJI_CAMEL_MODEL"
"""Environment variable: folder of the model. Without it, the one that `camel_data` puts into its data folder."""
MORPHOLOGY_SETTING: Final = "MURAJI_CAMEL_MORPHOLOGY"
"""Environment variable: a morphology database. Without it, the one in the data folder, if there is one."""

# the CPU build: without naming it pip brings gigabytes for graphics cards
INSTALL: Final = "pip install 'torch==2.13.0' 'camel-tools>=1.6.0'"
FETCH_MODEL: Final = "camel_data -i ner-arabert"
FETCH_MORPHOLOGY: Final = "camel_data -i morphology-db-msa-r13"

_PACKAGES: Final = ("camel_tools", "torch", "transformers")
_OLDEST: Final = (1, 6)
_SMALL_FILES: Final = (
    "config.json",
    "vocab.txt",
    "tokenizer_config.json",
    "tokenizer.json",
    "special_tokens_map.json",
    "added_tokens.json",
)
# without tokenizer_config.json hamzas would be taken off silently, and names be missed
_NEEDED: Final = ("config.json", "vocab.txt", "tokenizer_config.json")
_WEIGHTS: Final = ("model.safetensors", "pytorch_model.bin")
_SAMPLES, _SAMPLE = 32, 1 << 16


@dataclass(frozen=True, slots=True)
class Here:
    """What this machine has for the engine."""

    model: Path
    weights: Path
    """The file in `model` that holds them."""
    morphology: Path | None
    id: EngineId


def here() -> Here:
    """Return what this machine has for the engine. Raises EngineMissing, which says what to bring."""
    _packages()
    folder = model_folder()
    weights = _weights(folder)
    morphology = morphology_file()
    try:
        version = f"{CAMEL.version}.{BUILTIN.name}-{BUILTIN.version}.model-{fingerprint(model_files(folder))}"
        if morphology:
            version += f".morphology-{fingerprint([morphology])}"
    except OSError as error:
        _refuse(f"{error.filename}: can't be read ({error.strerror}); check its permissions")
    return Here(folder, weights, morphology, EngineId(CAMEL.name, version))


def state() -> EngineState:
    """Return whether the engine can run here, and all that is missing at once."""
    missing: list[EngineMissing] = []
    files: dict[str, Path] = {}
    for look in (_packages, _look_for_model, _look_for_morphology):
        try:
            files |= look()
        except EngineMissing as error:
            missing.append(error)
    if missing:
        return EngineState(None, tuple(missing), files)
    try:
        return EngineState(here().id, (), files)
    except EngineMissing as error:
        return EngineState(None, (error,), files)


def _look_for_model() -> dict[str, Path]:
    folder = model_folder()
    _weights(folder)
    return {"model": folder}


def _look_for_morphology() -> dict[str, Path]:
    path = morphology_file()
    return {"morphology": path} if path else {}


def model_files(folder: Path) -> list[Path]:
    """Return the files that say what a model answers, whether or not they exist; one file of weights."""
    weights = next((folder / name for name in _WEIGHTS if (folder / name).is_file()), folder / _WEIGHTS[0])
    return [*(folder / name for name in _SMALL_FILES), weights]


def data_folder() -> Path:
    """Return the folder that camel-tools keeps its data in; it need not exist."""
    given = os.environ.get("CAMELTOOLS_DATA")
    return Path(given).expanduser() if given else Path.home() / ".camel_tools"


def model_folder() -> Path:
    """Return the folder where the model is looked for; it need not exist."""
    given = os.environ.get(MODEL_SETTING)
    return Path(given).expanduser() if given else data_folder() / "data" / "ner" / "arabert"


def morphology_file() -> Path | None:
    """Return the morphology database, None without one. Raises EngineMissing where the setting names what is none."""
    given = os.environ.get(MORPHOLOGY_SETTING)
    if given:
        path = Path(given).expanduser()
        if not path.is_file():
            _refuse(f"{path}: no such file; {MORPHOLOGY_SETTING} must name a morphology database, or be unset")
        return path
    path = data_folder() / "data" / "morphology_db" / "calima-msa-r13" / "morphology.db"
    return path if path.is_file() else None


def fingerprint(files: Iterable[Path]) -> str:
    """Return 12 hex digits that change with the files' names, sizes and bytes; files that don't exist count as none.

    Of a file above 2 MiB only 32 samples of 64 KiB at even distances are read, first and last bytes among them: half a
    gigabyte whole would cost every start a second or more, and a retrained model differs nearly everywhere.
    """
    digest = sha256()
    for path in files:
        if not path.is_file():
            continue
        size = path.stat().st_size
        digest.update(f"{path.name}\0{size}\0".encode())
        with path.open("rb") as file:
            if size <= _SAMPLES * _SAMPLE:
                digest.update(file.read())
                continue
            for number in range(_SAMPLES):
                file.seek((size - _SAMPLE) * number // (_SAMPLES - 1))
                digest.update(file.read(_SAMPLE))
    return digest.hexdigest()[:12]


def packages_missing() -> tuple[str, ...]:
    """Return the packages that the engine needs and this Python has not; nothing is imported."""
    return tuple(name for name in _PACKAGES if find_spec(name) is None)


def _packages() -> dict[str, Path]:
    missing = packages_missing()
    if missing:
        raise EngineMissing(
            f"the engine camel needs the extra `camel` ({', '.join(missing)} not installed)",
            lacks="packages",
            bring=INSTALL,
        )
    try:
        found = metadata.version("camel-tools")
    except metadata.PackageNotFoundError:
        found = "of no version"
    if tuple(int(part) for part in found.split(".")[:2] if part.isdecimal()) < _OLDEST:
        raise EngineMissing(
            f"the engine camel needs camel-tools 1.6 or later, here is {found}", lacks="packages", bring=INSTALL
        )
    return {}


def _weights(folder: Path) -> Path:
    if not folder.is_dir():
        raise EngineMissing(
            f"the engine camel has no model in {folder}; put one there, or name its folder in {MODEL_SETTING}",
            lacks="model",
            bring=FETCH_MODEL,
            place=str(folder),
        )
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    weights = next((folder / name for name in _WEIGHTS if (folder / name).is_file()), None)
    if weights is None:
        missing.append(" or ".join(_WEIGHTS))
    if missing or weights is None:
        _refuse(f"{folder}: the model is not whole, {', '.join(missing)} missing; copy the whole folder again")
    labels_of(folder)
    return weights


def labels_of(folder: Path) -> tuple[str, ...]:
    """Return the labels of a model by their number. Raises EngineMissing where it is no model that finds names."""
    path = folder / "config.json"
    try:
        config = json.loads(path.read_bytes())
        table = {int(number): str(label) for number, label in config["id2label"].items()}
        labels = tuple(table[number] for number in range(len(table)))
    except OSError as error:
        _refuse(f"{path}: can't be read ({error.strerror}); check its permissions")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        _refuse(f"{path}: not the description of a model that labels words (id2label); copy the whole folder again")
    if "O" not in labels or not any(label.endswith(("-PERS", "-PER", "-LOC", "-ORG")) for label in labels):
        shown = ", ".join(labels[:6])
        _refuse(
            f"{path}: the labels are not those of a model that finds names ({shown}); name another in {MODEL_SETTING}"
        )
    return labels


def _refuse(words: str) -> NoReturn:
    raise EngineMissing(words, lacks="settings")
