"""Roles by the model: which nouns may fill one, the attributes of phrases, what holds always, and how it is trained."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pycrfsuite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.article import Article
from extract.clauses import Found
from extract.document import Document
from extract.events import rule_arguments, triggers_of
from extract.fillers import fillers
from extract.items import Lexicon
from extract.learned.roles import GROUPS, LEAST_TOLD, judge, sure, weigh
from extract.learned.roles_features import attributes
from extract.learned.roles_phrases import noun_reading
from extract.learned.roles_scene import AFTER, BEFORE, Phrase, Scene
from extract.names import find_names
from extract.normalise import normalise
from extract.train.roles import fit, isotonic, labels_of, main, views
from extract.triggers import Trigger
from tests.extract.guideline_events.drawn import read

Seen = tuple[Scene, list[tuple[Trigger, list[Found]]]]


def look(body: str) -> Seen:
    """Return a text's phrases and its triggers with what rules chose."""
    document = Document(Article(body))
    names = find_names(document, Lexicon())
    triggers = triggers_of(document, names)
    filling = fillers(document, names)
    scene = Scene(document, names, filling, triggers)
    found = list(rule_arguments(document, triggers, filling))
    for trigger, arguments in found:
        scene.told(trigger, arguments)
    return scene, found


def weighed(body: str) -> list[list[Found]]:
    """Return the arguments of each trigger of a text."""
    scene, found = look(body)
    return [weigh(scene, trigger, arguments) for trigger, arguments in found]


def phrase_at(scene: Scene, text: str) -> Phrase:
    body = scene.document.body
    return next(phrase for phrase in scene.phrases if body[phrase.filler.start : phrase.filler.end] == text)


NOUNS = [
    ("المرصد", "المرصد"),
    ("والمرصد", "المرصد"),
    ("برصاص", "رصاص"),
    ("للقرية", "القرية"),
    ("آخرين", "آخرين"),
    ("أسرته", "أسرته"),
    ("بلدة", "بلدة"),
    ("جنديا", "جنديا"),
]


@pytest.mark.parametrize(("word", "noun"), NOUNS)
def test_a_noun_is_read_without_its_proclitics(word: str, noun: str) -> None:
    """What is left of the word is the noun."""
    reading = noun_reading(normalise(word))
    assert reading is not None
    assert reading.form == normalise(noun)


@pytest.mark.parametrize("word", ["الذي", "حيث", "فيما", "ليست", "إلى", "وقد", "أنه", "لم"])
def test_a_particle_is_no_noun(word: str) -> None:
    """Words that only link fill no role."""
    assert noun_reading(normalise(word)) is None


FILLED = [
    "{أصيب} [آخرون|target] في [كركوك|location]",
    "{قتل} [مزارع|target] ب[رصاص|instrument] مجهولين",
    "{قال} [المرصد|actor] إن الجسر مغلق",
    "{أكدت} [الشركة|actor] أن الجسر مغلق",
    "{اعتقلت} [الشرطة|actor] [خطيب|target] الجامع في [كركوك|location]",
]
"""Nouns that no table of the rules holds; the first argument drawn is the one asked for."""


@pytest.mark.parametrize("marked", [FILLED[0], FILLED[2], FILLED[3]])
def test_nouns_that_no_table_holds_fill_roles(marked: str) -> None:
    """The first drawn argument is found with its role."""
    drawing = read(marked)
    [arguments] = weighed(drawing.body)
    found = {f"{argument.role}={drawing.body[argument.filler.start : argument.filler.end]}" for argument in arguments}
    assert set(drawing.arguments) <= found


@pytest.mark.parametrize("marked", FILLED)
def test_every_drawn_filler_is_a_phrase(marked: str) -> None:
    """Each drawn argument overlaps a phrase that the model looks at."""
    drawing = read(marked)
    scene, [(trigger, found)] = look(drawing.body)
    looked, _ = attributes(scene, trigger, found)
    texts = [drawing.body[phrase.filler.start : phrase.filler.end] for phrase in looked]
    for argument in drawing.arguments:
        assert any(argument.partition("=")[2] in text for text in texts)


