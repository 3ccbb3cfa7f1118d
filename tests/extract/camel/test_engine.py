"""The engine with a model that is drawn: the model's names, the rules' dates and events, in one extraction."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article
from extract.camel.engine import Camel
from extract.camel.folders import Here
from extract.camel.lemmas import Lemmas
from extract.engines import EngineId
from extract.items import Lexicon
from tests.extract.camel.fake import FakeModel
from tests.extract.camel.test_lemmas import STRANGE, FakeAnalyser, verb

HERE = Here(Path(), Path(), None, EngineId("camel", "1.test"))
TOLD = {"زرهوق": "B-PERS", "الشمندي": "I-PERS", "طنبارة": "B-LOC", "وطنبارة": "B-LOC", "الأميركي": "B-MISC"}


def engine(told: dict[str, str] | None = None, lemmas: Lemmas | None = None) -> Camel:
    return Camel(HERE, FakeModel(TOLD if told is None else told), lemmas)


def _drawn(body: str, lexicon: Lexicon | None = None, told: dict[str, str] | None = None) -> str:
    pieces, position = [], 0
    for name in engine(told).propose(Article(body), lexicon or Lexicon()).mentions:
        pieces += [body[position : name.start], f"[{body[name.start : name.end]}|{name.type}]"]
        position = name.end
    return "".join([*pieces, body[position:]])


@pytest.mark.parametrize(
    "marked",
    [
        "",
        "وصل [زرهوق الشمندي|PERSON] إلى [طنبارة|LOC].",
        "وصل الوفد الأميركي إلى و[طنبارة|LOC].",
        # the rules' share
        "وصل [زرهوق الشمندي|PERSON] إلى [طنبارة|LOC] في [12 أيار 2020|DATE].",
        "قتل [ثلاثة جنود|NUMBER_OF] قرب [مطار طنبارة|FAC].",
        "دانت [وزارة الدفاع|ORG] قصف [طنبارة|LOC].",
        # a surname alone, which the model has not seen
        "وصل [زرهوق الشمندي|PERSON] أمس.\nوقال [الشمندي|PERSON] إنه باق.",
    ],
)
def test_names_of_both(marked: str) -> None:
    body = "".join(part.split("|")[0] for part in marked.replace("[", "]").split("]"))
    drawn = _drawn(body)
    if "أمس" in body:
        drawn = drawn.replace("[أمس|DATE]", "أمس")
    assert drawn == marked


def test_the_model_finds_what_the_rules_alone_do_not() -> None:
    body = "وكان زرهوق في طنبارة."
    assert _drawn(body, told={}) == body
    assert _drawn(body) == "وكان [زرهوق|PERSON] في [طنبارة|LOC]."


def test_what_reviewers_taught_is_stronger_than_the_model() -> None:
    body = "وكان زرهوق في طنبارة."
    taught = Lexicon(names={"طنباره": "FAC"}, rejected=frozenset(["زرهوق"]))
    assert _drawn(body, taught) == "وكان زرهوق في [طنبارة|FAC]."


def test_events_take_the_models_names() -> None:
    body = "اعتقلت الشرطة زرهوق الشمندي في طنبارة."
    found = engine().propose(Article(body), Lexicon())
    (event,) = found.events
    fillers = {argument.role: body[argument.start : argument.end] for argument in event.arguments}
    assert event.type == "ARREST"
    assert fillers["target"] == "زرهوق الشمندي"
    assert fillers["location"] == "طنبارة"


def test_one_person_has_one_name() -> None:
    body = "وصل زرهوق الشمندي أمس.\nوقال الشمندي إنه باق."
    people = [each for each in engine().propose(Article(body), Lexicon()).mentions if each.type == "PERSON"]
    assert [each.canonical for each in people] == ["زرهوق الشمندي"] * 2


def test_lemmas_bring_events_and_their_absence_changes_nothing() -> None:
    article = Article(f"كن {STRANGE} ليلا")
    lemmas = Lemmas(FakeAnalyser({STRANGE: [verb("اعتقل")]}))
    assert [event.type for event in engine(lemmas=lemmas).propose(article, Lexicon()).events] == ["ARREST"]
    assert engine().propose(article, Lexicon()).events == ()


def test_it_says_which_engine_it_is() -> None:
    found = engine().propose(Article(""), Lexicon())
    assert (found.engine, found.version, found.mentions, found.events) == ("camel", "1.test", (), ())


@given(st.text(alphabet="اب وزرهقطن\u200f\n.،😀\u064b[]…1", max_size=200))
def test_names_are_in_order_apart_and_within_the_text_whatever_it_is(body: str) -> None:
    told = {"زرهق": "B-PERS", "ب": "I-PERS", "طن": "B-LOC", "ا": "B-ORG", "😀": "B-MISC", ".": "I-ORG", "و": "B-LOC"}
    found = engine(told).propose(Article(body), Lexicon())
    edges = [edge for name in found.mentions for edge in (name.start, name.end)]
    assert edges == sorted(edges)
    assert all(0 <= name.start < name.end <= len(body) and 0 <= name.confidence <= 1 for name in found.mentions)
    assert engine(told).propose(Article(body), Lexicon()) == found


def test_the_engine_with_a_model_given_imports_neither_camel_tools_nor_torch() -> None:
    code = (
        "import sys, extract.camel.engine\n"
        "sys.exit(bool({m.split('.')[0] for m in sys.modules} & {'camel_tools', 'torch', 'transformers'}))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
