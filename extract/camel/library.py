"""camel-tools, behind the one module that imports it: a transformer that labels words, an analyser that gives lemmas.

Importing camel_tools would download a catalogue and make a folder in the user's home; a stand-in for its `data` module keeps it
from both, and transformers is told that there is no network. Nothing is read but the files named.

The same text gives the same labels on one machine: the model is in evaluation mode, without dropout, on the processor, with a fixed
number of threads. Between machines the last digits of a probability may differ.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final
from zipfile import is_zipfile

from extract.camel.folders import Here, labels_of
from extract.camel.lemmas import Analysis
from extract.camel.windows import Row, Window
from extract.errors import EngineMissing

THREADS: Final = 4
"""Threads at most. More bring little for sentences, and another number may change the last digits."""
_PIECES: Final = 256
"""What camel-tools gives its models at once, the pieces that open and close a window counted."""
_ALIASES: Final = (("LayerNorm.gamma", "LayerNorm.weight"), ("LayerNorm.beta", "LayerNorm.bias"))


class Recogniser:
    """A transformer of camel-tools that labels words."""

    def __init__(self, here: Here) -> None:
        """Load the model. Raises EngineMissing where its files can't be used."""
        self.recogniser, self._torch = _loaded(here)
        self.labels = labels_of(here.model)
        self._model = self.recogniser.model.eval()
        self._tokenizer = self.recogniser.tokenizer
        self.limit = min(_PIECES, self._model.config.max_position_embeddings) - 2
        self._opening, self._closing = self._tokenizer.cls_token_id, self._tokenizer.sep_token_id
        self._padding = self._tokenizer.pad_token_id or 0
        self.pieces = lru_cache(maxsize=65536)(self._pieces)
        self._torch.set_num_threads(min(THREADS, os.cpu_count() or 1))

    def _pieces(self, word: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.convert_tokens_to_ids(self._tokenizer.tokenize(word)))

    def probabilities(self, windows: Sequence[Window]) -> list[list[Row]]:
        """Return a row a word of each window, from the word's first piece, as the models are trained."""
        torch = self._torch
        lines = [[self._opening, *(p for word in each.pieces for p in word), self._closing] for each in windows]
        width = max(map(len, lines))
        numbers = torch.tensor([line + [self._padding] * (width - len(line)) for line in lines])
        mask = torch.tensor([[1] * len(line) + [0] * (width - len(line)) for line in lines])
        with torch.inference_mode():
            logits = self._model(
                input_ids=numbers, attention_mask=mask, token_type_ids=torch.zeros_like(numbers)
            ).logits
            rows = torch.softmax(logits.float(), dim=-1)
        answers: list[list[Row]] = []
        for number, window in enumerate(windows):
            places, place = [], 1
            for pieces in window.pieces:
                places.append(place)
                place += len(pieces)
            answers.append([tuple(row) for row in rows[number, places].tolist()])
        return answers


class Analyser:
    """A morphology database of camel-tools."""

    def __init__(self, path: Path) -> None:
        """Read the database. Raises EngineMissing where the file is none."""
        _prepare()
        try:
            from camel_tools.morphology.analyzer import Analyzer  # noqa: PLC0415 - after _prepare
            from camel_tools.morphology.database import MorphologyDB  # noqa: PLC0415

            database = MorphologyDB(str(path), "a")
            if not (database.stem_hash and database.prefix_stem_compat and database.stem_suffix_compat):
                raise ValueError("it ends too early")  # noqa: TRY301 - told as what its reader raises
            self._analyser = Analyzer(database)
        except Exception as error:
            raise EngineMissing(
                f"{path}: can't be used as a morphology database ({_line(error)})", lacks="settings"
            ) from error
        finally:
            _tidy()

    def analyses(self, word: str) -> list[Analysis]:
        """Return the ways to read a word, in the database's order."""
        return [
            Analysis(
                lemma=str(found.get("lex", "")),
                part=str(found.get("pos", "")),
                proclitics=sum(found.get(name, "0") not in _NO_CLITIC for name in ("prc1", "prc2", "prc3")),
                weight=float(found.get("pos_lex_logprob") or -99.0),
            )
            for found in self._analyser.analyze(word)
        ]


_NO_CLITIC: Final = ("0", "na", "", None)


def _loaded(here: Here) -> tuple[Any, Any]:
    """Return camel-tools' recogniser with its model, and the module torch."""
    _prepare()
    try:
        import torch  # noqa: PLC0415 - after _prepare, which keeps it offline
        from camel_tools.ner import NERecognizer  # noqa: PLC0415
        from transformers.utils import logging  # noqa: PLC0415

        logging.set_verbosity_error()
        logging.disable_progress_bar()
    except Exception as error:
        raise EngineMissing(
            f"camel-tools can't be imported ({_line(error)}); install the extra again", lacks="packages"
        ) from error
    finally:
        _tidy()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            recogniser = NERecognizer(str(here.model), use_gpu=False)
        lacking = set(recogniser.model.state_dict()) - set(_names(here.weights, torch))
    except Exception as error:
        raise EngineMissing(
            f"{here.model}: the model can't be read ({_line(error)}); copy the whole folder again", lacks="settings"
        ) from error
    known, entries = len(recogniser.tokenizer), recogniser.model.config.vocab_size
    # fewer by a few: sizes are rounded up
    if not 0.9 * entries <= known <= entries:
        raise EngineMissing(
            f"{here.model / 'vocab.txt'}: {known} word pieces where the model has {entries}; copy the whole folder again",
            lacks="settings",
        )
    # transformers fills what is missing with chance, and says so only in its log
    if lacking:
        raise EngineMissing(
            f"{here.weights}: {len(lacking)} of the model's tables are missing ({min(lacking)}); copy the whole folder again",
            lacks="settings",
        )
    return recogniser, torch


def _names(weights: Path, torch: Any) -> Iterable[str]:  # noqa: ANN401 - the module, imported late
    """Yield the names of the tables that a file of weights holds, in today's spelling."""
    if weights.suffix == ".safetensors":
        with weights.open("rb") as file:
            names = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    else:
        # files of before 2020 are no zip, and are read whole
        names = torch.load(weights, map_location="cpu", mmap=is_zipfile(weights), weights_only=True)
    for name in names:
        spelled = name
        for old, new in _ALIASES:
            spelled = spelled.replace(old, new)
        yield spelled


def _prepare() -> None:
    """Keep the import of camel_tools from the network and from the user's home."""
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # threads that spin while they wait take the processor from each other where other programs run beside them
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    stand_in = ModuleType(_DATA)
    stand_in.CATALOGUE = None  # type: ignore[attr-defined]  # what the modules we use import of it
    sys.modules.setdefault(_DATA, stand_in)


def _tidy() -> None:
    """Take the stand-in away again, so that who imports camel_tools beside us gets the real one."""
    if not hasattr(sys.modules.get(_DATA), "__file__"):
        sys.modules.pop(_DATA, None)


_DATA: Final = "camel_tools.data"


def _line(error: Exception) -> str:
    """Return an error of a library as a part of our one line."""
    words = " ".join(str(error).split()) or type(error).__name__
    return words if len(words) <= 160 else words[:159] + "…"