KEPT = [
    ("{وصل} [أردوغان|actor] إلى [بغداد|location] ثم زار أربيل", 1, "أردوغان"),
    ("{وصل} [أردوغان|actor] إلى [بغداد|location] وزار أربيل", 1, "أردوغان"),
    ("اتهمت واشنطن موسكو ب{قصف} [إدلب|target]", 1, "واشنطن"),
    ("ارتفع عدد {القتلى} إضافة إلى 12 جريحا", 0, "12 جريحا"),
]


@pytest.mark.parametrize(("marked", "number", "filler"), KEPT)
def test_what_the_guideline_leaves_out_is_left_out(marked: str, number: int, filler: str) -> None:
    """Subjects not told again, accusers and counts of another event fill no role."""
    body = read(marked).body
    arguments = weighed(body)[number]
    assert filler not in {body[argument.filler.start : argument.filler.end] for argument in arguments}


SHARED = [
    ("قصفت روسيا إدلب وحلب", "target", ("إدلب", "حلب")),
    ("عقوبات على إيران وروسيا", "target", ("إيران", "روسيا")),
    ("غارات على صنعاء وصعدة", "target", ("صنعاء", "صعدة")),
]


@pytest.mark.parametrize(("body", "role", "both"), SHARED)
def test_what_is_joined_shares_the_role(body: str, role: str, both: tuple[str, str]) -> None:
    """A phrase joined by و to a filler has its role."""
    [arguments] = weighed(body)
    told = {body[argument.filler.start : argument.filler.end]: argument.role for argument in arguments}
    assert [told.get(name) for name in both] == [role, role]


def test_a_verb_has_one_doer() -> None:
    """Of phrases that could be the doer of a verb only the surest is, with what و joins to it."""
    for body in ("وزارة الدفاع تنفي الخبر", "قال أردوغان إن موسكو أغلقت الجسر", "اعتقلت الشرطة قاسم الزرقوني"):
        for arguments in weighed(body)[:1]:
            assert sum(argument.role == "actor" for argument in arguments) <= 1


ATTRIBUTES = [
    ("قصفت الطائرات القرية", "القرية", "r0", True),
    ("قصفت الطائرات القرية", "القرية", "p=", True),
    ("قصف على القرية", "القرية", "p=علي", True),
    ("قصف على القرية", "القرية", "Fv>علي", True),
    ("قتل جندي وأصيب آخرون", "جندي", "k=people", False),
    ("قالت وزارة الدفاع إن الجسر مغلق", "وزارة الدفاع", "r=actor", True),
    ("قالت وزارة الدفاع إن الجسر مغلق", "وزارة الدفاع", "Fv>", True),
    ("قالت وزارة الدفاع إن الجسر مغلق", "الجسر", "Fv>OT", True),
    ("زار أردوغان وبوتين بغداد", "بوتين", "jo", True),
    ("زار أردوغان وبوتين بغداد", "أردوغان", "jo", False),
    ("أردوغان يزور بغداد", "أردوغان", "s0", True),
    ("أردوغان يزور بغداد", "أردوغان", "Fv<", True),
]


@pytest.mark.parametrize(("body", "filler", "attribute", "has"), ATTRIBUTES)
def test_attributes_tell_where_a_phrase_stands(body: str, filler: str, attribute: str, has: bool) -> None:
    """A phrase has the attribute by the first trigger, or has it not."""
    scene, found = look(body)
    looked, rows = attributes(scene, *found[0])
    phrase = phrase_at(scene, filler)
    assert (attribute in rows[looked.index(phrase)]) == has


