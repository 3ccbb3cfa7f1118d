"""Corpora as documents with a label a token: CoNLL files, and articles with marks beside them.

Labels are BIO: `B-PERSON`, `I-PERSON`, `O`. A token that holds a clitic and a name belongs to the name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.article import Article
from extract.document import Document
from extract.reading import read_bytes

SENTENCES = 40
"""Of a CoNLL file, which knows no articles, that make one document: what is around a name is gathered over it."""


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
    """Return the sentences of a file with a word and a label a line, empty lines between sentences."""
    sentences: list[list[Row]] = [[]]
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split()
        if len(cells) >= 2:
            sentences[-1].append(Row(cells[0], cells[-1]))
        elif sentences[-1]:
            sentences.append([])
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
    """Return the articles NN.txt of a folder that have marks NN.json (the prediction format) beside them."""
    found: list[tuple[Labelled, dict[str, Any]]] = []
    for path in sorted(folder.glob("*.txt")):
        marks_path = path.with_suffix(".json")
        if marks_path.exists():
            marks = json.loads(marks_path.read_text(encoding="utf-8"))
            [reading] = read_bytes(path.name, path.read_bytes())
            assert not isinstance(reading, Exception)
            document = Document(reading.article)
            found.append(
                (Labelled(f"{folder.name}/{path.stem}", document, labels_of(document, marks["entities"])), marks)
            )
    return found


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
