"""Trigger words in forms that the table lacks, by lemma; without a database nothing changes."""

from __future__ import annotations

import pytest

from extract.article import Article
from extract.camel.lemmas import Analysis, Lemmas
from extract.document import Document
from extract.events import find_events
from extract.trigger_table import trigger_table
from extract.triggers import find_triggers


class FakeAnalyser:
    """Knows what it is told."""

    def __init__(self, told: dict[str, list[Analysis]]) -> None:
        self.asked: list[str] = []
        self._told = told

    def analyses(self, word: str) -> list[Analysis]:
        """Return what was told of a word."""
        self.asked.append(word)
        return self._told.get(word, [])


def verb(lemma: str, *, proclitics: int = 0, weight: float = -99.0) -> Analysis:
    return Analysis(lemma, "verb", proclitics, weight)


def noun(lemma: str, *, weight: float = -99.0) -> Analysis:
    return Analysis(lemma, "noun", 0, weight)


# a form that no rule of the table makes: the feminine plural of the imperfect
STRANGE = "يعتقلنهما"


def _triggers(body: str, told: dict[str, list[Analysis]]) -> list[tuple[str, str, int]]:
    document = Document(Article(body))
    forms = Lemmas(FakeAnalyser(told)).forms(document)
    found = find_triggers(document, bytearray(len(document.tokens)), sport=False, more=forms)
    return [(document.surface(each.first), each.group.type, each.skip) for each in found]


def test_the_form_of_the_tests_is_one_that_the_table_lacks() -> None:
    assert STRANGE not in trigger_table().forms
    assert _triggers(f"كن {STRANGE} ليلا", {}) == []


@pytest.mark.parametrize(
    ("word", "analyses", "expected"),
    [
        (STRANGE, [verb("اعتقل")], [(STRANGE, "ARREST", 0)]),
        (STRANGE, [verb("اِعْتَقَل")], [(STRANGE, "ARREST", 0)]),  # lemmas come with vowels
        (STRANGE, [verb("اعتقل"), verb("اِعتَقَلَ")], [(STRANGE, "ARREST", 0)]),
        ("و" + STRANGE, [verb("اعتقل", proclitics=1)], [("و" + STRANGE, "ARREST", 1)]),
        # of two minds, and no probabilities
        (STRANGE, [verb("اعتقل"), verb("شرب")], []),
        (STRANGE, [verb("اعتقل"), noun("معتقل")], []),
        (STRANGE, [verb("اعتقل", weight=-3), verb("شرب", weight=-8)], [(STRANGE, "ARREST", 0)]),
        (STRANGE, [verb("اعتقل", weight=-8), verb("شرب", weight=-3)], []),
        # the part must be the table's, and the lemma one of its
        (STRANGE, [Analysis("اعتقل", "noun_prop", 0, -1)], []),
        (STRANGE, [noun("اعتقل")], []),
        (STRANGE, [verb("شرب")], []),
        (STRANGE, [verb("")], []),
        # letters that can't be proclitics
        (STRANGE, [verb("اعتقل", proclitics=3)], []),
    ],
)
def test_a_form_is_found_by_its_lemma(
    word: str, analyses: list[Analysis], expected: list[tuple[str, str, int]]
) -> None:
    assert _triggers(f"كن {word} ليلا", {word: analyses}) == expected


def test_what_the_table_has_or_leaves_out_is_not_looked_up() -> None:
    left_out = min(trigger_table().dropped)
    analyser = FakeAnalyser({})
    Lemmas(analyser).forms(Document(Article(f"واعتقلت الشرطة {left_out} 25 . {STRANGE}")))
    assert STRANGE in analyser.asked
    assert not {"واعتقلت", left_out, "25", "."} & set(analyser.asked)


def test_a_word_is_looked_up_once_as_models_read_it() -> None:
    analyser = FakeAnalyser({})
    lemmas = Lemmas(analyser)
    document = Document(Article("زرهوقات\u200f زرهوقات\u200f"))
    lemmas.forms(document)
    lemmas.forms(document)
    assert analyser.asked == ["زرهوقات"]


def test_an_event_comes_of_it_with_its_arguments() -> None:
    document = Document(Article(f"قرب بغداد كن {STRANGE} ليلا"))
    forms = Lemmas(FakeAnalyser({STRANGE: [verb("اعتقل")]})).forms(document)
    (event,) = find_events(document, [], forms)
    assert (event.type, event.reason) == ("ARREST", "trigger: اعتقل")
    assert find_events(document, []) == ()
