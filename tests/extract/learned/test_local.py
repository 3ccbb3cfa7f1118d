"""The second model of names: what it learns from a few articles, what it leaves to the first, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.article import Article
from extract.builtin import Builtin
from extract.document import Document
from extract.engines import BUILTIN, CAMEL, engine_id, load
from extract.errors import BadModel
from extract.items import Lexicon
from extract.learned import models
from extract.learned.local import Header, Local, first_model, joined, local_digest, pack, stacked, unpack
from extract.learned.models import Tagged
from extract.names import find_names
from extract.train.local import Reviewed, train
from tests.extract.newsroom import article, unmarked


@cache
def model() -> bytes:
    """Return a model of the newsroom."""
    marked = [unmarked(article(number)) for number in range(10)]
    reviewed = [Reviewed(f"{n:032x}", Article(body), names, 3) for n, (body, names) in enumerate(marked)]
    made = train(reviewed).model
    assert made
    return made


def drawn(body: str, engine: Builtin) -> set[tuple[str, str]]:
    """Return the names that an engine finds."""
    return {(body[each.start : each.end], each.type) for each in engine.propose(Article(body), Lexicon()).mentions}


def test_what_the_first_model_did_not_know_is_found_in_the_next_article() -> None:
    alone, with_own = Builtin(), Builtin(local=model())
    missed = 0
    for number in range(40, 46):
        body, names = unmarked(article(number))
        wanted = {(body[start:end], kind) for start, end, kind in names}
        houses = {name for name in wanted if name[0].startswith("ديوان")}
        missed += len(houses - drawn(body, alone))
        assert wanted <= drawn(body, with_own)
    assert missed >= 6


def test_a_name_that_no_article_had_is_found_by_what_announces_it() -> None:
    body = "قال ديوان الصفصاف في بيان إن المعرض يفتح أبوابه في بيروت."
    assert ("ديوان الصفصاف", "ORG") in drawn(body, Builtin(local=model()))


def test_other_news_is_as_the_first_model_has_it() -> None:
    for body in (
        "وصل وزير الخارجية الأردني إلى القاهرة يوم الأحد واستقبله نظيره المصري في المطار.",
        "وقالت الأمم المتحدة إن خمسة مدنيين قتلوا في قصف على مدينة حلب.",
    ):
        assert drawn(body, Builtin(local=model())) == drawn(body, Builtin())


def test_types_that_it_saw_too_little_of_are_left_to_the_first_model() -> None:
    header, _ = unpack(model())
    assert header.types == ("LOC", "ORG", "PERSON")
    first = [Tagged(3, 4, "WEAPON", 0.9), Tagged(0, 1, "ORG", 0.9)]
    second = [Tagged(4, 5, "LOC", 0.8), Tagged(0, 0, "LOC", 0.8), Tagged(7, 7, "FAC", 0.8)]
    assert joined(first, second, frozenset(header.types)) == [Tagged(0, 0, "LOC", 0.8), Tagged(3, 4, "WEAPON", 0.9)]


def test_the_version_names_the_model() -> None:
    engine = Builtin(local=model())
    assert engine.version == f"{BUILTIN.version}+{local_digest(model())}"
    assert engine_id("builtin", local=model()) == ("builtin", engine.version)
    assert load("builtin", local=model()).version == engine.version
    assert engine_id("builtin") == BUILTIN
    assert engine.propose(Article("قال"), Lexicon()).version == engine.version
    assert CAMEL.version == "1"


def test_the_same_articles_make_the_same_model_and_it_says_the_same_again() -> None:
    body, _ = unmarked(article(50))
    again = Builtin(local=bytes(model()))
    assert again.propose(Article(body), Lexicon()) == Builtin(local=model()).propose(Article(body), Lexicon())


HEADER = Header("", ("ORG",), ("a", "b"), 3, (("base", 0.5), ("new", 0.75)))


def test_what_was_packed_is_unpacked() -> None:
    header = replace(HEADER, base=models.MODEL.digest)
    found, crf = unpack(pack(header, b"weights\nand more"))
    assert crf == b"weights\nand more"
    assert replace(found, sha256="") == header


def test_a_model_of_another_first_model_is_refused() -> None:
    with pytest.raises(BadModel, match="another version of the engine"):
        unpack(pack(replace(HEADER, base="00000000"), b"weights"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: data[:40],
        lambda data: b"x" + data,
        lambda data: data.replace(b"muraji names 1", b"muraji names 2"),
        lambda data: data[:-20] + bytes([data[-20] ^ 1]) + data[-19:],
        lambda data: b"muraji names 1\n[]\n",
        lambda data: b"muraji names 1\n{}\n",
        lambda data: b"muraji names 1\n\xff\n",
        lambda data: b"muraji names 1\n" + b"[" * 100_000,
        lambda data: data.replace(b'"types": [', b'"types": 3, "t": ['),
    ],
)
def test_a_damaged_model_is_refused_before_the_library_reads_it(damage: object) -> None:
    assert callable(damage)
    with pytest.raises(BadModel):
        Local(damage(model()))


@given(st.binary(max_size=200), st.integers(0, 400))
@settings(max_examples=80, deadline=None)
def test_whatever_the_bytes_the_error_is_ours(noise: bytes, at: int) -> None:
    data = model()[:at] + noise + model()[at + len(noise) :]
    # Blanks in the header may be others; what it says may not.
    if b" ".join(data.split()) == b" ".join(model().split()):
        return
    with pytest.raises(
        BadModel, match=r"^the store's own model (is damaged|was made with another version of the engine)$"
    ):
        unpack(data)


WORDS = st.lists(st.sampled_from(["قال", "ديوان", "السرو", "في", "بغداد", ".", "\n", "وديوان", "«", "5", "سليم"]), max_size=30)  # fmt: skip


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_names_are_in_order_and_apart_whatever_the_text(words: list[str]) -> None:
    body = " ".join(words)
    found = Builtin(local=model()).propose(Article(body), Lexicon()).mentions
    edges = [edge for name in found for edge in (name.start, name.end)]
    assert edges == sorted(edges)
    assert all(0 < name.confidence <= 1 for name in found)


@given(WORDS)
@settings(max_examples=40, deadline=None)
def test_it_weighs_every_token_once_with_what_the_first_model_said(words: list[str]) -> None:
    document = Document(Article(" ".join(words)))
    ruled = find_names(document, Lexicon())
    first = first_model(document, ruled)
    rows = [row for sentence in stacked(document, ruled, first) for row in sentence]
    assert len(rows) == len(document.tokens) == len(first.labels) == len(first.sure) == len(first.others)
    assert all(f"a={label}" in row for label, row in zip(first.labels, rows, strict=True))
    assert all(0 <= sure <= 1.0001 for sure in first.sure)