ANNOUNCED = [
    ("قالت شركة توتال إن الجسر مغلق", "توتال", "شركة"),
    ("وصل إلى العاصمة العراقية بغداد", "بغداد", "العاصمة"),
    ("وصل الرئيس التركي رجب طيب أردوغان", "رجب طيب أردوغان", "الرئيس"),
]


@pytest.mark.parametrize(("body", "name", "head"), ANNOUNCED)
def test_what_a_name_is_told_to_be_is_part_of_its_phrase(body: str, name: str, head: str) -> None:
    """The phrase begins at its head, and the head is no phrase of its own."""
    scene, _ = look(body)
    phrase = phrase_at(scene, name)
    assert scene.document.surface(phrase.filler.head) == head
    assert not any(other.filler.first == phrase.filler.head for other in scene.phrases if other is not phrase)


def test_what_is_looked_at_does_not_grow_with_the_text() -> None:
    """Twice the text gives twice the phrases and attributes, in one sentence or many."""
    for body in ("قصفت الطائرات قرية في سوريا ", "قصفت الطائرات قرية في سوريا.\n"):
        sizes = []
        for times in (50, 100, 200):
            scene, found = look(body * times)
            rows = [attributes(scene, *pair)[1] for pair in found]
            assert all(len(items) <= AFTER + BEFORE for items in rows)
            sizes.append(sum(len(item) for items in rows for item in items))
        assert sizes[2] - sizes[1] <= 2.1 * (sizes[1] - sizes[0])


def test_the_same_text_has_the_same_roles() -> None:
    """Nothing is left in the model from a text before."""
    body = "قصفت روسيا إدلب وحلب أمس، وقتل 12 مدنيا وأصيب آخرون، بحسب ما أعلن المرصد."
    first = weighed(body)
    weighed("اعتقلت الشرطة قاسم الزرقوني في كركوك")
    assert weighed(body) == first


_WORDS = [
    "قصفت",
    "روسيا",
    "إدلب",
    "و",
    "أن",
    "إن",
    "الذي",
    "قال",
    "الوزير",
    "،",
    ".",
    ":",
    '"',
    "(",
    ")",
    "قتل",
    "12",
    "مدنيا",
    "في",
    "من",
    "إلى",
    "المرصد",
    "آخرون",
    "ثم",
    "وقال",
    "بغداد",
    "شركة",
    "هجوم",
    "على",
    "القرية",
    "أمس",
    "الأحد",
    "الرئيس",
    "التركي",
    "قاسم",
    "الزرقوني",
    "🙂",
    "abc",
    "ـ",
    "َ",
    "\n",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join) | st.text(max_size=60))
def test_any_text_gives_roles_within_its_sentences(body: str) -> None:
    """No text fails; each filler is in the trigger's sentence, has a role once, a probability and a reason."""
    scene, found = look(body)
    for trigger, arguments in found:
        chosen = weigh(scene, trigger, arguments)
        for argument in chosen:
            assert scene.document.same_sentence(argument.filler.first, trigger.first)
            assert 0 < argument.confidence < 1
            assert argument.reason
        keys = [(argument.filler.start, argument.filler.end, argument.role) for argument in chosen]
        assert len(keys) == len(set(keys))


@given(st.sampled_from([*GROUPS, "instrument", "recipient"]), st.floats(LEAST_TOLD, 1), st.floats(LEAST_TOLD, 1))
def test_a_likelier_choice_is_never_less_sure(label: str, one: float, other: float) -> None:
    """Confidence never falls where the model's probability rises."""
    assert sure(label, min(one, other)) <= sure(label, max(one, other))


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=200))
def test_steps_never_fall(pairs: list[tuple[float, bool]]) -> None:
    """The table of steps rises in both columns and stays within 0 and 1."""
    steps = isotonic(pairs)
    assert steps == sorted(steps)
    assert [share for _, share in steps] == sorted(share for _, share in steps)
    assert all(0 < share < 1 for _, share in steps)


