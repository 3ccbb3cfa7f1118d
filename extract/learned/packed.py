"""The models in `extract/data`, read when first asked."""

from __future__ import annotations

import threading
from functools import cached_property
from hashlib import sha256
from importlib import resources

import pycrfsuite


class Packed:
    """A model of the package."""

    def __init__(self, file: str) -> None:
        """Name a model's file; nothing is read."""
        self._file = file
        self._opened = threading.local()

    @cached_property
    def _data(self) -> bytes:
        # Read as bytes: a package may lie in an archive.
        return resources.files("extract").joinpath("data", self._file).read_bytes()

    def tagger(self) -> pycrfsuite.Tagger:
        """Return this thread's tagger: it keeps the sequence that it was given last, so two threads must not share one."""
        tagger: pycrfsuite.Tagger | None = getattr(self._opened, "tagger", None)
        if tagger is None:
            tagger = pycrfsuite.Tagger()
            # The library reads in these bytes, it copies none and holds no reference: they are kept here.
            tagger.open_inmemory(self._data)
            self._opened.tagger = tagger
        return tagger

    @cached_property
    def digest(self) -> str:
        """Eight letters that change with the model."""
        return sha256(self._data).hexdigest()[:8]
