"""`python -m extract.train words`: what is known of words, from raw news: clusters, usage, how often a word was a name.

The shares come from a model trained on a CoNLL corpus with PER LOC ORG: what it knows of words comes to ours this way.
Adding that corpus itself to our articles, its labels brought to our types, was tried and made the model of names worse.
"""

from __future__ import annotations

import argparse
import lzma
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import marisa_trie
import pycrfsuite

from extract.article import Article
from extract.document import Document
from extract.learned.evidence import forget
from extract.learned.features import attributes, view
from extract.train.corpora import BadCorpus, conll_documents, read_conll
from extract.train.mentions import Settings, examples, fit, open_model, rule_names
from extract.train.names import DATA
from extract.train.statistics import clusters, folded_lines, train_vectors, usage
from extract.word_records import Evidence, pack

_KINDS = ("PERSON", "LOC", "ORG", "FAC")
_OURS = {"PER": "PERSON", "PERS": "PERSON"}
_SHARES = (0.02, 0.1, 0.3, 0.6, 0.85)
VOCABULARY = 86_000
"""Words that get a cluster, the commonest."""


def raw_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a raw text, compressed by xz or plain; an empty one parts articles.

    Raises BadCorpus at the first line that is not UTF-8, and where the compression is broken.
    """
    with path.open("rb") as plain, lzma.open(plain) if path.suffix == ".xz" else plain as data:
        number = 0
        try:
            for number, line in enumerate(data, 1):  # noqa: B007 - told where it fails
                yield line.decode("utf-8")
        except UnicodeDecodeError:
            raise BadCorpus(f"{path}:{number}: is not UTF-8: save the file as UTF-8") from None
        except (lzma.LZMAError, EOFError) as error:
            raise BadCorpus(f"{path}: broken after line {number}: {error}") from None


def raw_articles(path: Path) -> Iterator[str]:
    """Yield the articles of a raw text."""
    lines: list[str] = []
    for line in raw_lines(path):
        if line.strip():
            lines.append(line)
        elif lines:
            yield "".join(lines)
            lines = []
    if lines:
        yield "".join(lines)


def shares(path: Path, tagger: pycrfsuite.Tagger, every: int, marked: frozenset[str]) -> dict[str, tuple[int, ...]]:
    """Return how often a model takes each word of every n-th article for a part of a name: five levels.

    Articles that begin with one of the `marked` lines are left out: what stands in them would be told to their own test.
    """
    counts: dict[str, Counter[str]] = {}
    for number, text in enumerate(raw_articles(path)):
        if number % every or text.split("\n", 1)[0].strip() in marked:
            continue
        document = Document(Article(text))
        labels = [label for sentence in attributes(document, rule_names(document)) for label in tagger.tag(sentence)]
        for norm, label in zip(document.norms, labels, strict=True):
            kind = label[2:] or "O"
            counts.setdefault(norm, Counter())[_OURS.get(kind, kind)] += 1
    return {word: levels(count) for word, count in counts.items() if len(word) >= 2 and count.total() >= 2}


def levels(count: Mapping[str, int]) -> tuple[int, ...]:
    """Return the five share levels of a word's label counts."""
    total = sum(count.values())
    found = [sum(count.get(kind, 0) / total > limit for limit in _SHARES) for kind in _KINDS]
    return (*found, 1)


def main(argv: Sequence[str]) -> int:
    """Count, cluster and pack."""
    parser = argparse.ArgumentParser(prog="python -m extract.train words", description=__doc__)
    parser.add_argument("raw", type=Path, help="raw news, an empty line between articles, plain or .xz")
    parser.add_argument("--vectors", type=Path, help="word vectors of an earlier run, to save the three minutes")
    parser.add_argument(
        "--conll", type=Path, required=True, help="corpus that the model behind the shares is trained on"
    )
    parser.add_argument("--marked", nargs="*", type=Path, default=[], help="folders of articles left out of the shares")
    parser.add_argument("--every", type=int, default=4, help="the shares are counted on every n-th article")
    parser.add_argument("--target", type=Path, default=DATA / "words.marisa")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as work:
        lines = Path(work) / "lines.txt"
        with lines.open("w", encoding="utf-8") as target:
            target.writelines(" ".join(words) + "\n" for words in folded_lines(raw_lines(options.raw)))
        vectors = options.vectors or Path(work) / "vectors.kv"
        if not options.vectors:
            train_vectors(lines, vectors)
        used = usage(line.split() for line in raw_lines(lines))
        clustered = clusters(vectors, VOCABULARY)
    left_out = frozenset(
        file.read_text(encoding="utf-8").split("\n", 1)[0].strip()
        for folder in options.marked
        for file in folder.glob("*.txt")
    )
    # Twice: the attributes of the model behind the shares are themselves of the words packed so far, without shares.
    _write(options.target, clustered, used, {})
    shared = shares(options.raw, _other(options.conll), options.every, left_out)
    count = _write(options.target, clustered, used, shared)
    print(f"{count:,} words, {options.target.stat().st_size:,} bytes")  # noqa: T201
    return 0


def _other(conll: Path) -> pycrfsuite.Tagger:
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "other.crf"
        documents = (labelled for labelled, _ in conll_documents(read_conll(conll)))
        fit((each for labelled in documents for each in examples(labelled)), path, Settings(rounds=80))
        return open_model(path)


def _write(
    target: Path,
    clustered: Mapping[str, tuple[int, ...]],
    used: Mapping[str, tuple[int, ...]],
    shared: Mapping[str, tuple[int, ...]],
) -> int:
    words = sorted(word for word in used.keys() | clustered.keys() | shared.keys() if len(word) >= 2)
    none = (0, 0, 0, 0)
    trie = marisa_trie.BytesTrie(
        (
            word,
            pack(Evidence(_four(clustered.get(word, none)), used.get(word, (0,) * 9), shared.get(word, (0,) * 5))),
        )
        for word in words
    )
    # Whoever has the file mapped keeps the old one.
    beside = target.with_suffix(".new")
    trie.save(str(beside))
    beside.replace(target)
    forget()
    view.cache_clear()
    return len(words)


def _four(values: tuple[int, ...]) -> tuple[int, int, int, int]:
    first, second, third, fourth = values
    return first, second, third, fourth
