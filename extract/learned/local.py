"""A second, small model of names, fitted to what the reviewers of one store decided; it judges what the first one says.

It sees the first model's label and certainty for each token, what rules and lists say, and the words around, so that a
few articles are enough to correct what the first model gets wrong again and again in this news. It comes as bytes: what
reads and keeps them is not the business of an engine. It belongs to the first model that it was fitted on, and is
refused beside another.

    muraji names 1            what it is
    {"base": ..., ...}        one line of JSON
    ...                       the CRF, as python-crfsuite writes it
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pycrfsuite

from extract.document import Candidate, Document
from extract.errors import BadModel
from extract.items import Lexicon
from extract.learned import models
from extract.learned.confidence import calibrated
from extract.learned.features import Attributes, WordView, attributes, rule_tags, view
from extract.learned.labels import spans
from extract.learned.lists import listed
from extract.learned.models import Tagged, weighed_view
from extract.learned.names import decided
from extract.names import find_names

_KIND = b"muraji names 1\n"
_SURE = 0.97
"""Above, the first model's second choice is not asked for."""
_WORTH = 0.03
"""Above, the second choice is told to the second model."""
_TRUST = 4
"""Times that the first model's word is told: so its weight costs the fit a sixteenth, and what speaks against it must
come often. Without, ten articles made names 1.5 points of F1 worse, where with it they do no harm."""
_BUCKETS = (0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Header:
    """What is told of a model beside its weights."""

    base: str
    """Digest of the first model."""
    types: tuple[str, ...]
    """Entity types that it decides on; it saw too few of the others."""
    articles: tuple[str, ...]
    """Ids of those it was fitted to."""
    corrections: int
    """That reviewers made in them."""
    scores: tuple[tuple[str, float], ...]
    """F1 by cross-validation when it was made: what, and how much."""
    sha256: str = ""
    """Of all the rest and the CRF."""


def pack(header: Header, crf: bytes) -> bytes:
    """Return a model as it is kept."""
    return _KIND + _told(replace(header, sha256=_digest(header, crf))) + b"\n" + crf


def _told(header: Header) -> bytes:
    return json.dumps(asdict(header), sort_keys=True).encode()


def _digest(header: Header, crf: bytes) -> str:
    return sha256(_told(replace(header, sha256="")) + crf).hexdigest()


def unpack(data: bytes) -> tuple[Header, bytes]:
    """Return what `pack` was given, the digest filled in. Raises BadModel for bytes that are not whole, or of another first model."""
    head, _, rest = data.removeprefix(_KIND).partition(b"\n")
    try:
        told: dict[str, Any] = json.loads(head) if data.startswith(_KIND) else {}
        header = Header(
            base=str(told["base"]),
            types=tuple(map(str, told["types"])),
            articles=tuple(map(str, told["articles"])),
            corrections=int(told["corrections"]),
            scores=tuple((str(what), float(score)) for what, score in told["scores"]),
            sha256=str(told["sha256"]),
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadModel("the store's own model is damaged") from error
    # The library would read beyond the end of what is cut short.
    if _digest(header, rest) != header.sha256:
        raise BadModel("the store's own model is damaged")
    if header.base != models.MODEL.digest:
        raise BadModel("the store's own model was made with another version of the engine")
    return header, rest


def local_digest(data: bytes) -> str:
    """Return eight letters that change with the model."""
    return sha256(data).hexdigest()[:8]


class Local:
    """A model ready to use."""

    def __init__(self, data: bytes) -> None:
        """Open a packed model. Raises BadModel."""
        header, crf = unpack(data)
        self.digest = local_digest(data)
        self.types = frozenset(header.types)
        # The library reads the weights where they lie.
        self._crf = crf
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(self._crf)

    def names(self, document: Document) -> list[Candidate]:
        """Return the names of a document, as `extract.learned.names.learned_names` does with the first model alone."""
        ruled = find_names(document, Lexicon())
        first = first_model(document, ruled)
        second = models.tag(stacked(document, ruled, first), self._tagger)
        names = decided(document, ruled, joined(first.names, second, self.types))
        return [replace(name, confidence=calibrated("mention", name.type, name.confidence)) for name in names]


@dataclass(frozen=True, slots=True)
class First:
    """What the first model says of a document's tokens."""

    labels: list[str]
    sure: list[float]
    others: list[tuple[str, float]]
    """Its second choice where it was not sure, with that one's probability; else ("", 0)."""
    names: list[Tagged]


def first_model(document: Document, ruled: Sequence[Candidate]) -> First:
    """Ask the first model."""
    tagger = models.MODEL.tagger()
    kinds = tagger.labels()
    found = First([], [], [], [])
    for sentence in attributes(document, ruled, weighed_view):
        for start in range(0, len(sentence), models.LONGEST):
            labels = tagger.tag(sentence[start : start + models.LONGEST])
            begin = len(found.labels)
            sure = [tagger.marginal(label, index) for index, label in enumerate(labels)]
            for index, label in enumerate(labels):
                rest = [each for each in kinds if each != label] if sure[index] < _SURE else []
                chances = [(each, tagger.marginal(each, index)) for each in rest]
                found.others.append(max(chances, key=lambda pair: pair[1], default=("", 0.0)))
            found.labels.extend(labels)
            found.sure.extend(sure)
            for one, end, kind in spans(labels):
                found.names.append(Tagged(begin + one, begin + end - 1, kind, min(sure[one:end])))
    return found


def stacked(document: Document, ruled: Sequence[Candidate], first: First) -> list[list[Attributes]]:
    """Return what the second model weighs, by sentence."""
    said = [_said(*each) for each in zip(first.labels, first.sure, first.others, strict=True)]
    views = [view(norm) for norm in document.norms]
    page = _Page(document.norms, views, rule_tags(document, ruled), listed(document), first.labels, said)
    return [
        [page.token(begin, end, index) for index in range(begin, end)]
        for begin, end in pairwise(document.first_of_sentence)
    ]


def _said(label: str, sure: float, other: tuple[str, float]) -> list[str]:
    bucket = sum(sure > edge for edge in _BUCKETS)
    found = ["a=" + label, f"a={label}|{bucket}"] * _TRUST
    if other[1] > _WORTH:
        found.append("o=" + other[0])
        found.append(f"o={label}|{other[0]}|{sum(other[1] > edge for edge in _BUCKETS)}")
    return found


@dataclass(frozen=True, slots=True)
class _Page:
    """A document's tokens with all that is known of each alone."""

    norms: Sequence[str]
    views: Sequence[WordView]
    tags: Sequence[str]
    listed: Sequence[tuple[str, ...]]
    labels: Sequence[str]
    said: Sequence[list[str]]

    def token(self, begin: int, end: int, index: int) -> Attributes:
        """Return the attributes of a token of the sentence begin..end: few, for few articles must weigh them."""
        norm, here, label, tag = self.norms[index], self.views[index], self.labels[index], self.tags[index]
        found = ["b", *self.said[index], "w=" + norm, "e=" + here.stem, f"ae={label}|{here.stem}", *self.listed[index]]
        found += [f"t={cue}" for cue in sorted(here.cues)]
        if len(norm) > 3:
            found += ("p2=" + norm[:2], "s2=" + norm[-2:])
        if tag:
            found += ("r=" + tag, f"ar={label}|{tag}")
        for side, near in (("<", index - 1), (">", index + 1)):
            if not begin <= near < end:
                found.append("a" + side)
                continue
            beside, other = self.views[near], self.labels[near]
            found += (f"a{side}{other}", f"aa{side}{label}|{other}", f"e{side}{beside.stem}")
            found.append(f"ae{side}{label}|{beside.stem}")
            found += [f"t{side}{label}|{cue}" for cue in sorted(beside.cues)]
            if self.tags[near]:
                found.append(f"r{side}{label}|{self.tags[near].partition(':')[0]}")
        return found


def joined(first: Iterable[Tagged], second: Iterable[Tagged], types: frozenset[str]) -> list[Tagged]:
    """Return the second model's names, and the first one's of the types that the second knows too little of."""
    kept = [name for name in first if name.type not in types]
    taken = {token for name in kept for token in range(name.first, name.last + 1)}
    kept += (name for name in second if name.type in types and taken.isdisjoint(range(name.first, name.last + 1)))
    return sorted(kept, key=lambda name: name.first)
