"""Fits the second model of names (`extract.learned.local`) to the articles that reviewers of one store are done with.

The first model is never fitted again: it needs its corpora, and they are not shipped. The new model is taken only where
articles that it was not fitted to come out better with it than with what there was. Nothing here hangs on chance: the
articles are parted by their ids.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from extract.article import Article
from extract.document import Candidate, Document
from extract.extension import NOTHING, Extension
from extract.items import Lexicon
from extract.learned import models
from extract.learned.features import Attributes
from extract.learned.local import First, Header, first_model, joined, pack, stacked, unpack
from extract.learned.models import Tagged, tag
from extract.learned.names import decided
from extract.names import completed
from extract.train.mentions import LEARNED, Settings, fit, keep, open_model, rule_names

FEWEST = 5
"""Articles. Fewer say more of themselves than of the next one."""
MOST = 1000
"""Articles that are fitted to, the latest: their attributes are in memory together, some 200 KB each."""
FOLDS = 5
_SETTINGS = Settings(c1=0.1, c2=1.0, rounds=60)
"""Strong regularisation: the first model is right nearly always, and a few articles must not say otherwise."""
_FEWEST_OF_TYPE = 10
"""Marked names of a type without which the second model leaves the type to the first."""

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An article as its reviewers left it."""

    uid: str
    article: Article
    names: tuple[Span, ...]
    """Start, end, type of all names."""
    corrections: int
    """Names that were edited, rejected or added."""


@dataclass(frozen=True, slots=True)
class Score:
    """Names right by start, end and type, and how many were proposed and wanted."""

    right: int = 0
    proposed: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        """0..1."""
        return 2 * self.right / max(1, self.proposed + self.wanted)

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.proposed + other.proposed, self.wanted + other.wanted)


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of it."""

    articles: int
    corrections: int
    base: Score
    """Of the engine without a second model."""
    before: Score | None
    """Of the second model there was, as it would do on articles that it was not fitted to; None without one."""
    new: Score
    model: bytes
    """Packed; empty where what there was is as good."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """An article as the models see it."""

    uid: str
    document: Document
    ruled: list[Candidate]
    first: First
    sentences: list[list[Attributes]]
    labels: list[list[str]]
    names: frozenset[Span]
    types: Counter[str]


def train(
    reviewed: Sequence[Reviewed],
    before: bytes = b"",
    told: Callable[[int, int], None] = lambda *_: None,
    extension: Extension | None = None,
) -> Trained:
    """Fit a model, compare it with what there is; `told` hears of each step: how many are done, of how many.

    `before`: the packed model in use, empty for none. `extension`: what the project adds to the rules. Raises BadModel
    where `before` is none of this engine. With fewer than `FEWEST` articles the comparison says little.
    """
    steps = _Steps(told, len(reviewed) + FOLDS * (2 if before else 1) + 1)
    ready = []
    for each in sorted(reviewed, key=lambda one: one.uid):
        ready.append(_ready(each, extension or NOTHING))
        steps.step()
    base = sum((_score(each, each.first.names) for each in ready), Score())
    old_articles = frozenset(unpack(before)[0].articles) if before else frozenset()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "fold.crf"
        new, old = Score(), Score()
        for fold in range(FOLDS):
            rest = [each for number, each in enumerate(ready) if number % FOLDS != fold]
            new += _tried(rest, ready[fold::FOLDS], work)
            steps.step()
            if before:
                old += _tried([each for each in rest if each.uid in old_articles], ready[fold::FOLDS], work)
                steps.step()
        best = old if before else base
        model = _model(ready, reviewed, base, new, work) if new.f1 > best.f1 else b""
        steps.step()
    corrections = sum(each.corrections for each in reviewed)
    return Trained(len(ready), corrections, base, old if before else None, new, model)


class _Steps:
    def __init__(self, told: Callable[[int, int], None], count: int) -> None:
        self._told, self._count, self._done = told, count, 0

    def step(self) -> None:
        self._done += 1
        self._told(self._done, self._count)


def _ready(reviewed: Reviewed, extension: Extension = NOTHING) -> _Ready:
    document = Document(reviewed.article, extension)
    ruled = rule_names(document)
    first = first_model(document, ruled)
    labels = keep(_labels(document, reviewed.names))
    return _Ready(
        reviewed.uid,
        document,
        ruled,
        first,
        stacked(document, ruled, first),
        [labels[begin:end] for begin, end in pairwise(document.first_of_sentence)],
        frozenset(reviewed.names),
        Counter(kind for _, _, kind in reviewed.names),
    )


def _labels(document: Document, names: Sequence[Span]) -> list[str]:
    """Return the BIO labels of a document's tokens."""
    labels = ["O"] * len(document.tokens)
    at = 0
    for start, end, kind in sorted(names):
        while at < len(document.tokens) and document.tokens[at].end <= start:
            at += 1
        inside = "B-"
        while at < len(document.tokens) and document.tokens[at].start < end:
            labels[at] = inside + kind
            inside = "I-"
            at += 1
    return labels


def _types(ready: Sequence[_Ready]) -> frozenset[str]:
    seen: Counter[str] = Counter()
    for each in ready:
        seen.update(each.types)
    return frozenset(kind for kind in LEARNED if seen[kind] >= _FEWEST_OF_TYPE)


def _fit(ready: Sequence[_Ready], types: frozenset[str], target: Path) -> None:
    fit(
        (
            (sentence, keep(labels, types))
            for each in ready
            for sentence, labels in zip(each.sentences, each.labels, strict=True)
            if sentence
        ),
        target,
        _SETTINGS,
    )


def _tried(ready: Sequence[_Ready], others: Sequence[_Ready], work: Path) -> Score:
    """Return how a model fitted to some articles does on others."""
    types = _types(ready)
    if not types:
        return sum((_score(each, each.first.names) for each in others), Score())
    _fit(ready, types, work)
    tagger = open_model(work)
    return sum((_score(each, joined(each.first.names, tag(each.sentences, tagger), types)) for each in others), Score())


def _score(each: _Ready, tagged: list[Tagged]) -> Score:
    names = completed(each.document, decided(each.document, each.ruled, tagged), Lexicon())
    found = {(name.start, name.end, name.type) for name in names}
    return Score(len(found & each.names), len(found), len(each.names))


def _model(ready: Sequence[_Ready], reviewed: Sequence[Reviewed], base: Score, new: Score, work: Path) -> bytes:
    types = _types(ready)
    _fit(ready, types, work)
    header = Header(
        base=models.MODEL.digest,
        types=tuple(sorted(types)),
        articles=tuple(each.uid for each in ready),
        corrections=sum(each.corrections for each in reviewed),
        scores=(("base", round(base.f1, 4)), ("new", round(new.f1, 4))),
    )
    return pack(header, work.read_bytes())
