"""The model that decides on triggers: fitted to marked articles, tried on articles left out.

`python -m extract.train triggers --marked FOLDER... --raw NEWS` prints what holds on articles that a model has not seen and writes
`triggers.crf`, and how far a probability is to be trusted into `confidence.toml`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pycrfsuite

from extract.document import Candidate as Name
from extract.document import Document
from extract.events import is_sport
from extract.items import Lexicon
from extract.learned.triggers import LEAST, NO, YES, Place, chosen, places, probabilities, weighable
from extract.names import find_names
from extract.train import calibration
from extract.train.corpora import read_marked
from extract.train.singles import Single, apart, singles, stored_singles

FOLDS = 6
EITHER = "-"
"""Label of a candidate that is as right as the trigger beside it (شن beside هجوما): shown to no model."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked article, once with the engine's names and once with the marked ones."""

    name: str
    document: Document
    events: Sequence[Mapping[str, Any]]
    found: list[Place]
    items: list[list[list[str]]]
    """Attributes of each place's candidates."""
    labels: list[list[str]]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is fitted."""

    c1: float
    c2: float
    rounds: int = 100


TRIGGERS = Settings(c1=0.5, c2=3.0)


def marked_names(document: Document, entities: Iterable[Mapping[str, Any]]) -> list[Name]:
    """Return the marked names of a document."""
    found: list[Name] = []
    for entity in entities:
        inside = _tokens(document, entity)
        if inside:
            start, end = entity["start"], entity["end"]
            found.append(Name(start, end, inside[0], inside[-1], entity["type"], 1.0, "marked"))
    return found


def _tokens(document: Document, span: Mapping[str, Any]) -> list[int]:
    return [
        index for index, token in enumerate(document.tokens) if token.start < span["end"] and span["start"] < token.end
    ]


def labels_of(document: Document, events: Iterable[Mapping[str, Any]], found: Sequence[Place]) -> list[list[str]]:
    """Return for each place which of its candidates are marked as events of that kind.

    A word marked as another possible trigger counts only where the trigger itself is no candidate.
    """
    types_at: dict[int, set[str]] = defaultdict(set)
    for place in found:
        for candidate in place.choice:
            for index in range(candidate.trigger.first, candidate.trigger.last + 1):
                types_at[index].add(candidate.trigger.group.type)
    meant: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    either: set[tuple[int, str]] = set()
    for event in events:
        kind = event["type"], event.get("subtype")
        own = _tokens(document, event["trigger"])
        known = any(event["type"] in types_at[index] for index in own)
        for index in own:
            meant[index].append(kind)
        for other in event.get("trigger_alts", ()):
            for index in _tokens(document, other):
                if not known:
                    meant[index].append(kind)
                elif index not in own:
                    either.add((index, event["type"]))
    return [_labels_at(place, meant, either) for place in found]


def _labels_at(
    place: Place, meant: Mapping[int, list[tuple[str, str | None]]], either: set[tuple[int, str]]
) -> list[str]:
    kinds = {(candidate.trigger.group.type, candidate.trigger.group.subtype) for candidate in place.choice}
    labels = []
    for candidate in place.choice:
        group = candidate.trigger.group
        label = NO
        for index in range(candidate.trigger.first, candidate.trigger.last + 1):
            if (index, group.type) in either:
                label = EITHER
            for kind in meant.get(index, ()):
                if kind[0] == group.type and (kind[1] == group.subtype or kind not in kinds):
                    label = YES
        labels.append(label)
    return labels


def read(folders: Iterable[Path], *, marked: bool) -> list[Marked]:
    """Return the articles of folders; with the marked names, or with those that the engine finds."""
    articles: list[Marked] = []
    for folder in folders:
        for labelled, marks in read_marked(folder):
            document = labelled.document
            names = marked_names(document, marks["entities"]) if marked else find_names(document, Lexicon())
            found = places(document, names, sport=is_sport(document))
            events = marks["events"]
            items = weighable(document, names, found)
            articles.append(Marked(labelled.name, document, events, found, items, labels_of(document, events, found)))
    return articles


def fit(examples: Iterable[tuple[list[str], str]], target: Path, settings: Settings) -> pycrfsuite.Tagger:
    """Write a model of single decisions and return it, open."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for attributes, label in examples:
        trainer.append([attributes], [label])
    trainer.set_params({"c1": settings.c1, "c2": settings.c2, "max_iterations": settings.rounds})
    trainer.train(str(target))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(target))
    return tagger


def decisions(articles: Iterable[Marked]) -> Iterator[tuple[list[str], str]]:
    """Yield every candidate with its label."""
    for article in articles:
        for items, labels in zip(article.items, article.labels, strict=True):
            for item, label in zip(items, labels, strict=True):
                if label != EITHER:
                    yield item, label


def decisions_alone(document: Document, events: Sequence[Single]) -> Iterator[tuple[list[str], str]]:
    """Yield what words marked one by one tell: of a candidate there that it is its event, or that it is none.

    Where several candidates have the type that was marked, which of them is meant nobody has said.
    """
    names = find_names(document, Lexicon())
    found = places(document, names, sport=is_sport(document))
    at = {document.tokens[place.position].start: number for number, place in enumerate(found)}
    items = weighable(document, names, found)
    for one in events:
        number = at.get(one.start)
        if number is None:
            continue
        kinds = [candidate.trigger.group.type for candidate in found[number].choice]
        for kind, item in zip(kinds, items[number], strict=True):
            if kind != one.type or one.modality is None:
                yield item, NO
            elif kinds.count(kind) == 1:
                yield item, YES


