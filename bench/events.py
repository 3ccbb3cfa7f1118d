"""What the builtin engine's events reach on marked articles that its models of triggers and modality have not seen.

    python -m bench.events FOLDER NEWS      FOLDER: NN.txt and NN.json, as `python -m extract.train marks` writes them;
                                            NEWS: the raw news in which events were marked one by one

In turn each sixth of the articles is left out, models are fitted to the others and to those events whose articles are no
near copy of a marked one, and the events of the articles left out are found end to end: names by rules, triggers, modality.
Roles are as the shipped model has them, which knows the articles: `python -m extract.train roles` tries those.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from unittest.mock import patch

import pycrfsuite

from bench.counting import Counts
from bench.extraction import count_events
from extract.engines import BUILTIN
from extract.errors import ExtractError
from extract.events import find_events
from extract.items import Extraction, Lexicon
from extract.learned import modality as modality_model
from extract.learned import triggers as trigger_model
from extract.names import find_names
from extract.train import modality, triggers
from extract.train.singles import apart, singles, stored_singles
from extract.train.triggers import FOLDS, Marked, decisions, decisions_alone, fit
from extract.train.words import raw_articles


class _Fitted:
    """A model of this run, in the place of a packed one."""

    def __init__(self, tagger: pycrfsuite.Tagger) -> None:
        self._tagger = tagger

    def tagger(self) -> pycrfsuite.Tagger:
        return self._tagger


@contextmanager
def _by(of_triggers: pycrfsuite.Tagger, of_modality: pycrfsuite.Tagger) -> Iterator[None]:
    with (
        patch.object(trigger_model, "MODEL", _Fitted(of_triggers)),
        patch.object(modality_model, "MODEL", _Fitted(of_modality)),
    ):
        yield


def tried(folder: Path, news: Path) -> Counts:
    """Return the counts of all articles of a folder, each by models that have not seen it."""
    plain = triggers.read([folder], marked=False)
    named = triggers.read([folder], marked=True)
    rows = [modality.told(article) for article in named]
    marked = list(singles(raw_articles(news), stored_singles()))
    fair = list(apart(marked, (article.document for article in plain)))
    more = [pair for one in fair for pair in decisions_alone(*one)]
    more_rows = [modality.told_alone(*one) for one in fair]
    counts = Counts()
    with tempfile.TemporaryDirectory() as place:
        for fold in range(FOLDS):
            others = [number for number in range(len(plain)) if number % FOLDS != fold]
            seen = decisions([*(plain[number] for number in others), *(named[number] for number in others)])
            of_triggers = fit(chain(seen, more), Path(place) / "triggers.crf", triggers.TRIGGERS)
            told = modality.examples([*(rows[number] for number in others), *more_rows])
            of_modality = fit(told, Path(place) / "modality.crf", modality.SETTINGS)
            with _by(of_triggers, of_modality):
                for article in plain[fold::FOLDS]:
                    found = find_events(article.document, find_names(article.document, Lexicon()))
                    count_events(
                        counts, {"events": article.events}, Extraction(BUILTIN.name, BUILTIN.version, (), found), []
                    )
    return counts


def unlisted(articles: Iterable[Marked]) -> int:
    """Return how many marked events stand, with all that may be their trigger, at words that the table has not as such."""
    count = 0
    for article in articles:
        tokens = article.document.tokens
        listed = [
            (tokens[trigger.first].start, tokens[trigger.last].end, trigger.group.type)
            for place in article.found
            for trigger in (candidate.trigger for candidate in place.choice)
        ]
        for event in article.events:
            spans = [event["trigger"], *event.get("trigger_alts", ())]
            count += not any(
                kind == event["type"] and any(start < span["end"] and span["start"] < end for span in spans)
                for start, end, kind in listed
            )
    return count


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("news", type=Path)
    options = parser.parse_args()
    try:
        tried(options.folder, options.news).show()
        articles = triggers.read([options.folder], marked=False)
        print(f"events at words that the table has not: {unlisted(articles)}")
    except (ExtractError, OSError) as error:
        raise SystemExit(f"bench.events: {error}") from None


if __name__ == "__main__":
    main()
