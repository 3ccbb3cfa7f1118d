"""The camel engine."""

from __future__ import annotations

from extract.article import Article
from extract.camel.folders import camel_id
from extract.items import Extraction, Lexicon


class Camel:
    """Names by a transformer, the rest by the builtin rules."""

    def __init__(self) -> None:
        self.name, self.version = camel_id()

    def propose(self, article: Article, lexicon: Lexicon) -> Extraction:
        """Return the mentions and events of an article."""
        raise NotImplementedError
