"""One list of a model's names and the rules'. `text | model | rules -> holds`, each name drawn in the same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article
from extract.camel.agreement import agreed
from extract.document import Candidate, Document
from tests.extract.camel.fake import drawn, stretches_of


def _names(marked: str, reason: str) -> tuple[str, list[Candidate]]:
    body, marks = drawn(marked)
    document = Document(Article(body))
    found = [
        document.candidate(each.first, each.last, each.label, each.confidence, reason)
        for each in stretches_of(document, marks)
    ]
    return body, [name for name in found if name]


@pytest.mark.parametrize(
    ("model", "rules", "holds"),
    [
        # one of them alone
        ("زار [زرهوق|PERSON|0.6] بغداد", "زار زرهوق بغداد", "زار [زرهوق|PERSON] بغداد"),
        ("زار زرهوق بغداد", "زار زرهوق [بغداد|LOC|0.95]", "زار زرهوق [بغداد|LOC]"),
        ("زار زرهوق بغداد", "زار [زرهوق|PERSON|0.6] بغداد", "زار زرهوق بغداد"),
        # what models have no label for
        ("في [مارس|LOC] الماضي", "في [مارس الماضي|DATE|0.8]", "في [مارس الماضي|DATE]"),
        ("قتل [عشرة جنود|PERSON]", "قتل [عشرة جنود|NUMBER_OF|0.7]", "قتل [عشرة جنود|NUMBER_OF]"),
        ("مطار [أربيل|LOC|0.99]", "[مطار أربيل|FAC|0.7]", "[مطار أربيل|FAC]"),
        ("قرب الجسر", "قرب [الجسر|FAC|0.5]", "قرب [الجسر|FAC]"),
        # edges of the rules where the types agree
        ("[الجيش|ORG] العراقي", "[الجيش العراقي|ORG|0.9]", "[الجيش العراقي|ORG]"),
        # the longer name of the model
        ("[حزب الدعوة الإسلامية|ORG]", "[حزب الدعوة|ORG|0.85] الإسلامية", "[حزب الدعوة الإسلامية|ORG]"),
        ("[سليم بغداد الوادي|PERSON]", "[سليم|PERSON|0.8] [بغداد|LOC|0.95] الوادي", "[سليم بغداد الوادي|PERSON]"),
        # the same words, another type: the surer
        ("[صلاح الدين|PERSON|0.7]", "[صلاح الدين|LOC|0.95]", "[صلاح الدين|LOC]"),
        ("[صلاح الدين|PERSON|0.97]", "[صلاح الدين|LOC|0.9]", "[صلاح الدين|PERSON]"),
        # the rules' longer name of another type
        ("[بغداد|LOC|0.98] اليوم", "[بغداد اليوم|ORG|0.95]", "[بغداد اليوم|ORG]"),
        ("[بغداد|LOC|0.98] اليوم", "[بغداد اليوم|ORG|0.7]", "[بغداد|LOC] اليوم"),
        # neither within the other: the surer
        ("[سليم الوادي|PERSON|0.9] الكبير", "سليم [الوادي الكبير|LOC|0.8]", "[سليم الوادي|PERSON] الكبير"),
        ("[سليم الوادي|PERSON|0.7] الكبير", "سليم [الوادي الكبير|LOC|0.8]", "سليم [الوادي الكبير|LOC]"),
        # two of the model's in one of the rules'
        ("[ميناء أم|LOC] [قصر|LOC]", "[ميناء أم قصر|FAC|0.9]", "[ميناء أم قصر|FAC]"),
        # two of the model's that are of two minds about one of the rules': the surest
        ("[بغداد|PERSON|0.98] [اليوم|ORG|0.5]", "[بغداد اليوم|ORG|0.7]", "[بغداد|PERSON] اليوم"),
        ("صوت [بغداد|PERSON|0.98] [اليوم|ORG|0.5]", "[صوت بغداد اليوم|ORG|0.7]", "صوت [بغداد|PERSON] اليوم"),
        ("صوت [بغداد|PERSON|0.8] [اليوم|ORG|0.9]", "[صوت بغداد اليوم|ORG|0.7]", "[صوت بغداد اليوم|ORG]"),
    ],
)
def test_one_list_of_two(model: str, rules: str, holds: str) -> None:
    body, tagged = _names(model, "camel-tools")
    same, ruled = _names(rules, "rule")
    expected, names = _names(holds, "")
    assert body == same == expected, "the case is drawn in one text"
    assert [(name.start, name.end, name.type) for name in agreed(tagged, ruled)] == [
        (name.start, name.end, name.type) for name in names
    ]


def test_a_name_that_both_see_is_surer_and_says_both() -> None:
    _, tagged = _names("زار [بغداد|LOC|0.8]", "camel-tools: LOC")
    _, ruled = _names("زار [بغداد|LOC|0.9]", "gazetteer: place")
    (name,) = agreed(tagged, ruled)
    assert name.confidence == pytest.approx(0.98)
    assert name.reason == "gazetteer: place; camel-tools: LOC"


_SPANS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from(["PERSON", "LOC", "FAC", "DATE"]), st.floats(0, 1)),
    max_size=8,
)


def _apart(spans: list[tuple[int, int, str, float]], reason: str) -> list[Candidate]:
    names, place = [], 0
    for gap, more, kind, sure in spans:
        first, last = place + gap, place + gap + more
        names.append(Candidate(first * 2, last * 2 + 1, first, last, kind, sure, reason))
        place = last + 1
    return names


@given(_SPANS, _SPANS)
def test_no_two_names_share_a_word_and_none_is_made_up(
    tagged: list[tuple[int, int, str, float]], ruled: list[tuple[int, int, str, float]]
) -> None:
    model, rules = _apart(tagged, "model"), _apart(ruled, "rule")
    found = agreed(model, rules)
    places = [place for name in found for place in range(name.first, name.last + 1)]
    assert places == sorted(set(places))
    known = {(name.first, name.last, name.type) for name in (*model, *rules)}
    assert {(name.first, name.last, name.type) for name in found} <= known
    assert all(0 <= name.confidence <= 1 for name in found)
