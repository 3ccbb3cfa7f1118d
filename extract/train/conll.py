"""The tagger's features and code on corpora with labels of their own: what it reaches where others have measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pycrfsuite

from extract.document import Candidate, Document
from extract.learned.labels import spans
from extract.names import choose
from extract.repeats import repeated_names
from extract.train.corpora import Row, conll_documents, read_conll
from extract.train.mentions import Score, Settings, examples, fit, new_score, open_model

_OURS = {"PER": "PERSON", "PERS": "PERSON"}


def train_and_score(train: Path, test: Path, model: Path, settings: Settings) -> tuple[Score, Score]:
    """Fit a model to one file, tag the other; return its score without and with propagation inside the document."""
    wanted = read_conll(test)
    fit(
        (example for labelled, _ in conll_documents(read_conll(train)) for example in examples(labelled)),
        model,
        settings,
    )
    return score(open_model(model), wanted)


def score(tagger: pycrfsuite.Tagger, sentences: Sequence[list[Row]]) -> tuple[Score, Score]:
    """Return the scores of a model on a file's sentences, by the file's own words, without and with propagation."""
    plain, propagated = new_score(), new_score()
    own = {_OURS.get(label[2:], label[2:]): label[2:] for label in tagger.labels() if label != "O"}
    for labelled, _ in conll_documents(sentences):
        wanted = spans(labelled.labels)
        found = spans([label for sentence, _ in examples(labelled) for label in tagger.tag(sentence)])
        plain.add(found, wanted)
        propagated.add(_propagated(labelled.document, found, own), wanted)
    return plain, propagated


def _propagated(
    document: Document, found: Iterable[tuple[int, int, str]], own: Mapping[str, str]
) -> list[tuple[int, int, str]]:
    """Return the names found and their repeats; `own` is what the corpus calls each of our types."""
    names: list[Candidate] = []
    others: list[tuple[int, int, str]] = []
    for first, end, kind in found:
        ours = _OURS.get(kind, kind)
        candidate = (
            document.candidate(first, end - 1, ours, 0.9, "tagged") if ours in ("PERSON", "LOC", "ORG") else None
        )
        if candidate is None:
            others.append((first, end, kind))
        else:
            names.append(candidate)
    taken = {index for first, end, _ in others for index in range(first, end)}
    repeats = [name for name in repeated_names(document, names) if taken.isdisjoint(range(name.first, name.last + 1))]
    chosen = choose(document, [*names, *repeats])
    return [*others, *((name.first, name.last + 1, own[name.type]) for name in chosen)]
