"""Triggers by the model: what a candidate is weighed by, how decisions are read off, and what holds of any text."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.article import Article
from extract.document import Document
from extract.events import find_events, is_sport, triggers_of
from extract.items import Lexicon
from extract.learned import modality as modality_model
from extract.learned.triggers import (
    LEAST,
    Place,
    chosen,
    decided,
    domain_levels,
    places,
    probabilities,
    weighable,
)
from extract.names import find_names
from extract.train.triggers import EITHER, TRIGGERS, fit, labels_of, main, marked_names
from extract.trigger_table import trigger_table
from extract.triggers import Candidate, find_triggers
from tests.extract.guideline_events.drawn import read, triggers_in

HARD = (
    "قال قائد الشرطة في مدينة الموصل إن مسلحين هاجموا نقطة تفتيش قرب الجسر مساء أمس، وقتل في الهجوم جنديان وأصيب"
    " ثلاثة آخرون، فيما اعتقلت القوات العراقية أربعة من المهاجمين ونقلتهم إلى العاصمة بغداد. وأضاف أن التحقيق مستمر.\n"
)
"""An article that weak words can be weighed in."""


def documented(body: str) -> Document:
    return Document(Article(body))


def found_in(body: str) -> list[str]:
    document = documented(body)
    return [
        body[document.tokens[trigger.first].start : document.tokens[trigger.last].end]
        for trigger in triggers_of(document, find_names(document, Lexicon()))
    ]


def candidates_at(body: str, word: str) -> list[Candidate]:
    """Return the candidates of a word of a text."""
    document = documented(body)
    [place] = [
        place for place in places(document, [], sport=is_sport(document)) if document.surface(place.position) == word
    ]
    return place.choice


WEAK = [
    ("دمر القصف منزلين", "دمر", "ATTACK"),
    ("أضرم مجهولون النار في السيارة", "أضرم", "ATTACK"),
    ("اجتاحت القوات المدينة", "اجتاحت", "ATTACK"),
    ("دحر الجنود المسلحين", "دحر", "CLASH"),
    ("انتحر الموظف", "انتحر", "KILL_INJURE"),
    ("أودع المتهم السجن", "أودع", "ARREST"),
    ("رافق الطبيب الوفد", "رافق", "VISIT_TRAVEL"),
    ("فرار العائلات إلى الجنوب", "فرار", "VISIT_TRAVEL"),
    ("تفاهمات بين الطرفين", "تفاهمات", "AGREEMENT"),
    ("تموضع القوات في القاعدة", "تموضع", "DEPLOY_WITHDRAW"),
    ("انتفض السكان ضد الوالي", "انتفض", "PROTEST"),
    ("تجميد أموال الشركة", "تجميد", "SANCTION"),
    ("أطاحت الأزمة بالوزير", "أطاحت", "APPOINT_RESIGN"),
    ("شكوى ضد المدير", "شكوى", "TRIAL"),
    ("ارتطم القارب بالصخور", "ارتطم", "DISASTER_ACCIDENT"),
    ("تبرعات للمستشفى", "تبرعات", "AID"),
    ("رجح الخبراء هطول المطر", "رجح", "STATEMENT"),
    ("أوصت اللجنة بالبناء", "أوصت", "STATEMENT"),
    ("شجبت النقابة القرار", "شجبت", "STATEMENT"),
    ("أنكر الموظف ذلك", "أنكر", "STATEMENT"),
    ("استضاف الوزير الوفد", "استضاف", "MEET"),
]


@pytest.mark.parametrize(("body", "word", "kind"), WEAK)
def test_a_word_that_is_an_event_only_at_times_is_a_candidate_of_its_type(body: str, word: str, kind: str) -> None:
    assert kind in {candidate.trigger.group.type for candidate in candidates_at(body, word)}


@pytest.mark.parametrize(("body", "word", "_kind"), WEAK)
def test_the_table_alone_never_takes_it(body: str, word: str, _kind: str) -> None:
    assert all(
        "weak" in candidate.fails for candidate in candidates_at(body, word) if not candidate.trigger.group.alone
    )


FAILS = [
    ("حرب تجارية بين البلدين", "حرب", "not_next"),
    ("معركة طويلة مع المرض", "معركة", "not_near"),
    ("حق التصويت مكفول", "التصويت", "not_before"),
    ("إجراءات مشددة جديدة", "مشددة", "adjective"),
    ("كتب الطالب الدرس", "كتب", "needs_near"),
    ("بشأن كشف القضية", "كشف", "place"),
]


@pytest.mark.parametrize(("body", "word", "fails"), FAILS)
def test_a_condition_that_fails_is_evidence_with_its_name(body: str, word: str, fails: str) -> None:
    assert any(fails in candidate.fails for candidate in candidates_at(body, word))


NEVER = ["الجسر مغلق وفقا لتصريح", "الجسر مغلق بحسب تصريحات", "كان يومًا قولًا", "هيئة الإغاثة تعمل"]


@pytest.mark.parametrize("body", NEVER)
def test_what_the_guideline_rules_out_is_no_candidate_for_it(body: str) -> None:
    document = documented(body)
    failing = {fail for place in places(document, [], sport=False) for c in place.choice for fail in c.fails}
    assert failing.isdisjoint({"source", "name", "tanwin"})


def test_the_rules_alone_take_the_first_candidate_that_nothing_speaks_against() -> None:
    document = documented(HARD)
    ruled = [place.rule for place in places(document, [], sport=False) if place.rule is not None]
    alone = find_triggers(document, bytearray(len(document.tokens)), sport=False)
    assert [trigger.first for trigger in ruled] == [trigger.first for trigger in alone]
    assert len(ruled) >= 5


IN_ARTICLES = [
    (f"{HARD}ودمرت الطائرات مستودع أسلحة للمسلحين في تكريت.\n", ["دمرت"], []),
    (f"{HARD}وأضرم مجهولون النار في مقر الحزب في كركوك.\n", ["أضرم"], []),
    (f"{HARD}ووصف الوزير الهجوم بأنه عمل جبان.\n", ["وصف", "الهجوم"], []),
    (f"{HARD}وهز انفجار عنيف مدينة كركوك مساء الاثنين.\n", ["انفجار"], []),
    (f"{HARD}وتوفر المدينة جوازات السفر للموظفين.\n", [], ["السفر"]),
]


@pytest.mark.parametrize(("body", "wanted", "unwanted"), IN_ARTICLES)
def test_in_an_article_the_words_around_decide(body: str, wanted: list[str], unwanted: list[str]) -> None:
    found = {word.removeprefix("و") for word in found_in(body)} | set(found_in(body))
    assert found.issuperset(wanted)
    assert found.isdisjoint(unwanted)


GAME = (
    "فاز الفريق في المباراة الأخيرة من الدوري بعد هجوم متواصل على مرمى الضيوف في الشوط الثاني من اللقاء. وسجل"
    " اللاعب هدفا في الدقيقة الثلاثين من ضربة جزاء، وأصيب المدافع في القدم. والتقى المنتخب بطل الكأس في الجولة"
    " الأولى من البطولة، وعاد المدرب إلى الملعب بعد غياب، فيما تنتظر الجماهير لقاء القمة في نهائي الكأس.\n"
)


def test_a_game_has_no_attack_and_no_meeting() -> None:
    document = documented(GAME)
    kinds = {event.type for event in find_events(document, find_names(document, Lexicon()))}
    assert kinds.isdisjoint({"ATTACK", "MEET", "CLASH", "TRIAL"})


def test_the_domain_of_an_article_is_told_by_its_words() -> None:
    assert domain_levels(documented(GAME))[0] == "sport3"
    assert domain_levels(documented(HARD)) == ("sport0", "economy0", "culture0")


def test_of_a_places_candidates_the_likeliest_is_taken_and_none_overlap() -> None:
    document = documented("إطلاق سراح المعتقلين")
    found = places(document, [], sport=False)
    first = found[0]
    assert len(first.choice) >= 2
    weights = [[0.9 - number / 10 for number in range(len(place.choice))] for place in found]
    taken = chosen(found, weights, 0.5)
    assert taken[0].trigger.last == 1
    assert all(left.trigger.last < right.trigger.first for left, right in pairwise(taken))


def test_below_the_least_probability_nothing_is_taken() -> None:
    found = places(documented(HARD), [], sport=False)
    assert chosen(found, [[LEAST - 0.01] * len(place.choice) for place in found], LEAST) == []


def test_a_candidate_is_weighed_alone() -> None:
    document = documented(HARD)
    items = [item for choice in weighable(document, [], places(document, [], sport=False)) for item in choice]
    together = probabilities(items)
    assert together == pytest.approx([probabilities([item])[0] for item in items])


def test_an_event_says_what_decided() -> None:
    document = documented(f"{HARD}ودمرت الطائرات مستودع أسلحة للمسلحين في تكريت.\n")
    reasons = {event.reason for event in find_events(document, find_names(document, Lexicon()))}
    assert "trigger: قال" in reasons
    assert "trigger: دمر, by the words around" in reasons


def test_the_confidence_is_a_share_and_rises_with_the_probability() -> None:
    document = documented(HARD)
    weighed = decided(document, find_names(document, Lexicon()), sport=False)
    by_type: dict[str, list[tuple[float, float]]] = {}
    for choice in weighed:
        assert 0 < choice.confidence < 1
        by_type.setdefault(choice.trigger.group.type, []).append((choice.probability, choice.confidence))
    for pairs in by_type.values():
        confidences = [confidence for _, confidence in sorted(pairs)]
        assert confidences == sorted(confidences)


def test_a_short_text_is_left_to_the_table() -> None:
    assert triggers_in("شن المسلحون هجوما على المخفر") == [("هجوما", "ATTACK")]
    assert triggers_in("رافق الطبيب الوفد") == []


WORDS = st.sampled_from(
    ["قال", "هجوم", "إطلاق", "سراح", "النار", "و", "،", ".", "\n", "قد", "لم", "سيزور", "12", "إن", "ب"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=90).map(" ".join))
def test_any_text_has_triggers_in_order_and_apart(body: str) -> None:
    document = documented(body)
    weighed = decided(document, [], sport=False)
    assert weighed == decided(document, [], sport=False)
    ends = -1
    for choice in weighed:
        assert choice.trigger.first > ends
        ends = choice.trigger.last
        assert 0 <= choice.probability <= 1
    triggers = [choice.trigger for choice in weighed]
    assert all(each in modality_model.MODALITIES for each in modality_model.modalities(document, triggers))


def test_cost_grows_with_the_text_and_not_faster() -> None:
    small, large = documented(HARD * 4), documented(HARD * 32)
    counts = [
        sum(len(item) for choice in weighable(document, [], places(document, [], sport=False)) for item in choice)
        for document in (small, large)
    ]
    assert counts[1] <= 8.5 * counts[0]


TOLD = [
    ("ستزور الوزيرة بغداد الأسبوع المقبل", "تزور", "future"),
    ("لم تعتقل القوات أحدا في القرية", "تعتقل", "denied"),
    ("لن تقصف القوات المدينة", "تقصف", "denied"),
    ("نفى المتحدث وقوع هجوم على القرية", "هجوم", "denied"),
    ("من المقرر أن يلتقي الوزير نظيره", "يلتقي", "future"),
    ("ستقصف القوات المدينة غدا", "تقصف", "future"),
    ("دعا الوزير إلى وقف إطلاق النار", "وقف إطلاق النار", "hypothetical"),
    ("طالب النواب بمحاكمة الضابط", "محاكمة", "hypothetical"),
    ("حذر الوزير من وقوع هجمات جديدة", "هجمات", "hypothetical"),
    ("دعا الوزير إلى قصف المدينة", "قصف", "hypothetical"),
    # What is to be stopped goes on: so readers marked such events, all but one of 26 ...
    ("دعا الوزير إلى وقف القصف", "القصف", "asserted"),
    # ... but an act as such that is to cease is one that is only thought of.
    ("دعت المنظمة إلى وقف استهداف المدنيين", "استهداف", "hypothetical"),
    ("وافقت الجماعة على التوقف عن مهاجمة القواعد", "مهاجمة", "hypothetical"),
    ("طالب النواب بالتوقف تماما عن قصف القرى", "قصف", "hypothetical"),
    ("وكانت القوات قد شنت غارات على القرية", "غارات", "asserted"),
]


@pytest.mark.parametrize(("sentence", "word", "wanted"), TOLD)
def test_in_an_article_modality_is_weighed_too(sentence: str, word: str, wanted: str) -> None:
    body = f"{HARD}{sentence}.\n"
    document = documented(body)
    events = find_events(document, find_names(document, Lexicon()))
    assert [event.modality for event in events if body[event.start : event.end] == word][-1:] == [wanted]


def spans(body: str, *words: str) -> list[dict[str, int]]:
    return [{"start": body.index(word), "end": body.index(word) + len(word)} for word in words]


def labelled(body: str, events: list[dict[str, object]]) -> dict[str, list[str]]:
    """Return the labels of each candidate word."""
    document = documented(body)
    found: list[Place] = places(document, [], sport=False)
    return {
        document.surface(place.position): labels
        for place, labels in zip(found, labels_of(document, events, found), strict=True)
    }


def test_marked_triggers_are_right_and_all_others_wrong() -> None:
    body = "قصفت الطائرات القرية وقال شاهد إن هجوما وقع"
    [bombed, said] = spans(body, "قصفت", "قال")
    labels = labelled(
        body,
        [
            {"type": "ATTACK", "subtype": None, "trigger": bombed},
            {"type": "STATEMENT", "subtype": "say", "trigger": said},
        ],
    )
    assert "1" in labels["قصفت"]
    assert "1" in labels["وقال"]
    assert "1" not in labels["هجوما"]


def test_another_possible_trigger_is_shown_to_no_model_where_the_trigger_is_a_candidate() -> None:
    body = "استهدف الجيش القرية في هجوم"
    [aimed, attack] = spans(body, "استهدف", "هجوم")
    event: dict[str, object] = {"type": "ATTACK", "subtype": None, "trigger": attack, "trigger_alts": [aimed]}
    assert EITHER in labelled(body, [event])["استهدف"]
    unknown: dict[str, object] = {**event, "trigger": spans(body, "القرية")[0]}
    assert "1" in labelled(body, [unknown])["استهدف"]


def test_training_reads_marked_articles_and_writes_the_model_and_its_calibration(tmp_path: Path) -> None:
    folder, target = tmp_path / "marked", tmp_path / "data"
    folder.mkdir()
    target.mkdir()
    for number in range(8):
        (folder / f"{number}.txt").write_text(HARD, encoding="utf-8")
        events: list[dict[str, object]] = [
            {"type": kind, "subtype": subtype, "modality": modality, "args": [], "trigger": spans(HARD, word)[0]}
            for word, kind, subtype, modality in (
                ("قال", "STATEMENT", "say", "asserted"),
                ("هاجموا", "ATTACK", None, "asserted"),
                ("قتل", "KILL_INJURE", "kill", "denied"),
                ("اعتقلت", "ARREST", "detain", "future"),
                ("أصيب", "KILL_INJURE", "injure", "hypothetical"),
            )
        ]
        marks = {"id": str(number), "entities": [{**spans(HARD, "الموصل")[0], "type": "LOC"}], "events": events}
        (folder / f"{number}.json").write_text(json.dumps(marks), encoding="utf-8")
    assert main(["--marked", str(folder), "--into", str(target)]) == 0
    assert {path.name for path in target.iterdir()} == {"triggers.crf", "confidence.toml"}


def test_a_fitted_model_tells_what_it_was_shown(tmp_path: Path) -> None:
    shown = [(["b", "l=قصف"], "1"), (["b", "l=كتاب"], "0")] * 20
    tagger = fit(shown, tmp_path / "model.crf", TRIGGERS)
    bombed, book = probabilities([["b", "l=قصف"], ["b", "l=كتاب"]], tagger)
    assert bombed > 0.5 > book


def test_marked_names_cover_their_tokens() -> None:
    document = documented("وصل قاسم الزرقوني إلى حلب")
    [name] = marked_names(document, [{"start": 4, "end": 16, "type": "PERSON"}])
    assert (name.first, name.last, name.type) == (1, 2, "PERSON")


def test_every_type_has_words_for_the_model_to_weigh() -> None:
    groups = {form.group for forms in trigger_table().forms.values() for form in forms if not form.group.alone}
    assert len({group.type for group in groups}) == 17


def test_the_drawn_sentences_keep_their_triggers_beside_each_other() -> None:
    drawing = read("{قصفت|ATTACK} الطائرات القرية و{قتل|KILL_INJURE.kill} رجلان")
    assert triggers_in(drawing.body) == list(drawing.triggers)


def test_where_acts_are_rare_they_must_be_surer_than_statements() -> None:
    document = documented("قال الوزير إن الطائرات قصفت القرية")
    found = places(document, [], sport=False)
    weights = [[0.6] * len(place.choice) for place in found]
    assert {choice.trigger.group.type for choice in chosen(found, weights, 0.4)} == {"STATEMENT", "ATTACK"}
    assert {choice.trigger.group.type for choice in chosen(found, weights, 0.4, 0.75)} == {"STATEMENT"}


@pytest.mark.parametrize("formula", ["طلب عدم الكشف عن هويته", "رفض الكشف عن اسمه", "دون الكشف عن هويتها"])
def test_a_source_that_stays_unnamed_tells_nothing_by_that(formula: str) -> None:
    """In an article too, where the model has the last word on words that the table only weighs."""
    body = HARD + f"وقال مصدر أمني {formula} إن القوات قصفت مواقع المسلحين قرب القرية.\n"
    events = find_events(documented(body), find_names(documented(body), Lexicon()))
    assert "الكشف" not in {body[event.start : event.end] for event in events}
    assert "قصفت" in {body[event.start : event.end] for event in events}
