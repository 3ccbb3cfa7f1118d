"""BIO labels and names: tables, and that one tells all of the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article
from extract.document import Document
from extract.learned.labels import spans
from extract.train.corpora import labels_of
from tests.extract.train.drawn import NEWS, draw, labelled, read

TYPES = ("PERSON", "LOC", "ORG")

TOLD = [
    ("", []),
    ("O O", []),
    ("B-LOC", [(0, 1, "LOC")]),
    ("O B-PERSON I-PERSON O", [(1, 3, "PERSON")]),
    ("B-LOC B-LOC", [(0, 1, "LOC"), (1, 2, "LOC")]),
    ("B-PERSON I-PERSON B-PERSON I-PERSON", [(0, 2, "PERSON"), (2, 4, "PERSON")]),
    ("B-ORG I-ORG I-ORG", [(0, 3, "ORG")]),
    ("O B-NUMBER_OF I-NUMBER_OF", [(1, 3, "NUMBER_OF")]),
    # An I after nothing of its type begins a name.
    ("I-LOC O", [(0, 1, "LOC")]),
    ("O I-LOC I-LOC", [(1, 3, "LOC")]),
    ("B-PERSON I-LOC", [(0, 1, "PERSON"), (1, 2, "LOC")]),
    ("I-PERSON I-LOC I-PERSON", [(0, 1, "PERSON"), (1, 2, "LOC"), (2, 3, "PERSON")]),
    ("B-LOC O I-LOC", [(0, 1, "LOC"), (2, 3, "LOC")]),
]


@pytest.mark.parametrize(("labels", "names"), TOLD)
def test_labels_tell_names(labels: str, names: list[tuple[int, int, str]]) -> None:
    """Each name has its first token, one past its last, its type."""
    assert spans(labels.split()) == names


@st.composite
def named(draw_: st.DrawFn) -> tuple[int, list[tuple[int, int, str]]]:
    """Return a number of tokens and names over them, in order and apart."""
    names: list[tuple[int, int, str]] = []
    position = 0
    for _ in range(draw_(st.integers(0, 6))):
        start = position + draw_(st.integers(0, 3))
        position = start + draw_(st.integers(1, 4))
        names.append((start, position, draw_(st.sampled_from(TYPES))))
    return position + draw_(st.integers(0, 3)), names


@given(named())
def test_names_as_labels_tell_the_same_names(case: tuple[int, list[tuple[int, int, str]]]) -> None:
    """`labels_of` and `spans` are inverse, also where one name stands right after another of its type."""
    count, names = case
    document = Document(Article(" ".join(["كلمة"] * count)))
    assert len(document.tokens) == count
    entities = [
        {"start": document.tokens[first].start, "end": document.tokens[end - 1].end, "type": kind}
        for first, end, kind in names
    ]
    labels = labels_of(document, entities)
    assert spans(labels) == names
    assert labels_of(document, entities) == labels


@given(st.lists(st.sampled_from(["O", *(f"{mark}-{kind}" for mark in "BI" for kind in TYPES)]), max_size=12))
def test_any_labels_tell_names_in_order_and_apart(labels: list[str]) -> None:
    """Whatever a model says: names never overlap, none is empty, every labelled token is in one and no other is."""
    names = spans(labels)
    position = 0
    inside: set[int] = set()
    for first, end, kind in names:
        assert position <= first < end <= len(labels)
        assert {label[2:] for label in labels[first:end]} == {kind}
        inside.update(range(first, end))
        position = end
    assert inside == {index for index, label in enumerate(labels) if label != "O"}


@given(st.lists(st.sampled_from(["O", *(f"B-{kind}" for kind in TYPES)]), max_size=12))
def test_every_b_begins_a_name(labels: list[str]) -> None:
    """A B never goes on with the name before it."""
    assert [first for first, _, _ in spans(labels)] == [i for i, label in enumerate(labels) if label != "O"]


@pytest.mark.parametrize("marked", NEWS)
def test_a_drawn_text_comes_back_from_its_labels(marked: str) -> None:
    """Marks to labels to marks is the same drawing."""
    one = labelled(marked)
    assert draw(one.document, one.labels) == marked


def test_a_token_that_holds_a_clitic_and_a_name_belongs_to_the_name() -> None:
    """Marks begin inside a word; labels know whole tokens."""
    body, entities = read("عاد إلى و[بغداد|LOC] ثم ب[البصرة|LOC]")
    document = Document(Article(body))
    assert labels_of(document, entities) == ["O", "O", "B-LOC", "O", "B-LOC"]