def _marked(marked: str, kind: str, subtype: str | None) -> tuple[str, dict[str, Any]]:
    """Return a drawn sentence as an article with marks."""
    drawing = read(marked)
    body = drawing.body
    start, end = drawing.spans[0]
    arguments = []
    for drawn in drawing.arguments:
        role, _, text = drawn.partition("=")
        arguments.append({"role": role, "start": body.index(text), "end": body.index(text) + len(text), "text": text})
    event = {"type": kind, "subtype": subtype, "trigger": {"start": start, "end": end}, "args": arguments}
    return body, {"entities": [], "events": [{**event, "modality": "asserted", "trigger_alts": []}]}


DRILL = [
    ("{قال} [المرصد|actor] إن الجسر مغلق", "STATEMENT", "say"),
    ("{قالت} [الشركة|actor] إن الطريق مفتوح", "STATEMENT", "say"),
    ("{أعلنت} [المدرسة|actor] النتائج", "STATEMENT", "announce"),
    ("{قصفت} [الطائرات|actor] [القرية|target]", "ATTACK", None),
    ("{قصفت} [المدفعية|actor] [المدينة|target]", "ATTACK", None),
    ("{أكد} [المصدر|actor] أن الجسر مغلق", "STATEMENT", "say"),
]


@pytest.mark.parametrize(("marked", "kind", "subtype"), DRILL)
def test_marked_arguments_become_labels(marked: str, kind: str, subtype: str | None) -> None:
    """As many phrases have a role as arguments are drawn, in all views of the article."""
    body, marks = _marked(marked, kind, subtype)
    for view in views(Document(Article(body)), marks):
        for (trigger, found), event in zip(view.found, view.marked, strict=True):
            if event is not None:
                looked, _ = attributes(view.scene, trigger, found)
                labels = labels_of(looked, event["args"])
                assert sorted(label for label in labels if label != "O") == sorted(
                    argument["role"] for argument in event["args"]
                )


def test_a_fitted_model_goes_by_what_it_was_shown(tmp_path: Path) -> None:
    """A model that saw the object of قصف as its doer says so."""
    shown = [("{قصفت} [القرية|actor]", "ATTACK", None), ("{قصفت} [المدينة|actor]", "ATTACK", None)] * 4
    sequences = []
    for marked, kind, subtype in shown:
        body, marks = _marked(marked, kind, subtype)
        sequences += [pair for view in views(Document(Article(body)), marks) for pair in view.sequences()]
    fit(sequences, tmp_path / "model.crf")
    tagger = pycrfsuite.Tagger()
    tagger.open(str(tmp_path / "model.crf"))
    scene, [(trigger, _)] = look("قصفت البلدة")
    assert [label for _, label, _ in judge(scene, trigger, [], tagger)] == ["actor"]


def test_the_program_writes_a_model_and_tells_how_good_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cross-validation is printed by role; the model and the table of rights lie in the target."""
    folder, target = tmp_path / "marked", tmp_path / "data"
    folder.mkdir()
    target.mkdir()
    for number, (marked, kind, subtype) in enumerate(DRILL):
        body, marks = _marked(marked, kind, subtype)
        (folder / f"{number:02}.txt").write_text(body, encoding="utf-8")
        (folder / f"{number:02}.json").write_text(json.dumps(marks), encoding="utf-8")
    assert main(["--marked", str(folder), "--folds", "2", "--target", str(target)]) == 0
    told = capsys.readouterr().out
    assert [line for line in told.split("\n") if line.startswith("end to end")]
    assert "actor" in told
    assert (target / "roles.crf").stat().st_size > 100
    assert (target / "roles_sure.tsv").exists()


def test_too_few_articles_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The program ends with a line that tells what is missing."""
    with pytest.raises(SystemExit) as ended:
        main(["--marked", str(tmp_path)])
    assert ended.value.code == 2
    assert "marked articles" in capsys.readouterr().err
