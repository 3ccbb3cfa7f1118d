"""The engine that comes with the program: tables, rules and small models, nothing to download.

`propose` is a pure function of the article and the lexicon: the same items on every machine.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from extract.article import Article
from extract.coreference import canonical_names
from extract.document import Document
from extract.engines import BUILTIN, local_mark
from extract.events import find_events
from extract.extended import extended
from extract.extension import NOTHING, Extension
from extract.items import Extraction, Lexicon, Mention
from extract.learned.local import Local
from extract.learned.names import learned_names
from extract.names import completed
from extract.taught import taught


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold back the search for cyclic garbage: steps make a million small objects an article and no cycle of them.

    What the search looks at is what tables and caches hold, again and again.
    """
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()


class Builtin:
    """Names, dates, counts, weapons and events by models that weigh what tables and rules find."""

    name = BUILTIN.name

    def __init__(self, extension: Extension = NOTHING, local: bytes = b"") -> None:
        """Make an engine for a project: `extension` is what its own file says, `local` its own model, empty for none.

        Raises BadModel.
        """
        self.version = BUILTIN.version + extension.mark + local_mark(local)
        self._extension = extension
        self._names = Local(local).names if local else learned_names

    def propose(self, article: Article, lexicon: Lexicon) -> Extraction:
        """Return the mentions and events of an article; mentions in order, none overlapping another."""
        with _no_collection():
            return self._proposed(article, lexicon)

    def _proposed(self, article: Article, lexicon: Lexicon) -> Extraction:
        document = Document(article, self._extension)
        names = completed(document, self._names(document), lexicon)
        own, known = extended(self._extension), taught(lexicon)
        canonicals = own.canonicals(document, names, canonical_names(document, names))
        canonicals = known.canonicals(document, names, canonicals)
        mentions = tuple(
            Mention(name.start, name.end, name.type, canonical, round(name.confidence, 3), name.reason)
            for name, canonical in zip(names, canonicals, strict=True)
        )
        events = known.events(document, names, own.events(find_events(document, names)))
        return Extraction(self.name, self.version, mentions, events)
