"""The marks of the training articles: without text, joined to it by its hash."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from extract.ontology import ontology
from extract.train.corpora import read_marked
from extract.train.marks import join, marks, prediction

BODY = "قتل سليم الوادي في أربيل.\n"
STORED = {
    "sha256": sha256(BODY.encode()).hexdigest(),
    "entities": [[4, 15, "PERSON", 0], [19, 24, "LOC", 1]],
    "events": [[0, 3, "KILL_INJURE", "kill", "asserted", [["target", 4, 15], ["location", 19, 24]], []]],
}


def test_the_stored_marks_are_of_known_types_and_in_order() -> None:
    kinds, events = set(ontology().entities), ontology().events
    count = 0
    for stored in marks():
        count += 1
        spans = [(start, end) for start, end, _, _ in stored["entities"]]
        assert all(start < end for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert {kind for _, _, kind, _ in stored["entities"]} <= kinds
        assert all(event[2] in events and event[4] in ontology().modalities for event in stored["events"])
    assert count > 300


def test_the_stored_marks_hold_no_arabic_letter() -> None:
    assert all(json.dumps(stored, ensure_ascii=False).isascii() for stored in marks())


def test_marks_are_joined_to_their_text_alone(tmp_path: Path) -> None:
    found = join(iter(["نص آخر", BODY.strip(), BODY]), [STORED], tmp_path)
    assert found == 1
    [(labelled, told)] = read_marked(tmp_path)
    assert labelled.labels[:3] == ["O", "B-PERSON", "I-PERSON"]
    assert told == prediction("000", STORED)
    assert (tmp_path / "000.txt").read_text(encoding="utf-8") == BODY


def test_nothing_is_written_of_texts_that_are_not_marked(tmp_path: Path) -> None:
    assert join(iter(["نص آخر"]), [STORED], tmp_path) == 0
    assert not list(tmp_path.iterdir())
