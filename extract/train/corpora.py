"""Corpora as documents with a label a token: CoNLL files, and articles with marks beside them.

Labels are BIO: `B-PERSON`, `I-PERSON`, `O`. A token that holds a clitic and a name belongs to the name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.article import Article
from extract.document import Document
from extract.errors import ExtractError
from extract.reading import read_bytes

_LABEL = re.compile(r"O|[BI]-\S+")
SENTENCES = 40
"""Of a CoNLL file, which knows no articles, that make one document: what is around a name is gathered over it."""


class BadCorpus(ExtractError):
    """A file to learn from can't be read: says which, where, and what is wanted there."""


def text_of(path: Path) -> str:
    """Return a file's text. Raises BadCorpus where there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadCorpus(f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise BadCorpus(f"{path}: byte {error.start} is not UTF-8: save the file as UTF-8") from None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document and what its tokens are."""

    name: str
    document: Document
    labels: list[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A token of a CoNLL file."""

    word: str
    label: str


def read_conll(path: Path) -> list[list[Row]]:
    """Return the sentences of a file with a word and a label a line, empty lines between sentences.

    Raises BadCorpus for a file that is none and at the first line that is something else.
    """
    sentences: list[list[Row]] = [[]]
    for number, line in enumerate(text_of(path).split("\n"), 1):
        cells = line.split()
        if not cells:
            if sentences[-1]:
                sentences.append([])
        elif len(cells) >= 2 and _LABEL.fullmatch(cells[-1]):
            sentences[-1].append(Row(cells[0], cells[-1]))
        else:
            raise BadCorpus(f"{path}:{number}: a word and its label (O, B-TYPE or I-TYPE) are wanted, not {line!r:.80}")
    return [sentence for sentence in sentences if sentence]


def conll_documents(sentences: Sequence[list[Row]], name: str = "conll") -> Iterator[tuple[Labelled, list[list[int]]]]:
    """Yield the documents that a CoNLL file's sentences make, each with the file's word of every token, by sentence.

    The second value holds, for each sentence of the file, the index of our token in which each of its words begins.
    """
    for start in range(0, len(sentences), SENTENCES):
        part = sentences[start : start + SENTENCES]
        pieces: list[str] = []
        spans: list[list[tuple[int, int]]] = []
        offset = 0
        for sentence in part:
            ends: list[tuple[int, int]] = []
            for row in sentence:
                ends.append((offset, offset + len(row.word)))
                pieces.append(row.word + " ")
                offset += len(row.word) + 1
            pieces[-1] = pieces[-1][:-1] + "\n"
            spans.append(ends)
        document = Document(Article(body="".join(pieces)))
        yield _conll_document(f"{name}:{start}", document, part, spans)


def _conll_document(
    name: str, document: Document, part: Sequence[list[Row]], spans: list[list[tuple[int, int]]]
) -> tuple[Labelled, list[list[int]]]:
    labels = ["O"] * len(document.tokens)
    starts: list[list[int]] = []
    index = 0
    for sentence, ends in zip(part, spans, strict=True):
        of_sentence: list[int] = []
        for row, (start, end) in zip(sentence, ends, strict=True):
            while index < len(document.tokens) and document.tokens[index].end <= start:
                index += 1
            of_sentence.append(index)
            first = True
            while index < len(document.tokens) and document.tokens[index].start < end:
                labels[index] = row.label if first or row.label == "O" else "I" + row.label[1:]
                first = False
                index += 1
        starts.append(of_sentence)
    return Labelled(name, document, labels), starts


def read_marked(folder: Path) -> list[tuple[Labelled, dict[str, Any]]]:
    """Return the articles NN.txt of a folder that have marks NN.json (the prediction format) beside them.

    Raises BadCorpus for a folder that is none, an article that can't be read and marks that are none.
    """
    if not folder.is_dir():
        raise BadCorpus(f"{folder}: no such folder")
    found: list[tuple[Labelled, dict[str, Any]]] = []
    for path in sorted(folder.glob("*.txt")):
        marks_path = path.with_suffix(".json")
        if marks_path.exists():
            [reading] = read_bytes(path.name, path.read_bytes())
            if isinstance(reading, Exception):
                raise BadCorpus(f"{folder}/{reading}")
            document = Document(reading.article)
            marks, labels = _marks(marks_path, document)
            found.append((Labelled(f"{folder.name}/{path.stem}", document, labels), marks))
    return found


def _marks(path: Path, document: Document) -> tuple[dict[str, Any], list[str]]:
    try:
        marks = json.loads(text_of(path))
        labels = labels_of(document, marks["entities"])
    except (ValueError, RecursionError) as error:
        raise BadCorpus(f"{path}: is no JSON: {error}") from None
    except (KeyError, TypeError) as error:
        raise BadCorpus(
            f"{path}: `entities`, a list of objects with `start`, `end` and `type`, is wanted ({error})"
        ) from None
    return marks, labels


def labels_of(document: Document, entities: Sequence[dict[str, Any]]) -> list[str]:
    """Return the labels that marked spans give to a document's tokens."""
    labels = ["O"] * len(document.tokens)
    for entity in entities:
        inside = False
        for index, token in enumerate(document.tokens):
            if token.start < entity["end"] and entity["start"] < token.end:
                labels[index] = f"{'I' if inside else 'B'}-{entity['type']}"
                inside = True
    return labels
