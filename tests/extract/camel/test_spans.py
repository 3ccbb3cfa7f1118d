"""A model's stretches brought to our edges and types. Left, what the model says; right, what becomes of it."""

from __future__ import annotations

import pytest

from extract.article import Article
from extract.camel.spans import to_candidates
from extract.document import Document
from tests.extract.camel.fake import drawn, stretches_of


def _brought(marked: str) -> str:
    body, marks = drawn(marked)
    document = Document(Article(body))
    pieces, position = [], 0
    for name in to_candidates(document, stretches_of(document, marks)):
        pieces += [body[position : name.start], f"[{body[name.start : name.end]}|{name.type}]"]
        position = name.end
    return "".join([*pieces, body[position:]])


@pytest.mark.parametrize(
    ("model", "ours"),
    [
        ("وصل [سليم الوادي|PERS] إلى [أربيل|LOC]", "وصل [سليم الوادي|PERSON] إلى [أربيل|LOC]"),
        # proclitics stay out
        ("في أربيل [وبغداد|LOC]", "في أربيل و[بغداد|LOC]"),
        ("عاد [للعراق|LOC]", "عاد ل[لعراق|LOC]"),
        ("زار [بغداد|LOC]", "زار [بغداد|LOC]"),
        ("[ولسليم الوادي|PERS] رأي", "ول[سليم الوادي|PERSON] رأي"),
        # unknown words: the article says by its own spelling that و is none of the name
        ("قال [زرهوق|PERS] ثم عاد زرهوق [وزرهوق|PERS]", "قال [زرهوق|PERSON] ثم عاد زرهوق و[زرهوق|PERSON]"),
        ("قال [وزرهوق|PERS]", "قال و[زرهوق|PERSON]"),
        ("قال [وزرهوق|PERS] إن وزرهوق عاد", "قال [وزرهوق|PERSON] إن وزرهوق عاد"),
        ("في [واشنطن|LOC]", "في [واشنطن|LOC]"),
        ("في [وادي زرهوق|LOC]", "في [وادي زرهوق|LOC]"),
        ("قال [وهيب|PERS]", "قال [وهيب|PERSON]"),
        ("قال [وزة|PERS]", "قال [وزة|PERSON]"),
        # titles
        ("قال [الرئيس سليم الوادي|PERS] أمس", "قال الرئيس [سليم الوادي|PERSON] أمس"),
        ("قال [وزير الدفاع|MISC] أمس", "قال وزير الدفاع أمس"),
        ("التقى [أمير حسين|PERS]", "التقى [أمير حسين|PERSON]"),
        ("اعتقل [سليم الوادي القيادي|PERS] في", "اعتقل [سليم الوادي|PERSON] القيادي في"),
        ("التقى [سليم الوادي الإيراني|PERS]", "التقى [سليم الوادي|PERSON] الإيراني"),
        ("التقى [سليم المصري|PERS]", "التقى [سليم المصري|PERSON]"),
        # heads of places and of organisations
        ("في [مدينة أربيل|LOC]", "في مدينة [أربيل|LOC]"),
        ("في [محافظة مدينة أربيل|LOC]", "في محافظة مدينة [أربيل|LOC]"),
        ("نقلت [وكالة رويترز|ORG]", "نقلت وكالة [رويترز|ORG]"),
        ("دان [حزب الدعوة|ORG]", "دان [حزب الدعوة|ORG]"),
        # facilities
        ("هبط في [مطار أربيل|LOC] الدولي", "هبط في [مطار أربيل الدولي|FAC]"),
        ("هبط في مطار [أربيل|LOC] الدولي", "هبط في [مطار أربيل الدولي|FAC]"),
        ("هبط بمطار [أربيل|LOC]", "هبط ب[مطار أربيل|FAC]"),
        ("قصف قاعدة [وبغداد|LOC]", "قصف قاعدة و[بغداد|LOC]"),
        ("زار [قصر السلام|MISC]", "زار [قصر السلام|FAC]"),
        # what has no type of ours
        ("فاز فيلم [ليالي النهر|MISC]", "فاز فيلم ليالي النهر"),
        ("الوفد [الأميركي|MISC]", "الوفد الأميركي"),
        ("الوفد [الأميركي|LOC] عاد", "الوفد الأميركي عاد"),
        ("القوات [العراقية السورية|ORG] عادت", "القوات العراقية السورية عادت"),
        ("قال [حزب النهر|MISC]", "قال [حزب النهر|ORG]"),
        # marks at the edges
        ("قال [«سليم الوادي»|PERS] أمس", "قال «[سليم الوادي|PERSON]» أمس"),
        ("قال [«|PERS] أمس", "قال « أمس"),
    ],
)
def test_stretches_are_brought_to_our_edges_and_types(model: str, ours: str) -> None:
    assert _brought(model) == ours


def test_a_name_says_what_the_model_said_and_is_never_quite_sure() -> None:
    body, marks = drawn("زار [بغداد|LOC|1.0]")
    document = Document(Article(body))
    (name,) = to_candidates(document, stretches_of(document, marks))
    assert name.reason == "camel-tools: LOC"
    assert name.confidence == 0.98
