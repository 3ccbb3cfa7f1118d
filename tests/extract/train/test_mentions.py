"""The tagger's model: a tiny one learns a dozen sentences; scores are of whole names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.learned.labels import spans
from extract.train.mentions import LEARNED, Settings, examples, fit, keep, new_score, open_model, rule_names
from tests.extract.train.drawn import NEWS, draw, labelled

ROUNDS = Settings(c1=0.05, c2=0.05, rounds=60)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a model of the drawn sentences."""
    path = tmp_path_factory.mktemp("model") / "names.crf"
    fit((each for marked in NEWS for each in examples(labelled(marked))), path, ROUNDS)
    return path


@pytest.mark.parametrize("marked", NEWS)
def test_a_model_learns_what_it_is_shown(model: Path, marked: str) -> None:
    """Every name of every sentence, with its span and type, and nothing else."""
    tagger = open_model(model)
    one = labelled(marked)
    assert draw(one.document, [label for sentence, _ in examples(one) for label in tagger.tag(sentence)]) == marked


UNSEEN = [
    "عاد المدير [حازم الدروبي|PERSON] إلى [بيروت|LOC] قادما من [الموصل|LOC] برفقة وفد كبير",
    "قال الوزير [رائد السنجاري|PERSON] إن الطرق في [حلب|LOC] لم تفتح بعد",
]


@pytest.mark.parametrize("marked", UNSEEN)
def test_a_model_finds_the_names_it_knows_in_other_sentences(model: Path, marked: str) -> None:
    """Words that it was shown, put together anew."""
    tagger = open_model(model)
    one = labelled(marked)
    assert draw(one.document, [label for sentence, _ in examples(one) for label in tagger.tag(sentence)]) == marked


def test_the_same_sentences_make_the_same_model(model: Path, tmp_path: Path) -> None:
    """To the byte: no chance in it."""
    again = tmp_path / "again.crf"
    fit((each for marked in NEWS for each in examples(labelled(marked))), again, ROUNDS)
    assert again.read_bytes() == model.read_bytes()


@pytest.mark.parametrize("algorithm", ["lbfgs", "ap"])
def test_a_model_can_be_fitted_in_several_ways(tmp_path: Path, algorithm: str) -> None:
    """By its gradient, or by averaged perceptrons."""
    path = tmp_path / "other.crf"
    data = [each for marked in NEWS for each in examples(labelled(marked))]
    fit(data, path, Settings(rounds=30, algorithm=algorithm))
    assert set(open_model(path).labels()) == {label for _, labels in data for label in labels}


def test_examples_are_by_sentence_with_a_label_a_token() -> None:
    """The attributes know what rules found, or what they are said to have found."""
    one = labelled("وصل [حازم الدروبي|PERSON] إلى [بغداد|LOC]. ثم عاد.\nوفي [بيروت|LOC] انتظر")
    found = examples(one)
    assert [labels for _, labels in found] == [
        ["O", "B-PERSON", "I-PERSON", "O", "B-LOC", "O"],
        ["O", "O", "O"],
        ["O", "B-LOC", "O"],
    ]
    assert [len(sentence) for sentence, _ in found] == [6, 3, 3]
    assert any(attribute == "R=B-LOC" for attribute in found[0][0][4])
    assert not any(attribute.startswith("R=") for attribute in examples(one, [])[0][0][4])
    assert examples(labelled("")) == []


def test_the_rules_names_are_found_without_anything_taught() -> None:
    """In order, by their types."""
    one = labelled("قال وزير الدفاع أمس في [بغداد|LOC] إن")
    assert [(name.type, one.document.body[name.start : name.end]) for name in rule_names(one.document)] == [
        ("DATE", "أمس"),
        ("LOC", "بغداد"),
    ]


KEPT = [
    ("O B-LOC I-LOC", "O B-LOC I-LOC"),
    ("B-DATE I-DATE B-PERSON", "O O B-PERSON"),
    ("B-WEAPON B-NUMBER_OF I-NUMBER_OF", "B-WEAPON B-NUMBER_OF I-NUMBER_OF"),
    ("", ""),
]


@pytest.mark.parametrize(("labels", "kept"), KEPT)
def test_what_the_model_does_not_learn_is_no_name_to_it(labels: str, kept: str) -> None:
    """Dates are the rules'."""
    assert keep(labels.split()) == kept.split()
    assert keep(labels.split(), frozenset()) == ["O"] * len(labels.split())
    assert "DATE" not in LEARNED


SCORED = [
    # labels found, labels wanted, right, proposed, wanted
    ("B-LOC O", "B-LOC O", 1, 1, 1),
    ("B-LOC I-LOC", "B-LOC O", 0, 1, 1),
    ("B-LOC O", "B-PERSON O", 0, 1, 1),
    ("O O", "B-LOC B-LOC", 0, 0, 2),
    ("B-LOC B-LOC", "O B-LOC", 1, 2, 1),
    ("O", "O", 0, 0, 0),
]


@pytest.mark.parametrize(("found", "wanted", "right", "proposed", "marked"), SCORED)
def test_a_name_is_right_with_its_span_and_type(
    found: str, wanted: str, right: int, proposed: int, marked: int
) -> None:
    """Nothing less counts."""
    score = new_score()
    score.add(spans(found.split()), spans(wanted.split()))
    assert (score.right.total(), score.proposed.total(), score.wanted.total()) == (right, proposed, marked)
    kind, precision, recall, f_score, count = score.rows()[-1]
    assert (kind, count) == ("all", marked)
    assert precision == right / max(1, proposed)
    assert recall == right / max(1, marked)
    assert f_score == 2 * right / max(1, proposed + marked)


def test_scores_add_up_by_type_and_leave_out_what_is_asked() -> None:
    """Rows in order of types, all of them last; a type left out has its row and is not in `all`."""
    score = new_score()
    score.add([(0, 1, "LOC"), (2, 3, "ORG")], [(0, 1, "LOC"), (4, 5, "FAC")])
    score.add([(0, 1, "LOC")], [(0, 1, "LOC"), (2, 3, "ORG")])
    assert score.rows() == [
        ("FAC", 0.0, 0.0, 0.0, 1),
        ("LOC", 1.0, 1.0, 1.0, 2),
        ("ORG", 0.0, 0.0, 0.0, 1),
        ("all", 2 / 3, 0.5, 4 / 7, 4),
    ]
    assert score.rows(frozenset(("ORG", "FAC")))[-1] == ("all", 1.0, 1.0, 1.0, 2)
    assert new_score().rows() == [("all", 0.0, 0.0, 0.0, 0)]


NAMES = st.lists(st.tuples(st.integers(0, 5), st.integers(6, 9), st.sampled_from(["LOC", "ORG"])), max_size=6)


@given(st.lists(st.tuples(NAMES, NAMES), max_size=4))
def test_a_score_is_within_bounds(texts: list[tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]]) -> None:
    """F1 lies between precision and recall; a name proposed twice counts once."""
    score = new_score()
    for found, wanted in texts:
        score.add(found, wanted)
    for _, precision, recall, f_score, _ in score.rows():
        assert 0 <= min(precision, recall) <= f_score + 1e-9
        assert f_score <= max(precision, recall) + 1e-9 <= 1 + 1e-8
    assert score.proposed.total() == sum(len(set(found)) for found, _ in texts)
