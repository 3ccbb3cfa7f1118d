"""The events that were marked one by one: what is stored of them, and what the models are told by them."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from itertools import pairwise

from extract.article import Article
from extract.document import Document
from extract.learned.modality import MODALITIES
from extract.learned.triggers import NO, YES
from extract.ontology import ontology
from extract.train.marks import marks
from extract.train.singles import Single, apart, singles, stored_singles
from extract.train.triggers import decisions_alone

BODY = "قال قائد الشرطة إن مسلحين هاجموا نقطة تفتيش قرب الجسر، ولم يقتل في الهجوم أحد، بعد لقاء في القرية.\n"
STORED = {"sha256": sha256(BODY.encode()).hexdigest(), "events": [[27, 33, "ATTACK", "asserted"]]}


def single(word: str, kind: str, told: str | None) -> Single:
    start = BODY.index(word)
    return Single(start, start + len(word), kind, told)


def test_what_is_stored_is_of_known_types_apart_and_without_a_word() -> None:
    seen: set[str] = set()
    said: Counter[str | None] = Counter()
    for one in stored_singles():
        events = [Single(*event) for event in one["events"]]
        assert one["sha256"] not in seen
        seen.add(one["sha256"])
        assert json.dumps(one, ensure_ascii=False).isascii()
        assert all(event.start < event.end for event in events)
        assert all(before.end <= after.start for before, after in pairwise(events))
        assert {event.type for event in events} <= set(ontology().events)
        said.update(event.modality for event in events)
    assert set(said) == {*MODALITIES, None}
    assert min(said.values()) > 300, "each is told often enough to learn from"


def test_no_article_is_marked_both_whole_and_word_by_word() -> None:
    assert not {one["sha256"] for one in marks()} & {one["sha256"] for one in stored_singles()}


def test_only_articles_with_marks_are_read_and_each_once() -> None:
    [(document, events)] = singles(["نص آخر", BODY.strip(), BODY], [STORED])
    assert document.body == BODY
    assert events == [Single(27, 33, "ATTACK", "asserted")]
    assert list(singles([BODY + "زيادة"], [STORED])) == []


def test_a_word_that_is_told_as_an_event_is_one_and_nothing_else_there() -> None:
    found = list(decisions_alone(Document(Article(BODY)), [single("هاجموا", "ATTACK", "denied")]))
    labels = {label: item for item, label in found}
    assert YES in labels, "whatever its modality"
    assert "l=هاجم" in labels[YES]
    assert all("k=ATTACK/" in item for item, label in found if label == YES)


def test_a_word_that_is_told_to_be_none_is_shown_as_none() -> None:
    found = list(decisions_alone(Document(Article(BODY)), [single("لقاء", "MEET", None)]))
    assert found
    assert {label for _, label in found} == {NO}


def test_a_word_that_is_no_candidate_tells_nothing() -> None:
    assert list(decisions_alone(Document(Article(BODY)), [single("القرية", "ATTACK", "asserted")])) == []


def test_a_near_copy_of_an_article_is_kept_apart_and_a_stock_phrase_is_not() -> None:
    shared = "وقال وزير الخارجية في مؤتمر صحفي"
    rest = " ".join(f"كلمة{'ابتثجحخد'[number % 8]}{'رزسشصضطظ'[number // 8]}" for number in range(60))
    near, far = Document(Article(f"عاجل: {BODY}")), Document(Article(f"{shared} {rest}\n"))
    marked = [(near, [single("هاجموا", "ATTACK", "asserted")]), (far, [])]
    assert [document for document, _ in apart(marked, [Document(Article(BODY)), Document(Article(shared))])] == [far]
    assert list(apart(marked, [])) == marked
