"""The model of names: what it weighs is written beside it, long sentences are cut, it is never less sure than it says."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings

from extract.learned import models
from extract.learned.features import attributes, view
from extract.learned.models import MODEL, WEIGHED, tag, weighed_view
from extract.train.mentions import Settings, examples, fit, open_model, rule_names
from tests.extract.learned.own_tables import TEXTS, document, samples
from tests.extract.train.drawn import NEWS, labelled

KINDS = frozenset(("PERSON", "LOC", "ORG", "FAC", "WEAPON", "NUMBER_OF"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a model of ours, of a dozen sentences."""
    path = tmp_path_factory.mktemp("model") / "small.crf"
    fit((each for marked in NEWS for each in examples(labelled(marked))), path, Settings(rounds=40))
    return path


def test_the_attributes_beside_the_model_are_exactly_those_that_it_weighs() -> None:
    """One too few would be a model that never sees what it learned; the file is written with the model."""
    weighed = {attribute for attribute, _ in MODEL.tagger().info().state_features}
    lines = resources.files("extract").joinpath("data", WEIGHED).read_text(encoding="utf-8").split("\n")
    assert set(lines) == weighed
    assert lines == sorted(lines)


@pytest.mark.parametrize("name", sorted(samples()))
def test_only_what_the_model_weighs_gives_the_same_names_as_everything(name: str) -> None:
    """The attributes left out weigh nothing: the same tags with the same probabilities."""
    one = samples()[name]
    ruled = rule_names(one)
    full, weighed = attributes(one, ruled, view), attributes(one, ruled, weighed_view)
    assert tag(weighed) == tag(full)
    assert sum(map(len, (each for part in weighed for each in part))) < sum(
        map(len, (each for part in full for each in part))
    )


@settings(max_examples=50)
@given(TEXTS)
def test_any_text_has_names_apart_and_in_order(body: str) -> None:
    """By the model alone: within the text, of its types, each with a probability."""
    one = document(body)
    found = tag(attributes(one, rule_names(one), weighed_view))
    position = 0
    for name in found:
        assert position <= name.first <= name.last < len(one.tokens)
        assert name.type in KINDS
        assert 0 <= name.probability <= 1 + 1e-9
        position = name.last + 1
    assert tag(attributes(one, rule_names(one), weighed_view)) == found


def test_a_model_of_ours_tags_by_its_own_weights(small: Path) -> None:
    """`tag` takes any model; its names are by token of the whole document, not of the sentence."""
    one = document("وصل [حازم الدروبي] إلى [عمان].".translate({91: None, 93: None}) * 3)
    found = tag(attributes(one, rule_names(one)), open_model(small))
    spelt = [" ".join(one.norms[name.first : name.last + 1]) for name in found]
    assert spelt == ["حازم الدروبي", "عمان"] * 3
    assert [name.type for name in found] == ["PERSON", "LOC"] * 3


def test_a_name_is_as_sure_as_its_least_sure_token(small: Path) -> None:
    """Its probability is one of the marginals, none is lower."""
    tagger = open_model(small)
    one = document("التقت النائبة هدى الكرخي أهالي الموصل")
    [sentence] = attributes(one, rule_names(one))
    found = tag([sentence], tagger)
    labels = tagger.tag(sentence)
    assert found
    for name in found:
        assert name.probability == min(
            tagger.marginal(labels[index], index) for index in range(name.first, name.last + 1)
        )


def test_a_longer_sentence_than_any_is_cut(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names keep their places; the model is never given more tokens at once."""
    given_: list[int] = []

    class Counting:
        def __init__(self) -> None:
            self.model = open_model(small)

        def tag(self, part: list[list[str]]) -> list[str]:
            given_.append(len(part))
            labels: list[str] = self.model.tag(part)
            return labels

        def marginal(self, label: str, index: int) -> float:
            sure: float = self.model.marginal(label, index)
            return sure

    monkeypatch.setattr(models, "LONGEST", 10)
    one = document("وصل الوزير إلى بغداد " * 8)
    sentences = attributes(one, rule_names(one))
    assert [len(sentence) for sentence in sentences] == [32]
    found = tag(sentences, Counting())
    assert given_ == [10, 10, 10, 2]
    assert {one.norms[name.first] for name in found if name.type == "LOC"} == {"بغداد"}
    assert [name.first for name in found if name.type == "LOC"] == list(range(3, 32, 4))


def test_no_sentences_have_no_names() -> None:
    """An empty article, and a sentence without tokens."""
    assert tag([]) == []
    assert tag([[]]) == []