def weigh(article: Marked, tagger: pycrfsuite.Tagger) -> list[list[float]]:
    """Return the probabilities of an article's candidates."""
    flat = iter(probabilities([item for items in article.items for item in items], tagger))
    return [[next(flat) for _ in items] for items in article.items]


@dataclass(slots=True)
class Tally:
    """Right, proposed and marked triggers by type."""

    right: Counter[str]
    proposed: Counter[str]
    wanted: Counter[str]

    def add(self, article: Marked, weights: Sequence[Sequence[float]], least: float) -> None:
        """Count what is taken of one article."""
        label = {
            id(candidate.trigger): value
            for place, labels in zip(article.found, article.labels, strict=True)
            for candidate, value in zip(place.choice, labels, strict=True)
        }
        for taken in chosen(article.found, weights, least):
            value = label[id(taken.trigger)]
            if value != EITHER:
                self.proposed[taken.trigger.group.type] += 1
                self.right[taken.trigger.group.type] += value == YES
        self.wanted.update(event["type"] for event in article.events)

    def line(self, kind: str = "") -> str:
        """Return precision, recall and F1 of a type, or of all, in words."""
        right, proposed, wanted = (
            counter[kind] if kind else sum(counter.values()) for counter in (self.right, self.proposed, self.wanted)
        )
        return (
            f"P {right / max(proposed, 1):.3f}  R {right / max(wanted, 1):.3f}"
            f"  F1 {2 * right / max(proposed + wanted, 1):.3f}  of {wanted}"
        )


def held_out(
    plain: Sequence[Marked], named: Sequence[Marked], more: Sequence[tuple[list[str], str]]
) -> list[list[list[float]]]:
    """Return the probabilities of each article's candidates by a model that has not seen the article."""
    found: list[list[list[float]]] = [[] for _ in plain]
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(FOLDS):
            seen = [article for number, article in enumerate(plain) if number % FOLDS != fold]
            seen += [article for number, article in enumerate(named) if number % FOLDS != fold]
            tagger = fit(chain(decisions(seen), more), Path(folder) / f"{fold}.crf", TRIGGERS)
            for number in range(fold, len(plain), FOLDS):
                found[number] = weigh(plain[number], tagger)
    return found


def tally(articles: Sequence[Marked], weights: Sequence[list[list[float]]], least: float) -> Tally:
    """Return what is right at a least probability."""
    counted = Tally(Counter(), Counter(), Counter())
    for article, values in zip(articles, weights, strict=True):
        counted.add(article, values, least)
    return counted


def judged(articles: Sequence[Marked], weights: Sequence[list[list[float]]]) -> list[calibration.Judged]:
    """Return the likeliest candidate of each place with its type, probability and whether it is right."""
    found: list[calibration.Judged] = []
    for article, values in zip(articles, weights, strict=True):
        for place, labels, row in zip(article.found, article.labels, values, strict=True):
            best = max(range(len(row)), key=row.__getitem__)
            if labels[best] != EITHER:
                found.append((place.choice[best].trigger.group.type, row[best], labels[best] == YES))
    return found


def main(argv: Sequence[str]) -> int:
    """Train on marked articles and events marked one by one; print what holds on articles left out."""
    from extract.train.words import raw_articles  # noqa: PLC0415 - brings the model's libraries

    parser = argparse.ArgumentParser(prog="python -m extract.train triggers", description=main.__doc__)
    parser.add_argument("--marked", nargs="+", type=Path, required=True, metavar="FOLDER")
    parser.add_argument(
        "--raw", type=Path, metavar="NEWS", help="raw news, an empty line between articles, plain or .xz"
    )
    parser.add_argument("--into", type=Path, default=Path("extract/data"))
    options = parser.parse_args(argv)
    plain = read(options.marked, marked=False)
    named = read(options.marked, marked=True)
    marked = list(singles(raw_articles(options.raw), stored_singles())) if options.raw else []
    more = {id(one[0]): list(decisions_alone(*one)) for one in marked}
    unlike = [more[id(document)] for document, _ in apart(marked, (article.document for article in plain))]
    weights = held_out(plain, named, list(chain.from_iterable(unlike)))
    lines = [f"from {level}: {tally(plain, weights, level).line()}" for level in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)]
    best = tally(plain, weights, LEAST)
    lines.append(f"{len(plain)} articles, from {LEAST}")
    lines += [f"  {kind:<18} {best.line(kind)}" for kind in sorted(best.wanted)]
    lines.append(f"  {'all':<18} {best.line()}")
    everything = chain(decisions([*plain, *named]), chain.from_iterable(more.values()))
    fit(everything, options.into / "triggers.crf", TRIGGERS)
    calibration.write(options.into / "confidence.toml", "event", calibration.table(judged(plain, weights)))
    print("\n".join(lines))  # noqa: T201 - what a training step is read by
    return 0
