"""The tagger's model: trained on labelled documents, scored by whole names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from extract.document import Candidate, Document
from extract.items import Lexicon
from extract.learned.features import Attributes, attributes
from extract.names import find_names
from extract.train.corpora import Labelled

Example = tuple[list[Attributes], list[str]]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is fitted."""

    c1: float = 0.05
    c2: float = 0.05
    rounds: int = 110
    algorithm: str = "lbfgs"


def rule_names(document: Document) -> list[Candidate]:
    """Return what rules alone find in a document."""
    return find_names(document, Lexicon())


def examples(labelled: Labelled, names: Sequence[Candidate] | None = None) -> list[Example]:
    """Return a document's sentences as attributes and labels."""
    document = labelled.document
    found = rule_names(document) if names is None else names
    firsts = document.first_of_sentence
    return [
        (sentence, labelled.labels[begin:end])
        for sentence, begin, end in zip(attributes(document, found), firsts, firsts[1:], strict=False)
        if sentence
    ]


def fit(data: Iterable[Example], target: Path, settings: Settings = Settings()) -> None:
    """Write a model fitted to sentences."""
    trainer = pycrfsuite.Trainer(algorithm=settings.algorithm, verbose=False)
    for sentence, labels in data:
        trainer.append(sentence, labels)
    if settings.algorithm == "lbfgs":
        trainer.set_params(
            {
                "c1": settings.c1,
                "c2": settings.c2,
                "max_iterations": settings.rounds,
                "feature.possible_transitions": True,
            }
        )
    else:
        trainer.set_params({"max_iterations": settings.rounds})
    trainer.train(str(target))


@dataclass(slots=True)
class Score:
    """Right, proposed and wanted names by type."""

    right: Counter[str]
    proposed: Counter[str]
    wanted: Counter[str]

    def add(self, found: Iterable[tuple[int, int, str]], wanted: Iterable[tuple[int, int, str]]) -> None:
        """Count the names of one text."""
        mine, theirs = set(found), set(wanted)
        self.right.update(kind for _, _, kind in mine & theirs)
        self.proposed.update(kind for _, _, kind in mine)
        self.wanted.update(kind for _, _, kind in theirs)

    def rows(self, leave_out: frozenset[str] = frozenset()) -> list[tuple[str, float, float, float, int]]:
        """Return (type, precision, recall, F1, wanted) by type, all types last."""
        kinds = sorted(set(self.wanted) | set(self.proposed))
        counted = [kind for kind in kinds if kind not in leave_out]
        rows = [(kind, self.right[kind], self.proposed[kind], self.wanted[kind]) for kind in kinds]
        right, proposed, wanted = (
            sum(counter[kind] for kind in counted) for counter in (self.right, self.proposed, self.wanted)
        )
        rows.append(("all", right, proposed, wanted))
        return [
            (kind, right / max(proposed, 1), right / max(wanted, 1), 2 * right / max(proposed + wanted, 1), wanted)
            for kind, right, proposed, wanted in rows
        ]


def new_score() -> Score:
    """Return a score of nothing yet."""
    return Score(Counter(), Counter(), Counter())


LEARNED = frozenset(("PERSON", "LOC", "ORG", "FAC", "WEAPON", "NUMBER_OF"))


def keep(labels: Sequence[str], kinds: frozenset[str] = LEARNED) -> list[str]:
    """Return labels with those of other types as O."""
    return [label if label[2:] in kinds else "O" for label in labels]


def open_model(path: Path) -> pycrfsuite.Tagger:
    """Return a model that was written to a file."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger
