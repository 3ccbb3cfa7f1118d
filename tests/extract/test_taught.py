"""What reviewers taught, in texts of invented people and groups: names and triggers proposed, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.article import Article
from extract.document import Candidate, Document
from extract.items import Event, Lexicon
from extract.names import choose
from extract.normalise import beside, following, normalise
from extract.taught import Taught, taught
from tests.extract.marked import proposed


def drawn(text: str, marks: Mapping[str, str], **lexicon: object) -> str:
    """Return the text with what is proposed of it, where an engine found the `marks` (text -> type) of itself."""
    document = Document(Article(text))
    engine = [found for words, kind in marks.items() for found in candidates(document, words, kind)]
    known = Taught(Lexicon(**lexicon))  # type: ignore[arg-type]
    left = known.allowed(document, engine)
    names = [*left, *known.allowed(document, known.candidates(document, left))]
    for name in reversed(choose(document, names)):
        text = f"{text[: name.start]}[{text[name.start : name.end]}|{name.type}]{text[name.end :]}"
    return text


def candidates(document: Document, words: str, kind: str) -> list[Candidate]:
    """Return what an engine would give for each place of some words."""
    found = []
    for match in re.finditer(re.escape(words), document.body):
        inside = [
            n for n, token in enumerate(document.tokens) if match.start() < token.end and token.start < match.end()
        ]
        found.append(Candidate(match.start(), match.end(), inside[0], inside[-1], kind, 0.8, "engine"))
    return found


NAMES = {"رابطه الشروق": "ORG", "هاني الزرهوقي": "PERSON", "طنباره": "LOC", "الشروق": "ORG", "العلم": "ORG"}


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("قالت [رابطة الشروق|ORG] ول[رابطة الشُّروق|ORG] رأي", {}),
        ("وصل إلى [طنبارة|LOC] و[طنبــارة|LOC] أمس", {}),
        # A person by the surname alone, in another article; not by the first name.
        ("قال [الزرهوقي|PERSON] إن هاني باق", {}),
        # A longer name around it stays as the engine has it; one inside it does not.
        ("في [مطار طنبارة الدولي|FAC] أمس", {"مطار طنبارة الدولي": "FAC"}),
        ("قال [هاني الزرهوقي|PERSON] أمس", {"هاني": "PERSON"}),
        # The reviewers' type wins.
        ("في [طنبارة|LOC] أمس", {"طنبارة": "PERSON"}),
        # A plain word says only what type a name is that was found anyway.
        ("رفع العلم فوق البناء", {}),
        ("كتبت [العلم|ORG] أمس", {"العلم": "PERSON"}),
    ],
)
def test_taught_names_are_proposed(marked: str, found: Mapping[str, str]) -> None:
    text = re.sub(r"\[([^|]*)\|[A-Z]*\]", r"\1", marked)
    assert drawn(text, found, names=NAMES) == marked


def test_dates_and_counts_that_were_taught_give_way_to_what_rules_find() -> None:
    taught_ = {"ليله القدر": "DATE", "مساء الاحد": "DATE"}
    assert drawn("في ليلة القدر", {}, names=taught_) == "في [ليلة القدر|DATE]"
    assert drawn("مساء الأحد", {"الأحد": "DATE"}, names=taught_) == "مساء [الأحد|DATE]"


HERE = ("قال", "القدس", "امس", "ORG")


@pytest.mark.parametrize(
    ("text", "kind", "kept"),
    [
        ("قال القدس أمس", "ORG", False),
        ("قال القُدْس، أمس", "ORG", False),
        ("قال القدس أمس", "LOC", True),
        ("قال القدس غدا", "ORG", True),
        ("رأى القدس أمس", "ORG", True),
        ("قال والقدس أمس", "ORG", False),
    ],
)
def test_a_rejected_name_is_left_out_in_its_words_and_as_its_type_only(text: str, kind: str, kept: bool) -> None:
    words = "القُدْس" if "ُ" in text else "القدس"
    marked = text.replace(words, f"[{words}|{kind}]") if kept else text
    assert drawn(text, {words: kind}, rejected_beside=frozenset([HERE])) == marked


def test_a_silenced_name_is_left_out_as_that_type_everywhere_and_a_rejected_one_as_any() -> None:
    silent = frozenset([("القدس", "ORG")])
    assert drawn("صحيفة القدس", {"القدس": "ORG"}, silenced=silent) == "صحيفة القدس"
    assert drawn("في القدس", {"القدس": "LOC"}, silenced=silent) == "في [القدس|LOC]"
    assert drawn("في القدس", {"القدس": "LOC"}, rejected=frozenset(["القدس"])) == "في القدس"


def test_what_reviewers_rejected_there_is_not_proposed_by_what_they_accepted_elsewhere() -> None:
    assert drawn("قال القدس أمس", {}, names={"القدس": "ORG"}, rejected_beside=frozenset([HERE])) == "قال القدس أمس"


def test_a_given_name_is_shared_by_mentions_that_have_no_fuller_one() -> None:
    lexicon = Lexicon(names={"الزرهوقي": "PERSON"}, canonicals={("الزرهوقي", "PERSON"): "هاني الزرهوقي"})
    [alone] = [each for each in proposed("وصل الزرهوقي إلى بغداد", lexicon).mentions if each.type == "PERSON"]
    assert (alone.canonical, alone.reason) == ("هاني الزرهوقي", "accepted by a reviewer")
    full = proposed("قال سليم الزرهوقي إنه باق. وصل الزرهوقي إلى بغداد.", lexicon)
    assert {each.canonical for each in full.mentions if each.type == "PERSON"} == {"سليم الزرهوقي"}


# -- events


def happened(body: str, lexicon: Lexicon) -> list[tuple[str, str, str | None]]:
    """Return the events of a text: trigger, type, subtype."""
    return [(body[each.start : each.end], each.type, each.subtype) for each in proposed(body, lexicon).events]


def test_a_taught_trigger_is_proposed_with_its_proclitics_and_arguments() -> None:
    body = "وتقرمط الجيش العراقي في بغداد أمس."
    lexicon = Lexicon(triggers={"تقرمط": ("CLASH", "clash")})
    assert happened(body, Lexicon()) == []
    assert happened(body, lexicon) == [("تقرمط", "CLASH", "clash")]
    [event] = proposed(body, lexicon).events
    assert "location" in {argument.role for argument in event.arguments}
    assert event.reason == "accepted by a reviewer"


def test_a_common_word_is_taught_only_with_what_follows_it() -> None:
    lexicon = Lexicon(triggers={"ساعه": ("MEET", "meet")}, triggers_beside={("ساعه", "صفاء"): ("MEET", "meet")})
    assert happened("كانت ساعة صفاء", lexicon) == [("ساعة", "MEET", "meet")]
    assert happened("كانت ساعة طويلة", lexicon) == []


def test_a_rejected_trigger_is_left_out_where_the_same_follows_and_a_silenced_one_everywhere() -> None:
    body = "وقع هجوم على المرمى ثم هجوم على المدينة."
    assert [word for word, kind, _ in happened(body, Lexicon()) if kind == "ATTACK"] == ["هجوم", "هجوم"]
    there = Lexicon(no_triggers_beside=frozenset([("هجوم", "علي المرمي")]))
    assert [word for word, kind, _ in happened(body, there) if kind == "ATTACK"] == ["هجوم"]
    assert not [kind for _, kind, _ in happened(body, Lexicon(no_triggers=frozenset(["هجوم"]))) if kind == "ATTACK"]


def test_no_taught_trigger_inside_a_name_or_on_another() -> None:
    lexicon = Lexicon(triggers_beside={("هجوم", "علي المدينه"): ("CLASH", "clash"), ("زرهوق", "امس"): ("CLASH", None)})
    body = "وقع هجوم على المدينة"
    assert [kind for word, kind, _ in happened(body, lexicon) if word == "هجوم"] == ["ATTACK"]
    known = Taught(lexicon)
    document = Document(Article("جاء زرهوق أمس"))
    assert [event.type for event in known.events(document, [], [])] == ["CLASH"]
    assert known.events(document, candidates(document, "زرهوق", "PERSON"), []) == ()


# -- whatever the text

WORDS = st.lists(st.sampled_from(["القدس", "قال", "وهجوم", "على", "المدينة", "أمس", "هاني", "الزرهوقي", ".", "\n", "بغداد"]), max_size=25)  # fmt: skip


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_what_is_proposed_is_never_what_was_rejected_in_the_same_place(words: list[str]) -> None:
    body = " ".join(words)
    first = proposed(body)
    places = {(*_around(body, each.start, each.end), each.type) for each in first.mentions}
    events = {(normalise(body[each.start : each.end]), following(body, each.end)) for each in first.events}
    lexicon = Lexicon(rejected_beside=frozenset(places), no_triggers_beside=frozenset(events))
    again = proposed(body, lexicon)
    assert not places & {(*_around(body, each.start, each.end), each.type) for each in again.mentions}
    assert not events & {(normalise(body[each.start : each.end]), following(body, each.end)) for each in again.events}


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_what_is_proposed_stays_in_order_and_apart_whatever_was_taught(words: list[str]) -> None:
    body = " ".join(words)
    lexicon = Lexicon(
        names={"القدس قال": "ORG", "هاني": "LOC", "الزرهوقي بغداد": "FAC", "امس": "DATE"},
        triggers_beside={("بغداد", "امس"): ("ATTACK", None), ("المدينه", "قال القدس"): ("MEET", "meet")},
    )
    found = proposed(body, lexicon)
    edges = [edge for name in found.mentions for edge in (name.start, name.end)]
    assert edges == sorted(edges)
    starts = [event.start for event in found.events]
    assert starts == sorted(set(starts))
    assert proposed(body, lexicon) == found


def _around(body: str, start: int, end: int) -> tuple[str, str, str]:
    before, after = beside(body, start, end)
    return before, " ".join(normalise(body[start:end]).split()), after


def test_nothing_taught_is_nothing_to_do() -> None:
    document = Document(Article("قال القدس أمس"))
    engine = candidates(document, "القدس", "ORG")
    event = Event(0, 3, "STATEMENT", "say", "asserted", (), 0.5, "")
    known = taught(Lexicon())
    assert known is taught(Lexicon())
    assert known.allowed(document, engine) == engine
    assert known.candidates(document, engine) == []
    assert known.events(document, [], [event]) == (event,)
