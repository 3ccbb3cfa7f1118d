"""Fitting the second model: it is taken only where articles that it was not fitted to come out better."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.article import Article
from extract.learned.local import unpack
from extract.train.local import FOLDS, Reviewed, Score, train
from tests.extract.newsroom import article, unmarked


def reviewed(numbers: Sequence[int], kind: str = "") -> list[Reviewed]:
    """Return articles of the newsroom as reviewed; `kind`: of that type are all its houses."""
    found = []
    for number in numbers:
        body, names = unmarked(article(number))
        if kind:
            names = tuple((s, e, kind if body[s:e].startswith("ديوان") else t) for s, e, t in names)
        found.append(Reviewed(f"{number:032x}", Article(body), names, 2))
    return found


def test_reviewers_marks_make_articles_better_that_were_not_fitted_to() -> None:
    result = train(reviewed(range(10)))
    assert (result.articles, result.corrections, result.before) == (10, 20, None)
    assert result.base.wanted == result.new.wanted == sum(len(each.names) for each in reviewed(range(10)))
    assert result.new.f1 > result.base.f1 + 0.1
    header, _ = unpack(result.model)
    assert header.articles == tuple(f"{number:032x}" for number in range(10))
    assert dict(header.scores) == {"base": round(result.base.f1, 4), "new": round(result.new.f1, 4)}


def test_the_same_articles_in_another_order_give_the_same_model() -> None:
    assert train(reviewed([3, 1, 4, 0, 5, 9, 2])) == train(reviewed([0, 1, 2, 3, 4, 5, 9]))


def test_marks_that_say_what_the_engine_says_leave_it_as_it_is() -> None:
    plain = []
    for each in reviewed(range(8)):
        lines = [line for line in each.article.body.split("\n") if "ديوان" not in line]
        body = "\n".join(lines) or "."
        names = [
            (at, at + len(text), kind)
            for start, end, kind in each.names
            if (text := each.article.body[start:end]) and (at := body.find(text)) >= 0
        ]
        plain.append(Reviewed(each.uid, Article(body), tuple(sorted(set(names))), 0))
    result = train(plain)
    assert result.base.f1 == 1.0
    assert result.model == b""


def test_a_new_model_must_be_better_than_the_one_before() -> None:
    first = train(reviewed(range(10)))
    same = train(reviewed(range(10)), first.model)
    assert same.before == same.new
    assert same.model == b"", "no better: what is in use stays"


def test_the_one_before_is_tried_on_articles_that_it_was_not_fitted_to() -> None:
    first = train(reviewed(range(5)))
    # The newsroom has changed its mind since: what the first model learned is wrong of the new articles.
    later = train([*reviewed(range(5), "FAC"), *reviewed(range(20, 30), "FAC")], first.model)
    assert later.before is not None
    assert later.model
    assert later.new.f1 > later.before.f1
    assert len(unpack(later.model)[0].articles) == 15


def test_every_step_is_told_once_and_they_are_as_many_as_was_said() -> None:
    steps: list[tuple[int, int]] = []
    first = train(reviewed(range(6)), told=lambda done, count: steps.append((done, count)))
    assert steps == [(number, 6 + FOLDS + 1) for number in range(1, 6 + FOLDS + 2)]
    steps.clear()
    train(reviewed(range(6)), first.model, lambda done, count: steps.append((done, count)))
    assert steps == [(number, 6 + 2 * FOLDS + 1) for number in range(1, 6 + 2 * FOLDS + 2)]


@pytest.mark.parametrize("body", ["", " ", "\n\n", "قال", "." * 50])
def test_articles_without_names_do_no_harm(body: str) -> None:
    empty = [Reviewed(f"{number:032x}", Article(body), (), 0) for number in range(3)]
    result = train([*reviewed(range(5)), *empty])
    assert result.articles == 8
    assert result.new.f1 >= 0.5


def test_nothing_marked_at_all_gives_no_model() -> None:
    result = train([Reviewed(f"{number:032x}", Article("في الصباح غيم"), (), 0) for number in range(6)])
    assert (result.base, result.new, result.model) == (Score(), Score(), b"")


def test_a_score_is_of_whole_names() -> None:
    assert Score(2, 3, 5).f1 == pytest.approx(0.5)
    assert Score().f1 == 0
    assert Score(1, 2, 3) + Score(1, 1, 1) == Score(2, 3, 4)
