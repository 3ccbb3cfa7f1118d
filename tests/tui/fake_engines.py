"""Engines that do what a text tells them, quick to load, for tests of who extracts and who keeps.

    سالم     a name; every word of two letters or more is one, how sure hangs on the word
    !raise   the engine fails
    !wrong   it proposes what does not fit the text
    !die     its process is killed, as when memory runs out
    !wait    it never comes back, and writes the id of its process to `at` first
    !modules it fails, and says which of the program's own modules its process holds
    !count   it fails, and says how many articles and extractions its process holds

It works longer on some texts than on others, so that workers come back in another order than they were sent.
"""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
from functools import partial
from hashlib import sha256
from pathlib import Path

from extract.article import Article
from extract.engines import EngineId
from extract.items import Argument, Event, Extraction, Lexicon, Mention
from extract.taught import taught
from tui.serving import Chosen

NAME = "fake"


class Fake:
    """An engine without tables."""

    name = NAME

    def __init__(self, version: str = "1", at: str = "") -> None:
        self.version = version
        self._at = at

    def propose(self, article: Article, lexicon: Lexicon) -> Extraction:
        """Return every word as a name, the first one as an event as well, with the second in a role."""
        body = article.body
        _obey(body, self._at)
        digest = sha256(body.encode()).digest()
        for _ in range(digest[0] % 8 * 300):
            digest = sha256(digest).digest()
        words = [found for found in re.finditer(r"\w{2,}", body) if self.version == "1" or _sure(found.group()) > 0.4]
        known = taught(lexicon)
        mentions = tuple(
            Mention(
                *found.span(), lexicon.names.get(found.group(), "PERSON"), found.group(), _sure(found.group()), "word"
            )
            for found in words
            if not known.rejects(body, *found.span(), "PERSON")
        )
        if len(mentions) < 2:
            return Extraction(self.name, self.version, mentions, ())
        first, second = mentions[:2]
        argument = Argument("actor", second.start, second.end, (second.start, second.end), 0.5, "next")
        event = Event(first.start, first.end, "VISIT_TRAVEL", None, "asserted", (argument,), 0.5, "first")
        return Extraction(self.name, self.version, mentions, (event,))


def _sure(word: str) -> float:
    return sha256(word.encode()).digest()[0] / 255


def _obey(body: str, at: str) -> None:
    if "!raise" in body:
        raise ValueError("of\n two lines")
    if "!die" in body:
        os.kill(os.getpid(), signal.SIGKILL)
    if "!modules" in body:
        held = {"sqlite3", "store", "textual", "rich", "lxml"} & sys.modules.keys()
        raise ValueError(f"holds {sorted(held)}")
    if "!count" in body:
        gc.collect()
        raise ValueError(f"holds {sum(isinstance(each, Article | Extraction) for each in gc.get_objects())}")
    if "!wait" in body:
        Path(at).write_text(str(os.getpid()))
        while True:
            signal.pause()


class Wrong(Fake):
    """Proposes a name beyond the end of texts with `!wrong`."""

    def propose(self, article: Article, lexicon: Lexicon) -> Extraction:
        """Return what does not fit where the text says so."""
        found = super().propose(article, lexicon)
        if "!wrong" not in article.body:
            return found
        end = len(article.body) + 5
        return Extraction(self.name, self.version, (Mention(end - 2, end, "PERSON", "x", 0.5, "word"),), ())


def chosen(version: str = "1", at: Path | str = "") -> Chosen:
    """Return the fake engine to choose."""
    return Chosen(EngineId(NAME, version), partial(Wrong, version, str(at)))


def unable() -> Fake:
    """Raise, as an engine without its model does."""
    raise ValueError("no model here")


def dies() -> Fake:
    """End the process that loads it."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


UNABLE = Chosen(EngineId(NAME, "1"), unable)
DIES = Chosen(EngineId(NAME, "1"), dies)
LIAR = Chosen(EngineId(NAME, "2"), partial(Fake, "1"))
"""Says that it is another version than it was asked for as."""
