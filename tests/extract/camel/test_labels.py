"""Labels into stretches, and how sure a stretch is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.camel.labels import TYPES, stretches
from extract.ontology import ontology
from tests.extract.camel.fake import LABELS, row


def _drawn(labels: str) -> str:
    """Return what `B-LOC I-LOC O` becomes, as `0-1 LOC`; a dash is a word without pieces."""
    rows = [None if label == "-" else row(label) for label in labels.split()]
    return ", ".join(f"{each.first}-{each.last} {each.label}" for each in stretches(LABELS, rows))


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("", ""),
        ("O O", ""),
        ("B-LOC", "0-0 LOC"),
        ("O B-PERS I-PERS O", "1-2 PERS"),
        ("B-PERS B-PERS", "0-0 PERS, 1-1 PERS"),
        ("B-PERS I-PERS B-LOC I-LOC", "0-1 PERS, 2-3 LOC"),
        ("I-LOC I-LOC", "0-1 LOC"),  # without its B-: the model began late
        ("O I-ORG", "1-1 ORG"),
        ("B-LOC I-ORG I-ORG", "0-0 LOC, 1-2 ORG"),
        ("B-MISC I-MISC", "0-1 MISC"),
        ("B-PERS - I-PERS", "0-0 PERS, 2-2 PERS"),  # a word without pieces ends a name
        ("- -", ""),
    ],
)
def test_labels_become_stretches(labels: str, expected: str) -> None:
    assert _drawn(labels) == expected


def test_the_confidence_is_the_geometric_mean_of_the_types_probability() -> None:
    (found,) = stretches(LABELS, [row("B-LOC", 0.9), row("I-LOC", 0.4)])
    # each row gives its label's twin, I- or B-, an eighth of what is left
    assert found.confidence == pytest.approx(((0.9 + 0.1 / 8) * (0.4 + 0.6 / 8)) ** 0.5)


def test_doubt_about_where_a_name_begins_is_no_doubt_about_what_it_is() -> None:
    split = tuple(0.49 if label in ("B-LOC", "I-LOC") else 0.02 / 7 for label in LABELS)
    (found,) = stretches(LABELS, [split])
    assert found.confidence == pytest.approx(0.98)


@given(st.lists(st.none() | st.sampled_from(LABELS).map(row), max_size=30))
def test_stretches_are_in_order_apart_and_sure_to_a_degree(rows: list[tuple[float, ...] | None]) -> None:
    found = stretches(LABELS, rows)
    places = [place for each in found for place in range(each.first, each.last + 1)]
    assert places == sorted(set(places))
    assert all(0 < each.confidence <= 1 + 1e-9 for each in found)
    named = [place for place, each in enumerate(rows) if each and LABELS[each.index(max(each))] != "O"]
    assert places == named


def test_every_type_is_one_of_ours() -> None:
    assert set(TYPES.values()) <= set(ontology().entities)
