"""What the model of modality is shown of an event: the words that govern it, whatever stands between."""

from __future__ import annotations

import pytest

from extract.article import Article
from extract.document import Document
from extract.events import triggers_of
from extract.items import Lexicon
from extract.learned.modality import View, attributes, modalities
from extract.learned.modality_words import is_between, is_to_come, skeleton, stem
from extract.names import find_names
from extract.normalise import normalise
from extract.triggers import Trigger


def shown(text: str, word: str) -> set[str]:
    """Return the attributes of the event at a word."""
    document = Document(Article(text))
    triggers = triggers_of(document, find_names(document, Lexicon()))
    view = View(document, triggers)
    at = text.index(word)
    [(trigger, ruled)] = [
        (trigger, ruled)
        for trigger, ruled in zip(triggers, view.ruled, strict=True)
        if document.tokens[trigger.first].start <= at < document.tokens[trigger.last].end
    ]
    return set(attributes(view, trigger, ruled))


@pytest.mark.parametrize(
    "forms",
    [
        "يعتزم تعتزم اعتزامه معتزما يعتزمون",
        "طالب يطالب طالبت مطالبة بالمطالبة مطالبين",
        "هدد يهدد ستهدد تهديدات بالتهديد مهددا",
        "منع يمنع لمنعهم منعت",
    ],
)
def test_forms_of_a_word_have_one_skeleton(forms: str) -> None:
    assert len({skeleton(normalise(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize("text", ["", "ا", "و", "في", "ال", "والا", "ييي", "سيي", "ااااا", "ات", "1234", "…", "x"])
def test_a_skeleton_of_a_word_without_letters_to_spare_is_no_less_than_one(text: str) -> None:
    assert bool(skeleton(text)) == bool(text)


@pytest.mark.parametrize("word", ["سيلتقي", "وسيزور", "ستعقد", "ستفرض", "سينسحب", "فستكون"])
def test_a_verb_with_seen_is_yet_to_come(word: str) -> None:
    assert is_to_come(normalise(word))


@pytest.mark.parametrize(
    "word", ["سياسي", "سيناء", "سنوات", "سيارة", "ستة", "سيدة", "سلام", "سيول", "ستوكهولم", "س", ""]
)
def test_a_word_that_only_begins_so_is_not(word: str) -> None:
    assert not is_to_come(normalise(word))


def test_a_stem_is_without_conjunction_and_article() -> None:
    assert [stem(normalise(word)) for word in ("والحرب", "الحرب", "فحرب", "حرب", "وال")] == [
        "حرب",
        "حرب",
        "فحرب",
        "حرب",
        "وال",
    ]


PLAIN = "وقال الوزير إن بلاده تعتزم زيارة دمشق."


@pytest.mark.parametrize("text", [PLAIN, PLAIN.replace("زيارة", "«زيارة»"), PLAIN.replace("زيارة", "#زيارة")])
def test_marks_that_part_nothing_are_stepped_over(text: str) -> None:
    found = shown(text, "زيارة")
    assert f"k1={skeleton(normalise('تعتزم'))}n" in found
    assert f"-1={normalise('تعتزم')}" in found


def test_a_comma_and_a_bracket_are_told_apart() -> None:
    document = Document(Article("قال (الوزير)، أمس."))
    assert [document.norms[index] for index in range(len(document.tokens)) if is_between(document, index)] == ["(", ")"]


@pytest.mark.parametrize(
    ("text", "word", "link"),
    [
        ("ودعا الوزير إلى إجراء محادثات في بيروت.", "محادثات", "الي"),
        ("وسعى الوزير للعودة إلى محادثات في بيروت.", "محادثات", "ل"),
        ("وهدد الوزير بفرض عقوبات على الشركة.", "عقوبات", "ب"),
        ("وطالب الوزير بالقيام بزيارة إلى دمشق.", "زيارة", "ب"),
    ],
)
def test_nouns_of_the_phrase_are_stepped_over_to_what_governs_it(text: str, word: str, link: str) -> None:
    found = shown(text, word)
    assert any(each.startswith(f"link={link}noun") for each in found)
    assert any(each.startswith("light=") for each in found)


def test_a_noun_after_lam_is_governed_by_what_stands_before_it() -> None:
    found = shown("واستعد الوزير لزيارة دمشق.", "لزيارة")
    assert any(each.startswith("link=ل") for each in found)
    assert not any(each.startswith("light=") for each in found)


def test_verbs_to_come_are_seen_on_both_sides_and_in_the_article() -> None:
    found = shown("سيبحث الوزير اتفاق الهدنة. وقال إن لقاء القادة سيعقد في بيروت.", "لقاء")
    assert any(each.startswith(">sv") for each in found)
    assert any(each.startswith("dtTrue") for each in found)
    found = shown("وقال الوزير إن بلاده ستشارك في محادثات بيروت.", "محادثات")
    assert any(each.startswith("sv") for each in found)


def test_an_article_without_events_has_none_to_tell() -> None:
    assert modalities(Document(Article("")), []) == []
    view = View(Document(Article("")), [])
    assert view.ruled == []


def test_words_of_another_sentence_say_nothing() -> None:
    def told(text: str) -> set[str]:
        return {each for each in shown(text, "زيارة") if not each.startswith(("df", "dn", "dt", "title", "s0k"))}

    assert told("لن يقبل أحد. بدأت زيارة دمشق.") == told("قبل الناس. بدأت زيارة دمشق.")


def test_one_trigger_alone_is_enough() -> None:
    document = Document(Article(PLAIN))
    triggers: list[Trigger] = triggers_of(document, [])
    assert len(modalities(document, triggers)) == len(triggers)
