"""What decisions teach: names and triggers kept, what was rejected where; the same for any order, and undo takes it back."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.items import Event, Extraction, Lexicon, Mention
from extract.normalise import beside, following
from store import articles, decisions, runs
from store.database import Database
from store.deliver import deliver
from store.items import of_article
from store.ledger import records
from store.lexicon import Lessons, learn
from store.values import EventValue, MentionValue
from tests.store import sample
from tests.store.sample import item, place

NOTHING = Lexicon()


def told(db: Database, body: str, *names: tuple[str, str], events: Sequence[tuple[str, str, str | None]] = ()) -> int:
    """Put an article into a store in which an engine found these names and triggers, each at its first place."""
    n = articles.add(db, sample.reading(body, name=f"{body[:20]}.txt")).n

    def at(text: str) -> tuple[int, int]:
        start = body.index(text)
        return start, start + len(text)

    mentions = tuple(Mention(*at(text), kind, text, 0.5, "") for text, kind in names)
    found = tuple(Event(*at(text), kind, subtype, "asserted", (), 0.5, "") for text, kind, subtype in events)
    runs.keep(db, n, Extraction("e", "1", mentions, found))
    return n


def test_nothing_decided_teaches_nothing(db: Database) -> None:
    sample.filled(db)
    assert learn(db) == NOTHING


def test_kept_corrected_and_added_names_are_learned(db: Database) -> None:
    n = sample.filled(db)
    decisions.accept(db, [item(db, n, "حركة النخيل").uid], by="a")
    decisions.edit(db, item(db, n, "وكالة الرافد").uid, MentionValue(*place("الرافد"), "ORG", "الرافد"), by="a")
    decisions.add(db, n, MentionValue(*place("أمين"), "PERSON", "أمين"), by="a")
    # What was undone teaches nothing.
    decisions.accept(db, [item(db, n, "قاعدة السدرة").uid], by="a")
    decisions.undo(db, by="a")
    lexicon = learn(db)
    assert lexicon.names == {"حركه النخيل": "ORG", "الرافد": "ORG", "امين": "PERSON"}
    assert (lexicon.rejected, lexicon.silenced, lexicon.canonicals) == (frozenset(), frozenset(), {})


def test_a_correction_rejects_what_was_proposed_where_it_was(db: Database) -> None:
    n = sample.filled(db)
    decisions.edit(db, item(db, n, "وكالة الرافد").uid, MentionValue(*place("الرافد"), "ORG", "الرافد"), by="a")
    assert learn(db).rejected_beside == {("وقال", "وكاله الرافد", "ان", "ORG")}
    decisions.edit(db, item(db, n, "الموصل").uid, replace(_value(db, n, "الموصل"), type="ORG"), by="a")
    assert ("في", "الموصل", "", "LOC") in learn(db).rejected_beside
    # Another name for the thing says nothing against the mention.
    decisions.edit(db, item(db, n, "بغداد").uid, replace(_value(db, n, "بغداد"), name="مدينة بغداد"), by="a")
    assert not [each for each in learn(db).rejected_beside if each[1] == "بغداد"]


def test_a_rejection_stays_with_its_words_and_type_until_it_comes_again(db: Database) -> None:
    one = told(db, "قال القدس أمس", ("القدس", "ORG"))
    decisions.reject(db, [item(db, one, "القدس").uid], by="a")
    lexicon = learn(db)
    assert lexicon.rejected_beside == {("قال", "القدس", "امس", "ORG")}
    assert (lexicon.silenced, lexicon.rejected) == (frozenset(), frozenset())
    two = told(db, "رأى القدس غدا", ("القدس", "ORG"))
    decisions.reject(db, [item(db, two, "القدس").uid], by="b")
    assert learn(db).silenced == {("القدس", "ORG")}
    assert learn(db).rejected == frozenset(), "it may still be a place"
    for body in ("هنا القدس وهناك", "ثم القدس أيضا"):
        n = told(db, body, ("القدس", "FAC"))
        decisions.reject(db, [item(db, n, "القدس").uid], by="a")
    assert learn(db).rejected == {"القدس"}, "rejected again and again as two types: no name"
    kept = told(db, "وفي القدس مطر", ("القدس", "LOC"))
    decisions.accept(db, [item(db, kept, "القدس").uid], by="a")
    assert learn(db).rejected == frozenset(), "a name after all"
    assert learn(db).silenced == {("القدس", "ORG"), ("القدس", "FAC")}


def test_one_acceptance_ends_the_silence(db: Database) -> None:
    for body in ("قال النهر أمس", "رأى النهر غدا"):
        decisions.reject(db, [item(db, told(db, body, ("النهر", "ORG")), "النهر").uid], by="a")
    assert learn(db).silenced
    n = told(db, "بيان النهر اليوم", ("النهر", "ORG"))
    decisions.accept(db, [item(db, n, "النهر").uid], by="a")
    lexicon = learn(db)
    assert lexicon.silenced == frozenset()
    assert lexicon.names == {}, "rejected oftener than kept: not proposed anew either"
    assert lexicon.rejected_beside == {("قال", "النهر", "امس", "ORG"), ("راي", "النهر", "غدا", "ORG")}


def test_of_two_types_the_commoner_holds_and_of_two_equal_none(db: Database) -> None:
    n = articles.add(db, sample.reading("النهر قال والنهر وصل والنهر بعيد")).n
    spans = [(0, 5), (11, 16), (22, 27)]
    found = tuple(
        Mention(*span, kind, "النهر", 0.5, "") for span, kind in zip(spans, ("ORG", "LOC", "ORG"), strict=True)
    )
    runs.keep(db, n, Extraction("e", "1", found, ()))
    decisions.accept(db, [item(db, n, "النهر", nth).uid for nth in range(2)], by="a")
    assert learn(db).names == {}
    decisions.accept(db, [item(db, n, "النهر", 2).uid], by="a")
    assert learn(db).names == {"النهر": "ORG"}


def test_in_one_place_the_majority_holds_and_of_two_equal_none(db: Database) -> None:
    bodies = [f"قال النهر أمس {number}" for number in range(3)]
    first, second, third = (told(db, body, ("النهر", "ORG")) for body in bodies)
    here = ("قال", "النهر", "امس", "ORG")
    decisions.reject(db, [item(db, first, "النهر").uid], by="a")
    assert here in learn(db).rejected_beside
    decisions.accept(db, [item(db, second, "النهر").uid], by="a")
    assert here not in learn(db).rejected_beside
    decisions.reject(db, [item(db, third, "النهر").uid], by="a")
    assert here in learn(db).rejected_beside


def test_the_name_a_reviewer_gives_is_learned_and_is_a_name_itself(db: Database) -> None:
    n = told(db, "قال الشهابي إنه باق", ("الشهابي", "PERSON"))
    decisions.edit(db, item(db, n, "الشهابي").uid, replace(_value(db, n, "الشهابي"), name="هاني  الشهابي"), by="a")
    lexicon = learn(db)
    assert lexicon.canonicals == {("الشهابي", "PERSON"): "هاني الشهابي"}
    assert lexicon.names == {"الشهابي": "PERSON", "هاني الشهابي": "PERSON"}


def test_the_name_an_engine_gives_is_its_guess_for_one_article(db: Database) -> None:
    n = articles.add(db, sample.reading("قال الشهابي إنه باق")).n
    runs.keep(db, n, Extraction("e", "1", (Mention(4, 11, "PERSON", "هاني الشهابي", 0.5, ""),), ()))
    decisions.accept(db, [item(db, n, "الشهابي").uid], by="a")
    assert learn(db).canonicals == {}
    assert learn(db).names == {"الشهابي": "PERSON"}


FALLS = "وتقهقر الجند وسقط المطر وحرب تجارية وضربة حرة"


def _triggers_reviewed(db: Database, body: str) -> None:
    found = [("تقهقر", "CLASH", "clash"), ("سقط", "KILL_INJURE", "kill"), ("حرب", "CLASH", "clash")]
    n = told(db, body, events=found)
    decisions.accept(db, [item(db, n, "تقهقر", kind="event").uid], by="a")
    decisions.reject(db, [item(db, n, "حرب", kind="event").uid], by="a")
    shown = item(db, n, "سقط", kind="event")
    decisions.edit(db, shown.uid, EventValue(shown.value.start, shown.value.end, "ATTACK", None, "asserted"), by="a")
    start = body.index("ضربة")
    decisions.add(db, n, EventValue(start, start + 4, "ATTACK", None, "asserted"), by="a")


def test_a_trigger_is_taught_where_it_was_missed_and_rejected_where_it_was_rejected(db: Database) -> None:
    _triggers_reviewed(db, FALLS)
    lexicon = learn(db)
    assert lexicon.triggers == {}, "one article is not enough for a word"
    assert lexicon.triggers_beside == {("ضربه", "حره"): ("ATTACK", None)}
    assert lexicon.no_triggers_beside == {("حرب", "تجاريه")}
    assert lexicon.no_triggers == frozenset()


def test_two_articles_teach_a_trigger_for_all_others_and_silence_one_that_was_never_kept(db: Database) -> None:
    _triggers_reviewed(db, FALLS)
    _triggers_reviewed(db, "ثم " + FALLS)
    lexicon = learn(db)
    assert lexicon.triggers == {"تقهقر": ("CLASH", "clash"), "سقط": ("ATTACK", None), "ضربه": ("ATTACK", None)}
    assert lexicon.no_triggers == {"حرب"}
    n = told(db, "سقط سهوا وسقط عمدا", events=[("سقط", "KILL_INJURE", "kill")])
    decisions.reject(db, [item(db, n, "سقط", kind="event").uid], by="a")
    assert "سقط" not in learn(db).triggers, "rejected now and then: the engine decides by what stands around"
    assert "تقهقر" in learn(db).triggers


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("[احتجاجا] على الغلاء أمس", "علي الغلاء"),
        ("[احتجاجا] على", "علي"),
        ("[حرب] تجارية كبرى", "تجاريه"),
        ("[وصل]وا إلى بغداد", "الي بغداد"),
        ("[قال].", ""),
        ("[قال]\nأمس", ""),
    ],
)
def test_what_follows_a_trigger(text: str, after: str) -> None:
    assert following(text.replace("[", "").replace("]", ""), text.index("]") - 1) == after


def test_where_reviewers_differ_nothing_is_taught(db: Database) -> None:
    n = told(db, "قال النهر أمس", ("النهر", "ORG"))
    other = sample.in_memory(b"o" * 16)
    told(other, "قال النهر أمس", ("النهر", "ORG"))
    decisions.accept(db, [item(db, n, "النهر").uid], by="a")
    decisions.reject(other, [item(other, n, "النهر").uid], by="b")
    for record in records(other):
        deliver(db, record)
    assert item(db, n, "النهر").status == "conflict"
    assert learn(db) == NOTHING
    decisions.adjudicate(db, item(db, n, "النهر").uid, None, by="lead")
    assert learn(db).rejected_beside == {("قال", "النهر", "امس", "ORG")}


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("وقال ل[وكالة] الرافد", "وقال", "الرافد"),
        ("[بغداد]", "", ""),
        ("سطر أول\n[بغداد] هنا", "", "هنا"),
        ("قال: «[بغداد]» أمس", "قال", "امس"),
        ("مِنْ [بغدادَ]، وإلى", "من", "والي"),
        ("في [بغداد]\nثم", "في", ""),
        ("وصل[وا] إلى", "", "الي"),
        ("[قال]ها أمس", "", "امس"),
        ("ـ [بغداد] ـ", "", ""),
    ],
)
def test_the_words_beside_a_name(text: str, before: str, after: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    assert beside(text.replace("[", "").replace("]", ""), start, end) == (before, after)


# -- whatever the order

Act = Callable[[Database, int], object]
TYPES = ("ORG", "LOC", "PERSON")
BODIES = ("قال النهر أمس وسقط النهر", "رأى النهر غدا وسقط الجسر", "قال النهر أمس وحده")


def _filled(replica: bytes) -> Database:
    db = sample.in_memory(replica)
    for body in BODIES:
        told(db, body, ("النهر", "ORG"), *((("الجسر", "FAC"),) if "الجسر" in body else ()), events=[
            ("سقط", "KILL_INJURE", "kill")] if "سقط" in body else [])  # fmt: skip
    return db


verdicts = st.lists(
    st.tuples(st.integers(0, 1), st.integers(1, 3), st.integers(0, 2), st.sampled_from("arreeu"), st.integers(0, 2)),
    max_size=14,
)


def _act(db: Database, act: tuple[int, int, int, str, int]) -> None:
    _, n, which, verb, kind = act
    found = [each for each in of_article(db, n) if each.kind != "argument" and each.status != "conflict"]
    chosen = found[which % len(found)] if found else None
    if verb == "u":
        decisions.undo(db, by="a")
    elif chosen is None:
        return
    elif verb == "a":
        decisions.accept(db, [chosen.uid], by="a")
    elif verb == "r":
        decisions.reject(db, [chosen.uid], by="a")
    elif isinstance(chosen.value, MentionValue):
        decisions.edit(db, chosen.uid, replace(chosen.value, type=TYPES[kind], name=f"اسم {kind}"), by="a")


@given(verdicts, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_merges_makes_no_difference_and_what_is_kept_at_hand_is_what_is_learned(
    acts: list[tuple[int, int, int, str, int]], chance: random.Random
) -> None:
    stores = [_filled(b"1" * 16), _filled(b"2" * 16)]
    kept = [Lessons(db) for db in stores]
    for act in acts:
        _act(stores[act[0]], act)
        for n in range(1, 4):
            kept[act[0]].refresh(n)
        assert kept[act[0]].lexicon() == learn(stores[act[0]])
    told_ = [list(records(db)) for db in stores]
    for to, said in ((0, told_[1]), (1, told_[0])):
        chance.shuffle(said)
        for record in (*said, *said[:2]):
            deliver(stores[to], record)
    assert learn(stores[0]) == learn(stores[1])
    assert runs.configuration(learn(stores[0])) == runs.configuration(learn(stores[1]))


@given(verdicts)
@settings(max_examples=30, deadline=None)
def test_undoing_all_takes_back_all_that_was_taught(acts: list[tuple[int, int, int, str, int]]) -> None:
    db = _filled(b"1" * 16)
    lessons = Lessons(db)
    for act in acts:
        _act(db, act)
    while decisions.undo(db, by="a"):
        pass
    for n in range(1, 4):
        lessons.refresh(n)
    assert learn(db) == lessons.lexicon() == NOTHING


def _value(db: Database, n: int, text: str) -> MentionValue:
    value = item(db, n, text).value
    assert isinstance(value, MentionValue)
    return value
