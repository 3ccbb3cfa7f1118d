"""What the rows of an article are to each other: families, same names, who asks, where to go next."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.ontology import ontology
from store.items import Status
from store.values import EventValue, MentionValue
from tests.tui.values import argument, event, item, marked_view, uid, view
from tui.view import NEEDS_VERDICT, View, describe, is_argument, type_place, type_word
from tui.words import WORDS

BODY = "قصف مسلحون القائم فجرا ثم زار وفد هيت"


def attack(of: Status = "open", target: Status = "open", date: Status = "open", visit: Status = "open") -> View:
    """Return five rows: ATTACK, target, date, VISIT, location."""
    return view(
        BODY,
        event(BODY, "قصف", status=of),
        argument(BODY, "قصف", "target", "القائم", status=target),
        argument(BODY, "قصف", "date", "فجرا", status=date),
        event(BODY, "زار", "VISIT_TRAVEL", status=visit),
        argument(BODY, "زار", "location", "هيت", status="accepted"),
    )


def test_a_family_is_an_event_and_its_arguments_whoever_is_asked() -> None:
    shown = attack()
    first = shown.items[:3]
    for row in range(3):
        assert shown.family(shown.items[row]) == first
    assert shown.event_of(shown.items[4]) == shown.items[3]
    assert [shown.row_of(each.uid) for each in shown.items] == [0, 1, 2, 3, 4]
    assert shown.row_of(uid("nobody")) is None


def test_a_name_has_no_family() -> None:
    shown = marked_view("في [بغداد|LOC]")
    assert shown.event_of(shown.items[0]) is None
    assert shown.family(shown.items[0]) == ()


@pytest.mark.parametrize(
    ("statuses", "asking"),
    [
        (("open", "open", "open", "open"), [0, 3]),
        (("accepted", "open", "open", "open"), [1, 2, 3]),
        (("edited", "accepted", "open", "rejected"), [2]),
        (("conflict", "open", "conflict", "accepted"), [0]),
        (("rejected", "rejected", "rejected", "accepted"), []),
    ],
)
def test_open_arguments_wait_under_their_open_event(statuses: tuple[Status, ...], asking: list[int]) -> None:
    shown = attack(*statuses)
    assert [row for row in range(5) if shown.asks(row)] == asking
    assert shown.first_asking() == (asking[0] if asking else None)
    assert shown.open_count == sum(status in NEEDS_VERDICT for status in statuses)


@given(st.lists(st.sampled_from(["open", "accepted", "rejected", "conflict", "aside"]), max_size=8), st.integers(0, 7))
def test_going_on_visits_every_row_that_asks_and_no_other(statuses: list[Status], start: int) -> None:
    body = "اسم " * 8
    shown = view(
        body, *(item(MentionValue(4 * n, 4 * n + 3, "ORG", "اسم"), str(n), status=s) for n, s in enumerate(statuses))
    )
    asking = {row for row, status in enumerate(statuses) if status in NEEDS_VERDICT}
    for step in (1, -1):
        seen = []
        row: int | None = min(start, max(0, len(statuses) - 1))
        for _ in asking:
            assert row is not None
            row = shown.next_asking(row, step)
            seen.append(row)
        assert set(seen) == asking
        if not asking:
            assert shown.next_asking(0, step) is None
    assert shown.first_asking() == (min(asking) if asking else None)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("[بغداد|LOC] و[بغداد|LOC] و[بغدادي|LOC]", [0, 1]),
        ("[إسماعيل|PERSON] و[اسماعيل|PERSON] و[إسْماعيل|PERSON]", [0, 1, 2]),
        ("[بغداد|LOC] و[بغداد|ORG]", [0]),
        ("[قاآني|PERSON] و[قآاني|PERSON]", [0, 1]),
    ],
)
def test_one_name_in_its_spellings_with_one_type(text: str, same: list[int]) -> None:
    shown = marked_view(text)
    assert [shown.items.index(each) for each in shown.same_name(shown.items[0])] == same


def test_events_share_no_name() -> None:
    shown = attack()
    assert shown.same_name(shown.items[0]) == ()
    assert shown.same_name(shown.items[1]) == ()


@pytest.mark.parametrize(
    ("status", "stands"),
    [("open", True), ("accepted", True), ("edited", True), ("conflict", True), ("rejected", False), ("aside", False)],
)
def test_what_stands_can_be_jumped_to_and_fills_roles(status: Status, stands: bool) -> None:
    shown = marked_view("في [بغداد|LOC]")
    shown = view(shown.body, replace(shown.items[0], status=status))
    assert (len(shown.mentions()) == 1) == stands
    assert (shown.mention_at(3, 8) is not None) == stands
    assert shown.mention_at(3, 7) is None


def test_words_for_types() -> None:
    types = ontology()
    for place, (name, kind) in enumerate(types.entities.items(), 1):
        mention = item(MentionValue(0, 1, name, "x"))
        assert (type_place(mention, types), type_word(mention, types)) == (place, kind.short)
        assert len(kind.short) <= 8
    unknown = item(MentionValue(0, 1, "SPACECRAFT", "x"))
    assert (type_place(unknown, types), type_word(unknown, types)) == (0, "SPACECRA")
    assert type_word(event(BODY, "قصف", "STATEMENT", "deny"), types) == "deny"
    assert type_word(event(BODY, "قصف"), types) == types.events["ATTACK"].short
    assert type_word(item(EventValue(0, 1, "NEW_TYPE", None, "asserted")), types) == "new_type"
    of_role = argument(BODY, "قصف", "target", "القائم")
    assert (type_place(of_role, types), type_word(of_role, types)) == (0, "target")
    assert is_argument(of_role)
    assert not is_argument(unknown)


def test_the_line_about_an_item_says_what_how_sure_why_and_who() -> None:
    shown = marked_view("[بغداد|LOC] و[بغداد|LOC]")
    mention = shown.items[0]
    assert (
        describe(shown, mention)
        == f"LOC {WORDS.say('same_name', count=2)} · {WORDS.say('confidence', percent=62)} · gazetteer: place"
    )
    decided = replace(mention, status="edited", reviewer="lina", flagged=True, note="أي بغداد؟")
    said = describe(shown, decided)
    assert said.endswith(f"{WORDS.say('flagged')} · {WORDS.status('edited')} {WORDS.say('by', reviewer='lina')}")
    # a person's words before the engine's: the line may be cut
    assert said.index("أي بغداد؟") < said.index(WORDS.say("confidence", percent=62))
    added = replace(mention, engine="", status="accepted")
    assert WORDS.say("confidence", percent=62) not in describe(shown, added)
    clash = event(BODY, "قصف", "CLASH", "intercept")
    assert describe(view(BODY, clash), clash).startswith("CLASH intercept asserted")
    role = argument(BODY, "قصف", "target", "القائم")
    assert describe(view(BODY, role), role).startswith("target")


def test_the_item_at_a_place_is_the_shortest_there_and_then_the_next() -> None:
    body = "قصف مقر حركة النخيل"
    mention = item(MentionValue(8, 19, "ORG", "حركة النخيل"))
    longer = item(MentionValue(4, 19, "FAC", "مقر حركة النخيل"))
    gone = item(MentionValue(13, 19, "ORG", "النخيل"), status="rejected")
    bombing, target = event(body, "قصف"), argument(body, "قصف", "target", "حركة النخيل")
    shown = view(body, bombing, target, longer, mention, gone)
    assert shown.row_at(1, 0) == 0
    assert shown.row_at(3, 0) is None
    assert shown.row_at(4, 0) == 2
    assert shown.row_at(14, 0) == 3, "a name before what it fills; what is rejected is not drawn"
    assert shown.row_at(14, 3) == 1
    assert shown.row_at(14, 1) == 2
    assert shown.row_at(14, 2) == 3
    assert shown.row_at(14, 4) == 3
